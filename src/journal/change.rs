//! A change as one record: what a person did at once, with all its edits.
//!
//! ```text
//! 12 1764000000 S splice proposal "k3j9" outline 120 "a" "bc" = 1a2b3c4d
//! ```
//!
//! Its number, its time in seconds since 1970, S (a step), J (joined to the last), U (undone) or R (done
//! again), then the edits. Proposals and fields that soapbox does not know stand as a library's file that
//! holds nothing else.

use std::sync::Arc;

use super::line::{Words, push_text};
use crate::{
    format,
    talk::{Change, ChangeKind, Edit, Id, Library, LibraryText, Place, Proposal, ProposalText, Speaker},
};

const KINDS: [(ChangeKind, &str); 4] = [
    (ChangeKind::Step, "S"),
    (ChangeKind::Joined, "J"),
    (ChangeKind::Undone, "U"),
    (ChangeKind::Redone, "R"),
];

const LIBRARY_TEXTS: [(LibraryText, &str); 5] = [
    (LibraryText::Title, "title"),
    (LibraryText::Introduction, "introduction"),
    (LibraryText::SpeakerName, "name"),
    (LibraryText::SpeakerEmail, "email"),
    (LibraryText::SpeakerBiography, "biography"),
];

const PROPOSAL_TEXTS: [(ProposalText, &str); 5] = [
    (ProposalText::Title, "title"),
    (ProposalText::Description, "description"),
    (ProposalText::Audience, "audience"),
    (ProposalText::Outline, "outline"),
    (ProposalText::Notes, "notes"),
];

