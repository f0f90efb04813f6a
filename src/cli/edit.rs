//! `soapbox [FILE]` and `soapbox demo`: the editor.

use std::{
    env,
    io::{IsTerminal, stdin},
    mem,
    path::PathBuf,
};

use clap::{Args, CommandFactory as _};

use super::{
    look::Look,
    output::{self, Done, Failure},
    reading, settings,
};
use crate::{
    home::places,
    shell::{self, Start},
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

impl Edit {
    /// Opens the library that is meant.
    pub fn run(self) -> Done {
        self.check_name()?;
        check_terminal()?;
        let path = reading::path(self.file.as_deref());
        let state = places::state_folder();
        edit(Some(path), &self.look, state, places::words_file())
    }

    /// A subcommand behind an option is read as the name of a file: `soapbox --theme light demo`. No library is
    /// begun under such a name.
    fn check_name(&self) -> Result<(), Failure> {
        let Some(file) = self.file.as_deref().filter(|file| !file.exists()) else { return Ok(()) };
        let arguments = super::Arguments::command();
        let Some(command) = arguments.get_subcommands().find(|command| file == command.get_name()) else {
            return Ok(());
        };
        let name = command.get_name();
        Err(Failure::Message(format!(
            "`{name}` is a command, and comes before the options: `soapbox {name} ...`; a library of that name is `./{name}`"
        )))
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
    let mut config = settings::load();
    let start = Start {
        path,
        looks: look.looks(&config),
        state,
        words,
        seed: reading::seed(),
        dictionaries: mem::take(&mut config.options.dictionaries)
            .iter()
            .map(|path| places::typed_path(path))
            .collect(),
        editor: mem::take(&mut config.options.editor),
        settings: settings::of(config),
    };
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
