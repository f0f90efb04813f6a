//! Everything that can happen to the program, as values.

use std::{path::PathBuf, sync::Arc};

use super::{Asked, Key, Mouse, Returned, Session, SpellingNews};
use crate::talk::{Change, Library, Version};

/// One thing that happened. The shell sends them; `update` hears them.
#[derive(Debug)]
pub enum Msg {
    /// A person pressed a key.
    Key(Key),
    /// A person used the mouse.
    Mouse(Mouse),
    /// Characters were typed that arrived at once: over a slow connection, or pasted by a terminal that does
    /// not say so. The same as a key for each of them, but that the text is one change.
    Typed(String),
    /// A person pasted text: it is never taken for keys.
    Paste(String),
    /// The window has now this many columns and rows.
    Resize(u16, u16),
    /// The window lost the focus of the keyboard.
    FocusLost,
    /// The window has the focus of the keyboard again.
    FocusGained,
    /// The terminal has answered what it draws on.
    Ground(Ground),
    /// Something happened in the folder of the library's file.
    Stirred,
    /// The time came for which the model asked to be woken.
    Wake,
    /// The worker has saved the library, or could not.
    Saved {
        /// Where it was saved.
        path: PathBuf,
        /// Which state of the history was saved.
        mark: u64,
        /// What came of it.
        result: Result<Written, NotSaved>,
    },
    /// The worker has looked at the library's file: it is another version than the one that was known.
    Found {
        /// Which version it is now; none where that cannot be known.
        version: Option<Version>,
        /// What is in it, or why that cannot be read, in one line for the person.
        library: Result<Arc<Library>, String>,
    },
    /// The worker has looked at the library's file: it is not there any more; with the folder that is not
    /// there either.
    Gone(Option<PathBuf>),
    /// The journal takes what is typed again, or does not: then why, in a few words.
    Journal(Result<(), String>),
    /// The worker has read another version of the library, to be taken in, or could not.
    Read {
        /// Where it was read.
        path: PathBuf,
        /// What was there, or what went wrong, in one line for the person.
        library: Result<Arc<Library>, String>,
    },
    /// The texts that are to come in are being read.
    Importing {
        /// How many files are read.
        done: usize,
        /// How many there are.
        total: usize,
    },
    /// All of them are read, or one cannot be: then why, in one line for the person.
    Imported(Result<Vec<Library>, String>),
    /// The worker has opened a library, or could not.
    Opened {
        /// Where it was read.
        path: PathBuf,
        /// What was there, or what went wrong, in one line for the person.
        result: Result<Box<Opened>, String>,
    },
    /// The worker has asked what is on the system's clipboard.
    Clipboard {
        /// What for.
        asked: Asked,
        /// What is on it; none where there is no clipboard that can be read, or no text on it.
        text: Option<String>,
    },
    /// What was copied last is on no clipboard but the program's own: why, in a few words.
    NotCopied(String),
    /// There are news of words and dictionaries.
    Spelling(SpellingNews),
    /// A text comes back from an editor.
    Returned(Box<Returned>),
    /// The program is asked from outside to stop until the person continues it.
    Suspend,
    /// The program is asked to end from outside: a signal, or a terminal that has gone.
    Terminate,
}

/// What a terminal draws on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Text is lighter than what is behind it.
    Dark,
    /// Text is darker than what is behind it.
    Light,
}

/// A library that was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Which version the file is now.
    pub version: Version,
    /// Where another version stands that was in the file before and is not in this library.
    pub kept: Option<PathBuf>,
}

/// Why a library was not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSaved {
    /// A file is there that may not be replaced without asking.
    Exists,
    /// The folder in which it was to stand is not there.
    NoFolder {
        /// That folder.
        folder: PathBuf,
        /// The same in one line for the person.
        words: String,
    },
    /// The file is not of the version that was to be replaced: another program changed it.
    Changed,
    /// What went wrong, in one line for the person.
    Failed(String),
}

/// A library as it was found on opening.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The library; an empty one where there was no file yet.
    pub library: Arc<Library>,
    /// Whether there was a file.
    pub existed: bool,
    /// Whether it is the built-in sample, which is in no file.
    pub sample: bool,
    /// Which version of the file it is; none where there was no file.
    pub version: Option<Version>,
    /// Where the person was when it was last closed.
    pub session: Option<Session>,
    /// Why it may not be changed, if so, in words for the person.
    pub locked: Option<String>,
    /// What was written down of earlier runs, if anything was.
    pub past: Option<Past>,
    /// What is wrong with the file, where it could not be read.
    pub damage: Option<Damage>,
    /// Why what is typed is not written down, if so.
    pub unprotected: Option<String>,
    /// Whether the file holds comments, which are lost when it is saved.
    pub comments: bool,
    /// Other versions of the library that lie beside its file: paths.
    pub beside: Vec<PathBuf>,
    /// What saves that were cut off left beside it and is no library: names of files.
    pub torn: Vec<String>,
    /// Texts that were lent to another editor and never came back: paths of files.
    pub lent: Vec<String>,
}

/// A file that could not be read as it stands.
#[derive(Clone, Debug, Default)]
pub struct Damage {
    /// Where it is damaged and how, line by line.
    pub words: Vec<String>,
    /// What is left of it, the best first.
    pub remnants: Vec<Remnant>,
}

/// A library that may take the place of a damaged file.
#[derive(Clone, Debug)]
pub struct Remnant {
    /// What it is, in words for the person.
    pub label: String,
    /// What it holds.
    pub library: Arc<Library>,
    /// Whether it is all that there was: then the person goes on with it, and it takes the place of the
    /// damaged file. Else it can only be looked at and saved somewhere else.
    pub whole: bool,
    /// The other side of a conflict that git left, if both are to be brought together.
    pub other: Option<Arc<Library>>,
}

impl Opened {
    /// A library as it stands in its file, and nothing else known of it.
    #[must_use]
    pub const fn new(library: Arc<Library>, version: Option<Version>) -> Self {
        Self {
            library,
            existed: version.is_some(),
            sample: false,
            version,
            session: None,
            locked: None,
            past: None,
            damage: None,
            unprotected: None,
            comments: false,
            beside: Vec::new(),
            torn: Vec::new(),
            lent: Vec::new(),
        }
    }
}

/// What was written down of earlier runs while it was typed.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// What was changed, in order: what can be undone.
    pub changes: Vec<Change>,
    /// How many of the changes were in the file when it was last read or saved; none where the file was
    /// behind even the first of them.
    pub saved: Option<usize>,
    /// The library as it was in the file then.
    pub base: Arc<Library>,
    /// Which version of the file that was; none where there was no file.
    pub version: Option<Version>,
    /// The library with all changes.
    pub library: Arc<Library>,
    /// When the last change was made, in words: `3 minutes ago`.
    pub when: String,
}

impl Past {
    /// Whether it holds what the file did not.
    #[must_use]
    pub fn is_ahead(&self) -> bool {
        self.library != self.base
    }
}
