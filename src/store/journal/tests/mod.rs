//! The journal by examples, and what its other tests share: a person who types at random.

mod damage;
mod faults;
mod power;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::*;
use crate::{
    store::{
        files::{Files, Memory},
        format,
        hash::Hash,
    },
    talk::{
        Change, ChangeKind, Edit, Id, Library, LibraryText, Place, Proposal, ProposalText, Status,
        Submission, Unknown,
    },
};

const FOLDER: &str = "/state/journal/d";

/// Numbers that look random, the same for the same seed (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((bits ^ (bits >> 31)) % most.max(1) as u64).unwrap()
    }

    fn text(&mut self) -> String {
        const PARTS: [&str; 20] = [
            "a",
            "talk ",
            "\"",
            "\\",
            "\n",
            "\t",
            "\r\n",
            "\u{1b}[31m",
            "\0",
            "\u{202e}",
            "\u{feff}",
            "漢",
            "👨‍👩‍👧",
            "e\u{301}",
            "\\u{1b}",
            "\"# ",
            "= 1a2b3c4d",
            "<<<<<<< x",
            "\u{85}",
            "\u{10ffff}",
        ];
        (0..self.below(4)).map(|_| PARTS[self.below(PARTS.len())]).collect()
    }

    fn unknown(&mut self) -> Unknown {
        let mut unknown = Unknown::default();
        for _ in 0..self.below(3) {
            unknown.keep(
                ["x", "my-field", "größe"][self.below(3)],
                ["3", "r#\"two\n \\ \"#", "( a: [1], /* why */ )"][self.below(3)],
            );
        }
        unknown
    }

    fn proposal(&mut self, id: String) -> Arc<Proposal> {
        let id = Id::new(id);
        let submission = Submission {
            id: Id::new("s\"1"),
            venue: self.text(),
            status: Status::ALL[self.below(8)],
            slot: Some(30).filter(|_| self.below(2) == 0),
            remarks: self.text(),
            unknown: self.unknown(),
            ..Submission::default()
        };
        let submissions = if self.below(2) == 0 { vec![submission] } else { Vec::new() };
        let (title, outline, unknown) = (self.text(), self.text(), self.unknown());
        Proposal { id, title, outline, tags: vec![self.text()], submissions, unknown, ..Proposal::default() }
            .into()
    }

    pub fn library(&mut self) -> Library {
        let proposals = (0..self.below(3)).map(|at| self.proposal(format!("p\" {at}"))).collect();
        Library {
            id: Id::new("lib"),
            title: self.text(),
            proposals,
            unknown: self.unknown(),
            ..Library::default()
        }
    }

    fn place(&mut self, library: &Library) -> Place {
        let texts = [
            LibraryText::Title,
            LibraryText::Introduction,
            LibraryText::SpeakerName,
            LibraryText::SpeakerEmail,
            LibraryText::SpeakerBiography,
        ];
        let Some(proposal) = library.proposals.get(self.below(4)) else {
            return Place::Library(texts[self.below(5)]);
        };
        if let (Some(submission), 0) = (proposal.submissions.first(), self.below(3)) {
            return Place::Remarks { proposal: proposal.id.clone(), submission: submission.id.clone() };
        }
        let text = [ProposalText::PROSE[self.below(4)], ProposalText::Title][self.below(2)];
        Place::Proposal(proposal.id.clone(), text)
    }

    fn edit(&mut self, library: &Library) -> Edit {
        let count = library.proposals.len();
        let index = self.below(count);
        match (self.below(9), library.proposals.get(index)) {
            (0, _) => {
                let (index, fresh) = (self.below(count + 1), format!("f{}", self.below(1 << 30)));
                Edit::AddProposal { index, proposal: self.proposal(fresh) }
            }
            (1, Some(proposal)) => Edit::RemoveProposal { index, proposal: Arc::clone(proposal) },
            (2, Some(_)) => Edit::MoveProposal { from: index, to: self.below(count) },
            (3, Some(before)) => {
                Edit::SetProposal { before: Arc::clone(before), after: self.proposal(before.id.to_string()) }
            }
            (4, _) => Edit::SetUnknown {
                before: Box::new([library.unknown.clone(), library.speaker.unknown.clone()]),
                after: Box::new([self.unknown(), self.unknown()]),
            },
            _ => {
                let place = self.place(library);
                let text = library.text(&place).unwrap();
                let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
                let from = self.below(bounds.len());
                let (at, end) = (bounds[from], bounds[(from + self.below(3)).min(bounds.len() - 1)]);
                let removed = text[at..end].to_owned();
                Edit::Splice { place, at, removed, inserted: self.text() }
            }
        }
    }

    /// What a person may do at once, done to the library.
    pub fn change(&mut self, library: &mut Library) -> Change {
        let kinds = [ChangeKind::Step, ChangeKind::Joined, ChangeKind::Undone, ChangeKind::Redone];
        let kind = kinds[self.below(4)];
        let mut edits = Vec::new();
        for _ in 0..=self.below(2) {
            let edit = self.edit(library);
            edit.apply(library).unwrap();
            edits.push(edit);
        }
        Change { kind, edits }
    }
}

