//! The reading of a whole outline: line by line, and then what to keep of it.

use super::{
    Minutes, Plan, Section,
    bracket::Timed,
    entry::{Entry, entry},
    keep::{Candidate, Part, keep},
    label::{Field, Label, label, lengths_at, longer_version, slots_within, total_within},
    line::{Line, Shape, lines},
    marker::item,
    nesting::{Nesting, Rank},
    phrase::lengths,
    piece::Piece,
    title::{kind, tidy},
};

/// Reads an outline. Any text is an outline: what is not understood is left out. It takes time in proportion
/// to the text.
#[must_use]
pub fn read(outline: &str) -> Plan {
    let mut reader = Reader::default();
    for line in lines(outline) {
        reader.line(&line);
    }
    reader.plan()
}

/// What stands directly above a line.
#[derive(Clone, Copy, Default)]
enum Above<'a> {
    /// Nothing, or a blank line.
    #[default]
    Nothing,
    /// A heading or a bold line without a time, as which it would nest, and its words.
    Title(Piece<'a>, Rank, Piece<'a>),
    /// A line that was understood: a section, a label.
    Entry,
    /// Words that may go on.
    Prose,
}

/// What has been read so far.
#[derive(Default)]
struct Reader<'a> {
    found: Vec<Candidate>,
    nesting: Nesting,
    slots: Vec<Minutes>,
    stated_total: Option<Minutes>,
    part: Part,
    /// The level of the heading of the outline, if it has one.
    outline_level: Option<usize>,
    /// In the additions of a longer version: whether there was an item already.
    longer: Option<bool>,
    /// A label has named the slot, and its value is to come.
    awaits_length: bool,
    above: Above<'a>,
}

impl<'a> Reader<'a> {
    /// Reads the next line.
    fn line(&mut self, line: &Line<'a>) {
        match line.shape {
            Shape::Blank => self.above = Above::Nothing,
            Shape::Mute => {}
            Shape::Heading(level, words) => self.heading(line.whole, level, words),
            Shape::Item(marker, words) => self.item(line.whole, Rank::Item(line.indent, marker), words),
            Shape::Plain(words) => self.plain(line, words),
        }
    }

    /// A heading is a label, or a section where it has a time, or the title of what follows.
    fn heading(&mut self, whole: Piece<'a>, level: usize, words: Piece<'a>) {
        let rank = Rank::Heading(level);
        self.longer = None;
        self.awaits_length = false;
        self.above = Above::Title(whole, rank, words);
        self.nesting.close_heading(level);
        if let Some(label) = label(words)
            && self.label(label)
        {
            self.outline_level = (label.field == Field::Outline).then_some(level).or(self.outline_level);
            return;
        }
        let entry = entry(numberless(words));
        if entry.time.is_some() {
            self.section(whole, rank, entry.title, entry.time);
        } else if self.part == Part::Outline && self.outline_level.is_some_and(|outline| level <= outline) {
            self.part = Part::Other;
        }
    }

    /// An item is a section, with or without a time, if it is not a label.
    fn item(&mut self, whole: Piece<'a>, rank: Rank, words: Piece<'a>) {
        self.above = Above::Prose;
        if self.awaited(words) {
            return;
        }
        if let Some(label) = label(words)
            && matches!(label.field, Field::Length | Field::Total)
            && !label.lengths().is_empty()
        {
            self.label(label);
            return;
        }
        self.longer = self.longer.map(|_| true);
        let Entry { title, time, .. } = entry(words);
        self.section(whole, rank, title, time);
    }

    /// Another line is a label, or the time of the title above it, or a section where it begins a paragraph
    /// and has a time. It may speak of slots.
    fn plain(&mut self, line: &Line<'a>, words: Piece<'a>) {
        let above = std::mem::replace(&mut self.above, Above::Prose);
        if matches!(above, Above::Nothing) && line.indent == 0 && self.longer == Some(true) {
            self.longer = None;
        }
        if self.awaited(words) {
            self.above = Above::Entry;
            return;
        }
        if let Some(label) = label(words)
            && self.label(label)
        {
            self.above = Above::Entry;
            return;
        }
        self.about_the_whole(words);
        let entry = entry(words);
        match (entry.time, above) {
            (Some(time), Above::Title(whole, rank, title)) if is_alone(&entry) => {
                self.section(whole, rank, numberless(title), Some(time));
            }
            (Some(_), Above::Nothing | Above::Title(..) | Above::Entry) if is_section(line, &entry) => {
                self.section(line.whole, Rank::Line, numberless(entry.title), entry.time);
                self.above = Above::Entry;
            }
            (None, Above::Nothing | Above::Entry) if is_bold(words) => {
                self.above = Above::Title(line.whole, Rank::Line, words);
            }
            _ => {}
        }
    }

