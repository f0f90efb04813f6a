//! `soapbox backups`: the versions of a library that the journals hold, and one of them written to a file.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::{
    output::{self, Done, Failure},
    reading,
};
use crate::{
    door::Safe,
    home::places,
    store::{
        calendar::date,
        disk,
        files::Disk,
        journal::{self, Story, Unreadable},
    },
};

/// The arguments of `soapbox backups`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Backups {
    #[command(subcommand)]
    command: Option<Command>,
    /// The library whose versions are listed
    file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write one of the versions to a file
    Restore(Restore),
}

/// The arguments of `soapbox backups restore`.
#[derive(Debug, Args)]
struct Restore {
    /// The number of the version, as listed
    number: u64,
    /// The library whose version it is
    file: Option<PathBuf>,
    /// Where to write it
    #[arg(long, value_name = "PATH")]
    output: PathBuf,
    /// Replace the file if it exists
    #[arg(long)]
    force: bool,
}

impl Backups {
    /// Prints the versions, newest first, or writes one of them.
    pub fn run(self) -> Done {
        if let Some(Command::Restore(restore)) = self.command {
            return restore.run();
        }
        let folder = folder(self.file.as_deref())?;
        let numbers = journal::numbers(&Disk, &folder)?;
        if numbers.is_empty() {
            output::message("there are no versions of this library yet");
        }
        let lines = numbers.iter().rev().map(|number| line(*number, &journal::open(&Disk, &folder, *number)));
        output::data(&lines.collect::<String>())?;
        Ok(0)
    }
}

impl Restore {
    fn run(self) -> Done {
        let folder = folder(self.file.as_deref())?;
        let story = journal::open(&Disk, &folder, self.number)
            .map_err(|why| Failure::Message(format!("version {} cannot be restored: {why}", self.number)))?;
        let expect = if self.force { disk::Expect::Anything } else { disk::Expect::Nothing };
        disk::save(&self.output, &story.library, expect)?;
        output::message(&format!("version {} restored: {}", self.number, self.output.display()));
        Ok(0)
    }
}

/// The folder of the library's journals. The library itself may be gone: then its folder tells its path.
fn folder(named: Option<&Path>) -> Result<PathBuf, Failure> {
    let state = places::state_folder().ok_or("there is no home folder, so there are no versions")?;
    let path = reading::path(named);
    Ok(journal::folder_of(&state, &places::canonical(&Disk, &path)))
}

/// One version in the list.
fn line(number: u64, story: &Result<Story, Unreadable>) -> String {
    let Ok(story) = story else {
        let why = story.as_ref().err().map(ToString::to_string).unwrap_or_default();
        return format!("{number:>6}  cannot be read: {why}\n");
    };
    let time = story.last_time();
    let ended = match &story.closed {
        Some(reason) => Safe::line(reason).into_owned(),
        None => "not closed: it is open now, or soapbox was stopped".into(),
    };
    let ahead = if story.is_ahead() { ", not all of it is in the file" } else { "" };
    let damaged = match story.dropped {
        0 => String::new(),
        bytes => format!(", its last {bytes} bytes are damaged"),
    };
    format!(
        "{number:>6}  {}  {}  {}  {ended}{ahead}{damaged}\n",
        day_and_time(time),
        counted(story.library.proposals.len(), "proposal"),
        counted(story.changes.len(), "change"),
    )
}

fn counted(count: usize, what: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {what}{ending}")
}

/// Seconds since 1970 as the day and the time of day at Greenwich: `2026-11-22 21:04 UTC`.
fn day_and_time(seconds: u64) -> String {
    let (days, minutes) = (seconds / 86_400, seconds % 86_400 / 60);
    let (year, month, day) = date(days);
    format!("{year}-{month:02}-{day:02} {:02}:{:02} UTC", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (seconds, told) in [
            (0, "1970-01-01 00:00 UTC"),
            (951_782_400, "2000-02-29 00:00 UTC"),
            (1_709_251_199, "2024-02-29 23:59 UTC"),
            (1_709_251_200, "2024-03-01 00:00 UTC"),
            (1_767_225_599, "2025-12-31 23:59 UTC"),
            (4_107_542_400, "2100-03-01 00:00 UTC"),
        ] {
            assert_eq!(day_and_time(seconds), told, "{seconds}");
        }
        // A clock that stands anywhere.
        assert!(day_and_time(u64::MAX).ends_with(" UTC"));
    }
}