/// Types a word at the end of the library's introduction.
pub fn typed(library: &mut Library, word: &str) -> Change {
    let place = Place::Library(LibraryText::Introduction);
    let edit =
        Edit::Splice { place, at: library.introduction.len(), removed: String::new(), inserted: word.into() };
    edit.apply(library).unwrap();
    Change { kind: ChangeKind::Step, edits: vec![edit] }
}

/// What a document holds that was written from a library.
pub fn base(library: &Library) -> Base {
    Base { hash: Hash::of(format::write(library).as_bytes()), library: Arc::new(library.clone()) }
}

pub fn journal(files: impl Files + 'static) -> Journal {
    Journal::new(Arc::new(files), PathBuf::from(FOLDER), PathBuf::from("/home/me/talks.ron"))
}

pub fn found(files: &dyn Files) -> Recovery {
    recover(files, Path::new(FOLDER)).unwrap()
}

/// The newest journal.
pub fn newest(files: &dyn Files) -> Story {
    found(files).newest.unwrap().1
}

fn memory() -> Memory {
    Memory::holding(&[("/state/x", "")])
}

fn small() -> Library {
    let proposal = Proposal { id: Id::new("k3j9"), title: "Kites".into(), ..Proposal::default() };
    Library { id: Id::new("lib"), proposals: vec![proposal.into()], ..Library::default() }
}

#[test]
fn a_journal_can_be_read_by_a_person() {
    let (memory, mut library) = (memory(), small());
    let journal = journal(memory.clone());
    journal.begin(&library, Some(base(&library)), 1_764_000_000).unwrap();
    let change = typed(&mut library, "Hi \"there\"\n");
    journal.write(&[change], &library, 1_764_000_001).unwrap();
    let before = library.proposals[0].clone();
    let edits = vec![
        Edit::RemoveProposal { index: 0, proposal: before.clone() },
        Edit::Splice {
            place: Place::Library(LibraryText::Title),
            at: 0,
            removed: String::new(),
            inserted: "é".into(),
        },
    ];
    for edit in &edits {
        edit.apply(&mut library).unwrap();
    }
    journal.write(&[Change { kind: ChangeKind::Step, edits }], &library, 1_764_000_002).unwrap();
    journal.written(journal.point(), base(&library)).unwrap();
    journal.close("the end\u{1b}").unwrap();
    let text = memory.text(format!("{FOLDER}/j-000001"));
    let lines: Vec<&str> = text.lines().map(|line| &line[9..]).collect();
    assert_eq!(
        lines[0],
        format!("H 1 {} 1764000000 \"lib\" \"/home/me/talks.ron\" -", env!("CARGO_PKG_VERSION"))
    );
    assert_eq!(lines[2], "S (");
    assert!(lines.contains(&"S       title: \"Kites\","));
    let hash = base(&small()).hash;
    let count = lines.iter().filter(|line| line.starts_with("S ")).count();
    let rest = &lines[count + 1..];
    assert_eq!(rest[0], format!("B {hash} {count} {hash}"));
    assert_eq!(rest[1], format!("N 0 0 {hash}"));
    assert_eq!(
        rest[2],
        format!(
            "E 1 1764000001 S splice library introduction 0 \"\" \"Hi \\\"there\\\"\\n\" = {:08x}",
            crc32fast::hash(b"Hi \"there\"\n")
        )
    );
    assert!(rest[3].starts_with("E 2 1764000002 S remove 0 \"// A soapbox library"), "{}", rest[3]);
    assert!(rest[3].contains(" splice library title 0 \"\" \"é\" = "));
    assert_eq!(rest[4], format!("W 2 {}", base(&library).hash));
    assert_eq!(rest[5..], ["C the end\\u{1b}"]);
    assert_eq!(memory.look(Path::new(FOLDER), false).unwrap().mode, 0o700);
}

