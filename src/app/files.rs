//! Opening libraries, and other versions of them.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Command, Effect, File, FileKind, List, Model, Opened, Past, Purpose, Session, Subject};
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

    /// Asks for another version of the library, the one that lies beside it if there is one.
    pub(super) fn ask_take_in(&mut self) {
        let path = self.beside.first().map_or_else(String::new, |path| path.display().to_string());
        self.ask(Purpose::TakeIn, &path);
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
        self.ask(Purpose::Open, &earlier);
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
