//! Everything that can happen to the program, as values.

use std::{path::PathBuf, sync::Arc};

use super::{Key, Session};
use crate::talk::Library;

/// One thing that happened. The shell sends them; `update` hears them.
#[derive(Debug)]
pub enum Msg {
    /// A person pressed a key.
    Key(Key),
    /// A person pasted text: it is never taken for keys.
    Paste(String),
    /// The window has now this many columns and rows.
    Resize(u16, u16),
    /// The window lost the focus of the keyboard.
    FocusLost,
    /// The time came for which the model asked to be woken.
    Wake,
    /// The worker has saved the library, or could not.
    Saved {
        /// Where it was saved.
        path: PathBuf,
        /// Which state of the history was saved.
        mark: u64,
        /// What came of it.
        result: Result<(), NotSaved>,
    },
    /// The worker has read a library, or could not.
    Opened {
        /// Where it was read.
        path: PathBuf,
        /// What was there, or what went wrong, in one line for the person.
        result: Result<Opened, String>,
    },
    /// The program is asked to end from outside: a signal, or a terminal that has gone.
    Terminate,
}

/// Why a library was not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSaved {
    /// A file is there that may not be replaced without asking.
    Exists,
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
    /// Where the person was when it was last closed.
    pub session: Option<Session>,
}
