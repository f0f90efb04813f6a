//! The border of a pane, its title and its totals.

use ratatui::{layout::Rect, style::Style};

use super::pen::{Pen, after};
use crate::app::edge::places;

/// What stands in the border of a pane.
#[derive(Clone, Copy, Debug, Default)]
pub struct Legend<'a> {
    /// At the left of the upper edge.
    pub title: &'a str,
    /// At the right of the upper edge.
    pub corner: &'a str,
    /// At the left of the lower edge.
    pub foot: &'a str,
    /// At the right of the lower edge.
    pub total: &'a str,
}

/// Draws a border of one line with rounded corners; `focus` says whether the pane has the keys.
pub fn draw(area: Rect, focus: bool, legend: Legend, pen: &mut Pen) {
    if area.width < 2 || area.height < 2 {
        return;
    }
    let style = if focus { pen.theme.accent } else { pen.theme.border };
    let (last_x, last_y) = (area.right() - 1, area.bottom() - 1);
    let horizontal = Rect { height: 1, ..area };
    let vertical = Rect { width: 1, ..area };
    for (side, glyph) in [
        (horizontal, "─"),
        (Rect { y: last_y, ..horizontal }, "─"),
        (vertical, "│"),
        (Rect { x: last_x, ..vertical }, "│"),
    ] {
        pen.fill(side, glyph, style);
    }
    for (x, y, glyph) in
        [(area.x, area.y, "╭"), (last_x, area.y, "╮"), (area.x, last_y, "╰"), (last_x, last_y, "╯")]
    {
        pen.fill(Rect { x, y, width: 1, height: 1 }, glyph, style);
    }
    let title = if focus { pen.theme.accent } else { pen.theme.quiet };
    edge(Rect { y: area.y, ..horizontal }, (legend.title, title), legend.corner, pen);
    edge(Rect { y: last_y, ..horizontal }, (legend.foot, pen.theme.quiet), legend.total, pen);
}

/// Words in an edge: the right ones are whole as long as there is room, the left ones are cut.
fn edge(row: Rect, (left, style): (&str, Style), right: &str, pen: &mut Pen) {
    let places = places(row, left, right);
    for (place, words, style) in [(places[0], left, style), (places[1], right, pen.theme.quiet)] {
        let Some(place) = place else { continue };
        // Words have their own look, and nothing of the line's: without colours that is a weight.
        pen.clear(place);
        pen.line(Rect { x: place.x + 1, width: place.width.saturating_sub(2), ..place }, words, style);
    }
}

/// How many of `count` rows there are above and below the `height` ones that are seen from `top` on.
pub fn hidden(top: usize, count: usize, height: u16) -> String {
    match (top, count.saturating_sub(top + usize::from(height))) {
        (0, 0) => String::new(),
        (above, 0) => format!("↑ {above}"),
        (0, below) => format!("↓ {below}"),
        (above, below) => format!("↑ {above} ↓ {below}"),
    }
}

/// The rows at the right end of an area that two words share: the first is cut before the second.
pub fn apart(area: Rect, used: u16) -> Rect {
    after(area, used.saturating_add(2))
}
