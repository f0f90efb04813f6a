//! The reading of a whole outline: line by line, and then what to keep of it.

mod among;
mod fields;
mod plain;
mod rows;

use super::{
    Minutes, Plan, Stands, Stated,
    bare::{bare_of_list, in_bracket_of_list, numbered},
    bracket::is_left_open,
    candidate::{Candidate, Part},
    entry::{Entry, entry, entry_in_words, may_count},
    facts::Facts,
    label::{Label, edition, label},
    line::{Line, Shape, lines},
    marker::{item, task},
    names::{Field, heading_field},
    nesting::{Nesting, Rank},
    phrase::phrase,
    piece::Piece,
    prose::is_slot_alone,
    rule::Rule,
    settle::plan,
    title::tidy,
    told::{Amount, Told, plain},
    uncounted::{Begun, hoped, uncounted},
    unmarked::{Known, Said, unmarked},
};

pub(super) use plain::is_section;

/// Reads an outline. Any text is an outline: what is not understood is left out. It takes time in proportion
/// to the text.
#[must_use]
pub fn read(outline: &str) -> Plan {
    read_lines(outline, &lines(outline))
}

/// The same of a text whose lines are read already.
pub(super) fn read_lines(outline: &str, lines: &[Line<'_>]) -> Plan {
    let (known, mut said) = unmarked(outline, lines);
    said.reverse();
    let mut reader = Reader { text: outline, lines, known, said, ..Reader::default() };
    while let Some(line) = lines.get(reader.next) {
        reader.next += 1;
        reader.line(line);
    }
    let hoped = hoped(&reader.found);
    let mut plan = plan(reader.found, reader.facts, &reader.rules);
    plan.uncounted = uncounted(outline, lines, &reader.begun, &hoped, &plan);
    plan
}

/// What stands directly above a line.
#[derive(Clone, Default)]
enum Above<'a> {
    /// Nothing, or a blank line.
    #[default]
    Nothing,
    /// A heading or a bold line without a time, as which it would nest, and its words.
    Title(Piece<'a>, Rank, Piece<'a>),
    /// A time alone, for the title below it.
    Time(Told<'a>),
    /// An item whose marker stands in this column.
    Item(usize),
    /// A line that was understood: a section, a label.
    Entry,
    /// Words that may go on.
    Prose,
}

/// What has been read so far.
#[derive(Default)]
struct Reader<'a> {
    text: &'a str,
    lines: &'a [Line<'a>],
    /// What is known of each line before it is read.
    known: Vec<Known>,
    /// What plain lines say by themselves, the last one first: of those that are still to come.
    said: Vec<Said<'a>>,
    /// The number of the line to read next.
    next: usize,
    found: Vec<Candidate<'a>>,
    facts: Facts,
    rules: Vec<Rule>,
    nesting: Nesting,
    part: Part,
    /// How many parts there were.
    parts: usize,
    /// Where each of them began.
    begun: Vec<Begun>,
    /// The level of the heading that began the part, if one did.
    part_level: Option<usize>,
    /// Whether the outline has headings of its own level with a time: some people make its sections so.
    has_flat_headings: bool,
    /// Whether a number in the part is minutes, because its heading or the line below says so.
    in_minutes: bool,
    /// In the additions of a longer version: its slot, and whether there was an item already.
    longer: Option<(Minutes, bool)>,
    /// A label has named the slot, and its value is to come.
    awaits_length: bool,
    above: Above<'a>,
}

impl<'a> Reader<'a> {
    /// Reads the next line.
    fn line(&mut self, line: &Line<'a>) {
        match line.shape {
            Shape::Blank => {
                // A title waits for its time over a blank line.
                if !matches!(self.above, Above::Title(..)) {
                    self.above = Above::Nothing;
                }
            }
            Shape::Mute => {}
            Shape::Heading(level, words) => self.heading(line.whole, level, words),
            Shape::Item(marker, words) => {
                let words = self.until_closed(words);
                self.item(line, Rank::Item(line.indent, marker), words);
            }
            Shape::Row(_) => self.table(),
            Shape::Plain(words) => {
                let number = self.next - 1;
                let known = self.known.get(number).copied().unwrap_or_default();
                let whole = self.until_closed(words);
                let said = self.said(number);
                match known {
                    Known::Nothing => self.plain(line, (whole, words), said),
                    Known::Section(list) => self.listed(line, whole, said, list),
                    Known::Remark => self.above = Above::Entry,
                }
            }
        }
    }

