//! A library on the disk: its file, read and written so that nothing that stood there is lost.
//!
//! It knows [`talk`](crate::talk), [`format`](crate::format) and the door for text, and nothing else; what was typed
//! since is in the room beside, [`journal`](crate::journal).
//!
//! To read in this order: [`files`] is all that is asked of the system, call by call; [`save`] puts a text in the
//! place of another so that neither can be lost; [`disk`] reads and saves libraries with them. [`lock`] lets one
//! program write, [`process`] says which others run, [`calendar`] what day it is. What a fault is called
//! (`error.rs`) and how the system does what it is asked (`files/real.rs`) can wait.

pub mod calendar;
pub mod disk;
pub mod files;
pub mod lock;
pub mod process;
pub mod save;
