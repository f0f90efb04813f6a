//! The real program in a real terminal: what it draws, keeps, gives back, and never writes.

#![cfg(unix)]

mod terminal;

use std::{
    fs,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use soapbox::talk::{Id, Library, Proposal, Submission};
use terminal::{
    Home, PROGRAM, bytes, switches,
    talks::{
        DOWN, ENTER, ESC, NEXT_PANE, QUIT, RIGHT, SAVE, SIZE, TAB, TEXT_END, UNDO, home, library, writing,
        writing_in,
    },
};

#[test]
fn the_demo_is_edited_undone_and_left_without_a_trace() {
    let home = Home::new();
    let mut terminal = home.start(&["demo"], SIZE);
    let screen = terminal.wait("106 words · 631 characters");
    assert!(screen.contains("25 planned · 5 spare") && !screen.contains("not kept"), "{screen}");
    assert!(terminal.picture().alternate_screen() && home.is_tidy());
    terminal.keys(ENTER).keys("Yes! ");
    let screen = terminal.wait("107 words · 636 characters");
    assert!(screen.contains("Yes! Did you know") && screen.contains("not kept"), "{screen}");
    terminal.keys(UNDO);
    terminal.gone("not kept");
    terminal.wait("106 words · 631 characters");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    assert!(terminal.is_restored() && home.is_tidy());
}

#[test]
fn proposals_are_added_to_the_demo_beside_what_stands_in_it() {
    let home = Home::new();
    let terminal = home.start(&["demo"], SIZE);
    terminal.wait("106 words");
    for count in 2..6 {
        terminal.keys("c");
        let screen = terminal.wait(&format!(" {count} "));
        assert!(!screen.contains("Not changed"), "{screen}");
    }
}

#[test]
fn a_library_is_edited_and_saved() {
    let home = home();
    let mut terminal = writing(&home);
    terminal.keys("Look: ");
    terminal.wait("not saved");
    assert!(!home.read("talks.ron").contains("Look"));
    terminal.keys(SAVE);
    terminal.wait("Saved ~/talks.ron");
    assert!(home.read("talks.ron").contains("Look: They float."));
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
}

#[test]
fn leaving_saves_without_a_question() {
    let home = home();
    let mut terminal = writing(&home);
    terminal.keys("Look: ");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    assert_eq!(library(&home).proposals[0].description, "Look: They float.");
    assert!(terminal.is_restored());
}

#[test]
fn one_comes_back_to_the_same_proposal_field_and_place() {
    let home = home();
    let mut terminal = home.start(&["talks.ron"], SIZE);
    terminal.wait("They float.");
    terminal.keys(DOWN);
    terminal.wait("They roll.");
    terminal.keys(ENTER).keys(TAB);
    terminal.wait("Everybody who likes Trains.");
    terminal.keys(&RIGHT.repeat(9)).keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    let mut terminal = home.start(&["talks.ron"], SIZE);
    terminal.wait("Everybody who likes Trains.");
    terminal.keys("(and those) ");
    terminal.wait("Everybody(and those)  who likes Trains.");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    assert_eq!(library(&home).proposals[1].audience, "Everybody(and those)  who likes Trains.");
}

#[test]
fn a_missing_library_is_begun_and_written_only_after_a_change() {
    let home = Home::new();
    let mut terminal = home.start(&["new.ron"], SIZE);
    terminal.wait("No proposals yet");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    assert!(!home.path("new.ron").exists());
    let mut terminal = home.start(&["new.ron"], SIZE);
    terminal.wait("No proposals yet");
    terminal.keys("n").keys("Kites").keys(ENTER).keys("They fly.");
    terminal.wait("They fly.");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    let library = home.library("new.ron");
    assert_eq!((library.proposals.len(), &*library.proposals[0].title), (1, "Kites"));
    assert_eq!(library.proposals[0].description, "They fly.");
}

#[test]
fn a_paste_is_text_and_one_step_of_undo() {
    let home = home();
    let mut terminal = writing(&home);
    terminal.paste("one\r\ntwo\rthree\n\x11four ");
    terminal.wait("␑four They float.");
    terminal.keys(UNDO);
    terminal.gone("three");
    terminal.gone("not saved");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
}

#[test]
fn typing_in_a_flood_arrives_whole_in_order_and_in_few_frames() {
    let home = home();
    let before = library(&home).proposals.swap_remove(0);
    let mut terminal = writing(&home);
    // A text for each field, ten thousand keys in all.
    let word =
        |number: usize| format!("w{number:05}{}", if number.is_multiple_of(40) { "\r\r" } else { ", " });
    let text = |first: usize| (first..first + 312).map(word).collect::<Vec<_>>().concat();
    let texts = [0, 1000, 2000, 3000].map(text);
    let frames = terminal.frames();
    terminal.keys(&texts.join(TAB)).keys(SAVE);
    terminal.wait("Saved ");
    let frames = terminal.frames() - frames;
    let after = library(&home).proposals.swap_remove(0);
    let fields = [
        (&before.description, &after.description),
        (&before.audience, &after.audience),
        (&before.outline, &after.outline),
        (&before.notes, &after.notes),
    ];
    for ((before, after), typed) in fields.into_iter().zip(&texts) {
        assert!(*after == typed.replace('\r', "\n") + before, "not what was typed: {after}");
    }
    let keys: usize = texts.iter().map(String::len).sum();
    assert!(keys >= 9_900 && frames < keys / 20, "{frames} frames for {keys} keys");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
}

#[test]
fn another_size_of_the_window_is_drawn() {
    let home = home();
    let mut terminal = writing(&home);
    let is_drawn = |screen: &str, start: &str, width: usize| {
        let edge = screen.lines().nth(1).unwrap_or_default();
        edge.starts_with(start) && edge.ends_with('╮') && edge.chars().count() == width
    };
    terminal.resize((40, 10));
    let screen = terminal.until("waiting for 40x10", |screen| is_drawn(screen, "╭ Boats ─", 40));
    assert!(screen.contains("They float.") && screen.lines().count() == 10, "{screen}");
    terminal.resize((100, 30));
    let screen = terminal.until("waiting for 100x30", |screen| is_drawn(screen, "╭ Proposals ─", 100));
    assert!(screen.contains("They float.") && screen.contains("15 planned"), "{screen}");
    assert_eq!(screen.lines().count(), 30);
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
}

#[test]
fn signals_save_and_give_the_terminal_back() {
    for (name, number) in [("HUP", 1), ("INT", 2), ("QUIT", 3), ("TERM", 15)] {
        let home = home();
        let mut terminal = writing(&home);
        terminal.keys("Look: ");
        terminal.wait("not saved");
        terminal.signal(name);
        assert_eq!(terminal.exit(), 128 + number, "{name}");
        assert_eq!(library(&home).proposals[0].description, "Look: They float.", "{name}");
        assert!(terminal.is_restored(), "{name}");
    }
}

#[test]
fn the_mouse_is_heard_until_it_is_left_to_the_terminal() {
    let home = home();
    let mut terminal = writing(&home);
    assert!(terminal.hears_mouse());
    // On the last letter of “They float.”, which begins in column 35 of row 5.
    terminal.keys("\x1b[<0;44;5M\x1b[<0;44;5m").keys("s");
    terminal.wait("They floast.");
    terminal.keys("\x1bm");
    terminal.wait("the terminal's own");
    assert!(!terminal.hears_mouse());
    terminal.keys("\x1bm");
    terminal.wait("The mouse is heard");
    assert!(terminal.hears_mouse());
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    assert!(terminal.is_restored());
}

#[test]
fn stopped_it_gives_the_terminal_back_and_continued_it_comes_back() {
    let home = home();
    let mut terminal = writing(&home);
    // By the signal, and by the key.
    for key in [false, true] {
        if key {
            terminal.keys("\x1bz");
        } else {
            terminal.signal("TSTP");
        }
        terminal.wait_stopped(true);
        terminal.gone("They float.");
        assert!(terminal.is_restored());
        // Nobody tells it that the window has another size, and keys wait for it.
        terminal.resize((SIZE.0 - u16::from(key), SIZE.1));
        terminal.keys("Oh, ");
        terminal.signal("CONT");
        terminal.wait_stopped(false);
        terminal.wait("Oh, They float.");
        terminal.keys(UNDO);
        terminal.gone("Oh, ");
        let picture = terminal.picture();
        assert!(picture.alternate_screen() && picture.bracketed_paste() && !terminal.is_restored());
        assert!(terminal.hears_mouse());
    }
    terminal.keys("Look: ");
    terminal.wait("Look: They float.");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    assert!(terminal.is_restored());
}

#[test]
fn without_a_terminal_it_says_so_in_one_line() {
    for args in [&["demo"][..], &["talks.ron"], &[]] {
        let home = home();
        let output = Command::new(PROGRAM)
            .args(args)
            .current_dir(home.path(""))
            .env_clear()
            .envs(home.environment())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.starts_with("soapbox: this is no terminal") && said.lines().count() == 1, "{said}");
        assert!(output.stdout.is_empty() && home.is_tidy());
    }
}

