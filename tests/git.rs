//! Git and the file: conflicts that the real git leaves in it, whatever it is told to write there.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where it cannot go on")]

mod terminal;

use std::{fs, process::Command, sync::Arc};

use soapbox::{
    format::{self, Contents, Problem, Sides},
    talk::{Library, Proposal},
};
use terminal::{
    Home,
    talks::{DOWN, ENTER, QUIT, SIZE, description, library, proposal, talks},
};

/// Runs git in a home; whether it is content.
fn git(home: &Home, line: &[&str]) -> bool {
    let mut command = Command::new("git");
    command.current_dir(home.path("")).args(line).env_clear().envs(home.environment());
    for (name, value) in [("NAME", "A speaker"), ("EMAIL", "speaker@example.org")] {
        command.env(format!("GIT_AUTHOR_{name}"), value).env(format!("GIT_COMMITTER_{name}"), value);
    }
    command.output().is_ok_and(|output| output.status.success())
}

#[expect(clippy::print_stderr, clippy::disallowed_macros, reason = "whoever runs the tests is told")]
fn has_git(home: &Home) -> bool {
    let found = git(home, &["--version"]);
    if !found {
        eprintln!("skipped: there is no git");
    }
    found
}

/// The first proposal of the library changed.
fn changed(base: &Library, change: impl FnOnce(&mut Proposal)) -> Library {
    let mut library = base.clone();
    change(Arc::make_mut(&mut library.proposals[0]));
    library
}

/// Leaves in `talks.ron` what git makes of two changes of one library, which it cannot merge.
fn conflict(home: &Home, style: &str, [base, ours, theirs]: [&Library; 3]) {
    let commit = |library: &Library| {
        home.save("talks.ron", library);
        assert!(git(home, &["add", "talks.ron"]) && git(home, &["commit", "--quiet", "-m", "Work"]));
    };
    assert!(git(home, &["init", "--quiet", "-b", "main"]));
    assert!(git(home, &["config", "merge.conflictStyle", style]));
    commit(base);
    assert!(git(home, &["checkout", "--quiet", "-b", "feature"]));
    commit(theirs);
    assert!(git(home, &["checkout", "--quiet", "main"]));
    commit(ours);
    assert!(!git(home, &["merge", "feature"]), "this must be a conflict");
}

/// Both sides of the conflict in `talks.ron`.
fn sides(home: &Home) -> Sides {
    let text = home.read("talks.ron");
    match format::open(text.as_bytes()).contents {
        Contents::Refused(refused) => {
            assert_eq!(refused.error.problem, Problem::Conflict, "{text}");
            refused.sides()
        }
        other => panic!("taken for a library: {other:?}\n{text}"),
    }
}

/// Row 45: conflict markers.
#[test]
fn a_conflict_of_git_is_refused_and_both_sides_are_read() {
    let prose = "They float.\n\nTitle\n=======\nThey do.";
    let base = changed(&talks(), |first| first.description = prose.into());
    let inside = |word: &str| changed(&base, |first| first.description = prose.replace("do", word));
    // Both underline a line, as git divides the two.
    let heading = |word: &str| {
        let mark = format!("{word}\n=======\n>>>>>>> {word}\n");
        changed(&base, |first| first.description = prose.replace("They float.", &mark))
    };
    let field = |word: &str| {
        changed(&base, |first| {
            first.title = format!("Boats that {word}");
            first.description.clear();
        })
    };
    let added = |word: &str| {
        let mut library = base.clone();
        library.proposals.push(proposal(word, "It is \"new\".\n<<<<<<< HEAD").into());
        library
    };
    let changes: [&dyn Fn(&str) -> Library; 4] = [&inside, &heading, &field, &added];
    for style in ["merge", "diff3", "zdiff3"] {
        for change in changes {
            let home = Home::new();
            if !has_git(&home) {
                return;
            }
            let [ours, theirs] = ["sink", "fly"].map(change);
            conflict(&home, style, [&base, &ours, &theirs]);
            assert_eq!(sides(&home), Sides { ours: Some(ours), theirs: Some(theirs) }, "{style}");
        }
    }
}

/// Opens a file in which git has left a conflict in the description.
fn in_conflict() -> Option<Home> {
    let home = Home::new();
    let [ours, theirs] =
        ["They sink.", "They fly."].map(|text| changed(&talks(), |first| first.description = text.into()));
    let theirs = changed(&theirs, |first| first.notes = "Bring wings.".into());
    has_git(&home).then(|| conflict(&home, "merge", [&talks(), &ours, &theirs])).map(|()| home)
}

#[test]
fn both_sides_of_a_conflict_are_brought_together_and_decided() {
    let Some(home) = in_conflict() else { return };
    let before = home.read("talks.ron");
    let mut terminal = home.start(&["talks.ron"], SIZE);
    let screen = terminal.wait("Bring both sides together");
    for part in ["git left a conflict here", "What stood here", "What came in with git"] {
        assert!(screen.contains(part), "{part}\n{screen}");
    }
    terminal.keys(ENTER);
    let screen = terminal.wait("They fly.");
    assert!(screen.contains("They sink."), "{screen}");
    terminal.keys("t");
    terminal.wait("Decided: nothing is left");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    let Proposal { description, notes, .. } = Proposal::clone(&library(&home).proposals[0]);
    assert_eq!((&*description, &*notes), ("They fly.", "Bring wings."));
    // The file with git's marks is kept.
    let kept = |folder: &str| {
        let files =
            fs::read_dir(home.path(folder)).unwrap().filter_map(|entry| fs::read(entry.ok()?.path()).ok());
        files.into_iter().any(|bytes| bytes == before.as_bytes())
    };
    let mut folders = vec!["state".to_owned()];
    let mut is_kept = kept("");
    while let Some(folder) = folders.pop() {
        is_kept |= kept(&folder);
        for entry in fs::read_dir(home.path(&folder)).unwrap().map(Result::unwrap) {
            if entry.path().is_dir() {
                folders.push(format!("{folder}/{}", entry.file_name().to_string_lossy()));
            }
        }
    }
    assert!(is_kept);
}

#[test]
fn one_side_of_a_conflict_can_be_gone_on_with() {
    let Some(home) = in_conflict() else { return };
    let mut terminal = home.start(&["talks.ron"], SIZE);
    terminal.wait("What came in with git");
    terminal.keys(DOWN).keys(DOWN).keys(ENTER);
    terminal.wait("They fly.");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    assert_eq!(description(&home), "They fly.");
}
