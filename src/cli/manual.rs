//! `soapbox completions` and `soapbox man`: what shells and `man` know of the command line, made from its
//! definition.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{
    Arguments,
    output::{self, Done},
};

/// The arguments of `soapbox completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell that is to complete
    shell: Shell,
}

impl Completions {
    /// Prints the script for the shell.
    pub fn run(&self) -> Done {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "soapbox", &mut script);
        output::data(&String::from_utf8_lossy(&script))?;
        Ok(0)
    }
}

/// The arguments of `soapbox man`.
#[derive(Debug, Args)]
pub struct Man {
    /// The subcommand whose page is meant; the page of the program without one
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

impl Man {
    /// Prints the page in the form that `man` reads.
    pub fn run(&self) -> Done {
        let mut program = Arguments::command();
        program.build();
        let page = match &self.command {
            None => program,
            Some(name) => program
                .get_subcommands()
                .find(|command| command.get_name() == name && !command.is_hide_set())
                .cloned()
                .ok_or_else(|| format!("there is no subcommand `{name}`: `soapbox --help` lists them"))?,
        };
        let mut text = Vec::new();
        clap_mangen::Man::new(page).render(&mut text)?;
        output::data(&String::from_utf8_lossy(&text))?;
        Ok(0)
    }
}
