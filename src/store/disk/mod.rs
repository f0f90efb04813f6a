//! Reading and writing files: nothing that stood there is lost, whatever goes wrong.

mod error;
#[cfg(test)]
mod tests;

use std::{
    io::{self, Read as _},
    path::{Path, PathBuf},
    time::SystemTime,
};

pub use super::save::{Expect, OsError, SaveError, SaveProblem};
pub use error::{LoadError, LoadProblem};

use super::{
    files::{Disk, Files, Kind, PRIVATE},
    save::{self as saving, Care},
};
use crate::{
    format::{self, Document, FormatError},
    talk::Library,
};

/// Looks at a library's file; none where no file of that name exists, nor the target of a symbolic link
/// of that name. Whatever its bytes are, they are no error here: [`Document::contents`] says what they hold.
///
/// # Errors
/// [`LoadError`] where it is a folder or a device, longer than [`format::LONGEST`], or refused by the system.
pub fn open(files: &dyn Files, path: &Path) -> Result<Option<Document>, LoadError> {
    match read_bytes(files, path) {
        Err(LoadProblem::Missing) => Ok(None),
        bytes => {
            bytes.map(|bytes| Some(format::open(&bytes))).map_err(|problem| LoadError::new(path, problem))
        }
    }
}

/// Reads a library; none where [`open`] finds none. Its ids are as they stand in the file (see
/// [`Library::mend_ids`]).
///
/// # Errors
/// As for [`open`], and where the file is empty or holds no library.
pub fn load(path: &Path) -> Result<Option<Library>, LoadError> {
    let Some(document) = open(&Disk, path)? else { return Ok(None) };
    document.contents.whole().map(Some).map_err(|error| LoadError::new(path, error.into()))
}

/// Reads any text file as it stands, with the byte order mark and CRLF that it may have. Never waits
/// for a pipe or a device.
///
/// # Errors
/// [`LoadError`] as for [`open`], also where the file is missing or not UTF-8.
pub fn read_text(path: &Path) -> Result<String, LoadError> {
    read_bytes(&Disk, path).and_then(text_of).map_err(|problem| LoadError::new(path, problem))
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
            _ => text_of(bytes),
        }
    };
    read().map_err(|problem| LoadError::new(Path::new("standard input"), problem))
}

fn text_of(bytes: Vec<u8>) -> Result<String, LoadProblem> {
    String::from_utf8(bytes)
        .map_err(|error| FormatError::not_utf8(error.as_bytes(), error.utf8_error().valid_up_to()).into())
}

fn read_bytes(files: &dyn Files, path: &Path) -> Result<Vec<u8>, LoadProblem> {
    // Looked at by name first: to open a pipe would wait for someone who writes to it.
    let found = files.look(path, true)?;
    match found.kind {
        Kind::Folder => return Err(LoadProblem::Folder),
        Kind::Link | Kind::Other => return Err(LoadProblem::NotAFile),
        Kind::File => {}
    }
    let most = format::LONGEST as u64;
    if found.length > most {
        return Err(LoadProblem::TooLong(found.length));
    }
    files.read(path, most, true).map_err(|error| match error.kind() {
        // It has grown since.
        io::ErrorKind::FileTooLarge => LoadProblem::TooLong(most + 1),
        _ => error.into(),
    })
}

/// Writes a library to its file, which it replaces as a whole or not at all. Nothing is written
/// where the file holds just this library already. Symbolic links, permissions and, where the system
/// allows it, the owner stay as they were; a file with hard links is refused.
///
/// # Errors
/// [`SaveError`]; the file on disk is then as it was, but for [`SaveProblem::NotFlushed`]. Also where
/// the library is beyond what [`load`] would read again.
pub fn save(path: &Path, library: &Library, expect: Expect) -> Result<(), SaveError> {
    save_text(path, &checked_text(path, library)?, expect)
}

/// Writes a text to a file, with the same care as [`save`].
///
/// # Errors
/// [`SaveError`]; the file on disk is then as it was, but for [`SaveProblem::NotFlushed`].
pub fn save_text(path: &Path, text: &str, expect: Expect) -> Result<(), SaveError> {
    saving::save(&Disk, path, text, expect, &Care::least(SystemTime::now())).map(|_| ())
}

/// The text of a library's file, which reads as that library and no other.
///
/// # Errors
/// [`SaveError`] where the library is beyond what [`load`] would read again.
pub fn checked_text(path: &Path, library: &Library) -> Result<String, SaveError> {
    if let Some(problem) = SaveProblem::beyond(library) {
        return Err(SaveError::new(path, problem));
    }
    let text = format::write(library);
    // A file that cannot be opened again would be worse than one that is not saved.
    match format::read(&text) {
        Ok(again) if again == *library => Ok(text),
        Ok(_) => Err(SaveError::new(path, SaveProblem::ReadsOtherwise)),
        Err(error) => Err(SaveError::new(path, SaveProblem::WouldNotLoad(error))),
    }
}

/// The files beside a library's, at a canonical path, that look like other versions of it: what programs that
/// sync, git and soapbox leave where two have changed the same. None where the folder cannot be listed.
#[must_use]
pub fn siblings(files: &dyn Files, path: &Path) -> Vec<PathBuf> {
    let (Some(stem), Some(name)) = (path.file_stem(), path.file_name()) else { return Vec::new() };
    let (stem, name) = (stem.to_string_lossy(), name.to_string_lossy());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let names = files.list(folder).unwrap_or_default();
    let mut found: Vec<PathBuf> = names
        .into_iter()
        .filter_map(|name| name.into_string().ok())
        .filter(|other| {
            let behind = other.strip_prefix(&*name);
            // Git and soapbox; Syncthing; Dropbox and Nextcloud.
            behind.is_some_and(|behind| {
                matches!(behind, ".mine" | ".orig") || behind.starts_with(saving::CONFLICT)
            }) || other.strip_prefix(&*stem).is_some_and(|behind| {
                behind.starts_with(".sync-conflict-") || behind.contains("conflicted copy")
            })
        })
        .map(|name| folder.join(name))
        .collect();
    found.sort();
    found
}

/// Makes a folder that only its owner may enter, and those above it. One that exists stays as it is.
///
/// # Errors
/// [`SaveError`] with the system's words; also where a file stands in the way.
pub fn make_folder(path: &Path) -> Result<(), SaveError> {
    saving::make_folders(&Disk, path, PRIVATE)
}
