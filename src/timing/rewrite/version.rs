//! A second version of an outline for another slot: two times where one stood, and a line that says so. A table
//! gets another column.

use super::{
    super::{Form, Minutes, Plan, Section, Stands, read},
    Change, Ends, Fitted, Refusal, apply,
    column::Table,
    ends, ends_of,
    fit::{fitted, news},
    habit::Habit,
    longer::{fit_version, tells_versions_apart},
    wording::rewritten,
};

/// The changes that make an outline tell two versions apart, the one that it is and one that fills `slot` as
/// [`fit`](super::fit()) does it: `(12 minutes)` becomes `(12 minutes / 8 minutes)`, what takes the same in
/// both stays, and a line above the first section says which time is for which slot. The longer one is first.
/// In a table both have a column.
/// A version for `slot` that the outline tells of already is filled as [`fit_version()`] does it.
///
/// # Errors
/// Refused is what [`fit`](super::fit()) refuses; an outline that tells other versions apart; one whose
/// times that have to change share a bracket with other words, are ranges, stand on a clock or follow from a
/// rule.
pub fn version(text: &str, plan: &Plan, slot: Minutes) -> Result<Fitted, Refusal> {
    let base = plan.slots.first().copied().unwrap_or_else(|| plan.total());
    if base == slot {
        return Err(Refusal::SameSlot);
    }
    if tells_versions_apart(plan) {
        let is_there = plan.versions().contains(&Some(slot));
        return if is_there { fit_version(text, plan, slot, slot, &[]) } else { Err(Refusal::HasVersions) };
    }
    let wanted = fitted(plan, slot, &[])?;
    let habit = Habit::of(text, plan);
    let versions = Versions { plan, base, slot, wanted: &wanted };
    let all = if Table::is_whole(plan) {
        vec![Table { text, plan, base, slot, wanted: &wanted, habit: &habit }.with_column()?]
    } else {
        let changes = versions.side_by_side(text, &habit)?;
        let legends = legends(text, plan, base.max(slot), base.min(slot));
        legends.into_iter().map(|legend| [vec![legend], changes.clone()].concat()).collect()
    };
    let changes = all.into_iter().find(|changes| versions.are_in(&apply(text, changes)));
    Ok(Fitted {
        new: news(plan, &wanted),
        slot: None,
        total: None,
        changes: changes.ok_or(Refusal::NotAlone)?,
    })
}

/// The change that makes one time two.
fn both(
    text: &str,
    section: &Section,
    before: Ends,
    after: Ends,
    before_first: bool,
    habit: &Habit,
) -> Result<Change, Refusal> {
    let place = section.time_place.clone().ok_or(Refusal::NotAlone)?;
    let notation = section.notation.ok_or(Refusal::NotAlone)?;
    let alone = match notation.stands {
        Stands::Bracket | Stands::BracketFirst => is_alone(text, &place).unwrap_or(false),
        Stands::Behind | Stands::First | Stands::Below | Stands::Above => true,
        Stands::Cell | Stands::Rule => false,
    };
    if notation.form != Form::Length || !alone || before.0 != before.1 {
        return Err(Refusal::NotAlone);
    }
    let old = text.get(place.clone()).ok_or(Refusal::NoSection)?;
    let new = rewritten(old, after, habit).ok_or(Refusal::Unwritable)?;
    let with = if before_first { format!("{old} / {new}") } else { format!("{new} / {old}") };
    Ok(Change { place, with })
}

/// Whether a time has a bracket for itself.
fn is_alone(text: &str, place: &std::ops::Range<usize>) -> Option<bool> {
    let opens = text.get(..place.start)?.trim_end_matches(' ').ends_with(['(', '[', '{', '<', '（', '【']);
    let closes = text.get(place.end..)?.trim_start_matches(' ').starts_with([')', ']', '}', '>', '）', '】']);
    Some(opens && closes)
}

/// The line that names the slots, as it may be put above the first section: right under what is there, or
/// apart from it.
fn legends(text: &str, plan: &Plan, longer: Minutes, shorter: Minutes) -> Vec<Change> {
    let first = plan.sections.iter().find(|section| section.time.is_some());
    let above = first.and_then(|section| section.time_place.as_ref()).map(|place| place.start);
    let Some(at) = first.map(|section| above.map_or(section.place.start, |it| it.min(section.place.start)))
    else {
        return Vec::new();
    };
    let at = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |line| line + 1);
    let brackets = plan.sections.iter().filter_map(|section| section.notation).any(|notation| {
        matches!(notation.stands, Stands::Bracket | Stands::BracketFirst | Stands::Below | Stands::Above)
    });
    let times = if brackets { "In brackets" } else { "Times" };
    let line = format!("({times}: the {longer}m / {shorter}m version)\n\n");
    let apart = format!("\n{line}");
    [line, apart].into_iter().map(|with| Change { place: at..at, with }).collect()
}

/// Two versions that a text is to tell apart.
struct Versions<'a> {
    plan: &'a Plan,
    base: Minutes,
    slot: Minutes,
    wanted: &'a [Option<Ends>],
}

