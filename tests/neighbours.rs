//! Other programs and other windows: what they do to the file while it is open here.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where it cannot go on")]

mod terminal;

use std::{
    fs::{self, File},
    os::unix::fs::symlink,
    sync::Arc,
};

use soapbox::{
    format,
    talk::{Library, Proposal},
};
use terminal::{
    Home,
    talks::{
        DOWN, ENTER, ESC, QUIT, RIGHT, SAVE, SIZE, description, home, library, proposal, talks, writing,
        writing_in,
    },
};

/// F12 as terminals send it.
const SAVE_AS: &str = "\x1b[24~";
/// What a terminal says when its window is looked at again.
const LOOKED_AT: &str = "\x1b[I";

/// Another program changes the first proposal in the file.
fn others(home: &Home, change: impl FnOnce(&mut Proposal)) {
    let mut theirs = library(home);
    change(Arc::make_mut(&mut theirs.proposals[0]));
    home.save("talks.ron", &theirs);
}

#[test]
fn a_changed_file_is_read_again_and_the_cursor_stays() {
    let home = home();
    let mut terminal = writing(&home);
    terminal.keys(&RIGHT.repeat(4));
    others(&home, |proposal| proposal.description = "Mostly, They float.".into());
    let screen = terminal.wait("talks.ron was changed by another program: reloaded");
    assert!(screen.contains("Mostly, They float.") && !screen.contains("not saved"), "{screen}");
    terminal.keys("(boats)").keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    assert_eq!(description(&home), "Mostly, They(boats) float.");
}

#[test]
fn a_library_that_was_saved_under_another_name_is_watched_there() {
    let home = home();
    let mut terminal = writing(&home);
    terminal.keys(SAVE_AS).keys("\x01mine.ron").keys(ENTER);
    terminal.wait("Saved ~/mine.ron");
    let mut theirs = home.library("mine.ron");
    Arc::make_mut(&mut theirs.proposals[0]).description = "They sink.".into();
    home.save("mine.ron", &theirs);
    let screen = terminal.wait("mine.ron was changed by another program: reloaded");
    assert!(screen.contains("They sink."), "{screen}");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
}

#[test]
fn a_file_changed_elsewhere_than_here_is_merged() {
    let home = home();
    let mut terminal = writing(&home);
    terminal.keys("Look: ");
    terminal.wait("not saved");
    others(&home, |proposal| proposal.notes = "From another program.".into());
    terminal.wait("merged with yours in “Boats”");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    let merged = library(&home).proposals.swap_remove(0);
    assert_eq!((&*merged.description, &*merged.notes), ("Look: They float.", "From another program."));
}

#[test]
fn a_file_changed_in_the_same_line_leaves_both_texts() {
    let home = home();
    let mut terminal = writing(&home);
    terminal.keys("Look: ");
    terminal.wait("not saved");
    others(&home, |proposal| proposal.description = "They sink.".into());
    let screen = terminal.wait("1 conflict to decide (F8)");
    assert!(screen.contains("Look: They float."), "{screen}");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    assert_eq!(description(&home), "Look: They float.");
    let kept = kept_versions(&home);
    assert!(kept.iter().any(|text| text.contains("They sink.")), "{kept:?}");
}

/// What is kept of versions that were replaced, beside the file or with its journals.
fn kept_versions(home: &Home) -> Vec<String> {
    let mut folders = vec![home.path(""), home.path("state")];
    let mut texts = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().unwrap() != "talks.ron" {
                texts.push(String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned());
            }
        }
    }
    // Journals hold texts as well: those do not count.
    texts.retain(|text| text.starts_with("//") || text.starts_with('('));
    texts
}

#[test]
fn a_change_that_keeps_size_and_time_is_noticed() {
    let home = home();
    let mut terminal = writing(&home);
    let path = home.path("talks.ron");
    let before = fs::metadata(&path).unwrap();
    let text = home.read("talks.ron").replace("They float.", "They sink!!");
    fs::write(&path, text).unwrap();
    File::options().write(true).open(&path).unwrap().set_modified(before.modified().unwrap()).unwrap();
    let after = fs::metadata(&path).unwrap();
    assert_eq!((after.len(), after.modified().unwrap()), (before.len(), before.modified().unwrap()));
    terminal.wait("They sink!!");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    assert_eq!(description(&home), "They sink!!");
}

#[test]
fn a_file_that_was_deleted_is_written_anew_only_when_asked() {
    let home = home();
    let mut terminal = writing(&home);
    fs::remove_file(home.path("talks.ron")).unwrap();
    terminal.wait("talks.ron is not there any more. Ctrl-S writes it anew");
    terminal.keys("Look: ");
    terminal.wait("Look: They float.");
    assert!(!home.path("talks.ron").exists());
    terminal.keys(SAVE);
    terminal.wait("Saved ~/talks.ron");
    assert_eq!(description(&home), "Look: They float.");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
}

