//! Where a text stands in a library.

use super::{Id, Library};

/// One text of a library. It stays valid while other proposals come, go and move.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A text of the library itself.
    Library(LibraryText),
    /// A text of the proposal with this id.
    Proposal(Id, ProposalText),
    /// The remarks of a submission.
    Remarks {
        /// The proposal that was submitted.
        proposal: Id,
        /// The submission.
        submission: Id,
    },
}

/// The texts of a library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LibraryText {
    /// One line: what the page is called.
    Title,
    /// What stands before the lists.
    Introduction,
    /// One line: the speaker's name.
    SpeakerName,
    /// One line: the speaker's address for mail.
    SpeakerEmail,
    /// Who the speaker is.
    SpeakerBiography,
}

/// The texts of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProposalText {
    /// One line: what the talk is called.
    Title,
    /// What the talk is about, as the programme prints it.
    Description,
    /// Whom the talk is for.
    Audience,
    /// The sections with their minutes, in the speaker's own notation.
    Outline,
    /// What only the committee reads.
    Notes,
}

impl LibraryText {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Title, Self::Introduction, Self::SpeakerName, Self::SpeakerEmail, Self::SpeakerBiography];

    /// Its heading.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Introduction => "Introduction",
            Self::SpeakerName => "Speaker",
            Self::SpeakerEmail => "Mail",
            Self::SpeakerBiography => "Biography",
        }
    }
}

impl ProposalText {
    /// All of them, in the order in which they are shown and written.
    pub const ALL: [Self; 5] = [Self::Title, Self::Description, Self::Audience, Self::Outline, Self::Notes];

    /// The long texts, in the order in which they are shown and written.
    pub const PROSE: [Self; 4] = [Self::Description, Self::Audience, Self::Outline, Self::Notes];

    /// Its heading.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Description => "Description",
            Self::Audience => "Audience",
            Self::Outline => "Outline",
            Self::Notes => "Notes",
        }
    }
}

impl Place {
    /// The heading of the text.
    #[must_use]
    pub const fn heading(&self) -> &'static str {
        match self {
            Self::Library(text) => text.heading(),
            Self::Proposal(_, text) => text.heading(),
            Self::Remarks { .. } => "Remarks",
        }
    }

    /// Whether the text is one line, which takes no line breaks.
    #[must_use]
    pub const fn is_one_line(&self) -> bool {
        matches!(
            self,
            Self::Library(LibraryText::Title | LibraryText::SpeakerName | LibraryText::SpeakerEmail)
                | Self::Proposal(_, ProposalText::Title)
        )
    }

    /// The proposal that the text belongs to, none for a text of the library itself.
    #[must_use]
    pub const fn proposal(&self) -> Option<&Id> {
        match self {
            Self::Library(_) => None,
            Self::Proposal(id, _) | Self::Remarks { proposal: id, .. } => Some(id),
        }
    }
}

impl Library {
    /// The text at a place; none where its proposal or submission does not exist.
    #[must_use]
    pub fn text(&self, place: &Place) -> Option<&str> {
        Some(match place {
            Place::Library(text) => match text {
                LibraryText::Title => &self.title,
                LibraryText::Introduction => &self.introduction,
                LibraryText::SpeakerName => &self.speaker.name,
                LibraryText::SpeakerEmail => &self.speaker.email,
                LibraryText::SpeakerBiography => &self.speaker.biography,
            },
            Place::Proposal(id, text) => self.proposal(id)?.text(*text),
            Place::Remarks { proposal, submission } => {
                &self.proposal(proposal)?.submission(submission)?.remarks
            }
        })
    }

    /// The same text, to be changed: only edits do so.
    pub(super) fn text_mut(&mut self, place: &Place) -> Option<&mut String> {
        Some(match place {
            Place::Library(text) => match text {
                LibraryText::Title => &mut self.title,
                LibraryText::Introduction => &mut self.introduction,
                LibraryText::SpeakerName => &mut self.speaker.name,
                LibraryText::SpeakerEmail => &mut self.speaker.email,
                LibraryText::SpeakerBiography => &mut self.speaker.biography,
            },
            Place::Proposal(id, text) => self.proposal_mut(id)?.text_mut(*text),
            Place::Remarks { proposal, submission } => {
                &mut self.proposal_mut(proposal)?.submission_mut(submission)?.remarks
            }
        })
    }
}