impl Versions<'_> {
    /// The changes that make two of each time that is another in the new version, the longer one first.
    fn side_by_side(&self, text: &str, habit: &Habit) -> Result<Vec<Change>, Refusal> {
        let mut changes = Vec::new();
        for ((section, before), after) in self.plan.sections.iter().zip(ends(self.plan)).zip(self.wanted) {
            if let (Some(before), Some(after)) = (before, *after)
                && before != after
            {
                changes.push(both(text, section, before, after, self.base > self.slot, habit)?);
            }
        }
        Ok(changes)
    }

    /// Whether a text does: with the sections of the plan, and their times in both.
    fn are_in(&self, text: &str) -> bool {
        let plan = read(text);
        let least = |ends: Option<Ends>| ends.map(|(least, _)| Minutes::from_seconds(least));
        let same = |((is, before), after): ((&Section, &Section), &Option<Ends>)| {
            is.title == before.title
                && is.depth == before.depth
                && is.minutes_in(self.base) == least(ends_of(before))
                && is.minutes_in(self.slot) == least(*after)
        };
        let mut all = plan.sections.iter().zip(&self.plan.sections).zip(self.wanted);
        let sums = [(self.base, self.plan.total()), (self.slot, self.slot)];
        let variants = plan.variants();
        plan.sections.len() == self.plan.sections.len()
            && all.all(same)
            && sums.iter().all(|sum| variants.contains(sum))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with a version for so many minutes, or the refusal.
    fn with(text: &str, slot: u32) -> String {
        match version(text, &read(text), Minutes::of(slot)) {
            Ok(fitted) => apply(text, &fitted.changes),
            Err(no) => format!("{no:?}"),
        }
    }

    #[test]
    fn brackets_get_two_times() {
        let text = "Duration: 40 minutes\n\nOutline:\n\n * a [20m]\n * b [16m]\n * Questions [4m]\n";
        let after = with(text, 22);
        let wanted =
            "(In brackets: the 40m / 22m version)\n\n * a [20m / 10m]\n * b [16m / 8m]\n * Questions [4m]\n";
        assert!(after.ends_with(wanted), "{after}");
        assert_eq!(read(&after).variants(), [22, 40].map(|it| (Minutes::of(it), Minutes::of(it))));
        assert!(with(text, 76).contains("the 76m / 40m version)\n\n * a [40m / 20m]"));
    }

    /// Whether a text tells two versions of `base` apart: the one that it is, in a slot of so many minutes, and
    /// one for another slot, in which its sections take `wanted` minutes.
    fn tells(text: &str, base: (&str, u32), slot: u32, wanted: &[u32]) -> bool {
        let plan = read(base.0);
        let wanted: Vec<_> = wanted.iter().map(|minutes| Some((minutes * 60, minutes * 60))).collect();
        let (base, slot) = (Minutes::of(base.1), Minutes::of(slot));
        Versions { plan: &plan, base, slot, wanted: &wanted }.are_in(text)
    }

    #[test]
    fn versions_are_in_a_text_that_has_all_of_both() {
        let base = ("* a (4 min)\n* b (2 min)\n", 6);
        let right = "(In brackets: the 6m / 3m version)\n\n* a (4 min / 2 min)\n* b (2 min / 1 min)\n";
        assert!(tells(right, base, 3, &[2, 1]));
        for (words, instead) in [
            ("* a", "* x"),
            ("* b", "  * b"),
            ("4 min", "5 min"),
            ("1 min", "2 min"),
            ("6m / 3m", "7m / 3m"),
            ("* b (2 min / 1 min)\n", ""),
            ("1 min)\n", "1 min)\n* c (0 min / 0 min)\n"),
        ] {
            let wrong = right.replace(words, instead);
            assert!(wrong != right && !tells(&wrong, base, 3, &[2, 1]), "{wrong}");
        }
    }

    #[test]
    fn versions_add_up_to_their_slots() {
        let base = ("Slot: 40 min\n\n* a (2 min)\n  * b (8 min)\n", 40);
        let legend = "(In brackets: the 50m / 40m version)";
        let text = format!("Slot: 40 min\n\n{legend}\n\n* a (50 min / 2 min)\n  * b (200 min / 8 min)\n");
        assert!(tells(&text, base, 50, &[50, 200]));
        // What b takes comes on top now.
        assert!(!tells(&format!("Total: 10 min\n\n{text}"), base, 50, &[50, 200]));
    }

    #[test]
    fn times_without_brackets_become_two() {
        let wanted = |line: &str, lines: &str| format!("{line}(Times: the 40m / 20m version)\n\n{lines}");
        for (text, lines) in [
            ("Slot: 40 min\n\n* a - 30 min\n* b - 10 min\n", "* a - 30 min / 15 min\n* b - 10 min / 5 min\n"),
            ("Slot: 40 min\n\n1. a: 30 m\n2. b: 10 m\n", "1. a: 30 m / 15 m\n2. b: 10 m / 5 m\n"),
            ("Slot: 40 min\n\n* 30 min: a\n* 10 min: Q&A\n", "* 30 min / 10 min: a\n* 10 min: Q&A\n"),
            ("Slot: 40 min\n\n30 min — a\n\n10 min — b\n", "30 min / 15 min — a\n\n10 min / 5 min — b\n"),
        ] {
            assert_eq!(with(text, 20), wanted("Slot: 40 min\n\n", lines));
        }
    }

    #[test]
    fn other_notations_are_refused() {
        for outline in [
            "* a (40 min, on stage)",
            "* Moon 30 min\n* Tides 10 min",
            "0:00 - 0:10 a\n0:10 - 0:40 b",
            "* a (25%)\n* b (75%)",
            "* a (10-15 min)\n* b (20 min)",
        ] {
            assert_eq!(with(&format!("Duration: 40 min\n\n{outline}\n"), 20), "NotAlone", "{outline}");
        }
        assert_eq!(with("Duration: 40 min\n\n* a (40 min)\n", 40), "SameSlot");
        assert_eq!(
            with("Slot: 40 min\n\n(In brackets: the 40m / 20m version)\n\n* a (40m / 20m)\n", 30),
            "HasVersions"
        );
    }
}
