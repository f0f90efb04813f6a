//! Times in words, written anew with other numbers: `5 minutes` for `4 minutes`, `9–13 min` for `8–12 min`.
//!
//! All but numbers and the forms of units stays as it is, words for "about" included.
//!
//! Hours have three ways to go on where the new time is no round number of them. `1h30` has two digits
//! for the minutes, and so has `1h` when it needs them; `1 h 20 min` has a second unit; `1.25 hr` and `1 hr`
//! become `1:16 hr`, and again `1.25 hr` when a decimal can say it.
//!
//! Numbers in English words stay words as long as there is one: `half an hour` becomes `two hours`, but `20
//! minutes`. Those in other languages become digits.

use std::ops::Range;

use super::{
    Ends,
    habit::Habit,
    inflection::inflected,
    numeral::{thousandths, write},
    quantity::{Joint, More, Quantity, Written, written},
    spoken::Spoken,
};

/// A place in a time and what shall stand there.
type Piece = (Range<usize>, String);

/// The time `text` with other ends, in seconds. A time that is not a range gets the first of them. None where
/// it cannot be written so.
pub(super) fn rewritten(text: &str, ends: Ends, habit: &Habit) -> Option<String> {
    let Some(spoken) = Spoken::of(text) else { return in_its_form(text, ends, habit) };
    let in_words = if spoken.is_english { in_its_form(text, ends, habit) } else { None };
    in_words.or_else(|| spoken.in_digits(ends.0, habit))
}

/// The same with nothing changed but numbers and the forms of units.
fn in_its_form(text: &str, ends: Ends, habit: &Habit) -> Option<String> {
    let Written { first, second } = written(text)?;
    let shared = second.as_ref().and_then(|(_, second)| second.unit.clone()).map(|(unit, _)| unit);
    let mut pieces = Vec::new();
    match second {
        None => first.put(text, ends.0, first.seconds_per(None), habit, &mut pieces)?,
        Some((Joint::To, second)) => {
            first.put(text, ends.0, first.seconds_per(shared), habit, &mut pieces)?;
            second.put(text, ends.1, second.seconds_per(None), habit, &mut pieces)?;
        }
        Some((Joint::Plus, second)) => {
            // The first part takes the change, and the second stays.
            let unit = first.seconds_per(shared);
            let rest = second.seconds(second.seconds_per(None))?;
            let part = ends.0.checked_sub(rest).filter(|part| *part > 0)?;
            first.put(text, part, unit, habit, &mut pieces)?;
        }
    }
    Some(with_pieces(text, &pieces))
}

/// The text with other pieces, which are in order.
fn with_pieces(text: &str, pieces: &[Piece]) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut at = 0;
    for (place, with) in pieces {
        out.push_str(text.get(at..place.start).unwrap_or(""));
        out.push_str(with);
        at = place.end;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}

impl Quantity {
    /// Adds what has to change so that it says so many seconds.
    fn put(&self, text: &str, seconds: u32, unit: u64, habit: &Habit, pieces: &mut Vec<Piece>) -> Option<()> {
        match &self.more {
            More::Nothing if unit == 3600 => self.put_hours(text, seconds, habit, pieces),
            More::Nothing => self.put_number(text, thousandths(seconds, unit, 3)?, 0, habit, pieces),
            More::Colon(..) => self.put_colon(text, seconds, unit, habit, pieces),
            More::Digits(_, place) => self.put_digits(text, seconds, place, habit, pieces),
            More::Second(_, number, small) => {
                let (large, rest) = (u64::from(seconds) / unit, u64::from(seconds) % unit);
                self.put_number(text, large * 1000, 0, habit, pieces)?;
                let rest = thousandths(u32::try_from(rest).ok()?, small.0, 3)?;
                pieces.push((number.clone(), write(text.get(number.clone())?, rest, 0, habit)?));
                pieces.push((small.1.clone(), in_form(text.get(small.1.clone())?, rest, habit)));
                Some(())
            }
        }
    }

    /// Adds another number, and the form of the unit that goes with it.
    fn put_number(
        &self,
        text: &str,
        worth: u64,
        decimals: usize,
        habit: &Habit,
        pieces: &mut Vec<Piece>,
    ) -> Option<()> {
        let like = text.get(self.number.clone())?;
        pieces.push((self.number.clone(), write(like, worth, decimals, habit)?));
        self.put_unit(text, worth, habit, pieces);
        Some(())
    }

