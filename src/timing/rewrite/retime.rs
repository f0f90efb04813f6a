//! All the changes that other times need, in the notation of each.

use std::ops::Range;

use super::{
    super::{Form, Minutes, Plan, Section, Time, Warning},
    Change, Ends, Refusal,
    bearing::{Bearings, Stretch},
    check::check,
    ends, ends_of,
    face::{both_shown, shown},
    habit::Habit,
    numeral, quantity, untimed, whole,
    wording::rewritten,
};

/// Other times, and what they mean for the rest of the outline.
pub(super) struct Aim<'a> {
    text: &'a str,
    /// The plan with the times that it has now.
    plan: &'a Plan,
    /// The plan with the times that are wanted.
    pub after: Plan,
    habit: Habit,
    bearings: Bearings,
    stretches: Vec<Option<Stretch>>,
    /// The stated total as it is to be, where it has to change.
    pub stated: Option<Minutes>,
    /// The slot that is to be stated, where it has to change with the times.
    whole: Option<Minutes>,
}

/// The changes that give each section what `wanted` says, in seconds, and state the slot `whole` where that
/// has to be another; a stated total that was wrong stays. The text reads so afterwards, and otherwise as before; where
/// that cannot be, it is refused.
pub(super) fn retime(
    text: &str,
    plan: &Plan,
    wanted: &[Option<Ends>],
    whole: Option<Minutes>,
) -> Result<Vec<Change>, Refusal> {
    try_out(text, &Aim::new(text, plan, wanted, whole, Bearings::of(text, plan))?)
}

/// The same for the whole outline, of which a stated total that was wrong is put right.
pub(super) fn retime_all(
    text: &str,
    plan: &Plan,
    wanted: &[Option<Ends>],
    whole: Option<Minutes>,
) -> Result<Retimed, Refusal> {
    let mut aim = Aim::new(text, plan, wanted, whole, Bearings::of(text, plan))?;
    aim.put_total_right();
    Ok(Retimed { changes: try_out(text, &aim)?, total: aim.stated })
}

/// What other times for a whole outline mean for its text.
pub(super) struct Retimed {
    pub changes: Vec<Change>,
    /// The stated total as it is then, where that has changed.
    pub total: Option<Minutes>,
}

/// The changes that an aim needs, if the text reads as it should with them.
fn try_out(text: &str, aim: &Aim<'_>) -> Result<Vec<Change>, Refusal> {
    let changes = aim.changes()?;
    check(text, &changes, aim)?;
    Ok(changes)
}

impl<'a> Aim<'a> {
    /// Takes together what is wanted and what follows from it. The end of a section that lasts until the next
    /// one begins, or the slot ends, is not its own.
    pub fn new(
        text: &'a str,
        plan: &'a Plan,
        wanted: &[Option<Ends>],
        whole: Option<Minutes>,
        mut bearings: Bearings,
    ) -> Result<Self, Refusal> {
        let newly = |(section, wanted): (&Section, &Option<Ends>)| section.time.is_none() && wanted.is_some();
        let habit = Habit::of(text, plan);
        for (number, _) in plan.sections.iter().zip(wanted).enumerate().filter(|(_, pair)| newly(*pair)) {
            if untimed::is_on_clock(text, plan, number) {
                bearings.join(number);
            }
        }
        let stretches = bearings.stretches(plan, wanted);
        let after = with_times(plan, wanted, whole);
        let mut aim = Self { text, plan, after, habit, bearings, stretches, stated: None, whole };
        aim.stated = aim.stated_anew();
        aim.settle_the_open_end()?;
        Ok(aim)
    }

    /// The stated total, if it was the sum and the sum is another now.
    fn stated_anew(&self) -> Option<Minutes> {
        let (plan, after) = (self.plan, &self.after);
        let place = plan.stated_place.clone()?;
        if self.whole.is_some() && plan.stated_total == whole::stated(plan) {
            return self.whole;
        }
        let is_running = |section: &Section| section.running.as_ref().is_some_and(|it| it.place == place);
        let shares = |section: &Section| section.notation.is_some_and(|it| it.form == Form::Percent);
        let (low, high) = quantity::seconds(self.text.get(place.clone())?)?;
        let ranges = (low, high) != (plan.total().seconds(), plan.total_max().seconds());
        if low != high && ranges || plan.sections.iter().any(|section| is_running(section) || shares(section))
        {
            return None;
        }
        let sums = [(plan.total(), after.total()), (plan.planned(), after.planned())];
        let (_, sum) = sums.into_iter().find(|(before, _)| Some(*before) == plan.stated_total)?;
        Some(sum).filter(|sum| Some(*sum) != plan.stated_total || low != high)
    }

