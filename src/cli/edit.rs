//! `soapbox [FILE]` and `soapbox demo`: the editor.

use std::{
    env,
    io::{IsTerminal, stdin},
    path::PathBuf,
};

use clap::{Args, ValueEnum};

use super::{
    output::{self, Done, Failure},
    reading,
};
use crate::{
    app::Settings,
    shell::{self, Start},
    store::places,
    ui::{Glyphs, Theme, Tint},
};

/// The arguments of the editor.
#[derive(Debug, Args)]
pub struct Edit {
    /// The library to edit; one that does not exist is begun anew
    file: Option<PathBuf>,
    #[command(flatten)]
    look: Look,
}

/// The arguments of `soapbox demo`.
#[derive(Debug, Args)]
pub struct Demo {
    #[command(flatten)]
    look: Look,
}

/// How the editor looks.
#[derive(Debug, Args)]
pub struct Look {
    /// Colours for a dark or a light terminal, or none
    #[arg(long, value_enum)]
    theme: Option<ThemeName>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ThemeName {
    Dark,
    Light,
    None,
}

impl Edit {
    /// Opens the library that is meant.
    pub fn run(self) -> Done {
        check_terminal()?;
        let path = reading::path(self.file.as_deref());
        let state = places::state_folder();
        edit(Some(path), &self.look, state, places::words_file())
    }
}

impl Demo {
    /// Opens the sample, which is in no file.
    pub fn run(self) -> Done {
        check_terminal()?;
        edit(None, &self.look, None, None)
    }
}

fn edit(path: Option<PathBuf>, look: &Look, state: Option<PathBuf>, words: Option<PathBuf>) -> Done {
    let theme = Theme { glyphs: glyphs(), ..Theme::new(look.tint()) };
    let start = Start { path, theme, state, words, seed: reading::seed(), settings: Settings::default() };
    shell::run(start).map_err(Failure::Message)
}

/// The editor needs a terminal on both sides; what can be done without one is said.
fn check_terminal() -> Result<(), Failure> {
    let words = match (stdin().is_terminal() && output::on_terminal(), env::var_os("TERM")) {
        (false, _) => "this is no terminal",
        (true, Some(name)) if name == "dumb" => "a terminal of the type `dumb` has no screen",
        _ => return Ok(()),
    };
    Err(Failure::Message(format!("{words}: `soapbox list`, `show`, `timing` and `export` need none")))
}

impl Look {
    /// What was asked for; else no colours under `NO_COLOR` (<https://no-color.org>); else what the
    /// terminal tells of its ground in `COLORFGBG`; else dark.
    pub fn tint(&self) -> Tint {
        match self.theme {
            Some(ThemeName::Dark) => Tint::Dark,
            Some(ThemeName::Light) => Tint::Light,
            Some(ThemeName::None) => Tint::None,
            None if env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) => Tint::None,
            None => match env::var("COLORFGBG").ok().as_deref().and_then(ground) {
                Some(7 | 9..=15) => Tint::Light,
                _ => Tint::Dark,
            },
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

/// The number of the ground colour in `COLORFGBG`, which is its last part: `15;0`, `0;default;15`.
fn ground(value: &str) -> Option<u8> {
    value.rsplit(';').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ground_is_the_last_colour() {
        assert_eq!(ground("15;0"), Some(0));
        assert_eq!(ground("0;default;15"), Some(15));
        assert_eq!(ground("default"), None);
    }
}
