//! Files that fail at the n-th call, or let something else happen before it.

use std::{
    collections::HashSet,
    ffi::OsString,
    fmt, io,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    thread::{self, ThreadId},
    time::Duration,
};

use crate::store::files::{Files, Handle, Stat};

/// At which calls something happens. Calls are counted from 1, those on handles among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// At the n-th call of all.
    Nth(usize),
    /// At the n-th call of all, and at each after it.
    From(usize),
    /// At the n-th call of this name, such as `exchange` or `sync`.
    Call(&'static str, usize),
    /// At each call of this name.
    Every(&'static str),
}

/// What goes wrong with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing is done, and this is the error's number.
    Errno(i32),
    /// A write takes only half of the bytes, which is no error; other calls are as ever.
    Short,
}

#[cfg(unix)]
impl From<rustix::io::Errno> for Fault {
    fn from(errno: rustix::io::Errno) -> Self {
        Self::Errno(errno.raw_os_error())
    }
}

/// Files whose calls fail as told. A handle whose flush failed must never be flushed again: the system may
/// have dropped what was not written, and would call the second flush a success. That panics.
#[derive(Clone)]
pub struct Failing {
    files: Arc<dyn Files>,
    plan: Arc<Plan>,
}

type Happening = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct Plan {
    calls: Mutex<Vec<&'static str>>,
    flushers: Mutex<HashSet<ThreadId>>,
    faults: Mutex<Vec<(When, Fault)>>,
    happenings: Mutex<Vec<(When, Happening)>>,
}

impl Failing {
    /// Those files, with no fault yet.
    pub fn over(files: impl Files + 'static) -> Self {
        Self { files: Arc::new(files), plan: Arc::default() }
    }

    /// Lets calls fail.
    pub fn failing(self, when: When, fault: impl Into<Fault>) -> Self {
        self.plan.faults.lock().unwrap().push((when, fault.into()));
        self
    }

    /// Lets something happen once, before a call is carried out.
    pub fn before(self, when: When, happens: impl FnOnce() + Send + 'static) -> Self {
        self.plan.happenings.lock().unwrap().push((when, Box::new(happens)));
        self
    }

    /// The names of the calls so far, in order.
    pub fn calls(&self) -> Vec<&'static str> {
        self.plan.calls.lock().unwrap().clone()
    }

    /// Whether the present thread has flushed anything.
    pub fn flushed_here(&self) -> bool {
        self.plan.flushers.lock().unwrap().contains(&thread::current().id())
    }

    fn handle(&self, inner: Arc<dyn Handle>) -> Arc<dyn Handle> {
        Arc::new(Opened { inner, plan: Arc::clone(&self.plan), lost: AtomicBool::new(false) })
    }
}

impl fmt::Debug for Failing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Failing({:?}, {:?})", self.files, self.plan.faults)
    }
}

impl When {
    fn is_now(self, calls: &[&'static str]) -> bool {
        let last = calls.last();
        let of = |name| calls.iter().filter(|call| **call == name).count();
        match self {
            Self::Nth(n) => calls.len() == n,
            Self::From(n) => calls.len() >= n,
            Self::Call(name, n) => last == Some(&name) && of(name) == n,
            Self::Every(name) => last == Some(&name),
        }
    }
}

impl Plan {
    /// Counts a call, lets happen what is to happen before it, and answers its fault.
    fn begin(&self, name: &'static str) -> Option<Fault> {
        let calls = {
            let mut calls = self.calls.lock().unwrap();
            calls.push(name);
            calls.clone()
        };
        if matches!(name, "sync" | "sync_folder") {
            self.flushers.lock().unwrap().insert(thread::current().id());
        }
        // Taken out first: what happens may itself call.
        let due: Vec<_> =
            self.happenings.lock().unwrap().extract_if(.., |(when, _)| when.is_now(&calls)).collect();
        for (_, happens) in due {
            happens();
        }
        let faults = self.faults.lock().unwrap();
        faults.iter().find(|(when, _)| when.is_now(&calls)).map(|(_, fault)| *fault)
    }

    fn call<T>(&self, name: &'static str, carry_out: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        match self.begin(name) {
            Some(Fault::Errno(number)) => Err(io::Error::from_raw_os_error(number)),
            Some(Fault::Short) | None => carry_out(),
        }
    }
}

