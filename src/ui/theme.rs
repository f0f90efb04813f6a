//! What roles look like. This is the only file that chooses a colour.

use ratatui::style::{Color, Modifier, Style};

use super::{
    Glyphs,
    colour::{self, Colour, Depth},
};
use crate::app::Ground;

/// For which terminal colours are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tint {
    /// Light text on a dark ground.
    Dark,
    /// Dark text on a light ground.
    Light,
    /// The first 16 colours, which are what the person has made of them.
    Ansi(Ground),
    /// No colours: weight and reversal alone.
    None,
}

/// What makes words stand out beside their colour; what lies below a popup does not stand out.
const WEIGHTS: Modifier = Modifier::BOLD.union(Modifier::UNDERLINED);

/// Declares the theme, and the names of its roles as files write them.
macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident,)*) => {
        /// What each role looks like.
        #[derive(Clone, Debug)]
        pub struct Theme {
            $($(#[$doc])* pub $role: Style,)*
            /// Which glyphs the terminal can show.
            pub glyphs: Glyphs,
        }

        impl Theme {
            /// The names of all roles.
            pub const ROLES: &[&str] = &[$(stringify!($role),)*];

            /// Every role with what it looks like.
            #[must_use]
            pub const fn roles(&self) -> [(&'static str, Style); Self::ROLES.len()] {
                [$((stringify!($role), self.$role),)*]
            }

            fn role(&mut self, name: &str) -> Option<&mut Style> {
                match name {
                    $(stringify!($role) => Some(&mut self.$role),)*
                    _ => None,
                }
            }
        }
    };
}

roles! {
    /// The speaker's own text, and what matters as much.
    text,
    /// Everything else that is read: labels, counts, hints.
    quiet,
    /// Lines around panes.
    border,
    /// What has the keys.
    accent,
    /// What is as it should be.
    good,
    /// What wants a look.
    warning,
    /// What failed.
    error,
    /// Letters that what was typed means, over whatever style they have.
    meant,
    /// Selected text: its colour is that of the ground.
    selection,
    /// The ground of what is looked for, wherever it stands.
    found,
    /// The ground of what is looked for, where the person is.
    found_here,
    /// A word that is misspelt.
    misspelt,
    /// A bar of minutes.
    bar,
    /// The bar below it: two tones keep neighbours apart.
    bar_next,
    /// The bar of the chosen section.
    bar_chosen,
    /// A bar of what is not the talk itself: questions and breaks.
    bar_aside,
    /// What lies below a popup, and is not to be read.
    dimmed,
    /// A heading.
    heading,
}

impl Theme {
    /// The colours for a terminal, with all glyphs.
    #[must_use]
    pub fn new(tint: Tint) -> Self {
        match tint {
            Tint::Dark => Self::coloured([246, 240, 117, 114, 215, 210, 24, 58, 215, 67, 24, 109, 240]),
            Tint::Light => Self::coloured([241, 248, 25, 28, 130, 160, 153, 229, 215, 67, 110, 103, 247]),
            Tint::Ansi(ground) => Self::ansi(ground),
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
            selection: selected(selection),
            found: selected(found),
            found_here: selected(here),
            misspelt: plain.fg(error).add_modifier(Modifier::UNDERLINED),
            bar: plain.fg(bar),
            bar_next: plain.fg(bar_next),
            bar_chosen: plain.fg(accent),
            bar_aside: plain.fg(aside),
            dimmed: plain.fg(dimmed).remove_modifier(WEIGHTS),
            heading: plain.fg(quiet).add_modifier(Modifier::BOLD),
            glyphs: Glyphs::All,
        }
    }

    /// The colours that can be read on such a ground in the palettes that terminals come with, and weight
    /// where there is none: what is called bright black is the ground itself in some palettes.
    fn ansi(ground: Ground) -> Self {
        let [accent, good, warning, error, bar, bar_next] = match ground {
            Ground::Dark => [
                Color::LightCyan,
                Color::Green,
                Color::Yellow,
                Color::LightRed,
                Color::Cyan,
                Color::LightBlue,
            ],
            Ground::Light => {
                [Color::Blue, Color::Blue, Color::Magenta, Color::Red, Color::Cyan, Color::LightBlue]
            }
        };
        let colour = |colour| Style::new().fg(colour);
        Self {
            accent: colour(accent).add_modifier(Modifier::BOLD),
            good: colour(good),
            warning: colour(warning),
            error: colour(error).add_modifier(Modifier::BOLD),
            misspelt: colour(error).add_modifier(Modifier::UNDERLINED),
            bar: colour(bar),
            bar_next: colour(bar_next),
            bar_chosen: colour(accent).add_modifier(Modifier::BOLD),
            ..Self::plain()
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
            found: bold.add_modifier(Modifier::UNDERLINED),
            found_here: bold.add_modifier(Modifier::REVERSED),
            misspelt: plain.add_modifier(Modifier::UNDERLINED),
            bar: plain,
            bar_next: dim,
            bar_chosen: bold,
            bar_aside: dim,
            dimmed: dim.remove_modifier(WEIGHTS),
            heading: bold,
            glyphs: Glyphs::All,
        }
    }

    /// The same with another colour for a role; nothing else where there is no such role.
    #[must_use]
    pub fn with(mut self, role: &str, Colour(colour): Colour) -> Self {
        let ground = ["selection", "found", "found_here"].contains(&role);
        if let Some(style) = self.role(role) {
            // Weight stays; what stood for a missing colour goes.
            let weight = style.add_modifier & WEIGHTS;
            let without = style.sub_modifier;
            let fresh = if ground { selected(colour) } else { Style::new().fg(colour) };
            *style = fresh.add_modifier(weight).remove_modifier(without);
        }
        self
    }

    /// The same with the colours that a terminal has.
    #[must_use]
    pub fn within(mut self, depth: Depth) -> Self {
        for name in Self::ROLES {
            if let Some(style) = self.role(name) {
                style.fg = style.fg.map(|colour| colour::within(colour, depth));
                style.bg = style.bg.map(|colour| colour::within(colour, depth));
            }
        }
        self
    }
}

/// Text on a ground of its own, black or white, whichever is read better there.
fn selected(ground: Color) -> Style {
    const BLACK: (Color, (u8, u8, u8)) = (Color::Indexed(16), (0, 0, 0));
    const WHITE: (Color, (u8, u8, u8)) = (Color::Indexed(231), (255, 255, 255));
    let style = Style::new().bg(ground);
    let Some(below) = colour::rgb(ground) else { return style };
    let read = |rgb| colour::contrast(rgb, below);
    style.fg(if read(BLACK.1) > read(WHITE.1) { BLACK.0 } else { WHITE.0 })
}

/// The themes of a run: which one is shown follows the terminal's ground.
#[derive(Clone, Debug)]
pub struct Looks {
    /// On a dark ground.
    pub dark: Theme,
    /// On a light ground.
    pub light: Theme,
    /// The ground where the terminal does not tell.
    pub guess: Ground,
    /// Whether the terminal is to be asked.
    pub asks: bool,
}

impl Looks {
    /// The theme for what the terminal has told so far.
    #[must_use]
    pub fn on(&self, ground: Option<Ground>) -> &Theme {
        match ground.unwrap_or(self.guess) {
            Ground::Dark => &self.dark,
            Ground::Light => &self.light,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read must be readable: each role of text on the grounds that it is drawn on.
    #[test]
    fn text_can_be_read_in_the_shipped_themes() {
        const READ: f64 = 4.5;
        const TEXTS: [&str; 8] =
            ["quiet", "accent", "good", "warning", "error", "meant", "misspelt", "heading"];
        let dark = [(0, 0, 0), (0x12, 0x12, 0x12), (0x1e, 0x1e, 0x1e)];
        let light = [(255, 255, 255), (0xfd, 0xfd, 0xfb)];
        for (tint, grounds) in [(Tint::Dark, &dark[..]), (Tint::Light, &light[..])] {
            let mut theme = Theme::new(tint);
            for name in TEXTS {
                let colour = colour::rgb(theme.role(name).unwrap().fg.unwrap()).unwrap();
                for ground in grounds {
                    let contrast = colour::contrast(colour, *ground);
                    assert!(contrast >= READ, "{tint:?}: {name} has {contrast:.2} on {ground:?}");
                }
            }
            for style in [theme.selection, theme.found, theme.found_here] {
                let [text, ground] = [style.fg, style.bg].map(|colour| colour::rgb(colour.unwrap()).unwrap());
                let contrast = colour::contrast(text, ground);
                assert!(contrast >= READ, "{tint:?}: {contrast:.2} in {style:?}");
            }
        }
    }

    #[test]
    fn without_colours_there_is_none() {
        let mut theme = Theme::new(Tint::None);
        for name in Theme::ROLES {
            let style = theme.role(name).unwrap();
            assert_eq!((style.fg, style.bg), (None, None), "{name}");
        }
    }

    #[test]
    fn sixteen_colours_are_enough_for_every_theme() {
        for tint in [Tint::Dark, Tint::Light, Tint::Ansi(Ground::Dark), Tint::Ansi(Ground::Light)] {
            let mut theme = Theme::new(tint).within(Depth::Sixteen);
            for name in Theme::ROLES {
                let style = *theme.role(name).unwrap();
                for colour in [style.fg, style.bg].into_iter().flatten() {
                    assert!(!matches!(colour, Color::Rgb(..) | Color::Indexed(16..)), "{tint:?}: {name}");
                }
            }
        }
    }

    #[test]
    fn a_selection_of_ones_own_can_be_read() {
        for (ground, text) in [("#ffff00", 16), ("#000080", 231)] {
            let theme = Theme::new(Tint::Dark).with("selection", ground.parse().unwrap());
            assert_eq!(theme.selection.fg, Some(Color::Indexed(text)));
        }
    }
}
