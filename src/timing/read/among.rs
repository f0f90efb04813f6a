//! Lines that may say the slot: among others with a time they are sections like those.

use super::Reader;
use crate::timing::{
    entry::entry,
    line::{Line, Shape},
    marker::task,
    nesting::Rank,
    piece::Piece,
    prose::is_slot_alone,
};

/// How many lines are looked at for the next one of a list.
const FAR: usize = 40;

/// Items that differ by less than this, in columns, stand at the same place.
const STEP: usize = 2;

impl Reader<'_> {
    /// Whether the next heading of the same level, or the next item of the same list, has a time.
    pub(super) fn is_among(&self, rank: Rank) -> bool {
        let below = self.lines.iter().skip(self.next).take(FAR);
        let next = match rank {
            Rank::Heading(level) => next_heading(below, level),
            Rank::Item(column, _) => next_item(below, column),
            Rank::Line => None,
        };
        next.is_some_and(|words| entry(words).told.is_some())
    }
}

/// The words of the next heading, if it is of the same level.
fn next_heading<'a>(lines: impl Iterator<Item = &'a Line<'a>>, level: usize) -> Option<Piece<'a>> {
    let mut headings = lines.filter_map(|line| match line.shape {
        Shape::Heading(other, words) if other <= level => Some((other, words)),
        _ => None,
    });
    headings.next().filter(|(other, _)| *other == level).map(|(_, words)| words)
}

/// The words of the next item of a list that is more than a form of the talk. Behind a blank line begins another
/// list, if not all items have one behind them.
fn next_item<'a>(lines: impl Iterator<Item = &'a Line<'a>>, column: usize) -> Option<Piece<'a>> {
    let mut found = None;
    let mut blank = false;
    for line in lines {
        match line.shape {
            Shape::Blank => blank = true,
            Shape::Mute => {}
            Shape::Item(_, words) if line.indent.abs_diff(column) < STEP => {
                let words = task(words).1;
                if found.is_some() {
                    return found.filter(|_| blank);
                } else if blank {
                    found = Some(words);
                } else if !is_slot_alone(words) {
                    return Some(words);
                }
                blank = false;
            }
            Shape::Item(..) | Shape::Plain(_) if line.indent > column || !blank => blank = false,
            _ => break,
        }
    }
    found
}
