//! Another time for one section.

use super::{
    super::{Minutes, Plan},
    Change, Ends, Refusal, ends,
    retime::retime,
};

/// The changes that give a section another time. A range gets it as its lower end and stays as wide. A
/// section without a time gets one in the prevailing notation; where nothing was timed before, lines that are
/// still without a time may be no sections any more. A time by a rule changes for all sections of
/// the rule. What is behind it on the clock goes along, running totals do, and a stated total that was right.
///
/// # Errors
/// Refused is what cannot be written in the notation that stands there, and what would not read so.
pub fn set(text: &str, plan: &Plan, section: usize, minutes: Minutes) -> Result<Vec<Change>, Refusal> {
    let time = plan.sections.get(section).ok_or(Refusal::NoSection)?.time;
    let width = time.map_or(0, |time| time.max.saturating_sub(time.min).seconds());
    with_ends(text, plan, section, (minutes.seconds(), minutes.seconds().saturating_add(width)))
}

/// The changes that make a section so many minutes longer, or shorter where `by` is below zero: exactly so
/// many, so that a minute and a half becomes two and a half and the opposite step leads back. Ranges move at
/// both ends. Otherwise it is as [`set`].
///
/// The opposite step gives the same bytes, but for words that did not go with their number (`1 minutes`) and
/// a colon where a decimal would do (`1:15 h`).
///
/// # Errors
/// Refused is what [`set`] refuses, and what would take less than no time.
pub fn step(text: &str, plan: &Plan, section: usize, by: i32) -> Result<Vec<Change>, Refusal> {
    let time = plan.sections.get(section).ok_or(Refusal::NoSection)?.time;
    if by == 0 {
        return Ok(Vec::new());
    }
    let (min, max) = time.map_or((Minutes::ZERO, Minutes::ZERO), |time| (time.min, time.max));
    let moved = |end: Minutes| {
        let seconds = i64::from(end.seconds()) + i64::from(by) * 60;
        u32::try_from(seconds).map_err(|_| Refusal::BelowZero)
    };
    with_ends(text, plan, section, (moved(min)?, moved(max)?))
}

/// The changes that give a section, and those with it under a rule, other ends.
fn with_ends(text: &str, plan: &Plan, section: usize, wanted: Ends) -> Result<Vec<Change>, Refusal> {
    let mut all = ends(plan);
    let chosen = plan.sections.get(section).ok_or(Refusal::NoSection)?;
    for (other, ends) in plan.sections.iter().zip(&mut all) {
        if chosen.is_by_rule() && other.is_by_rule() && other.time_place == chosen.time_place {
            *ends = Some(wanted);
        }
    }
    if let Some(ends) = all.get_mut(section) {
        *ends = Some(wanted);
    }
    retime(text, plan, &all, None)
}
