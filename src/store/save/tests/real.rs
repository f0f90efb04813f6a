//! Files of the real system, of every kind.

use std::{
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt, symlink},
    process::Command,
};

use super::*;
use crate::store::files::{Disk, Failing, When};

fn save_with(files: &dyn Files, path: &Path) -> Result<Saved, SaveProblem> {
    let care = Care { safe: true, ..Care::least(UNIX_EPOCH) };
    save(files, path, NEW, Expect::Anything, &care).map_err(|error| error.problem)
}

fn save_over(path: &Path) -> Result<Saved, SaveProblem> {
    save_with(&Disk, path)
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o7777
}

fn count(folder: &Path) -> usize {
    fs::read_dir(folder).unwrap().count()
}

#[test]
fn a_version_goes_to_the_backups_and_one_of_another_program_stays_beside() {
    let folder = tempfile::tempdir().unwrap();
    let (path, backups) = (folder.path().join("doc"), folder.path().join("backups"));
    fs::write(&path, OLD).unwrap();
    fs::create_dir(&backups).unwrap();
    let care = Care { backups: Some(&backups), ..Care::least(UNIX_EPOCH) };
    let saved = save(&Disk, &path, NEW, Expect::Version(Hash::of(OLD.as_bytes())), &care).unwrap();
    assert_eq!(fs::read_to_string(saved.backup.unwrap()).unwrap(), OLD);
    let other = path.clone();
    let files = Failing::over(Disk);
    let files = files.before(When::Call("take_after", 1), move || fs::write(other, "theirs").unwrap());
    let changed = save(&files, &path, OLD, Expect::Version(saved.hash), &care).unwrap_err().problem;
    assert_eq!(changed, SaveProblem::Changed { found: Some(Hash::of(b"theirs")) });
    assert_eq!((fs::read_to_string(&path).unwrap(), count(folder.path())), ("theirs".into(), 2));
}

#[test]
fn same_size_and_mtime_with_other_content_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("doc");
    fs::write(&path, OLD).unwrap();
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    let mut other = OLD.to_owned().into_bytes();
    other.reverse();
    fs::write(&path, &other).unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
    let expect = Expect::Version(Hash::of(OLD.as_bytes()));
    let changed = save(&Disk, &path, NEW, expect, &Care::least(UNIX_EPOCH)).unwrap_err().problem;
    assert_eq!(changed, SaveProblem::Changed { found: Some(Hash::of(&other)) });
    assert_eq!(fs::read(&path).unwrap(), other);
}

#[test]
fn file_without_the_right_to_write_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("doc");
    fs::write(&path, OLD).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    assert_eq!(save_over(&path), Err(SaveProblem::ReadOnly));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let denied = Failing::over(Disk).failing(When::Call("open_to_overwrite", 1), rustix::io::Errno::ACCESS);
    assert_eq!(save_with(&denied, &path), Err(SaveProblem::ReadOnly));
    assert_eq!((fs::read_to_string(&path).unwrap(), count(folder.path())), (OLD.into(), 1));
}

#[test]
fn folder_not_writable_is_overwritten_in_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("doc");
    fs::write(&path, OLD).unwrap();
    let inode = fs::metadata(&path).unwrap().ino();
    let denied = Failing::over(Disk).failing(When::Call("create", 1), rustix::io::Errno::ACCESS);
    save_with(&denied, &path).unwrap();
    assert_eq!((fs::read_to_string(&path).unwrap(), fs::metadata(&path).unwrap().ino()), (NEW.into(), inode));
}

#[test]
fn symlink_relative_symlink_and_chain_keep_their_links_and_a_dangling_one_gets_its_target() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("far")).unwrap();
    symlink("far/doc", at("relative")).unwrap();
    symlink(at("relative"), at("chain")).unwrap();
    for text in ["", OLD] {
        // At first it dangles.
        if !text.is_empty() {
            fs::write(at("far/doc"), text).unwrap();
        }
        let saved = save_over(&at("chain")).unwrap();
        assert_eq!(saved.path, at("far/doc"));
        assert_eq!(fs::read_to_string(at("far/doc")).unwrap(), NEW);
        assert_eq!(fs::read_link(at("relative")).unwrap(), Path::new("far/doc"));
        assert_eq!(fs::read_link(at("chain")).unwrap(), at("relative"));
        assert_eq!((count(folder.path()), count(&at("far"))), (3, 1));
    }
    symlink("nowhere/doc", at("lost")).unwrap();
    assert_eq!(save_over(&at("lost")), Err(SaveProblem::NoFolder(at("nowhere"))));
}

#[test]
fn symlink_loop_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    symlink("two", at("one")).unwrap();
    symlink("one", at("two")).unwrap();
    assert_eq!(save_over(&at("one")), Err(SaveProblem::Loop));
    assert_eq!(count(folder.path()), 2);
}

#[test]
fn hard_link_is_kept_in_place() {
    let folder = tempfile::tempdir().unwrap();
    let (path, link) = (folder.path().join("doc"), folder.path().join("link"));
    // Longer than the new text.
    fs::write(&path, OLD.repeat(9)).unwrap();
    fs::hard_link(&path, &link).unwrap();
    let refused = save(&Disk, &path, NEW, Expect::Anything, &Care::least(UNIX_EPOCH)).unwrap_err();
    assert_eq!(refused.problem, SaveProblem::OnlyInPlace(Harm::Links));
    assert!(refused.to_string().contains("other names (hard links)"), "{refused}");
    save_over(&path).unwrap();
    assert_eq!(fs::read_to_string(&link).unwrap(), NEW);
    assert_eq!((fs::metadata(&path).unwrap().nlink(), count(folder.path())), (2, 2));
}

#[test]
fn mode_and_attributes_are_kept() {
    use rustix::fs::{XattrFlags, getxattr, setxattr};
    let folder = tempfile::tempdir().unwrap();
    let (path, usual) = (folder.path().join("doc"), folder.path().join("usual"));
    fs::write(&usual, "").unwrap();
    save_over(&path).unwrap();
    assert_eq!(mode(&path), mode(&usual), "a new file is like any other");
    for wanted in [0o664, 0o600, 0o755] {
        fs::write(&path, OLD).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(wanted)).unwrap();
        let noted = setxattr(&path, "user.note", b"kites", XattrFlags::empty()).is_ok();
        save_over(&path).unwrap();
        assert_eq!(mode(&path), wanted);
        let mut value = [0; 9];
        let kept = getxattr(&path, "user.note", &mut value).is_ok_and(|length| &value[..length] == b"kites");
        assert_eq!(kept, noted, "where the file system keeps notes");
    }
}

#[test]
fn fifo_device_and_folder_are_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for path in [&pipe, Path::new("/dev/full"), Path::new("/dev/zero")] {
        assert_eq!(save_over(path), Err(SaveProblem::NotAFile));
    }
    for path in [folder.path(), Path::new("/"), &folder.path().join("..")] {
        assert_eq!(save_over(path), Err(SaveProblem::Folder));
    }
    assert_eq!(save_over(Path::new("")), Err(SaveProblem::Folder));
    assert_eq!(count(folder.path()), 1);
}