    /// The words of a line, with those of the next ones where a bracket is left open that they close.
    fn until_closed(&mut self, words: Piece<'a>) -> Piece<'a> {
        let (words, next) = until_closed(self.text, self.lines, self.next, words);
        self.next = next;
        words
    }

    /// A heading is a label, or a section where it has a time, or the title of what follows.
    fn heading(&mut self, whole: Piece<'a>, level: usize, words: Piece<'a>) {
        let rank = Rank::Heading(level);
        self.longer = None;
        self.awaits_length = false;
        self.end_rule();
        let above = std::mem::replace(&mut self.above, Above::Title(whole, rank, words));
        self.nesting.close_heading(level);
        let bare = numberless(words);
        let apart = self.found.is_empty() && !self.is_among(rank);
        if apart && level > 1 && self.slot_line(bare) {
            return;
        }
        let (entry, label) = (self.entry(bare), label(bare).or_else(|| edition(bare)));
        if let Some(label) = label
            && (apart || label.field != Field::Form)
            && !(label.field == Field::Other && (entry.told.is_some() || self.time_is_below()))
            && self.label(label)
        {
            self.head_part(level);
            return;
        }
        if label.is_none()
            && entry.told.is_none()
            && heading_field(bare.bare().text)
                .filter(|field| *field != Field::Other || !self.time_is_below())
                .is_some_and(|field| self.begin(field))
        {
            self.head_part(level);
            return;
        }
        let within = self.part_level.is_some_and(|part| level > part);
        let told = entry.told.clone().or(match above {
            Above::Time(told) => Some(told),
            _ => None,
        });
        if told.is_some() {
            self.above = Above::Entry;
            self.has_flat_headings |= self.part_level == Some(level);
            self.section(whole, rank, Entry { told, ..entry });
        } else if self.part == Part::Outline
            && (within || self.has_flat_headings && self.part_level == Some(level))
        {
            self.section(whole, rank, entry);
        } else if !within {
            self.begin_part(Part::Unnamed);
            self.begun.iter_mut().next_back().into_iter().for_each(|begun| begun.headed = true);
        }
    }

    /// What is known already of what a plain line says by itself.
    fn said(&mut self, number: usize) -> Option<Said<'a>> {
        while self.said.pop_if(|said| said.number < number).is_some() {}
        self.said.pop_if(|said| said.number == number)
    }

    /// What the words of a line say, in the part that it is in.
    fn entry(&self, words: Piece<'a>) -> Entry<'a> {
        self.in_part(words, entry(words))
    }

    /// The same of words that say `found` by themselves.
    fn in_part(&self, words: Piece<'a>, found: Entry<'a>) -> Entry<'a> {
        if !self.in_minutes || found.told.is_some() {
            return found;
        }
        numbered(words).unwrap_or(found)
    }

    /// Whether the next line is nothing but a time: then a heading is a section, even one that has the name
    /// of a field, such as `About me`.
    fn time_is_below(&self) -> bool {
        let filled = |line: &&Line<'a>| !matches!(line.shape, Shape::Blank | Shape::Mute);
        let below = self.lines.iter().skip(self.next).find(filled);
        below.is_some_and(|line| match line.shape {
            Shape::Plain(words) => {
                let below = entry(words);
                below.told.is_some() && is_alone(&below)
            }
            _ => false,
        })
    }

    /// An item is a section, with or without a time, if it is not a label.
    fn item(&mut self, line: &Line<'a>, rank: Rank, words: Piece<'a>) {
        let above = std::mem::replace(&mut self.above, Above::Item(line.indent));
        let (crossed, words) = task(words);
        if self.awaits_length {
            // Of several boxes the crossed one is meant.
            if crossed != Some(false) && self.facts.field(words) || crossed == Some(false) {
                return;
            }
            self.awaits_length = false;
        }
        if may_be_label(words.text)
            && let Some(label) = label(words)
            && matches!(label.field, Field::Length | Field::Total | Field::Title)
            && self.labelled_item(label, rank)
        {
            return;
        }
        let first = self.found.is_empty() && self.part == Part::Unnamed && is_slot_alone(words);
        if first && !self.is_among(rank) && self.slot_line(words) {
            return;
        }
        let mut entry = self.entry(words);
        if entry.told.is_none()
            && let Some(found) = entry_of_list(words)
        {
            entry = found;
        }
        if is_alone(&entry) {
            if matches!(above, Above::Nothing) {
                return;
            }
            self.time_of_parent(entry.told, rank);
            return;
        }
        self.longer = self.longer.map(|(slot, _)| (slot, true));
        entry.title = numberless(entry.title);
        self.section(line.whole, rank, entry);
    }

    /// Takes in an item that is a label; says whether it was one.
    fn labelled_item(&mut self, label: Label<'a>, rank: Rank) -> bool {
        let Some(stated) = label.stated() else { return label.field == Field::Title };
        if label.field == Field::Length && self.is_in_section(rank) {
            let phrase =
                Piece { text: self.text.get(stated.place.clone()).unwrap_or(""), at: stated.place.start };
            let told = length_below(phrase);
            self.time_of_parent(told, rank);
            return true;
        }
        self.label(label)
    }

