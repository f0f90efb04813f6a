//! Fuzzy finding: which texts a few letters mean, how well they fit, and which letters are meant.
//!
//! Neither case nor accents count, neither typed nor found: `resume` finds `Résumé` and the other way
//! round; `ß` is `ss`. Words may stand in any order.

use std::ops::BitOr;

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

/// A text that is looked at more than once, as the matcher reads it.
#[derive(Debug)]
pub struct Letters {
    text: Box<str>,
    /// One character for each cluster, where these are not its bytes.
    clusters: Option<Box<[char]>>,
    mask: u64,
}

/// How well a word fits a text: more is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Its letters stand in the text in their order, some of them apart.
    Loose(u32),
    /// It stands there as it was typed, or nearly so.
    Close(u32),
}

/// How a word stands among those of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It does not.
    No,
    /// One of them begins with it.
    Begins,
    /// It is one of them.
    Whole,
}

/// What is looked for.
#[derive(Debug)]
struct Word {
    atom: Atom,
    /// As it was typed, without accent and case.
    plain: String,
    /// Its length in clusters.
    length: u32,
    mask: u64,
}

/// Looks for words.
#[derive(Debug)]
pub struct Fuzzy {
    matcher: Matcher,
    words: Vec<Word>,
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
        let mut fits = self.words.iter().map(|word| word.atom.score(haystack, &mut self.matcher));
        fits.try_fold(0, |sum, fit| Some(sum + u32::from(fit?)))
    }

    /// How well one of the words, counted from 0, fits a text; none where it hardly does, its letters scattered.
    pub fn fit_word(&mut self, word: usize, letters: &Letters) -> Option<Fit> {
        let word = self.words.get(word).filter(|word| word.mask & !letters.mask == 0)?;
        let haystack = match &letters.clusters {
            Some(clusters) => Utf32Str::Unicode(clusters),
            None => Utf32Str::Ascii(letters.text.as_bytes()),
        };
        let score = u32::from(word.atom.score(haystack, &mut self.matcher)?);
        // A letter is worth 16, 4 more behind its neighbour and up to 10 more where a word begins; a gap
        // costs 3 and one for each letter in it.
        if score >= 20 * word.length - 4 {
            Some(Fit::Close(score))
        } else {
            (score >= 14 * word.length).then_some(Fit::Loose(score))
        }
    }

    /// Whether one of the words, counted from 0, is a word of a text, or the beginning of one.
    #[must_use]
    pub fn standing(&self, word: usize, text: &str) -> Standing {
        let Some(wanted) = self.words.get(word).map(|word| word.plain.as_str()) else { return Standing::No };
        let words = text.split(|c: char| !c.is_alphanumeric());
        let standing = words.map(|word| {
            let mut letters = clusters(word).map(plain);
            if !wanted.chars().all(|letter| letters.next() == Some(letter)) {
                Standing::No
            } else if letters.next().is_some() {
                Standing::Begins
            } else {
                Standing::Whole
            }
        });
        standing.max().unwrap_or(Standing::No)
    }

    /// The places of the clusters that are meant in a text, in bytes and in order; those of the words that it
    /// has.
    pub fn meant(&mut self, text: &str) -> Vec<usize> {
        self.places.clear();
        let haystack = letters(text, &mut self.letters);
        for word in &self.words {
            // Places that were found before a word failed are dropped by the matcher.
            let _ = word.atom.indices(haystack, &mut self.matcher, &mut self.places);
        }
        self.places.sort_unstable();
        self.places.dedup();
        let places: Vec<usize> = places(text).map(|(at, _)| at).collect();
        let meant = self.places.iter().filter_map(|place| places.get(usize::try_from(*place).ok()?).copied());
        let mut meant: Vec<usize> = meant.collect();
        meant.dedup();
        meant
    }
}

impl Letters {
    /// A text as the matcher reads it.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let is_plain = is_plain(text);
        let clusters = (!is_plain).then(|| clusters(text).collect());
        Self { text: text.into(), clusters, mask: mask(text) }
    }

    /// The text.
    #[must_use]
    pub const fn text(&self) -> &str {
        &self.text
    }
}

/// Which characters stand in a text, one bit for each plain letter and digit and some for all others: what
/// lacks a bit lacks a character.
fn mask(text: &str) -> u64 {
    // Nearly all titles are plain, and all of a library are looked at when a search begins.
    if is_plain(text) {
        return text.bytes().map(|byte| bit(char::from(byte.to_ascii_lowercase()))).fold(0, BitOr::bitor);
    }
    clusters(text).map(|c| bit(plain(c))).fold(0, BitOr::bitor)
}

fn bit(c: char) -> u64 {
    1 << match c {
        'a'..='z' => u32::from(c) - u32::from('a'),
        '0'..='9' => u32::from(c) - u32::from('0') + 26,
        _ => u32::from(c) % 28 + 36,
    }
}

/// A character without accent and case.
fn plain(c: char) -> char {
    to_lower_case(normalize(c))
}

/// A word as it is looked for: each cluster by its first character, without accent and case.
fn word(word: &str) -> Word {
    let plain: String = clusters(word).take(LONGEST_WORD).map(plain).collect();
    let atom = Atom::new(&plain, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy, false);
    let length = u32::try_from(atom.needle_text().len()).unwrap_or(u32::MAX / 32);
    Word { mask: mask(&plain), atom, length, plain }
}

/// A text as the matcher reads it: one character for each cluster.
fn letters<'a>(text: &'a str, room: &'a mut Vec<char>) -> Utf32Str<'a> {
    if is_plain(text) {
        return Utf32Str::Ascii(text.as_bytes());
    }
    room.clear();
    room.extend(clusters(text));
    Utf32Str::Unicode(room)
}

/// Whether each byte of a text is a cluster of its own: a carriage return and its line feed are one.
fn is_plain(text: &str) -> bool {
    text.is_ascii() && !text.contains('\r')
}

fn clusters(text: &str) -> impl Iterator<Item = char> {
    places(text).map(|(_, letter)| letter)
}

/// The letters that clusters stand for, each with the place of its cluster in bytes: one, but two for the sharp s.
fn places(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.grapheme_indices(true).flat_map(|(at, cluster)| {
        let first = cluster.chars().next();
        let (one, more) = match first {
            Some('ß') => (Some('s'), Some('s')),
            Some('ẞ') => (Some('S'), Some('S')),
            _ => (first, None),
        };
        one.into_iter().chain(more).map(move |letter| (at, letter))
    })
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
            ("grosse", "Die Größe", "Größe"),
            ("größe", "Die Groesse GROSSE", "GROSSE"),
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
    fn a_word_stands_in_a_text_whole_or_as_the_beginning_of_another() {
        let mut fuzzy = Fuzzy::default();
        fuzzy.seek("Éxit save");
        let standing = |word, text| fuzzy.standing(word, text);
        assert_eq!(standing(0, "to exit, now"), Standing::Whole);
        assert_eq!(standing(0, "Exiting"), Standing::Begins);
        assert_eq!(standing(0, "the next item"), Standing::No);
        assert_eq!((standing(1, "save-as"), standing(2, "save")), (Standing::Whole, Standing::No));
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
