//! Finding in the open text, and replacing what is found. What is asked for stands in a line below the text,
//! so that the text with its marks stays to be seen.

use std::ops::Range;

use super::{
    At, Command, Effect, Model, Popup, Spot,
    change::How,
    popup::{edit, insert},
};
use crate::{
    talk::{Edit, Place},
    text::{Field, Ranges, Search},
};

/// The longest selection that is taken for what is to be found, in bytes.
const LONGEST_QUERY: usize = 200;

/// What is looked for in the open text.
#[derive(Debug)]
pub struct Find {
    /// What is looked for.
    pub query: Field,
    /// What is to take its place.
    pub with: Field,
    /// Whether something is to take its place.
    pub replaces: bool,
    /// Whether that is being typed, and not what is looked for.
    pub replacing: bool,
    /// Where the person was before.
    before: Spot,
    /// Where in the text looking begins while it is typed what to look for.
    origin: usize,
    /// Whether something was replaced.
    changed: bool,
    /// Where it stands instead, while this text has nothing of it.
    pub elsewhere: Option<Elsewhere>,
}

/// Matches in another text of what is open: in the next one that has some.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// What that text is called.
    pub heading: &'static str,
    /// How many matches it has.
    pub count: usize,
}

impl Find {
    /// How many rows it takes.
    #[must_use]
    pub const fn rows(&self) -> u16 {
        1 + self.replaces as u16
    }

    /// The line that is being typed.
    pub(super) const fn line(&mut self) -> &mut Field {
        if self.replacing { &mut self.with } else { &mut self.query }
    }
}

impl Model {
    /// Asks what to find in the open text: what is selected, or what was looked for the last time.
    pub(super) fn ask_find(&mut self, replaces: bool) {
        let Some(desk) = self.desk.as_ref().filter(|_| self.at() == At::TEXT) else { return };
        let selection = desk.field.selection();
        let origin = selection.map_or_else(|| desk.field.caret(), |selected| selected.start);
        let selected = desk.field.selected();
        let selected = selected.filter(|text| text.len() <= LONGEST_QUERY && !text.contains('\n'));
        let has_query = selected.is_some() || !self.sought[0].is_empty();
        if let Some(selected) = selected {
            self.sought[0] = selected;
        }
        let [query, with] = self.sought.clone();
        let [query, with] = [query, with].map(|text| {
            let mut line = Field::new(&text);
            line.select_all();
            line
        });
        let (replacing, before) = (replaces && has_query, Spot::of(self));
        self.history.close();
        let find = Find { query, with, replaces, replacing, before, origin, changed: false, elsewhere: None };
        self.popups.push(Popup::Find(Box::new(find)));
    }

    /// What commands do while it is asked what to find.
    pub(super) fn run_in_find(&mut self, command: Command, extend: bool, effects: &mut Vec<Effect>) {
        match command {
            Command::FindNext => self.find_next(true),
            Command::FindPrevious => self.find_next(false),
            Command::Find => self.run_in_find(Command::SelectAll, false, effects),
            Command::Back => self.leave_find(),
            Command::Accept => self.replace_here(),
            Command::ReplaceAll => self.replace_all(),
            Command::Undo | Command::Redo => match self.refusal(command) {
                Some(refusal) => self.refuse(refusal),
                None if command == Command::Undo => self.undo(),
                None => self.redo(),
            },
            Command::Help => self.show_help(),
            Command::Paste => self.ask_clipboard(effects),
            Command::Copy | Command::Cut => self.copy_sought(command == Command::Cut, effects),
            _ => self.edit_sought(command, extend),
        }
    }

    /// Commands for the line that is being typed, and between the two.
    fn edit_sought(&mut self, command: Command, extend: bool) {
        let Some(Popup::Find(find)) = self.popups.last_mut() else { return };
        match command {
            Command::Replace | Command::NextField | Command::PreviousField => {
                find.replaces = true;
                find.replacing = !find.replacing;
            }
            _ => {
                if edit(find.line(), command, extend) {
                    self.seek();
                }
            }
        }
    }

    /// Copies what is selected in the line that is being typed, and takes it away if it is `cut`.
    fn copy_sought(&mut self, cut: bool, effects: &mut Vec<Effect>) {
        let Some(Popup::Find(find)) = self.popups.last_mut() else { return };
        let Some(selected) = find.line().selected() else { return };
        self.put_on_clipboard(selected, "Copied", effects);
        if cut {
            self.type_sought("");
        }
    }

