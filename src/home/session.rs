//! Where the person was in a library when they left it, so that they come back to the same place.

use std::path::{Path, PathBuf};

use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use crate::{
    store::disk::{self, Expect, SaveError},
    talk::Id,
};

/// Where the person was. Any field may be missing in the file; fields of other versions are skipped.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// The proposal that was open, none for the library itself.
    pub subject: Option<Id>,
    /// Which of its tabs, counted from 0.
    pub tab: usize,
    /// Where the caret stood in the text, in bytes.
    pub caret: usize,
    /// The pane that had the focus.
    pub pane: String,
    /// How many columns the list was made wide, if at all.
    pub list_columns: Option<u16>,
    /// How many rows the timing was made tall, if at all.
    pub timing_rows: Option<u16>,
    /// Whether misspelt words are left unmarked.
    pub unmarked: bool,
}

/// Reads where the person was in the library of that id. None where that is not known, whatever the
/// reason. What it says may no longer exist in the library.
#[must_use]
pub fn load_session(folder: &Path, library: &Id) -> Option<Session> {
    let text = disk::read_text(&path(folder, library)).ok()?;
    ron::from_str(&text).ok()
}

/// Keeps where the person is, in a folder that is made if it does not exist.
///
/// # Errors
/// [`SaveError`] where the folder or the file cannot be written.
pub fn save_session(folder: &Path, library: &Id, session: &Session) -> Result<(), SaveError> {
    disk::make_folder(folder)?;
    // Numbers and strings can always be written; were it not so, an empty file reads as not known.
    let text = ron::ser::to_string_pretty(session, PrettyConfig::new().indentor("  ")).unwrap_or_default();
    disk::save_text(&path(folder, library), &text, Expect::Anything)
}

/// The longest id that is a file's name as it stands.
const LONGEST: usize = 64;

fn path(folder: &Path, library: &Id) -> PathBuf {
    let id = library.as_str();
    let is_safe = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    let name = if (1..=LONGEST).contains(&id.len()) && id.bytes().all(is_safe) {
        format!("session-{id}.ron")
    } else {
        format!("session_{:016x}.ron", hash(id))
    };
    folder.join(name)
}

/// FNV-1a (Fowler, Noll, Vo), 64 bits: the same in every version of every program.
fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn session() -> Session {
        Session {
            subject: Some(Id::new("a \"b\"\u{1b}")),
            tab: 2,
            caret: 914,
            pane: "editor\n".into(),
            list_columns: Some(40),
            timing_rows: None,
            unmarked: true,
        }
    }

    #[test]
    fn a_person_comes_back_to_where_they_were() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state/soapbox");
        for id in ["abc-123", "", "../../etc/passwd", "Größe", &"x".repeat(65)] {
            let id = Id::new(id);
            assert_eq!(load_session(&state, &id), None);
            save_session(&state, &id, &session()).unwrap();
            assert_eq!(load_session(&state, &id), Some(session()));
        }
        let files = fs::read_dir(&state).unwrap().count();
        assert_eq!(files, 5, "each in a file of its own, all in this folder");
        assert!(state.join("session-abc-123.ron").exists());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_enter_the_folder() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state/soapbox");
        save_session(&state, &Id::new("a"), &session()).unwrap();
        assert_eq!(fs::metadata(&state).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn what_is_odd_is_not_known() {
        let folder = tempfile::tempdir().unwrap();
        let id = Id::new("a");
        for text in ["", "(tab: -1)", "(tab: 2", "rubbish", "\0"] {
            fs::write(path(folder.path(), &id), text).unwrap();
            assert_eq!(load_session(folder.path(), &id), None, "{text:?}");
        }
        // What is new may be missing, and what is newer may be there.
        fs::write(path(folder.path(), &id), "(tab: 2, from_the_future: [1])").unwrap();
        assert_eq!(load_session(folder.path(), &id), Some(Session { tab: 2, ..Session::default() }));
    }

    #[test]
    fn the_hash_is_that_of_its_authors() {
        assert_eq!(hash(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash("foobar"), 0x8594_4171_f739_67e8);
    }
}
