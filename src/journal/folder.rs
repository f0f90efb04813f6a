//! The folder of a document's journals: its name, whose it is, and what stands in it.

use std::{
    ffi::OsStr,
    fmt, io,
    path::{Path, PathBuf},
};

use super::replay::Unreadable;
use crate::{
    door::Safe,
    format::Hash,
    store::files::{Files, Kind, PRIVATE, make_folders},
};

/// The longest journal that is written or read, in bytes: a document of [`format::LONGEST`] twice.
///
/// [`format::LONGEST`]: crate::format::LONGEST
pub const LONGEST: u64 = 128 << 20;

/// The folder for the journals of a document, below the folder that keeps state: the same for every path
/// that leads to the document, if `document` is the canonical one.
#[must_use]
pub fn folder_of(state: &Path, document: &Path) -> PathBuf {
    let name = Hash::of(document.as_os_str().as_encoded_bytes()).to_string();
    state.join("journal").join(name.get(..16).unwrap_or(&name))
}

/// Why journals are not kept in a folder, or not read from it. As text it is one line; whatever comes from
/// outside is escaped in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Trouble {
    /// No journal was begun, or it was closed.
    #[default]
    NotBegun,
    /// The folder is a link, belongs to somebody else, or others may write there.
    NotOurs(PathBuf),
    /// The journal would be longer than [`LONGEST`].
    TooLong,
    /// What was written would not read as what it was made from.
    ReadsOtherwise,
    /// The system refused.
    System {
        /// What was tried.
        trying: &'static str,
        /// What it said: its kind, for a program.
        kind: io::ErrorKind,
        /// The same for a person.
        words: String,
    },
}

impl Trouble {
    /// What the system said, and to what.
    pub(super) fn system(trying: &'static str, error: &io::Error) -> Self {
        Self::System { trying, kind: error.kind(), words: Safe::brief(&error.to_string()).into_owned() }
    }

    /// What was written may not outlast a power cut.
    pub(super) fn flushing(error: &io::Error) -> Self {
        Self::system("the journal cannot be flushed", error)
    }

    /// Whether there is no room on the disk, or none for this person.
    pub(super) const fn is_full(&self) -> bool {
        matches!(self, Self::System { kind: io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded, .. })
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotBegun => f.write_str("no journal is open"),
            Self::NotOurs(path) => {
                let path = Safe::brief(&path.to_string_lossy()).into_owned();
                write!(f, "{path} is a link, or somebody else can write there")
            }
            Self::TooLong => write!(f, "the library is too long for a journal, the limit is {LONGEST} bytes"),
            Self::ReadsOtherwise => f.write_str("what was written would not read as this library"),
            Self::System { trying, words, .. } => write!(f, "{trying}: {words}"),
        }
    }
}

impl std::error::Error for Trouble {}

/// The name of a journal.
pub fn name(number: u64) -> String {
    format!("j-{number:06}")
}

/// The name of a journal while its beginning is being written.
pub fn unfinished(number: u64) -> String {
    format!("tmp-{number}")
}

/// The number in a name that begins so. One that we would never count up to is none of ours: behind it there would
/// be no room for others.
pub fn number(name: &OsStr, prefix: &str) -> Option<u64> {
    let digits = name.to_str()?.strip_prefix(prefix)?;
    let plain = digits.len() <= 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| plain)
}

/// The numbers of the journals in a folder, oldest first; none where there is no folder.
///
/// # Errors
/// [`Trouble::NotOurs`] where the folder is none that is safe to use; what the system says.
pub fn numbers(files: &dyn Files, folder: &Path) -> Result<Vec<u64>, Trouble> {
    if !is_there(files, folder)? {
        return Ok(Vec::new());
    }
    let names =
        files.list(folder).map_err(|error| Trouble::system("the journals cannot be listed", &error))?;
    let mut numbers: Vec<u64> = names.iter().filter_map(|found| number(found, "j-")).collect();
    numbers.sort_unstable();
    numbers.dedup();
    Ok(numbers)
}

/// Removes what was left unfinished, and answers the number of the newest journal, 0 if there is none.
///
/// # Errors
/// As [`numbers`].
pub fn clear(files: &dyn Files, folder: &Path) -> Result<u64, Trouble> {
    let names =
        files.list(folder).map_err(|error| Trouble::system("the journals cannot be listed", &error))?;
    let mut newest = 0;
    for found in names {
        let left = number(&found, "tmp-");
        if left.is_some() {
            // One that stays does no harm: its number is not used again.
            let _ = files.remove(&folder.join(&found));
        }
        newest = newest.max(left.or_else(|| number(&found, "j-")).unwrap_or(0));
    }
    Ok(newest)
}

/// The bytes of the journal of that number.
///
/// # Errors
/// [`Unreadable`] where it is none of ours, too long, or the system refuses.
pub fn bytes(files: &dyn Files, folder: &Path, number: u64) -> Result<Vec<u8>, Unreadable> {
    let path = folder.join(name(number));
    let found = files.look(&path, false).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Unreadable::Missing,
        _ => Unreadable::Refused,
    })?;
    match found.kind {
        Kind::File if found.length > LONGEST => Err(Unreadable::TooLong),
        Kind::File if !found.ours => Err(Unreadable::Refused),
        Kind::File => files.read(&path, LONGEST, false).map_err(|_| Unreadable::Refused),
        _ => Err(Unreadable::NotAFile),
    }
}

/// Whether the folder is there.
///
/// # Errors
/// [`Trouble::NotOurs`] where something is there that is not safe to use; what the system says.
fn is_there(files: &dyn Files, folder: &Path) -> Result<bool, Trouble> {
    match files.look(folder, false) {
        Ok(found) if found.kind == Kind::Folder && found.ours && found.mode & 0o022 == 0 => Ok(true),
        Ok(_) => Err(Trouble::NotOurs(folder.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Trouble::system("the folder of the journals cannot be looked at", &error)),
    }
}

/// Makes the folder, and those above it, unless it is there. Their names are not safe from power cuts yet.
///
/// # Errors
/// As `is_there`.
pub fn make(files: &dyn Files, folder: &Path) -> Result<(), Trouble> {
    if is_there(files, folder)? {
        return Ok(());
    }
    let failed = |error: &io::Error| Trouble::system("a folder for it cannot be made", error);
    make_folders(files, folder, PRIVATE).map_err(|error| failed(&error))?;
    if is_there(files, folder)? { Ok(()) } else { Err(failed(&io::ErrorKind::NotFound.into())) }
}
