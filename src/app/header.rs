//! What the first row says, and where: the same for drawing it and for the mouse.

use ratatui::layout::Rect;

use super::{Areas, At, Command, FileKind, Model, Pane};
use crate::door;

/// The panes in reading order and what they are called where one is shown at a time.
pub const PANE_NAMES: [(Pane, &str); 3] =
    [(Pane::Proposals, "Proposals"), (Pane::Editor, "Text"), (Pane::Timing, "Timing")];

/// In fewer columns than this fewer words are made of how the library stands.
const NARROW: u16 = 50;

/// How much something wants to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// All is as it should be.
    Quiet,
    /// It wants a look.
    Warning,
    /// It must be seen.
    Alarm,
}

/// The first row.
#[derive(Clone, Debug, Default)]
pub struct Header {
    /// How the library stands, each piece with its place.
    pub standing: Vec<(String, Tone, Rect)>,
    /// Which of these leads to the conflicts.
    pub conflicts: Rect,
    /// The names of the panes with their places, where one is shown at a time.
    pub names: Vec<(Pane, &'static str, Rect)>,
    /// The way to help, where there is no row for hints: its key, and the word where there is room for that too.
    pub help: Option<(String, &'static str, Rect)>,
    /// What is left for the title.
    pub title: Rect,
}

/// How the library stands, the most important last: that is dropped last where there is no room.
#[must_use]
pub fn standing(model: &Model) -> Vec<(String, Tone)> {
    let kind = match model.file.kind {
        FileKind::New => "new",
        FileKind::Kept => "saved",
        FileKind::Sample => "sample",
    };
    let (words, tone) = if model.file.locked.is_some() {
        ("read only", Tone::Warning)
    } else if model.is_saving() {
        ("saving", Tone::Quiet)
    } else if model.is_changed() && model.file.kind == FileKind::Sample {
        // Where the names of the panes stand beside it, these matter more than what it is that is not kept.
        (if model.size.0 < NARROW { "not kept" } else { "sample, not kept" }, Tone::Warning)
    } else if model.is_changed() {
        ("not saved", Tone::Warning)
    } else {
        (kind, Tone::Quiet)
    };
    let mut standing = vec![(words.to_owned(), tone)];
    if model.file.unprotected.is_some() {
        standing.push(("NOT PROTECTED · ".to_owned(), Tone::Alarm));
    }
    if !model.conflicts.is_empty() {
        let key = model.settings.keys.first(Command::ShowConflicts, At::LIST);
        let plural = if model.conflicts.len() == 1 { "" } else { "s" };
        standing.push((format!("{key} {} conflict{plural} · ", model.conflicts.len()), Tone::Warning));
    }
    standing
}

/// Lays the first row out.
#[must_use]
pub fn header(model: &Model, areas: &Areas) -> Header {
    let row = Rect { x: areas.header.x + 1, width: areas.header.width.saturating_sub(2), ..areas.header };
    let mut header = Header::default();
    let mut left = row;
    for (at, (words, tone)) in standing(model).into_iter().enumerate() {
        let width = door::columns(&words).min(left.width);
        left.width -= width;
        let place = Rect { x: left.right(), width, ..row };
        if at > 0 && tone == Tone::Warning {
            header.conflicts = place;
        }
        header.standing.push((words, tone, place));
    }
    // Where there is hardly any room, words stand closer.
    let gap = if row.width < 20 { 1 } else { 2 };
    left.width = left.width.saturating_sub(gap);
    if areas.narrow {
        let all: u16 = PANE_NAMES.iter().map(|(_, name)| door::columns(name) + gap).sum();
        // Where not all fit, the open one stands for them.
        let fits = all <= left.width + gap;
        for (pane, name) in PANE_NAMES.into_iter().filter(|(pane, _)| fits || *pane == model.pane) {
            let width = door::columns(name).min(left.width);
            header.names.push((pane, name, Rect { width, ..left }));
            let used = (width + gap).min(left.width);
            (left.x, left.width) = (left.x + used, left.width - used);
        }
    }
    let key = model.settings.keys.shown(Command::Help, model.at()).next();
    if let Some(key) = key.filter(|_| !areas.hints) {
        let fits = |word: &&str| door::columns(&key) + door::columns(word) <= left.width;
        if let Some(word) = [" help", ""].into_iter().find(fits) {
            let width = door::columns(&key) + door::columns(word);
            let place = Rect { x: left.right() - width, width, ..left };
            left.width = left.width.saturating_sub(width + gap);
            header.help = Some((key, word, place));
        }
    }
    header.title = left;
    header
}
