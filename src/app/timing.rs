//! The timing of the open proposal: what its outline comes to, in the version that is shown.

use std::{collections::BTreeSet, sync::Arc};

use super::{Command, Model, Pane, Subject, popup::stepped, tabs};
use crate::{
    talk::{Proposal, ProposalText, Submission},
    timing::{self, Budget, Minutes, Plan, Section, Slot, Warning},
};

/// The sections and minutes of the open proposal, read from its outline.
#[derive(Debug, Default)]
pub struct Timing {
    /// The outline that was read, and whose it is.
    outline: String,
    subject: Subject,
    /// What was read.
    pub plan: Arc<Plan>,
    /// The slots that the text tells apart, shortest first.
    pub versions: Vec<Option<Minutes>>,
    /// Which of them is shown, counted from 0.
    pub version: usize,
    /// Which of them was chosen; another one is shown while the cursor is in a section that is only there.
    wanted: usize,
    /// The plan in that version; the same one where the text tells none apart.
    pub shown: Arc<Plan>,
    /// The sections of that version, by their places in the plan.
    pub rows: Vec<usize>,
    /// How the version fills the slot.
    pub budget: Budget,
    /// The slot that was given from outside the text.
    given: Option<Minutes>,
    /// What does not add up in the outline.
    pub warnings: Vec<Warning>,
    /// The words of the times that no section has, but for those in the line that is being written.
    pub uncounted: Vec<String>,
    /// The titles of the sections whose minutes stay when the outline is fitted.
    pub pinned: BTreeSet<String>,
    /// The chosen row, counted from 0.
    pub at: usize,
    /// The first visible row.
    pub top: usize,
}

impl Timing {
    /// The chosen section, by its place in the plan.
    #[must_use]
    pub fn chosen(&self) -> Option<usize> {
        self.rows.get(self.at).copied()
    }

    /// The row of a section, if it is shown.
    pub(super) fn row_of(&self, section: usize) -> Option<usize> {
        self.rows.iter().position(|row| *row == section)
    }

    /// The timing of a proposal, in the version for its slot.
    #[must_use]
    pub fn of(proposal: &Proposal) -> Self {
        let mut timing = Self::default();
        let subject = Subject::Proposal(proposal.id.clone());
        timing.follow(&subject, proposal.text(ProposalText::Outline), proposal.latest());
        timing.fill(proposal.latest());
        timing
    }

    /// The timing of a plan that belongs to no proposal of a library.
    #[must_use]
    pub fn of_plan(plan: Plan) -> Self {
        let mut timing = Self { plan: Arc::new(plan), ..Self::default() };
        timing.derive(None, None);
        timing.fill(None);
        timing
    }

    /// The slot that was given from outside the text; none where the text's own counts.
    #[must_use]
    pub const fn given_slot(&self) -> Option<Minutes> {
        self.given
    }

    /// Shows the version for a slot. Where the text has none for it, the present one is held against it.
    pub fn hold_against(&mut self, slot: Minutes) {
        self.show_slot(Some(slot));
        self.given = Some(slot);
        self.budget = Budget::of(&self.shown, Slot { whole: self.given, ..self.slot(None) });
    }

    /// The same plan in each of its other versions.
    pub fn others(&self) -> impl Iterator<Item = (Option<Minutes>, Self)> {
        let others = (0..self.versions.len()).filter(|version| *version != self.version);
        others.map(|version| {
            let mut other = Self::of_plan((*self.plan).clone());
            other.want(version);
            other.fill(None);
            (self.versions.get(version).copied().flatten(), other)
        })
    }

    /// Follows an outline.
    fn follow(&mut self, subject: &Subject, outline: &str, latest: Option<&Submission>) {
        let same = self.subject == *subject;
        if same && self.outline == outline && !self.versions.is_empty() {
            if self.given != given(latest) {
                self.want(self.default_version(latest));
            }
            return;
        }
        let before = self.versions.get(self.wanted).copied().filter(|_| same);
        self.plan = Arc::new(timing::read(outline));
        outline.clone_into(&mut self.outline);
        self.derive(before, latest);
        self.subject = subject.clone();
        if !same {
            self.at = 0;
            self.pinned.clear();
        }
    }

