//! One line of a journal: a checksum, a letter that says what it records, and the record as text that a
//! terminal can show as it stands.

use crate::door::{must_be_escaped, push_by_number};

/// Adds the line `<checksum> <letter> <rest>`. The rest holds no line break: see [`push_escaped`].
pub fn push(out: &mut Vec<u8>, letter: char, rest: &str) {
    let start = out.len();
    // In place: a journal begins with a line for each line of a library.
    out.extend_from_slice(b"00000000 ");
    let body = out.len();
    out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
    out.push(b' ');
    out.extend_from_slice(rest.as_bytes());
    let mut sum = crc32fast::hash(out.get(body..).unwrap_or_default());
    for digit in out.iter_mut().skip(start).take(8) {
        sum = sum.rotate_left(4);
        *digit = HEXADECIMAL[(sum & 15) as usize];
    }
    out.push(b'\n');
}

const HEXADECIMAL: &[u8; 16] = b"0123456789abcdef";

/// A line whose checksum is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// What it records.
    pub letter: char,
    /// The record.
    pub rest: &'a str,
    /// Where the line ends in the journal, in bytes, with its line break.
    pub end: usize,
}

/// The lines up to the first that is cut off, damaged or none of ours.
pub fn lines(bytes: &[u8]) -> impl Iterator<Item = Line<'_>> {
    let mut end = 0;
    // What follows the last line break, or should, is no whole line.
    bytes.split_inclusive(|&byte| byte == b'\n').map_while(move |line| {
        end += line.len();
        let line = str::from_utf8(line.strip_suffix(b"\n")?).ok()?;
        let (sum, body) = line.split_once(' ')?;
        let right = format!("{:08x}", crc32fast::hash(body.as_bytes()));
        let (letter, rest) = body.split_once(' ')?;
        let mut letters = letter.chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) if sum == right => Some(Line { letter, rest, end }),
            _ => None,
        }
    })
}

/// Adds a text as it stands, but for backslashes and whatever a terminal would act on or not show.
pub fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    loop {
        // Nearly all of nearly every line is ASCII that stands for itself.
        let plain = rest.bytes().position(|byte| !matches!(byte, b' '..=b'[' | b']'..=b'~'));
        let (before, behind) = rest.split_at(plain.unwrap_or(rest.len()));
        out.push_str(before);
        let mut characters = behind.chars();
        let Some(character) = characters.next() else { break };
        rest = characters.as_str();
        match character {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            hidden if must_be_escaped(hidden) => push_by_number(out, hidden),
            plain => out.push(plain),
        }
    }
}

/// Adds a text as one word of a record: escaped, between quotation marks, behind a blank.
pub fn push_text(out: &mut String, text: &str) {
    out.push_str(" \"");
    for (index, part) in text.split('"').enumerate() {
        out.push_str(if index == 0 { "" } else { "\\\"" });
        push_escaped(out, part);
    }
    out.push('"');
}

/// The text that was escaped; none where the escapes are none of ours.
pub fn unescaped(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((plain, escape)) = rest.split_once('\\') {
        out.push_str(plain);
        let letter = escape.chars().next()?;
        rest = escape.strip_prefix(letter)?;
        out.push(match letter {
            'n' => '\n',
            't' => '\t',
            '\\' | '"' => letter,
            'u' => {
                let (number, behind) = rest.strip_prefix('{')?.split_once('}')?;
                rest = behind;
                char::from_u32(u32::from_str_radix(number, 16).ok()?)?
            }
            _ => return None,
        });
    }
    out.push_str(rest);
    Some(out)
}

/// The words of a record, each behind a blank but the first.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a>(&'a str);

impl<'a> Words<'a> {
    /// Those of this record.
    pub const fn of(rest: &'a str) -> Self {
        Self(rest)
    }

    /// The next word, which has no quotation marks; none at the end.
    pub fn word(&mut self) -> Option<&'a str> {
        let (word, rest) = self.0.split_once(' ').unwrap_or((self.0, ""));
        self.0 = rest;
        Some(word).filter(|word| !word.is_empty())
    }

    /// The next word as a number, or whatever else is read from one word.
    pub fn parsed<T: std::str::FromStr>(&mut self) -> Option<T> {
        self.word()?.parse().ok()
    }

    /// The next word, a text between quotation marks.
    pub fn text(&mut self) -> Option<String> {
        let inside = self.0.strip_prefix('"')?;
        let mut escaped = false;
        let (end, _) = inside.char_indices().find(|&(_, character)| {
            let ends = character == '"' && !escaped;
            escaped = character == '\\' && !escaped;
            ends
        })?;
        let (text, behind) = inside.split_at_checked(end)?;
        let behind = behind.strip_prefix('"')?;
        self.0 = behind.strip_prefix(' ').or(Some(behind).filter(|end| end.is_empty()))?;
        unescaped(text)
    }

    /// All that are left.
    pub const fn rest(self) -> &'a str {
        self.0
    }

    /// Whether there are no more.
    pub const fn at_end(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        push_escaped(&mut out, text);
        out
    }

    #[test]
    fn a_line_can_be_read_by_a_person() {
        let mut bytes = Vec::new();
        push(&mut bytes, 'S', &escaped("Grüße \"🎤\"\\\n\t\u{1b}[31m\u{202e}"));
        let line = String::from_utf8(bytes.clone()).unwrap();
        assert!(line.ends_with(" S Grüße \"🎤\"\\\\\\n\\t\\u{1b}[31m\\u{202e}\n"), "{line}");
        let read = lines(&bytes).next().unwrap();
        assert_eq!((read.letter, read.end), ('S', bytes.len()));
    }

    #[test]
    fn reading_stops_at_the_first_line_that_is_not_whole() {
        let mut bytes = Vec::new();
        push(&mut bytes, 'S', "");
        push(&mut bytes, 'E', "1");
        assert_eq!(lines(&bytes).map(|line| line.letter).collect::<String>(), "SE");
        assert_eq!(lines(&bytes[..bytes.len() - 1]).map(|line| line.letter).collect::<String>(), "S");
        for other in ["\n", "0 S x\n", "00000000 S x\n", "S x\n", "\u{1}\n"] {
            assert_eq!(lines(&[other.as_bytes(), &bytes].concat()).next(), None, "{other:?}");
        }
    }

    #[test]
    fn strange_escapes_and_words_are_refused() {
        for text in ["\\", "\\x", "\\u", "\\u{", "\\u{}", "\\u{d800}", "\\u{110000}", "\\u{-1}"] {
            assert_eq!(unescaped(text), None, "{text}");
        }
        for rest in ["x", "\"x", "\"x\\\"", "\"x\"y", ""] {
            assert_eq!(Words::of(rest).text(), None, "{rest}");
        }
        assert_eq!(Words::of("").word(), None);
    }

    proptest! {
        #[test]
        fn every_text_comes_back(first in any::<String>(), second in "[\"\\\\ \n\u{202e}a]{0,8}") {
            let mut words = String::from("12");
            push_text(&mut words, &first);
            push_text(&mut words, &second);
            prop_assert!(!words.contains(must_be_escaped) && !words.contains(['\n', '\t']));
            let mut words = Words::of(&words);
            prop_assert_eq!(words.parsed::<u32>(), Some(12));
            prop_assert_eq!(words.text(), Some(first.clone()));
            prop_assert_eq!(words.text(), Some(second));
            prop_assert!(words.at_end());
            prop_assert_eq!(unescaped(&escaped(&first)), Some(first));
        }
    }
}
