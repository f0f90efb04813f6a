//! What two have changed differently, to be looked at side by side and decided.

use std::ops::Range;

use super::{
    Command,
    popup::{Heard, height, stepped},
};
use crate::{
    door,
    merge::{Beside, Choice, Conflict, Matter, Record, beside},
    talk::{Library, Place},
    text::{Row, Wrapped},
};

/// The window of conflicts.
#[derive(Debug, Default)]
pub struct Conflicts {
    /// Which conflict is shown, counted from 0.
    pub at: usize,
    /// How many there are.
    pub count: usize,
    /// The first visible pair of rows.
    pub top: usize,
    /// The conflict as it is shown.
    pub sheet: Sheet,
    /// What the sheet was made for: the conflict, what stands in the library, the window.
    shown: Option<(Conflict, Option<String>, (u16, u16))>,
}

/// A conflict as it is shown: two texts in rows, those that belong together beside each other.
#[derive(Debug, Default)]
pub struct Sheet {
    /// What the conflict is about.
    pub title: String,
    /// Whether both can stay.
    pub takes_both: bool,
    /// The cells of each text, without the sign of a line that differs.
    pub width: u16,
    /// Whether the texts stand side by side; otherwise one above the other.
    pub beside: bool,
    /// How many pairs of rows are seen at once.
    pub height: usize,
    /// Each a row of mine and a row of theirs.
    pub rows: Vec<[Half; 2]>,
}

/// A row of one of the two texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Half {
    /// What stands in it.
    pub text: String,
    /// The bytes of it that the other text has not.
    pub differs: Range<usize>,
    /// Whether a line that differs begins here.
    pub signed: bool,
    /// Whether these are words of ours about a text that is not there.
    pub missing: bool,
}

/// The cells before each text for the sign of a line that differs, the blank between the two texts, and
/// what a border takes with its margin.
const SIGN: u16 = 2;
const GAP: u16 = 3;
const BORDER: u16 = 4;
/// From this many columns on, two texts stand side by side.
const WIDE: u16 = 76;
/// The widest that a text is set, and the narrowest, in cells.
const MEASURE: u16 = 80;
const NARROWEST: u16 = 24;
/// The rows of the headings, with the empty ones around them where there is room.
const HEADING: usize = 1;

impl Conflicts {
    /// Hears a command.
    pub(super) fn hear(&mut self, command: Command) -> Heard {
        let choice = match command {
            Command::KeepMine => Choice::Mine,
            Command::TakeTheirs => Choice::Theirs,
            Command::KeepBoth => Choice::Both,
            Command::NextConflict => return self.turn(1),
            Command::PreviousConflict => return self.turn(self.count.saturating_sub(1)),
            _ => {
                let page = self.sheet.height.saturating_sub(1).max(1);
                // The last row of the text may be the last of the window, no other.
                let seen = self.sheet.rows.len().saturating_sub(self.sheet.height) + 1;
                self.top = stepped(self.top, command, page, seen);
                return Heard::Stay;
            }
        };
        Heard::Decide(self.at, choice)
    }

    const fn turn(&mut self, by: usize) -> Heard {
        self.at = (self.at + by) % if self.count == 0 { 1 } else { self.count };
        Heard::Stay
    }

    /// Shows the conflict that is chosen as it is now.
    pub(super) fn lay_out(&mut self, conflicts: &[Conflict], library: &Library, size: (u16, u16)) {
        self.count = conflicts.len();
        self.at = self.at.min(self.count.saturating_sub(1));
        let Some(conflict) = conflicts.get(self.at) else { return };
        let mine = conflict.mine(library);
        let is_shown = self
            .shown
            .as_ref()
            .is_some_and(|(shown, text, window)| (shown, text, *window) == (conflict, &mine, size));
        if !is_shown {
            self.sheet = Sheet::new(conflict, mine.as_deref(), library, size);
            // A line of what comes before tells where one is.
            let first = self.sheet.rows.iter().position(|pair| pair.iter().any(|half| half.signed));
            self.top = first.unwrap_or(0).saturating_sub(1);
            self.shown = Some((conflict.clone(), mine, size));
        }
        self.top = self.top.min(self.sheet.rows.len().saturating_sub(self.sheet.height));
    }
}

