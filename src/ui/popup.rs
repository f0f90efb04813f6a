//! Popups: as small as their content, the panes behind them dimmed.

use std::path::Path;

use ratatui::layout::{Position, Rect};

use super::{
    conflicts,
    form::draw_typed,
    frame::{self, Legend, hidden},
    menu,
    pen::{Pen, after, row},
};
use crate::{
    app::{Boxed, Folders, Line, Model, Notice, Popup, Preview, Progress, Purpose},
    door,
    text::prose,
    timing::Minutes,
};

/// Draws the topmost popup and answers where the cursor stands; `behind` is where it stands below.
pub fn draw(model: &Model, behind: Option<Position>, pen: &mut Pen) -> Option<Position> {
    let popup = model.popups.last()?;
    let place = model.boxed(popup).unwrap_or_default();
    let edges = edges(model, popup);
    match popup {
        Popup::Line(line) if line.in_form().is_some() => behind,
        Popup::Find(_) | Popup::Search(_) => behind,
        Popup::Line(line) => ask(line, &model.settings.folders, place, &edges, pen),
        Popup::Confirm { question, .. } => {
            confirm(question, place, &edges, pen);
            None
        }
        Popup::Preview(preview) => {
            draw_preview(preview, place, &edges, pen);
            None
        }
        Popup::Conflicts(shown) => {
            conflicts::draw(shown, &model.settings.keys, pen);
            None
        }
        Popup::Progress(progress) => {
            draw_progress(progress, place, &edges, pen);
            None
        }
        Popup::Notice(notice) => {
            draw_notice(notice, place, &edges, model.size, pen);
            None
        }
        Popup::Choose(menu) => menu::draw(menu, model.size, place, &edges, pen),
    }
}

/// Dims what lies behind and opens a box in the middle for so many columns and rows; answers the room inside.
pub fn open_in_the_middle(wanted: (usize, usize), legend: Legend, pen: &mut Pen) -> Rect {
    let window = pen.window();
    open(Boxed::in_the_middle((window.width, window.height), wanted), legend, pen)
}

/// Dims what lies behind and opens a box; answers the room inside, one column off the border.
pub fn open(place: Boxed, legend: Legend, pen: &mut Pen) -> Rect {
    let window = pen.window();
    pen.tint(window, pen.theme.dimmed);
    let Boxed { area, inside } = place;
    // A blank column on both sides keeps the words behind apart from the border.
    let x = area.x.saturating_sub(1);
    pen.clear(Rect { x, width: (area.right() + 1).min(window.width) - x, ..area });
    frame::draw(area, true, legend, pen);
    inside
}

/// What stands in the lower edge of a popup: what takes something, and what leaves it.
fn edges(model: &Model, popup: &Popup) -> [String; 2] {
    model.in_edge(popup).map(|hint| hint.map_or_else(String::new, |hint| hint.words()))
}

/// What may be typed for a slot, in ever fewer words; and for one that the outline is to be fitted into.
const SLOT: [&str; 3] =
    ["Slot: minutes, or speaking + questions + changeover", "Slot: 30, or 25 + 5 with questions", "Slot"];
const FIT: [&str; 3] = ["Fit all sections to a slot of how many minutes", "Fit to how many minutes", "Slot"];

fn ask(
    line: &Line,
    folders: &Folders,
    place: Boxed,
    [foot, total]: &[String; 2],
    pen: &mut Pen,
) -> Option<Position> {
    // Where a name without a folder would go.
    let named = format!("Save as, in {}", folders.told(Path::new("")));
    // In a narrow window fewer words.
    let forms = match line.purpose {
        Purpose::SaveAs if !folders.here.as_os_str().is_empty() => &[&*named, "Save as"][..],
        Purpose::SaveAs => &["Save as"],
        Purpose::Open => &["Open"],
        Purpose::Import => &["Import: a file or a folder", "Import"],
        Purpose::TakeIn => &["Take in another version of this library", "Take in a version"],
        Purpose::Section => &["New section: title, or title (5 min)", "New section"],
        Purpose::Minutes(_) => &["Its minutes"],
        Purpose::Slot { fits: false } => &SLOT,
        Purpose::Slot { fits: true } => &FIT,
        Purpose::Version => &["A version for a slot of how many minutes", "Minutes of its slot"],
        Purpose::Form(_) | Purpose::NewTitle | Purpose::Rename(_) | Purpose::Filter => &[],
    };
    let fits = |title: &&&str| door::width(title) <= usize::from(place.inside.width);
    let title = forms.iter().find(fits).or_else(|| forms.last()).copied().unwrap_or_default();
    let legend = Legend { title, foot, total, ..Legend::default() };
    let inside = open(place, legend, pen);
    draw_typed(&line.field, inside, pen)
}

