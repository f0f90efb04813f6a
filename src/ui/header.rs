//! The first row: the program, the library, and whether all is saved.

use ratatui::layout::Rect;

use super::{
    frame::apart,
    pen::{Pen, titled},
};
use crate::app::{Areas, At, Command, FileKind, Model, Pane};

/// Draws the first row.
pub fn draw(model: &Model, areas: &Areas, pen: &mut Pen) {
    let theme = pen.theme;
    let row = Rect { x: areas.header.x + 1, width: areas.header.width.saturating_sub(2), ..areas.header };
    let (state, style) = if model.file.locked.is_some() {
        ("read only", theme.warning)
    } else if model.is_saving() {
        ("saving", theme.quiet)
    } else if model.is_changed() {
        ("not saved", theme.warning)
    } else {
        let kind = match model.file.kind {
            FileKind::New => "new",
            FileKind::Kept => "saved",
            FileKind::Sample => "sample",
        };
        (kind, theme.quiet)
    };
    let mut used = pen.right(row, state, style);
    if model.file.unprotected.is_some() {
        let before = Rect { width: row.width.saturating_sub(used), ..row };
        used += pen.right(before, "NOT PROTECTED · ", theme.error);
    }
    if !model.conflicts.is_empty() {
        let key = model.settings.keys.first(Command::ShowConflicts, At::LIST);
        let plural = if model.conflicts.len() == 1 { "" } else { "s" };
        let conflicts = format!("{} {} conflict{plural} · ", key, model.conflicts.len());
        let before = Rect { width: row.width.saturating_sub(used), ..row };
        used += pen.right(before, &conflicts, theme.warning);
    }
    let left = Rect { width: row.width.saturating_sub(used + 2), ..row };
    if areas.narrow {
        let names = [(Pane::Proposals, "Proposals"), (Pane::Editor, "Text"), (Pane::Timing, "Timing")];
        let all: usize = names.iter().map(|(_, name)| name.len() + 2).sum();
        // Where not all fit, the open one stands for them.
        let fits = all <= usize::from(left.width) + 2;
        let shown = names.into_iter().filter(|(pane, _)| fits || *pane == model.pane);
        let pieces = shown.map(|(pane, name)| {
            let style = if pane == model.pane { theme.accent } else { theme.quiet };
            [(name, style), ("  ", style)]
        });
        pen.pieces(left, pieces.flatten());
        return;
    }
    let used = pen.line(left, "soapbox", theme.heading);
    let title = match model.library.title.as_str() {
        "" => model.file.path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into()),
        title => titled(title).into_owned(),
    };
    pen.line(apart(left, used + 1), &title, theme.text);
}
