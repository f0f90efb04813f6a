//! The plan, once all is read: what each amount comes to, now that the others beside it and the slot are
//! known.

use std::ops::Range;

use super::{
    Alternative, ClockUnit, Form, Minutes, Notation, Plan, Section, Stands, Time,
    candidate::Candidate,
    clock::Clock,
    edition::Editions,
    facts::Facts,
    keep::keep,
    prose::slots_within,
    rule::{Rule, covering},
    sequence::{Sequence, sequence},
    title::{kind, tidy},
    told::{Amount, Told},
    words::{is_one_of, words},
};

/// What a section's time comes to.
#[derive(Clone, Debug, Default)]
struct Settled {
    time: Option<Time>,
    place: Option<Range<usize>>,
    notation: Option<Notation>,
    optional: bool,
    alternatives: Vec<Alternative>,
}

/// Makes the plan of what was found.
pub(super) fn plan(mut candidates: Vec<Candidate<'_>>, mut facts: Facts, rules: &[Rule]) -> Plan {
    let depths = keep(&mut candidates, &mut facts, rules);
    let editions = Editions::of(&facts, &candidates);
    let asked = facts.asked();
    let mut slots = asked.slots.clone();
    slots.sort_unstable();
    slots.dedup();
    let kept: Vec<(usize, &Candidate<'_>, u8)> = candidates
        .iter()
        .zip(depths)
        .enumerate()
        .filter_map(|(number, (candidate, depth))| Some((number, candidate, depth?)))
        .collect();
    let whole = slots.first().copied().or_else(|| facts.total().map(|total| total.minutes));
    let tolds: Vec<(Option<&Told<'_>>, u8)> =
        kept.iter().map(|(_, candidate, depth)| (candidate.told.as_ref(), *depth)).collect();
    let legend = legend(&facts.legend, &slots, &tolds);
    let outlines: Vec<Option<Minutes>> =
        kept.iter().map(|(_, candidate, _)| editions.slot(candidate.part.1)).collect();
    let mut sections: Vec<Section> = Vec::with_capacity(kept.len());
    for stretch in Editions::stretches(&outlines) {
        let slot = outlines.get(stretch.start).copied().flatten();
        let tolds = tolds.get(stretch.clone()).unwrap_or_default();
        let sequence = sequence(tolds, slot.or(whole));
        let kept = kept.get(stretch).unwrap_or_default();
        sections.extend(kept.iter().enumerate().map(|(at, (number, candidate, depth))| {
            let settled = match &candidate.told {
                Some(told) => settle(told, at, &sequence, &slots, &legend),
                None => by_rule(*number, rules, *depth),
            };
            editions.keep_apart(section(candidate, settled, *depth), slot)
        }));
    }
    let running = sections.iter().rev().find_map(|section| section.running.clone());
    let is_range = asked.is_range && slots.len() == 2;
    let total = facts.total().or(running.as_ref());
    Plan {
        stated_total: total.map(|total| total.minutes),
        stated_place: total.map(|total| total.place.clone()),
        stated_again: facts.total_again(),
        slots,
        slot_places: asked.places,
        slot_is_range: is_range,
        slot_about: asked.about,
        preferred_slot: asked.preferred,
        questions_aside: facts.questions,
        counts: None,
        uncounted: Vec::new(),
        sections,
    }
    .counted_as_it_fits()
}

/// A section, now that its time is known.
fn section(candidate: &Candidate<'_>, settled: Settled, depth: u8) -> Section {
    let title = tidy(candidate.title.text);
    let bare = candidate.title.bare();
    Section {
        place: candidate.whole.place(),
        kind: kind(&title),
        title,
        title_place: bare.place(),
        time: settled.time,
        time_place: settled.place,
        notation: settled.notation,
        running: candidate.told.as_ref().and_then(|told| told.running.clone()),
        depth,
        optional: settled.optional || candidate.longer.is_some(),
        alternatives: settled.alternatives,
        speaker: candidate.speaker.map(|speaker| speaker.text.to_owned()),
        untitled: candidate.is_untitled,
    }
}

/// What is told about the time of the section with this number among those kept comes to.
fn settle(told: &Told<'_>, at: usize, sequence: &Sequence, slots: &[Minutes], legend: &[Minutes]) -> Settled {
    let place = Some(told.phrase.place());
    let settled = |time: Option<Time>, form| Settled {
        time,
        place: place.clone(),
        notation: Some(Notation { stands: told.stands, form }),
        ..Settled::default()
    };
    let found = match &told.amount {
        Amount::Length(time) | Amount::Number(time) => match sequence.stretch(at, *time) {
            Some((time, form)) => settled(time, form),
            None if matches!(told.amount, Amount::Number(_)) => settled(Some(*time), Form::Number),
            None => settled(Some(*time), Form::Length),
        },
        Amount::Clocks(from, until) => {
            let unit = sequence.unit;
            settled(Some(Time::exact(from.until(*until, unit))), Form::Clocks(unit))
        }
        Amount::Clock(clock) => one_clock(*clock, at, sequence, settled),
        Amount::Percent(share) => {
            let time = sequence.share(*share).map(Time::exact);
            time.map_or_else(Settled::default, |time| settled(Some(time), Form::Percent))
        }
        Amount::Versions(times) => return versions(told, times, legend),
    };
    conditional(told, slots, legend, found)
}

/// A clock time alone is a start, or a length where the times do not go on.
fn one_clock(
    clock: Clock,
    at: usize,
    sequence: &Sequence,
    settled: impl Fn(Option<Time>, Form) -> Settled,
) -> Settled {
    let unit = sequence.unit;
    if sequence.clocks_are_starts {
        let length = sequence.until_next(at).filter(|length| *length > Minutes::ZERO);
        settled(length.map(Time::exact), Form::Start(unit))
    } else {
        settled(Some(Time::exact(clock.read(unit))), Form::Clock(unit))
    }
}

/// The slots in the order in which sections have their times: those of a legend, else those asked for, the
/// longer ones first where the first times are.
fn legend(told: &[Minutes], slots: &[Minutes], all: &[(Option<&Told<'_>>, u8)]) -> Vec<Minutes> {
    if !told.is_empty() {
        return told.to_vec();
    }
    let columns = || {
        all.iter().filter_map(|(told, _)| match &told.as_ref()?.amount {
            Amount::Versions(times) => Some(times),
            _ => None,
        })
    };
    let Some(width) = columns().map(Vec::len).max() else { return Vec::new() };
    let sum = |at: usize| -> Minutes { columns().filter_map(|times| times.get(at)?.0).sum() };
    let sums: Vec<Minutes> = (0..width).map(sum).collect();
    if slots.len() != width {
        return sums;
    }
    let falls = sums.first() > sums.last();
    if falls { slots.iter().rev().copied().collect() } else { slots.to_vec() }
}

/// The times for several versions: the section takes that of the shortest one, or where that leaves it out
/// the shortest that it has.
fn versions(told: &Told<'_>, times: &[(Option<Minutes>, Range<usize>)], legend: &[Minutes]) -> Settled {
    let mut all: Vec<Alternative> = times
        .iter()
        .zip(legend)
        .map(|((time, place), slot)| Alternative {
            slot: *slot,
            minutes: time.unwrap_or_default(),
            place: Some(place.clone()),
        })
        .collect();
    all.sort_by_key(|alternative| alternative.slot);
    let optional = all.first().is_some_and(|first| first.minutes == Minutes::ZERO);
    let shown = all.iter().find(|alternative| alternative.minutes > Minutes::ZERO);
    Settled {
        time: shown.map(|shown| Time::exact(shown.minutes)),
        place: shown.map(|shown| shown.place.clone().unwrap_or_else(|| told.phrase.place())),
        notation: shown.map(|_| Notation { stands: told.stands, form: Form::Versions }),
        optional,
        alternatives: all,
    }
}

/// Takes in what the remark behind a time says about the slots in which there is room for it, and the same
/// time for all versions where others differ.
fn conditional(told: &Told<'_>, slots: &[Minutes], legend: &[Minutes], found: Settled) -> Settled {
    const CONDITIONS: [&str; 6] = ["only", "if", "optional", "optionally", "otherwise", "in"];
    const LONGEST: usize = 400;
    let Some(time) = found.time else { return found };
    let mut slots_here = legend.to_vec();
    slots_here.sort_unstable();
    let same = |slot: &Minutes| Alternative { slot: *slot, minutes: time.min, place: found.place.clone() };
    let everywhere = Settled { alternatives: slots_here.iter().map(same).collect(), ..found.clone() };
    let conditional = || words(told.remark).any(|(word, _)| is_one_of(word, &CONDITIONS));
    if told.remark.text.is_empty() || told.remark.text.len() > LONGEST || !conditional() {
        return everywhere;
    }
    let named = slots_within(told.remark).slots;
    let Some(slot) = named.iter().max().copied() else {
        let optional = words(told.remark).any(|(word, _)| is_one_of(word, &["optional", "optionally"]));
        return Settled { optional, ..everywhere };
    };
    if slots.first().is_some_and(|shortest| *shortest >= slot) {
        return everywhere;
    }
    let without = slots.iter().chain(&named).filter(|other| **other < slot);
    let none = |slot: &Minutes| Alternative { slot: *slot, minutes: Minutes::ZERO, place: None };
    let mut alternatives: Vec<Alternative> = without.map(none).chain([same(&slot)]).collect();
    alternatives.sort_by_key(|alternative| alternative.slot);
    alternatives.dedup_by_key(|alternative| alternative.slot);
    Settled { optional: true, alternatives, ..found }
}

/// The time that a rule gives to a section without one.
fn by_rule(number: usize, rules: &[Rule], depth: u8) -> Settled {
    let rule = covering(rules, number).filter(|_| depth == 1);
    rule.map_or_else(Settled::default, |rule| Settled {
        time: Some(rule.time),
        place: Some(rule.place.clone()),
        notation: Some(Notation { stands: Stands::Rule, form: Form::Length }),
        ..Settled::default()
    })
}

impl ClockUnit {
    /// Both, the smaller one first.
    pub(super) const BOTH: [Self; 2] = [Self::Minutes, Self::Hours];
}
