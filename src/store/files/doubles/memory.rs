//! A file system in memory, as the programs of one machine see it, with a log of what was asked of it.

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsString,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use crate::store::files::{Files, Handle, Kind, Stat};

/// The number of a file, a folder or a link, whatever its names.
pub type Inode = usize;

/// What an [`Inode`] is.
#[derive(Clone, Debug)]
pub struct Node {
    pub content: Content,
    mode: u32,
    ours: bool,
}

#[derive(Clone, Debug)]
pub enum Content {
    File(Vec<u8>),
    Folder,
    Link(PathBuf),
    Pipe,
}

/// One state of the disk.
#[derive(Clone, Debug, Default)]
pub struct State {
    pub names: BTreeMap<PathBuf, Inode>,
    pub nodes: Vec<Node>,
}

/// What was done, in the order in which it was.
#[derive(Clone, Debug)]
pub enum Op {
    /// From now on these names lead there, or nowhere: all of them, or after a power cut none.
    Names(Vec<(PathBuf, Option<Inode>)>),
    Write {
        inode: Inode,
        at: usize,
        bytes: Vec<u8>,
    },
    Cut {
        inode: Inode,
        length: usize,
    },
    Sync(Inode),
    SyncFolder(PathBuf),
}

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

    fn open(&self, inode: Inode) -> Arc<dyn Handle> {
        let memory = self.clone();
        Arc::new(Open { memory, inode, at: Mutex::new(0), locks: Mutex::new(false) })
    }
}

impl State {
    /// How many links may lead to one another.
    const LINKS: usize = 40;

    fn find(&self, path: &Path, follow: bool) -> io::Result<Inode> {
        self.trace(path, follow).map(|(_, inode)| inode)
    }

    /// What stands under a name, and the name that it was found under.
    fn trace(&self, path: &Path, follow: bool) -> io::Result<(PathBuf, Inode)> {
        let mut path = path.to_owned();
        for _ in 0..=Self::LINKS {
            let inode = *self.names.get(&path).ok_or(ErrorKind::NotFound)?;
            match &self.nodes[inode].content {
                Content::Link(target) if follow => path = path.parent().unwrap().join(target),
                _ => return Ok((path, inode)),
            }
        }
        Err(io::Error::other("too many links"))
    }

    fn stat(&self, inode: Inode) -> Stat {
        let node = &self.nodes[inode];
        let (kind, length) = match &node.content {
            Content::File(bytes) => (Kind::File, bytes.len() as u64),
            Content::Folder => (Kind::Folder, 0),
            Content::Link(_) => (Kind::Link, 0),
            Content::Pipe => (Kind::Other, 0),
        };
        let links = self.names.values().filter(|other| **other == inode).count() as u64;
        let (mode, ours) = (node.mode, node.ours);
        Stat { kind, length, links, mode, owner: u32::from(ours), ours, number: (1, inode as u64) }
    }

    /// Whether the user may change this: as its owner, else as one of its group.
    fn may_write(&self, inode: Inode) -> io::Result<()> {
        let node = &self.nodes[inode];
        let bit = if node.ours { 0o200 } else { 0o020 };
        if node.mode & bit == 0 { Err(ErrorKind::PermissionDenied.into()) } else { Ok(()) }
    }

    /// The folder of a path, if names in it may be changed.
    fn may_name(&self, path: &Path) -> io::Result<()> {
        let folder = self.find(path.parent().ok_or(ErrorKind::NotFound)?, true)?;
        match self.nodes[folder].content {
            Content::Folder => self.may_write(folder),
            _ => Err(ErrorKind::NotADirectory.into()),
        }
    }

