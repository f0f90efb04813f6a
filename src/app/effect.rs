//! Everything that the program wants done outside itself, as values.

use std::{path::PathBuf, sync::Arc};

use super::{Asked, Lent, Session, SpellingWish};
use crate::talk::{Change, Library, Version};

/// What a save may take the place of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// Nothing: there may be no file of that name.
    Nothing,
    /// Nothing, in a folder that is made first: the person said so.
    NothingInNewFolder,
    /// This version of the file and no other.
    Version(Version),
    /// This version, which is kept under another name: not all of it was taken in.
    Keeping(Version),
    /// Whatever is there, which is kept under another name: the person said so.
    Anything,
}

/// One thing to do. `update` answers with them; the shell does them in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Write down what was changed, before the next frame shows it.
    Journal {
        /// What was changed, in order.
        changes: Vec<Change>,
        /// The library with these changes.
        library: Arc<Library>,
    },
    /// Write the library to the file and answer with `Msg::Saved`.
    Save {
        /// Where to.
        path: PathBuf,
        /// What.
        library: Arc<Library>,
        /// Which state of the history this is.
        mark: u64,
        /// What it may take the place of.
        over: Over,
    },
    /// Write down that the file holds another program's version, which was taken in: from now on that is what
    /// the changes are made to.
    TakenIn {
        /// The version.
        version: Version,
        /// What it holds.
        theirs: Arc<Library>,
        /// The library with it taken in.
        library: Arc<Library>,
    },
    /// See whether the library's file is still of this version, and answer with `Msg::Found` if it is not.
    Look {
        /// The file.
        path: PathBuf,
        /// The version that is known; none where there was no file.
        version: Option<Version>,
    },
    /// Open a library and answer with `Msg::Opened`.
    Open(PathBuf),
    /// Open the built-in sample, its ids made from this seed, and answer with `Msg::Opened`.
    OpenSample(u64),
    /// Read another version of the library and answer with `Msg::Read`.
    Read(PathBuf),
    /// Read texts that are to become proposals, a file or a folder; tell how far it is with `Msg::Importing`
    /// and answer with `Msg::Imported`.
    Import {
        /// Where they are.
        path: PathBuf,
        /// From which the ids of what is read are made.
        seed: u64,
    },
    /// Read no further, and answer nothing.
    StopImport,
    /// Do what is wanted of whoever has the dictionaries, and answer with `Msg::Spelling`.
    Spelling(SpellingWish),
    /// Remember where the person is in this library, for the next time.
    Remember(Session),
    /// Put this on the system's clipboard, and answer with `Msg::NotCopied` where nothing takes it.
    Copy(String),
    /// Ask for what is on the system's clipboard and answer with `Msg::Clipboard`.
    Paste(Asked),
    /// Give the terminal to an editor for this text, and answer with `Msg::Returned` when it has ended.
    Lend(Lent),
    /// Take away a file in which a text came back from an editor: it is in the library now.
    Forget(PathBuf),
    /// Give the terminal back and stop until the person continues the program.
    Suspend,
    /// End the program.
    Leave,
}
