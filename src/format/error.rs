//! What is wrong with a file, where, and what to do about it.

use std::fmt;

use ron::error::{Error, Position, SpannedError};

use super::{FORMAT, LONGEST};
use crate::{door::Safe, talk::Status};

/// Why a text is no library, and where. As text it is one line: place, problem, remedy; whatever
/// comes from the file is made visible in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatError {
    /// What is wrong.
    pub problem: Problem,
    /// In which line of the file, from 1.
    pub line: usize,
    /// At which character of the line, from 1; a byte order mark is none.
    pub column: usize,
}

/// What can be wrong with a library's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing stands in it, or nothing but comments.
    Empty,
    /// It does not begin as a library does: it may be a page of Markdown.
    NotALibrary,
    /// Git could not merge it and left both sides there.
    Conflict,
    /// It was written in this format, which only a newer soapbox knows.
    Newer(u32),
    /// This field is missing, without which it is no library.
    Missing(&'static str),
    /// It has this many bytes, more than [`LONGEST`].
    TooLong(usize),
    /// It is not UTF-8 text: this byte of the file, counted from 0, is the first that belongs to none.
    NotUtf8(usize),
    /// Anything else that RON's parser or a record says.
    Unreadable {
        /// What is wrong: one line, nothing in it but characters that stand for themselves.
        what: String,
        /// What to do.
        remedy: &'static str,
    },
}

/// A line of a file, to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which line, from 1.
    pub number: usize,
    /// Its text without what would act on a terminal, at most 300 characters of it.
    pub text: String,
}

/// How many lines before a place and behind it are shown.
const AROUND: usize = 2;
/// How many characters of its line before a place are shown.
const COLUMNS: usize = 100;
/// How many characters of a line are looked at, so that none is copied whole; fewer are shown.
const LONGEST_SHOWN: usize = 400;

/// What to do about any mistake in the text.
const MEND: &str = "mend it with a text editor";

impl Problem {
    /// What is wrong, as the end of a sentence.
    #[must_use]
    pub fn what(&self) -> String {
        match self {
            Self::Empty => "the file is empty".into(),
            Self::NotALibrary => "this is no soapbox library, which begins with `(`".into(),
            Self::Conflict => "git left a conflict here".into(),
            Self::Newer(format) => format!("written by a newer soapbox (format {format})"),
            Self::Missing(field) => format!("the field `{field}` is missing"),
            Self::TooLong(bytes) => format!("the file has {bytes} bytes, the limit is {LONGEST}"),
            Self::NotUtf8(byte) => format!("this is not UTF-8 (byte {byte} of the file)"),
            Self::Unreadable { what, .. } => what.clone(),
        }
    }

    /// What to do about it, as an order.
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Self::Empty => "remove it to begin anew".into(),
            Self::NotALibrary => "`soapbox import` reads Markdown and plain text".into(),
            Self::Conflict => "keep one of the two sides and delete the marks".into(),
            Self::Newer(_) => "update soapbox".into(),
            Self::Missing("format") => format!("write `format: {FORMAT},` behind the first `(`"),
            Self::Missing(_) => "write it, or look for a backup".into(),
            Self::TooLong(_) => "divide it into several".into(),
            Self::NotUtf8(_) => "save it as UTF-8".into(),
            Self::Unreadable { remedy, .. } => (*remedy).into(),
        }
    }
}

impl FormatError {
    /// A problem of the text as a whole.
    pub(super) const fn at_start(problem: Problem) -> Self {
        Self { problem, line: 1, column: 1 }
    }

    /// A problem at a byte of the text.
    pub(super) fn at(text: &str, byte: usize, problem: Problem) -> Self {
        let before = text.get(..byte).unwrap_or(text);
        let line = before.rsplit('\n').next().unwrap_or_default();
        Self { problem, line: before.matches('\n').count() + 1, column: line.chars().count() + 1 }
    }

    /// Bytes that are text only up to a byte.
    pub(crate) fn not_utf8(bytes: &[u8], byte: usize) -> Self {
        let before = String::from_utf8_lossy(bytes.get(..byte).unwrap_or_default());
        let before = before.strip_prefix('\u{feff}').unwrap_or(&before);
        Self::at(before, before.len(), Problem::NotUtf8(byte))
    }

