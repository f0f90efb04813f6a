//! Files as they are met: links, folders, pipes, permissions, and whatever stands in the way.

use std::{
    fs::{self, File},
    path::Path,
    sync::Arc,
};

use super::*;
use crate::talk::Proposal;

fn library(title: &str) -> Library {
    let proposal = Proposal { title: title.into(), ..Proposal::default() };
    Library { proposals: vec![proposal.into()], ..Library::default() }
}

/// The names in a folder, in order: a temporary file that stayed would show.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn problem(result: Result<(), SaveError>) -> SaveProblem {
    result.expect_err("this must not be saved").problem
}

fn save(path: &Path, library: &Library) -> Result<(), SaveError> {
    super::save(path, library, Expect::Anything)
}

#[test]
fn what_is_saved_is_loaded_and_nothing_is_left_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("proposals.ron");
    assert_eq!(load(&path), Ok(None));
    for title in ["first", "second"] {
        save(&path, &library(title)).unwrap();
        assert_eq!(load(&path), Ok(Some(library(title))));
        assert_eq!(names(folder.path()), ["proposals.ron"]);
    }
}

#[test]
fn a_new_file_takes_the_place_of_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ron");
    super::save(&path, &library("first"), Expect::Nothing).unwrap();
    for title in ["first", "second"] {
        assert_eq!(problem(super::save(&path, &library(title), Expect::Nothing)), SaveProblem::Exists);
    }
    assert_eq!(problem(save_text(&path, "x", Expect::Nothing)), SaveProblem::Exists);
    assert_eq!(load(&path), Ok(Some(library("first"))));
    save_text(&path, "x", Expect::Anything).unwrap();
    assert_eq!(read_text(&path).as_deref(), Ok("x"));
    assert_eq!(names(folder.path()), ["a.ron"]);
}

#[test]
fn a_text_is_read_as_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("page.md");
    fs::write(&path, "\u{feff}# Talks\r\n\0").unwrap();
    assert_eq!(read_text(&path).as_deref(), Ok("\u{feff}# Talks\r\n\0"));
}

#[test]
fn what_cannot_be_read_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a\u{1b}[31m.ron");
    let said = |path: &Path| load(path).expect_err("this must not load").to_string();
    assert!(said(folder.path()).ends_with(": it is a folder"));
    assert_eq!(read_text(&path).map_err(|error| error.problem), Err(LoadProblem::Missing));

    fs::write(&path, b"(\n  title: \"\xff\",\n)").unwrap();
    let words = said(&path);
    assert!(
        words.ends_with(": line 2, column 11: this is not UTF-8 (byte 12 of the file); save it as UTF-8"),
        "{words}"
    );
    assert!(words.contains("a␛[31m.ron"), "{words}");

    fs::write(&path, "(\n  format: 1,\n  title: 5,\n)").unwrap();
    let words = said(&path);
    assert!(words.ends_with(": line 3, column 10: expected string; mend it with a text editor"), "{words}");

    File::create(&path).unwrap().set_len(format::LONGEST as u64 + 2).unwrap();
    assert!(said(&path).ends_with(": it has 67108866 bytes, the limit is 67108864"));
    fs::write(&path, "").unwrap();
    assert!(said(&path).ends_with(": line 1, column 1: the file is empty; remove it to begin anew"));
    #[cfg(unix)]
    assert!(matches!(
        load(&path.join("below-a-file")).map_err(|error| error.problem),
        Err(LoadProblem::Os(OsError { kind: io::ErrorKind::NotADirectory, .. }))
    ));
}

/// A file of a newer format, and one that is damaged: looking at them changes nothing.
#[test]
fn a_file_is_looked_at_whatever_it_holds_and_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ron");
    assert_eq!(open(&Disk, &path), Ok(None));
    let text = format::write(&library("first"));
    for bytes in [
        text.replace('\n', "\r\n").into_bytes(),
        text.replace("format: 1", "format: 2").into_bytes(),
        vec![0; 100],
        b"(\n  title: \"\xff\",\n)".to_vec(),
        Vec::new(),
    ] {
        fs::write(&path, &bytes).unwrap();
        assert_eq!(open(&Disk, &path), Ok(Some(format::open(&bytes))));
        assert_eq!(fs::read(&path).unwrap(), bytes);
        assert_eq!(names(folder.path()), ["a.ron"]);
    }
    let refused = open(&Disk, folder.path()).map_err(|error| error.problem);
    assert_eq!(refused, Err(LoadProblem::Folder));
}

#[test]
fn a_library_that_would_not_load_again_is_not_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ron");
    save(&path, &library("first")).unwrap();
    let mut many = library("many");
    many.proposals = vec![Arc::default(); 20_001];
    assert!(matches!(problem(save(&path, &many)), SaveProblem::Beyond { .. }));
    let long = Proposal { title: "A\u{1b} talk".into(), outline: "x".repeat(300_000), ..Proposal::default() };
    let long = Library { proposals: vec![long.into()], ..Library::default() };
    let said = save(&path, &long).expect_err("this must not be saved").to_string();
    let words =
        "`outline` has 300000 bytes, the limit is 262144 (in “A␛ talk”); the file on disk is as it was";
    assert!(said.ends_with(words), "{said}");
    let mut odd = library("odd");
    odd.unknown.keep("x", "1, title: \"another\"");
    assert!(matches!(problem(save(&path, &odd)), SaveProblem::WouldNotLoad(_)));
    let mut other = library("other");
    other.unknown.keep("x", "1, y: 2");
    assert_eq!(problem(save(&path, &other)), SaveProblem::ReadsOtherwise);
    assert_eq!(load(&path), Ok(Some(library("first"))));
}