    /// Adds the form of the unit that goes with a number.
    fn put_unit(&self, text: &str, worth: u64, habit: &Habit, pieces: &mut Vec<Piece>) {
        if let Some((_, place)) = &self.unit
            && let Some(unit) = text.get(place.clone())
        {
            pieces.push((place.clone(), in_form(unit, worth, habit)));
        }
    }

    /// `1.25 hr`, `1 hour`, `1h`
    fn put_hours(&self, text: &str, seconds: u32, habit: &Habit, pieces: &mut Vec<Piece>) -> Option<()> {
        let like = text.get(self.number.clone())?;
        let exact = thousandths(seconds, 3600, 2);
        let (_, unit) = self.unit.clone().unwrap_or((3600, self.number.end..self.number.end));
        let letter = text.get(unit.clone())?.eq_ignore_ascii_case("h");
        let whole = like.chars().all(|c| c.is_ascii_digit());
        if letter && whole && !seconds.is_multiple_of(3600) {
            let minutes = Some(seconds / 60 % 60).filter(|_| seconds.is_multiple_of(60))?;
            let hours = write(like, u64::from(seconds / 3600) * 1000, 0, habit)?;
            pieces.push((self.number.clone(), hours));
            pieces.push((unit.end..unit.end, format!("{minutes:02}")));
            return Some(());
        }
        if let Some(exact) = exact {
            // "2h" would go on as "2h30", and "2.0h" as "2.5h".
            let decimals = usize::from(letter && !whole && !like.starts_with(char::is_alphabetic));
            return self.put_number(text, exact, decimals, habit, pieces);
        }
        let minutes = Some(seconds / 60 % 60).filter(|_| seconds.is_multiple_of(60) && is_plain(like))?;
        pieces.push((self.number.clone(), format!("{}:{minutes:02}", seconds / 3600)));
        self.put_unit(text, 0, habit, pieces);
        Some(())
    }

    /// `4:30 min`, `1:16 hr`
    fn put_colon(
        &self,
        text: &str,
        seconds: u32,
        unit: u64,
        habit: &Habit,
        pieces: &mut Vec<Piece>,
    ) -> Option<()> {
        let More::Colon(_, sixtieths) = &self.more else { return None };
        let decimal = |seconds| thousandths(seconds, 3600, 2);
        let place = self.number.start..sixtieths.end;
        // A decimal would do for what stands there: its author likes colons.
        let likes = self.seconds(unit).and_then(decimal).is_some();
        if unit == 3600
            && !likes
            && let Some(worth) = decimal(seconds)
        {
            let like = text.get(self.number.clone())?;
            pieces.push((place, write(like, worth, 0, habit)?));
            self.put_unit(text, worth, habit, pieces);
            return Some(());
        }
        let (large, rest) = (u64::from(seconds) / unit, u64::from(seconds) % unit);
        let sixtieth = unit / 60;
        let rest = Some(rest / sixtieth).filter(|_| rest.is_multiple_of(sixtieth))?;
        let like = text.get(self.number.clone())?;
        pieces.push((place, format!("{}:{rest:02}", write(like, large * 1000, 0, habit)?)));
        self.put_unit(text, 0, habit, pieces);
        Some(())
    }

    /// `1h30`
    fn put_digits(
        &self,
        text: &str,
        seconds: u32,
        digits: &Range<usize>,
        habit: &Habit,
        pieces: &mut Vec<Piece>,
    ) -> Option<()> {
        let minutes = Some(seconds / 60 % 60).filter(|_| seconds.is_multiple_of(60))?;
        let (_, unit) = self.unit.clone()?;
        self.put_number(text, u64::from(seconds / 3600) * 1000, 0, habit, pieces)?;
        let letter = text.get(unit.clone())?.eq_ignore_ascii_case("h") && unit.end == digits.start;
        let shown = if letter && minutes == 0 { String::new() } else { format!("{minutes:02}") };
        pieces.push((digits.clone(), shown));
        Some(())
    }
}

/// Whether a number is made of digits and a decimal mark.
fn is_plain(number: &str) -> bool {
    number.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',')
}

