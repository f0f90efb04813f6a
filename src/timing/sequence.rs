//! What only shows when the times of all sections are seen together: whether clocks tell minutes or hours,
//! starts or lengths, and whether `4-16 min` is a range or a stretch of the talk.

use super::{
    ClockUnit, Form, Minutes, Time,
    clock::Clock,
    told::{Amount, Told},
};

/// What the times of the sections have in common.
#[derive(Clone, Debug)]
pub(super) struct Sequence {
    /// What clock times are made of.
    pub unit: ClockUnit,
    /// Whether a clock time alone is a start.
    pub clocks_are_starts: bool,
    /// Whether the range of each section is from where to where.
    from_to: Vec<bool>,
    /// Whether single lengths are starts.
    from: bool,
    /// The start of each section that has one, in the order of the text.
    starts: Vec<Option<Minutes>>,
    /// The first of them.
    first: Minutes,
    /// The end of the talk.
    end: Option<Minutes>,
    /// The slot, where percentages are shares of it.
    shared: Option<Minutes>,
}

/// Looks at the times of all sections, with their depths. `whole` is the slot, or else the stated total.
pub(super) fn sequence(all: &[(Option<&Told<'_>>, u8)], whole: Option<Minutes>) -> Sequence {
    let amounts = || all.iter().filter_map(|(told, depth)| Some((&told.as_ref()?.amount, *depth)));
    let clocks: Vec<Clock> = amounts()
        .filter_map(|(amount, _)| match amount {
            Amount::Clock(clock) => Some(*clock),
            _ => None,
        })
        .collect();
    let pairs: Vec<(Clock, Clock)> = amounts()
        .filter_map(|(amount, _)| match amount {
            Amount::Clocks(from, until) => Some((*from, *until)),
            _ => None,
        })
        .collect();
    let clocks_are_starts = are_starts(&clocks);
    let unit = unit(&clocks, clocks_are_starts, &pairs, whole);
    let groups = groups(all);
    let mut times: Vec<Vec<Time>> = vec![Vec::new(); all.len() + 1];
    for ((told, _), group) in all.iter().zip(&groups) {
        let time = told.and_then(|told| length(&told.amount));
        times.get_mut(*group).into_iter().for_each(|times| times.extend(time));
    }
    let chains: Vec<bool> = times.iter().map(|times| is_chain(times)).collect();
    let from = times.first().is_some_and(|times| begin_at_nothing(times));
    let start = |told: &Told<'_>, depth: u8| match &told.amount {
        Amount::Clock(clock) if clocks_are_starts => Some(clock.read(unit)),
        Amount::Length(time) | Amount::Number(time) if from && depth == 1 => Some(time.min),
        _ => None,
    };
    let starts: Vec<_> = all.iter().map(|(told, depth)| start(told.as_ref()?, *depth)).collect();
    let first = starts.iter().flatten().next().copied().unwrap_or_default();
    Sequence {
        unit,
        clocks_are_starts,
        from_to: groups.iter().map(|group| chains.get(*group) == Some(&true)).collect(),
        from,
        starts,
        first,
        end: whole,
        shared: whole.filter(|_| percentages_fit(all)),
    }
}

/// The length that an amount says.
fn length(amount: &Amount) -> Option<Time> {
    match amount {
        Amount::Length(time) | Amount::Number(time) => Some(*time),
        _ => None,
    }
}

/// The group of each section: the sections that stand right in the same one, by number. Those at the top
/// are group 0.
fn groups(all: &[(Option<&Told<'_>>, u8)]) -> Vec<usize> {
    let mut open: Vec<(u8, usize)> = Vec::new();
    let group = |(number, (_, depth)): (usize, &(Option<&Told<'_>>, u8))| {
        while open.pop_if(|(outer, _)| *outer >= *depth).is_some() {}
        let group = open.last().map_or(0, |(_, number)| number + 1);
        open.push((*depth, number));
        group
    };
    all.iter().enumerate().map(group).collect()
}

/// Whether single lengths are starts: the first is nothing, and they go up.
fn begin_at_nothing(times: &[Time]) -> bool {
    let begins = times.first().is_some_and(|first| first.max == Minutes::ZERO);
    times.len() > 2 && begins && times.is_sorted_by(|a, b| a.max < b.min)
}

/// Whether ranges go on where the one before ends, from the start of the talk.
fn is_chain(times: &[Time]) -> bool {
    let goes_on = times.windows(2).all(|pair| matches!(pair, [a, b] if a.max == b.min && b.is_range()));
    let begins = times.first().is_some_and(|first| first.min == Minutes::ZERO && first.is_range());
    times.len() > 1 && begins && goes_on
}

/// Whether clock times alone are starts: they go up from nothing, or from a time of day.
fn are_starts(clocks: &[Clock]) -> bool {
    const MORNING: u32 = 7;
    let first = clocks.first();
    let begins = first.is_some_and(|clock| clock.major == 0 && clock.minor == 0 || clock.major >= MORNING);
    let goes_up = clocks.is_sorted_by(|a, b| a.read(ClockUnit::Hours) < b.read(ClockUnit::Hours));
    clocks.len() > 1
        && begins
        && (goes_up || first.is_some_and(|clock| clock.major >= MORNING) && falls_once(clocks))
}

/// Whether times of day go up but for noon.
fn falls_once(clocks: &[Clock]) -> bool {
    let falls = clocks
        .windows(2)
        .filter(|pair| matches!(pair, [a, b] if a.read(ClockUnit::Hours) >= b.read(ClockUnit::Hours)));
    falls.count() <= 1
}

/// What clock times are made of: what makes them add up to the slot, else what talks usually have.
fn unit(clocks: &[Clock], are_starts: bool, pairs: &[(Clock, Clock)], whole: Option<Minutes>) -> ClockUnit {
    const DAY: u32 = 7;
    const LONGEST_TUTORIAL: u32 = 5;
    let sum = |unit| -> Minutes {
        let ends = clocks.first().zip(clocks.last()).filter(|_| are_starts);
        let last = ends.map(|(first, last)| first.until(*last, unit));
        let lengths = clocks.iter().filter(|_| !are_starts).map(|clock| clock.read(unit));
        pairs.iter().map(|(from, until)| from.until(*until, unit)).chain(lengths).chain(last).sum()
    };
    let [minutes, hours] = ClockUnit::BOTH;
    if let Some(whole) = whole.map(Minutes::seconds) {
        // Starts end before the slot does, so that it is the nearer of the two that is right.
        let far = |unit| f64::from(sum(unit).seconds().max(1)).ln() - f64::from(whole.max(1)).ln();
        return if far(minutes).abs() <= far(hours).abs() { minutes } else { hours };
    }
    let all = || clocks.iter().copied().chain(pairs.iter().flat_map(|(from, until)| [*from, *until]));
    let first = all().next().map_or(0, |clock| clock.major);
    let longest = all().map(|clock| clock.major).max().unwrap_or(0);
    let round = all().all(|clock| clock.minor % 5 == 0);
    let of_day = first >= DAY && all().all(|clock| clock.major < 24);
    // No outline is for less than five minutes.
    let too_short = sum(minutes) < Minutes::of(5);
    if of_day || round && longest < LONGEST_TUTORIAL || too_short { hours } else { minutes }
}

/// Whether the percentages of the sections at the top add up to about a hundred.
fn percentages_fit(all: &[(Option<&Told<'_>>, u8)]) -> bool {
    let share = |(told, depth): &(Option<&Told<'_>>, u8)| match told.as_ref()?.amount {
        Amount::Percent(share) if *depth == 1 => Some(share),
        _ => None,
    };
    let sum: u64 = all.iter().filter_map(share).sum();
    (95_000..=105_000).contains(&sum)
}

impl Sequence {
    /// What a length comes to that is a stretch of the talk or a start, and how it is written; none where it
    /// is neither.
    pub fn stretch(&self, at: usize, time: Time) -> Option<(Option<Time>, Form)> {
        if self.from_to.get(at).copied().unwrap_or(false) && time.is_range() {
            let length = time.max.saturating_sub(time.min);
            return Some((Some(Time { about: time.about, ..Time::exact(length) }), Form::FromTo));
        }
        let start = self.starts.get(at).copied().flatten().filter(|_| self.from);
        start.map(|_| (self.until_next(at).map(Time::exact), Form::From))
    }

    /// How long it is from the start of a section to that of the next one, or to the end of the slot.
    pub fn until_next(&self, at: usize) -> Option<Minutes> {
        let noon = Minutes::of(12 * 60);
        let after = |time: Minutes, other| if time < other { time.saturating_add(noon) } else { time };
        let start = after(self.starts.get(at).copied().flatten()?, self.first);
        let next = self.starts.get(at + 1..)?.iter().flatten().next().copied();
        let next = next.map(|next| after(next, start));
        let end = next.or(self.end.map(|end| end.saturating_add(self.first)))?;
        (end > start).then(|| end.saturating_sub(start))
    }

    /// What a share of the slot comes to, in thousandths of a percent.
    pub fn share(&self, share: u64) -> Option<Minutes> {
        let seconds = u64::from(self.shared?.seconds()) * share / 100_000;
        u32::try_from(seconds).ok().map(Minutes::from_seconds)
    }
}

#[cfg(test)]
mod tests {
    use crate::timing::read;

    /// The lengths of all sections in minutes.
    fn lengths(text: &str) -> Vec<String> {
        let time = |time: crate::timing::Time| {
            if time.is_range() { format!("{}-{}", time.min, time.max) } else { time.min.to_string() }
        };
        read(text).sections.iter().map(|section| section.time.map_or_else(String::new, time)).collect()
    }

    #[test]
    fn ranges_that_go_on_are_stretches() {
        assert_eq!(lengths("* 0-5 min: a\n* 5-12 min: b\n"), ["5", "7"]);
        assert_eq!(lengths("* a (10 min)\n  * 0-5 min: b\n  * 5-10 min: c\n"), ["10", "5", "5"]);
        assert_eq!(lengths("* Minutes 0-5: a\n* Minutes 5-12: b\n"), ["5", "7"]);
        assert_eq!(lengths("* a (2-5 min)\n* b (5-12 min)\n"), ["2-5", "5-12"]);
        let about = read("* ~0-5 min: a\n* 5-12 min: b\n").sections;
        assert_eq!(
            about.iter().map(|section| section.time.unwrap().about).collect::<Vec<_>>(),
            [true, false]
        );
    }

    #[test]
    fn single_times_from_nothing_on_are_starts() {
        assert_eq!(lengths("* 0 min: a\n* 5 min: b\n* 15 min: c\n"), ["5", "10", ""]);
        assert_eq!(lengths("Duration: 20 min\n\n* 0 min: a\n* 5 min: b\n* 15 min: c\n"), ["5", "10", "5"]);
        assert_eq!(lengths("* 00:00 a\n* 01:30 b\n* 07:00 c\n"), ["1.5", "5.5", ""]);
        assert_eq!(lengths("* 11:30 a\n* 12:15 b\n* 1:00 c\n"), ["45", "45", ""]);
        assert_eq!(lengths("* 10:00 a\n* 9:00 b\n* 8:00 c\n"), ["600", "540", "480"]);
        assert_eq!(lengths("* 0 min: a\n* b (4:30)\n* 5 min: c\n* 15 min: d\n"), ["5", "270", "10", ""]);
        assert_eq!(lengths("* 00:00 a\n* b (4 min)\n* 05:00 c\n"), ["5", "4", ""]);
    }

    #[test]
    fn clocks_tell_minutes_or_hours() {
        assert_eq!(lengths("* a (4:30)\n* b (5:30)\n"), ["4.5", "5.5"]);
        assert_eq!(lengths("Duration: 15 min\n\n* a (0:05)\n* b (0:10)\n"), ["5", "10"]);
        assert_eq!(lengths("* a [0:00 - 0:25]\n* b [0:25 - 1:10]\n"), ["25", "45"]);
        assert_eq!(lengths("Duration: 20 min\n\n* 0:00 - 5:00 a\n* 5:00 - 20:00 b\n"), ["5", "15"]);
        assert_eq!(lengths("Duration: 20 min\n\n10:00 a\n10:05 b\n"), ["5", "15"]);
        assert_eq!(lengths("Duration: 90 min\n\n11:30 a\n12:15 b\n12:45 c\n"), ["45", "30", "15"]);
        assert_eq!(lengths("Length: 2 hours\n\n11:30 a\n12:15 b\n1:00 c\n"), ["45", "45", "30"]);
    }

    #[test]
    fn percentages_need_a_slot_and_each_other() {
        assert_eq!(lengths("Duration: 40 min\n\n* a (25%)\n* b (75%)\n"), ["10", "30"]);
        assert_eq!(lengths("* a (25%)\n* b (75%)\n"), ["", ""]);
        assert_eq!(lengths("Duration: 40 min\n\n* a (25%)\n  * x (10%)\n* b (75%)\n"), ["10", "4", "30"]);
        assert_eq!(lengths("Duration: 40 min\n\n* a (25%)\n* b (15%)\n"), ["", ""]);
    }
}