    pub fn name(&mut self, names: &[(PathBuf, Option<Inode>)]) {
        for (path, inode) in names {
            match inode {
                Some(inode) => self.names.insert(path.clone(), *inode),
                None => self.names.remove(path),
            };
        }
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

impl Files for Memory {
    fn look(&self, path: &Path, follow: bool) -> io::Result<Stat> {
        let now = &self.inner().now;
        now.find(path, follow).map(|inode| now.stat(inode))
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        let now = &self.inner().now;
        match &now.nodes[now.find(path, false)?].content {
            Content::Link(target) => Ok(target.clone()),
            _ => Err(ErrorKind::InvalidInput.into()),
        }
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.inner().now.trace(path, true).map(|(path, _)| path)
    }

    fn read(&self, path: &Path, most: u64, follow: bool) -> io::Result<Vec<u8>> {
        let now = &self.inner().now;
        match &now.nodes[now.find(path, follow)?].content {
            Content::File(bytes) if bytes.len() as u64 > most => Err(ErrorKind::FileTooLarge.into()),
            Content::File(bytes) => Ok(bytes.clone()),
            Content::Folder => Err(ErrorKind::IsADirectory.into()),
            Content::Link(_) => Err(io::Error::other("a link")),
            Content::Pipe => Ok(Vec::new()),
        }
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        let now = &self.inner().now;
        match now.nodes[now.find(folder, true)?].content {
            Content::Folder => {}
            _ => return Err(ErrorKind::NotADirectory.into()),
        }
        let inside = now.names.keys().filter(|path| path.parent() == Some(folder));
        Ok(inside.filter_map(|path| path.file_name()).map(Into::into).collect())
    }

    fn make_folder(&self, path: &Path, mode: u32) -> io::Result<()> {
        let mut inner = self.inner();
        inner.must_be_new(path)?;
        inner.add(path, Content::Folder, mode);
        Ok(())
    }

    fn create(&self, path: &Path, mode: u32) -> io::Result<Arc<dyn Handle>> {
        let inode = {
            let mut inner = self.inner();
            inner.must_be_new(path)?;
            // As with the usual umask.
            inner.add(path, Content::File(Vec::new()), mode & !0o022)
        };
        Ok(self.open(inode))
    }

    fn open_to_overwrite(&self, path: &Path) -> io::Result<Arc<dyn Handle>> {
        let inode = {
            let now = &self.inner().now;
            let inode = now.find(path, true)?;
            now.may_write(inode)?;
            inode
        };
        Ok(self.open(inode))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut inner = self.inner();
        let inode = inner.now.find(from, false)?;
        inner.now.may_name(from)?;
        inner.now.may_name(to)?;
        if let Ok(there) = inner.now.find(to, false)
            && matches!(inner.now.nodes[there].content, Content::Folder)
        {
            return Err(ErrorKind::IsADirectory.into());
        }
        inner.name(vec![(from.to_owned(), None), (to.to_owned(), Some(inode))]);
        Ok(())
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.inner().must_be_new(to)?;
        self.rename(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        let mut inner = self.inner();
        if !inner.swaps {
            return Err(ErrorKind::Unsupported.into());
        }
        inner.now.may_name(one)?;
        inner.now.may_name(other)?;
        let (first, second) = (inner.now.find(one, false)?, inner.now.find(other, false)?);
        inner.name(vec![(one.to_owned(), Some(second)), (other.to_owned(), Some(first))]);
        Ok(())
    }

    fn link(&self, path: &Path, new: &Path) -> io::Result<()> {
        let mut inner = self.inner();
        let inode = inner.now.find(path, false)?;
        inner.must_be_new(new)?;
        inner.name(vec![(new.to_owned(), Some(inode))]);
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut inner = self.inner();
        let inode = inner.now.find(path, false)?;
        inner.now.may_name(path)?;
        if matches!(inner.now.nodes[inode].content, Content::Folder) {
            return Err(ErrorKind::IsADirectory.into());
        }
        inner.name(vec![(path.to_owned(), None)]);
        Ok(())
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let mut inner = self.inner();
        inner.now.find(folder, true)?;
        inner.log.push(Op::SyncFolder(folder.to_owned()));
        Ok(())
    }

    fn pause(&self, _time: Duration) {}
}

/// A file of a [`Memory`] that is open.
#[derive(Debug)]
struct Open {
    memory: Memory,
    inode: Inode,
    at: Mutex<usize>,
    locks: Mutex<bool>,
}

impl Open {
    fn append(&self, op: Op) {
        let inner = &mut *self.memory.inner();
        if let Content::File(file) = &mut inner.now.nodes[self.inode].content {
            op.apply(file);
        }
        inner.log.push(op);
    }
}

impl Handle for Open {
    fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        let mut at = self.at.lock().unwrap();
        self.append(Op::Write { inode: self.inode, at: *at, bytes: bytes.to_vec() });
        *at += bytes.len();
        Ok(bytes.len())
    }

    fn sync(&self) -> io::Result<()> {
        self.append(Op::Sync(self.inode));
        Ok(())
    }

    fn cut(&self, length: u64) -> io::Result<()> {
        let length = usize::try_from(length).unwrap();
        self.append(Op::Cut { inode: self.inode, length });
        *self.at.lock().unwrap() = length;
        Ok(())
    }

    fn take_after(&self, other: &Path) -> io::Result<()> {
        let inner = &mut *self.memory.inner();
        let mode = inner.now.stat(inner.now.find(other, true)?).mode;
        inner.now.nodes[self.inode].mode = mode;
        Ok(())
    }

    fn lock(&self) -> io::Result<bool> {
        let mut locks = self.locks.lock().unwrap();
        if !*locks {
            *locks = self.memory.inner().locked.insert(self.inode);
        }
        Ok(*locks)
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        if self.locks.lock().is_ok_and(|locks| *locks) {
            self.memory.inner().locked.remove(&self.inode);
        }
    }
}

impl Op {
    /// Does to a file's bytes what a write or a cut does.
    pub fn apply(&self, file: &mut Vec<u8>) {
        match self {
            Self::Write { at, bytes, .. } => {
                file.resize(file.len().max(at + bytes.len()), 0);
                file[*at..at + bytes.len()].copy_from_slice(bytes);
            }
            Self::Cut { length, .. } => file.resize(*length, 0),
            Self::Names(_) | Self::Sync(_) | Self::SyncFolder(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
