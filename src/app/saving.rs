//! Saving, and what comes of it.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use super::{
    Answer, Command, Effect, FileKind, Line, Model, NotSaved, Over, Popup, Purpose, Written, files::OPENING,
};
use crate::talk::Library;

impl Model {
    /// The person asks for a save.
    pub(super) fn save(&mut self, effects: &mut Vec<Effect>) {
        if let Some(reason) = &self.file.locked {
            return self.fail(format!("{reason}. Save it under another name instead"));
        }
        if self.file.opening {
            self.tell(OPENING);
        } else if self.file.kind == FileKind::Sample {
            self.ask_save_as();
        } else if self.is_changed() || self.file.version.is_none() {
            self.file.told = true;
            self.save_here(effects);
        } else {
            self.tell("Nothing has changed since it was saved");
        }
    }

    /// Saves without a word, unless it fails.
    pub(super) fn save_quietly(&mut self, effects: &mut Vec<Effect>) {
        self.file.told = false;
        self.save_here(effects);
    }

    pub(super) fn save_here(&mut self, effects: &mut Vec<Effect>) {
        let over = match self.file.version {
            Some(version) if self.file.foreign => Over::Keeping(version),
            Some(version) => Over::Version(version),
            None => Over::Nothing,
        };
        self.save_to(self.file.path.clone(), over, effects);
    }

    pub(super) fn save_to(&mut self, path: PathBuf, over: Over, effects: &mut Vec<Effect>) {
        if self.file.opening {
            // It would come behind that, and be written to what belongs to the other library.
            return self.tell(OPENING);
        }
        self.history.close();
        let (library, mark) = (self.library.clone(), self.history.mark());
        self.saves.push((mark, library.clone()));
        effects.push(Effect::Save { path, library, mark, over });
    }

    pub(super) fn saved(
        &mut self,
        path: PathBuf,
        mark: u64,
        result: Result<Written, NotSaved>,
        effects: &mut Vec<Effect>,
    ) {
        let answered = self.saves.iter().position(|(saved, _)| *saved == mark);
        let written = answered.and_then(|index| self.saves.drain(..=index).next_back());
        match result {
            Ok(now) => self.have_saved(path, mark, now, written.map(|(_, library)| library), effects),
            // Whoever was leaving does so once a name is found.
            Err(NotSaved::Exists) if path != self.file.path => self.ask_replace(&path),
            Err(NotSaved::NoFolder { folder, .. }) if path != self.file.path => {
                self.ask_make_folder(&path, &folder);
            }
            Err(NotSaved::Failed(error)) if path != self.file.path => self.ask_another_name(Some(error)),
            // Another program was quicker. Whether we were leaving is remembered until its version is here;
            // a save before that would fail like this one, and have that version pass unheard.
            Err(NotSaved::Exists | NotSaved::Changed) => {
                self.be_patient();
                self.look(effects);
            }
            Err(NotSaved::NoFolder { words: error, .. } | NotSaved::Failed(error)) => {
                self.tried = written.map(|(_, library)| library);
                self.be_patient();
                self.file.next = None;
                let key = self.key_for(Command::SaveAs);
                let safe = match self.file.unprotected {
                    None if self.file.kind != FileKind::Sample => "; what you typed is safe",
                    _ => "",
                };
                self.fail(format!("{error}{safe}. {key} saves elsewhere"));
                if std::mem::take(&mut self.file.leaving) {
                    self.ask_leave();
                }
            }
        }
    }

    fn have_saved(
        &mut self,
        path: PathBuf,
        mark: u64,
        now: Written,
        saved: Option<Arc<Library>>,
        effects: &mut Vec<Effect>,
    ) {
        let elsewhere = self.file.path != path;
        if elsewhere {
            // A name of the person's own choice is a file of its own: nobody else holds it.
            (self.file.locked, self.file.named) = (None, None);
        }
        if elsewhere || self.file.kind == FileKind::New {
            self.file.kind = FileKind::Kept;
        }
        self.base = saved.unwrap_or_else(|| self.library.clone());
        (self.file.saved, self.file.version, self.file.foreign) = (mark, Some(now.version), false);
        self.file.patience = Duration::ZERO;
        self.file.changed = self.file.changed.filter(|_| self.is_changed()).map(|(_, last)| (self.now, last));
        let told = std::mem::take(&mut self.file.told);
        if let Some(kept) = now.kept {
            let kept = self.settings.folders.told(&kept);
            if elsewhere {
                self.tell(format!("Saved. What was there is kept as {kept}"));
            } else {
                self.fail(format!("Saved. What another program had written is kept as {kept}"));
            }
        } else if told {
            let path = self.settings.folders.told(&path);
            // Without a name another library is opened.
            let again = if elsewhere { ". Start soapbox with that name to open it again" } else { "" };
            self.tell(format!("Saved {path}{again}"));
        }
        self.file.path = path;
        if std::mem::take(&mut self.file.leaving) {
            self.quit(effects);
        } else if let Some(next) = self.file.next.take() {
            self.open_another(next, effects);
        }
    }

    /// What is typed is written down, or not any more.
    pub(super) fn protected(&mut self, result: Result<(), String>) {
        if let Err(reason) = &result
            && self.file.unprotected.is_none()
        {
            self.fail(format!(
                "Not protected against a crash: {reason}. It is saved after each pause instead"
            ));
        }
        self.file.unprotected = result.err();
    }

    pub(super) fn ask_save_as(&mut self) {
        let path = match self.file.kind {
            // Typing takes its place.
            FileKind::Sample => "talks.ron".to_owned(),
            FileKind::New | FileKind::Kept => self.file.path.display().to_string(),
        };
        self.ask(Purpose::SaveAs, &path);
    }

    /// The worker found a file where the person wants to save: asks whether it may go.
    pub(super) fn ask_replace(&mut self, path: &Path) {
        let question = format!(
            "{} is there already; what it holds is kept as a backup. Replace it?",
            self.settings.folders.told(path)
        );
        self.ask_to_save(question, path, Over::Anything);
    }

    /// There is no folder for the file that the person wants to save to: asks whether it is to be made.
    fn ask_make_folder(&mut self, path: &Path, folder: &Path) {
        let question = format!("The folder {} does not exist. Make it?", self.settings.folders.told(folder));
        self.ask_to_save(question, path, Over::NothingInNewFolder);
    }

    fn ask_to_save(&mut self, question: String, path: &Path, over: Over) {
        self.popups.push(Popup::Confirm { question, yes: Answer::SaveTo(path.to_owned(), over) });
    }

    /// The name that was typed to save under is asked for again, with why it could not be used.
    pub(super) fn ask_another_name(&mut self, error: Option<String>) {
        let Some(typed) = self.file.named.take() else {
            self.file.leaving = false;
            return;
        };
        let mut line = Line::new(Purpose::SaveAs, &typed);
        line.field.move_to(typed.len(), false);
        line.error = error;
        self.popups.push(Popup::Line(Box::new(line)));
    }
}
