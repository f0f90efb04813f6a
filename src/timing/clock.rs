//! Times on a clock: `0:00 - 3:00`, `14:05`, `1:05:30`, `2:30 pm`. What the numbers mean, minutes and
//! seconds or hours and minutes, is only known once all of an outline is.

use super::{
    Minutes,
    number::{digits, strip_whole_word},
    unit::to,
};

/// What the two numbers of a clock time are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClockUnit {
    /// Minutes and seconds: `3:00` is three minutes.
    Minutes,
    /// Hours and minutes: `3:00` is three hours, or three o'clock.
    Hours,
}

/// A time on a clock, as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Clock {
    /// The number before the colon.
    pub major: u32,
    /// The number behind it.
    pub minor: u32,
    /// The number behind the second colon, if there is one: then the first is hours.
    pub third: Option<u32>,
}

/// Reads a time on a clock at the start of a text.
pub(super) fn clock(text: &str) -> Option<(Clock, &str)> {
    let (major, rest) = digits(text).filter(|(number, _)| *number < 600)?;
    let (minor, rest) = sixtieths(rest)?;
    let (third, rest) = sixtieths(rest).map_or((None, rest), |(third, rest)| (Some(third), rest));
    let goes_on = rest.strip_prefix(':').unwrap_or(rest).starts_with(|c: char| c.is_ascii_digit());
    if goes_on {
        return None;
    }
    let (major, rest) = half_of_the_day(u32::try_from(major).ok()?, rest);
    (!rest.starts_with(char::is_alphanumeric)).then_some((Clock { major, minor, third }, rest))
}

/// Reads a colon and two digits below sixty.
fn sixtieths(text: &str) -> Option<(u32, &str)> {
    let text = text.strip_prefix([':', '：'])?;
    let (number, rest) = digits(text).filter(|(number, _)| *number < 60)?;
    let two = text.len() - rest.len() == 2;
    two.then(|| u32::try_from(number).ok().map(|number| (number, rest)))?
}

/// Takes what says which half of the day it is off the text: `pm`, `a.m.`, `Uhr`.
fn half_of_the_day(hour: u32, text: &str) -> (u32, &str) {
    const SIGNS: [(&str, bool, bool); 5] = [
        ("am", true, false),
        ("a.m.", true, false),
        ("pm", true, true),
        ("p.m.", true, true),
        ("uhr", false, false),
    ];
    let start = text.trim_start();
    let found = SIGNS
        .iter()
        .find_map(|(sign, half, afternoon)| Some((*half, *afternoon, strip_whole_word(start, sign)?)));
    match found {
        Some((true, afternoon, rest)) if hour <= 12 => (hour % 12 + if afternoon { 12 } else { 0 }, rest),
        Some((false, _, rest)) => (hour, rest),
        _ => (hour, text),
    }
}

/// Reads two times on a clock with a mark for "to" between them.
pub(super) fn clocks(text: &str) -> Option<((Clock, Clock), &str)> {
    let (from, rest) = clock(text)?;
    let (until, rest) = clock(to(rest)?)?;
    Some(((from, until), rest))
}

impl Clock {
    /// What it shows when its numbers are so to be read.
    pub fn read(self, unit: ClockUnit) -> Minutes {
        let [hours, minutes, seconds] = match (self.third, unit) {
            (Some(third), _) => [self.major, self.minor, third],
            (None, ClockUnit::Hours) => [self.major, self.minor, 0],
            (None, ClockUnit::Minutes) => [0, self.major, self.minor],
        };
        Minutes::from_seconds(hours * 3600 + minutes * 60 + seconds)
    }

    /// How long it is from here to a later time: over noon or midnight where that is earlier.
    pub fn until(self, later: Self, unit: ClockUnit) -> Minutes {
        let (from, to) = (self.read(unit), later.read(unit));
        let half_a_day = Minutes::of(if self.major < 13 && later.major < 13 { 12 * 60 } else { 24 * 60 });
        let to = if to < from && unit == ClockUnit::Hours { to.saturating_add(half_a_day) } else { to };
        to.saturating_sub(from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a clock time comes to in minutes, read as hours, and the text behind it.
    fn read(text: &str) -> Option<(u32, &str)> {
        clock(text).map(|(clock, rest)| (clock.read(ClockUnit::Hours).seconds() / 60, rest))
    }

    #[test]
    fn clocks_have_many_forms() {
        for (text, minutes, rest) in [
            ("0:25]", 25, "]"),
            ("14:05 – 14:20", 845, " – 14:20"),
            ("1:05:30", 65, ""),
            ("2:30 pm", 870, ""),
            ("12:15am", 15, ""),
            ("9：30", 570, ""),
            ("14:05 Uhr", 845, ""),
            ("14:05 am", 845, " am"),
            ("0:05: Intro", 5, ": Intro"),
            ("90:00", 5400, ""),
        ] {
            assert_eq!(read(text), Some((minutes, rest)), "{text}");
        }
        for text in ["", "3", "3:5", "3:60", "3:00:00:00", "3:000", "3:00x", "700:00", "3: 00"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn from_one_to_the_other() {
        let minutes = |text, unit| clocks(text).map(|((from, to), _)| from.until(to, unit).seconds() / 60);
        assert_eq!(minutes("0:10 - 1:25", ClockUnit::Hours), Some(75));
        assert_eq!(minutes("3:00–11:00", ClockUnit::Minutes), Some(8));
        assert_eq!(minutes("12:50 to 1:10", ClockUnit::Hours), Some(20));
        assert_eq!(minutes("23:50 - 0:10", ClockUnit::Hours), Some(20));
        assert_eq!(minutes("11:30 am - 12:15 pm", ClockUnit::Hours), Some(45));
        assert_eq!(minutes("5:00 - 3:00", ClockUnit::Minutes), Some(0));
        assert_eq!(clocks("5:00, 6:00"), None);
    }
}
