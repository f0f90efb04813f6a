//! The pictures in `screenshots/`, drawn from the screen of the real program.
//!
//! They are written by `SOAPBOX_UPDATE=1 cargo test --test screenshots`; without that they are compared,
//! so that they cannot go stale.

#![cfg(unix)]

mod golden;
mod picture;
mod terminal;

use std::{fs, sync::Arc};

use picture::{DARK, Ground, LIGHT};
use soapbox::{
    format,
    talk::{Id, Library, Proposal, Status, Submission},
};
use terminal::{Home, Terminal};

const WINDOW: (u16, u16) = (120, 36);
const STANDARD: (u16, u16) = (80, 24);
const TEXT_END: &str = "\x1b[1;5F";
const END: &str = "\x1b[F";
/// Whether words are marked depends on how soon the dictionary is read: not in the pictures of other things.
const NO_MARKS: &str = "\x1b[18;2~";
const UP: &str = "\x1b[A";
const DOWN: &str = "\x1b[B";

/// The demo, once it is drawn.
fn demo(home: &Home, size: (u16, u16), args: &[&str]) -> Terminal {
    let terminal = home.start(&[&["demo"], args].concat(), size);
    terminal.wait("Subinterpreters");
    terminal
}

fn check(name: &str, terminal: &Terminal, title: &str, ground: Ground) {
    let drawn = picture::draw(&terminal.picture(), title, ground);
    golden::check(&format!("screenshots/{name}.svg"), &drawn, "screenshots");
}

#[test]
fn overview() {
    let home = Home::new();
    let terminal = demo(&home, WINDOW, &[]);
    check("overview", &terminal, "soapbox demo", DARK);
}

#[test]
fn light() {
    let home = Home::new();
    let terminal = demo(&home, WINDOW, &["--theme", "light"]);
    check("light", &terminal, "soapbox demo --theme light", LIGHT);
}

#[test]
fn outline() {
    let home = Home::new();
    let terminal = demo(&home, WINDOW, &[]);
    terminal.keys("\r").keys(NO_MARKS).keys("\t\t").keys(TEXT_END).keys(&UP.repeat(6)).keys(END);
    terminal.keys("\rquestions (6 minutes)");
    terminal.wait("25 planned · 6 questions · 1 over");
    check("outline", &terminal, "soapbox demo", DARK);
}

#[test]
fn find() {
    let home = Home::new();
    let terminal = demo(&home, WINDOW, &[]);
    terminal.keys("\r").keys(NO_MARKS).keys("\x06subinter");
    terminal.wait("1 of");
    terminal.keys("\x12").keys("isolated inter");
    terminal.wait("isolated inter");
    check("find", &terminal, "soapbox demo", DARK);
}

#[test]
fn spelling() {
    let home = Home::new();
    let terminal = demo(&home, WINDOW, &[]);
    terminal.keys("\r").keys("A talk about the the interpeter and its isolation. ");
    terminal.wait("isolation.");
    terminal.keys("\x1b[1;5H\x1b[18~");
    terminal.wait("stands there twice");
    terminal.keys("\r");
    terminal.wait("A talk about the interpeter");
    terminal.keys("\x1b[18~");
    terminal.wait("Add it to my words");
    check("spelling", &terminal, "soapbox demo", DARK);
}

#[test]
fn timing() {
    let home = Home::new();
    let terminal = demo(&home, WINDOW, &[]);
    terminal.keys("t").keys(&DOWN.repeat(6));
    terminal.wait("▌  7");
    check("timing", &terminal, "soapbox demo", DARK);
}

#[test]
fn fit() {
    let home = Home::new();
    let terminal = demo(&home, WINDOW, &[]);
    terminal.keys("tf");
    terminal.wait("Stretch to 30 minutes");
    check("fit", &terminal, "soapbox demo", DARK);
}

/// A new section is asked for, with its minutes.
#[test]
fn section() {
    let home = Home::new();
    let terminal = demo(&home, STANDARD, &[]);
    terminal.keys("tn").keys("Questions (4 min)");
    terminal.wait("Questions (4 min)");
    check("section", &terminal, "soapbox demo", DARK);
}

/// What was changed in the sample is not lost without a word.
#[test]
fn leaving() {
    let home = Home::new();
    let terminal = demo(&home, STANDARD, &[]);
    terminal.keys("tf\r");
    terminal.wait("30 planned");
    terminal.keys("\x11");
    terminal.wait("What you changed is not saved");
    check("leaving", &terminal, "soapbox demo", DARK);
}

