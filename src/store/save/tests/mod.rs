//! Saving while everything goes wrong: calls that fail, power cuts, other programs, files of every kind.

mod faults;
mod others;
mod power_cuts;
#[cfg(unix)]
mod real;

use std::time::UNIX_EPOCH;

use super::*;
use crate::store::files::{Memory, write_all};

const DOCUMENT: &str = "/f/doc";
const OLD: &str = "the old text";
const NEW: &str = "the new text, which is longer";
/// What is beside the document from the beginning.
const OTHERS: [&str; 2] = ["/b/other", "/s/other"];

/// A document on a disk of one kind or another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Setting {
    /// Names can be swapped.
    Swap,
    /// They cannot.
    SecondName,
    /// There is no document yet.
    New,
    /// The document has two names, so that it must be overwritten.
    InPlace,
}

impl Setting {
    const ALL: [Self; 4] = [Self::Swap, Self::SecondName, Self::New, Self::InPlace];

    fn disk(self) -> Memory {
        let memory = Memory::holding(&OTHERS.map(|path| (path, "")));
        memory.folder("/f");
        if self != Self::New {
            memory.overwrite(DOCUMENT, OLD.as_bytes());
        }
        if self == Self::InPlace {
            memory.link(Path::new(DOCUMENT), Path::new("/s/link")).unwrap();
        }
        memory.settle();
        if self == Self::SecondName { memory.without_exchange() } else { memory }
    }

    fn expect(self) -> Expect {
        if self == Self::New { Expect::Nothing } else { Expect::Version(Hash::of(OLD.as_bytes())) }
    }

    /// Saves the new text, safe in `/s/safe` before it is overwritten and with backups in `/b`.
    fn save(self, files: &dyn Files) -> Result<Saved, SaveError> {
        let safe = self == Self::InPlace && safeguard(files, NEW).is_ok();
        let care = Care { safe, backups: Some(Path::new("/b")), now: UNIX_EPOCH };
        save(files, Path::new(DOCUMENT), NEW, self.expect(), &care)
    }

    /// Whether the document holds one text or the other as a whole, if a new one is safe elsewhere not even
    /// that.
    fn is_whole(self, disk: &Memory) -> bool {
        match disk.bytes(DOCUMENT) {
            None => self == Self::New,
            Some(bytes) => {
                bytes == NEW.as_bytes()
                    || (self != Self::New && bytes == OLD.as_bytes())
                    || (self == Self::InPlace && disk.text("/s/safe") == NEW)
            }
        }
    }
}

fn safeguard(files: &dyn Files, text: &str) -> io::Result<()> {
    let file = files.create(Path::new("/s/safe"), 0o600)?;
    write_all(&*file, text.as_bytes())?;
    file.sync()?;
    files.sync_folder(Path::new("/s"))
}

/// The names in the document's folder besides its own.
fn beside(memory: &Memory) -> Vec<String> {
    memory.paths().into_iter().filter(|path| path.starts_with("/f/") && path != DOCUMENT).collect()
}

#[test]
fn a_text_takes_the_place_of_another() {
    for setting in Setting::ALL {
        let memory = setting.disk();
        let saved = setting.save(&memory).unwrap();
        let backup = (setting != Setting::New).then(|| "/b/doc.1970-01-01T00-00-00Z".into());
        let hash = Hash::of(NEW.as_bytes());
        let wanted = Saved { path: DOCUMENT.into(), hash, written: true, came_out: None, backup };
        assert_eq!(saved, wanted, "{setting:?}");
        assert_eq!(memory.text(DOCUMENT), NEW);
        assert_eq!(saved.backup.map_or(OLD.into(), |backup| memory.text(backup)), OLD, "{setting:?}");
        assert!(beside(&memory).is_empty(), "{setting:?}: {:?}", memory.paths());
    }
}

#[test]
fn what_is_there_already_is_not_written() {
    for setting in [Setting::Swap, Setting::InPlace] {
        let memory = setting.disk();
        for expect in [Expect::Anything, Expect::Version(Hash::of(b"another"))] {
            let care = Care::least(UNIX_EPOCH);
            let before = memory.look(Path::new(DOCUMENT), false).unwrap();
            let saved = save(&memory, Path::new(DOCUMENT), OLD, expect, &care).unwrap();
            assert_eq!((saved.written, saved.hash), (false, Hash::of(OLD.as_bytes())));
            assert_eq!(memory.look(Path::new(DOCUMENT), false).unwrap(), before);
        }
        let again = save(&memory, Path::new(DOCUMENT), OLD, Expect::Nothing, &Care::least(UNIX_EPOCH));
        assert_eq!(again.map_err(|error| error.problem), Err(SaveProblem::Exists));
    }
}

#[test]
fn temporary_files_of_processes_that_are_gone_are_found() {
    let own = std::process::id();
    let gone = [format!("/f/.doc.{own}.tmp"), "/f/.doc.999999999-7.tmp".into()];
    let others = ["/f/.doc.1.tmp", "/f/.doc.x.tmp", "/f/.doc.7-.tmp", "/f/.doc.tmp", "/f/.dog.999999999.tmp"];
    let all: Vec<_> = gone.iter().map(String::as_str).chain(others).map(|path| (path, "")).collect();
    let memory = Memory::holding(&all);
    let mut found = leftovers(&memory, Path::new(DOCUMENT)).unwrap();
    let mut wanted = gone.map(PathBuf::from);
    found.sort();
    wanted.sort();
    assert_eq!(found, wanted);
    // They are nobody's to overwrite.
    memory.overwrite(DOCUMENT, OLD.as_bytes());
    let care = Care::least(UNIX_EPOCH);
    save(&memory, Path::new(DOCUMENT), NEW, Expect::Anything, &care).unwrap();
    assert_eq!(leftovers(&memory, Path::new(DOCUMENT)).unwrap(), found);
}

#[test]
fn a_name_of_a_temporary_file_is_never_too_long() {
    for (length, stem) in [(200, "n".repeat(200)), (201, "soapbox".into())] {
        let path = format!("/f/{}", "n".repeat(length));
        let left = format!("/f/.{stem}.999999999.tmp");
        let memory = Memory::holding(&[(&path, ""), (&left, "")]);
        assert_eq!(leftovers(&memory, Path::new(&path)), Ok(vec![left.into()]));
    }
}

#[test]
fn names_that_are_all_taken_are_told() {
    let own = std::process::id();
    let memory = Setting::Swap.disk();
    memory.overwrite(format!("/f/.doc.{own}.tmp"), b"");
    (1..100).for_each(|nth| memory.overwrite(format!("/f/.doc.{own}-{nth}.tmp"), b""));
    let error = Setting::Swap.save(&memory).unwrap_err();
    assert!(error.to_string().contains("no file can be made beside it: "), "{error}");
    assert_eq!(memory.text(DOCUMENT), OLD);
    memory.remove(Path::new(&format!("/f/.doc.{own}-99.tmp"))).unwrap();
    Setting::Swap.save(&memory).unwrap();
    assert_eq!(memory.text(DOCUMENT), NEW);
}
