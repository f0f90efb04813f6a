//! The first row: the program, the library, and whether all is saved.

use ratatui::style::Style;

use super::{Theme, frame::apart, pen::Pen};
use crate::{
    app::{
        Areas, Model,
        header::{Tone, header},
    },
    door,
};

/// Draws the first row.
pub fn draw(model: &Model, areas: &Areas, pen: &mut Pen) {
    let theme = pen.theme;
    let header = header(model, areas);
    for (words, tone, place) in header.standing {
        pen.line(place, &words, self::tone(theme, tone));
    }
    if let Some((key, word, place)) = header.help {
        pen.pieces(place, [(&*key, theme.heading), (word, theme.quiet)]);
    }
    if areas.narrow {
        for (pane, name, place) in header.names {
            pen.line(place, name, if pane == model.pane { theme.accent } else { theme.quiet });
        }
        return;
    }
    let used = pen.line(header.title, "soapbox", theme.heading);
    let room = apart(header.title, used + 1);
    let used = pen.line(room, &model.library.title, theme.text);
    let beside = if used == 0 { room } else { apart(room, used + 1) };
    // The file with its folder where there is room, else its name alone, which stands for a title that is missing.
    let path = &model.file.path;
    let Some(name) = path.file_name().map(|name| name.to_string_lossy()) else { return };
    let told = model.settings.folders.told(path);
    let fits = |words: &str| door::width(words) <= usize::from(beside.width);
    match (fits(&told), used) {
        (true, 0) => pen.line(beside, &told, theme.text),
        (true, _) => pen.line(beside, &told, theme.quiet),
        (false, 0) => pen.line(beside, &name, theme.text),
        (false, _) if fits(&name) => pen.line(beside, &name, theme.quiet),
        _ => 0,
    };
}

/// How words look that want to be seen so much.
pub const fn tone(theme: &Theme, tone: Tone) -> Style {
    match tone {
        Tone::Quiet => theme.quiet,
        Tone::Warning => theme.warning,
        Tone::Alarm => theme.error,
    }
}
