//! From one frame to the next: the fewest bytes that make the terminal show what was drawn.
//!
//! Terminals disagree about how many cells a cluster takes: Devanagari conjuncts, emoji of several code
//! points, emoji newer than the terminal. Where a row holds such a cluster, the row is emptied and written
//! whole, and the cursor is set anew behind each of them. So a terminal that takes one for wider or
//! narrower than we do shows that cluster in its own way, and everything else in its place.

use crossterm::{
    Command,
    cursor::{Hide, MoveTo, Show},
    terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate},
};
use ratatui::{
    buffer::{Buffer, Cell, CellWidth},
    layout::{Position, Rect},
    style::Style,
};

use crate::ui::{Sheet, print};

/// What the terminal shows, and what it is to show next.
pub struct Painter {
    /// What the last frame was drawn from.
    noted: Sheet,
    /// What the next one is drawn from.
    next: Sheet,
    /// The rows that the terminal shows.
    shown: Vec<Buffer>,
    /// Where a row is drawn.
    fresh: Buffer,
    /// Where the cursor was put; none while it is hidden.
    cursor: Option<Position>,
    /// Whether nothing is known of what the terminal shows.
    blank: bool,
    drawn: usize,
}

impl Painter {
    /// For a window of this many columns and rows, of which nothing is known.
    #[must_use]
    pub fn new(size: (u16, u16)) -> Self {
        let row = |y| Buffer::empty(Rect::new(0, y, size.0, 1));
        let sheet = Sheet::new(size);
        Self {
            noted: sheet.clone(),
            next: sheet,
            shown: (0..size.1).map(row).collect(),
            fresh: row(0),
            cursor: None,
            blank: true,
            drawn: 0,
        }
    }

    /// Takes down the next frame with `note` and answers the bytes for the terminal; none where nothing
    /// changed. Only rows that are noted otherwise than for the last frame are drawn and compared.
    pub fn paint(&mut self, note: impl FnOnce(&mut Sheet) -> Option<Position>) -> Vec<u8> {
        self.next.clear();
        let cursor = note(&mut self.next);
        let mut hand = Hand::default();
        hand.tell(BeginSynchronizedUpdate);
        let empty = hand.out.len();
        if self.blank {
            hand.tell(Hide);
            hand.tell(Clear(ClearType::All));
        }
        self.drawn = 0;
        for (shown, y) in self.shown.iter_mut().zip(0..) {
            if !self.blank && self.next.agrees(&self.noted, y) {
                continue;
            }
            self.drawn += 1;
            self.fresh.area.y = y;
            self.fresh.reset();
            self.next.draw_row(y, &mut self.fresh);
            hand.row(shown, &self.fresh);
            std::mem::swap(shown, &mut self.fresh);
        }
        hand.plain();
        self.place(cursor, hand.out.len() > empty, &mut hand);
        self.blank = false;
        std::mem::swap(&mut self.noted, &mut self.next);
        if hand.out.len() == empty {
            return Vec::new();
        }
        hand.tell(EndSynchronizedUpdate);
        hand.out.into_bytes()
    }

    /// How many rows were drawn anew for the last frame.
    #[must_use]
    pub const fn drawn(&self) -> usize {
        self.drawn
    }

    /// Puts the cursor where it belongs; writing moved it if `moved`.
    fn place(&mut self, cursor: Option<Position>, moved: bool, hand: &mut Hand) {
        match cursor {
            Some(Position { x, y }) => {
                if moved || cursor != self.cursor {
                    hand.tell(MoveTo(x, y));
                }
                if self.cursor.is_none() || self.blank {
                    hand.tell(Show);
                }
            }
            None if self.cursor.is_some() => hand.tell(Hide),
            None => {}
        }
        self.cursor = cursor;
    }
}

/// Writes for the terminal and knows how its own pen is set.
#[derive(Default)]
struct Hand {
    out: String,
    /// Where the next character goes; none where that is not known.
    at: Option<(u16, u16)>,
    /// The style that is set; none for the terminal's own.
    style: Option<Style>,
}

impl Hand {
    fn tell(&mut self, command: impl Command) {
        // Writing to a string cannot fail.
        let _ = command.write_ansi(&mut self.out);
    }

    /// Writes what differs between two versions of a row.
    fn row(&mut self, before: &Buffer, after: &Buffer) {
        let y = after.area.y;
        let cells_of = || before.content.iter().chain(&after.content);
        if cells_of().all(|cell| is_narrow(cell.symbol())) {
            // Nearly every row: a cell is a cell.
            // The numbers stand last: a range counts one further than it is asked for, and a window may have as
            // many columns as there are numbers.
            for ((old, new), x) in before.content.iter().zip(&after.content).zip(0..) {
                if old != new {
                    self.cell(x, y, new);
                }
            }
            return;
        }
        if before.content == after.content {
            return;
        }
        if cells_of().any(is_uncertain) {
            self.whole_row(after);
            return;
        }
        let mut x = 0;
        // Up to here, half of a wide character may still stand that another one has come over.
        let mut stale = 0;
        while let (Some(old), Some(new)) = (before.content.get(x), after.content.get(x)) {
            if old != new || x < stale {
                self.cell(u16::try_from(x).unwrap_or(u16::MAX), y, new);
            }
            let width = cells(new);
            let covered = before.content.iter().enumerate().skip(x).take(width);
            stale = covered.fold(stale, |stale, (at, old)| stale.max(at + cells(old)));
            x += width;
        }
    }

