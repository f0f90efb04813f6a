//! Characters that would act on a terminal, or hide from its reader, instead of standing there.

use std::fmt::Write;

/// Whether a character must never stand as itself in a file or message of ours: control characters
/// other than LF and TAB, the line and paragraph separators, the marks that turn the direction of
/// text, and the byte order mark.
pub fn is_hidden(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => true,
        other => other.is_control(),
    }
}

/// Adds a character by its number, as RON and Rust write it: `\u{1b}`.
pub fn push_by_number(out: &mut String, character: char) {
    // Writing into a string cannot fail.
    let _ = write!(out, "\\u{{{:x}}}", u32::from(character));
}

/// The most characters of a foreign text that a message repeats.
const LONGEST: usize = 300;

/// A text from outside, made fit for a message: one line, nothing hidden, at most 300 characters.
pub fn shown(text: &str) -> String {
    let mut out = String::new();
    for (count, character) in text.chars().enumerate() {
        match character {
            _ if count == LONGEST => {
                out.push('…');
                break;
            }
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            hidden if is_hidden(hidden) => push_by_number(&mut out, hidden),
            plain => out.push(plain),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_on_a_terminal_is_shown_by_its_number() {
        assert_eq!(shown("a\u{1b}[31m\nb\u{9b}\t\u{202e}é👨‍👩‍👧"), "a\\u{1b}[31m\\nb\\u{9b}\\t\\u{202e}é👨‍👩‍👧");
    }

    #[test]
    fn a_long_text_is_cut() {
        assert_eq!(shown(&"é".repeat(300)), "é".repeat(300));
        assert_eq!(shown(&"é".repeat(301)), format!("{}…", "é".repeat(300)));
    }
}
