//! Everything that the program wants done outside itself, as values.

use std::{path::PathBuf, sync::Arc};

use super::Session;
use crate::talk::Library;

/// One thing to do. `update` answers with them; the shell does them in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Write the library to the file and answer with `Msg::Saved`.
    Save {
        /// Where to.
        path: PathBuf,
        /// What.
        library: Arc<Library>,
        /// Which state of the history this is.
        mark: u64,
        /// Whether a file that is there already may be replaced.
        replace: bool,
    },
    /// Read a library and answer with `Msg::Opened`.
    Open(PathBuf),
    /// Remember where the person is in this library, for the next time.
    Remember(Session),
    /// Give the terminal back and stop until the person continues the program.
    Suspend,
    /// End the program.
    Leave,
}
