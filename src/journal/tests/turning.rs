//! What else happens while one journal takes over from another, and when one is closed.

use rustix::io::Errno;

use super::*;
use crate::store::files::{Failing, When};

/// Turns a journal of one change while something happens to it. Answers it, and what came of turning it.
fn turned_while(
    memory: &Memory,
    happens: impl FnOnce(&Journal, &mut Library) + Send + 'static,
) -> (Journal, Result<(), Trouble>) {
    let mut library = small();
    let hook = Arc::new(std::sync::Mutex::new(None::<Journal>));
    let hooked = Arc::clone(&hook);
    let mut later = library.clone();
    typed(&mut later, "one ");
    // The second journal is made.
    let files = Failing::over(memory.clone()).before(When::Call("create", 2), move || {
        let journal = hooked.lock().unwrap().take().unwrap();
        happens(&journal, &mut later);
    });
    let journal = journal(files);
    journal.begin_with(&library, Some(base(&library)), 1).unwrap();
    journal.write(&[typed(&mut library, "one ")], &library, 2).unwrap();
    *hook.lock().unwrap() = Some(journal.clone());
    let turned = journal.turn(journal.point(), &library, 3);
    (journal, turned)
}

#[test]
fn a_document_that_was_saved_meanwhile_is_known_to_the_next_page() {
    let memory = memory();
    let (_, turned) =
        turned_while(&memory, |journal, library| journal.confirm(journal.point(), base(library)).unwrap());
    assert_eq!(turned, Ok(()));
    assert!(!newest(&memory).is_ahead());
    let (_, turned) = turned_while(&memory, |journal, library| {
        journal.write(&[typed(library, "two")], library, 2).unwrap();
    });
    assert_eq!(turned, Ok(()));
    assert_eq!(newest(&memory).library.introduction, "one two");
}

#[test]
fn a_save_is_known_to_the_page_that_takes_over_from_one_that_could_not_be_told() {
    let (memory, mut library) = (memory(), small());
    let saved = base(&library);
    let hook = Arc::new(std::sync::Mutex::new(None::<(Journal, Point)>));
    let (hooked, confirmed) = (Arc::clone(&hook), saved.clone());
    let files = Failing::over(memory.clone()).failing(When::Call("write", 2), Errno::IO);
    let files = files.before(When::Call("create", 2), move || {
        let (journal, point) = hooked.lock().unwrap().take().unwrap();
        assert!(journal.confirm(point, confirmed.clone()).is_err());
    });
    let journal = journal(files);
    journal.begin_with(&library, None, 1).unwrap();
    *hook.lock().unwrap() = Some((journal.clone(), journal.point()));
    journal.write(&[typed(&mut library, "one ")], &library, 2).unwrap();
    let mut story = newest(&memory);
    story.find(saved.hash, None);
    assert_eq!((&*story.library, story.base), (&library, Some(saved)));
}

#[test]
fn a_library_that_would_not_be_read_again_is_not_turned() {
    let (memory, mut library) = (memory(), small());
    let journal = journal(memory.clone());
    journal.begin_with(&library, Some(base(&library)), 1).unwrap();
    library.title = "x".repeat(crate::talk::Limit::Title.most() + 1);
    let error = journal.turn(journal.point(), &library, 2).unwrap_err();
    assert_eq!(error, Trouble::ReadsOtherwise);
    assert_eq!(numbers(&memory, Path::new(FOLDER)), Ok(vec![1]));
}

#[test]
fn a_library_that_would_not_be_read_again_begins_no_journal() {
    let (memory, mut library) = (memory(), small());
    library.title = "x".repeat(crate::talk::Limit::Title.most() + 1);
    let journal = journal(memory.clone());
    assert_eq!(journal.begin_with(&library, None, 1), Err(Trouble::ReadsOtherwise));
    assert_eq!(numbers(&memory, Path::new(FOLDER)), Ok(vec![]));
    library.title.pop();
    journal.write(&[], &library, 2).unwrap();
    assert_eq!(*newest(&memory).library, library);
}