#[test]
fn versions_that_other_machines_left_beside_it_are_offered() {
    for (name, is_one) in [
        ("talks.sync-conflict-20180103-101500-ABCDEFG.ron", true),
        ("talks (Eric's conflicted copy 2018-01-03).ron", true),
        ("talks.ron.mine", true),
        ("talks.ron.orig", true),
        ("talks.ron.conflict-20180103T101500Z", true),
        ("other.sync-conflict-20180103-101500-ABCDEFG.ron", false),
        ("talks.ron.txt", false),
    ] {
        let home = home();
        let mut theirs = talks();
        theirs.proposals.push(proposal("Kites", "They fly.").into());
        home.save(name, &theirs);
        let mut terminal = home.start(&["talks.ron"], SIZE);
        let screen = terminal.wait("Trains");
        assert_eq!(screen.contains("Another version lies beside it: talks"), is_one, "{name}\n{screen}");
        if is_one {
            terminal.keys("\x1b[20~");
            terminal.wait("Take in");
            terminal.keys(ENTER);
            terminal.wait("Kites");
        }
        terminal.keys(QUIT);
        assert_eq!(terminal.exit(), 0);
        assert_eq!(library(&home).proposals.len(), if is_one { 3 } else { 2 }, "{name}");
        assert_eq!(home.library(name), theirs, "it stays as it was");
    }
}

#[test]
fn a_folder_that_was_moved_is_told_and_not_made_again() {
    let home = Home::new();
    fs::create_dir(home.path("work")).unwrap();
    home.save("work/talks.ron", &talks());
    let mut terminal = writing_in(home.start(&["work/talks.ron"], SIZE));
    terminal.keys("Look: ").keys(SAVE);
    terminal.wait("Saved");
    fs::rename(home.path("work"), home.path("moved")).unwrap();
    terminal.wait("The folder work is not there any more");
    terminal.keys("Oh! ");
    terminal.wait("Look: Oh! They float.");
    terminal.keys(SAVE);
    terminal.wait("the folder work does not exist");
    assert!(!home.path("work").exists());
    // What was typed is in the journal.
    terminal.kill();
    let mut terminal = home.start(&["work/talks.ron"], SIZE);
    terminal.wait("There is no such file any more, but it was edited here before.");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    fs::rename(home.path("moved"), home.path("work")).unwrap();
    let mut terminal = home.start(&["work/talks.ron"], SIZE);
    terminal.wait("Look: Oh! They float.");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    assert_eq!(home.library("work/talks.ron").proposals[0].description, "Look: Oh! They float.");
}

#[test]
fn a_folder_that_comes_back_is_saved_to_again() {
    let home = Home::new();
    fs::create_dir(home.path("work")).unwrap();
    home.save("work/talks.ron", &talks());
    let mut terminal = writing_in(home.start(&["work/talks.ron"], SIZE));
    terminal.keys("Look: ").keys(SAVE);
    terminal.wait("Saved");
    fs::rename(home.path("work"), home.path("moved")).unwrap();
    terminal.wait("The folder work is not there any more");
    terminal.keys("Oh! ");
    terminal.wait("Look: Oh! They float.");
    fs::rename(home.path("moved"), home.path("work")).unwrap();
    terminal.keys(LOOKED_AT);
    terminal.wait("work/talks.ron is there again");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    assert_eq!(home.library("work/talks.ron").proposals[0].description, "Look: Oh! They float.");
}

#[test]
fn a_deleted_file_comes_back_from_the_journal() {
    let home = home();
    let mut terminal = writing(&home);
    terminal.keys("Look: ");
    terminal.wait("Look: They float.");
    terminal.kill();
    fs::remove_file(home.path("talks.ron")).unwrap();
    let mut terminal = home.start(&["talks.ron"], SIZE);
    let screen = terminal.wait("There is no such file any more");
    assert!(screen.contains("Go on with what was typed here"), "{screen}");
    terminal.keys(ENTER);
    terminal.wait("Look: They float.");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    assert_eq!(description(&home), "Look: They float.");
}

#[test]
fn a_file_that_was_emptied_is_not_taken_for_a_library() {
    let home = home();
    let mut terminal = writing(&home);
    terminal.keys("Look: ");
    terminal.wait("Look: They float.");
    fs::write(home.path("talks.ron"), "").unwrap();
    terminal.wait("Another program left this: the file is empty.");
    assert_eq!(home.read("talks.ron"), "");
    terminal.keys(SAVE);
    terminal.wait("Saved");
    assert_eq!(description(&home), "Look: They float.");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
}

