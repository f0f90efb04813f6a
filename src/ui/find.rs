//! What is looked for in the open text and what takes its place, in lines below it.

use ratatui::layout::{Position, Rect};

use super::{
    form::draw_typed,
    pen::{Pen, after, row},
};
use crate::{
    app::{Areas, Elsewhere, Find, Model, Popup},
    door,
};

/// The column of what is typed.
const LABELS: u16 = 6;

/// Draws the lines, if they are asked for, and answers where the cursor stands.
pub fn draw(model: &Model, areas: &Areas, pen: &mut Pen) -> Option<Position> {
    let find = model.popups.iter().find_map(|popup| match popup {
        Popup::Find(find) => Some(find),
        _ => None,
    })?;
    let count = count(model, find);
    let lines = [("Find", &find.query, false), ("With", &find.with, true)];
    // Where there is room for one line alone, it is the one that is being typed.
    let first = usize::from(find.replacing && areas.find.height == 1);
    let mut caret = None;
    for (at, (label, typed, replaces)) in lines.into_iter().skip(first).enumerate() {
        let place = row(areas.find, at);
        let has_cursor = replaces == find.replacing;
        let style = if has_cursor { pen.theme.accent } else { pen.theme.quiet };
        pen.line(place, label, style);
        let mut room = after(place, LABELS);
        if !replaces || first > 0 {
            let style = if model.desk.as_ref().is_some_and(|desk| desk.marks.found.all().is_empty()) {
                pen.theme.warning
            } else {
                pen.theme.quiet
            };
            let width = door::columns(&count) + 1;
            if width + 4 <= room.width {
                pen.right(room, &count, style);
                room = Rect { width: room.width - width, ..room };
            }
        }
        let cursor = draw_typed(typed, room, pen);
        caret = caret.or(cursor.filter(|_| has_cursor));
    }
    caret
}

/// Which match it is of how many.
fn count(model: &Model, find: &Find) -> String {
    let Some(desk) = model.desk.as_ref().filter(|_| !find.query.is_empty()) else { return String::new() };
    match (desk.marks.found.all().len(), desk.marks.here) {
        (0, _) => match find.elsewhere {
            Some(Elsewhere { heading, count }) => format!("none here · {count} in {heading}"),
            None => "no match".to_owned(),
        },
        (count, Some(here)) => format!("{} of {count}", here + 1),
        (count, None) => format!("{count}"),
    }
}
