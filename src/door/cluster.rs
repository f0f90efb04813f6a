//! Grapheme clusters: what a person takes for one character.

use unicode_segmentation::UnicodeSegmentation;

/// The clusters of a text from left to right, each with its offset in bytes.
///
/// A line break is a cluster of its own, even the LF after a CR.
#[must_use]
pub const fn clusters(text: &str) -> Clusters<'_> {
    Clusters { text, at: 0 }
}

/// See [`clusters`].
#[derive(Clone, Debug)]
pub struct Clusters<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Clusters<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let at = self.at;
        let rest = self.text.get(at..)?;
        let cluster = rest.get(..first_length(rest))?;
        if cluster.is_empty() {
            return None;
        }
        self.at += cluster.len();
        Some((at, cluster))
    }
}

/// The length of the first cluster, in bytes.
///
/// Most texts are ASCII, where nothing joins. Elsewhere the search may begin anew at every cluster: no
/// rule looks back beyond the beginning of the cluster that it extends.
fn first_length(text: &str) -> usize {
    match text.as_bytes() {
        [] => 0,
        [first] | [first, b'\0'..=b'\x7f', ..] if first.is_ascii() => 1,
        // Letters of Latin, dashes, quotation marks, arrows and lines join nothing before them, nor what is ASCII
        // behind them: to look that up takes twenty times as long.
        [first, 0xc2..=0xcb, _, ..]
        | [first, 0xe2, 0x80, 0x90..=0xa7, ..]
        | [first, 0xe2, 0x86 | 0x94..=0x96, _, ..]
            if first.is_ascii() =>
        {
            1
        }
        [0xc2..=0xcb, _] | [0xc2..=0xcb, _, b'\0'..=b'\x7f', ..] => 2,
        _ => text.graphemes(true).next().map_or(0, str::len),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::door::sample;
    use proptest::prelude::*;

    #[test]
    fn a_cluster_is_what_a_person_takes_for_one_character() {
        let text = "ae\u{301}\r\n👨‍👩‍👧क्षि🇩🇪🇫🇷";
        let found: Vec<_> = clusters(text).map(|(_, cluster)| cluster).collect();
        assert_eq!(found, ["a", "e\u{301}", "\r", "\n", "👨‍👩‍👧", "क्षि", "🇩🇪", "🇫🇷"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]
        #[test]
        fn clusters_are_those_of_the_unicode_rules(text in sample::text(40)) {
            let text = text.replace('\r', "");
            let rules: Vec<_> = text.grapheme_indices(true).collect();
            prop_assert_eq!(clusters(&text).collect::<Vec<_>>(), rules);
        }
    }
}
