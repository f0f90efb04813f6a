//! How the program ends where nobody presses Ctrl-Q: its terminal goes, or takes nothing any more.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where it cannot go on"
)]

mod terminal;

use std::{
    fs,
    process::Command,
    time::{Duration, Instant},
};

use terminal::{
    Home, PROGRAM,
    line::Line,
    talks::{ENTER, QUIT, SIZE, description, home},
};

/// Whoever waits for longer than this thinks that the program hangs.
const SOON: Duration = Duration::from_secs(10);

/// Writes at the beginning of the first description, through a line of the shell.
fn writing_through(home: &Home, shell: &str) -> Line {
    let mut line = Line::run(home.command(&["/bin/sh", "-c", shell, "sh", PROGRAM, "talks.ron"]));
    line.wait("They float.");
    line.keys(ENTER);
    line.wait("next field");
    line.keys("Look: ");
    line.wait("17 characters");
    line
}

#[test]
fn the_terminal_goes_and_all_is_saved() {
    // As a terminal emulator does it, and under `nohup`.
    for shell in ["exec \"$@\"", "trap '' HUP; exec \"$@\""] {
        let home = home();
        let line = writing_through(&home, shell);
        let start = Instant::now();
        let status = line.cut().exit();
        assert!(start.elapsed() < SOON, "{shell}");
        assert!([1, 129].contains(&status), "{shell}: {status}");
        let text = description(&home);
        assert!(text.starts_with("Look: ") && text.ends_with("They float."), "{text}");
    }
}

#[test]
fn a_terminal_that_takes_nothing_holds_nobody_up() {
    let home = home();
    let mut line = writing_through(&home, "exec \"$@\"");
    // Nobody reads: after some frames the program waits for the terminal for ever.
    let start = Instant::now();
    while !waits_for_the_terminal(line.process()).unwrap_or(start.elapsed() > SOON / 5) {
        assert!(start.elapsed() < SOON, "it goes on writing");
        line.shake();
    }
    line.keys("and see");
    let kill = format!("kill -TERM {}", line.process());
    assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
    assert_eq!(line.exit(), 128 + 15);
    drop(line);
    let mut terminal = home.start(&["talks.ron"], SIZE);
    let screen = terminal.wait("Look: They float.");
    assert!(screen.contains("Recovered 1 unsaved change"), "{screen}");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
}

/// Whether the thread that draws sleeps in the call that writes to the terminal; none where the system does not
/// tell.
fn waits_for_the_terminal(process: u32) -> Option<bool> {
    let call = fs::read_to_string(format!("/proc/{process}/syscall")).ok()?;
    // The number of the call, which is 1 or 64, and standard output.
    Some(call.starts_with("1 0x1 ") || call.starts_with("64 0x1 "))
}
