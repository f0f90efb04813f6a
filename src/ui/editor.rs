//! The editor: tabs, and the open text or the details.

use std::borrow::Cow;

use ratatui::layout::{Position, Rect};

use super::{
    beside, find, form,
    frame::{self, Legend, hidden},
    gauge, hints_in_border,
    pen::{Pen, after, row, titled, within},
};
use crate::{
    app::{
        Areas, At, Command, Desk, Model, Pane,
        form::{lines, rows, writes_remarks},
        hints::hint,
        tabs,
    },
    door,
    text::{Role, prose},
};

/// Draws the editor with its border and answers where its cursor stands.
pub fn draw(model: &Model, areas: &Areas, pen: &mut Pen) -> Option<Position> {
    if areas.editor.is_empty() {
        return None;
    }
    let focus = model.pane == Pane::Editor;
    if areas.borders {
        let title = title(model);
        // The title comes first: what was sent is told as far as there is room beside it.
        let room = usize::from(areas.editor.width).saturating_sub(door::width(&title) + 10);
        let corner = sent(model).into_iter().find(|sent| door::width(sent) <= room).unwrap_or_default();
        let (top, count) = match &model.desk {
            Some(desk) => (desk.top, desk.wrapped.rows()),
            None => (model.form_top, lines(&rows(model)).len()),
        };
        // The ways are more to somebody who wonders than a second count.
        let total = if areas.hints || !focus { counts(model) } else { words(model) };
        let room = beside(areas.editor.width, &total);
        let mut foot = hints_in_border(model, areas, focus, room);
        let hidden = hidden(top, count, areas.text.height);
        if foot.is_empty() || door::columns(&foot) + 2 + door::columns(&hidden) <= room {
            foot =
                [foot, hidden].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("  ");
        }
        let legend = Legend { title: &title, corner: &corner, foot: &foot, total: &total };
        frame::draw(areas.editor, focus, legend, pen);
    }
    draw_tabs(model, areas, focus, pen);
    if areas.timing.is_empty() && !areas.gauge.is_empty() {
        gauge::draw(&model.timing, areas.gauge, false, pen);
    }
    match &model.desk {
        Some(desk) => {
            draw_text(desk, areas.text, pen);
            let new = model.library.proposals.is_empty() && model.file.locked.is_none();
            match desk.field.is_empty() {
                true if new && !focus => welcome(model, areas.text, pen),
                true => draw_hint(model, desk, areas.text, pen),
                false => {}
            }
            find::draw(model, areas, pen).or_else(|| model.caret_cell())
        }
        None => form::draw(model, areas.text, pen).filter(|_| focus),
    }
}

/// What an empty text says to whoever may write it.
fn draw_hint(model: &Model, desk: &Desk, area: Rect, pen: &mut Pen) {
    let hint = if model.file.locked.is_some() { &["nothing here"][..] } else { hint(&desk.place) };
    for (line, words) in prose::paragraphs(hint, usize::from(area.width)).iter().enumerate() {
        pen.line(row(area, line), words, pen.theme.quiet);
    }
}

/// What a library says that holds nothing yet.
fn welcome(model: &Model, area: Rect, pen: &mut Pen) {
    let theme = pen.theme;
    pen.line(row(area, 0), "Welcome. This library is empty.", theme.text);
    let ways = [
        (Command::NewProposal, "begins your first proposal"),
        (Command::Import, "takes in what you have: Markdown or text"),
        (Command::OpenSample, "shows a sample to look around in"),
        (Command::Open, "opens another library"),
        (Command::Help, "tells all keys"),
    ];
    for (line, (command, does)) in (2..).zip(ways) {
        let keys = model.settings.keys.first(command, At::LIST);
        let key = Rect { width: KEYS.min(area.width), ..row(area, line) };
        pen.line(key, &keys, theme.heading);
        pen.line(after(row(area, line), KEYS), does, theme.quiet);
    }
}

/// The column behind the keys of the welcome.
const KEYS: u16 = 8;

/// What is open.
fn title(model: &Model) -> Cow<'_, str> {
    match model.proposal() {
        Some(proposal) => titled(&proposal.title),
        None => Cow::Borrowed("About this library"),
    }
}

