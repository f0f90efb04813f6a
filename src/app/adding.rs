//! A new section in the outline, asked for from the timing: its title, then its minutes.

use super::{Line, Model, Popup, Purpose, Subject, change::How};
use crate::{
    talk::{Edit, Place, ProposalText},
    timing::items,
};

impl Model {
    /// Asks for the title of a new section.
    pub(super) fn ask_section(&mut self) {
        self.show_timing();
        self.popups.push(Popup::Line(Box::new(Line::new(Purpose::Section, ""))));
    }

    /// Adds the section that was typed behind the chosen one and what is in it, marked like that one; the list is
    /// numbered anew. It is chosen then, and its minutes are asked for unless they were typed with it.
    pub(super) fn answer_section(&mut self, typed: &str) {
        let title = typed.trim();
        let Subject::Proposal(id) = &self.subject else { return };
        if title.is_empty() {
            return;
        }
        let place = Place::Proposal(id.clone(), ProposalText::Outline);
        let (edits, begins) = self.added(title, &place);
        let done = self.change_and(edits, How::Elsewhere, |model| {
            let sections = &model.timing.plan.sections;
            let added = sections.iter().position(|section| section.place.start >= begins);
            if let Some(row) = added.and_then(|section| model.timing.row_of(section)) {
                model.timing.at = row;
            }
        });
        if !done {
            return;
        }
        let chosen = self.timing.chosen();
        let section = chosen.and_then(|chosen| Some((chosen, self.timing.plan.sections.get(chosen)?)));
        match section.filter(|(_, section)| section.place.start >= begins && title.contains(&section.title)) {
            Some((number, section)) if section.time.is_none() => {
                self.popups.push(Popup::Line(Box::new(Line::new(Purpose::Minutes(number), ""))));
            }
            Some(_) => {}
            None => {
                self.go_to_outline();
                self.tell(
                    "It stands in the outline, but does not read as a section: like “Intro (5 min)” it would",
                );
            }
        }
    }

    /// The edits that add a line for a section, and the byte from which it begins on.
    fn added(&self, title: &str, place: &Place) -> (Vec<Edit>, usize) {
        let text = self.outline();
        let chosen = self.timing.chosen().and_then(|section| self.timing.plan.sections.get(section));
        let (line, block) =
            chosen.map_or((text.len(), text.len()), |section| ends(text, section.place.start));
        let marked = chosen.and_then(|_| items::next(text, line, true)).map(|next| next.with);
        let begins = marked.unwrap_or_else(|| match (text.is_empty(), chosen) {
            (true, _) => "- ".to_owned(),
            (_, None) if text.ends_with('\n') => "- ".to_owned(),
            (_, None) => "\n- ".to_owned(),
            (_, Some(_)) => "\n".to_owned(),
        });
        let splice = |at: usize, removed: &str, inserted: String| Edit::Splice {
            place: place.clone(),
            at,
            removed: removed.to_owned(),
            inserted,
        };
        let inserted = format!("{begins}{title}");
        let (before, behind) = text.split_at_checked(block).unwrap_or((text, ""));
        let with_it = format!("{before}{inserted}{behind}");
        let renumbered = items::renumbered(&with_it, block + inserted.len());
        let renumbered = renumbered.iter().rev().filter_map(|change| {
            Some(splice(change.place.start, with_it.get(change.place.clone())?, change.with.clone()))
        });
        let first = splice(block, "", inserted.clone());
        (std::iter::once(first).chain(renumbered).collect(), block)
    }
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
