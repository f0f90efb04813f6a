//! Times in words, taken apart: `4 minutes`, `8–12 min`, `1h30`, `5+5 min`.
//!
//! A time is one quantity or two with something between them; a quantity is a number with a unit, and what
//! may stand behind it.

use std::ops::Range;

use super::{
    super::{
        number::{digits, number},
        unit::{about, to, unit},
    },
    Ends,
};

/// A number with its unit, by their places in the text.
#[derive(Clone, Debug)]
pub(super) struct Quantity {
    pub number: Range<usize>,
    /// The thousandths of the unit that the number says.
    pub worth: u64,
    /// The unit: its seconds, and its place with the blanks or the hyphen before it.
    pub unit: Option<(u64, Range<usize>)>,
    pub more: More,
    pub end: usize,
}

/// What belongs to a quantity behind its number.
#[derive(Clone, Debug)]
pub(super) enum More {
    /// Nothing but the unit.
    Nothing,
    /// Two digits between number and unit: `4:30 min`. The place goes from the colon on.
    Colon(u64, Range<usize>),
    /// Two digits behind the unit: `1h30`.
    Digits(u64, Range<usize>),
    /// A second number with a smaller unit, and the first place of it: `1 h 20 min`.
    Second(u64, Range<usize>, (u64, Range<usize>)),
}

/// What stands between two quantities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// They are the ends of a range.
    To,
    /// They make a sum.
    Plus,
}

/// A time: a quantity, and a second one.
pub(super) struct Written {
    pub first: Quantity,
    pub second: Option<(Joint, Quantity)>,
}

/// The ends of the time `text` in seconds, as its numbers say.
pub(super) fn seconds(text: &str) -> Option<Ends> {
    let Written { first, second } = written(text)?;
    let shared = second.as_ref().and_then(|(_, second)| second.unit.clone()).map(|(unit, _)| unit);
    let low = first.seconds(first.seconds_per(shared))?;
    match second {
        None => Some((low, low)),
        Some((joint, second)) => {
            let high = second.seconds(second.seconds_per(None))?;
            Some(if joint == Joint::To { (low, high) } else { (low + high, low + high) })
        }
    }
}

/// Whether minutes are the unit of a time: it can say any of them in the shortest way.
pub(super) fn is_in_minutes(text: &str) -> bool {
    written(text).is_some_and(|Written { first, second }| {
        let last = second.map_or(first, |(_, second)| second);
        last.seconds_per(None) == 60 && matches!(last.more, More::Nothing)
    })
}

/// The last part of a time that has two, with its unit: `3 min` of `2-3 min`.
pub(super) fn last_part(text: &str) -> Option<&str> {
    let (_, second) = written(text)?.second?;
    second.unit.as_ref()?;
    text.get(second.number.start..second.end)
}

/// Takes a time apart.
pub(super) fn written(text: &str) -> Option<Written> {
    let from = text.len() - about(text).1.len();
    let first = quantity(text, from)?;
    let rest = text.get(first.end..)?;
    if is_end(rest) {
        return Some(Written { first, second: None });
    }
    let plus = rest.trim_start().strip_prefix('+').map(str::trim_start);
    let joint = if plus.is_some() { Joint::Plus } else { Joint::To };
    let next = plus.or_else(|| to(rest)).or_else(|| rest.get(rest.find(|c: char| c.is_numeric())?..))?;
    let second = quantity(text, text.len() - next.len())?;
    let ends = is_end(text.get(second.end..)?);
    ends.then_some(Written { first, second: Some((joint, second)) })
}

/// Whether nothing more of a time stands here.
fn is_end(rest: &str) -> bool {
    rest.trim_end_matches('.').trim().is_empty()
}

