//! Times on a clock, written like others: `0:25`, `01:30`, `1:05:30`, `2:30 pm`.

use super::{
    super::{
        ClockUnit,
        clock::{clock, clocks},
        unit::to,
    },
    habit::Habit,
};

/// How the clock goes on in an outline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Round {
    /// It counts from the start of the talk, or shows a day of 24 hours.
    #[default]
    Day,
    /// It shows half a day: after 12:59 comes 1:00.
    HalfDay,
}

/// The clock time `like` changed to one so many seconds large. None where that has seconds and `like` has no
/// place for them, or is no clock time.
pub(super) fn shown(
    like: &str,
    seconds: u32,
    unit: ClockUnit,
    round: Round,
    habit: &Habit,
) -> Option<String> {
    let (read, _) = clock(like)?;
    let colon = like.find([':', '：'])?;
    let (major, rest) = like.split_at_checked(colon)?;
    let mark = rest.chars().next()?;
    let end = rest.rfind(|c: char| c.is_ascii_digit())? + 1;
    let behind = rest.get(end..)?;
    let afternoon = is_half(behind);
    let (large, small, last) = match (read.third, unit) {
        (Some(_), _) => (seconds / 3600, seconds / 60 % 60, Some(seconds % 60)),
        (None, ClockUnit::Minutes) => (seconds / 60, seconds % 60, None),
        (None, ClockUnit::Hours) if seconds.is_multiple_of(60) => (seconds / 3600, seconds / 60 % 60, None),
        (None, ClockUnit::Hours) => return None,
    };
    let hours = unit == ClockUnit::Hours || read.third.is_some();
    let of_day = match round {
        Round::HalfDay if hours => (large + 11) % 12 + 1,
        _ if hours && afternoon => (large + 11) % 12 + 1,
        _ if hours && read.major < 24 && large >= 24 => large % 24,
        _ => large,
    };
    let width = if habit.has_noughts || major.starts_with('0') && major.len() > 1 { 2 } else { 1 };
    let seconds = last.map_or(String::new(), |last| format!("{mark}{last:02}"));
    let half = if afternoon { in_half(behind, large % 24 >= 12) } else { behind.to_owned() };
    Some(format!("{of_day:0width$}{mark}{small:02}{seconds}{half}"))
}

/// Two clock times with what stands between them: start and end, changed like [`shown`].
pub(super) fn both_shown(
    like: &str,
    (from, until): (u32, u32),
    unit: ClockUnit,
    round: Round,
    habit: &Habit,
) -> Option<String> {
    clocks(like)?;
    let (_, behind) = clock(like)?;
    let second = to(behind)?;
    let (_, rest) = clock(second)?;
    let place = |rest: &str| like.len() - rest.len();
    let first = shown(like.get(..place(behind))?, from, unit, round, habit)?;
    let last = shown(like.get(place(second)..place(rest))?, until, unit, round, habit)?;
    Some(format!("{first}{}{last}{rest}", like.get(place(behind)..place(second))?))
}

/// Whether what stands behind a clock time says which half of the day it is.
fn is_half(behind: &str) -> bool {
    let word = behind.trim_start().to_ascii_lowercase();
    ["am", "a.m.", "pm", "p.m."].contains(&word.as_str())
}

/// The sign for a half of the day, changed to that of the other where it must be.
fn in_half(sign: &str, afternoon: bool) -> String {
    let (small, large) = if afternoon { ('p', 'P') } else { ('a', 'A') };
    let other = |c| match c {
        'a' | 'p' => small,
        'A' | 'P' => large,
        other => other,
    };
    sign.chars().map(other).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_keep_their_form() {
        let [minutes, hours] = [ClockUnit::Minutes, ClockUnit::Hours];
        for (like, seconds, unit, written) in [
            ("3:00", 240, minutes, Some("4:00")),
            ("3:00", 90, minutes, Some("1:30")),
            ("03:00", 240, minutes, Some("04:00")),
            ("0:25", 3660, hours, Some("1:01")),
            ("0:25", 90, hours, None),
            ("1:05:30", 3600, hours, Some("1:00:00")),
            ("11:30 am", 12 * 3600 + 300, hours, Some("12:05 pm")),
            ("2:30 P.M.", 11 * 3600, hours, Some("11:00 A.M.")),
            ("11:30 am", 13 * 3600, hours, Some("1:00 pm")),
            ("3:00", 25 * 60, minutes, Some("25:00")),
            ("24:00", 25 * 3600, hours, Some("25:00")),
            ("23:50", 24 * 3600 + 300, hours, Some("0:05")),
            ("words", 60, hours, None),
        ] {
            let round = Round::Day;
            assert_eq!(shown(like, seconds, unit, round, &Habit::default()).as_deref(), written, "{like}");
        }
        let noon = shown("12:15", 13 * 3600, hours, Round::HalfDay, &Habit::default());
        assert_eq!(noon.as_deref(), Some("1:00"));
        let no_hours = shown("12:15", 13 * 60, minutes, Round::HalfDay, &Habit::default());
        assert_eq!(no_hours.as_deref(), Some("13:00"));
    }

    #[test]
    fn both_keep_what_is_between() {
        let both = |like| both_shown(like, (600, 1260), ClockUnit::Minutes, Round::Day, &Habit::default());
        assert_eq!(both("9:00 – 12:00").as_deref(), Some("10:00 – 21:00"));
        assert_eq!(both("9:00-12:00").as_deref(), Some("10:00-21:00"));
        assert_eq!(both("9:00"), None);
    }
}
