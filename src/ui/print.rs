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

/// Writes the style of a cell as a terminal wants it (ECMA-48 SGR), whatever was set before.
pub fn set(text: &mut String, cell: &Cell) {
    const WEIGHTS: [(Modifier, &str); 9] = [
        (Modifier::BOLD, ";1"),
        (Modifier::DIM, ";2"),
        (Modifier::ITALIC, ";3"),
        (Modifier::UNDERLINED, ";4"),
        (Modifier::SLOW_BLINK, ";5"),
        (Modifier::RAPID_BLINK, ";6"),
        (Modifier::REVERSED, ";7"),
        (Modifier::HIDDEN, ";8"),
        (Modifier::CROSSED_OUT, ";9"),
    ];
    text.push_str("\u{1b}[0");
    for (modifier, number) in WEIGHTS {
        if cell.modifier.contains(modifier) {
            text.push_str(number);
        }
    }
    for (colour, plane) in [(cell.fg, 38), (cell.bg, 48), (cell.underline_color, 58)] {
        // Writing to a string cannot fail.
        let _ = match (colour, number(colour)) {
            (Color::Rgb(red, green, blue), _) => write!(text, ";{plane};2;{red};{green};{blue}"),
            (_, Some(number)) => write!(text, ";{plane};5;{number}"),
            _ => Ok(()),
        };
    }
    text.push('m');
}

/// The number of a colour among a terminal's 256; none for its own colour and for mixed ones.
const fn number(colour: Color) -> Option<u8> {
    Some(match colour {
        Color::Reset | Color::Rgb(..) => return None,
        Color::Indexed(number) => number,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    })
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
