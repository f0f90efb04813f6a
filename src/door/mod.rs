//! The one door for text: whatever leaves the program for a screen, standard error or a terminal goes
//! through here, and no character of it acts where it arrives.
//!
//! This room knows no other, and every other may use it. There is one table of what characters do
//! ([`Kind`]), one folding of line breaks, one way of showing what must not be shown as itself, and one
//! type for text that went through: [`Safe`]. `clippy.toml` names the ways around the door.

mod breaks;
mod character;
mod cluster;
mod safe;
#[cfg(test)]
pub(crate) mod sample;

pub use breaks::{clean, one_line, unix};
pub use character::{Kind, is_hostile, kind, must_be_escaped, push_by_number};
pub use cluster::{Clusters, clusters};
pub use safe::{LONGEST, Safe, columns, shown, width};
