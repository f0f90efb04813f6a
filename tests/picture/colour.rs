//! Colours, and what a terminal means by their numbers.

/// Red, green and blue.
pub type Rgb = (u8, u8, u8);

/// The colours of a terminal.
#[derive(Clone, Copy)]
pub struct Ground {
    /// Text that has no colour of its own, and what it stands on.
    pub text: Rgb,
    pub below: Rgb,
    /// Of the window.
    pub edge: Rgb,
    pub title: Rgb,
}

/// A dark terminal.
pub const DARK: Ground = Ground {
    text: (0xdc, 0xdf, 0xe4),
    below: (0x1c, 0x1e, 0x26),
    edge: (0x3b, 0x3f, 0x4c),
    title: (0x8b, 0x91, 0xa0),
};

/// A light terminal.
pub const LIGHT: Ground = Ground {
    text: (0x24, 0x29, 0x2f),
    below: (0xfd, 0xfd, 0xfb),
    edge: (0xc9, 0xcd, 0xd3),
    title: (0x6a, 0x70, 0x7a),
};

/// As SVG writes it.
pub fn hex((red, green, blue): Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Half way between two colours.
pub const fn mixed(one: Rgb, other: Rgb) -> Rgb {
    (one.0.midpoint(other.0), one.1.midpoint(other.1), one.2.midpoint(other.2))
}

/// The colours of xterm by number.
pub fn indexed(number: u8) -> Rgb {
    const FIRST: [Rgb; 16] = [
        (0x00, 0x00, 0x00),
        (0xcd, 0x00, 0x00),
        (0x00, 0xcd, 0x00),
        (0xcd, 0xcd, 0x00),
        (0x00, 0x00, 0xee),
        (0xcd, 0x00, 0xcd),
        (0x00, 0xcd, 0xcd),
        (0xe5, 0xe5, 0xe5),
        (0x7f, 0x7f, 0x7f),
        (0xff, 0x00, 0x00),
        (0x00, 0xff, 0x00),
        (0xff, 0xff, 0x00),
        (0x5c, 0x5c, 0xff),
        (0xff, 0x00, 0xff),
        (0x00, 0xff, 0xff),
        (0xff, 0xff, 0xff),
    ];
    let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    match number {
        0..=15 => FIRST[usize::from(number)],
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

#[test]
fn colours_are_those_of_xterm() {
    assert_eq!(
        [16, 21, 117, 231, 232, 255].map(indexed).map(hex),
        ["#000000", "#0000ff", "#87d7ff", "#ffffff", "#080808", "#eeeeee"]
    );
}