impl Files for Failing {
    fn look(&self, path: &Path, follow: bool) -> io::Result<Stat> {
        self.plan.call("look", || self.files.look(path, follow))
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        self.plan.call("read_link", || self.files.read_link(path))
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.plan.call("canonical", || self.files.canonical(path))
    }

    fn read(&self, path: &Path, most: u64, follow: bool) -> io::Result<Vec<u8>> {
        self.plan.call("read", || self.files.read(path, most, follow))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        self.plan.call("list", || self.files.list(folder))
    }

    fn make_folder(&self, path: &Path, mode: u32) -> io::Result<()> {
        self.plan.call("make_folder", || self.files.make_folder(path, mode))
    }

    fn create(&self, path: &Path, mode: u32) -> io::Result<Arc<dyn Handle>> {
        self.plan.call("create", || self.files.create(path, mode)).map(|inner| self.handle(inner))
    }

    fn open_to_overwrite(&self, path: &Path) -> io::Result<Arc<dyn Handle>> {
        let opened = self.plan.call("open_to_overwrite", || self.files.open_to_overwrite(path));
        opened.map(|inner| self.handle(inner))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.plan.call("rename", || self.files.rename(from, to))
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.plan.call("rename_new", || self.files.rename_new(from, to))
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.plan.call("exchange", || self.files.exchange(one, other))
    }

    fn link(&self, path: &Path, new: &Path) -> io::Result<()> {
        self.plan.call("link", || self.files.link(path, new))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.plan.call("remove", || self.files.remove(path))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.plan.call("sync_folder", || self.files.sync_folder(folder))
    }

    fn pause(&self, time: Duration) {
        let _ = self.plan.begin("pause");
        self.files.pause(time);
    }
}

struct Opened {
    inner: Arc<dyn Handle>,
    plan: Arc<Plan>,
    /// Whether a flush failed.
    lost: AtomicBool,
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}

impl Handle for Opened {
    fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        match self.plan.begin("write") {
            Some(Fault::Errno(number)) => Err(io::Error::from_raw_os_error(number)),
            Some(Fault::Short) => self.inner.write(&bytes[..bytes.len().div_ceil(2)]),
            None => self.inner.write(bytes),
        }
    }

    fn sync(&self) -> io::Result<()> {
        assert!(!self.lost.load(SeqCst), "flushed again after a flush that failed");
        let synced = self.plan.call("sync", || self.inner.sync());
        self.lost.store(synced.is_err(), SeqCst);
        synced
    }

    fn cut(&self, length: u64) -> io::Result<()> {
        self.plan.call("cut", || self.inner.cut(length))
    }

    fn take_after(&self, other: &Path) -> io::Result<()> {
        self.plan.call("take_after", || self.inner.take_after(other))
    }

    fn lock(&self) -> io::Result<bool> {
        self.plan.call("lock", || self.inner.lock())
    }
}

#[cfg(all(test, unix))]
mod tests {
    use rustix::io::Errno;

    use super::super::Memory;
    use super::*;

    #[test]
    fn the_call_that_is_meant_fails() {
        let memory = Memory::holding(&[("/f/a", "old")]);
        let path = Path::new("/f/a");
        let files = Failing::over(memory.clone()).failing(When::Nth(2), Errno::NOSPC);
        files.look(path, true).unwrap();
        assert_eq!(files.look(path, true).unwrap_err().kind(), io::ErrorKind::StorageFull);
        files.look(path, true).unwrap();
        let files = Failing::over(memory.clone())
            .failing(When::Call("write", 2), Errno::INTR)
            .failing(When::Every("write"), Fault::Short)
            .failing(When::From(8), Errno::ROFS)
            .before(When::Call("cut", 1), move || memory.overwrite("/f/b", b"theirs"));
        let file = files.open_to_overwrite(path).unwrap();
        super::super::super::write_all(&*file, b"1234").unwrap();
        assert_eq!(files.calls(), ["open_to_overwrite", "write", "write", "write", "write"]);
        file.cut(4).unwrap();
        assert_eq!(files.read(Path::new("/f/b"), 9, true).unwrap(), b"theirs");
        assert!(files.look(path, true).is_err() && files.remove(path).is_err());
    }

    #[test]
    #[should_panic(expected = "flushed again")]
    fn a_second_flush_is_found() {
        let files = Failing::over(Memory::holding(&[("/f/a", "old")])).failing(When::Nth(2), Errno::IO);
        let file = files.open_to_overwrite(Path::new("/f/a")).unwrap();
        assert!(file.sync().is_err());
        let _ = file.sync();
    }
}
