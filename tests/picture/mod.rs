//! A picture of a terminal's screen as SVG.
//!
//! Text is set in runs that are told their width, so that any monospaced font fits; whatever a font may
//! lack or draw too wide stands in its cell by itself. Lines, corners, blocks and shades are drawn as
//! shapes, all of one colour in one path, so that they are closed at any zoom.

mod colour;
mod glyph;

use std::fmt::Write;

use vt100::{Cell, Color, Screen};

pub use colour::{DARK, Ground, LIGHT};
use colour::{Rgb, hex, indexed, mixed};
use glyph::Shape;

/// A cell, in units of the picture: whole numbers, so that edges are sharp at its own size.
const WIDTH: u32 = 8;
const HEIGHT: u32 = 18;
/// From the top of a cell to the line that letters stand on.
const BASELINE: u32 = 13;
/// As large as the usual monospaced fonts may be for cells of this width.
const FONT_SIZE: &str = "13.3";
/// Two cells have room for larger characters.
const WIDE_FONT_SIZE: &str = "15";
const FONTS: &str = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', \
    'Noto Sans Mono CJK JP', 'Noto Sans CJK JP', monospace";
/// Around the screen, and the bar above it.
const MARGIN: u32 = 12;
const BAR: u32 = 32;

/// Draws a screen in a window with a title.
pub fn draw(screen: &Screen, title: &str, ground: Ground) -> String {
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let mut sheet = Sheet { ground, rects: Vec::new(), shapes: Vec::new(), texts: Vec::new() };
    for row in 0..rows {
        let mut column = 0;
        while column < columns {
            let Some(cell) = screen.cell(row, column) else { break };
            let is_cursor = !screen.hide_cursor() && screen.cursor_position() == (row, column);
            let cells = if cell.is_wide() { 2 } else { 1 };
            sheet.cell((u32::from(column), u32::from(row)), cells, cell, is_cursor);
            column += if cell.is_wide() { 2 } else { 1 };
        }
    }
    let size = (u32::from(columns) * WIDTH + 2 * MARGIN, u32::from(rows) * HEIGHT + BAR + MARGIN);
    sheet.finish(size, title)
}

/// Puts pictures of one size one behind the other, each to be seen for so many seconds, over and over. Whoever
/// wants nothing to move sees the last one.
pub fn film(pictures: &[String], seconds: u16) -> String {
    let count = u16::try_from(pictures.len()).unwrap_or(u16::MAX);
    let opening = pictures.first().and_then(|first| first.lines().next()).unwrap_or_default();
    let mut svg = format!(
        "{opening}\n<style>\n.frame {{ visibility: hidden; animation: turn {}s step-end infinite; }}\n\
         @keyframes turn {{ 0% {{ visibility: visible; }} {:.3}% {{ visibility: hidden; }} }}\n\
         @media (prefers-reduced-motion) {{ .frame {{ animation: none; }} \
         .frame:last-of-type {{ visibility: visible; }} }}\n</style>\n",
        seconds * count,
        100.0 / f64::from(count),
    );
    for (number, picture) in (0..).zip(pictures) {
        // Patterns are known by name in the whole file.
        let picture = picture.replace("\"shade", &format!("\"shade{number}-"));
        let picture = picture.replace("(#shade", &format!("(#shade{number}-"));
        let inside = picture.lines().skip(1).filter(|line| *line != "</svg>");
        let _ = writeln!(svg, "<g class=\"frame\" style=\"animation-delay: {}s\">", seconds * number);
        inside.for_each(|line| svg.extend([line, "\n"]));
        svg.push_str("</g>\n");
    }
    svg.push_str("</svg>\n");
    svg
}

/// What is drawn, gathered from the cells.
struct Sheet {
    ground: Ground,
    /// Grounds: place, width in cells, colour.
    rects: Vec<((u32, u32), u32, Rgb)>,
    /// One path for each colour and way of drawing, in the order in which they first come.
    shapes: Vec<((Rgb, Shape), Vec<String>)>,
    texts: Vec<Run>,
}

