//! Opening and saving.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use super::{
    Answer, Command, Effect, File, FileKind, FormField, Line, List, Model, NotSaved, Opened, Over, Past,
    Popup, Purpose, Session, Subject, Written,
};
use crate::talk::{ChangeKind, Library};

/// Why nothing is changed or saved meanwhile.
pub(super) const OPENING: &str = "Another library is being opened";

impl Model {
    /// Takes over a library that was just opened, and goes where the person was the last time.
    pub(super) fn open(&mut self, path: PathBuf, opened: Opened) {
        let Opened { mut library, existed, sample, version, session, locked, past, damage, .. } = opened;
        let Opened { comments, beside, torn, lent, unprotected, .. } = opened;
        Arc::make_mut(&mut library).mend_ids(&mut self.ids);
        let kind = match (sample, existed) {
            (true, _) => FileKind::Sample,
            (false, true) => FileKind::Kept,
            (false, false) => FileKind::New,
        };
        if self.file.path != path && self.file.path != Path::new("") {
            self.earlier = Some(std::mem::take(&mut self.file.path));
        }
        self.file = File { version, locked, ..File::new(path, kind) };
        self.library = library.clone();
        self.base = library;
        self.history = super::History::default();
        self.conflicts.clear();
        self.saves.clear();
        (self.tried, self.taken_in) = (None, false);
        self.carets.clear();
        self.desk = None;
        self.list = List::default();
        self.subject = Subject::Library;
        let found = past.and_then(|past| self.remember(past));
        self.go_where(session.unwrap_or_default());
        if let Some((theirs, words)) = found {
            self.tell(words);
            if let Some(theirs) = theirs {
                self.and_then_tell(|model| model.take_in(Arc::unwrap_or_clone(theirs)));
            }
        }
        if sample && self.earlier.is_some() {
            let key = self.key_for(Command::Open);
            self.tell(format!("The sample: nothing of it is kept. {key} goes back to your own"));
        }
        if comments {
            self.file.foreign = true;
            let words = "The comments in this file are lost when it is saved; the file as it is will be kept";
            self.and_then_tell(|model| model.tell(words));
        }
        let names: Vec<String> = beside.iter().map(|path| name_of(path)).collect();
        if let Some((first, more)) = first_of(&names) {
            let key = self.key_for(Command::TakeIn);
            let words = format!("Another version lies beside it: {first}{more}. {key} takes it in");
            self.and_then_tell(|model| model.tell(words));
        }
        self.beside = beside;
        if let Some((first, more)) = first_of(&torn) {
            let words =
                format!("A save was cut off once: the part that it had written is kept as {first}{more}");
            self.and_then_tell(|model| model.tell(words));
        }
        if let Some((first, more)) = first_of(&lent) {
            let words = format!("An editor had a text when soapbox ended: it is kept as {first}{more}");
            self.and_then_tell(|model| model.tell(words));
        }
        if let Some(reason) = self.read_only() {
            self.and_then_tell(|model| model.fail(reason));
        }
        if let Some(reason) = unprotected {
            self.and_then_tell(|model| model.protected(Err(reason)));
        }
        if let Some(damage) = damage {
            self.ask_mend(damage);
        }
        self.refresh();
    }

    /// Takes over what was written down of earlier runs: what can be undone, and what was not saved. Answers
    /// what is in the file now, where that is another version, and what is to be told; nothing where
    /// nothing new came of it.
    fn remember(&mut self, past: Past) -> Option<(Option<Arc<Library>>, String)> {
        let ahead = past.is_ahead();
        let another = past.version != self.file.version;
        if another && !ahead {
            // Nothing is missing from the file, and what led to its version is not known.
            return None;
        }
        // Typing that went on is one change for the person, however many keys it was.
        let steps = past
            .changes
            .iter()
            .skip(past.saved.unwrap_or(0))
            .filter(|change| change.kind != ChangeKind::Joined);
        let unsaved = steps.count().max(1);
        // No state has this name.
        self.file.saved = u64::MAX;
        for (index, change) in past.changes.into_iter().enumerate() {
            if past.saved == Some(index) {
                self.file.saved = self.history.mark();
            }
            self.history.replay(change);
        }
        if !ahead {
            self.file.saved = self.history.mark();
            return None;
        }
        let theirs = std::mem::replace(&mut self.library, past.library);
        self.base = past.base;
        self.file.changed = Some((self.now, self.now));
        let plural = if unsaved == 1 { "" } else { "s" };
        let words = format!("Recovered {unsaved} unsaved change{plural}, made {}", past.when);
        Some((another.then_some(theirs), words))
    }

    /// Goes to where the person was the last time.
    pub(super) fn go_where(&mut self, session: Session) {
        let subject = match (session.proposal, self.library.proposals.first()) {
            (Some(id), _) if self.library.proposal(&id).is_some() => Subject::Proposal(id),
            (None, _) if session.library == self.library.id => Subject::Library,
            (_, Some(first)) => Subject::Proposal(first.id.clone()),
            (_, None) => Subject::Library,
        };
        self.list.rebuild(&self.library, &subject, None);
        self.show(subject, session.tab);
        self.pane = session.pane;
        self.sizes = session.sizes;
        self.spelling.marked = !session.unmarked;
        if let Some(desk) = &mut self.desk {
            desk.field.move_to(session.caret, false);
        }
    }

