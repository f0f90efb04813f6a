//! Names that are not taken yet.

use std::{
    ffi::OsString,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

/// How many are tried.
const TRIES: usize = 100;

/// Tries `STEM` + `ending`, then `STEM-1`, and so on, until one is not taken: `create` says so by
/// `AlreadyExists`. Answers the path and what was created there.
pub fn at_a_free_one<T>(
    folder: &Path,
    stem: &OsString,
    ending: &str,
    create: impl Fn(&Path) -> io::Result<T>,
) -> io::Result<(PathBuf, T)> {
    for nth in 0..TRIES {
        let mut name = stem.clone();
        if nth > 0 {
            name.push(format!("-{nth}"));
        }
        name.push(ending);
        let path = folder.join(name);
        match create(&path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            created => return created.map(|created| (path, created)),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}
