//! The temporary file beside the target: `.NAME.PID.tmp`.

use std::{
    ffi::{OsStr, OsString},
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use super::{
    Harm, SaveProblem, name,
    target::{self, Target},
};
use crate::store::{
    files::{Files, Handle, write_all},
    process::is_running,
};

/// Writes the text to a new file beside the target, safe on the disk, with the owner, permissions and
/// attributes of the old one. Where that fails, no file is left.
///
/// [`SaveProblem::OnlyInPlace`] where there is an old file which such a one could not replace unharmed.
pub fn write(files: &dyn Files, target: &Target, text: &str) -> Result<PathBuf, SaveProblem> {
    // A new file gets the permissions that any program's new file has; the other one those of the old.
    let mode = if target.old.is_some() { 0o600 } else { 0o666 };
    let created = at_a_free_name(target, |path| files.create(path, mode));
    let (path, file) = created.map_err(|error| match error.kind() {
        ErrorKind::PermissionDenied if target.old.is_some() => SaveProblem::OnlyInPlace(Harm::Folder),
        _ => SaveProblem::os("no file can be made beside it", &error),
    })?;
    let filled = fill(files, target, text, &path, &*file);
    drop(file);
    if filled.is_err() {
        let _ = files.remove(&path);
    }
    filled.map(|()| path)
}

fn fill(
    files: &dyn Files,
    target: &Target,
    text: &str,
    path: &Path,
    file: &dyn Handle,
) -> Result<(), SaveProblem> {
    let failed = |step| move |error: io::Error| SaveProblem::os(step, &error);
    write_all(file, text.as_bytes()).map_err(failed("the new text cannot be written"))?;
    if let Some(old) = target.old {
        file.take_after(&target.path).map_err(failed("its permissions cannot be kept"))?;
        if !old.ours {
            let new = files.look(path, false).map_err(failed("its owner cannot be kept"))?;
            if new.owner != old.owner {
                return Err(SaveProblem::OnlyInPlace(Harm::Owner));
            }
        }
    }
    let again = files.read(path, text.len() as u64, false);
    if again.map_err(failed("the new text cannot be read back"))? != text.as_bytes() {
        return Err(SaveProblem::ReadsOtherwise);
    }
    file.sync().map_err(failed("the new text cannot be flushed to the disk"))
}

/// Gives the target a second name beside it, like that of a temporary file.
pub fn link(files: &dyn Files, target: &Target) -> io::Result<PathBuf> {
    at_a_free_name(target, |path| files.link(&target.path, path)).map(|(path, ())| path)
}

fn at_a_free_name<T>(target: &Target, create: impl Fn(&Path) -> io::Result<T>) -> io::Result<(PathBuf, T)> {
    let mut stem = prefix(&target.name);
    stem.push(std::process::id().to_string());
    // Names that are taken were left behind by processes of our number.
    name::at_a_free_one(&target.folder, &stem, SUFFIX, create)
}

const SUFFIX: &str = ".tmp";
/// The longest name, in bytes, that still has room for what is put around it: systems allow 255.
const LONGEST: usize = 200;

fn prefix(name: &OsStr) -> OsString {
    let mut prefix = OsString::from(".");
    prefix.push(if name.len() > LONGEST { "soapbox".as_ref() } else { name });
    prefix.push(".");
    prefix
}

/// The temporary files that saving to this path left behind when it was killed: each holds a text that was
/// to be saved, half of one, or the version that had just been replaced. To be asked while this program saves
/// nothing there.
///
/// # Errors
/// [`SaveProblem`] where the path leads to no file, or its folder cannot be listed.
pub fn leftovers(files: &dyn Files, path: &Path) -> Result<Vec<PathBuf>, SaveProblem> {
    let target = target::find(files, path)?;
    let names = files.list(&target.folder);
    let names = names.map_err(|error| SaveProblem::os("its folder cannot be listed", &error))?;
    let prefix = prefix(&target.name);
    let is_left = |name: &OsString| {
        let process = writer(name, &prefix);
        process.is_some_and(|process| process == std::process::id() || !is_running(process))
    };
    let mut left: Vec<_> =
        names.iter().filter(|name| is_left(name)).map(|name| target.folder.join(name)).collect();
    left.sort();
    Ok(left)
}

/// The process that made a temporary file with that prefix; none if the name is that of another file.
fn writer(name: &OsStr, prefix: &OsStr) -> Option<u32> {
    let rest = name.as_encoded_bytes().strip_prefix(prefix.as_encoded_bytes())?;
    let rest = std::str::from_utf8(rest.strip_suffix(SUFFIX.as_bytes())?).ok()?;
    let (process, nth) = rest.split_once('-').unwrap_or((rest, "0"));
    nth.parse::<usize>().ok()?;
    process.parse().ok()
}