fn confirm(question: &str, place: Boxed, [foot, total]: &[String; 2], pen: &mut Pen) {
    let legend = Legend { foot, total, ..Legend::default() };
    let inside = open(place, legend, pen);
    for (line, words) in prose::rows(question, usize::from(inside.width)).iter().enumerate() {
        pen.line(row(inside, line), words, pen.theme.text);
    }
}

/// Sections with their minutes now and then, the sums below.
fn draw_preview(preview: &Preview, place: Boxed, [foot, total]: &[String; 2], pen: &mut Pen) {
    let height = place.inside.height;
    let legend = Legend {
        title: &preview.title,
        corner: &hidden(preview.top, preview.rows.len(), height),
        foot,
        total,
    };
    let inside = open(place, legend, pen);
    let theme = pen.theme;
    let told = |minutes: &Option<Minutes>| minutes.map_or_else(|| "?".to_owned(), |it| it.to_string());
    let cells = |minutes: &Option<Minutes>| u16::try_from(told(minutes).len()).unwrap_or(u16::MAX);
    let widest = preview.rows.iter().flat_map(|(_, before, after)| [cells(before), cells(&Some(*after))]);
    let widest = widest.max().unwrap_or(0);
    let is_kept = |(_, before, after): &(String, Option<Minutes>, Minutes)| *before == Some(*after);
    // Two numbers and an arrow between them, or one with a word.
    let kept = if preview.rows.iter().any(is_kept) { widest.saturating_add(6) } else { 0 };
    let columns = widest.saturating_mul(2).saturating_add(3).max(kept);
    for (line, told_row) in preview.rows.iter().skip(preview.top).take(usize::from(height)).enumerate() {
        let (title, before, after_it) = told_row;
        let place = row(inside, line);
        // What is kept stands there once.
        let is_kept = is_kept(told_row);
        let [name, style] = if is_kept { [theme.quiet; 2] } else { [theme.text, theme.accent] };
        pen.line(Rect { width: place.width.saturating_sub(columns + 2), ..place }, title, name);
        let place = after(place, place.width.saturating_sub(columns));
        if !is_kept {
            let place = after(place, columns - widest * 2 - 3);
            pen.right(Rect { width: widest.min(place.width), ..place }, &told(before), theme.quiet);
            pen.line(after(place, widest + 1), "→", style);
        }
        pen.right(place, &if is_kept { format!("stays {after_it}") } else { after_it.to_string() }, style);
    }
}

/// How far it is, in words and as a bar.
fn draw_progress(progress: &Progress, place: Boxed, edges: &[String; 2], pen: &mut Pen) {
    let Progress { title, done, total } = progress;
    let told = match total {
        0 => "looking for files".to_owned(),
        _ => format!("{done} of {total} files"),
    };
    let legend = Legend { title, foot: &edges[0], total: &edges[1], ..Legend::default() };
    let inside = open(place, legend, pen);
    let theme = pen.theme;
    let used = pen.line(inside, &told, theme.text);
    let bar = after(inside, used + 2);
    let filled = usize::from(bar.width) * done / total.max(&1);
    let width = u16::try_from(filled).unwrap_or(u16::MAX).min(bar.width);
    pen.fill(bar, "░", theme.quiet);
    pen.fill(Rect { width, ..bar }, "█", theme.bar);
}

fn draw_notice(notice: &Notice, place: Boxed, [foot, total]: &[String; 2], size: (u16, u16), pen: &mut Pen) {
    let rows = notice.rows(size);
    let height = place.inside.height;
    let corner = &hidden(notice.top, rows.len(), height);
    let inside = open(place, Legend { title: &notice.title, corner, foot, total }, pen);
    for (line, words) in rows.iter().skip(notice.top).take(usize::from(height)).enumerate() {
        pen.line(row(inside, line), words, pen.theme.text);
    }
}
