//! The time phrase: `4 minutes`, `~6 min`, `8–12 min`, `1.25 hours`, `1h30`, `90s`, `5+5 min`, `10分`.
//!
//! ```text
//! phrase = [about] amount
//! amount = length | length to length | number to number unit | number "+" number unit
//! length = number unit [smaller length]     a number of two digits behind an hour is minutes
//!        | number ":" two digits unit       `1:30 h`, `4:30 min`
//!        | number hours ["and"] half        `une heure et demie`, `1時間半`
//! ```
//!
//! Each rule takes the text that it begins at and answers with what it read and the text behind it.

use super::{
    Minutes, Time,
    fraction::half_behind,
    number::{digits, number},
    unit::{about, ends_glued, to, unit},
};

/// No section and no slot is longer, in seconds: a larger number is something else.
const LONGEST: u64 = 100 * 3600;

/// Reads the time phrase at the start of a text.
pub(super) fn phrase(text: &str) -> Option<(Time, &str)> {
    let (about, start) = about(text);
    let ((min, max), rest) = amount(start)?;
    let read = text.get(..text.len() - rest.len())?;
    let ends = !rest.starts_with(char::is_alphanumeric) || ends_glued(read);
    ends.then_some((Time { min, max, about }, rest))
}

/// Reads the lengths at the start of a text, where only the last needs a unit: `20 or 35 minutes`,
/// `20-35 mins`. A range gives both its ends, `is_range` says that there was one.
pub(super) fn lengths(text: &str) -> Option<(Lengths, &str)> {
    const MOST: usize = 8;
    let (mut numbers, mut found, mut rest) = (Vec::new(), Lengths::default(), text);
    for _ in 0..MOST {
        if let Some((time, after)) = phrase(rest) {
            found.all.push(time.min);
            if time.is_range() {
                found.all.push(time.max);
                found.is_range = true;
            }
            found.about |= time.about;
            rest = after;
        } else {
            let (number, after) = number(about(rest).1)?;
            numbers.push((found.all.len(), number));
            found.all.push(Minutes::ZERO);
            rest = after;
        }
        match or(rest) {
            Some(after) => rest = after,
            None => break,
        }
    }
    if !numbers.is_empty() {
        let unit = unit_before(text, rest)?;
        for (place, number) in numbers {
            *found.all.get_mut(place)? = minutes(number, unit)?;
        }
    }
    Some((found, rest))
}

/// Several lengths of time that stand together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Lengths {
    /// Each of them, in the order of the text.
    pub all: Vec<Minutes>,
    /// Whether two of them are the ends of a range.
    pub is_range: bool,
    /// Whether any is called approximate.
    pub about: bool,
}

/// Reads a word between two lengths of which either may be meant.
fn or(text: &str) -> Option<&str> {
    const WORDS: [&str; 8] = ["or ", "oder ", "ou ", "o ", "lub ", "или ", "/", "或"];
    let text = text.trim_start();
    let rest = WORDS.iter().find_map(|word| text.strip_prefix(word)).map(str::trim_start)?;
    number(about(rest).1).is_some().then_some(rest)
}

/// The unit that ends the text between the start of `text` and `rest`, a tail of it.
fn unit_before(text: &str, rest: &str) -> Option<u64> {
    let read = text.get(..text.len().checked_sub(rest.len())?)?;
    let word = read.trim_end_matches(|c: char| c.is_alphabetic() || c == '\'' || c == '’').len();
    unit(read.get(word..)?).map(|(unit, _)| unit)
}

/// Reads a number without a unit as minutes, where it is all the text: `25`.
pub(super) fn bare_minutes(text: &str) -> Option<Minutes> {
    let (number, rest) = number(about(text.trim()).1)?;
    rest.is_empty().then(|| minutes(number, 60))?
}

/// Reads the least and the most.
fn amount(text: &str) -> Option<((Minutes, Minutes), &str)> {
    let (number, rest) = number(text)?;
    let (low, rest) = match length_of(number, rest) {
        Some((low, rest)) => (Ok(low), rest),
        None => (Err(number), rest),
    };
    if let Err(first) = low
        && let Some(second) = rest.trim_start().strip_prefix('+')
        && let Some((second, after)) = self::number(second.trim_start())
        && let Some((unit, rest)) = unit(after)
    {
        let sum = minutes(first.checked_add(second)?, unit)?;
        return Some(((sum, sum), rest));
    }
    let high = to(rest).and_then(|rest| {
        let (number, after) = self::number(rest)?;
        let (unit, _) = unit(after)?;
        let (high, rest) = length_of(number, after)?;
        let low = low.or_else(|low| minutes(low, unit).ok_or(number)).ok()?;
        (low <= high).then_some(((low, high), rest))
    });
    high.or_else(|| low.ok().map(|time| ((time, time), rest)))
}

/// Reads one length of time, in one unit or two, of which the first number, in thousandths, stands before
/// `rest`.
fn length_of(number: u64, rest: &str) -> Option<(Minutes, &str)> {
    if let Some((sixtieths, rest)) = rest.strip_prefix(':').and_then(two_digits) {
        let (unit, rest) = unit(rest).filter(|(unit, _)| *unit > 1)?;
        let sixtieths = minutes(sixtieths.checked_mul(1000)?, unit / 60)?;
        return Some((minutes(number, unit)?.saturating_add(sixtieths), rest));
    }
    let (unit, rest) = unit(rest)?;
    let first = minutes(number, unit)?;
    let (second, rest) = smaller(rest, unit).unwrap_or((Minutes::ZERO, rest));
    Some((first.saturating_add(second), rest))
}

