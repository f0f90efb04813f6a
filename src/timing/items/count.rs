//! What counts in the marker of an item: `4.`, `2.1`, `(c)`, `iv)`.

use super::super::{marker::Marker, piece::Piece};

/// The number in a marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Count<'a> {
    /// The number alone: `2.1`, `c`, `iv`.
    pub number: Piece<'a>,
    /// How it is written.
    pub kind: Marker,
}

impl<'a> Count<'a> {
    /// The number in a marker; none in a sign.
    pub fn read(mark: Piece<'a>, kind: Marker) -> Option<Self> {
        if matches!(kind, Marker::Bullet(_)) {
            return None;
        }
        let number = mark.rest(mark.text.trim_start_matches('('));
        let number = number.take(number.text.trim_end_matches([')', '.']).len());
        Some(Self { number, kind })
    }

    /// What stands before the last part: `2.` in `2.1`.
    pub fn prefix(&self) -> &'a str {
        self.number.text.rfind('.').and_then(|dot| self.number.text.get(..=dot)).unwrap_or("")
    }

    /// How many parts it has.
    pub fn depth(&self) -> usize {
        self.number.text.split('.').count()
    }

    /// Whether this is a number with one part more than another, which it then begins with: `2.1` inside `2.`.
    pub fn is_under(&self, outer: &Self) -> bool {
        self.depth() == outer.depth() + 1 && outer.kind == Marker::Number
    }

    /// Whether it is a first one.
    pub fn begins(&self) -> bool {
        self.value(self.kind).is_some_and(|value| value <= 1)
    }

    /// What it is worth, read as of this kind.
    pub fn value(&self, kind: Marker) -> Option<u32> {
        let last = self.number.text.get(self.prefix().len()..)?;
        match kind {
            Marker::Number => last.parse().ok(),
            Marker::Roman => roman(last),
            _ => {
                let mut letters = last.bytes();
                let letter = letters.next()?.to_ascii_lowercase();
                (letters.next().is_none() && letter.is_ascii_lowercase())
                    .then(|| u32::from(letter - b'a') + 1)
            }
        }
    }

    /// A number worth so much that looks like this one, as of this kind and behind this prefix; none where
    /// the marker would not be read.
    pub fn like(&self, value: u32, kind: Marker, prefix: &str) -> Option<String> {
        let last = self.number.text.get(self.prefix().len()..)?;
        let upper = last.starts_with(|c: char| c.is_ascii_uppercase());
        let cased = |text: String| if upper { text.to_uppercase() } else { text };
        let written = match kind {
            Marker::Number => {
                let width = if last.starts_with('0') { last.len() } else { 1 };
                Some(format!("{value:0width$}")).filter(|written| written.len() <= 3)?
            }
            Marker::Roman => cased(in_roman(value)?),
            _ => {
                let letter = u8::try_from(value.checked_sub(1)?).ok().filter(|letter| *letter < 26)?;
                cased(char::from(b'a' + letter).to_string())
            }
        };
        Some(format!("{prefix}{written}"))
    }
}

/// The Roman numerals that markers may have.
const ROMAN: [(u32, &str); 5] = [(10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];

fn roman(text: &str) -> Option<u32> {
    // There are few of them.
    let lower = text.to_lowercase();
    (1..40).find(|value| in_roman(*value).as_deref() == Some(&lower))
}

fn in_roman(mut value: u32) -> Option<String> {
    const LONGEST: usize = 8;
    let mut written = String::new();
    for (worth, digits) in ROMAN {
        while value >= worth && written.len() <= LONGEST {
            written.push_str(digits);
            value -= worth;
        }
    }
    (value == 0 && (1..=LONGEST).contains(&written.len()) && !written.starts_with("xxxx")).then_some(written)
}
