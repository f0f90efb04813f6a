//! What can go wrong between a file and us, in words that say what is safe.

use std::{
    fmt, io,
    path::{Path, PathBuf},
    string::FromUtf8Error,
};

use crate::{
    door::Safe,
    store::format::{FormatError, LONGEST},
};

/// A file could not be read. As text it is one line; whatever comes from outside is made visible in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError {
    /// Which file.
    pub path: PathBuf,
    /// Why.
    pub problem: LoadProblem,
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadProblem {
    /// There is none.
    Missing,
    /// It is a folder.
    Folder,
    /// It is a pipe, a socket or a device.
    NotAFile,
    /// It has this many bytes, more than [`LONGEST`].
    TooLong(u64),
    /// It is not UTF-8 text.
    NotUtf8 {
        /// Where the first bad byte stands, counted from 0.
        byte: usize,
        /// In which line, counted from 1.
        line: usize,
    },
    /// The system refused.
    Os(OsError),
    /// It can be read, but holds no library.
    Format(FormatError),
}

/// What the system said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OsError {
    /// Its kind, for a program.
    pub kind: io::ErrorKind,
    /// Its words, for a person.
    pub words: String,
}

impl From<&io::Error> for OsError {
    fn from(error: &io::Error) -> Self {
        Self { kind: error.kind(), words: Safe::brief(&error.to_string()).into_owned() }
    }
}

impl From<io::Error> for LoadProblem {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            _ => Self::Os(OsError::from(&error)),
        }
    }
}

impl From<FormatError> for LoadProblem {
    fn from(error: FormatError) -> Self {
        Self::Format(error)
    }
}

impl LoadError {
    pub(super) fn new(path: &Path, problem: LoadProblem) -> Self {
        Self { path: path.to_owned(), problem }
    }
}

impl LoadProblem {
    pub(super) fn not_utf8(error: &FromUtf8Error) -> Self {
        let byte = error.utf8_error().valid_up_to();
        let breaks = error.as_bytes().iter().take(byte).filter(|byte| **byte == b'\n').count();
        Self::NotUtf8 { byte, line: breaks + 1 }
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.to_string_lossy();
        let path = Safe::brief(&path);
        write!(f, "cannot read {path}: {}", self.problem)
    }
}

impl fmt::Display for LoadProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("there is no such file"),
            Self::Folder => f.write_str("it is a folder"),
            Self::NotAFile => f.write_str("it is not a file but a pipe, a socket or a device"),
            Self::TooLong(bytes) => write!(f, "it has {bytes} bytes, the limit is {LONGEST}"),
            Self::NotUtf8 { byte, line } => {
                write!(f, "it is not UTF-8: line {line}, byte {byte} of the file; save it as UTF-8")
            }
            Self::Os(error) => f.write_str(&error.words),
            Self::Format(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for LoadError {}

/// A file could not be written. As text it is one line that ends with what is safe; whatever comes
/// from outside is made visible in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveError {
    /// Which file.
    pub path: PathBuf,
    /// Why.
    pub problem: SaveProblem,
}

/// Why a file could not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveProblem {
    /// It exists and must not be written over.
    Exists,
    /// It is a folder, or the name of no file.
    Folder,
    /// It is a pipe, a socket or a device.
    NotAFile,
    /// It is a symbolic link that leads back to itself.
    Loop,
    /// The folder that it is to stand in does not exist.
    NoFolder(PathBuf),
    /// The library would not be read again, as one that is too long.
    WouldNotLoad(FormatError),
    /// The library would read otherwise than it is: a fault of soapbox.
    ReadsOtherwise,
    /// The system refused.
    Os {
        /// What it refused, as the beginning of a sentence.
        step: &'static str,
        /// What it said.
        error: OsError,
    },
    /// The file was written and holds the new text, but the system could not promise that a power
    /// cut spares it.
    NotFlushed(OsError),
}

impl SaveError {
    pub(super) fn new(path: &Path, problem: SaveProblem) -> Self {
        Self { path: path.to_owned(), problem }
    }
}

impl SaveProblem {
    pub(super) fn os(step: &'static str, error: &io::Error) -> Self {
        Self::Os { step, error: OsError::from(error) }
    }
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.to_string_lossy();
        let path = Safe::brief(&path);
        match &self.problem {
            SaveProblem::NotFlushed(error) => {
                let words = &error.words;
                write!(f, "{path} is written, but a power cut now may bring the older text back: {words}")
            }
            problem => write!(f, "cannot write {path}: {problem}; the file on disk is as it was"),
        }
    }
}

impl fmt::Display for SaveProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exists => f.write_str("it exists already"),
            Self::Folder => f.write_str("it is a folder"),
            Self::NotAFile => f.write_str("it is not a file but a pipe, a socket or a device"),
            Self::Loop => f.write_str("it is a symbolic link that leads back to itself"),
            Self::NoFolder(folder) => {
                write!(f, "the folder {} does not exist", Safe::brief(&folder.to_string_lossy()))
            }
            Self::WouldNotLoad(error) => write!(f, "it could not be read again: {}", error.problem.what()),
            Self::ReadsOtherwise => {
                f.write_str("it would not read as what was written, which is a fault of soapbox")
            }
            Self::Os { step, error } => write!(f, "{step}: {}", error.words),
            Self::NotFlushed(error) => f.write_str(&error.words),
        }
    }
}

impl std::error::Error for SaveError {}
