//! Writing the document, and looking whether another program has.

use std::{io, path::Path, sync::Arc, time::SystemTime};

use super::{Keeper, now, opening};
use crate::{
    app::{Msg, NotSaved, Over, Written},
    format::{self, Contents, Hash},
    home::places,
    journal::{Base, Point},
    store::{
        disk,
        files::USUAL,
        save::{self, Care, Expect, SaveProblem},
    },
    talk::{Library, Version},
};

impl Keeper {
    /// Writes a library to a file. `point` is the place of the journal at which it stood so.
    ///
    /// # Errors
    /// [`NotSaved`].
    pub fn save(
        &mut self,
        path: &Path,
        library: &Arc<Library>,
        over: Over,
        point: Option<Point>,
    ) -> Result<Written, NotSaved> {
        let failed = |error| not_saved(error, over);
        // One that has gone since is not made again without a word: then there is no version to expect.
        if matches!(over, Over::Nothing | Over::Anything) {
            places::make_default_folder(path).map_err(failed)?;
        }
        if let (Over::NothingInNewFolder, Some(folder)) = (over, path.parent()) {
            save::make_folders(&*self.files, folder, USUAL).map_err(failed)?;
        }
        let text = disk::checked_text(path, library).map_err(failed)?;
        let text = self.endings.text(text);
        let (expect, keeps) = match over {
            Over::Nothing | Over::NothingInNewFolder => (Expect::Nothing, false),
            Over::Version(version) => {
                let version = version.into();
                (Expect::Version(version), self.commented == Some(version))
            }
            Over::Keeping(version) => (Expect::Version(version.into()), true),
            Over::Anything => (Expect::Anything, true),
        };
        let (expect, keeps) = if self.is_ours(path, expect) {
            // The one who asks has not heard of the save before.
            (self.written.map_or(expect, Expect::Version), false)
        } else {
            (expect, keeps)
        };
        // One that was asked for before there was a journal is of a library that this does not know.
        let point = point.unwrap_or(Point::BEFORE);
        let planned = self.journal.as_ref().is_some_and(|journal| {
            let base = Base { hash: Hash::of(text.as_bytes()), library: library.clone() };
            // Where it cannot be written, the file is the safer place.
            journal.plan(point, base, now()).is_ok()
        });
        let care = Care {
            safe: planned,
            backups: self.folder.as_deref().or_else(|| self.path.parent()).filter(|_| keeps),
            now: SystemTime::now(),
        };
        let saved = save::save(&*self.files, path, &text, expect, &care).map_err(failed)?;
        self.written = Some(saved.hash);
        if let Some(journal) = &self.journal {
            let base = Base { hash: saved.hash, library: library.clone() };
            // The loop hears of a journal that cannot be written when it writes itself.
            let _ = journal.confirm(point, base);
            if journal.is_long() {
                let _ = journal.turn(point, library, now());
                journal.tidy();
            }
        }
        Ok(Written { version: saved.hash.into(), kept: saved.came_out.or(saved.backup) })
    }

    /// Whether the file is what this program wrote last, though another version is expected.
    fn is_ours(&self, path: &Path, expect: Expect) -> bool {
        let Some(written) = self.written.filter(|written| expect != Expect::Version(*written)) else {
            return false;
        };
        let there = || self.files.read(path, format::LONGEST as u64, true);
        expect != Expect::Anything
            && !self.has_moved(path)
            && there().is_ok_and(|bytes| Hash::of(&bytes) == written)
    }

