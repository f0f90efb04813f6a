//! What two have changed into different things, and how a person decides it.

use super::{Fact, record, splice::splices};
use crate::talk::{Edit, Id, Library, Place};

/// Something that both sides have changed, each in its own way. The library holds ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What it is.
    pub matter: Matter,
    /// What it was before; none where it was not there.
    pub base: Option<String>,
    /// What we have made of it; none where we have removed it.
    pub ours: Option<String>,
    /// What they have made of it; none where they have removed it.
    pub theirs: Option<String>,
}

/// What a conflict is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// A text.
    Text(Place),
    /// A fact of a submission.
    Fact {
        /// The proposal that was submitted.
        proposal: Id,
        /// The submission.
        submission: Id,
        /// The fact.
        fact: Fact,
    },
    /// A field that is kept word for word.
    Unknown {
        /// What it is a field of.
        record: Record,
        /// What it is called.
        name: String,
    },
    /// A proposal that one side has removed and the other has changed. The library holds it as changed.
    Proposal(Id),
    /// A submission that one side has removed and the other has changed. The library holds it as changed.
    Submission {
        /// The proposal that was submitted.
        proposal: Id,
        /// The submission.
        submission: Id,
    },
}

/// A part of a library that may hold fields that are kept word for word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// The library itself.
    Library,
    /// Its speaker.
    Speaker,
    /// A proposal.
    Proposal(Id),
    /// A submission.
    Submission {
        /// The proposal that was submitted.
        proposal: Id,
        /// The submission.
        submission: Id,
    },
}

/// How a conflict is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// As it stands in the library.
    Mine,
    /// As the other side has it.
    Theirs,
    /// Mine, and below it theirs.
    Both,
}

impl Matter {
    /// The proposal that it belongs to; none where it belongs to the library itself.
    #[must_use]
    pub const fn proposal(&self) -> Option<&Id> {
        match self {
            Self::Text(place) => place.proposal(),
            Self::Fact { proposal, .. } | Self::Submission { proposal, .. } | Self::Proposal(proposal) => {
                Some(proposal)
            }
            Self::Unknown { record, .. } => match record {
                Record::Library | Record::Speaker => None,
                Record::Proposal(proposal) | Record::Submission { proposal, .. } => Some(proposal),
            },
        }
    }

    /// What stands in a library now; none where nothing does.
    fn now(&self, library: &Library) -> Option<String> {
        match self {
            Self::Text(place) => library.text(place).map(str::to_owned),
            Self::Fact { proposal, submission, fact } => {
                fact.of(library.proposal(proposal)?.submission(submission)?)
            }
            Self::Unknown { record, name } => {
                record::value(record::unknown(library, record)?, name).map(str::to_owned)
            }
            Self::Proposal(id) => library.proposal(id).map(|proposal| record::proposal(proposal)),
            Self::Submission { proposal, submission } => {
                library.proposal(proposal)?.submission(submission).map(record::submission)
            }
        }
    }

    /// Whether the record that it belongs to is there.
    fn is_there(&self, library: &Library) -> bool {
        match self {
            Self::Text(place) => library.text(place).is_some(),
            Self::Fact { proposal, submission, .. } | Self::Submission { proposal, submission } => {
                library.proposal(proposal).is_some_and(|there| there.submission(submission).is_some())
            }
            Self::Unknown { record, .. } => record::unknown(library, record).is_some(),
            Self::Proposal(id) => library.proposal(id).is_some(),
        }
    }

    /// Whether it is about a record as a whole, which one side has removed.
    const fn is_record(&self) -> bool {
        matches!(self, Self::Proposal(_) | Self::Submission { .. })
    }
}

impl Conflict {
    /// What our side is now: what stands in the library, in which work may have gone on since.
    #[must_use]
    pub fn mine(&self, library: &Library) -> Option<String> {
        // What we have removed stands there because they have changed it.
        let removed = self.matter.is_record() && self.ours.is_none();
        if removed { None } else { self.matter.now(library) }
    }

    /// Whether there is still something to decide: the record is there and the sides differ.
    #[must_use]
    pub fn is_open(&self, library: &Library) -> bool {
        self.matter.is_there(library) && self.mine(library) != self.theirs
    }

    /// Whether both can stay: texts of more than one line can, one below the other.
    #[must_use]
    pub const fn takes_both(&self) -> bool {
        matches!(&self.matter, Matter::Text(place) if !place.is_one_line())
    }

    /// The edits that make the library as decided; none where it is so already, where both cannot stay,
    /// and where the record has gone.
    #[must_use]
    pub fn settle(&self, library: &Library, choice: Choice) -> Vec<Edit> {
        let chosen = match choice {
            Choice::Mine => &self.ours,
            Choice::Theirs => &self.theirs,
            Choice::Both if self.takes_both() => &self.theirs,
            Choice::Both => return Vec::new(),
        };
        let chosen = chosen.as_deref();
        let edit = match &self.matter {
            Matter::Proposal(_) | Matter::Submission { .. } if chosen.is_none() => self.remove(library),
            Matter::Proposal(_) | Matter::Submission { .. } => None,
            _ if choice == Choice::Mine => None,
            Matter::Text(place) => {
                let theirs = chosen.unwrap_or_default();
                let after =
                    |now: &str| if choice == Choice::Both { below(now, theirs) } else { theirs.to_owned() };
                return library.text(place).map_or_else(Vec::new, |now| splices(place, now, &after(now)));
            }
            Matter::Fact { proposal, submission, fact } => library.proposal(proposal).map(|proposal| {
                record::within(proposal, submission, |submission| fact.set(submission, chosen))
            }),
            Matter::Unknown { record, name } => record::set_unknown(library, record, name, chosen),
        };
        edit.into_iter().collect()
    }

    fn remove(&self, library: &Library) -> Option<Edit> {
        let id = self.matter.proposal()?;
        let proposal = library.proposal(id)?;
        if let Matter::Submission { submission, .. } = &self.matter {
            return Some(Edit::within(proposal, |proposal| {
                proposal.submissions.retain(|there| there.id != *submission);
            }));
        }
        let index = library.proposals.iter().position(|there| there.id == *id)?;
        Some(Edit::RemoveProposal { index, proposal: proposal.clone() })
    }
}

/// One text below another, an empty line between them.
fn below(one: &str, other: &str) -> String {
    match (one.trim_end_matches('\n'), other.trim_start_matches('\n')) {
        ("", other) => other.to_owned(),
        (one, "") => one.to_owned(),
        (one, other) => format!("{one}\n\n{other}"),
    }
}
