//! What a person did to a library at once, as it is written down to be done again after a crash.

use super::Edit;

/// Edits that belong together, and what they mean to the list of what can be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// How the list of what can be undone goes on.
    pub kind: ChangeKind,
    /// What was changed, in the order in which it applies. Of a step that was taken back these are the
    /// edits that took it back.
    pub edits: Vec<Edit>,
}

/// What a change means to the list of what can be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// A new step.
    Step,
    /// More of the last step: typing that goes on.
    Joined,
    /// The last step was taken back.
    Undone,
    /// The step that was taken back last was done again.
    Redone,
}