    pub(super) fn opened(&mut self, path: PathBuf, result: Result<Box<Opened>, String>) {
        self.file.opening = false;
        match result {
            Ok(opened) => {
                self.open(path, *opened);
            }
            Err(error) => self.fail(error),
        }
    }

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

    fn save_here(&mut self, effects: &mut Vec<Effect>) {
        let over = match self.file.version {
            Some(version) if self.file.foreign => Over::Keeping(version),
            Some(version) => Over::Version(version),
            None => Over::Nothing,
        };
        self.save_to(self.file.path.clone(), over, effects);
    }

    fn save_to(&mut self, path: PathBuf, over: Over, effects: &mut Vec<Effect>) {
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
            Err(NotSaved::Exists) if path != self.file.path => {
                self.file.leaving = false;
                self.ask_replace(&path);
            }
            Err(NotSaved::NoFolder { folder, .. }) if path != self.file.path => {
                self.file.leaving = false;
                self.ask_make_folder(&path, &folder);
            }
            Err(NotSaved::Failed(error)) if path != self.file.path => {
                self.file.leaving = false;
                self.ask_another_name(Some(error));
            }
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
            FileKind::Sample => String::new(),
            FileKind::New | FileKind::Kept => self.file.path.display().to_string(),
        };
        self.popups.push(Popup::Line(Box::new(Line::new(Purpose::SaveAs, &path))));
    }

    /// Asks for another version of the library, the one that lies beside it if there is one.
    pub(super) fn ask_take_in(&mut self) {
        let path = self.beside.first().map_or_else(String::new, |path| path.display().to_string());
        self.popups.push(Popup::Line(Box::new(Line::new(Purpose::TakeIn, &path))));
    }

    /// The worker has read another version.
    pub(super) fn read(&mut self, path: &Path, library: Result<Arc<Library>, String>) {
        match library {
            Ok(theirs) => {
                self.beside.retain(|beside| beside != path);
                self.take_in_beside(Arc::unwrap_or_clone(theirs), path);
            }
            Err(error) => self.fail(error),
        }
    }

    /// Opens the built-in sample in place of the library.
    pub(super) fn open_sample(&mut self, effects: &mut Vec<Effect>) {
        if self.may_open_another() {
            let sample = Effect::OpenSample(self.ids.seed());
            self.open_another(sample, effects);
        }
    }

    pub(super) fn ask_open(&mut self) {
        if !self.may_open_another() {
            return;
        }
        // To go back is what most want who have gone elsewhere; typing takes its place.
        let earlier = self.earlier.as_ref().map_or_else(String::new, |path| path.display().to_string());
        self.popups.push(Popup::Line(Box::new(Line::new(Purpose::Open, &earlier))));
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
            Answer::Mend(number) => self.mend(number, effects),
            Answer::StopImport => {
                effects.push(Effect::StopImport);
                self.tell("Stopped: nothing was imported");
            }
            Answer::Language(proposal, language) => self.answer_language(&proposal, language),
            Answer::Respell(word, right) => self.respell(&word, &right),
            Answer::TakeOutTwin(word) => self.take_out_twin(&word),
            Answer::KeepWord(word) => self.allow_word(word, true),
            Answer::LetBe(word) => self.allow_word(word, false),
            Answer::Quit => self.quit(effects),
            Answer::Leave => self.leave(effects),
            Answer::GiveUp => self.give_up(),
            Answer::Run(command) => self.run_chosen(command, effects),
            Answer::SaveTo(path, over) => self.save_to(path, over, effects),
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
            Purpose::Rename(from) => self.answer_rename(from, typed)?,
            Purpose::SaveAs => {
                let path = path()?;
                if path == self.file.path && self.file.locked.is_some() {
                    return Err("this file stays as it is: give another name".to_owned());
                }
                self.file.told = true;
                if path == self.file.path {
                    self.save_here(effects);
                } else {
                    self.file.named = Some(typed.to_owned());
                    self.save_to(path, Over::Nothing, effects);
                }
            }
            Purpose::Open => {
                let path = path()?;
                if self.may_open_another() {
                    self.open_another(Effect::Open(path), effects);
                }
            }
            Purpose::TakeIn => effects.push(Effect::Read(path()?)),
            Purpose::Import => self.import(path()?, effects),
            Purpose::Minutes(section) => self.answer_minutes(*section, typed)?,
            Purpose::Slot { fits } => {
                self.answer_slot(typed)?;
                if *fits {
                    self.refresh_timing();
                    self.preview_fit();
                }
            }
            Purpose::Version => self.answer_version(typed)?,
            // It is never answered: what is typed there is heeded at once.
            Purpose::Filter => {}
        }
        Ok(())
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
        let Some(typed) = self.file.named.take() else { return };
        let mut line = Line::new(Purpose::SaveAs, &typed);
        line.field.move_to(typed.len(), false);
        line.error = error;
        self.popups.push(Popup::Line(Box::new(line)));
    }
}

/// The name of a file, for a person.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// The first of several names, and how many there are besides, in words.
fn first_of(names: &[String]) -> Option<(&String, String)> {
    let (first, rest) = names.split_first()?;
    let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
    Some((first, more))
}
