//! Popups: as small as their content, the panes behind them dimmed.

use ratatui::layout::{Position, Rect};

use super::{
    conflicts,
    form::draw_line,
    frame::{self, Legend, hidden},
    menu,
    pen::{Pen, after, row},
};
use crate::{
    app::{Areas, Line, Model, Popup, Preview, Progress, Purpose, popup_height},
    door,
};

/// Draws the topmost popup and answers where the cursor stands; `behind` is where it stands below.
pub fn draw(model: &Model, areas: &Areas, behind: Option<Position>, pen: &mut Pen) -> Option<Position> {
    match model.popups.last()? {
        Popup::Line(line) if line.in_form().is_some() => behind,
        Popup::Find(_) => behind,
        Popup::Line(line) => ask(line, pen),
        Popup::Confirm { question, .. } => {
            confirm(question, areas, pen);
            None
        }
        Popup::Preview(preview) => {
            draw_preview(preview, model.size, pen);
            None
        }
        Popup::Conflicts(shown) => {
            conflicts::draw(shown, &model.settings.keys, pen);
            None
        }
        Popup::Progress(progress) => {
            draw_progress(progress, pen);
            None
        }
        Popup::Choose(menu) => menu::draw(menu, behind.filter(|_| menu.at_caret), model.size, pen),
    }
}

/// Dims what lies behind and opens a box in the middle; answers the room inside, one column off the border.
pub fn open(size: (usize, usize), legend: Legend, pen: &mut Pen) -> Rect {
    open_at(None, size, legend, pen)
}

/// The same below the row of a cursor or above it, where there is room for it.
pub fn open_at(at: Option<Position>, size: (usize, usize), legend: Legend, pen: &mut Pen) -> Rect {
    let window = pen.window();
    pen.tint(window, pen.theme.dimmed);
    let cells = |wanted: usize, most: u16| u16::try_from(wanted).unwrap_or(u16::MAX).min(most);
    let width = cells(size.0.saturating_add(4), window.width);
    let height = cells(size.1.saturating_add(2), window.height);
    let middle = Rect { x: (window.width - width) / 2, y: (window.height - height) / 3, width, height };
    let area = at.and_then(|at| beside(at, middle, window)).unwrap_or(middle);
    // A blank column on both sides keeps the words behind apart from the border.
    let x = area.x.saturating_sub(1);
    pen.clear(Rect { x, width: (area.right() + 1).min(window.width) - x, ..area });
    frame::draw(area, true, legend, pen);
    Rect { x: area.x + 2, y: area.y + 1, width: width.saturating_sub(4), height: height.saturating_sub(2) }
}

/// A box of the size of `area` that leaves the row of a cursor to be seen.
fn beside(at: Position, area: Rect, window: Rect) -> Option<Rect> {
    let below = Some(at.y + 1).filter(|y| y + area.height <= window.height);
    let y = below.or_else(|| at.y.checked_sub(area.height))?;
    Some(Rect { x: at.x.min(window.width.saturating_sub(area.width)), y, ..area })
}

fn ask(line: &Line, pen: &mut Pen) -> Option<Position> {
    let title = match line.purpose {
        Purpose::SaveAs => "Save as",
        Purpose::Open => "Open",
        Purpose::Import => "Import: a file or a folder",
        Purpose::TakeIn => "Take in another version of this library",
        Purpose::Minutes(_) => "Minutes",
        Purpose::Slot => "Slot: minutes, or speaking + questions + changeover",
        Purpose::Version => "A version for a slot of how many minutes",
        Purpose::Form(_) | Purpose::NewTitle | Purpose::Filter => "",
    };
    let legend = Legend { title, foot: "Enter takes it", total: "Esc back", ..Legend::default() };
    let inside = open((60, 1), legend, pen);
    draw_line(line, inside, pen)
}

fn confirm(question: &str, areas: &Areas, pen: &mut Pen) {
    let legend = Legend { foot: "Enter yes", total: "Esc no", ..Legend::default() };
    let most = usize::from(areas.header.width.saturating_sub(8)).min(70);
    let inside = open((door::width(question).clamp(24.min(most), most.max(24)), 1), legend, pen);
    pen.line(inside, question, pen.theme.text);
}

/// Sections with their minutes now and then, the sums below.
fn draw_preview(preview: &Preview, size: (u16, u16), pen: &mut Pen) {
    let height = usize::from(popup_height(size)).min(preview.rows.len());
    let legend = Legend {
        title: &preview.title,
        corner: &hidden(preview.top, preview.rows.len(), u16::try_from(height).unwrap_or(u16::MAX)),
        foot: "Enter takes it",
        total: "Esc back",
    };
    let inside = open((60, height), legend, pen);
    let theme = pen.theme;
    for (line, (title, before, after_it)) in preview.rows.iter().skip(preview.top).take(height).enumerate() {
        let place = row(inside, line);
        let minutes = 16.min(place.width);
        pen.line(Rect { width: place.width - minutes, ..place }, title, theme.text);
        let columns = after(place, place.width - minutes);
        let before = before.map_or_else(|| "?".to_owned(), |minutes| minutes.to_string());
        pen.right(Rect { width: 6.min(columns.width), ..columns }, &before, theme.quiet);
        let changed = before != after_it.to_string();
        let style = if changed { theme.accent } else { theme.quiet };
        pen.line(after(columns, 8), "→", style);
        pen.right(columns, &after_it.to_string(), style);
    }
}

/// How far it is, in words and as a bar.
fn draw_progress(progress: &Progress, pen: &mut Pen) {
    let Progress { title, done, total } = progress;
    let told = match total {
        0 => "looking for files".to_owned(),
        _ => format!("{done} of {total} files"),
    };
    let legend = Legend { title, total: "Esc stops", ..Legend::default() };
    let inside = open((40, 1), legend, pen);
    let theme = pen.theme;
    let used = pen.line(inside, &told, theme.text);
    let bar = after(inside, used + 2);
    let filled = usize::from(bar.width) * done / total.max(&1);
    let width = u16::try_from(filled).unwrap_or(u16::MAX).min(bar.width);
    pen.fill(bar, "░", theme.quiet);
    pen.fill(Rect { width, ..bar }, "█", theme.bar);
}
