//! Help as rows: the table of commands, the keys of the place where help was asked for first.

use super::{At, KeyMap, command::TABLE};

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
pub fn lines(at: At) -> Vec<HelpRow> {
    let mut rows = section(at);
    for (other, _) in At::ALL {
        if other != at {
            rows.push(HelpRow::Gap);
            rows.extend(section(other));
        }
    }
    rows
}

fn section(at: At) -> Vec<HelpRow> {
    let heading = At::ALL.iter().find(|(other, _)| *other == at).map_or("", |(_, heading)| heading);
    let mut rows = vec![HelpRow::Heading(heading)];
    for row in TABLE {
        let mut keys = KeyMap::shown(row.command, at);
        keys.truncate(MOST_KEYS);
        if !keys.is_empty() {
            rows.push(HelpRow::Keys(keys.join("  "), row.title));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_begins_with_the_place_where_it_was_asked_for_and_tells_every_key() {
        let rows = lines(At::TIMING);
        assert_eq!(rows[0], HelpRow::Heading("Timing"));
        assert!(rows.contains(&HelpRow::Keys("Ctrl-Q  q".into(), "Save and leave")));
        let keys = rows.iter().filter(|row| matches!(row, HelpRow::Keys(..))).count();
        assert!(keys > TABLE.len());
        for row in &rows {
            if let HelpRow::Keys(keys, title) = row {
                assert!(keys.chars().count() <= usize::from(KEYS_WIDTH), "{keys}: {title}");
            }
        }
    }
}
