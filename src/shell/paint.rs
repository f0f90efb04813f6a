//! From one frame to the next: the fewest bytes that make the terminal show what was drawn.
//!
//! Terminals disagree about how many cells a cluster takes: Devanagari conjuncts, emoji of several code
//! points, emoji newer than the terminal. Where a row holds such a cluster, the row is emptied and written
//! whole, and the cursor is set anew behind each of them. So a terminal that takes one for wider or
//! narrower than we do shows that cluster in its own way, and everything else in its place.

use std::io;

use crossterm::{
    cursor::{Hide, MoveTo, Show},
    queue,
    terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate},
};
use ratatui::{
    backend::{Backend, CrosstermBackend},
    buffer::{Buffer, Cell, CellWidth},
    layout::{Position, Rect},
};

/// What the terminal shows, and what it is to show next.
pub struct Painter {
    shown: Buffer,
    next: Buffer,
    /// Where the cursor was put; none while it is hidden.
    cursor: Option<Position>,
    /// Whether nothing is known of what the terminal shows.
    blank: bool,
}

impl Painter {
    /// For a window of this many columns and rows, of which nothing is known.
    #[must_use]
    pub fn new(size: (u16, u16)) -> Self {
        let empty = Buffer::empty(Rect::new(0, 0, size.0, size.1));
        Self { shown: empty.clone(), next: empty, cursor: None, blank: true }
    }

    /// Draws the next frame and answers the bytes for the terminal; none where nothing changed.
    ///
    /// # Errors
    /// None that can happen: bytes are written to memory.
    pub fn paint(&mut self, draw: impl FnOnce(&mut Buffer) -> Option<Position>) -> io::Result<Vec<u8>> {
        self.next.reset();
        let cursor = draw(&mut self.next);
        let mut out = Vec::new();
        queue!(out, BeginSynchronizedUpdate)?;
        let empty = out.len();
        if self.blank {
            queue!(out, Hide, Clear(ClearType::All))?;
            self.shown.reset();
        }
        self.rows(&mut out)?;
        self.place(cursor, out.len() > empty, &mut out)?;
        self.blank = false;
        std::mem::swap(&mut self.shown, &mut self.next);
        if out.len() == empty {
            return Ok(Vec::new());
        }
        queue!(out, EndSynchronizedUpdate)?;
        Ok(out)
    }

    fn rows(&self, out: &mut Vec<u8>) -> io::Result<()> {
        let width = usize::from(self.next.area.width).max(1);
        let rows = self.shown.content.chunks(width).zip(self.next.content.chunks(width));
        let uncertain: Vec<bool> = rows
            .map(|(before, after)| before != after && before.iter().chain(after).any(is_uncertain))
            .collect();
        let is_whole = |y: u16| uncertain.get(usize::from(y)).copied().unwrap_or(false);
        let changes = self.shown.diff_iter(&self.next).filter(|(_, y, _)| !is_whole(*y));
        let mut changes = changes.peekable();
        if changes.peek().is_some() {
            CrosstermBackend::new(&mut *out).draw(changes)?;
        }
        for (y, cells) in self.next.content.chunks(width).enumerate() {
            let y = u16::try_from(y).unwrap_or(u16::MAX);
            if is_whole(y) {
                whole_row(y, cells, out)?;
            }
        }
        Ok(())
    }

    /// Puts the cursor where it belongs; writing moved it if `moved`.
    fn place(&mut self, cursor: Option<Position>, moved: bool, out: &mut Vec<u8>) -> io::Result<()> {
        match cursor {
            Some(Position { x, y }) => {
                if moved || cursor != self.cursor {
                    queue!(out, MoveTo(x, y))?;
                }
                if self.cursor.is_none() || self.blank {
                    queue!(out, Show)?;
                }
            }
            None if self.cursor.is_some() => queue!(out, Hide)?,
            None => {}
        }
        self.cursor = cursor;
        Ok(())
    }
}

