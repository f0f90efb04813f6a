//! Lines that begin with the name of a field: `Duration: 30 minutes`, `Outline (25 minutes)`, `(total: 25
//! minutes)`, `## Notes`.
//!
//! ```text
//! label = name | name (":" | bracket | "," | dash | "=") value
//! ```

use super::{
    Stated,
    bare::says_minutes,
    bracket::brackets,
    names::{Field, field},
    number::strip_word,
    phrase::{bare_minutes, phrase},
    piece::Piece,
    running::running,
    words::words,
};

/// A name that is known, and what stands behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Label<'a> {
    /// What the line is about.
    pub field: Field,
    /// What it says, without the mark before it.
    pub value: Piece<'a>,
    /// Whether it says that the numbers below are minutes.
    pub in_minutes: bool,
}

/// No known name is longer with the blanks behind it, in bytes.
const LONGEST_NAME: usize = 60;

/// The length in the value of a label stands among so many words.
const MOST_WORDS: usize = 4;

/// No label has more marks of emphasis and brackets before it.
const MOST_MARKS: usize = 4;

/// Reads a label at the start of a line.
pub(super) fn label(line: Piece<'_>) -> Option<Label<'_>> {
    let (name, behind) = name(line)?;
    let Some(field) = field(name) else { return outline_for(line, name, behind) };
    let opens = behind.text.is_empty() || behind.text.starts_with([':', '：', '(', '[', '（']);
    if !opens && !matches!(field, Field::Form | Field::Total | Field::Length) {
        return None;
    }
    let blank = |c: char| is_mark(c) || c.is_whitespace() || matches!(c, '*' | '_');
    let value = behind.rest(behind.text.trim_start_matches(blank));
    let in_minutes = field == Field::Outline && says_minutes(line.text);
    Some(Label { field, value, in_minutes })
}

/// The outline that says behind its name for how long it is: `Outline for 30 minutes:`.
fn outline_for<'a>(line: Piece<'a>, name: &'a str, behind: Piece<'a>) -> Option<Label<'a>> {
    if !behind.text.is_empty() && !behind.text.starts_with([':', '：']) {
        return None;
    }
    let digit = name.bytes().position(|byte| byte.is_ascii_digit())?;
    let outline = name.get(..digit)?;
    let value = line.before(behind.text);
    let value = value.skip(value.text.find(|c: char| c.is_ascii_digit())?);
    let (_, rest) = phrase(value.text)?;
    let ends = rest.trim_matches(['*', '_', ' ']).is_empty()
        && behind.text.trim_matches([':', '：', '*', ' ']).is_empty();
    (ends && field(outline) == Some(Field::Outline)).then_some(Label {
        field: Field::Outline,
        value,
        in_minutes: false,
    })
}