/// Where the proposal was sent last and what came of it, in ever fewer words.
fn sent(model: &Model) -> Vec<String> {
    let Some(latest) = model.proposal().and_then(|proposal| proposal.latest()) else { return Vec::new() };
    let number = if latest.number.is_empty() { String::new() } else { format!("#{}", latest.number) };
    let status = latest.status.word().to_owned();
    let venue = &latest.venue;
    let sent = format!("{venue} {number}");
    match sent.trim() {
        "" => vec![status],
        sent => vec![format!("{sent} · {status}"), format!("{venue} · {status}"), status],
    }
}

/// How much text it is.
pub fn counts(model: &Model) -> String {
    let Some(desk) = &model.desk else { return String::new() };
    format!("{} · {}", words(model), plural(desk.count.characters, "character"))
}

/// How many words it has.
fn words(model: &Model) -> String {
    model.desk.as_ref().map_or_else(String::new, |desk| plural(desk.count.words, "word"))
}

fn plural(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

/// The names of the tabs, the open one marked below where there is room. Where not all fit, those
/// around the open one are shown.
fn draw_tabs(model: &Model, areas: &Areas, focus: bool, pen: &mut Pen) {
    let theme = pen.theme;
    if areas.tabs.is_empty() {
        return;
    }
    if let (true, Some(desk)) = (writes_remarks(model), &model.desk) {
        let venue = model.proposal().and_then(|proposal| match &desk.place {
            crate::talk::Place::Remarks { submission, .. } => proposal.submission(submission),
            _ => None,
        });
        let venue = venue.map_or("", |submission| submission.venue.as_str());
        let back = model.settings.keys.hint(Command::Back, At::TEXT, "back");
        pen.pieces(
            areas.tabs,
            [
                ("Remarks", theme.accent),
                (" on ", theme.quiet),
                (&*titled(venue), theme.text),
                ("   ", theme.quiet),
                (&*back, theme.quiet),
            ],
        );
        return;
    }
    let places = tabs::places(model.tabs(), model.tab, areas.tabs);
    // In the margin beside them: there are others.
    if areas.borders {
        let row = Rect { height: 1, ..areas.tabs };
        let before = places.first().is_some_and(|(first, _)| *first > 0);
        let behind = places.last().is_some_and(|(last, _)| last + 1 < model.tabs().len());
        for (is_there, x, sign) in [(before, row.x - 1, "‹"), (behind, row.right(), "›")] {
            pen.line(Rect { x, width: u16::from(is_there), ..row }, sign, theme.quiet);
        }
    }
    for (index, place) in places {
        let is_open = index == model.tab;
        let style = match (is_open, focus) {
            (true, true) => theme.accent,
            (true, false) => theme.text,
            _ => theme.quiet,
        };
        pen.line(place, model.tabs().get(index).map_or("", |tab| tab.heading()), style);
        if is_open && areas.tabs.height > 1 {
            pen.fill(Rect { y: place.y + 1, ..place }, "━", style);
        }
    }
}

fn draw_text(desk: &Desk, area: Rect, pen: &mut Pen) {
    let theme = pen.theme;
    let selected = desk.field.selection().unwrap_or(0..0);
    for line in 0..usize::from(area.height) {
        let Some(text_row) = desk.wrapped.row(desk.top + line) else { break };
        pen.clusters(row(area, line), text_row.text, |at| {
            let at = text_row.start + at;
            let (is_selected, end) = within(&selected, at);
            let style = if is_selected { theme.text.patch(theme.selection) } else { theme.text };
            let (role, until) = desk.marks.role(at);
            let style = match role {
                Some(Role::Found) => style.patch(theme.found),
                Some(Role::Here) => style.patch(theme.found_here),
                Some(Role::Misspelt) => style.patch(theme.misspelt),
                None => style,
            };
            (style, until.min(end) - text_row.start)
        });
        // A selected line break is seen as one blank behind its row.
        let end = text_row.start + text_row.text.len();
        if text_row.ends_paragraph && selected.contains(&end) {
            let width = door::columns(text_row.text);
            pen.clusters(after(row(area, line), width), " ", |_| (theme.selection, usize::MAX));
        }
    }
}
