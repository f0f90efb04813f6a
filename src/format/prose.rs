//! How a text stands in the file: with its real line breaks, so that people can read it and git can
//! compare it line by line.
//!
//! - `"..."` over as many lines as the text has;
//! - `r#"..."#` where it holds a quotation mark or a backslash, with as many `#` as it takes;
//! - `"..."` on one line with escapes where it holds a character that must not stand in a file as
//!   itself (see [`must_be_escaped`]);
//! - `"..."` with escapes over its lines where one of them is a mark of a conflict to git: its first sign
//!   is written as a number, so that such a line in a file comes from git and is no prose.
//!
//! Each form reads back as exactly the text that was written.

use super::conflict::Mark;
use crate::door::{must_be_escaped, push_by_number};

/// Adds a text as a RON string.
pub fn push(out: &mut String, text: &str) {
    // Nearly every text is ASCII, and found out at a fraction of the cost.
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t'));
    if !is_plain && text.contains(must_be_escaped) {
        push_escaped(out, text, false);
    } else if text.split('\n').skip(1).any(|line| Mark::of(line).is_some()) {
        push_escaped(out, text, true);
    } else if text.contains(['"', '\\']) {
        push_raw(out, text);
    } else {
        out.push('"');
        out.push_str(text);
        out.push('"');
    }
}

/// `lines` keeps line breaks and tabs, and hides from git what stands behind a break as a mark.
fn push_escaped(out: &mut String, text: &str, lines: bool) {
    out.push('"');
    let mut is_mark = false;
    for (at, character) in text.char_indices() {
        match character {
            mark if std::mem::take(&mut is_mark) => push_by_number(out, mark),
            '\n' if lines => {
                out.push('\n');
                is_mark = text.get(at + 1..).and_then(Mark::of).is_some();
            }
            '\t' if lines => out.push('\t'),
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            hidden if must_be_escaped(hidden) => push_by_number(out, hidden),
            plain => out.push(plain),
        }
    }
    out.push('"');
}

fn push_raw(out: &mut String, text: &str) {
    // One `#` more than ever follows a quotation mark in the text.
    let inside = text.split('"').skip(1).map(|rest| rest.len() - rest.trim_start_matches('#').len()).max();
    let hashes = "#".repeat(inside.unwrap_or(0) + 1);
    for part in ["r", &hashes, "\"", text, "\"", &hashes] {
        out.push_str(part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::tests::hostile;
    use proptest::prelude::*;

    fn written(text: &str) -> String {
        let mut out = String::new();
        push(&mut out, text);
        out
    }

    #[test]
    fn each_text_takes_the_plainest_form_that_holds_it() {
        for (text, form) in [
            ("", r#""""#),
            ("Don't\n\n\tpanic\n", "\"Don't\n\n\tpanic\n\""),
            ("say \"hi\"\nC:\\", "r#\"say \"hi\"\nC:\\\"#"),
            ("\"# and \"###", "r####\"\"# and \"###\"####"),
            ("a\r\nb", r#""a\r\nb""#),
            ("\u{1b}[31m\t\"red\" \\", r#""\u{1b}[31m\t\"red\" \\""#),
            ("\u{feff}a\u{202e}b\u{2028}c\u{85}\0", r#""\u{feff}a\u{202e}b\u{2028}c\u{85}\u{0}""#),
            ("<<<<<<< here", "\"<<<<<<< here\""),
            ("git:\n<<<<<<< HEAD", "\"git:\n\\u{3c}<<<<<< HEAD\""),
            (
                "Says \"\\\":\n=======\n\tx\n>>>>>>>",
                r#""Says \"\\\":
\u{3d}======
	x
\u{3e}>>>>>>""#,
            ),
            ("a\n||||||| b\u{85}", r#""a\n||||||| b\u{85}""#),
            ("Heading\n========\n <<<<<<<\n<<<<<<<x", "\"Heading\n========\n <<<<<<<\n<<<<<<<x\""),
        ] {
            assert_eq!(written(text), form, "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn every_text_reads_back_as_it_was(text in hostile()) {
            let form = written(&text);
            prop_assert!(form.split('\n').skip(1).all(|line| Mark::of(line).is_none()), "{form:?}");
            prop_assert!(!form.contains(must_be_escaped), "{form:?}");
            prop_assert_eq!(ron::from_str::<String>(&form), Ok(text));
        }
    }
}