#[test]
fn versions() {
    let home = Home::new();
    let terminal = demo(&home, WINDOW, &[]);
    terminal.keys("tv");
    terminal.wait("20 left for 3 untimed");
    check("versions", &terminal, "soapbox demo", DARK);
}

#[test]
fn tutorial() {
    let home = Home::new();
    let weaving = Proposal {
        id: Id::new("weaving"),
        title: "Weaving for programmers".into(),
        outline: TUTORIAL.into(),
        ..Proposal::default()
    };
    let library = Library { id: Id::new("w"), proposals: vec![weaving.into()], ..Library::default() };
    home.save("talks.ron", &library);
    let terminal = home.start(&["talks.ron"], WINDOW);
    terminal.wait("Weaving for programmers");
    terminal.keys("\r").keys(NO_MARKS).keys("\t\t");
    terminal.wait("1. Welcome and set-up (10 min)");
    check("tutorial", &terminal, "soapbox talks.ron", DARK);
}

const TUTORIAL: &str = "Length: 3 hours

1. Welcome and set-up (10 min)
2. The loom (40 min)
   - Warp (15 min)
   - Weft (20 min)
   - A first row, together (5 min)
3. Break (10 min)
4. Patterns (60-70 min)
5. Coffee break (15 min)
6. Free weaving (whatever time is left)
7. Show and tell (15 min)
8. Questions (10 min)
";

#[test]
fn details() {
    let home = Home::new();
    let terminal = demo(&home, WINDOW, &[]);
    terminal.keys("i");
    terminal.wait("add a submission");
    check("details", &terminal, "soapbox demo", DARK);
}

#[test]
fn help() {
    let home = Home::new();
    let terminal = demo(&home, WINDOW, &[]);
    terminal.keys("?");
    terminal.wait("Esc back");
    check("help", &terminal, "soapbox demo", DARK);
}

#[test]
fn palette() {
    let home = Home::new();
    let terminal = demo(&home, WINDOW, &[]);
    terminal.keys("t\x10slo");
    terminal.wait("Set the slot");
    terminal.wait(" of ");
    check("palette", &terminal, "soapbox demo", DARK);
}

#[test]
fn search() {
    let home = Home::new();
    home.save("talks.ron", &talks_of_the_world());
    let terminal = home.start(&["talks.ron"], WINDOW);
    terminal.wait("About this library");
    terminal.keys("/").keys("pycon");
    terminal.wait("2 of 4");
    check("search", &terminal, "soapbox talks.ron", DARK);
}

#[test]
fn narrow() {
    let home = Home::new();
    let terminal = demo(&home, (40, 10), &[]);
    terminal.keys("\r").keys(NO_MARKS);
    terminal.wait("no longer marked");
    terminal.keys(&[DOWN, UP].concat());
    terminal.gone("no longer marked");
    terminal.wait("Did you know");
    check("narrow", &terminal, "soapbox demo", DARK);
}

#[test]
fn alone() {
    let home = Home::new();
    let terminal = demo(&home, WINDOW, &[]);
    terminal.keys("\r").keys(NO_MARKS).keys("\t\t").keys("\x1bt");
    terminal.wait("shows all panes again");
    // A key takes the note away. Keys that arrive at once are heard before a frame is drawn.
    terminal.keys(&[DOWN, UP].concat());
    terminal.gone("shows all panes again");
    check("alone", &terminal, "soapbox demo", DARK);
}

#[test]
fn standard() {
    let home = Home::new();
    let terminal = demo(&home, STANDARD, &[]);
    check("standard", &terminal, "soapbox demo", DARK);
}

#[test]
fn conflict() {
    let home = Home::new();
    let mut library = talks_of_the_world();
    home.save("talks.ron", &library);
    let terminal = home.start(&["talks.ron"], WINDOW);
    terminal.wait("About this library");
    terminal.keys("\r").keys(NO_MARKS).keys("Mine. ");
    terminal.wait("Mine. ");
    let first = Arc::make_mut(&mut library.proposals[0]);
    first.description = format!("Theirs: {}", first.description);
    home.save("talks.ron", &library);
    terminal.wait("1 conflict to decide");
    terminal.keys("\x1b[19~");
    terminal.wait("take theirs");
    // What it says of the save that follows holds the time of day: a key clears it.
    terminal.wait("kept as");
    terminal.keys(&[DOWN, UP].concat());
    terminal.gone("kept as");
    check("conflict", &terminal, "soapbox talks.ron", DARK);
}