#[test]
fn where_nothing_can_be_written_nothing_changes() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing");
    let result = save(&missing.join("a.ron"), &library("x"));
    assert_eq!(problem(result.clone()), SaveProblem::NoFolder(missing.clone()));
    let words = result.expect_err("see above").to_string();
    assert!(words.ends_with("missing does not exist"), "{words}");
    assert_eq!(problem(save(folder.path(), &library("x"))), SaveProblem::Folder);
    assert!(!missing.exists());
    let file = folder.path().join("file");
    fs::write(&file, "old").unwrap();
    assert!(save(&file.join("a.ron"), &library("x")).is_err());
    assert_eq!(fs::read(&file).unwrap(), b"old");
    assert_eq!(names(folder.path()), ["file"]);
}

#[test]
fn folders_are_made_with_those_above_them_unless_a_file_is_in_the_way() {
    let folder = tempfile::tempdir().unwrap();
    let far = folder.path().join("far/away");
    for _ in 0..2 {
        make_folder(&far).unwrap();
        assert!(far.is_dir());
    }
    let file = folder.path().join("file");
    fs::write(&file, "mine").unwrap();
    for path in [&file, &file.join("below"), &file.join("far/below")] {
        let said = make_folder(path).expect_err("a file is in the way").to_string();
        let words = "the folder cannot be made: not a directory; the file on disk is as it was";
        assert!(said.ends_with(words), "{said}");
    }
    assert_eq!(fs::read(&file).unwrap(), b"mine");
}

#[cfg(unix)]
mod unix {
    use std::{
        os::unix::fs::{MetadataExt, PermissionsExt, symlink},
        process::Command,
    };

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().mode() & 0o7777
    }

    #[test]
    fn permissions_stay_and_new_files_have_the_usual_ones() {
        let folder = tempfile::tempdir().unwrap();
        let (path, usual) = (folder.path().join("a.ron"), folder.path().join("usual"));
        fs::write(&usual, "").unwrap();
        save(&path, &library("first")).unwrap();
        assert_eq!(mode(&path), mode(&usual));
        for wanted in [0o664, 0o600, 0o755] {
            fs::set_permissions(&path, fs::Permissions::from_mode(wanted)).unwrap();
            save(&path, &library(&format!("{wanted:o}"))).unwrap();
            assert_eq!(mode(&path), wanted);
        }
    }

    #[test]
    fn new_folders_are_for_their_owner_and_old_ones_stay_as_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = (folder.path().join("old"), folder.path().join("old/new"));
        fs::create_dir(&old).unwrap();
        fs::set_permissions(&old, fs::Permissions::from_mode(0o755)).unwrap();
        make_folder(&new.join("er")).unwrap();
        assert_eq!([&old, &new, &new.join("er")].map(|path| mode(path)), [0o755, 0o700, 0o700]);
        // A link to a folder is one, a link to nothing is in the way.
        symlink("old", folder.path().join("link")).unwrap();
        make_folder(&folder.path().join("link/other")).unwrap();
        symlink("nothing", folder.path().join("dangling")).unwrap();
        assert!(make_folder(&folder.path().join("dangling/other")).is_err());
    }

    #[test]
    fn the_same_library_is_not_written_twice() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        let inode = || fs::metadata(&path).unwrap().ino();
        save(&path, &library("first")).unwrap();
        let first = inode();
        save(&path, &library("first")).unwrap();
        assert_eq!(inode(), first);
        // Keeps the first inode in use, or the system could give it out again.
        let _held = File::open(&path).unwrap();
        save(&path, &library("other")).unwrap();
        assert_ne!(inode(), first);
    }

    #[test]
    fn links_stay_links_and_a_dangling_one_gets_its_target() {
        let folder = tempfile::tempdir().unwrap();
        let far = folder.path().join("far");
        fs::create_dir(&far).unwrap();
        let (link, second, target) =
            (folder.path().join("link.ron"), folder.path().join("second.ron"), far.join("real.ron"));
        symlink("far/real.ron", &link).unwrap();
        symlink(&link, &second).unwrap();
        assert_eq!(load(&second), Ok(None));
        for title in ["created", "changed"] {
            save(&second, &library(title)).unwrap();
            assert_eq!(load(&target), Ok(Some(library(title))));
            assert_eq!(fs::read_link(&link).unwrap(), Path::new("far/real.ron"));
            assert_eq!(names(&far), ["real.ron"]);
            assert_eq!(names(folder.path()), ["far", "link.ron", "second.ron"]);
        }
    }

    #[test]
    fn links_that_lead_in_a_circle_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (folder.path().join("one"), folder.path().join("two"));
        symlink("two", &one).unwrap();
        symlink("one", &two).unwrap();
        assert_eq!(problem(save(&one, &library("x"))), SaveProblem::Loop);
        assert!(matches!(load(&one), Err(LoadError { problem: LoadProblem::Os(_), .. })));
        assert_eq!(names(folder.path()), ["one", "two"]);
    }

    #[test]
    fn nobody_waits_for_a_pipe() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        for path in [&pipe, Path::new("/dev/zero")] {
            assert_eq!(load(path).map_err(|error| error.problem), Err(LoadProblem::NotAFile));
            assert_eq!(problem(save(path, &library("x"))), SaveProblem::NotAFile);
        }
        assert_eq!(names(folder.path()), ["pipe"]);
    }

    #[test]
    fn names_of_every_length_can_be_saved() {
        let folder = tempfile::tempdir().unwrap();
        for length in [1, 200, 201, 255] {
            let path = folder.path().join("n".repeat(length));
            save(&path, &library("x")).unwrap();
            assert_eq!(load(&path), Ok(Some(library("x"))));
        }
        assert_eq!(names(folder.path()).len(), 4);
    }
}
