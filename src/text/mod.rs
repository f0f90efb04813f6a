//! Text as a speaker sees it: characters, words, rows on the screen, and the field that is being edited.
//!
//! This room knows no other. A position is a byte offset in the whole text, whose lines are joined by LF,
//! and what comes out of here stands between two grapheme clusters, so that a caret never stops inside
//! what a person takes for one character. A width is in terminal cells, and what a cluster takes is what
//! ratatui will count for it.

pub mod bounds;
mod breaks;
mod cluster;
mod count;
mod field;
#[cfg(test)]
mod sample;
mod shown;
mod wrap;

pub use breaks::{clean, one_line};
pub use cluster::{Clusters, clusters};
pub use count::{Count, count};
pub use field::{Field, Motion};
pub use shown::{cut, shown, visible, width};
pub use wrap::{Row, Wrapped};
