//! What stands below a text that is shown alone: which one it is, whether all is saved, and how much text.

use super::{
    editor::counts,
    frame::apart,
    header::tone,
    pen::{Pen, after},
};
use crate::app::{Areas, Model, header::standing};

/// Draws the row; where there is no room for all, the count gives way.
pub fn draw(model: &Model, areas: &Areas, pen: &mut Pen) {
    let theme = pen.theme;
    let name = model.tabs().get(model.tab).map_or("", |tab| tab.heading());
    let mut used = pen.line(areas.foot, name, theme.quiet);
    for (words, how) in standing(model).into_iter().rev() {
        let style = tone(theme, how);
        used += pen.pieces(after(areas.foot, used), [("  ", style), (&*words, style)]);
    }
    let room = apart(areas.foot, used);
    let counts = counts(model);
    if crate::door::width(&counts) <= usize::from(room.width) {
        pen.right(room, &counts, theme.quiet);
    }
}
