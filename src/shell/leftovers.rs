//! What saves that were cut off have left beside the file: what is known is removed, what is not is told.

use std::path::{Path, PathBuf};

use crate::{
    format::{self, Contents, Endings},
    journal::Recovery,
    store::files::Files,
    talk::Library,
};

/// Files that were left.
#[derive(Debug, Default)]
pub struct Left {
    /// Those that hold a whole library.
    pub versions: Vec<PathBuf>,
    /// The names of those that hold part of a text, or what cannot be read.
    pub torn: Vec<String>,
}

impl Left {
    /// Looks at the files that were left. Where `sweeps`, those are removed that hold nothing but what
    /// stands elsewhere: in one of the libraries that are known, or in a journal.
    pub fn of(
        files: &dyn Files,
        left: &[PathBuf],
        known: &[Option<&Library>],
        recovery: &Recovery,
        sweeps: bool,
    ) -> Self {
        let mut found = Self::default();
        for path in left {
            let (whole, is_known) = look(files, path, known, recovery);
            // What stays is told.
            if sweeps && is_known && files.remove(path).is_ok() {
                continue;
            }
            if whole {
                found.versions.push(path.clone());
            } else if let Some(name) = path.file_name() {
                found.torn.push(name.to_string_lossy().into_owned());
            }
        }
        found
    }
}

/// Whether such a file holds a whole library, and whether it holds nothing but what stands elsewhere: the
/// library as it stood once, or the beginning of what was to be written.
fn look(files: &dyn Files, path: &Path, known: &[Option<&Library>], recovery: &Recovery) -> (bool, bool) {
    let story = recovery.newest.as_ref().map(|(_, story)| story);
    let Ok(bytes) = files.read(path, format::LONGEST as u64, false) else { return (false, false) };
    match format::open(&bytes).contents {
        Contents::Empty => (false, true),
        // Comments are in no journal.
        Contents::Whole { comments: true, .. } => (true, false),
        Contents::Whole { library, .. } => {
            let held = || story.is_some_and(|story| story.has_held(&library));
            (true, known.contains(&Some(&*library)) || held())
        }
        Contents::Refused(_) => {
            let last = story.map(|story| &*story.library);
            let begins = |library: &Library| {
                let text = format::write(library);
                // The lines of the file may have ended otherwise then.
                text.as_bytes().starts_with(&bytes) || Endings::CrLf.text(text).as_bytes().starts_with(&bytes)
            };
            (false, known.iter().copied().chain([last]).flatten().any(begins))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{path::Path, sync::Arc};

    use crate::{
        app::Opened,
        format,
        shell::opening,
        store::files::{Files, Memory},
        talk::{Id, Library},
    };

    /// A temporary file of a process that cannot be.
    const LEFT: &str = "/home/.talks.ron.2000000000.tmp";

    fn library(title: &str) -> Library {
        Library { id: Id::new("talks"), title: title.into(), ..Library::default() }
    }

    /// Opens a library beside which a save left this; and whether it is there still.
    fn opened(left: &str) -> (Opened, bool) {
        let text = format::write(&library("Talks"));
        let memory = Memory::holding(&[("/home/talks.ron", &text), (LEFT, left)]);
        memory.folder("/state");
        let files: Arc<dyn Files> = Arc::new(memory.clone());
        let (_, opened) =
            opening::open(&files, Path::new("/home/talks.ron"), Some(Path::new("/state"))).unwrap();
        (opened, memory.bytes(LEFT).is_some_and(|bytes| bytes == left.as_bytes()))
    }

    #[test]
    fn versions_beside_a_file_are_found_through_a_link_to_it() {
        let text = format::write(&library("Talks"));
        let memory = Memory::holding(&[("/cloud/talks.ron", &text), ("/cloud/talks.ron.orig", &text)]);
        memory.folder("/home");
        memory.folder("/state");
        memory.symlink("/home/mine.ron", "/cloud/talks.ron");
        let files: Arc<dyn Files> = Arc::new(memory);
        let (_, opened) =
            opening::open(&files, Path::new("/home/mine.ron"), Some(Path::new("/state"))).unwrap();
        assert_eq!(opened.beside, [Path::new("/cloud/talks.ron.orig")]);
    }

    #[test]
    fn what_a_save_that_was_cut_off_left_is_called_what_it_is() {
        let name = &LEFT["/home/".len()..];
        let (known, other) = (format::write(&library("Talks")), format::write(&library("Other talks")));
        let part = |text: &str| text[..text.len() - 20].to_owned();
        for (left, versions, torn) in [
            // What stands elsewhere goes.
            (known.clone(), 0, 0),
            (part(&known), 0, 0),
            (part(&known.replace('\n', "\r\n")), 0, 0),
            (String::new(), 0, 0),
            // What does not stays: a whole library can be taken in, part of a text cannot.
            (other.clone(), 1, 0),
            (format!("{known}// and a comment\n"), 1, 0),
            (part(&other), 0, 1),
            (format!("{}\0\0\0", part(&known)), 0, 1),
        ] {
            let (opened, stays) = opened(&left);
            assert_eq!((opened.beside.len(), opened.torn.len()), (versions, torn), "{left}");
            assert!(opened.beside.iter().all(|told| told == Path::new(LEFT)), "{left}");
            assert!(opened.torn.iter().all(|told| told == name), "{left}");
            assert_eq!(stays, versions + torn > 0, "{left}");
            assert_eq!(opened.library.title, "Talks");
        }
    }
}
