//! What lies over the panes: questions, choices and lines that are asked for. A stack of values.

use std::path::PathBuf;

use super::{Command, Conflicts, Fact, Find, FormField, Menu, Notice, Over, Search, Spot};
use crate::{
    door::one_line,
    merge::Choice,
    talk::{Id, Status},
    text::{Field, Motion},
    timing::{Minutes, rewrite::Change},
};

/// One popup.
#[derive(Debug)]
pub enum Popup {
    /// A question that is answered by yes or no.
    Confirm {
        /// What is asked.
        question: String,
        /// What happens on yes.
        yes: Answer,
    },
    /// One of several rows is chosen: an answer, a command, a line of help.
    Choose(Box<Menu>),
    /// A line is asked for.
    Line(Box<Line>),
    /// The proposals are looked through: it is shown in their list.
    Search(Box<Search>),
    /// Other minutes for an outline, beside the present ones.
    Preview(Box<Preview>),
    /// Something to read.
    Notice(Box<Notice>),
    /// What two have changed differently.
    Conflicts(Box<Conflicts>),
    /// Something that takes a while and can be stopped.
    Progress(Progress),
    /// What is looked for in the open text, which stays to be seen.
    Find(Box<Find>),
}

/// How far something is that takes a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What it is.
    pub title: &'static str,
    /// How many files are done.
    pub done: usize,
    /// How many there are; 0 while that is not known.
    pub total: usize,
}

/// Other minutes for an outline, to be taken or left.
#[derive(Debug)]
pub struct Preview {
    /// What it would be.
    pub title: String,
    /// The sections with their minutes now and then.
    pub rows: Vec<(String, Option<Minutes>, Minutes)>,
    /// What would change in the text.
    pub(super) changes: Vec<Change>,
    /// The slot whose version is to be shown afterwards, if another one.
    pub(super) version: Option<Minutes>,
    /// The first visible row.
    pub top: usize,
}

/// A line that is asked for.
#[derive(Debug)]
pub struct Line {
    /// What for.
    pub purpose: Purpose,
    /// What was typed so far.
    pub field: Field,
    /// Why what was typed cannot be taken.
    pub error: Option<String>,
    /// What was there to begin with.
    began: String,
    /// The state of the history in which something was added that is asked for here: it goes when the line is
    /// left unanswered.
    pub(super) added: Option<u64>,
}

/// What a line is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A row of the details; it is shown in its place.
    Form(FormField),
    /// The title of a proposal that was just begun; it is shown in its place among the details.
    NewTitle,
    /// Another title for what is open; it is shown in its place among the details. Then the person is there again.
    Rename(Box<Spot>),
    /// Another file to save to.
    SaveAs,
    /// Another file to open.
    Open,
    /// A file with another version of the library.
    TakeIn,
    /// A text, or a folder of texts, to become proposals.
    Import,
    /// The title of a new section, with its minutes if they are known.
    Section,
    /// The minutes of the section with this place in the plan.
    Minutes(usize),
    /// The slot: speaking, questions and changeover.
    Slot {
        /// Whether the outline is to be fitted into it then.
        fits: bool,
    },
    /// The slot of another version of the outline.
    Version,
    /// Which rows below it are to stay.
    Filter,
}

impl Purpose {
    /// Whether what is typed is likely to be another one, and not the present one mended: numbers, days and
    /// names of files, but no titles and no words.
    const fn is_replaced(&self) -> bool {
        match self {
            Self::SaveAs
            | Self::Open
            | Self::TakeIn
            | Self::Import
            | Self::Minutes(_)
            | Self::Slot { .. }
            | Self::Version => true,
            Self::Form(FormField::Submission(_, fact)) => {
                matches!(fact, Fact::Number | Fact::Slot | Fact::Sent | Fact::Decided)
            }
            Self::Form(_) | Self::NewTitle | Self::Rename(_) | Self::Section | Self::Filter => false,
        }
    }
}

/// What a popup answers when it closes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Delete this proposal.
    DeleteProposal(Id),
    /// Delete this submission of this proposal.
    DeleteSubmission(Id, Id),
    /// This submission of this proposal has this status now.
    Status(Id, Id, Status),
    /// Save to this file, which may take that place.
    SaveTo(PathBuf, Over),
    /// The line that was asked for.
    Line(Purpose, String),
    /// Change the outline so, then show the version for a slot, if one is named.
    Rewrite(Vec<Change>, Option<Minutes>),
    /// Go on with what is left of a damaged file: the remnant with this number.
    Mend(usize),
    /// Read no further.
    StopImport,
    /// This is the language of this proposal, none if that of the settings.
    Language(Id, Option<String>),
    /// Put the second in the place of the first, which is misspelt and selected.
    Respell(String, String),
    /// Take out this word, which stands there twice and is selected.
    TakeOutTwin(String),
    /// This word is one of the person's own.
    KeepWord(String),
    /// This word is right until the program ends.
    LetBe(String),
    /// Run this command where the person was.
    Run(Command),
    /// End the program.
    Quit,
    /// End it, whatever is not saved.
    Leave,
    /// Save the sample as a file first, and then end the program if it was to be left.
    SaveFirst {
        /// Whether it was.
        leaves: bool,
    },
    /// Let go of what was changed in the sample.
    GiveUp,
}

