//! Hostile text in every field, file name and message: nothing but what soapbox may tell a terminal reaches
//! it, and what it then shows is what was drawn. `HOSTILE_CASES` says how many texts are tried, for long
//! runs; `HOSTILE_SECONDS` goes on with new ones for so long.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod scraps;
mod support;
mod terminal;
mod watched;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use proptest::{
    prelude::*,
    test_runner::{TestCaseResult, TestError, TestRunner},
};
use ratatui::layout::Rect;
use scraps::{HOSTILE, library, text};
use soapbox::{
    app::{
        Damage, Effect, Msg, NotSaved, Notice, Opened, Pane, Popup, Remnant, Returned, SpellingNews, Written,
    },
    door::must_be_escaped,
    exchange::markdown,
    format,
    shell::{
        allowed::{Allowed, first_strange},
        paint::Painter,
    },
    spelling::{AMERICAN, Dictionary},
    talk::{Ids, Library, Version},
    ui::{Glyphs, Pen, Theme, Tint},
};
use terminal::{Home, PROGRAM};
use watched::{Watched, acts};

/// Tries texts until all cases are passed, or for as long as is asked for.
fn try_all<S: Strategy>(few: u32, inputs: &S, test: impl Fn(S::Value) -> TestCaseResult) {
    let number = |name: &str| std::env::var(name).ok().and_then(|number| number.parse::<u32>().ok());
    let cases = number("HOSTILE_CASES").unwrap_or(few);
    let until = number("HOSTILE_SECONDS").map(|seconds| Duration::from_secs(seconds.into()));
    let start = Instant::now();
    let mut tried = 0;
    loop {
        let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) };
        match TestRunner::new(config).run(inputs, &test) {
            Ok(()) => tried += cases,
            Err(TestError::Fail(why, input)) => panic!("{why}\nwith {input:?}"),
            Err(TestError::Abort(why)) => panic!("{why}"),
        }
        if until.is_none_or(|until| start.elapsed() > until) {
            return assert!(tried >= cases);
        }
    }
}

/// Closes whatever is open and chooses the first proposal.
const HOME: &str = "esc esc esc esc home down";