    /// Empties a row and writes all of it.
    fn whole_row(&mut self, row: &Buffer) {
        let y = row.area.y;
        self.plain();
        self.tell(MoveTo(0, y));
        self.tell(Clear(ClearType::UntilNewLine));
        self.at = None;
        let mut x: u16 = 0;
        while let Some(cell) = row.content.get(usize::from(x)) {
            self.cell(x, y, cell);
            if is_uncertain(cell) {
                self.at = None;
            }
            x = x.saturating_add(u16::try_from(cells(cell)).unwrap_or(1));
        }
    }

    fn cell(&mut self, x: u16, y: u16, cell: &Cell) {
        if self.at != Some((x, y)) {
            self.tell(MoveTo(x, y));
        }
        let style = cell.style();
        if self.style.unwrap_or(Cell::EMPTY.style()) != style {
            print::set(&mut self.out, cell);
            self.style = Some(style);
        }
        self.out.push_str(cell.symbol());
        self.at = (cells(cell) == 1).then_some((x + 1, y));
    }

    /// Sets the terminal's own style.
    fn plain(&mut self) {
        if self.style.take().is_some_and(|style| style != Cell::EMPTY.style()) {
            self.out.push_str("\u{1b}[0m");
        }
    }
}

/// How many cells a cell's content takes, at least one. It is asked for each cell of a row, and ratatui has to
/// look most answers up.
fn cells(cell: &Cell) -> usize {
    if is_narrow(cell.symbol()) { 1 } else { usize::from(cell.cell_width().max(1)) }
}

/// Whether a cluster takes one cell for sure: ASCII, the letters of Latin, lines and blocks, and the signs that
/// this program puts between words.
fn is_narrow(symbol: &str) -> bool {
    matches!(
        symbol.as_bytes(),
        [_] | [0xc2, 0xa1..=0xac | 0xae..=0xbf]
            | [0xc3..=0xc8, _]
            | [0xe2, 0x94 | 0x95, _]
            | [0xe2, 0x96, 0x80..=0x9f]
            | [0xe2, 0x80, 0x93 | 0x94 | 0x99 | 0x9c | 0x9d | 0xa6]
            | [0xe2, 0x86, 0x90..=0x93]
    )
}

/// Whether terminals may disagree about the width of what stands in a cell: clusters of several code
/// points, emoji, halfwidth sound marks alone, and the few characters that are wider than two cells.
fn is_uncertain(cell: &Cell) -> bool {
    let symbol = cell.symbol();
    if is_narrow(symbol) {
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

    use super::*;
    use crate::ui::{Pen, Theme, Tint};

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

        fn show(&mut self, lines: &[&str]) -> Vec<u8> {
            let theme = Theme::new(Tint::Dark);
            let bytes = self.painter.paint(|sheet| {
                let window = sheet.area();
                let mut pen = Pen::new(sheet, &theme);
                for (y, line) in (0..).zip(lines) {
                    pen.line(Rect { y, height: 1, ..window }, line, theme.quiet);
                }
                Some(Position::new(1, 2))
            });
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
        assert_eq!(terminal.painter.drawn(), 1);
        assert_eq!(terminal.show(&["one", "twx"]), b"");
        assert_eq!(terminal.painter.drawn(), 0);
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
    fn what_is_narrow_for_sure_takes_one_cell() {
        let narrow = |char: &char| !char.is_control() && is_narrow(char.encode_utf8(&mut [0; 4]));
        for char in (' '..='\u{ffff}').filter(narrow) {
            assert_eq!(char.encode_utf8(&mut [0; 4]).cell_width(), 1, "{char:?}");
        }
        assert!(['a', 'ß', '─', '█', '…', '·', '↑'].iter().all(narrow));
    }

    #[test]
    fn a_window_of_no_size_is_painted_with_nothing() {
        let mut painter = Painter::new((0, 0));
        assert_eq!(painter.paint(|_| None), b"\x1b[?2026h\x1b[?25l\x1b[2J\x1b[?2026l");
    }

    #[test]
    fn windows_with_as_many_cells_as_there_are_numbers_are_painted() {
        for size in [(u16::MAX, 1), (1, u16::MAX), (u16::MAX, 2)] {
            let mut painter = Painter::new(size);
            assert!(!painter.paint(|_| None).is_empty());
            assert!(painter.paint(|_| None).is_empty());
        }
    }

    proptest! {
        #[test]
        fn the_terminal_shows_the_last_frame(
            frames in prop::collection::vec(prop::collection::vec("[a-c 漢字\u{e9}─]{0,10}", 3), 1..6)
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
