//! The list of proposals, grouped by outcome.

use ratatui::{
    layout::{Position, Rect},
    style::Style,
};

use super::{
    beside,
    frame::{self, Legend, hidden},
    hints_in_border,
    pen::{Pen, after, row, titled},
    search,
};
use crate::app::{Areas, At, Command, ListRow, Model, Pane, Search};

/// Draws the list with its border and answers where the cursor stands while it is searched.
pub fn draw(model: &Model, areas: &Areas, pen: &mut Pen) -> Option<Position> {
    let focus = model.pane == Pane::Proposals;
    if areas.borders {
        let count = search::count(model);
        let total = hidden(model.list.top, model.list.rows.len(), areas.rows.height);
        let foot = hints_in_border(model, areas, focus, beside(areas.list.width, &total));
        let legend = Legend { title: "Proposals", corner: &count, foot: &foot, total: &total };
        frame::draw(areas.list, focus, legend, pen);
    }
    let cursor = model.search().and_then(|search| search::draw_query(&search.query, areas.query, pen));
    let rows = model.list.rows.iter().enumerate().skip(model.list.top);
    for (line, (index, list_row)) in rows.take(usize::from(areas.rows.height)).enumerate() {
        let place = row(areas.rows, line);
        let chosen = index == model.list.at;
        match (list_row, model.list.meant.get(line)) {
            (ListRow::Proposal(at), Some(meant)) => search::draw_found(model, *at, meant, place, chosen, pen),
            _ => draw_row(model, *list_row, place, (chosen, focus), pen),
        }
    }
    cursor
}

fn draw_row(model: &Model, list_row: ListRow, area: Rect, (chosen, focus): (bool, bool), pen: &mut Pen) {
    let theme = pen.theme;
    let text_style = if chosen && focus { theme.accent } else { theme.text };
    let mut entry = |indent: u16, text: &str, style: Style| {
        if chosen {
            pen.line(area, "▌", if focus { theme.accent } else { theme.quiet });
        }
        let room = after(area, indent);
        pen.line(Rect { width: room.width.saturating_sub(1), ..room }, text, style);
    };
    match list_row {
        ListRow::Gap => {}
        ListRow::Library => {
            entry(2, "About this library", if chosen { text_style } else { theme.quiet });
        }
        ListRow::Heading(status) => entry(2, status.heading(), theme.heading),
        ListRow::Empty => entry(2, "No proposals yet", theme.text),
        ListRow::Begin(command) => {
            let does = match command {
                Command::Import => "takes in your files",
                Command::OpenSample => "shows a sample",
                _ => "begins one",
            };
            // In a wider window the welcome beside it says it.
            if command == Command::NewProposal || model.areas().narrow {
                let key = model.settings.keys.first(command, At::LIST);
                entry(2, &format!("{key} {does}"), theme.quiet);
            }
        }
        ListRow::Nothing => {
            let reading = model.search().is_some_and(Search::is_reading);
            entry(2, if reading { "Reading the texts …" } else { "Nothing matches" }, theme.quiet);
        }
        ListRow::None => entry(4, "none", theme.quiet),
        ListRow::Proposal(index) => {
            let title = model.library.proposals.get(index).map_or("", |proposal| proposal.title.as_str());
            entry(4, &titled(title), text_style);
        }
    }
}
