//! Brackets in a line and their partners.

use super::piece::Piece;

/// A bracket with its partner.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bracket<'a> {
    /// What stands between the two.
    pub inside: Piece<'a>,
    /// Where the opening one begins, in bytes of the line.
    pub open: usize,
    /// Where the closing one ends, in bytes of the line.
    pub close: usize,
}

/// The brackets of a line that are closed in it, by where they open. They may stand inside each other.
pub(super) fn brackets(line: Piece<'_>) -> Vec<Bracket<'_>> {
    let (mut open, mut found) = (Vec::new(), Vec::new());
    let marks = line.text.as_bytes().iter().enumerate().filter(|(_, byte)| may_begin_mark(**byte));
    for (at, _) in marks {
        let Some(mark) = line.text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
        if let Some(partner) = partner(mark) {
            open.push((at, at + mark.len_utf8(), partner));
        } else if let Some((outside, inside, _)) = open.pop_if(|(_, _, partner)| *partner == mark) {
            let close = at + mark.len_utf8();
            found.push(Bracket { inside: line.take(at).skip(inside), open: outside, close });
        }
    }
    found.sort_unstable_by_key(|bracket| bracket.open);
    found
}

/// Whether there may be more than one bracket in a text. It is asked of each section.
pub(super) fn may_be_several(text: &str) -> bool {
    const PAIR: usize = 2;
    text.bytes().filter(|byte| may_begin_mark(*byte)).nth(PAIR).is_some()
}

/// Whether a bracket may begin with this byte. Most of a line is letters.
const fn may_begin_mark(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'<' | b'>' | 0xE3 | 0xEF)
}

/// Whether a text has an opening bracket without its partner.
pub(super) fn is_left_open(text: &str) -> bool {
    if text.is_ascii() {
        let Some((before, behind)) = text.rsplit_once('(') else { return false };
        if !behind.contains(')') || !before.contains('(') {
            return !behind.contains(')');
        }
    }
    let deeper = |depth: usize, mark| match mark {
        '(' | '（' => depth + 1,
        ')' | '）' => depth.saturating_sub(1),
        _ => depth,
    };
    text.chars().fold(0, deeper) > 0
}

/// The mark that closes what an opening bracket opens.
fn partner(mark: char) -> Option<char> {
    match mark {
        '(' => Some(')'),
        '[' => Some(']'),
        '{' => Some('}'),
        '<' => Some('>'),
        '（' => Some('）'),
        '［' => Some('］'),
        '【' => Some('】'),
        '〔' => Some('〕'),
        '「' => Some('」'),
        '〈' => Some('〉'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands in the brackets of a line.
    fn read(line: &str) -> Vec<&str> {
        brackets(Piece { text: line, at: 0 }).into_iter().map(|bracket| bracket.inside.text).collect()
    }

    #[test]
    fn brackets_find_their_partners() {
        assert_eq!(read("Moss (and (not) moss) [4 min]"), ["and (not) moss", "not", "4 min"]);
        assert_eq!(read("{4 min} <5 min> 【６分】"), ["4 min", "5 min", "６分"]);
        assert_eq!(read("a) b (c] (4 min"), Vec::<&str>::new());
        assert_eq!(read("（３） :("), ["３"]);
        assert!(is_left_open("a (b) (c") && !is_left_open("a) (b)"));
    }
}
