//! A file system in memory, as the programs of one machine see it, with a log of what was asked of it. `state` is what
//! stands on it, `calls` what programs do with it.

mod calls;
mod state;

use std::{
    collections::BTreeSet,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard},
};

pub use state::{Content, Inode, Op, State};

use self::state::Node;
use crate::store::files::Files;

/// A file system in memory. A copy is the same one.
///
/// Paths are absolute and hold no `..`; links are followed in their last part only. Permissions hold as for
/// a user who is not root. Modes and owners survive a power cut.
#[derive(Clone, Debug)]
pub struct Memory(Arc<Mutex<Inner>>);

#[derive(Debug)]
struct Inner {
    /// What a power cut cannot take back.
    start: State,
    /// What programs see.
    now: State,
    log: Vec<Op>,
    locked: BTreeSet<Inode>,
    swaps: bool,
}

impl Memory {
    /// One that holds these files, and the folders that they stand in, safe on the disk.
    pub fn holding(files: &[(&str, &str)]) -> Self {
        let memory = Self::of(State::default(), true);
        memory.folder("/");
        for (path, text) in files {
            memory.folder(Path::new(path).parent().unwrap());
            memory.overwrite(path, text.as_bytes());
        }
        memory.settle();
        memory
    }

    pub(super) fn of(state: State, swaps: bool) -> Self {
        let inner =
            Inner { start: state.clone(), now: state, log: Vec::new(), locked: BTreeSet::new(), swaps };
        Self(Arc::new(Mutex::new(inner)))
    }

    /// The same, but two names cannot be swapped, as on a network share.
    pub fn without_exchange(self) -> Self {
        self.inner().swaps = false;
        self
    }

    /// Makes a folder and those above it.
    pub fn folder(&self, path: impl AsRef<Path>) {
        let path = path.as_ref();
        if let Some(above) = path.parent() {
            self.folder(above);
        }
        let mut inner = self.inner();
        if !inner.now.names.contains_key(path) {
            inner.add(path, Content::Folder, 0o755);
        }
    }

    /// Makes a symbolic link.
    pub fn symlink(&self, path: &str, target: &str) {
        self.inner().add(Path::new(path), Content::Link(target.into()), 0o777);
    }

    /// Makes a pipe.
    pub fn pipe(&self, path: &str) {
        self.inner().add(Path::new(path), Content::Pipe, 0o644);
    }

    /// Writes a file as a careless program does: cut to nothing, then written, never flushed.
    pub fn overwrite(&self, path: impl AsRef<Path>, bytes: &[u8]) {
        let path = path.as_ref();
        let file = self.open_to_overwrite(path).or_else(|_| self.create(path, 0o644)).unwrap();
        file.cut(0).unwrap();
        file.write(bytes).unwrap();
    }

    /// Gives a file or folder other permissions.
    pub fn allow(&self, path: &str, mode: u32) {
        self.change(path, |node| node.mode = mode);
    }

    /// Gives a file or folder to another user.
    pub fn give_away(&self, path: &str) {
        self.change(path, |node| node.ours = false);
    }

    fn change(&self, path: &str, change: impl Fn(&mut Node)) {
        let inner = &mut *self.inner();
        let inode = inner.now.names[Path::new(path)];
        change(&mut inner.now.nodes[inode]);
        if let Some(node) = inner.start.nodes.get_mut(inode) {
            change(node);
        }
    }

    /// Makes all that was done safe from power cuts, and forgets how it came about.
    pub fn settle(&self) {
        let inner = &mut *self.inner();
        inner.start = inner.now.clone();
        inner.log.clear();
    }

    /// What a file holds, none where there is none. A link is followed.
    pub fn bytes(&self, path: impl AsRef<Path>) -> Option<Vec<u8>> {
        self.read(path.as_ref(), u64::MAX, true).ok()
    }