/// A unit, with what stands before it, in the form that goes with a number. What is joined to the number by
/// a hyphen has but one: `45-minute`.
fn in_form(unit: &str, worth: u64, habit: &Habit) -> String {
    let word = unit.trim_start();
    if word.starts_with(['-', '‑']) {
        return unit.to_owned();
    }
    let blanks = unit.get(..unit.len() - word.len()).unwrap_or("");
    format!("{blanks}{}", inflected(word, worth, habit))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A time with other ends, in minutes.
    fn with(text: &str, low: f64, high: f64) -> String {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "examples are small")]
        let seconds = |minutes: f64| (minutes * 60.0).round() as u32;
        rewritten(text, (seconds(low), seconds(high)), &Habit::default()).unwrap_or_default()
    }

    #[test]
    fn times_keep_their_form() {
        for (text, minutes, written) in [
            ("4 minutes", 5.0, "5 minutes"),
            ("1 minute", 2.0, "2 minutes"),
            ("2 minutes", 1.0, "1 minute"),
            ("12 Minutes", 1.0, "1 Minute"),
            ("3min", 4.0, "4min"),
            ("6 min.", 7.0, "7 min."),
            ("4'", 5.0, "5'"),
            ("~6 min", 7.0, "~7 min"),
            ("about 6 min", 7.0, "about 7 min"),
            ("1.5 min", 2.5, "2.5 min"),
            ("1,5 min", 2.5, "2,5 min"),
            ("45-minute", 46.0, "46-minute"),
            ("10分", 11.0, "11分"),
            ("ten minutes", 11.0, ""),
            ("ten minutes", 9.0, "nine minutes"),
            ("one minute", 5.0, "five minutes"),
            ("eine Minute", 5.0, "5 Minuten"),
            ("une minute", 5.0, "5 minutes"),
            ("un minuto", 5.0, "5 minutos"),
            ("Half an hour", 120.0, "Two hours"),
            ("half an hour", 20.0, "20 minutes"),
            ("an hour", 90.0, "90 minutes"),
            ("eine halbe Stunde", 120.0, "2 Stunden"),
            ("una hora", 120.0, "2 horas"),
            ("eine Stunde und 5 Minuten", 121.0, "2 Stunden und 1 Minute"),
            ("30 seconds", 1.5, "90 seconds"),
            ("90s", 2.0, "120s"),
            ("4:30 min", 5.5, "5:30 min"),
            ("4 min 30 sec", 5.5, "5 min 30 sec"),
            ("5+5 min", 11.0, "6+5 min"),
            ("5 min + 10 min", 14.0, "4 min + 10 min"),
            ("5 + 5 min", 4.0, ""),
        ] {
            assert_eq!(with(text, minutes, minutes), written, "{text} {minutes}");
        }
    }

    #[test]
    fn hours_stay_hours() {
        for (text, minutes, written) in [
            ("1 hour", 120.0, "2 hours"),
            ("½ hour", 31.0, ""),
            ("2 hrs", 135.0, "2.25 hrs"),
            ("1.25 hours", 60.0, "1 hour"),
            ("1.25 hours", 76.0, "1:16 hours"),
            ("1:16 hours", 75.0, "1.25 hours"),
            ("1:16 hours", 77.0, "1:17 hours"),
            ("1:15 hours", 60.0, "1:00 hours"),
            ("1 hr", 59.0, "0:59 hr"),
            ("0:59 hr", 60.0, "1 hr"),
            ("1h30", 91.0, "1h31"),
            ("1h30", 60.0, "1h"),
            ("1h", 61.0, "1h01"),
            ("2.5h", 120.0, "2.0h"),
            ("2.0h", 150.0, "2.5h"),
            ("1 h 30", 60.0, "1 h 00"),
            ("1 h 20 min", 81.0, "1 h 21 min"),
            ("1 hour and 5 minutes", 121.0, "2 hours and 1 minute"),
            ("1 h 20 min", 55.0, "0 h 55 min"),
        ] {
            assert_eq!(with(text, minutes, minutes), written, "{text} {minutes}");
        }
    }

    #[test]
    fn ranges_have_two_ends() {
        for (text, low, high, written) in [
            ("8–12 min", 9.0, 13.0, "9–13 min"),
            ("2-3 minutes", 1.0, 2.0, "1-2 minutes"),
            ("1 to 2 hours", 60.0, 180.0, "1 to 3 hours"),
            ("45 min - 1 hour", 46.0, 60.0, "46 min - 1 hour"),
            ("2 or 3 minutes", 3.0, 4.0, "3 or 4 minutes"),
            ("4-6", 5.0, 7.0, "5-7"),
        ] {
            assert_eq!(with(text, low, high), written, "{text}");
        }
    }
}
