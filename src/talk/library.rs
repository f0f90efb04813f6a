//! What one file holds: the page's title and introduction, the speaker, and the proposals.

use std::{collections::HashSet, sync::Arc};

use super::{Date, Id, Ids, ProposalText, Status, Unknown};

/// What stands for a language where spelling is not to be checked.
pub const NO_LANGUAGE: &str = "none";

/// What one file holds.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Library {
    /// Never changes.
    pub id: Id,
    /// What the page is called; one line.
    pub title: String,
    /// What stands before the lists.
    pub introduction: String,
    /// Who gives the talks.
    pub speaker: Speaker,
    /// The talks, in the speaker's own order. Shared, so that a copy of a library costs next to nothing:
    /// the state that was saved last and the one that is being saved are such copies.
    pub proposals: Vec<Arc<Proposal>>,
    /// What its file holds besides, kept word for word.
    pub unknown: Unknown,
}

/// Who gives the talks.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Speaker {
    /// One line.
    pub name: String,
    /// One line.
    pub email: String,
    /// Who the speaker is, as programmes print it.
    pub biography: String,
    /// What its file holds besides, kept word for word.
    pub unknown: Unknown,
}

/// One talk as the speaker keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Proposal {
    /// Never changes.
    pub id: Id,
    /// One line.
    pub title: String,
    /// What the talk is about, as the programme prints it.
    pub description: String,
    /// Whom the talk is for.
    pub audience: String,
    /// The sections with their minutes, in the speaker's own notation: the only truth about them.
    pub outline: String,
    /// What only the committee reads.
    pub notes: String,
    /// Words to find it by, one line each.
    pub tags: Vec<String>,
    /// The language that it is written in, as dictionaries are named (`de_DE`), or [`NO_LANGUAGE`]; that of the
    /// settings where it does not say.
    pub language: Option<String>,
    /// Where it was sent, oldest first.
    pub submissions: Vec<Submission>,
    /// What its file holds besides, kept word for word.
    pub unknown: Unknown,
}

/// A proposal sent, or to be sent, to a venue.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Submission {
    /// Never changes.
    pub id: Id,
    /// The conference and its year; one line.
    pub venue: String,
    /// The conference's own number or code for it, without a `#`; one line.
    pub number: String,
    /// How far it has come.
    pub status: Status,
    /// The slot asked for or given, in minutes, all of it: speaking, questions and changeover.
    pub slot: Option<u32>,
    /// The part of the slot that is for questions, in minutes, where the venue says so.
    pub questions: Option<u32>,
    /// The part of the slot in which the next speaker sets up, in minutes, where the venue says so.
    pub changeover: Option<u32>,
    /// The day on which it was sent.
    pub sent: Option<Date>,
    /// The day on which the answer came.
    pub decided: Option<Date>,
    /// What is to be remembered of it.
    pub remarks: String,
    /// What its file holds besides, kept word for word.
    pub unknown: Unknown,
}

impl Submission {
    /// Whether nothing but its slot is known of it.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        let Self { slot, questions, changeover, .. } = *self;
        *self == Self { id: self.id.clone(), slot, questions, changeover, ..Self::default() }
    }
}

impl Library {
    /// The proposal with this id.
    #[must_use]
    pub fn proposal(&self, id: &Id) -> Option<&Arc<Proposal>> {
        self.proposals.iter().find(|proposal| proposal.id == *id)
    }

    /// The proposal with this id, to be changed: only edits do so.
    pub(super) fn proposal_mut(&mut self, id: &Id) -> Option<&mut Proposal> {
        self.proposals.iter_mut().find(|proposal| proposal.id == *id).map(Arc::make_mut)
    }

    /// Gives a new id to every record that has none, or one that an earlier record has: both happen
    /// to files that people write or copy by hand. Where nothing is to be mended nothing is copied that others
    /// have a share in.
    pub fn mend_ids(&mut self, ids: &mut Ids) {
        if self.has_own_ids() {
            return;
        }
        let mut seen = HashSet::new();
        ids.mend(&mut self.id, &mut seen);
        for proposal in &mut self.proposals {
            let proposal = Arc::make_mut(proposal);
            ids.mend(&mut proposal.id, &mut seen);
            for submission in &mut proposal.submissions {
                ids.mend(&mut submission.id, &mut seen);
            }
        }
    }

