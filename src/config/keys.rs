//! `keys.ron`: keys of one's own. A key that is refused gives way to the table's, so that a way out is always left.

use std::collections::HashSet;

use super::{
    Wrong,
    rows::{Row, rows, word},
};
use crate::app::{At, Command, Key, KeyMap, Rebound, command::TABLE};

/// Reads keys of one's own into a key map. Answers what is wrong, in the order of the lines.
pub fn read(text: &str, keys: &mut KeyMap) -> Vec<Wrong> {
    let table = match rows(text, 1) {
        Ok(table) => table,
        Err(wrong) => return vec![wrong],
    };
    let mut wrong = Vec::new();
    let mut bound = Vec::new();
    let mut lines = Vec::new();
    let mut seen = HashSet::new();
    for row in &table {
        if !seen.insert(row.name.as_str()) {
            wrong.push((row.line, format!("`{}` stands here twice: the first row counts", row.name)));
            continue;
        }
        for rebound in rebound(row) {
            match rebound {
                Ok((line, rebound)) => {
                    bound.push(rebound);
                    lines.push(line);
                }
                Err(error) => wrong.push(error),
            }
        }
    }
    let (changed, refused) = KeyMap::changed(&bound);
    *keys = changed;
    let refused = refused.into_iter().filter_map(|(row, words)| Some((*lines.get(row)?, words)));
    wrong.extend(refused.map(|(line, words)| (line, format!("{words}; this row is not used"))));
    wrong.sort_by_key(|(line, _)| *line);
    wrong
}

/// What a row says: the keys of a command wherever it has some, or place by place.
fn rebound(row: &Row) -> Vec<Result<(usize, Rebound), Wrong>> {
    let Some(command) = TABLE.iter().find(|entry| entry.name == row.name) else {
        let words = format!("`{}` is no command: `soapbox settings keys` prints all of them", row.name);
        return vec![Err((row.line, words))];
    };
    let (command, everywhere) = (command.command, command.command.works_at());
    if !row.value.starts_with(['{', '(']) {
        return vec![read_keys(row, command, command.has_keys_at())];
    }
    match rows(row.value, row.line) {
        Err(error) => vec![Err(error)],
        Ok(places) => places.iter().map(|place| in_places(place, command, everywhere)).collect(),
    }
}

/// The keys in one place or in several, whose names are separated by blanks.
fn in_places(row: &Row, command: Command, everywhere: At) -> Result<(usize, Rebound), Wrong> {
    let works = || format!("it works in {}", everywhere.names());
    let mut all: Option<At> = None;
    for name in row.name.split_whitespace() {
        let known = At::ALL.into_iter().map(|(at, _)| at).find(|at| at.name() == name);
        let at = known.ok_or_else(|| (row.line, format!("`{name}` is no place: {}", works())))?;
        if !everywhere.holds(at) {
            let command = command.row().map_or("", |row| row.name);
            return Err((row.line, format!("`{command}` does nothing in {name}: {}", works())));
        }
        all = Some(all.map_or(at, |all| all.or(at)));
    }
    let at = all.ok_or_else(|| (row.line, format!("the name of a place is missing: {}", works())))?;
    read_keys(row, command, at)
}

fn read_keys(row: &Row, command: Command, at: At) -> Result<(usize, Rebound), Wrong> {
    let words = || (row.line, "keys stand in quotes, like \"ctrl-s F2\"; \"\" is for none".to_owned());
    let written = word(row.value).ok_or_else(words)?;
    let keys = written.split_whitespace().map(|key| one(key, at)).collect::<Result<_, _>>();
    let keys = keys.map_err(|error| (row.line, format!("{error}; this row is not used")))?;
    Ok((row.line, Rebound { command, at, keys }))
}

