//! What a program wrote to its terminal, taken apart.

/// One thing that a terminal is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A character to show; control characters among them.
    Char(char),
    /// A control sequence: whatever stands between `ESC [` and its last character, and that.
    Control(String, char),
    /// `ESC` and the character behind it, where that begins no control sequence.
    Escape(char),
    /// Bytes that are not UTF-8, or a sequence that does not end.
    Broken,
}

/// Takes bytes apart, in order.
pub fn pieces(bytes: &[u8]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for chunk in bytes.utf8_chunks() {
        let mut chars = chunk.valid().chars();
        while let Some(char) = chars.next() {
            pieces.push(if char == '\x1b' { escape(&mut chars) } else { Piece::Char(char) });
        }
        if !chunk.invalid().is_empty() {
            pieces.push(Piece::Broken);
        }
    }
    pieces
}

fn escape(chars: &mut std::str::Chars) -> Piece {
    match chars.next() {
        Some('[') => {
            let mut inside = String::new();
            for char in chars.by_ref() {
                match char {
                    '\x20'..='\x3f' => inside.push(char),
                    '\x40'..='\x7e' => return Piece::Control(inside, char),
                    _ => return Piece::Broken,
                }
            }
            Piece::Broken
        }
        Some(other) => Piece::Escape(other),
        None => Piece::Broken,
    }
}

/// Whether a private mode of the terminal was left on; none where it was never touched.
pub fn mode(bytes: &[u8], number: u16) -> Option<bool> {
    let inside = format!("?{number}");
    let switched = pieces(bytes).into_iter().rev().find_map(|piece| match piece {
        Piece::Control(found, end @ ('h' | 'l')) if found == inside => Some(end),
        _ => None,
    });
    switched.map(|end| end == 'h')
}

/// The numbers of all sequences that set colours and weights.
pub fn renditions(bytes: &[u8]) -> Vec<String> {
    let found = pieces(bytes).into_iter().filter_map(|piece| match piece {
        Piece::Control(inside, 'm') => Some(inside),
        _ => None,
    });
    found.collect()
}

/// What is not among the few things that soapbox may tell a terminal: text, places, colours and weights,
/// erasing, and the modes that it gives back.
pub fn strange(bytes: &[u8]) -> Vec<Piece> {
    const MODES: [&str; 6] = ["?7", "?25", "?1004", "?1049", "?2004", "?2026"];
    let is_numbers = |text: &str| text.chars().all(|char| char.is_ascii_digit() || char == ';');
    let is_known = |piece: &Piece| match piece {
        Piece::Char(char) => !acts(*char),
        Piece::Control(inside, 'H' | 'J' | 'K' | 'm') => is_numbers(inside),
        Piece::Control(inside, 'h' | 'l') => MODES.contains(&inside.as_str()),
        _ => false,
    };
    pieces(bytes).into_iter().filter(|piece| !is_known(piece)).collect()
}

/// Whether a character steers a terminal, turns the direction of reading or breaks the line.
fn acts(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[test]
fn bytes_are_taken_apart() {
    let found = pieces(b"a\x1b[1;2H\x1b[?25l\x1b]52;c;eA==\x07\xff\x1b[3");
    let control = |inside: &str, end| Piece::Control(inside.to_owned(), end);
    assert_eq!(found[..3], [Piece::Char('a'), control("1;2", 'H'), control("?25", 'l')]);
    assert_eq!(found[3], Piece::Escape(']'));
    assert_eq!(found[found.len() - 3..], [Piece::Char('\x07'), Piece::Broken, Piece::Broken]);
    assert_eq!(mode(b"\x1b[?25l\x1b[?25h", 25), Some(true));
    assert_eq!(mode(b"\x1b[?25l", 7), None);
}

#[test]
fn what_acts_on_a_terminal_is_strange() {
    assert_eq!(strange("plain é 漢 \x1b[1;1H\x1b[38;5;24m\x1b[K".as_bytes()), []);
    for text in
        ["\x07", "\n", "\u{9b}", "\u{202e}", "\x1b]0;x", "\x1bc", "\x1b[6n", "\x1b[?1000h", "\x1b[>4;1m"]
    {
        assert_ne!(strange(text.as_bytes()), [], "{text:?}");
    }
}