/// Reads what stands behind hours or minutes and belongs to them: the `30` of `1h30`, `1 hour and 30 min`.
fn smaller(text: &str, larger: u64) -> Option<(Minutes, &str)> {
    let start = text.trim_start_matches('.').trim_start();
    let joined = ["and ", "und ", "et ", "y ", "e "].iter().find_map(|word| start.strip_prefix(word));
    let start = joined.unwrap_or(start);
    if larger == 3600
        && let Some(rest) = half_behind(start, joined.is_some())
    {
        return Some((Minutes::of(30), rest));
    }
    let (number, rest) = number(start.trim_start())?;
    match unit(rest) {
        Some((unit, rest)) if unit < larger => Some((minutes(number, unit)?, rest)),
        None if larger == 3600 => {
            let (sixtieths, rest) = two_digits(start)?;
            let ends = text.len() == start.len() || !rest.trim_start().starts_with(goes_on);
            ends.then(|| minutes(sixtieths * 1000, 60).map(|time| (time, rest)))?
        }
        _ => None,
    }
}

/// Whether a sign goes on with what the number before it counts.
fn goes_on(sign: char) -> bool {
    sign.is_alphanumeric() || sign == ':' || sign == '%'
}

/// Reads two digits.
fn two_digits(text: &str) -> Option<(u64, &str)> {
    digits(text).filter(|(_, rest)| text.len() - rest.len() == 2)
}

/// A number in thousandths of a unit of so many seconds, rounded to the second; none where it is absurd.
fn minutes(thousandths: u64, unit: u64) -> Option<Minutes> {
    let seconds = (thousandths.checked_mul(unit)?.checked_add(500)?) / 1000;
    let seconds = u32::try_from(seconds).ok().filter(|seconds| u64::from(*seconds) <= LONGEST)?;
    Some(Minutes::from_seconds(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The phrase at the start of a text, in seconds: least, most, about, and what stands behind it.
    fn read(text: &str) -> Option<(u32, u32, bool, &str)> {
        phrase(text).map(|(time, rest)| (time.min.seconds(), time.max.seconds(), time.about, rest))
    }

    #[test]
    fn one_time_in_many_units() {
        for (text, seconds) in [
            ("4 minutes", 240),
            ("1 minute", 60),
            ("12 Minutes", 720),
            ("9 mins", 540),
            ("3min", 180),
            ("8m", 480),
            ("5 m", 300),
            ("45-minute", 2700),
            ("4'", 240),
            ("1.5 min", 90),
            ("1,5 min", 90),
            ("1.25 hours", 4500),
            ("1 hr", 3600),
            ("2 h", 7200),
            ("1h30", 5400),
            ("1 h 30", 5400),
            ("1 heure 30", 5400),
            ("1h30m", 5400),
            ("1:30 h", 5400),
            ("4:30 min", 270),
            ("1 hour and 30 minutes", 5400),
            ("1 Std. 30 Min", 5400),
            ("1時間30分", 5400),
            ("１０分", 600),
            ("4 min 30 sec", 270),
            ("30 seconds", 30),
            ("90s", 90),
            ("5+5 min", 600),
            ("20 + 5 minutes", 1500),
            ("half an hour", 1800),
            ("ten minutes", 600),
        ] {
            assert_eq!(read(text), Some((seconds, seconds, false, "")), "{text}");
        }
    }

    #[test]
    fn ranges_and_about() {
        assert_eq!(read("2-3 minutes"), Some((120, 180, false, "")));
        assert_eq!(read("8–12 min."), Some((480, 720, false, ".")));
        assert_eq!(read("5〜10分"), Some((300, 600, false, "")));
        assert_eq!(read("45 min to 1 hour)"), Some((2700, 3600, false, ")")));
        assert_eq!(read("~6 min"), Some((360, 360, true, "")));
        assert_eq!(read("About 2 to 2.5 hours"), Some((7200, 9000, true, "")));
        assert_eq!(read("20 minutes - (100%"), Some((1200, 1200, false, " - (100%")));
        assert_eq!(read("1 hr, 70 mins"), Some((3600, 3600, false, ", 70 mins")));
        assert_eq!(read("2 h 30 people"), Some((7200, 7200, false, " 30 people")));
        assert_eq!(read("2 h 30 - people"), Some((9000, 9000, false, " - people")));
        assert_eq!(read("4 min 2 h"), Some((240, 240, false, " 2 h")));
        assert_eq!(read("4 min 30"), Some((240, 240, false, " 30")));
        assert_eq!(read("10分話"), Some((600, 600, false, "話")));
    }

    #[test]
    fn what_is_no_time() {
        for text in ["", "few minutes", "3", "3 common ones", "4 m of hose", "7,000 minutes", "40 ms", "65%"]
            .into_iter()
            .chain([
                "1h30x",
                "9-4 minutes",
                "99999999999999999999 minutes",
                "101 hours",
                "a 4 min",
                "aboutish 4 min",
                "24/7",
            ])
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn several_lengths_share_a_unit() {
        let read = |text| {
            lengths(text).map(|(found, rest)| {
                (found.all.iter().map(|time| time.seconds() / 60).collect(), found.is_range, rest)
            })
        };
        assert_eq!(read("20 or 35 minutes."), Some((vec![20, 35], false, ".")));
        assert_eq!(read("1 or 2 hours"), Some((vec![60, 120], false, "")));
        assert_eq!(read("20-35 mins"), Some((vec![20, 35], true, "")));
        assert_eq!(read("5 / 25 / 60 minutes"), Some((vec![5, 25, 60], false, "")));
        assert_eq!(read("20 min or so"), Some((vec![20], false, " or so")));
        assert_eq!(read("20 or so"), None);
        assert_eq!(read("25"), None);
        assert_eq!((bare_minutes("25"), bare_minutes("25 kg")), (Some(Minutes::of(25)), None));
    }
}
