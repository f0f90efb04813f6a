//! Lines that are neither headings nor items.

use super::{Above, Reader, entry_of_list, is_alone, length_below, numberless};
use crate::timing::{
    Stands,
    bare::says_all_in_minutes,
    candidate::Part,
    entry::{Entry, entry},
    label::{Label, label},
    line::{Line, Shape},
    marker::Marker,
    names::Field,
    nesting::Rank,
    piece::Piece,
    rule::{Rule, rule},
    title::is_break,
    told::Told,
    unmarked::Said,
};

impl<'a> Reader<'a> {
    /// Another line is a label, or the time of the title above it, or a section where it begins a paragraph
    /// and has a time. It may speak of slots. `first` are its own words, without those that close a bracket.
    pub(super) fn plain(
        &mut self,
        line: &Line<'a>,
        (words, first): (Piece<'a>, Piece<'a>),
        said: Option<Said<'a>>,
    ) {
        let above = std::mem::replace(&mut self.above, Above::Prose);
        let begins = !matches!(above, Above::Prose | Above::Item(_));
        if matches!(above, Above::Nothing | Above::Title(..))
            && line.indent == 0
            && self.longer.is_some_and(|(_, item)| item)
        {
            self.longer = None;
        }
        let paragraph =
            if matches!(above, Above::Nothing | Above::Title(..)) { self.paragraph(words) } else { words };
        if std::mem::take(&mut self.awaits_length) && self.facts.field(paragraph) {
            self.above = Above::Entry;
            return;
        }
        let label = match &said {
            Some(said) if said.words == first => said.label,
            _ => label(first),
        };
        let found = said.map(|said| said.entry);
        if let Some(label) = label.filter(|label| !self.is_section_label(line, label, words, found.as_ref()))
            && self.label_below(label, &above)
        {
            self.above = Above::Entry;
            return;
        }
        if let Some(rule) = rule(words) {
            self.end_rule();
            self.rules.push(Rule { from: self.found.len(), ..rule });
            self.nesting.close_all();
            self.above = Above::Entry;
            return;
        }
        if begins && self.about_the_whole(paragraph) {
            return;
        }
        if begins && self.part == Part::Outline && says_all_in_minutes(words.text) {
            self.in_minutes = true;
            self.above = Above::Entry;
            return;
        }
        self.entry_line(line, words, found, above);
    }

    /// A line that is neither label nor rule may be a section, its title or its time.
    fn entry_line(&mut self, line: &Line<'a>, words: Piece<'a>, found: Option<Entry<'a>>, above: Above<'a>) {
        let fresh = match above {
            Above::Item(column) => line.indent <= column && !words.text.starts_with(char::is_lowercase),
            Above::Prose => false,
            _ => true,
        };
        if !fresh {
            return;
        }
        let entry = self.in_part(words, found.unwrap_or_else(|| entry(words)));
        let alone = is_alone(&entry);
        match (entry.told.clone(), above) {
            (Some(told), Above::Title(whole, rank, title)) if alone => {
                let entry = Entry { title: numberless(title), told: Some(below(told)), ..entry };
                self.claim(whole, rank, entry);
            }
            (Some(told), _) if alone => {
                self.above =
                    if told.stands == Stands::BracketFirst { Above::Time(told) } else { Above::Prose };
            }
            (Some(told), _) if self.in_minutes && told.is_weak => {
                // Lines that begin with a number of minutes are a list.
                let large = entry.title.text.starts_with(|c: char| !c.is_lowercase());
                if large && told.stands == Stands::First && line.indent < LISTING {
                    self.section(line.whole, Rank::Item(line.indent, Marker::Number), entry);
                    self.above = Above::Entry;
                }
            }
            (Some(_), _) if is_section(line, &entry) => self.timed_line(line, words, entry),
            (None, Above::Time(told)) if is_bold(words) || words.text.len() <= SHORT => {
                let told = Told { stands: Stands::Above, ..told };
                self.section(line.whole, Rank::Line, Entry { told: Some(told), ..entry });
            }
            (None, _) if self.is_break(words) => self.lone_break(line, words, entry),
            (None, _) if is_bold(words) => {
                self.nesting.close_lines();
                self.above = Above::Title(line.whole, Rank::Line, words);
                self.untimed_line(line, entry);
            }
            (None, _) => self.untimed_line(line, entry),
            _ => {}
        }
    }

