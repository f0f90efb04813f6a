//! The tabs of the editor: which texts a proposal and a library have.

use super::Subject;
use crate::talk::{LibraryText, Place, ProposalText};

/// One tab of the editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// A text of the library.
    Library(LibraryText),
    /// A text of a proposal.
    Proposal(ProposalText),
    /// Title, tags and submissions, or the library's title and its speaker.
    Details,
}

const LIBRARY: &[Tab] =
    &[Tab::Library(LibraryText::Introduction), Tab::Library(LibraryText::SpeakerBiography), Tab::Details];

const PROPOSAL: &[Tab] = &[
    Tab::Proposal(ProposalText::Description),
    Tab::Proposal(ProposalText::Audience),
    Tab::Proposal(ProposalText::Outline),
    Tab::Proposal(ProposalText::Notes),
    Tab::Details,
];

/// Where the outline stands among a proposal's tabs, counted from 0.
pub const OUTLINE: usize = 2;

/// The tabs of a subject, in the order in which they are shown.
#[must_use]
pub const fn of(subject: &Subject) -> &'static [Tab] {
    match subject {
        Subject::Library => LIBRARY,
        Subject::Proposal(_) => PROPOSAL,
    }
}

impl Tab {
    /// Its name on the screen.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Library(LibraryText::Introduction) => "Introduction",
            Self::Library(_) => "Biography",
            Self::Proposal(text) => text.heading(),
            Self::Details => "Details",
        }
    }

    /// The text it shows, none for details.
    #[must_use]
    pub fn place(self, subject: &Subject) -> Option<Place> {
        match (self, subject) {
            (Self::Library(text), _) => Some(Place::Library(text)),
            (Self::Proposal(text), Subject::Proposal(id)) => Some(Place::Proposal(id.clone(), text)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::talk::Id;

    #[test]
    fn the_outline_stands_where_the_timing_looks_for_it() {
        let tab = of(&Subject::Proposal(Id::new("a")))[OUTLINE];
        assert_eq!(tab, Tab::Proposal(ProposalText::Outline));
    }
}
