//! Files that say what the program should make: a picture, a screen, a text.

#![allow(clippy::panic, reason = "a test ends where it cannot go on")]

use std::{env, fs, path::Path};

/// Compares what was made with the file at `path`, which begins at the top of the project. With
/// `SOAPBOX_UPDATE` in the environment the file is written instead. `test` is the test file that calls.
pub fn check(path: &str, made: &str, test: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if env::var_os("SOAPBOX_UPDATE").is_some_and(|value| !value.is_empty()) {
        fs::write(&file, made).unwrap_or_else(|error| panic!("{path}: {error}"));
        return;
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    if let Some(difference) = difference(&kept, made) {
        panic!(
            "{path} is not what the program makes now.\n{difference}\n\
             If the new one is right: SOAPBOX_UPDATE=1 cargo test --test {test}"
        );
    }
}

/// The first line in which two texts differ; none where they are equal.
fn difference(kept: &str, made: &str) -> Option<String> {
    if kept == made {
        return None;
    }
    let (mut left, mut right) = (kept.split('\n'), made.split('\n'));
    let mut number = 0;
    loop {
        number += 1;
        let (kept, made) = (left.next(), right.next());
        if kept != made {
            let (kept, made) = (kept.unwrap_or("(no such line)"), made.unwrap_or("(no such line)"));
            let same = kept.chars().zip(made.chars()).take_while(|(kept, made)| kept == made).count();
            let (kept, made) = (excerpt(kept, same), excerpt(made, same));
            return Some(format!("line {number}\n  kept: {kept}\n  made: {made}"));
        }
    }
}

/// The part of a line around the character from which on it differs.
fn excerpt(line: &str, from: usize) -> String {
    line.chars().skip(from.saturating_sub(60)).take(160).collect()
}

#[test]
fn the_first_line_that_differs_is_told() {
    assert_eq!(difference("a\nb\n", "a\nb\n"), None);
    assert_eq!(difference("a\nb\n", "a\nc\n").unwrap(), "line 2\n  kept: b\n  made: c");
    assert_eq!(difference("a\n", "a\nb").unwrap(), "line 2\n  kept: \n  made: b");
    assert_eq!(difference("", "a").unwrap(), "line 1\n  kept: \n  made: a");
    assert_eq!(difference("a", "a\n").unwrap(), "line 2\n  kept: (no such line)\n  made: ");
}