#[test]
fn what_was_typed_is_recovered_with_what_the_document_holds() {
    let (memory, mut library) = (memory(), small());
    let journal = journal(memory.clone());
    let opened = base(&library);
    journal.begin(&library, Some(opened.clone()), 10).unwrap();
    let mut changes = Vec::new();
    for (index, word) in ["one ", "two ", "three"].into_iter().enumerate() {
        changes.push(typed(&mut library, word));
        journal.write(&changes[index..], &library, 11 + index as u64).unwrap();
        if index == 0 {
            let (point, saved) = (journal.point(), base(&library));
            // The loop goes on while a worker saves.
            changes.push(typed(&mut library, "(while it is saved) "));
            journal.write(&changes[1..], &library, 11).unwrap();
            changes.remove(1);
            journal.written(point, saved).unwrap();
        }
    }
    let story = newest(&memory);
    assert_eq!(*story.library, library);
    assert_eq!(*story.snapshot, small());
    assert_eq!((story.changes.len(), story.in_document, story.dropped), (4, 1, 0));
    assert_eq!(story.changes[0], Dated { time: 11, change: changes[0].clone() });
    assert_eq!(story.base.as_ref().unwrap().library.introduction, "one ");
    assert!(story.is_ahead() && story.closed.is_none());
    journal.written(journal.point(), base(&library)).unwrap();
    assert!(!newest(&memory).is_ahead());
}

#[test]
fn a_library_ahead_of_its_document_is_told_from_it() {
    let (memory, mut library) = (memory(), small());
    let document = base(&library);
    typed(&mut library, "ahead");
    journal(memory.clone()).begin(&library, Some(document.clone()), 1).unwrap();
    let story = newest(&memory);
    assert_eq!((story.base.clone(), &*story.snapshot), (Some(document), &library));
    assert!(story.is_ahead());
}

#[test]
fn a_journal_in_which_nothing_happened_is_removed() {
    let (memory, mut library) = (memory(), small());
    let opened = || Some(base(&small()));
    let kept = || numbers(&memory, Path::new(FOLDER)).unwrap();
    let idle = |document: Option<Base>| {
        let journal = journal(memory.clone());
        journal.begin(&small(), document, 1).unwrap();
        journal.close("closed").unwrap();
        kept()
    };
    assert!(idle(opened()).is_empty());
    assert_eq!(idle(None), [1], "it holds what no document does");
    let lost = journal(memory.clone());
    lost.begin(&library, opened(), 2).unwrap();
    lost.write(&[typed(&mut library, "x")], &library, 3).unwrap();
    // Without it, what was typed would be offered again.
    assert_eq!(idle(opened()), [1, 2, 3]);
    assert_eq!(idle(opened()), [1, 2, 3]);
    let empty = Memory::holding(&[("/state/x", "")]);
    let begun = journal(empty.clone());
    begun.begin(&Library { id: Id::new("new"), ..Library::default() }, None, 1).unwrap();
    begun.close("closed").unwrap();
    assert_eq!(numbers(&empty, Path::new(FOLDER)), Ok(Vec::new()));
}

