//! Going through the words of a text.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::code::{Fence, is_no_prose, spans};

/// A place is looked for up to so many bytes away: words are not cut, but for those of lines without any blanks.
const NEAR: usize = 4096;
/// The longest word that is looked up, in bytes.
const LONGEST_WORD: usize = 64;

/// Goes through the words in a range of a text, widened to whole words and the one behind them: a word is judged by
/// itself and by the one before it. Where a line has code, it is widened to all of that line. Answers the range with
/// what is to be marked in it: words that `knows` denies, and words that stand there twice in a row.
///
/// Passed over are code, addresses and the like, words with digits, with capital letters inside (`CPython`) or
/// of capital letters alone, and single letters.
pub fn check(
    text: &str,
    range: &Range<usize>,
    mut knows: impl FnMut(&str) -> bool,
) -> (Range<usize>, Vec<Range<usize>>) {
    let range = widened(text, range);
    let mut faults = Vec::new();
    // From there on it is known which word stands before the first one.
    let mut at = word_before(text, range.start);
    let mut fence = Fence::behind(text.get(..line_start(text, at)).unwrap_or_default());
    let mut last: Option<Range<usize>> = None;
    while at < range.end {
        let (start, end) = (line_start(text, at), line_end(text, at));
        let line = text.get(start..end).unwrap_or_default();
        if !fence.step(line) {
            let part = at..end.min(range.end);
            for word in words(text, line, start, &part) {
                let shown = text.get(word.clone()).unwrap_or_default();
                let twice = last.take().is_some_and(|last| is_doubled(text, &last, &word));
                if word.start >= range.start && (twice || (is_checked(text, &word) && !knows(shown))) {
                    faults.push(word.clone());
                }
                last = Some(word);
            }
        }
        at = end + 1;
    }
    (range, faults)
}

/// A range with the rest of the words that it begins and ends in, and the next word in the line; where there may be
/// code in the line, with all of it.
fn widened(text: &str, range: &Range<usize>) -> Range<usize> {
    let (start, end) = (floor(text, range.start), floor(text, range.end.max(range.start)));
    let behind = |at: usize, stop: fn(char) -> bool| {
        let near = text.get(at..floor(text, at + NEAR)).unwrap_or_default();
        near.find(|c| c == '\n' || stop(c)).map_or(at + near.len(), |found| at + found)
    };
    let word = behind(behind(end, char::is_whitespace), |c| !c.is_whitespace());
    start_of_code(text, start).unwrap_or_else(|| start_of_word(text, start))
        ..end_of_code(text, end).unwrap_or_else(|| behind(word, char::is_whitespace))
}

/// Where the last word before the one at a place begins, or the line that it stands in where there may be code.
fn word_before(text: &str, at: usize) -> usize {
    let before = text.get(floor(text, at.saturating_sub(NEAR))..at).unwrap_or_default();
    let end = at - before.len() + before.trim_end().len();
    start_of_code(text, end).unwrap_or_else(|| start_of_word(text, end))
}

/// Where what stands between blanks before a place begins.
fn start_of_word(text: &str, at: usize) -> usize {
    let from = floor(text, at.saturating_sub(NEAR));
    let near = text.get(from..at).unwrap_or_default();
    near.char_indices()
        .rfind(|(_, c)| c.is_whitespace())
        .map_or(from, |(found, c)| from + found + c.len_utf8())
}

/// Where the line at a place begins, if there may be code in it and it is not very long.
fn start_of_code(text: &str, at: usize) -> Option<usize> {
    let (start, end) = (line_start(text, at), line_end(text, at));
    (at - start <= NEAR && text.get(start..end).is_some_and(|line| line.contains('`'))).then_some(start)
}