/// The outline that a heading begins which says for how long it is and no more: `45 minute version`.
pub(super) fn edition(heading: Piece<'_>) -> Option<Label<'_>> {
    const NAMES: [&str; 4] = ["version", "variant", "edition", "outline"];
    if heading.text.len() > LONGEST_NAME || !heading.text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let value = heading.bare();
    let articles = ["the ", "a "].iter().find_map(|article| strip_word(value.text, article));
    let value = articles.map_or(value, |rest| value.rest(rest));
    let (time, rest) = phrase(value.text)?;
    let named = NAMES.iter().any(|name| rest.trim_matches([' ', ':', '-']).eq_ignore_ascii_case(name));
    (named && !time.is_range()).then_some(Label { field: Field::Outline, value, in_minutes: false })
}

/// What may be a name at the start of a line, and what stands behind it from its mark on.
pub(super) fn name(line: Piece<'_>) -> Option<(&str, Piece<'_>)> {
    // Only so far: brackets may be nested as deep as they like, and each of them is looked at.
    let before = |c: &char| matches!(c, '*' | '_' | ':' | '(' | '[' | ' ' | '【' | '（' | '■' | '◆' | '●');
    let marks: usize = line.text.chars().take(MOST_MARKS).take_while(before).map(char::len_utf8).sum();
    let line = line.skip(marks);
    let near = line.text.as_bytes();
    let near = near.get(..LONGEST_NAME).unwrap_or(near).iter().enumerate();
    let mut marks = near.filter(|(_, byte)| may_begin_mark(**byte)).map(|(at, _)| at);
    let end = marks.find(|at| line.text.get(*at..).is_some_and(|rest| rest.starts_with(is_mark)));
    let end = end.or_else(|| (line.text.len() <= LONGEST_NAME).then_some(line.text.len()))?;
    let name = line.take(end).bare().text.trim_end_matches([')', ']', '】', '）']);
    Some((name, line.skip(end)))
}

/// Whether a mark ends a name.
fn is_mark(mark: char) -> bool {
    matches!(mark, ':' | '：' | '(' | '[' | '（' | ',' | '=' | '–' | '—' | '-' | '】' | '|')
}

/// Whether such a mark may begin with this byte. Most of a name is letters.
const fn may_begin_mark(byte: u8) -> bool {
    matches!(byte, b':' | b'(' | b'[' | b',' | b'=' | b'-' | b'|' | 0x80..)
}

/// The total that a line states in a bracket: `For a 20 minute talk (total: 16 minutes):`, `(16 min total)`.
pub(super) fn total_within(line: Piece<'_>) -> Option<Stated> {
    if !line.text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let insides = brackets(line).into_iter().map(|bracket| bracket.inside.trim());
    insides.filter(|inside| inside.text.len() <= LONGEST_NAME).find_map(running)
}

impl Label<'_> {
    /// The length that the value begins with, alone or in words: `25`, `~25 minutes`, `a 25 minute talk`.
    pub fn stated(self) -> Option<Stated> {
        if let Some(minutes) = bare_minutes(self.value.text.trim_end_matches([')', ']', '*', '.', ' '])) {
            return Some(Stated { minutes, place: self.value.trim().place() });
        }
        words(self.value).take(MOST_WORDS).find_map(|(_, from)| {
            let (time, rest) = phrase(from.text)?;
            Some(Stated { minutes: time.min, place: from.before(rest).place() })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The field of a line and the length in its value, in minutes.
    fn read(line: &str) -> Option<(Field, Option<u32>)> {
        let label = label(Piece { text: line, at: 0 })?;
        Some((label.field, label.stated().map(|stated| stated.minutes.seconds() / 60)))
    }

    #[test]
    fn labels_have_many_forms() {
        for (line, field, length) in [
            ("Duration: 25 minutes", Field::Length, Some(25)),
            (":Duration: 25 min", Field::Length, Some(25)),
            ("**Talk duration:** 2.5h", Field::Length, Some(150)),
            ("Length    : ~25 minutes", Field::Length, Some(25)),
            ("所要時間：30分", Field::Length, Some(30)),
            ("duration: 25", Field::Length, Some(25)),
            ("Length:", Field::Length, None),
            ("Talk - 15 minutes", Field::Form, Some(15)),
            ("Tutorial, 2-2.5 hours", Field::Form, Some(120)),
            ("Outline (25 minutes)", Field::Outline, Some(25)),
            ("*Outline*", Field::Outline, None),
            ("(total: 25 minutes)", Field::Total, Some(25)),
            ("**Additional notes:** none", Field::Other, None),
        ] {
            assert_eq!(read(line), Some((field, length)), "{line}");
        }
        for line in ["", "Tides: 4 min", "Plan, then act", "Plan - 4 min", "Notes on tides: many"] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn totals_stand_in_brackets_too() {
        let read = |text| total_within(Piece { text, at: 0 }).map(|stated| stated.minutes.seconds() / 60);
        assert_eq!(read("For a 20 minute talk (total: 16 minutes):"), Some(16));
        assert_eq!(read("All in all (16 min total)"), Some(16));
        assert_eq!(read("Tides (4 minutes)"), None);
    }
}
