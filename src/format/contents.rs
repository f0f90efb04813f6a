//! What the bytes of a file hold, whatever they are.

use std::{borrow::Cow, panic::resume_unwind, str::Utf8Error, thread};

use super::{
    Endings, FormatError, Problem, Salvaged, Sides, comments, conflict,
    endings::{folded, has_mark},
    error::Line,
    parse, salvage, too_long,
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

/// Looks at the bytes of a file. Takes time and memory in proportion to their number; those of a large file are
/// looked at by two threads at once.
#[must_use]
pub fn open(bytes: &[u8]) -> Document {
    let valid = std::str::from_utf8(bytes);
    let text = valid.map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed);
    let folded = folded(&text);
    let glance = || Glance {
        hash: Hash::of(bytes),
        endings: Endings::of(&text),
        conflict: conflict::find(&folded),
        comments: comments::count(&folded),
    };
    let (Glance { hash, endings, conflict, comments }, read) =
        both(bytes.len(), glance, || read(bytes, valid.err(), &folded));
    // It would be told as a mistake of the one who wrote it.
    let read = match (read, conflict) {
        (Ok(Some(_)), Some(conflict)) => Ok(Some(Err(conflict))),
        (read, _) => read,
    };
    let contents = match read {
        Ok(None) => Contents::Empty,
        Ok(Some(Ok(library))) => {
            let comments = comments::would_be_lost(&folded, comments, &library);
            Contents::Whole { library: Box::new(library), comments }
        }
        Ok(Some(Err(error))) | Err(error) => {
            let around = error.around(&folded);
            Contents::Refused(Box::new(Refused { error, around, text: folded.into_owned() }))
        }
    };
    Document { hash, endings, mark: has_mark(&text), contents }
}

/// What is known of a file's text without reading it.
struct Glance {
    hash: Hash,
    endings: Endings,
    conflict: Option<FormatError>,
    comments: usize,
}

/// What a text says, unless a conflict stands in it; none where it is empty. It is what the bytes say, with U+FFFD
/// where they say nothing, which `invalid` tells of.
///
/// # Errors
/// What stands before any conflict: that it is no text, or too long.
fn read(
    bytes: &[u8],
    invalid: Option<Utf8Error>,
    text: &str,
) -> Result<Option<Result<Library, FormatError>>, FormatError> {
    if text.bytes().all(|byte| byte == 0 || byte.is_ascii_whitespace()) {
        return Ok(None);
    }
    if let Some(error) = invalid {
        return Err(FormatError::not_utf8(bytes, error.valid_up_to()));
    }
    too_long(text)?;
    Ok(Some(parse(text)))
}

/// From how many bytes on a file is worth a thread.
const LARGE: usize = 256 << 10;

/// What two looks at a file of so many bytes answer, at once where it is large.
fn both<A: Send, B>(length: usize, one: impl Fn() -> A + Sync, other: impl FnOnce() -> B) -> (A, B) {
    if length < LARGE {
        return (one(), other());
    }
    thread::scope(|scope| {
        let beside = thread::Builder::new().name("glance".into()).spawn_scoped(scope, &one);
        let answered = other();
        let beside = match beside {
            Ok(beside) => beside.join().unwrap_or_else(|panic| resume_unwind(panic)),
            // The system has none to give.
            Err(_) => one(),
        };
        (beside, answered)
    })
}
