//! The person's own words: a text of one word a line, in which a person may write as well.

use std::{path::Path, time::SystemTime};

use crate::{
    format::Hash,
    store::{
        disk::{self, LoadProblem},
        files::Disk,
        save::{self, Care, Expect, SaveProblem},
    },
};

/// How often it is tried to add a word while others write the file as well.
const TRIES: usize = 5;

/// The words of a file; none where there is no such file. Lines that begin with `#` are remarks.
///
/// # Errors
/// Why it cannot be read, in one line.
pub fn read(path: &Path) -> Result<Vec<String>, String> {
    let text = text(path)?.unwrap_or_default();
    Ok(words(&text).map(str::to_owned).collect())
}

/// Adds a word to a file, unless it is there already. All else in it stays as it is.
///
/// # Errors
/// Why it cannot be added, in one line; the file is then as it was.
pub fn keep(path: &Path, word: &str) -> Result<(), String> {
    let mut trouble = String::new();
    for _ in 0..TRIES {
        let before = text(path)?;
        let expect =
            before.as_ref().map_or(Expect::Nothing, |text| Expect::Version(Hash::of(text.as_bytes())));
        let mut after = before.unwrap_or_default();
        if words(&after).any(|other| other == word) {
            return Ok(());
        }
        if !after.is_empty() && !after.ends_with('\n') {
            after.push('\n');
        }
        after.extend([word, "\n"]);
        if let Some(folder) = path.parent() {
            disk::make_folder(folder).map_err(|error| error.to_string())?;
        }
        match save::save(&Disk, path, &after, expect, &Care::least(SystemTime::now())) {
            Ok(_) => return Ok(()),
            // Another program was faster.
            Err(error) if matches!(error.problem, SaveProblem::Changed { .. } | SaveProblem::Exists) => {
                trouble = error.to_string();
            }
            Err(error) => return Err(error.to_string()),
        }
    }
    Err(trouble)
}

fn text(path: &Path) -> Result<Option<String>, String> {
    match disk::read_text(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.problem == LoadProblem::Missing => Ok(None),
        Err(error) => Err(error.to_string()),
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn words_are_kept_beside_what_a_person_wrote() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("soapbox/words.txt");
        assert_eq!(read(&path), Ok(vec![]));
        keep(&path, "asyncio").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "asyncio\n");
        fs::write(&path, "# mine\r\n\r\n  PyCon \r\nGrüße").unwrap();
        keep(&path, "asyncio").unwrap();
        keep(&path, "PyCon").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "# mine\r\n\r\n  PyCon \r\nGrüße\nasyncio\n");
        assert_eq!(read(&path).unwrap(), ["PyCon", "Grüße", "asyncio"]);
    }

    #[test]
    fn a_file_that_cannot_be_read_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("words.txt");
        fs::write(&path, b"good\n\xff\n").unwrap();
        assert!(read(&path).unwrap_err().contains("UTF-8"));
        assert!(keep(&path, "asyncio").is_err());
        assert_eq!(fs::read(&path).unwrap(), b"good\n\xff\n");
        assert!(keep(folder.path(), "asyncio").unwrap_err().contains("folder"));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_may_not_be_changed_is_told_and_stays() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("words.txt");
        fs::write(&path, "good\n").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        assert!(keep(&path, "asyncio").is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "good\n");
    }
}
