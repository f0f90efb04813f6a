//! Lines that say something about the whole: `Duration: 30 minutes`, `Outline (25 minutes)`, `(total: 25
//! minutes)`, `## Notes`, `A 45 minute talk would include:`.
//!
//! ```text
//! label = name | name (":" | bracket | "," | dash | "=") value
//! slot  = article lengths ("talk" | "slot" | ...)
//! ```

use super::{
    Minutes,
    bracket::brackets,
    phrase::{bare_minutes, lengths},
    piece::Piece,
};

/// What a line with a label is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// The slot asked for.
    Length,
    /// The form of the talk, with the slot asked for behind it: `Talk - 15 minutes`.
    Form,
    /// Here the outline begins.
    Outline,
    /// What the outline adds up to.
    Total,
    /// Here something else begins.
    Other,
}

/// A name that is known, and what stands behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Label<'a> {
    /// What the line is about.
    pub field: Field,
    /// What it says, without the mark before it.
    pub value: Piece<'a>,
}

/// The names of fields, in small letters.
const NAMES: [(Field, &[&str]); 5] = [
    (
        Field::Length,
        &[
            "duration",
            "length",
            "talk duration",
            "talk length",
            "session length",
            "slot",
            "preferred slot",
            "time",
        ],
    ),
    (Field::Length, &["timing", "format", "talk format"]),
    (Field::Form, &["talk", "lightning talk", "workshop", "tutorial", "session", "lab"]),
    (
        Field::Outline,
        &[
            "outline",
            "talk outline",
            "detailed outline",
            "rough outline",
            "session outline",
            "agenda",
            "plan",
        ],
    ),
    (Field::Outline, &["programme", "program", "schedule", "structure", "talk structure"]),
];

/// More names of fields, of which nothing else is known than that they are not the outline.
const OTHERS: [&str; 19] = [
    "abstract",
    "description",
    "notes",
    "note",
    "additional notes",
    "audience",
    "intended audience",
    "biography",
    "bio",
    "level",
    "title",
    "speaker",
    "requirements",
    "prerequisites",
    "takeaways",
    "objectives",
    "keywords",
    "tags",
    "references",
];

/// Names of what the outline adds up to, in small letters.
const TOTALS: [&str; 4] = ["total", "total time", "in total", "sum"];

/// Words before the length of a slot.
const ARTICLES: [&str; 9] = ["a", "an", "the", "my", "this", "your", "for", "in", "prefer"];

/// What has the length of a slot.
const SLOTS: [&str; 8] =
    ["talk", "slot", "session", "version", "presentation", "workshop", "tutorial", "keynote"];

/// Words that add to a shorter version.
const ADDING: [&str; 10] =
    ["would", "could", "also", "add", "adds", "additional", "extra", "more", "include", "includes"];

/// No known name is longer with the blanks behind it, in bytes.
const LONGEST_NAME: usize = 40;

/// No label has more marks of emphasis and brackets before it.
const MOST_MARKS: usize = 4;

/// Reads a label at the start of a line.
pub(super) fn label(line: Piece<'_>) -> Option<Label<'_>> {
    // Only so far: brackets may be nested as deep as they like, and each of them is looked at.
    let marks =
        line.text.chars().take(MOST_MARKS).take_while(|c| matches!(c, '*' | '_' | ':' | '(' | '[' | ' '));
    let line = line.skip(marks.count());
    let mark = |c: char| matches!(c, ':' | '(' | '[' | ',' | '=' | '–' | '—' | '-');
    let end = line.text.char_indices().take(LONGEST_NAME).find(|(_, c)| mark(*c)).map(|(at, _)| at);
    let end = end.or_else(|| (line.text.len() <= LONGEST_NAME).then_some(line.text.len()))?;
    let name = line.take(end).bare().text.trim_end_matches([')', ']']);
    let behind = line.skip(end);
    let field = field(name)?;
    let opens = behind.text.is_empty() || behind.text.starts_with([':', '(', '[']);
    if !opens && matches!(field, Field::Outline | Field::Other) {
        return None;
    }
    let blank = |c: char| mark(c) || c.is_whitespace() || matches!(c, '*' | '_');
    Some(Label { field, value: behind.rest(behind.text.trim_start_matches(blank)) })
}

/// What a name is the name of.
fn field(name: &str) -> Option<Field> {
    let name = name.to_lowercase();
    let name = name.as_str();
    let known = NAMES.iter().find(|(_, names)| names.contains(&name)).map(|(field, _)| *field);
    known
        .or_else(|| TOTALS.contains(&name).then_some(Field::Total))
        .or_else(|| OTHERS.contains(&name).then_some(Field::Other))
}

/// The total that a bracket within a line states: `For a 20 minute talk (total: 16 minutes):`.
pub(super) fn total_within(line: Piece<'_>) -> Option<Minutes> {
    let labels = brackets(line).into_iter().filter_map(|bracket| label(bracket.inside));
    labels.filter(|label| label.field == Field::Total).find_map(|label| label.lengths().first().copied())
}

impl Label<'_> {
    /// The lengths that the value begins with; none where it does not.
    pub fn lengths(self) -> Vec<Minutes> {
        lengths_at(self.value.text)
    }
}

