//! Whether a command can act where the person is now, and if not, why. The palette, the hints and running a
//! command all ask here, so that they never disagree.

use super::{At, Command, FileKind, FormField, Model, form};
use crate::timing::rewrite;

/// Why a command cannot act, in words for the person; none are to be told where they are empty.
#[derive(Debug)]
pub struct Refusal {
    pub why: String,
    /// Whether that is to stay until the next key.
    pub failed: bool,
}

impl Model {
    /// Whether a command can act where the person is now.
    #[must_use]
    pub fn can(&self, command: Command) -> bool {
        self.refusal(command).is_none()
    }

    /// Why a command cannot act where the person is now; none where it can.
    pub(super) fn refusal(&self, command: Command) -> Option<Refusal> {
        match self.elsewhere(command) {
            Some(why) => Some(Refusal { why, failed: false }),
            None => self.refusal_of(command),
        }
    }

    /// Why a command cannot act, wherever that would be.
    pub(super) fn refusal_of(&self, command: Command) -> Option<Refusal> {
        let told = |why: &str| Some(Refusal { why: why.to_owned(), failed: false });
        if let Some(reason) = self.read_only().filter(|_| command.changes()) {
            return Some(Refusal { why: reason, failed: true });
        }
        told(match command {
            Command::Search if self.library.proposals.is_empty() => "There are no proposals yet to search",
            Command::Duplicate if self.proposal().is_none() => "Choose the proposal to duplicate first",
            Command::Delete if self.proposal().is_none() => {
                "The library itself cannot be deleted: choose a proposal"
            }
            Command::AddSubmission if self.proposal().is_none() => {
                "Choose the proposal that was submitted first"
            }
            Command::DeleteSubmission if self.chosen_submission().is_none() => {
                "Choose a row of the submission to delete first"
            }
            Command::CopyDescription if self.proposal().is_none() => {
                "Choose the proposal whose description it is"
            }
            Command::CopyText if self.open_name().is_none() => "Nothing stands here that could be copied",
            Command::OpenSample if self.file.kind == FileKind::Sample => {
                "This is the sample: nothing of it is kept"
            }
            Command::MoveUp
            | Command::MoveDown
            | Command::DuplicateLine
            | Command::Renumber
            | Command::Indent
            | Command::Outdent
                if self.at() == At::TEXT =>
            {
                return told(&self.lines_after(command)?.err()?);
            }
            Command::MoveUp => return told(&self.cannot_move(-1)?),
            Command::MoveDown => return told(&self.cannot_move(1)?),
            Command::ShowTiming
            | Command::Fit
            | Command::SetSlot
            | Command::MakeVersion
            | Command::NextVersion
            | Command::AddSection
                if self.proposal().is_none() =>
            {
                "The library itself has no timing: choose a proposal"
            }
            Command::Longer
            | Command::Shorter
            | Command::SetMinutes
            | Command::Pin
            | Command::Fit
            | Command::MakeVersion
            | Command::ToOutline
                if self.timing.chosen().is_none() =>
            {
                return told(self.no_sections());
            }
            Command::NextVersion if self.timing.versions.len() < 2 => {
                "The outline has one version. “A 45 minute talk would include:” begins another"
            }
            Command::Copy | Command::Cut if !self.selects() => {
                return told(&format!(
                    "Nothing is selected: {} copies the whole text. {} leaves",
                    self.key_for(Command::CopyText),
                    self.key_for(Command::Quit)
                ));
            }
            Command::Undo if !self.history.can_undo() => "Nothing to undo",
            Command::Redo if !self.history.can_redo() => "Nothing to redo",
            Command::ShowConflicts if self.conflicts.is_empty() => {
                "No conflicts: nobody else has changed what you have changed"
            }
            Command::Back if self.at() == At::LIST => "",
            _ => return None,
        })
    }

    /// Tells why a command did not act.
    pub(super) fn refuse(&mut self, refusal: Refusal) {
        match refusal {
            Refusal { why, failed: true } => {
                self.fail(why);
                // Whoever has the file may have let go of it.
                self.look_soon();
            }
            Refusal { why, .. } if why.is_empty() => {}
            Refusal { why, .. } => self.tell(why),
        }
    }

    /// Where a command works, if that is not here.
    fn elsewhere(&self, command: Command) -> Option<String> {
        let (works, here) = (command.row()?.works(), self.at());
        if works.holds(here) {
            return None;
        }
        let places = At::ALL.into_iter().filter(|(at, _)| works.holds(*at));
        let places: Vec<&str> = places.map(|(_, heading)| heading).collect();
        Some(format!("Not here, but in: {}", places.join(", ")))
    }

    /// The field of the chosen row of the details, where that belongs to a submission.
    pub(super) fn chosen_submission(&self) -> Option<FormField> {
        let chosen = form::rows(self).into_iter().nth(self.form_row);
        chosen.filter(|field| matches!(field, FormField::Submission(..)))
    }

    /// Why what is chosen, a proposal or a section, cannot move up (`steps` -1) or down (1).
    fn cannot_move(&self, steps: isize) -> Option<String> {
        if self.at() == At::LIST {
            let moves = self.list.proposal().is_some() && self.list.neighbour(steps).is_some();
            return (!moves).then(|| "There is nothing to move it past in this group".to_owned());
        }
        match self.timing.chosen() {
            None => Some(self.no_sections().to_owned()),
            Some(section) => {
                let moved = rewrite::move_section(self.outline(), &self.timing.plan, section, steps > 0);
                moved.err().map(|refusal| refusal.to_string())
            }
        }
    }

    /// Why the timing has no section to choose.
    fn no_sections(&self) -> &'static str {
        if self.outline().trim().is_empty() {
            "The outline has no sections yet: write them there, one a line"
        } else {
            "Nothing in the outline reads as a section: write one a line, like “Intro (5 min)”"
        }
    }

    fn selects(&self) -> bool {
        self.desk.as_ref().is_some_and(|desk| desk.field.selection().is_some())
    }
}