    /// Looks whether the file is another version than the one that is known. Answers what it is now.
    pub fn look(&mut self, path: &Path, known: Option<Version>) -> Option<Msg> {
        let missing = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
        let bytes = match self.files.read(path, format::LONGEST as u64, true) {
            Err(error) if missing(&error) => {
                let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
                let gone = |folder: &&Path| self.files.look(folder, true).is_err_and(|error| missing(&error));
                return known.is_some().then(|| Msg::Gone(folder.filter(gone).map(Path::to_owned)));
            }
            Err(error) => {
                return Some(Msg::Found { version: None, library: Err(error.to_string()) });
            }
            Ok(bytes) => bytes,
        };
        let hash = Hash::of(&bytes);
        // A file that was gone is news, whatever it holds.
        if known == Some(hash.into()) || (known.is_some() && self.written == Some(hash)) {
            return None;
        }
        let library = match format::open(&bytes).contents {
            Contents::Whole { library, comments } => {
                self.commented = Some(hash).filter(|_| comments);
                Ok(Arc::new(opening::with_ids(*library, hash)))
            }
            Contents::Empty => Err("the file is empty".to_owned()),
            Contents::Refused(refused) => Err(refused.error.to_string()),
        };
        Some(Msg::Found { version: Some(hash.into()), library })
    }
}

/// What is told of a save that failed. Whether a folder is to be made is asked once.
fn not_saved(error: save::SaveError, over: Over) -> NotSaved {
    let words = match error.problem {
        SaveProblem::NotFlushed { .. } => format!("Not safe yet: {error}"),
        _ => format!("Not saved: {error}"),
    };
    match error.problem {
        SaveProblem::Exists => NotSaved::Exists,
        SaveProblem::Changed { .. } => NotSaved::Changed,
        SaveProblem::NoFolder(folder) if over == Over::Nothing => NotSaved::NoFolder { folder, words },
        _ => NotSaved::Failed(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        store::files::{Files, Memory},
        talk::Id,
    };

    #[test]
    fn a_save_that_was_asked_for_before_the_last_was_heard_of_is_no_conflict() {
        let memory = Memory::holding(&[("/home/other", ""), ("/state/x", "")]);
        let files: Arc<dyn Files> = Arc::new(memory.clone());
        let path = Path::new("/home/talks.ron");
        let (mut keeper, held) = Keeper::claim(&files, path, Some(Path::new("/state")));
        assert_eq!((held.locked, held.unprotected), (None, None));
        let library =
            |title: &str| Arc::new(Library { id: Id::new("a"), title: title.into(), ..Library::default() });
        for title in ["One", "One", "Two"] {
            let saved = keeper.save(path, &library(title), Over::Nothing, None).unwrap();
            assert_eq!(saved.kept, None);
        }
        let first = Version::from(Hash::of(format::write(&library("One")).as_bytes()));
        for over in [Over::Version(first), Over::Keeping(first)] {
            let saved = keeper.save(path, &library("Three"), over, None).unwrap();
            assert_eq!(saved.kept, None);
        }
        // Another program's version is none of ours.
        memory.overwrite(path, b"theirs");
        assert_eq!(keeper.save(path, &library("Four"), Over::Nothing, None), Err(NotSaved::Exists));
        assert_eq!(keeper.save(path, &library("Four"), Over::Version(first), None), Err(NotSaved::Changed));
        assert_eq!(memory.text(path), "theirs");
    }

    #[test]
    fn folders_are_made_for_those_who_said_so_and_outlast_a_power_cut() {
        let memory = Memory::holding(&[("/home/other", "")]);
        let files: Arc<dyn Files> = Arc::new(memory.clone());
        let (mut keeper, _) = Keeper::claim(&files, Path::new("/home/talks.ron"), None);
        let library = Arc::new(Library { id: Id::new("a"), ..Library::default() });
        let far = Path::new("/home/far/away/talks.ron");
        let refused = keeper.save(far, &library, Over::Nothing, None);
        assert!(matches!(refused, Err(NotSaved::NoFolder { folder, .. }) if folder == far.parent().unwrap()));
        keeper.save(far, &library, Over::NothingInNewFolder, None).unwrap();
        for left in 0..64 {
            let kept = memory.power_cut(crate::store::files::Order::Any, |most| left % most.max(1));
            assert_eq!(kept.text(far), format::write(&library));
        }
    }
}