/// Empties a row and writes all of it.
fn whole_row(y: u16, cells: &[Cell], out: &mut Vec<u8>) -> io::Result<()> {
    queue!(out, MoveTo(0, y), Clear(ClearType::UntilNewLine))?;
    let mut run = Vec::new();
    let mut x: u16 = 0;
    while let Some(cell) = cells.get(usize::from(x)) {
        run.push((x, y, cell));
        // Each drawing begins by setting the cursor.
        if is_uncertain(cell) {
            CrosstermBackend::new(&mut *out).draw(run.drain(..))?;
        }
        x = x.saturating_add(cell.cell_width().max(1));
    }
    CrosstermBackend::new(&mut *out).draw(run.into_iter())
}

/// Whether terminals may disagree about the width of what stands in a cell: clusters of several code
/// points, emoji, halfwidth sound marks alone, and the few characters that are wider than two cells.
fn is_uncertain(cell: &Cell) -> bool {
    let symbol = cell.symbol();
    if symbol.len() == 1 {
        return false;
    }
    let mut chars = symbol.chars();
    let first = chars.next();
    chars.next().is_some()
        || first.is_some_and(|char| {
            char >= '\u{1f000}' || matches!(char, '\u{2600}'..'\u{27c0}' | '\u{ff9e}' | '\u{ff9f}')
        })
        || cell.cell_width() > 2
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use proptest::prelude::*;
    use ratatui::style::{Color, Style};

    use super::*;

    const SIZE: (u16, u16) = (20, 3);

    /// A terminal that has been painted with some frames.
    struct Terminal {
        painter: Painter,
        parser: vt100::Parser,
    }

    impl Terminal {
        fn new() -> Self {
            let parser = vt100::Parser::new(SIZE.1.try_into().unwrap(), SIZE.0.try_into().unwrap(), 0);
            Self { painter: Painter::new(SIZE), parser }
        }

        #[expect(clippy::disallowed_methods, reason = "the texts of these tests are harmless")]
        fn show(&mut self, lines: &[&str]) -> Vec<u8> {
            let bytes = self.painter.paint(|buffer| {
                for (y, line) in (0..).zip(lines) {
                    buffer.set_string(0, y, line, Style::new().fg(Color::Indexed(3)));
                }
                Some(Position::new(1, 2))
            });
            let bytes = bytes.unwrap();
            self.parser.process(&bytes);
            bytes
        }

        fn screen(&self) -> String {
            let screen = self.parser.screen().contents();
            let rows: Vec<&str> = screen.lines().map(str::trim_end).collect();
            rows.join("\n").trim_end().to_owned()
        }
    }

    #[test]
    fn only_what_changes_is_written_and_nothing_where_nothing_does() {
        let mut terminal = Terminal::new();
        terminal.show(&["one", "two"]);
        assert_eq!(terminal.screen(), "one\ntwo");
        let bytes = String::from_utf8(terminal.show(&["one", "twx"])).unwrap();
        assert!(bytes.contains('x') && !bytes.contains('t'), "{bytes:?}");
        assert_eq!(terminal.show(&["one", "twx"]), b"");
        assert_eq!(terminal.parser.screen().cursor_position(), (2, 1));
    }

    #[test]
    fn a_cluster_that_the_terminal_sizes_otherwise_leaves_nothing_behind() {
        // This terminal gives a family four times two cells; we give it two.
        let mut terminal = Terminal::new();
        terminal.show(&["a👨‍👩‍👧‍👦b", "plain"]);
        assert_eq!(terminal.parser.screen().cell(0, 3).unwrap().contents(), "b");
        terminal.show(&["short", "plain"]);
        assert_eq!(terminal.screen(), "short\nplain");
    }

    #[test]
    fn a_window_of_no_size_is_painted_with_nothing() {
        let mut painter = Painter::new((0, 0));
        assert!(painter.paint(|_| None).is_ok());
    }

    proptest! {
        #[test]
        fn the_terminal_shows_the_last_frame(
            frames in prop::collection::vec(prop::collection::vec("[a-c 漢\u{e9}]{0,8}", 3), 1..6)
        ) {
            let mut terminal = Terminal::new();
            for frame in &frames {
                let lines: Vec<&str> = frame.iter().map(String::as_str).collect();
                terminal.show(&lines);
                let wanted: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
                let wanted = wanted.join("\n");
                prop_assert_eq!(terminal.screen(), wanted.trim_end());
            }
        }
    }
}
