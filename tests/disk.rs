//! Files, folders and disks that are not as one would wish.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where it cannot go on"
)]

mod terminal;

use std::{
    fs::{self, Permissions},
    os::unix::fs::{PermissionsExt, symlink},
    path::{Path, PathBuf},
    process::Command,
};

use portable_pty::CommandBuilder;
use terminal::{
    Home, PROGRAM, Terminal,
    talks::{ENTER, QUIT, SAVE, SIZE, description, home, is_saved, talks, writing, writing_in},
};

fn run(line: &[&str]) -> bool {
    Command::new(line[0]).args(&line[1..]).output().is_ok_and(|output| output.status.success())
}

#[expect(clippy::print_stderr, clippy::disallowed_macros, reason = "whoever runs the tests is told")]
fn skipped(why: &str) {
    eprintln!("skipped: {why}");
}

fn is_root() -> bool {
    run(&["/bin/sh", "-c", "test $(id -u) = 0"])
}

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

/// The program for somebody who is not root, to whom nothing is forbidden.
fn as_a_person(home: &Home) -> CommandBuilder {
    let path = home.path("");
    if is_root() {
        let changed = run(&["chown", "-R", "65534:65534", path.to_str().unwrap()]);
        assert!(changed, "root can give files away");
        let other = ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
        return home.command(&[&other[..], &[PROGRAM, "talks.ron"]].concat());
    }
    home.command(&[PROGRAM, "talks.ron"])
}

/// All files and folders below a folder.
fn below(folder: &Path) -> Vec<PathBuf> {
    let mut folders = vec![folder.to_owned()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path.clone());
            }
            found.push(path);
        }
    }
    found
}

#[test]
fn a_read_only_file_is_only_looked_at_and_can_be_saved_elsewhere() {
    let home = home();
    allow(&home.path("talks.ron"), 0o444);
    let before = home.read("talks.ron");
    let mut terminal = home.start(&["talks.ron"], SIZE);
    terminal.wait("Read only: this file may not be changed");
    terminal.keys(ENTER).keys("x");
    terminal.wait("Read only: this file may not be changed");
    terminal.keys("\x1b[24~").keys("\x15copy.ron").keys(ENTER);
    terminal.wait("Saved");
    terminal.gone("read only");
    terminal.keys("Look: ").keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    assert_eq!(home.read("talks.ron"), before);
}

#[test]
fn a_folder_that_may_not_be_written_lets_the_file_be_written_in_place() {
    let home = home();
    fs::create_dir(home.path("shelf")).unwrap();
    fs::rename(home.path("talks.ron"), home.path("shelf/talks.ron")).unwrap();
    symlink("shelf/talks.ron", home.path("talks.ron")).unwrap();
    allow(&home.path("shelf"), 0o555);
    let mut terminal = writing_in(Terminal::run(as_a_person(&home), SIZE));
    terminal.keys("Look: ").keys(SAVE);
    terminal.wait("Saved ~/talks.ron");
    assert_eq!(description(&home), "Look: They float.");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    allow(&home.path("shelf"), 0o755);
}

#[test]
fn a_state_folder_that_may_not_be_written_is_replaced_by_one_beside_the_file() {
    let home = home();
    fs::create_dir(home.path("state")).unwrap();
    allow(&home.path("state"), 0o555);
    assert_goes_on_beside_the_file(&home, || as_a_person(&home));
}

#[test]
fn without_a_home_the_journal_is_kept_beside_the_file() {
    if !is_root() {
        // The system knows a home for whoever runs this, which is none of the test's business.
        skipped("only root can become somebody without a home");
        return;
    }
    let home = home();
    assert_goes_on_beside_the_file(&home, || {
        let mut command = as_a_person(&home);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command
    });
}

#[test]
fn a_journal_folder_that_leads_elsewhere_is_not_used() {
    let home = home();
    fs::create_dir_all(home.path("state/soapbox")).unwrap();
    fs::create_dir(home.path("elsewhere")).unwrap();
    let mut terminal = home.start(&["talks.ron"], SIZE);
    terminal.wait("They float.");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    let journal = home.path("state/soapbox/journal");
    let folder = fs::read_dir(&journal).unwrap().next().unwrap().unwrap().path();
    fs::remove_dir_all(&folder).unwrap();
    symlink(home.path("elsewhere"), &folder).unwrap();
    assert_goes_on_beside_the_file(&home, || home.command(&[PROGRAM, "talks.ron"]));
    assert!(below(&home.path("elsewhere")).is_empty());
}

