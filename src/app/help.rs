//! Help as rows: the table of commands, the keys of the place where help was asked for first.

use std::collections::HashSet;

use super::{
    At, Command, KeyMap,
    command::{Row, TABLE},
};

/// One row of help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpRow {
    /// Where the keys below work.
    Heading(&'static str),
    /// Keys and what they do.
    Keys(String, &'static str),
    /// An empty row.
    Gap,
}

/// The widest that keys are written, in cells.
pub const KEYS_WIDTH: u16 = 26;

/// How many keys of a command help tells; `soapbox keys` tells them all.
const MOST_KEYS: usize = 2;

/// How many rows of help a window of this size shows.
#[must_use]
pub const fn height(size: (u16, u16)) -> u16 {
    size.1.saturating_sub(if size.1 > 16 { 6 } else { 2 })
}

/// All rows of help that was asked for in a context.
#[must_use]
pub fn lines(map: &KeyMap, at: At) -> Vec<HelpRow> {
    let mut rows = Vec::new();
    let mut told = HashSet::new();
    let others = At::ALL.into_iter().filter(|(other, _)| *other != at);
    for (place, heading) in At::ALL.into_iter().filter(|(other, _)| *other == at).chain(others) {
        let section: Vec<HelpRow> = TABLE.iter().filter_map(|row| keys(map, row, place, &mut told)).collect();
        if section.is_empty() {
            continue;
        }
        if !rows.is_empty() {
            rows.push(HelpRow::Gap);
        }
        rows.push(HelpRow::Heading(heading));
        rows.extend(section);
    }
    rows
}

/// The keys of a command in a place, unless the same keys have been told for another one.
fn keys(
    map: &KeyMap,
    row: &'static Row,
    place: At,
    told: &mut HashSet<(Command, String)>,
) -> Option<HelpRow> {
    let mut keys: Vec<String> = map.shown(row.command, place).collect();
    keys.truncate(MOST_KEYS);
    let keys = keys.join("  ");
    let is_new = !keys.is_empty() && told.insert((row.command, keys.clone()));
    is_new.then_some(HelpRow::Keys(keys, row.title))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_begins_with_the_place_where_it_was_asked_for_and_tells_every_key() {
        let rows = lines(&KeyMap::default(), At::TIMING);
        assert_eq!(rows[0], HelpRow::Heading("Timing"));
        assert!(rows.contains(&HelpRow::Keys("Ctrl-Q  q".into(), "Save and leave")));
        let keys = rows.iter().filter(|row| matches!(row, HelpRow::Keys(..))).count();
        assert!(keys >= TABLE.len());
        for row in &rows {
            if let HelpRow::Keys(keys, title) = row {
                assert!(keys.chars().count() <= usize::from(KEYS_WIDTH), "{keys}: {title}");
            }
        }
    }
}
