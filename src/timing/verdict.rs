//! How a plan stands against the slot.

use std::collections::BTreeSet;

use super::{Counts, Minutes, Plan, QuestionsFrom, Section};

/// How a plan stands against the slot that the text asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// As long as the slot, or within its range.
    Fits,
    /// Shorter.
    Short,
    /// Longer.
    Over,
    /// There are times but no slot.
    NoSlot,
    /// There are no times.
    Untimed,
}

impl Plan {
    /// How the shortest version stands against the shortest slot, with the questions that are beside the
    /// outline. It is plain arithmetic.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        if !self.is_timed() {
            return Verdict::Untimed;
        }
        match self.delta_seconds() {
            None => Verdict::NoSlot,
            Some(0) => Verdict::Fits,
            Some(delta) if delta < 0 => Verdict::Short,
            Some(_) => Verdict::Over,
        }
    }

    /// How much longer the shortest version is than the shortest slot, in seconds, with the questions that
    /// are beside the outline; below zero where it is shorter. From a range of slots it is the distance to
    /// the nearer end, nothing within. None where there are no times or no slot.
    #[must_use]
    pub fn delta_seconds(&self) -> Option<i64> {
        let (shortest, longest) = (self.slots.first()?, self.slots.last()?);
        let longest = if self.slot_is_range { longest } else { shortest };
        let planned = self.planned();
        let seconds = |time: Minutes| i64::from(time.seconds());
        self.is_timed().then(|| seconds(planned) - seconds(planned.clamp(*shortest, *longest)))
    }

    /// The total with the questions that are beside the outline.
    #[must_use]
    pub fn planned(&self) -> Minutes {
        self.total().saturating_add(self.aside().map_or(Minutes::ZERO, |(time, _)| time))
    }

    /// The time for questions, and where the text says so: in the outline before anywhere else.
    #[must_use]
    pub fn questions_with_source(&self) -> Option<(Minutes, QuestionsFrom)> {
        let listed = Some(self.questions()).filter(|time| *time > Minutes::ZERO);
        listed.map(|time| (time, QuestionsFrom::Outline)).or(self.questions_aside)
    }

    /// The questions that are in the slot but not in the outline.
    fn aside(&self) -> Option<(Minutes, QuestionsFrom)> {
        self.questions_aside.filter(|_| self.questions() == Minutes::ZERO)
    }

    /// The sum for each slot that the text tells apart, shortest first, with the lower ends of ranges;
    /// nothing where it tells none apart. A section that says nothing about a slot takes the same in all,
    /// an optional one only in the slots that it names.
    #[must_use]
    pub fn variants(&self) -> Vec<(Minutes, Minutes)> {
        let told = self.sections.iter().flat_map(|section| &section.alternatives);
        let slots: BTreeSet<Minutes> = told.map(|alternative| alternative.slot).collect();
        slots.into_iter().map(|slot| (slot, self.sum_in(slot))).collect()
    }

    /// The sum in a slot.
    fn sum_in(&self, slot: Minutes) -> Minutes {
        let mut covered_from = u8::MAX;
        let mut sum = Minutes::ZERO;
        for section in &self.sections {
            if section.depth > covered_from {
                continue;
            }
            let time = section.minutes_in(slot);
            let covers = time.is_some() && self.counts != Some(Counts::Sum);
            covered_from = if covers { section.depth } else { u8::MAX };
            sum = sum.saturating_add(time.unwrap_or_default());
        }
        sum
    }

    /// Finds out how the times inside of others count: with them, unless one cannot hold what is in it and
    /// all together make the slot or the stated total.
    pub(super) fn counted_as_it_fits(mut self) -> Self {
        let (mut inside_timed, mut inside_untimed, mut bursts) = (false, false, false);
        // The sections around, each with its depth, its time, and the sum of those right in it.
        let mut open: Vec<(u8, Option<Minutes>, Minutes)> = Vec::new();
        for section in self.sections.iter().filter(|section| !section.optional) {
            while let Some((_, whole, parts)) = open.pop_if(|(depth, ..)| *depth >= section.depth) {
                bursts |= whole.is_some_and(|whole| parts > whole);
            }
            let time = section.time.map(|time| time.min);
            if let Some((_, whole, parts)) = open.last_mut() {
                *parts = parts.saturating_add(time.unwrap_or_default());
                inside_timed |= time.is_some() && whole.is_some();
                inside_untimed |= time.is_some() && whole.is_none();
            }
            open.push((section.depth, time, Minutes::ZERO));
        }
        bursts |= open.iter().any(|(_, whole, parts)| whole.is_some_and(|whole| *parts > whole));
        self.counts = match (inside_timed, inside_untimed) {
            (true, _) => Some(Counts::Parent),
            (false, true) => Some(Counts::Children),
            (false, false) => None,
        };
        if bursts {
            let explains = |plan: &Self| {
                let aside = plan.aside().map_or(Minutes::ZERO, |(time, _)| time);
                let sums = [plan.total(), plan.total().saturating_add(aside)];
                plan.slots.iter().chain(&plan.stated_total).any(|whole| sums.contains(whole))
            };
            let together = Self { counts: Some(Counts::Sum), ..self.clone() };
            if !explains(&self) && explains(&together) {
                return together;
            }
        }
        self
    }
}

