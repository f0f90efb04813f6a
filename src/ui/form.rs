//! The details: labels and what stands beside them, a line that is asked for in its place.

use ratatui::layout::{Position, Rect};

use super::pen::{Pen, after, cursor, row, within};
use crate::{
    app::{
        FormField, Model, Pane, Popup,
        form::{FormLine, hint, lines, rows, value},
        typed::{Shown, value_room},
    },
    door,
    text::Field,
};

/// Draws the details and answers where the cursor stands when a line is asked for.
pub fn draw(model: &Model, area: Rect, pen: &mut Pen) -> Option<Position> {
    let fields = rows(model);
    let shown = lines(&fields).into_iter().skip(model.form_top);
    let mut caret = None;
    for (at, line) in shown.take(usize::from(area.height)).enumerate() {
        let place = row(area, at);
        match line {
            FormLine::Gap => {}
            FormLine::Heading(number) => {
                pen.line(after(place, 2), &format!("Submission {number}"), pen.theme.heading);
            }
            FormLine::Field(at) => {
                if let Some(field) = fields.get(at) {
                    caret = caret.or(draw_field(model, at, field, place, pen));
                }
            }
        }
    }
    caret
}

fn draw_field(model: &Model, at: usize, field: &FormField, place: Rect, pen: &mut Pen) -> Option<Position> {
    let theme = pen.theme;
    let focus = model.pane == Pane::Editor;
    let chosen = at == model.form_row && focus;
    if chosen {
        pen.line(place, "▌", theme.accent);
    }
    let label_style = if chosen { theme.accent } else { theme.quiet };
    let room = after(place, 2);
    if *field == FormField::AddSubmission {
        pen.pieces(room, [("+ ", label_style), (field.label(), label_style)]);
        return None;
    }
    let value_room = value_room(place);
    pen.line(Rect { width: room.width - value_room.width, ..room }, field.label(), label_style);
    let room = value_room;
    if let Some(Popup::Line(line)) = model.popups.last()
        && line.in_form() == Some(field)
    {
        let caret = draw_typed(&line.field, room, pen);
        if line.field.is_empty() {
            pen.line(room, &hint(model, field), theme.quiet);
        }
        return caret;
    }
    let value = value(model, field);
    if value.is_empty() && *field == FormField::Language {
        pen.pieces(room, [(&*model.settings.language, theme.quiet), (", for spelling", theme.quiet)]);
    } else if value.is_empty() {
        pen.line(room, &hint(model, field), theme.quiet);
    } else {
        pen.line(room, &one_row(&value), theme.text);
    }
    None
}

/// The first line of a longer text.
fn one_row(value: &str) -> String {
    match value.split_once('\n') {
        Some((first, _)) => format!("{first} …"),
        None => value.to_owned(),
    }
}

/// A line that is being typed: its part around the cursor, what is selected marked, with a sign where it goes on
/// beyond. Answers the cursor.
pub fn draw_typed(field: &Field, room: Rect, pen: &mut Pen) -> Option<Position> {
    let theme = pen.theme;
    let typed = field.text();
    let selected = field.selection().unwrap_or(0..0);
    let Shown { start, before, behind } = Shown::of(field, room);
    let shown = typed.get(start..).unwrap_or("");
    pen.tint(room, theme.text);
    pen.line(Rect { width: before, ..room }, "…", theme.quiet);
    let place = Rect { width: room.width - before - behind, ..after(room, before) };
    pen.clusters(place, shown, |at| {
        let (is_selected, until) = within(&selected, start + at);
        (if is_selected { theme.text.patch(theme.selection) } else { theme.text }, until - start)
    });
    pen.line(after(room, room.width - behind), "…", theme.quiet);
    let column = door::width(typed.get(start..field.caret()).unwrap_or(""));
    cursor(room, before + u16::try_from(column).unwrap_or(u16::MAX - 1))
}
