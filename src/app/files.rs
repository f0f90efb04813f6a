//! Opening, saving and leaving.

use std::path::{Path, PathBuf};

use super::{
    Answer, Effect, File, FileKind, FormField, Line, List, Model, NotSaved, Opened, Popup, Purpose, Session,
    Subject,
};

impl Model {
    /// Takes over a library that was just opened, and goes where the person was the last time.
    pub(super) fn open(&mut self, path: PathBuf, opened: Opened) {
        let Opened { mut library, existed, session } = opened;
        std::sync::Arc::make_mut(&mut library).mend_ids(&mut self.ids);
        self.library = library;
        let kind = if existed { FileKind::Kept } else { FileKind::New };
        self.file = File { path, kind, saved: 0, saving: false, leaving: false };
        self.history = super::History::default();
        self.carets.clear();
        self.desk = None;
        self.list = List::default();
        self.subject = Subject::Library;
        let session = session.unwrap_or_default();
        let subject = match (session.proposal, self.library.proposals.first()) {
            (Some(id), _) if self.library.proposal(&id).is_some() => Subject::Proposal(id),
            (None, _) if session.library == self.library.id => Subject::Library,
            (_, Some(first)) => Subject::Proposal(first.id.clone()),
            (_, None) => Subject::Library,
        };
        self.list.rebuild(&self.library, &subject);
        self.show(subject, session.tab);
        self.pane = session.pane;
        if let Some(desk) = &mut self.desk {
            desk.field.move_to(session.caret, false);
        }
        self.refresh();
    }

    pub(super) fn opened(&mut self, path: PathBuf, result: Result<Opened, String>) {
        match result {
            Ok(opened) => {
                self.open(path, opened);
            }
            Err(error) => self.fail(error),
        }
    }

    pub(super) fn save(&mut self, effects: &mut Vec<Effect>) {
        if self.is_changed() {
            self.save_to(self.file.path.clone(), true, effects);
        } else {
            self.tell("Nothing has changed since it was saved");
        }
    }

    fn save_to(&mut self, path: PathBuf, replace: bool, effects: &mut Vec<Effect>) {
        self.history.close();
        self.file.saving = true;
        let (library, mark) = (self.library.clone(), self.history.mark());
        effects.push(Effect::Save { path, library, mark, replace });
    }

    pub(super) fn saved(
        &mut self,
        path: PathBuf,
        mark: u64,
        result: Result<(), NotSaved>,
        effects: &mut Vec<Effect>,
    ) {
        self.file.saving = false;
        let leaving = std::mem::take(&mut self.file.leaving);
        match result {
            Ok(()) => {
                if self.file.path != path || self.file.kind == FileKind::New {
                    self.file.kind = FileKind::Kept;
                }
                self.file.saved = mark;
                self.tell(format!("Saved {}", path.display()));
                self.file.path = path;
                if leaving {
                    self.quit(effects);
                }
            }
            Err(NotSaved::Exists) => self.ask_replace(&path),
            Err(NotSaved::Failed(error)) => self.fail(error),
        }
    }

    /// Saves what is not saved and leaves, without a question.
    pub(super) fn quit(&mut self, effects: &mut Vec<Effect>) {
        if self.is_changed() {
            self.file.leaving = true;
            self.save_to(self.file.path.clone(), true, effects);
        } else {
            self.leave(effects);
        }
    }

    fn leave(&self, effects: &mut Vec<Effect>) {
        if self.file.kind != FileKind::Sample {
            effects.push(Effect::Remember(Session::of(self)));
        }
        effects.push(Effect::Leave);
    }

    /// The program is asked to end from outside: it saves what it can and ends in any case.
    pub(super) fn terminate(&mut self, effects: &mut Vec<Effect>) {
        if self.is_changed() {
            self.save_to(self.file.path.clone(), true, effects);
        }
        self.leave(effects);
    }

    pub(super) fn ask_save_as(&mut self) {
        let path = match self.file.kind {
            FileKind::Sample => String::new(),
            FileKind::New | FileKind::Kept => self.file.path.display().to_string(),
        };
        self.popups.push(Popup::Line(Box::new(Line::new(Purpose::SaveAs, &path))));
    }

    pub(super) fn ask_open(&mut self) {
        if self.is_changed() {
            return self.fail("Save first (Ctrl-S): opening another library would lose the changes");
        }
        self.popups.push(Popup::Line(Box::new(Line::new(Purpose::Open, ""))));
    }

    /// Does what a popup answered. A line that cannot be taken stays open and says why.
    pub(super) fn answer(&mut self, popup: Popup, answer: Answer, effects: &mut Vec<Effect>) {
        match answer {
            Answer::DeleteProposal(id) => self.delete_proposal(&id),
            Answer::DeleteSubmission(proposal, submission) => {
                self.delete_submission(&proposal, &submission);
            }
            Answer::Status(proposal, submission, status) => {
                self.answer_status(&proposal, &submission, status);
            }
            Answer::Replace(path) => self.save_to(path, true, effects),
            Answer::Rewrite(changes, version) => {
                self.apply_changes(&changes, None);
                self.timing.show_slot(version);
            }
            Answer::Line(purpose, typed) => {
                if let Err(error) = self.answer_line(&purpose, &typed, effects)
                    && let Popup::Line(mut line) = popup
                {
                    line.error = Some(error);
                    self.popups.push(Popup::Line(line));
                }
            }
        }
    }

    fn answer_line(
        &mut self,
        purpose: &Purpose,
        typed: &str,
        effects: &mut Vec<Effect>,
    ) -> Result<(), String> {
        let path = || match typed.trim() {
            "" => Err("the name of a file is missing".to_owned()),
            path => Ok(PathBuf::from(path)),
        };
        match purpose {
            Purpose::Form(field) => self.answer_field(field, typed)?,
            Purpose::NewTitle => {
                self.answer_field(&FormField::Title, typed)?;
                self.show(self.subject.clone(), 0);
            }
            Purpose::SaveAs => {
                let path = path()?;
                let same = path == self.file.path;
                self.save_to(path, same, effects);
            }
            Purpose::Open => effects.push(Effect::Open(path()?)),
            Purpose::Minutes(section) => self.answer_minutes(*section, typed)?,
            Purpose::Slot => self.answer_slot(typed)?,
            Purpose::Version => self.answer_version(typed)?,
        }
        Ok(())
    }

    /// The worker found a file where the person wants to save: asks whether it may go.
    pub(super) fn ask_replace(&mut self, path: &Path) {
        let question = format!("{} is there already. Replace it?", path.display());
        self.popups.push(Popup::Confirm { question, yes: Answer::Replace(path.to_owned()) });
    }
}