/// Goes everywhere with a text in the hand.
fn tour(watched: &mut Watched, text: &str) {
    // What is wrong in settings, which repeats them.
    let (title, words) = (text.to_owned(), vec![text.to_owned(); 3]);
    watched.person.model.popups.push(Popup::Notice(Box::new(Notice { title, words, top: 0 })));
    watched.keys("down end enter");
    // The list, its help and questions.
    watched
        .keys("down up ? pagedown esc ctrl-p pagedown up")
        .paste(text)
        .keys("enter ctrl-a backspace")
        .paste("x")
        .keys("backspace esc F1")
        .paste(text)
        .keys("esc / down pageup")
        .paste(text)
        .keys("up ctrl-a backspace")
        .paste("a")
        .keys("down enter ctrl-f")
        .paste("description")
        .keys("esc end home down x esc F2")
        .paste(text)
        .keys("ctrl-a left")
        .keys(HOME)
        .keys("n")
        .paste(text);
    watched.keys("enter").keys(HOME).keys("c ctrl-z").keys(HOME);
    // Every text of a proposal and every line of its details.
    watched.keys("enter").paste(text).keys("F1 esc shift-right ctrl-c ctrl-v tab tab ctrl-end up tab tab");
    for _ in 0..16 {
        watched.keys("enter").paste(text).keys("ctrl-a F1 esc esc");
        if watched.person.model.pane == Pane::Proposals {
            watched.keys("i");
        }
        watched.keys("down");
    }
    watched.keys("x esc s ctrl-z ctrl-y").keys(HOME);
    // The text alone, its outline too.
    watched.keys("F11").paste(text).keys("tab tab ctrl-end").paste(text).keys("F11").keys(HOME);
    // Finding and replacing.
    watched
        .keys("enter ctrl-f")
        .paste(text)
        .keys("down up F1 esc ctrl-r")
        .paste(text)
        .keys("enter ctrl-r ctrl-z esc");
    watched
        .keys("ctrl-a ctrl-f")
        .paste("Z")
        .keys("down ctrl-r")
        .paste(text)
        .keys("down enter enter F3")
        .keys(HOME);
    // Misspelt words: those of a file, and what is suggested for them.
    watched.keys("enter ctrl-a").paste(&format!("qxz{text} zqx")).keys("ctrl-home");
    let news = [
        SpellingNews::Words(Ok(vec![text.to_owned()])),
        SpellingNews::Dictionary(
            AMERICAN.into(),
            Dictionary::new("", "1\nabcdefghijklmnopqrstuvwxyz\n").map(Arc::new),
        ),
        SpellingNews::Kept(text.to_owned(), Err(text.to_owned())),
        SpellingNews::Words(Err(text.to_owned())),
        SpellingNews::Dictionary("xx".into(), Err(text.to_owned())),
    ];
    for news in news {
        watched.hear(Msg::Spelling(news));
    }
    watched.keys("F7");
    let selected = watched.person.model.desk.as_ref().and_then(|desk| desk.field.selected());
    let news = SpellingNews::Suggestions(selected.unwrap_or_default(), vec![text.to_owned(); 9]);
    watched.hear(Msg::Spelling(news)).keys("down enter shift-F7 shift-F7").keys(HOME);
    // The timing: minutes, slots, versions and fitting.
    watched
        .keys("t down m")
        .paste(text)
        .keys("enter esc + - p n esc V")
        .paste(text)
        .keys("enter esc s")
        .paste(text);
    watched
        .keys("enter esc s ctrl-a 3 0 enter f down esc f enter v K J enter")
        .keys(HOME)
        .keys("i F6 F6 F6")
        .keys(HOME);
    // The library's own texts.
    watched.keys("home enter tab").paste(text).keys("tab down enter").paste(text).keys(HOME);
    // Other files, and what the system says of them.
    watched.keys("F12").paste(text).keys("enter");
    answer(watched, text, &NotSaved::Exists);
    watched.keys("enter");
    answer(watched, text, &NotSaved::Failed(text.to_owned()));
    watched.keys("ctrl-o").paste(text).keys("enter").keys(HOME).keys("enter").paste("x").keys("ctrl-s");
    let path = PathBuf::from(text);
    let (mark, result) =
        (watched.person.model.history.mark(), Ok(Written { version: Version(1), kept: None }));
    watched.hear(Msg::Saved { path: path.clone(), mark, result });
    watched.keys("ctrl-o").paste(text).keys("enter").keys(HOME);
    watched.hear(Msg::Opened { path: path.clone(), result: Err(text.to_owned()) });
    watched.keys(HOME).keys("I").paste(text).keys("enter").hear(Msg::Importing { done: 1, total: 2 });
    watched.hear(Msg::Imported(Err(text.to_owned())));
    others(watched, text);
    damaged(watched, text, path);
    for size in [(0, 0), (1, 1), (20, 6), (30, 8), (70, 20), (200, 50)] {
        watched.resize(size).keys("F6");
    }
}

/// A file that is damaged, of which two versions are left.
fn damaged(watched: &mut Watched, text: &str, path: PathBuf) {
    let remnant = |whole| {
        let library = watched.person.model.library.clone();
        Remnant { label: text.to_owned(), library, whole, other: None }
    };
    let damage = Damage { words: vec![text.to_owned(); 3], remnants: vec![remnant(true), remnant(false)] };
    let (beside, torn) = (vec![PathBuf::from(text)], vec![text.to_owned()]);
    let opened = Opened { damage: Some(damage), beside, torn, ..Opened::new(Arc::default(), None) };
    watched.hear(Msg::Opened { path, result: Ok(Box::new(opened)) }).keys("down enter enter x");
}

