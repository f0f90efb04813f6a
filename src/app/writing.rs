//! What commands do in a text that is being written.

use std::ops::Range;

use super::{
    At, Command, Desk, Effect, Model,
    change::How,
    popup::{beside_selection, erased, motion},
};
use crate::{talk::Edit, text::Motion};

impl Desk {
    /// The end of the cursor's row of the screen, or its beginning; that of the whole paragraph where the cursor
    /// is there already.
    fn row_edge(&self, end: bool) -> usize {
        let caret = self.field.caret();
        let (there, beyond) = if end {
            (self.wrapped.row_end(caret), Motion::LineEnd)
        } else {
            (self.wrapped.row_start(caret), Motion::LineStart)
        };
        if there == caret { self.field.target(beyond) } else { there }
    }
}

impl Model {
    pub(super) fn run_in_text(&mut self, command: Command, extend: bool, effects: &mut Vec<Effect>) {
        let page = isize::try_from(self.areas().text.height.saturating_sub(1).max(1)).unwrap_or(1);
        if command == Command::EraseLeft && self.erase_marker() {
            return;
        }
        let Some(desk) = &mut self.desk else { return };
        match command {
            Command::NewLine => self.new_line(),
            Command::PlainNewLine => self.type_text("\n"),
            Command::MoveUp
            | Command::MoveDown
            | Command::DuplicateLine
            | Command::Renumber
            | Command::Indent
            | Command::Outdent => self.run_on_lines(command),
            Command::Up => self.step_rows(-1, extend),
            Command::Down => self.step_rows(1, extend),
            Command::PageUp => self.step_rows(-page, extend),
            Command::PageDown => self.step_rows(page, extend),
            Command::LineStart | Command::LineEnd => {
                let there = desk.row_edge(command == Command::LineEnd);
                self.move_caret(there, extend);
            }
            Command::SelectAll => desk.field.select_all(),
            Command::Find => self.ask_find(false),
            Command::Replace => self.ask_find(true),
            Command::Correct => self.correct(),
            Command::MarkSpelling => self.switch_spelling(),
            Command::FindNext => self.find_next(true),
            Command::FindPrevious => self.find_next(false),
            Command::Cut => {
                self.copy(effects);
                self.replace_selection("", How::AtCaret);
            }
            _ => {
                if let Some(motion) = motion(command) {
                    let beside = if extend { None } else { beside_selection(&desk.field, command) };
                    let there = beside.unwrap_or_else(|| desk.field.target(motion));
                    self.move_caret(there, extend);
                } else if let Some(motion) = erased(command) {
                    let caret = desk.field.caret();
                    // At the end of a line there is only its line feed to be erased.
                    let there = match (motion, desk.field.target(motion)) {
                        (Motion::LineStart, there) if there == caret => desk.field.target(Motion::Left),
                        (Motion::LineEnd, there) if there == caret => desk.field.target(Motion::Right),
                        (_, there) => there,
                    };
                    let range = desk.field.selection();
                    let range = range.unwrap_or_else(|| caret.min(there)..caret.max(there));
                    self.replace(range, "", How::Typed(self.now));
                }
            }
        }
    }

    pub(super) fn move_caret(&mut self, there: usize, extend: bool) {
        self.history.close();
        if let Some(desk) = &mut self.desk {
            desk.field.move_to(there, extend);
            desk.goal = None;
        }
        self.follow_in_timing();
    }

    /// Moves the cursor by rows of the screen; it tries to keep its column. Beyond the first and the
    /// last row it goes to the end of the text on that side.
    fn step_rows(&mut self, rows: isize, extend: bool) {
        self.history.close();
        let Some(Desk { field, wrapped, goal, .. }) = &mut self.desk else { return };
        let (row, column) = wrapped.place(field.caret());
        let column = *goal.get_or_insert(column);
        let last = wrapped.rows().saturating_sub(1);
        let there = if rows < 0 && row == 0 {
            0
        } else if rows > 0 && row >= last {
            field.len()
        } else {
            wrapped.offset(row.saturating_add_signed(rows).min(last), column)
        };
        field.move_to(there, extend);
        self.follow_in_timing();
    }

    /// Types text at the cursor, in place of what is selected.
    pub(super) fn type_text(&mut self, text: &str) {
        let typed = How::Typed(self.now);
        self.replace_selection(text, typed);
    }

    pub(super) fn replace_selection(&mut self, text: &str, how: How) {
        let Some(desk) = &self.desk else { return };
        let caret = desk.field.caret();
        self.replace(desk.field.selection().unwrap_or(caret..caret), text, how);
    }

    pub(super) fn replace(&mut self, range: Range<usize>, text: &str, how: How) {
        let Some(desk) = self.desk.as_ref().filter(|_| self.at() == At::TEXT) else { return };
        let removed = self.library.text(&desk.place).and_then(|text| text.get(range.clone()));
        let edit = Edit::Splice {
            place: desk.place.clone(),
            at: range.start,
            removed: removed.unwrap_or_default().to_owned(),
            inserted: text.to_owned(),
        };
        if !range.is_empty() || !text.is_empty() {
            self.change(vec![edit], how);
            self.follow_in_timing();
        }
    }
}
