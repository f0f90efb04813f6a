//! What can be undone and redone: steps of edits, each with where the person was before and after.

use std::{collections::VecDeque, time::Duration};

use super::Spot;
use crate::talk::{Change, ChangeKind, Edit};

/// How many steps can be undone at the most.
const MOST_STEPS: usize = 10_000;
/// How many bytes of text the steps may hold before the oldest ones go.
const MOST_BYTES: usize = 32 << 20;
/// Typing that pauses for longer than this begins a new step.
const PAUSE: Duration = Duration::from_millis(1500);

/// One step: what a person did at once, or typed without a pause up to the end of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The changes, in order.
    pub edits: Vec<Edit>,
    /// Where the person was before.
    pub before: Spot,
    /// Where the person was afterwards.
    pub after: Spot,
    /// Names the state of the library that the step led to.
    mark: u64,
    /// When typing that belongs to the step last happened; none once the step is closed.
    typed: Option<Duration>,
}

/// The steps that led here and those that were taken back.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: VecDeque<Step>,
    undone: Vec<Step>,
    last_mark: u64,
    /// What the state was called before the first step that is kept.
    first_mark: u64,
    bytes: usize,
}

impl History {
    /// A name for the present state of the library: equal names, equal libraries.
    #[must_use]
    pub fn mark(&self) -> u64 {
        self.done.back().map_or(self.first_mark, |step| step.mark)
    }

    /// Closes the step that is being typed, so that what is typed next is a step of its own.
    pub fn close(&mut self) {
        if let Some(step) = self.done.back_mut() {
            step.typed = None;
        }
    }

    /// Records what was done; `typed` says when, where it may join the typing before it. Answers whether
    /// it did.
    pub fn record(
        &mut self,
        edits: Vec<Edit>,
        before: Spot,
        after: Spot,
        typed: Option<Duration>,
    ) -> ChangeKind {
        let forgotten = self.undone.drain(..).flat_map(|step| step.edits);
        self.bytes = self.bytes.saturating_sub(forgotten.map(|edit| weight(&edit)).sum());
        self.last_mark += 1;
        self.bytes += edits.iter().map(weight).sum::<usize>();
        if let (Some(now), [edit], Some(step)) = (typed, edits.as_slice(), self.done.back_mut())
            && step.takes(edit, now)
        {
            step.join(edit);
            (step.after, step.typed, step.mark) = (after, typed, self.last_mark);
            return ChangeKind::Joined;
        }
        self.done.push_back(Step { edits, before, after, mark: self.last_mark, typed });
        self.shorten();
        ChangeKind::Step
    }

    /// Does again what was written down of an earlier run: then it can be undone in this one.
    pub fn replay(&mut self, change: Change) {
        let Change { kind, edits } = change;
        match kind {
            // What was taken back before the first change that is known is not there to be taken back.
            ChangeKind::Undone if !self.done.is_empty() => drop(self.undo()),
            ChangeKind::Redone if !self.undone.is_empty() => drop(self.redo()),
            ChangeKind::Step | ChangeKind::Joined | ChangeKind::Undone | ChangeKind::Redone => {
                let (Some(first), Some(last)) = (edits.first(), edits.last()) else { return };
                let (before, after) = (Spot::before(first), Spot::behind(last));
                let joins = kind == ChangeKind::Joined && edits.len() == 1;
                // Typing that went on joins whenever it was: how long ago is not told.
                if let Some(step) = self.done.back_mut().filter(|_| joins) {
                    step.typed = Some(Duration::ZERO);
                }
                self.record(edits, before, after, joins.then_some(Duration::ZERO));
                self.close();
            }
        }
    }

    /// Drops the oldest steps beyond the limits.
    fn shorten(&mut self) {
        while self.done.len() > MOST_STEPS || (self.bytes > MOST_BYTES && self.done.len() > 1) {
            let Some(oldest) = self.done.pop_front() else { break };
            self.bytes = self.bytes.saturating_sub(oldest.edits.iter().map(weight).sum());
            self.first_mark = oldest.mark;
        }
    }

    /// Whether there is a step to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is a step to do again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Takes the last step away, to be undone; `undone` gives it back.
    pub fn undo(&mut self) -> Option<Step> {
        let mut step = self.done.pop_back()?;
        step.typed = None;
        self.undone.push(step.clone());
        Some(step)
    }

    /// The step that was undone last, to be done again.
    pub fn redo(&mut self) -> Option<Step> {
        let step = self.undone.pop()?;
        self.done.push_back(step.clone());
        Some(step)
    }
}

impl Step {
    /// Whether a typed edit belongs to this step: it goes on where the step ended, without a pause, and
    /// does not begin a new word.
    fn takes(&self, edit: &Edit, now: Duration) -> bool {
        let Some(typed) = self.typed else { return false };
        let [.., Edit::Splice { place: last_place, at: last_at, removed: last_removed, inserted: last }] =
            self.edits.as_slice()
        else {
            return false;
        };
        let Edit::Splice { place, at, removed, inserted } = edit else { return false };
        if place != last_place || now.saturating_sub(typed) > PAUSE {
            return false;
        }
        let blank = |text: &str| text.chars().all(char::is_whitespace);
        if removed.is_empty() && !inserted.is_empty() && !last.is_empty() {
            let new_word = last.chars().next_back().is_some_and(char::is_whitespace) && !blank(inserted);
            let new_line = last.ends_with('\n') || inserted.starts_with('\n');
            return *at == last_at + last.len() && !new_word && !new_line;
        }
        let erasing = inserted.is_empty() && last.is_empty();
        erasing && (at + removed.len() == *last_at || at == last_at) && !last_removed.contains('\n')
    }