/// Reads the quantity that begins at a place. It may have no unit.
fn quantity(text: &str, from: usize) -> Option<Quantity> {
    let start = text.get(from..)?;
    let place = |rest: &str| text.len() - rest.len();
    let (worth, rest) = number(start)?;
    let number = from..place(rest);
    let bare = |more, end| Quantity { number: number.clone(), worth, unit: None, more, end };
    if let Some((sixtieths, behind)) = rest.strip_prefix(':').and_then(two_digits) {
        let (seconds, after) = unit(behind).filter(|(seconds, _)| *seconds > 1)?;
        let more = More::Colon(sixtieths, number.end..place(behind));
        let unit = Some((seconds, place(behind)..place(after)));
        return Some(Quantity { unit, ..bare(more, place(after)) });
    }
    let Some((seconds, behind)) = unit(rest) else { return Some(bare(More::Nothing, number.end)) };
    let unit_place = number.end..place(behind);
    let with_unit = |more, end| Quantity { unit: Some((seconds, unit_place.clone())), ..bare(more, end) };
    Some(match smaller(behind, seconds) {
        Some((more, rest)) => with_unit(shifted(more, place(behind)), place(rest)),
        None => with_unit(More::Nothing, place(behind)),
    })
}

/// Reads what belongs to a larger unit behind it; places are in bytes of `text`.
fn smaller(text: &str, larger: u64) -> Option<(More, &str)> {
    let start = text.trim_start_matches('.').trim_start();
    let words = ["and ", "und ", "et ", "y ", "e "];
    let start = words.iter().find_map(|word| start.strip_prefix(word)).unwrap_or(start).trim_start();
    let place = |rest: &str| text.len() - rest.len();
    let (worth, rest) = number(start)?;
    if let Some((seconds, after)) = unit(rest) {
        let more = More::Second(worth, place(start)..place(rest), (seconds, place(rest)..place(after)));
        return (seconds < larger).then_some((more, after));
    }
    let (sixtieths, rest) = two_digits(start).filter(|_| larger == 3600)?;
    let glued = start.len() == text.len();
    let goes_on = |c: char| c.is_alphanumeric() || c == ':' || c == '%';
    (glued || !rest.trim_start().starts_with(goes_on))
        .then(|| (More::Digits(sixtieths, place(start)..place(rest)), rest))
}

/// The same with its places moved behind so many bytes.
fn shifted(more: More, by: usize) -> More {
    let moved = |place: Range<usize>| place.start + by..place.end + by;
    match more {
        More::Nothing => More::Nothing,
        More::Colon(worth, place) => More::Colon(worth, moved(place)),
        More::Digits(worth, place) => More::Digits(worth, moved(place)),
        More::Second(worth, place, (unit, last)) => More::Second(worth, moved(place), (unit, moved(last))),
    }
}

/// Reads two digits.
fn two_digits(text: &str) -> Option<(u64, &str)> {
    digits(text).filter(|(_, rest)| text.len() - rest.len() == 2)
}

impl Quantity {
    /// The seconds of its unit, else of the one that it shares, else of a minute.
    pub fn seconds_per(&self, shared: Option<u64>) -> u64 {
        self.unit.as_ref().map(|(seconds, _)| *seconds).or(shared).unwrap_or(60)
    }

    /// What it comes to in seconds.
    pub fn seconds(&self, unit: u64) -> Option<u32> {
        let of = |worth: u64, unit: u64| Some((worth.checked_mul(unit)?.checked_add(500)?) / 1000);
        let more = match &self.more {
            More::Nothing => 0,
            More::Colon(sixtieths, _) | More::Digits(sixtieths, _) => sixtieths * (unit / 60),
            More::Second(worth, _, (unit, _)) => of(*worth, *unit)?,
        };
        u32::try_from(of(self.worth, unit)?.checked_add(more)?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_taken_apart() {
        for (text, low, high) in [
            ("~4 minutes", 240, 240),
            ("2-3 minutes", 120, 180),
            ("45 min to 1 hour", 2700, 3600),
            ("5 min + 10 min", 900, 900),
            ("5+5 min", 600, 600),
            ("1h30", 5400, 5400),
            ("1 hour and 5 min.", 3900, 3900),
            ("4:30 min", 270, 270),
            ("10", 600, 600),
        ] {
            assert_eq!(seconds(text), Some((low, high)), "{text}");
        }
        assert_eq!((seconds("words"), seconds("4 min of rain")), (None, None));
    }

    #[test]
    fn the_last_part_has_the_unit() {
        assert_eq!((last_part("2-3 min"), last_part("3 min"), last_part("2-3")), (Some("3 min"), None, None));
        assert!(is_in_minutes("2-3 min") && !is_in_minutes("1 hr") && !is_in_minutes("4:30 min"));
    }
}
