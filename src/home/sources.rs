//! Files to be taken in: those that were named, and those in folders.

use std::{
    ffi::OsStr,
    fs, io,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use crate::store::disk::{LoadError, LoadProblem};

/// What a folder's files must end in to be read; a file that is named is read whatever its name.
const ENDINGS: [&str; 5] = ["md", "markdown", "txt", "text", "rst"];

/// The files that are meant: those named, and those of a text format in folders, by name, without
/// hidden ones. Folders are walked with a list of what is left, so depth costs no stack; links to
/// folders are not followed, so there are no circles. `go_on` decides before each folder whether to go on; none
/// where it was stopped.
///
/// # Errors
/// [`LoadError`] where a folder cannot be listed.
pub fn files(
    paths: &[PathBuf],
    mut go_on: impl FnMut() -> ControlFlow<()>,
) -> Result<Option<Vec<PathBuf>>, LoadError> {
    let mut found = Vec::new();
    for path in paths {
        if !path.is_dir() {
            found.push(path.clone());
            continue;
        }
        let mut folders = vec![path.clone()];
        let mut inside = Vec::new();
        while let Some(folder) = folders.pop() {
            if go_on().is_break() {
                return Ok(None);
            }
            list(&folder, &mut folders, &mut inside)
                .map_err(|error| LoadError { path: folder, problem: LoadProblem::from(error) })?;
        }
        inside.sort();
        found.extend(inside);
    }
    Ok(Some(found))
}

/// Adds the folders and the files of a folder to those that are known.
fn list(folder: &Path, folders: &mut Vec<PathBuf>, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            folders.push(path);
        } else if path.extension().is_some_and(is_text) {
            files.push(path);
        }
    }
    Ok(())
}

fn is_text(ending: &OsStr) -> bool {
    ENDINGS.contains(&ending.to_string_lossy().to_lowercase().as_str())
}
