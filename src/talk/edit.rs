//! A change of the library as a value that carries what was there before and what is there after.

use std::{fmt, sync::Arc};

use super::{Library, Place, Proposal, Unknown};

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
        proposal: Arc<Proposal>,
    },
    /// The proposal at `index` went.
    RemoveProposal {
        /// Where it stood.
        index: usize,
        /// What went.
        proposal: Arc<Proposal>,
    },
    /// The proposal at `from` was taken out and put in at `to`.
    MoveProposal {
        /// Where it stood.
        from: usize,
        /// Where it stands now.
        to: usize,
    },
    /// Whatever else changed in a proposal: it gave way to one with the same id.
    SetProposal {
        /// What it was.
        before: Arc<Proposal>,
        /// What it is now.
        after: Arc<Proposal>,
    },
    /// The fields changed that are kept word for word: those of the library, and those of its speaker.
    SetUnknown {
        /// What they were.
        before: Box<[Unknown; 2]>,
        /// What they are now.
        after: Box<[Unknown; 2]>,
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
    /// The edit that changes a proposal otherwise than by one text, which is what a splice is for.
    #[must_use]
    pub fn within(before: &Arc<Proposal>, change: impl FnOnce(&mut Proposal)) -> Self {
        let mut after = Proposal::clone(before);
        change(&mut after);
        Self::SetProposal { before: before.clone(), after: after.into() }
    }

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
            Self::SetProposal { before, after } => Self::SetProposal { before: after, after: before },
            Self::SetUnknown { before, after } => Self::SetUnknown { before: after, after: before },
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
            Self::SetProposal { before, after } => {
                let there = library.proposals.iter_mut().find(|there| there.id == before.id);
                let there = there.ok_or(Mismatch)?;
                if before.id != after.id {
                    return Err(Mismatch);
                }
                replace(there, before, after)
            }
            Self::SetUnknown { before, after } => {
                let Library { unknown, speaker, .. } = library;
                if [&*unknown, &speaker.unknown] != before.each_ref() {
                    return Err(Mismatch);
                }
                [unknown, &mut speaker.unknown]
                    .into_iter()
                    .zip(&**after)
                    .for_each(|(to, from)| to.clone_from(from));
                Ok(())
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
    use crate::talk::{Id, LibraryText, ProposalText, Status, Submission};

    fn library() -> Library {
        let submission = Submission { id: Id::new("s"), venue: "PyCon 2018".into(), ..Submission::default() };
        let first = Proposal {
            id: Id::new("a"),
            title: "Grüße".into(),
            submissions: vec![submission],
            ..Proposal::default()
        };
        let second = Proposal { id: Id::new("b"), ..Proposal::default() };
        Library { proposals: vec![first.into(), second.into()], ..Library::default() }
    }

    fn splice(place: Place, at: usize, removed: &str, inserted: &str) -> Edit {
        Edit::Splice { place, at, removed: removed.into(), inserted: inserted.into() }
    }

    #[test]
    fn each_edit_changes_the_library_and_its_inverse_changes_it_back() {
        let before = library();
        let old = before.proposals[0].clone();
        let accepted = Submission { status: Status::Accepted, ..old.submissions[0].clone() };
        let new = Proposal { tags: vec!["gil".into()], submissions: vec![accepted], ..Proposal::clone(&old) };
        let fresh = Proposal { id: Id::new("c"), ..Proposal::default() };
        let mut unknown = [Unknown::default(), Unknown::default()];
        unknown[1].keep("mastodon", "\"@me\"");
        let a = || Id::new("a");
        let edits = [
            splice(Place::Proposal(a(), ProposalText::Title), 2, "ü", "ue"),
            splice(Place::Library(LibraryText::Introduction), 0, "", "Here is the list:"),
            splice(Place::Remarks { proposal: a(), submission: Id::new("s") }, 0, "", "Thanks!"),
            Edit::AddProposal { index: 2, proposal: Arc::new(fresh) },
            Edit::RemoveProposal { index: 0, proposal: old.clone() },
            Edit::MoveProposal { from: 0, to: 1 },
            Edit::SetProposal { before: old, after: Arc::new(new) },
            Edit::SetUnknown { before: Box::default(), after: Box::new(unknown) },
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
        let stranger = Proposal { title: "Hello".into(), ..Proposal::clone(&before.proposals[0]) };
        let mut unknown = [Unknown::default(), Unknown::default()];
        unknown[0].keep("colour", "1");
        let edits = [
            splice(title(), 0, "Hello", ""),
            splice(title(), 3, "", "inside a character"),
            splice(title(), usize::MAX, "x", ""),
            splice(Place::Proposal(Id::new("z"), ProposalText::Title), 0, "", "x"),
            Edit::AddProposal { index: 9, proposal: Arc::default() },
            Edit::AddProposal { index: 0, proposal: before.proposals[1].clone() },
            Edit::RemoveProposal { index: 1, proposal: before.proposals[0].clone() },
            Edit::MoveProposal { from: 0, to: 2 },
            Edit::SetProposal { before: Arc::new(stranger.clone()), after: Arc::new(stranger) },
            Edit::SetProposal { before: before.proposals[0].clone(), after: before.proposals[1].clone() },
            Edit::SetUnknown { before: Box::new(unknown), after: Box::default() },
        ];
        for edit in edits {
            let mut library = before.clone();
            assert_eq!(edit.apply(&mut library), Err(Mismatch), "{edit:?}");
            assert_eq!(library, before, "{edit:?}");
        }
    }
}
