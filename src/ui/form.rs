//! The details: labels and what stands beside them, a line that is asked for in its place.

use ratatui::layout::{Position, Rect};

use super::pen::{Pen, after, cursor, row, within};
use crate::{
    app::{
        FormField, Model, Pane, Popup,
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
        let caret = draw_typed(&line.field, room, pen);
        if line.field.is_empty() {
            pen.line(room, field.hint(model.proposal().is_none()), theme.quiet);
        }
        return caret;
    }
    let value = value(model, field);
    if value.is_empty() && *field == FormField::Language {
        pen.pieces(room, [(&*model.settings.language, theme.quiet), (", for spelling", theme.quiet)]);
    } else if value.is_empty() {
        pen.line(room, field.hint(model.proposal().is_none()), theme.quiet);
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

/// Where the part of a line begins of which all up to the cursor has room: whole clusters are left out before it,
/// and what says so takes a cell.
fn first_shown(typed: &str, caret: usize, room: u16) -> usize {
    let before = typed.get(..caret).unwrap_or("");
    if door::width(before) <= usize::from(room) {
        return 0;
    }
    let room = usize::from(room.saturating_sub(1));
    let (mut start, mut used) = (caret, 0_usize);
    let before: Vec<_> = door::clusters(before).collect();
    for (at, cluster) in before.into_iter().rev() {
        used += usize::from(door::shown(cluster).1);
        if used > room {
            break;
        }
        start = at;
    }
    start
}

/// A line that is being typed: its part around the cursor, what is selected marked, with a sign where it goes on
/// beyond. Answers the cursor.
pub fn draw_typed(field: &Field, room: Rect, pen: &mut Pen) -> Option<Position> {
    let theme = pen.theme;
    let typed = field.text();
    let caret = field.caret();
    let selected = field.selection().unwrap_or(0..0);
    // A cell for the cursor behind the text, and one for the sign where it does not stand there.
    let start = first_shown(&typed, caret, room.width.saturating_sub(1 + u16::from(caret < typed.len())));
    let shown = typed.get(start..).unwrap_or("");
    pen.tint(room, theme.text);
    let before = u16::from(start > 0).min(room.width);
    let behind = u16::from(door::width(shown) > usize::from(room.width - before)).min(room.width - before);
    pen.line(Rect { width: before, ..room }, "…", theme.quiet);
    let place = Rect { width: room.width - before - behind, ..after(room, before) };
    pen.clusters(place, shown, |at| {
        let (is_selected, until) = within(&selected, start + at);
        (if is_selected { theme.text.patch(theme.selection) } else { theme.text }, until - start)
    });
    pen.line(after(room, room.width - behind), "…", theme.quiet);
    let column = door::width(typed.get(start..caret).unwrap_or(""));
    cursor(room, before + u16::try_from(column).unwrap_or(u16::MAX - 1))
}