#[test]
fn turning_loses_nothing_and_what_was_typed_meanwhile_is_taken_over() {
    let (memory, mut library) = (memory(), small());
    let journal = journal(memory.clone());
    journal.begin(&library, Some(base(&library)), 1).unwrap();
    journal.write(&[typed(&mut library, "one ")], &library, 2).unwrap();
    let (point, then) = (journal.point(), library.clone());
    journal.write(&[typed(&mut library, "two ")], &library, 3).unwrap();
    journal.turn(point, &then, 4).unwrap();
    journal.write(&[typed(&mut library, "three ")], &library, 5).unwrap();
    let Recovery { newest: Some((2, story)), earlier, unreadable } = found(&memory) else { panic!() };
    assert_eq!((&*story.snapshot, &*story.library), (&then, &library));
    assert_eq!((story.header.continues, story.changes.len()), (Some(1), 2));
    assert_eq!((earlier.len(), unreadable.len()), (1, 0));
    assert_eq!(*story.base.unwrap().library, small());
    let old = open(&memory, Path::new(FOLDER), 1).unwrap();
    assert_eq!(old.closed.as_deref(), Some("went on in j-000002"));
    journal.turn(point, &then, 6).unwrap();
    assert_eq!(numbers(&memory, Path::new(FOLDER)).unwrap(), [1, 2], "it was turned already");
}

#[test]
fn a_new_journal_that_nothing_reached_yet_is_completed_from_the_old_one() {
    let (memory, mut library) = (memory(), small());
    let journal = journal(memory.clone());
    journal.begin(&library, Some(base(&library)), 1).unwrap();
    journal.write(&[typed(&mut library, "one ")], &library, 2).unwrap();
    let (point, then) = (journal.point(), library.clone());
    let old = memory.bytes(format!("{FOLDER}/j-000001")).unwrap();
    journal.turn(point, &then, 4).unwrap();
    // The program ends before the switch: the old one has grown on, the new one is as it began.
    memory.overwrite(format!("{FOLDER}/j-000001"), &old);
    let mut lines = Vec::new();
    let late = typed(&mut library, "late");
    line::push(&mut lines, 'E', &change::written(2, 9, &late, Some(&library)));
    line::push(&mut lines, 'W', &format!("2 {}", base(&library).hash));
    memory.overwrite(format!("{FOLDER}/j-000001"), &[old, lines].concat());
    let story = newest(&memory);
    assert_eq!(*story.library, library);
    assert_eq!((story.changes.len(), story.in_document, story.is_ahead()), (1, 1, false));
}

#[test]
fn undo_reaches_back_through_sessions_up_to_a_change_by_others() {
    let (memory, mut library) = (memory(), small());
    for session in 0..4 {
        if session == 1 {
            library.title = "changed by another program".into();
        }
        let journal = journal(memory.clone());
        journal.begin(&library, Some(base(&library)), session).unwrap();
        for _ in 0..3 {
            journal.write(&[typed(&mut library, "x")], &library, session).unwrap();
        }
        journal.close("closed").unwrap();
    }
    let Recovery { newest: Some((4, story)), earlier, .. } = found(&memory) else { panic!() };
    assert_eq!(
        story.changes.iter().chain(&earlier).map(|dated| dated.time).collect::<Vec<_>>(),
        [3, 3, 3, 1, 1, 1, 2, 2, 2]
    );
}

#[test]
fn an_old_state_that_was_saved_late_makes_a_new_journal_due() {
    let (memory, mut library) = (memory(), small());
    let journal = journal(memory.clone());
    journal.begin(&library, Some(base(&library)), 1).unwrap();
    let (saving, saved) = (journal.point(), base(&library));
    journal.write(&[typed(&mut library, "x")], &library, 2).unwrap();
    journal.turn(journal.point(), &library, 3).unwrap();
    assert!(!journal.is_long());
    journal.written(saving, saved).unwrap();
    assert!(journal.is_long());
    journal.turn(journal.point(), &library, 4).unwrap();
    assert!(!journal.is_long() && newest(&memory).is_ahead());
}

