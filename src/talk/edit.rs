//! A change of the library as a value that carries what was there before and what is there after.

use std::fmt;

use super::{Id, Library, Place, Proposal, Submission};

/// One change. It can be applied, turned round and applied again: undo and redo are that.
///
/// Limits: an edit names positions and texts as they were when it was made, so edits of one library
/// apply in the order in which they were made and are taken back in the opposite order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// In the text at `place`, at byte `at`, `removed` gave way to `inserted`.
    Splice {
        /// Which text.
        place: Place,
        /// Where, in bytes; a character boundary.
        at: usize,
        /// What stood there.
        removed: String,
        /// What stands there now.
        inserted: String,
    },
    /// A proposal came in before the one at `index`.
    AddProposal {
        /// Where it stands now.
        index: usize,
        /// What came in.
        proposal: Box<Proposal>,
    },
    /// The proposal at `index` went.
    RemoveProposal {
        /// Where it stood.
        index: usize,
        /// What went.
        proposal: Box<Proposal>,
    },
    /// The proposal at `from` was taken out and put in at `to`.
    MoveProposal {
        /// Where it stood.
        from: usize,
        /// Where it stands now.
        to: usize,
    },
    /// A proposal's tags were replaced.
    SetTags {
        /// Whose tags.
        proposal: Id,
        /// What they were.
        before: Vec<String>,
        /// What they are now.
        after: Vec<String>,
    },
    /// A submission came in before the one at `index`.
    AddSubmission {
        /// Whose submission.
        proposal: Id,
        /// Where it stands now.
        index: usize,
        /// What came in.
        submission: Box<Submission>,
    },
    /// The submission at `index` went.
    RemoveSubmission {
        /// Whose submission.
        proposal: Id,
        /// Where it stood.
        index: usize,
        /// What went.
        submission: Box<Submission>,
    },
    /// A submission was replaced by one with the same id.
    SetSubmission {
        /// Whose submission.
        proposal: Id,
        /// What it was.
        before: Box<Submission>,
        /// What it is now.
        after: Box<Submission>,
    },
}

/// An edit does not fit the library: what it says was there before is not. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mismatch;

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the change does not fit the text that is there")
    }
}

impl std::error::Error for Mismatch {}

impl Edit {
    /// The edit that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        match self.clone() {
            Self::Splice { place, at, removed, inserted } => {
                Self::Splice { place, at, removed: inserted, inserted: removed }
            }
            Self::AddProposal { index, proposal } => Self::RemoveProposal { index, proposal },
            Self::RemoveProposal { index, proposal } => Self::AddProposal { index, proposal },
            Self::MoveProposal { from, to } => Self::MoveProposal { from: to, to: from },
            Self::SetTags { proposal, before, after } => {
                Self::SetTags { proposal, before: after, after: before }
            }
            Self::AddSubmission { proposal, index, submission } => {
                Self::RemoveSubmission { proposal, index, submission }
            }
            Self::RemoveSubmission { proposal, index, submission } => {
                Self::AddSubmission { proposal, index, submission }
            }
            Self::SetSubmission { proposal, before, after } => {
                Self::SetSubmission { proposal, before: after, after: before }
            }
        }
    }

    /// Changes the library.
    ///
    /// # Errors
    /// [`Mismatch`] where the library is not as the edit says it was; then nothing is changed.
    pub fn apply(&self, library: &mut Library) -> Result<(), Mismatch> {
        match self {
            Self::Splice { place, at, removed, inserted } => {
                let text = library.text_mut(place).ok_or(Mismatch)?;
                let end = at.checked_add(removed.len()).ok_or(Mismatch)?;
                if text.get(*at..end) != Some(removed) {
                    return Err(Mismatch);
                }
                text.replace_range(*at..end, inserted);
                Ok(())
            }
            Self::AddProposal { index, proposal } => {
                if library.proposal(&proposal.id).is_some() {
                    return Err(Mismatch);
                }
                insert(&mut library.proposals, *index, proposal)
            }
            Self::RemoveProposal { index, proposal } => remove(&mut library.proposals, *index, proposal),
            Self::MoveProposal { from, to } => {
                let count = library.proposals.len();
                if *from >= count || *to >= count {
                    return Err(Mismatch);
                }
                let proposal = library.proposals.remove(*from);
                library.proposals.insert(*to, proposal);
                Ok(())
            }
            Self::SetTags { proposal, before, after } => {
                let tags = &mut library.proposal_mut(proposal).ok_or(Mismatch)?.tags;
                replace(tags, before, after)
            }
            Self::AddSubmission { proposal, index, submission } => {
                let proposal = library.proposal_mut(proposal).ok_or(Mismatch)?;
                if proposal.submission(&submission.id).is_some() {
                    return Err(Mismatch);
                }
                insert(&mut proposal.submissions, *index, submission)
            }
            Self::RemoveSubmission { proposal, index, submission } => {
                let proposal = library.proposal_mut(proposal).ok_or(Mismatch)?;
                remove(&mut proposal.submissions, *index, submission)
            }
            Self::SetSubmission { proposal, before, after } => {
                let proposal = library.proposal_mut(proposal).ok_or(Mismatch)?;
                let there = proposal.submission_mut(&before.id).ok_or(Mismatch)?;
                if before.id != after.id {
                    return Err(Mismatch);
                }
                replace(there, before, after)
            }
        }
    }
}