#[test]
fn damaged() {
    let home = Home::new();
    let text = format::write(&talks_of_the_world());
    let broken = text.replacen("submissions: [", "submissions: [[", 1);
    fs::write(home.path("talks.ron"), broken).unwrap();
    let terminal = home.start(&["talks.ron"], WINDOW);
    terminal.wait("cannot be read");
    check("damaged", &terminal, "soapbox talks.ron", DARK);
}

#[test]
fn international() {
    let home = Home::new();
    home.save("proposals.ron", &talks_of_the_world());
    let terminal = home.start(&[], WINDOW);
    terminal.wait("About this library");
    check("international", &terminal, "soapbox", DARK);
}

fn talks_of_the_world() -> Library {
    let talk = |title: &str, venue: &str, status, description: &str, outline: &str| Proposal {
        id: Id::new(venue.to_lowercase()),
        title: title.into(),
        description: description.into(),
        outline: outline.into(),
        submissions: vec![Submission {
            id: Id::new(venue),
            venue: venue.into(),
            status,
            slot: Some(30),
            ..Submission::default()
        }],
        ..Proposal::default()
    };
    let proposals = vec![
        talk(
            "非同期処理のやさしい入門",
            "PyCon JP",
            Status::Accepted,
            "このトークでは、Python の asyncio を使った非同期処理の基本を、やさしく説明します。\n\n\
             イベントループとは何か、コルーチンはいつ役に立つのか、そしてどこで失敗しやすいのか。\
             実際に動くコード（約 200 行）を見ながら、一緒に考えましょう。",
            "1. はじめに (3 minutes)\n2. イベントループ (8 minutes)\n3. コルーチンとタスク (7 minutes)\n\
             4. よくある失敗 (5 minutes)\n5. Fragen, 質問, вопросы (5 minutes)\n",
        ),
        talk(
            "Größe ist nicht alles: kleine Fenster, schöne Äpfel",
            "FrOSCon",
            Status::Submitted,
            "Größe.",
            "",
        ),
        talk("Язык без границ", "PiterPy", Status::Rejected, "Короткий доклад.", ""),
        talk("नमस्ते दुनिया", "PyCon India", Status::Draft, "नमस्ते।", ""),
    ];
    Library {
        id: Id::new("world"),
        title: "Vorträge · 講演 · Доклады".into(),
        proposals: proposals.into_iter().map(Into::into).collect(),
        ..Library::default()
    }
}

#[test]
fn welcome() {
    let home = Home::new();
    let terminal = home.start(&["talks.ron"], STANDARD);
    terminal.wait("shows a sample");
    check("welcome", &terminal, "soapbox talks.ron", DARK);
    terminal.keys("nKites for beginners\r\t\t");
    terminal.wait("One line a section");
    check("hints", &terminal, "soapbox talks.ron", DARK);
}

/// Settings of which not all can be used.
#[test]
fn problems() {
    let home = Home::new();
    fs::create_dir_all(home.path("config/soapbox")).unwrap();
    fs::write(home.path("config/soapbox/config.ron"), "(\n    theme: \"drak\",\n    measure: 5,\n)\n")
        .unwrap();
    fs::write(home.path("config/soapbox/keys.ron"), "(\n    jump: \"ctrl-j\",\n)\n").unwrap();
    let terminal = home.start(&["demo"], STANDARD);
    terminal.wait("Enter goes on");
    check("problems", &terminal, "soapbox demo", DARK);
}

/// A text that takes much longer to be read than the picture.
#[test]
fn importing() {
    let home = Home::new();
    fs::write(home.path("talks.md"), "# A talk\n\nAbout *something*.\n\n".repeat(100_000)).unwrap();
    let terminal = demo(&home, (60, 12), &[]);
    terminal.keys("I");
    terminal.wait("Import: a file or a folder");
    terminal.keys("\x01talks.md");
    terminal.wait("talks.md");
    check("asked", &terminal, "soapbox demo", DARK);
    terminal.keys("\r");
    terminal.wait("looking for files");
    check("importing", &terminal, "soapbox demo", DARK);
}