#[test]
fn a_text_kept_before_a_document_is_overwritten_is_found_again() {
    let (memory, mut library) = (memory(), small());
    let journal = journal(memory.clone());
    journal.begin(&library, Some(base(&library)), 1).unwrap();
    journal.keep("a whole\n\u{1b}text\n").unwrap();
    journal.write(&[typed(&mut library, "x")], &library, 2).unwrap();
    let story = newest(&memory);
    assert_eq!((story.whole.as_deref(), &*story.library), (Some("a whole\n\u{1b}text\n"), &library));
}

#[test]
fn a_folder_that_is_not_ours_is_not_used() {
    type Spoil = fn(&Memory);
    let spoilt: [Spoil; 3] = [
        |memory| memory.symlink("/state/journal/d", "/state"),
        |memory| {
            memory.folder(FOLDER);
            memory.give_away(FOLDER);
        },
        |memory| {
            memory.folder(FOLDER);
            memory.allow(FOLDER, 0o777);
        },
    ];
    for spoil in spoilt {
        let memory = Memory::holding(&[("/state/journal/x", "")]);
        spoil(&memory);
        let refused = Trouble::NotOurs(FOLDER.into());
        assert_eq!(recover(&memory, Path::new(FOLDER)).unwrap_err(), refused);
        let error = journal(memory).begin(&small(), None, 1).unwrap_err();
        assert_eq!(error, JournalError::NotProtected(refused));
        assert!(error.to_string().contains("somebody else can write there"));
    }
}

#[test]
fn what_is_no_journal_is_passed_over_and_told() {
    let (memory, library) = (memory(), small());
    journal(memory.clone()).begin(&library, None, 1).unwrap();
    let path = |name: &str| format!("{FOLDER}/{name}");
    memory.overwrite(path("j-000002"), b"");
    memory.symlink(&path("j-000003"), "j-000001");
    let mut newer = Vec::new();
    line::push(&mut newer, 'H', "2 9.0.0 whatever");
    memory.overwrite(path("j-000004"), &newer);
    memory.pipe(&path("j-000005"));
    memory.overwrite(path("j-12345678901234567890"), b"");
    memory.overwrite(path("j-+7"), b"");
    let told = found(&memory);
    let reasons = [
        (5, Unreadable::NotAFile),
        (4, Unreadable::Newer),
        (3, Unreadable::NotAFile),
        (2, Unreadable::Damaged),
    ];
    assert_eq!((told.newest.unwrap().0, told.unreadable.as_slice()), (1, &reasons[..]));
    let again = journal(memory.clone());
    again.begin(&library, None, 1).unwrap();
    assert!(memory.paths().contains(&path("j-000006")), "numbers go on behind all of them");
}

#[test]
fn old_journals_go_and_room_is_kept() {
    let memory = memory();
    for session in 0..25 {
        let mut library = small();
        let journal = journal(memory.clone());
        journal.begin(&library, Some(base(&library)), 1_000_000).unwrap();
        journal.write(&[typed(&mut library, "x")], &library, 1_000_000).unwrap();
        if session != 2 {
            journal.written(journal.point(), base(&library)).unwrap();
        }
        journal.tidy();
    }
    let kept: Vec<u64> = [3].into_iter().chain(5..=25).collect();
    assert_eq!(numbers(&memory, Path::new(FOLDER)).unwrap(), kept, "3 is ahead of its document");
    assert_eq!(memory.bytes(format!("{FOLDER}/reserve")).unwrap().len(), 1 << 20);
}

#[test]
fn the_folder_follows_the_document() {
    let folder = folder_of(Path::new("/s"), Path::new("/home/me/talks.ron"));
    assert_eq!(folder.parent(), Some(Path::new("/s/journal")));
    assert_eq!(folder.file_name().unwrap().len(), 16);
    assert_ne!(folder, folder_of(Path::new("/s"), Path::new("/home/me/Talks.ron")));
}