/// What other programs do to the file meanwhile, and what is said of that.
fn others(watched: &mut Watched, text: &str) {
    watched.keys(HOME).keys("enter").paste("mine").keys("esc");
    let mut theirs = Library::clone(&watched.person.model.base);
    if let Some(first) = theirs.proposals.first_mut() {
        Arc::make_mut(first).description = format!("theirs\n{text}");
    }
    watched.hear(Msg::Found { version: Some(Version(2)), library: Ok(theirs.into()) }).keys("F8 down n t");
    watched.hear(Msg::Found { version: Some(Version(3)), library: Err(text.to_owned()) });
    watched.hear(Msg::NotCopied(text.to_owned())).keys("ctrl-e");
    if let Some(Effect::Lend(lent)) = watched.person.effects.pop() {
        for result in [Err(text.to_owned()), Ok(text.to_owned())] {
            let path = Some(PathBuf::from(text));
            watched.hear(Msg::Returned(Returned { lent: lent.clone(), path, result }.into()));
        }
    }
    watched.hear(Msg::Gone(Some(text.into())));
    watched.hear(Msg::Journal(Err(text.to_owned()))).hear(Msg::Journal(Ok(())));
    watched.keys(HOME).keys("F9").paste(text).keys("enter");
    watched.hear(Msg::Read { path: PathBuf::from(text), library: Err(text.to_owned()) }).keys(HOME);
}

/// Answers all that the machine asked for with a failure.
fn answer(watched: &mut Watched, text: &str, why: &NotSaved) {
    for effect in std::mem::take(&mut watched.person.effects) {
        if let Effect::Save { mark, .. } = effect {
            watched.hear(Msg::Saved { path: PathBuf::from(text), mark, result: Err(why.clone()) });
        }
    }
}

const EVERYTHING: &[&str] = &[
    "Alone Description",
    "Alone Outline",
    "Editor Audience",
    "Editor Biography",
    "Editor Description",
    "Editor Details",
    "Editor Introduction",
    "Editor Notes",
    "Editor Outline",
    "Proposals Description",
    "Proposals Details",
    "Proposals Introduction",
    "Timing Description",
    "Timing Details",
    "choice",
    "commands",
    "conflicts",
    "error of a line",
    "failure",
    "finding",
    "help",
    "line Import",
    "line Minutes",
    "line NewTitle",
    "line Open",
    "line SaveAs",
    "line Slot { fits: false }",
    "line TakeIn",
    "line Version",
    "line in the details",
    "note",
    "preview",
    "progress",
    "question",
    "replacing",
    "search",
];

#[test]
fn the_tour_goes_everywhere() {
    let mut watched = Watched::new(HOSTILE, (120, 36), Glyphs::All);
    tour(&mut watched, HOSTILE);
    for place in EVERYTHING.iter().chain(&["too small"]) {
        assert!(watched.seen.contains(*place), "{place} was not seen, only {:?}", watched.seen);
    }
}

#[test]
fn no_text_acts_on_the_terminal_wherever_it_is_shown() {
    let size = prop::sample::select(vec![(120, 36), (80, 24), (62, 17), (40, 12), (20, 6)]);
    let glyphs = prop::sample::select(vec![Glyphs::All, Glyphs::All, Glyphs::Letters, Glyphs::Ascii]);
    try_all(3, &(text(), text(), size, glyphs), |(kept, typed, size, glyphs)| {
        tour(&mut Watched::new(&kept, size, glyphs), &typed);
        Ok(())
    });
}

#[test]
fn a_frame_without_the_door_is_noticed() {
    let mut painter = Painter::new((20, 1));
    let theme = Theme::new(Tint::Dark);
    let bytes = painter.paint(|sheet| {
        // What must not be done: it is for our own glyphs alone.
        Pen::new(sheet, &theme).fill(Rect::new(0, 0, 1, 1), "x\u{1b}c", theme.text);
        None
    });
    assert!(first_strange(&bytes, Allowed::Screen).is_some());
}

#[test]
fn no_file_holds_a_raw_control_character_whatever_is_imported_or_typed() {
    try_all(96, &prop::collection::vec(text(), 1..12), |texts| {
        let mut libraries = vec![library(&texts[0])];
        libraries.push(markdown::read(&texts.join("\n"), &texts[0], &mut Ids::new(1)));
        for mut library in libraries {
            library.mend_ids(&mut Ids::new(2));
            let file = format::write(&library);
            prop_assert!(!file.contains(must_be_escaped), "{:?}", file);
            prop_assert_eq!(&format::read(&file), &Ok(library.clone()));
            let page = markdown::write(&library);
            let again = markdown::read(&page, "", &mut Ids::new(3));
            prop_assert_eq!(again.proposals.len(), library.proposals.len(), "{}", page);
        }
        Ok(())
    });
}

