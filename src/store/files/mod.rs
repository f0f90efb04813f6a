//! What storing asks of the system, call by call.
//!
//! It is a trait so that tests can let the n-th call fail, and can enumerate what a power cut between
//! two calls leaves behind. [`Disk`] is the real one. Nothing but these calls touches the documents,
//! journals, locks and backups of a library.

#[cfg(test)]
mod doubles;
mod real;

use std::{ffi::OsString, fmt, io, path::Path, sync::Arc, time::Duration};

#[cfg(test)]
pub(crate) use doubles::*;
pub use real::Disk;

/// What stands under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file of bytes.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, looked at itself.
    Link,
    /// A pipe, a device, a socket.
    Other,
}

/// What the system tells of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stat {
    /// What it is.
    pub kind: Kind,
    /// How long it is, in bytes.
    pub length: u64,
    /// How many names lead to it; 1 where the system does not say.
    pub links: u64,
    /// Its permission bits as Unix has them; those of an ordinary file where the system has none.
    pub mode: u32,
    /// The user that owns it; ours where the system does not say.
    pub owner: u32,
    /// Whether its owner is the user that this program runs as.
    pub ours: bool,
    /// Device and number of the file: the same for all its names; zeros where the system does not say.
    pub number: (u64, u64),
}

/// The calls that name a file.
///
/// No call retries, flushes or waits on its own; a path is used as it is given. Errors are the system's.
#[expect(clippy::missing_errors_doc, reason = "they are those of the system for the call that is named")]
pub trait Files: Send + Sync + fmt::Debug {
    /// What stands under this name; a symbolic link is followed if `follow`.
    fn look(&self, path: &Path, follow: bool) -> io::Result<Stat>;

    /// Where a symbolic link leads, as it says itself.
    fn read_link(&self, path: &Path) -> io::Result<std::path::PathBuf>;

    /// The one name of what stands under this name: absolute, without links.
    fn canonical(&self, path: &Path) -> io::Result<std::path::PathBuf>;

    /// All bytes of a file, at most `most`: one that is longer is an error of the kind `FileTooLarge`.
    /// A symbolic link is followed if `follow`.
    fn read(&self, path: &Path, most: u64, follow: bool) -> io::Result<Vec<u8>>;

    /// The names in a folder, in no order.
    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>>;

    /// Makes one folder, with these permission bits less the umask.
    fn make_folder(&self, path: &Path, mode: u32) -> io::Result<()>;

    /// Makes a file that must not be there yet, with these permission bits less the umask, to be written
    /// from its beginning.
    fn create(&self, path: &Path, mode: u32) -> io::Result<Arc<dyn Handle>>;

    /// Opens a file that is there to be overwritten from its beginning, without making it shorter first.
    fn open_to_overwrite(&self, path: &Path) -> io::Result<Arc<dyn Handle>>;

    /// Lets one name take the place of another.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file a name that must not be there yet, and takes the old one away.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Swaps what two names lead to, in one step. `Unsupported` where the system cannot.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;

    /// Gives a file one more name, which must not be there yet.
    fn link(&self, path: &Path, new: &Path) -> io::Result<()>;

    /// Takes a name away.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Waits until the names in a folder are safe on the disk.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// Lets some time pass, in which other programs may finish what they do.
    fn pause(&self, time: Duration);
}

/// The calls on a file that is open to be written. All write at one place, which moves on.
#[expect(clippy::missing_errors_doc, reason = "they are those of the system for the call that is named")]
pub trait Handle: Send + Sync + fmt::Debug {
    /// Writes the beginning of the bytes, and answers how many.
    fn write(&self, bytes: &[u8]) -> io::Result<usize>;

    /// Waits until what was written is safe on the disk.
    fn sync(&self) -> io::Result<()>;

    /// Makes the file this long, in bytes; what is written next stands behind that.
    fn cut(&self, length: u64) -> io::Result<()>;

    /// Gives the file the owner (where the system lets us), permissions and extended attributes of another.
    fn take_after(&self, other: &Path) -> io::Result<()>;

    /// Takes the file for this program alone until the handle is dropped: false if another one has it.
    fn lock(&self) -> io::Result<bool>;
}

/// Writes all bytes, however many calls that takes.
///
/// # Errors
/// Those of the call that failed; what was written before stands.
pub fn write_all(file: &dyn Handle, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match file.write(bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// The permission bits of a folder that only its owner may enter.
pub const PRIVATE: u32 = 0o700;

/// The permission bits of any new folder: the umask says who may do what.
pub const USUAL: u32 = 0o777;

/// Makes a folder, and those above it that are not there. Answers those that it made, the highest first: their names
/// are not safe from power cuts yet.
///
/// # Errors
/// What the system says of the first that cannot be made; `NotADirectory` where a file stands in the way.
pub fn make_folders<'a>(files: &dyn Files, folder: &'a Path, mode: u32) -> io::Result<Vec<&'a Path>> {
    let is_there = |path: &Path| files.look(path, true).is_ok_and(|found| found.kind == Kind::Folder);
    let missing = |path: &&Path| !path.as_os_str().is_empty() && !is_there(path);
    let mut missing: Vec<&Path> = folder.ancestors().take_while(missing).collect();
    missing.reverse();
    for path in &missing {
        files.make_folder(path, mode).or_else(|error| match error.kind() {
            // Another program was faster.
            io::ErrorKind::AlreadyExists if is_there(path) => Ok(()),
            io::ErrorKind::AlreadyExists => Err(io::ErrorKind::NotADirectory.into()),
            _ => Err(error),
        })?;
    }
    Ok(missing)
}

/// Makes the names in a folder safe from power cuts, where the system knows how to.
///
/// # Errors
/// What the system says, unless it is that it cannot.
pub fn sync_names(files: &dyn Files, folder: &Path) -> io::Result<()> {
    // Some file systems cannot, and a folder that may not be listed cannot be opened.
    let cannot = [io::ErrorKind::InvalidInput, io::ErrorKind::Unsupported, io::ErrorKind::PermissionDenied];
    files
        .sync_folder(folder)
        .or_else(|error| if cannot.contains(&error.kind()) { Ok(()) } else { Err(error) })
}

/// [`sync_names`] for a folder and all above it, which may be as new as what stands in it.
///
/// # Errors
/// As there.
pub fn sync_path(files: &dyn Files, folder: &Path) -> io::Result<()> {
    let mut folders = folder.ancestors().filter(|folder| !folder.as_os_str().is_empty());
    folders.try_for_each(|folder| sync_names(files, folder))
}
