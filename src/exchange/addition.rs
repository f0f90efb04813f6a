//! What it means to bring one library into another.

use std::{collections::HashSet, sync::Arc};

use crate::talk::{Edit, Id, Ids, Library, LibraryText, Place, Proposal, ProposalText};

/// What bringing a library in comes to.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Added {
    /// The edits that do it, in the order in which they apply.
    pub edits: Vec<Edit>,
    /// The titles of the proposals that come in.
    pub added: Vec<String>,
    /// The titles of the proposals that stay out, because one with the same texts is there already.
    pub skipped: Vec<String>,
}

/// How `incoming` comes into `library`: its proposals stand behind those that are there, and its title,
/// introduction and speaker fill what is empty there.
///
/// A proposal whose title and four texts all equal those of one that is there is skipped, whatever its
/// submissions and tags. Two equal ones inside `incoming` both come in: its author wanted two. An id
/// that is missing or taken gives way to one of `ids`.
#[must_use]
pub fn add(library: &Library, incoming: Library, ids: &mut Ids) -> Added {
    let mut added = Added { edits: filled_texts(library, &incoming), ..Added::default() };
    let there: HashSet<_> = library.proposals.iter().map(|proposal| texts(proposal)).collect();
    let mut taken = ids_of(library);
    for mut incoming in incoming.proposals {
        if there.contains(&texts(&incoming)) {
            added.skipped.push(incoming.title.clone());
            continue;
        }
        let proposal = Arc::make_mut(&mut incoming);
        renew(&mut proposal.id, &mut taken, ids);
        for submission in &mut proposal.submissions {
            renew(&mut submission.id, &mut taken, ids);
        }
        let index = library.proposals.len() + added.added.len();
        added.added.push(proposal.title.clone());
        added.edits.push(Edit::AddProposal { index, proposal: incoming });
    }
    added
}

/// The title and the four long texts.
fn texts(proposal: &Proposal) -> [&str; 5] {
    let [description, audience, outline, notes] = ProposalText::PROSE.map(|text| proposal.text(text));
    [&proposal.title, description, audience, outline, notes]
}

/// The edits that fill the library's own texts where they are empty.
fn filled_texts(library: &Library, incoming: &Library) -> Vec<Edit> {
    let texts = [
        LibraryText::Title,
        LibraryText::Introduction,
        LibraryText::SpeakerName,
        LibraryText::SpeakerEmail,
        LibraryText::SpeakerBiography,
    ];
    let fill = |text| {
        let place = Place::Library(text);
        let inserted = incoming.text(&place).filter(|new| !new.is_empty())?.to_owned();
        let empty = library.text(&place)?.is_empty();
        empty.then_some(Edit::Splice { place, at: 0, removed: String::new(), inserted })
    };
    texts.into_iter().filter_map(fill).collect()
}

fn ids_of(library: &Library) -> HashSet<Id> {
    let submissions = library.proposals.iter().flat_map(|proposal| &proposal.submissions);
    let mut ids: HashSet<Id> = submissions.map(|submission| submission.id.clone()).collect();
    ids.extend(library.proposals.iter().map(|proposal| proposal.id.clone()));
    ids.insert(library.id.clone());
    ids
}

fn renew(id: &mut Id, taken: &mut HashSet<Id>, ids: &mut Ids) {
    while id.is_empty() || !taken.insert(id.clone()) {
        *id = ids.fresh();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::talk::{Speaker, Submission};

    fn proposal(id: &str, title: &str) -> Proposal {
        let submission = Submission { id: Id::new(format!("{id}-s")), ..Submission::default() };
        Proposal {
            id: Id::new(id),
            title: title.into(),
            submissions: vec![submission],
            ..Proposal::default()
        }
    }

    fn library(proposals: Vec<Proposal>) -> Library {
        Library {
            id: Id::new("library"),
            proposals: proposals.into_iter().map(Arc::new).collect(),
            ..Library::default()
        }
    }

    fn applied(library: &Library, added: &Added) -> Library {
        let mut library = library.clone();
        added.edits.iter().for_each(|edit| edit.apply(&mut library).unwrap());
        library
    }

    #[test]
    fn new_proposals_stand_behind_and_known_ones_stay_out() {
        let there = library(vec![proposal("a", "Kites")]);
        let other = Proposal { notes: "Windy.".into(), ..proposal("x", "Kites") };
        let incoming = library(vec![proposal("b", "Knots"), proposal("c", "Kites"), other]);
        let added = add(&there, incoming, &mut Ids::new(1));
        assert_eq!(added.added, ["Knots", "Kites"]);
        assert_eq!(added.skipped, ["Kites"]);
        let titles: Vec<String> =
            applied(&there, &added).proposals.into_iter().map(|p| p.title.clone()).collect();
        assert_eq!(titles, ["Kites", "Knots", "Kites"]);
    }

    #[test]
    fn ids_that_are_taken_or_missing_are_renewed_and_others_stay() {
        let there = library(vec![proposal("a", "Kites")]);
        let incoming = library(vec![proposal("a", "Knots"), proposal("", "Ropes"), proposal("b", "Sails")]);
        let mut after = applied(&there, &add(&there, incoming, &mut Ids::new(1)));
        assert_eq!(after.proposals[3].id, Id::new("b"));
        let before = after.clone();
        after.mend_ids(&mut Ids::new(2));
        assert_eq!(after, before, "nothing is left to mend");
    }

    #[test]
    fn empty_texts_of_the_library_are_filled_and_others_stay() {
        let there = Library { title: "Mine".into(), ..library(vec![]) };
        let speaker = Speaker {
            name: "Ada".into(),
            email: "ada@example.org".into(),
            biography: "Sails.".into(),
            ..Speaker::default()
        };
        let incoming =
            Library { title: "Hers".into(), introduction: "Hello".into(), speaker, ..library(vec![]) };
        let after = applied(&there, &add(&there, incoming.clone(), &mut Ids::new(1)));
        assert_eq!((after.title.as_str(), after.introduction.as_str()), ("Mine", "Hello"));
        assert_eq!(after.speaker, incoming.speaker);
    }

    #[test]
    fn a_library_that_is_there_already_changes_nothing() {
        let there = Library { title: "Mine".into(), ..library(vec![proposal("a", "Kites")]) };
        let added = add(&there, there.clone(), &mut Ids::new(1));
        assert_eq!(added, Added { skipped: vec!["Kites".into()], ..Added::default() });
    }
}