    /// Types into the line that is asked for.
    pub(super) fn type_sought(&mut self, text: &str) {
        if let Some(Popup::Find(find)) = self.popups.last_mut() {
            insert(find.line(), text);
            self.seek();
        }
    }

    /// Goes to the first match from where the person was, as it is typed what to look for.
    fn seek(&mut self) {
        let Some(Popup::Find(find)) = self.popups.last() else { return };
        let (typed, origin) = (!find.replacing, find.origin);
        self.sought = [find.query.text(), find.with.text()];
        self.refresh_found();
        let Some(desk) = self.desk.as_mut().filter(|_| typed) else { return };
        let found = &desk.marks.found;
        match found.first_from(origin).or_else(|| found.all().first()).cloned() {
            Some(range) => desk.field.select(range),
            None => desk.field.move_to(origin, false),
        }
        desk.goal = None;
        self.follow_in_timing();
    }

    /// Goes to the next match of what was last looked for, or to the one before: in this text, then in the
    /// other texts beside it, then from the other end of this one.
    pub(super) fn find_next(&mut self, forward: bool) {
        let Some(search) = Search::new(&self.sought[0]) else {
            return self.ask_find(false);
        };
        let Some(desk) = &self.desk else { return };
        let found = self.found_at(&desk.place, &search);
        let caret = desk.field.caret();
        // Behind a match is where one stands who has gone to it.
        let beside = found.last_until(caret).filter(|before| before.end == caret);
        let here = desk.field.selection().or_else(|| beside.cloned()).unwrap_or(caret..caret);
        let next = if forward { found.first_from(here.end) } else { found.last_until(here.start) };
        if let Some(range) = next.cloned() {
            return self.go_to_match(range, &found, "");
        }
        let elsewhere = self.found_elsewhere(&search, forward).next();
        if let Some((tab, found)) = elsewhere
            && let Some(range) = if forward { found.all().first() } else { found.all().last() }.cloned()
        {
            self.show(self.subject.clone(), tab);
            let heading = self.tabs().get(tab).map_or("", |tab| tab.heading());
            return self.go_to_match(range, &found, &format!(" in {heading}"));
        }
        let all = found.all();
        match if forward { all.first() } else { all.last() }.cloned() {
            Some(range) if range == here && all.len() == 1 => {
                self.go_to_match(range, &found, "");
                self.tell("This is the only match");
            }
            Some(range) if forward => self.go_to_match(range, &found, ", from the beginning again"),
            Some(range) => self.go_to_match(range, &found, ", from the end again"),
            None => self.tell(format!("“{}” is not in these texts", self.sought[0])),
        }
    }

    fn found_at(&self, place: &Place, search: &Search) -> Ranges {
        self.library.text(place).map(|text| search.find(text).into_iter().collect()).unwrap_or_default()
    }

    /// The matches in the other tabs that have some, from the next one on, or from the one before backwards: each tab
    /// and what is found there.
    fn found_elsewhere(&self, search: &Search, forward: bool) -> impl Iterator<Item = (usize, Ranges)> {
        let tabs = self.tabs();
        let here = tabs.get(self.tab).and_then(|tab| tab.place(&self.subject));
        // Remarks lie over the tabs.
        let is_here = self.desk.as_ref().is_some_and(|desk| Some(&desk.place) == here.as_ref());
        (1..tabs.len()).filter(move |_| is_here).filter_map(move |steps| {
            let tab = (self.tab + if forward { steps } else { tabs.len() - steps }) % tabs.len();
            let found = self.found_at(&tabs.get(tab)?.place(&self.subject)?, search);
            (!found.all().is_empty()).then_some((tab, found))
        })
    }

    /// Where what is looked for stands instead, if the open text has nothing of it.
    fn found_instead(&self) -> Option<Elsewhere> {
        let desk = self.desk.as_ref().filter(|desk| desk.marks.found.all().is_empty())?;
        let search = Search::new(desk.sought.as_ref()?)?;
        let (tab, found) = self.found_elsewhere(&search, true).next()?;
        Some(Elsewhere { heading: self.tabs().get(tab)?.heading(), count: found.all().len() })
    }

