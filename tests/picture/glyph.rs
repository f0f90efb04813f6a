//! Lines, corners, blocks and shades as paths.

use super::{HEIGHT, WIDTH};

/// How a path is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Filled.
    Block,
    /// Filled with a pattern: so many quarters of the ground are covered.
    Shade(u8),
    /// A thin line.
    Line,
    /// A heavy line.
    Heavy,
}

impl Shape {
    /// What the path's element says of it. `number` names the pattern of a shade.
    pub fn attributes(self, colour: &str, number: usize) -> String {
        match self {
            Self::Block => format!("fill=\"{colour}\""),
            Self::Shade(_) => format!("fill=\"url(#shade{number})\""),
            Self::Line => format!("fill=\"none\" stroke=\"{colour}\""),
            Self::Heavy => format!("fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\""),
        }
    }

    /// The pattern of a shade: squares of two units.
    pub fn pattern(self, colour: &str, number: usize) -> Option<String> {
        let squares = match self {
            Self::Shade(1) => "M0 0h2v2h-2z",
            Self::Shade(2) => "M0 0h2v2h-2zM2 2h2v2h-2z",
            Self::Shade(_) => "M0 0h4v2h-4zM2 2h2v2h-2z",
            _ => return None,
        };
        Some(format!(
            "<pattern id=\"shade{number}\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\">\
             <path d=\"{squares}\" fill=\"{colour}\"/></pattern>"
        ))
    }
}

/// How a glyph is drawn in the cell whose upper left corner is given, and its path; none where it is a
/// matter of the font.
pub fn path(glyph: &str, (left, top): (u32, u32)) -> Option<(Shape, String)> {
    let (middle, right) = (left + WIDTH / 2, left + WIDTH);
    let (centre, bottom) = (top + HEIGHT / 2, top + HEIGHT);
    // A line one unit wide is sharp in the middle of a unit.
    let (x, y) = (format!("{middle}.5"), format!("{centre}.5"));
    let block = |eighths: u32| format!("M{left} {top}h{}v{HEIGHT}H{left}z", WIDTH * eighths / 8);
    let corner = |side: u32, end: u32, inward: i32| {
        let bend = f64::from(centre) + 0.5 + 4.5 * f64::from(inward);
        format!("M{side} {y}Q{x} {y} {x} {bend}V{end}")
    };
    Some(match glyph {
        "─" => (Shape::Line, format!("M{left} {y}H{right}")),
        "│" => (Shape::Line, format!("M{x} {top}V{bottom}")),
        "╭" => (Shape::Line, corner(right, bottom, 1)),
        "╮" => (Shape::Line, corner(left, bottom, 1)),
        "╰" => (Shape::Line, corner(right, top, -1)),
        "╯" => (Shape::Line, corner(left, top, -1)),
        "┄" => (Shape::Line, format!("M{left}.5 {y}h1.7m1 0h1.7m1 0h1.6")),
        "━" => (Shape::Heavy, format!("M{left} {centre}H{right}")),
        "█" => (Shape::Block, block(8)),
        "▉" => (Shape::Block, block(7)),
        "▊" => (Shape::Block, block(6)),
        "▋" => (Shape::Block, block(5)),
        "▌" => (Shape::Block, block(4)),
        "▍" => (Shape::Block, block(3)),
        "▎" => (Shape::Block, block(2)),
        "▏" => (Shape::Block, block(1)),
        "░" => (Shape::Shade(1), block(8)),
        "▒" => (Shape::Shade(2), block(8)),
        "▓" => (Shape::Shade(3), block(8)),
        _ => return None,
    })
}
