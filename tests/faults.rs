//! Mistakes of the program itself: `SOAPBOX_FAULT` names one, and F12 lets it happen.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where it cannot go on")]

mod terminal;

use std::{fs, os::unix::fs::PermissionsExt, path::PathBuf};

use terminal::{
    Home, Terminal,
    talks::{QUIT, SAVE, SIZE, description, home, writing_in},
};

const STRIKE: &str = "\x1b[24~";
/// What Rust answers for a program that panicked.
const PANICKED: u32 = 101;

/// A person has typed, and the next F12 is the last key.
fn about_to(fault: &str) -> (Home, Terminal) {
    let home = home();
    let terminal = writing_in(home.start_with(&["talks.ron"], SIZE, &[("SOAPBOX_FAULT", fault)]));
    terminal.keys("Look: ");
    terminal.wait("Look: They float.");
    (home, terminal)
}

/// Opens the library again: what was to be seen is there, it is told, and saved when the person leaves. On a
/// machine so busy that the program saved by itself before the fault came, there is nothing to recover.
fn assert_nothing_is_lost(home: &Home) {
    let saved = description(home) == "Look: They float.";
    assert!(saved || description(home) == "They float.", "{}", description(home));
    let mut terminal = home.start(&["talks.ron"], SIZE);
    let screen = terminal.wait("Look: They float.");
    assert!(saved || screen.contains("Recovered 1 unsaved change"), "{screen}");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    assert_eq!(description(home), "Look: They float.");
}

fn reports(home: &Home) -> Vec<PathBuf> {
    let state = fs::read_dir(home.path("state/soapbox")).unwrap().map(|entry| entry.unwrap().path());
    state.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("crash-")).collect()
}

#[test]
fn a_panic_gives_the_terminal_back_leaves_a_report_and_loses_nothing() {
    for place in ["draw", "update", "work"] {
        let (home, mut terminal) = about_to(&format!("panic:{place}"));
        terminal.keys(STRIKE);
        if place == "work" {
            terminal.keys(SAVE);
        }
        assert_eq!(terminal.exit(), PANICKED, "{place}");
        assert!(terminal.is_restored(), "{place}");
        let said = terminal.screen();
        assert!(said.starts_with("soapbox: stopped by a mistake of its own."), "{said}");
        let reports = reports(&home);
        assert_eq!(reports.len(), 1, "{place}");
        assert_eq!(fs::metadata(&reports[0]).unwrap().permissions().mode() & 0o777, 0o600);
        let report = fs::read_to_string(&reports[0]).unwrap();
        assert!(report.contains(&format!("a fault on purpose, ␛[31m in {place}")), "{report}");
        assert_nothing_is_lost(&home);
    }
}

#[test]
fn an_abort_or_an_overflow_of_the_stack_loses_nothing() {
    for fault in ["abort:update", "overflow:update"] {
        let (home, mut terminal) = about_to(fault);
        terminal.keys(STRIKE);
        assert_ne!(terminal.crash(), 0, "{fault}");
        assert_nothing_is_lost(&home);
    }
}

#[test]
fn a_signal_ends_a_program_that_hangs_and_gives_the_terminal_back() {
    for _ in 0..20 {
        let (home, mut terminal) = about_to("hang:update");
        terminal.keys(STRIKE);
        terminal.signal("TERM");
        assert_eq!(terminal.exit(), 128 + 15);
        assert!(terminal.is_restored());
        // Where the signal is quicker than the key, nothing hangs, and the program saves before it ends.
        if description(&home) == "They float." {
            return assert_nothing_is_lost(&home);
        }
    }
    panic!("the key was never heard before the signal");
}
