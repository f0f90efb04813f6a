//! A frame as it is written down before it is drawn: row by row, what a pen did there.
//!
//! Writing down is quick. Drawing cells, comparing them and telling the terminal is not, and most rows of
//! a frame are written down just as they were for the frame before: those need none of it. Nobody has to
//! say what changed, so nothing can be forgotten.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
};

use super::Glyphs;
use crate::door::{self, Safe};

/// What pens did in each row of a window.
#[derive(Clone, Debug)]
pub struct Sheet {
    area: Rect,
    rows: Vec<Row>,
    /// Which glyphs the terminal can show.
    pub(super) glyphs: Glyphs,
}

/// What was done in one row, in order, with the texts one behind the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Row {
    marks: Vec<Mark>,
    text: String,
}

/// One thing that was done from column `x` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    x: u16,
    width: u16,
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// The next so many bytes of the row's texts.
    Text(usize, Style),
    /// A glyph of ours in every cell.
    Fill(&'static str, Style),
    /// What stands there takes a style.
    Tint(Style),
    /// Nothing stands there.
    Clear,
}

impl Sheet {
    /// Nothing is written down yet for a window of this many columns and rows.
    #[must_use]
    pub fn new((width, height): (u16, u16)) -> Self {
        let rows = vec![Row::default(); usize::from(height)];
        Self { area: Rect::new(0, 0, width, height), rows, glyphs: Glyphs::default() }
    }

    /// The window.
    #[must_use]
    pub const fn area(&self) -> Rect {
        self.area
    }

    /// Forgets what was written down.
    pub fn clear(&mut self) {
        for row in &mut self.rows {
            row.marks.clear();
            row.text.clear();
        }
    }

    /// Whether a row of two sheets of the same size looks the same for sure.
    #[must_use]
    pub fn agrees(&self, other: &Self, y: u16) -> bool {
        let at = usize::from(y);
        self.glyphs == other.glyphs && self.rows.get(at) == other.rows.get(at)
    }

    /// Draws a row over what stands in the buffer.
    pub fn draw_row(&self, y: u16, buffer: &mut Buffer) {
        let Some(row) = self.rows.get(usize::from(y)) else { return };
        let mut texts = row.text.as_str();
        for Mark { x, width, what } in &row.marks {
            let area = Rect { x: *x, y, width: *width, height: 1 };
            match what {
                What::Text(length, style) => {
                    let (text, rest) = texts.split_at_checked(*length).unwrap_or((texts, ""));
                    texts = rest;
                    draw_text(area, text, *style, buffer);
                }
                What::Fill(glyph, style) => fill(area, glyph, *style, buffer),
                What::Tint(style) => buffer.set_style(area, *style),
                What::Clear => {
                    for position in area.positions() {
                        if let Some(cell) = buffer.cell_mut(position) {
                            cell.reset();
                        }
                    }
                }
            }
        }
        self.glyphs.apply(y, buffer);
    }

    /// Puts a text into the first row of an area, cut where the area ends. Answers the cells that it takes.
    pub(super) fn put(&mut self, area: Rect, text: &Safe, style: Style) -> u16 {
        let area = area.intersection(self.area);
        if area.is_empty() {
            return 0;
        }
        let (text, cells) = fitting(text, area.width);
        if let Some(row) = self.rows.get_mut(usize::from(area.y)) {
            row.text.push_str(text);
            row.marks.push(Mark { x: area.x, width: cells, what: What::Text(text.len(), style) });
        }
        cells
    }

    /// Puts a glyph of ours into each cell of an area.
    pub(super) fn fill(&mut self, area: Rect, glyph: &'static str, style: Style) {
        self.mark(area, What::Fill(glyph, style));
    }

    /// Gives what stands in an area a style.
    pub(super) fn tint(&mut self, area: Rect, style: Style) {
        self.mark(area, What::Tint(style));
    }

    /// Empties an area.
    pub(super) fn empty(&mut self, area: Rect) {
        self.mark(area, What::Clear);
    }

