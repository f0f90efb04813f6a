//! Bringing texts in: they are asked for, read by the shell, and come in as one step of undo.

use std::path::PathBuf;

use super::{Command, Effect, Model, Popup, Progress, Purpose, Subject, change::How};
use crate::{exchange::Adding, talk::Library};

impl Model {
    /// Asks for a file or a folder.
    pub(super) fn ask_import(&mut self) {
        self.ask(Purpose::Import, "");
    }

    /// Lets them be read, and tells how far that is.
    pub(super) fn import(&mut self, path: PathBuf, effects: &mut Vec<Effect>) {
        effects.push(Effect::Import { path, seed: self.ids.seed() });
        self.popups.push(Popup::Progress(Progress { title: "Importing", done: 0, total: 0 }));
    }

    pub(super) fn importing(&mut self, done: usize, total: usize) {
        for popup in &mut self.popups {
            if let Popup::Progress(progress) = popup {
                (progress.done, progress.total) = (done, total);
            }
        }
    }

    /// What was read comes in. Where nobody waits for it any more it was stopped.
    pub(super) fn imported(&mut self, result: Result<Vec<Library>, String>) {
        let waiting = self.popups.len();
        self.popups.retain(|popup| !matches!(popup, Popup::Progress(_)));
        if self.popups.len() == waiting {
            return;
        }
        match result.and_then(|found| self.bring_in(found)) {
            Ok((0, 0)) => self.tell("There was no proposal to import"),
            Ok((0, skipped)) => self.tell(format!("Nothing new: {} already", there(skipped))),
            Ok((added, skipped)) => {
                let known =
                    if skipped == 0 { String::new() } else { format!(", {} already", there(skipped)) };
                let plural = if added == 1 { "" } else { "s" };
                let key = self.key_for(Command::Undo);
                self.tell(format!("{added} proposal{plural} imported{known}. {key} takes it back"));
            }
            Err(error) => self.fail(format!("Nothing was imported: {error}")),
        }
    }

    /// Brings libraries in and goes to the first proposal that is new; answers how many came in and how many
    /// were there already.
    fn bring_in(&mut self, found: Vec<Library>) -> Result<(usize, usize), String> {
        let mut adding = Adding::to((*self.library).clone());
        let first = self.library.proposals.len();
        let (mut edits, mut count, mut skipped) = (Vec::new(), 0, 0);
        for library in found {
            let added = adding.take(library, &mut self.ids).map_err(|error| error.to_string())?;
            edits.extend(added.edits);
            count += added.added.len();
            skipped += added.skipped.len();
        }
        if edits.is_empty() {
            return Ok((0, skipped));
        }
        if !self.change(edits, How::Elsewhere) {
            return Err(self.taken_note());
        }
        if let Some(proposal) = self.library.proposals.get(first) {
            self.show(Subject::Proposal(proposal.id.clone()), 0);
        }
        Ok((count, skipped))
    }
}

fn there(count: usize) -> String {
    match count {
        1 => "1 is there".to_owned(),
        many => format!("{many} are there"),
    }
}
