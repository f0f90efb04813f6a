//! Who may change a document: one program at a time. The others may look.
//!
//! The system lets go of the lock when the program that has it ends, however that happens. It does not
//! reach other machines: what they write is noticed by its content.

use std::{io, path::Path, sync::Arc};

use super::files::{Files, Handle, write_all};
use crate::door::Safe;

/// The name of the file that is locked, in the folder of the document's journals.
const NAME: &str = "lock";
/// How much of what the other one wrote about itself is read, in bytes.
const LONGEST: u64 = 4096;

/// The document is ours until this is dropped.
#[derive(Debug)]
pub struct Lock {
    _held: Arc<dyn Handle>,
}

/// What came of asking for a document.
#[derive(Debug)]
pub enum Claim {
    /// It is ours.
    Ours(Lock),
    /// Another program has it.
    Theirs {
        /// The process that has it, and where, in words for a person; empty where that is not known.
        who: String,
        /// Since when, in seconds since 1970, as its clock stood.
        since: Option<u64>,
    },
}

/// Asks for the document whose journals are in this folder, which must exist. `me` tells others who has
/// it: one line for a person. `now` is in seconds since 1970.
///
/// # Errors
/// Those of the system, which may not know locks.
pub fn claim(files: &dyn Files, folder: &Path, me: &str, now: u64) -> io::Result<Claim> {
    let path = folder.join(NAME);
    let file = match files.create(&path, 0o600) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => files.open_to_overwrite(&path)?,
        made => made?,
    };
    if !file.lock()? {
        let words = files.read(&path, LONGEST, false).unwrap_or_default();
        let words = String::from_utf8_lossy(&words);
        let (since, who) = words.trim_end().split_once(' ').unwrap_or_default();
        return Ok(Claim::Theirs { who: Safe::brief(who).into_owned(), since: since.parse().ok() });
    }
    // Whoever cannot read this knows at least that it is taken.
    let _ = file.cut(0).and_then(|()| write_all(&*file, format!("{now} {me}\n").as_bytes()));
    Ok(Claim::Ours(Lock { _held: file }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::files::Disk;

    #[test]
    fn the_first_has_it_and_the_second_is_told_who() {
        let folder = tempfile::tempdir().unwrap();
        let claim = |me: &str, now| claim(&Disk, folder.path(), me, now).unwrap();
        let first = claim("process 4711 on pts/3", 100);
        assert!(matches!(first, Claim::Ours(_)));
        let Claim::Theirs { who, since } = claim("process 12", 200) else { panic!("two have it") };
        assert_eq!((&*who, since), ("process 4711 on pts/3", Some(100)));
        drop(first);
        assert!(matches!(claim("it", 300), Claim::Ours(_)), "whoever ends lets go of it");
        let third = claim("a\u{1b}[31mb", 400);
        let Claim::Theirs { who, .. } = claim("x", 500) else { panic!("two have it") };
        drop(third);
        assert_eq!(who, "a␛[31mb", "what another one wrote is shown, not obeyed");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_cannot_be_made_is_told_even_where_one_is() {
        use crate::store::files::{Failing, Memory, When};
        let memory = Memory::holding(&[("/d/lock", "")]);
        let files = Failing::over(memory).failing(When::Call("create", 1), rustix::io::Errno::ACCESS);
        let error = claim(&files, Path::new("/d"), "me", 1).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::PermissionDenied);
    }
}
