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
    journal::{self, Story, Unreadable},
    store::{calendar::date, disk, files::Disk},
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
        let versions = versions(self.file.as_deref())?;
        if versions.is_empty() {
            output::message("there are no versions of this library yet");
        }
        let lines = versions
            .iter()
            .rev()
            .map(|(number, folder)| line(*number, &journal::open(&Disk, folder, *number)));
        output::data(&lines.collect::<String>())?;
        Ok(0)
    }
}

impl Restore {
    fn run(self) -> Done {
        let versions = versions(self.file.as_deref())?;
        let version = versions.iter().find(|(number, _)| *number == self.number).ok_or(Unreadable::Missing);
        let story = version
            .and_then(|(number, folder)| journal::open(&Disk, folder, *number))
            .map_err(|why| Failure::Message(format!("version {} cannot be restored: {why}", self.number)))?;
        let expect = if self.force { disk::Expect::Anything } else { disk::Expect::Nothing };
        disk::save(&self.output, &story.library, expect)?;
        output::message(&format!("version {} restored: {}", self.number, self.output.display()));
        Ok(0)
    }
}

/// The numbers of the library's journals, in order, and the folders that they are in: a run that could not use the
/// best one has left them in another. The library itself may be gone: then its folder tells its path.
fn versions(named: Option<&Path>) -> Result<Vec<(u64, PathBuf)>, Failure> {
    let path = places::canonical(&Disk, &reading::path(named));
    let (mut versions, mut refused) = (Vec::new(), None);
    for folder in places::journal_folders(places::state_folder().as_deref(), &path) {
        match journal::numbers(&Disk, &folder) {
            Ok(numbers) => versions.extend(numbers.into_iter().map(|number| (number, folder.clone()))),
            Err(trouble) => refused = refused.or(Some(trouble)),
        }
    }
    versions.sort();
    refused.filter(|_| versions.is_empty()).map_or(Ok(versions), |trouble| Err(trouble.into()))
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
