//! `config.ron`: single settings. To add one: a row in `options!` below, and where it is heeded.

use std::path::PathBuf;

use super::{
    Wrong,
    rows::{Row, rows, word},
};

/// The value of a setting.
trait Value: Sized {
    /// What may stand there, in words.
    const ALLOWED: &str;

    /// Reads it from RON.
    fn read(ron: &str) -> Option<Self>;
}

/// Declares the settings: what each does, its name, its type and what it is when nobody says so.
macro_rules! options {
    ($($(#[$doc:meta])* $name:ident: $kind:ty = $default:expr;)*) => {
        /// Single settings.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Options {
            $($(#[$doc])* pub $name: $kind,)*
        }

        impl Default for Options {
            fn default() -> Self {
                Self { $($name: $default,)* }
            }
        }

        impl Options {
            /// The names of all settings, as `config.ron` writes them.
            pub const NAMES: &[&str] = &[$(stringify!($name),)*];

            /// Takes over a row of the file; answers what is wrong with it.
            fn set(&mut self, row: &Row) -> Result<(), String> {
                match row.name.as_str() {
                    $(stringify!($name) => self.$name = value(row)?,)*
                    other => {
                        let known = Self::NAMES.join(", ");
                        return Err(format!("`{other}` is no setting: there are {known}"));
                    }
                }
                Ok(())
            }
        }
    };
}

options! {
    /// Which colours.
    theme: ThemeName = ThemeName::Auto;
    /// Whether the mouse is heard; otherwise it is the terminal's own.
    mouse: bool = true;
    /// Whether the library is saved by itself after a pause.
    autosave: bool = true;
    /// How many columns a text is set wide at most.
    measure: Measure = Measure::default();
    /// The language of texts that name none.
    language: Language = Language::default();
    /// Folders in which dictionaries lie, besides those of the system.
    dictionaries: Vec<PathBuf> = Vec::new();
    /// Another editor, as a line of a shell; that of the environment where it is empty.
    editor: String = String::new();
}

fn value<T: Value>(row: &Row) -> Result<T, String> {
    T::read(row.value).ok_or_else(|| format!("`{}` may be {}", row.name, T::ALLOWED))
}

/// Reads the settings of a file. Answers what is wrong, in the order of the lines.
pub fn read(text: &str, options: &mut Options) -> Vec<Wrong> {
    match rows(text, 1) {
        Ok(rows) => rows.iter().filter_map(|row| Some((row.line, options.set(row).err()?))).collect(),
        Err(wrong) => vec![wrong],
    }
}

/// Which colours are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThemeName {
    /// Those that suit the terminal.
    Auto,
    /// For a dark ground.
    Dark,
    /// For a light ground.
    Light,
    /// The 16 colours of the terminal's own palette.
    Ansi,
    /// No colours.
    None,
}

impl ThemeName {
    /// All of them as they are written.
    pub const ALL: [(Self, &str); 5] = [
        (Self::Auto, "auto"),
        (Self::Dark, "dark"),
        (Self::Light, "light"),
        (Self::Ansi, "ansi"),
        (Self::None, "none"),
    ];
}

impl Value for ThemeName {
    const ALLOWED: &str = "auto, dark, light, ansi or none";

    fn read(ron: &str) -> Option<Self> {
        let word = word(ron)?;
        Self::ALL.into_iter().find(|(_, name)| *name == word).map(|(theme, _)| theme)
    }
}

impl Value for bool {
    const ALLOWED: &str = "true or false";

    fn read(ron: &str) -> Option<Self> {
        ron::from_str(ron).ok()
    }
}

/// A number of columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure(pub u16);

impl Default for Measure {
    fn default() -> Self {
        Self(crate::app::MEASURE)
    }
}

impl Value for Measure {
    const ALLOWED: &str = "a number of columns from 20 to 400";

    fn read(ron: &str) -> Option<Self> {
        ron::from_str(ron).ok().filter(|columns| (20..=400).contains(columns)).map(Self)
    }
}

/// A language as its dictionary is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language(pub String);

impl Default for Language {
    fn default() -> Self {
        Self(crate::app::LANGUAGE.to_owned())
    }
}

impl Value for Language {
    const ALLOWED: &str = "a language as its dictionary is named, like \"en_GB\", or \"none\"";

    fn read(ron: &str) -> Option<Self> {
        word(ron).filter(|name| !name.is_empty()).map(Self)
    }
}

impl Value for Vec<PathBuf> {
    const ALLOWED: &str = "a list of folders, like [\"~/dictionaries\"]";

    fn read(ron: &str) -> Option<Self> {
        ron::from_str(ron).ok()
    }
}

impl Value for String {
    const ALLOWED: &str = "words in quotes";

    fn read(ron: &str) -> Option<Self> {
        ron::from_str(ron).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_and_all_that_is_wrong_is_told() {
        let mut options = Options::default();
        let text = "(\n theme: light,\n autosave: 1,\n mouze: true,\n measure: 72,\n mouse: false,\n measure: 7,\n \
             language: \"de_AT\",\n dictionaries: [\"~/d\"],\n editor: 7,\n editor: \"code --wait\",\n language: \"\",\n)";
        let wrong = read(text, &mut options);
        let lines: Vec<usize> = wrong.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [3, 4, 7, 10, 12], "{wrong:?}");
        assert_eq!(wrong[0].1, "`autosave` may be true or false");
        assert!(wrong[1].1.contains("`mouze` is no setting: there are theme, mouse, autosave"));
        let expected = Options {
            theme: ThemeName::Light,
            mouse: false,
            measure: Measure(72),
            autosave: true,
            language: Language("de_AT".into()),
            dictionaries: vec!["~/d".into()],
            editor: "code --wait".into(),
        };
        assert_eq!(options, expected);
    }
}
