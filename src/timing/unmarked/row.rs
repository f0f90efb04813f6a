//! What each line of an outline without marks may be, by itself and by what stands before it.

use crate::timing::{
    Stands,
    bare::{in_bracket_of_list, numbered, says_all_in_minutes},
    entry::{Entry, entry, entry_in_words, may_count},
    facts::Facts,
    label::{Label, label, total_within},
    line::{Line, Shape},
    names::Field,
    piece::Piece,
    read::is_section,
    rule::rule,
    told::{Amount, Told},
};

/// A title on a line of its own is not longer, in characters.
const SHORT: usize = 80;

/// A title before a time that nothing but a blank parts from it has no more words.
const FEW_WORDS: usize = 8;

/// A line further to the right is a listing, in columns.
pub(super) const LISTING: usize = 4;

/// Marks behind which no sentence goes on.
const CLOSING: [char; 12] = ['.', '!', '?', ':', '：', '。', '"', '”', ')', ']', '）', '】'];

/// What a line of a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// It has a title and a time; weak says that only a blank may part them.
    Timed { weak: bool },
    /// It has the form of the talk and a time, which is the slot, unless it stands among lines with a time.
    Form { weak: bool },
    /// It may be a title.
    Title,
    /// It begins with a title and goes on with what follows: `My plan:`.
    Opening,
    /// It speaks of the whole, is a remark that is named as one, or stands far to the right.
    Aside,
    /// It is what one would write in a text.
    Prose,
    /// It is a time and nothing else: that of a title above or below.
    Lone,
}

/// A line of a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    /// The number of the line.
    pub number: usize,
    /// How far to the right it stands, in columns.
    pub indent: usize,
    /// Its words.
    pub words: Piece<'a>,
    /// What it is; where it has no time it may turn out to speak of the whole.
    pub sort: Sort,
    /// Whether nothing of a sentence goes on behind it.
    pub closed: bool,
    /// Whether a line before in its run has a time.
    begun: bool,
}

impl Row<'_> {
    /// Whether it has a time.
    pub fn is_timed(&self) -> bool {
        matches!(self.sort, Sort::Timed { .. })
    }

    /// Says of a line with the form of the talk whether it stands among lines with a time.
    pub fn stand(&mut self, among: bool) {
        if let Sort::Form { weak } = self.sort {
            self.sort = if among { Sort::Timed { weak } } else { Sort::Aside };
            self.closed |= !among;
        }
    }

    /// Finds out whether a line without a time speaks of the whole. Most are never asked, since nothing near
    /// them has a time.
    pub fn settle(&mut self) {
        let open = matches!(self.sort, Sort::Title | Sort::Opening | Sort::Prose);
        if open && is_about_the_whole(self.words, self.begun) {
            (self.sort, self.closed) = (Sort::Aside, true);
        }
    }
}

/// Whether sentences speak of the slot, the sum or longer versions.
fn is_about_the_whole(words: Piece<'_>, begun: bool) -> bool {
    may_count(words.text) && Facts::default().paragraph(words, begun)
}

/// Whether all that a line says of the whole is a slot, as a headline does that is no section. What ends in a
/// colon is one, and what says of a kind of talk how long it is above all lines with a time.
fn is_form(words: Piece<'_>, begun: bool) -> bool {
    let says_kind = || words.text.split_whitespace().next().is_some_and(|word| word.contains('-'));
    let mut facts = Facts::default();
    facts.paragraph(words, begun);
    facts.speaks_of_slots_only() && !words.text.ends_with([':', '：']) && (begun || !says_kind())
}

/// What is known of what stands around a line.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Behind {
    /// Whether numbers are minutes.
    pub in_minutes: bool,
    /// Whether it is the first of its run.
    pub first: bool,
    /// Whether a line before in its run has a time.
    pub begun: bool,
    /// Whether it goes on a run, or begins one between two lines with a time.
    pub among: bool,
}

/// What the words of a plain line say by themselves. The reader asks the same when it comes to the line.
#[derive(Clone, Debug)]
pub(in crate::timing) struct Said<'a> {
    /// The number of the line.
    pub number: usize,
    /// Its words, with those of the next ones where they close a bracket.
    pub words: Piece<'a>,
    /// The label that they begin with.
    pub label: Option<Label<'a>>,
    /// Their title and time.
    pub entry: Entry<'a>,
}

/// What a line is behind others; none where it begins another part of the text.
pub(super) fn row<'a>(line: &Line<'a>, said: &Said<'a>, behind: Behind) -> Option<Row<'a>> {
    let Said { number, words, label, entry } = said;
    let (number, words) = (*number, *words);
    let numbered = if behind.in_minutes && entry.told.is_none() { numbered(words) } else { None };
    let found = numbered.as_ref().unwrap_or(entry);
    let labelled = label.as_ref().map(|label| label_sort(label, words, found, behind));
    let sort = match labelled {
        Some(Labelled::Part) => return None,
        Some(Labelled::Aside) => Sort::Aside,
        Some(Labelled::Form) => form_sort(line, words, found),
        Some(Labelled::Line) | None => sort(line, words, found, behind),
    };
    let marked = words.text.ends_with(CLOSING);
    let closed = marked || sort == Sort::Aside || found.told.is_some() && found.remark.bare().text.is_empty();
    Some(Row { number, indent: line.indent, words, sort, closed, begun: behind.begun })
}

