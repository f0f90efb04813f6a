//! How a text takes the place of another in a file, so that at no moment either can be lost.
//!
//! The steps of a save in their order, and what would happen without each. The keeper of the shell takes 1, 2 and
//! 10, this module the others.
//!
//! 1. The text is read again by the reader and compared: a mistake of our own writer would be saved over the only
//!    good version.
//! 2. The journal takes down which library is about to stand in the file, and is flushed: a save that was killed
//!    would be another program's version to the next start, and a file that is overwritten in place would be torn
//!    with nothing to mend it from.
//! 3. The path is followed to the file that it means (`target`), and one that may not be written is refused: a swap
//!    of names would replace the symbolic link, and needs no such right.
//! 4. The file is compared with the version that is known, and there must be room for one more version of others
//!    beside it (`keep`): what they wrote meanwhile would go.
//! 5. The text goes into a temporary file beside, with owner, permissions and attributes of the old one, is read
//!    back, compared and flushed (`beside`): half a text would have the name, or a name with nothing behind it after
//!    a power cut. Where such a file would do harm (hard links, another owner, a folder that may not be written) the
//!    old one is overwritten (`in_place`), which step 2 has made safe.
//! 6. The file is compared once more, then the two swap names in one step: what another program wrote since the
//!    look would be gone. Where names cannot be swapped, as on network shares, the old version gets a second name
//!    before the new one takes the first; another program's file that takes the name in the microseconds between is
//!    lost.
//! 7. The folder is flushed: a power cut could bring the old text back.
//! 8. What came out is looked at, now and a moment later: a program may still be writing through an old descriptor.
//!    If it is not what was expected it is kept under a name that tells (`keep`); else it goes to the backups, or
//!    away.
//! 9. A flush that failed is never tried again: the system may have dropped what it could not write, and would say
//!    that all is well.
//! 10. The journal takes down that the library is saved, and goes on in a new page when it has grown long: the next
//!     start would offer what is saved already.
//!
//! Nothing is written where the file holds the same already. Whatever fails before step 6 leaves the file as it was,
//! and nothing beside it, unless it is overwritten.

mod beside;
mod error;
mod in_place;
mod keep;
mod name;
mod target;
#[cfg(test)]
mod tests;

use std::{
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

pub use beside::leftovers;
pub use error::{Harm, OsError, SaveError, SaveProblem};
pub use keep::{CONFLICT, CONFLICTS};

use super::files::{self, Files, sync_names};
use crate::format::{Hash, LONGEST};
use target::Target;

/// What must stand in the file before a text takes its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// No file of that name.
    Nothing,
    /// This version, and no other.
    Version(Hash),
    /// Whatever it is, it gives way: nobody else writes this file, or the person wants it replaced.
    Anything,
}

/// What is taken care of besides the text itself.
#[derive(Clone, Copy, Debug)]
pub struct Care<'a> {
    /// Whether the text is safe on the disk elsewhere. If it is not, a file that can only be overwritten in
    /// place is refused ([`SaveProblem::OnlyInPlace`]).
    pub safe: bool,
    /// A folder, which exists, for the versions that are replaced. One that it does not take is kept beside
    /// the file. Without it they are not kept.
    pub backups: Option<&'a Path>,
    /// The time, for the names of what is kept.
    pub now: SystemTime,
}

impl Care<'_> {
    /// None: the text is nowhere else, and there are no backups.
    #[must_use]
    pub const fn least(now: SystemTime) -> Self {
        Self { safe: false, backups: None, now }
    }
}

/// A text stands in its file, safe from power cuts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The file itself, symbolic links followed.
    pub path: PathBuf,
    /// The version that stands there now.
    pub hash: Hash,
    /// Whether it was written: not if the file held this text already.
    pub written: bool,
    /// Where another program's version stands that this text has replaced: one that came between the last
    /// look and the swap.
    pub came_out: Option<PathBuf>,
    /// Where the version stands that was replaced, if it went to the backups.
    pub backup: Option<PathBuf>,
}

/// How long another program may still write through an old descriptor.
const MOMENT: Duration = Duration::from_millis(50);

/// Writes a text to a file, which it replaces as a whole or not at all. Nothing is written where the file
/// holds just this text already. Links, permissions and, where the system allows it, owner and attributes
/// stay as they were.
///
/// # Errors
/// [`SaveError`]; the file is then as it was, but for [`SaveProblem::NotFlushed`] and
/// [`SaveProblem::Torn`].
pub fn save(
    files: &dyn Files,
    path: &Path,
    text: &str,
    expect: Expect,
    care: &Care<'_>,
) -> Result<Saved, SaveError> {
    target::find(files, path)
        .and_then(|target| Saving { files, target, text, expect, care }.run())
        .map_err(|problem| SaveError::new(path, problem))
}

