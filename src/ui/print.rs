//! A picture as lines of text, for where there is no screen: standard output.

use std::fmt::Write as _;

use ratatui::{
    buffer::{Buffer, Cell, CellWidth},
    style::{Color, Modifier},
};

/// The rows of a picture as lines; with `colours`, styles are written as a terminal wants them (ECMA-48
/// SGR), else they are left out.
#[must_use]
pub fn lines(buffer: &Buffer, colours: bool) -> String {
    let width = usize::from(buffer.area.width).max(1);
    let mut text = String::new();
    for row in buffer.content.chunks(width) {
        let end = row.iter().rposition(|cell| cell.symbol() != " ").map_or(0, |last| last + 1);
        let mut style = Cell::EMPTY.style();
        let mut at = 0;
        while let Some(cell) = row.get(at).filter(|_| at < end) {
            if colours && cell.style() != style {
                style = cell.style();
                set(&mut text, cell);
            }
            text.push_str(cell.symbol());
            at += usize::from(cell.cell_width().max(1));
        }
        if colours && end > 0 {
            text.push_str("\u{1b}[0m");
        }
        text.push('\n');
    }
    text
}

/// Writes the style of a cell, whatever was set before.
fn set(text: &mut String, cell: &Cell) {
    text.push_str("\u{1b}[0");
    for (modifier, number) in [(Modifier::BOLD, 1), (Modifier::DIM, 2), (Modifier::REVERSED, 7)] {
        if cell.modifier.contains(modifier) {
            // Writing to a string cannot fail.
            let _ = write!(text, ";{number}");
        }
    }
    for (colour, plane) in [(cell.fg, 38), (cell.bg, 48)] {
        if let Color::Indexed(number) = colour {
            let _ = write!(text, ";{plane};5;{number}");
        }
    }
    text.push('m');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_become_lines_without_blanks_at_their_ends() {
        let mut buffer = Buffer::with_lines(["a漢b  ", "", "c    "]);
        buffer[(0, 2)].set_fg(Color::Indexed(3));
        assert_eq!(lines(&buffer, false), "a漢b\n\nc\n");
        assert_eq!(lines(&buffer, true), "a漢b\u{1b}[0m\n\n\u{1b}[0;38;5;3mc\u{1b}[0m\n");
    }
}