/// What a line is that no label makes another part.
fn sort(line: &Line<'_>, words: Piece<'_>, found: &Entry<'_>, behind: Behind) -> Sort {
    if line.indent >= LISTING
        || rule(words).is_some()
        || total_within(words).is_some()
        || says_all_in_minutes(words.text)
    {
        return Sort::Aside;
    }
    let timed = timed_sort(line, words, found);
    let in_bracket = found.told.as_ref().is_some_and(|told| told.stands == Stands::Bracket);
    match timed {
        Some(sort) if in_bracket => sort,
        Some(sort) if is_about_the_whole(words, behind.begun) => match sort {
            Sort::Timed { weak } if is_form(words, behind.begun) => Sort::Form { weak },
            _ => Sort::Aside,
        },
        Some(sort) => sort,
        None => title_sort(words, behind.first),
    }
}

/// What a line is whose label is the form of the talk, with the slot behind it.
fn form_sort(line: &Line<'_>, words: Piece<'_>, found: &Entry<'_>) -> Sort {
    match timed_sort(line, words, found) {
        Some(Sort::Timed { weak }) if !words.text.ends_with([':', '：']) => Sort::Form { weak },
        _ => Sort::Aside,
    }
}

/// Whether the first of the lines that is not blank has a time.
pub(super) fn is_timed_next(lines: &[Line<'_>]) -> bool {
    let filled = lines.iter().find(|line| line.shape != Shape::Blank);
    filled.is_some_and(|line| match line.shape {
        Shape::Plain(words) => entry(words).told.is_some_and(|told| is_length(&told)),
        _ => false,
    })
}

/// What a label does in a run.
enum Labelled {
    /// It begins another part of the text.
    Part,
    /// It speaks of the whole, or stands beside the outline.
    Aside,
    /// It has the form of the talk, and its length.
    Form,
    /// It is a line like others.
    Line,
}

/// What a label does behind the lines of a run: between sections its name may be a title.
fn label_sort(label: &Label<'_>, words: Piece<'_>, found: &Entry<'_>, behind: Behind) -> Labelled {
    let Behind { begun, among, .. } = behind;
    let colon = words.text.trim_end_matches(['*', '_']).ends_with([':', '：']);
    let value = !label.value.text.is_empty();
    match label.field {
        Field::Length if !value => Labelled::Part,
        Field::Length | Field::Total | Field::Title => Labelled::Aside,
        Field::Form if !begun && label.stated().is_some() => Labelled::Form,
        Field::Form => Labelled::Line,
        Field::Outline if begun && found.told.is_some() => Labelled::Line,
        Field::Outline if begun && !value && !colon => Labelled::Line,
        Field::Other if is_time_alone(found, words) => Labelled::Line,
        Field::Other if among && !value && !colon => Labelled::Line,
        Field::Other if begun && value => Labelled::Aside,
        Field::Outline | Field::Other => Labelled::Part,
    }
}

/// Whether a line is a name and a time and nothing more: `Summary: 3 min`.
fn is_time_alone(found: &Entry<'_>, words: Piece<'_>) -> bool {
    let Some(told) = &found.told else { return false };
    let ends = told.phrase.at + told.phrase.text.len() + 2 >= words.at + words.text.trim_end().len();
    let few = found.title.text.split_whitespace().count() <= FEW_WORDS;
    is_length(told) && few && (ends || told.stands == Stands::Bracket) && found.remark.text.is_empty()
}

/// Whether a line is a remark that is named as one: `Notes: speak slowly`.
pub(super) fn is_remark(words: Piece<'_>) -> bool {
    label(words).is_some_and(|label| label.field == Field::Other)
}

fn is_length(told: &Told<'_>) -> bool {
    matches!(told.amount, Amount::Length(_) | Amount::Versions(_))
}

/// What a line with a time is; none where it has none, or where a sentence has it.
fn timed_sort(line: &Line<'_>, words: Piece<'_>, found: &Entry<'_>) -> Option<Sort> {
    let short = is_short(words.text) && !ends_sentence(words.text);
    let Some(told) = &found.told else {
        let counts = short && (entry_in_words(words).is_some() || in_bracket_of_list(words).is_some());
        return counts.then_some(Sort::Timed { weak: true });
    };
    if found.title.bare().text.is_empty() {
        return Some(if found.remark.bare().text.is_empty() { Sort::Lone } else { Sort::Prose });
    }
    if told.is_weak {
        let few = found.title.text.split_whitespace().count() <= FEW_WORDS;
        // A number is none but where the outline says that numbers are minutes.
        let counts = is_length(told) || matches!(told.amount, Amount::Number(_));
        return (short && few && counts).then_some(Sort::Timed { weak: true });
    }
    // Behind a full stop the sentence goes on of which the time was part.
    let sentence = found.remark.text.starts_with('.') || told.remark.text.starts_with('.');
    (is_section(line, found) || short && !sentence).then_some(Sort::Timed { weak: false })
}

/// What a line without a time is; `first` says that it is the first of its run.
fn title_sort(words: Piece<'_>, first: bool) -> Sort {
    if first && words.text.ends_with([':', '：']) {
        Sort::Opening
    } else if is_short(words.text) && !ends_sentence(words.text) {
        Sort::Title
    } else {
        Sort::Prose
    }
}

fn is_short(words: &str) -> bool {
    words.chars().nth(SHORT).is_none()
}

/// Whether a line ends as a sentence does, or goes on. `min.` is short for minutes.
pub(super) fn ends_sentence(words: &str) -> bool {
    const SHORTENED: [&str; 4] = ["min.", "mins.", "hr.", "std."];
    let shortened = || {
        let last = words.rsplit(|c: char| !(c.is_alphabetic() || c == '.')).next().unwrap_or("");
        SHORTENED.iter().any(|word| last.eq_ignore_ascii_case(word))
    };
    let bare = words.trim_end_matches(['"', '”', '»', '*', '_']);
    bare.ends_with(['.', ',', ';', '。', '，', '、']) && !shortened()
}
