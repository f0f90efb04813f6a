//! Which key means which command where.

use std::collections::HashMap;

use super::{At, Command, Key, command::TABLE};

/// Keys and their commands, by context.
#[derive(Clone, Debug)]
pub struct KeyMap {
    by_key: HashMap<Key, Vec<Meaning>>,
    /// The same from the other side, the preferred key of a command first.
    by_command: HashMap<Command, Vec<(At, Key)>>,
}

/// What a key means somewhere.
#[derive(Clone, Copy, Debug)]
struct Meaning {
    at: At,
    command: Command,
    /// The row of the person's own that says so; none for the table's.
    row: Option<usize>,
}

/// Keys of one's own: they take the place of those that a command has somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebound {
    /// The command.
    pub command: Command,
    /// Where.
    pub at: At,
    /// Its keys there, the preferred one first; none takes them away.
    pub keys: Vec<Key>,
}

/// Without these nobody finds out.
const WAYS_OUT: [Command; 3] = [Command::Quit, Command::Back, Command::Help];

/// A row of the person's own that cannot be heeded, and why.
type Refused = (usize, String);

impl Default for KeyMap {
    /// The keys of the table.
    fn default() -> Self {
        Self::changed(&[]).0
    }
}

impl KeyMap {
    /// The keys of the table with some of them changed, and which of the changes cannot be heeded: where a key
    /// would mean two things in one place, or where there would be no way out. All others are.
    #[must_use]
    pub fn changed(rows: &[Rebound]) -> (Self, Vec<Refused>) {
        let mut refused = Vec::new();
        let mut used = vec![true; rows.len()];
        loop {
            match Self::build(rows, &used) {
                Ok(map) => return (map, refused),
                Err((row, words)) => {
                    // The table alone is well, so that some row is left while anything is wrong.
                    let Some(used) = used.get_mut(row) else { return (Self::bare(), refused) };
                    *used = false;
                    refused.push((row, words));
                }
            }
        }
    }

    fn bare() -> Self {
        Self { by_key: HashMap::new(), by_command: HashMap::new() }
    }

    fn build(rows: &[Rebound], used: &[bool]) -> Result<Self, Refused> {
        let mut map = Self::bare();
        let used = || rows.iter().enumerate().zip(used).filter(|(_, used)| **used).map(|(row, _)| row);
        for (index, row) in used() {
            for key in &row.keys {
                map.bind(*key, Meaning { at: row.at, command: row.command, row: Some(index) })?;
            }
        }
        for (command, at, key) in table_keys() {
            let changed = used().filter(|(_, row)| row.command == command);
            let at = changed.fold(at, |at, (_, row)| at.without(row.at));
            if let (Ok(key), false) = (key, at.is_empty()) {
                map.bind(key, Meaning { at, command, row: None })?;
            }
        }
        for (command, (at, _)) in WAYS_OUT.into_iter().flat_map(|command| At::ALL.map(|at| (command, at))) {
            let mut taking = used().filter(|(_, row)| row.command == command && row.at.meets(at));
            if let (true, Some((row, _))) = (map.shown(command, at).next().is_none(), taking.next()) {
                let name = command.row().map_or("", |row| row.name);
                let words = format!("`{name}` would have no key in {}: there must be a way out", at.names());
                return Err((row, words));
            }
        }
        Ok(map)
    }

    /// # Errors
    /// Where the key means something else in one of the places: the row that is to give way, and why.
    fn bind(&mut self, key: Key, meaning: Meaning) -> Result<(), Refused> {
        let Meaning { at, command, row } = meaning;
        let meanings = self.by_key.entry(key).or_default();
        let mut clashes = meanings.iter().filter(|other| other.at.meets(at));
        if let Some(other) = clashes.find(|other| other.command != command) {
            let name = |command: Command| command.row().map_or("", |row| row.name);
            let places = other.at.and(at).names();
            let (one, two) = (name(other.command), name(command));
            let words = format!("{key} means both {one} and {two} in {places}: give one of them another key");
            // The later of two rows, and never the table.
            return Err((row.or(other.row).unwrap_or(usize::MAX), words));
        }
        meanings.push(meaning);
        self.by_command.entry(command).or_default().push((at, key));
        Ok(())
    }

