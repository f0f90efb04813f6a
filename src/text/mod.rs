//! Text as a speaker sees it: characters, words, rows on the screen, and the field that is being edited.
//!
//! This room knows the door alone. A position is a byte offset in the whole text, whose lines are joined by LF,
//! and what comes out of here stands between two grapheme clusters, so that a caret never stops inside
//! what a person takes for one character. A width is in terminal cells, and what a cluster takes is what
//! ratatui will count for it.

pub mod bounds;
mod count;
mod field;
mod fuzzy;
mod lines;
mod marks;
pub mod prose;
mod search;
mod wrap;

pub use count::{Count, count};
pub use field::{Field, Motion};
pub use fuzzy::{Fit, Fuzzy, Letters, Standing};
pub use lines::{Carried, doubled, moved};
pub use marks::{Marks, Ranges, Role};
pub use search::Search;
pub use wrap::{Row, Wrapped};
