//! The real calls.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, ErrorKind, Read as _, Seek as _},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use super::{Files, Handle, Kind, Stat};

/// The file systems of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {
    fn look(&self, path: &Path, follow: bool) -> io::Result<Stat> {
        Ok(stat(&if follow { fs::metadata(path) } else { fs::symlink_metadata(path) }?))
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        fs::read_link(path)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn read(&self, path: &Path, most: u64, follow: bool) -> io::Result<Vec<u8>> {
        let mut options = OpenOptions::new();
        options.read(true);
        #[cfg(unix)]
        {
            // A pipe that takes the name between a look and this call would else be waited for.
            let flags = if follow { rustix::fs::OFlags::NONBLOCK } else { unfollowed() };
            std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, flags.bits().cast_signed());
        }
        #[cfg(not(unix))]
        if !follow && fs::symlink_metadata(path)?.is_symlink() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let mut bytes = Vec::new();
        options.open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.file_name())).collect()
    }

    fn make_folder(&self, path: &Path, mode: u32) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, mode);
        #[cfg(not(unix))]
        let _ = (mode, builder.recursive(false));
        builder.create(path)
    }

    fn create(&self, path: &Path, mode: u32) -> io::Result<Arc<dyn Handle>> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
        #[cfg(not(unix))]
        let _ = mode;
        Ok(Arc::new(options.open(path)?))
    }

    fn open_to_overwrite(&self, path: &Path) -> io::Result<Arc<dyn Handle>> {
        Ok(Arc::new(OpenOptions::new().write(true).open(path)?))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
        match rename_with(from, to, rustix::fs::RenameFlags::NOREPLACE) {
            Err(error) if cannot(&error) => {}
            answer => return answer,
        }
        // Without such a call a second name does it: one that is there already stays.
        match fs::hard_link(from, to) {
            Ok(()) => fs::remove_file(from),
            // Nor are there second names: another program has the microseconds behind the look.
            Err(error) if matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::PermissionDenied) => {
                match fs::symlink_metadata(to) {
                    Ok(_) => Err(ErrorKind::AlreadyExists.into()),
                    Err(missing) if missing.kind() == ErrorKind::NotFound => fs::rename(from, to),
                    Err(error) => Err(error),
                }
            }
            Err(error) => Err(error),
        }
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
        return match rename_with(one, other, rustix::fs::RenameFlags::EXCHANGE) {
            Err(error) if cannot(&error) => Err(ErrorKind::Unsupported.into()),
            answer => answer,
        };
        #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
        {
            let _ = (one, other);
            Err(io::ErrorKind::Unsupported.into())
        }
    }

    fn link(&self, path: &Path, new: &Path) -> io::Result<()> {
        fs::hard_link(path, new)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        // Elsewhere a folder cannot be opened, and its names are safe once the call returns.
        if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
    }

    fn pause(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

impl Handle for File {
    fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        io::Write::write(&mut &*self, bytes)
    }

    fn sync(&self) -> io::Result<()> {
        self.sync_all()
    }

    fn cut(&self, length: u64) -> io::Result<()> {
        self.set_len(length)?;
        (&mut &*self).seek(io::SeekFrom::Start(length)).map(|_| ())
    }

    fn take_after(&self, other: &Path) -> io::Result<()> {
        let old = fs::metadata(other)?;
        #[cfg(unix)]
        let same_group = {
            use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown};
            // Only root may give files away; the group is often ours to give.
            if fchown(self, Some(old.uid()), Some(old.gid())).is_err() {
                let _ = fchown(self, None, Some(old.gid()));
            }
            let new = self.metadata()?;
            let same_group = new.gid() == old.gid();
            let mode = inherited(old.mode() & 0o7777, new.uid() == old.uid(), same_group);
            self.set_permissions(fs::Permissions::from_mode(mode))?;
            same_group
        };
        #[cfg(not(unix))]
        let same_group = {
            self.set_permissions(old.permissions())?;
            true
        };
        copy_attributes(other, self, same_group);
        Ok(())
    }

    fn lock(&self) -> io::Result<bool> {
        match self.try_lock() {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

fn stat(found: &fs::Metadata) -> Stat {
    let kind = match found.file_type() {
        kind if kind.is_file() => Kind::File,
        kind if kind.is_dir() => Kind::Folder,
        kind if kind.is_symlink() => Kind::Link,
        _ => Kind::Other,
    };
    let length = found.len();
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let owner = found.uid();
        let ours = owner == rustix::process::geteuid().as_raw();
        let (mode, links, number) = (found.mode(), found.nlink(), (found.dev(), found.ino()));
        Stat { kind, length, links, mode: mode & 0o7777, owner, ours, number }
    }
    #[cfg(not(unix))]
    {
        let mode = if found.permissions().readonly() { 0o444 } else { 0o644 };
        Stat { kind, length, links: 1, mode, owner: 0, ours: true, number: (0, 0) }
    }
}

/// The permissions of a file that takes after one with these, where it could not get its owner or group:
/// nobody may do more with it than with the other.
#[cfg(unix)]
const fn inherited(mode: u32, same_owner: bool, same_group: bool) -> u32 {
    let mode = if same_owner { mode } else { mode & !0o4000 };
    if same_group { mode } else { (mode & !0o2070) | (((mode & 0o007) << 3) & mode) }
}

#[cfg(unix)]
fn unfollowed() -> rustix::fs::OFlags {
    rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOFOLLOW
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn rename_with(from: &Path, to: &Path, flags: rustix::fs::RenameFlags) -> io::Result<()> {
    use rustix::fs::{CWD, renameat_with};
    Ok(renameat_with(CWD, from, CWD, to, flags)?)
}

/// Whether an error says that this file system has no such call, rather than that it failed.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn cannot(error: &io::Error) -> bool {
    use rustix::io::Errno;
    // The last two are one on Linux, and not on a Mac.
    let refused = [Errno::INVAL, Errno::NOSYS, Errno::OPNOTSUPP, Errno::NOTSUP].map(Errno::raw_os_error);
    error.raw_os_error().is_some_and(|errno| refused.contains(&errno))
}

/// Copies what other programs attached to a file: access lists, labels, notes. What the system refuses is
/// left out, as it has its own rules for such things; so are access lists, which say what a file's group may do, where
/// that is another group.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn copy_attributes(from: &Path, to: &File, same_group: bool) {
    use rustix::fs::{XattrFlags, fsetxattr, getxattr, listxattr};
    /// The most that Linux allows for all names, and for one value.
    const MOST: usize = 64 << 10;
    let mut names = vec![0; MOST];
    let Ok(length) = listxattr(from, &mut names) else { return };
    for name in names.get(..length).unwrap_or_default().split(|&byte| byte == 0) {
        let mut value = vec![0; MOST];
        if let Ok(length) = getxattr(from, name, &mut value)
            && !name.is_empty()
            && (same_group || !is_access_list(name))
        {
            let _ = fsetxattr(to, name, value.get(..length).unwrap_or_default(), XattrFlags::empty());
        }
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn copy_attributes(_from: &Path, _to: &File, _same_group: bool) {}

/// Whether an attribute of that name says who may do what with a file (acl(5) of Linux).
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn is_access_list(name: &[u8]) -> bool {
    name.starts_with(b"system.posix_acl_")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::files::write_all;

    #[test]
    fn a_file_is_made_once_and_written_as_a_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let file = Disk.create(&path, 0o600).unwrap();
        write_all(&*file, b"one two").unwrap();
        file.cut(3).unwrap();
        write_all(&*file, b", three").unwrap();
        file.sync().unwrap();
        Disk.sync_folder(folder.path()).unwrap();
        assert_eq!(Disk.read(&path, 10, true).unwrap(), b"one, three");
        assert_eq!(Disk.read(&path, 9, true).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(Disk.create(&path, 0o600).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        let over = Disk.open_to_overwrite(&path).unwrap();
        write_all(&*over, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two, three");
    }

    #[test]
    fn names_change_places_and_new_ones_spare_what_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let [one, two, three] = ["one", "two", "three"].map(|name| folder.path().join(name));
        fs::write(&one, "1").unwrap();
        fs::write(&two, "2").unwrap();
        match Disk.exchange(&one, &two) {
            Ok(()) => {
                assert_eq!(
                    (fs::read(&one).unwrap(), fs::read(&two).unwrap()),
                    (b"2".to_vec(), b"1".to_vec())
                );
            }
            Err(error) => assert_eq!(error.kind(), io::ErrorKind::Unsupported),
        }
        assert_eq!(Disk.rename_new(&one, &two).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        Disk.rename_new(&one, &three).unwrap();
        let mut names = Disk.list(folder.path()).unwrap();
        names.sort();
        assert_eq!(names, ["three", "two"]);
        Disk.remove(&two).unwrap();
        assert_eq!(Disk.look(&two, true).unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[test]
    fn a_lock_is_for_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let first = Disk.create(&path, 0o600).unwrap();
        let second = Disk.open_to_overwrite(&path).unwrap();
        assert!(first.lock().unwrap());
        assert!(!second.lock().unwrap());
        drop(first);
        assert!(second.lock().unwrap());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_gains_by_a_file_that_takes_after_another() {
        assert_eq!(inherited(0o6775, true, true), 0o6775);
        assert_eq!(inherited(0o6775, false, true), 0o2775);
        assert_eq!(inherited(0o6775, true, false), 0o4755);
        assert_eq!(inherited(0o2660, true, false), 0o600);
        assert_eq!(inherited(0o604, true, false), 0o604, "kept from a group, kept from any");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_link_is_told_and_permissions_and_attributes_go_over() {
        use rustix::fs::{XattrFlags, getxattr, setxattr};
        let folder = tempfile::tempdir().unwrap();
        let [old, new, link] = ["old", "new", "link"].map(|name| folder.path().join(name));
        fs::write(&old, "text").unwrap();
        fs::set_permissions(&old, std::os::unix::fs::PermissionsExt::from_mode(0o640)).unwrap();
        let noted = setxattr(&old, "user.note", b"kites", XattrFlags::empty()).is_ok();
        Disk.create(&new, 0o600).unwrap().take_after(&old).unwrap();
        assert_eq!(Disk.look(&new, true).unwrap().mode, 0o640);
        let mut value = [0; 9];
        assert_eq!(
            getxattr(&new, "user.note", &mut value).is_ok(),
            noted,
            "where the file system keeps notes"
        );
        std::os::unix::fs::symlink("old", &link).unwrap();
        assert_eq!(Disk.look(&link, false).unwrap().kind, Kind::Link);
        assert_eq!(Disk.look(&link, true).unwrap().number, Disk.look(&old, true).unwrap().number);
        assert!(Disk.read(&link, 10, false).is_err());
        assert_eq!(Disk.read_link(&link).unwrap(), Path::new("old"));
        assert!(Disk.look(&old, true).unwrap().ours);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn an_access_list_goes_over_to_the_same_group_alone() {
        use rustix::fs::{XattrFlags, getxattr, setxattr};
        const LIST: &str = "system.posix_acl_access";
        let folder = tempfile::tempdir().unwrap();
        let [old, new] = ["old", "new"].map(|name| folder.path().join(name));
        fs::write(&old, "text").unwrap();
        // Owner, user 1000, group, mask, others: what acl(5) calls the extended form.
        let entries: [(u16, u16, u32); 5] =
            [(1, 6, u32::MAX), (2, 6, 1000), (4, 4, u32::MAX), (16, 6, u32::MAX), (32, 0, u32::MAX)];
        let mut list = 2_u32.to_le_bytes().to_vec();
        for (tag, may, id) in entries {
            list.extend([&tag.to_le_bytes()[..], &may.to_le_bytes(), &id.to_le_bytes()].concat());
        }
        let kept = setxattr(&old, LIST, &list, XattrFlags::empty()).is_ok();
        for same_group in [false, true] {
            let file = File::create(&new).unwrap();
            copy_attributes(&old, &file, same_group);
            let mut value = [0; 99];
            let there = getxattr(&new, LIST, &mut value).is_ok();
            assert_eq!(there, same_group && kept, "where the file system keeps such lists");
        }
    }
}
