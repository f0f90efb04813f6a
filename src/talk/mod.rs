//! The speaker's world: a library of proposals and their submissions, and the edits that change it.
//!
//! This room knows no other. Everything here is plain data: no clock, file, thread or screen.

mod change;
mod date;
mod edit;
mod id;
mod library;
mod limit;
mod place;
mod status;
mod unknown;
mod version;

pub use change::{Change, ChangeKind};
pub use date::{Date, NotADate};
pub use edit::{Edit, Mismatch};
pub use id::{Id, Ids};
pub use library::{Library, NO_LANGUAGE, Proposal, Speaker, Submission};
pub use limit::{Excess, Limit};
pub use place::{LibraryText, Place, ProposalText};
pub use status::Status;
pub use unknown::Unknown;
pub use version::Version;
