//! Brackets in a line, and the time that one may hold: `(4 minutes)`, `[2 min]`, `(7 min, on stage)`.

use super::{Time, phrase::phrase, piece::Piece};

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

/// A time and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Timed<'a> {
    /// The time.
    pub time: Time,
    /// The phrase that says it.
    pub phrase: Piece<'a>,
}

/// The brackets of a line that are closed in it, by where they open. They may stand inside each other.
pub(super) fn brackets(line: Piece<'_>) -> Vec<Bracket<'_>> {
    let (mut open, mut found) = (Vec::new(), Vec::new());
    for (at, mark) in line.text.char_indices() {
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

/// The mark that closes what an opening bracket opens.
fn partner(mark: char) -> Option<char> {
    match mark {
        '(' => Some(')'),
        '[' => Some(']'),
        '（' => Some('）'),
        '［' => Some('］'),
        '【' => Some('】'),
        _ => None,
    }
}

impl<'a> Bracket<'a> {
    /// The time that the bracket is about: it stands first in it, with nothing behind it or a mark that
    /// begins a remark. `(60 minute lab)` is no time.
    pub fn time(self) -> Option<Timed<'a>> {
        let inside = self.inside.trim();
        let (time, rest) = phrase(inside.text)?;
        let remark = rest.trim_start();
        let ends = remark.is_empty() || remark.starts_with([',', ';', '.', ':', '-', '–', '—', '+']);
        ends.then(|| Timed { time, phrase: inside.before(rest) })
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
        assert_eq!(read("a) b (c] (4 min"), Vec::<&str>::new());
        assert_eq!(read("（３） :("), ["３"]);
    }

    #[test]
    fn a_bracket_is_about_a_time_that_stands_first() {
        let time = |inside: &str| {
            let line = format!("x ({inside})");
            let found = brackets(Piece { text: &line, at: 7 }).first().copied()?.time()?;
            assert_eq!(line.get(found.phrase.at - 7..found.phrase.place().end - 7), Some(found.phrase.text));
            Some(found.phrase.text.to_owned())
        };
        for inside in
            ["4 min", " 4 min ", "4 min.", "4 min, on stage", "4 min; total 9", "4 min - (100% slides)"]
        {
            assert_eq!(time(inside).as_deref(), Some("4 min"), "{inside}");
        }
        for inside in ["total: 4 min", "4 min lab", "24 x 45", "4", ""] {
            assert_eq!(time(inside), None, "{inside}");
        }
    }
}
