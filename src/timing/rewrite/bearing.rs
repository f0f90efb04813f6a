//! Where sections stand on the clock, and what is between them there that a change leaves as it is.

use std::ops::Range;

use super::{
    super::{ClockUnit, Counts, Form, Minutes, Plan, Section, clock::clock},
    Ends,
    face::Round,
    quantity,
};

/// Half a day, in seconds.
const HALF_DAY: u32 = 12 * 3600;

/// Start and end of a section on its clock, in seconds.
pub(super) type Stretch = Range<u32>;

/// How the start of a section follows from what is before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    /// So many seconds behind the end of the section before it.
    After(u32),
    /// So many seconds behind the start of the section around it, whose first it is.
    Inside(u32),
    /// The clock begins anew, at so many seconds.
    At(u32),
}

/// What is between the sections of an outline on the clock: one value for each.
#[derive(Clone, Debug)]
pub(super) struct Bearings {
    gaps: Vec<Option<Gap>>,
    /// How far the running total of each section is from the truth, in seconds.
    errors: Vec<Option<i64>>,
    /// How the clock goes on.
    pub round: Round,
}

/// Sections on the clock that are open, outermost first: the depth and the stretch of each.
#[derive(Default)]
struct Open(Vec<(u8, Stretch)>);

impl Open {
    /// The section right before one of this depth, else the one around it.
    fn before(&mut self, depth: u8) -> (Option<Stretch>, Option<Stretch>) {
        while self.0.pop_if(|(other, _)| *other > depth).is_some() {}
        let before = self.0.pop_if(|(other, _)| *other == depth).map(|(_, stretch)| stretch);
        (before, self.0.last().map(|(_, stretch)| stretch.clone()))
    }
}

impl Bearings {
    /// Those of a plan.
    pub fn of(text: &str, plan: &Plan) -> Self {
        let mut open = Open::default();
        let mut round = Round::Day;
        let mut gaps = Vec::with_capacity(plan.sections.len());
        let mut wound = 0;
        for section in &plan.sections {
            let Some((depth, read)) = stretch(text, section) else {
                gaps.push(None);
                continue;
            };
            let (before, around) = open.before(depth);
            let mut now = moved(&read, wound);
            if let Some(before) = &before
                && now.start < before.end
                && is_over_noon(section, &now, before)
            {
                wound += HALF_DAY;
                round = Round::HalfDay;
                now = moved(&read, wound);
            }
            if passes_noon(text, section, &read) {
                round = Round::HalfDay;
            }
            gaps.push(Some(match (before, around) {
                (Some(before), _) if now.start >= before.end => Gap::After(now.start - before.end),
                (None, Some(around)) if now.start >= around.start => Gap::Inside(now.start - around.start),
                _ => Gap::At(now.start),
            }));
            open.0.push((depth, now));
        }
        let sums = sums(plan);
        let error = |(section, sum): (&Section, Option<Minutes>)| {
            let running = section.running.as_ref()?.minutes;
            Some(i64::from(running.seconds()) - i64::from(sum?.seconds()))
        };
        let errors = plan.sections.iter().zip(sums).map(error).collect();
        Self { gaps, errors, round }
    }

    /// Puts a section on the clock that has not been there: it begins where the one before it ends.
    pub fn join(&mut self, section: usize) {
        if let Some(gap) = self.gaps.get_mut(section) {
            *gap = gap.or(Some(Gap::After(0)));
        }
    }

    /// Brings two blocks of sections that follow each other, `first` and `second`, into the other order: what
    /// was before each of them stays where it was.
    pub fn exchange(&mut self, first: Range<usize>, second: Range<usize>) {
        let on_clock = |gaps: &[Option<Gap>], block: &Range<usize>| {
            block.clone().find(|at| gaps.get(*at).is_some_and(Option::is_some))
        };
        if let (Some(a), Some(b)) = (on_clock(&self.gaps, &first), on_clock(&self.gaps, &second)) {
            self.gaps.swap(a, b);
        }
        let both = |errors: &[Option<i64>]| {
            [first.start, second.start].iter().all(|at| errors.get(*at).is_some_and(Option::is_some))
        };
        if both(&self.errors) {
            self.errors.swap(first.start, second.start);
        }
        let width = first.len();
        if let Some(gaps) = self.gaps.get_mut(first.start..second.end) {
            gaps.rotate_left(width);
        }
        if let Some(errors) = self.errors.get_mut(first.start..second.end) {
            errors.rotate_left(width);
        }
    }

    /// Where the sections of a plan stand on the clock when they take other times.
    pub fn stretches(&self, plan: &Plan, ends: &[Option<Ends>]) -> Vec<Option<Stretch>> {
        let mut open = Open::default();
        let stretch = |((section, ends), gap): ((&Section, &Option<Ends>), &Option<Gap>)| {
            let gap = (*gap)?;
            let depth = depth_on_clock(section);
            let (before, around) = open.before(depth);
            let start = match (gap, before, around) {
                (Gap::At(start), ..) | (Gap::After(start) | Gap::Inside(start), None, None) => start,
                (Gap::After(gap), Some(before), _) => before.end.saturating_add(gap),
                (Gap::Inside(gap), None, Some(around)) => around.start.saturating_add(gap),
                (Gap::Inside(_), Some(before), _) => before.end,
                (Gap::After(_), None, Some(around)) => around.start,
            };
            let length = ends.map_or(0, |(least, _)| least);
            let stretch = start..start.saturating_add(length);
            open.0.push((depth, stretch.clone()));
            Some(stretch)
        };
        plan.sections.iter().zip(ends).zip(&self.gaps).map(stretch).collect()
    }

