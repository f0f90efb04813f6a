//! The one place where the library changes: doing, undoing and redoing all come through here.

use std::{sync::Arc, time::Duration};

use super::{Command, Desk, Model, Pane, Subject, Tab, tabs};
use crate::{
    talk::{Change, Edit, Excess, LibraryText, Limit, Mismatch, Place, ProposalText},
    text::Field,
};

/// Where a person is: what is open, and where the cursor stands. Undo comes back to it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Spot {
    pane: Pane,
    subject: Subject,
    tab: usize,
    form_row: usize,
    /// The text on the desk with the other end of the selection and the cursor, in bytes.
    text: Option<(Place, usize, usize)>,
}

impl Spot {
    /// Where the person is now.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        let text = model.desk.as_ref().map(|desk| {
            let caret = desk.field.caret();
            let other = desk.field.selection().map_or(caret, |selected| {
                if selected.start == caret { selected.end } else { selected.start }
            });
            (desk.place.clone(), other, caret)
        });
        Self {
            pane: model.pane,
            subject: model.subject.clone(),
            tab: model.tab,
            form_row: model.form_row,
            text,
        }
    }

    /// Whether the same text is open there.
    pub(super) fn sees_as(&self, other: &Self) -> bool {
        let [here, there] = [self, other].map(|spot| spot.text.as_ref().map(|(place, ..)| place));
        here == there
    }

    /// Where an edit is about to be made.
    pub(super) fn before(edit: &Edit) -> Self {
        Self::seeing(edit, |at, _| at)
    }

    /// Where an edit was made.
    pub(super) fn behind(edit: &Edit) -> Self {
        Self::seeing(edit, |at, inserted| at + inserted)
    }

    /// Where an edit is to be seen; `caret` says where in its text, from its place and what it inserted.
    fn seeing(edit: &Edit, caret: impl Fn(usize, usize) -> usize) -> Self {
        let (subject, text) = match edit {
            Edit::Splice { place, at, inserted, .. } => {
                let caret = caret(*at, inserted.len());
                (place.proposal(), Some((place.clone(), caret, caret)))
            }
            Edit::AddProposal { proposal, .. }
            | Edit::RemoveProposal { proposal, .. }
            | Edit::SetProposal { after: proposal, .. } => (Some(&proposal.id), None),
            Edit::MoveProposal { .. } | Edit::SetUnknown { .. } => (None, None),
        };
        let subject = subject.map_or(Subject::Library, |id| Subject::Proposal(id.clone()));
        let tabs = tabs::of(&subject);
        let shows =
            |tab: &Tab| text.as_ref().is_some_and(|(place, ..)| tab.place(&subject).as_ref() == Some(place));
        let tab = tabs.iter().position(shows);
        // Lines of the details are seen there, remarks in an editor of their own.
        let text = text.filter(|(place, ..)| tab.is_some() || matches!(place, Place::Remarks { .. }));
        let pane = if text.is_some() { Pane::Editor } else { Pane::Proposals };
        Self { pane, subject, tab: tab.unwrap_or(tabs.len() - 1), form_row: 0, text }
    }
}

/// How a change came about, which decides how it is undone and where the cursor goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Typed at the cursor at this time: joins the typing before it, the cursor goes behind it.
    Typed(Duration),
    /// One command: a step of its own, the cursor goes behind what it put into the open text.
    AtCaret,
    /// One command that changes things elsewhere: a step of its own, the cursor keeps its place.
    Elsewhere,
    /// Another program changed the file: a step of its own, also where the person may change nothing.
    TakenIn,
}

/// What goes beyond a limit, the text named as the screen names it.
fn in_words(excess: &Excess) -> String {
    let Excess { limit, field, amount, .. } = excess;
    let name = match *field {
        "name" => LibraryText::SpeakerName.heading().to_owned(),
        "email" => LibraryText::SpeakerEmail.heading().to_owned(),
        field => field.chars().take(1).flat_map(char::to_uppercase).chain(field.chars().skip(1)).collect(),
    };
    match limit {
        Limit::Title | Limit::Text => {
            format!("“{name}” would have {amount} {}, the limit is {}", limit.unit(), limit.most())
        }
        _ => excess.to_string(),
    }
}

impl Model {
    /// Why nothing may be changed here, if so, and what helps.
    pub(super) fn read_only(&self) -> Option<String> {
        let reason = self.file.locked.as_ref()?;
        Some(format!("{reason}. {} saves it under another name", self.key_for(Command::SaveAs)))
    }

    /// Changes the library: applies the edits, lets the open text follow, and records a step to undo.
    ///
    /// Does nothing and tells so where an edit does not fit, which would be a mistake of ours.
    pub(super) fn change(&mut self, edits: Vec<Edit>, how: How) -> bool {
        self.change_and(edits, how, |_| {})
    }

    /// The same; `land` takes the person to where the change is to be seen, which redo does again.
    pub(super) fn change_and(&mut self, edits: Vec<Edit>, how: How, land: impl FnOnce(&mut Self)) -> bool {
        if edits.is_empty() {
            return false;
        }
        if let Some(reason) = self.read_only().filter(|_| how != How::TakenIn) {
            self.fail(reason);
            // Whoever has it may have let go of it.
            self.look_soon();
            return false;
        }
        if self.file.opening {
            self.tell(super::files::OPENING);
            return false;
        }
        if let Some(excess) = edits.iter().find_map(|edit| self.beyond(edit)) {
            self.fail(format!("Not taken: {}", in_words(&excess)));
            return false;
        }
        let before = Spot::of(self);
        if self.apply(&edits).is_err() {
            self.fail(format!("Not changed: {Mismatch}. Save and open the library again"));
            return false;
        }
        if how != How::TakenIn {
            // What failed before was another try.
            self.note = self.note.take().filter(|note| !note.failed);
        }
        if !matches!(how, How::Elsewhere | How::TakenIn)
            && let Some(Edit::Splice { place, at, inserted, .. }) = edits.last()
            && let Some(desk) = self.desk.as_mut().filter(|desk| desk.place == *place)
        {
            desk.field.move_to(at + inserted.len(), false);
            desk.goal = None;
            desk.typed = matches!(how, How::Typed(_)).then_some(at + inserted.len());
        }
        self.refresh();
        land(self);
        let typed = match how {
            How::Typed(now) => Some(now),
            How::AtCaret | How::Elsewhere | How::TakenIn => None,
        };
        let kind = self.history.record(edits.clone(), before, Spot::of(self), typed);
        self.write_down(Change { kind, edits });
        true
    }