#[test]
fn a_terminal_without_a_screen_is_refused() {
    let home = Home::new();
    let mut terminal = home.start_with(&["demo"], SIZE, &[("TERM", "dumb")]);
    assert_eq!(terminal.exit(), 2);
    assert!(terminal.screen().starts_with("soapbox: a terminal of the type `dumb` has no screen"));
    assert!(!terminal.raw().contains(&b'\x1b') && home.is_tidy());
}

#[test]
fn a_terminal_of_no_type_or_an_unknown_one_and_any_language_will_do() {
    for (name, value) in [("TERM", ""), ("TERM", "unheard-of"), ("LANG", "C"), ("LC_ALL", "xx_YY.nothing")] {
        let home = home();
        let mut terminal = writing_in(home.start_with(&["talks.ron"], SIZE, &[(name, value)]));
        terminal.keys("Größe: ").keys(QUIT);
        assert_eq!(terminal.exit(), 0, "{name}={value}");
        assert_eq!(library(&home).proposals[0].description, "Größe: They float.", "{name}={value}");
        assert!(terminal.is_restored());
    }
}

#[test]
fn without_colours_none_are_set() {
    let is_colour = |number: &str| matches!(number.parse(), Ok(30..=38 | 40..=48 | 90..=97 | 100..=107));
    for (value, coloured) in [("1", false), ("", true)] {
        let home = Home::new();
        let mut terminal = home.start_with(&["demo"], SIZE, &[("NO_COLOR", value)]);
        terminal.wait("25 planned");
        terminal.keys("?");
        terminal.wait("Esc back");
        terminal.keys(ESC);
        terminal.gone("Esc back");
        terminal.keys(QUIT);
        assert_eq!(terminal.exit(), 0);
        let found = bytes::renditions(&terminal.raw());
        let is_coloured = found.iter().any(|inside| inside.split(';').any(is_colour));
        assert_eq!(is_coloured, coloured, "{found:?}");
    }
}

