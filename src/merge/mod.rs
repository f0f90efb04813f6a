//! Two libraries that began as one: what became of one in the other, and both made one again.
//!
//! [`difference()`] turns one library into another by edits as small as they can be, so that a caret and
//! what can be undone survive that another program has changed the file. [`merge()`] brings together what
//! two have changed apart from each other; what cannot be decided is a [`Conflict`], for a person.
//!
//! Both take records for the same that have the same id, and expect that every id is there once, which
//! `Library::mend_ids` takes care of. Texts are compared by lines; no text ever holds a mark of a conflict.

mod conflict;
mod difference;
mod fact;
mod lines;
mod order;
mod recognise;
mod record;
mod splice;
#[cfg(test)]
mod tests;
mod three;

pub use conflict::{Choice, Conflict, Matter, Record};
pub use difference::difference;
pub use fact::Fact;
pub use lines::{Beside, beside};
pub use recognise::recognise;
pub use splice::trimmed;
pub use three::{Merged, merge};
