//! Reading and writing files: nothing that stood there is lost, whatever goes wrong.

mod error;
#[cfg(test)]
mod tests;

use std::{
    fs::{self, DirBuilder, File},
    io::{self, Read as _},
    path::Path,
    time::SystemTime,
};

pub use super::save::{OsError, SaveError, SaveProblem};
pub use error::{LoadError, LoadProblem};

use super::{
    files::Disk,
    format,
    save::{self as saving, Care, Expect},
};
use crate::talk::Library;

/// What becomes of a file that stands there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// It gives way.
    Allowed,
    /// It stays, and nothing is written.
    Refused,
}

/// Reads a library; none where no file of that name exists, nor the target of a symbolic link of
/// that name. Its ids are as they stand in the file (see [`Library::mend_ids`]).
///
/// # Errors
/// [`LoadError`] where the file is none that can be read (a folder, a device, not UTF-8, longer than
/// [`format::LONGEST`], refused by the system) or holds no library.
pub fn load(path: &Path) -> Result<Option<Library>, LoadError> {
    let text = match read_text(path) {
        Err(LoadError { problem: LoadProblem::Missing, .. }) => return Ok(None),
        text => text?,
    };
    format::read(&text).map(Some).map_err(|error| LoadError::new(path, error.into()))
}

/// Reads any text file as it stands, with the byte order mark and CRLF that it may have. Never waits
/// for a pipe or a device.
///
/// # Errors
/// [`LoadError`] as for [`load`], also where the file is missing.
pub fn read_text(path: &Path) -> Result<String, LoadError> {
    read_bytes(path)
        .and_then(|bytes| String::from_utf8(bytes).map_err(|error| LoadProblem::not_utf8(&error)))
        .map_err(|problem| LoadError::new(path, problem))
}

/// Reads all of standard input as text.
///
/// # Errors
/// [`LoadError`] where it is not UTF-8, is longer than [`format::LONGEST`] or cannot be read.
pub fn read_standard_input() -> Result<String, LoadError> {
    let read = || {
        let most = format::LONGEST as u64;
        let mut bytes = Vec::new();
        io::stdin().lock().take(most + 1).read_to_end(&mut bytes)?;
        match bytes.len() as u64 {
            length if length > most => Err(LoadProblem::TooLong(length)),
            _ => String::from_utf8(bytes).map_err(|error| LoadProblem::not_utf8(&error)),
        }
    };
    read().map_err(|problem| LoadError::new(Path::new("standard input"), problem))
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, LoadProblem> {
    // Looked at by name first: to open a pipe would wait for someone who writes to it.
    let found = fs::metadata(path)?;
    if found.is_dir() {
        return Err(LoadProblem::Folder);
    }
    if !found.is_file() {
        return Err(LoadProblem::NotAFile);
    }
    let most = format::LONGEST as u64;
    if found.len() > most {
        return Err(LoadProblem::TooLong(found.len()));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 {
        length if length > most => Err(LoadProblem::TooLong(length)),
        _ => Ok(bytes),
    }
}

/// Writes a library to its file, which it replaces as a whole or not at all. Nothing is written
/// where the file holds just this library already. Symbolic links, permissions and, where the system
/// allows it, the owner stay as they were; a file with hard links is refused.
///
/// # Errors
/// [`SaveError`]; the file on disk is then as it was, but for [`SaveProblem::NotFlushed`]. Also where
/// the library is beyond what [`load`] would read again.
pub fn save(path: &Path, library: &Library) -> Result<(), SaveError> {
    save_over(path, library, Overwrite::Allowed)
}

/// Writes a library to a file that must not be there yet.
///
/// # Errors
/// As for [`save`], and [`SaveProblem::Exists`].
pub fn save_new(path: &Path, library: &Library) -> Result<(), SaveError> {
    save_over(path, library, Overwrite::Refused)
}

fn save_over(path: &Path, library: &Library, overwrite: Overwrite) -> Result<(), SaveError> {
    let text = format::write(library);
    // A file that cannot be opened again would be worse than one that is not saved.
    match format::read(&text) {
        Ok(again) if again == *library => write_text(path, &text, overwrite),
        Ok(_) => Err(SaveError::new(path, SaveProblem::ReadsOtherwise)),
        Err(error) => Err(SaveError::new(path, SaveProblem::WouldNotLoad(error))),
    }
}

/// Writes a text to a file, with the same care as [`save`].
///
/// # Errors
/// [`SaveError`]; the file on disk is then as it was, but for [`SaveProblem::NotFlushed`].
pub fn write_text(path: &Path, text: &str, overwrite: Overwrite) -> Result<(), SaveError> {
    let expect = match overwrite {
        Overwrite::Allowed => Expect::Anything,
        Overwrite::Refused => Expect::Nothing,
    };
    saving::save(&Disk, path, text, expect, &Care::least(SystemTime::now())).map(|_| ())
}

/// Makes a folder that only its owner may enter, and those above it. One that exists stays as it is.
///
/// # Errors
/// [`SaveError`] with the system's words.
pub fn make_folder(path: &Path) -> Result<(), SaveError> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    let made: io::Result<()> = builder.create(path);
    made.map_err(|error| SaveError::new(path, SaveProblem::os("the folder cannot be made", &error)))
}
