//! Spelling: which words of a text are checked, and against what. No file is read here.
//!
//! A position is a byte offset in the whole text, as in the room `text`.

mod code;
mod dictionary;
mod words;

pub use dictionary::{AMERICAN, Dictionary, MOST_SUGGESTIONS};
pub use words::check;
