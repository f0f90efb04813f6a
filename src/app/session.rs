//! Where a person is in a library, to come back to it the next time.

use super::{Model, Pane, Sizes, Subject};
use crate::talk::Id;

/// A place to come back to. It is remembered outside the library.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Session {
    /// The library's id.
    pub library: Id,
    /// The proposal that is open; none for the library itself.
    pub proposal: Option<Id>,
    /// Which of its tabs, counted from 0.
    pub tab: usize,
    /// The cursor in the text, in bytes.
    pub caret: usize,
    /// The pane that has the keys.
    pub pane: Pane,
    /// How large the panes were made.
    pub sizes: Sizes,
    /// Whether misspelt words are left unmarked.
    pub unmarked: bool,
}

impl Session {
    /// Where the person is now.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        Self {
            library: model.library.id.clone(),
            proposal: match &model.subject {
                Subject::Library => None,
                Subject::Proposal(id) => Some(id.clone()),
            },
            tab: model.tab,
            caret: model.desk.as_ref().map_or(0, |desk| desk.field.caret()),
            pane: model.pane,
            sizes: model.sizes,
            unmarked: !model.spelling.marked,
        }
    }
}