    /// The running total that stands beside each section that has one, when all take what `plan` says.
    pub fn running(&self, plan: &Plan) -> Vec<Option<Minutes>> {
        let total = |(sum, error): (Option<Minutes>, &Option<i64>)| {
            let seconds = i64::from(sum?.seconds()) + (*error)?;
            u32::try_from(seconds).ok().map(Minutes::from_seconds)
        };
        sums(plan).into_iter().zip(&self.errors).map(total).collect()
    }
}

/// The sum of all times up to the end of each section; none for those that take no part in it.
fn sums(plan: &Plan) -> Vec<Option<Minutes>> {
    let ends = |(section, start): (&Section, Option<Minutes>)| Some(start?.saturating_add(section.time?.min));
    if plan.counts != Some(Counts::Sum) {
        return plan.sections.iter().zip(plan.starts()).map(ends).collect();
    }
    let mut sum = Minutes::ZERO;
    let add = |section: &Section| {
        let time = section.time.filter(|_| !section.optional)?;
        sum = sum.saturating_add(time.min);
        Some(sum)
    };
    plan.sections.iter().map(add).collect()
}

/// The depth of a section on the clock, and start and end as the text says them; none where it is on none.
fn stretch(text: &str, section: &Section) -> Option<(u8, Stretch)> {
    let words = text.get(section.time_place.clone()?)?;
    let length = section.time.map_or(0, |time| time.min.seconds());
    let start = match section.notation?.form {
        Form::Clocks(unit) | Form::Start(unit) => clock(words)?.0.read(unit).seconds(),
        Form::FromTo | Form::From => quantity::seconds(words)?.0,
        Form::Length | Form::Number | Form::Clock(_) | Form::Percent | Form::Versions => return None,
    };
    Some((depth_on_clock(section), start..start.saturating_add(length)))
}

/// How deep a section is on its clock: starts follow each other however deep they are.
fn depth_on_clock(section: &Section) -> u8 {
    let starts = matches!(section.notation.map(|notation| notation.form), Some(Form::Start(_) | Form::From));
    if starts { 0 } else { section.depth }
}

/// A stretch so many seconds later.
fn moved(stretch: &Stretch, by: u32) -> Stretch {
    stretch.start.saturating_add(by)..stretch.end.saturating_add(by)
}

/// Whether a time of day that is earlier than the one before it is in the afternoon. What begins anew from
/// nothing after a break is not.
fn is_over_noon(section: &Section, now: &Stretch, before: &Stretch) -> bool {
    const MORNING: u32 = 7 * 3600;
    let hours = Form::Clocks(ClockUnit::Hours);
    let starts = Form::Start(ClockUnit::Hours);
    let on_clock = section.notation.is_some_and(|notation| notation.form == hours || notation.form == starts);
    on_clock
        && before.start >= MORNING
        && now.start >= 3600
        && now.start.saturating_add(HALF_DAY) >= before.end
}

/// Whether a section ends in the afternoon with a smaller number than it began.
fn passes_noon(text: &str, section: &Section, read: &Stretch) -> bool {
    let words = section.time_place.clone().and_then(|place| text.get(place)).unwrap_or("");
    let Some(((_, until), _)) = super::super::clock::clocks(words) else { return false };
    let half = read.end.checked_sub(HALF_DAY);
    let hours = section.notation.is_some_and(|notation| notation.form == Form::Clocks(ClockUnit::Hours));
    hours && half.is_some() && half == Some(until.read(ClockUnit::Hours).seconds())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timing::{read, rewrite::ends};

    /// The starts on the clock in minutes when the first section takes a minute more.
    fn starts(text: &str) -> Vec<u32> {
        let plan = read(text);
        let mut ends = ends(&plan);
        ends[0] = ends[0].map(|(min, max)| (min + 60, max + 60));
        let stretches = Bearings::of(text, &plan).stretches(&plan, &ends);
        stretches.into_iter().flatten().map(|stretch| stretch.start / 60).collect()
    }

    #[test]
    fn what_is_behind_goes_along() {
        let text = "* a [0:00 - 0:20]\n* b [0:20 - 0:30]\n* c [0:35 - 0:40]\n";
        assert_eq!(starts(text), [0, 21, 36]);
        let text =
            "* a [0:00 - 0:20]\n* b [0:20 - 0:30]\n\n[Break]\n\n* c [0:00 - 0:40]\n* d [0:40 - 0:45]\n";
        assert_eq!(starts(text), [0, 21, 0, 40]);
        let text = "* a [0:00 - 0:20]\n* b [0:20 - 0:50]\n  - c [0:25 - 0:40]\n";
        assert_eq!(starts(text), [0, 21, 26]);
        let text = "* a [0:00 - 0:20]\n* b [0:20 - 0:50]\n  - c [0:05 - 0:10]\n";
        assert_eq!(starts(text), [0, 21, 5]);
    }

    #[test]
    fn the_clock_passes_noon() {
        let text = "11:30 - 12:00 a\n12:00 - 1:00 b\n1:00 - 2:00 c\n";
        let plan = read(text);
        let bearings = Bearings::of(text, &plan);
        assert_eq!(bearings.round, Round::HalfDay);
        assert_eq!(starts(text), [690, 721, 781]);
    }
}