/// Makes a folder for a file that is to be saved, and those above it that are not there, with these permission bits
/// less the umask. Their names are then safe from power cuts.
///
/// # Errors
/// [`SaveError`] with the system's words; also where a file stands in the way.
pub fn make_folders(files: &dyn Files, folder: &Path, mode: u32) -> Result<(), SaveError> {
    let result = files::make_folders(files, folder, mode).and_then(|made| {
        let here = |above| if above == Path::new("") { Path::new(".") } else { above };
        made.into_iter().filter_map(Path::parent).try_for_each(|above| sync_names(files, here(above)))
    });
    result.map_err(|error| SaveError::new(folder, SaveProblem::os("the folder cannot be made", &error)))
}

/// Writes a text to a new file beside the one that another program has taken: `NAME.conflict-TIME`. Answers where
/// it stands.
///
/// # Errors
/// [`SaveError`]; then there is no such file.
pub fn save_beside(
    files: &dyn Files,
    path: &Path,
    text: &str,
    now: SystemTime,
) -> Result<PathBuf, SaveError> {
    let kept = target::find(files, path).and_then(|target| {
        keep::copy(files, &target, text.as_bytes(), (&target.folder, keep::CONFLICT), now)
            .map_err(|error| SaveProblem::os("no file can be made beside it", &error))
    });
    kept.map_err(|problem| SaveError::new(path, problem))
}

/// Makes a file and its name safe from power cuts, as it stands.
///
/// # Errors
/// What the system says.
pub fn flush(files: &dyn Files, path: &Path) -> io::Result<()> {
    files.open_to_overwrite(path)?.sync()?;
    path.parent().map_or(Ok(()), |folder| sync_names(files, folder))
}

/// Whether there is a file that may only be read, so that no save to it can succeed.
#[must_use]
pub fn is_read_only(files: &dyn Files, path: &Path) -> bool {
    let forbids = |kind| matches!(kind, ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem);
    files
        .look(path, true)
        .is_ok_and(|found| refusal(files, path, found.mode).is_some_and(|error| forbids(error.kind())))
}

/// Why the file of that mode may not be changed.
fn refusal(files: &dyn Files, path: &Path, mode: u32) -> Option<io::Error> {
    // Asked first, as to root nothing is forbidden.
    if mode & 0o222 == 0 {
        Some(ErrorKind::PermissionDenied.into())
    } else {
        files.open_to_overwrite(path).err()
    }
}

/// One text on its way into one file.
struct Saving<'a> {
    files: &'a dyn Files,
    target: Target,
    text: &'a str,
    expect: Expect,
    care: &'a Care<'a>,
}

