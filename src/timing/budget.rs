//! A slot and what fills it: speaking, questions, changeover, and what is left or too much.

use super::{Minutes, Plan};

/// A venue's slot with the parts that the venue sets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slot {
    /// All of it; none where no slot is known.
    pub whole: Option<Minutes>,
    /// The part for questions; none where the venue does not say.
    pub questions: Option<Minutes>,
    /// The part in which the next speaker sets up.
    pub changeover: Minutes,
}

/// How a plan fills a slot. The parts add up: speaking + questions + changeover + spare = slot + over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Budget {
    /// The whole slot, if one is known.
    pub slot: Option<Minutes>,
    /// The sections that are not questions, with the lower ends of ranges.
    pub speaking: Minutes,
    /// What the upper ends of ranges may add.
    pub stretch: Minutes,
    /// The questions: those of the outline, else those that the venue sets aside, else those that the
    /// text tells of.
    pub questions: Minutes,
    /// The changeover.
    pub changeover: Minutes,
    /// What is left of the slot.
    pub spare: Minutes,
    /// What is beyond the slot.
    pub over: Minutes,
}

impl Budget {
    /// How a plan, or one of its [versions](Plan::version), fills a slot.
    #[must_use]
    pub fn of(plan: &Plan, slot: Slot) -> Self {
        let (total, listed) = (plan.total(), plan.questions());
        let told = plan.questions_with_source().map(|(minutes, _)| minutes);
        let questions = match listed {
            Minutes::ZERO => slot.questions.or(told).unwrap_or_default(),
            listed => listed,
        };
        let speaking = total.saturating_sub(listed);
        let planned = speaking.saturating_add(questions).saturating_add(slot.changeover);
        let whole = slot.whole.unwrap_or(planned);
        Self {
            slot: slot.whole,
            speaking,
            stretch: plan.total_max().saturating_sub(total),
            questions,
            changeover: slot.changeover,
            spare: whole.saturating_sub(planned),
            over: planned.saturating_sub(whole),
        }
    }

    /// What the sections of the outline may fill: the slot less the changeover, and less the questions
    /// where these are no section. None where no slot is known.
    #[must_use]
    pub fn room(&self, plan: &Plan) -> Option<Minutes> {
        let aside = if plan.questions() == Minutes::ZERO { self.questions } else { Minutes::ZERO };
        Some(self.slot?.saturating_sub(self.changeover).saturating_sub(aside))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::timing::read;

    fn slot(whole: u32, questions: Option<u32>, changeover: u32) -> Slot {
        let whole = (whole > 0).then(|| Minutes::of(whole));
        Slot { whole, questions: questions.map(Minutes::of), changeover: Minutes::of(changeover) }
    }

    /// Speaking, questions, spare and over in minutes, and the room for sections.
    fn parts(text: &str, slot: Slot) -> (u32, u32, u32, u32, Option<u32>) {
        let plan = read(text);
        let budget = Budget::of(&plan, slot);
        let minutes = |time: Minutes| time.seconds() / 60;
        let room = budget.room(&plan).map(minutes);
        (
            minutes(budget.speaking),
            minutes(budget.questions),
            minutes(budget.spare),
            minutes(budget.over),
            room,
        )
    }

    #[test]
    fn questions_are_those_of_the_outline_else_of_the_venue_else_of_the_text() {
        let plain = "- a (20 min)\n- b (2 min)\n";
        let asked = "- a (20 min)\n- Q&A (4 min)\n";
        let told = "Duration: 30 min (25 min + 5 min Q&A)\n\n- a (20 min)\n";
        assert_eq!(parts(plain, slot(30, None, 0)), (22, 0, 8, 0, Some(30)));
        assert_eq!(parts(plain, slot(30, Some(5), 2)), (22, 5, 1, 0, Some(23)));
        assert_eq!(parts(asked, slot(30, Some(5), 0)), (20, 4, 6, 0, Some(30)));
        assert_eq!(parts(told, slot(30, None, 0)), (20, 5, 5, 0, Some(25)));
        assert_eq!(parts(told, slot(30, Some(0), 0)), (20, 0, 10, 0, Some(30)));
    }

    #[test]
    fn what_is_too_much_is_over_and_without_a_slot_nothing_is() {
        assert_eq!(parts("- a (28 min)\n", slot(30, Some(5), 0)), (28, 5, 0, 3, Some(25)));
        assert_eq!(parts("- a (28 min)\n", slot(0, Some(5), 0)), (28, 5, 0, 0, None));
    }

    proptest! {
        #[test]
        fn the_parts_add_up(
            minutes in prop::collection::vec(0u32..40, 0..8), whole in 0u32..90, aside in prop::option::of(0u32..20),
            changeover in 0u32..10,
        ) {
            let lines: Vec<String> = minutes.iter().map(|minutes| format!("- part ({minutes} min)")).collect();
            let budget = Budget::of(&read(&lines.join("\n")), slot(whole, aside, changeover));
            let filled = [budget.speaking, budget.questions, budget.changeover, budget.spare].into_iter().sum::<Minutes>();
            let whole = budget.slot.unwrap_or(filled).saturating_add(budget.over);
            prop_assert_eq!(filled, whole);
        }
    }
}
