//! A file with several proposals: where each begins, its title and its plan.

use std::ops::Range;

use super::{
    Plan,
    entry::entry,
    label::name,
    line::{Line, Shape, lines},
    marker::task,
    names::{Field, field, heading_field},
    piece::Piece,
    read::read_lines,
    title::tidy,
    told::{Amount, told},
};

/// One proposal of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposed {
    /// Its title; empty where the text gives none.
    pub title: String,
    /// Where its text stands in the file, in bytes. The places in its plan are counted from the start of
    /// that.
    pub place: Range<usize>,
    /// What its text comes to.
    pub plan: Plan,
}

/// Reads all proposals of a file, in their order: at least one, for a text without any sign of several is
/// one. It takes time in proportion to the text.
#[must_use]
pub fn read_document(text: &str) -> Vec<Proposed> {
    let lines = lines(text);
    let starts = starts(&lines);
    let mut places: Vec<(Range<usize>, String)> = Vec::new();
    for (number, (start, title)) in starts.iter().enumerate() {
        let end = starts.get(number + 1).map_or(text.len(), |(next, _)| *next);
        places.push((*start..end, title.clone()));
    }
    if places.len() < 2 {
        let title = single_title(&lines);
        return vec![Proposed { title, place: 0..text.len(), plan: read_lines(text, &lines) }];
    }
    let proposed = |(place, title): (Range<usize>, String)| {
        let plan = read_one(text.get(place.clone()).unwrap_or(""));
        Proposed { title, place, plan }
    };
    places.into_iter().map(proposed).collect()
}

/// Reads one of several proposals: the bracket under its own heading is its slot, not a section.
fn read_one(text: &str) -> Plan {
    let lines = lines(text);
    let mut filled = lines.iter().filter(|line| !matches!(line.shape, Shape::Blank | Shape::Mute));
    let heading = filled.next().filter(|line| matches!(line.shape, Shape::Heading(..)));
    let slot = heading.and_then(|_| slot_in_bracket(filled.next()?));
    let plan = read_lines(text, &lines);
    let Some((slot, about)) = slot.filter(|_| plan.slots.is_empty()) else { return plan };
    let mut plan = Plan { slots: vec![slot.0], slot_places: vec![slot.1.clone()], slot_about: about, ..plan };
    plan.sections.retain(|section| section.time_place.as_ref() != Some(&slot.1));
    plan
}

/// The slot that a line states which is nothing but a bracket: `(20 minutes, live)`.
fn slot_in_bracket(line: &Line<'_>) -> Option<((super::Minutes, Range<usize>), bool)> {
    let Shape::Plain(words) = line.shape else { return None };
    let words = words.bare();
    let inside = words.text.strip_prefix(['(', '['])?.strip_suffix([')', ']'])?;
    let told = told(words.skip(1).take(inside.len()))?;
    match told.amount {
        Amount::Length(time) if told.running.is_none() => Some(((time.min, told.phrase.place()), time.about)),
        _ => None,
    }
}