    /// Brings everything up to the plan, in the version that was shown before, if there still is one.
    #[expect(clippy::option_option, reason = "no version before, or one that no slot is named for")]
    fn derive(&mut self, before: Option<Option<Minutes>>, latest: Option<&Submission>) {
        self.versions = self.plan.versions();
        let kept = before.and_then(|slot| self.versions.iter().position(|there| *there == slot));
        self.warnings = self.plan.warnings();
        self.tell_uncounted(None);
        self.want(kept.unwrap_or_else(|| self.default_version(latest)));
    }

    /// Tells what is not counted, but for the line of the caret: what one is about to write is no time yet.
    fn tell_uncounted(&mut self, caret: Option<usize>) {
        let line = caret.and_then(|caret| {
            let (before, behind) = self.outline.split_at_checked(caret)?;
            let start = before.rfind('\n').map_or(0, |at| at + 1);
            Some(start..=caret + behind.find('\n').unwrap_or(behind.len()))
        });
        let told = self.plan.uncounted.iter();
        let told = told.filter(|time| line.as_ref().is_none_or(|line| !line.contains(&time.place.start)));
        self.uncounted = told.map(|time| time.words.clone()).collect();
        self.warnings.retain(|warning| *warning != Warning::Uncounted);
        if !self.uncounted.is_empty() {
            self.warnings.insert(0, Warning::Uncounted);
        }
    }

    /// Chooses the version for a slot, where there is one.
    pub(super) fn show_slot(&mut self, slot: Option<Minutes>) {
        let version = slot.and_then(|_| self.versions.iter().position(|there| *there == slot));
        if let Some(version) = version {
            self.want(version);
        }
    }

    /// Chooses a version and shows it.
    fn want(&mut self, version: usize) {
        self.wanted = version;
        self.show_version(version);
    }

    fn show_version(&mut self, version: usize) {
        self.version = version;
        let slot = self.versions.get(self.version).copied().flatten();
        let mut sections = self.plan.sections.iter();
        let is_same = sections.all(|section| !section.optional && section.alternatives.is_empty());
        self.shown = if is_same {
            Arc::clone(&self.plan)
        } else {
            Arc::new(self.plan.version(slot, self.version == 0))
        };
        let sections = self.shown.sections.iter().enumerate();
        self.rows = sections.filter(|(_, section)| !section.optional).map(|(index, _)| index).collect();
    }

    /// Holds the version that is shown against its slot.
    fn fill(&mut self, latest: Option<&Submission>) {
        self.given = given(latest);
        self.budget = Budget::of(&self.shown, self.slot(latest));
    }

    /// The version to begin with: that of the slot that was asked for or given, else the one that the
    /// speaker would rather have, else the shortest.
    fn default_version(&self, latest: Option<&Submission>) -> usize {
        let wanted = given(latest).or(self.plan.preferred_slot);
        wanted.and_then(|slot| self.versions.iter().position(|there| *there == Some(slot))).unwrap_or(0)
    }

    /// The slot that the version is held against: that of the latest submission, unless the version is for
    /// another one; else what the text asks for.
    fn slot(&self, latest: Option<&Submission>) -> Slot {
        let minutes = |of: fn(&Submission) -> Option<u32>| latest.and_then(of).map(Minutes::of);
        let given = given(latest).filter(|_| self.version == self.default_version(latest));
        let whole = given.or_else(|| match self.plan.slots[..] {
            // Any length between the ends would do.
            [shortest, longest] if self.plan.slot_is_range => {
                Some(self.shown.planned().clamp(shortest, longest))
            }
            _ => self.versions.get(self.version).copied().flatten(),
        });
        let changeover = minutes(|latest| latest.changeover).unwrap_or_default();
        Slot { whole, questions: minutes(|latest| latest.questions), changeover }
    }

    /// The sections that have no time yet in the version that is shown, and that nothing inside times.
    pub fn open(&self) -> impl Iterator<Item = &Section> {
        let starts = self.shown.starts();
        let rows =
            self.rows.iter().filter_map(|row| self.shown.sections.get(*row).map(|there| (*row, there)));
        rows.filter(move |(row, section)| {
            section.time.is_none() && starts.get(*row).copied().flatten().is_none()
        })
        .map(|(_, section)| section)
    }
}