    /// States the sum of the times that are wanted where the stated total was none that the times before could make,
    /// and no time hangs on it.
    fn put_total_right(&mut self) {
        let plan = self.plan;
        let is_wrong = |warning: &Warning| matches!(warning, Warning::Total { .. });
        let is_exact = |place: &Range<usize>| {
            let ends = self.text.get(place.clone()).and_then(quantity::seconds);
            // In `9 min + 3 min Q&A` it is not the total of all.
            let behind = self.text.get(place.end..).unwrap_or_default().trim_start();
            let goes_on = behind.starts_with('+') || behind.starts_with("plus ");
            ends.is_some_and(|(low, high)| low == high && !goes_on && !self.names_slot(place))
        };
        let hangs = |section: &Section| {
            section.running.is_some() || section.notation.is_some_and(|it| it.form == Form::Percent)
        };
        let is_free = whole::starts(plan).is_none() && !plan.sections.iter().any(hangs);
        if self.stated.is_none()
            && is_free
            && plan.stated_place.as_ref().is_some_and(is_exact)
            && plan.warnings().iter().any(is_wrong)
        {
            self.stated = Some(self.after.total());
        }
    }

    /// What is to stand in all places that state the total, where it has to change.
    fn totals(&self) -> impl Iterator<Item = (Range<usize>, Ends)> {
        let plan = self.plan;
        let places = plan.stated_place.iter().chain(&plan.stated_again);
        places.filter_map(move |place| {
            let least = self.stated?.seconds();
            let (low, high) = quantity::seconds(self.text.get(place.clone())?).unwrap_or_default();
            let is_range = low != high && high == plan.total_max().seconds();
            let most = if is_range { self.after.total_max().seconds() } else { least };
            Some((place.clone(), (least, most)))
        })
    }

    /// Whether the slot stands where the stated total does.
    pub fn slot_is_stated(&self) -> bool {
        let mut stated = self.plan.stated_place.iter().chain(&self.plan.stated_again);
        stated.any(|stated| self.plan.slots.is_empty() || self.names_slot(stated))
    }

    /// Whether a place names the slot.
    fn names_slot(&self, place: &Range<usize>) -> bool {
        let overlaps = |slot: &Range<usize>| slot.start < place.end && place.start < slot.end;
        self.plan.slot_places.iter().any(overlaps)
    }

    /// The last of sections with nothing but a start takes what is left of the slot.
    fn settle_the_open_end(&mut self) -> Result<(), Refusal> {
        let Some((first, last)) = whole::starts(self.plan) else { return Ok(()) };
        let start = |at: usize| self.stretches.get(at).cloned().flatten().map(|stretch| stretch.start);
        let (Some(from), Some(begin)) = (start(last), start(first)) else { return Ok(()) };
        let moves = self.stated.is_some() && self.slot_is_stated();
        let whole = if moves { self.stated } else { self.whole.or(whole::stated(self.plan)) };
        let end = whole.map(|whole| begin.saturating_add(whole.seconds()));
        let left = end.and_then(|end| end.checked_sub(from)).filter(|left| *left > 0);
        let left = left.map(|left| Time::exact(Minutes::from_seconds(left)));
        let before = self.plan.sections.get(last).and_then(|section| section.time);
        let Some(section) = self.after.sections.get_mut(last) else { return Ok(()) };
        if section.time != before && section.time != left {
            return Err(Refusal::OpenEnd);
        }
        section.time = left;
        Ok(())
    }

    /// The changes, in order.
    pub fn changes(&self) -> Result<Vec<Change>, Refusal> {
        let mut changes = Vec::new();
        for (number, (before, after)) in self.plan.sections.iter().zip(&self.after.sections).enumerate() {
            self.change_time(number, before, after, &mut changes)?;
        }
        for (section, total) in self.plan.sections.iter().zip(self.running()) {
            if let (Some(running), Some(total)) = (&section.running, total) {
                self.change_length(running.place.clone(), both(total), &mut changes)?;
            }
        }
        for (place, total) in self.totals() {
            self.change_length(place, total, &mut changes)?;
        }
        if let Some(whole) = self.whole {
            for place in whole::places(self.text, self.plan).ok_or(Refusal::SlotNotAlone)? {
                self.change_length(place, both(whole), &mut changes)?;
            }
        }
        changes.sort_by_key(|change| (change.place.start, change.place.end));
        changes.dedup();
        let apart = changes.is_sorted_by(|a, b| a.place.end <= b.place.start);
        if apart { Ok(changes) } else { Err(Refusal::NotUnderstood) }
    }

    /// Whether there is any time now.
    pub fn is_timed_before(&self) -> bool {
        self.plan.is_timed()
    }

    /// The running total beside each section, as it is to be.
    pub fn running(&self) -> Vec<Option<Minutes>> {
        self.bearings.running(&self.after)
    }

