//! Colours as they are written, and what becomes of them where a terminal has fewer.

use std::str::FromStr;

use ratatui::style::Color;

/// A colour of one's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub(super) Color);

impl FromStr for Colour {
    type Err = ();

    /// Reads a name (`red`, `light-blue`), a number among a terminal's 256, `#rrggbb`, or `default`: what the
    /// terminal draws without a colour.
    fn from_str(text: &str) -> Result<Self, ()> {
        let text = if text == "default" { "reset" } else { text };
        text.parse().map(Colour).map_err(|_| ())
    }
}

/// How many colours a terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// Sixteen, or fewer.
    Sixteen,
    /// 256 by number.
    Many,
    /// 24 bits.
    All,
}

/// Red, green and blue.
type Rgb = (u8, u8, u8);

/// The levels of the cube of 216 colours.
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The first 16 colours as most terminals have them. A person's own may be others.
const FIRST: [(Color, Rgb); 16] = [
    (Color::Black, (0, 0, 0)),
    (Color::Red, (205, 0, 0)),
    (Color::Green, (0, 205, 0)),
    (Color::Yellow, (205, 205, 0)),
    (Color::Blue, (0, 0, 238)),
    (Color::Magenta, (205, 0, 205)),
    (Color::Cyan, (0, 205, 205)),
    (Color::Gray, (229, 229, 229)),
    (Color::DarkGray, (127, 127, 127)),
    (Color::LightRed, (255, 0, 0)),
    (Color::LightGreen, (0, 255, 0)),
    (Color::LightYellow, (255, 255, 0)),
    (Color::LightBlue, (92, 92, 255)),
    (Color::LightMagenta, (255, 0, 255)),
    (Color::LightCyan, (0, 255, 255)),
    (Color::White, (255, 255, 255)),
];

/// What a terminal with so many colours shows instead.
pub fn within(colour: Color, depth: Depth) -> Color {
    match (colour, depth) {
        (Color::Rgb(..), Depth::Many) => rgb(colour).map_or(colour, |rgb| nearest(rgb, 16..=255)),
        (Color::Rgb(..) | Color::Indexed(16..), Depth::Sixteen) => {
            rgb(colour).map_or(colour, |rgb| nearest(rgb, 0..=15))
        }
        _ => colour,
    }
}

/// The number of the nearest colour.
fn nearest(wanted: Rgb, mut among: std::ops::RangeInclusive<u8>) -> Color {
    let first = *among.start();
    let nearest = among.by_ref().min_by_key(|number| distance(wanted, numbered(*number)));
    Color::Indexed(nearest.unwrap_or(first))
}

fn distance(one: Rgb, other: Rgb) -> u32 {
    let square = |one: u8, other: u8| u32::from(one.abs_diff(other)).pow(2);
    // The eye sees green best.
    2 * square(one.0, other.0) + 4 * square(one.1, other.1) + 3 * square(one.2, other.2)
}

/// What a terminal draws for a colour; none for its own default.
pub fn rgb(colour: Color) -> Option<Rgb> {
    match colour {
        Color::Rgb(red, green, blue) => Some((red, green, blue)),
        Color::Indexed(number) => Some(numbered(number)),
        other => FIRST.into_iter().find(|(name, _)| *name == other).map(|(_, rgb)| rgb),
    }
}

fn numbered(number: u8) -> Rgb {
    let level = |step: u8| LEVELS.get(usize::from(step)).copied().unwrap_or(255);
    match number {
        0..=15 => FIRST.get(usize::from(number)).map_or((0, 0, 0), |(_, rgb)| *rgb),
        16..=231 => {
            let number = number - 16;
            (level(number / 36), level(number / 6 % 6), level(number % 6))
        }
        grey => {
            let level = 8 + 10 * (grey - 232);
            (level, level, level)
        }
    }
}

/// The contrast between two colours as the Web Content Accessibility Guidelines compute it, from 1 to 21.
pub fn contrast(one: Rgb, other: Rgb) -> f64 {
    let light = |(red, green, blue): Rgb| {
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
    };
    let (one, other) = (light(one), light(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_people_write_them() {
        for (written, colour) in [
            ("red", Color::Red),
            ("light-blue", Color::LightBlue),
            ("bright blue", Color::LightBlue),
            ("117", Color::Indexed(117)),
            ("#FF8000", Color::Rgb(255, 128, 0)),
            ("default", Color::Reset),
        ] {
            assert_eq!(written.parse(), Ok(Colour(colour)));
        }
        for wrong in ["", "rot", "256", "-1", "#12345", "#gggggg", "#äöü"] {
            assert_eq!(wrong.parse::<Colour>(), Err(()), "{wrong}");
        }
    }

    #[test]
    fn a_terminal_with_fewer_colours_shows_the_nearest() {
        let many = |red, green, blue| within(Color::Rgb(red, green, blue), Depth::Many);
        assert_eq!(many(0xff, 0xaf, 0x00), Color::Indexed(214));
        assert_eq!(many(0x81, 0x80, 0x7f), Color::Indexed(244));
        assert_eq!(many(0, 0, 0), Color::Indexed(16));
        assert_eq!(within(Color::Rgb(1, 2, 3), Depth::All), Color::Rgb(1, 2, 3));
        assert_eq!(within(Color::Indexed(196), Depth::Sixteen), Color::Indexed(9));
        assert_eq!(within(Color::Indexed(196), Depth::Many), Color::Indexed(196));
        assert_eq!(within(Color::Cyan, Depth::Sixteen), Color::Cyan);
        assert_eq!(within(Color::Reset, Depth::Sixteen), Color::Reset);
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        let rounded = |one, other| (contrast(one, other) * 100.0).round() / 100.0;
        assert!((rounded((0, 0, 0), (255, 255, 255)) - 21.0).abs() < 1e-9);
        assert!((rounded((0x76, 0x76, 0x76), (255, 255, 255)) - 4.54).abs() < 1e-9);
    }
}
