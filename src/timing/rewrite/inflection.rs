//! Words for units in the form that a number asks for: `1 minute`, `2 minutes`, `5 минут`.

use super::habit::Habit;

/// The forms of a word, in small letters: with one, with a few, with many.
struct Forms(&'static str, &'static str, &'static str);

/// Words that differ, those first that are meant where nothing else says.
const WORDS: [Forms; 24] = [
    Forms("minute", "minutes", "minutes"),
    Forms("hour", "hours", "hours"),
    Forms("second", "seconds", "seconds"),
    Forms("minute", "minuten", "minuten"),
    Forms("stunde", "stunden", "stunden"),
    Forms("sekunde", "sekunden", "sekunden"),
    Forms("heure", "heures", "heures"),
    Forms("seconde", "secondes", "secondes"),
    Forms("minuto", "minutos", "minutos"),
    Forms("hora", "horas", "horas"),
    Forms("segundo", "segundos", "segundos"),
    Forms("minuto", "minuti", "minuti"),
    Forms("ora", "ore", "ore"),
    Forms("secondo", "secondi", "secondi"),
    Forms("minuut", "minuten", "minuten"),
    Forms("seconde", "seconden", "seconden"),
    Forms("minuta", "minuty", "minut"),
    Forms("godzina", "godziny", "godzin"),
    Forms("sekunda", "sekundy", "sekund"),
    Forms("минута", "минуты", "минут"),
    Forms("час", "часа", "часов"),
    Forms("секунда", "секунды", "секунд"),
    Forms("minutę", "minuty", "minut"),
    Forms("минуту", "минуты", "минут"),
];

/// Short words that some people give a plural and others do not.
const SHORT: [(&str, &str); 2] = [("min", "mins"), ("sec", "secs")];

/// A word for a unit as it stands behind a number of so many thousandths, in the case of the letters that it
/// has; unchanged where it has but one form.
pub(super) fn inflected(word: &str, thousandths: u64, habit: &Habit) -> String {
    let small = word.to_lowercase();
    if let Some(pair) = SHORT.iter().find(|(one, many)| small == *one || small == *many) {
        return in_the_case_of(word, short(pair, &small, thousandths == 1000, habit));
    }
    let has = |forms: &&Forms| [forms.0, forms.1, forms.2].contains(&small.as_str());
    let fitting = || WORDS.iter().filter(has).map(|forms| form(forms, thousandths));
    // "Minute" may go on as English or as German: the other times tell.
    let seen = fitting().find(|form| habit.knows(form));
    let dutch = small == "minuten" && !word.starts_with(char::is_uppercase);
    let usual = if dutch { fitting().next_back() } else { fitting().next() };
    seen.or(usual).map_or_else(|| word.to_owned(), |form| in_the_case_of(word, form))
}

/// The form that a number asks for.
fn form(forms: &Forms, thousandths: u64) -> &'static str {
    let Forms(one, few, many) = *forms;
    let slavic = few != many;
    let russian = slavic && !one.is_ascii() && one != "minutę";
    let whole = thousandths / 1000;
    if thousandths == 1000 {
        one
    } else if !slavic {
        many
    } else if !thousandths.is_multiple_of(1000) {
        few
    } else {
        let teen = (11..=14).contains(&(whole % 100));
        match whole % 10 {
            1 if russian && !teen => one,
            2..=4 if !teen => few,
            _ => many,
        }
    }
}

/// A short word: it goes with the number only where the other times show that the author does so.
fn short<'a>((one, many): &(&'a str, &'a str), word: &'a str, is_one: bool, habit: &Habit) -> &'a str {
    let differs = habit.plurals(one) == 0;
    if is_one && word == *many && differs && habit.plurals(many) > 1 {
        one
    } else if !is_one && word == *one && differs && habit.plurals(many) > 0 {
        many
    } else {
        word
    }
}

/// A word in small letters, in the case that `like` has.
pub(super) fn in_the_case_of(like: &str, word: &str) -> String {
    let mut letters = like.chars().filter(|c| c.is_alphabetic());
    let first = letters.next().is_some_and(char::is_uppercase);
    let second = letters.next().is_some_and(char::is_uppercase);
    match (first, second) {
        (true, true) => word.to_uppercase(),
        (true, false) => {
            let mut rest = word.chars();
            rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect()
        }
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_go_with_their_numbers() {
        let habit = Habit::default();
        for (word, number, wanted) in [
            ("minutes", 1, "minute"),
            ("minute", 2, "minutes"),
            ("Minute", 2, "Minutes"),
            ("MINUTES", 1, "MINUTE"),
            ("Minuten", 1, "Minute"),
            ("minuten", 1, "minuut"),
            ("minuto", 3, "minutos"),
            ("minuti", 1, "minuto"),
            ("minut", 1, "minuta"),
            ("minut", 3, "minuty"),
            ("minuty", 12, "minut"),
            ("минут", 21, "минута"),
            ("минута", 22, "минуты"),
            ("минуты", 11, "минут"),
            ("min", 1, "min"),
            ("mins", 1, "mins"),
            ("m", 2, "m"),
            ("分", 2, "分"),
            ("uur", 2, "uur"),
        ] {
            assert_eq!(inflected(word, number * 1000, &habit), wanted, "{word} {number}");
        }
        assert_eq!(inflected("minute", 1_500, &habit), "minutes");
    }

    #[test]
    fn other_times_show_the_habit() {
        let german = Habit::of_phrases(["4 Minuten", "1 Minute"]);
        assert_eq!(inflected("Minute", 2_000, &german), "Minuten");
        let plural = Habit::of_phrases(["4 mins", "2 mins", "1 min"]);
        assert_eq!(inflected("mins", 1_000, &plural), "min");
        assert_eq!(inflected("min", 2_000, &plural), "mins");
    }
}
