//! Colours by role. This is the only file that names one.

use ratatui::style::{Color, Modifier, Style};

use super::Glyphs;

/// For which ground colours are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tint {
    /// Light text on a dark ground.
    Dark,
    /// Dark text on a light ground.
    Light,
    /// No colours: weight and reversal alone.
    None,
}

/// What each role looks like.
#[derive(Clone, Debug)]
pub struct Theme {
    /// The speaker's own text, and what matters as much.
    pub text: Style,
    /// Everything else that is read: labels, counts, hints.
    pub quiet: Style,
    /// Lines around panes.
    pub border: Style,
    /// What has the keys.
    pub accent: Style,
    /// What is as it should be.
    pub good: Style,
    /// What wants a look.
    pub warning: Style,
    /// What failed.
    pub error: Style,
    /// Letters that what was typed means, over whatever style they have.
    pub meant: Style,
    /// Selected text.
    pub selection: Style,
    /// What is looked for, wherever it stands.
    pub found: Style,
    /// What is looked for, where the person is.
    pub found_here: Style,
    /// A word that is misspelt.
    pub misspelt: Style,
    /// A bar of minutes.
    pub bar: Style,
    /// The bar below it: two tones keep neighbours apart.
    pub bar_next: Style,
    /// The bar of the chosen section.
    pub bar_chosen: Style,
    /// A bar of what is not the talk itself: questions and breaks.
    pub bar_aside: Style,
    /// What lies below a popup.
    pub dimmed: Style,
    /// A heading.
    pub heading: Style,
    /// Which glyphs the terminal can show.
    pub glyphs: Glyphs,
}

impl Theme {
    /// The colours for a ground, with all glyphs.
    #[must_use]
    pub fn new(tint: Tint) -> Self {
        match tint {
            Tint::Dark => Self::coloured([246, 240, 117, 114, 215, 210, 24, 58, 215, 67, 24, 109, 240]),
            Tint::Light => Self::coloured([241, 248, 25, 28, 130, 160, 153, 229, 215, 67, 110, 103, 247]),
            Tint::None => Self::plain(),
        }
    }

    /// Colours by their number among a terminal's 256: quiet, border, accent, good, warning, error,
    /// selection's ground, that of what is found, and where the person is at it, bar, the bar below it, aside,
    /// dimmed.
    fn coloured(numbers: [u8; 13]) -> Self {
        let [
            quiet,
            border,
            accent,
            good,
            warning,
            error,
            selection,
            found,
            here,
            bar,
            bar_next,
            aside,
            dimmed,
        ] = numbers.map(Color::Indexed);
        let plain = Style::new();
        Self {
            text: plain,
            quiet: plain.fg(quiet),
            border: plain.fg(border),
            accent: plain.fg(accent),
            good: plain.fg(good),
            warning: plain.fg(warning),
            error: plain.fg(error).add_modifier(Modifier::BOLD),
            meant: plain.fg(accent).add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            selection: plain.bg(selection),
            found: plain.bg(found),
            found_here: plain.fg(Color::Indexed(16)).bg(here),
            misspelt: plain.fg(error).add_modifier(Modifier::UNDERLINED),
            bar: plain.fg(bar),
            bar_next: plain.fg(bar_next),
            bar_chosen: plain.fg(accent),
            bar_aside: plain.fg(aside),
            dimmed: plain.fg(dimmed),
            heading: plain.fg(quiet).add_modifier(Modifier::BOLD),
            glyphs: Glyphs::All,
        }
    }

    fn plain() -> Self {
        let plain = Style::new();
        let dim = plain.add_modifier(Modifier::DIM);
        let bold = plain.add_modifier(Modifier::BOLD);
        Self {
            text: plain,
            quiet: dim,
            border: dim,
            accent: bold,
            good: plain,
            warning: bold,
            error: bold.add_modifier(Modifier::REVERSED),
            meant: bold.add_modifier(Modifier::UNDERLINED),
            selection: plain.add_modifier(Modifier::REVERSED),
            found: plain.add_modifier(Modifier::UNDERLINED),
            found_here: bold.add_modifier(Modifier::REVERSED),
            misspelt: plain.add_modifier(Modifier::UNDERLINED),
            bar: plain,
            bar_next: dim,
            bar_chosen: bold,
            bar_aside: dim,
            dimmed: dim,
            heading: bold,
            glyphs: Glyphs::All,
        }
    }
}