/// The slot of a submission.
fn given(latest: Option<&Submission>) -> Option<Minutes> {
    latest.and_then(|latest| latest.slot).map(Minutes::of)
}

impl Model {
    /// The timing follows the outline of the open proposal.
    pub(super) fn refresh_timing(&mut self) {
        let mut timing = std::mem::take(&mut self.timing);
        if let Some(proposal) = self.proposal() {
            timing.follow(&self.subject, proposal.text(ProposalText::Outline), proposal.latest());
            let desk = self.desk.as_ref().filter(|_| self.pane == Pane::Editor && self.writes_outline());
            // Who has left the section for which another version was shown is back at the chosen one.
            if desk.is_none() && self.pane != Pane::Timing && timing.version != timing.wanted {
                timing.show_version(timing.wanted);
            }
            timing.fill(proposal.latest());
            if !timing.plan.uncounted.is_empty() {
                timing.tell_uncounted(desk.map(|desk| desk.field.caret()));
            }
        } else {
            timing = Timing::default();
        }
        timing.at = timing.at.min(timing.rows.len().saturating_sub(1));
        self.timing = timing;
    }

    /// The section that the cursor is in becomes the chosen one. Where the version that is shown leaves it
    /// out, one that has it is shown.
    pub(super) fn follow_in_timing(&mut self) {
        if !self.writes_outline() {
            return;
        }
        self.follow(Pane::Timing);
        let Some(caret) = self.desk.as_ref().map(|desk| desk.field.caret()) else { return };
        let sections = &self.timing.plan.sections;
        let section = sections.iter().rposition(|section| section.place.start <= caret).unwrap_or(0);
        // What is asked for by nearly every key: the version that was chosen is shown, and has it.
        let shown = self.timing.version == self.timing.wanted;
        if let Some(row) = self.timing.row_of(section).filter(|_| shown) {
            self.timing.at = row;
            return;
        }
        let has_it = |version: &usize| {
            let slot = self.timing.versions.get(*version).copied().flatten();
            let plan = self.timing.plan.version(slot, *version == 0);
            plan.sections.get(section).is_some_and(|section| !section.optional)
        };
        let wanted = self.timing.wanted;
        let others = 0..self.timing.versions.len();
        let version = [wanted].into_iter().chain(others).find(has_it).unwrap_or(wanted);
        if version != self.timing.version {
            self.timing.show_version(version);
        }
        if let Some(row) = self.timing.row_of(section) {
            self.timing.at = row;
        }
    }

    pub(super) fn run_in_timing(&mut self, command: Command) {
        match command {
            Command::ToOutline => self.go_to_outline(),
            Command::Longer
            | Command::Shorter
            | Command::SetMinutes
            | Command::MoveUp
            | Command::MoveDown
            | Command::Pin => self.change_minutes(command),
            _ => {
                let page = usize::from(self.areas().sections.height.saturating_sub(1).max(1));
                self.choose_section(stepped(self.timing.at, command, page, self.timing.rows.len()));
            }
        }
    }

    /// Chooses a row of the sections.
    pub(super) fn choose_section(&mut self, row: usize) {
        self.timing.at = row.min(self.timing.rows.len().saturating_sub(1));
        self.cursor_to_chosen();
    }

    /// Where the outline is open beside the timing, its cursor goes to the chosen section.
    fn cursor_to_chosen(&mut self) {
        let section = self.timing.chosen().and_then(|section| self.timing.plan.sections.get(section));
        let start = section.map_or(0, |section| section.place.start);
        if self.writes_outline()
            && let Some(desk) = &mut self.desk
        {
            desk.field.move_to(start, false);
            desk.goal = None;
            self.follow(Pane::Editor);
        }
    }

    pub(super) fn next_version(&mut self) {
        let count = self.timing.versions.len();
        let chosen = self.timing.chosen();
        self.timing.want((self.timing.version + 1) % count.max(1));
        if let Some(row) = self.timing.rows.iter().position(|row| Some(*row) == chosen) {
            self.timing.at = row;
        }
    }

    /// Puts the cursor into the outline at the chosen section.
    pub(super) fn go_to_outline(&mut self) {
        self.show(self.subject.clone(), tabs::OUTLINE);
        self.pane = Pane::Editor;
        self.cursor_to_chosen();
    }
}