/// Text in one style, side by side.
struct Run {
    place: (u32, u32),
    cells: u32,
    text: String,
    style: Style,
    setting: Setting,
}

/// How text is set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Setting {
    /// In a run: each monospaced font has it, as wide as all else.
    Run,
    /// In a run whose letters change their shape with their neighbours.
    Joined,
    /// By itself in the middle of its cells, in the font's own shape.
    Alone,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Style {
    colour: Rgb,
    bold: bool,
    italic: bool,
    underline: bool,
}

impl Sheet {
    fn cell(&mut self, place: (u32, u32), cells: u32, cell: &Cell, is_cursor: bool) {
        let (mut text, mut ground) = (self.colour(cell.fgcolor()), self.ground.below);
        if cell.bgcolor() != Color::Default {
            ground = self.colour(cell.bgcolor());
        }
        if cell.inverse() != is_cursor {
            (text, ground) = (ground, text);
        }
        if cell.dim() {
            text = mixed(text, ground);
        }
        if ground != self.ground.below {
            self.rect(place, cells, ground);
        }
        let style =
            Style { colour: text, bold: cell.bold(), italic: cell.italic(), underline: cell.underline() };
        let contents = cell.contents();
        if let Some((shape, path)) = glyph::path(contents, (left(place.0), top(place.1))) {
            self.shape(text, shape, path);
        } else if !contents.trim().is_empty() || style.underline {
            self.text(place, cells, contents, style);
        }
    }

    /// What the terminal makes of a colour; its own for the text.
    fn colour(&self, colour: Color) -> Rgb {
        match colour {
            Color::Default => self.ground.text,
            Color::Rgb(red, green, blue) => (red, green, blue),
            Color::Idx(number) => indexed(number),
        }
    }

    fn rect(&mut self, (column, row): (u32, u32), cells: u32, colour: Rgb) {
        if let Some(((first, there), width, last)) = self.rects.last_mut()
            && (*there, *first + *width, *last) == (row, column, colour)
        {
            *width += cells;
        } else {
            self.rects.push(((column, row), cells, colour));
        }
    }

    fn shape(&mut self, colour: Rgb, shape: Shape, path: String) {
        match self.shapes.iter_mut().find(|(key, _)| *key == (colour, shape)) {
            Some((_, paths)) => paths.push(path),
            None => self.shapes.push(((colour, shape), vec![path])),
        }
    }

    /// Adds to the run before where that ends here, or one blank before here.
    fn text(&mut self, (column, row): (u32, u32), cells: u32, contents: &str, style: Style) {
        let setting = Setting::of(contents);
        if let Some(run) = self.texts.last_mut().filter(|run| (run.setting, run.style) == (setting, style)) {
            let end = run.place.0 + run.cells;
            let gap = u32::from(setting == Setting::Run && !style.underline);
            if setting != Setting::Alone && run.place.1 == row && (end..=end + gap).contains(&column) {
                run.text.push_str(if column > end { " " } else { "" });
                run.text.push_str(contents);
                run.cells = column + cells - run.place.0;
                return;
            }
        }
        self.texts.push(Run { place: (column, row), cells, text: contents.to_owned(), style, setting });
    }

    fn finish(self, (width, height): (u32, u32), title: &str) -> String {
        let Ground { text, below, edge, title: title_colour } = self.ground;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" font-family=\"{FONTS}\" font-size=\"{FONT_SIZE}\" fill=\"{}\">\n\
             <title>{}</title>\n\
             <rect x=\".5\" y=\".5\" width=\"{}\" height=\"{}\" rx=\"8\" fill=\"{}\" stroke=\"{}\"/>\n",
            hex(text),
            escaped(title),
            width - 1,
            height - 1,
            hex(below),
            hex(edge),
        );
        for (index, colour) in ["#ed6a5e", "#f4bf4f", "#61c554"].iter().enumerate() {
            let _ = writeln!(svg, "<circle cx=\"{}\" cy=\"16\" r=\"5\" fill=\"{colour}\"/>", 18 + 17 * index);
        }
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"20\" text-anchor=\"middle\" font-size=\"12\" fill=\"{}\">{}</text>",
            width / 2,
            hex(title_colour),
            escaped(title)
        );
        for ((column, row), cells, colour) in &self.rects {
            let (x, y, width, fill) = (left(*column), top(*row), cells * WIDTH, hex(*colour));
            let _ = writeln!(
                svg,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{HEIGHT}\" fill=\"{fill}\"/>"
            );
        }
        for (number, ((colour, shape), paths)) in self.shapes.iter().enumerate() {
            let colour = hex(*colour);
            if let Some(pattern) = shape.pattern(&colour, number) {
                let _ = writeln!(svg, "{pattern}");
            }
            let _ = writeln!(svg, "<path d=\"{}\" {}/>", paths.concat(), shape.attributes(&colour, number));
        }
        for run in &self.texts {
            run.write(text, &mut svg);
        }
        svg.push_str("</svg>\n");
        svg
    }
}