    /// Adds the change of one section's time, if there is one.
    fn change_time(
        &self,
        number: usize,
        before: &Section,
        after: &Section,
        changes: &mut Vec<Change>,
    ) -> Result<(), Refusal> {
        let stretch = self.stretches.get(number).cloned().flatten();
        let (Some(place), Some(notation)) = (before.time_place.clone(), before.notation) else {
            if let Some(ends) = ends_of(after) {
                let added = untimed::with_time(self.text, self.plan, number, ends, stretch, &self.habit);
                changes.push(added.ok_or(Refusal::Unwritable)?);
            }
            return Ok(());
        };
        let shares = self.whole.is_some() && notation.form == Form::Percent;
        if stretch.is_none() && !shares && ends_of(before) == ends_of(after) {
            return Ok(());
        }
        let words = self.text.get(place.clone()).ok_or(Refusal::NoSection)?;
        let with = self.written(words, notation.form, ends_of(after), stretch).ok_or(Refusal::Unwritable)?;
        if with != words {
            changes.push(Change { place, with });
        }
        Ok(())
    }

    /// A time with other ends, or at another stretch of the clock.
    fn written(&self, words: &str, form: Form, ends: Option<Ends>, at: Option<Stretch>) -> Option<String> {
        let (habit, round) = (&self.habit, self.bearings.round);
        match (form, at) {
            (Form::Clocks(unit), Some(at)) => both_shown(words, (at.start, at.end), unit, round, habit),
            (Form::Start(unit), Some(at)) => shown(words, at.start, unit, round, habit),
            (Form::FromTo, Some(at)) => unless_same(words, (at.start, at.end), habit),
            (Form::From, Some(at)) => unless_same(words, (at.start, at.start), habit),
            (Form::Clock(unit), _) => shown(words, ends?.0, unit, round, habit),
            (Form::Percent, _) => self.share(words, ends?.0),
            _ => rewritten(words, ends?, habit),
        }
    }

    /// A share of the slot in percent.
    fn share(&self, words: &str, seconds: u32) -> Option<String> {
        let whole = self.whole.or(whole::stated(self.plan))?;
        if whole::percent(words).and_then(|share| whole::part(whole, share)) == Some(seconds) {
            return Some(words.to_owned());
        }
        let whole = u64::from(whole.seconds());
        let read = |share: u64| whole * share / 100_000;
        let exact = (u64::from(seconds) * 100_000).div_ceil(whole.max(1));
        let share = [1000, 100, 10, 1].into_iter().find_map(|step: u64| {
            let share = exact.div_ceil(step) * step;
            (read(share) == u64::from(seconds)).then_some(share)
        })?;
        let start = words.len() - super::super::unit::about(words).1.len();
        let (about, number) = words.split_at_checked(start)?;
        let (_, sign) = super::super::number::number(number)?;
        let like = number.get(..number.len() - sign.len())?;
        Some(format!("{about}{}{sign}", numeral::write(like, share, 0, &self.habit)?))
    }

    /// Adds the change of a total, if there is one.
    fn change_length(
        &self,
        place: Range<usize>,
        total: Ends,
        changes: &mut Vec<Change>,
    ) -> Result<(), Refusal> {
        let words = self.text.get(place.clone()).ok_or(Refusal::NoSection)?;
        let with = unless_same(words, total, &self.habit);
        let with = with.ok_or(Refusal::Unwritable)?;
        if with != words {
            changes.push(Change { place, with });
        }
        Ok(())
    }
}

/// The ends of an exact time.
fn both(time: Minutes) -> Ends {
    (time.seconds(), time.seconds())
}

/// A time with other ends; as it is where they are the same, in however strange a form.
fn unless_same(words: &str, ends: Ends, habit: &Habit) -> Option<String> {
    if quantity::seconds(words) == Some(ends) {
        Some(words.to_owned())
    } else {
        rewritten(words, ends, habit)
    }
}

/// The plan with other times, and with another slot where there is to be one.
pub(super) fn with_times(plan: &Plan, wanted: &[Option<Ends>], whole: Option<Minutes>) -> Plan {
    let mut after = plan.clone();
    if let Some(whole) = whole {
        after.slots.iter_mut().for_each(|slot| *slot = whole);
    }
    let same = ends(plan);
    for ((section, wanted), before) in after.sections.iter_mut().zip(wanted).zip(same) {
        if *wanted != before {
            let about = section.time.is_some_and(|time| time.about);
            let time = |(min, max): Ends| Time {
                min: Minutes::from_seconds(min),
                max: Minutes::from_seconds(max),
                about,
            };
            section.time = wanted.map(time);
        }
    }
    after.counted_as_it_fits()
}
