//! The last row: a note about what just happened, else the few keys that matter here.

use ratatui::layout::Rect;

use super::pen::{Pen, after};
use crate::{
    app::{Areas, Model, Popup, command::hints},
    door,
};

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

/// As many hints as there is room for; help, the last one, always.
fn draw_hints(model: &Model, area: Rect, pen: &mut Pen) {
    const GAP: u16 = 3;
    let theme = pen.theme;
    let at = model.at();
    let width = |text: &str| u16::try_from(door::width(text)).unwrap_or(u16::MAX);
    let hints: Vec<(String, &str)> = hints(at)
        .iter()
        .map(|(commands, word)| {
            let keys = commands.iter().filter_map(|command| model.settings.keys.shown(*command, at).next());
            (keys.collect(), *word)
        })
        .collect();
    let length = |(keys, word): &(String, &str)| width(keys) + 1 + width(word) + GAP;
    let last = hints.last().map_or(0, length);
    let mut used = 1;
    for (index, hint) in hints.iter().enumerate() {
        let is_last = index + 1 == hints.len();
        if !is_last && used + length(hint) + last > area.width + GAP {
            continue;
        }
        let (keys, word) = hint;
        let room = after(area, used);
        pen.pieces(room, [(keys.as_str(), theme.heading), (" ", theme.quiet), (*word, theme.quiet)]);
        used += length(hint);
    }
}
