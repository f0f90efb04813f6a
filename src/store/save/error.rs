//! Why a file could not be written, in words that say what is safe.

use std::{
    fmt, io,
    path::{Path, PathBuf},
};

use crate::{
    door::Safe,
    format::{FormatError, Hash},
    talk::{Excess, Library},
};

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
        let told = error.to_string();
        // The number that the standard library adds tells a speaker nothing.
        let words = told.split_once(" (os error ").map_or(told.as_str(), |(words, _)| words);
        Self { kind: error.kind(), words: Safe::brief(words).into_owned() }
    }
}

/// A file could not be written. As text it is one line that ends with what is safe; whatever comes
/// from outside is escaped in it.
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
    /// It may only be read.
    ReadOnly,
    /// It is not the version that was expected.
    Changed {
        /// The version that stands there; none where there is no file any more.
        found: Option<Hash>,
    },
    /// So many versions of other programs lie beside it that no more are kept (see
    /// [`CONFLICTS`](super::CONFLICTS)).
    Conflicts(usize),
    /// It can only be overwritten in place, which nothing made safe.
    OnlyInPlace(Harm),
    /// The folder that it is to stand in does not exist.
    NoFolder(PathBuf),
    /// Something in the library goes beyond a limit, so that it would not be read again.
    Beyond {
        /// What.
        excess: Excess,
        /// The title of the proposal that it is in; empty for the library itself.
        title: String,
    },
    /// The library would not be read again, as one that is too long.
    WouldNotLoad(FormatError),
    /// It would read otherwise than what was written: a fault of soapbox, or of the disk.
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
    NotFlushed {
        /// What it said.
        error: OsError,
        /// Where the version now stands that it replaced, if that is kept.
        kept: Option<PathBuf>,
    },
    /// The file was to be overwritten in place and is a mixture of both texts; the new one was made safe
    /// before.
    Torn(OsError),
}

/// What a new file that takes an old one's place would harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Harm {
    /// Other names of the file (hard links) would go on leading to the old text.
    Links,
    /// It would belong to another user.
    Owner,
    /// None can be made: the folder may not be written.
    Folder,
}

impl SaveError {
    pub(in crate::store) fn new(path: &Path, problem: SaveProblem) -> Self {
        Self { path: path.to_owned(), problem }
    }
}

impl SaveProblem {
    /// What in the library goes beyond a limit, if anything does.
    pub(in crate::store) fn beyond(library: &Library) -> Option<Self> {
        let excess = library.excess()?;
        let proposal = excess.proposal.as_ref().and_then(|id| library.proposal(id));
        let title = proposal.map(|proposal| proposal.title.clone()).unwrap_or_default();
        Some(Self::Beyond { excess, title })
    }

    pub(in crate::store) fn not_flushed(error: &io::Error) -> Self {
        Self::NotFlushed { error: error.into(), kept: None }
    }

    pub(in crate::store) fn os(step: &'static str, error: &io::Error) -> Self {
        Self::Os { step, error: OsError::from(error) }
    }
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = Safe::brief(&self.path.to_string_lossy()).into_owned();
        match &self.problem {
            SaveProblem::NotFlushed { error, kept } => {
                let words = &error.words;
                write!(f, "{path} is written, but a power cut now may bring the older text back: {words}")?;
                let Some(kept) = kept else { return Ok(()) };
                write!(
                    f,
                    "; what it replaced is kept as {}",
                    Safe::brief(&kept.to_string_lossy()).into_owned()
                )
            }
            SaveProblem::Torn(error) => {
                let words = &error.words;
                write!(f, "{path} holds parts of the old and the new text: {words}; the new text is safe")
            }
            // There is no file that it could be about.
            problem @ SaveProblem::NoFolder(_) => write!(f, "cannot write {path}: {problem}"),
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
            Self::ReadOnly => f.write_str("it may only be read"),
            Self::Changed { found: Some(_) } => f.write_str("another program has changed it"),
            Self::Changed { found: None } => f.write_str("another program has removed it"),
            Self::Conflicts(count) => {
                write!(f, "{count} versions of other programs lie beside it; remove or rename some")
            }
            Self::OnlyInPlace(harm) => write!(f, "{harm}, and a crash while it is overwritten would tear it"),
            Self::NoFolder(folder) => {
                write!(f, "the folder {} does not exist", Safe::brief(&folder.to_string_lossy()).into_owned())
            }
            Self::Beyond { excess, title } if title.is_empty() => excess.fmt(f),
            Self::Beyond { excess, title } => write!(f, "{excess} (in “{}”)", Safe::brief(title)),
            Self::WouldNotLoad(error) => write!(f, "it could not be read again: {}", error.problem.what()),
            Self::ReadsOtherwise => f.write_str(
                "it would not read as what was written, which is a fault of soapbox or of the disk",
            ),
            Self::Os { step, error } => write!(f, "{step}: {}", error.words),
            Self::NotFlushed { error, .. } | Self::Torn(error) => f.write_str(&error.words),
        }
    }
}

