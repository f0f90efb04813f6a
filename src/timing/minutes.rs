//! A length of time, exact to the second.

use std::{fmt, iter::Sum};

/// A length of time in minutes. It is kept in whole seconds, so that halves, seconds and quarters of an
/// hour are exact. Sums stop at the largest value (some 136 years) instead of overflowing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minutes {
    seconds: u32,
}

impl Minutes {
    /// No time at all.
    pub const ZERO: Self = Self { seconds: 0 };

    /// So many whole minutes.
    #[must_use]
    pub const fn of(minutes: u32) -> Self {
        Self { seconds: minutes.saturating_mul(60) }
    }

    /// So many seconds.
    #[must_use]
    pub const fn from_seconds(seconds: u32) -> Self {
        Self { seconds }
    }

    /// The time in seconds.
    #[must_use]
    pub const fn seconds(self) -> u32 {
        self.seconds
    }

    /// The time in minutes, as a number for other programs: 90 seconds are 1.5.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        f64::from(self.seconds) / 60.0
    }

    /// Both times together.
    #[must_use]
    pub const fn saturating_add(self, other: Self) -> Self {
        Self { seconds: self.seconds.saturating_add(other.seconds) }
    }

    /// What is left of this time when the other is taken away; zero where the other is longer.
    #[must_use]
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self { seconds: self.seconds.saturating_sub(other.seconds) }
    }

    /// The time as a clock shows it: `m:ss`, from one hour on `h:mm:ss`.
    #[must_use]
    pub fn clock(self) -> String {
        let (hours, minutes, seconds) = (self.seconds / 3600, self.seconds / 60 % 60, self.seconds % 60);
        if hours == 0 {
            format!("{minutes}:{seconds:02}")
        } else {
            format!("{hours}:{minutes:02}:{seconds:02}")
        }
    }
}

impl Sum for Minutes {
    fn sum<I: Iterator<Item = Self>>(times: I) -> Self {
        times.fold(Self::ZERO, Self::saturating_add)
    }
}

/// As people write it: `4`, `1.5`, `0.25`; at most two decimals. Width and alignment are honoured.
impl fmt::Display for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = (u64::from(self.seconds) * 100 + 30) / 60;
        let (whole, fraction) = (hundredths / 100, hundredths % 100);
        f.pad(&match fraction {
            0 => whole.to_string(),
            tenths if tenths % 10 == 0 => format!("{whole}.{}", tenths / 10),
            hundredths => format!("{whole}.{hundredths:02}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn times_are_written_as_people_write_them() {
        let written =
            [(0, "0"), (240, "4"), (90, "1.5"), (30, "0.5"), (15, "0.25"), (80, "1.33"), (1, "0.02")];
        for (seconds, text) in written {
            assert_eq!(Minutes::from_seconds(seconds).to_string(), text);
        }
        assert_eq!(format!("{:>4}|{:<3}|", Minutes::of(4), Minutes::of(12)), "   4|12 |");
    }

    #[test]
    fn clocks_have_two_digits_behind_the_colon() {
        let clocks = [(0, "0:00"), (65, "1:05"), (3599, "59:59"), (3600, "1:00:00"), (5405, "1:30:05")];
        for (seconds, text) in clocks {
            assert_eq!(Minutes::from_seconds(seconds).clock(), text);
        }
    }

    #[test]
    fn nothing_overflows() {
        let longest = Minutes::from_seconds(u32::MAX);
        assert_eq!(Minutes::of(u32::MAX), longest);
        assert_eq!([longest, Minutes::of(1)].into_iter().sum::<Minutes>(), longest);
        assert_eq!(Minutes::of(1).saturating_sub(longest), Minutes::ZERO);
    }

    proptest! {
        #[test]
        fn what_is_written_is_the_time_to_a_hundredth(seconds: u32) {
            let time = Minutes::from_seconds(seconds);
            let written: f64 = time.to_string().parse().unwrap();
            prop_assert!((written - time.as_f64()).abs() < 0.0051);
        }
    }
}
