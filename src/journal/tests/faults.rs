//! Each call to the system fails once, or from then on: what a write promised is found again.

use std::sync::{Mutex, mpsc};
use std::time::Duration;

use rustix::io::Errno;

use super::*;
use crate::store::files::{Failing, Fault, When};

/// Longer than any machine takes, so that a test that hangs fails.
const LONG: Duration = Duration::from_secs(30);

/// What a write has promised so far, and the libraries as they stood, behind each other.
#[derive(Debug, Default)]
struct Typed {
    states: Vec<Library>,
    /// Up to which of them nothing may be lost.
    promised: usize,
}

impl Typed {
    /// Fails unless what was promised can be recovered.
    fn check(&self, memory: &Memory, when: &str) {
        if self.promised == 0 {
            return;
        }
        let found = found(memory).newest.map(|(_, story)| story.library);
        let at = self.states.iter().position(|state| found.as_deref() == Some(state));
        assert!(at >= Some(self.promised), "{when}: {at:?} of {}, {found:?}", self.promised);
    }
}

/// A session with all that can happen, each step checked as after a kill; answers how many of its writes
/// failed. States are numbered from 1.
fn session(files: &Failing, memory: &Memory, typed_so_far: &Mutex<Typed>) -> usize {
    let now = std::cell::Cell::new(0);
    let state = |library: &Library| typed_so_far.lock().unwrap().states.push(library.clone());
    let promise = |kept: bool, step: &str| {
        let mut typed = typed_so_far.lock().unwrap();
        if kept {
            typed.promised = typed.states.len() - 1;
        }
        typed.check(memory, step);
    };
    let mut library = Library { id: Id::new("lib"), ..Library::default() };
    let journal = journal(files.clone());
    let (mut failed, mut words) = (0, 0);
    state(&Library::default());
    state(&library);
    promise(journal.begin_with(&library, Some(base(&library)), 0).is_ok(), "begin");
    let mut write = |library: &mut Library| {
        words += 1;
        now.set(now.get() + 1);
        let change = typed(library, &format!("w{words} "));
        state(library);
        let kept = journal.write(&[change], library, now.get()).is_ok();
        failed += usize::from(!kept);
        promise(kept, "write");
    };
    write(&mut library);
    write(&mut library);
    promise(journal.flush().is_ok() && journal.write(&[], &library, now.get()).is_ok(), "flush");
    let (point, then) = (journal.point(), library.clone());
    write(&mut library);
    let _ = journal.confirm(point, base(&then));
    promise(false, "written");
    let _ = journal.turn(point, &then, now.get());
    promise(false, "turn");
    write(&mut library);
    promise(journal.plan(journal.point(), base(&library), now.get()).is_ok(), "plan");
    write(&mut library);
    let _ = journal.close("closed");
    promise(false, "close");
    failed
}

/// Runs a session with a fault at each of its calls; before each call it is as if the program were killed.
fn at_each_call(when: fn(usize) -> When, fault: Fault, failures: usize) {
    for nth in 1.. {
        let memory = memory();
        let typed = Arc::new(Mutex::new(Typed::default()));
        let files = Failing::over(memory.clone()).failing(when(nth), fault);
        let files = (1..120).fold(files, |files, call| {
            let (typed, memory) = (Arc::clone(&typed), memory.clone());
            // What is typed just now is not promised yet, and not held up either.
            let killed = move || typed.lock().unwrap().check(&memory, "killed");
            files.before(When::Nth(call), killed)
        });
        let failed = session(&files, &memory, &typed);
        assert!(failed <= failures, "{fault:?} at {nth}: {failed} writes failed");
        if files.calls().len() < nth {
            return;
        }
    }
}

#[test]
fn a_fault_at_any_call_loses_nothing_that_was_promised() {
    for errno in [Errno::NOSPC, Errno::IO] {
        at_each_call(When::Nth, errno.into(), 0);
    }
    at_each_call(When::Nth, Fault::Short, 0);
}

#[test]
fn what_was_promised_stays_when_nothing_works_any_more() {
    for errno in [Errno::NOSPC, Errno::IO] {
        at_each_call(When::From, errno.into(), 5);
    }
}

#[test]
fn a_full_disk_takes_the_room_that_was_kept() {
    let (memory, mut library) = (memory(), small());
    // Opening, reserve, a change; then half of the next change.
    let files = Failing::over(memory.clone())
        .failing(When::Call("write", 4), Fault::Short)
        .failing(When::Call("write", 5), Errno::NOSPC);
    let journal = journal(files);
    journal.begin_with(&library, Some(base(&library)), 1).unwrap();
    journal.tidy();
    let reserve = format!("{FOLDER}/reserve");
    journal.write(&[typed(&mut library, "one ")], &library, 2).unwrap();
    assert!(memory.bytes(&reserve).is_some());
    journal.write(&[typed(&mut library, "two")], &library, 2).unwrap();
    assert!(memory.bytes(&reserve).is_none());
    let Recovery { newest: Some((1, story)), .. } = found(&memory) else {
        panic!("it goes on in the same journal")
    };
    assert_eq!(*story.library, library);
    journal.tidy();
    assert!(memory.bytes(&reserve).is_some());
}

