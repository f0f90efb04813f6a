//! The journal by examples, and what its other tests share.

mod damage;
mod dice;
mod faults;
mod folder;
mod power;
mod reading;
mod room;
mod turning;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::*;
use crate::{
    format::{self, Hash},
    store::files::{Failing, Files, Memory, When},
    talk::{
        Change, ChangeKind, Edit, Id, Library, LibraryText, Place, Proposal, ProposalText, Status,
        Submission, Unknown,
    },
};
use dice::Dice;

const FOLDER: &str = "/state/journal/d";
const DOCUMENT: &str = "/talks/talks.ron";

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
    Journal::new(Arc::new(files), PathBuf::from(FOLDER), PathBuf::from(DOCUMENT), 0)
}

impl Journal {
    /// Begins with a library, and flushes nothing.
    fn begin_with(&self, library: &Library, base: Option<Base>, now: u64) -> Result<(), Trouble> {
        self.prepare(Arc::new(library.clone()), base);
        self.begin(now)
    }
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
    journal.begin_with(&library, Some(base(&library)), 1_764_000_000).unwrap();
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
    journal.confirm(journal.point(), base(&library)).unwrap();
    journal.close("the end\u{1b}").unwrap();
    let text = memory.text(format!("{FOLDER}/j-000001"));
    let lines: Vec<&str> = text.lines().map(|line| &line[9..]).collect();
    assert_eq!(
        lines[0],
        format!("H 1 {} 1764000000 \"lib\" \"/talks/talks.ron\" -", env!("CARGO_PKG_VERSION"))
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
    journal.begin_with(&library, Some(opened.clone()), 10).unwrap();
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
            journal.confirm(point, saved).unwrap();
        }
    }
    let story = newest(&memory);
    assert_eq!(*story.library, library);
    assert_eq!(*story.snapshot, small());
    assert_eq!((story.changes.len(), story.in_document, story.dropped), (4, 1, 0));
    assert_eq!(story.changes[0], Dated { time: 11, change: changes[0].clone() });
    assert_eq!(story.base.as_ref().unwrap().library.introduction, "one ");
    assert!(story.is_ahead() && story.closed.is_none());
    journal.confirm(journal.point(), base(&library)).unwrap();
    assert!(!newest(&memory).is_ahead());
}

#[test]
fn a_library_ahead_of_its_document_is_told_from_it() {
    let (memory, mut library) = (memory(), small());
    let document = base(&library);
    typed(&mut library, "ahead");
    journal(memory.clone()).begin_with(&library, Some(document.clone()), 1).unwrap();
    let story = newest(&memory);
    assert_eq!((story.base.clone(), &*story.snapshot), (Some(document), &library));
    assert!(story.is_ahead());
}

#[test]
fn a_journal_knows_every_state_that_it_has_held() {
    let (memory, mut library) = (memory(), small());
    let journal = journal(memory.clone());
    journal.begin_with(&library, Some(base(&library)), 1).unwrap();
    assert!(newest(&memory).has_held(&small()));
    for word in ["one ", "two ", "three"] {
        journal.write(&[typed(&mut library, word)], &library, 2).unwrap();
        assert!(newest(&memory).has_held(&library), "{word}");
    }
    library.title = "by another program".into();
    assert!(!newest(&memory).has_held(&library));
    let mut other = small();
    Arc::make_mut(&mut other.proposals[0]).title = "Knots".into();
    assert!(!newest(&memory).has_held(&other));
}

#[test]
fn a_journal_in_which_nothing_happened_is_kept_where_the_document_is_another() {
    let library = small();
    let memory = Memory::holding(&[("/state/x", ""), (DOCUMENT, &format::write(&library))]);
    let journal = journal(memory.clone());
    journal.begin_with(&library, Some(base(&library)), 1).unwrap();
    memory.overwrite(DOCUMENT, b"(broken");
    journal.close("closed").unwrap();
    assert_eq!(*newest(&memory).library, library);
}

#[test]
fn a_journal_in_which_nothing_happened_is_removed() {
    let mut library = small();
    let memory = Memory::holding(&[("/state/x", ""), (DOCUMENT, &format::write(&library))]);
    let opened = || Some(base(&small()));
    let kept = || numbers(&memory, Path::new(FOLDER)).unwrap();
    let idle = |document: Option<Base>| {
        let journal = journal(memory.clone());
        journal.begin_with(&small(), document, 1).unwrap();
        journal.close("closed").unwrap();
        kept()
    };
    assert!(idle(opened()).is_empty());
    assert_eq!(idle(None), [1], "it holds what no document does");
    let lost = journal(memory.clone());
    lost.begin_with(&library, opened(), 2).unwrap();
    lost.write(&[typed(&mut library, "x")], &library, 3).unwrap();
    // Without it, what was typed would be offered again.
    assert_eq!(idle(opened()), [1, 2, 3]);
    assert_eq!(idle(opened()), [1, 2, 3]);
    let empty = Memory::holding(&[("/state/x", "")]);
    let begun = journal(empty.clone());
    begun.begin_with(&Library { id: Id::new("new"), ..Library::default() }, None, 1).unwrap();
    begun.close("closed").unwrap();
    assert_eq!(numbers(&empty, Path::new(FOLDER)), Ok(Vec::new()));
}