    /// Puts down a line of a list without marks, with a time or without.
    pub(super) fn listed(&mut self, line: &Line<'a>, words: Piece<'a>, said: Option<Said<'a>>, list: usize) {
        let mut entry = self.in_part(words, said.map_or_else(|| entry(words), |said| said.entry));
        if entry.told.is_none()
            && let Some(found) = entry_of_list(words)
        {
            entry = found;
        }
        let before = self.found.len();
        match entry.told {
            Some(_) => self.timed_line(line, words, entry),
            None if self.is_break(words) => self.lone_break(line, words, entry),
            None => {
                let title = numberless(entry.title);
                self.section(line.whole, Rank::Line, Entry { title, ..entry });
            }
        }
        self.found.iter_mut().skip(before).for_each(|found| found.listed = Some(list));
        self.above = Above::Entry;
    }

    /// Puts down a break between two sections.
    fn lone_break(&mut self, line: &Line<'a>, words: Piece<'a>, entry: Entry<'a>) {
        let inner = words.bare();
        let start = inner.rest(inner.text.trim_start_matches(BREAK_MARKS));
        let title = start.take(start.text.trim_end_matches(BREAK_MARKS).len());
        self.section(line.whole, Rank::Line, Entry { title, ..entry });
        self.nesting.close_last();
    }

    /// Puts down a line with a title and a time.
    fn timed_line(&mut self, line: &Line<'a>, words: Piece<'a>, mut entry: Entry<'a>) {
        let leads = entry.told.as_ref().is_some_and(|told| told.stands == Stands::BracketFirst);
        let mark =
            words.text.find([')', ']', '）', '】']).and_then(|at| words.text.get(at + 1..)).unwrap_or("");
        let marked = mark.trim_start_matches([')', '*']).starts_with([':', '-', '–', '—', '：']);
        let untitled = leads
            && !marked
            && entry.title.text.trim_end().ends_with(['.', '?', '!', '。'])
            && !is_bold(entry.title);
        if leads && !marked {
            const LABEL: usize = 40;
            let colon = entry.title.text.find(": ").filter(|at| *at <= LABEL);
            entry.title = colon.map_or(entry.title, |at| entry.title.take(at));
            self.section(line.whole, Rank::Line, entry);
            if let Some(last) = self.found.last_mut() {
                last.is_untitled = untitled && colon.is_none();
            }
        } else {
            entry.title = numberless(entry.title);
            self.section(line.whole, Rank::Line, entry);
        }
        self.above = Above::Entry;
    }

    /// Puts down a line without a time that may be a section: in the outline, with a list under it.
    fn untimed_line(&mut self, line: &Line<'a>, entry: Entry<'a>) {
        let words = entry.title.text.trim_end();
        let follows = self.lines.get(self.next);
        let holds = follows.is_some_and(|line| matches!(line.shape, Shape::Item(..)));
        let title = words.len() <= SHORT
            && !words.ends_with([':', '.', '：', ','])
            && !words.starts_with('(')
            && line.indent < LISTING;
        if self.part == Part::Outline && holds && title && self.longer.is_none() {
            let title = numberless(entry.title);
            self.section(line.whole, Rank::Line, Entry { title, ..entry });
        }
    }

    /// Whether a line is a break between two sections.
    fn is_break(&self, words: Piece<'a>) -> bool {
        let words = words.bare().text.trim_matches(BREAK_MARKS);
        words.len() <= SHORT && !self.found.is_empty() && is_break(words)
    }

