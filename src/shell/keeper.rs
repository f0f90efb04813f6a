//! What the program holds of one document while it is open: the right to change it, the journal of what is
//! typed, and how its file is written (`saving`). It lives on the worker, since all of it waits for the disk.

mod saving;

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use super::opening;
use crate::{
    app::Opened,
    format::{Endings, Hash},
    home::places,
    journal::{self, Base, Journal, Trouble},
    store::{
        files::Files,
        lock::{self, Claim, Lock},
        save,
    },
    talk::{Library, Version},
};

/// One document.
#[derive(Debug)]
pub struct Keeper {
    files: Arc<dyn Files>,
    path: PathBuf,
    /// The folder of its journals, where there is one.
    folder: Option<PathBuf>,
    lock: Option<Lock>,
    journal: Option<Journal>,
    /// The number of the newest journal of an earlier run.
    newest: u64,
    endings: Endings,
    /// What this program wrote last: no news.
    written: Option<Hash>,
    /// A version of another program with comments, which is to be kept when another takes its place.
    commented: Option<Hash>,
}

/// Why a document is not protected, or not ours.
#[derive(Debug, Default)]
pub struct Held {
    /// Why it may not be changed.
    pub locked: Option<String>,
    /// Why what is typed is not written down.
    pub unprotected: Option<String>,
}

/// Now, in seconds since 1970, as the clock stands.
pub fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

impl Keeper {
    /// A document that is in no file: the sample.
    pub fn of_sample(files: &Arc<dyn Files>) -> Self {
        Self::of(files.clone(), PathBuf::new())
    }

    const fn of(files: Arc<dyn Files>, path: PathBuf) -> Self {
        Self {
            files,
            path,
            folder: None,
            lock: None,
            journal: None,
            newest: 0,
            endings: Endings::Lf,
            written: None,
            commented: None,
        }
    }

    /// Asks for the document that a path leads to: the right to change it, and a folder for its journals.
    pub fn claim(files: &Arc<dyn Files>, path: &Path, state: Option<&Path>) -> (Self, Held) {
        let path = places::canonical(&**files, path);
        let mut keeper = Self::of(files.clone(), path.clone());
        let mut held = Held::default();
        let mut trouble = "there is no folder to keep it in".to_owned();
        for folder in places::journal_folders(state, &path) {
            let claimed = journal::make(&**files, &folder).map_err(|error| error.to_string());
            let claimed = claimed.and_then(|()| {
                lock::claim(&**files, &folder, &me(), now()).map_err(|error| error.to_string())
            });
            match claimed {
                Ok(Claim::Ours(lock)) => {
                    (keeper.lock, keeper.folder) = (Some(lock), Some(folder));
                    return (keeper, held);
                }
                Ok(Claim::Theirs { who, since }) => {
                    keeper.folder = Some(folder);
                    held.locked = Some(taken(&who, since));
                    return (keeper, held);
                }
                Err(error) => trouble = error,
            }
        }
        held.unprotected = Some(trouble);
        (keeper, held)
    }

    /// The one name of the document.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes the document safe from a power cut: the program was killed in a save before it came to that, and the
    /// next journal will say that it was saved.
    pub fn flush_document(&self) {
        // Where it fails, a power cut may bring the version before back, and both are shown.
        let _ = save::flush(&*self.files, &self.path);
    }

    /// Whether another program has the document.
    const fn is_locked_out(&self) -> bool {
        self.lock.is_none() && self.folder.is_some()
    }

    /// What the journals tell of earlier runs. A run that could not use the best folder has left them in
    /// another one: the highest number tells how the library stands.
    ///
    /// # Errors
    /// Why they cannot be read, though they may tell something. Then none is written either, since a newer one
    /// would be believed instead.
    pub fn past(&mut self, state: Option<&Path>) -> Result<journal::Recovery, String> {
        if self.lock.is_none() {
            return Ok(journal::Recovery::default());
        }
        let mut last = journal::Recovery::default();
        for folder in places::journal_folders(state, &self.path) {
            let ours = self.folder.as_ref() == Some(&folder);
            let refused = match journal::recover(&*self.files, &folder) {
                Ok(told) if told.is_refused() => "the system does not let us read a journal".to_owned(),
                Ok(told) => {
                    self.newest = self.newest.max(told.newest_number());
                    let number = |told: &journal::Recovery| told.newest.as_ref().map(|(number, _)| *number);
                    // What came along with the document from elsewhere is not believed either.
                    let about_this = |(_, story): &(u64, journal::Story)| {
                        story.header.document == self.path.to_string_lossy()
                    };
                    let beside = folder.parent() == self.path.parent();
                    if beside && !told.newest.as_ref().is_some_and(about_this) {
                        continue;
                    }
                    if number(&told) > number(&last) {
                        last = told;
                    }
                    continue;
                }
                // What others may have put there is not believed.
                Err(Trouble::NotOurs(_)) => continue,
                // Nobody of us could write there either.
                Err(Trouble::System { kind: ErrorKind::PermissionDenied, .. }) if !ours => continue,
                Err(trouble) => trouble.to_string(),
            };
            self.folder = None;
            return Err(format!("what was typed before cannot be looked for: {refused}"));
        }
        Ok(last)
    }