#[test]
fn turning_loses_nothing_and_what_was_typed_meanwhile_is_taken_over() {
    let (memory, mut library) = (memory(), small());
    let journal = journal(memory.clone());
    journal.begin_with(&library, Some(base(&library)), 1).unwrap();
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
    journal.begin_with(&library, Some(base(&library)), 1).unwrap();
    journal.write(&[typed(&mut library, "one ")], &library, 2).unwrap();
    let (point, then) = (journal.point(), library.clone());
    let old = memory.bytes(format!("{FOLDER}/j-000001")).unwrap();
    journal.turn(point, &then, 4).unwrap();
    // The program ends before the switch: the old one has grown on, the new one is as it began.
    memory.overwrite(format!("{FOLDER}/j-000001"), &old);
    let mut lines = Vec::new();
    let late = typed(&mut library, "late");
    line::push(&mut lines, 'E', &change::record(2, 9, &late, Some(&library)));
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
        journal.begin_with(&library, Some(base(&library)), session).unwrap();
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

/// Takes over with a new journal while a library that stood before is being saved, and writes down its save
/// before or after that.
fn saved_across(planned_first: bool, turn: bool) {
    let (memory, mut library) = (memory(), small());
    let files = Failing::over(memory.clone());
    let journal = journal(files.clone());
    journal.begin_with(&library, Some(base(&library)), 1).unwrap();
    journal.write(&[typed(&mut library, "one ")], &library, 1).unwrap();
    let (point, saved) = (journal.point(), base(&library));
    if planned_first {
        journal.plan(point, saved.clone(), 1).unwrap();
    }
    let change = typed(&mut library, "two ");
    if turn {
        journal.write(&[change], &library, 2).unwrap();
        journal.turn(journal.point(), &library, 2).unwrap();
    } else {
        let next = files.calls().iter().filter(|call| **call == "write").count() + 1;
        let _ = files.failing(When::Call("write", next), rustix::io::Errno::IO);
        journal.write(&[change], &library, 2).unwrap();
    }
    if !planned_first {
        journal.plan(point, saved.clone(), 2).unwrap();
    }
    let what = format!("planned first {planned_first}, turned {turn}");
    let mut story = newest(&memory);
    assert_eq!((found(&memory).newest.unwrap().0, &*story.library), (2, &library), "{what}");
    let mut of_torn = story.clone();
    of_torn.find(Hash::of(b"without its last byte"), Some(&saved.library));
    assert_eq!(of_torn.base.map(|base| base.library), Some(saved.library.clone()), "{what}");
    story.find(saved.hash, None);
    assert_eq!((story.base, story.in_document), (Some(saved.clone()), 0), "{what}");
    journal.confirm(point, saved.clone()).unwrap();
    let story = newest(&memory);
    assert_eq!((story.base.clone(), &*story.library), (Some(saved), &library), "{what}");
    assert!(story.is_ahead());
}

#[test]
fn a_library_from_before_the_journal_is_known_when_it_is_in_the_document() {
    for (planned_first, turn) in [(false, false), (false, true), (true, false), (true, true)] {
        saved_across(planned_first, turn);
    }
}

#[test]
fn a_save_that_cannot_be_written_down_begins_a_new_journal() {
    for call in ["write", "sync"] {
        let (memory, mut library) = (memory(), small());
        let files = Failing::over(memory.clone());
        let journal = journal(files.clone());
        journal.begin_with(&library, Some(base(&library)), 1).unwrap();
        journal.write(&[typed(&mut library, "one ")], &library, 1).unwrap();
        let (point, saved) = (journal.point(), base(&library));
        journal.write(&[typed(&mut library, "two ")], &library, 1).unwrap();
        let next = files.calls().iter().filter(|made| **made == call).count() + 1;
        let _ = files.failing(When::Call(call, next), rustix::io::Errno::IO);
        journal.plan(point, saved.clone(), 1).unwrap();
        let mut story = newest(&memory);
        assert_eq!((found(&memory).newest.unwrap().0, &*story.library), (2, &library), "{call}");
        story.find(saved.hash, None);
        assert_eq!((story.base, story.in_document), (Some(saved), 0), "{call}");
    }
}

#[test]
fn a_document_that_was_about_to_be_written_is_known() {
    let (memory, mut library) = (memory(), small());
    let journal = journal(memory.clone());
    journal.begin_with(&library, Some(base(&library)), 1).unwrap();
    let change = typed(&mut library, "one ");
    journal.write(&[change], &library, 1).unwrap();
    let (point, saving) = (journal.point(), library.clone());
    journal.plan(point, base(&saving), 1).unwrap();
    let change = typed(&mut library, "two ");
    journal.write(&[change], &library, 1).unwrap();
    let mut story = newest(&memory);
    assert_eq!((story.base.clone(), story.in_document), (Some(base(&small())), 0));
    story.find(Hash::of(b"another version"), Some(&library));
    assert_eq!(story.in_document, 0);
    // Written in place when the power failed, it may lack its last bytes.
    let torn = Base { hash: Hash::of(b"without its last byte"), ..base(&saving) };
    let mut of_torn = story.clone();
    of_torn.find(torn.hash, Some(&saving));
    assert_eq!((of_torn.base, of_torn.in_document), (Some(torn), 1));
    story.find(base(&saving).hash, None);
    assert_eq!((story.base.clone(), story.in_document), (Some(base(&saving)), 1));
    assert_eq!(*story.library, library);
    let on_disk = memory.power_cut(crate::store::files::Order::Any, |_| 0);
    assert_eq!(*newest(&on_disk).library, saving, "what was about to be written was flushed");
}
