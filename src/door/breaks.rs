//! Line breaks of texts that come from elsewhere: inside the program there is one, LF.

use std::borrow::Cow;

/// The text with each of its line breaks as LF: CRLF, CR, VT, FF, NEL, LS and PS become one. For what is
/// pasted or imported. Other characters stay as they are.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    folded(text, is_break, '\n')
}

/// The text with each of its line breaks as a blank, for places that take one line.
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    folded(text, is_break, ' ')
}

/// The text with each CRLF as LF, as git and editors may have changed a file; any other character stays.
#[must_use]
pub fn unix(text: &str) -> Cow<'_, str> {
    // Nearly every file, and found out at a fraction of the cost.
    if !text.as_bytes().contains(&b'\r') {
        return Cow::Borrowed(text);
    }
    folded(text, |_| false, '\n')
}

/// The text with one `to` for each CRLF and for each other character that is a break.
fn folded(text: &str, is_break: impl Fn(char) -> bool, to: char) -> Cow<'_, str> {
    let mut folded = String::new();
    let mut copied = 0;
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let pair = c == '\r' && rest.next_if(|(_, next)| *next == '\n').is_some();
        if pair || (is_break(c) && c != to) {
            folded.push_str(&text[copied..at]);
            folded.push(to);
            copied = at + c.len_utf8() + usize::from(pair);
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    folded.push_str(&text[copied..]);
    Cow::Owned(folded)
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

    #[test]
    fn a_file_of_windows_keeps_all_but_its_line_ends() {
        assert_eq!(unix("a\r\n\rb\r\r\n\u{85}"), "a\n\rb\r\n\u{85}");
        assert!(matches!(unix("a\rb\n"), Cow::Borrowed(_)));
    }
}