#[test]
fn the_colours_follow_the_ground_that_the_terminal_tells() {
    let home = Home::new();
    let mut terminal = home.start_with(&["demo"], SIZE, &[]);
    terminal.wait("25 planned");
    let light = |terminal: &terminal::Terminal| {
        bytes::renditions(&terminal.raw()).iter().any(|inside| inside.split(';').any(|number| number == "25"))
    };
    assert!(!light(&terminal), "dark as long as nothing is known");
    terminal.keys("\x1b]11;rgb:ffff/ffff/ffff\x1b\\?");
    terminal.wait("Esc back");
    assert!(light(&terminal) && terminal.raw().windows(6).any(|bytes| bytes == b"\x1b]11;?"));
    terminal.keys(ESC);
    terminal.gone("Esc back");
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
}

#[test]
fn a_person_comes_with_their_own_settings() {
    let home = home();
    let folder = home.path("config/soapbox");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("config.ron"), "(theme: none, mesure: 70)").unwrap();
    fs::write(folder.join("keys.ron"), r#"{"quit": "F10"}"#).unwrap();
    let mut terminal = home.start(&["talks.ron"], SIZE);
    let screen = terminal.wait("config.ron:1: `mesure` is no setting");
    assert!(screen.contains("Enter goes on"), "{screen}");
    terminal.keys("\r");
    terminal.wait("F10 leave");
    assert!(!terminal.raw().windows(5).any(|bytes| bytes == b"38;5;"));
    terminal.keys("\x1b[21~");
    assert_eq!(terminal.exit(), 0);
}

