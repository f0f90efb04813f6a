//! What an outline comes to: its sections with their times, and the sums over them.

use std::ops::Range;

use super::{Kind, Minutes, Section};

/// An outline as it was read. All of it is derived from the text; nothing is stored beside the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The entries, in the order of the text.
    pub sections: Vec<Section>,
    /// What the text itself says that the times add up to: the last running total where it says so in no
    /// other way.
    pub stated_total: Option<Minutes>,
    /// Where that stands, in bytes.
    pub stated_place: Option<Range<usize>>,
    /// Where else the text says so, in bytes.
    pub stated_again: Vec<Range<usize>>,
    /// The slots that the text asks for, shortest first, none of them twice.
    pub slots: Vec<Minutes>,
    /// Where the text names them, in bytes; one place for a range or for several that share a unit.
    pub slot_places: Vec<Range<usize>>,
    /// Whether the slots are two, and any length between them would do.
    pub slot_is_range: bool,
    /// Whether the text is not sure of the slot.
    pub slot_about: bool,
    /// The slot that the speaker would rather have.
    pub preferred_slot: Option<Minutes>,
    /// The time for questions that is in the slot but not in the outline.
    pub questions_aside: Option<(Minutes, QuestionsFrom)>,
    /// How times inside of other times count; none where there are none inside.
    pub counts: Option<Counts>,
    /// The times that the outline names and that no section has, in the order of the text.
    pub uncounted: Vec<Uncounted>,
}

/// A time that no section has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncounted {
    /// Where it stands, in bytes.
    pub place: Range<usize>,
    /// Its words, with the line around them where that is short.
    pub words: String,
}

/// Where a text says how long there is for questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuestionsFrom {
    /// In a section.
    Outline,
    /// Beside the slot: `35 minutes (30 minutes + 5 minutes Q/A)`.
    SlotLine,
    /// In a sentence.
    Prose,
}

/// How the times inside of a section count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Counts {
    /// The section's own time has them in it.
    Parent,
    /// The section has no time, only they have.
    Children,
    /// They come on top of the section's own time.
    Sum,
}

impl Plan {
    /// Whether any section of the shortest version has a time.
    #[must_use]
    pub fn is_timed(&self) -> bool {
        self.counted().next().is_some()
    }

    /// The sections whose times make up the total, in the order of the text: those of the shortest version
    /// that have a time and, unless times inside come on top, do not stand inside another one that has. A
    /// section without a time gives way to the timed ones inside it.
    pub fn counted(&self) -> impl Iterator<Item = &Section> {
        let mut covered_from = u8::MAX;
        let sum = self.counts == Some(Counts::Sum);
        self.sections.iter().filter(move |section| {
            if section.depth > covered_from {
                return false;
            }
            let counts = section.time.is_some() && !section.optional;
            covered_from = if counts && !sum || section.optional { section.depth } else { u8::MAX };
            counts
        })
    }

    /// The sum for the shortest version, with the lower ends of ranges.
    #[must_use]
    pub fn total(&self) -> Minutes {
        self.counted().filter_map(|section| section.time).map(|time| time.min).sum()
    }

    /// The sum for the shortest version, with the upper ends of ranges.
    #[must_use]
    pub fn total_max(&self) -> Minutes {
        self.counted().filter_map(|section| section.time).map(|time| time.max).sum()
    }

    /// The part of [`Plan::total`] that is for questions; what is beside the outline is in
    /// [`Plan::questions_aside`].
    #[must_use]
    pub fn questions(&self) -> Minutes {
        let questions = self.counted().filter(|section| section.kind == Kind::Questions);
        questions.filter_map(|section| section.time).map(|time| time.min).sum()
    }

