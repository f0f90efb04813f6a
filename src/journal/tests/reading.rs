//! Lines whose checksums are right, and which yet do not say what a journal may say.

use super::*;
use crate::journal::{
    folder, line::Words, recovery::MOST_BYTES, recovery::MOST_CHANGES, replay, snapshot::Pending,
};
use crate::store::files::{Failing, When};

/// A journal of these lines.
fn sealed(lines: &[(char, &str)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (letter, rest) in lines {
        line::push(&mut bytes, *letter, rest);
    }
    bytes
}

/// A journal that began with a small library, with these lines behind its opening.
fn with(lines: &[(char, &str)]) -> Vec<u8> {
    let memory = memory();
    journal(memory.clone()).begin_with(&small(), Some(base(&small())), 1).unwrap();
    [memory.bytes(format!("{FOLDER}/j-000001")).unwrap(), sealed(lines)].concat()
}

const TYPED: &str = "1 2 S splice library title 0 \"\" \"x\"";

#[test]
fn records_that_no_soapbox_writes_are_refused() {
    assert!(change::read(TYPED).is_some());
    for rest in [
        "1 2 S other 0",
        "1 2 S splice other 0 \"\" \"x\"",
        "1 2 X move 0 1",
        "1 2 S  move 0 1",
        "1 2 S move 0 1 = xyz",
    ] {
        assert_eq!(change::read(rest), None, "{rest}");
    }
    let hash = Hash::of(b"");
    assert_eq!(replay::read_saved(Words::of(&format!("7 {hash}"))), Some((7, hash)));
    assert_eq!(replay::read_saved(Words::of(&format!("7 {hash} 8"))), None);
}

#[test]
fn lines_of_a_text_belong_to_the_record_that_counts_them() {
    let claim = |words: &str| {
        let mut pending = Pending::default();
        pending.take("a").unwrap();
        pending.take("b").unwrap();
        pending.claim(&mut Words::of(words))
    };
    let (right, wrong) = (Hash::of(b"a\nb"), Hash::of(b"a b"));
    assert_eq!(claim(&format!("2 {right}")).as_deref(), Some("a\nb"));
    for words in [format!("3 {right}"), format!("2 {right} 1"), format!("2 {wrong}"), String::new()] {
        assert_eq!(claim(&words), None, "{words}");
    }
}

#[test]
fn reading_ends_where_a_line_is_out_of_place() {
    let hash = base(&small()).hash;
    let saved = format!("0 {hash}");
    for (lines, changes) in [
        (vec![('E', TYPED)], 1),
        (vec![('S', "x"), ('E', TYPED)], 0),
        (vec![('S', "x"), ('W', &saved)], 0),
        (vec![('C', "closed"), ('E', TYPED)], 0),
        (vec![('X', "what a newer one may say"), ('E', TYPED)], 0),
        (vec![('W', &saved), ('E', TYPED)], 1),
        (vec![('W', "1 af1349b9f5f9a1a6a0404dea36dcc949"), ('E', TYPED)], 0),
    ] {
        let bytes = with(&lines);
        let story = replay::read(&bytes).unwrap();
        assert_eq!(story.changes.len(), changes, "{lines:?}");
        let read = if lines[0].0 == 'C' { 1 } else { lines.len() * changes };
        assert_eq!(story.dropped, sealed(&lines[read..]).len(), "{lines:?}");
    }
}

#[test]
fn an_opening_says_everything_once() {
    let whole = with(&[]);
    let lines: Vec<&[u8]> = whole.split_inclusive(|byte| *byte == b'\n').collect();
    let (snapshot, end) = lines.split_at(lines.len() - 1);
    assert!(replay::read(&[snapshot, end].concat().concat()).is_ok());
    let twice = [snapshot, &snapshot[1..], end].concat().concat();
    assert_eq!(replay::read(&twice), Err(Unreadable::Damaged), "two documents");
    assert_eq!(replay::read(&snapshot.concat()), Err(Unreadable::Damaged), "no end");
    for (header, why) in [("1 0.1.0 x", Unreadable::Damaged), ("2 0.1.0 x", Unreadable::Newer)] {
        assert_eq!(replay::read(&sealed(&[('H', header)])), Err(why));
    }
}

#[test]
fn a_document_written_from_before_the_snapshot_tells_nothing() {
    let (memory, mut library) = (memory(), small());
    let journal = journal(memory.clone());
    journal.begin_with(&library, Some(base(&library)), 1).unwrap();
    journal.write(&[typed(&mut library, "one "), typed(&mut library, "two ")], &library, 1).unwrap();
    journal.turn(journal.point(), &library, 1).unwrap();
    let bytes = memory.bytes(format!("{FOLDER}/j-000002")).unwrap();
    let early = sealed(&[('W', &format!("1 {}", Hash::of(b"early")))]);
    let story = replay::read(&[bytes, early].concat()).unwrap();
    assert_eq!((story.first, story.in_document, story.base), (2, 0, Some(base(&small()))));
    // One that was turned counts its own changes alone.
    journal.write(&[typed(&mut library, "three")], &library, 1).unwrap();
    journal.confirm(journal.point(), base(&library)).unwrap();
    let story = newest(&memory);
    assert_eq!((story.first, story.in_document, story.base), (2, 1, Some(base(&library))));
}

#[test]
fn only_what_fits_behind_a_journal_completes_it() {
    let earlier = replay::read(&with(&[('E', TYPED)])).unwrap();
    let mut later = replay::read(&with(&[])).unwrap();
    later.complete_from(&earlier);
    assert_eq!((&later.library, &later.changes), (&earlier.library, &earlier.changes));

    let removed = "1 2 S splice library title 0 \"not there\" \"\"";
    let odd = Story { changes: vec![change::read(removed).unwrap().1], ..earlier.clone() };
    let mut later = replay::read(&with(&[])).unwrap();
    let before = later.clone();
    later.complete_from(&odd);
    assert_eq!(later, before);

    // Both know of the same change that it was written; the later one knows what became of the document.
    let known = Some(Base { hash: Hash::of(b"then"), library: earlier.library.clone() });
    let mut later = replay::read(&with(&[])).unwrap();
    later.complete_from(&Story { base: known, ..earlier });
    assert_eq!(later.base, Some(base(&small())));
}

#[test]
fn a_journal_that_cannot_be_read_says_why() {
    let memory = memory();
    journal(memory.clone()).begin_with(&small(), None, 1).unwrap();
    let path = format!("{FOLDER}/j-000001");
    let read = |files: &dyn Files, number| open(files, Path::new(FOLDER), number).map(|_| ()).unwrap_err();
    assert_eq!(read(&memory, 2), Unreadable::Missing);
    #[cfg(unix)]
    for call in ["look", "read"] {
        let files = Failing::over(memory.clone()).failing(When::Call(call, 1), rustix::io::Errno::IO);
        assert_eq!(read(&files, 1), Unreadable::Refused, "{call}");
    }
    // One byte more than may be is not even read.
    #[cfg(unix)]
    for (length, why) in [(LONGEST, Unreadable::Refused), (LONGEST + 1, Unreadable::TooLong)] {
        let memory = Memory::holding(&[(path.as_str(), "")]);
        memory.open_to_overwrite(Path::new(&path)).unwrap().cut(length).unwrap();
        let files = Failing::over(memory).failing(When::Every("read"), rustix::io::Errno::IO);
        assert_eq!(read(&files, 1), why);
    }
    memory.give_away(&path);
    assert_eq!(folder::bytes(&memory, Path::new(FOLDER), 1), Err(Unreadable::Refused));
}

#[test]
fn why_a_journal_cannot_be_read_has_words() {
    for (why, words) in [
        (Unreadable::Missing, "there is none of that number"),
        (Unreadable::Damaged, "its beginning is damaged"),
        (Unreadable::Newer, "it was written by a newer soapbox"),
        (Unreadable::TooLong, "it is too long"),
        (Unreadable::NotAFile, "it is no file"),
        (Unreadable::Refused, "the system does not let us read it"),
    ] {
        assert_eq!(why.to_string(), words);
    }
}

#[test]
fn what_can_be_undone_has_limits_in_changes_and_in_bytes() {
    let sessions = |middle: usize| {
        let (memory, mut library) = (memory(), small());
        for (session, count) in [1, middle, 1].into_iter().enumerate() {
            let journal = journal(memory.clone());
            journal.begin_with(&library, Some(base(&library)), session as u64).unwrap();
            let changes: Vec<Change> = (0..count).map(|_| typed(&mut library, "x")).collect();
            journal.write(&changes, &library, session as u64).unwrap();
        }
        memory
    };
    for (middle, found, read) in [
        (MOST_CHANGES - 1, MOST_CHANGES, 3),
        (MOST_CHANGES, MOST_CHANGES, 2),
        (MOST_CHANGES + 1, MOST_CHANGES, 2),
    ] {
        let files = Failing::over(sessions(middle));
        let Recovery { earlier, .. } = recover(&files, Path::new(FOLDER)).unwrap();
        assert_eq!(earlier.len(), found);
        let count = files.calls().iter().filter(|call| **call == "read").count();
        assert_eq!(count, read, "no more journals are read than are wanted");
    }
    // What cannot be read behind the lines counts as well.
    for (more, found) in [(0, 2), (1, 1)] {
        let memory = sessions(1);
        let path = |number: u64| PathBuf::from(FOLDER).join(folder::name(number));
        let newer = memory.bytes(path(2)).unwrap().len();
        let older = memory.bytes(path(1)).unwrap();
        memory.overwrite(path(1), &[&older[..], b"\n"].concat());
        let file = memory.open_to_overwrite(&path(1)).unwrap();
        file.cut((MOST_BYTES - newer + more) as u64).unwrap();
        let Recovery { earlier, .. } = recover(&memory, Path::new(FOLDER)).unwrap();
        assert_eq!(earlier.len(), found);
    }
}