    fn mark(&mut self, area: Rect, what: What) {
        let area = area.intersection(self.area);
        if area.is_empty() {
            return;
        }
        for row in self.rows.iter_mut().take(usize::from(area.bottom())).skip(usize::from(area.y)) {
            row.marks.push(Mark { x: area.x, width: area.width, what });
        }
    }
}

/// As much of a text as fits into so many cells, and the cells that it takes.
fn fitting<'a>(text: &'a Safe, width: u16) -> (&'a str, u16) {
    let text: &str = text;
    if text.is_ascii() {
        let length = text.len().min(usize::from(width));
        return (&text[..length], u16::try_from(length).unwrap_or(width));
    }
    let mut used = 0;
    for (at, cluster) in door::clusters(text) {
        let (_, cells) = door::shown(cluster);
        if used + cells > width {
            return (&text[..at], used);
        }
        used += cells;
    }
    (text, used)
}

#[expect(clippy::disallowed_methods, reason = "a text from `Safe`")]
fn draw_text(area: Rect, text: &str, style: Style, buffer: &mut Buffer) {
    if !text.is_ascii() {
        buffer.set_stringn(area.x, area.y, text, usize::from(area.width), style);
        return;
    }
    for (x, at) in (area.x..area.right()).zip(0..text.len()) {
        if let (Some(cell), Some(letter)) = (buffer.cell_mut(Position::new(x, area.y)), text.get(at..=at)) {
            cell.set_symbol(letter).set_style(style);
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a glyph of ours")]
fn fill(area: Rect, glyph: &'static str, style: Style, buffer: &mut Buffer) {
    for position in area.positions() {
        if let Some(cell) = buffer.cell_mut(position) {
            cell.set_symbol(glyph).set_style(style);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::door::sample;

    const SIZE: (u16, u16) = (12, 2);

    fn empty() -> Buffer {
        Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1))
    }

    #[test]
    fn rows_agree_where_the_same_was_done_and_nowhere_else() {
        let area = Rect::new(0, 0, 12, 2);
        let mut one = Sheet::new(SIZE);
        one.put(area, &Safe::line("ab"), Style::new());
        one.put(Rect { y: 1, ..area }, &Safe::line("c"), Style::new());
        let mut other = one.clone();
        assert!(one.agrees(&other, 0) && one.agrees(&other, 1));
        other.tint(Rect { height: 1, ..area }, Style::new().bold());
        assert!(!one.agrees(&other, 0) && one.agrees(&other, 1));
        other.clear();
        assert!(other.agrees(&Sheet::new(SIZE), 0));
    }

    #[test]
    fn what_reaches_beyond_the_window_is_left_out() {
        let mut sheet = Sheet::new(SIZE);
        let beyond = Rect::new(10, 1, 90, 9);
        assert_eq!(sheet.put(beyond, &Safe::line("abc"), Style::new()), 2);
        sheet.fill(Rect { y: 2, ..beyond }, "─", Style::new());
        sheet.empty(Rect::new(11, 0, 5, 5));
        let mut buffer = empty();
        (0..4).for_each(|y| sheet.draw_row(y, &mut buffer));
        assert_eq!(buffer, Buffer::with_lines(["            ", "          a "]));
    }

    proptest! {
        #[test]
        #[expect(clippy::disallowed_methods, reason = "what it is to be the same as")]
        fn texts_stand_as_ratatui_sets_them(text in sample::text(12), x in 0_u16..12) {
            let safe = Safe::line(&text);
            let mut sheet = Sheet::new(SIZE);
            let cells = sheet.put(Rect::new(x, 0, 12, 1), &safe, Style::new().bold());
            let (mut drawn, mut wanted) = (empty(), empty());
            sheet.draw_row(0, &mut drawn);
            let (end, _) = wanted.set_stringn(x, 0, &*safe, usize::from(12 - x), Style::new().bold());
            prop_assert_eq!(cells, end - x);
            prop_assert_eq!(drawn, wanted);
        }
    }
}
