//! `soapbox settings`: where settings are kept, what is wrong in them, and examples to begin with.

use std::env;

use clap::{Args, ValueEnum};

use super::output::{self, Done};
use crate::{
    app::{Folders, Settings},
    config::{Config, FILES, Language, Measure},
    home::places,
    store::disk::{self, LoadProblem},
};

/// The arguments of `soapbox settings`.
#[derive(Debug, Args)]
pub struct SettingsArguments {
    /// Print an example of this file, in which every row is a comment
    #[arg(value_enum)]
    example: Option<Example>,
}

/// The files of which there are examples.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Example {
    Config,
    Keys,
    Theme,
}

impl SettingsArguments {
    /// Prints an example, or where the files are and what is wrong in them.
    pub fn run(self) -> Done {
        let example = match self.example {
            Some(Example::Config) => include_str!("../../data/config.ron"),
            Some(Example::Keys) => include_str!("../../data/keys.ron"),
            Some(Example::Theme) => include_str!("../../data/theme.ron"),
            None => return here(),
        };
        output::data(example)?;
        Ok(0)
    }
}

fn here() -> Done {
    let Some(folder) = places::config_folder() else {
        return Err("there is no folder for settings: no home folder is known".into());
    };
    let line = |file: &str| {
        let path = folder.join(file);
        let state = if path.exists() { "" } else { " (not there)" };
        format!("{}{state}\n", path.display())
    };
    let text: String = FILES.into_iter().map(line).collect();
    output::data(&text)?;
    Ok(told(&load()))
}

/// Tells what is wrong in the settings; answers the exit status.
pub fn told(config: &Config) -> u8 {
    for problem in &config.problems {
        output::message(&problem.to_string());
    }
    u8::from(!config.problems.is_empty())
}

/// Reads what the person has set.
pub fn load() -> Config {
    let folder = places::config_folder();
    Config::read(FILES.map(|file| match &folder {
        None => Ok(None),
        Some(folder) => match disk::read_text(&folder.join(file)) {
            Err(error) if error.problem == LoadProblem::Missing => Ok(None),
            text => text.map(Some).map_err(|error| error.to_string()),
        },
    }))
}

/// The part of the settings that the machine heeds.
pub fn of(config: Config) -> Settings {
    let Measure(measure) = config.options.measure;
    let Language(language) = config.options.language;
    Settings {
        keys: config.keys,
        mouse: config.options.mouse,
        autosave: config.options.autosave,
        measure,
        language,
        folders: Folders { home: places::home_folder(), here: env::current_dir().unwrap_or_default() },
        problems: config.problems.iter().map(ToString::to_string).collect(),
    }
}
