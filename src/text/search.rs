//! Finding words in a text the way that a person means them.

use std::ops::{ControlFlow, Range};

use unicode_normalization::char::decompose_canonical;
use unicode_segmentation::GraphemeCursor;

/// What is looked for.
///
/// Small letters stand for capital ones too, plain letters for those with accents, straight quotation marks
/// for curly ones, `ss` for `ß`, and a blank for any white space, a line feed among it. A capital letter that was
/// typed, an accent, a curly mark or `ß` is meant as it stands.
#[derive(Clone, Debug)]
pub struct Search {
    needle: Vec<char>,
    /// For each length of a beginning of the needle, the longest shorter one that it ends with: how much is
    /// still found when the next character is another one (Knuth, Morris and Pratt).
    fallback: Vec<usize>,
    fold: Fold,
}

/// What makes no difference.
#[derive(Clone, Copy, Debug)]
struct Fold {
    case: bool,
    accents: bool,
    /// Whether `ß` is `ss`.
    sharp: bool,
}

impl Search {
    /// Looks for `query`; none where nothing is asked for.
    #[must_use]
    pub fn new(query: &str) -> Option<Self> {
        let exact = Fold { case: false, accents: false, sharp: false };
        let decomposed = exact.folded(query);
        let fold = Fold {
            case: !query.chars().any(char::is_uppercase),
            accents: !decomposed.iter().any(|char| is_finery(*char)),
            sharp: !query.chars().any(is_sharp),
        };
        let needle = fold.folded(query);
        let mut fallback = vec![0; needle.len()];
        for end in 1..needle.len() {
            let mut length = fallback[end - 1];
            while length > 0 && needle[length] != needle[end] {
                length = fallback[length - 1];
            }
            fallback[end] = length + usize::from(needle[length] == needle[end]);
        }
        (!needle.is_empty()).then_some(Self { needle, fallback, fold })
    }

    /// Where it stands in a text, in bytes: in order, apart, and between clusters. It takes time in
    /// proportion to the text.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        self.walk(text, |range| {
            found.push(range);
            ControlFlow::Continue(())
        });
        found
    }

    /// Where it stands first in a text, in bytes.
    #[must_use]
    pub fn first(&self, text: &str) -> Option<Range<usize>> {
        let mut first = None;
        self.walk(text, |range| {
            first = Some(range);
            ControlFlow::Break(())
        });
        first
    }

    /// Gives each place where it stands, in order, for as long as they are wanted.
    fn walk(&self, text: &str, mut give: impl FnMut(Range<usize>) -> ControlFlow<()>) {
        // Where each of the last folded characters came from; none for one inside another's decomposition.
        let mut sources = vec![None; self.needle.len()];
        let (mut length, mut count) = (0, 0_usize);
        let mut chars = text.char_indices().peekable();
        while let Some((at, char)) = chars.next() {
            let mut first = Some(at);
            let mut complete = false;
            self.fold.each(char, |folded| {
                while length > 0 && (length == self.needle.len() || self.needle[length] != folded) {
                    length = self.fallback[length - 1];
                }
                length += usize::from(self.needle[length] == folded);
                sources[count % self.needle.len()] = first.take();
                count += 1;
                complete = length == self.needle.len();
            });
            if !complete {
                continue;
            }
            let Some(start) = sources[count % self.needle.len()] else { continue };
            // What goes with the last letter and makes no difference belongs to it.
            let ends = |at: usize| is_between_clusters(text, at);
            while chars.next_if(|(at, next)| !ends(*at) && self.fold.drops(*next)).is_some() {}
            let end = chars.peek().map_or(text.len(), |(end, _)| *end);
            if is_between_clusters(text, start) && ends(end) {
                if give(start..end).is_break() {
                    return;
                }
                length = 0;
            }
        }
    }
}

impl Fold {
    /// Gives a character as it is compared: none, one or several.
    fn each(self, char: char, mut give: impl FnMut(char)) {
        if char.is_ascii() {
            let char = if char.is_ascii_whitespace() { ' ' } else { char };
            return give(if self.case { char.to_ascii_lowercase() } else { char });
        }
        decompose_canonical(char, |part| match part {
            '‘' | '’' if self.accents => give('\''),
            '“' | '”' if self.accents => give('"'),
            sharp if self.sharp && is_sharp(sharp) => {
                let letter = if sharp == 'ẞ' && !self.case { 'S' } else { 's' };
                give(letter);
                give(letter);
            }
            blank if blank.is_whitespace() => give(' '),
            accent if self.accents && is_finery(accent) => {}
            part if self.case => part.to_lowercase().for_each(&mut give),
            part => give(part),
        });
    }