/// What came of a command that a popup heard.
#[derive(Debug)]
pub enum Heard {
    /// It stays open.
    Stay,
    /// It closes and nothing happens.
    Close,
    /// Help is asked for.
    Help,
    /// It stays open, and this is copied.
    Copy(String),
    /// It stays open, and what is on the clipboard is asked for.
    Paste,
    /// It closes with an answer.
    Answer(Answer),
    /// It stays open, and the conflict with this number is decided.
    Decide(usize, Choice),
}

impl Popup {
    /// Whether there is no going on without an answer: nothing would lead back to it.
    pub(super) const fn must_be_answered(&self) -> bool {
        matches!(self, Self::Choose(menu) if menu.decides())
    }

    /// The line that is typed into, where there is one.
    pub(super) const fn line(&self) -> Option<&Line> {
        match self {
            Self::Line(line) => Some(line),
            Self::Choose(menu) => menu.query.as_ref(),
            Self::Search(search) => Some(&search.query),
            _ => None,
        }
    }

    /// The same, to be changed.
    pub(super) const fn line_mut(&mut self) -> Option<&mut Line> {
        match self {
            Self::Line(line) => Some(line),
            Self::Choose(menu) => menu.query.as_mut(),
            Self::Search(search) => Some(&mut search.query),
            _ => None,
        }
    }

    /// Hears a command; `extend` selects on moving; `size` is the window's.
    pub(super) fn hear(&mut self, command: Command, extend: bool, size: (u16, u16)) -> Heard {
        if command == Command::Back {
            return match self {
                Self::Progress(_) => Heard::Answer(Answer::StopImport),
                _ if self.must_be_answered() => Heard::Stay,
                _ => Heard::Close,
            };
        }
        if command == Command::Help {
            return Heard::Help;
        }
        match self {
            Self::Confirm { yes, .. } if command == Command::Accept => Heard::Answer(yes.clone()),
            // The model hears what is to be found, for it moves in the text.
            Self::Confirm { .. } | Self::Progress(_) | Self::Find(_) => Heard::Stay,
            Self::Choose(menu) => {
                let page = height(size).saturating_sub(menu.head(height(size)) + 1);
                menu.hear(command, extend, usize::from(page))
            }
            Self::Line(line) => line.hear(command, extend),
            Self::Notice(_) if command == Command::Accept => Heard::Close,
            Self::Notice(notice) => {
                notice.hear(command, size);
                Heard::Stay
            }
            Self::Search(search) => search.query.edit(command, extend),
            Self::Conflicts(conflicts) => conflicts.hear(command),
            Self::Preview(preview) if command == Command::Accept => Heard::Answer(preview.answer()),
            Self::Preview(preview) => {
                let page = usize::from(height(size).max(1));
                preview.top = stepped(preview.top, command, page, preview.rows.len());
                Heard::Stay
            }
        }
    }

    /// Brings what is derived up to date, and its indices into bounds.
    pub(super) fn bound(&mut self, size: (u16, u16)) {
        match self {
            Self::Choose(menu) => menu.lay_out(size),
            Self::Notice(notice) => notice.bound(size),
            Self::Preview(preview) => {
                preview.top = preview.top.min(preview.rows.len().saturating_sub(usize::from(height(size))));
            }
            _ => {}
        }
    }
}

/// How many rows a popup has inside at the most in a window of this size.
#[must_use]
pub const fn height(size: (u16, u16)) -> u16 {
    size.1.saturating_sub(if size.1 > 16 { 6 } else { 2 })
}

/// An index into `count` rows after a command that moves by one, by a page or to an end.
pub(super) fn stepped(at: usize, command: Command, page: usize, count: usize) -> usize {
    let there = match command {
        Command::Up => at.saturating_sub(1),
        Command::Down => at.saturating_add(1),
        Command::PageUp => at.saturating_sub(page),
        Command::PageDown => at.saturating_add(page),
        Command::First => 0,
        Command::Last => count,
        _ => at,
    };
    there.min(count.saturating_sub(1))
}

