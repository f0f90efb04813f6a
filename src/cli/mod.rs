//! The command line: one file a subcommand. Data goes to standard output, messages to standard error;
//! the exit status is 0, 1 for findings or conflicts, 2 for wrong usage or failure.

mod backups;
mod edit;
mod export;
mod import;
mod keys;
mod list;
mod look;
mod manual;
mod output;
mod reading;
mod settings;
mod show;
mod timing;
mod timing_json;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

/// A terminal editor for conference-talk proposals: it adds up the outline's minutes.
#[derive(Debug, Parser)]
#[command(
    version,
    bin_name = "soapbox",
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true
)]
#[command(
    after_help = "Without FILE: $SOAPBOX_FILE, else proposals.ron here, else the one in your data folder.\n\
                        Exit status: 0, 1 (findings or conflicts), 2 (wrong usage or failure)."
)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    edit: edit::Edit,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Open a copy of the built-in sample; nothing is kept
    Demo(edit::Demo),
    /// Add proposals from Markdown or plain text
    Import(import::Import),
    /// Write all proposals as one page of text
    Export(export::Export),
    /// List the proposals with their submissions
    List(list::List),
    /// Show one proposal
    Show(show::Show),
    /// Show the sections of each outline with their minutes, and the sums
    Timing(timing::TimingArguments),
    /// List the versions of a library that are kept, or restore one
    Backups(backups::Backups),
    /// Print the table of commands and keys
    Keys(keys::Keys),
    /// Print what a shell needs to complete this command line
    Completions(manual::Completions),
    /// Print the manual page, for `man`
    Man(manual::Man),
    /// Tell where your settings are kept and what is wrong in them, or print an example
    Settings(settings::SettingsArguments),
}

/// Where the library is.
#[derive(Debug, clap::Args)]
struct Whence {
    /// The library to read
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
}

/// Reads the command line, does what it says and answers the exit status.
#[must_use]
pub fn run() -> ExitCode {
    output::tell_panics();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(answer) => return output::usage(&answer),
    };
    let done = match arguments.command {
        None => arguments.edit.run(),
        Some(Command::Demo(demo)) => demo.run(),
        Some(Command::Import(import)) => import.run(),
        Some(Command::Export(export)) => export.run(),
        Some(Command::List(list)) => list.run(),
        Some(Command::Show(show)) => show.run(),
        Some(Command::Timing(timing)) => timing.run(),
        Some(Command::Backups(backups)) => backups.run(),
        Some(Command::Keys(keys)) => keys.run(),
        Some(Command::Completions(completions)) => completions.run(),
        Some(Command::Man(man)) => man.run(),
        Some(Command::Settings(settings)) => settings.run(),
    };
    output::end(done)
}