    /// The paragraph that begins with these words.
    fn paragraph(&self, words: Piece<'a>) -> Piece<'a> {
        const MOST: usize = 12;
        let more = self.lines.iter().skip(self.next).take(MOST).map_while(|line| match line.shape {
            Shape::Plain(words) => Some(words.at + words.text.len()),
            _ => None,
        });
        let end = more.last().unwrap_or(words.at + words.text.len());
        self.text.get(words.at..end).map_or(words, |text| Piece { text, at: words.at })
    }

    /// Whether a line that begins like a label is a section of that name: `Summary (3 min)`.
    fn is_section_label(
        &self,
        line: &Line<'a>,
        label: &Label<'a>,
        words: Piece<'a>,
        found: Option<&Entry<'a>>,
    ) -> bool {
        let named =
            matches!(label.field, Field::Other) || label.field == Field::Form && !self.found.is_empty();
        let in_bracket =
            |found: &Entry<'_>| found.told.as_ref().is_some_and(|told| told.stands == Stands::Bracket);
        let has_time = || found.map_or_else(|| in_bracket(&entry(words)), in_bracket);
        named && has_time() && line.indent < LISTING
    }

    /// Takes in a label; one for the length under the title of a section is its time.
    fn label_below(&mut self, label: Label<'a>, above: &Above<'a>) -> bool {
        if label.field == Field::Length
            && self.part == Part::Outline
            && let Above::Title(whole, rank, title) = above
            && let Some(stated) = label.stated()
            && self.found.last().is_some_and(|last| last.whole == *whole)
        {
            let phrase =
                Piece { text: self.text.get(stated.place.clone()).unwrap_or(""), at: stated.place.start };
            let entry = Entry {
                title: numberless(*title),
                told: length_below(phrase),
                remark: *title,
                speaker: None,
            };
            self.claim(*whole, *rank, entry);
            return true;
        }
        self.label(label)
    }

    /// Gives a title its time; it may have been put down without one.
    fn claim(&mut self, whole: Piece<'a>, rank: Rank, entry: Entry<'a>) {
        self.above = Above::Entry;
        match self.found.last_mut() {
            Some(last) if last.whole == whole => last.told = entry.told,
            _ => self.section(whole, rank, entry),
        }
    }
}

/// No title on a line of its own is longer, in bytes.
const SHORT: usize = 80;

/// A line further to the right is a listing, in columns.
const LISTING: usize = 4;

/// Marks around a break on a line of its own.
const BREAK_MARKS: [char; 9] = ['[', ']', '(', ')', '-', '—', '=', '*', ' '];

/// A time, as it stands under its title.
fn below(told: Told<'_>) -> Told<'_> {
    Told { stands: Stands::Below, ..told }
}

/// Whether a line that is neither heading nor item and has a time may be a section: it is no listing, has a
/// title, and nothing goes on behind the time but behind a colon, a full stop or the end of a sentence.
pub(in crate::timing) fn is_section(line: &Line<'_>, entry: &Entry<'_>) -> bool {
    const MARKS: [char; 10] = [':', '：', '(', '[', '-', '–', '—', ';', '|', '（'];
    let Some(told) = &entry.told else { return false };
    let behind = entry.remark.text;
    let first = told.phrase.at < entry.title.at;
    let closed = entry.title.bare().text.ends_with(['.', '"', '”', '?', '!']) || told.remark.text == ".";
    // Behind a full stop a sentence goes on that the time was only part of.
    let stop = behind.strip_prefix(['.', ',']).is_some_and(|rest| rest.trim().is_empty());
    let ends = first || closed || stop || behind.is_empty() || behind.starts_with(MARKS);
    line.indent < LISTING && ends && !told.is_weak && !entry.title.bare().text.is_empty()
}

/// Whether a line stands between marks of emphasis.
fn is_bold(words: Piece<'_>) -> bool {
    words.text.starts_with(['*', '_']) && words.text.trim_end_matches(':').ends_with(['*', '_'])
}