/// Where a command moves the cursor that means the same in every text.
pub(super) const fn motion(command: Command) -> Option<Motion> {
    Some(match command {
        Command::Left => Motion::Left,
        Command::Right => Motion::Right,
        Command::WordLeft => Motion::WordLeft,
        Command::WordRight => Motion::WordRight,
        Command::SentenceLeft => Motion::SentenceLeft,
        Command::SentenceRight => Motion::SentenceRight,
        Command::ParagraphUp => Motion::ParagraphUp,
        Command::ParagraphDown => Motion::ParagraphDown,
        Command::LineStart => Motion::LineStart,
        Command::LineEnd => Motion::LineEnd,
        Command::TextStart => Motion::TextStart,
        Command::TextEnd => Motion::TextEnd,
        _ => return None,
    })
}

/// Which part of a text an erasing command takes when nothing is selected: from the cursor to there.
pub(super) const fn erased(command: Command) -> Option<Motion> {
    Some(match command {
        Command::EraseLeft => Motion::Left,
        Command::EraseRight => Motion::Right,
        Command::EraseWordLeft => Motion::WordLeft,
        Command::EraseWordRight => Motion::WordRight,
        Command::EraseLineLeft => Motion::LineStart,
        Command::EraseLineRight => Motion::LineEnd,
        _ => return None,
    })
}

impl Line {
    /// Asks for a line; `text` is there to begin with, the cursor behind it. What is more often replaced than
    /// mended is selected, so that typing takes its place.
    #[must_use]
    pub fn new(purpose: Purpose, text: &str) -> Self {
        let mut field = Field::new(&one_line(text));
        if purpose.is_replaced() {
            field.select_all();
        } else {
            field.move_to(field.len(), false);
        }
        let began = field.text();
        Self { purpose, field, error: None, began, added: None }
    }

    /// The row of the details that is asked for, if it is one.
    #[must_use]
    pub const fn in_form(&self) -> Option<&FormField> {
        match &self.purpose {
            Purpose::Form(field) => Some(field),
            Purpose::NewTitle | Purpose::Rename(_) => Some(&FormField::Title),
            _ => None,
        }
    }

    /// Whether nothing was typed yet.
    #[must_use]
    pub(super) fn is_untouched(&self) -> bool {
        self.field.text() == self.began
    }

    /// What was typed, and what for.
    #[must_use]
    pub fn answer(&self) -> Answer {
        Answer::Line(self.purpose.clone(), self.field.text())
    }

    /// Puts text at the cursor or in place of what is selected. Line breaks become blanks.
    pub(super) fn insert(&mut self, text: &str) {
        insert(&mut self.field, text);
        self.error = None;
    }

    fn hear(&mut self, command: Command, extend: bool) -> Heard {
        match command {
            Command::Accept => Heard::Answer(self.answer()),
            _ => self.edit(command, extend),
        }
    }

    /// Moves in what was typed, or changes it.
    pub(super) fn edit(&mut self, command: Command, extend: bool) -> Heard {
        match command {
            Command::Paste => return Heard::Paste,
            Command::Copy => return self.field.selected().map_or(Heard::Stay, Heard::Copy),
            Command::Cut => {
                let Some(text) = self.field.selected() else { return Heard::Stay };
                self.insert("");
                return Heard::Copy(text);
            }
            _ => {}
        }
        if edit(&mut self.field, command, extend) {
            self.error = None;
        }
        Heard::Stay
    }
}

/// Puts text at the cursor of a line or in place of what is selected. Line breaks become blanks.
pub(super) fn insert(line: &mut Field, text: &str) {
    let text = one_line(text);
    let caret = line.caret();
    let range = line.selection().unwrap_or(caret..caret);
    line.splice(range.start, range.len(), &text);
    line.move_to(range.start + text.len(), false);
}

/// Left and Right out of a selection go to its end on that side, as everywhere: where that is.
pub(super) fn beside_selection(field: &Field, command: Command) -> Option<usize> {
    let selected = field.selection()?;
    match command {
        Command::Left => Some(selected.start),
        Command::Right => Some(selected.end),
        _ => None,
    }
}

/// What commands do in a line that is typed: moving, selecting, erasing. Answers whether it was changed.
pub(super) fn edit(line: &mut Field, command: Command, extend: bool) -> bool {
    if let Some(motion) = motion(command) {
        let there = if extend { None } else { beside_selection(line, command) };
        line.move_to(there.unwrap_or_else(|| line.target(motion)), extend);
    } else if let Some(motion) = erased(command) {
        if line.selection().is_none() {
            line.move_to(line.target(motion), true);
        }
        insert(line, "");
        return true;
    } else if command == Command::SelectAll {
        line.select_all();
    }
    false
}