#[test]
fn a_journal_of_what_the_document_does_not_hold_stays() {
    let mut library = small();
    let memory = Memory::holding(&[("/state/x", ""), (DOCUMENT, &format::write(&library))]);
    let journal = journal(memory.clone());
    journal.begin_with(&library, Some(base(&library)), 1).unwrap();
    journal.write(&[typed(&mut library, "one ")], &library, 2).unwrap();
    journal.close("the program ended").unwrap();
    assert!(newest(&memory).is_ahead());
    assert_eq!(*newest(&memory).library, library);
}

#[test]
fn a_flusher_that_sleeps_is_woken_by_a_write() {
    let mut library = small();
    let files = Failing::over(memory());
    let journal = journal(files.clone());
    journal.prepare(Arc::new(library.clone()), None);
    let flusher = Flusher::start(&journal, 1, Box::new(|trouble| panic!("{trouble}"))).unwrap();
    while !journal.state().asleep {
        std::thread::yield_now();
    }
    let syncs = || files.calls().iter().filter(|call| **call == "sync").count();
    let before = syncs();
    journal.write(&[typed(&mut library, "one ")], &library, 2).unwrap();
    while syncs() == before {
        std::thread::yield_now();
    }
    drop(flusher);
}

#[test]
fn a_document_written_as_the_snapshot_is_noted_in_the_new_journal() {
    let (memory, mut library) = (memory(), small());
    let journal = journal(memory.clone());
    journal.begin_with(&library, Some(base(&library)), 1).unwrap();
    journal.write(&[typed(&mut library, "one ")], &library, 2).unwrap();
    journal.turn(journal.point(), &library, 3).unwrap();
    assert!(newest(&memory).is_ahead());
    journal.confirm(journal.point(), base(&library)).unwrap();
    assert!(!journal.is_long() && !newest(&memory).is_ahead());
}

#[test]
fn a_turned_journal_in_which_nothing_happened_is_removed_if_the_document_holds_it() {
    for (saved, kept) in [(true, vec![1]), (false, vec![1, 2])] {
        let mut library = small();
        let memory = Memory::holding(&[("/state/x", ""), (DOCUMENT, "")]);
        let journal = journal(memory.clone());
        journal.begin_with(&library, Some(base(&library)), 1).unwrap();
        journal.write(&[typed(&mut library, "one ")], &library, 2).unwrap();
        if saved {
            memory.overwrite(DOCUMENT, format::write(&library).as_bytes());
            journal.confirm(journal.point(), base(&library)).unwrap();
        }
        journal.turn(journal.point(), &library, 3).unwrap();
        journal.close("closed").unwrap();
        assert_eq!(numbers(&memory, Path::new(FOLDER)), Ok(kept));
        assert_eq!(found(&memory).newest.unwrap().1.library.introduction, "one ");
    }
}

/// A journal with one change, which turns while it is flushed; `fails` makes that flush fail.
#[cfg(unix)]
fn turned_during_a_flush(fails: bool) {
    let (memory, mut library) = (memory(), small());
    let hook = Arc::new(std::sync::Mutex::new(None::<(Journal, Library)>));
    let hooked = Arc::clone(&hook);
    let mut files = Failing::over(memory.clone()).before(When::Call("sync", 1), move || {
        let (journal, library) = hooked.lock().unwrap().take().unwrap();
        journal.turn(journal.point(), &library, 3).unwrap();
    });
    if fails {
        files = files.failing(When::Call("sync", 1), rustix::io::Errno::IO);
    }
    let journal = journal(files);
    journal.begin_with(&library, Some(base(&library)), 1).unwrap();
    journal.write(&[typed(&mut library, "one ")], &library, 2).unwrap();
    *hook.lock().unwrap() = Some((journal.clone(), library.clone()));
    assert_eq!(journal.flush(), Ok(()));
    assert_eq!((found(&memory).newest.unwrap().0, &*newest(&memory).library), (2, &library));
}

#[cfg(unix)]
#[test]
fn a_flush_while_another_journal_took_over_has_lost_nothing() {
    turned_during_a_flush(true);
    turned_during_a_flush(false);
}

