//! The numbers before titles: `2.`, `II)`, `2.1`, also in headings and bold titles.

use std::ops::Range;

use super::super::{
    marker::{Marker, heading, indentation, item},
    piece::Piece,
};

/// A number before a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Order<'a> {
    /// The number with the full stop or bracket behind it.
    pub number: &'a str,
    /// Where that stands, in bytes of the text.
    pub place: Range<usize>,
}

/// The number before the words of a line that begins at byte `at` of the text.
pub(super) fn order(line: &str, at: usize) -> Option<Order<'_>> {
    let (_, words) = indentation(Piece { text: line, at });
    let words = heading(words).map_or(words, |(_, words)| words);
    let words = words.bare_start();
    let (marker, _) = item(words)?;
    if matches!(marker, Marker::Bullet(_)) {
        return None;
    }
    let end = words.text.find(|c: char| !c.is_ascii_alphanumeric() && c != '.').unwrap_or(words.text.len());
    let closed = words.text.get(end..).is_some_and(|rest| rest.starts_with(')'));
    let end = end + usize::from(closed);
    Some(Order { number: words.text.get(..end)?, place: words.at..words.at + end })
}

/// The number of what is inside of number `old`, now that this is `new`: `2.1.` becomes `3.1.`; none where it
/// is none of those.
pub(super) fn within(number: &str, old: &str, new: &str) -> Option<String> {
    let bare = |number: &'_ str| number.trim_end_matches(['.', ')']).to_owned();
    let rest = number.strip_prefix(&bare(old))?;
    let inner =
        rest.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()));
    inner.then(|| format!("{}{rest}", bare(new)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_before_titles() {
        for (line, number) in [
            ("1. a", Some("1.")),
            ("  12) a", Some("12)")),
            ("## 3. a", Some("3.")),
            ("**II. a**", Some("II.")),
            ("2.1 a", Some("2.1")),
            ("2.1. a", Some("2.1.")),
            ("b) a", Some("b)")),
            ("* a", None),
            ("a", None),
        ] {
            assert_eq!(order(line, 3).map(|order| order.number), number, "{line}");
        }
        assert_eq!(order("## 3. a", 10).map(|order| order.place), Some(13..15));
    }

    #[test]
    fn inner_numbers_go_along() {
        assert_eq!(within("2.1.", "2.", "3.").as_deref(), Some("3.1."));
        assert_eq!(within("2.1.4", "2.1", "2.2").as_deref(), Some("2.2.4"));
        assert_eq!((within("2.", "2.", "3."), within("21.1", "2.", "3.")), (None, None));
    }
}
