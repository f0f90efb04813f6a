//! Why a file could not be read.

use std::{
    fmt, io,
    path::{Path, PathBuf},
    string::FromUtf8Error,
};

use crate::{
    door::Safe,
    store::{
        format::{FormatError, LONGEST},
        save::OsError,
    },
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
