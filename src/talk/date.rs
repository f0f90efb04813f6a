//! A calendar day, as it stands in forms and in the file: `2018-01-03`.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A day of the Gregorian calendar, years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// Why a text is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotADate {
    /// It has not the form `YYYY-MM-DD`.
    Form,
    /// There is no such day in the calendar.
    NoSuchDay,
}

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "a date is written year-month-day, like 2018-01-03",
            Self::NoSuchDay => "there is no such day in the calendar",
        })
    }
}

impl std::error::Error for NotADate {}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let mut parts = text.trim().split('-');
        let mut number = |digits: usize| -> Result<u16, NotADate> {
            let part = parts.next().ok_or(NotADate::Form)?;
            if part.len() != digits || !part.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(NotADate::Form);
            }
            part.parse().map_err(|_| NotADate::Form)
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        if parts.next().is_some() {
            return Err(NotADate::Form);
        }
        if year == 0 || day == 0 || day > days_in(year, month) {
            return Err(NotADate::NoSuchDay);
        }
        // Both fit: a month is at most 12 and a day at most 31, or `days_in` had answered 0.
        #[expect(clippy::cast_possible_truncation, reason = "checked against days_in above")]
        Ok(Self { year, month: month as u8, day: day as u8 })
    }
}

impl TryFrom<String> for Date {
    type Error = NotADate;

    fn try_from(text: String) -> Result<Self, NotADate> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

/// Days in a month (1 to 12), 0 for a month that does not exist.
const fn days_in(year: u16, month: u16) -> u16 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_reads_and_writes_as_itself() {
        for text in ["2018-01-03", "2024-02-29", "2000-02-29", "0001-12-31"] {
            assert_eq!(text.parse::<Date>().map(|date| date.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in ["", "2018", "2018-1-3", "2018-01-03-04", "+018-01-03", "soon"] {
            assert_eq!(text.parse::<Date>(), Err(NotADate::Form), "{text}");
        }
        for text in ["2023-02-29", "1900-02-29", "2018-13-01", "2018-00-01", "2018-01-00", "2018-01-32"]
            .into_iter()
            .chain(["0000-01-01", "2027-02-30"])
        {
            assert_eq!(text.parse::<Date>(), Err(NotADate::NoSuchDay), "{text}");
        }
    }

    #[test]
    fn days_are_ordered_by_time() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        assert!(day("2017-12-31") < day("2018-01-01"));
        assert!(day("2018-01-31") < day("2018-02-01"));
    }
}
