//! Texts that are lent to another program: each in a file of its own that only its owner may read.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::store::files::{Files, write_all};

/// The name of the folder among what is remembered.
const FOLDER: &str = "lent";
/// So many texts of one name may lie there.
const MOST: usize = 1000;
/// A text that comes back is no longer than this, in bytes: no text of a library is.
const LONGEST: u64 = 16 << 20;

/// Writes a text to a new file `name.md` (`name-2.md`, … where that is there already) in a private folder in
/// `folder`, and answers its path.
///
/// # Errors
/// Those of the system.
pub fn lend(files: &dyn Files, folder: &Path, name: &str, text: &str) -> io::Result<PathBuf> {
    let lent = folder.join(FOLDER);
    for folder in [folder, &lent] {
        match files.make_folder(folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
    }
    for number in 1..MOST {
        let path = lent.join(if number == 1 { format!("{name}.md") } else { format!("{name}-{number}.md") });
        let file = match files.create(&path, 0o600) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            other => other?,
        };
        write_all(&*file, text.as_bytes())?;
        file.sync()?;
        return Ok(path);
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// What stands in a file that was lent.
///
/// # Errors
/// Why it cannot be taken, in a few words.
pub fn lent(files: &dyn Files, path: &Path) -> Result<String, String> {
    let bytes = files.read(path, LONGEST, true).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| {
        let line =
            error.as_bytes().iter().take(error.utf8_error().valid_up_to()).filter(|b| **b == b'\n').count();
        format!("it is not UTF-8 in line {}", line + 1)
    })
}

/// Takes a file away that was lent: its text is safe elsewhere. Where that fails it only lies there.
pub fn forget(files: &dyn Files, path: &Path) {
    let _ = files.remove(path);
}