#[test]
fn a_journal_that_cannot_be_made_is_tried_once_a_second_and_then_protects() {
    let (memory, mut library) = (memory(), small());
    let files = Failing::over(memory.clone())
        .failing(When::Call("create", 1), Errno::ROFS)
        .failing(When::Call("create", 2), Errno::DQUOT);
    let journal = journal(files.clone());
    let told = |result: Result<(), Trouble>| result.unwrap_err().to_string();
    assert!(told(journal.begin_with(&library, None, 7)).contains("a journal cannot be made: Read-only"));
    let calls = files.calls().len();
    for _ in 0..3 {
        let change = typed(&mut library, "x");
        assert!(told(journal.write(&[change], &library, 7)).contains("Read-only"));
    }
    assert_eq!(files.calls().len(), calls);
    assert!(told(journal.write(&[], &library, 8)).contains("quota"));
    // Clocks go backwards.
    journal.write(&[typed(&mut library, "y")], &library, 6).unwrap();
    assert_eq!(*newest(&memory).library, library);
    assert!(journal.flush().is_ok());
}

#[test]
fn a_flush_that_failed_is_told_and_not_repeated() {
    let (memory, mut library) = (memory(), small());
    // The second: the first is that of the new journal.
    let files = Failing::over(memory.clone()).failing(When::Call("sync", 2), Errno::IO);
    let journal = journal(files);
    journal.begin_with(&library, None, 1).unwrap();
    journal.flush().unwrap();
    let (tell, told) = mpsc::channel();
    let flusher = Flusher::start(&journal, 1, Box::new(move |error| tell.send(error).unwrap())).unwrap();
    journal.write(&[typed(&mut library, "x")], &library, 2).unwrap();
    let error = told.recv_timeout(LONG).unwrap();
    assert!(error.to_string().contains("cannot be flushed"), "{error}");
    assert!(journal.flush().is_err());
    journal.write(&[], &library, 2).unwrap();
    let Recovery { newest: Some((2, story)), .. } = found(&memory) else { panic!() };
    assert_eq!(*story.library, library);
    drop(flusher);
    assert!(told.try_recv().is_err());
}

#[test]
fn what_is_written_is_flushed_soon_and_once() {
    let (memory, mut library) = (memory(), small());
    let (tell, told) = mpsc::channel();
    // The first is that of the new journal.
    let files = (2..=4).fold(Failing::over(memory), |files, nth| {
        let tell = tell.clone();
        files.before(When::Call("sync", nth), move || tell.send(()).unwrap())
    });
    let journal = journal(files.clone());
    journal.begin_with(&library, None, 1).unwrap();
    journal.flush().unwrap();
    let flusher = Flusher::start(&journal, 1, Box::new(|error| panic!("{error}"))).unwrap();
    for changes in [5, 1, 1] {
        (0..changes).for_each(|_| journal.write(&[typed(&mut library, "x")], &library, 2).unwrap());
        told.recv_timeout(LONG).unwrap();
    }
    drop(flusher);
    assert_eq!(files.calls().iter().filter(|call| **call == "sync").count(), 4);
}

#[test]
fn the_flusher_waits_for_the_first_write_and_then_for_others() {
    for (written, delay) in [(false, Duration::ZERO), (true, LONG)] {
        let (journal, mut library) = (journal(memory()), small());
        journal.begin_with(&library, None, 1).unwrap();
        journal.flush().unwrap();
        if written {
            journal.write(&[typed(&mut library, "x")], &library, 1).unwrap();
        }
        let (tell, told) = mpsc::channel();
        let waiting = journal.clone();
        let thread = std::thread::spawn(move || tell.send(waiting.wait_for_work(delay)).unwrap());
        assert_eq!(told.recv_timeout(Duration::from_millis(50)), Err(mpsc::RecvTimeoutError::Timeout));
        journal.stop_flusher();
        assert_eq!(told.recv_timeout(LONG), Ok(false));
        thread.join().unwrap();
    }
}

#[test]
fn threads_write_flush_and_turn_at_the_same_time() {
    let (memory, mut library) = (memory(), small());
    let journal = journal(memory.clone());
    journal.begin_with(&library, Some(base(&library)), 1).unwrap();
    let flusher = Flusher::start(&journal, 1, Box::new(|error| panic!("{error}"))).unwrap();
    let (hand, work) = mpsc::channel::<(Point, Library)>();
    let worker = journal.clone();
    let turning = std::thread::spawn(move || {
        for (point, library) in work {
            worker.confirm(point, base(&library)).unwrap();
            worker.turn(point, &library, 2).unwrap();
            worker.tidy();
        }
    });
    for word in 0..300 {
        journal.write(&[typed(&mut library, "x")], &library, 3).unwrap();
        if word % 20 == 0 {
            hand.send((journal.point(), library.clone())).unwrap();
        }
        if word % 50 == 0 {
            journal.flush().unwrap();
        }
        assert_eq!(newest(&memory).library.introduction.len(), word + 1);
    }
    drop(hand);
    turning.join().unwrap();
    drop(flusher);
    let Recovery { newest: Some((number, story)), earlier, .. } = found(&memory) else { panic!() };
    assert_eq!((&*story.library, story.changes.len() + earlier.len()), (&library, 300));
    assert!(number > 1);
}