    /// When each section begins, counted from the start of the talk, in the shortest version and with the
    /// lower ends of ranges; one value for each section. None for what has no place on the clock: optional
    /// sections, and those without a time unless timed ones stand inside them.
    #[must_use]
    pub fn starts(&self) -> Vec<Option<Minutes>> {
        let mut starts = vec![None; self.sections.len()];
        let mut clock = Minutes::ZERO;
        // The clocks inside the timed sections that are open here, with their depths, outermost first.
        let mut inside: Vec<(u8, Minutes)> = Vec::new();
        for (section, start) in self.sections.iter().zip(&mut starts) {
            while inside.last().is_some_and(|(depth, _)| *depth >= section.depth) {
                inside.pop();
            }
            let Some(time) = section.time.filter(|_| !section.optional) else { continue };
            let now = inside.last_mut().map_or(&mut clock, |(_, clock)| clock);
            *start = Some(*now);
            let began = *now;
            *now = now.saturating_add(time.min);
            inside.push((section.depth, began));
        }
        self.start_with_the_first_inside(&mut starts);
        starts
    }

    /// Gives each section that has no time the start of the section that follows inside it.
    fn start_with_the_first_inside(&self, starts: &mut [Option<Minutes>]) {
        let mut below: Option<(u8, Option<Minutes>)> = None;
        for (section, start) in self.sections.iter().zip(starts.iter_mut()).rev() {
            if let Some((depth, first)) = below
                && depth > section.depth
                && start.is_none()
                && !section.optional
            {
                *start = first;
            }
            below = Some((section.depth, *start));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timing::Time;

    /// A section for each of `depth, minutes (0 for none)`.
    fn plan(sections: &[(u8, u32)]) -> Plan {
        let section = |&(depth, minutes): &(u8, u32)| Section {
            place: 0..0,
            title: String::new(),
            title_place: 0..0,
            time: (minutes > 0).then(|| Time::exact(Minutes::of(minutes))),
            time_place: (minutes > 0).then_some(0..0),
            notation: None,
            running: None,
            depth,
            optional: false,
            alternatives: Vec::new(),
            kind: Kind::Talk,
            speaker: None,
            untitled: false,
        };
        Plan { sections: sections.iter().map(section).collect(), ..Plan::default() }
    }

    /// The starts in minutes, -1 for none.
    fn starts(plan: &Plan) -> Vec<i64> {
        plan.starts().iter().map(|start| start.map_or(-1, |time| i64::from(time.seconds() / 60))).collect()
    }

    #[test]
    fn a_parent_counts_for_its_children() {
        let plan = plan(&[(1, 3), (1, 12), (2, 5), (3, 4), (2, 7), (1, 5)]);
        assert_eq!(plan.total(), Minutes::of(20));
        assert_eq!(starts(&plan), [0, 3, 3, 3, 8, 15]);
    }

    #[test]
    fn children_count_where_the_parent_has_no_time() {
        let plan = plan(&[(1, 2), (1, 0), (2, 4), (2, 6), (1, 0), (1, 3)]);
        assert_eq!(plan.total(), Minutes::of(15));
        assert_eq!(starts(&plan), [0, 2, 2, 6, -1, 12]);
    }

    #[test]
    fn optional_sections_and_what_is_in_them_do_not_count() {
        let mut plan = plan(&[(1, 2), (1, 9), (2, 4), (1, 3)]);
        plan.sections[1].optional = true;
        plan.sections[2].optional = true;
        assert_eq!(plan.total(), Minutes::of(5));
        assert_eq!(starts(&plan), [0, -1, -1, 2]);
        plan.sections[0].optional = true;
        plan.sections[3].optional = true;
        assert!(!plan.is_timed());
    }

    #[test]
    fn ranges_have_two_sums_and_questions_one() {
        let mut plan = plan(&[(1, 2), (1, 5)]);
        plan.sections[0].time = Some(Time { min: Minutes::of(2), max: Minutes::of(4), about: false });
        plan.sections[1].kind = Kind::Questions;
        assert_eq!((plan.total(), plan.total_max()), (Minutes::of(7), Minutes::of(9)));
        assert_eq!(plan.questions(), Minutes::of(5));
    }

    #[test]
    fn nothing_comes_to_nothing() {
        let plan = plan(&[(1, 0), (1, 0)]);
        assert!(!plan.is_timed());
        assert_eq!((plan.total(), plan.total_max()), (Minutes::ZERO, Minutes::ZERO));
        assert_eq!(starts(&plan), [-1, -1]);
    }
}
