//! One state of the disk: what stands under which name, what may be done there, and what changes it.

use std::{
    collections::BTreeMap,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use crate::store::files::{Kind, Stat};

/// The number of a file, a folder or a link, whatever its names.
pub type Inode = usize;

/// What an [`Inode`] is.
#[derive(Clone, Debug)]
pub struct Node {
    pub content: Content,
    pub mode: u32,
    pub ours: bool,
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

impl State {
    /// How many links may lead to one another.
    const LINKS: usize = 40;

    pub fn find(&self, path: &Path, follow: bool) -> io::Result<Inode> {
        self.trace(path, follow).map(|(_, inode)| inode)
    }

    /// What stands under a name, and the name that it was found under.
    pub fn trace(&self, path: &Path, follow: bool) -> io::Result<(PathBuf, Inode)> {
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

    pub fn stat(&self, inode: Inode) -> Stat {
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
    pub fn may_write(&self, inode: Inode) -> io::Result<()> {
        let node = &self.nodes[inode];
        let bit = if node.ours { 0o200 } else { 0o020 };
        if node.mode & bit == 0 { Err(ErrorKind::PermissionDenied.into()) } else { Ok(()) }
    }

    /// The folder of a path, if names in it may be changed.
    pub fn may_name(&self, path: &Path) -> io::Result<()> {
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
