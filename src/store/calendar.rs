//! The day that a number of seconds means.

/// The day of the Gregorian calendar so many days after 1 January 1970, after Howard Hinnant's
/// `civil_from_days`: years begin in March, so that the leap day is their last.
#[must_use]
pub fn date(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn days_are_counted_across_leap_years() {
        let days =
            [(0, (1970, 1, 1)), (11_015, (2000, 2, 28)), (11_016, (2000, 2, 29)), (11_017, (2000, 3, 1))];
        for (number, day) in days.into_iter().chain([(47_540, (2100, 2, 28)), (47_541, (2100, 3, 1))]) {
            assert_eq!(date(number), day, "{number}");
        }
    }
}