    /// What a file holds as text; empty where there is none.
    pub fn text(&self, path: impl AsRef<Path>) -> String {
        String::from_utf8_lossy(&self.bytes(path).unwrap_or_default()).into_owned()
    }

    /// The paths of all that are no folders, in order.
    pub fn paths(&self) -> Vec<String> {
        let inner = self.inner();
        let is_folder = |inode: Inode| matches!(inner.now.nodes[inode].content, Content::Folder);
        let paths = inner.now.names.iter().filter(|(_, inode)| !is_folder(**inode));
        paths.map(|(path, _)| path.to_string_lossy().into_owned()).collect()
    }

    /// How many changes were made since [`Memory::settle`]: what was promised now must hold for power cuts
    /// after so many, and more.
    pub fn changes(&self) -> usize {
        self.inner().log.len()
    }

    pub(super) fn history(&self) -> (State, State, Vec<Op>, bool) {
        let inner = self.inner();
        (inner.start.clone(), inner.now.clone(), inner.log.clone(), inner.swaps)
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        // A test that failed on another thread says so itself.
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Inner {
    fn add(&mut self, path: &Path, content: Content, mode: u32) -> Inode {
        let inode = self.now.nodes.len();
        self.now.nodes.push(Node { content, mode, ours: true });
        self.name(vec![(path.to_owned(), Some(inode))]);
        inode
    }

    fn name(&mut self, names: Vec<(PathBuf, Option<Inode>)>) {
        self.now.name(&names);
        self.log.push(Op::Names(names));
    }

    fn must_be_new(&self, path: &Path) -> io::Result<()> {
        self.now.may_name(path)?;
        if self.now.names.contains_key(path) { Err(ErrorKind::AlreadyExists.into()) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::files::Kind;

    #[test]
    fn it_behaves_like_a_disk() {
        let memory = Memory::holding(&[("/f/a", "old")]);
        let [a, b, c] = ["/f/a", "/f/b", "/f/c"].map(Path::new);
        let file = memory.create(b, 0o666).unwrap();
        assert_eq!(memory.create(b, 0o600).unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(file.write(b"one two").unwrap(), 7);
        file.cut(3).unwrap();
        file.write(b"!").unwrap();
        file.take_after(a).unwrap();
        assert_eq!((memory.text(b), memory.look(b, true).unwrap().mode), ("one!".into(), 0o644));
        memory.exchange(a, b).unwrap();
        assert_eq!((memory.text(a), memory.text(b)), ("one!".into(), "old".into()));
        memory.link(a, c).unwrap();
        assert_eq!(memory.look(a, true).unwrap().links, 2);
        file.write(b"?").unwrap();
        assert_eq!(memory.text(c), "one!?", "an open file is written whatever its name");
        assert_eq!(memory.rename_new(c, b).unwrap_err().kind(), ErrorKind::AlreadyExists);
        memory.rename(c, b).unwrap();
        memory.remove(a).unwrap();
        assert_eq!(memory.list(Path::new("/f")).unwrap(), ["b"]);
        memory.symlink("/f/link", "b");
        memory.symlink("/f/circle", "circle");
        memory.pipe("/f/pipe");
        assert_eq!(memory.text("/f/link"), "one!?");
        assert_eq!(memory.look(Path::new("/f/link"), false).unwrap().kind, Kind::Link);
        assert_eq!(memory.look(Path::new("/f/pipe"), false).unwrap().kind, Kind::Other);
        assert!(memory.look(Path::new("/f/circle"), true).is_err());
        memory.allow("/f", 0o555);
        assert_eq!(memory.remove(b).unwrap_err().kind(), ErrorKind::PermissionDenied);
        assert_eq!(memory.text(b), "one!?");
        let other = memory.open_to_overwrite(b).unwrap();
        assert!(file.lock().unwrap() && file.lock().unwrap() && !other.lock().unwrap());
        drop(file);
        assert!(other.lock().unwrap());
    }
}
