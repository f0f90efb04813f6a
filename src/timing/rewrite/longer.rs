//! A longer version, which the text tells of already, made to fill its slot: only what is not in a shorter one
//! changes.

use super::{
    super::{Form, Kind, Minutes, Plan, Section, Time, read},
    Change, Ends, Fitted, Refusal, apply,
    check::has_sections,
    ends, ends_of,
    fit::{fit, fitted, news},
    habit::Habit,
    retime::{retime, with_times},
    wording::rewritten,
};

/// The changes that make one of the [versions](Plan::versions) of an outline, the one for the slot `version`,
/// fill `slot`: the time for the outline in it. All shorter versions stay as they are. The sections that are
/// only in this one and have no time yet share out what is left, all alike; where none is without a time,
/// those that are only there are scaled as [`fit()`] does it, and so are the times for this version in
/// brackets that have one for each. It takes time in proportion to the text for each shorter version. An outline that tells no versions apart is fitted as a whole.
///
/// # Errors
/// Refused is what [`fit()`] refuses.
pub fn fit_version(
    text: &str,
    plan: &Plan,
    version: Minutes,
    slot: Minutes,
    pinned: &[usize],
) -> Result<Fitted, Refusal> {
    let versions = plan.versions();
    let at = versions.iter().position(|there| *there == Some(version)).ok_or(Refusal::NoSection)?;
    if at == 0 || !tells_versions_apart(plan) {
        return fit(text, plan, slot, pinned);
    }
    let shorter: Vec<Plan> =
        versions.iter().take(at).enumerate().map(|(number, slot)| plan.version(*slot, number == 0)).collect();
    let longer = Longer { text, plan, version, shown: plan.version(Some(version), false), shorter };
    longer.filled(slot, pinned)
}

/// Whether any section is not in all versions, or not for the same time.
pub(super) fn tells_versions_apart(plan: &Plan) -> bool {
    plan.sections.iter().any(|section| section.optional || !section.alternatives.is_empty())
}

/// A plan of a version without what that leaves out.
fn present(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    plan.sections.retain(|section| !section.optional);
    plan
}

/// A version and those that are shorter.
struct Longer<'a> {
    text: &'a str,
    plan: &'a Plan,
    version: Minutes,
    /// The plan in the version.
    shown: Plan,
    /// The plan in each shorter one.
    shorter: Vec<Plan>,
}

