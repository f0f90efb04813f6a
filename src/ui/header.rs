//! The first row: the program, the library, and whether all is saved.

use ratatui::style::Style;

use super::{
    Theme,
    frame::apart,
    pen::{Pen, titled},
};
use crate::app::{
    Areas, Model,
    header::{Tone, header},
};

/// Draws the first row.
pub fn draw(model: &Model, areas: &Areas, pen: &mut Pen) {
    let theme = pen.theme;
    let header = header(model, areas);
    for (words, tone, place) in header.standing {
        pen.line(place, &words, self::tone(theme, tone));
    }
    if areas.narrow {
        for (pane, name, place) in header.names {
            pen.line(place, name, if pane == model.pane { theme.accent } else { theme.quiet });
        }
        return;
    }
    let used = pen.line(header.title, "soapbox", theme.heading);
    let title = match model.library.title.as_str() {
        "" => model.file.path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into()),
        title => titled(title).into_owned(),
    };
    pen.line(apart(header.title, used + 1), &title, theme.text);
}

/// How words look that want to be seen so much.
pub const fn tone(theme: &Theme, tone: Tone) -> Style {
    match tone {
        Tone::Quiet => theme.quiet,
        Tone::Warning => theme.warning,
        Tone::Alarm => theme.error,
    }
}
