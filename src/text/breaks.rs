//! Line breaks of texts that come from elsewhere: inside the program there is one, LF.

use std::borrow::Cow;

/// The text with each of its line breaks as LF: CRLF, CR, VT, FF, NEL, LS and PS become one. For what is
/// pasted or loaded. Other characters stay as they are.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    with_breaks_as('\n', text)
}

/// The text with each of its line breaks as a blank, for places that take one line.
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    with_breaks_as(' ', text)
}

fn with_breaks_as(replacement: char, text: &str) -> Cow<'_, str> {
    let Some(first) = text.find(|c| is_break(c) && c != replacement) else { return Cow::Borrowed(text) };
    let mut cleaned = String::with_capacity(text.len());
    cleaned.push_str(&text[..first]);
    let mut rest = text[first..].chars().peekable();
    while let Some(c) = rest.next() {
        if c == '\r' {
            rest.next_if_eq(&'\n');
        }
        cleaned.push(if is_break(c) { replacement } else { c });
    }
    Cow::Owned(cleaned)
}

const fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOREIGN: &str = "a\r\nb\rc\u{b}d\u{c}e\u{85}f\u{2028}g\u{2029}h\n\r\n\ti\u{1b}";

    #[test]
    fn every_line_break_becomes_a_line_feed() {
        assert_eq!(clean(FOREIGN), "a\nb\nc\nd\ne\nf\ng\nh\n\n\ti\u{1b}");
        assert!(matches!(clean("one\ntwo\n"), Cow::Borrowed("one\ntwo\n")));
    }

    #[test]
    fn one_line_has_a_blank_for_every_line_break() {
        assert_eq!(one_line(FOREIGN), "a b c d e f g h  \ti\u{1b}");
        assert!(matches!(one_line("a title"), Cow::Borrowed("a title")));
    }
}