    /// Goes to a match and tells which one of how many it is, and what else there is to tell. It is selected while it
    /// is asked what to find; else the cursor is behind it, and the next key replaces nothing.
    fn go_to_match(&mut self, range: Range<usize>, found: &Ranges, besides: &str) {
        self.history.close();
        let Some(desk) = &mut self.desk else { return };
        desk.goal = None;
        if let Some(Popup::Find(find)) = self.popups.last_mut() {
            desk.field.select(range.clone());
            find.origin = range.start;
        } else {
            desk.field.move_to(range.end, false);
        }
        let number = found.all().iter().position(|other| *other == range).unwrap_or(0) + 1;
        if self.popups.is_empty() || !besides.is_empty() {
            self.tell(format!("{number} of {}{besides}", found.all().len()));
        }
        self.follow_in_timing();
    }

    /// Stays behind the match, with nothing selected that the next key would replace. Goes back to where the
    /// person was before where there is no match and nothing was replaced.
    fn leave_find(&mut self) {
        let Some(Popup::Find(find)) = self.popups.pop() else { return };
        match self.desk.as_mut().filter(|desk| find.changed || desk.marks.here.is_some()) {
            Some(desk) => {
                desk.field.move_to(desk.field.selection().map_or(desk.field.caret(), |it| it.end), false);
            }
            None => self.go(&find.before),
        }
    }

    /// Replaces the match where the person is and goes on to the next one.
    fn replace_here(&mut self) {
        self.refresh_found();
        let Some(desk) = &self.desk else { return };
        let here = desk.marks.here.and_then(|here| desk.marks.found.all().get(here));
        let Some(range) = here.cloned() else { return self.find_next(true) };
        let with = self.sought_with();
        if self.replace_found(range, with, How::AtCaret) {
            self.find_next(true);
        }
    }

    /// Replaces all matches in the open text in one step of undo.
    fn replace_all(&mut self) {
        self.refresh_found();
        let with = self.sought_with();
        let Some(desk) = &self.desk else { return };
        let found = desk.marks.found.all();
        let (Some(first), Some(last), Some(text)) =
            (found.first(), found.last(), self.library.text(&desk.place))
        else {
            return self.tell(format!("“{}” is not in this text", self.sought[0]));
        };
        let (count, whole) = (found.len(), first.start..last.end);
        let mut replaced = String::with_capacity(whole.len());
        let mut done = whole.start;
        for range in found {
            replaced.extend([text.get(done..range.start).unwrap_or_default(), &with]);
            done = range.end;
        }
        if self.replace_found(whole, replaced, How::AtCaret) {
            let key = self.key_for(Command::Undo);
            self.tell(format!("{count} replaced. {key} takes it back"));
        }
    }

    fn sought_with(&mut self) -> String {
        if let Some(Popup::Find(find)) = self.popups.last() {
            self.sought = [find.query.text(), find.with.text()];
        }
        self.sought[1].clone()
    }

    fn replace_found(&mut self, range: Range<usize>, with: String, how: How) -> bool {
        let Some(desk) = &self.desk else { return false };
        let removed = self.library.text(&desk.place).and_then(|text| text.get(range.clone()));
        let edit = Edit::Splice {
            place: desk.place.clone(),
            at: range.start,
            removed: removed.unwrap_or_default().to_owned(),
            inserted: with,
        };
        let done = self.change(vec![edit], how);
        if let Some(Popup::Find(find)) = self.popups.last_mut() {
            find.changed |= done;
        }
        done
    }

    /// Brings the marks of what is looked for up to date: they are there as long as it is asked for.
    pub(super) fn refresh_found(&mut self) {
        if self.desk.is_none() {
            self.popups.retain(|popup| !matches!(popup, Popup::Find(_)));
        }
        let Some(desk) = &mut self.desk else { return };
        let asked = self.popups.iter().find_map(|popup| match popup {
            Popup::Find(find) => Some(find.query.text()),
            _ => None,
        });
        if desk.sought != asked {
            let text = self.library.text(&desk.place).unwrap_or_default();
            let search = asked.as_deref().and_then(Search::new);
            desk.marks.found =
                search.map(|search| search.find(text)).unwrap_or_default().into_iter().collect();
            desk.sought = asked;
        }
        self.refresh_here();
        let elsewhere = self.found_instead();
        if let Some(Popup::Find(find)) = self.popups.last_mut() {
            find.elsewhere = elsewhere;
        }
    }

    /// Which of the matches is selected.
    fn refresh_here(&mut self) {
        let Some(desk) = &mut self.desk else { return };
        let selected = desk.field.selection();
        desk.marks.here = selected.and_then(|selected| {
            let index = desk.marks.found.index_of(selected.start)?;
            desk.marks.found.all().get(index).filter(|range| **range == selected).map(|_| index)
        });
    }
}
