//! All sections made longer or shorter together, so that they fill a slot.

use super::{
    super::{ClockUnit, Counts, Form, Kind, Minutes, Plan, Section, Time, read},
    Ends, Fitted, Refusal, apply, ends,
    retime::{Retimed, retime_all},
    share::shared,
    whole,
};

/// A minute and half of one, in seconds.
const MINUTE: u32 = 60;
const HALF: u32 = 30;
/// What a section without a time gets at least.
const LEAST: Minutes = Minutes::of(1);

/// The changes that make the sections fill a slot together: the time to be filled by the outline, with the
/// questions and breaks that are in it. The times of the shortest version are scaled in proportion, ranges at
/// both ends, in whole minutes, in a slot of less than ten in half ones where the clock shows them; their sum, that of the lower ends, is
/// exact. To shorten, minutes are taken from the longest sections first, and nothing becomes longer; to stretch, nothing
/// becomes shorter; nothing overtakes what was longer, and none goes below a minute. Questions, breaks and the sections with a number in `pinned` stay as they are.
/// What is inside of a section is scaled with it. Where there is time to spare, sections without a time get that
/// and nothing else changes; where there is too little, they get a minute each, for which the others make room.
///
/// Percentages that make up their slot stay, those of questions and breaks too: the text states another slot.
/// So it does where the last of start times lasts until the slot ends. A stated total that was wrong is put right.
///
/// # Errors
/// Refused is what cannot be: where nothing may change, or what may not leaves too little for the rest. So
/// is what the notation that stands there cannot say.
pub fn fit(text: &str, plan: &Plan, slot: Minutes, pinned: &[usize]) -> Result<Fitted, Refusal> {
    if !plan.is_timed() && whole::lacks_whole(text, plan) {
        return Err(Refusal::NoWhole);
    }
    let shared = whole::shared(text, plan, slot, pinned).filter(|wanted| total(plan, wanted) == slot);
    let wanted = shared.map_or_else(|| filled(plan, slot, pinned), Ok)?;
    let other_whole = whole::has_shares(plan) && plan.total() != slot && whole::stated(plan) != Some(slot);
    let whole = if other_whole { Some(slot) } else { whole::to_end_with(text, plan, &wanted)? };
    let Retimed { changes, total } = retime_all(text, plan, &wanted, whole)?;
    // With other times it may look as if those inside no longer came on top, or now did.
    if read(&apply(text, &changes)).total() != slot {
        return Err(Refusal::NotUnderstood);
    }
    Ok(Fitted { new: news(plan, &wanted), slot: whole, total: total.filter(|_| whole.is_none()), changes })
}

/// The sum of what is wanted.
fn total(plan: &Plan, wanted: &[Option<Ends>]) -> Minutes {
    let least = |at: &usize| Some(Minutes::from_seconds((*wanted.get(*at)?)?.0));
    counted(plan).iter().filter_map(least).sum()
}

/// The sections of which the lower end is another, with that.
pub(super) fn news(plan: &Plan, wanted: &[Option<Ends>]) -> Vec<(usize, Minutes)> {
    let least = |ends: &Option<Ends>| ends.map(|(least, _)| least);
    let pairs = ends(plan).into_iter().zip(wanted).enumerate();
    let other = pairs.filter(|(_, (before, after))| least(before) != least(after));
    other.filter_map(|(number, (_, after))| Some((number, Minutes::from_seconds(least(after)?)))).collect()
}

/// What each section takes when those without a time share out what is spare, or get the least; where none is without,
/// when all fill the slot together.
fn filled(plan: &Plan, slot: Minutes, pinned: &[usize]) -> Result<Vec<Option<Ends>>, Refusal> {
    let spare = slot.saturating_sub(plan.total());
    let open = open(plan, pinned);
    if open.is_empty() || !plan.is_timed() {
        return fitted(plan, slot, pinned);
    }
    let mut begun = plan.clone();
    for at in &open {
        // Questions with a time stay as they are; these have none.
        let start =
            |section: &mut Section| (section.time, section.kind) = (Some(Time::exact(LEAST)), Kind::Talk);
        begun.sections.get_mut(*at).into_iter().for_each(start);
    }
    let others: Vec<usize> = (0..plan.sections.len()).filter(|at| !open.contains(at)).collect();
    let enough = usize::try_from(spare.seconds() / MINUTE).is_ok_and(|spare| spare >= open.len());
    if enough {
        return fitted(&begun, slot, &others);
    }
    // Each gets the least, and the others make room for what is more than there is.
    let stays: Vec<usize> = open.iter().chain(pinned).copied().collect();
    // Where they cannot, the others fill the slot without them.
    fitted(&begun, slot, &stays).or_else(|_| fitted(plan, slot, pinned))
}

