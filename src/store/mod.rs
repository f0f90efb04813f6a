//! A library on the disk: its file, and the journal of what was typed since.
//!
//! All that touches the disk goes through here. It knows [`talk`](crate::talk), [`format`](crate::format) and
//! the door for text, and nothing else.
//!
//! To read in this order: [`files`] is all that is asked of the system, call by call; [`save`] puts a text in the
//! place of another so that neither can be lost; [`journal`] writes down what was typed before it is shown, and
//! tells it on the next start. [`disk`] reads and saves libraries with them. [`lock`] lets one program write,
//! [`calendar`] says what day it is.

pub mod calendar;
pub mod disk;
pub mod files;
pub mod journal;
pub mod lock;
pub mod process;
pub mod save;
