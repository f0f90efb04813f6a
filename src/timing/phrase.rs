//! The time phrase: `4 minutes`, `~6 min`, `8–12 min`, `1.25 hours`, `1h30`, `90s`.
//!
//! ```text
//! phrase = [about] amount
//! amount = length | length "-" length | number "-" number unit
//! length = number unit [smaller length]     a number of two digits behind a glued "h" is minutes
//! number = digits [("." | ",") digits]
//! ```
//!
//! Each rule takes the text that it begins at and answers with what it read and the text behind it.

use super::{Minutes, Time};

/// Words for units, in small letters, with their seconds.
const UNITS: [(&str, u64); 14] = [
    ("minutes", 60),
    ("minute", 60),
    ("mins", 60),
    ("min", 60),
    ("m", 60),
    ("hours", 3600),
    ("hour", 3600),
    ("hrs", 3600),
    ("hr", 3600),
    ("h", 3600),
    ("seconds", 1),
    ("second", 1),
    ("secs", 1),
    ("sec", 1),
];

/// Words that make a time approximate, in small letters.
const ABOUT: [&str; 8] = ["~", "≈", "about", "around", "approximately", "approx.", "circa", "ca."];

/// No section and no slot is longer, in seconds: a larger number is something else.
const LONGEST: u64 = 100 * 3600;

/// Reads the time phrase at the start of a text.
pub(super) fn phrase(text: &str) -> Option<(Time, &str)> {
    let (about, rest) = about(text);
    let ((min, max), rest) = amount(rest)?;
    let ends = !rest.starts_with(char::is_alphanumeric);
    ends.then_some((Time { min, max, about }, rest))
}

/// Reads the lengths at the start of a text, where only the last needs a unit: `20 or 35 minutes`,
/// `20-35 mins`. A range gives both its ends.
pub(super) fn lengths(text: &str) -> Option<(Vec<Minutes>, &str)> {
    let (mut numbers, mut found, mut rest) = (Vec::new(), Vec::new(), text);
    loop {
        if let Some((time, after)) = phrase(rest) {
            found.extend([time.min, time.max]);
            rest = after;
        } else {
            let (number, after) = number(about(rest).1)?;
            numbers.push(number);
            rest = after;
        }
        match rest.trim_start().strip_prefix("or ").or_else(|| rest.trim_start().strip_prefix('/')) {
            Some(after) => rest = after.trim_start(),
            None => break,
        }
    }
    for number in numbers {
        found.push(minutes(number, unit_before(text, rest)?)?);
    }
    Some((found, rest))
}

/// The unit that ends the text between the start of `text` and `rest`, a tail of it.
fn unit_before(text: &str, rest: &str) -> Option<u64> {
    let read = text.get(..text.len().checked_sub(rest.len())?)?;
    let word = read.trim_end_matches(char::is_alphabetic).len();
    unit(read.get(word..)?).map(|(unit, _)| unit)
}

/// Reads a number without a unit as minutes, where it is all the text: `25`.
pub(super) fn bare_minutes(text: &str) -> Option<Minutes> {
    let (number, rest) = number(text)?;
    rest.is_empty().then(|| minutes(number, 60))?
}

/// Takes a word for "about" off the text.
fn about(text: &str) -> (bool, &str) {
    let found = ABOUT.iter().find_map(|word| {
        let (start, rest) = (text.get(..word.len())?, text.get(word.len()..)?);
        let whole =
            word.ends_with(|last: char| !last.is_alphabetic()) || rest.starts_with(char::is_whitespace);
        (start.eq_ignore_ascii_case(word) && whole).then_some(rest)
    });
    found.map_or((false, text), |rest| (true, rest.trim_start()))
}

/// Reads the least and the most.
fn amount(text: &str) -> Option<((Minutes, Minutes), &str)> {
    let (low, rest) = match length(text) {
        Some((low, rest)) => (Ok(low), rest),
        None => number(text).map(|(low, rest)| (Err(low), rest))?,
    };
    let high = to(rest).and_then(|rest| {
        let (number, after) = number(rest)?;
        let (unit, _) = unit(after)?;
        let (high, rest) = length(rest)?;
        let low = low.or_else(|low| minutes(low, unit).ok_or(number)).ok()?;
        (low <= high).then_some(((low, high), rest))
    });
    high.or_else(|| low.ok().map(|time| ((time, time), rest)))
}

/// Reads the mark between the ends of a range, and the blanks around it.
fn to(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let rest = text.strip_prefix(['-', '–', '—', '−']).or_else(|| text.strip_prefix("to "))?;
    Some(rest.trim_start())
}

/// Reads one length of time, in one unit or two.
fn length(text: &str) -> Option<(Minutes, &str)> {
    let (number, rest) = number(text)?;
    let (unit, rest) = unit(rest)?;
    let first = minutes(number, unit)?;
    let (second, rest) = smaller(rest, unit).unwrap_or((Minutes::ZERO, rest));
    Some((first.saturating_add(second), rest))
}

