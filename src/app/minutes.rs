//! Changes of the outline from the timing: other minutes, another order, another slot. All of them change
//! the text, in the speaker's own notation, one step of undo each.

use super::{Answer, Command, Fact, FormField, Model, Popup, Purpose, Subject, change::How, popup::Preview};
use crate::{
    talk::{Edit, Place, ProposalText, Submission},
    timing::{
        Kind, Minutes, Section,
        rewrite::{self, Change, Fitted, Refusal},
    },
};

impl Model {
    pub(super) fn change_minutes(&mut self, command: Command) {
        let Some(section) = self.timing.chosen() else { return };
        let (text, plan) = (self.outline().to_owned(), &self.timing.plan);
        match command {
            Command::Longer => self.rewrite(rewrite::step(&text, plan, section, 1)),
            Command::Shorter => self.rewrite(rewrite::step(&text, plan, section, -1)),
            Command::MoveUp => self.move_section(rewrite::move_section(&text, plan, section, false)),
            Command::MoveDown => self.move_section(rewrite::move_section(&text, plan, section, true)),
            Command::SetMinutes => {
                let time = plan.sections.get(section).and_then(|section| section.time);
                let minutes = time.map_or_else(String::new, |time| time.min.to_string());
                self.ask(Purpose::Minutes(section), &minutes);
            }
            Command::Pin => self.pin(section),
            _ => self.fit(),
        }
    }

    /// Shows what the sections would be in their slot; asks for that first where none is known.
    fn fit(&mut self) {
        if self.timing.budget.slot.is_some() {
            self.preview_fit();
        } else {
            self.ask(Purpose::Slot { fits: true }, "");
        }
    }

    pub(super) fn outline(&self) -> &str {
        self.proposal().map_or("", |proposal| proposal.text(ProposalText::Outline))
    }

    /// Changes the outline, the cursor keeps its place. Answers whether it was changed.
    fn rewrite(&mut self, changes: Result<Vec<Change>, Refusal>) {
        match changes {
            Ok(changes) => {
                self.apply_changes(&changes, None);
            }
            Err(refusal) => self.fail(refusal.to_string()),
        }
    }

    fn move_section(&mut self, moved: Result<(Vec<Change>, usize), Refusal>) {
        match moved {
            Ok((changes, section)) => {
                self.apply_changes(&changes, Some(section));
            }
            Err(refusal) => self.tell(refusal.to_string()),
        }
    }

    /// Makes edits of changes, the last first so that the places of the others stay right, and applies
    /// them. `section` is chosen afterwards. Answers whether it could.
    pub(super) fn apply_changes(&mut self, changes: &[Change], section: Option<usize>) -> bool {
        let Subject::Proposal(id) = &self.subject else { return false };
        let place = Place::Proposal(id.clone(), ProposalText::Outline);
        let outline = self.outline();
        let edit = |change: &Change| {
            let removed = outline.get(change.place.clone())?.to_owned();
            let (at, inserted) = (change.place.start, change.with.clone());
            Some(Edit::Splice { place: place.clone(), at, removed, inserted })
        };
        let edits: Option<Vec<Edit>> = changes.iter().rev().map(edit).collect();
        self.change_and(edits.unwrap_or_default(), How::Elsewhere, |model| {
            if let Some(row) = section.and_then(|section| model.timing.row_of(section)) {
                model.timing.at = row;
            }
        })
    }

    /// Keeps a section's minutes when the outline is fitted, or no longer.
    fn pin(&mut self, section: usize) {
        let Some(title) = self.timing.plan.sections.get(section).map(|section| section.title.clone()) else {
            return;
        };
        if self.timing.pinned.remove(&title) {
            self.tell("Its minutes may change when the outline is fitted");
        } else {
            self.timing.pinned.insert(title);
            self.tell("Its minutes stay when the outline is fitted");
        }
    }

    /// Shows what the sections would be if they filled the slot, if one is known.
    pub(super) fn preview_fit(&mut self) {
        let (text, timing) = (self.outline(), &self.timing);
        let Some(room) = timing.budget.room(&timing.shown) else { return };
        let sections = timing.plan.sections.iter().enumerate();
        let pinned = sections.filter(|(_, section)| timing.pinned.contains(&section.title));
        let pinned: Vec<usize> = pinned.map(|(index, _)| index).collect();
        let version = timing.versions.get(timing.version).copied().flatten();
        let fitted = match version {
            Some(version) => rewrite::fit_version(text, &timing.plan, version, room, &pinned),
            None => rewrite::fit(text, &timing.plan, room, &pinned),
        };
        let slot = timing.budget.slot.unwrap_or(room);
        let title = match &fitted {
            Ok(fitted) => self.fit_title(fitted, room, slot),
            Err(_) => String::new(),
        };
        let stays = |section: &Section| matches!(section.kind, Kind::Questions | Kind::Break);
        let kept = timing.shown.sections.iter().enumerate();
        let kept = kept.filter(|(index, section)| stays(section) || pinned.contains(index));
        let kept: Vec<usize> = kept.map(|(index, _)| index).collect();
        self.preview(title, fitted, version, &kept);
    }

    /// What fitting does, in words: only sections that had no minutes get some, or all are made longer or
    /// shorter.
    fn fit_title(&self, fitted: &Fitted, room: Minutes, slot: Minutes) -> String {
        let sections = &self.timing.shown.sections;
        let begins = |(at, _): &(usize, Minutes)| sections.get(*at).is_some_and(|there| there.time.is_none());
        if fitted.new.is_empty() && fitted.slot.is_none() {
            format!("It fits {slot} minutes: state the total anew")
        } else if self.timing.shown.total() > room {
            format!("Shorten to {slot} minutes")
        } else if fitted.new.iter().any(begins) {
            format!("Fill {slot} minutes")
        } else {
            format!("Stretch to {slot} minutes")
        }
    }