fn insert<T: Clone>(list: &mut Vec<T>, index: usize, item: &T) -> Result<(), Mismatch> {
    if index > list.len() {
        return Err(Mismatch);
    }
    list.insert(index, item.clone());
    Ok(())
}

fn remove<T: PartialEq>(list: &mut Vec<T>, index: usize, item: &T) -> Result<(), Mismatch> {
    if list.get(index) != Some(item) {
        return Err(Mismatch);
    }
    list.remove(index);
    Ok(())
}

fn replace<T: PartialEq + Clone>(there: &mut T, before: &T, after: &T) -> Result<(), Mismatch> {
    if there != before {
        return Err(Mismatch);
    }
    there.clone_from(after);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::talk::{LibraryText, ProposalText, Status};

    fn library() -> Library {
        let submission = Submission { id: Id::new("s"), venue: "PyCon 2018".into(), ..Submission::default() };
        let first = Proposal {
            id: Id::new("a"),
            title: "Grüße".into(),
            submissions: vec![submission],
            ..Proposal::default()
        };
        let second = Proposal { id: Id::new("b"), ..Proposal::default() };
        Library { proposals: vec![first, second], ..Library::default() }
    }

    fn splice(place: Place, at: usize, removed: &str, inserted: &str) -> Edit {
        Edit::Splice { place, at, removed: removed.into(), inserted: inserted.into() }
    }

    #[test]
    fn each_edit_changes_the_library_and_its_inverse_changes_it_back() {
        let before = library();
        let submission = before.proposals[0].submissions[0].clone();
        let accepted = Submission { status: Status::Accepted, ..submission.clone() };
        let other = Submission { id: Id::new("t"), ..Submission::default() };
        let fresh = Proposal { id: Id::new("c"), ..Proposal::default() };
        let a = || Id::new("a");
        let edits = [
            splice(Place::Proposal(a(), ProposalText::Title), 2, "ü", "ue"),
            splice(Place::Library(LibraryText::Introduction), 0, "", "Here is the list:"),
            splice(Place::Remarks { proposal: a(), submission: Id::new("s") }, 0, "", "Thanks!"),
            Edit::AddProposal { index: 2, proposal: Box::new(fresh) },
            Edit::RemoveProposal { index: 0, proposal: Box::new(before.proposals[0].clone()) },
            Edit::MoveProposal { from: 0, to: 1 },
            Edit::SetTags { proposal: a(), before: vec![], after: vec!["gil".into()] },
            Edit::AddSubmission { proposal: a(), index: 0, submission: Box::new(other) },
            Edit::RemoveSubmission { proposal: a(), index: 0, submission: Box::new(submission.clone()) },
            Edit::SetSubmission { proposal: a(), before: Box::new(submission), after: Box::new(accepted) },
        ];
        for edit in edits {
            let mut library = before.clone();
            assert_eq!(edit.apply(&mut library), Ok(()), "{edit:?}");
            assert_ne!(library, before, "{edit:?}");
            assert_eq!(edit.inverse().apply(&mut library), Ok(()), "{edit:?}");
            assert_eq!(library, before, "{edit:?}");
        }
    }

    #[test]
    fn an_edit_that_does_not_fit_changes_nothing() {
        let before = library();
        let a = || Id::new("a");
        let title = || Place::Proposal(a(), ProposalText::Title);
        let stranger = Submission { id: Id::new("s"), number: "1".into(), ..Submission::default() };
        let edits = [
            splice(title(), 0, "Hello", ""),
            splice(title(), 3, "", "inside a character"),
            splice(title(), usize::MAX, "x", ""),
            splice(Place::Proposal(Id::new("z"), ProposalText::Title), 0, "", "x"),
            Edit::AddProposal { index: 9, proposal: Box::default() },
            Edit::AddProposal { index: 0, proposal: Box::new(before.proposals[1].clone()) },
            Edit::RemoveProposal { index: 1, proposal: Box::new(before.proposals[0].clone()) },
            Edit::MoveProposal { from: 0, to: 2 },
            Edit::SetTags { proposal: a(), before: vec!["x".into()], after: vec![] },
            Edit::AddSubmission { proposal: a(), index: 0, submission: Box::new(stranger.clone()) },
            Edit::RemoveSubmission { proposal: a(), index: 0, submission: Box::new(stranger.clone()) },
            Edit::SetSubmission {
                proposal: a(),
                before: Box::new(stranger.clone()),
                after: Box::new(stranger),
            },
        ];
        for edit in edits {
            let mut library = before.clone();
            assert_eq!(edit.apply(&mut library), Err(Mismatch), "{edit:?}");
            assert_eq!(library, before, "{edit:?}");
        }
    }
}