#[test]
fn a_second_window_only_looks_and_names_the_first() {
    let home = home();
    let mut first = writing(&home);
    let mut second = home.start(&["talks.ron"], SIZE);
    let screen = second.wait("read only");
    let who = format!("Read only: process {} on /dev/", first.process());
    assert!(screen.contains(&who), "{who:?}\n{screen}");
    second.keys(ENTER).keys("x");
    second.wait("Read only: process");
    assert!(second.screen().contains("They float."));
    // What the first one saves is seen.
    first.keys("Look: ").keys(SAVE);
    second.wait("Look: They float.");
    first.keys(QUIT);
    assert_eq!(first.exit(), 0);
    // And when it has gone, the second one may write.
    second.keys(LOOKED_AT);
    second.gone("read only");
    second.keys(ESC).keys(ENTER).keys("Oh! ");
    second.wait("Oh! ");
    second.keys(QUIT);
    assert_eq!(second.exit(), 0);
    assert!(description(&home).contains("Oh! "));
}

#[test]
fn a_stopped_window_keeps_the_library_and_a_killed_one_does_not() {
    let home = home();
    let mut first = writing(&home);
    first.keys("Look: ");
    first.wait("Look: They float.");
    first.signal("STOP");
    first.wait_stopped(true);
    let mut second = home.start(&["talks.ron"], SIZE);
    second.wait("read only");
    second.keys(QUIT);
    assert_eq!(second.exit(), 0);
    first.kill();
    let mut third = home.start(&["talks.ron"], SIZE);
    let screen = third.wait("Look: They float.");
    assert!(screen.contains("Recovered 1 unsaved change") && !screen.contains("read only"), "{screen}");
    third.keys(QUIT);
    assert_eq!(third.exit(), 0);
}

#[test]
fn a_file_with_two_names_is_one_library() {
    let home = home();
    symlink("talks.ron", home.path("link.ron")).unwrap();
    let mut first = writing(&home);
    let mut second = home.start(&["link.ron"], SIZE);
    second.wait("read only");
    second.keys(QUIT);
    assert_eq!(second.exit(), 0);
    first.keys("Look: ").keys(QUIT);
    assert_eq!(first.exit(), 0);
    assert!(fs::symlink_metadata(home.path("link.ron")).unwrap().is_symlink());
}

/// Files that are no library.
fn broken() -> [Vec<u8>; 5] {
    let whole = format::write(&talks());
    let line = whole.lines().find(|line| line.contains("They float.")).unwrap();
    let other = line.replace("float", "sink");
    let merged = whole.replace(line, &format!("<<<<<<< ours\n{line}\n=======\n{other}\n>>>>>>> theirs"));
    [
        whole.as_bytes()[..whole.len() / 2].to_vec(),
        b"()".to_vec(),
        b"\xff\xfe(format: 1)".to_vec(),
        merged.into_bytes(),
        whole.replace("format: 1", "format: 999").into_bytes(),
    ]
}

#[test]
fn a_broken_or_newer_file_is_shown_and_stays_as_it_is() {
    for bytes in broken() {
        let home = Home::new();
        fs::write(home.path("talks.ron"), &bytes).unwrap();
        for keys in [QUIT, "\x1b[F\r"] {
            let mut terminal = home.start(&["talks.ron"], SIZE);
            let screen = terminal.wait("talks.ron cannot be read");
            assert!(screen.contains("Leave it as it is, and end"), "{screen}");
            terminal.keys(keys);
            assert_eq!(terminal.exit(), 0);
            assert!(fs::read(home.path("talks.ron")).unwrap() == bytes, "{screen}");
        }
    }
}

#[test]
fn a_file_emptied_while_it_was_closed_is_damage_where_journals_know_it() {
    let home = home();
    let mut terminal = writing(&home);
    terminal.keys("Look: ").keys(SAVE);
    terminal.wait("Saved");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    fs::write(home.path("talks.ron"), "").unwrap();
    let mut terminal = home.start(&["talks.ron"], SIZE);
    terminal.wait("The file is empty, and was not before.");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    assert_eq!(home.read("talks.ron"), "");
    let mut terminal = home.start(&["talks.ron"], SIZE);
    terminal.wait("Go on with what was typed here");
    terminal.keys(ENTER);
    terminal.wait("Look: They float.");
    terminal.keys(DOWN).keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    assert_eq!(description(&home), "Look: They float.");
}

#[test]
fn an_empty_file_that_nobody_knows_is_a_new_library() {
    let home = Home::new();
    fs::write(home.path("talks.ron"), "").unwrap();
    let mut terminal = home.start(&["talks.ron"], SIZE);
    terminal.wait("No proposals yet");
    terminal.keys("n").keys("Kites").keys(ENTER).keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    let Library { proposals, .. } = library(&home);
    assert_eq!(proposals[0].title, "Kites");
}
