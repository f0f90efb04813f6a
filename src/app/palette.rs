//! The palette and help as rows, both made from the table of commands.

use std::collections::HashSet;

use super::{
    Answer, At, Command, Effect, Model, Pane, Popup,
    command::{Row, TABLE},
    menu::{Does, Menu, MenuRow},
};
use crate::talk::{Place, ProposalText};

/// The palette's title.
pub const COMMANDS: &str = "Commands";
/// Help's title.
pub const HELP: &str = "Help";

/// How many keys of a command are told; `soapbox keys` tells them all.
const MOST_KEYS: usize = 2;
/// What stands first in help: the ways out and on.
const WAYS: [Command; 3] = [Command::Quit, Command::Back, Command::Commands];
/// Where a command is looked for that does not act here, in this order.
const PANES: [At; 4] = [At::LIST, At::TEXT, At::FORM, At::TIMING];
/// How many commands of those that were run last stand before the others.
const RECENT: usize = 4;

impl Model {
    /// Shows all commands that can act: first those that were chosen last, then those that belong to the place
    /// where the person is, then those with a key, then those of other panes.
    pub(super) fn show_commands(&mut self) {
        let at = self.at();
        let recent = |row: &&Row| self.recent.iter().position(|command| *command == row.command);
        let mut rows: Vec<&'static Row> = TABLE.iter().filter(|row| self.offers(row)).collect();
        rows.sort_by_key(|row| (recent(row).unwrap_or(RECENT), nearness(row, at)));
        let rows = rows.into_iter().map(|row| {
            let there = self.reach(row.command).unwrap_or(at);
            MenuRow {
                label: self.title_here(row),
                aside: self.key_told(row.command, at),
                names: [row.name, row.also],
                elsewhere: there != at,
                does: Does::Answer(Answer::Run(row.command)),
            }
        });
        let menu = Menu::found_by_typing(COMMANDS, rows.collect());
        self.popups.push(Popup::Choose(Box::new(menu)));
    }

    fn offers(&self, row: &Row) -> bool {
        row.offered
            && row.command != Command::Commands
            && self.reach(row.command).is_some()
            && self.refusal_of(row.command).is_none()
            // It would stand there twice.
            && !(row.command == Command::CopyDescription && self.writes_description())
    }

    fn writes_description(&self) -> bool {
        let place = self.desk.as_ref().map(|desk| &desk.place);
        matches!(place, Some(Place::Proposal(_, ProposalText::Description)))
    }

    /// What a command does, with the name of the text that it is about.
    fn title_here(&self, row: &Row) -> String {
        match (row.command, self.open_name()) {
            (Command::CopyText, Some((name, true))) => format!("Copy the {name}"),
            (Command::CopyText, Some((name, false))) => format!("Copy {name}"),
            (Command::Write, Some((name, true))) => format!("Write the {name}"),
            _ => row.title.to_owned(),
        }
    }

    /// Where a command acts: here, else in the first pane that it works in and that can be gone to.
    fn reach(&self, command: Command) -> Option<At> {
        let (works, here) = (command.works_at(), self.at());
        if works.holds(here) {
            return Some(here);
        }
        let is_there = |at: &At| works.holds(*at) && (*at != At::TIMING || self.proposal().is_some());
        PANES.into_iter().find(is_there)
    }

    /// The key of a command in a place; where it has none there, that of the first pane where it has one, with its name.
    fn key_told(&self, command: Command, at: At) -> String {
        let key = |at: At| self.settings.keys.shown(command, at).next();
        let elsewhere =
            || PANES.into_iter().find_map(|pane| Some(format!("{} in {}", key(pane)?, pane.name())));
        key(at).or_else(elsewhere).unwrap_or_default()
    }

