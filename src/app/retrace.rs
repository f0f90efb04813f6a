//! Undoing and redoing. The change is shown where it was made; the keys stay in the pane where they are, so that
//! nothing that is meant as a command is typed into a text; and what is not before one's eyes is told.

use super::{Answer, Command, Model, Pane, Popup, Purpose, Spot, history::Step};
use crate::{
    door::Safe,
    talk::{Change, ChangeKind, Edit, Library, Mismatch, Proposal},
};

/// The longest part of a title that is told, in cells.
const LONGEST_TITLE: usize = 40;

impl Model {
    /// Takes the last step back.
    pub(super) fn undo(&mut self) {
        let Some(step) = self.history.undo() else { return };
        let words = self.is_unseen(&step.edits).then(|| self.in_words(&step.edits));
        let done = self.take_back(&step);
        if let Some(words) = words.filter(|_| done) {
            let key = self.key_for(Command::Redo);
            self.tell(format!("Undone: {words}. {key} does it again"));
        }
    }

    /// Does the step again that was taken back last.
    pub(super) fn redo(&mut self) {
        let Some(step) = self.history.redo() else { return };
        let is_unseen = self.is_unseen(&step.edits);
        let change = Change { kind: ChangeKind::Redone, edits: step.edits.clone() };
        if self.retrace(change, &step.after) && is_unseen {
            let words = self.in_words(&step.edits);
            let key = self.key_for(Command::Undo);
            self.tell(format!("Done again: {words}. {key} takes it back"));
        }
    }

    /// A popup is left. What was added only to be asked for goes with a line that is left unanswered, and the
    /// person is where they were. A name that is not to be replaced is asked for again.
    pub(super) fn leave_popup(&mut self, popup: &Popup) {
        let line = match popup {
            Popup::Line(line) => line,
            Popup::Confirm { yes: Answer::SaveTo(..), .. } => return self.ask_another_name(None),
            _ => return,
        };
        if let Purpose::Rename(from) = &line.purpose {
            self.come_back(from);
        }
        // Who gives no name stays.
        self.file.leaving &= line.purpose != Purpose::SaveAs;
        if line.added != Some(self.history.mark()) {
            if line.in_form().is_some() && !line.is_untouched() {
                self.tell("It stays as it was");
            }
            return;
        }
        let Some(step) = self.history.undo() else { return };
        if self.take_back(&step) {
            self.go(&step.before);
            self.tell("Nothing was added");
        }
    }

    /// An item that Enter has begun goes again when its text is left and nothing was written in it; `leaves` says that
    /// the program is left.
    pub(super) fn withdraw_begun(&mut self, leaves: bool) {
        let Some((place, mark)) = &self.begun else { return };
        let is_there =
            self.pane == Pane::Editor && self.desk.as_ref().is_some_and(|desk| desk.place == *place);
        let is_last = *mark == self.history.mark();
        if is_last && is_there && !leaves {
            return;
        }
        self.begun = None;
        let Some(step) = is_last.then(|| self.history.undo()).flatten() else { return };
        let change = opposite(&step);
        if self.apply(&change.edits).is_ok() {
            self.write_down(change);
        }
    }

    /// Makes the opposite of a step, and shows where. Answers whether it could.
    fn take_back(&mut self, step: &Step) -> bool {
        self.retrace(opposite(step), &step.before)
    }

    /// Makes a change that was made before, or its opposite, and shows it. Answers whether it could.
    fn retrace(&mut self, change: Change, spot: &Spot) -> bool {
        let (pane, writes) = (self.pane, self.is_writing());
        // Who writes the text in which all of it happens stays there, wherever it was done from.
        let stays = writes && !self.is_unseen(&change.edits);
        let there = change.edits.first().filter(|_| stays).map(Spot::behind);
        let spot = there.as_ref().filter(|there| !there.sees_as(spot)).unwrap_or(spot);
        if self.apply(&change.edits).is_err() {
            self.fail(format!("Not undone: {Mismatch}. Save and open the library again"));
            return false;
        }
        self.write_down(change);
        self.refresh();
        self.go(spot);
        self.pane = pane;
        if !writes && self.is_writing() {
            self.pane = Pane::Proposals;
        }
        self.refresh();
        self.follow_in_timing();
        true
    }

    /// Whether keys are typed into a text, or would be without what lies over it.
    const fn is_writing(&self) -> bool {
        matches!(self.pane, Pane::Editor) && self.desk.is_some()
    }

    /// Whether not all that edits change is in the text that is being written.
    fn is_unseen(&self, edits: &[Edit]) -> bool {
        let open = self.desk.as_ref().map(|desk| &desk.place).filter(|_| self.is_writing());
        let is_seen = |edit: &Edit| matches!(edit, Edit::Splice { place, .. } if Some(place) == open);
        !edits.iter().all(is_seen)
    }

    /// What edits have changed, in a few words. The library is as they have left it.
    fn in_words(&self, edits: &[Edit]) -> String {
        let mut words: Vec<String> = edits.iter().map(|edit| in_words(edit, &self.library)).collect();
        words.dedup();
        let first = words.first().cloned().unwrap_or_default();
        match words.len().saturating_sub(1) {
            0 => first,
            more => format!("{first} and {more} more"),
        }
    }
}

/// What takes a step back.
fn opposite(step: &Step) -> Change {
    let edits = step.edits.iter().rev().map(Edit::inverse).collect();
    Change { kind: ChangeKind::Undone, edits }
}

/// What an edit has changed. The library is as it has left it.
fn in_words(edit: &Edit, library: &Library) -> String {
    match edit {
        Edit::Splice { place, .. } => {
            let what = place.heading().to_lowercase();
            match place.proposal() {
                None => format!("{what} of the library"),
                Some(id) => format!("{what}{}", of(library.proposal(id).map(AsRef::as_ref))),
            }
        }
        Edit::AddProposal { proposal, .. } => format!("the new proposal{}", named(proposal)),
        Edit::RemoveProposal { proposal, .. } => format!("deleting{}", named(proposal)),
        Edit::MoveProposal { to, .. } => {
            let title = library.proposals.get(*to).map(|moved| named(moved));
            format!("moving{}", title.unwrap_or_default())
        }
        Edit::SetProposal { before, after } => format!("{}{}", matter(before, after), of(Some(after))),
        Edit::SetUnknown { .. } => "what soapbox does not know of the library".to_owned(),
    }
}

/// What of a proposal a change is about, as far as that is one thing.
fn matter(before: &Proposal, after: &Proposal) -> &'static str {
    if before.submissions.len() != after.submissions.len() {
        return "a submission";
    }
    let mut changed = before.submissions.iter().zip(&after.submissions).filter(|(one, other)| one != other);
    match changed.next() {
        None if before.tags != after.tags => "tags",
        None if before.language != after.language => "language",
        None => "details",
        Some((one, other)) if one.status != other.status => "status",
        Some((one, other)) if one.slot != other.slot || one.questions != other.questions => "slot",
        Some((one, other)) if one.venue != other.venue => "venue",
        Some(_) => "a submission",
    }
}

fn of(proposal: Option<&Proposal>) -> String {
    proposal.map_or_else(String::new, |proposal| format!(" of{}", named(proposal)))
}

/// A proposal's title in quotes behind a blank.
fn named(proposal: &Proposal) -> String {
    match proposal.title.trim() {
        "" => " without a title".to_owned(),
        title => format!(" “{}”", Safe::cut(title, LONGEST_TITLE)),
    }
}
