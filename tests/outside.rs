//! The real program and the programs around it: the terminal's clipboard, that of the display, editors.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod terminal;

use std::{fs, os::unix::fs::PermissionsExt};

use terminal::{
    Home, Terminal,
    talks::{QUIT, SIZE, UNDO, description, home, writing, writing_in},
};

const COPY: &str = "\x03";
const PASTE: &str = "\x16";
const COPY_TEXT: &str = "\x1bc";
const EDITOR: &str = "\x05";

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

/// A description that is being written, where `$EDITOR` is a script.
fn with_editor(home: &Home, script: &str) -> Terminal {
    program(home, "my editor", script);
    let more = [("PATH", &*path(home)), ("EDITOR", "'my editor' --wait")];
    writing_in(home.start_with(&["talks.ron"], SIZE, &more))
}

/// The files that are lent to editors, or were not taken in.
fn lent(home: &Home) -> Vec<String> {
    let Ok(folder) = fs::read_dir(home.path("state/soapbox/lent")) else { return Vec::new() };
    folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// The name of a text that was lent, without the number of the program that lent it.
fn without_process(name: &str) -> String {
    let parts: Vec<&str> = name.split('.').collect();
    let [name, process, ending] = parts[..] else { panic!("{parts:?}") };
    assert!(process.parse::<u32>().is_ok(), "{process}");
    format!("{name}.{ending}")
}

#[test]
fn an_editor_changes_a_text_in_one_step() {
    let home = home();
    let script = r#"test "$1" = --wait || exit 3
case "$2" in */lent/boats-description.*.md) ;; *) exit 4;; esac
stat -c %a "$2" "${2%/*}" >modes
echo " Not stones." >>"$2""#;
    let mut terminal = with_editor(&home, script);
    terminal.keys(EDITOR);
    let screen = terminal.wait("Taken in from the editor");
    assert!(screen.contains("They float. Not stones."), "{screen}");
    assert_eq!(home.read("modes"), "600\n700\n");
    terminal.keys(UNDO);
    terminal.gone("Not stones");
    terminal.keys("Typed. ").keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    assert!(terminal.is_restored());
    // The worker takes the file away behind the frame, and before the program ends.
    assert!(lent(&home).is_empty(), "{:?}", lent(&home));
    assert_eq!(description(&home), "Typed. They float.");
}

#[test]
fn the_editor_of_the_settings_counts_more_than_that_of_the_environment() {
    let home = home();
    program(&home, "another", r#"echo " $1" >>"$2""#);
    fs::create_dir_all(home.path("config/soapbox")).unwrap();
    fs::write(home.path("config/soapbox/config.ron"), "(editor: \"another 'Not stones.'\")").unwrap();
    let mut terminal = with_editor(&home, "exit 3");
    terminal.keys(EDITOR);
    let screen = terminal.wait("Taken in from the editor");
    assert!(screen.contains("They float. Not stones."), "{screen}");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
}

#[test]
fn every_key_is_the_editors_while_it_runs() {
    let home = home();
    // It reads the keys as the terminal gives them, and a Ctrl-C is its own.
    let script = r#"trap 'echo INT >>heard' INT
stty -icanon -echo -ixon
echo READY
dd bs=1 count=6 >>heard 2>&-
kill -INT 0
stty icanon echo ixon
printf '%s' "$(cat "$2") Heard." >"$2""#;
    let mut terminal = with_editor(&home, script);
    terminal.keys(EDITOR);
    terminal.wait("READY");
    terminal.keys("q\x11").keys("abcd");
    let screen = terminal.wait("Taken in from the editor");
    assert!(screen.contains("They float. Heard."), "{screen}");
    assert_eq!(home.read("heard"), "q\x11abcdINT\n");
    terminal.keys(" Typed.");
    terminal.wait("They float. Heard. Typed.");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
}

#[test]
fn an_editor_that_fails_is_missing_or_changes_nothing_changes_nothing() {
    let home = home();
    let mut terminal = with_editor(
        &home,
        r#"case $(cat round 2>&-) in
"") echo 1 >round; exit 1;;
1) echo 2 >round; echo "half done" >"$2"; exit 1;;
2) echo 3 >round; printf 'They \377 float.' >"$2";;
3) echo 4 >round; printf 'They \033[1m float.' >"$2";;
*) cp "$2" same; cat same >"$2"; echo >>"$2";;
esac"#,
    );
    for (told, kept) in [
        ("failed (status 1)", vec![]),
        ("It is kept in", vec!["boats-description.md"]),
        ("it is not UTF-8 in line 1", vec!["boats-description.md", "boats-description-2.md"]),
        (
            "it has control characters",
            vec!["boats-description.md", "boats-description-2.md", "boats-description-3.md"],
        ),
        (
            "Nothing was changed in the editor",
            vec!["boats-description.md", "boats-description-2.md", "boats-description-3.md"],
        ),
    ] {
        terminal.keys(EDITOR);
        terminal.wait(told);
        let mut there: Vec<String> = lent(&home).iter().map(|name| without_process(name)).collect();
        there.sort_by_key(|name| (name.len(), name.clone()));
        assert_eq!(there, kept, "{told}");
    }
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    assert_eq!(description(&home), "They float.");
    let more = [("EDITOR", "no-such-editor-here")];
    let mut terminal = writing_in(home.start_with(&["talks.ron"], SIZE, &more));
    terminal.keys(EDITOR);
    terminal.wait("no-such-editor-here was not found");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
}

#[test]
fn the_window_changes_and_the_program_is_stopped_while_an_editor_runs() {
    let home = home();
    let script = r#"echo READY
read -r line
echo "Look, $line: $(stty size)" >"$2"
echo STOPS
kill -STOP 0
echo GOES ON
read -r line"#;
    let mut terminal = with_editor(&home, script);
    terminal.keys(EDITOR);
    terminal.wait("READY");
    terminal.resize((100, 30));
    terminal.keys("words\n");
    terminal.wait("STOPS");
    terminal.wait_stopped(true);
    terminal.signal_all("CONT");
    terminal.wait("GOES ON");
    terminal.keys("\n");
    terminal.wait("Look, words: 30 100");
    terminal.wait("Taken in from the editor");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    assert!(terminal.is_restored());
}

#[test]
fn a_signal_ends_the_program_while_an_editor_runs_and_the_text_stays() {
    let home = home();
    let mut terminal = with_editor(&home, "echo half >\"$2\"; echo READY; exec sleep 30");
    terminal.keys("Typed. ");
    terminal.wait("Typed. They float.");
    terminal.keys(EDITOR);
    terminal.wait("READY");
    terminal.signal("TERM");
    assert_eq!(terminal.crash(), 128 + 15);
    assert_eq!(description(&home), "Typed. They float.");
    // The next start names what nobody took back, once.
    let mut again = home.start(&["talks.ron"], SIZE);
    again.wait("lent/boats-description.md");
    again.keys(QUIT);
    assert_eq!((again.exit(), lent(&home)), (0, vec!["boats-description.md".to_owned()]));
}
