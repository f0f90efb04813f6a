//! What commands do in the list of proposals.

use super::{
    Answer, Command, FormField, Line, Model, Pane, Popup, Purpose, Spot, Subject, change::How, form,
};
use crate::talk::{Edit, Id, Proposal, Submission};

impl Model {
    pub(super) fn run_in_list(&mut self, command: Command) {
        match command {
            Command::Write => self.show_text(),
            Command::MoveUp => self.move_proposal(-1),
            Command::MoveDown => self.move_proposal(1),
            _ => self.choose_proposal(command),
        }
    }

    pub(super) fn choose_proposal(&mut self, command: Command) {
        let page = usize::from(self.areas().rows.height.saturating_sub(1).max(1));
        self.list.hear(command, page);
        self.show_chosen();
    }

    /// Chooses a row of the list and opens what it stands for; rows that stand for nothing are left alone.
    pub(super) fn choose_row(&mut self, row: usize) {
        if self.list.rows.get(row).is_some_and(|row| row.is_choice()) {
            self.list.at = row;
            self.show_chosen();
        }
    }

    pub(super) fn show_timing(&mut self) {
        self.pane = Pane::Timing;
    }

    pub(super) fn show_details(&mut self) {
        self.show(self.subject.clone(), self.tabs().len().saturating_sub(1));
        self.pane = Pane::Editor;
    }

    /// A new proposal behind the open one, its title asked for at once.
    pub(super) fn new_proposal(&mut self) {
        let proposal = Proposal { id: self.ids.fresh(), ..Proposal::default() };
        let index = self.list.proposal().map_or(self.library.proposals.len(), |index| index + 1);
        if !self.add_proposal(index, proposal) {
            return;
        }
        self.show_title();
        let mut line = Line::new(Purpose::NewTitle, "");
        line.added = Some(self.history.mark());
        self.popups.push(Popup::Line(Box::new(line)));
    }

    /// A copy of the open proposal behind it, as a draft: what was sent stays with the first one.
    pub(super) fn duplicate(&mut self) {
        let (Some(index), Some(proposal)) = (self.list.proposal(), self.proposal()) else { return };
        let mut copy = Proposal::clone(proposal);
        copy.id = self.ids.fresh();
        copy.title = format!("Copy of {}", copy.title);
        copy.submissions.clear();
        if !self.add_proposal(index + 1, copy) {
            return;
        }
        let key = self.key_for(Command::Undo);
        self.tell(format!("Duplicated, without its submissions. {key} takes it back"));
    }

    /// Answers whether there is room for it.
    fn add_proposal(&mut self, index: usize, proposal: Proposal) -> bool {
        let subject = Subject::Proposal(proposal.id.clone());
        let edit = Edit::AddProposal { index, proposal: proposal.into() };
        self.change_and(vec![edit], How::Elsewhere, |model| model.show(subject, 0))
    }

    pub(super) fn ask_delete(&mut self) {
        let Some(proposal) = self.proposal() else { return };
        let question = match proposal.title.trim() {
            "" => "Delete the proposal without a title?".to_owned(),
            title => format!("Delete “{title}”?"),
        };
        let yes = Answer::DeleteProposal(proposal.id.clone());
        self.popups.push(Popup::Confirm { question, yes });
    }

    pub(super) fn delete_proposal(&mut self, id: &Id) {
        let found = self.library.proposals.iter().enumerate().find(|(_, proposal)| proposal.id == *id);
        let Some((index, proposal)) = found else { return };
        let edit = Edit::RemoveProposal { index, proposal: proposal.clone() };
        if self.change(vec![edit], How::Elsewhere) {
            let key = self.key_for(Command::Undo);
            self.tell(format!("Deleted. {key} brings it back"));
        }
    }

    /// Moves the open proposal past its neighbour in the same group.
    fn move_proposal(&mut self, steps: isize) {
        let (Some(from), Some(to)) = (self.list.proposal(), self.list.neighbour(steps)) else { return };
        self.change(vec![Edit::MoveProposal { from, to }], How::Elsewhere);
    }

    /// Asks for the title of what is open, in its place among the details. Then the person is where they were.
    pub(super) fn rename(&mut self) {
        let from = Box::new(Spot::of(self));
        self.show_title();
        let title = form::value(self, &FormField::Title);
        self.ask(Purpose::Rename(from), &title);
    }

    /// Takes another title.
    ///
    /// # Errors
    /// Why it cannot be that one; then it is still asked for.
    pub(super) fn answer_rename(&mut self, from: &Spot, typed: &str) -> Result<(), String> {
        if !self.come_back(from) {
            self.fail("Nothing was renamed: what was open is gone");
            return Ok(());
        }
        let renamed = self.answer_field(&FormField::Title, typed);
        if renamed.is_err() {
            self.show_title();
        }
        renamed
    }

    /// Shows the details, the title chosen.
    fn show_title(&mut self) {
        let details = self.tabs().len().saturating_sub(1);
        self.show(self.subject.clone(), details);
        self.pane = Pane::Editor;
        self.form_row = 0;
    }

    /// Adds a submission to the open proposal and asks for its venue. One of which nothing but the slot is known,
    /// as setting a slot leaves it, is the one that is meant.
    pub(super) fn add_submission(&mut self) {
        let id = self.ids.fresh();
        let Some(proposal) = self.proposal() else { return };
        if let Some(begun) = proposal.submissions.iter().rfind(|there| there.is_bare()) {
            let venue = FormField::venue_of(begun);
            self.show_details();
            self.choose_field(&venue);
            return self.ask_field(&venue);
        }
        let submission = Submission { id, ..Submission::default() };
        let field = FormField::venue_of(&submission);
        let edit = Edit::within(proposal, |proposal| proposal.submissions.push(submission));
        let details = self.tabs().len().saturating_sub(1);
        let row = field.clone();
        let added = self.change_and(vec![edit], How::Elsewhere, |model| {
            model.show(model.subject.clone(), details);
            model.pane = Pane::Editor;
            model.choose_field(&row);
        });
        if added {
            let mut line = Line::new(Purpose::Form(field), "");
            line.added = Some(self.history.mark());
            self.popups.push(Popup::Line(Box::new(line)));
        }
    }

    pub(super) fn delete_submission(&mut self, proposal: &Id, submission: &Id) {
        let Some(owner) = self.library.proposal(proposal) else { return };
        if owner.submission(submission).is_none() {
            return;
        }
        let edit = Edit::within(owner, |owner| owner.submissions.retain(|there| there.id != *submission));
        if self.change(vec![edit], How::Elsewhere) {
            let key = self.key_for(Command::Undo);
            self.tell(format!("Deleted. {key} brings it back"));
        }
    }
}
