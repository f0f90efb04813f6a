//! Which key means which command where.

use std::collections::HashMap;

use super::{At, Command, Key, command::TABLE};

/// Keys and their commands, by context.
#[derive(Clone, Debug)]
pub struct KeyMap {
    by_key: HashMap<Key, Vec<(At, Command)>>,
    /// The same from the other side, the preferred key of a command first.
    by_command: HashMap<Command, Vec<(At, Key)>>,
}

impl Default for KeyMap {
    /// The keys of the table.
    fn default() -> Self {
        Self::of_table().0
    }
}

impl KeyMap {
    /// The keys of the table, and one line for each of them that cannot be read or that means two things in
    /// one place, which the tests rule out.
    #[must_use]
    pub fn of_table() -> (Self, Vec<String>) {
        let mut map = Self { by_key: HashMap::new(), by_command: HashMap::new() };
        let mut errors = Vec::new();
        for row in TABLE {
            for (at, keys) in row.keys {
                for written in keys.split_whitespace() {
                    match written.parse() {
                        Ok(key) => errors.extend(map.bind(key, *at, row.command).err()),
                        Err(error) => errors.push(format!("{}: {error}", row.name)),
                    }
                }
            }
        }
        (map, errors)
    }

    fn bind(&mut self, key: Key, at: At, command: Command) -> Result<(), String> {
        let meanings = self.by_key.entry(key).or_default();
        if let Some((_, other)) = meanings.iter().find(|(there, _)| there.meets(at)) {
            let name = |command: Command| command.row().map_or("", |row| row.name);
            return Err(format!("{key} means both {} and {}", name(*other), name(command)));
        }
        meanings.push((at, command));
        self.by_command.entry(command).or_default().push((at, key));
        Ok(())
    }

    /// What a key means in a context.
    #[must_use]
    pub fn command(&self, key: Key, at: At) -> Option<Command> {
        let meanings = self.by_key.get(&key)?;
        meanings.iter().find(|(there, _)| there.holds(at)).map(|(_, command)| *command)
    }

    /// The keys of a command in a context as people read them, the preferred one first.
    pub fn shown(&self, command: Command, at: At) -> impl Iterator<Item = String> {
        let keys = self.by_command.get(&command).into_iter().flatten();
        keys.filter(move |(there, _)| there.holds(at)).map(|(_, key)| key.to_string())
    }

    /// The preferred key of a command in a context as people read it; the command's own words in quotes where
    /// it has none there.
    #[must_use]
    pub fn first(&self, command: Command, at: At) -> String {
        let first = self.shown(command, at).next();
        first.unwrap_or_else(|| format!("“{}”", command.row().map_or("", |row| row.title)))
    }

    /// What the preferred key of a command does in a context, for a border: `Esc back`; nothing where it has no
    /// key there.
    #[must_use]
    pub fn hint(&self, command: Command, at: At, does: &str) -> String {
        let first = self.shown(command, at).into_iter().next();
        first.map_or_else(String::new, |key| format!("{key} {does}").trim_end().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_table_has_no_clash_and_no_unreadable_key() {
        let (map, errors) = KeyMap::of_table();
        assert_eq!((errors, map.by_key.is_empty()), (Vec::new(), false));
    }

    #[test]
    fn a_clash_names_both_commands() {
        let mut map = KeyMap::default();
        let key = "ctrl-s".parse().unwrap();
        assert_eq!(map.bind(key, At::TEXT, Command::Undo), Err("Ctrl-S means both save and undo".into()));
        let elsewhere = "ctrl-x".parse().unwrap();
        assert_eq!(map.bind(elsewhere, At::POPUP, Command::Undo), Ok(()));
    }

    #[test]
    fn each_command_stands_in_the_table_once_under_its_own_name() {
        let commands: HashSet<Command> = TABLE.iter().map(|row| row.command).collect();
        let names: HashSet<&str> = TABLE.iter().map(|row| row.name).collect();
        assert_eq!((commands.len(), names.len()), (TABLE.len(), TABLE.len()));
    }

    #[test]
    fn every_hint_has_a_key_where_it_is_shown() {
        let map = KeyMap::default();
        for (at, heading) in At::ALL {
            for (commands, word) in super::super::command::hints(at) {
                for command in *commands {
                    assert!(map.shown(*command, at).next().is_some(), "{heading}: {word}");
                }
            }
        }
    }

    #[test]
    fn no_key_of_a_text_context_takes_a_letter_away() {
        for (key, meanings) in KeyMap::default().by_key {
            let typing = meanings.iter().any(|(at, _)| at.meets(At::TYPING));
            assert!(!(typing && key.text().is_some()), "{key}");
        }
    }
}