    /// What an edit would bring beyond a limit, so that the library could not be saved.
    fn beyond(&self, edit: &Edit) -> Option<Excess> {
        match edit {
            Edit::Splice { place, at, removed, inserted } => {
                let text = self.library.text(place)?;
                if place.limit().allows_more(text.len().saturating_sub(removed.len()), inserted) {
                    return None;
                }
                let mut after = text.to_owned();
                after.get(*at..at.checked_add(removed.len())?)?;
                after.replace_range(*at..at + removed.len(), inserted);
                Excess::of_place(place, &after)
            }
            Edit::AddProposal { proposal, .. } => {
                proposal.excess().or_else(|| self.library.excess_with_another())
            }
            Edit::SetProposal { after, .. } => after.excess(),
            Edit::RemoveProposal { .. } | Edit::MoveProposal { .. } | Edit::SetUnknown { .. } => None,
        }
    }

    /// Keeps a change for the journal, which has it before the next frame shows it.
    pub(super) fn write_down(&mut self, change: Change) {
        self.unwritten.push(change);
        let (first, _) = self.file.changed.unwrap_or((self.now, self.now));
        self.file.changed = Some((first, self.now));
    }

    /// Applies edits to the library, all or none, and lets the open text follow.
    pub(super) fn apply(&mut self, edits: &[Edit]) -> Result<(), Mismatch> {
        let library = Arc::make_mut(&mut self.library);
        for (done, edit) in edits.iter().enumerate() {
            if let Err(mismatch) = edit.apply(library) {
                for edit in edits.iter().take(done).rev() {
                    // It was applied a moment ago, so it can be taken back.
                    let _ = edit.inverse().apply(library);
                }
                return Err(mismatch);
            }
        }
        for edit in edits {
            match edit {
                Edit::Splice { place, at, removed, inserted } => {
                    if let Some(desk) = self.desk.as_mut().filter(|desk| desk.place == *place) {
                        desk.field.splice(*at, removed.len(), inserted);
                        desk.marks.follow(*at, removed.len(), inserted.len());
                        (desk.sought, desk.typed) = (None, None);
                        if let Some(text) = library.text(place) {
                            desk.uncheck(text, *at, removed, inserted.len());
                        }
                        desk.uncounted = true;
                    }
                    self.list.stale |= matches!(place, Place::Proposal(_, ProposalText::Title));
                }
                _ => self.list.stale = true,
            }
        }
        Ok(())
    }

    /// Goes to where the person was.
    pub(super) fn go(&mut self, spot: &Spot) {
        self.pane = spot.pane;
        self.show(spot.subject.clone(), spot.tab);
        self.form_row = spot.form_row;
        if let Some((place, other, caret)) = &spot.text {
            if self.desk.as_ref().is_none_or(|desk| desk.place != *place) {
                self.lay_out(place.clone());
            }
            if let Some(desk) = &mut self.desk {
                desk.field.move_to(*other, false);
                desk.field.move_to(*caret, true);
                desk.goal = None;
            }
        }
        self.refresh();
    }

    /// Comes back to where the person was, unless what was open there is gone. Answers whether it is there.
    pub(super) fn come_back(&mut self, spot: &Spot) -> bool {
        let is_there = self.subject == spot.subject;
        if is_there {
            self.go(spot);
        }
        is_there
    }

    /// Opens a tab of a subject.
    pub(super) fn show(&mut self, subject: Subject, tab: usize) {
        self.history.close();
        if self.subject != subject {
            self.form_row = 0;
        }
        self.subject = subject;
        self.list.seek(&self.library, &self.subject);
        self.tab = tab.min(self.tabs().len().saturating_sub(1));
        match self.tabs().get(self.tab).and_then(|tab| tab.place(&self.subject)) {
            Some(place) => {
                self.written = self.tab;
                self.lay_out(place);
            }
            None => self.clear_desk(),
        }
    }

    /// Opens the text that was open last, where the details are.
    pub(super) fn show_text(&mut self) {
        if self.desk.is_none() {
            // The details are the last tab.
            let last = self.tabs().len().saturating_sub(2);
            self.show(self.subject.clone(), self.written.min(last));
        }
        self.pane = Pane::Editor;
    }

    /// Puts a text on the desk, its cursor where it was the last time.
    pub(super) fn lay_out(&mut self, place: Place) {
        if self.desk.as_ref().is_some_and(|desk| desk.place == place) {
            return;
        }
        self.clear_desk();
        self.follow(Pane::Editor);
        let Some(text) = self.library.text(&place) else { return };
        let mut field = Field::new(text);
        field.move_to(self.carets.get(&place).copied().unwrap_or(0), false);
        self.desk = Some(Desk::new(place, field));
    }

    /// Puts the open text away and remembers where its cursor was.
    pub(super) fn clear_desk(&mut self) {
        if let Some(desk) = self.desk.take() {
            self.carets.insert(desk.place, desk.field.caret());
        }
    }
}