/// What is typed survives a kill, and stands in a hidden folder beside the file meanwhile.
fn assert_goes_on_beside_the_file(home: &Home, command: impl Fn() -> CommandBuilder) {
    let mut terminal = writing_in(Terminal::run(command(), SIZE));
    terminal.keys("Look: ");
    let screen = terminal.wait("Look: They float.");
    assert!(!screen.contains("NOT PROTECTED"), "{screen}");
    assert_eq!(mode(&home.path(".talks.ron.journal")), 0o700);
    terminal.kill();
    let mut terminal = Terminal::run(command(), SIZE);
    let screen = terminal.wait("Look: They float.");
    assert!(screen.contains("Recovered 1 unsaved change"), "{screen}");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    assert_eq!(description(home), "Look: They float.");
}

#[test]
fn where_no_journal_can_be_kept_it_is_shown_and_saved_soon() {
    let home = home();
    fs::create_dir(home.path("shelf")).unwrap();
    fs::rename(home.path("talks.ron"), home.path("shelf/talks.ron")).unwrap();
    symlink("shelf/talks.ron", home.path("talks.ron")).unwrap();
    fs::write(home.path("state"), "").unwrap();
    // A file where the folder would have to be.
    fs::write(home.path("shelf/.talks.ron.journal"), "").unwrap();
    let mut terminal = home.start(&["talks.ron"], SIZE);
    terminal.wait("NOT PROTECTED");
    terminal.keys(ENTER).keys("Look: ");
    terminal.wait("not saved");
    terminal.until("waiting for a save", is_saved);
    assert_eq!(description(&home), "Look: They float.");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
}

#[test]
fn what_is_no_file_is_refused_at_once() {
    let home = Home::new();
    assert!(run(&["mkfifo", home.path("pipe").to_str().unwrap()]));
    for path in ["pipe", "/dev/full", "/dev/zero", "/dev/tty", "."] {
        let mut terminal = home.start(&[path], SIZE);
        assert_eq!(terminal.exit(), 2, "{path}");
        let said = terminal.screen();
        assert!(said.starts_with("soapbox: ") && said.trim_end().lines().count() <= 2, "{path}: {said}");
        assert!(!terminal.raw().contains(&b'\x1b'), "{path}: the screen was taken");
    }
}

#[test]
fn journals_are_for_their_owner_alone_whatever_the_mask() {
    let home = home();
    allow(&home.path("talks.ron"), 0o640);
    let mut terminal = writing_in(home.start_through("umask 0; exec \"$@\"", &["talks.ron"], SIZE));
    terminal.keys("Look: ").keys(SAVE);
    terminal.wait("Saved");
    let journal = below(&home.path("state/soapbox/journal"));
    let is_journal = |path: &&PathBuf| path.file_name().unwrap().to_str().unwrap().starts_with("j-");
    assert!(journal.iter().any(|path| is_journal(&path)));
    for path in &journal {
        assert_eq!(mode(path), if path.is_dir() { 0o700 } else { 0o600 }, "{}", path.display());
    }
    assert_eq!(mode(&home.path("talks.ron")), 0o640);
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
}

#[test]
fn a_limit_for_the_size_of_files_leaves_the_old_file_and_the_program_alive() {
    let home = home();
    let before = home.read("talks.ron");
    // In blocks of 512 or 1024 bytes.
    let mut terminal = writing_in(home.start_through("ulimit -f 8; exec \"$@\"", &["talks.ron"], SIZE));
    terminal.paste(&"too long for it, ".repeat(2_000));
    terminal.wait("NOT PROTECTED");
    terminal.keys(SAVE);
    terminal.wait("Not saved: ");
    assert_eq!(home.read("talks.ron"), before);
    let names = fs::read_dir(home.path("")).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(names.into_iter().all(|name| !name.to_str().unwrap().contains(".tmp")));
    // It is alive: what fits can be saved.
    terminal.keys("\x1a").keys("Look: ").keys(SAVE);
    terminal.wait("Saved ~/talks.ron");
    assert_eq!(description(&home), "Look: They float.");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
}

