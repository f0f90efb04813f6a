//! What two have made of one library, made one again: record by record, then field by field.

use std::{collections::HashMap, hash::Hash, sync::Arc};

use super::{Conflict, Fact, Matter, Record, lines, order::order, record};
use crate::talk::{Id, Library, LibraryText, Place, Proposal, ProposalText, Speaker, Submission, Unknown};

/// What two changes of one library come to.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Merged {
    /// Both changes together; ours where they conflict.
    pub library: Library,
    /// What a person has to decide.
    pub conflicts: Vec<Conflict>,
}

/// Brings together what we and they have made of `base`.
///
/// What only one side has changed is taken, equal changes once. Where both have changed one text, its
/// lines are brought together; where they have changed the same lines, or another field, that is a
/// conflict. A record that one side has removed and the other has changed stays, and is a conflict too.
/// Proposals and submissions stand in our order, unless only they have moved some; what they have added
/// stands behind the same neighbour. The library's id is ours.
///
/// Takes linear time in what changed, and little for proposals that the libraries share.
#[must_use]
pub fn merge(base: &Library, ours: &Library, theirs: &Library) -> Merged {
    let mut conflicts = Vec::new();
    let library = match decided(base, ours, theirs) {
        Some(library) => library.clone(),
        None => Sides { conflicts: &mut conflicts }.library(base, ours, theirs),
    };
    Merged { library, conflicts }
}

/// What comes of three where at most one side has changed it, or both to the same; none elsewhere.
fn decided<T: PartialEq + Copy>(base: T, ours: T, theirs: T) -> Option<T> {
    if ours == theirs || theirs == base {
        Some(ours)
    } else if ours == base {
        Some(theirs)
    } else {
        None
    }
}

/// What is merged, with the conflicts that were found so far.
struct Sides<'a> {
    conflicts: &'a mut Vec<Conflict>,
}

