//! How the editor looks here: what the person has chosen, and what the terminal tells of itself.

use std::env;

use clap::{Args, ValueEnum};

use crate::{
    app::Ground,
    config::{Config, ThemeName},
    ui::{Depth, Glyphs, Looks, Theme, Tint},
};

/// The arguments that say how the editor looks.
#[derive(Debug, Args)]
pub struct Look {
    /// Colours: those for a dark or a light terminal, the terminal's own 16, none, or what suits it
    #[arg(long, value_enum)]
    theme: Option<Choice>,
}

/// What may be asked for.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Choice {
    Auto,
    Dark,
    Light,
    Ansi,
    None,
}

/// What the environment tells of the terminal; unset variables are empty.
#[derive(Debug, Default)]
struct Terminal {
    name: String,
    colours: String,
    ground: String,
    no_colour: bool,
}

impl Terminal {
    fn here() -> Self {
        let value = |name: &str| env::var_os(name).unwrap_or_default().to_string_lossy().into_owned();
        Self {
            name: value("TERM"),
            colours: value("COLORTERM"),
            ground: value("COLORFGBG"),
            no_colour: !value("NO_COLOR").is_empty(),
        }
    }

    /// How many colours it has, as far as its name tells: the same few rules that other programs go by.
    fn depth(&self) -> Depth {
        const RICH: [&str; 10] = [
            "256",
            "direct",
            "kitty",
            "alacritty",
            "foot",
            "ghostty",
            "wezterm",
            "contour",
            "iterm",
            "mintty",
        ];
        let promises_all = matches!(&*self.colours, "truecolor" | "24bit");
        if self.is_plain() || self.name == "screen" {
            Depth::Sixteen
        } else if promises_all || (self.name.is_empty() && cfg!(windows)) {
            Depth::All
        } else if !self.colours.is_empty() || RICH.iter().any(|part| self.name.contains(part)) {
            Depth::Many
        } else {
            Depth::Sixteen
        }
    }

    /// Whether it is none that a person has on a desktop.
    fn is_plain(&self) -> bool {
        ["linux", "vt", "ansi", "cons", "dumb"].iter().any(|name| self.name.starts_with(name))
    }

    /// What it draws on, as `COLORFGBG` tells: the number of a colour is its last part, as in `15;0` and
    /// `0;default;15`.
    fn ground(&self) -> Option<Ground> {
        match self.ground.rsplit(';').next()?.parse().ok()? {
            7 | 9..=15 => Some(Ground::Light),
            0..=6 | 8 => Some(Ground::Dark),
            _ => None,
        }
    }

    /// The themes for what was chosen.
    fn looks(&self, chosen: ThemeName, config: &Config) -> Looks {
        let (depth, known) = (self.depth(), self.ground());
        let chosen = match chosen {
            ThemeName::Auto if self.no_colour => ThemeName::None,
            ThemeName::Auto if depth == Depth::Sixteen => ThemeName::Ansi,
            chosen => chosen,
        };
        let theme = |ground| {
            let (name, tint) = match (chosen, ground) {
                (ThemeName::Auto, Ground::Dark) | (ThemeName::Dark, _) => (ThemeName::Dark, Tint::Dark),
                (ThemeName::Auto, Ground::Light) | (ThemeName::Light, _) => (ThemeName::Light, Tint::Light),
                (ThemeName::Ansi, ground) => (ThemeName::Ansi, Tint::Ansi(ground)),
                (ThemeName::None, _) => (ThemeName::None, Tint::None),
            };
            Theme { glyphs: glyphs(), ..config.colours.on(name, Theme::new(tint)).within(depth) }
        };
        Looks {
            dark: theme(Ground::Dark),
            light: theme(Ground::Light),
            guess: known.unwrap_or(Ground::Dark),
            asks: matches!(chosen, ThemeName::Auto | ThemeName::Ansi) && !self.is_plain() && cfg!(unix),
        }
    }
}

impl Look {
    /// The themes: what was asked for; else what the settings say; else no colours under `NO_COLOR`
    /// (<https://no-color.org>); else what suits the terminal.
    pub fn looks(&self, config: &Config) -> Looks {
        Terminal::here().looks(self.chosen(config), config)
    }

