//! The last row: a note about what just happened, else the few keys that matter here.

use super::pen::{Pen, after, row};
use crate::app::{
    Areas, Model,
    last_row::{placed, told},
};

/// Draws what can be done here, in a few words each.
pub fn draw_hints(model: &Model, areas: &Areas, pen: &mut Pen) {
    if !areas.hints {
        return;
    }
    let theme = pen.theme;
    for hint in placed(model, areas.status) {
        let keys = hint.keys.iter().map(|(_, key)| (key.as_str(), theme.heading));
        pen.pieces(hint.place, keys.chain([(" ", theme.quiet), (hint.word, theme.quiet)]));
    }
}

/// Draws what is told, over all that stands there.
pub fn draw_told(model: &Model, areas: &Areas, pen: &mut Pen) {
    let Some(told) = told(model, areas) else { return };
    let (style, mark) = if told.failed { (pen.theme.error, "! ") } else { (pen.theme.text, "") };
    pen.clear(told.place);
    for (line, words) in told.rows.iter().enumerate() {
        let place = after(row(told.place, line), 1);
        // Further rows stand below the words, not below the mark.
        let used = if line == 0 { pen.line(place, mark, style) } else { told.indent() };
        pen.line(after(place, used), words, style);
    }
}