/// The lengths that a value begins with, a word of preference before them aside. A number alone is minutes.
pub(super) fn lengths_at(value: &str) -> Vec<Minutes> {
    let value = value.trim();
    let wish = ["preferably ", "preferred ", "prefer "].into_iter().find_map(|wish| value.strip_prefix(wish));
    let value = wish.unwrap_or(value);
    lengths(value)
        .map(|(lengths, _)| lengths)
        .or_else(|| bare_minutes(value).map(|one| vec![one]))
        .unwrap_or_default()
}

/// The slots that the words of a line speak of: `for a 30 minute talk`, `the 40m / 20m version`.
pub(super) fn slots_within(line: &str) -> Vec<Minutes> {
    let mut slots = Vec::new();
    let mut before = "";
    let mut rest = line.trim_start();
    while !rest.is_empty() {
        let (word, after) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
        let begins = before.is_empty() || ARTICLES.iter().any(|article| before.eq_ignore_ascii_case(article));
        if begins
            && let Some((lengths, behind)) = lengths(rest)
            && is_slot(behind)
        {
            slots.extend(lengths);
        }
        before = word.trim_start_matches(['(', '[', '"', '*', '_']);
        rest = after.trim_start();
    }
    slots
}

/// Whether a text begins with the word for something that has the length of a slot.
fn is_slot(text: &str) -> bool {
    let text = text.trim_start();
    let word = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    SLOTS.iter().any(|slot| word.eq_ignore_ascii_case(slot))
}

/// The slot of the longer version whose additions follow a line like `A 45 minute talk would include:`.
/// `shortest` is the shortest slot named before it, `begun` whether there were sections before it.
pub(super) fn longer_version(line: &str, shortest: Option<Minutes>, begun: bool) -> Option<Minutes> {
    let line = line.strip_suffix(':')?;
    let slot = slots_within(line).into_iter().max()?;
    let adds =
        || line.split_whitespace().any(|word| ADDING.iter().any(|adding| word.eq_ignore_ascii_case(adding)));
    let longer = shortest.map_or_else(|| begun && adds(), |shortest| slot > shortest);
    longer.then_some(slot)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The field of a line and the lengths in its value, in minutes.
    fn read(line: &str) -> Option<(Field, Vec<String>)> {
        let label = label(Piece { text: line, at: 0 })?;
        Some((label.field, label.lengths().iter().map(ToString::to_string).collect()))
    }

    #[test]
    fn labels_have_many_forms() {
        for (line, field, lengths) in [
            ("Duration: 25 minutes", Field::Length, vec!["25", "25"]),
            (":Duration: 25 min", Field::Length, vec!["25", "25"]),
            ("**Talk duration:** 2.5h", Field::Length, vec!["150", "150"]),
            ("Length    : ~25 minutes", Field::Length, vec!["25", "25"]),
            ("Length: 20-35 mins", Field::Length, vec!["20", "35"]),
            ("Duration: prefer 40 minutes", Field::Length, vec!["40", "40"]),
            ("duration: 25", Field::Length, vec!["25"]),
            ("Length:", Field::Length, vec![]),
            ("Talk - 15 minutes", Field::Form, vec!["15", "15"]),
            ("Tutorial, 2-2.5 hours", Field::Form, vec!["120", "150"]),
            ("Outline (25 minutes)", Field::Outline, vec!["25", "25"]),
            ("*Outline*", Field::Outline, vec![]),
            ("(total: 25 minutes)", Field::Total, vec!["25", "25"]),
            ("**Additional notes:** none", Field::Other, vec![]),
        ] {
            let lengths = lengths.into_iter().map(str::to_owned).collect();
            assert_eq!(read(line), Some((field, lengths)), "{line}");
        }
        for line in ["", "Tides: 4 min", "Plan, then act", "Plan - 4 min", "Notes on tides: many"] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn prose_speaks_of_slots() {
        let read = |line| {
            slots_within(line)
                .iter()
                .map(|slot| slot.seconds() / 60)
                .collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!(read("some wiggle room for a 30 minute talk:"), [30].into());
        assert_eq!(read("I prefer a 20-minute slot, or a 2h session"), [20, 120].into());
        assert_eq!(read("(In brackets: the 40m / 20m version)"), [20, 40].into());
        for line in [
            "the 5-minute lightning talk",
            "in under 12 minutes we",
            "we talk for 5 minutes",
            "two 30 minute talks",
            "",
        ] {
            assert_eq!(read(line), [].into(), "{line}");
        }
    }

    #[test]
    fn longer_versions_need_a_shorter_one() {
        let line = "A 45 minute talk would include:";
        let thirty = Some(Minutes::of(30));
        assert_eq!(longer_version(line, thirty, false), Some(Minutes::of(45)));
        assert_eq!(longer_version(line, None, true), Some(Minutes::of(45)));
        assert_eq!(longer_version(line, None, false), None);
        assert_eq!(longer_version("For a 30 minute talk:", thirty, true), None);
        assert_eq!(longer_version("A 45 minute talk would include these.", thirty, true), None);
    }

    #[test]
    fn totals_stand_in_brackets_too() {
        let read = |text| total_within(Piece { text, at: 0 });
        assert_eq!(read("For a 20 minute talk (total: 16 minutes):"), Some(Minutes::of(16)));
        assert_eq!(read("Tides (4 minutes)"), None);
    }
}
