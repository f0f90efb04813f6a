//! The second line of defence behind the door for text: what soapbox may tell a terminal, as a list, and a
//! reader that finds the first thing which is not on it.
//!
//! Debug builds and tests read every frame before it is written; tests with a real terminal read all that
//! arrives there.

use crate::door::{self, clusters, is_hostile};

/// Where bytes go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// On the screen, where every piece of text is put in its place: no line breaks.
    Screen,
    /// Line by line: LF, CR and TAB are text as well.
    Lines,
}

/// One thing that a terminal is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Characters to show, control characters other than ESC among them.
    Text(&'a str),
    /// A control sequence: whatever stands between `ESC [` and its last character, and that.
    Control(&'a str, char),
    /// A command to the system around the terminal: what stands between `ESC ]` and BEL or `ESC \`.
    Command(&'a str),
    /// `ESC` and the character behind it, where that begins none of the two.
    Escape(char),
    /// Bytes that are not UTF-8, or a sequence that does not end.
    Broken,
}

/// The private modes that are set and reset: line wrap, cursor, focus, the other screen, bracketed paste,
/// frames as a whole, reports of the mouse's buttons and drags.
const MODES: [&str; 9] = ["?7", "?25", "?1000", "?1002", "?1004", "?1006", "?1049", "?2004", "?2026"];
/// A mode that is only ever reset, for whoever left it on: reports of every move of the mouse.
const RESET: [&str; 1] = ["?1003"];

/// The first thing in these bytes that soapbox may not tell a terminal; none where all is well. Text is well
/// if it acts on nothing and no cluster is endless; sequences are places, colours and weights, erasing,
/// the modes that are given back, writing the clipboard, and asking for the ground. Linear in the length.
#[must_use]
pub fn first_strange<B: AsRef<[u8]> + ?Sized>(bytes: &B, allowed: Allowed) -> Option<Piece<'_>> {
    pieces(bytes.as_ref()).find(|piece| !is_allowed(piece, allowed))
}

/// Takes bytes apart, in order.
pub fn pieces(bytes: &[u8]) -> impl Iterator<Item = Piece<'_>> {
    bytes.utf8_chunks().flat_map(|chunk| {
        let broken = (!chunk.invalid().is_empty()).then_some(Piece::Broken);
        Pieces { rest: chunk.valid() }.chain(broken)
    })
}

/// What is left of a text.
struct Pieces<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let text = self.rest;
        let (piece, rest) = match text.strip_prefix('\x1b') {
            Some(behind) => escape(behind),
            None if text.is_empty() => return None,
            None => {
                let (shown, rest) = text.split_at(text.find('\x1b').unwrap_or(text.len()));
                (Piece::Text(shown), rest)
            }
        };
        self.rest = rest;
        Some(piece)
    }
}

/// Reads what stands behind an ESC; answers it and the rest. What is broken takes all that follows.
fn escape(text: &str) -> (Piece<'_>, &str) {
    let mut chars = text.chars();
    match chars.next() {
        Some('[') => {
            let inside = chars.as_str();
            let end = inside.find(|c| !matches!(c, '\x20'..='\x3f')).unwrap_or(inside.len());
            match inside.get(end..).and_then(|last| last.chars().next()) {
                Some(last @ '\x40'..='\x7e') => (Piece::Control(&inside[..end], last), &inside[end + 1..]),
                _ => (Piece::Broken, ""),
            }
        }
        Some(']') => {
            let inside = chars.as_str();
            let end = inside.find(['\x07', '\x1b']).unwrap_or(inside.len());
            let (command, rest) = inside.split_at(end);
            match rest.strip_prefix('\x07').or_else(|| rest.strip_prefix("\x1b\\")) {
                Some(rest) => (Piece::Command(command), rest),
                None => (Piece::Broken, ""),
            }
        }
        Some(other) => (Piece::Escape(other), chars.as_str()),
        None => (Piece::Broken, ""),
    }
}