#[test]
fn what_is_flushed_is_flushed_once() {
    let mut library = small();
    let files = Failing::over(memory());
    let journal = journal(files.clone());
    let syncs = || files.calls().iter().filter(|call| **call == "sync").count();
    journal.prepare(Arc::new(library.clone()), Some(base(&library)));
    assert_eq!((journal.flush(), syncs()), (Ok(()), 0), "nothing was written yet");
    journal.begin(1).unwrap();
    journal.flush().unwrap();
    journal.flush().unwrap();
    assert_eq!(syncs(), 1);
    journal.write(&[typed(&mut library, "one ")], &library, 2).unwrap();
    journal.flush().unwrap();
    assert_eq!(syncs(), 2);
}

#[test]
fn a_journal_begins_anew_with_what_was_typed_before_it_was_there() {
    let (memory, mut library) = (memory(), small());
    let document = base(&library);
    let journal = journal(memory.clone());
    journal.begin_with(&library, Some(document.clone()), 1).unwrap();
    typed(&mut library, "one ");
    journal.restart(&library, 2).unwrap();
    let story = newest(&memory);
    assert_eq!((&*story.library, story.base.clone()), (&library, Some(document)));
    assert!(story.is_ahead() && story.changes.is_empty());
    journal.write(&[typed(&mut library, "two")], &library, 3).unwrap();
    assert_eq!(newest(&memory).library.introduction, "one two");
}

#[test]
fn a_journal_goes_on_from_a_version_that_was_taken_in() {
    let (memory, mut library) = (memory(), small());
    let journal = journal(memory.clone());
    journal.begin_with(&library, Some(base(&library)), 1).unwrap();
    let mut theirs = small();
    theirs.title = "by another program".into();
    let version = base(&theirs);
    journal.write(&[typed(&mut library, "one ")], &library, 2).unwrap();
    library.title.clone_from(&theirs.title);
    journal.rebase(version.clone(), &library, 3).unwrap();
    let story = newest(&memory);
    assert_eq!((story.base.clone(), &*story.library), (Some(version), &library));
    assert!(story.is_ahead());
}

#[test]
fn a_point_from_before_the_first_journal_is_its_snapshot() {
    let (memory, mut library) = (memory(), small());
    let journal = journal(memory.clone());
    journal.prepare(Arc::new(library.clone()), Some(base(&library)));
    let (point, then) = (journal.point(), library.clone());
    journal.write(&[typed(&mut library, "one ")], &library, 1).unwrap();
    journal.turn(point, &then, 2).unwrap();
    assert_eq!(numbers(&memory, Path::new(FOLDER)), Ok(vec![1, 2]));
    assert_eq!(&*newest(&memory).library, &library);
    // Behind that one it is no place in it any more.
    let late = Point { change: point.change + 1, ..point };
    journal.turn(late, &then, 3).unwrap();
    assert_eq!(numbers(&memory, Path::new(FOLDER)), Ok(vec![1, 2]));
}

#[test]
fn the_thread_that_flushes_ends_when_its_owner_goes_and_holds_nobody_up() {
    let journal = journal(memory());
    let (alive, ended) = std::sync::mpsc::channel::<()>();
    let flusher = Flusher::start(&journal, 1, Box::new(move |_| drop(alive.clone()))).unwrap();
    drop(flusher);
    assert!(ended.recv().is_err(), "nobody holds the other end any more");
}

#[test]
fn a_save_that_began_before_another_library_is_not_taken_for_a_save_of_that() {
    for early in [true, false] {
        let (memory, mut library) = (memory(), small());
        let journal = journal(memory.clone());
        journal.begin_with(&library, None, 1).unwrap();
        let (point, saved) = (journal.point(), base(&library));
        if early {
            journal.plan(point, saved.clone(), 2).unwrap();
        }
        // Typed while nothing was written down.
        typed(&mut library, "one ");
        journal.restart(&library, 3).unwrap();
        if !early {
            journal.plan(point, saved.clone(), 4).unwrap();
        }
        let mut story = newest(&memory);
        story.find(saved.hash, None);
        assert_eq!(story.base.as_ref(), Some(&saved), "planned");
        journal.confirm(point, saved.clone()).unwrap();
        let story = newest(&memory);
        assert_eq!((&*story.library, story.base), (&library, Some(saved)), "written");
    }
}