    /// Makes one edit of the last one and a typed one that belongs to it.
    fn join(&mut self, edit: &Edit) {
        let Some(Edit::Splice { at: last_at, removed: last_removed, inserted: last, .. }) =
            self.edits.last_mut()
        else {
            return;
        };
        let Edit::Splice { at, removed, inserted, .. } = edit else { return };
        if !inserted.is_empty() {
            last.push_str(inserted);
        } else if at == last_at {
            last_removed.push_str(removed);
        } else {
            last_removed.insert_str(0, removed);
            *last_at = *at;
        }
    }
}

/// About how many bytes an edit holds.
fn weight(edit: &Edit) -> usize {
    const RECORD: usize = 64;
    RECORD
        + match edit {
            Edit::Splice { removed, inserted, .. } => removed.len() + inserted.len(),
            Edit::AddProposal { proposal, .. }
            | Edit::RemoveProposal { proposal, .. }
            | Edit::SetProposal { before: proposal, .. } => {
                [&proposal.description, &proposal.audience, &proposal.outline, &proposal.notes]
                    .map(String::len)
                    .iter()
                    .sum()
            }
            Edit::MoveProposal { .. } | Edit::SetUnknown { .. } => RECORD,
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::talk::{LibraryText, Place};

    fn splice(at: usize, removed: &str, inserted: &str) -> Edit {
        let place = Place::Library(LibraryText::Introduction);
        Edit::Splice { place, at, removed: removed.into(), inserted: inserted.into() }
    }

    /// Types each piece at the end, `gap` milliseconds apart, and answers what each step inserted.
    fn steps(pieces: &[&str], gap: u64) -> Vec<String> {
        let mut history = History::default();
        let mut at = 0;
        for (count, piece) in pieces.iter().enumerate() {
            let now = Duration::from_millis(gap * count as u64);
            history.record(vec![splice(at, "", piece)], Spot::default(), Spot::default(), Some(now));
            at += piece.len();
        }
        let inserted = |step: &Step| match &step.edits[..] {
            [Edit::Splice { inserted, .. }] => inserted.clone(),
            other => panic!("{other:?}"),
        };
        history.done.iter().map(inserted).collect()
    }

    #[test]
    fn typing_is_grouped_by_word() {
        assert_eq!(steps(&["I", "t", " ", "h", "a", "s", "\n", "x"], 10), ["It ", "has", "\n", "x"]);
    }

    #[test]
    fn a_pause_begins_a_new_step() {
        assert_eq!(steps(&["a", "b"], 1500), ["ab"]);
        assert_eq!(steps(&["a", "b"], 1501), ["a", "b"]);
    }

    #[test]
    fn erasing_joins_in_both_directions_but_not_with_typing() {
        let mut history = History::default();
        let now = Some(Duration::ZERO);
        for edit in [splice(4, "e", ""), splice(3, "d", ""), splice(3, "x", ""), splice(3, "", "n")] {
            history.record(vec![edit], Spot::default(), Spot::default(), now);
        }
        let edits: Vec<_> = history.done.iter().flat_map(|step| step.edits.clone()).collect();
        assert_eq!(edits, [splice(3, "dex", ""), splice(3, "", "n")]);
    }

    #[test]
    fn marks_name_states() {
        let mut history = History::default();
        let start = history.mark();
        let type_one = |history: &mut History, at| {
            let edit = splice(at, "", "x");
            history.record(vec![edit], Spot::default(), Spot::default(), Some(Duration::ZERO));
        };
        type_one(&mut history, 0);
        let first = history.mark();
        history.close();
        type_one(&mut history, 1);
        assert_ne!(history.mark(), first);
        history.undo();
        assert_eq!(history.mark(), first);
        history.undo();
        assert_eq!(history.mark(), start);
        history.redo();
        assert_eq!(history.mark(), first);
        history.undo();
        type_one(&mut history, 0);
        assert_ne!(history.mark(), first, "another way to a state is another state");
        assert_eq!(history.redo(), None, "a new change ends what could be redone");
    }

    #[test]
    fn at_least_a_thousand_steps_are_kept_and_memory_is_bounded() {
        let mut history = History::default();
        for _ in 0..MOST_STEPS + 5 {
            history.record(vec![splice(0, "", "x")], Spot::default(), Spot::default(), None);
        }
        assert_eq!(history.done.len(), MOST_STEPS);
        let large = "x".repeat(MOST_BYTES / 2);
        for _ in 0..3 {
            history.record(vec![splice(0, "", &large)], Spot::default(), Spot::default(), None);
        }
        assert!(history.bytes <= MOST_BYTES && !history.done.is_empty());
    }

    #[test]
    fn what_was_undone_and_forgotten_costs_no_steps() {
        let mut history = History::default();
        let record = |history: &mut History, text: &str| {
            history.record(vec![splice(0, "", text)], Spot::default(), Spot::default(), None);
        };
        (0..3).for_each(|_| record(&mut history, "x"));
        let large = "x".repeat(MOST_BYTES / 2);
        for _ in 0..5 {
            record(&mut history, &large);
            history.undo();
        }
        record(&mut history, "x");
        assert_eq!(history.done.len(), 4);
    }
}
