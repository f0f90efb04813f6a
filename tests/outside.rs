//! The real program and the programs around it: the terminal's clipboard, that of the display, editors.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod terminal;

use std::{fs, os::unix::fs::PermissionsExt};

use terminal::{
    Home,
    talks::{QUIT, SIZE, UNDO, description, home, writing, writing_in},
};

const COPY: &str = "\x03";
const PASTE: &str = "\x16";
const COPY_TEXT: &str = "\x1bc";

/// Puts a program of this name first on the path of whoever is started with [`PATH`] in this home.
fn program(home: &Home, name: &str, script: &str) {
    let folder = home.path("bin");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// The path on which programs of [`program`] are found, and the system's.
fn path(home: &Home) -> String {
    format!("{}:/usr/bin:/bin", home.path("bin").display())
}

#[test]
fn a_copy_reaches_the_terminal_and_a_paste_without_any_clipboard_is_what_was_copied() {
    let home = home();
    let mut terminal = writing(&home);
    terminal.keys(COPY_TEXT);
    terminal.wait("Copied the whole description");
    // They float.
    terminal.until_raw("waiting for OSC 52", |raw| {
        String::from_utf8_lossy(raw).contains("\x1b]52;c;VGhleSBmbG9hdC4=\x1b\\")
    });
    terminal.keys(PASTE);
    terminal.wait("They float.They float.");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    assert_eq!(description(&home), "They float.They float.");
}

#[test]
fn the_clipboard_of_the_display_is_written_and_read() {
    let home = home();
    // Like the real one, it stays behind to serve what was copied.
    program(
        &home,
        "xclip",
        r#"case "$*" in *-out*) test -s clip && cat clip;; *) cat >clip; sleep 30 & esac"#,
    );
    let more = [("PATH", &*path(&home)), ("DISPLAY", ":99")];
    let mut terminal = writing_in(home.start_with(&["talks.ron"], SIZE, &more));
    // Nothing is on it yet, and nothing was copied.
    terminal.keys(PASTE);
    terminal.wait("Nothing was copied");
    fs::write(home.path("clip"), "Look,\nä! ").unwrap();
    terminal.keys(PASTE);
    terminal.wait("ä! They float.");
    terminal.keys(UNDO);
    terminal.gone("Look");
    fs::remove_file(home.path("clip")).unwrap();
    terminal.keys(COPY_TEXT).keys(PASTE);
    terminal.wait("They float.They float.");
    assert_eq!(home.read("clip"), "They float.");
    terminal.keys(COPY).keys(QUIT);
    assert_eq!(terminal.exit(), 0);
}

#[test]
fn a_clipboard_that_never_answers_holds_nobody_up() {
    let home = home();
    program(&home, "xclip", "echo started >>asked; exec sleep 1000");
    let more = [("PATH", &*path(&home)), ("DISPLAY", ":99")];
    let mut terminal = writing_in(home.start_with(&["talks.ron"], SIZE, &more));
    terminal.keys(PASTE).keys("Typed. ");
    terminal.wait("Typed. They float.");
    terminal.wait("Nothing was copied");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    assert_eq!(home.read("asked"), "started\n");
    assert_eq!(description(&home), "Typed. They float.");
}
