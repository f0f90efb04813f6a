//! Why a file could not be read.

use std::{
    fmt, io,
    path::{Path, PathBuf},
};

use crate::{
    door::Safe,
    format::{FormatError, LONGEST},
    store::save::OsError,
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
    /// The system refused.
    Os(OsError),
    /// It can be read, but holds no library, or is not UTF-8 text.
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
            Self::Os(error) => f.write_str(&error.words),
            Self::Format(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for LoadError {}
