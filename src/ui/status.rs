//! The last row: a note about what just happened, else the few keys that matter here.

use ratatui::layout::Rect;

use super::pen::{Pen, after};
use crate::app::{Areas, Model, Popup, last_row::placed};

/// Draws the last row. Where there is no room for hints, a note lies over what stands there.
pub fn draw(model: &Model, areas: &Areas, pen: &mut Pen) {
    let theme = pen.theme;
    let error = match model.popups.last() {
        Some(Popup::Line(line)) => line.error.as_deref(),
        _ => None,
    };
    let note = model.note.as_ref().map(|note| (note.text.as_str(), note.failed));
    if let Some((words, failed)) = error.map(|error| (error, true)).or(note) {
        pen.clear(areas.status);
        let row = after(areas.status, 1);
        let style = if failed { theme.error } else { theme.text };
        let mark = if failed { "! " } else { "" };
        pen.pieces(row, [(mark, style), (words, style)]);
    } else if areas.hints {
        draw_hints(model, areas.status, pen);
    }
}

/// What can be done here, in a few words each.
fn draw_hints(model: &Model, area: Rect, pen: &mut Pen) {
    let theme = pen.theme;
    for hint in placed(model, area) {
        let keys = hint.keys.iter().map(|(_, key)| (key.as_str(), theme.heading));
        pen.pieces(hint.place, keys.chain([(" ", theme.quiet), (hint.word, theme.quiet)]));
    }
}
