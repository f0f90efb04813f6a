//! The file that a path means in the end.

use std::{
    ffi::OsString,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use super::SaveProblem;
use crate::store::files::{Files, Kind, Stat};

/// Where a text is to go.
pub struct Target {
    /// The file itself, no symbolic link.
    pub path: PathBuf,
    /// The folder that it stands in.
    pub folder: PathBuf,
    /// Its name in there.
    pub name: OsString,
    /// What stands there now: a file, or nothing.
    pub old: Option<Stat>,
}

/// How many symbolic links may lead to one another: as many as Linux allows.
const LINKS: usize = 40;

/// Follows a path to a file, or to where one may be made.
///
/// Whatever is no file is refused by a look, before anything is opened: a pipe would be waited for.
pub fn find(files: &dyn Files, path: &Path) -> Result<Target, SaveProblem> {
    let (path, old) = follow(files, path)?;
    match old.map(|old| old.kind) {
        None | Some(Kind::File) => {}
        Some(Kind::Folder) => return Err(SaveProblem::Folder),
        Some(Kind::Link | Kind::Other) => return Err(SaveProblem::NotAFile),
    }
    let (Some(name), Some(folder)) = (path.file_name(), path.parent()) else {
        return Err(SaveProblem::Folder);
    };
    let name = name.to_owned();
    let here = folder.as_os_str().is_empty();
    let folder = if here { PathBuf::from(".") } else { folder.to_owned() };
    if old.is_none() {
        must_exist(files, &folder)?;
    }
    Ok(Target { path, folder, name, old })
}

fn follow(files: &dyn Files, path: &Path) -> Result<(PathBuf, Option<Stat>), SaveProblem> {
    let mut path = path.to_owned();
    for _ in 0..=LINKS {
        match files.look(&path, false) {
            Ok(found) if found.kind == Kind::Link => {}
            Ok(found) => return Ok((path, Some(found))),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok((path, None)),
            Err(error) => return Err(SaveProblem::os("it cannot be looked at", &error)),
        }
        let next = files.read_link(&path);
        let next = next.map_err(|error| SaveProblem::os("its symbolic link cannot be read", &error))?;
        path = path.parent().map_or_else(|| next.clone(), |folder| folder.join(&next));
    }
    Err(SaveProblem::Loop)
}

fn must_exist(files: &dyn Files, folder: &Path) -> Result<(), SaveProblem> {
    match files.look(folder, true) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(SaveProblem::NoFolder(folder.to_owned())),
        Err(error) => Err(SaveProblem::os("its folder cannot be looked at", &error)),
    }
}