impl Sides<'_> {
    fn library(&mut self, base: &Library, ours: &Library, theirs: &Library) -> Library {
        let [title, introduction, name, email, biography] = LibraryText::ALL.map(|text| {
            let place = Place::Library(text);
            let of = |library: &Library| library.text(&place).unwrap_or_default().to_owned();
            let texts = [of(base), of(ours), of(theirs)];
            self.text(place, &texts[0], &texts[1], &texts[2])
        });
        let unknown = self.unknown(&Record::Library, &base.unknown, &ours.unknown, &theirs.unknown);
        let speaker = [base, ours, theirs].map(|library| &library.speaker.unknown);
        let speaker = self.unknown(&Record::Speaker, speaker[0], speaker[1], speaker[2]);
        let lists = [&base.proposals, &ours.proposals, &theirs.proposals].map(Vec::as_slice);
        Library {
            id: ours.id.clone(),
            title,
            introduction,
            speaker: Speaker { name, email, biography, unknown: speaker },
            proposals: each(lists, |proposal| &proposal.id, |three| self.proposal(three)),
            unknown,
        }
    }

    /// Lines are merged, where a text has several.
    fn text(&mut self, place: Place, base: &str, ours: &str, theirs: &str) -> String {
        let merged = decided(base, ours, theirs).map(str::to_owned);
        let merged = merged.or_else(|| lines::together(base, ours, theirs));
        merged.unwrap_or_else(|| {
            self.conflict(Matter::Text(place), Some(base), Some(ours), Some(theirs));
            ours.to_owned()
        })
    }

    fn unknown(&mut self, record: &Record, base: &Unknown, ours: &Unknown, theirs: &Unknown) -> Unknown {
        if let Some(unknown) = decided(base, ours, theirs) {
            return unknown.clone();
        }
        let names =
            [base, ours, theirs].map(|unknown| unknown.iter().map(|(name, _)| name).collect::<Vec<_>>());
        let mut merged = Unknown::default();
        for name in order(&names[0], &names[1], &names[2]) {
            let [base, ours, theirs] = [base, ours, theirs].map(|unknown| record::value(unknown, name));
            let value = decided(base, ours, theirs).unwrap_or_else(|| {
                let matter = Matter::Unknown { record: record.clone(), name: name.to_owned() };
                self.conflict(matter, base, ours, theirs);
                ours
            });
            if let Some(value) = value {
                merged.keep(name, value);
            }
        }
        merged
    }

    fn proposal(&mut self, three: [Option<&Arc<Proposal>>; 3]) -> Option<Arc<Proposal>> {
        let [base, ours, theirs] = three;
        if let Some(proposal) = decided(base, ours, theirs) {
            return proposal.cloned();
        }
        let (Some(ours), Some(theirs)) = (ours, theirs) else {
            let kept = ours.or(theirs)?;
            let words = three.map(|there| there.map(|proposal| record::proposal(proposal)));
            self.removed(Matter::Proposal(kept.id.clone()), words);
            return Some(kept.clone());
        };
        Some(self.fields(base.unwrap_or(&Arc::default()), ours, theirs).into())
    }

    /// What one side has removed and the other has changed.
    fn removed(&mut self, matter: Matter, [base, ours, theirs]: [Option<String>; 3]) {
        self.conflicts.push(Conflict { matter, base, ours, theirs });
    }

    fn fields(&mut self, base: &Proposal, ours: &Proposal, theirs: &Proposal) -> Proposal {
        let id = &ours.id;
        let mut merged = Proposal { id: id.clone(), ..Proposal::default() };
        for text in ProposalText::ALL {
            let place = Place::Proposal(id.clone(), text);
            *merged.text_mut(text) = self.text(place, base.text(text), ours.text(text), theirs.text(text));
        }
        merged.tags = tags(&base.tags, &ours.tags, &theirs.tags);
        // Nobody loses anything by a language that can be chosen again: ours where both have changed it.
        let language = decided(&base.language, &ours.language, &theirs.language);
        merged.language.clone_from(language.unwrap_or(&ours.language));
        let lists = [base, ours, theirs].map(|proposal| proposal.submissions.as_slice());
        let both = |three: [Option<&Submission>; 3]| self.submission(id, three);
        merged.submissions = each(lists, |submission| &submission.id, both);
        let record = Record::Proposal(id.clone());
        merged.unknown = self.unknown(&record, &base.unknown, &ours.unknown, &theirs.unknown);
        merged
    }

    fn submission(&mut self, proposal: &Id, three: [Option<&Submission>; 3]) -> Option<Submission> {
        let [base, ours, theirs] = three;
        if let Some(submission) = decided(base, ours, theirs) {
            return submission.cloned();
        }
        let (Some(ours), Some(theirs)) = (ours, theirs) else {
            let kept = ours.or(theirs)?;
            let matter = Matter::Submission { proposal: proposal.clone(), submission: kept.id.clone() };
            self.removed(matter, three.map(|there| there.map(record::submission)));
            return Some(kept.clone());
        };
        Some(self.facts(proposal, base.unwrap_or(&Submission::default()), ours, theirs))
    }

    fn facts(&mut self, owner: &Id, base: &Submission, ours: &Submission, theirs: &Submission) -> Submission {
        let (proposal, submission) = (owner.clone(), ours.id.clone());
        let mut merged = ours.clone();
        for fact in Fact::ALL {
            let [base, ours, theirs] = [base, ours, theirs].map(|submission| fact.of(submission));
            let [base, ours, theirs] = [&base, &ours, &theirs].map(Option::as_deref);
            if let Some(value) = decided(base, ours, theirs) {
                fact.set(&mut merged, value);
            } else {
                let (proposal, submission) = (proposal.clone(), submission.clone());
                self.conflict(Matter::Fact { proposal, submission, fact }, base, ours, theirs);
            }
        }
        let record = Record::Submission { proposal: proposal.clone(), submission: submission.clone() };
        merged.unknown = self.unknown(&record, &base.unknown, &ours.unknown, &theirs.unknown);
        let place = Place::Remarks { proposal, submission };
        merged.remarks = self.text(place, &base.remarks, &ours.remarks, &theirs.remarks);
        merged
    }

    fn conflict(&mut self, matter: Matter, base: Option<&str>, ours: Option<&str>, theirs: Option<&str>) {
        let [base, ours, theirs] = [base, ours, theirs].map(|side| side.map(str::to_owned));
        self.conflicts.push(Conflict { matter, base, ours, theirs });
    }
}

/// What both sides have kept, and what each has added.
fn tags(base: &[String], ours: &[String], theirs: &[String]) -> Vec<String> {
    if let Some(tags) = decided(base, ours, theirs) {
        return tags.to_vec();
    }
    each(
        [base, ours, theirs],
        |tag| tag,
        |[base, ours, theirs]| match (ours, theirs) {
            (Some(tag), Some(_)) => Some(tag.clone()),
            (tag, other) if base.is_none() => tag.or(other).cloned(),
            _ => None,
        },
    )
}

/// Goes through everything that is in our list or theirs, in the order of both together: `one` is given
/// what stands in each of the three under one name, and answers what becomes of it.
fn each<'a, T, K: Hash + Eq + ?Sized + 'a>(
    lists: [&'a [T]; 3],
    name: impl Fn(&'a T) -> &'a K,
    mut one: impl FnMut([Option<&'a T>; 3]) -> Option<T>,
) -> Vec<T> {
    let names = lists.map(|list| list.iter().map(&name).collect::<Vec<&K>>());
    let by_name =
        lists.map(|list| list.iter().rev().map(|item| (name(item), item)).collect::<HashMap<_, _>>());
    let all = order(&names[0], &names[1], &names[2]).into_iter();
    all.filter_map(|name| one([0, 1, 2].map(|side| by_name[side].get(name).copied()))).collect()
}
