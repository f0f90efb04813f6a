//! The one door for text to the screen: everything that is drawn goes through here and is made visible
//! on its way, so that no character of a text can act on the terminal.

use std::borrow::Cow;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
};

use super::Theme;
use crate::door::{self, Safe};

/// Draws into a buffer.
pub struct Pen<'a> {
    buffer: &'a mut Buffer,
    /// What roles look like.
    pub theme: &'a Theme,
}

impl<'a> Pen<'a> {
    pub const fn new(buffer: &'a mut Buffer, theme: &'a Theme) -> Self {
        Self { buffer, theme }
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
        let width = u16::try_from(door::width(line)).unwrap_or(u16::MAX).min(area.width);
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

    /// Draws the clusters of a text row, each in the style that `style` gives for its place in the row in
    /// bytes; what does not fit is left out.
    pub fn clusters(&mut self, area: Rect, row: &str, style: impl Fn(usize) -> Style) {
        let mut used = 0;
        for (at, cluster) in door::clusters(row) {
            let (shown, width) = door::shown(cluster);
            if used + width > area.width || area.height == 0 {
                break;
            }
            self.put(after(area, used), &shown, style(at));
            used += width;
        }
    }

    /// Fills the cells of a row from the left with one of our own glyphs.
    #[expect(clippy::disallowed_methods, reason = "a glyph of ours")]
    pub fn fill(&mut self, area: Rect, glyph: &'static str, style: Style) {
        for position in area.intersection(self.buffer.area).positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.set_symbol(glyph).set_style(style);
            }
        }
    }

    /// Gives the cells of an area a style and leaves what stands in them.
    pub fn tint(&mut self, area: Rect, style: Style) {
        self.buffer.set_style(area, style);
    }

    /// Empties an area.
    pub fn clear(&mut self, area: Rect) {
        for position in area.intersection(self.buffer.area).positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.reset();
            }
        }
    }

    /// The whole window.
    pub const fn window(&self) -> Rect {
        self.buffer.area
    }

    #[expect(clippy::disallowed_methods, reason = "this is the door")]
    fn put(&mut self, area: Rect, shown: &Safe, style: Style) -> u16 {
        let area = area.intersection(self.buffer.area);
        if area.is_empty() {
            return 0;
        }
        let (end, _) = self.buffer.set_stringn(area.x, area.y, &**shown, usize::from(area.width), style);
        end - area.x
    }
}

/// What is left of an area behind its first `used` columns.
pub fn after(area: Rect, used: u16) -> Rect {
    let used = used.min(area.width);
    Rect { x: area.x + used, width: area.width - used, ..area }
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
