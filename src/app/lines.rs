//! What commands do with whole lines of a text and with the items of lists in it.

use super::{Command, Model, change::How};
use crate::{
    talk::Edit,
    text::{Carried, doubled, moved},
    timing::{
        items::{self, Nested},
        rewrite::Change,
    },
};

impl Model {
    /// Begins a new line, in a list with the next item.
    pub(super) fn new_line(&mut self) {
        let outline = self.writes_outline();
        let is_selected = self.desk.as_ref().is_some_and(|desk| desk.field.selection().is_some());
        let next = self
            .open_text()
            .filter(|_| !is_selected)
            .and_then(|(text, caret)| items::next(&text, caret, outline));
        match next {
            Some(Change { place, with }) => {
                self.history.close();
                self.replace(place, &with, How::AtCaret);
                self.history.close();
            }
            None => self.type_text("\n"),
        }
    }

    /// Takes a level or the marker from an item; answers whether the cursor stood where that is meant.
    pub(super) fn erase_marker(&mut self) -> bool {
        let is_selected = self.desk.as_ref().is_some_and(|desk| desk.field.selection().is_some());
        let Some((text, caret)) = self.open_text().filter(|_| !is_selected) else { return false };
        let Some((changes, caret)) = items::erased(&text, caret) else { return false };
        self.rewrite_open(&changes, caret, caret);
        true
    }

    pub(super) fn run_on_lines(&mut self, command: Command) {
        let Some((text, _)) = self.open_text() else { return };
        let Some(desk) = &self.desk else { return };
        let caret = desk.field.caret();
        let selected = desk.field.selection().unwrap_or(caret..caret);
        match command {
            Command::MoveUp => match moved(&text, selected, false) {
                Some(carried) => self.carry(carried),
                None => self.tell("It is the first line already"),
            },
            Command::MoveDown => match moved(&text, selected, true) {
                Some(carried) => self.carry(carried),
                None => self.tell("It is the last line already"),
            },
            Command::DuplicateLine => {
                if let Some(carried) = doubled(&text, selected) {
                    self.carry(carried);
                }
            }
            Command::Renumber => {
                let changes = items::renumbered(&text, caret);
                if changes.is_empty() {
                    return self.tell("The numbers here are in order");
                }
                // Numbers before the cursor may have become longer.
                self.rewrite_following(&changes);
            }
            _ => match items::nested(&text, selected, command == Command::Indent) {
                Ok(Nested { changes, caret, anchor }) => self.rewrite_open(&changes, anchor, caret),
                Err(why) => self.tell(why),
            },
        }
    }

    /// The open text and the cursor in it.
    fn open_text(&self) -> Option<(String, usize)> {
        let desk = self.desk.as_ref()?;
        Some((self.library.text(&desk.place)?.to_owned(), desk.field.caret()))
    }

    /// Takes lines elsewhere; cursor and selection go along.
    fn carry(&mut self, Carried { place, with, by }: Carried) {
        let Some(desk) = &self.desk else { return };
        let caret = desk.field.caret();
        let other =
            desk.field.selection().map_or(caret, |it| if it.start == caret { it.end } else { it.start });
        let along = |at: usize| at.saturating_add_signed(by);
        self.rewrite_open(&[Change { place, with }], along(other), along(caret));
    }

    /// Changes the open text in one step of undo; the cursor stays with the text around it.
    fn rewrite_following(&mut self, changes: &[Change]) {
        let Some(edits) = self.edits_of(changes) else { return };
        self.change(edits, How::Elsewhere);
        self.follow_in_timing();
    }

    /// Changes the open text in one step of undo; the selection reaches from `anchor` to `caret` afterwards.
    fn rewrite_open(&mut self, changes: &[Change], anchor: usize, caret: usize) {
        let Some(edits) = self.edits_of(changes) else { return };
        self.change_and(edits, How::Elsewhere, |model| {
            if let Some(desk) = &mut model.desk {
                desk.field.move_to(anchor, false);
                desk.field.move_to(caret, anchor != caret);
                desk.goal = None;
            }
        });
        self.follow_in_timing();
    }

    /// Changes of the open text as edits, the last first so that the places of the others stay right.
    fn edits_of(&self, changes: &[Change]) -> Option<Vec<Edit>> {
        let place = &self.desk.as_ref()?.place;
        let text = self.library.text(place)?;
        let edit = |change: &Change| {
            let removed = text.get(change.place.clone())?.to_owned();
            let (at, inserted) = (change.place.start, change.with.clone());
            Some(Edit::Splice { place: place.clone(), at, removed, inserted })
        };
        changes.iter().rev().map(edit).collect()
    }
}