#[test]
fn out_of_memory_nothing_is_lost() {
    let home = home();
    let mut terminal = writing(&home);
    terminal.keys("Look: ");
    terminal.wait("Look: They float.");
    let process = format!("--pid={}", terminal.process());
    if !run(&["prlimit", &process, "--as=1"]) {
        skipped("this system has no `prlimit`");
        return;
    }
    terminal.paste(&"x".repeat(1 << 20));
    assert_ne!(terminal.crash(), 0);
    let mut terminal = home.start(&["talks.ron"], SIZE);
    let screen = terminal.wait("Look: They float.");
    assert!(screen.contains("Recovered 1 unsaved change"), "{screen}");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
}

/// A home in which one folder is a small disk, for a program that sees it; none where that is not allowed.
struct SmallDisk {
    home: Home,
    terminal: Terminal,
    /// The folder, as the program sees it.
    seen: PathBuf,
}

impl SmallDisk {
    /// `state` puts the journals there, else the library.
    fn open(state: bool) -> Option<Self> {
        if !run(&["unshare", "-Urm", "true"]) {
            skipped("this system lets nobody mount anything");
            return None;
        }
        let home = Home::new();
        fs::create_dir(home.path("small")).unwrap();
        let small = home.path("small");
        let library = if state { "talks.ron" } else { "small/talks.ron" };
        home.save("talks.ron", &talks());
        let mount = "mount -t tmpfs -o size=2m none small && cp talks.ron small/ && exec \"$@\"";
        let mut command =
            home.command(&["/usr/bin/unshare", "-Urm", "/bin/sh", "-c", mount, "sh", PROGRAM, library]);
        if state {
            command.env("XDG_STATE_HOME", &small);
        }
        let terminal = writing_in(Terminal::run(command, SIZE));
        let seen = PathBuf::from(format!("/proc/{}/root{}", terminal.process(), small.display()));
        Some(Self { home, terminal, seen })
    }

    /// Leaves no room on it.
    fn fill(&self) -> PathBuf {
        let filler = self.seen.join("filler");
        assert!(fs::write(&filler, vec![b'x'; 4 << 20]).is_err(), "it is not full");
        filler
    }
}

#[test]
fn a_full_disk_leaves_the_old_file_and_the_program_goes_on() {
    let Some(mut disk) = SmallDisk::open(false) else { return };
    let document = disk.seen.join("talks.ron");
    let before = fs::read(&document).unwrap();
    let filler = disk.fill();
    disk.terminal.keys("Look: ").keys(SAVE);
    let screen = disk.terminal.wait("Not saved: ");
    assert!(screen.contains("Look: They float.") && !screen.contains("NOT PROTECTED"), "{screen}");
    assert!(fs::read(&document).unwrap() == before);
    assert_eq!(fs::read_dir(&disk.seen).unwrap().count(), 2, "a temporary file was left");
    fs::remove_file(filler).unwrap();
    disk.terminal.keys(SAVE);
    disk.terminal.wait("Saved");
    assert!(fs::read_to_string(&document).unwrap().contains("Look: They float."));
    disk.terminal.keys(QUIT);
    assert_eq!(disk.terminal.exit(), 0);
}

#[test]
fn a_full_disk_for_the_journal_takes_its_reserve_and_then_says_so() {
    let Some(mut disk) = SmallDisk::open(true) else { return };
    disk.fill();
    disk.terminal.keys("Look: ");
    let screen = disk.terminal.wait("Look: They float.");
    assert!(!screen.contains("NOT PROTECTED"), "{screen}");
    for _ in 0..8 {
        disk.terminal.paste(&"too long for it, ".repeat(12_000)).keys("\x1a");
    }
    disk.terminal.wait("NOT PROTECTED");
    disk.terminal.until("waiting for a save", is_saved);
    disk.terminal.keys("and see, ");
    disk.terminal.wait("not saved");
    disk.terminal.until("waiting for a save", is_saved);
    disk.terminal.keys(QUIT);
    assert_eq!(disk.terminal.exit(), 0);
    assert_eq!(description(&disk.home), "Look: and see, They float.");
}
