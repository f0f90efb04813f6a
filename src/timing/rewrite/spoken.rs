//! Times in words, most of them of hours: `half an hour`, `mezz'ora`, `eine Stunde`, `1時間半`. With another time they are
//! written in digits, in the language that stands there: `20 minutes`, `2 Stunden`.

use super::{
    super::{
        phrase::phrase,
        unit::{about, ends_glued},
    },
    habit::Habit,
    inflection::inflected,
    quantity::{More, Written, written},
};

/// What tells the language of such a time, in small letters, with its words for hours and for minutes; those
/// first that others are a part of.
const TONGUES: [(&str, &str, &str); 16] = [
    (ENGLISH, "hours", "minutes"),
    // "Minute" alone may be English.
    ("eine minute", "Stunden", "Minuten"),
    ("stunde", "Stunden", "Minuten"),
    ("heure", "heures", "minutes"),
    ("hora", "horas", "minutos"),
    ("ora", "ore", "minuti"),
    ("uur", "uur", "minuten"),
    ("uren", "uur", "minuten"),
    ("kwartier", "uur", "minuten"),
    ("godzin", "godzin", "minut"),
    ("kwadrans", "godzin", "minut"),
    ("час", "часов", "минут"),
    ("小时", "小时", "分钟"),
    ("小時", "小時", "分鐘"),
    ("時間", "時間", "分"),
    ("시간", "시간", "분"),
];

/// What tells that a time is in English.
const ENGLISH: &str = "hour";

/// A time in words.
pub(super) struct Spoken<'a> {
    /// The word for "about" before it, with the blank behind that.
    about: &'a str,
    /// What stands behind it: a full stop, if anything.
    behind: &'a str,
    /// Whether its words are English ones.
    pub is_english: bool,
    hours: &'static str,
    minutes: &'static str,
}

impl<'a> Spoken<'a> {
    /// Takes such a time apart; none where it is in digits, has several parts or is a range.
    pub fn of(text: &'a str) -> Option<Self> {
        let (time, behind) = phrase(text).filter(|(time, _)| !time.is_range())?;
        let start = about(text).1;
        let whole = match written(text) {
            Some(Written { first, second }) => {
                let plain = second.is_none() && matches!(first.more, More::Nothing);
                plain && start.starts_with(char::is_alphabetic) && first.seconds_per(None) >= 60
            }
            // Hours and a half.
            None => time.min.seconds() > 0,
        };
        if !whole || !matches!(behind, "" | ".") {
            return None;
        }
        let small = start.to_lowercase();
        let (sign, hours, minutes) = *TONGUES.iter().find(|(sign, ..)| small.contains(sign))?;
        let about = text.get(..text.len() - start.len())?;
        Some(Self { about, behind, is_english: sign == ENGLISH, hours, minutes })
    }

    /// The same with so many seconds, in digits: whole hours, else minutes. None where it is neither.
    pub fn in_digits(&self, seconds: u32, habit: &Habit) -> Option<String> {
        let hours = seconds > 0 && seconds.is_multiple_of(3600);
        let (unit, word) = if hours { (3600, self.hours) } else { (60, self.minutes) };
        let number = Some(seconds / unit).filter(|_| seconds.is_multiple_of(unit))?;
        let word = inflected(word, u64::from(number) * 1000, habit);
        let gap = if ends_glued(&word) { "" } else { " " };
        let anew = format!("{}{number}{gap}{word}{}", self.about, self.behind);
        let (time, rest) = phrase(&anew)?;
        let same = time.min.seconds() == seconds && !time.is_range() && rest == self.behind;
        same.then_some(anew)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_digits_in_their_language() {
        for (text, minutes, anew) in [
            ("half an hour", 20, "20 minutes"),
            ("about half an hour", 1, "about 1 minute"),
            ("an hour and a half", 120, "2 hours"),
            ("eine halbe Stunde", 120, "2 Stunden"),
            ("etwa eine Stunde", 30, "etwa 30 Minuten"),
            ("eine Minute", 5, "5 Minuten"),
            ("eine Viertelstunde", 60, "1 Stunde"),
            ("anderthalb Stunden", 1, "1 Minute"),
            ("une heure et demie", 90, "90 minutes"),
            ("1 heure et demie", 60, "1 heure"),
            ("una hora", 120, "2 horas"),
            ("meia hora", 20, "20 minutos"),
            ("mezz'ora", 20, "20 minuti"),
            ("mezz'ora", 60, "1 ora"),
            ("un'ora", 120, "2 ore"),
            ("een half uur", 20, "20 minuten"),
            ("een kwartier", 60, "1 uur"),
            ("drie kwartier", 20, "20 minuten"),
            ("pół godziny", 22, "22 minuty"),
            ("полчаса", 21, "21 минута"),
            ("полтора часа", 120, "2 часа"),
            ("半小时", 20, "20分钟"),
            ("1時間半", 20, "20分"),
            ("1時間半", 120, "2時間"),
            ("반시간", 20, "20분"),
        ] {
            let spoken = Spoken::of(text).and_then(|it| it.in_digits(minutes * 60, &Habit::default()));
            assert_eq!(spoken.as_deref(), Some(anew), "{text} {minutes}");
        }
        assert_eq!(Spoken::of("mezz'ora").and_then(|it| it.in_digits(90, &Habit::default())), None);
    }

    #[test]
    fn what_says_its_number_in_digits_is_not_in_words() {
        for text in ["2 hours", "1h30", "1 Stunde", "ten minutes", "un minuto", "half", "1 to 2 hours"] {
            assert!(Spoken::of(text).is_none(), "{text}");
        }
        for text in ["an hour and 5 minutes", "half an hour to an hour", "half an hour + 5 min"] {
            assert!(Spoken::of(text).is_none(), "{text}");
        }
    }
}
