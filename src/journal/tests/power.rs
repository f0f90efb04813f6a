//! The power is cut after each call to the system: whatever was flushed is found again.

use std::{
    ffi::OsString,
    io,
    sync::atomic::{AtomicBool, Ordering},
};

use super::*;
use crate::store::files::{Handle, Order, Stat};

/// What may be wrong with the way in which a journal is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flaw {
    None,
    /// A new journal gets its name before its content is safe.
    NewNotFlushed,
    /// The name of a new journal is not made safe.
    FolderNotFlushed,
    /// What is written later is never flushed.
    NeverFlushed,
    /// The journal before goes before the new one is there.
    OldRemovedFirst,
    /// The folder of all journals is not made safe.
    ParentNotFlushed,
}

/// Files through which a journal is written in a wrong way.
#[derive(Clone, Debug)]
struct Flawed(Memory, Flaw);

impl Files for Flawed {
    fn look(&self, path: &Path, follow: bool) -> io::Result<Stat> {
        self.0.look(path, follow)
    }
    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        self.0.read_link(path)
    }
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.0.canonical(path)
    }
    fn read(&self, path: &Path, most: u64, follow: bool) -> io::Result<Vec<u8>> {
        self.0.read(path, most, follow)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        self.0.list(folder)
    }
    fn pause(&self, time: std::time::Duration) {
        self.0.pause(time);
    }
    fn make_folder(&self, path: &Path, mode: u32) -> io::Result<()> {
        self.0.make_folder(path, mode)
    }
    fn create(&self, path: &Path, mode: u32) -> io::Result<Arc<dyn Handle>> {
        if self.1 == Flaw::OldRemovedFirst {
            for journal in self.list(Path::new(FOLDER))? {
                self.remove(&Path::new(FOLDER).join(journal))?;
            }
        }
        let handle = self.0.create(path, mode)?;
        Ok(Arc::new(FlawedHandle(handle, self.1, AtomicBool::new(true))))
    }
    fn open_to_overwrite(&self, path: &Path) -> io::Result<Arc<dyn Handle>> {
        self.0.open_to_overwrite(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.rename(from, to)
    }
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.rename_new(from, to)
    }
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.0.exchange(one, other)
    }
    fn link(&self, path: &Path, new: &Path) -> io::Result<()> {
        self.0.link(path, new)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.0.remove(path)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let journals = folder == Path::new(FOLDER);
        match self.1 {
            Flaw::FolderNotFlushed if journals => Ok(()),
            Flaw::ParentNotFlushed if !journals => Ok(()),
            _ => self.0.sync_folder(folder),
        }
    }
}

#[derive(Debug)]
struct FlawedHandle(Arc<dyn Handle>, Flaw, AtomicBool);

impl Handle for FlawedHandle {
    fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }
    fn sync(&self) -> io::Result<()> {
        match (self.1, self.2.swap(false, Ordering::Relaxed)) {
            (Flaw::NewNotFlushed, true) | (Flaw::NeverFlushed, false) => Ok(()),
            _ => self.0.sync(),
        }
    }
    fn cut(&self, length: u64) -> io::Result<()> {
        self.0.cut(length)
    }
    fn take_after(&self, other: &Path) -> io::Result<()> {
        self.0.take_after(other)
    }
    fn lock(&self) -> io::Result<bool> {
        self.0.lock()
    }
}

/// Somebody types, flushes, turns the page and comes again, and the power is cut at any time.
struct Typist {
    memory: Memory,
    flaw: Flaw,
    order: Order,
    library: Library,
    /// The libraries as they stood.
    states: Vec<Library>,
    /// What was promised since the last cuts: from so many changes of the disk on, at least that state.
    promises: Vec<(usize, usize)>,
    /// How many states the cuts left, and in how many something that was promised is lost, or something
    /// is found that never was: at most one a time.
    count: usize,
    lost: usize,
}

impl Typist {
    fn write(&mut self, journal: &Journal) {
        let change = typed(&mut self.library, "word ");
        self.states.push(self.library.clone());
        journal.write(&[change], &self.library, 1).unwrap();
    }

    fn promise(&mut self) {
        self.promises.push((self.memory.changes(), self.states.len() - 1));
    }

    /// Cuts the power after each change since the last time, then goes on as if it had not been.
    fn cut(&mut self) {
        if self.lost > 0 {
            return;
        }
        let (promises, states, mut lost) = (&self.promises, &self.states, 0);
        self.count += self.memory.power_cuts(self.order, |changes, disk| {
            let kept = promises.iter().filter(|(since, _)| *since <= changes).map(|(_, state)| *state).max();
            // One loss is enough to find a flaw.
            let Some(kept) = kept.filter(|_| lost == 0) else { return };
            let found = recover(disk, Path::new(FOLDER)).ok().and_then(|found| found.newest);
            let at = found.and_then(|(_, story)| states.iter().position(|state| *state == *story.library));
            lost += usize::from(at < Some(kept));
        });
        self.lost += lost;
        self.memory.settle();
        self.promises.clear();
        self.promise();
    }

    fn session(&mut self) {
        let journal = journal(Flawed(self.memory.clone(), self.flaw));
        journal.begin_with(&self.library, Some(base(&self.states[0])), 1).unwrap();
        journal.flush().unwrap();
        self.promise();
        self.write(&journal);
        self.write(&journal);
        journal.flush().unwrap();
        self.promise();
        self.cut();
        self.write(&journal);
        let (point, then) = (journal.point(), self.library.clone());
        self.write(&journal);
        journal.turn(point, &then, 1).unwrap();
        journal.flush().unwrap();
        self.promise();
        self.write(&journal);
        self.cut();
    }
}

/// Two sessions: how many states the cuts left, and how many of them are wrong.
fn cut(flaw: Flaw, order: Order) -> (usize, usize) {
    let library = Library { id: Id::new("lib"), ..Library::default() };
    let states = vec![library.clone()];
    let (memory, promises) = (memory(), Vec::new());
    let mut typist = Typist { memory, flaw, order, library, states, promises, count: 0, lost: 0 };
    typist.session();
    typist.session();
    (typist.count, typist.lost)
}

#[test]
fn a_power_cut_at_any_time_loses_nothing_that_was_flushed() {
    // Names in any order: among these states are those with names in their order.
    let (count, lost) = cut(Flaw::None, Order::Any);
    assert!(count > 2_000 && lost == 0, "{lost} of {count}");
}

#[test]
fn each_flaw_is_found() {
    let flaws = [
        Flaw::NewNotFlushed,
        Flaw::FolderNotFlushed,
        Flaw::NeverFlushed,
        Flaw::OldRemovedFirst,
        Flaw::ParentNotFlushed,
    ];
    for flaw in flaws {
        let (_, lost) = cut(flaw, Order::Any);
        assert!(lost > 0, "{flaw:?}");
    }
}