/// Where each proposal begins, in bytes, with its title.
fn starts(lines: &[Line<'_>]) -> Vec<(usize, String)> {
    let titled = by_titles(lines);
    if titled.len() > 1 {
        return titled;
    }
    let brackets = by_brackets(lines);
    if brackets.len() > 1 {
        return brackets;
    }
    (0..=3).map(|level| by_fields(lines, level)).find(|found| found.len() > 1).unwrap_or_default()
}

/// A proposal for each field with a title: it begins with the headings right above that.
fn by_titles(lines: &[Line<'_>]) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    // Where the headings began that nothing but blank lines stands between.
    let mut headings: Option<usize> = None;
    for (number, line) in lines.iter().enumerate() {
        if let Some(title) = title_of(lines, number) {
            let repeated = found.last().is_some_and(|(_, last)| *last == title);
            if !repeated {
                found.push((headings.unwrap_or(line.whole.at), title));
            }
            headings = None;
            continue;
        }
        match line.shape {
            Shape::Heading(..) => headings = headings.or(Some(line.whole.at)),
            Shape::Blank | Shape::Mute => {}
            _ => headings = None,
        }
    }
    found
}

/// The title that a line gives to a proposal: as a field, or as a heading with the title on the next line.
fn title_of(lines: &[Line<'_>], number: usize) -> Option<String> {
    let line = lines.get(number)?;
    let words = match line.shape {
        Shape::Heading(_, words) | Shape::Plain(words) => words,
        Shape::Item(_, words) => task(words).1,
        _ => return None,
    };
    let (label, behind) = name(words)?;
    (field(label) == Some(Field::Title)).then_some(())?;
    let value = behind.text.strip_prefix([':', '：']).map(|rest| behind.rest(rest).bare());
    match value {
        Some(value) if !value.text.is_empty() => Some(shown(value)),
        None if !behind.text.is_empty() => None,
        _ => {
            // A title stands on the line under its heading, or behind a blank one.
            const NEAR: usize = 6;
            let below = lines.get(number + 1..)?.iter().take(NEAR);
            let first =
                below.filter(|line| !matches!(line.shape, Shape::Blank | Shape::Mute)).find_map(|line| {
                    match line.shape {
                        Shape::Plain(words) => Some(words),
                        _ => None,
                    }
                })?;
            let named = name(first).is_some_and(|(label, _)| field(label).is_some());
            (!named).then(|| shown(first))
        }
    }
}

/// A title as it is shown: without marks of emphasis, quotation marks and a hint for the form behind it.
fn shown(title: Piece<'_>) -> String {
    let hint = [" *(", " (max", "** *("].into_iter().find_map(|hint| title.text.find(hint));
    tidy(hint.map_or(title, |at| title.take(at)).text).replace('*', "")
}

/// A proposal for each heading at the top with its slot in a bracket of its own below: the bracket says
/// more than a time, so it is no section's.
fn by_brackets(lines: &[Line<'_>]) -> Vec<(usize, String)> {
    let mut filled = lines.iter().filter(|line| !matches!(line.shape, Shape::Blank | Shape::Mute)).peekable();
    let mut found = Vec::new();
    while let Some(line) = filled.next() {
        let Shape::Heading(1, words) = line.shape else { continue };
        let says_more =
            |line: &&Line<'_>| slot_in_bracket(line).is_some() && line.whole.text.contains([',', ';']);
        if filled.peek().is_some_and(says_more) {
            found.push((line.whole.at, shown(words)));
        }
    }
    found
}

/// A proposal for each heading of a level that is no field itself but has fields inside.
fn by_fields(lines: &[Line<'_>], level: usize) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut open: Option<(usize, String)> = None;
    let mut fields = 0;
    let is_field = |words: Piece<'_>| {
        let name = name(words).map_or("", |(name, _)| name);
        field(name).is_some_and(|field| field != Field::Form) || heading_field(words.bare().text).is_some()
    };
    for line in lines {
        match line.shape {
            Shape::Heading(this, words) if this <= level => {
                found.extend(open.take().filter(|_| fields > 1));
                fields = 0;
                let timed = entry(words).told.is_some();
                let begins = this == level && !is_field(words) && !timed;
                open = begins.then(|| (line.whole.at, shown(numbered(words))));
            }
            Shape::Heading(_, words) => fields += usize::from(is_field(words)),
            Shape::Plain(words) if words.text.contains(':') => fields += usize::from(is_field(words)),
            _ => {}
        }
    }
    found.extend(open.filter(|_| fields > 1));
    found
}

/// The words of a heading without the number that a conference gave the proposal: `731: Kites`.
fn numbered(words: Piece<'_>) -> Piece<'_> {
    let digits = words.text.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = digits.len() < words.text.len();
    digits.strip_prefix(':').filter(|_| number).map_or(words, |rest| words.rest(rest).trim())
}

/// The title of the only proposal of a file: its field, else the only heading at the top.
fn single_title(lines: &[Line<'_>]) -> String {
    if let Some(title) = (0..lines.len()).find_map(|number| title_of(lines, number)) {
        return title;
    }
    let headings = lines.iter().filter_map(|line| match line.shape {
        Shape::Heading(level, words) => Some((level, words, line.whole.at)),
        _ => None,
    });
    let top = headings.clone().map(|(level, ..)| level).min();
    let mut tops = headings.filter(|(level, ..)| Some(*level) == top);
    let first = lines.iter().find(|line| !matches!(line.shape, Shape::Blank | Shape::Mute));
    let (Some((0 | 1, words, at)), None) = (tops.next(), tops.next()) else { return String::new() };
    let known =
        name(words).is_some_and(|(name, _)| field(name).is_some()) || heading_field(words.text).is_some();
    let opens = first.is_some_and(|first| first.whole.at == at);
    if known || !opens || entry(words).told.is_some() {
        return String::new();
    }
    let number = numbered(words);
    let person = number.text.rfind(" (").filter(|_| number != words && number.text.ends_with(')'));
    shown(person.map_or(number, |at| number.take(at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The titles of all proposals of a file, each with its total in minutes.
    fn read_all(text: &str) -> Vec<(String, String)> {
        read_document(text).into_iter().map(|one| (one.title, one.plan.total().to_string())).collect()
    }

    /// The same as it is expected.
    fn owned(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter().map(|(title, total)| ((*title).to_owned(), (*total).to_owned())).collect()
    }

    #[test]
    fn proposals_begin_at_headings_with_fields_inside() {
        let talk = |title: &str, minutes| {
            format!("## {title}\n### Abstract\nwords\n### Outline\n* a ({minutes} min)\n\n")
        };
        let text = format!("# My talks\n\n{}{}## Bio\nI speak.\n", talk("Tides", 5), talk("#7: Moons", 6));
        assert_eq!(read_all(&text), owned(&[("Tides", "5"), ("#7: Moons", "6")]));
        assert_eq!(read_all(&talk("Tides", 5)).len(), 1);
        let lines = "# Tides\nAbstract: a\nLevel: b\n* a (5 min)\n";
        assert_eq!(read_all(&[lines, &lines.replace("Tides", "Moons")].concat()).len(), 2);
        let words = lines.replace(": a", "").replace(": b", "");
        assert_eq!(read_all(&[words.as_str(), &words.replace("Tides", "Moons")].concat()).len(), 1);
    }

    #[test]
    fn proposals_begin_at_their_titles() {
        let text = "Title: Tides\nDuration: 10 min\n\n* a (4 min)\n\nTitle: Moons\n\n* b (5 min)\n";
        assert_eq!(read_all(text), owned(&[("Tides", "4"), ("Moons", "5")]));
    }

    #[test]
    fn the_headings_right_above_a_title_belong_to_it() {
        let text = "# Kites\n\nTitle: Tides\n\n* a (4 min)\n\n# Ropes\n\nTitle: Moons\n\n* b (5 min)\n";
        let places: Vec<_> = read_document(text).into_iter().map(|one| one.place).collect();
        assert_eq!(places, [0..36, 36..text.len()]);
    }

    #[test]
    fn a_bracket_under_a_heading_is_its_slot() {
        let slot = |one: &Proposed| {
            let place = one.plan.slot_places.first().cloned();
            (one.plan.slots.first().map(ToString::to_string), place, one.plan.slot_about)
        };
        for marks in ["#", "##"] {
            let talk = |title: &str, slot: &str| {
                let fields = format!("{marks}# Outline\n* a (5 min)\n\n{marks}# Notes\nwords\n\n");
                format!("{marks} {title}\n({slot} minutes, live)\n\n{fields}")
            };
            let text = talk("Tides", "~20") + &talk("Moons", "30");
            let slots: Vec<_> = read_document(&text).iter().map(slot).collect();
            let [twenty, thirty] = ["20", "30"].map(|minutes| Some(minutes.to_owned()));
            let at = marks.len() + " Tides\n(".len();
            assert_eq!(slots, [(twenty, Some(at..at + 11), true), (thirty, Some(at..at + 10), false)]);
            assert_eq!(read_all(&text), owned(&[("Tides", "5"), ("Moons", "5")]));
        }
        let live = "# Tides\n(20 minutes, live)\n\n* a (5 min)\n\n";
        assert_eq!(read_all(&live.repeat(2)).len(), 2);
        assert_eq!(read_all(&live.replace("live", "50 total").repeat(2)).len(), 1);
    }

    #[test]
    fn the_only_proposal_has_its_title() {
        for (text, title) in [
            ("# Title\n\n<!-- a hint -->\n\nTides\n", "Tides"),
            ("Title:\n\nTides\n", "Tides"),
            ("Title - Tides\n\nwords\n", ""),
            ("===\nTides\n===\n\nOutline\n===\n* a (5 min)\n", "Tides"),
            ("#731: Tides! (Ada)\n\nwords\n", "Tides!"),
            ("# Outline\n* a (5 min)\n", ""),
            ("# Lab (50 min)\n\n* a (5 min)\n", ""),
            ("words\n", ""),
        ] {
            assert_eq!(read_document(text).first().map(|one| one.title.as_str()), Some(title), "{text}");
        }
    }
}
