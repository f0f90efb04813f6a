//! What a row of the table says, and looking it up.

use super::{Command, TABLE};
use crate::app::At;

/// A row of the table.
#[derive(Debug)]
pub struct Row {
    /// What is done.
    pub command: Command,
    /// Its name in files: lower case, words joined by `-`.
    pub name: &'static str,
    /// What it does, as people read it.
    pub title: &'static str,
    /// Other words that people look for it by, which are not shown.
    pub also: &'static str,
    /// Where it works and its keys there, separated by blanks, if it has any.
    pub keys: &'static [(At, &'static str)],
    /// Whether the palette offers it. What makes sense only under a finger, as moving and erasing do, is
    /// told by help alone.
    pub offered: bool,
}

/// Where a command works and its keys there.
type Keys = &'static [(At, &'static str)];

/// A row that the palette offers.
pub(super) const fn row(command: Command, name: &'static str, title: &'static str, keys: Keys) -> Row {
    Row { command, name, title, also: "", keys, offered: true }
}

/// A row that makes sense only under a finger.
pub(super) const fn bare(command: Command, name: &'static str, title: &'static str, keys: Keys) -> Row {
    Row { command, name, title, also: "", keys, offered: false }
}

impl Row {
    /// The same, found by these words as well.
    pub(super) const fn also(self, also: &'static str) -> Self {
        Self { also, ..self }
    }

    /// Everywhere that the command works.
    #[must_use]
    pub fn works(&self) -> At {
        self.keys.iter().fold(At::NOWHERE, |all, (at, _)| all.or(*at))
    }
}

impl Command {
    /// Its row of the table.
    #[must_use]
    pub fn row(self) -> Option<&'static Row> {
        TABLE.iter().find(|row| row.command == self)
    }

    /// Everywhere that it does something.
    #[must_use]
    pub fn works_at(self) -> At {
        self.row().map_or(At::NOWHERE, Row::works)
    }

    /// Where it has keys in the table; where it has none at all, everywhere that it does something.
    #[must_use]
    pub fn has_keys_at(self) -> At {
        let keys = self.row().map_or(&[][..], |row| row.keys);
        let keys = keys.iter().filter(|(_, keys)| !keys.is_empty());
        let all = keys.fold(At::NOWHERE, |all, (at, _)| all.or(*at));
        if all.is_empty() { self.works_at() } else { all }
    }
}