fn is_allowed(piece: &Piece, allowed: Allowed) -> bool {
    let are_numbers = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b';');
    match piece {
        Piece::Text(text) => is_harmless(text, allowed),
        Piece::Control(inside, 'H' | 'J' | 'K' | 'm') => are_numbers(inside),
        Piece::Control(inside, 'h') => MODES.contains(inside),
        Piece::Control(inside, 'l') => MODES.contains(inside) || RESET.contains(inside),
        // The keyboard's protocol and the cursor's shape as they were.
        Piece::Control(inside, 'u') => inside.strip_prefix('<').is_some_and(are_numbers),
        Piece::Control(inside, 'q') => inside.strip_suffix(' ').is_some_and(are_numbers),
        // What it draws on is asked for.
        Piece::Command(command) => *command == "11;?" || writes_clipboard(command),
        Piece::Control(..) | Piece::Escape(_) | Piece::Broken => false,
    }
}

fn is_harmless(text: &str, allowed: Allowed) -> bool {
    let is_line_end = |c: char| allowed == Allowed::Lines && matches!(c, '\n' | '\r' | '\t');
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return true;
    }
    // Two clusters may meet in neighbouring cells and become one.
    let is_capped = |cluster: &str| cluster.chars().nth(2 * door::LONGEST).is_none();
    text.chars().all(|c| !is_hostile(c) || is_line_end(c)) && clusters(text).all(|(_, it)| is_capped(it))
}

/// Whether a command writes one of the clipboards (OSC 52); asking for what is in it is another matter.
fn writes_clipboard(command: &str) -> bool {
    let parts = command.strip_prefix("52;").and_then(|rest| rest.split_once(';'));
    parts.is_some_and(|(which, text)| {
        which.bytes().all(|byte| matches!(byte, b'c' | b'p' | b'q' | b's' | b'0'..=b'7'))
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_taken_apart() {
        let found: Vec<Piece> =
            pieces(b"ab\x1b[1;2H\x1b[?25l\x1b]52;c;eA==\x07c\x1b]0;x\x1b\\\x1bc\xff\x1b[3").collect();
        let expected = [
            Piece::Text("ab"),
            Piece::Control("1;2", 'H'),
            Piece::Control("?25", 'l'),
            Piece::Command("52;c;eA=="),
            Piece::Text("c"),
            Piece::Command("0;x"),
            Piece::Escape('c'),
            Piece::Broken,
            Piece::Broken,
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_soapbox_says_is_allowed() {
        let restored = "\x1b[<u\x1b[?2026l\x1b[?1006l\x1b[0m\x1b[?7h\x1b[0 q\x1b[?1049l";
        for text in [
            "",
            "plain é 漢 👨‍👩‍👧 ❤\u{fe0f}\x1b[1;1H\x1b[38;5;24m\x1b[K\x1b[2J",
            restored,
            "\x1b]52;c;eA==\x1b\\",
            "\x1b]11;?\x1b\\",
        ] {
            assert_eq!(first_strange(text, Allowed::Screen), None, "{text:?}");
        }
        assert_eq!(first_strange("a\tb\r\n", Allowed::Lines), None);
    }

    #[test]
    fn what_acts_on_a_terminal_in_another_way_is_strange() {
        let endless = format!("e{}", "\u{301}".repeat(64));
        let strange = [
            "\x07",
            "\n",
            "\t",
            "\r",
            "\x7f",
            "\u{9b}",
            "\u{9b}31m",
            "\u{202e}",
            "\u{200b}",
            "\u{e0041}",
            "\u{10eeee}",
            "\x1b]0;x\x07",
            "\x1b]52;c;?\x07",
            "\x1b]11;#ffffff\x07",
            "\x1b]52;c",
            "\x1b]8;;http://x\x1b\\",
            "\x1bc",
            "\x1b",
            "\x1b[6n",
            "\x1b[c",
            "\x1b[?1003h",
            "\x1b[>4;1m",
            "\x1b[?5h",
            "\x1b[4h",
            "\x1b[1;2r",
            "\x1bP+q\x1b\\",
            "\x1b(0",
            "\x1b[1",
            "\x1b[é",
            &endless,
        ];
        for text in strange {
            assert!(first_strange(text, Allowed::Screen).is_some(), "{text:?}");
        }
        assert!(first_strange(b"\xc3", Allowed::Lines).is_some());
        assert!(first_strange("\u{b}", Allowed::Lines).is_some());
    }
}
