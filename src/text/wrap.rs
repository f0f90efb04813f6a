//! A text in rows as wide as the pane.

use unicode_linebreak::linebreaks;

use super::bounds;
use crate::door::{clusters, shown};

/// The rows of a text, wrapped softly for a width and kept from one change to the next.
///
/// A row ends where UAX #14 allows a break. Blanks before a break hang: they belong to the row even where
/// they no longer fit into it, so that no row begins with them. A word that is longer than a row is cut
/// between clusters. The empty value has no rows; a text that is empty has one.
///
/// A position where a row gave way to the next one belongs to the next one. Queries take time with the
/// length of a row and the logarithm of the number of lines; all bring what they are asked into bounds.
#[derive(Clone, Debug, Default)]
pub struct Wrapped {
    width: u16,
    lines: Vec<Line>,
}

/// One row of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row<'a> {
    /// What stands in it, hanging blanks included, without the line feed.
    pub text: &'a str,
    /// Where it begins in the whole text.
    pub start: usize,
    /// Whether its line ends with it, and not only the room.
    pub ends_paragraph: bool,
}

#[derive(Clone, Debug)]
struct Line {
    text: String,
    /// Where its second and further rows begin.
    cuts: Vec<usize>,
    /// Where it begins in the whole text.
    start: usize,
    /// The number of its first row.
    row: usize,
}

impl Wrapped {
    /// Follows the text to `lines` and the pane to `width` in cells (at least 1). Only lines between the
    /// first and the last that changed are wrapped again, and of a single one only the rows around the change.
    pub fn sync(&mut self, lines: &[String], width: u16) {
        let width = width.max(1);
        if width != self.width {
            self.lines.clear();
            self.width = width;
        }
        let same = |(old, new): &(&Line, &String)| old.text == **new;
        let head = self.lines.iter().zip(lines).take_while(same).count();
        let (old, new) = (&self.lines[head..], &lines[head..]);
        let tail = old.iter().rev().zip(new.iter().rev()).take_while(same).count();
        let changed = head..self.lines.len() - tail;
        match (self.lines.get_mut(changed.clone()), &new[..new.len() - tail]) {
            (Some([line]), [text]) => {
                line.follow(text, width);
            }
            (_, texts) => {
                let fresh = texts.iter().map(|text| Line::wrap(text, width));
                self.lines.splice(changed, fresh);
            }
        }
        self.number(head);
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.lines.last().map_or(0, Line::next_row)
    }

    /// The row with this number, from 0; none beyond the last one.
    #[must_use]
    pub fn row(&self, row: usize) -> Option<Row<'_>> {
        let line = self.line_of(row)?;
        let index = row - line.row;
        let (start, end) = line.span(index)?;
        Some(Row {
            text: line.text.get(start..end)?,
            start: line.start + start,
            ends_paragraph: index == line.cuts.len(),
        })
    }

    /// Row and column of a position in the text. The column is at most the width, so hanging blanks and
    /// the end of a full row share it; a pane that draws a caret there needs one cell more.
    #[must_use]
    pub fn place(&self, offset: usize) -> (usize, u16) {
        let row = self.row_at(offset);
        let Some(Row { text, start, .. }) = self.row(row) else { return (0, 0) };
        let before = text.get(..bounds::floor(text, offset.saturating_sub(start))).unwrap_or_default();
        let cells: usize = clusters(before).map(|(_, cluster)| usize::from(shown(cluster).1)).sum();
        (row, u16::try_from(cells).unwrap_or(u16::MAX).min(self.width))
    }

    /// The position in the text at a row and a column: the nearest one at or left of the column that
    /// belongs to the row. Beyond the last row, the last row is meant.
    #[must_use]
    pub fn offset(&self, row: usize, column: u16) -> usize {
        self.reach(row, usize::from(column))
    }

    /// The beginning of the row at a position.
    #[must_use]
    pub fn row_start(&self, offset: usize) -> usize {
        self.reach(self.row_at(offset), 0)
    }

    /// The end of the row at a position: the last position that belongs to the row, so before its last
    /// cluster, mostly a blank, where the next row goes on with the same line.
    #[must_use]
    pub fn row_end(&self, offset: usize) -> usize {
        self.reach(self.row_at(offset), usize::MAX)
    }

    /// Gives each line its place in the text and among the rows, from the line with this index on.
    fn number(&mut self, from: usize) {
        let (head, tail) = self.lines.split_at_mut(from);
        let (mut start, mut row) = head.last().map_or((0, 0), |line| (line.next_start(), line.next_row()));
        for line in tail {
            (line.start, line.row) = (start, row);
            (start, row) = (line.next_start(), line.next_row());
        }
    }

    fn line_of(&self, row: usize) -> Option<&Line> {
        let above = self.lines.partition_point(|line| line.row <= row);
        self.lines.get(above.checked_sub(1)?)
    }

    fn row_at(&self, offset: usize) -> usize {
        let above = self.lines.partition_point(|line| line.start <= offset);
        let Some(line) = above.checked_sub(1).and_then(|index| self.lines.get(index)) else { return 0 };
        line.row + line.cuts.partition_point(|cut| *cut <= offset - line.start)
    }

    fn reach(&self, row: usize, column: usize) -> usize {
        let Some(row) = self.row(row.min(self.rows().saturating_sub(1))) else { return 0 };
        let mut cells = 0;
        let mut reached = 0;
        for (at, cluster) in clusters(row.text) {
            cells += usize::from(shown(cluster).1);
            let end = at + cluster.len();
            if cells > column || (end == row.text.len() && !row.ends_paragraph) {
                break;
            }
            reached = end;
        }
        row.start + reached
    }
}

