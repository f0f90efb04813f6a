//! What is kept on the disk: the library's file, where it lives, and where the person was in it.
//!
//! The only room that touches the disk. It knows [`talk`](crate::talk), [`format`](crate::format) and
//! the door for text, and nothing else.

pub mod calendar;
pub mod dictionaries;
pub mod disk;
pub mod files;
pub mod journal;
pub mod lock;
pub mod places;
pub mod save;
pub mod session;
pub mod sources;
pub mod words;