fn word_of<T: PartialEq>(table: &[(T, &'static str)], meant: &T) -> &'static str {
    table.iter().find(|(value, _)| value == meant).map_or("?", |(_, word)| word)
}

fn meant_by<T: Copy>(table: &[(T, &str)], word: &str) -> Option<T> {
    table.iter().find(|(_, known)| *known == word).map(|(value, _)| *value)
}

/// A change with its number and its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// When it was made, in seconds since 1970, as the clock stood.
    pub time: u64,
    /// What was changed.
    pub change: Change,
}

/// The record of a change. `after` is the library behind it, where that is known: then the record says how
/// the text that was changed last came out, so that a replay that goes astray is noticed.
pub fn record(number: u64, time: u64, change: &Change, after: Option<&Library>) -> String {
    let mut out = format!("{number} {time} {}", word_of(&KINDS, &change.kind));
    for edit in &change.edits {
        push_edit(&mut out, edit);
    }
    if let Some(sum) = after.and_then(|library| check(&change.edits, library)) {
        push_words(&mut out, &["=", &format!("{sum:08x}")]);
    }
    out
}

/// Reads a record: the number of the change, the change, and how its text came out.
pub fn read(rest: &str) -> Option<(u64, Dated, Option<u32>)> {
    let mut words = Words::of(rest);
    let (number, time) = (words.parsed()?, words.parsed()?);
    let kind = meant_by(&KINDS, words.word()?)?;
    let (mut edits, mut sum) = (Vec::new(), None);
    while let Some(word) = words.word() {
        match word {
            "=" => sum = Some(u32::from_str_radix(words.word()?, 16).ok()?),
            word => edits.push(read_edit(word, &mut words)?),
        }
    }
    words.at_end().then_some((number, Dated { time, change: Change { kind, edits } }, sum))
}

/// Makes the change in the library; none, and the library as it was, where it does not fit or a text does not
/// come out as its checksum says.
pub fn apply(change: &Change, sum: Option<u32>, library: &mut Library) -> Option<()> {
    let fitting = change.edits.iter().take_while(|edit| edit.apply(library).is_ok()).count();
    if fitting == change.edits.len() && (sum.is_none() || sum == check(&change.edits, library)) {
        return Some(());
    }
    for edit in change.edits.iter().take(fitting).rev() {
        // What has just been done can be taken back.
        let _ = edit.inverse().apply(library);
    }
    None
}

/// The checksum of the text that was changed last; none where no text was.
fn check(edits: &[Edit], after: &Library) -> Option<u32> {
    match edits.last()? {
        Edit::Splice { place, .. } => Some(crc32fast::hash(after.text(place)?.as_bytes())),
        _ => None,
    }
}

fn push_words(out: &mut String, words: &[&str]) {
    for word in words {
        out.push(' ');
        out.push_str(word);
    }
}

fn push_edit(out: &mut String, edit: &Edit) {
    match edit {
        Edit::Splice { place, at, removed, inserted } => {
            push_words(out, &["splice"]);
            push_place(out, place);
            push_words(out, &[&at.to_string()]);
            push_text(out, removed);
            push_text(out, inserted);
        }
        Edit::AddProposal { index, proposal } => {
            push_words(out, &["add", &index.to_string()]);
            push_proposals(out, &[proposal]);
        }
        Edit::RemoveProposal { index, proposal } => {
            push_words(out, &["remove", &index.to_string()]);
            push_proposals(out, &[proposal]);
        }
        Edit::MoveProposal { from, to } => push_words(out, &["move", &from.to_string(), &to.to_string()]),
        Edit::SetProposal { before, after } => {
            push_words(out, &["set"]);
            push_proposals(out, &[before, after]);
        }
        Edit::SetUnknown { before, after } => {
            push_words(out, &["unknown"]);
            for [library, speaker] in [&**before, &**after] {
                let speaker = Speaker { unknown: speaker.clone(), ..Speaker::default() };
                let holder = Library { unknown: library.clone(), speaker, ..Library::default() };
                push_text(out, &format::write(&holder));
            }
        }
    }
}

fn read_edit(word: &str, words: &mut Words) -> Option<Edit> {
    Some(match word {
        "splice" => Edit::Splice {
            place: read_place(words)?,
            at: words.parsed()?,
            removed: words.text()?,
            inserted: words.text()?,
        },
        "add" => {
            let index = words.parsed()?;
            let [proposal] = read_proposals(words)?;
            Edit::AddProposal { index, proposal }
        }
        "remove" => {
            let index = words.parsed()?;
            let [proposal] = read_proposals(words)?;
            Edit::RemoveProposal { index, proposal }
        }
        "move" => Edit::MoveProposal { from: words.parsed()?, to: words.parsed()? },
        "set" => {
            let [before, after] = read_proposals(words)?;
            Edit::SetProposal { before, after }
        }
        "unknown" => {
            let mut side = || {
                let Library { unknown, speaker, .. } = format::read(&words.text()?).ok()?;
                Some(Box::new([unknown, speaker.unknown]))
            };
            Edit::SetUnknown { before: side()?, after: side()? }
        }
        _ => return None,
    })
}

fn push_place(out: &mut String, place: &Place) {
    match place {
        Place::Library(text) => {
            push_words(out, &["library", word_of(&LIBRARY_TEXTS, text)]);
        }
        Place::Proposal(id, text) => {
            push_words(out, &["proposal"]);
            push_text(out, id.as_str());
            push_words(out, &[word_of(&PROPOSAL_TEXTS, text)]);
        }
        Place::Remarks { proposal, submission } => {
            push_words(out, &["remarks"]);
            push_text(out, proposal.as_str());
            push_text(out, submission.as_str());
        }
    }
}

fn read_place(words: &mut Words) -> Option<Place> {
    Some(match words.word()? {
        "library" => Place::Library(meant_by(&LIBRARY_TEXTS, words.word()?)?),
        "proposal" => {
            let id = Id::new(words.text()?);
            Place::Proposal(id, meant_by(&PROPOSAL_TEXTS, words.word()?)?)
        }
        "remarks" => Place::Remarks { proposal: Id::new(words.text()?), submission: Id::new(words.text()?) },
        _ => return None,
    })
}

fn push_proposals(out: &mut String, proposals: &[&Arc<Proposal>]) {
    let proposals = proposals.iter().map(|&proposal| Arc::clone(proposal)).collect();
    push_text(out, &format::write(&Library { proposals, ..Library::default() }));
}

fn read_proposals<const COUNT: usize>(words: &mut Words) -> Option<[Arc<Proposal>; COUNT]> {
    format::read(&words.text()?).ok()?.proposals.try_into().ok()
}