    /// Takes the value of a label on the line before, if there was one; says whether it did.
    fn awaited(&mut self, words: Piece<'a>) -> bool {
        if !std::mem::take(&mut self.awaits_length) {
            return false;
        }
        let lengths = lengths_at(words.text);
        let found = !lengths.is_empty();
        self.slots.extend(lengths);
        found
    }

    /// Takes in what a label says; says whether it says anything.
    fn label(&mut self, label: Label<'a>) -> bool {
        let lengths = label.lengths();
        match label.field {
            Field::Length => {
                self.awaits_length = label.value.text.is_empty();
                if self.awaits_length {
                    self.part = Part::Other;
                }
                self.slots.extend(lengths);
            }
            Field::Form => {
                // Behind the first section it is one: "Workshop, 40 minutes" after "Introduction, 5 minutes".
                let first = self.found.is_empty() && self.slots.is_empty();
                if lengths.is_empty() || !first {
                    return false;
                }
                self.slots.extend(lengths);
            }
            Field::Total => {
                self.stated_total = lengths.first().copied().or(self.stated_total);
                return !lengths.is_empty();
            }
            Field::Outline => {
                self.part = Part::Outline;
                self.longer = None;
                self.stated_total = lengths.first().copied().or(self.stated_total);
                self.slots.extend(lengths);
            }
            Field::Other => {
                self.part = Part::Other;
                self.longer = None;
            }
        }
        true
    }

    /// Takes in what a line of prose says about slots, versions and the total.
    fn about_the_whole(&mut self, words: Piece<'a>) {
        if self.part == Part::Other {
            return;
        }
        self.stated_total = total_within(words).or(self.stated_total);
        let shortest = self.slots.iter().min().copied();
        if longer_version(words.text, shortest, !self.found.is_empty()).is_some() {
            self.longer = Some(false);
            self.nesting.close_all();
        }
        self.slots.extend(slots_within(words.text));
        // "20 or 35 minutes" names slots; "20 minutes" may be anything.
        let several = lengths(words.text).map(|(lengths, _)| lengths).filter(|lengths| lengths.len() > 2);
        self.slots.extend(several.unwrap_or_default());
    }

    /// Puts down a line as a section.
    fn section(&mut self, whole: Piece<'a>, rank: Rank, title: Piece<'a>, time: Option<Timed<'a>>) {
        let title = tidy(title.text);
        if title.is_empty() && time.is_none() {
            return;
        }
        let standing = self.nesting.open(rank);
        let section = Section {
            place: whole.place(),
            kind: kind(&title),
            title,
            time: time.map(|time| time.time),
            time_place: time.map(|time| time.phrase.place()),
            depth: 1,
            optional: self.longer.is_some(),
        };
        self.found.push(Candidate { section, standing, part: self.part });
    }

    /// The plan, now that all is read.
    fn plan(mut self) -> Plan {
        self.slots.sort_unstable();
        self.slots.dedup();
        Plan { sections: keep(self.found), stated_total: self.stated_total, slots: self.slots }
    }
}

/// The words without a number before them, which stands behind heading or bold marks.
fn numberless(words: Piece<'_>) -> Piece<'_> {
    let words = words.bare_start();
    item(words).map_or(words, |(_, words)| words)
}

/// Whether a line is a time and nothing else.
fn is_alone(entry: &Entry<'_>) -> bool {
    entry.title.bare().text.is_empty() && entry.remark.text.is_empty()
}

/// Whether a line that is neither heading nor item and has a time may be a section: it is no listing, has a
/// title, and nothing goes on behind the time but behind a colon or a full stop.
fn is_section(line: &Line<'_>, entry: &Entry<'_>) -> bool {
    const LISTING: usize = 4;
    let behind = entry.remark.text;
    let time_first = entry.time.is_some_and(|time| time.phrase.at < entry.title.at);
    let ends = time_first || behind.is_empty() || behind.starts_with([':', '.', '(', '[']);
    line.indent < LISTING && ends && !tidy(entry.title.text).is_empty()
}

/// Whether a line stands between marks of emphasis.
fn is_bold(words: Piece<'_>) -> bool {
    words.text.starts_with(['*', '_']) && words.text.trim_end_matches(':').ends_with(['*', '_'])
}

#[cfg(test)]
mod tests;
