//! Where a caret may stand: between clusters, at words, at the ends of a line.
//!
//! Every function takes a text and any offset, brings the offset into the text, and answers with a
//! position between two clusters. It looks at the line where the offset is, not at the whole text.
//! The line feed is a cluster and a stop of its own.

use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// The nearest boundary at or before the offset.
#[must_use]
pub fn floor(text: &str, at: usize) -> usize {
    let (start, line, at) = line_at(text, at);
    start + if is_boundary(line, at) { at } else { before(line, at) }
}

/// The nearest boundary at or after the offset.
#[must_use]
pub fn ceil(text: &str, at: usize) -> usize {
    let below = floor(text, at);
    if below < at { next(text, below) } else { below }
}

/// The boundary before the offset; the beginning of the text has none before it and answers itself.
#[must_use]
pub fn previous(text: &str, at: usize) -> usize {
    let below = floor(text, at);
    if below < at.min(text.len()) {
        return below;
    }
    let (start, line, at) = line_at(text, at);
    if at == 0 { start.saturating_sub(1) } else { start + before(line, at) }
}

/// The boundary after the offset; the end of the text has none after it and answers itself.
#[must_use]
pub fn next(text: &str, at: usize) -> usize {
    let (start, line, at) = line_at(text, at);
    if at == line.len() { text.len().min(start + at + 1) } else { start + after(line, at) }
}

/// Where the caret goes by a word to the left: to the beginning of a word, else of the line, else over the
/// line feed. Blanks and punctuation are passed over; a word is one of UAX #29 with a letter or a digit.
#[must_use]
pub fn previous_word(text: &str, at: usize) -> usize {
    let (start, line, at) = line_at(text, at);
    if at == 0 {
        return start.saturating_sub(1);
    }
    let word = words(line).map(|(word, _)| word).take_while(|word| *word < at).last();
    start + floor(line, word.unwrap_or(0))
}

/// Where the caret goes by a word to the right: to the end of a word, else of the line, else over the
/// line feed.
#[must_use]
pub fn next_word(text: &str, at: usize) -> usize {
    let (start, line, at) = line_at(text, at);
    if at == line.len() {
        return text.len().min(start + at + 1);
    }
    let end = words(line).map(|(word, letters)| word + letters.len()).find(|end| *end > at);
    start + ceil(line, end.unwrap_or(line.len()))
}

/// What a person means who points at the offset: the word of UAX #29 there, with what joins it (`don't`), or
/// the blanks, or the mark. At the end of a line that is what stands before it; nothing in an empty line.
#[must_use]
pub fn word_around(text: &str, at: usize) -> Range<usize> {
    let (start, line, at) = line_at(text, at);
    let mut around = 0..0;
    for (from, piece) in line.split_word_bound_indices() {
        let blank = piece.chars().all(char::is_whitespace);
        let joins = blank && !around.is_empty() && line[around.clone()].chars().all(char::is_whitespace);
        around = if joins { around.start..from + piece.len() } else { from..from + piece.len() };
        let goes_on = blank && line[around.end..].starts_with(char::is_whitespace);
        if at < around.end && !goes_on {
            break;
        }
    }
    start + floor(line, around.start)..start + ceil(line, around.end)
}

/// The last beginning of a sentence of a line before the offset; sentences are those of UAX #29.
#[must_use]
pub fn sentence_before(line: &str, at: usize) -> Option<usize> {
    sentences(line).take_while(|start| *start < at).last().map(|start| floor(line, start))
}

/// The first beginning of a sentence of a line behind the offset.
#[must_use]
pub fn sentence_behind(line: &str, at: usize) -> Option<usize> {
    sentences(line)
        .find(|start| *start > at)
        .map(|start| ceil(line, start))
        .filter(|there| *there < line.len())
}

fn sentences(line: &str) -> impl Iterator<Item = usize> {
    let filled = line.split_sentence_bound_indices().filter(|(_, sentence)| !sentence.trim().is_empty());
    filled.map(|(start, sentence)| start + sentence.len() - sentence.trim_start().len())
}

/// The beginning of the line.
#[must_use]
pub fn line_start(text: &str, at: usize) -> usize {
    line_at(text, at).0
}

/// The end of the line, before its line feed.
#[must_use]
pub fn line_end(text: &str, at: usize) -> usize {
    let (start, line, _) = line_at(text, at);
    start + line.len()
}

/// The beginning of the line at an offset, the line, and the offset in it, on a character.
fn line_at(text: &str, at: usize) -> (usize, &str, usize) {
    let at = floor_char(text, at);
    let (left, right) = text.split_at(at);
    let start = left.rfind('\n').map_or(0, |feed| feed + 1);
    let end = at + right.find('\n').unwrap_or(right.len());
    (start, &text[start..end], at - start)
}

