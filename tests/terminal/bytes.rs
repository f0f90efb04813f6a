//! What a program wrote to its terminal.

use soapbox::shell::allowed::{Piece, pieces};

/// Whether a private mode of the terminal was left on; none where it was never touched.
pub fn mode(bytes: &[u8], number: u16) -> Option<bool> {
    let inside = format!("?{number}");
    let switched = pieces(bytes).filter_map(|piece| match piece {
        Piece::Control(found, end @ ('h' | 'l')) if found == inside => Some(end == 'h'),
        _ => None,
    });
    switched.last()
}

/// The numbers of all sequences that set colours and weights.
pub fn renditions(bytes: &[u8]) -> Vec<String> {
    let found = pieces(bytes).filter_map(|piece| match piece {
        Piece::Control(inside, 'm') => Some(inside.to_owned()),
        _ => None,
    });
    found.collect()
}

#[test]
fn modes_and_renditions_are_found() {
    assert_eq!(mode(b"\x1b[?25l\x1b[?25h", 25), Some(true));
    assert_eq!(mode(b"\x1b[?25l", 7), None);
    assert_eq!(renditions(b"\x1b[1mx\x1b[0;2m\x1b[K"), ["1", "0;2"]);
}