    fn chosen(&self, config: &Config) -> ThemeName {
        match self.theme {
            Some(Choice::Auto) => ThemeName::Auto,
            Some(Choice::Dark) => ThemeName::Dark,
            Some(Choice::Light) => ThemeName::Light,
            Some(Choice::Ansi) => ThemeName::Ansi,
            Some(Choice::None) => ThemeName::None,
            None => config.options.theme,
        }
    }

    /// Whether there are to be colours.
    pub fn has_colours(&self, config: &Config) -> bool {
        match self.chosen(config) {
            ThemeName::Auto => !Terminal::here().no_colour,
            chosen => chosen != ThemeName::None,
        }
    }
}

/// What the terminal can show: the console of Linux has few glyphs, and a locale that names another
/// encoding than UTF-8 has none. Where no locale is set at all, UTF-8 is more likely than not.
pub fn glyphs() -> Glyphs {
    let set = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    let locale = set("LC_ALL").or_else(|| set("LC_CTYPE")).or_else(|| set("LANG"));
    match locale.map(|locale| locale.to_lowercase()) {
        Some(locale) if !locale.contains("utf-8") && !locale.contains("utf8") => Glyphs::Ascii,
        _ if env::var_os("TERM").is_some_and(|name| name == "linux") => Glyphs::Letters,
        _ => Glyphs::All,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terminal(name: &str, colours: &str, ground: &str) -> Terminal {
        let [name, colours, ground] = [name, colours, ground].map(str::to_owned);
        Terminal { name, colours, ground, no_colour: false }
    }

    #[test]
    fn the_ground_is_the_last_colour() {
        let ground = |value| terminal("xterm", "", value).ground();
        assert_eq!(ground("15;0"), Some(Ground::Dark));
        assert_eq!(ground("0;default;15"), Some(Ground::Light));
        for unknown in ["", "default", "15;default", "0;99"] {
            assert_eq!(ground(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn terminals_have_as_many_colours_as_they_promise() {
        for name in ["linux", "xterm", "vt100", "screen", "rxvt", ""] {
            assert_eq!(terminal(name, "", "").depth(), Depth::Sixteen, "{name}");
        }
        for name in ["xterm-256color", "screen-256color", "tmux-256color", "xterm-kitty", "foot", "alacritty"]
        {
            assert_eq!(terminal(name, "", "").depth(), Depth::Many, "{name}");
            assert_eq!(terminal(name, "truecolor", "").depth(), Depth::All, "{name}");
        }
        assert_eq!(terminal("linux", "truecolor", "").depth(), Depth::Sixteen);
        assert_eq!(terminal("screen", "24bit", "").depth(), Depth::Sixteen);
        assert_eq!(terminal("xterm", "yes", "").depth(), Depth::Many);
    }

    #[test]
    fn the_theme_follows_choice_no_color_and_terminal_in_that_order() {
        let config = Config::default();
        let accent = |tint| Theme::new(tint).accent;
        let rich = || terminal("xterm-256color", "truecolor", "0;15");
        let looks = rich().looks(ThemeName::Auto, &config);
        assert_eq!(looks.on(None).accent, accent(Tint::Light));
        assert_eq!(looks.on(Some(Ground::Dark)).accent, accent(Tint::Dark));
        assert!(looks.asks);
        let quiet = Terminal { no_colour: true, ..rich() };
        let looks = quiet.looks(ThemeName::Auto, &config);
        assert_eq!((looks.on(None).accent, looks.asks), (accent(Tint::None), false));
        let looks = quiet.looks(ThemeName::Dark, &config);
        assert_eq!((looks.on(Some(Ground::Light)).accent, looks.asks), (accent(Tint::Dark), false));
        let looks = terminal("xterm", "", "").looks(ThemeName::Auto, &config);
        assert_eq!(looks.on(None).accent, accent(Tint::Ansi(Ground::Dark)));
        assert!(!terminal("linux", "", "").looks(ThemeName::Auto, &config).asks);
    }
}