#[test]
fn while_nothing_happens_nothing_is_done() {
    let home = home();
    let terminal = writing(&home);
    terminal.keys("Look: ");
    terminal.wait("Look: They float.");
    let idle = (0..20).any(|_| {
        let before = (switches(terminal.process()), terminal.raw().len());
        // There is nothing to wait for: this is the time in which nothing may happen.
        thread::sleep(Duration::from_millis(300));
        (switches(terminal.process()), terminal.raw().len()) == before
    });
    assert!(idle, "it never rests");
    let before = terminal.raw().len();
    terminal.keys("x");
    terminal.wait("Look: xThey float.");
    assert!(terminal.raw().len() > before);
}

#[test]
fn the_smallest_windows_live() {
    for size in [(20, 6), (10, 3), (1, 1)] {
        let home = home();
        let mut terminal = home.start(&["talks.ron"], size);
        terminal.until("waiting for something", |screen| !screen.trim().is_empty());
        for keys in [ENTER, "Look: ", TAB, TAB, TEXT_END, "x", UNDO, NEXT_PANE, DOWN, "?", DOWN, ESC] {
            terminal.keys(keys);
        }
        terminal.resize(SIZE);
        terminal.wait("Enter text");
        terminal.keys(QUIT);
        assert_eq!(terminal.exit(), 0, "{size:?}");
        assert_eq!(library(&home).proposals[0].description, "Look: They float.");
        assert!(terminal.is_restored());
    }
}

/// Text that would ring, colour, rename the window, write the clipboard and turn the reading direction.
const HOSTILE: &str = "A\x07\x1b[31mB\x1b]0;owned\x07C\x1b]52;c;ZXZpbA==\x1b\\D\u{9b}32mE\u{202e}F\u{2066}G\u{200f}\
    \x08\x7f\x1bcZ";

#[test]
fn no_text_of_a_library_acts_on_the_terminal() {
    let home = Home::new();
    let text = || format!("1. {HOSTILE} (5 minutes)\n{HOSTILE}\n\n2. {HOSTILE} (5 minutes)");
    let submission = Submission {
        id: Id::new("s"),
        venue: HOSTILE.into(),
        number: HOSTILE.into(),
        remarks: text(),
        ..Submission::default()
    };
    let mut library =
        Library { id: Id::new(HOSTILE), title: HOSTILE.into(), introduction: text(), ..Library::default() };
    library.speaker.name = HOSTILE.into();
    library.speaker.biography = text();
    library.proposals.push(
        Proposal {
            id: Id::new("p"),
            title: HOSTILE.into(),
            description: text(),
            audience: text(),
            outline: text(),
            notes: text(),
            tags: vec![HOSTILE.into()],
            submissions: vec![submission],
            ..Proposal::default()
        }
        .into(),
    );
    home.save("talks.ron", &library);
    let mut terminal = home.start(&["talks.ron"], SIZE);
    terminal.wait("10 planned");
    terminal.keys(ENTER);
    terminal.wait("next field");
    terminal.paste(HOSTILE);
    // The other fields, what opens behind each line of the details, the timing, a question, the library.
    terminal.keys(&TAB.repeat(4));
    for _ in 0..9 {
        terminal.wait("add a submission");
        terminal.keys(ENTER);
        terminal.gone("add a submission");
        terminal.keys(ESC);
        terminal.wait("add a submission");
        terminal.keys(DOWN);
    }
    terminal.keys("t").keys(&DOWN.repeat(3)).keys(ESC);
    terminal.wait("Enter write");
    terminal.keys("x");
    terminal.wait("Delete “");
    terminal.keys("q").keys("g").keys(ENTER).keys(&TAB.repeat(3)).keys(QUIT);
    assert_eq!(terminal.exit(), 0);
    assert!(terminal.is_restored());
    assert!(fs::read_to_string(home.path("talks.ron")).unwrap().contains("owned"));
}

#[test]
fn a_window_that_changes_its_size_while_it_opens_is_drawn_as_it_is() {
    for _ in 0..20 {
        let home = home();
        let terminal = home.start(&["talks.ron"], (20, 6));
        terminal.frames_beyond(0);
        terminal.resize(SIZE);
        terminal.until("waiting for all panes", |screen| screen.contains("Enter write"));
    }
}
