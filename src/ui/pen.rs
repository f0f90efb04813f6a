//! The one door for text to the screen: everything that is drawn goes through here and is made visible
//! on its way, so that no character of a text can act on the terminal.

use std::{borrow::Cow, ops::Range};

use ratatui::{
    layout::{Position, Rect},
    style::Style,
};

use super::{Sheet, Theme};
pub use crate::app::after;
use crate::door::{self, Safe};

/// Writes down what is to be drawn.
pub struct Pen<'a> {
    sheet: &'a mut Sheet,
    /// What roles look like.
    pub theme: &'a Theme,
}

impl<'a> Pen<'a> {
    /// A pen for a sheet.
    pub const fn new(sheet: &'a mut Sheet, theme: &'a Theme) -> Self {
        sheet.glyphs = theme.glyphs;
        Self { sheet, theme }
    }

    /// Puts a text into the first row of an area, cut with `…` where it is too long. Answers the cells
    /// that it takes.
    pub fn line(&mut self, area: Rect, line: &str, style: Style) -> u16 {
        if area.is_empty() {
            return 0;
        }
        let shown = Safe::cut(line, usize::from(area.width));
        self.put(area, &shown, style)
    }

    /// The same at the right end of the area.
    pub fn right(&mut self, area: Rect, line: &str, style: Style) -> u16 {
        let width = door::columns(line).min(area.width);
        self.line(Rect { x: area.right() - width, width, ..area }, line, style)
    }

    /// Several pieces one behind the other, as far as there is room. Answers the cells they take.
    pub fn pieces<'t>(&mut self, area: Rect, pieces: impl IntoIterator<Item = (&'t str, Style)>) -> u16 {
        let mut used = 0;
        for (piece, style) in pieces {
            used += self.line(after(area, used), piece, style);
        }
        used
    }

    /// Puts a text into the first row of an area as `line` does; the clusters at these places in it, in bytes
    /// and in order, are marked as found.
    pub fn marked(&mut self, area: Rect, line: &str, found: &[usize], style: Style) {
        self.line(area, line, style);
        let style = style.patch(self.theme.meant);
        // The last cell of a text that is cut holds the sign that it goes on.
        let cut = usize::from(area.width) < door::width(line);
        let room = area.width.saturating_sub(u16::from(cut));
        let mut used = 0;
        for (at, cluster) in door::clusters(line) {
            let (shown, width) = door::shown(cluster);
            if used + width > room || area.height == 0 {
                break;
            }
            if found.binary_search(&at).is_ok() {
                self.put(after(area, used), &shown, style);
            }
            used += width;
        }
    }

    /// Draws the clusters of a text row; what does not fit is left out. `style` gives the style for a place in the
    /// row, in bytes, and up to where it holds: it is asked once for each piece that looks the same.
    pub fn clusters(&mut self, area: Rect, row: &str, style: impl Fn(usize) -> (Style, usize)) {
        let mut used = 0;
        let mut at = 0;
        while let Some(rest) = row.get(at..).filter(|rest| !rest.is_empty() && area.height > 0) {
            let (first, until) = style(at);
            let room = after(area, used);
            // Letters that nothing joins, in one style, are drawn as one piece.
            let length = plain_length(rest, until.saturating_sub(at).min(usize::from(room.width)));
            let (piece, width) = if length > 0 {
                (&rest[..length], u16::try_from(length).unwrap_or(u16::MAX))
            } else if let Some((_, cluster)) = door::clusters(rest).next() {
                (cluster, door::shown(cluster).1)
            } else {
                break;
            };
            if width > room.width {
                break;
            }
            used += if length == 0 {
                self.put(room, &door::shown(piece).0, first);
                width
            } else {
                self.put(room, &Safe::line(piece), first)
            };
            at += piece.len();
        }
    }

    /// Fills the cells of an area with one of our own glyphs.
    pub fn fill(&mut self, area: Rect, glyph: &'static str, style: Style) {
        self.sheet.fill(area, glyph, style);
    }

    /// Gives the cells of an area a style and leaves what stands in them.
    pub fn tint(&mut self, area: Rect, style: Style) {
        self.sheet.tint(area, style);
    }

    /// Empties an area.
    pub fn clear(&mut self, area: Rect) {
        self.sheet.empty(area);
    }

    /// The whole window.
    #[must_use]
    pub const fn window(&self) -> Rect {
        self.sheet.area()
    }

    fn put(&mut self, area: Rect, shown: &Safe, style: Style) -> u16 {
        self.sheet.put(area, shown, style)
    }
}

/// How many bytes of a text, at most `most`, are printable ASCII that no mark behind it can join.
fn plain_length(text: &str, most: usize) -> usize {
    let bytes = text.as_bytes();
    let length = bytes.iter().take(most).take_while(|byte| matches!(byte, b' '..=b'~')).count();
    let joined = bytes.get(length).is_some_and(|byte| !byte.is_ascii());
    length.saturating_sub(usize::from(joined))
}

/// Whether a place is in a range, and up to where the answer is the same.
pub fn within(range: &Range<usize>, at: usize) -> (bool, usize) {
    match at {
        before if before < range.start => (false, range.start),
        inside if inside < range.end => (true, range.end),
        _ => (false, usize::MAX),
    }
}

/// The row `at` rows below the top of an area; empty where the area ends above it.
pub fn row(area: Rect, at: usize) -> Rect {
    match u16::try_from(at).ok().filter(|at| *at < area.height) {
        Some(at) => Rect { y: area.y + at, height: 1, ..area },
        None => Rect { height: 0, ..area },
    }
}

/// A title, or words that stand for one that is missing.
pub fn titled(title: &str) -> Cow<'_, str> {
    if title.trim().is_empty() { Cow::Borrowed("untitled") } else { Cow::Borrowed(title) }
}

/// A cursor `column` cells into a row, held inside the area.
pub fn cursor(area: Rect, column: u16) -> Option<Position> {
    (!area.is_empty()).then(|| Position::new(area.x + column.min(area.width - 1), area.y))
}