impl Line {
    fn wrap(text: &str, width: u16) -> Self {
        let mut line = Self { text: text.to_owned(), cuts: Vec::new(), start: 0, row: 0 };
        line.cut_from(0, width, |_| false);
        line
    }

    /// Becomes another text. Rows are cut again from some rows above the change, and only until one begins below it
    /// where one began before; answers how many that were.
    fn follow(&mut self, text: &str, width: u16) -> usize {
        // A row ends by what begins the next one: the last two above the change may end elsewhere now.
        const NEAR: usize = 2;
        let (old, new) = (self.text.as_bytes(), text.as_bytes());
        let head = old.iter().zip(new).take_while(|(old, new)| old == new).count();
        let (old, new) = (&old[head..], &new[head..]);
        let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
        let (end, changed) = (self.text.len() - tail, text.len() - tail);
        let above = self.cuts.partition_point(|cut| *cut <= head).saturating_sub(NEAR);
        let firm = self.cuts.iter().take(above).rposition(|cut| is_firm(text, *cut));
        let below = self.cuts.partition_point(|cut| *cut <= end);
        let mut kept = self.cuts.split_off(below);
        for cut in &mut kept {
            *cut = *cut - end + changed;
        }
        self.cuts.truncate(firm.map_or(0, |firm| firm + 1));
        text.clone_into(&mut self.text);
        let (above, from) = (self.cuts.len(), self.cuts.last().copied().unwrap_or(0));
        // Both sides of the place where it is cut are behind the change then.
        let joins = |cut: usize| cut > changed + 1 && kept.binary_search(&cut).is_ok() && is_firm(text, cut);
        let joined = self.cut_from(from, width, joins);
        let cut = self.cuts.len() - above;
        if let Some(joined) = joined {
            self.cuts.extend(kept.iter().filter(|cut| **cut > joined));
        }
        cut
    }

    /// Cuts it into rows from the beginning of one of them on, until `joins` says of a cut that what follows is
    /// known; answers that cut.
    fn cut_from(&mut self, from: usize, width: u16, joins: impl Fn(usize) -> bool) -> Option<usize> {
        let rest = self.text.get(from..).unwrap_or_default();
        for cut in cuts(rest, usize::from(width)).map(|cut| from + cut) {
            self.cuts.push(cut);
            if joins(cut) {
                return Some(cut);
            }
        }
        None
    }

    /// Where its row begins and ends.
    fn span(&self, index: usize) -> Option<(usize, usize)> {
        let start = index.checked_sub(1).map_or(Some(0), |before| self.cuts.get(before).copied())?;
        Some((start, self.cuts.get(index).copied().unwrap_or(self.text.len())))
    }

    const fn next_start(&self) -> usize {
        self.start + self.text.len() + 1
    }

    const fn next_row(&self) -> usize {
        self.row + self.cuts.len() + 1
    }
}

/// Whether the rows behind a cut are the same as if the text began there: behind a blank between letters, where
/// nothing before it has a say.
fn is_firm(text: &str, cut: usize) -> bool {
    let around = cut.checked_sub(2).and_then(|from| text.as_bytes().get(from..=cut));
    matches!(around, Some([before, b' ', behind])
        if (before.is_ascii_alphanumeric() || matches!(before, b',' | b'.')) && behind.is_ascii_alphabetic())
}

/// Where the second and further rows of a line begin.
fn cuts(line: &str, width: usize) -> impl Iterator<Item = usize> {
    let mut breaks = linebreaks(line).map(|(at, _)| at).peekable();
    // Places in the line, each with the cells before it: where the row begins, where it may end by the
    // rules, and after which blank it may end where the rules leave no choice but to cut a word.
    let (mut start, mut allowed, mut after_blank) = ((0, 0), (0, 0), (0, 0));
    let mut cells_before = 0;
    let mut blank_before = false;
    clusters(line).flat_map(move |(at, cluster)| {
        let here = (at, cells_before);
        while breaks.next_if(|place| *place < at).is_some() {}
        if breaks.next_if_eq(&at).is_some() {
            allowed = here;
        }
        if blank_before {
            after_blank = here;
        }
        let (blank, cells) = match cluster.as_bytes() {
            // Nearly every cluster.
            [b' '] => (true, 1),
            [b'!'..=b'~'] => (false, 1),
            _ => (hangs(cluster), shown(cluster).1),
        };
        cells_before += usize::from(cells);
        // Several times where what comes after the break is still too long for a row.
        let mut ended = Vec::new();
        while !blank && cells_before - start.1 > width && start < here {
            let ends = [allowed, after_blank, here];
            start = ends.into_iter().find(|end| *end > start).unwrap_or(here);
            ended.push(start.0);
        }
        blank_before = blank;
        ended
    })
}

/// Whether a cluster is a blank that may stand beyond the end of a row.
fn hangs(cluster: &str) -> bool {
    let mut chars = cluster.chars();
    let blank = matches!(
        chars.next(),
        Some(
            ' '
            | '\t'
            | '\u{1680}'
            | '\u{2000}'..='\u{2006}'
            | '\u{2008}'..='\u{200a}'
            | '\u{205f}'
            | '\u{3000}',
        )
    );
    blank && chars.next().is_none()
}

#[cfg(test)]
mod tests;
