//! The details: labels and what stands beside them, a line that is asked for in its place.

use ratatui::layout::{Position, Rect};

use super::pen::{Pen, after, cursor, row, within};
use crate::{
    app::{
        FormField, Line, Model, Pane, Popup,
        form::{FormLine, lines, rows, value},
    },
    door,
    text::Field,
};

/// The column of the values.
const LABELS: u16 = 12;

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
    pen.line(Rect { width: LABELS.min(room.width), ..room }, field.label(), label_style);
    let room = after(room, LABELS);
    if let Some(Popup::Line(line)) = model.popups.last()
        && line.in_form() == Some(field)
    {
        return draw_line(line, room, pen);
    }
    let value = value(model, field);
    if value.is_empty() && *field == FormField::Language {
        pen.pieces(room, [(&*model.settings.language, theme.quiet), (", for spelling", theme.quiet)]);
    } else if value.is_empty() {
        pen.line(room, field.hint(), theme.quiet);
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

/// A line that is asked for. Answers the cursor.
pub fn draw_line(line: &Line, room: Rect, pen: &mut Pen) -> Option<Position> {
    let caret = draw_typed(&line.field, room, pen);
    if let Some(field) = line.in_form().filter(|_| line.field.is_empty()) {
        pen.line(after(room, 1), field.hint(), pen.theme.quiet);
    }
    caret
}

/// Where the part of a line begins of which all up to the cursor has room: whole clusters are left out before it.
fn first_shown(typed: &str, caret: usize, room: u16) -> usize {
    let (mut start, mut used) = (caret, 0_usize);
    let before: Vec<_> = door::clusters(typed.get(..caret).unwrap_or("")).collect();
    for (at, cluster) in before.into_iter().rev() {
        used += usize::from(door::shown(cluster).1);
        if used > usize::from(room) {
            break;
        }
        start = at;
    }
    start
}

/// A line that is being typed: its part around the cursor, what is selected marked. Answers the cursor.
pub fn draw_typed(field: &Field, room: Rect, pen: &mut Pen) -> Option<Position> {
    let theme = pen.theme;
    let typed = field.text();
    let caret = field.caret();
    let selected = field.selection().unwrap_or(0..0);
    let start = first_shown(&typed, caret, room.width.saturating_sub(1));
    pen.tint(room, theme.text);
    pen.clusters(room, typed.get(start..).unwrap_or(""), |at| {
        let (is_selected, until) = within(&selected, start + at);
        (if is_selected { theme.text.patch(theme.selection) } else { theme.text }, until - start)
    });
    let column = door::width(typed.get(start..caret).unwrap_or(""));
    cursor(room, u16::try_from(column).unwrap_or(u16::MAX))
}
