//! The list of proposals, grouped by outcome.

use ratatui::{layout::Rect, style::Style};

use super::{
    frame::{self, Legend},
    help_in_border,
    pen::{Pen, after, row, titled},
};
use crate::app::{Areas, At, Command, ListRow, Model, Pane};

/// Draws the list with its border.
pub fn draw(model: &Model, areas: &Areas, pen: &mut Pen) {
    let focus = model.pane == Pane::Proposals;
    if areas.borders {
        let count = model.library.proposals.len().to_string();
        let help = help_in_border(model, areas, focus);
        let legend = Legend { title: "Proposals", corner: &count, foot: &help, ..Legend::default() };
        frame::draw(areas.list, focus, legend, pen);
    }
    let rows = model.list.rows.iter().enumerate().skip(model.list.top);
    for (line, (index, list_row)) in rows.take(usize::from(areas.rows.height)).enumerate() {
        draw_row(model, *list_row, row(areas.rows, line), (index == model.list.at, focus), pen);
    }
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
        ListRow::Begin => {
            let key = model.settings.keys.first(Command::NewProposal, At::LIST);
            entry(2, &format!("{key} begins one"), theme.quiet);
        }
        ListRow::None => entry(4, "none", theme.quiet),
        ListRow::Proposal(index) => {
            let title = model.library.proposals.get(index).map_or("", |proposal| proposal.title.as_str());
            entry(4, &titled(title), text_style);
        }
    }
}
