//! The last row: a note about what just happened, else the few keys that matter here.

use ratatui::layout::Rect;

use super::pen::{Pen, after};
use crate::{
    app::{
        Areas, Command, Model, Popup,
        command::{ALWAYS, hints},
    },
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

/// As many hints as there is room for, of what can be done. Help always stands last, before it the palette,
/// for which others give way.
fn draw_hints(model: &Model, area: Rect, pen: &mut Pen) {
    let here = hints(model.at());
    // A popup without hints says in its border what can be done.
    let always = ALWAYS.iter().filter(|_| !here.is_empty());
    let mut behind: Vec<Hint> = always.filter_map(|hint| shown(model, hint)).collect();
    let mut room = (area.width + GAP).saturating_sub(1);
    while behind.len() > 1 && behind.iter().map(length).sum::<u16>() > room {
        behind.remove(0);
    }
    room = room.saturating_sub(behind.iter().map(length).sum());
    let mut before: Vec<Hint> = here.iter().filter_map(|hint| shown(model, hint)).collect();
    before.retain(|hint| {
        let fits = length(hint) <= room;
        room -= if fits { length(hint) } else { 0 };
        fits
    });
    let theme = pen.theme;
    let mut used = 1;
    for hint in before.iter().chain(&behind) {
        let (keys, word) = hint;
        let pieces = [(keys.as_str(), theme.heading), (" ", theme.quiet), (*word, theme.quiet)];
        pen.pieces(after(area, used), pieces);
        used += length(hint);
    }
}

/// The cells between two hints.
const GAP: u16 = 3;

/// Keys and the word for what they do.
type Hint = (String, &'static str);

/// The cells of a hint with the gap behind it.
fn length((keys, word): &Hint) -> u16 {
    u16::try_from(door::width(keys) + 1 + door::width(word)).unwrap_or(u16::MAX).saturating_add(GAP)
}

/// The keys of those commands that can act now; none where none can.
fn shown(model: &Model, (commands, word): &(&[Command], &'static str)) -> Option<Hint> {
    let able = commands.iter().filter(|command| model.can(**command));
    let keys = able.filter_map(|command| model.settings.keys.shown(*command, model.at()).next());
    let keys: String = keys.collect();
    (!keys.is_empty()).then_some((keys, word))
}