/// The sections at the top that have no time yet, neither of their own nor in what is inside, nor one that could not
/// be read.
fn open(plan: &Plan, pinned: &[usize]) -> Vec<usize> {
    let starts = plan.starts();
    let is_open = |(at, section): (usize, &Section)| {
        let untimed = section.time_place.is_none() && starts.get(at).copied().flatten().is_none();
        let wants = !section.optional && section.depth == 1 && section.kind != Kind::Break;
        let unread = || plan.uncounted.iter().any(|time| section.place.contains(&time.place.start));
        (untimed && wants && !pinned.contains(&at) && !unread()).then_some(at)
    };
    plan.sections.iter().enumerate().filter_map(is_open).collect()
}

/// What each section takes when they fill a slot together, in seconds.
pub(super) fn fitted(plan: &Plan, slot: Minutes, pinned: &[usize]) -> Result<Vec<Option<Ends>>, Refusal> {
    let halves = slot < Minutes::of(10) && !plan.sections.iter().any(is_in_hours);
    let fit = Fit { plan, grain: if halves { HALF } else { MINUTE }, stays: stays(plan, pinned) };
    let mut wanted = ends(plan);
    let counted = counted(plan);
    if plan.total() == slot && !counted.is_empty() {
        return Ok(wanted);
    }
    fit.share_out(slot.seconds(), &counted, &mut wanted)?;
    fit.scale_within(&mut wanted)?;
    let sum: u64 = counted.iter().filter_map(|at| Some(u64::from((*wanted.get(*at)?)?.0))).sum();
    // Sections of one rule are all alike, so that not every sum is possible.
    if sum == u64::from(slot.seconds()) { Ok(wanted) } else { Err(Refusal::Unwritable) }
}

/// Whether a section stands on a clock that shows hours and minutes, and no halves of them.
fn is_in_hours(section: &Section) -> bool {
    let form = section.notation.map(|notation| notation.form);
    matches!(form, Some(Form::Start(ClockUnit::Hours) | Form::Clocks(ClockUnit::Hours)))
}

/// The numbers of the sections whose times make up the total.
fn counted(plan: &Plan) -> Vec<usize> {
    let mut counted = plan.counted().peekable();
    let mut is_next = |section: &Section| counted.next_if(|next| std::ptr::eq(*next, section)).is_some();
    plan.sections
        .iter()
        .enumerate()
        .filter(|(_, section)| is_next(section))
        .map(|(number, _)| number)
        .collect()
}

/// Whether each section stays as it is.
fn stays(plan: &Plan, pinned: &[usize]) -> Vec<bool> {
    let free = |section: &Section| {
        let aside = matches!(section.kind, Kind::Questions | Kind::Break) || section.optional;
        !aside && section.time.is_some_and(|time| time.min > Minutes::ZERO)
    };
    let mut stays: Vec<bool> = plan.sections.iter().map(|section| !free(section)).collect();
    for number in pinned {
        stays.get_mut(*number).into_iter().for_each(|stays| *stays = true);
    }
    stays
}

/// What is to be fitted.
struct Fit<'a> {
    plan: &'a Plan,
    /// What times are rounded to, in seconds.
    grain: u32,
    /// Whether each section stays as it is.
    stays: Vec<bool>,
}