    /// Whether an item stands inside a section without a time, in the outline.
    fn is_in_section(&self, rank: Rank) -> bool {
        let Some(last) = self.found.last() else { return false };
        let inside = match (last.rank, rank) {
            (Rank::Item(outer, _), Rank::Item(inner, _)) => inner > outer,
            (Rank::Heading(_) | Rank::Line, Rank::Item(..)) => true,
            _ => false,
        };
        let untimed = last.told.as_ref().is_none_or(|told| told.is_bare);
        inside && untimed && (self.part == Part::Outline || matches!(last.rank, Rank::Item(..)))
    }

    /// Gives a time that stands alone in an item to the section around it.
    fn time_of_parent(&mut self, told: Option<Told<'a>>, rank: Rank) {
        if self.is_in_section(rank)
            && let Some(parent) = self.found.last_mut()
        {
            parent.told = told.map(|told| Told { stands: Stands::Below, ..told });
        }
    }

    /// Puts down a line as a section.
    fn section(&mut self, whole: Piece<'a>, rank: Rank, entry: Entry<'a>) {
        let Entry { title, told, speaker, .. } = entry;
        let title = title.trim();
        // Tags have letters, and leave nothing.
        let may_be_nothing = title.text.contains('<') || !title.text.contains(char::is_alphanumeric);
        if may_be_nothing && tidy(title.text).is_empty() {
            return;
        }
        if let Some(Told { amount: Amount::Length(time), phrase, is_weak: true, .. }) = &told
            && super::names::field(title.bare().text) == Some(Field::Total)
        {
            self.facts.state(Stated { minutes: time.min, place: phrase.place() });
            return;
        }
        let standing = self.nesting.open(rank);
        let longer = self.longer.map(|(slot, _)| slot);
        let part = (self.part, self.parts);
        let is_untitled = false;
        let heads = matches!(rank, Rank::Heading(0 | 1)) || !matches!(rank, Rank::Item(..)) && is_form(title);
        let is_page = heads && told.is_some() && self.found.is_empty();
        self.found.push(Candidate {
            whole,
            title,
            told,
            speaker,
            is_untitled,
            rank,
            standing,
            part,
            longer,
            listed: None,
            is_page,
        });
    }
}

/// The words of a line, with those of the next ones where a bracket is left open that they close, and the number of
/// the line to read then. `next` is that of the next one.
pub(super) fn until_closed<'a>(
    text: &'a str,
    lines: &[Line<'a>],
    next: usize,
    words: Piece<'a>,
) -> (Piece<'a>, usize) {
    const MOST: usize = 3;
    if !is_left_open(words.text) || !may_count(words.text) {
        return (words, next);
    }
    for (number, line) in lines.iter().enumerate().skip(next).take(MOST) {
        let Shape::Plain(more) = line.shape else { break };
        let Some(text) = text.get(words.at..more.at + more.text.len()) else { break };
        let opens = text.rfind(['(', '（']).and_then(|at| text.get(at..)).is_some_and(may_count);
        if opens && !is_left_open(text) {
            return (Piece { text, at: words.at }, number + 1);
        }
    }
    (words, next)
}

/// The words without a number before them, which stands behind heading or bold marks.
pub(super) fn numberless(words: Piece<'_>) -> Piece<'_> {
    let words = words.bare_start();
    item(words).map_or(words, |(_, words)| words)
}

/// What the words of a line say that has a time only beside others in a list.
pub(super) fn entry_of_list(words: Piece<'_>) -> Option<Entry<'_>> {
    entry_in_words(words).or_else(|| in_bracket_of_list(words)).or_else(|| bare_of_list(words))
}

/// Whether an item may begin with the name of a field and its value: something parts the two.
fn may_be_label(words: &str) -> bool {
    words.bytes().any(|byte| matches!(byte, b':' | b'(' | b'-' | b'=')) || words.contains('：')
}

/// A length that a label under a title says.
fn length_below(words: Piece<'_>) -> Option<Told<'_>> {
    let (time, _) = phrase(words.text)?;
    Some(plain(Amount::Length(time), words, Stands::Below))
}

/// Whether a line is a time and nothing else.
fn is_alone(entry: &Entry<'_>) -> bool {
    entry.told.is_some() && entry.title.bare().text.is_empty() && entry.remark.bare().text.is_empty()
}

/// Whether a title ends in the name of the outline or of what has the length of a slot.
fn is_form(title: Piece<'_>) -> bool {
    let last = title.text.rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
    let field = last.and_then(super::names::field);
    matches!(field, Some(Field::Form | Field::Outline))
}

#[cfg(test)]
mod tests;
