//! Draws the model. One file a pane; `theme` is the only one that chooses a colour, `pen` the only one that
//! puts text on the screen.
//!
//! Views are drawn into a `Buffer`, not a `Frame`: benches and tests need no terminal. Panes are drawn by the pen
//! instead of ratatui's widgets because those drop or pass characters that a person must see.

mod alone;
pub mod chart;
mod colour;
mod conflicts;
mod editor;
mod find;
mod form;
mod frame;
mod gauge;
mod glyphs;
mod header;
mod list;
mod menu;
mod pen;
mod popup;
pub mod print;
mod search;
mod sheet;
mod status;
mod theme;
mod timing;

pub use colour::{Colour, Depth};
pub use glyphs::Glyphs;
pub use pen::Pen;
pub use sheet::Sheet;
pub use theme::{Looks, Theme, Tint};

use ratatui::{buffer::Buffer, layout::Position};

use crate::{
    app::{Areas, FLOOR, Model, last_row::in_border},
    door,
    text::prose,
};

/// Draws the whole window into a buffer that is empty and answers where the cursor stands, if it is to be seen.
pub fn view(model: &Model, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let mut sheet = Sheet::new((buffer.area.width, buffer.area.height));
    let cursor = note(model, theme, &mut sheet);
    for y in 0..buffer.area.height {
        sheet.draw_row(y, buffer);
    }
    cursor
}

/// Writes down the whole window on an empty sheet and answers where the cursor stands, if it is to be seen.
pub fn note(model: &Model, theme: &Theme, sheet: &mut Sheet) -> Option<Position> {
    draw(model, &mut Pen::new(sheet, theme))
}

fn draw(model: &Model, pen: &mut Pen) -> Option<Position> {
    let areas = model.areas();
    if areas.too_small {
        too_small(model, &areas, pen);
        return None;
    }
    if areas.foot.is_empty() {
        header::draw(model, &areas, pen);
    } else {
        alone::draw(model, &areas, pen);
    }
    let typed = list::draw(model, &areas, pen);
    let written = editor::draw(model, &areas, pen);
    let mut cursor = typed.or(written);
    timing::draw(model, &areas, pen);
    status::draw_hints(model, &areas, pen);
    if !model.popups.is_empty() {
        cursor = popup::draw(model, cursor, pen);
    }
    status::draw_told(model, &areas, pen);
    cursor
}

/// Where there is no row for hints, the border of the pane with the keys tells what can be done, as far as there is
/// room in so many columns.
fn hints_in_border(model: &Model, areas: &Areas, focus: bool, room: u16) -> String {
    if areas.hints || !focus {
        return String::new();
    }
    in_border(model, areas, room)
}

/// The columns of the left words in an edge of so many columns beside those at the right.
fn beside(edge: u16, right: &str) -> u16 {
    let right = if right.is_empty() { 0 } else { door::columns(right) + 4 };
    edge.saturating_sub(4 + right)
}

/// The window is too small for anything but one sentence.
fn too_small(model: &Model, areas: &Areas, pen: &mut Pen) {
    let kept = if model.is_changed() { "nothing lost" } else { "all saved" };
    let line = format!("{}×{} or more, please: {kept}", FLOOR.0, FLOOR.1);
    for (at, words) in prose::rows(&line, usize::from(areas.header.width)).iter().enumerate() {
        pen.line(pen::row(pen.window(), at), words, pen.theme.text);
    }
}
