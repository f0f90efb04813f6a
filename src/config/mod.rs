//! What a person has set: three files of the config folder, each of which may be missing.
//!
//! `config.ron` holds single settings, `keys.ron` keys of one's own, `theme.ron` colours of one's own. No file is
//! read here: texts in, values and problems out. A row that is wrong costs nothing but itself, and all that are
//! wrong are told at once.

mod colours;
mod keys;
mod options;
mod rows;

pub use colours::Colours;
pub use options::{Language, Measure, Options, ThemeName};

use std::fmt;

use crate::app::KeyMap;

/// The files in the config folder, by name.
pub const FILES: [&str; 3] = ["config.ron", "keys.ron", "theme.ron"];

/// All that a person has set.
#[derive(Debug, Default)]
pub struct Config {
    /// Single settings.
    pub options: Options,
    /// The keys.
    pub keys: KeyMap,
    /// Colours of one's own.
    pub colours: Colours,
    /// What is wrong in the files, in their order.
    pub problems: Vec<Problem>,
}

/// Something wrong in a file of settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file's name.
    pub file: &'static str,
    /// Where, counted from 1; none where it concerns the whole file.
    pub line: Option<usize>,
    /// What is wrong and what to do.
    pub words: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.words),
            None => write!(f, "{}: {}", self.file, self.words),
        }
    }
}

/// A line of a file, and what is wrong there.
type Wrong = (usize, String);

impl Config {
    /// Reads the texts of [`FILES`], in that order: none where there is no such file, and why where it cannot
    /// be read.
    #[must_use]
    pub fn read(texts: [Result<Option<String>, String>; 3]) -> Self {
        let mut config = Self::default();
        for (file, text) in FILES.into_iter().zip(texts) {
            let text = match text {
                Ok(None) => continue,
                Ok(Some(text)) => text,
                Err(words) => {
                    config.problems.push(Problem { file, line: None, words });
                    continue;
                }
            };
            let wrong = match file {
                "keys.ron" => keys::read(&text, &mut config.keys),
                "theme.ron" => colours::read(&text, &mut config.colours),
                _ => options::read(&text, &mut config.options),
            };
            let problem = |(line, words)| Problem { file, line: Some(line), words };
            config.problems.extend(wrong.into_iter().map(problem));
        }
        config
    }
}
