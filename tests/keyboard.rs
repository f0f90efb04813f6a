//! What arrives at the keyboard's end that nobody typed, and windows of all sizes.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where it cannot go on")]

mod terminal;

use std::{thread, time::Duration};

use terminal::{
    Terminal,
    talks::{QUIT, SAVE, SIZE, UNDO, description, home, is_saved, writing},
};

const PASTE_BEGINS: &str = "\x1b[200~";
const PASTE_ENDS: &str = "\x1b[201~";

/// Leaves, which saves.
fn leave(mut terminal: Terminal) {
    terminal.keys(QUIT);
    assert_eq!(terminal.exit(), 0);
}

#[test]
fn an_end_marker_inside_a_paste_lets_the_rest_arrive_as_keys() {
    let home = home();
    let terminal = writing(&home);
    terminal.keys(&format!("{PASTE_BEGINS}one {PASTE_ENDS}:q!\rrm {PASTE_ENDS}"));
    terminal.wait("rm They float.");
    // One step for the paste, and some for what was typed.
    terminal.keys(&UNDO.repeat(8));
    terminal.until("waiting for the old text", is_saved);
    terminal.keys("Look: ");
    leave(terminal);
    assert_eq!(description(&home), "Look: They float.");
}

#[test]
fn a_paste_that_is_never_closed_ends_by_itself_and_typing_goes_on() {
    let home = home();
    let terminal = writing(&home);
    terminal.keys(&format!("{PASTE_BEGINS}one, "));
    terminal.wait("one, They float.");
    terminal.keys("two, ");
    terminal.wait("one, two, They float.");
    leave(terminal);
    assert_eq!(description(&home), "one, two, They float.");
}

#[test]
fn a_paste_of_ten_megabytes_is_refused_in_words_and_typing_goes_on() {
    let home = home();
    let terminal = writing(&home);
    terminal.paste(&"too much of it\n".repeat(700_000));
    terminal.wait("the limit is");
    terminal.keys(UNDO).keys("Look: ");
    terminal.wait("Look: They float.");
    leave(terminal);
    assert_eq!(description(&home), "Look: They float.");
}

#[test]
fn a_paste_of_any_bytes_is_kept_as_text_and_read_again() {
    let home = home();
    let terminal = writing(&home);
    // Each byte in front of each fourth other: all controls, and broken sequences of all kinds.
    let pairs = (0..=255).flat_map(|first: u8| (0..64).flat_map(move |second: u8| [first, second * 4 + 1]));
    let bytes: Vec<u8> = pairs.collect();
    terminal.keys(PASTE_BEGINS).bytes(&bytes).keys(PASTE_ENDS).keys(" Look: ").keys(SAVE);
    terminal.wait("Saved");
    let saved = description(&home);
    assert!(
        saved.contains(" Look: ") && saved.ends_with("They float.") && saved.contains('\u{fffd}'),
        "{saved}"
    );
    terminal.keys(UNDO).keys(UNDO).keys(UNDO);
    leave(terminal);
    assert_eq!(description(&home), "They float.");
}

#[test]
fn answers_and_garbage_are_no_text_and_hold_nothing_up() {
    let home = home();
    let terminal = writing(&home);
    let whole: [&[u8]; 11] = [
        b"\x1b[?62;22c",
        b"\x1b[>41;354;0c",
        b"\x1b[0n",
        b"\x1b[?2026;2$y",
        b"\x1b[?1u",
        b"\x1b]11;rgb:0000/0000/0000\x1b\\",
        b"\x1b]11;rgb:ffff/ffff/ffff\x07",
        b"\x1bP>|xterm(390)\x1b\\",
        b"\x1b[<35;10;10M\x1b[<35;10;10m",
        b"\x1b[O",
        b"\xff\xfe\xfd",
    ];
    let cut: [&[u8]; 3] = [b"\x1b[1;", b"\x1bP1$r", b"\xf0\x9f"];
    let mut typed = String::new();
    for (bytes, is_cut) in whole.map(|bytes| (bytes, false)).into_iter().chain(cut.map(|bytes| (bytes, true)))
    {
        terminal.bytes(bytes);
        if is_cut {
            // What is typed at once would belong to it, and nothing is to be seen of its end.
            thread::sleep(Duration::from_millis(700));
        }
        typed.push('k');
        terminal.keys("k");
        terminal.until("waiting for the key", |screen| {
            screen.replace('\u{fffd}', "").contains(&format!(" {typed}They float."))
        });
    }
    leave(terminal);
    let text = description(&home);
    assert_eq!(text.replace('\u{fffd}', ""), format!("{typed}They float."));
}

#[test]
fn a_thousand_sizes_lose_no_key() {
    let home = home();
    let terminal = writing(&home);
    let mut typed = String::new();
    for number in 0..1000_u16 {
        terminal.resize((number * 37 % 211, number * 13 % 61));
        if number % 50 == 0 {
            typed.push(char::from(b'a' + u8::try_from(number / 50).unwrap()));
            terminal.keys(&typed[typed.len() - 1..]);
        }
    }
    for size in [(0, 0), (1, 1), (2, 1), (u16::MAX, 1), SIZE] {
        terminal.resize(size);
    }
    terminal.wait(&format!("{typed}They float."));
    leave(terminal);
    assert_eq!(description(&home), format!("{typed}They float."));
}