impl Section {
    /// How long it takes in a slot, the lower end of a range; none where it has no time there.
    #[must_use]
    pub fn minutes_in(&self, slot: Minutes) -> Option<Minutes> {
        let told = self.alternatives.iter().find(|alternative| alternative.slot == slot);
        let always = self.time.map(|time| time.min).filter(|_| !self.optional);
        told.map(|alternative| alternative.minutes).or(always)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timing::read;

    #[test]
    fn plans_stand_against_the_slot() {
        for (text, verdict, delta) in [
            ("Duration: 10 min\n\n* a (10 min)", Verdict::Fits, Some(0)),
            ("Duration: 10 min\n\n* a (9 min)", Verdict::Short, Some(-60)),
            ("Duration: 10 min\n\n* a (12 min)", Verdict::Over, Some(120)),
            ("Duration: 10-15 min\n\n* a (12 min)", Verdict::Fits, Some(0)),
            ("Duration: 10-15 min\n\n* a (16 min)", Verdict::Over, Some(60)),
            ("Duration: 10 or 15 min\n\n* a (12 min)", Verdict::Over, Some(120)),
            ("Duration: 15 min (10 min + Q&A)\n\n* a (10 min)", Verdict::Fits, Some(0)),
            ("* a (9 min)", Verdict::NoSlot, None),
            ("Duration: 10 min\n\n* a", Verdict::Untimed, None),
        ] {
            let plan = read(text);
            assert_eq!((plan.verdict(), plan.delta_seconds()), (verdict, delta), "{text}");
        }
    }

    #[test]
    fn questions_in_the_outline_are_not_counted_twice() {
        let plan = read("Duration: 15 min (10 min + 5 min Q&A)\n\n* a (10 min)\n* Q&A (5 min)");
        assert_eq!(plan.questions_with_source(), Some((Minutes::of(5), QuestionsFrom::Outline)));
        assert_eq!(plan.verdict(), Verdict::Fits);
    }

    #[test]
    fn parts_come_on_top_where_that_explains_the_slot() {
        let text = "Duration: 20 min\n\n* a (2 min)\n  * b (8 min)\n  * c (10 min)\n";
        assert_eq!((read(text).counts, read(text).total()), (Some(Counts::Sum), Minutes::of(20)));
        let unexplained = text.replace("20 min", "30 min");
        assert_eq!(read(&unexplained).counts, Some(Counts::Parent));
        assert_eq!(read("* a\n  * b (8 min)\n").counts, Some(Counts::Children));
    }
}