    /// From now on what is typed into a library is written down, and what of it stands in the file. The journal
    /// is begun by whoever writes to it.
    pub fn protect(&mut self, library: &Arc<Library>, file: Option<(Version, Arc<Library>)>) {
        let Some(folder) = self.folder.clone().filter(|_| self.lock.is_some()) else { return };
        let journal = Journal::new(self.files.clone(), folder, self.path.clone(), self.newest);
        let base = file.map(|(version, library)| Base { hash: version.into(), library });
        journal.prepare(library.clone(), base);
        self.journal = Some(journal);
    }

    /// The same while saves may be under way that were asked for before there was this journal.
    fn protect_anew(&mut self, library: &Arc<Library>, file: Option<(Version, Arc<Library>)>) {
        self.protect(library, file);
        if let Some(journal) = &self.journal {
            journal.number_anew();
        }
    }

    /// Before a save: the journal of this document, where none was written before. So it is where a person goes on
    /// with what was left of a damaged file. It comes first, so that a save that is cut off is known as our own.
    pub fn begin(&mut self, path: &Path, library: &Arc<Library>) -> Option<Journal> {
        if self.journal.is_some() || self.has_moved(path) {
            return None;
        }
        self.protect_anew(library, None);
        self.journal()
    }

    /// After a save under another name: what is held of the document there. This one is still to be closed, once
    /// nobody writes to its journal any more.
    pub fn follow(
        &self,
        path: &Path,
        library: &Arc<Library>,
        version: Version,
        state: Option<&Path>,
    ) -> Option<(Self, Held)> {
        if !self.has_moved(path) {
            return None;
        }
        let (mut next, held) = Self::claim(&self.files, path, state);
        next.written = self.written;
        if held.locked.is_some() {
            // What is written here stays: to wait for the document and open it again would take away what is typed
            // meanwhile.
            next.folder = None;
        }
        next.protect_anew(library, Some((version, library.clone())));
        Some((next, held))
    }

    fn has_moved(&self, path: &Path) -> bool {
        places::canonical(&*self.files, path) != self.path
    }

    /// The journal that the loop writes to.
    pub fn journal(&self) -> Option<Journal> {
        self.journal.clone()
    }

    /// How the lines of the file end.
    pub const fn keep_endings(&mut self, endings: Endings) {
        self.endings = endings;
    }

    /// Where another program had the document: opens it again, if it is free now.
    pub fn try_again(&mut self, state: Option<&Path>) -> Option<(Self, Opened)> {
        if !self.is_locked_out() {
            return None;
        }
        opening::open(&self.files, &self.path, state).ok().filter(|(_, opened)| opened.locked.is_none())
    }

    /// The program has done with the document.
    pub fn close(&mut self) {
        if let Some(journal) = self.journal.take() {
            // It was flushed as it was written; this is the last line of it.
            let _ = journal.close("the program ended");
            journal.tidy();
        }
        self.lock = None;
    }
}

/// This program, as another one tells of it.
fn me() -> String {
    let process = std::process::id();
    #[cfg(unix)]
    if let Ok(name) = rustix::termios::ttyname(std::io::stdin(), Vec::new()) {
        return format!("process {process} on {}", name.to_string_lossy());
    }
    format!("process {process}")
}

/// Who has the document, in words.
fn taken(who: &str, since: Option<u64>) -> String {
    let who = if who.is_empty() { "another program" } else { who };
    let since = since.map_or_else(String::new, |since| format!(", opened {}", opening::ago(since, now())));
    format!("Read only: {who} has it{since}; it can be changed here once that one has left")
}