impl std::error::Error for SaveError {}

impl fmt::Display for Harm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Links => "it has other names (hard links), which would part from it",
            Self::Owner => "it belongs to another user and would not any more",
            Self::Folder => "no file can be made beside it",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{format, talk::Limit};

    #[test]
    fn every_problem_has_words() {
        let error = || OsError { kind: io::ErrorKind::Other, words: "no".into() };
        let excess = || Excess { limit: Limit::Title, field: "title", amount: 2_000, proposal: None };
        let most = Limit::Title.most();
        for (problem, words) in [
            (SaveProblem::Exists, "it exists already".to_owned()),
            (SaveProblem::Folder, "it is a folder".into()),
            (SaveProblem::NotAFile, "it is not a file but a pipe, a socket or a device".into()),
            (SaveProblem::Loop, "it is a symbolic link that leads back to itself".into()),
            (SaveProblem::ReadOnly, "it may only be read".into()),
            (SaveProblem::Changed { found: Some(Hash::of(b"")) }, "another program has changed it".into()),
            (SaveProblem::Changed { found: None }, "another program has removed it".into()),
            (
                SaveProblem::Conflicts(100),
                "100 versions of other programs lie beside it; remove or rename some".into(),
            ),
            (
                SaveProblem::OnlyInPlace(Harm::Links),
                "it has other names (hard links), which would part from it, \
                 and a crash while it is overwritten would tear it"
                    .into(),
            ),
            (
                SaveProblem::OnlyInPlace(Harm::Owner),
                "it belongs to another user and would not any more, \
                 and a crash while it is overwritten would tear it"
                    .into(),
            ),
            (
                SaveProblem::OnlyInPlace(Harm::Folder),
                "no file can be made beside it, and a crash while it is overwritten would tear it".into(),
            ),
            (SaveProblem::NoFolder("/a\u{1b}".into()), "the folder /a␛ does not exist".into()),
            (
                SaveProblem::Beyond { excess: excess(), title: String::new() },
                format!("`title` has 2000 characters, the limit is {most}"),
            ),
            (
                SaveProblem::Beyond { excess: excess(), title: "Kites\u{1b}".into() },
                format!("`title` has 2000 characters, the limit is {most} (in “Kites␛”)"),
            ),
            (
                SaveProblem::WouldNotLoad(format::read("").unwrap_err()),
                "it could not be read again: the file is empty".into(),
            ),
            (
                SaveProblem::ReadsOtherwise,
                "it would not read as what was written, which is a fault of soapbox or of the disk".into(),
            ),
            (
                SaveProblem::Os { step: "it may not be changed", error: error() },
                "it may not be changed: no".into(),
            ),
            (SaveProblem::NotFlushed { error: error(), kept: None }, "no".into()),
            (SaveProblem::Torn(error()), "no".into()),
        ] {
            assert_eq!(problem.to_string(), words);
        }
    }
}