/// Reads what stands behind hours or minutes and belongs to them: the `30` of `1h30`, `1 hour and 30 min`.
fn smaller(text: &str, larger: u64) -> Option<(Minutes, &str)> {
    let start = text.trim_start();
    let start = start.strip_prefix("and ").unwrap_or(start).trim_start();
    let (number, rest) = number(start)?;
    match unit(rest) {
        Some((unit, rest)) if unit < larger => Some((minutes(number, unit)?, rest)),
        None if larger == 3600 && text.len() == start.len() && start.len() == rest.len() + 2 => {
            Some((minutes(number, 60)?, rest))
        }
        _ => None,
    }
}

/// Reads a unit, glued to the number before it or behind blanks or a hyphen; gives its seconds.
fn unit(text: &str) -> Option<(u64, &str)> {
    if let Some(rest) = text.strip_prefix(['\'', '′']) {
        return Some((60, rest));
    }
    let start = text.strip_prefix('-').unwrap_or_else(|| text.trim_start());
    let (word, rest) = start.split_at(start.find(|c: char| !c.is_alphabetic()).unwrap_or(start.len()));
    // "4 m" and "90 s" are other things as often as they are times.
    if word.eq_ignore_ascii_case("s") && start.len() == text.len() {
        return Some((1, rest));
    }
    if word.eq_ignore_ascii_case("m") && start.len() < text.len() {
        return None;
    }
    let (_, seconds) = UNITS.iter().find(|(unit, _)| word.eq_ignore_ascii_case(unit))?;
    Some((*seconds, rest))
}

/// Reads a number, in thousandths: `12`, `1.5`, `1,5`, but not `7,000`. Decimals after the third are dropped.
fn number(text: &str) -> Option<(u64, &str)> {
    let (whole, rest) = digits(text)?;
    let thousandths = whole.len().le(&9).then(|| whole.parse::<u64>().ok())??.checked_mul(1000)?;
    let Some((decimals, rest)) = rest.strip_prefix(['.', ',']).and_then(digits) else {
        return Some((thousandths, rest));
    };
    if decimals.len() == 3 && text.get(whole.len()..)?.starts_with(',') {
        return None;
    }
    let worth = decimals.bytes().zip([100, 10, 1]).map(|(digit, worth)| u64::from(digit - b'0') * worth);
    Some((thousandths + worth.sum::<u64>(), rest))
}

/// Reads digits.
fn digits(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
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
            ("45-minute", 2700),
            ("4'", 240),
            ("1.5 min", 90),
            ("1,5 min", 90),
            ("1.25 hours", 4500),
            ("1 hr", 3600),
            ("2 h", 7200),
            ("1h30", 5400),
            ("1h30m", 5400),
            ("1 hour and 30 minutes", 5400),
            ("4 min 30 sec", 270),
            ("30 seconds", 30),
            ("90s", 90),
        ] {
            assert_eq!(read(text), Some((seconds, seconds, false, "")), "{text}");
        }
    }

    #[test]
    fn ranges_and_about() {
        assert_eq!(read("2-3 minutes"), Some((120, 180, false, "")));
        assert_eq!(read("8–12 min."), Some((480, 720, false, ".")));
        assert_eq!(read("45 min to 1 hour)"), Some((2700, 3600, false, ")")));
        assert_eq!(read("~6 min"), Some((360, 360, true, "")));
        assert_eq!(read("About 2 to 2.5 hours"), Some((7200, 9000, true, "")));
        assert_eq!(read("20 minutes - (100%"), Some((1200, 1200, false, " - (100%")));
        assert_eq!(read("1 hr, 70 mins"), Some((3600, 3600, false, ", 70 mins")));
    }

    #[test]
    fn what_is_no_time() {
        for text in ["", "four minutes", "3", "3 common ones", "4 m of hose", "7,000 minutes", "40 ms", "65%"]
            .into_iter()
            .chain([
                "1h30x",
                "9-4 minutes",
                "99999999999999999999 minutes",
                "101 hours",
                "a 4 min",
                "aboutish 4 min",
            ])
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn several_lengths_share_a_unit() {
        let read = |text| {
            lengths(text).map(|(times, rest)| (times.iter().map(|time| time.seconds() / 60).collect(), rest))
        };
        assert_eq!(read("20 or 35 minutes."), Some((vec![35, 35, 20], ".")));
        assert_eq!(read("1 or 2 hours"), Some((vec![120, 120, 60], "")));
        assert_eq!(read("20-35 mins"), Some((vec![20, 35], "")));
        assert_eq!(read("5 / 25 / 60 minutes"), Some((vec![60, 60, 5, 25], "")));
        assert_eq!(read("20 or so"), None);
        assert_eq!(read("25"), None);
        assert_eq!((bare_minutes("25"), bare_minutes("25 kg")), (Some(Minutes::of(25)), None));
    }
}
