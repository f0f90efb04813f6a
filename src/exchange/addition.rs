//! What it means to bring one library into another.

use std::{
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

use crate::talk::{Edit, Id, Ids, Library, LibraryText, Mismatch, Place, Proposal, ProposalText};

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

/// A library into which others come, one after the other: each in time with its own length, however many
/// proposals are there already.
#[derive(Debug)]
pub struct Adding {
    library: Library,
    /// The proposals that are there, by the hash of their texts.
    there: HashMap<u64, Vec<Arc<Proposal>>>,
    taken: HashSet<Id>,
}

impl Adding {
    /// Begins with what is there.
    #[must_use]
    pub fn to(library: Library) -> Self {
        let taken = ids_of(&library);
        let mut adding = Self { library, there: HashMap::new(), taken };
        for proposal in &adding.library.proposals {
            adding.there.entry(hash(proposal)).or_default().push(proposal.clone());
        }
        adding
    }

    /// Brings `incoming` in: its proposals stand behind those that are there, and its title, introduction and
    /// speaker fill what is empty.
    ///
    /// A proposal whose title and four texts all equal those of one that is there is skipped, whatever its
    /// submissions and tags. Two equal ones inside `incoming` both come in: its author wanted two. An id
    /// that is missing or taken gives way to one of `ids`.
    ///
    /// # Errors
    /// None that can happen: the edits are made for what is there.
    pub fn take(&mut self, incoming: Library, ids: &mut Ids) -> Result<Added, Mismatch> {
        let mut added = Added { edits: filled_texts(&self.library, &incoming), ..Added::default() };
        let mut new = Vec::new();
        for mut incoming in incoming.proposals {
            if self.knows(&incoming) {
                added.skipped.push(incoming.title.clone());
                continue;
            }
            let proposal = Arc::make_mut(&mut incoming);
            renew(&mut proposal.id, &mut self.taken, ids);
            for submission in &mut proposal.submissions {
                renew(&mut submission.id, &mut self.taken, ids);
            }
            let index = self.library.proposals.len() + new.len();
            added.added.push(proposal.title.clone());
            added.edits.push(Edit::AddProposal { index, proposal: incoming.clone() });
            new.push(incoming);
        }
        for edit in &added.edits {
            edit.apply(&mut self.library)?;
        }
        for proposal in new {
            self.there.entry(hash(&proposal)).or_default().push(proposal);
        }
        Ok(added)
    }

    /// The library with all that came in.
    #[must_use]
    pub fn into_library(self) -> Library {
        self.library
    }

    fn knows(&self, proposal: &Proposal) -> bool {
        let alike = self.there.get(&hash(proposal)).into_iter().flatten();
        alike.into_iter().any(|known| texts(known) == texts(proposal))
    }
}

fn hash(proposal: &Proposal) -> u64 {
    let mut hasher = DefaultHasher::new();
    texts(proposal).hash(&mut hasher);
    hasher.finish()
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

    /// What came of it, and the library then: the edits alone make the same of the first one.
    fn add(there: &Library, incoming: Library) -> (Added, Library) {
        let mut adding = Adding::to(there.clone());
        let added = adding.take(incoming, &mut Ids::new(1)).unwrap();
        let mut applied = there.clone();
        added.edits.iter().for_each(|edit| edit.apply(&mut applied).unwrap());
        let after = adding.into_library();
        assert_eq!(applied, after);
        (added, after)
    }

    #[test]
    fn new_proposals_stand_behind_and_known_ones_stay_out() {
        let there = library(vec![proposal("a", "Kites")]);
        let other = Proposal { notes: "Windy.".into(), ..proposal("x", "Kites") };
        let incoming = library(vec![proposal("b", "Knots"), proposal("c", "Kites"), other]);
        let (added, after) = add(&there, incoming);
        assert_eq!(added.added, ["Knots", "Kites"]);
        assert_eq!(added.skipped, ["Kites"]);
        let titles: Vec<String> = after.proposals.into_iter().map(|p| p.title.clone()).collect();
        assert_eq!(titles, ["Kites", "Knots", "Kites"]);
    }

    #[test]
    fn ids_that_are_taken_or_missing_are_renewed_and_others_stay() {
        let there = library(vec![proposal("a", "Kites")]);
        let incoming = library(vec![proposal("a", "Knots"), proposal("", "Ropes"), proposal("b", "Sails")]);
        let (_, mut after) = add(&there, incoming);
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
        let (_, after) = add(&there, incoming.clone());
        assert_eq!((after.title.as_str(), after.introduction.as_str()), ("Mine", "Hello"));
        assert_eq!(after.speaker, incoming.speaker);
    }

    #[test]
    fn a_library_that_is_there_already_changes_nothing() {
        let there = Library { title: "Mine".into(), ..library(vec![proposal("a", "Kites")]) };
        let (added, _) = add(&there, there.clone());
        assert_eq!(added, Added { skipped: vec!["Kites".into()], ..Added::default() });
    }

    #[test]
    fn what_came_in_before_is_there_when_the_next_one_comes() {
        let mut adding = Adding::to(library(vec![proposal("a", "Kites")]));
        let mut ids = Ids::new(1);
        let twice = || library(vec![proposal("b", "Knots"), proposal("c", "Knots")]);
        assert_eq!(adding.take(twice(), &mut ids).unwrap().added.len(), 2);
        assert_eq!(adding.take(twice(), &mut ids).unwrap().skipped.len(), 2);
        assert_eq!(adding.into_library().proposals.len(), 3);
    }
}