impl Longer<'_> {
    /// The changes that fill a slot.
    fn filled(&self, slot: Minutes, pinned: &[usize]) -> Result<Fitted, Refusal> {
        let wanted = self.wanted(slot, pinned)?;
        let changes = self.changes(&wanted)?;
        let after = read(&apply(self.text, &changes));
        let is_there = |plan: &Plan, slot: Option<Minutes>, base: bool| {
            has_sections(&present(&after.version(slot, base)), &present(plan))
        };
        let versions = self.plan.versions();
        let kept = versions.iter().zip(&self.shorter).enumerate();
        let right = after.versions() == versions
            && after.sections.len() == self.plan.sections.len()
            && kept.into_iter().all(|(number, (slot, plan))| is_there(plan, *slot, number == 0))
            && is_there(&with_times(&self.shown, &wanted, None), Some(self.version), false)
            && after.version(Some(self.version), false).total() == slot;
        if right {
            Ok(Fitted { new: news(&self.shown, &wanted), slot: None, total: None, changes })
        } else {
            Err(Refusal::NotUnderstood)
        }
    }

    /// What each section takes in the version when it fills a slot.
    fn wanted(&self, slot: Minutes, pinned: &[usize]) -> Result<Vec<Option<Ends>>, Refusal> {
        let starts = self.shown.starts();
        let is_open = |number: usize, section: &Section| {
            let untimed = !section.optional
                && section.time.is_none()
                && starts.get(number).copied().flatten().is_none();
            untimed && section.kind == Kind::Talk && self.is_own(number)
        };
        let sections = self.shown.sections.iter().enumerate();
        let mut open: Vec<bool> = sections.map(|(at, section)| is_open(at, section)).collect();
        for number in pinned {
            open.get_mut(*number).into_iter().for_each(|open| *open = false);
        }
        let mut begun = self.shown.clone();
        for (section, _) in begun.sections.iter_mut().zip(&open).filter(|(_, open)| **open) {
            section.time = Some(Time::exact(Minutes::of(1)));
        }
        let any_open = open.contains(&true);
        let changes = |(number, open): (usize, bool)| if any_open { open } else { self.is_own(number) };
        let kept = open.into_iter().enumerate().filter(|section| !changes(*section));
        let stays: Vec<usize> = kept.map(|(number, _)| number).chain(pinned.iter().copied()).collect();
        fitted(&begun, slot, &stays)
    }

    /// Whether a section's time in the version is that of no shorter one: it is not there, or has a time for
    /// each.
    fn is_own(&self, number: usize) -> bool {
        let is_added = |plan: &Plan| plan.sections.get(number).is_some_and(|section| section.optional);
        let column = self.plan.sections.get(number).and_then(|section| self.column(section));
        column.is_some() || self.shorter.iter().all(is_added)
    }

    /// Where a section's time for this version stands, if it has another one for a shorter version.
    fn column(&self, section: &Section) -> Option<std::ops::Range<usize>> {
        section.notation.filter(|notation| notation.form == Form::Versions)?;
        let own = section.alternatives.iter().find(|there| there.slot == self.version)?.place.clone();
        let shared = |other: &super::super::Alternative| other.slot < self.version && other.place == own;
        own.clone().filter(|_| !section.alternatives.iter().any(shared))
    }

    /// The changes of the text, in order.
    fn changes(&self, wanted: &[Option<Ends>]) -> Result<Vec<Change>, Refusal> {
        let habit = Habit::of(self.text, self.plan);
        let mut all = ends(self.plan);
        let mut changes = Vec::new();
        let sections = self.plan.sections.iter().zip(&self.shown.sections);
        for (((section, shown), wanted), ends) in sections.zip(wanted).zip(&mut all) {
            if ends_of(shown) == *wanted {
                continue;
            }
            let Some(place) = self.column(section) else {
                *ends = *wanted;
                continue;
            };
            let words = self.text.get(place.clone()).ok_or(Refusal::NoSection)?;
            let with = wanted.and_then(|ends| rewritten(words, ends, &habit)).ok_or(Refusal::Unwritable)?;
            changes.push(Change { place, with });
        }
        changes.extend(retime(self.text, self.plan, &all, None)?);
        changes.sort_by_key(|change| change.place.start);
        Ok(changes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with one of its versions filled, or the refusal.
    fn filled(text: &str, version: u32, slot: u32) -> String {
        match fit_version(text, &read(text), Minutes::of(version), Minutes::of(slot), &[]) {
            Ok(fitted) => apply(text, &fitted.changes),
            Err(no) => format!("{no:?}"),
        }
    }

    const ADDS: &str = "For a 20 minute talk:\n\n(total: 16 minutes)\n1. rope (5 minutes)\n2. pulleys (11 minutes)\n\n\
                        A 40 minute talk would also have:\n\n- cranes\n- a demonstration\n- more\n";

    #[test]
    fn what_is_added_without_a_time_shares_the_room() {
        let wanted = ADDS
            .replace("- cranes", "- cranes (8 minutes)")
            .replace("demonstration", "demonstration (8 minutes)")
            .replace("- more", "- more (8 minutes)");
        assert_eq!(filled(ADDS, 40, 40), wanted);
        assert_eq!(read(&wanted).variants(), []);
        let some = ADDS.replace("- cranes", "- cranes (9 minutes)");
        let wanted = some
            .replace("demonstration", "demonstration (8 minutes)")
            .replace("- more", "- more (7 minutes)");
        assert_eq!(filled(&some, 40, 40), wanted);
        assert_eq!(filled(&wanted, 40, 40), wanted);
        let longer = wanted.replace("9 min", "12 min").replace("(8 min", "(10 min").replace("7 min", "9 min");
        assert_eq!(filled(&wanted, 40, 47), longer);
    }

    #[test]
    fn pinned_sections_stay() {
        let plan = read(ADDS);
        let fitted = fit_version(ADDS, &plan, Minutes::of(40), Minutes::of(40), &[2]).unwrap();
        let open = ADDS
            .replace("demonstration", "demonstration (12 minutes)")
            .replace("- more", "- more (12 minutes)");
        assert_eq!(apply(ADDS, &fitted.changes), open);
    }

    #[test]
    fn the_shorter_version_stays() {
        assert_eq!(
            filled(ADDS, 40, 16),
            "Fixed { takes: Minutes { seconds: 960 }, slot: Minutes { seconds: 960 } }"
        );
        assert_eq!(filled(ADDS, 40, 18), "TooMany");
        assert_eq!(filled(ADDS, 30, 30), "NoSection");
        let shorter = ADDS.replace("5 min", "6 min").replace("11 min", "14 min").replace("16 min", "20 min");
        assert_eq!(filled(ADDS, 20, 20), shorter);
    }

    #[test]
    fn times_for_each_version_change_in_theirs() {
        let text = "(In brackets: the 40m / 20m version)\n\n* a [ 8m / 4m ]\n* b [ 10m / 5m ]\n* c [ 6m / left out ]\n\
                    * Questions [ 4m ]\n";
        let wanted = text.replace("8m", "12m").replace("10m", "15m").replace("6m", "9m");
        assert_eq!(filled(text, 40, 40), wanted);
        assert_eq!(filled(text, 20, 22), text.replace(" 4m ]\n* b", " 8m ]\n* b").replace("/ 5m", "/ 10m"));
    }
}