    /// A text as it is compared.
    fn folded(self, text: &str) -> Vec<char> {
        let mut folded = Vec::new();
        text.chars().for_each(|char| self.each(char, |part| folded.push(part)));
        folded
    }

    /// Whether a character makes no difference.
    fn drops(self, char: char) -> bool {
        self.accents && !char.is_ascii() && {
            let mut dropped = true;
            self.each(char, |_| dropped = false);
            dropped
        }
    }
}

/// Whether a character refines another one: an accent, or how it is to be drawn; or quotes more finely.
const fn is_finery(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' | '‘' | '’' | '“' | '”')
}

/// Whether a character is the sharp s.
const fn is_sharp(char: char) -> bool {
    matches!(char, 'ß' | 'ẞ')
}

/// Whether an offset stands between two clusters; nearly always two bytes tell.
fn is_between_clusters(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    // A carriage return and a line feed are two stops for a caret.
    let ascii = |at: usize| bytes.get(at).is_none_or(u8::is_ascii);
    if at == 0 || (ascii(at - 1) && ascii(at)) {
        return true;
    }
    GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::door::sample;
    use proptest::prelude::*;

    fn found<'a>(query: &str, text: &'a str) -> Vec<&'a str> {
        let search = Search::new(query).unwrap();
        search.find(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn small_letters_stand_for_capital_ones_but_not_the_other_way() {
        let text = "Python, python, PYTHON, Straße, STRASSE, Ωμέγα";
        assert_eq!(found("python", text), ["Python", "python", "PYTHON"]);
        assert_eq!(found("Python", text), ["Python"]);
        assert_eq!(found("straße", text), ["Straße"]);
        assert_eq!(found("strasse", text), ["Straße", "STRASSE"]);
        assert_eq!(found("ωμεγα", text), ["Ωμέγα"]);
    }

    #[test]
    fn plain_letters_stand_for_those_with_accents_however_they_are_written() {
        let text = "résumé, re\u{301}sume\u{301}, resume; C\u{327}a va";
        assert_eq!(found("resume", text), ["résumé", "re\u{301}sume\u{301}", "resume"]);
        assert_eq!(found("résumé", text), ["résumé", "re\u{301}sume\u{301}"]);
        assert_eq!(found("re\u{301}sume", text), [""; 0]);
        assert_eq!(found("ça", text), ["C\u{327}a"]);
    }

    #[test]
    fn quotation_marks_and_blanks_are_taken_as_they_come() {
        let text = "don’t “panic”, don't\npanic\u{a0}now";
        assert_eq!(found("don't", text), ["don’t", "don't"]);
        assert_eq!(found("don’t", text), ["don’t"]);
        assert_eq!(found("\"panic\"", text), ["“panic”"]);
        assert_eq!(found("don't panic now", text), ["don't\npanic\u{a0}now"]);
    }

    #[test]
    fn matches_do_not_overlap_and_split_no_cluster() {
        assert_eq!(found("aa", "aaaaa"), ["aa", "aa"]);
        assert_eq!(found("aab", "aaab aab"), ["aab", "aab"]);
        assert_eq!(found("👩", "👩 👩‍💻"), ["👩"]);
        assert_eq!(found("❤", "❤\u{fe0f}"), ["❤\u{fe0f}"]);
        assert_eq!(found("\u{1161}", "가"), [""; 0]);
        assert!(Search::new("").is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]
        #[test]
        fn what_is_found_is_what_a_walk_through_the_clusters_finds(text in sample::text(30), from: usize, length in 1_usize..4) {
            let stops = sample::stops(&text);
            let from = from % stops.len();
            let query = &text[stops[from]..stops[(from + length).min(stops.len() - 1)]];
            let Some(search) = Search::new(query) else { return Ok(()) };
            let found = search.find(&text);
            for range in &found {
                prop_assert!(stops.contains(&range.start) && stops.contains(&range.end));
                let shown = &text[range.clone()];
                prop_assert_eq!(search.find(shown), vec![0..shown.len()], "{:?} in {:?}", query, shown);
            }
            prop_assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start));
            prop_assert!(!found.is_empty(), "{:?} in {:?}", query, text);
        }
    }
}