/// A key that can be pressed and takes no letter away.
fn one(written: &str, at: At) -> Result<Key, String> {
    let key: Key = written.parse()?;
    key.check_sent().map_err(|instead| format!("`{written}` does not reach a program: {instead}"))?;
    if key.text().is_some() && at.meets(At::TYPING) {
        let typing = at.and(At::TYPING).names();
        return Err(format!("`{written}` writes a letter in {typing}: name the places where it is to work"));
    }
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> Vec<String> {
        let mut keys = KeyMap::default();
        read(text, &mut keys).into_iter().map(|(line, words)| format!("{line}: {words}")).collect()
    }

    fn shown(text: &str, command: Command, at: At) -> Vec<String> {
        let mut keys = KeyMap::default();
        assert_eq!(read(text, &mut keys), vec![]);
        keys.shown(command, at).collect()
    }

    #[test]
    fn a_row_replaces_the_keys_of_a_command_wherever_it_works_or_in_one_place() {
        let text = r#"{"save": "F20 ctrl-s"}"#;
        assert_eq!(shown(text, Command::Save, At::TEXT), ["F20", "Ctrl-S"]);
        let text = r#"{"rename": {"proposals": "R", "text timing": "F20"}, "suspend": ""}"#;
        assert_eq!(shown(text, Command::Rename, At::LIST), ["R"]);
        assert_eq!(shown(text, Command::Rename, At::TIMING), ["F20"]);
        assert_eq!(shown(text, Command::Rename, At::FORM), ["F2"]);
        assert_eq!(shown(text, Command::Suspend, At::TEXT), [""; 0]);
        assert_eq!(shown(text, Command::Quit, At::TEXT), ["Ctrl-Q"]);
        // Two commands may change places.
        let text = r#"{"copy": "ctrl-v", "paste": "ctrl-c"}"#;
        assert_eq!(shown(text, Command::Copy, At::TEXT), ["Ctrl-V"]);
        assert_eq!(shown(text, Command::Paste, At::TEXT), ["Ctrl-C"]);
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once_and_the_rest_works() {
        let text = r#"{
    "sav": "ctrl-s",
    "save": "strg-s",
    "undo": 7,
    "redo": {"everywhere": "ctrl-r", "timing": "R"},
    "fit": {"popup": "f"},
    "quit": "Q",
    "details": {"proposals": "x"},
    "write": "w",
    "write": "e",
    "select-all": "ctrl-m",
}"#;
        let all = wrong(text);
        let lines: Vec<&str> = all.iter().map(|line| line.split(':').next().unwrap()).collect();
        assert_eq!(lines, ["2", "3", "4", "5", "6", "7", "8", "10", "11"], "{all:#?}");
        assert!(all[0].contains("`sav` is no command"));
        assert!(all[1].contains("`strg-s` is no key"));
        assert!(all[4].contains("`fit` does nothing in popup: it works in"));
        assert!(all[5].contains("`Q` writes a letter in"));
        assert!(all[6].contains("x means both details and delete in proposals"), "{}", all[6]);
        assert!(all[8].contains("write `enter`"), "{}", all[8]);
        let mut keys = KeyMap::default();
        read(text, &mut keys);
        assert_eq!(keys.shown(Command::Write, At::LIST).collect::<Vec<_>>(), ["w"]);
        assert_eq!(keys.shown(Command::Redo, At::TIMING).collect::<Vec<_>>(), ["R"]);
        assert_eq!(keys.shown(Command::Save, At::LIST).collect::<Vec<_>>(), ["Ctrl-S"]);
        assert_eq!(keys.shown(Command::Details, At::LIST).collect::<Vec<_>>(), ["i"]);
    }

    #[test]
    fn nobody_locks_themselves_out() {
        let all = wrong(r#"{"quit": "", "back": {"popup": ""}, "help": "F20"}"#);
        assert_eq!(all.len(), 2, "{all:?}");
        assert!(all[0].contains("`quit` would have no key in"), "{}", all[0]);
        let taken = wrong(r#"{"quit": "F19", "save": "ctrl-q ctrl-s"}"#);
        assert_eq!(taken, [""; 0]);
        // A refused row gives its old key back to its command, and whoever took that is refused as well.
        let chain = wrong(r#"{"quit": "", "save": "ctrl-q"}"#);
        assert_eq!(chain.len(), 2, "{chain:?}");
        assert!(chain[1].contains("Ctrl-Q means both"), "{}", chain[1]);
    }
}
