//! What is kept on the disk: the library's file, where it lives, and where the person was in it.
//!
//! The only room that touches the disk. It knows [`talk`](crate::talk), [`format`](crate::format) and
//! the door for text, and nothing else.
//!
//! To read in this order: [`files`] is all that is asked of the system, call by call; [`save`] puts a text in the
//! place of another so that neither can be lost; [`journal`] writes down what was typed before it is shown, and
//! tells it on the next start. [`disk`] reads and saves libraries with them. [`lock`] lets one program write,
//! [`places`] says where things are, [`session`] where the person was, [`calendar`] what day it is.

pub mod calendar;
pub mod dictionaries;
pub mod disk;
pub mod files;
pub mod journal;
pub mod lending;
pub mod lock;
pub mod places;
pub mod save;
pub mod session;
pub mod sources;
pub mod words;
