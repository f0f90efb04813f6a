//! The list of proposals while it is searched: what is typed, and what is found.

use ratatui::layout::{Position, Rect};

use super::{
    form::draw_typed,
    pen::{Pen, after, titled},
};
use crate::{
    app::{Line, Meant, Model, typed::query_room},
    door,
};

/// How many proposals there are, and how many of them are found.
pub fn count(model: &Model) -> String {
    let all = model.library.proposals.len();
    match model.search().filter(|search| !search.is_blank()) {
        Some(search) => {
            let more = if search.is_reading() { "…" } else { "" };
            format!("{}{more} of {all}", search.hits.len())
        }
        None => all.to_string(),
    }
}

/// Where it is typed what is looked for; answers the cursor.
pub fn draw_query(query: &Line, area: Rect, pen: &mut Pen) -> Option<Position> {
    pen.line(after(area, 1).intersection(area), "/", pen.theme.accent);
    let line = query_room(area);
    let cursor = draw_typed(&query.field, line, pen);
    if query.field.is_empty() {
        pen.line(after(line, 1), "title, tag, venue or text", pen.theme.quiet);
    }
    cursor
}

/// A proposal that was found: what is meant is marked, and at the right end stands by what else it was found.
pub fn draw_found(model: &Model, at: usize, meant: &Meant, area: Rect, chosen: bool, pen: &mut Pen) {
    let theme = pen.theme;
    let style = if chosen { theme.accent } else { theme.text };
    if chosen {
        pen.line(area, "▌", style);
    }
    let title = model.library.proposals.get(at).map_or("", |proposal| proposal.title.as_str());
    let title = titled(title);
    let room = after(area, 2);
    let mut room = Rect { width: room.width.saturating_sub(1), ..room };
    // The title keeps the greater part, in a narrow list all that it takes.
    let width = usize::from(room.width);
    let most =
        width.saturating_sub(door::width(&title) + 2).max(if width < NARROW { 0 } else { width * 9 / 20 });
    let aside = door::width(&meant.aside).min(most);
    if aside >= ASIDE_FROM.min(door::width(&meant.aside)) && aside > 0 {
        let width = u16::try_from(aside).unwrap_or(u16::MAX).min(room.width);
        let place = Rect { x: room.right() - width, width, ..room };
        pen.marked(place, &meant.aside, &meant.in_aside, theme.quiet);
        room.width = room.width.saturating_sub(width + 2);
    }
    pen.marked(room, &title, &meant.title, style);
}

/// Rows with fewer cells than this are the title's.
const NARROW: usize = 26;
/// The fewest cells in which what stands aside is shown cut.
const ASIDE_FROM: usize = 8;
