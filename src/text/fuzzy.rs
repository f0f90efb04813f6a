//! Fuzzy finding: which texts a few letters mean, how well they fit, and which letters are meant.
//!
//! Neither case nor accents count, neither typed nor found: `resume` finds `Résumé` and the other way
//! round. Words may stand in any order.

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    chars::{normalize, to_lower_case},
    pattern::{Atom, AtomKind, CaseMatching, Normalization},
};
use unicode_segmentation::UnicodeSegmentation;

/// Words beyond this one are not looked for: whoever pastes a page finds nothing by it.
const MOST_WORDS: usize = 12;
/// The longest word that is looked for, in characters.
const LONGEST_WORD: usize = 60;

/// Looks for words.
#[derive(Debug)]
pub struct Fuzzy {
    matcher: Matcher,
    words: Vec<Atom>,
    letters: Vec<char>,
    places: Vec<u32>,
}

impl Default for Fuzzy {
    fn default() -> Self {
        let matcher = Matcher::new(Config::DEFAULT);
        Self { matcher, words: Vec::new(), letters: Vec::new(), places: Vec::new() }
    }
}

impl Fuzzy {
    /// Looks for these words from now on.
    pub fn seek(&mut self, words: &str) {
        self.words = words.split_whitespace().take(MOST_WORDS).map(word).collect();
    }

    /// How many words are looked for.
    #[must_use]
    pub const fn words(&self) -> usize {
        self.words.len()
    }

    /// How well a text fits, more is better; none where it lacks a word.
    pub fn fit(&mut self, text: &str) -> Option<u32> {
        let haystack = letters(text, &mut self.letters);
        let mut fits = self.words.iter().map(|word| word.score(haystack, &mut self.matcher));
        fits.try_fold(0, |sum, fit| Some(sum + u32::from(fit?)))
    }

    /// The places of the clusters that are meant in a text, in bytes and in order; those of the words that it
    /// has.
    pub fn meant(&mut self, text: &str) -> Vec<usize> {
        self.places.clear();
        let haystack = letters(text, &mut self.letters);
        for word in &self.words {
            // Places that were found before a word failed are dropped by the matcher.
            let _ = word.indices(haystack, &mut self.matcher, &mut self.places);
        }
        self.places.sort_unstable();
        self.places.dedup();
        let clusters: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
        self.places.iter().filter_map(|place| clusters.get(usize::try_from(*place).ok()?).copied()).collect()
    }
}

/// A word as it is looked for: each cluster by its first character, without accent and case.
fn word(word: &str) -> Atom {
    let plain: String = clusters(word).take(LONGEST_WORD).map(|c| to_lower_case(normalize(c))).collect();
    Atom::new(&plain, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy, false)
}

/// A text as the matcher reads it: one character for each cluster.
fn letters<'a>(text: &'a str, room: &'a mut Vec<char>) -> Utf32Str<'a> {
    // A carriage return and its line feed are one cluster.
    if text.is_ascii() && !text.contains('\r') {
        return Utf32Str::Ascii(text.as_bytes());
    }
    room.clear();
    room.extend(clusters(text));
    Utf32Str::Unicode(room)
}

fn clusters(text: &str) -> impl Iterator<Item = char> {
    text.graphemes(true).filter_map(|cluster| cluster.chars().next())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(words: &str, text: &str) -> Option<String> {
        let mut fuzzy = Fuzzy::default();
        fuzzy.seek(words);
        fuzzy.fit(text)?;
        let meant = fuzzy.meant(text);
        Some(text.grapheme_indices(true).filter(|(at, _)| meant.contains(at)).map(|(_, c)| c).collect())
    }

    #[test]
    fn letters_in_order_are_found_whatever_their_case_and_accents() {
        for (words, text, expected) in [
            ("sub", "Subinterpreters and You!", "Sub"),
            ("you sub", "Subinterpreters and You!", "SubYou"),
            ("svas", "Save as another file", "Svas"),
            ("resume", "Ein Résumé", "Résumé"),
            ("résumé", "Ein Resume", "Resume"),
            ("resume", "Ein Re\u{301}sume\u{301}", "Re\u{301}sume\u{301}"),
            ("re\u{301}sum", "Ein Resume", "Resum"),
            ("ГРАНИЦ", "Язык без границ", "границ"),
            ("同期", "非同期処理のやさしい入門", "同期"),
            ("दुनिया", "नमस्ते दुनिया", "दुनिया"),
            ("", "anything", ""),
        ] {
            assert_eq!(found(words, text).as_deref(), Some(expected), "{words} in {text}");
        }
        for (words, text) in [("subs you", "Submarine you"), ("xyz", "Save"), ("ab", "ba")] {
            assert_eq!(found(words, text), None, "{words} in {text}");
        }
    }

    #[test]
    fn what_begins_a_word_fits_better_than_what_is_scattered() {
        let mut fuzzy = Fuzzy::default();
        fuzzy.seek("time");
        assert!(fuzzy.fit("The time of men") > fuzzy.fit("Teaching in many ears"));
        assert!(fuzzy.fit("Time") > fuzzy.fit("Sometimes"));
    }

    proptest! {
        #[test]
        fn what_is_meant_begins_clusters_of_the_text_whatever_is_looked_for(
            words in "[a-c\u{301} é漢\r\n]{0,8}", text in "[a-c\u{301} É漢\r\n\u{200d}👍🏽]{0,20}",
        ) {
            let mut fuzzy = Fuzzy::default();
            fuzzy.seek(&words);
            let fits = fuzzy.fit(&text).is_some();
            let meant = fuzzy.meant(&text);
            prop_assert!(meant.iter().all(|at| text.grapheme_indices(true).any(|(there, _)| there == *at)));
            prop_assert!(!fits || words.trim().is_empty() || !meant.is_empty());
        }
    }
}
