//! How the lines of a file end. In memory and for the parser they end with LF alone; a file in which
//! Windows, git or an editor made them CRLF keeps that when it is written.

use std::borrow::Cow;

use crate::door::unix;

/// How lines end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Endings {
    /// With LF, as everywhere but on Windows.
    #[default]
    Lf,
    /// With CR and LF.
    CrLf,
}

/// What may stand before the text, and is no part of it.
const BYTE_ORDER_MARK: char = '\u{feff}';

impl Endings {
    /// How most lines of a text end.
    #[must_use]
    pub fn of(text: &str) -> Self {
        if !text.as_bytes().contains(&b'\r') {
            return Self::Lf;
        }
        let long = text.matches("\r\n").count();
        if long > 0 && long * 2 > text.matches('\n').count() { Self::CrLf } else { Self::Lf }
    }

    /// The text of a file: one whose lines end with LF, with these ends.
    #[must_use]
    pub fn text(self, text: String) -> String {
        match self {
            Self::Lf => text,
            Self::CrLf => text.replace('\n', "\r\n"),
        }
    }
}

/// Whether a text begins with a byte order mark.
pub fn has_mark(text: &str) -> bool {
    text.starts_with(BYTE_ORDER_MARK)
}

/// The text without byte order mark and with LF only.
pub fn folded(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    unix(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_as_most_of_them_do() {
        for (text, endings) in [
            ("", Endings::Lf),
            ("a\r", Endings::Lf),
            ("a\nb\n", Endings::Lf),
            ("a\r\nb\r\n", Endings::CrLf),
            ("a\r\nb\r\nc\n", Endings::CrLf),
            ("a\r\nb\n", Endings::Lf),
        ] {
            assert_eq!(Endings::of(text), endings, "{text:?}");
        }
    }

    #[test]
    fn what_is_folded_is_written_back_as_it_was() {
        for text in ["a\n\nb\n", "a\r\n\r\nb\r\n"] {
            let bytes = Endings::of(text).text(folded(text).into_owned()).into_bytes();
            assert_eq!(bytes, text.as_bytes());
        }
        assert_eq!(folded("\u{feff}a\r\n\u{feff}"), "a\n\u{feff}");
    }
}
