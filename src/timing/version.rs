//! One text, several slots: the plan as it is for one of them.

use super::{Minutes, Plan, Section, Time};

impl Plan {
    /// The slots that the text tells apart, shortest first: those that it asks for, unless they are the
    /// two ends of a range, and those that it names for single sections. None stands for the shortest
    /// version where no slot is named for it.
    #[must_use]
    pub fn versions(&self) -> Vec<Option<Minutes>> {
        let asked = if self.slot_is_range { self.slots.get(..1) } else { self.slots.get(..) };
        let named = self.sections.iter().flat_map(|section| &section.alternatives).map(|there| there.slot);
        let mut slots: Vec<Minutes> = asked.unwrap_or_default().iter().copied().chain(named).collect();
        slots.sort_unstable();
        slots.dedup();
        // Sections that are only in a longer version need one without them.
        let has_base = self.slots.first().is_some_and(|base| slots.first() == Some(base));
        let needs_base = self.sections.iter().any(|section| section.optional) && slots.len() < 2;
        let mut versions: Vec<Option<Minutes>> = slots.into_iter().map(Some).collect();
        if versions.is_empty() || (needs_base && !has_base) {
            versions.insert(0, None);
        }
        versions
    }

    /// The plan for one of its [versions](Plan::versions), `base` saying whether it is the shortest one.
    /// It has the same sections at the same indices: those that are left out there are optional, all
    /// others are not, each with its time there.
    #[must_use]
    pub fn version(&self, slot: Option<Minutes>, base: bool) -> Self {
        let section = |section: &Section| Section { optional: true, ..section.clone() };
        let sections = self.sections.iter().map(|there| match there.time_in_version(slot, base) {
            Presence::LeftOut => section(there),
            Presence::Open => Section { optional: false, ..there.clone() },
            Presence::Timed(time) => Section { optional: false, time: Some(time), ..there.clone() },
        });
        Self { sections: sections.collect(), ..self.clone() }
    }
}

/// How a section stands in a version.
enum Presence {
    /// It is not there.
    LeftOut,
    /// It is there, its time not decided.
    Open,
    /// It is there for that long.
    Timed(Time),
}

impl Section {
    fn time_in_version(&self, slot: Option<Minutes>, base: bool) -> Presence {
        let told = slot.and_then(|slot| self.alternatives.iter().find(|there| there.slot == slot));
        if let Some(told) = told {
            return match told.minutes {
                Minutes::ZERO => Presence::LeftOut,
                minutes => Presence::Timed(Time::exact(minutes)),
            };
        }
        // What is only for longer slots is left out of the shortest version, and of all that are shorter
        // than the slot that it names.
        let from =
            self.alternatives.iter().filter(|there| there.minutes > Minutes::ZERO).map(|there| there.slot);
        let too_short = from.min().is_some_and(|from| slot.is_none_or(|slot| slot < from));
        match self.time {
            _ if self.optional && (base || too_short) => Presence::LeftOut,
            Some(time) => Presence::Timed(time),
            None => Presence::Open,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timing::read;

    /// Of each version: its slot (0 for none), the sum, and how many sections are open in it.
    fn versions(text: &str) -> Vec<(u32, u32, usize)> {
        let plan = read(text);
        let versions = plan.versions();
        let version = |(at, slot): (usize, &Option<Minutes>)| {
            let there = plan.version(*slot, at == 0);
            assert_eq!(there.sections.len(), plan.sections.len());
            let open = there.sections.iter().filter(|section| !section.optional && section.time.is_none());
            (slot.map_or(0, |slot| slot.seconds() / 60), there.total().seconds() / 60, open.count())
        };
        versions.iter().enumerate().map(version).collect()
    }

    #[test]
    fn a_longer_version_adds_what_is_only_in_it() {
        let text = "For a 20 minute talk:\n\n1. rope (5 minutes)\n2. pulleys (11 minutes)\n\n\
                    A 40 minute talk would also have:\n\n- cranes\n- a demonstration (9 minutes)\n";
        assert_eq!(versions(text), [(20, 16, 0), (40, 25, 1)]);
    }

    #[test]
    fn two_values_are_two_versions() {
        let text = "(In brackets: the 40m / 20m version)\n\n - Stamps [ 12m / 8m ]\n\
                    \x20- Van [ 6m / left out ]\n - Questions [ 4m ]\n";
        assert_eq!(versions(text), [(20, 12, 0), (40, 22, 0)]);
        let shorter = text.replace("6m / left out", "left out / 6m");
        assert_eq!(versions(&shorter), [(20, 18, 0), (40, 16, 0)]);
    }

    #[test]
    fn a_condition_names_the_version_without_it() {
        let text = "- Welcome (3 minutes)\n- Canal (9 minutes, only if we get the 40 minute slot)\n";
        assert_eq!(versions(text), [(0, 3, 0), (40, 12, 0)]);
    }

    #[test]
    fn a_text_without_versions_has_one() {
        assert_eq!(versions("- a (3 min)\n"), [(0, 3, 0)]);
        assert_eq!(versions("Duration: 10 min\n\n- a (3 min)\n"), [(10, 3, 0)]);
        assert_eq!(versions("Length: 20-35 mins\n\n- a (3 min)\n"), [(20, 3, 0)]);
        assert_eq!(versions("Duration: 20 or 35 minutes\n\n- a (3 min)\n"), [(20, 3, 0), (35, 3, 0)]);
    }
}
