//! What the bytes of a file hold, whatever they are.

use std::{borrow::Cow, str::Utf8Error};

use super::{
    Endings, FormatError, Problem, Salvaged, Sides, comments, conflict,
    endings::{folded, has_mark},
    error::Line,
    read, salvage,
};
use crate::{format::Hash, talk::Library};

/// A file as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Which version of the file it is: the hash of its bytes.
    pub hash: Hash,
    /// How its lines end. A save keeps it: see [`Endings::text`].
    pub endings: Endings,
    /// Whether it begins with a byte order mark, which a save drops.
    pub mark: bool,
    /// What stands in it.
    pub contents: Contents,
}

/// What stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Contents {
    /// A library.
    Whole {
        /// With ids as they stand there (see [`Library::mend_ids`]).
        library: Box<Library>,
        /// Whether there are comments that a save would lose.
        comments: bool,
    },
    /// Nothing: no byte, or none but blanks and zeros. Where the file was known to hold something, it is
    /// damaged; else it is to become a library.
    Empty,
    /// Something that must not be written over: [`Refused::error`] says whether it is of a newer format,
    /// a conflict that git left, not UTF-8, or broken.
    Refused(Box<Refused>),
}

/// A file that is no library as it stands, or not one for this version of soapbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What is wrong and where.
    pub error: FormatError,
    /// The lines around that place, escaped.
    pub around: Vec<Line>,
    /// Its text with LF only; bytes that are not UTF-8 stand in it as U+FFFD.
    text: String,
}

impl Refused {
    /// What can be read all the same. A copy: what it lacks still stands in the file. It costs far more
    /// than to refuse the file, so it is done for those who ask.
    #[must_use]
    pub fn salvaged(&self) -> Salvaged {
        salvage::salvage(&self.text)
    }

    /// Both sides, where it is a conflict that git left; else none.
    #[must_use]
    pub fn sides(&self) -> Sides {
        match self.error.problem {
            Problem::Conflict => conflict::sides(&self.text),
            _ => Sides::default(),
        }
    }
}

impl Contents {
    /// The library, if it is one.
    ///
    /// # Errors
    /// What is wrong otherwise.
    pub fn whole(self) -> Result<Library, FormatError> {
        match self {
            Self::Whole { library, .. } => Ok(*library),
            Self::Empty => Err(FormatError::at_start(Problem::Empty)),
            Self::Refused(refused) => Err(refused.error),
        }
    }
}

/// Looks at the bytes of a file. Takes time and memory in proportion to their number.
#[must_use]
pub fn open(bytes: &[u8]) -> Document {
    let valid = std::str::from_utf8(bytes);
    let text = valid.map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed);
    Document {
        hash: Hash::of(bytes),
        endings: Endings::of(&text),
        mark: has_mark(&text),
        contents: contents(bytes, valid.err(), &folded(&text)),
    }
}

/// `text` is what the bytes say, with U+FFFD where they say nothing, which `invalid` tells of.
fn contents(bytes: &[u8], invalid: Option<Utf8Error>, text: &str) -> Contents {
    if text.bytes().all(|byte| byte == 0 || byte.is_ascii_whitespace()) {
        return Contents::Empty;
    }
    let error = match invalid {
        Some(error) => FormatError::not_utf8(bytes, error.valid_up_to()),
        None => match read(text) {
            Ok(library) => {
                let comments = comments::would_be_lost(text, &library);
                return Contents::Whole { library: Box::new(library), comments };
            }
            Err(error) => error,
        },
    };
    let around = error.around(text);
    Contents::Refused(Box::new(Refused { error, around, text: text.to_owned() }))
}