impl Fit<'_> {
    /// Shares so many seconds out among sections.
    fn share_out(&self, whole: u32, among: &[usize], wanted: &mut [Option<Ends>]) -> Result<(), Refusal> {
        let least = |at: &usize| wanted.get(*at).copied().flatten().map_or(0, |(least, _)| least);
        let (fixed, free): (Vec<usize>, Vec<usize>) =
            among.iter().partition(|at| self.stays.get(**at).copied().unwrap_or(true));
        if free.is_empty() {
            return Err(Refusal::Untimed);
        }
        let takes = fixed.iter().map(|at| Minutes::from_seconds(least(at))).sum::<Minutes>();
        let left = whole.checked_sub(takes.seconds()).filter(|left| *left > 0);
        let left = left.ok_or(Refusal::Fixed { takes, slot: Minutes::from_seconds(whole) })?;
        let weights: Vec<u32> = free.iter().map(least).collect();
        let shorter = left < weights.iter().copied().fold(0, u32::saturating_add);
        let shares = self.rounded(left, &weights)?;
        let all = free.into_iter().zip(weights).zip(shares).map(|((at, had), share)| (at, had, share));
        let (by_rule, own): (Vec<_>, Vec<_>) = all.partition(|(at, ..)| self.is_by_rule(*at));
        // A rule changes the time of all its sections, and the others make up for what does not divide: they go
        // the same way if they can.
        let found = [shorter, !shorter].into_iter().find_map(|up| {
            let mut alike = self.alike(&by_rule, up);
            let given = alike.iter().map(|(_, share)| *share).fold(0, u32::saturating_add);
            let weights: Vec<u32> = own.iter().map(|(_, had, _)| *had).collect();
            let rest = left.checked_sub(given)?;
            let shares = if own.is_empty() { Vec::new() } else { shared(rest, &weights, self.grain)? };
            alike.extend(own.iter().map(|(at, ..)| *at).zip(shares));
            Some(alike).filter(|_| !own.is_empty() || rest == 0)
        });
        // Where all have their times by rules, not every sum is possible.
        let found = found.ok_or(if own.is_empty() { Refusal::Unwritable } else { Refusal::TooMany })?;
        for (at, share) in found {
            self.scale(at, share, wanted);
        }
        Ok(())
    }

    /// Shares so many seconds out, in halves of minutes where whole ones are too large.
    fn rounded(&self, whole: u32, weights: &[u32]) -> Result<Vec<u32>, Refusal> {
        shared(whole, weights, self.grain).ok_or(Refusal::TooMany)
    }

    /// The shares of sections that have their times by rules, with what they had: the same for all of one rule,
    /// rounded up or down.
    fn alike(&self, sections: &[(usize, u32, u32)], up: bool) -> Vec<(usize, u32)> {
        let rule = |section: &(usize, u32, u32)| {
            self.plan.sections.get(section.0).and_then(|section| section.time_place.as_ref())
        };
        let blocks = sections.chunk_by(|one, other| rule(one) == rule(other));
        let share = |block: &[(usize, u32, u32)]| {
            let sum = |of: fn(&(usize, u32, u32)) -> u32| block.iter().map(of).fold(0, u32::saturating_add);
            let (had, sum) = (sum(|(_, had, _)| *had), sum(|(.., share)| *share));
            let pieces = u32::try_from(block.len()).unwrap_or(u32::MAX).saturating_mul(self.grain);
            let round =
                if up { sum.div_ceil(pieces) } else { sum / pieces }.max(1).saturating_mul(self.grain);
            let own = block.first().map_or(0, |(_, had, _)| *had);
            if block.len() == 1 {
                sum
            } else if sum <= had {
                round.min(own)
            } else {
                round.max(own)
            }
        };
        let all = blocks.map(|block| (block, share(block)));
        all.flat_map(|(block, share)| block.iter().map(move |(at, ..)| (*at, share))).collect()
    }

    /// Whether a section has its time by a rule.
    fn is_by_rule(&self, at: usize) -> bool {
        self.plan.sections.get(at).is_some_and(Section::is_by_rule)
    }

    /// Gives a section another least, and a most in proportion that goes the same way.
    fn scale(&self, at: usize, new: u32, wanted: &mut [Option<Ends>]) {
        let Some(Some((least, most))) = wanted.get_mut(at).filter(|ends| ends.is_some_and(|it| it.0 != new))
        else {
            return;
        };
        if *most > *least {
            let exact = u64::from(*most) * u64::from(new) / u64::from((*least).max(1));
            let grain = u64::from(self.grain);
            let round = u32::try_from((exact + grain / 2) / grain * grain).unwrap_or(u32::MAX);
            let round = round.max(new.saturating_add(self.grain));
            *most = if new < *least { round.min(*most) } else { round.max(*most) };
        } else {
            *most = new;
        }
        *least = new;
    }

    /// Scales what is inside of sections that have another time now.
    fn scale_within(&self, wanted: &mut [Option<Ends>]) -> Result<(), Refusal> {
        if self.plan.counts == Some(Counts::Sum) {
            return Ok(());
        }
        let before = ends(self.plan);
        let inside = inside(self.plan);
        for (number, parts) in inside.iter().enumerate().filter(|(_, parts)| !parts.is_empty()) {
            let (Some(Some((old, _))), Some(Some((new, _)))) = (before.get(number), wanted.get(number))
            else {
                continue;
            };
            let sum: u32 = parts.iter().filter_map(|at| Some((*before.get(*at)?)?.0)).sum();
            let movable = parts.iter().any(|at| !self.stays.get(*at).copied().unwrap_or(true));
            if old == new || sum == 0 || *old == 0 || !movable {
                continue;
            }
            let exact = u64::from(sum) * u64::from(*new) / u64::from(*old);
            let half = u32::try_from(exact).unwrap_or(u32::MAX) / HALF * HALF;
            let whole = if sum == *old { *new } else { half.max(if new > old { sum } else { 0 }) };
            let halves = Fit { plan: self.plan, grain: HALF, stays: self.stays.clone() };
            self.share_out(whole, parts, wanted).or_else(|_| halves.share_out(whole, parts, wanted))?;
        }
        Ok(())
    }
}

/// For each section the numbers of those with a time right inside it, of the shortest version.
fn inside(plan: &Plan) -> Vec<Vec<usize>> {
    let mut inside = vec![Vec::new(); plan.sections.len()];
    let mut open: Vec<(u8, usize)> = Vec::new();
    for (number, section) in plan.sections.iter().enumerate() {
        while open.pop_if(|(depth, _)| *depth >= section.depth).is_some() {}
        if section.time.is_none() || section.optional {
            continue;
        }
        if let Some(parts) = open.last().and_then(|(_, around)| inside.get_mut(*around)) {
            parts.push(number);
        }
        open.push((section.depth, number));
    }
    inside
}

#[cfg(test)]
mod tests;
