//! One file gives way to another in one step: there is no moment at which its name leads to half a
//! text.
//!
//! The new text goes into a file beside the old one, is flushed to the disk, and takes over the name;
//! then the folder is flushed, without which a power cut could bring the old text back.

use std::{
    fs::{self, File, Metadata, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use tempfile::{Builder, NamedTempFile};

use super::SaveProblem;

/// What becomes of a file that stands there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// It gives way.
    Allowed,
    /// It stays, and nothing is written.
    Refused,
}

/// Puts `bytes` into the file of that name.
pub fn replace(path: &Path, bytes: &[u8], overwrite: Overwrite) -> Result<(), SaveProblem> {
    let target = follow(path)?;
    let old = look(&target)?;
    if let Some(old) = &old {
        if overwrite == Overwrite::Refused {
            return Err(SaveProblem::Exists);
        }
        if holds(&target, old, bytes) {
            return Ok(());
        }
        // A new file can take its name whatever its permissions say: they are to be respected.
        OpenOptions::new()
            .write(true)
            .open(&target)
            .map_err(|error| SaveProblem::os("it may not be changed", &error))?;
    }
    let folder = folder_of(&target)?;
    let file = write_beside(&target, folder, old.as_ref(), bytes)?;
    take_over(file, &target, overwrite)?;
    flush_folder(folder).map_err(|error| SaveProblem::NotFlushed((&error).into()))
}

/// How many symbolic links may lead to one another: as many as Linux allows.
const LINKS: usize = 40;

/// The file that a path means in the end, whether it exists or not: a link stays a link.
fn follow(path: &Path) -> Result<PathBuf, SaveProblem> {
    let mut target = path.to_owned();
    for _ in 0..LINKS {
        // What is no link answers with an error; whatever else is wrong with it shows later.
        let Ok(next) = fs::read_link(&target) else { return Ok(target) };
        target = target.parent().map_or_else(|| next.clone(), |folder| folder.join(&next));
    }
    Err(SaveProblem::Loop)
}

/// What stands at the target now, if it is a file or nothing.
fn look(target: &Path) -> Result<Option<Metadata>, SaveProblem> {
    match fs::metadata(target) {
        Ok(found) if found.is_file() => Ok(Some(found)),
        Ok(found) if found.is_dir() => Err(SaveProblem::Folder),
        Ok(_) => Err(SaveProblem::NotAFile),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(SaveProblem::os("it cannot be looked at", &error)),
    }
}

/// Whether the file holds just these bytes, so that neither git nor a syncing program need see a
/// change. One that cannot be read does not.
fn holds(target: &Path, old: &Metadata, bytes: &[u8]) -> bool {
    old.len() == bytes.len() as u64 && fs::read(target).is_ok_and(|there| there == bytes)
}

/// The folder that the target stands in, if there is one.
fn folder_of(target: &Path) -> Result<&Path, SaveProblem> {
    let folder = match target.parent() {
        None => return Err(SaveProblem::Folder),
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
    };
    match fs::metadata(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(SaveProblem::NoFolder(folder.to_owned()))
        }
        Err(error) => Err(SaveProblem::os("its folder cannot be looked at", &error)),
        Ok(_) => Ok(folder),
    }
}

/// The longest name, in bytes, that still has room for what is put around it: systems allow 255.
const NAME: usize = 200;

/// Writes the bytes to a new file beside the target, safe on the disk, with the owner and permissions
/// of the old one. The file is removed again unless it takes over a name.
fn write_beside(
    target: &Path,
    folder: &Path,
    old: Option<&Metadata>,
    bytes: &[u8],
) -> Result<NamedTempFile, SaveProblem> {
    let mut prefix = std::ffi::OsString::from(".");
    let name = target.file_name().ok_or(SaveProblem::Folder)?;
    prefix.push(if name.len() > NAME { "soapbox".as_ref() } else { name });
    prefix.push(".");
    let mut builder = Builder::new();
    builder.prefix(&prefix).suffix(".tmp");
    if old.is_none() {
        allow_as_usual(&mut builder);
    }
    let mut file = builder
        .tempfile_in(folder)
        .map_err(|error| SaveProblem::os("no file can be made beside it", &error))?;
    file.write_all(bytes).map_err(|error| SaveProblem::os("the new text cannot be written", &error))?;
    if let Some(old) = old {
        allow_as_before(file.as_file(), old)
            .map_err(|error| SaveProblem::os("its permissions cannot be kept", &error))?;
    }
    let flushed = file.as_file().sync_all();
    flushed.map_err(|error| SaveProblem::os("the new text cannot be flushed to the disk", &error))?;
    Ok(file)
}

/// Gives a new file the permissions that any program's new file has: all but what the umask denies.
fn allow_as_usual(builder: &mut Builder<'_, '_>) {
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    #[cfg(not(unix))]
    let _ = builder;
}

/// Gives a file the permissions of the old one, and its owner where the system lets us.
fn allow_as_before(file: &File, old: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let new = file.metadata()?;
        if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
            // Only root may give files away; for others the file becomes their own.
            let _ = fchown(file, Some(old.uid()), Some(old.gid()));
        }
        file.set_permissions(old.permissions())
    }
    #[cfg(not(unix))]
    {
        let _ = (file, old);
        Ok(())
    }
}

/// Lets the new file take over the name; where it cannot, it is removed.
fn take_over(file: NamedTempFile, target: &Path, overwrite: Overwrite) -> Result<(), SaveProblem> {
    let taken = match overwrite {
        Overwrite::Allowed => file.persist(target),
        Overwrite::Refused => file.persist_noclobber(target),
    };
    match taken {
        Ok(_) => Ok(()),
        Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => Err(SaveProblem::Exists),
        Err(failed) => Err(SaveProblem::os("the new file cannot take its name", &failed.error)),
    }
}

/// Makes the change of name safe on the disk, where the system knows how to.
fn flush_folder(folder: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        // Some file systems cannot, and a folder that may not be listed cannot be opened.
        Err(error)
            if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::PermissionDenied) =>
        {
            Ok(())
        }
        flushed => flushed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything goes well up to the last step, before which somebody puts a folder in the way.
    #[test]
    fn a_file_that_cannot_take_its_name_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a.ron");
        let file = write_beside(&target, folder.path(), None, b"new").unwrap();
        let name = file.path().file_name().unwrap().to_str().unwrap();
        assert!(name.strip_prefix(".a.ron.").and_then(|rest| rest.strip_suffix(".tmp")).is_some(), "{name}");
        fs::create_dir(&target).unwrap();
        fs::write(target.join("old"), "old").unwrap();
        let refused = take_over(file, &target, Overwrite::Allowed);
        assert!(matches!(refused, Err(SaveProblem::Os { .. })), "{refused:?}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(fs::read(target.join("old")).unwrap(), b"old");
    }

    /// Between the look and the last step another program made a file of that name.
    #[test]
    fn a_file_that_came_in_the_meantime_stays() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a.ron");
        let file = write_beside(&target, folder.path(), None, b"new").unwrap();
        fs::write(&target, "theirs").unwrap();
        assert_eq!(take_over(file, &target, Overwrite::Refused), Err(SaveProblem::Exists));
        assert_eq!(fs::read(&target).unwrap(), b"theirs");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