    /// What a key means in a context.
    #[must_use]
    pub fn command(&self, key: Key, at: At) -> Option<Command> {
        let meanings = self.by_key.get(&key)?;
        meanings.iter().find(|meaning| meaning.at.holds(at)).map(|meaning| meaning.command)
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
        let first = self.shown(command, at).next();
        first.map_or_else(String::new, |key| format!("{key} {does}").trim_end().to_owned())
    }
}

/// The keys of the table one by one.
fn table_keys() -> impl Iterator<Item = (Command, At, Result<Key, String>)> {
    TABLE.iter().flat_map(|row| {
        let keys = row.keys.iter().flat_map(|(at, keys)| keys.split_whitespace().map(|key| (*at, key)));
        keys.map(|(at, key)| (row.command, at, key.parse()))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_table_has_no_clash_and_no_key_that_cannot_be_read_or_pressed() {
        let map = KeyMap::build(&[], &[]).unwrap();
        assert!(!map.by_key.is_empty());
        for (command, _, key) in table_keys() {
            assert_eq!(key.and_then(Key::check_sent), Ok(()), "{command:?}");
        }
    }

    #[test]
    fn a_clash_names_both_commands_and_the_table_stands() {
        let row = |command, at, key: &str| Rebound { command, at, keys: vec![key.parse().unwrap()] };
        let rows = [row(Command::Undo, At::TEXT, "ctrl-s"), row(Command::Undo, At::LIST, "F3")];
        let (map, refused) = KeyMap::changed(&rows);
        let words = "Ctrl-S means both undo and save in text: give one of them another key";
        assert_eq!(refused, [(0, words.to_owned())]);
        assert_eq!(map.shown(Command::Undo, At::TEXT).collect::<Vec<_>>(), ["Ctrl-Z"]);
        assert_eq!(map.shown(Command::Undo, At::LIST).collect::<Vec<_>>(), ["F3"]);
    }

    #[test]
    fn of_two_rows_that_clash_the_first_counts() {
        let row = |command| Rebound { command, at: At::LIST, keys: vec!["F3".parse().unwrap()] };
        let (map, refused) = KeyMap::changed(&[row(Command::Undo), row(Command::Redo)]);
        assert_eq!(refused.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [1]);
        assert_eq!(map.command("F3".parse().unwrap(), At::LIST), Some(Command::Undo));
    }

    #[test]
    fn each_command_stands_in_the_table_once_under_its_own_name() {
        let commands: HashSet<Command> = TABLE.iter().map(|row| row.command).collect();
        let names: HashSet<&str> = TABLE.iter().map(|row| row.name).collect();
        assert_eq!((commands.len(), names.len()), (TABLE.len(), TABLE.len()));
    }

    #[test]
    fn each_place_has_a_name_of_its_own() {
        let names: HashSet<&str> = At::ALL.iter().map(|(at, _)| at.name()).collect();
        assert!(names.len() == At::ALL.len() && !names.contains(""), "{names:?}");
    }

    #[test]
    fn every_hint_has_a_key_where_it_is_shown() {
        let map = KeyMap::default();
        for (at, heading) in At::ALL {
            for (commands, word) in super::super::last_row::hints(at) {
                for command in *commands {
                    assert!(map.shown(*command, at).next().is_some(), "{heading}: {word}");
                }
            }
        }
    }

    #[test]
    fn no_key_of_a_text_context_takes_a_letter_away() {
        for (key, meanings) in KeyMap::default().by_key {
            let typing = meanings.iter().any(|meaning| meaning.at.meets(At::TYPING));
            assert!(!(typing && key.text().is_some()), "{key}");
        }
    }
}
