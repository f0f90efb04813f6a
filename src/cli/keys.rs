//! `soapbox keys`: the table of commands.

use clap::Args;
use serde::Serialize;

use super::output::{self, Done};
use crate::{
    app::{At, KeyMap, command::TABLE},
    door::width,
};

/// The arguments of `soapbox keys`.
#[derive(Debug, Args)]
pub struct Keys {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What `--json` prints.
#[derive(Debug, Serialize)]
struct Table {
    commands: Vec<Entry>,
}

/// A command in one place.
#[derive(Debug, Serialize)]
struct Entry {
    place: &'static str,
    name: &'static str,
    title: &'static str,
    keys: Vec<String>,
}

/// All commands with their keys, place by place.
fn entries() -> Vec<Entry> {
    let map = KeyMap::default();
    let mut entries = Vec::new();
    for (at, place) in At::ALL {
        entries.extend(TABLE.iter().map(|row| Entry {
            place,
            name: row.name,
            title: row.title,
            keys: map.shown(row.command, at).collect(),
        }));
    }
    entries.retain(|entry: &Entry| !entry.keys.is_empty());
    entries
}

impl Keys {
    /// Prints the commands of each place with their keys.
    pub fn run(self) -> Done {
        let entries = entries();
        if self.json {
            output::json(&Table { commands: entries })?;
        } else {
            output::data(&listed(&entries))?;
        }
        Ok(0)
    }
}

fn listed(entries: &[Entry]) -> String {
    let mut text = String::new();
    let mut place = "";
    for entry in entries {
        if entry.place != place {
            place = entry.place;
            text.extend([if text.is_empty() { "" } else { "\n" }, place, "\n"]);
        }
        let keys = entry.keys.join("  ");
        let gap = " ".repeat(48_usize.saturating_sub(width(&keys)).max(2));
        text.extend(["  ", &keys, &gap, entry.title, "\n"]);
    }
    text
}
