//! Pages and the room that is kept for them: how long they may grow, and what a full disk means.
#![cfg(unix)]

use rustix::io::Errno;

use super::*;
use crate::{
    journal::page::{self, Page},
    store::files::{Failing, Fault, When},
};

const RESERVE: &str = "/state/journal/d/reserve";

/// A journal of a small library with room kept, over files that fail as told.
fn begun(files: Failing, library: &Library) -> Journal {
    let journal = journal(files);
    journal.begin_with(library, Some(base(library)), 1).unwrap();
    journal.tidy();
    journal
}

#[test]
fn a_journal_has_a_longest_length() {
    let memory = memory();
    memory.folder(FOLDER);
    let failing = Failing::over(memory.clone()).failing(When::Every("rename"), Errno::IO);
    let half = vec![0; usize::try_from(LONGEST).unwrap() / 2];
    let create = |more: &'static [u8]| {
        let opening = |take: &mut dyn FnMut(&[u8])| [&*half, more, &half].into_iter().for_each(take);
        Page::create(&failing, Path::new(FOLDER), 1, &opening).unwrap_err()
    };
    assert_eq!(create(b"x"), Trouble::TooLong);
    assert!(matches!(create(b""), Trouble::System { .. }));
    assert!(memory.list(Path::new(FOLDER)).unwrap().is_empty());
    let opening = |take: &mut dyn FnMut(&[u8])| [&b"open"[..], b"ing"].into_iter().for_each(take);
    let mut page = Page::create(&memory, Path::new(FOLDER), 1, &opening).unwrap();
    page.length = LONGEST - 2;
    assert_eq!(page.append(&memory, Path::new(FOLDER), b"abc"), Err(Trouble::TooLong));
    assert_eq!(page.append(&memory, Path::new(FOLDER), b"ab"), Ok(()));
    assert_eq!((memory.text(format!("{FOLDER}/j-000001")), page.length), ("openingab".into(), LONGEST));
}

#[test]
fn the_room_is_for_a_full_disk_and_nothing_else() {
    for (errno, kept) in [(Errno::IO, true), (Errno::NOSPC, false), (Errno::DQUOT, false)] {
        let (memory, mut library) = (memory(), small());
        // The third: behind the opening and the reserve.
        let files = Failing::over(memory.clone()).failing(When::Call("write", 3), errno);
        let journal = begun(files, &library);
        journal.write(&[typed(&mut library, "x")], &library, 2).unwrap();
        assert_eq!((memory.bytes(RESERVE).is_some(), &*newest(&memory).library), (kept, &library));
        assert_eq!(found(&memory).newest.unwrap().0, if kept { 2 } else { 1 }, "{errno:?}");
    }
}

#[test]
fn a_new_journal_on_a_full_disk_takes_the_room() {
    let (memory, library) = (memory(), small());
    let files = Failing::over(memory.clone()).failing(When::Call("write", 3), Errno::NOSPC);
    let journal = begun(files, &library);
    assert!(memory.bytes(RESERVE).is_some());
    journal.turn(journal.point(), &library, 2).unwrap();
    assert_eq!((memory.bytes(RESERVE), found(&memory).newest.unwrap().0), (None, 2));
}

#[test]
fn nothing_follows_half_a_line_that_could_not_be_taken_back() {
    let (memory, mut library) = (memory(), small());
    let files = Failing::over(memory.clone())
        .failing(When::Call("write", 3), Fault::Short)
        .failing(When::Call("write", 4), Errno::NOSPC)
        .failing(When::Call("cut", 1), Errno::IO);
    let journal = begun(files, &library);
    journal.write(&[typed(&mut library, "x")], &library, 2).unwrap();
    let Recovery { newest: Some((2, story)), .. } = found(&memory) else { panic!("it is torn") };
    assert_eq!((&*story.library, memory.bytes(RESERVE).is_some()), (&library, true));
}

#[test]
fn room_is_kept_once_and_as_much_as_is_wanted() {
    let memory = memory();
    memory.folder(FOLDER);
    let files = Failing::over(memory.clone());
    let made = || files.calls().iter().filter(|call| **call == "create").count();
    page::reserve(&files, Path::new(FOLDER));
    page::reserve(&files, Path::new(FOLDER));
    assert_eq!(made(), 1);
    memory.overwrite(RESERVE, b"half of it");
    page::reserve(&files, Path::new(FOLDER));
    assert_eq!((made(), memory.bytes(RESERVE).unwrap().len()), (2, 1 << 20));
    // Half of it would be in the way of what is typed.
    memory.remove(Path::new(RESERVE)).unwrap();
    let full = Failing::over(memory.clone())
        .failing(When::Call("write", 1), Fault::Short)
        .failing(When::Call("write", 2), Errno::NOSPC);
    page::reserve(&full, Path::new(FOLDER));
    assert_eq!(memory.bytes(RESERVE), None);
}
