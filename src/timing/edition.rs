//! Whole outlines of one talk for several slots: `## Outline (30 minutes)` and below it `## Outline (45
//! minutes)`. Each section is in one of them and left out of the others.

use std::{collections::HashSet, ops::Range};

use super::{Alternative, Minutes, Section, candidate::Candidate, facts::Facts};

/// The outlines that a text has for several slots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Editions {
    /// The number of the part of each, and its slot.
    parts: Vec<(usize, Minutes)>,
    /// The slots, shortest first; none where there are not several.
    slots: Vec<Minutes>,
}

impl Editions {
    /// The outlines that say what they add up to and have sections with times, where those are of several
    /// lengths.
    pub fn of(facts: &Facts, candidates: &[Candidate<'_>]) -> Self {
        if facts.outlines().nth(1).is_none() {
            return Self::default();
        }
        let timed = candidates.iter().filter(|candidate| candidate.told.is_some());
        let timed: HashSet<usize> = timed.map(|candidate| candidate.part.1).collect();
        let parts: Vec<_> = facts.outlines().filter(|(part, _)| timed.contains(part)).collect();
        let mut slots: Vec<Minutes> = parts.iter().map(|(_, slot)| *slot).collect();
        slots.sort_unstable();
        slots.dedup();
        if slots.len() > 1 { Self { parts, slots } } else { Self::default() }
    }

    /// The slot of the outline that is this part of the text.
    pub fn slot(&self, part: usize) -> Option<Minutes> {
        self.parts.iter().find(|(number, _)| *number == part).map(|(_, slot)| *slot)
    }

    /// The stretches of the sections, by the slot of the outline that each is in, that belong together.
    pub fn stretches(slots: &[Option<Minutes>]) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for (at, slot) in slots.iter().enumerate() {
            match found.last_mut() {
                Some(last) if slots.get(last.start) == Some(slot) => last.end = at + 1,
                _ => found.push(at..at + 1),
            }
        }
        found
    }

    /// Leaves a section of the outline for this slot out of the others. What tells versions apart itself
    /// stays as it is.
    pub fn keep_apart(&self, section: Section, slot: Option<Minutes>) -> Section {
        let Some(slot) = slot.filter(|_| section.alternatives.is_empty()) else { return section };
        let is_base = self.slots.first() == Some(&slot);
        let alternative = |other: &Minutes| match section.time {
            _ if *other != slot => Some(Alternative { slot: *other, minutes: Minutes::ZERO, place: None }),
            // The base has the section with all that is known of its time.
            Some(time) if !is_base => {
                Some(Alternative { slot, minutes: time.min, place: section.time_place.clone() })
            }
            _ => None,
        };
        let alternatives = self.slots.iter().filter_map(alternative).collect();
        Section { optional: section.optional || !is_base, alternatives, ..section }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timing::read;

    /// The sum in each slot, and titles, each with a star where it is only in the longer one.
    fn variants(text: &str) -> (Vec<(u32, u32)>, String) {
        let plan = read(text);
        let minutes = |time: Minutes| time.seconds() / 60;
        let titles = plan.sections.iter().map(|section| {
            let mark = if section.optional { "*" } else { "" };
            format!("{}{mark}", section.title)
        });
        let titles = titles.collect::<Vec<_>>().join(" ");
        (plan.variants().into_iter().map(|(slot, sum)| (minutes(slot), minutes(sum))).collect(), titles)
    }

    #[test]
    fn two_outlines_are_two_versions() {
        let short = "\n- Moon (5 min)\n- Tides (20 min)\n- Q&A (5 min)\n\n";
        let long = "\n- Moon (5 min)\n- Tides\n  - Ebb (20 min)\n  - Flow (15 min)\n- Q&A (5 min)\n\n";
        for (one, other) in [
            ("## Outline (30 minutes)", "## Outline (45 minutes)"),
            ("## Outline (30 minute version)", "## Outline (45 minute version)"),
            ("Outline for 30 minutes:", "Outline for 45 minutes:"),
            ("### 30 minute version", "### The 45-minute version"),
        ] {
            let read = variants(&format!("{one}\n{short}{other}\n{long}"));
            let titles = "Moon Tides Q&A Moon* Tides* Ebb* Flow* Q&A*";
            assert_eq!(read, (vec![(30, 30), (45, 45)], titles.to_owned()), "{one}");
            let read = variants(&format!("{other}\n{long}{one}\n{short}"));
            assert_eq!(read.0, [(30, 30), (45, 45)], "{one}");
        }
    }

    #[test]
    fn each_version_has_its_own_clock() {
        let text = "## Outline (10 minutes)\n0:00 Moon\n4:00 Tides\n\n## Outline (20 minutes)\n0:00 Moon\n8:00 Tides\n";
        assert_eq!(variants(text).0, [(10, 10), (20, 20)]);
        let stretches = "## Outline (10 min)\n0-4 min: Moon\n4-10 min: Tides\n## Outline (20 min)\n0-8 min: Moon\n8-20 min: Tides\n";
        assert_eq!(variants(stretches).0, [(10, 10), (20, 20)]);
    }

    #[test]
    fn one_outline_is_no_version() {
        for text in [
            "## Outline (30 minutes)\n- Moon (30 min)\n## Agenda\n- Tides (5 min)\n",
            "## Outline (30 minutes)\nSee below.\n## Outline (45 minutes)\n- Moon (30 min)\n",
            "## Agenda (30 min)\n- Moon (30 min)\n## Agenda (30 min)\n- Tides (30 min)\n",
            "## Version 30\n- Moon (30 min)\n## Version 45\n- Tides (30 min)\n",
            "## 30 minute walk\n- Moon (30 min)\n## 45 minute walk\n- Tides (30 min)\n",
        ] {
            assert_eq!(variants(text).0, [], "{text}");
        }
    }
}