    /// Runs a command that was chosen from all of them, if need be in another pane. What would change something
    /// there that was not to be seen is not run at once: its key there is told.
    pub(super) fn run_chosen(&mut self, command: Command, effects: &mut Vec<Effect>) {
        self.remember_command(command);
        let there = self.reach(command).filter(|there| self.popups.is_empty() && *there != self.at());
        let Some(there) = there else { return self.run(command, false, effects) };
        match there {
            At::LIST => self.pane = Pane::Proposals,
            At::FORM => self.show_details(),
            At::TIMING => self.show_timing(),
            _ => self.show_text(),
        }
        self.refresh();
        let asks = matches!(command, Command::SetMinutes | Command::DeleteSubmission);
        let changes = (command.changes() && !asks) || command == Command::SelectAll;
        if changes && self.can(command) {
            let (key, title) = (self.key_for(command), command.row().map_or("", |row| row.title));
            self.tell(format!("{title}: {key} does it here"));
        } else {
            self.run(command, false, effects);
        }
    }

    /// A command was chosen from the palette: it stands among the first there from now on.
    pub(super) fn remember_command(&mut self, command: Command) {
        self.recent.retain(|other| *other != command);
        self.recent.insert(0, command);
        self.recent.truncate(RECENT);
    }

    /// Shows what all keys do, those of the place where the person is first.
    pub(super) fn show_help(&mut self) {
        let is_help = |popup: &Popup| matches!(popup, Popup::Choose(menu) if menu.title == HELP);
        if self.popups.last().is_some_and(is_help) {
            return;
        }
        let menu = Menu::found_by_typing(HELP, self.help_rows(self.at()));
        self.popups.push(Popup::Choose(Box::new(menu)));
    }

    fn help_rows(&self, at: At) -> Vec<MenuRow> {
        let mut rows = Vec::new();
        let mut told = HashSet::new();
        let others = At::ALL.into_iter().filter(|(other, _)| *other != at);
        for (place, heading) in At::ALL.into_iter().filter(|(other, _)| *other == at).chain(others) {
            // What somebody needs who is lost stands first.
            let first = |row: &&Row| !(rows.is_empty() && WAYS.contains(&row.command));
            let mut table: Vec<&'static Row> = TABLE.iter().collect();
            table.sort_by_key(first);
            let section: Vec<MenuRow> =
                table.into_iter().filter_map(|row| self.keys_row(row, (place, at), &mut told)).collect();
            if section.is_empty() {
                continue;
            }
            let (label, aside) = (heading.to_owned(), String::new());
            rows.push(MenuRow { label, aside, names: [""; 2], elsewhere: false, does: Does::Heading });
            rows.extend(section);
        }
        rows
    }

    /// The keys of a command in a place, unless all of them have been told, and without those that it has in
    /// every pane and that have been told; the person is at the second one.
    fn keys_row(
        &self,
        row: &'static Row,
        (place, at): (At, At),
        told: &mut HashSet<(Command, String)>,
    ) -> Option<MenuRow> {
        let everywhere = row.works().holds(At::PANES);
        let keys = self.settings.keys.shown(row.command, place).take(MOST_KEYS);
        let keys: Vec<String> =
            keys.filter(|key| !everywhere || told.insert((row.command, key.clone()))).collect();
        let does = if row.offered { Does::Answer(Answer::Run(row.command)) } else { Does::Nothing };
        let (label, aside) = (row.title.to_owned(), keys.join("  "));
        let is_new = !keys.is_empty() && (everywhere || told.insert((row.command, aside.clone())));
        is_new.then(|| MenuRow {
            label,
            aside,
            names: [row.name, row.also],
            elsewhere: !place.meets(at),
            does,
        })
    }
}

/// How far a command is from a place: 0 where it has a key of its own there, 1 where it has one in every pane, 2
/// where it has none, 3 where it does not work.
fn nearness(row: &Row, at: At) -> u8 {
    if !row.works().holds(at) {
        return 3;
    }
    let here = row.keys.iter().filter(|(there, keys)| there.holds(at) && !keys.is_empty());
    here.map(|(there, _)| u8::from(there.holds(At::PANES))).min().unwrap_or(2)
}
