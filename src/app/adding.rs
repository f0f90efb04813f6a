//! A new section in the outline, asked for from the timing: its title, then its minutes.

use super::{Model, Purpose};
use crate::timing::{
    Minutes, Plan, items, read,
    rewrite::{self, apply, difference},
};

impl Model {
    /// Asks for the title of a new section.
    pub(super) fn ask_section(&mut self) {
        self.show_timing();
        self.ask(Purpose::Section, "");
    }

    /// Adds the section that was typed behind the chosen one and what is in it, marked and timed like the others; the
    /// list is numbered anew. It is chosen then, and its minutes are asked for unless they were typed with it.
    ///
    /// # Errors
    /// Why it cannot stand there: the others would read differently, as the rows of a table would that it parts.
    pub(super) fn answer_section(&mut self, typed: &str) -> Result<(), String> {
        let typed = typed.trim();
        let (begins, after) = self.with_section(typed);
        let change = difference(self.outline(), &after).filter(|_| !typed.is_empty());
        let Some(change) = change else { return Ok(()) };
        let plan = read(&after);
        if !keeps(&self.timing.plan, &plan) {
            return Err("the others would read differently: add it in the outline".to_owned());
        }
        let added = section_from(&plan, begins);
        if self.apply_changes(&[change], added) {
            self.ask_its_minutes(typed, added);
        }
        Ok(())
    }

    /// Asks for the minutes of the section that was added, if it has none; where the line reads as no section, shows it.
    fn ask_its_minutes(&mut self, typed: &str, added: Option<usize>) {
        let added = added.and_then(|at| Some((at, self.timing.plan.sections.get(at)?)));
        match added.filter(|(_, section)| typed.contains(&section.title)) {
            Some((number, section)) if section.time.is_none() => {
                self.ask(Purpose::Minutes(number), "");
            }
            Some(_) => {}
            None => {
                self.go_to_outline();
                self.tell("This line does not read as a section: like “Intro (5 min)” it would");
            }
        }
    }

    /// From which byte on a new section stands, and the outline with it.
    fn with_section(&self, typed: &str) -> (usize, String) {
        let text = self.outline();
        let chosen = self.timing.chosen().and_then(|section| self.timing.plan.sections.get(section));
        let end = (text.len(), text.len());
        let (line, block) = chosen.map_or(end, |section| ends(text, section.place.start));
        let marked = chosen.and_then(|_| items::next(text, line, true)).map(|next| next.with);
        let begins = marked.unwrap_or_else(|| {
            let feed = if text.is_empty() || text.ends_with('\n') && chosen.is_none() { "" } else { "\n" };
            format!("{feed}{}", if chosen.is_none() { "- " } else { "" })
        });
        let with = |words: &str| {
            let inserted = format!("{begins}{words}");
            let mut with = text.to_owned();
            // It is the end of a line.
            with.insert_str(block, &inserted);
            apply(&with, &items::renumbered(&with, block + inserted.len()))
        };
        // Where no other has a time it stands as it was typed.
        let timed = apart(typed).filter(|_| self.timing.plan.is_timed()).and_then(|(title, minutes)| {
            let with = with(&title);
            let plan = read(&with);
            let changes = rewrite::set(&with, &plan, section_from(&plan, block)?, minutes).ok()?;
            Some(apply(&with, &changes))
        });
        (block, timed.unwrap_or_else(|| with(typed)))
    }
}

/// Whether all sections of a plan are in another one, in their order: of an outline without any times it need not be, since
/// lines without a mark are none beside the first that has one.
fn keeps(before: &Plan, after: &Plan) -> bool {
    let mut there = after.sections.iter();
    !before.is_timed()
        || before.sections.iter().all(|section| {
            there.any(|other| {
                (&other.title, other.time, other.depth) == (&section.title, section.time, section.depth)
            })
        })
}

/// The first section that begins at a byte or behind it.
fn section_from(plan: &Plan, at: usize) -> Option<usize> {
    plan.sections.iter().position(|section| section.place.start >= at)
}

/// The title and the minutes in what was typed for a section, if it says nothing else.
fn apart(typed: &str) -> Option<(String, Minutes)> {
    let line = format!("- {typed}");
    let plan = read(&line);
    let [section] = &plan.sections[..] else { return None };
    let time = section.time.filter(|time| time.min == time.max && !time.about)?;
    let rest = typed.replacen(&section.title, "", 1).replacen(line.get(section.time_place.clone()?)?, "", 1);
    let says_more = rest.chars().any(char::is_alphanumeric) || !section.alternatives.is_empty();
    (!says_more && !section.title.is_empty()).then(|| (section.title.clone(), time.min))
}

/// Where the line of this byte ends, and where with it those that stand further to the right below it, in bytes.
fn ends(text: &str, at: usize) -> (usize, usize) {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |feed| feed + 1);
    let mut lines = text.get(start..).unwrap_or("").split('\n');
    let first = lines.next().unwrap_or("");
    let within = lines.take_while(|line| !line.trim().is_empty() && indent(line) > indent(first));
    let end = start + first.len();
    (end, within.fold(end, |end, line| end + 1 + line.len()))
}
