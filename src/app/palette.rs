//! The palette and help as rows, both made from the table of commands.

use std::collections::HashSet;

use super::{
    Answer, At, Command, Model, Popup,
    command::{Row, TABLE},
    menu::{Does, Menu, MenuRow},
};

/// The palette's title.
pub const COMMANDS: &str = "Commands";
/// Help's title.
pub const HELP: &str = "Help";

/// How many keys of a command are told; `soapbox keys` tells them all.
const MOST_KEYS: usize = 2;
/// How many commands of those that were run last stand before the others.
const RECENT: usize = 4;

impl Model {
    /// Shows all commands that can act where the person is: first those that were chosen last, then those that
    /// belong to the place, then those with a key.
    pub(super) fn show_commands(&mut self) {
        let at = self.at();
        let recent = |row: &&Row| self.recent.iter().position(|command| *command == row.command);
        let mut rows: Vec<&'static Row> = TABLE.iter().filter(|row| self.offers(row)).collect();
        rows.sort_by_key(|row| (recent(row).unwrap_or(RECENT), nearness(row, at)));
        let rows = rows.into_iter().map(|row| MenuRow {
            label: row.title.to_owned(),
            aside: self.settings.keys.shown(row.command, at).next().unwrap_or_default(),
            name: row.name,
            does: Does::Answer(Answer::Run(row.command)),
        });
        let menu = Menu::found_by_typing(COMMANDS, rows.collect());
        self.popups.push(Popup::Choose(Box::new(menu)));
    }

    fn offers(&self, row: &Row) -> bool {
        row.offered && row.command != Command::Commands && self.can(row.command)
    }

    /// A command was chosen from the palette: it stands among the first there from now on.
    pub(super) fn remember_command(&mut self, command: Command) {
        self.recent.retain(|other| *other != command);
        self.recent.insert(0, command);
        self.recent.truncate(RECENT);
    }

    /// Shows what all keys do, those of the place where the person is first.
    pub(super) fn show_help(&mut self) {
        let menu = Menu::found_by_typing(HELP, self.help_rows(self.at()));
        self.popups.push(Popup::Choose(Box::new(menu)));
    }

    fn help_rows(&self, at: At) -> Vec<MenuRow> {
        let mut rows = Vec::new();
        let mut told = HashSet::new();
        let others = At::ALL.into_iter().filter(|(other, _)| *other != at);
        for (place, heading) in At::ALL.into_iter().filter(|(other, _)| *other == at).chain(others) {
            let section: Vec<MenuRow> =
                TABLE.iter().filter_map(|row| self.keys_row(row, place, &mut told)).collect();
            if section.is_empty() {
                continue;
            }
            let (label, aside) = (heading.to_owned(), String::new());
            rows.push(MenuRow { label, aside, name: "", does: Does::Heading });
            rows.extend(section);
        }
        rows
    }

    /// The keys of a command in a place, unless the same keys have been told for another one.
    fn keys_row(
        &self,
        row: &'static Row,
        place: At,
        told: &mut HashSet<(Command, String)>,
    ) -> Option<MenuRow> {
        let keys: Vec<String> = self.settings.keys.shown(row.command, place).take(MOST_KEYS).collect();
        let aside = keys.join("  ");
        let is_new = !aside.is_empty() && told.insert((row.command, aside.clone()));
        let does = if row.offered { Does::Answer(Answer::Run(row.command)) } else { Does::Nothing };
        is_new.then(|| MenuRow { label: row.title.to_owned(), aside, name: row.name, does })
    }
}

/// How far a command is from a place: 0 where it has a key of its own there, 1 where it has one in every pane, 2
/// where it has none.
fn nearness(row: &Row, at: At) -> u8 {
    let here = row.keys.iter().filter(|(there, keys)| there.holds(at) && !keys.is_empty());
    here.map(|(there, _)| u8::from(there.holds(At::PANES))).min().unwrap_or(2)
}
