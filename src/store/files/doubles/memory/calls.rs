//! The calls to a disk in memory, as to a real one.

use std::{
    ffi::OsString,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::Duration,
};

use super::{Content, Inode, Memory, Op};
use crate::store::files::{Files, Handle, Stat};

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

impl Memory {
    fn open(&self, inode: Inode) -> Arc<dyn Handle> {
        let memory = self.clone();
        Arc::new(Open { memory, inode, at: Mutex::new(0), locks: Mutex::new(false) })
    }
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
