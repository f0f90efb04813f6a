//! Texts that are lent to another program: each in a file of its own that only its owner may read.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::{
    journal,
    store::{
        files::{Files, write_all},
        process::is_running,
    },
};

/// The name of the folder among what is remembered.
const FOLDER: &str = "lent";
/// What a text's name ends with, so that editors know its form.
const ENDING: &str = ".md";
/// So many texts of one name may lie there.
const MOST: usize = 1000;
/// A text that comes back is no longer than this, in bytes: no text of a library is.
const LONGEST: u64 = 16 << 20;

/// Writes a text to a new file `name.PROCESS.md` (`name-2.PROCESS.md`, … where that is there already) in a private
/// folder in `folder`, and answers its path.
///
/// # Errors
/// Those of the system; also where somebody else can write to that folder.
pub fn lend(files: &dyn Files, folder: &Path, name: &str, text: &str) -> io::Result<PathBuf> {
    let lent = folder.join(FOLDER);
    make_private(files, &lent)?;
    let ending = format!(".{}{ENDING}", std::process::id());
    let (path, file) = at_a_free_name(&lent, name, &ending, |path| files.create(path, 0o600))?;
    write_all(&*file, text.as_bytes())?;
    file.sync()?;
    Ok(path)
}

/// Makes a folder that nobody else can write to, and those above it.
///
/// # Errors
/// Those of the system; also where there is one that somebody else can write to.
pub fn make_private(files: &dyn Files, folder: &Path) -> io::Result<()> {
    journal::make(files, folder).map_err(|trouble| io::Error::other(trouble.to_string()))
}

fn at_a_free_name<T>(
    folder: &Path,
    name: &str,
    ending: &str,
    make: impl Fn(&Path) -> io::Result<T>,
) -> io::Result<(PathBuf, T)> {
    for number in 1..MOST {
        let more = if number == 1 { String::new() } else { format!("-{number}") };
        let path = folder.join(format!("{name}{more}{ending}"));
        match make(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            other => return other.map(|it| (path, it)),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Texts that were lent by programs that have ended since, so that nobody took them back: each is given the name
/// `name.md`, which is answered once.
pub fn left(files: &dyn Files, folder: &Path) -> Vec<PathBuf> {
    let folder = folder.join(FOLDER);
    let names = files.list(&folder).unwrap_or_default();
    let orphans = names.iter().filter_map(|found| {
        let (name, process) = found.to_str()?.strip_suffix(ENDING)?.rsplit_once('.')?;
        if is_running(process.parse().ok()?) {
            return None;
        }
        let kept = at_a_free_name(&folder, name, ENDING, |path| files.rename_new(&folder.join(found), path));
        kept.ok().map(|(path, ())| path)
    });
    orphans.collect()
}

/// What stands in a file that was lent.
///
/// # Errors
/// Why it cannot be taken, in a few words.
pub fn lent(files: &dyn Files, path: &Path) -> Result<String, String> {
    let bytes = files.read(path, LONGEST, false).map_err(|error| error.to_string())?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::files::Memory;

    #[test]
    fn a_text_that_nobody_took_back_is_named_once() {
        let memory = Memory::holding(&[("/state/x", "")]);
        let state = Path::new("/state");
        let lend = |text| lend(&memory, state, "boats", text).unwrap();
        let (mine, second) = (lend("mine"), lend("second"));
        assert!(second.to_string_lossy().contains("boats-2."), "{second:?}");
        // No process has such a number.
        for (name, text) in
            [("a.b.2000000000.md", "one"), ("a.b.md", "two"), ("a.2000000000", "none of ours")]
        {
            memory.overwrite(format!("/state/lent/{name}"), text.as_bytes());
        }
        assert_eq!(left(&memory, state), [PathBuf::from("/state/lent/a.b-2.md")]);
        assert_eq!(memory.text("/state/lent/a.b-2.md"), "one");
        assert!(left(&memory, state).is_empty());
        assert_eq!(
            (lent(&memory, &mine).unwrap(), memory.text("/state/lent/a.b.md")),
            ("mine".into(), "two".into())
        );
    }
}
