//! What belongs to the person and not to one library: where their files are, what is remembered of them, their
//! own words and dictionaries, texts that are lent to another editor.
//!
//! Whatever is written here is written by [`store`](crate::store).

pub mod dictionaries;
pub mod lending;
pub mod places;
pub mod session;
pub mod sources;
pub mod words;
