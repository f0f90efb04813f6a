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

/// What becomes of lines.
pub(super) enum Lines {
    /// They go elsewhere, or stand there once more.
    Carried(Carried),
    /// Their items have other numbers.
    Renumbered(Vec<Change>),
    /// Their items stand on another level.
    Nested(Nested),
}

impl Model {
    /// Begins a new line, in a list with the next item.
    pub(super) fn new_line(&mut self) {
        let outline = self.writes_outline();
        let is_selected = self.desk.as_ref().is_some_and(|desk| desk.field.selection().is_some());
        let open = self.open_text().filter(|_| !is_selected);
        let next = open.as_ref().and_then(|(text, caret)| items::next(text, *caret, outline));
        let Some(change) = next else { return self.type_text("\n") };
        let was_in_order = self.is_in_order();
        let begins = change.with.trim_start() != "";
        self.replace_in_one_step(change);
        if begins && self.is_at_line_end() {
            let place = self.desk.as_ref().map(|desk| desk.place.clone());
            self.begun = place.zip(Some(self.history.mark()));
        }
        // Numbers are the speaker's own: those behind are not changed without being asked.
        if was_in_order && !self.is_in_order() {
            let key = self.key_for(Command::Renumber);
            self.tell(format!("Two items have the same number now: {key} renumbers the list"));
        }
    }

    /// Whether nothing stands behind the cursor in its line.
    fn is_at_line_end(&self) -> bool {
        let text = self.open_text();
        let behind = text.as_ref().and_then(|(text, caret)| text.get(*caret..)?.lines().next());
        behind.is_none_or(str::is_empty)
    }

    /// Whether the list at the cursor is numbered in order, or not at all.
    fn is_in_order(&self) -> bool {
        self.open_text().is_none_or(|(text, caret)| items::renumbered(&text, caret).is_empty())
    }

    /// Replaces a part of the open text; the cursor goes behind it, and typing joins it neither before nor after.
    fn replace_in_one_step(&mut self, Change { place, with }: Change) {
        self.history.close();
        self.replace(place, &with, How::AtCaret);
        self.history.close();
    }

    /// Types words at the cursor; a marker that the list has put there already is not written twice.
    pub(super) fn type_words(&mut self, words: &str) {
        let desk = self.desk.as_ref().filter(|desk| desk.field.selection().is_none());
        let text = desk.and_then(|desk| Some((self.library.text(&desk.place)?, desk.field.caret())));
        match text.and_then(|(text, caret)| items::typed(text, caret, words)) {
            Some(change) => self.replace_in_one_step(change),
            None => self.type_text(words),
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
        match self.lines_after(command) {
            Some(Ok(Lines::Carried(carried))) => self.carry(carried),
            // Numbers before the cursor may have become longer.
            Some(Ok(Lines::Renumbered(changes))) => self.rewrite_following(&changes),
            Some(Ok(Lines::Nested(Nested { changes, caret, anchor }))) => {
                self.rewrite_open(&changes, anchor, caret);
            }
            Some(Err(_)) | None => {}
        }
    }

    /// What a command would make of the lines at the cursor, or why it cannot, in words; none where no text is
    /// open.
    pub(super) fn lines_after(&self, command: Command) -> Option<Result<Lines, String>> {
        let (text, caret) = self.open_text()?;
        let selected = self.desk.as_ref()?.field.selection().unwrap_or(caret..caret);
        let carried = |carried: Option<Carried>, why: &str| carried.map(Lines::Carried).ok_or(why.to_owned());
        Some(match command {
            Command::MoveUp => carried(moved(&text, selected, false), "It is the first line already"),
            Command::MoveDown => carried(moved(&text, selected, true), "It is the last line already"),
            Command::DuplicateLine => carried(doubled(&text, selected), "There is no line to duplicate"),
            Command::Renumber => match items::renumbered(&text, caret) {
                changes if changes.is_empty() => Err("The numbers here are in order".to_owned()),
                changes => Ok(Lines::Renumbered(changes)),
            },
            _ => items::nested(&text, selected, command == Command::Indent)
                .map(Lines::Nested)
                .map_err(Into::into),
        })
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