    /// Shows the old minutes beside the new ones, to be taken or left. `version` is the slot whose version is
    /// shown when they are taken, if another one. Sections that are `kept` on purpose stand below, so that nobody wonders
    /// why they stay.
    fn preview(
        &mut self,
        title: String,
        fitted: Result<Fitted, Refusal>,
        version: Option<Minutes>,
        kept: &[usize],
    ) {
        match fitted {
            Err(refusal) => self.fail(refusal.to_string()),
            Ok(fitted) if fitted.changes.is_empty() => self.tell(match self.timing.open().count() {
                0 => "It fits already",
                _ => "No minutes are left for what has none: shorten another section, or set a longer slot",
            }),
            Ok(Fitted { new, slot, total, changes }) => {
                let plan = &self.timing.plan;
                let before = plan.version(version, version.is_none());
                let is_new = |number: usize| new.iter().any(|(other, _)| *other == number);
                let kept = kept.iter().filter(|number| !is_new(**number)).filter_map(|number| {
                    let section = before.sections.get(*number).filter(|section| !section.optional)?;
                    Some((section.title.clone(), Some(section.time?.min), section.time?.min))
                });
                let kept: Vec<_> = kept.collect();
                let rows = new.into_iter().filter_map(|(section, minutes)| {
                    let section = before.sections.get(section)?;
                    Some((section.title.clone(), section.time.map(|time| time.min), minutes))
                });
                let stated = plan.slots.first().copied().or(plan.stated_total);
                let slot = slot.map(|slot| ("the slot in the text".to_owned(), stated, slot));
                let total = total.map(|total| ("the total in the text".to_owned(), plan.stated_total, total));
                let rows = rows.chain(kept).chain(slot).chain(total).collect();
                let preview = Preview { title, rows, changes, version, top: 0 };
                self.popups.push(Popup::Preview(Box::new(preview)));
            }
        }
    }

    /// Takes the minutes that were typed for a section; with nothing typed it stays as it is.
    ///
    /// # Errors
    /// What may stand there, or why the section cannot have them.
    pub(super) fn answer_minutes(&mut self, section: usize, typed: &str) -> Result<(), String> {
        if typed.trim().is_empty() {
            return Ok(());
        }
        let minutes = minutes(typed).ok_or("minutes are a number, like 5 or 2.5")?;
        let changes = rewrite::set(self.outline(), &self.timing.plan, section, minutes);
        self.apply_changes(&changes.map_err(|refusal| refusal.to_string())?, None);
        Ok(())
    }

    /// Shows what another version of the outline would be, for a slot of the minutes that were typed.
    ///
    /// # Errors
    /// What may stand there, or why there can be no such version.
    pub(super) fn answer_version(&mut self, typed: &str) -> Result<(), String> {
        let slot = minutes(typed).ok_or("a slot is a number of minutes, like 30")?;
        let fitted = rewrite::version(self.outline(), &self.timing.plan, slot);
        let fitted = fitted.map_err(|refusal| refusal.to_string())?;
        self.preview(format!("A {slot} minute version"), Ok(fitted), Some(slot), &[]);
        Ok(())
    }

    /// Asks for the slot. A proposal that was never submitted gets a draft of a submission that keeps it.
    pub(super) fn ask_slot(&mut self) {
        self.ask(Purpose::Slot { fits: false }, &self.present_slot());
    }

    /// The slot as it would be typed: that of the submission, else that of the text.
    fn present_slot(&self) -> String {
        let latest = self.proposal().and_then(|proposal| proposal.latest());
        let given = latest.map(|latest| super::fact::value(latest, Fact::Slot));
        let of_text = || self.timing.budget.slot.map_or_else(String::new, |slot| slot.to_string());
        given.filter(|slot| !slot.is_empty()).unwrap_or_else(of_text)
    }

    /// Takes the slot that was typed.
    ///
    /// # Errors
    /// What may stand there.
    pub(super) fn answer_slot(&mut self, typed: &str) -> Result<(), String> {
        if typed.trim() == self.present_slot() {
            return Ok(());
        }
        let id = self.ids.fresh();
        let Some(proposal) = self.proposal() else { return Ok(()) };
        if let Some(latest) = proposal.latest() {
            return self.answer_field(&FormField::Submission(latest.id.clone(), Fact::Slot), typed);
        }
        let mut submission = Submission { id, ..Submission::default() };
        super::fact::set_slot(&mut submission, typed)?;
        let edit = Edit::within(proposal, |proposal| proposal.submissions.push(submission));
        self.change(vec![edit], How::Elsewhere);
        Ok(())
    }

    pub(super) fn ask_version(&mut self) {
        self.ask(Purpose::Version, "");
    }
}

/// Minutes as typed: `5`, `2.5`, `2,5`; at most a week.
fn minutes(typed: &str) -> Option<Minutes> {
    let minutes: f64 = typed.trim().replace(',', ".").parse().ok()?;
    if !(0.0..=10_080.0).contains(&minutes) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within a week, not below 0")]
    Some(Minutes::from_seconds((minutes * 60.0).round() as u32))
}

impl Preview {
    pub(super) fn answer(&self) -> Answer {
        Answer::Rewrite(self.changes.clone(), self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_numbers_with_either_point() {
        assert_eq!(minutes("5"), Some(Minutes::of(5)));
        assert_eq!(minutes(" 2,5 "), Some(Minutes::from_seconds(150)));
        for wrong in ["", "five", "-1", "1e9", "NaN", "inf"] {
            assert_eq!(minutes(wrong), None, "{wrong}");
        }
    }
}
