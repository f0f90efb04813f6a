//! Comments in a file: RON's reader skips them, so they are gone when the file is written.

use super::{FIRST_WORDS, write};
use crate::talk::Library;

/// Whether the file that this library was read from has comments that a save would lose: any but the
/// first line and those inside the values of unknown fields, which stay as they are. `counted` is the [`count`] of
/// the text.
pub fn would_be_lost(text: &str, counted: usize, library: &Library) -> bool {
    let first = usize::from(text.starts_with(FIRST_WORDS));
    let here = counted.saturating_sub(first);
    // What is written has a first line of its own.
    here > 0 && here + 1 > count(&write(library))
}

/// How many comments stand in a text that is valid RON; any number where it is not.
pub fn count(text: &str) -> usize {
    let mut found = 0;
    let mut rest = text;
    let begins = |byte: u8| matches!(byte, b'"' | b'\'' | b'/' | b'r');
    while let Some(at) = rest.bytes().position(begins) {
        rest = rest.get(at..).unwrap_or_default();
        rest = if let Some(line) = rest.strip_prefix("//") {
            found += 1;
            behind(line, "\n")
        } else if let Some(block) = rest.strip_prefix("/*") {
            found += 1;
            behind_block(block)
        } else if let Some(raw) = rest.strip_prefix('r') {
            behind_raw(raw)
        } else if let Some(string) = rest.strip_prefix('"') {
            behind_string(string)
        } else if let Some(character) = rest.strip_prefix('\'') {
            behind_character(character)
        } else {
            skip(rest)
        };
    }
    found
}

/// What stands behind the next `end`.
fn behind<'a>(text: &'a str, end: &str) -> &'a str {
    text.split_once(end).map_or("", |(_, rest)| rest)
}

/// The text without its first character.
fn skip(text: &str) -> &str {
    let mut characters = text.chars();
    characters.next();
    characters.as_str()
}

/// Comments of this kind may stand inside one another.
fn behind_block(mut rest: &str) -> &str {
    let mut depth = 1_usize;
    while depth > 0 {
        let Some(at) = rest.find(['*', '/']) else { return "" };
        rest = rest.get(at..).unwrap_or_default();
        if let Some(inner) = rest.strip_prefix("/*") {
            depth += 1;
            rest = inner;
        } else if let Some(outer) = rest.strip_prefix("*/") {
            depth -= 1;
            rest = outer;
        } else {
            rest = skip(rest);
        }
    }
    rest
}

/// What stands behind a raw string whose `r` was read; the same text where it is a name with an `r`.
fn behind_raw(text: &str) -> &str {
    let string = text.trim_start_matches('#');
    match string.strip_prefix('"') {
        Some(string) => {
            let hashes = text.get(..text.len() - string.len() - 1).unwrap_or_default();
            behind(string, &format!("\"{hashes}"))
        }
        None => text,
    }
}

fn behind_string(text: &str) -> &str {
    // Most of a file is prose: one search for its end, one for what may be escaped before that.
    let mut at = 0;
    while let Some(quote) = text.get(at..).and_then(|rest| rest.find('"')).map(|found| at + found) {
        while let Some(mark) = text.get(at..quote).and_then(|before| before.find('\\')) {
            let escaped = text.get(at + mark + 1..).and_then(|rest| rest.chars().next());
            at += mark + 1 + escaped.map_or(0, char::len_utf8);
        }
        if at <= quote {
            return text.get(quote + 1..).unwrap_or_default();
        }
    }
    ""
}

fn behind_character(text: &str) -> &str {
    let escaped = text.strip_prefix('\\');
    behind(skip(escaped.unwrap_or(text)), "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_counted_and_nothing_else() {
        for (text, comments) in [
            ("", 0),
            ("// a // b\n// c", 2),
            ("/* a /* b */ // */ /**/ /* open", 3),
            (
                "( a: \"//\", b: \"\\\"//\", c: r\"\\\", d: r##\"\"# //\"##, r#e: '/', f: '\"', g: '\\'', h: '\\\\')",
                0,
            ),
            ("( a: '\\u{2f}', per: 3, r#or: 1 / 2 ) // x", 1),
            ("(a: b\"//\", c: br#\"//\"#)/*x*/", 1),
            (r#"("\\" // x"#, 1),
            (r#"("\\\" // " // x"#, 1),
            ("\"open // ", 0),
            ("r#\"open\" // ", 0),
            ("'", 0),
        ] {
            assert_eq!(count(text), comments, "{text}");
        }
    }

    #[test]
    fn comments_in_comments_are_counted_in_one_go() {
        let deep = "/* ".repeat(1_000_000) + &"*/ ".repeat(1_000_000);
        assert_eq!(count(&deep), 1);
        let escaped = format!("\"{}\" // x", "\\\"".repeat(1_000_000));
        assert_eq!(count(&escaped), 1);
    }
}
