//! What was typed, written down before it is shown: nothing is lost when the program or the machine stops.
//!
//! A journal is a text that only grows, in a folder of its own for each document. It begins with the library
//! as it stood, so that the document can be rebuilt from it alone; each change follows as one line that is
//! written with one call before the screen shows it, and flushed within 50 milliseconds by a thread of its own.
//! A line that was cut off or damaged ends the reading, so that what is recovered is always the library as it
//! once stood.
//!
//! ```text
//! <checksum> H ...    whose journal it is                                      `snapshot`
//! <checksum> S ...    a line of a library's text; S lines belong to the record behind them
//! <checksum> B ...    the lines above are what the document holds
//! <checksum> N ...    the lines above, or the same library, are what the changes begin with
//! <checksum> E ...    a change with all its edits                              `change`
//! <checksum> P ...    after that change the library was about to be written to the document
//! <checksum> W ...    after that change the library was written to the document
//! <checksum> K ...    the lines above, of an earlier library, were about to be written to the document
//! <checksum> C ...    why the journal was closed; nothing follows
//! ```
//!
//! Journals are numbered, and the newest whose beginning is whole tells how the library stands. When one has
//! grown long, or fails, the next begins with what was reached. Whoever makes it does not wait for the disk
//! either: each journal tells by itself all that was flushed before, so that a power cut which takes the
//! newest leaves nothing missing that was safe. Old journals are kept for weeks: they are the backups, and
//! what can be undone after a restart.
//!
//! To read, behind [`store::files`](crate::store::files): `folder` says where they are, `line`, `change` and
//! `snapshot` how they are written; `page` and `writing` do it, `turning` goes from one to the next and closes
//! the last, `flusher` makes it safe; `replay` reads one, `recovery` all of a folder, `keeping` says which old ones
//! go.

mod change;
mod flusher;
mod folder;
mod keeping;
mod line;
mod page;
mod recovery;
mod replay;
mod snapshot;
#[cfg(test)]
mod tests;
mod turning;
mod writing;

pub use change::Dated;
pub use flusher::Flusher;
pub use folder::{LONGEST, Trouble, folder_of, make, numbers};
pub use recovery::{Recovery, open, recover};
pub use replay::{Story, Unreadable};
pub use snapshot::{Base, Header};
pub use writing::{Journal, Point};