impl Run {
    fn write(&self, usual: Rgb, svg: &mut String) {
        let (x, y) = (left(self.place.0), top(self.place.1));
        let width = self.cells * WIDTH;
        let mut style = String::new();
        if self.style.colour != usual {
            let _ = write!(style, " fill=\"{}\"", hex(self.style.colour));
        }
        if self.style.bold {
            style.push_str(" font-weight=\"bold\"");
        }
        if self.style.italic {
            style.push_str(" font-style=\"italic\"");
        }
        if self.style.underline {
            style.push_str(" text-decoration=\"underline\"");
        }
        let place = match self.setting {
            Setting::Run => format!("x=\"{x}\" y=\"{}\" textLength=\"{width}\"", y + BASELINE),
            Setting::Joined => format!(
                "x=\"{x}\" y=\"{}\" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\"",
                y + BASELINE
            ),
            Setting::Alone => {
                format!("x=\"{}\" y=\"{}\" text-anchor=\"middle\"", x + width / 2, y + BASELINE)
            }
        };
        if self.cells == 2 && self.setting == Setting::Alone {
            let _ = write!(style, " font-size=\"{WIDE_FONT_SIZE}\"");
        }
        let _ = writeln!(svg, "<text {place}{style}>{}</text>", escaped(&self.text));
    }
}

const fn left(column: u32) -> u32 {
    MARGIN + column * WIDTH
}

const fn top(row: u32) -> u32 {
    BAR + row * HEIGHT
}

impl Setting {
    fn of(contents: &str) -> Self {
        let mut chars = contents.chars();
        match (chars.next(), chars.next()) {
            (Some(' '..='~' | '\u{a1}'..='\u{17f}' | 'А'..='я' | '–'..='…'), None) => Self::Run,
            // Hebrew to Thai, without scripts of wide characters.
            (Some('\u{590}'..='\u{e7f}'), _) => Self::Joined,
            _ => Self::Alone,
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[test]
fn a_screen_is_drawn_in_runs_and_paths() {
    let mut emulator = vt100::Parser::new(2.try_into().unwrap(), 20.try_into().unwrap(), 0);
    emulator.process("ab <c>  d\x1b[1me\x1b[m漢\r\n╭──╮██▌\x1b[44mx\x1b[?25l".as_bytes());
    let svg = draw(emulator.screen(), "T & T", DARK);
    assert!(svg.contains("<title>T &amp; T</title>"));
    assert!(svg.contains("<text x=\"12\" y=\"45\" textLength=\"48\">ab &lt;c&gt;</text>"), "{svg}");
    assert!(svg.contains("<text x=\"76\" y=\"45\" textLength=\"8\">d</text>"), "{svg}");
    assert!(svg.contains("textLength=\"8\" font-weight=\"bold\">e</text>"), "{svg}");
    assert!(
        svg.contains("<text x=\"100\" y=\"45\" text-anchor=\"middle\" font-size=\"15\">漢</text>"),
        "{svg}"
    );
    assert!(svg.contains("<rect x=\"68\" y=\"50\" width=\"8\" height=\"18\" fill=\"#0000ee\"/>"), "{svg}");
    assert_eq!(svg.matches("<path").count(), 2, "{svg}");
}
