//! What of a record is not a text of its own: the fields that are kept word for word, and the whole as words.

use std::sync::Arc;

use super::{Fact, Record};
use crate::talk::{Edit, Id, Library, Proposal, ProposalText, Submission, Unknown};

/// The value of an unknown field.
pub fn value<'a>(unknown: &'a Unknown, name: &str) -> Option<&'a str> {
    unknown.iter().find(|(there, _)| *there == name).map(|(_, value)| value)
}

/// The unknown fields of a record; none where there is no such record.
pub fn unknown<'a>(library: &'a Library, record: &Record) -> Option<&'a Unknown> {
    Some(match record {
        Record::Library => &library.unknown,
        Record::Speaker => &library.speaker.unknown,
        Record::Proposal(proposal) => &library.proposal(proposal)?.unknown,
        Record::Submission { proposal, submission } => {
            &library.proposal(proposal)?.submission(submission)?.unknown
        }
    })
}

/// The edit that gives an unknown field a value, or takes the field away; none where there is no such
/// record.
pub fn set_unknown(library: &Library, record: &Record, name: &str, value: Option<&str>) -> Option<Edit> {
    let after = with(unknown(library, record)?, name, value);
    let both = |library: &Library| [library.unknown.clone(), library.speaker.unknown.clone()];
    let of_library = |index: usize| {
        let before = Box::new(both(library));
        let mut now = before.clone();
        now[index] = after.clone();
        Edit::SetUnknown { before, after: now }
    };
    Some(match record {
        Record::Library => of_library(0),
        Record::Speaker => of_library(1),
        Record::Proposal(proposal) => {
            Edit::within(library.proposal(proposal)?, |proposal| proposal.unknown = after)
        }
        Record::Submission { proposal, submission } => {
            within(library.proposal(proposal)?, submission, |there| there.unknown = after)
        }
    })
}

/// The edit that changes a submission of a proposal.
pub fn within(proposal: &Arc<Proposal>, submission: &Id, change: impl FnOnce(&mut Submission)) -> Edit {
    Edit::within(proposal, |proposal| {
        if let Some(there) = proposal.submissions.iter_mut().find(|there| there.id == *submission) {
            change(there);
        }
    })
}

/// The fields with one of them changed, added behind the others, or taken away.
fn with(unknown: &Unknown, name: &str, value: Option<&str>) -> Unknown {
    let mut after = Unknown::default();
    let mut value = value;
    for (there, old) in unknown.iter() {
        if there != name {
            after.keep(there, old);
        } else if let Some(new) = value.take() {
            after.keep(name, new);
        }
    }
    if let Some(new) = value {
        after.keep(name, new);
    }
    after
}

/// Everything that a person has written in a proposal, to be read beside another one.
pub fn proposal(proposal: &Proposal) -> String {
    let tags = [("Tags", proposal.tags.join(", "))].into_iter();
    let prose = ProposalText::PROSE.map(|text| (text.heading(), proposal.text(text).to_owned()));
    let sent = proposal.submissions.iter().map(|sent| ("Submission", submission(sent)));
    let parts = tags.chain(prose).chain(sent).filter(|(_, text)| !text.is_empty());
    let parts = parts.map(|(heading, text)| format!("{heading}\n{text}"));
    [proposal.title.clone()].into_iter().chain(parts).collect::<Vec<_>>().join("\n\n")
}

/// Everything that a person has written of a submission.
pub fn submission(submission: &Submission) -> String {
    let fact = |fact: Fact| fact.of(submission).map(|value| format!("{}: {value}", fact.heading()));
    let lines: Vec<String> = Fact::ALL.into_iter().filter_map(fact).collect();
    let remarks = &submission.remarks;
    lines.join("\n") + if remarks.is_empty() { "" } else { "\n\n" } + remarks
}
