//! Records without a name of their own, taken for those that they were.

use std::collections::{HashMap, HashSet};

use crate::talk::{Id, Library, Submission};

/// Gives every record that has no id, or that of an earlier one, the id of the record in `known` that it
/// is: the proposal of the same title, else the one at the same place in the list; the submission to the
/// same venue. Those that are not recognised are left for `Library::mend_ids`. So a file whose records
/// have no ids, as people write them by hand, can be read again and again. Linear time.
pub fn recognise(library: &mut Library, known: &Library) {
    if library.id.is_empty() {
        library.id = known.id.clone();
    }
    let mut seen = HashSet::new();
    let mut nameless = Vec::new();
    for (index, proposal) in library.proposals.iter().enumerate() {
        if proposal.id.is_empty() || !seen.insert(proposal.id.clone()) {
            nameless.push(index);
        }
    }
    let mut titled: HashMap<&str, Vec<&Id>> = HashMap::new();
    for proposal in known.proposals.iter().rev().filter(|proposal| !seen.contains(&proposal.id)) {
        titled.entry(&proposal.title).or_default().push(&proposal.id);
    }
    let mut found: HashMap<usize, Id> = HashMap::new();
    for index in &nameless {
        let title = library.proposals.get(*index).map_or("", |proposal| &proposal.title);
        if let Some(id) = titled.get_mut(title).and_then(Vec::pop) {
            seen.insert(id.clone());
            found.insert(*index, id.clone());
        }
    }
    for index in nameless {
        let there = known.proposals.get(index).map(|there| there.id.clone());
        let id = found.remove(&index).or_else(|| there.filter(|id| seen.insert(id.clone())));
        if let (Some(id), Some(proposal)) = (id, library.proposals.get_mut(index)) {
            std::sync::Arc::make_mut(proposal).id = id;
        }
    }
    recognise_submissions(library, known);
}

fn recognise_submissions(library: &mut Library, known: &Library) {
    let nameless = |submission: &Submission| submission.id.is_empty();
    let known: HashMap<&Id, &[Submission]> =
        known.proposals.iter().map(|proposal| (&proposal.id, &*proposal.submissions)).collect();
    for proposal in &mut library.proposals {
        let Some(known) = known.get(&proposal.id).filter(|_| proposal.submissions.iter().any(nameless))
        else {
            continue;
        };
        let proposal = std::sync::Arc::make_mut(proposal);
        let mut seen: HashSet<Id> = proposal.submissions.iter().map(|there| there.id.clone()).collect();
        for submission in proposal.submissions.iter_mut().filter(|there| nameless(there)) {
            let same =
                known.iter().find(|there| there.venue == submission.venue && !seen.contains(&there.id));
            if let Some(same) = same {
                seen.insert(same.id.clone());
                submission.id = same.id.clone();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::talk::Proposal;

    /// Id and title, and id and venue of each submission.
    type Named<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)]);

    fn library(proposals: &[Named]) -> Library {
        let submission = |(id, venue): &(&str, &str)| Submission {
            id: Id::new(*id),
            venue: (*venue).into(),
            ..Submission::default()
        };
        let proposal = |(id, title, sent): &Named| Proposal {
            id: Id::new(*id),
            title: (*title).into(),
            submissions: sent.iter().map(submission).collect(),
            ..Proposal::default()
        };
        Library {
            proposals: proposals.iter().map(|one| proposal(one).into()).collect(),
            ..Library::default()
        }
    }

    #[test]
    fn records_without_ids_are_known_by_title_place_and_venue() {
        let known = library(&[
            ("1", "One", &[("s", "PyCon"), ("t", "PyOhio")]),
            ("2", "Two", &[]),
            ("3", "Three", &[]),
        ]);
        let mut read = library(&[
            ("", "Zero", &[]),
            ("", "One", &[("", "PyOhio"), ("", "Elsewhere"), ("", "PyCon")]),
            ("", "Drei", &[]),
            ("", "Two", &[]),
        ]);
        recognise(&mut read, &known);
        let ids: Vec<&str> = read.proposals.iter().map(|proposal| proposal.id.as_str()).collect();
        assert_eq!(ids, ["", "1", "3", "2"]);
        let sent: Vec<&str> = read.proposals[1].submissions.iter().map(|sent| sent.id.as_str()).collect();
        assert_eq!(sent, ["t", "", "s"]);
    }

    #[test]
    fn a_copy_made_by_hand_is_not_taken_for_what_it_was_copied_from() {
        let known = library(&[("1", "One", &[]), ("9", "One", &[])]);
        let mut read = library(&[("1", "One", &[]), ("1", "One", &[]), ("1", "New", &[])]);
        recognise(&mut read, &known);
        let ids: Vec<&str> = read.proposals.iter().map(|proposal| proposal.id.as_str()).collect();
        assert_eq!(ids, ["1", "9", "1"]);
    }
}