impl Saving<'_> {
    fn run(&self) -> Result<Saved, SaveProblem> {
        let Some(old) = self.target.old else {
            return if let Expect::Version(_) = self.expect {
                Err(SaveProblem::Changed { found: None })
            } else {
                self.make()
            };
        };
        if self.expect == Expect::Nothing {
            return Err(SaveProblem::Exists);
        }
        let there = self.read(&self.target.path);
        if there.as_ref().is_ok_and(|bytes| bytes == self.text.as_bytes()) {
            return self.leave();
        }
        self.must_be_expected(there.as_deref())?;
        self.may_be_written(old.mode)?;
        if let Expect::Version(_) = self.expect {
            keep::must_have_room(self.files, &self.target)?;
        }
        let beside = if old.links > 1 {
            Err(SaveProblem::OnlyInPlace(Harm::Links))
        } else {
            beside::write(self.files, &self.target, self.text)
        };
        match beside {
            Ok(temporary) => self.replace(&temporary),
            Err(SaveProblem::OnlyInPlace(harm)) => in_place::overwrite(self, there.ok().as_deref(), harm),
            Err(problem) => Err(problem),
        }
    }

    /// The file holds the text already. Perhaps it was not flushed, by us or by another program.
    fn leave(&self) -> Result<Saved, SaveProblem> {
        // Without the right to write there is nothing of ours to flush.
        if let Ok(file) = self.files.open_to_overwrite(&self.target.path) {
            file.sync().map_err(|error| SaveProblem::not_flushed(&error))?;
        }
        self.flush_folder()?;
        Ok(Saved { written: false, ..self.saved() })
    }

    /// Makes a file where none was.
    fn make(&self) -> Result<Saved, SaveProblem> {
        let temporary = beside::write(self.files, &self.target, self.text)?;
        if let Err(error) = self.files.rename_new(&temporary, &self.target.path) {
            let _ = self.files.remove(&temporary);
            return Err(if error.kind() == ErrorKind::AlreadyExists {
                SaveProblem::Exists
            } else {
                SaveProblem::os("the new file cannot take its name", &error)
            });
        }
        self.flush_folder()?;
        Ok(self.saved())
    }

    /// Lets the file beside take the place of the one that was read.
    fn replace(&self, temporary: &Path) -> Result<Saved, SaveProblem> {
        let swapped = self.must_still_be_expected().and_then(|()| self.swap(temporary));
        let old = swapped.inspect_err(|_| {
            let _ = self.files.remove(temporary);
        })?;
        let flushed = self.flush_folder();
        // Another program's version is kept even where the folder cannot be flushed.
        let saved = match old {
            Some(old) => self.put_away(&old),
            None => self.saved(),
        };
        match flushed {
            Err(SaveProblem::NotFlushed { error, .. }) => {
                Err(SaveProblem::NotFlushed { error, kept: saved.came_out.or(saved.backup) })
            }
            flushed => flushed.map(|()| saved),
        }
    }

    /// Gives the file's name to the temporary one. Answers where the old version stands now; none where the
    /// file system knows neither swapping nor second names.
    fn swap(&self, temporary: &Path) -> Result<Option<PathBuf>, SaveProblem> {
        match self.files.exchange(temporary, &self.target.path) {
            Ok(()) => Ok(Some(temporary.to_owned())),
            Err(error) if error.kind() == ErrorKind::Unsupported => self.swap_with_a_second_name(temporary),
            Err(error) => Err(SaveProblem::os("the new file cannot take its name", &error)),
        }
    }

    fn swap_with_a_second_name(&self, temporary: &Path) -> Result<Option<PathBuf>, SaveProblem> {
        let second = match beside::link(self.files, &self.target) {
            Ok(second) => Some(second),
            // What file systems without second names say.
            Err(error) if matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::PermissionDenied) => {
                None
            }
            Err(error) => return Err(SaveProblem::os("its old version cannot be kept", &error)),
        };
        // Else a power cut could keep the next change of names and not this one.
        let _ = self.files.sync_folder(&self.target.folder);
        let renamed = self.must_still_be_expected().and_then(|()| {
            let renamed = self.files.rename(temporary, &self.target.path);
            renamed.map_err(|error| SaveProblem::os("the new file cannot take its name", &error))
        });
        if let (Err(_), Some(second)) = (&renamed, &second) {
            let _ = self.files.remove(second);
        }
        renamed.map(|()| second)
    }

    /// Finds the old version, which came out at `old`, its place.
    fn put_away(&self, old: &Path) -> Saved {
        if let Expect::Version(expected) = self.expect {
            let is_expected = || self.read(old).is_ok_and(|bytes| Hash::of(&bytes) == expected);
            let stays_expected = is_expected() && {
                self.files.pause(MOMENT);
                is_expected()
            };
            if !stays_expected {
                let kept = keep::conflict(self.files, &self.target, old, self.care.now);
                return Saved { came_out: Some(kept), ..self.saved() };
            }
        }
        let backup = self.care.backups.map(|folder| {
            // Where the backups do not take it, it stays beside the file.
            keep::backup(self.files, &self.target, old, folder, self.care.now)
                .unwrap_or_else(|_| keep::conflict(self.files, &self.target, old, self.care.now))
        });
        if backup.is_none() {
            // What stays behind is found by `leftovers`.
            let _ = self.files.remove(old);
        }
        Saved { backup, ..self.saved() }
    }

    fn saved(&self) -> Saved {
        Saved {
            path: self.target.path.clone(),
            hash: Hash::of(self.text.as_bytes()),
            written: true,
            came_out: None,
            backup: None,
        }
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.files.read(path, LONGEST.max(self.text.len()) as u64, false)
    }

    /// Whether what was read may be replaced.
    fn must_be_expected(&self, there: Result<&[u8], &io::Error>) -> Result<(), SaveProblem> {
        let Expect::Version(expected) = self.expect else { return Ok(()) };
        let found = match there {
            Ok(bytes) => Some(Hash::of(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(SaveProblem::os("it cannot be compared with what was read", error)),
        };
        if found == Some(expected) { Ok(()) } else { Err(SaveProblem::Changed { found }) }
    }

    fn must_still_be_expected(&self) -> Result<(), SaveProblem> {
        match self.expect {
            Expect::Version(_) => self.must_be_expected(self.read(&self.target.path).as_deref()),
            Expect::Nothing | Expect::Anything => Ok(()),
        }
    }

    /// A new file can take a name whatever the old one's permissions say: they are to be respected.
    fn may_be_written(&self, mode: u32) -> Result<(), SaveProblem> {
        match refusal(self.files, &self.target.path, mode) {
            None => Ok(()),
            Some(error) if error.kind() == ErrorKind::PermissionDenied => Err(SaveProblem::ReadOnly),
            Some(error) => Err(SaveProblem::os("it may not be changed", &error)),
        }
    }

    /// Makes changes of names safe, where the system knows how to.
    fn flush_folder(&self) -> Result<(), SaveProblem> {
        sync_names(self.files, &self.target.folder).map_err(|error| SaveProblem::not_flushed(&error))
    }
}