/// The palette of a terminal's own, weight alone, and a terminal without lines, blocks and dots.
#[test]
fn terminals() {
    for (name, args, environment) in [
        ("ansi", &["--theme", "ansi"][..], &[][..]),
        ("plain", &[], &[("NO_COLOR", "1")]),
        ("ascii", &[], &[("LC_ALL", "C"), ("LANG", "C")]),
    ] {
        let home = Home::new();
        let terminal = home.start_with(&[&["demo"], args].concat(), STANDARD, environment);
        terminal.wait("Subinterpreters");
        terminal.keys("t").keys(&DOWN.repeat(6));
        terminal.wait("limitations");
        check(name, &terminal, &[&["soapbox", "demo"], args].concat().join(" "), DARK);
    }
}

#[test]
fn replace() {
    let home = Home::new();
    let terminal = demo(&home, STANDARD, &[]);
    terminal.keys("\r").keys(NO_MARKS).keys("\x06subinter\x12isolated inter");
    terminal.wait("Enter replace");
    terminal.wait("isolated inter");
    check("replace", &terminal, "soapbox demo", DARK);
}

#[test]
fn question() {
    let home = Home::new();
    let terminal = demo(&home, (40, 10), &[]);
    terminal.keys("x");
    terminal.wait("Esc no");
    check("question", &terminal, "soapbox demo", DARK);
}

/// A message that takes several rows, over the line that it is about.
#[test]
fn message() {
    let home = Home::new();
    let terminal = demo(&home, (40, 10), &[]);
    terminal.keys("ts").keys("half an hour\r");
    terminal.wait("a slot is");
    check("message", &terminal, "soapbox demo", DARK);
}

/// Short: the gauge alone stands for the timing; the smallest; and smaller than that.
#[test]
fn small() {
    let home = Home::new();
    let terminal = demo(&home, (80, 12), &[]);
    check("short", &terminal, "soapbox demo", DARK);
    terminal.resize((20, 6));
    terminal.keys("t");
    terminal.wait("wha…");
    check("smallest", &terminal, "soapbox demo", DARK);
    terminal.resize((18, 4));
    terminal.wait("saved");
    check("too-small", &terminal, "soapbox demo", DARK);
}

#[test]
fn unprotected() {
    let home = Home::new();
    // Files where the folders would have to be.
    fs::write(home.path("state"), "").unwrap();
    fs::write(home.path(".talks.ron.journal"), "").unwrap();
    home.save("talks.ron", &talks_of_the_world());
    let terminal = home.start(&["talks.ron"], (60, 12));
    terminal.wait("Not protected");
    // The way to the file is another one each time, as the number of a process is.
    terminal.keys(DOWN);
    terminal.gone("Not protected");
    check("unprotected", &terminal, "soapbox talks.ron", DARK);
}

/// The same file is open in another window.
#[test]
fn locked() {
    let home = Home::new();
    home.save("talks.ron", &talks_of_the_world());
    let first = home.start(&["talks.ron"], (60, 12));
    first.wait("saved");
    let terminal = home.start(&["talks.ron"], (60, 12));
    terminal.wait("Read only");
    terminal.keys(DOWN);
    terminal.gone("Read only");
    check("locked", &terminal, "soapbox talks.ron", DARK);
}

/// A talk is written and made to fit, in the words of a person who sees the program for the first time.
#[test]
fn tour() {
    let home = Home::new();
    let terminal = home.start(&["talks.ron"], (92, 26));
    let mut frames = Vec::new();
    let mut shoot = |wanted: &str| {
        terminal.wait(wanted);
        frames.push(picture::draw(&terminal.picture(), "soapbox talks.ron", DARK));
    };
    shoot("begins your first proposal");
    terminal.keys("nKites for beginners\r\t\t");
    shoot("One line a section");
    terminal.keys("For a 30 minute slot:\n\n1. Why kites fly (4 min)\r");
    shoot("4 planned · 26 spare");
    terminal.keys("Wind and string (12 min)\rYour first kite (15 min)\r");
    shoot("1 over");
    terminal.keys("Questions (5 min)\x10fit");
    shoot("Fit all sections to the slot");
    terminal.keys("\r");
    shoot("Shorten to 30 minutes");
    terminal.keys("\r");
    shoot("fits");
    let film = picture::film(&frames, 3);
    golden::check("screenshots/tour.svg", &film, "screenshots");
}
