//! `soapbox keys`: the table of commands.

use clap::Args;
use serde::Serialize;

use super::{
    output::{self, Done},
    settings,
};
use crate::{
    app::{At, KeyMap, command::TABLE},
    config::Config,
    door::width,
};

/// The arguments of `soapbox keys`.
#[derive(Debug, Args)]
pub struct Keys {
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Print a page in Markdown, with the names for your own keys
    #[arg(long, conflicts_with = "json")]
    markdown: bool,
    /// The keys as they are without settings of your own
    #[arg(long)]
    default: bool,
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
fn entries(map: &KeyMap) -> Vec<Entry> {
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
    /// Prints the commands of each place with their keys, and tells what is wrong in the person's own.
    pub fn run(self) -> Done {
        let config = if self.default { Config::default() } else { settings::load() };
        let entries = entries(&config.keys);
        if self.json {
            output::json(&Table { commands: entries })?;
        } else if self.markdown {
            output::data(&page(&entries))?;
        } else {
            output::data(&listed(&entries))?;
        }
        Ok(settings::told(&config))
    }
}

/// The table as a page, place by place.
fn page(entries: &[Entry]) -> String {
    let mut text = String::from(
        "# Keys\n\nMade from the program's table by `soapbox keys --markdown`. The name is how a command is called \
         where keys are changed.\n",
    );
    let mut place = "";
    for entry in entries {
        if entry.place != place {
            place = entry.place;
            text.extend(["\n## ", place, "\n\n| keys | what they do | name |\n| --- | --- | --- |\n"]);
        }
        let keys: Vec<String> = entry.keys.iter().map(|key| format!("`{key}`")).collect();
        let cells = [&*keys.join(" "), entry.title, &format!("`{}`", entry.name)];
        text.extend(["| ", &cells.map(|cell| cell.replace('|', "\\|")).join(" | "), " |\n"]);
    }
    text
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