impl Sheet {
    fn new(conflict: &Conflict, mine: Option<&str>, library: &Library, size: (u16, u16)) -> Self {
        let theirs = conflict.theirs.as_deref();
        let side_by_side = size.0 >= WIDE;
        let room = size.0.saturating_sub(BORDER);
        // Side by side, what lies behind is still to be seen around them.
        let room = if side_by_side { room.saturating_sub(BORDER + GAP) / 2 } else { room };
        let longest = [mine, theirs].into_iter().flatten().flat_map(str::lines).map(door::width).max();
        let wanted = u16::try_from(longest.unwrap_or(0)).unwrap_or(u16::MAX);
        let width = wanted.clamp(NARROWEST, MEASURE).min(room.saturating_sub(SIGN)).max(1);
        let rows = rows(mine, theirs, conflict, width);
        let inside = usize::from(height(size));
        let height = if side_by_side {
            inside.saturating_sub(HEADING + 1)
        } else {
            inside.saturating_sub(2 * HEADING) / 2
        };
        Self {
            title: title(conflict, library),
            takes_both: conflict.takes_both(),
            width,
            beside: side_by_side,
            height: height.clamp(1, rows.len().max(1)),
            rows,
        }
    }
}

/// The rows of both texts, wrapped for a width.
fn rows(mine: Option<&str>, theirs: Option<&str>, conflict: &Conflict, width: u16) -> Vec<[Half; 2]> {
    let record = matches!(conflict.matter, Matter::Proposal(_) | Matter::Submission { .. });
    let words = if record { "removed" } else { "nothing" };
    let absent = || vec![Half { text: words.to_owned(), missing: true, ..Half::default() }];
    let alone =
        |text: &str| text.split('\n').flat_map(|line| halves(line, 0..line.len(), true, width)).collect();
    match (mine, theirs) {
        (Some(mine), Some(theirs)) => {
            beside(mine, theirs).into_iter().flat_map(|pair| pair_of_lines(pair, width)).collect()
        }
        (Some(mine), None) => level(alone(mine), absent()),
        (None, Some(theirs)) => level(absent(), alone(theirs)),
        (None, None) => Vec::new(),
    }
}

fn pair_of_lines(pair: Beside, width: u16) -> Vec<[Half; 2]> {
    match pair {
        Beside::Same(line) => {
            halves(line, 0..0, false, width).into_iter().map(|half| [half.clone(), half]).collect()
        }
        Beside::Changed(Some(mine), Some(theirs)) => {
            let (head, gone, came) = crate::merge::trimmed(mine, theirs);
            let of = |line: &str, length: usize| halves(line, head..head + length, true, width);
            level(of(mine, gone.len()), of(theirs, came.len()))
        }
        Beside::Changed(mine, theirs) => {
            let of = |line: Option<&str>| line.map(|line| halves(line, 0..line.len(), true, width));
            level(of(mine).unwrap_or_default(), of(theirs).unwrap_or_default())
        }
    }
}

/// As many rows on both sides.
fn level(mine: Vec<Half>, theirs: Vec<Half>) -> Vec<[Half; 2]> {
    let count = mine.len().max(theirs.len());
    let padded = |half: Vec<Half>| half.into_iter().chain(std::iter::repeat(Half::default())).take(count);
    padded(mine).zip(padded(theirs)).map(|(mine, theirs)| [mine, theirs]).collect()
}

/// A line in rows; `differs` are the bytes of it that the other text has not.
fn halves(line: &str, differs: Range<usize>, signed: bool, width: u16) -> Vec<Half> {
    let mut wrapped = Wrapped::default();
    wrapped.sync(&[line.to_owned()], width);
    let rows = (0..wrapped.rows()).filter_map(|row| wrapped.row(row));
    let half = |row: Row| {
        let within = |at: usize| at.saturating_sub(row.start).min(row.text.len());
        Half {
            text: row.text.to_owned(),
            differs: within(differs.start)..within(differs.end),
            signed: signed && row.start == 0,
            missing: false,
        }
    };
    rows.map(half).collect()
}

/// What a conflict is about, in words.
fn title(conflict: &Conflict, library: &Library) -> String {
    let proposal = conflict.matter.proposal().and_then(|id| library.proposal(id));
    let venue = |id| {
        let submission = proposal.and_then(|proposal| proposal.submission(id));
        submission.map_or("", |submission| submission.venue.as_str()).to_owned()
    };
    let (what, of) = match &conflict.matter {
        Matter::Text(Place::Library(text)) => (text.heading().to_owned(), String::new()),
        Matter::Text(Place::Proposal(_, text)) => (text.heading().to_owned(), String::new()),
        Matter::Text(Place::Remarks { submission, .. }) => ("Remarks".to_owned(), venue(submission)),
        Matter::Fact { submission, fact, .. } => (fact.heading().to_owned(), venue(submission)),
        Matter::Submission { submission, .. } => ("Submission".to_owned(), venue(submission)),
        Matter::Proposal(_) => ("Proposal".to_owned(), String::new()),
        Matter::Unknown { name, record } => match record {
            Record::Submission { submission, .. } => (name.clone(), venue(submission)),
            _ => (name.clone(), String::new()),
        },
    };
    let owner = match proposal {
        Some(proposal) if proposal.title.trim().is_empty() => "untitled",
        Some(proposal) => &proposal.title,
        None => "this library",
    };
    [what.as_str(), of.as_str(), owner]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}
