//! Which key means which command where.

use std::collections::HashMap;

use super::{At, Command, Key, command::TABLE};

/// Keys and their commands, by context.
#[derive(Debug)]
pub struct KeyMap {
    by_key: HashMap<Key, Vec<(At, Command)>>,
}

impl KeyMap {
    /// The keys of the table.
    ///
    /// # Errors
    /// One line for each key that cannot be read or that means two things in one place.
    pub fn of_table() -> Result<Self, Vec<String>> {
        let mut map = Self { by_key: HashMap::new() };
        let mut errors = Vec::new();
        for row in TABLE {
            for (at, keys) in row.keys {
                for written in keys.split(' ') {
                    match written.parse() {
                        Ok(key) => errors.extend(map.bind(key, *at, row.command).err()),
                        Err(error) => errors.push(format!("{}: {error}", row.name)),
                    }
                }
            }
        }
        if errors.is_empty() { Ok(map) } else { Err(errors) }
    }

    fn bind(&mut self, key: Key, at: At, command: Command) -> Result<(), String> {
        let meanings = self.by_key.entry(key).or_default();
        if let Some((_, other)) = meanings.iter().find(|(there, _)| there.meets(at)) {
            let name = |command: Command| command.row().map_or("", |row| row.name);
            return Err(format!("{key} means both {} and {}", name(*other), name(command)));
        }
        meanings.push((at, command));
        Ok(())
    }

    /// What a key means in a context.
    #[must_use]
    pub fn command(&self, key: Key, at: At) -> Option<Command> {
        let meanings = self.by_key.get(&key)?;
        meanings.iter().find(|(there, _)| there.holds(at)).map(|(_, command)| *command)
    }

    /// The keys of a command in a context as people read them, the preferred one first.
    #[must_use]
    pub fn shown(command: Command, at: At) -> Vec<String> {
        let Some(row) = command.row() else { return Vec::new() };
        let here = row.keys.iter().filter(|(there, _)| there.holds(at));
        let keys = here.flat_map(|(_, keys)| keys.split(' '));
        keys.filter_map(|key| key.parse::<Key>().ok()).map(|key| key.to_string()).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_table_has_no_clash_and_no_unreadable_key() {
        assert!(KeyMap::of_table().is_ok_and(|map| !map.by_key.is_empty()));
    }

    #[test]
    fn a_clash_names_both_commands() {
        let mut map = KeyMap::of_table().unwrap();
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
        for (at, heading) in At::ALL {
            for (commands, word) in super::super::command::hints(at) {
                for command in *commands {
                    assert!(!KeyMap::shown(*command, at).is_empty(), "{heading}: {word}");
                }
            }
        }
    }

    #[test]
    fn no_key_of_a_text_context_takes_a_letter_away() {
        for (key, meanings) in KeyMap::of_table().unwrap().by_key {
            let typing = meanings.iter().any(|(at, _)| at.meets(At::TYPING));
            assert!(!(typing && key.text().is_some()), "{key}");
        }
    }
}