/// Where the line at a place ends, if there may be code in it and it is not very long.
fn end_of_code(text: &str, at: usize) -> Option<usize> {
    let (start, end) = (line_start(text, at), line_end(text, at));
    (end - at <= NEAR && text.get(start..end).is_some_and(|line| line.contains('`'))).then_some(end)
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or_default().rfind('\n').map_or(0, |feed| feed + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).unwrap_or_default().find('\n').map_or(text.len(), |feed| at + feed)
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The words in a part of the line that begins at `start`, but for those of code, addresses and the like.
fn words(text: &str, line: &str, start: usize, part: &Range<usize>) -> Vec<Range<usize>> {
    const BRACKETS: [char; 13] = ['(', ')', '[', ']', '{', '}', '<', '>', '"', '“', '”', '|', '`'];
    let code = spans(line);
    let shown = text.get(part.clone()).unwrap_or_default();
    let mut found = Vec::new();
    let is_gap = |c: char| c.is_whitespace() || BRACKETS.contains(&c);
    let mut begin = 0;
    for piece in shown.split(is_gap) {
        let from = part.start + begin;
        begin += piece.len();
        let gap = shown.get(begin..).and_then(|rest| rest.chars().next());
        let behind = shown.get(begin..).unwrap_or_default();
        begin += gap.map_or(0, char::len_utf8);
        let in_line = from - start;
        let is_code = code.iter().any(|code| code.contains(&in_line));
        let is_call = behind.starts_with("()");
        let is_mark = text.get(..from).is_some_and(|before| before.ends_with('<')) && gap == Some('>');
        if !piece.is_empty() && !is_code && !is_call && !is_mark && !is_no_prose(piece) {
            let words = piece.unicode_word_indices();
            found.extend(words.map(|(at, word)| from + at..from + at + word.len()));
        }
    }
    found
}

/// Whether a word is one that a dictionary can judge.
fn is_checked(text: &str, range: &Range<usize>) -> bool {
    let word = text.get(range.clone()).unwrap_or_default();
    let mut letters = word.chars();
    let several = letters.next().is_some() && letters.as_str().chars().any(char::is_alphabetic);
    let capital_inside = letters.as_str().chars().any(char::is_uppercase);
    let plain = word.chars().all(|c| c.is_alphabetic() || is_mark(c) || matches!(c, '\'' | '’'));
    // `pre` in `pre-recorded` is no word, and not meant as one.
    let is_prefix = word.len() <= 5
        && text
            .get(range.end..)
            .unwrap_or_default()
            .strip_prefix('-')
            .is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    several && plain && !capital_inside && !is_prefix && word.len() <= LONGEST_WORD
}

/// Whether a character goes with the letter before it.
fn is_mark(char: char) -> bool {
    unicode_normalization::char::is_combining_mark(char)
}

/// Whether a word is the one before it once more, with nothing but blanks between them. A line that begins with
/// the last word of the one before it may mean that, unless the word is a small one in the midst of a sentence.
fn is_doubled(text: &str, last: &Range<usize>, word: &Range<usize>) -> bool {
    let [first, second] = [last, word].map(|range| text.get(range.clone()).unwrap_or_default());
    let between = text.get(last.end..word.start).unwrap_or_default();
    if between.is_empty()
        || !between.chars().all(char::is_whitespace)
        || !second.contains(char::is_alphabetic)
    {
        return false;
    }
    match between.matches('\n').count() {
        0 => first.to_lowercase() == second.to_lowercase() && !second.contains(char::is_numeric),
        1 => first == second && second.starts_with(char::is_lowercase),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::door::sample;
    use proptest::prelude::*;

    /// What is marked where no word is known.
    fn asked(text: &str) -> Vec<&str> {
        check(text, &(0..text.len()), |_| false).1.into_iter().map(|range| &text[range]).collect()
    }

    /// What is marked where all words are known.
    fn doubled(text: &str) -> Vec<(usize, &str)> {
        check(text, &(0..text.len()), |_| true)
            .1
            .into_iter()
            .map(|range| (range.start, &text[range]))
            .collect()
    }

    #[test]
    fn prose_is_checked_word_by_word() {
        assert_eq!(
            asked("Don't “panic”, it’s and/or (really) a well-known C-API."),
            ["Don't", "panic", "it’s", "and", "or", "really", "known"]
        );
        assert_eq!(
            asked("4. the loom (10 min)\n   - Größe cafe\u{301}"),
            ["the", "loom", "min", "Größe", "cafe\u{301}"]
        );
    }

    #[test]
    fn code_addresses_names_and_numbers_are_passed_over() {
        for other in [
            "CPython PyCon iOS GIL GILs 3.7 py3 2nd x",
            "`cod` ``a ` b`` src/main.rs snake_case foo() std::mem",
            "https://exmaple.org/abuot?x=teh (www.exmaple.org) me@exmaple.org @handl #tagg",
            "```\ncod cod\n```",
            "~~~ python\ncod\n\ncod\n~~~",
            "--flagg $HOEM &nbsp; <br> asyncio.runn README.txtt",
            "漢字 かな 한국어",
        ] {
            let other = other.replace("漢字 かな 한국어", "");
            assert_eq!(asked(&other), [""; 0], "{other}");
        }
        assert_eq!(asked("a ` lone mark"), ["lone", "mark"]);
        assert_eq!(asked("```\ncode\n```\nprose"), ["prose"]);
    }

    #[test]
    fn a_word_that_stands_there_twice_is_marked() {
        assert_eq!(doubled("the the talk, and The the\nthe talk"), [(4, "the"), (22, "the"), (26, "the")]);
        assert_eq!(doubled("very, very good. Good\nGood\n\nthe\n\nthe 10 10 a. a\n- a\n- a"), []);
        let text = "it is the\nthe talk";
        let (range, faults) = check(text, &(12..13), |_| true);
        assert_eq!((range, faults.first()), (10..18, Some(&(10..13))));
    }

    #[test]
    fn of_a_very_long_line_a_part_is_checked() {
        let text = "teh word ".repeat(10_000);
        let (range, faults) = check(&text, &(50_000..50_100), |word| word != "teh");
        assert!(range.len() < 200 && range.contains(&50_050), "{range:?}");
        assert!((10..14).contains(&faults.len()) && faults.iter().all(|range| &text[range.clone()] == "teh"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]
        #[test]
        fn a_text_checked_in_parts_is_marked_as_in_one(text in sample::text(60), cuts in prop::collection::vec(any::<usize>(), 0..4)) {
            let odd = |word: &str| !word.len().is_multiple_of(2);
            let (whole, all) = check(&text, &(0..text.len()), odd);
            prop_assert_eq!(whole, 0..text.len());
            for fault in &all {
                prop_assert!(text.get(fault.clone()).is_some_and(|word| !word.is_empty()));
            }
            for at in cuts {
                let at = at % (text.len() + 1);
                let (part, faults) = check(&text, &(at..at), odd);
                prop_assert!(text.get(part.clone()).is_some() && part.start <= at && at <= part.end + 3);
                let inside: Vec<_> = all.iter().filter(|fault| part.start <= fault.start && fault.end <= part.end).cloned().collect();
                prop_assert_eq!(faults, inside);
            }
        }
    }
}