fn floor_char(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn is_boundary(line: &str, at: usize) -> bool {
    GraphemeCursor::new(at, line.len(), true).is_boundary(line, 0).unwrap_or(true)
}

fn before(line: &str, at: usize) -> usize {
    GraphemeCursor::new(at, line.len(), true).prev_boundary(line, 0).ok().flatten().unwrap_or(0)
}

fn after(line: &str, at: usize) -> usize {
    GraphemeCursor::new(at, line.len(), true).next_boundary(line, 0).ok().flatten().unwrap_or(line.len())
}

fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    line.split_word_bound_indices().filter(|(_, word)| word.contains(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::door::sample;
    use proptest::prelude::*;

    /// Every place where the caret stops on its way through the text.
    fn walk(text: &str, from: usize, step: fn(&str, usize) -> usize) -> Vec<usize> {
        let stops = std::iter::successors(Some(from), |at| Some(step(text, *at)).filter(|next| next != at));
        stops.skip(1).collect()
    }

    #[test]
    fn words_are_walked_as_prose_is_read() {
        let text = "* don't use the C-API (3.7)!\n\n世界 カタカナ";
        let ends = walk(text, 0, next_word);
        let words = ["don't", "use", "the", "C", "API", "3.7", ")!", "\n", "\n", "世", "界", "カタカナ"];
        assert_eq!(ends.len(), words.len());
        for (end, word) in ends.iter().zip(words) {
            assert!(text[..*end].ends_with(word), "{:?} at {word}", &text[..*end]);
        }
        let starts = walk(text, text.len(), previous_word);
        let words =
            ["カタカナ", "界", "世", "\n世", "\n\n世", "3.7", "API", "C-", "the", "use", "don't", "* "];
        assert_eq!(starts.len(), words.len());
        for (start, word) in starts.iter().zip(words) {
            assert!(text[*start..].starts_with(word), "{:?} at {word}", &text[*start..]);
        }
    }

    #[test]
    fn a_word_is_pointed_at() {
        let text = "I don't  (e\u{301}t) 世界\n\nx";
        let at = |at| &text[word_around(text, at)];
        let found: Vec<&str> = [0, 1, 2, 5, 7, 8, 9, 10, 12, 14, 16, 19, 22, 23, 24, 25, 99].map(at).into();
        let words = ["I", " ", "don't", "don't", "  ", "  ", "(", "e\u{301}t", "e\u{301}t", ")", "世"];
        assert_eq!(found[..11], words);
        assert_eq!(found[11..], ["界", "界", "", "x", "x", "x"]);
    }

    #[test]
    fn words_of_other_writings_are_those_of_the_standard() {
        let words = |text| {
            let ends = std::iter::once(0).chain(walk(text, 0, next_word)).collect::<Vec<_>>();
            ends.windows(2).map(|pair| text[pair[0]..pair[1]].trim().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(words("Donaudampfschiff fährt’s"), ["Donaudampfschiff", "fährt’s"]);
        assert_eq!(words("E-Mail-Adresse"), ["E", "-Mail", "-Adresse"]);
        // Without a dictionary, a character or a cluster each.
        assert_eq!(words("我们写"), ["我", "们", "写"]);
        assert_eq!(words("ภาษา").concat(), "ภาษา");
        assert_eq!(words("한국어 문장"), ["한국어", "문장"]);
    }

    #[test]
    fn sentences_are_those_of_the_standard() {
        let text = "He said: 3.5 min. “Really?” Yes!  Ja. 我写。你读。";
        let starts = |text: &str| {
            let first = sentence_behind(text, 0);
            std::iter::successors(first, |at| sentence_behind(text, *at)).collect::<Vec<_>>()
        };
        let found: Vec<&str> = starts(text).into_iter().map(|at| &text[at..]).collect();
        let begun = ["“Really", "Yes!", "Ja.", "我", "你"];
        assert_eq!(found.len(), begun.len(), "{found:?}");
        assert!(found.iter().zip(begun).all(|(found, begun)| found.starts_with(begun)), "{found:?}");
        assert_eq!(sentence_before(text, text.len()), starts(text).last().copied());
        assert_eq!((sentence_before(text, 0), sentence_behind(text, text.len())), (None, None));
        assert_eq!(sentence_before("  a. b", 2), None);
    }

    #[test]
    fn a_cluster_is_never_split() {
        let text = "e\u{301}👨‍👩‍👧\nx";
        assert_eq!(walk(text, 0, next), [3, 21, 22, 23]);
        assert_eq!(walk(text, 23, previous), [22, 21, 3, 0]);
        assert_eq!([floor(text, 2), ceil(text, 2), floor(text, 9), ceil(text, 9)], [0, 3, 3, 21]);
        assert_eq!([line_start(text, 9), line_end(text, 9), line_start(text, 99)], [0, 21, 22]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]
        #[test]
        fn every_answer_is_a_boundary_on_the_right_side(text in sample::text(20)) {
            let stops = sample::stops(&text);
            for at in 0..text.len() + 3 {
                let within = at.min(text.len());
                prop_assert_eq!(floor(&text, at), *stops.iter().rfind(|stop| **stop <= within).unwrap());
                let above = stops.iter().find(|stop| **stop >= within).unwrap();
                prop_assert_eq!(ceil(&text, at), *above);
                let below = stops.iter().rfind(|stop| **stop < within).unwrap_or(&0);
                prop_assert_eq!(previous(&text, at), *below);
                let beyond = stops.iter().copied().find(|stop| *stop > within);
                prop_assert_eq!(next(&text, at), beyond.unwrap_or(text.len()));
                for (word, onward) in [(previous_word(&text, at), false), (next_word(&text, at), true)] {
                    prop_assert!(stops.contains(&word));
                    let far = if onward { text.len() } else { 0 };
                    prop_assert!(within == far || (word > within) == onward && word != within);
                }
                let line = line_start(&text, at)..line_end(&text, at);
                prop_assert!(line.start <= within && within <= line.end && !text[line].contains('\n'));
            }
        }
    }
}
