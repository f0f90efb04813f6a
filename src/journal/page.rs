//! The file of a journal that is being written, and the room that is kept for it on the disk.

use std::{io, path::Path, sync::Arc};

use super::folder::{self, LONGEST, Trouble};
use crate::store::files::{Files, Handle, write_all};

/// Hands bytes on, piece by piece and the same each time that it is asked.
pub type InPieces<'a> = dyn Fn(&mut dyn FnMut(&[u8])) + 'a;

/// The file of a journal, open at its end.
#[derive(Debug)]
pub struct Page {
    /// The number in its name.
    pub number: u64,
    /// How many bytes of it are whole lines.
    pub length: u64,
    handle: Arc<dyn Handle>,
    /// Whether something may stand behind the whole lines: then nothing may follow.
    torn: bool,
}

impl Page {
    /// Makes the journal of that number, which has its opening before it has its name. Neither is safe from power
    /// cuts before it is flushed: until then the journal before tells as much.
    ///
    /// # Errors
    /// [`Trouble`]; then there is no such journal.
    pub fn create(
        files: &dyn Files,
        folder: &Path,
        number: u64,
        opening: &InPieces<'_>,
    ) -> Result<Self, Trouble> {
        let made = Self::try_create(files, folder, number, opening);
        match made {
            Err(trouble) if trouble.is_full() && release(files, folder) => {
                Self::try_create(files, folder, number, opening)
            }
            made => made,
        }
    }

    fn try_create(
        files: &dyn Files,
        folder: &Path,
        number: u64,
        opening: &InPieces<'_>,
    ) -> Result<Self, Trouble> {
        let unfinished = folder.join(folder::unfinished(number));
        let failed = |error: io::Error| Trouble::system("a journal cannot be made", &error);
        let make = || {
            let handle = files.create(&unfinished, 0o600).map_err(failed)?;
            let (mut length, mut written) = (0_u64, Ok(()));
            opening(&mut |piece| {
                length = length.saturating_add(piece.len() as u64);
                written = match &written {
                    Ok(()) if length > LONGEST => Err(Trouble::TooLong),
                    Ok(()) => write_all(&*handle, piece).map_err(failed),
                    Err(trouble) => Err(trouble.clone()),
                };
            });
            written?;
            files.rename(&unfinished, &folder.join(folder::name(number))).map_err(failed)?;
            Ok(Self { number, length, handle, torn: false })
        };
        make().inspect_err(|_| {
            // What is left over is removed at the next start otherwise.
            let _ = files.remove(&unfinished);
        })
    }

    /// Adds lines, all of them or none. Where the disk is full, the room that was kept is used up.
    ///
    /// # Errors
    /// [`Trouble`]; then this page must not be written any more.
    pub fn append(&mut self, files: &dyn Files, folder: &Path, lines: &[u8]) -> Result<(), Trouble> {
        match self.try_append(lines) {
            Err(trouble) if trouble.is_full() && !self.torn && release(files, folder) => {
                self.try_append(lines)
            }
            appended => appended,
        }
    }

    fn try_append(&mut self, lines: &[u8]) -> Result<(), Trouble> {
        let length = self.length.saturating_add(lines.len() as u64);
        if length > LONGEST {
            return Err(Trouble::TooLong);
        }
        write_all(&*self.handle, lines).map_err(|error| {
            self.torn = self.handle.cut(self.length).is_err();
            Trouble::system("the journal cannot be written", &error)
        })?;
        self.length = length;
        Ok(())
    }

    /// What flushes it, to be called without holding anybody up.
    pub fn handle(&self) -> Arc<dyn Handle> {
        Arc::clone(&self.handle)
    }
}

/// The name of the file that keeps room on the disk for when it is full.
const RESERVE: &str = "reserve";
/// Its length, in bytes: room for some twenty thousand changes.
const ROOM: usize = 1 << 20;

/// Keeps room on the disk, unless that is done already. Nothing is lost where it cannot be.
pub fn reserve(files: &dyn Files, folder: &Path) {
    let path = folder.join(RESERVE);
    if files.look(&path, false).is_ok_and(|found| found.length == ROOM as u64) {
        return;
    }
    let _ = files.remove(&path);
    let fill = |handle: Arc<dyn Handle>| write_all(&*handle, &noise());
    if files.create(&path, 0o600).and_then(fill).is_err() {
        let _ = files.remove(&path);
    }
}

/// Gives the room back; false if there is none.
fn release(files: &dyn Files, folder: &Path) -> bool {
    files.remove(&folder.join(RESERVE)).is_ok()
}

/// Bytes that no file system can store in less room than they take.
fn noise() -> Vec<u8> {
    let mut bytes = vec![0; ROOM];
    blake3::Hasher::new().finalize_xof().fill(&mut bytes);
    bytes
}
