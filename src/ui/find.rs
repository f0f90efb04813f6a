//! What is looked for in the open text and what takes its place, in lines below it.

use ratatui::layout::Position;

use super::{
    form::draw_typed,
    pen::{Pen, after},
};
use crate::app::{Areas, Model, Popup, typed::FIND_LABELS};

/// Draws the lines, if they are asked for, and answers where the cursor stands.
pub fn draw(model: &Model, areas: &Areas, pen: &mut Pen) -> Option<Position> {
    let find = model.popups.iter().find_map(|popup| match popup {
        Popup::Find(find) => Some(find),
        _ => None,
    })?;
    let has_none = model.desk.as_ref().is_some_and(|desk| desk.marks.found.all().is_empty());
    let mut caret = None;
    for line in find.lines(model, areas.find) {
        let style = if line.has_cursor { pen.theme.accent } else { pen.theme.quiet };
        pen.line(line.place, line.label, style);
        if let Some(count) = &line.count {
            let style = if has_none { pen.theme.warning } else { pen.theme.quiet };
            pen.right(after(line.place, FIND_LABELS), count, style);
        }
        let cursor = draw_typed(line.typed, line.room, pen);
        caret = caret.or(cursor.filter(|_| line.has_cursor));
    }
    caret
}