fn run(home: &Home, args: &[&str], input: &Path) -> Output {
    Command::new(PROGRAM)
        .args(args)
        .current_dir(home.path(""))
        .env_clear()
        .envs(home.environment())
        .stdin(fs::File::open(input).map_or_else(|_| Stdio::null(), Stdio::from))
        .output()
        .unwrap()
}

/// Subcommands that say something about a text: in a file name, in an argument, in a file.
fn commands(name: &str) -> Vec<Vec<String>> {
    let lines = [
        "NAME",
        "--NAME",
        "list --NAME",
        "list --file NAME",
        "list --file talks.ron",
        "list --file broken.ron",
        "list --file bytes.ron",
        "show NAME --file talks.ron",
        "show Z --file talks.ron",
        "show A --file talks.ron",
        "timing NAME",
        "timing talks.ron",
        "timing talks.ron --slot NAME",
        "timing broken.ron",
        "timing -",
        "keys NAME",
        "import NAME --into new.ron",
        "import page.md --into new.ron",
        "import page.md --into NAME/x.ron",
        "import bytes.ron --into new.ron",
        "export --file talks.ron --proposal NAME9",
        "export --file talks.ron --format NAME",
        "export --file talks.ron --output NAME/x.md",
        "export --file talks.ron --output page.md",
    ];
    let words = |line: &str| line.split(' ').map(|word| word.replace("NAME", name)).collect();
    lines.iter().map(|line| words(line)).collect()
}

/// A home with hostile files in it.
fn hostile_home() -> Home {
    let home = Home::new();
    let library = library(HOSTILE);
    home.save("talks.ron", &library);
    let broken = format::write(&library).replace("status: draft", "status: \"\\u{1b}c\u{202e}\"");
    fs::write(home.path("broken.ron"), broken).unwrap();
    fs::write(home.path("bytes.ron"), b"\x1b[31m\xff\x07").unwrap();
    fs::write(home.path("page.md"), markdown::write(&library)).unwrap();
    home
}

#[test]
fn no_message_and_no_list_acts_on_a_terminal() {
    let home = hostile_home();
    let mut failed = 0;
    for args in commands(HOSTILE) {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let output = run(&home, &args, &home.path("page.md"));
        failed += usize::from(output.status.code() == Some(2));
        assert_ne!(output.status.code(), Some(101), "{args:?}");
        assert_eq!(first_strange(&output.stderr, Allowed::Lines), None, "{args:?}");
        assert_eq!(first_strange(&output.stdout, Allowed::Lines), None, "{args:?}");
        let said = String::from_utf8([output.stderr, output.stdout].concat()).unwrap();
        assert!(!said.contains(|c| acts(c) && c != '\n'), "{args:?}: {said:?}");
    }
    assert!(failed > 12, "errors are told: {failed}");
}

#[test]
fn data_is_visible_on_a_terminal_and_untouched_in_a_pipe() {
    let home = hostile_home();
    let library = home.library("talks.ron");
    let piped = run(&home, &["export", "--file", "talks.ron"], Path::new(""));
    assert_eq!(String::from_utf8(piped.stdout).unwrap(), markdown::write(&library));
    let listed = run(&home, &["list", "--file", "talks.ron", "--json"], Path::new(""));
    assert!(String::from_utf8(listed.stdout).unwrap().contains("\u{202e}"));
    for args in [
        &["export", "--file", "talks.ron"][..],
        &["list", "--file", "talks.ron", "--json"],
        &["show", "p", "--file", "talks.ron", "--json"],
        &["show", "p", "--file", "talks.ron"],
        &["timing", "talks.ron"],
        &["timing", "talks.ron", "--json"],
        &["show", HOSTILE, "--file", HOSTILE],
        &[&format!("--{HOSTILE}")],
        &["--help"],
    ] {
        let mut terminal = home.start(args, (100, 40));
        // What the terminal was told is read at the end.
        terminal.exit();
        assert!(!terminal.raw().is_empty(), "{args:?}");
    }
}