    /// The lines around the place in the text that was read.
    pub(super) fn around(&self, text: &str) -> Vec<Line> {
        let first = self.line.saturating_sub(1 + AROUND);
        text.split('\n')
            .enumerate()
            .skip(first)
            .take(self.line + AROUND - first)
            .map(|(index, line)| {
                // In a line that goes on and on, what stands just before the place.
                let here = index + 1 == self.line;
                let from = if here { self.column.saturating_sub(COLUMNS) } else { 0 };
                let mark = if from > 0 { "…" } else { "" };
                let part: String = mark.chars().chain(line.chars().skip(from).take(LONGEST_SHOWN)).collect();
                Line { number: index + 1, text: Safe::brief(&part).into_owned() }
            })
            .collect()
    }

    /// What RON's parser says. `root` is the byte at which the library begins: a field that is
    /// missing there has no other place.
    pub(super) fn from_ron(text: &str, root: usize, error: &SpannedError) -> Self {
        match error.code {
            Error::ExpectedAttribute => Self::at_start(Problem::NotALibrary),
            Error::MissingStructField { field, .. } => Self::at(text, root, Problem::Missing(field)),
            _ => {
                let Position { line, col: column } = place(error);
                let (what, remedy) = explained(&error.code);
                Self {
                    problem: Problem::Unreadable { what: Safe::brief(&what).into_owned(), remedy },
                    line,
                    column,
                }
            }
        }
    }
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { problem, line, column } = self;
        write!(f, "line {line}, column {column}: {}; {}", problem.what(), problem.remedy())
    }
}

impl std::error::Error for FormatError {}

/// Looks whether a library begins at byte `root` of the text.
pub fn check_root(text: &str, root: usize) -> Result<(), FormatError> {
    match text.get(root..).unwrap_or_default() {
        "" => Err(FormatError::at_start(Problem::Empty)),
        library if library.starts_with('(') || library.starts_with("Library") => Ok(()),
        _ => Err(FormatError::at(text, root, Problem::NotALibrary)),
    }
}

/// The parser has read up to the end of the span: the mistake stands there where it expected
/// something else, and at the span's beginning where it has read the mistake itself.
const fn place(error: &SpannedError) -> Position {
    match error.code {
        Error::Message(_)
        | Error::DuplicateStructField { .. }
        | Error::NoSuchEnumVariant { .. }
        | Error::ExpectedDifferentStructName { .. }
        | Error::ExpectedStringEnd
        | Error::IntegerOutOfBounds
        | Error::UnclosedBlockComment => error.span.start,
        _ => error.span.end,
    }
}

/// What is wrong and what to do; in RON's words where ours would be no plainer.
fn explained(error: &Error) -> (String, &'static str) {
    match error {
        Error::Eof => ("the file ends too early".into(), "look for a backup, or mend it with a text editor"),
        Error::ExpectedStringEnd => {
            ("a text has no quotation mark at its end".into(), "write the quotation mark")
        }
        Error::UnclosedBlockComment => ("a comment has no `*/` at its end".into(), "write the `*/`"),
        Error::ExpectedComma => {
            let what = "here a comma is missing, or a quotation mark somewhere above";
            (what.into(), "write it")
        }
        Error::DuplicateStructField { field, .. } => {
            (format!("the field `{field}` stands here a second time"), "keep one of the two")
        }
        Error::NoSuchEnumVariant { found, .. } => {
            let words = Status::ALL.map(Status::word).join(", ");
            (format!("`{found}` is no status; it is one of {words}"), "write one of them")
        }
        Error::ExpectedIdentifier => ("a word without quotation marks belongs here".into(), MEND),
        Error::SuggestRawIdentifier(name) => {
            (format!("`{name}` is no name as it stands"), "write `r#` before it")
        }
        Error::ExceededRecursionLimit => ("values are nested too deeply".into(), MEND),
        Error::Message(ours) => (ours.clone(), MEND),
        other => (uncapitalised(&other.to_string()), MEND),
    }
}

/// A sentence that is to stand behind a colon.
fn uncapitalised(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(characters).collect()
}