    /// Whether each record has an id that no other has.
    fn has_own_ids(&self) -> bool {
        let of_proposals = self.proposals.iter().flat_map(|proposal| {
            std::iter::once(&proposal.id).chain(proposal.submissions.iter().map(|submission| &submission.id))
        });
        let mut seen = HashSet::with_capacity(self.proposals.len());
        std::iter::once(&self.id).chain(of_proposals).all(|id| !id.is_empty() && seen.insert(id))
    }
}

impl Proposal {
    /// One of its texts.
    #[must_use]
    pub fn text(&self, text: ProposalText) -> &str {
        match text {
            ProposalText::Title => &self.title,
            ProposalText::Description => &self.description,
            ProposalText::Audience => &self.audience,
            ProposalText::Outline => &self.outline,
            ProposalText::Notes => &self.notes,
        }
    }

    /// One of its texts, to be filled: in a library only edits do so.
    pub fn text_mut(&mut self, text: ProposalText) -> &mut String {
        match text {
            ProposalText::Title => &mut self.title,
            ProposalText::Description => &mut self.description,
            ProposalText::Audience => &mut self.audience,
            ProposalText::Outline => &mut self.outline,
            ProposalText::Notes => &mut self.notes,
        }
    }

    /// The submission with this id.
    #[must_use]
    pub fn submission(&self, id: &Id) -> Option<&Submission> {
        self.submissions.iter().find(|submission| submission.id == *id)
    }

    pub(super) fn submission_mut(&mut self, id: &Id) -> Option<&mut Submission> {
        self.submissions.iter_mut().find(|submission| submission.id == *id)
    }

    /// The submission that was made last: the newest stands last.
    #[must_use]
    pub fn latest(&self) -> Option<&Submission> {
        self.submissions.last()
    }

    /// How far the latest submission has come; a proposal that was never submitted is a draft.
    #[must_use]
    pub fn status(&self) -> Status {
        self.latest().map_or(Status::Draft, |submission| submission.status)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_and_repeated_ids_are_mended_and_good_ones_stay() {
        let with = |id: &str| Arc::new(Proposal { id: Id::new(id), ..Proposal::default() });
        let mut library =
            Library { proposals: vec![with("a"), with(""), with("a"), with("b")], ..Library::default() };
        library.mend_ids(&mut Ids::new(1));
        let ids: HashSet<&str> = library.proposals.iter().map(|proposal| proposal.id.as_str()).collect();
        assert_eq!(ids.len(), 4);
        assert!(!library.id.is_empty() && !ids.contains(""));
        assert_eq!(library.proposals[0].id.as_str(), "a");
        assert_eq!(library.proposals[3].id.as_str(), "b");
    }

    #[test]
    fn what_needs_no_mending_stays_shared() {
        let with = |id: &str, submission: &str| {
            let submissions = vec![Submission { id: Id::new(submission), ..Submission::default() }];
            Arc::new(Proposal { id: Id::new(id), submissions, ..Proposal::default() })
        };
        let library = |proposals| Library { id: Id::new("l"), proposals, ..Library::default() };
        let whole = library(vec![with("a", "s"), with("b", "t")]);
        let mut mended = whole.clone();
        mended.mend_ids(&mut Ids::new(1));
        let shared = |(one, other): (&Arc<Proposal>, &Arc<Proposal>)| Arc::ptr_eq(one, other);
        assert!(mended.proposals.iter().zip(&whole.proposals).all(shared));
        for proposals in [vec![with("a", "s"), with("b", "s")], vec![with("a", "")], vec![with("l", "s")]] {
            let before = library(proposals);
            let mut mended = before.clone();
            mended.mend_ids(&mut Ids::new(1));
            assert_ne!(mended, before);
        }
    }

    #[test]
    fn the_status_is_that_of_the_latest_submission() {
        let submission = |status| Submission { status, ..Submission::default() };
        let mut proposal = Proposal::default();
        assert_eq!(proposal.status(), Status::Draft);
        proposal.submissions = vec![submission(Status::Rejected), submission(Status::Accepted)];
        assert_eq!(proposal.status(), Status::Accepted);
    }
}
