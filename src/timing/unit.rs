//! Units of time, and the words around an amount of them, in the languages that speakers write in.

use super::number::strip_word;

/// Words for units, in small letters, that begin with this byte: first those for hours, then those for
/// minutes, then those for seconds.
fn words_from(first: u8) -> [&'static [&'static str]; 3] {
    match first {
        b'g' => [&["godzina", "godziny", "godzin", "godz"], &[], &[]],
        b'h' => [&["hours", "hour", "hrs", "hr", "h", "heures", "heure", "horas", "hora", "hs"], &[], &[]],
        b'm' => [
            &[],
            &[
                "minutes", "minute", "mins", "min", "m", "minuten", "mn", "minutos", "minuto", "minuti",
                "minuut", "minut", "minuty", "minuta", "minutę",
            ],
            &[],
        ],
        b'o' => [&["ore", "ora"], &[], &[]],
        b's' => [
            &["stunden", "stunde", "std"],
            &[],
            &[
                "seconds", "second", "secs", "sec", "sekunden", "sekunde", "sek", "secondes", "seconde",
                "segundos", "segundo", "seg", "secondi", "secondo", "seconden", "sekund", "sekundy",
                "sekunda",
            ],
        ],
        b'u' => [&["uur", "uren", "u"], &[], &[]],
        0x80.. => [
            &["часов", "часа", "час", "ч"],
            &["минут", "минуты", "минута", "минуту", "мин", "м"],
            &["секунд", "секунды", "секунда", "сек"],
        ],
        _ => [&[], &[], &[]],
    }
}

/// Words for a quarter of an hour, in small letters.
const QUARTERS: [&str; 3] = ["kwartier", "kwadrans", "kwadranse"];

/// Units of scripts without blanks between words, the longer ones first.
const GLUED: [(&str, u64); 17] = [
    ("个小时", 3600),
    ("個小時", 3600),
    ("分钟", 60),
    ("分鐘", 60),
    ("分間", 60),
    ("分", 60),
    ("時間", 3600),
    ("小时", 3600),
    ("小時", 3600),
    ("秒間", 1),
    ("秒钟", 1),
    ("秒鐘", 1),
    ("秒", 1),
    ("시간", 3600),
    ("분", 60),
    ("초", 1),
    ("时", 3600),
];

/// Marks and words before an amount that make it approximate, in small letters: those that begin with this
/// byte.
fn about_from(first: u8) -> &'static [&'static str] {
    match first {
        b'a' => &["about", "around", "approximately", "approx.", "approx", "aproximadamente", "aprox."],
        b'c' => &["circa", "ca.", "ca", "c."],
        b'e' => &["etwa", "environ", "env."],
        b'o' => &["ongeveer", "około"],
        b'r' => &["roughly", "rund"],
        b'u' => &["ungefähr"],
        b'~' => &["~"],
        0x80.. => &["～", "〜", "≈", "∼", "±", "около", "примерно", "約", "约"],
        _ => &[],
    }
}

/// Marks and words before an amount that say it is the most or the least, in small letters: those that begin
/// with this byte. The amount is what is planned all the same.
fn bounds_from(first: u8) -> &'static [&'static str] {
    match first {
        b'<' => &["<=", "<"],
        b'>' => &[">"],
        b'a' => &["at most", "at least", "até"],
        b'b' => &["bis zu"],
        b'f' => &["fino a"],
        b'h' => &["hasta"],
        b'j' => &["jusqu'à"],
        b'm' => &["max.", "max", "maximum", "maximal"],
        b'u' => &["up to"],
        0x80.. => &["≤", "не более"],
        _ => &[],
    }
}

/// Marks and words between the ends of a range, in small letters.
const TO: [&str; 17] =
    ["-", "–", "—", "−", "‐", "‑", "~", "～", "〜", "to ", "bis ", "à ", "a ", "tot ", "do ", "до ", "から"];

/// The bytes below 128 that one of [`TO`] begins with.
const TO_BEGINS: [u8; 6] = *b"-~tbad";

/// Reads a unit, glued to the number before it or behind blanks or a hyphen; gives its seconds.
pub(super) fn unit(text: &str) -> Option<(u64, &str)> {
    if let Some(rest) = text.strip_prefix(['\'', '’', '′', '´']) {
        return (!rest.starts_with(char::is_alphanumeric)).then_some((60, rest));
    }
    let start = text.strip_prefix(['-', '‑']).unwrap_or_else(|| text.trim_start());
    if !start.starts_with(|c: char| c.is_ascii()) {
        let glued = GLUED.iter().find_map(|(unit, seconds)| Some((*seconds, start.strip_prefix(unit)?)));
        if glued.is_some() {
            return glued;
        }
    }
    let (word, rest) = start.split_at(start.find(|c: char| !c.is_alphabetic()).unwrap_or(start.len()));
    let mut letters = word.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        // "4 m of hose" and "the 90 s we knew" are other things as often as they are times.
        let glued = start.len() == text.len();
        let goes_on = rest.trim_start().starts_with(char::is_alphabetic);
        return match letter {
            's' | 'S' | 'с' => (glued || !goes_on).then_some((1, rest)),
            'm' | 'M' | 'м' | 'u' if !glued && goes_on => None,
            _ => seconds(word).map(|seconds| (seconds, rest)),
        };
    }
    seconds(word).map(|seconds| (seconds, rest))
}

/// The seconds of the unit that a word is.
fn seconds(word: &str) -> Option<u64> {
    let first = word.as_bytes().first()?.to_ascii_lowercase();
    let is = |unit: &str| strip_word(word, unit).is_some_and(str::is_empty);
    if first == b'k' {
        return QUARTERS.iter().any(|unit| is(unit)).then_some(900);
    }
    let units = words_from(first).into_iter().zip([3600, 60, 1]);
    units.into_iter().find_map(|(words, seconds)| words.iter().any(|unit| is(unit)).then_some(seconds))
}

/// Whether a unit of a script without blanks, or half of one, ends a text: what follows may be glued to it.
pub(super) fn ends_glued(text: &str) -> bool {
    text.ends_with(['半', '반']) || GLUED.iter().any(|(unit, _)| text.ends_with(unit))
}

/// Takes a word for "about" or for a bound off the text; says whether it was one for "about".
pub(super) fn about(text: &str) -> (bool, &str) {
    let first = text.as_bytes().first().copied().unwrap_or_default().to_ascii_lowercase();
    let off = |word: &&str| {
        let rest = strip_word(text, word)?;
        let mark = word.ends_with(|last: char| !last.is_alphabetic() || matches!(last, '約' | '约'));
        (mark || rest.starts_with(char::is_whitespace)).then(|| rest.trim_start())
    };
    if let Some(rest) = about_from(first).iter().find_map(off) {
        return (true, rest);
    }
    (false, bounds_from(first).iter().find_map(off).unwrap_or(text))
}

/// Reads the mark between the ends of a range, and the blanks around it.
pub(super) fn to(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let first = text.as_bytes().first()?.to_ascii_lowercase();
    if first.is_ascii() && !TO_BEGINS.contains(&first) {
        return None;
    }
    TO.iter().find_map(|mark| strip_word(text, mark)).map(str::trim_start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_many_languages() {
        for (text, seconds) in [
            (" Minuten", 60),
            ("Std", 3600),
            (" heures", 3600),
            (" minutos", 60),
            (" ore", 3600),
            (" uur", 3600),
            (" minutę", 60),
            (" godz", 3600),
            (" Минут", 60),
            (" ч", 3600),
            ("分", 60),
            ("時間", 3600),
            ("分钟", 60),
            ("-minute", 60),
            ("’", 60),
            (" m", 60),
            ("s", 1),
            (" s", 1),
        ] {
            assert_eq!(unit(text), Some((seconds, "")), "{text}");
        }
        for text in ["", "ms", " m of hose", " s of it", "'s", " miles", "minx"] {
            assert_eq!(unit(text), None, "{text}");
        }
    }

    #[test]
    fn words_are_listed_by_their_first_byte() {
        for first in 0..0x80 {
            let bounds = [about_from(first), bounds_from(first)];
            let mut listed = words_from(first).into_iter().chain(bounds).flatten();
            assert!(listed.all(|word| word.as_bytes()[0] == first), "{}", char::from(first));
        }
        let bounds = [about_from(0x80), bounds_from(0x80)];
        assert!(
            words_from(0x80).into_iter().chain(bounds).flatten().all(|word| !word.as_bytes()[0].is_ascii())
        );
    }

    #[test]
    fn words_before_an_amount() {
        for word in ["~", "≈", "about", "ca.", "etwa", "ongeveer", "roughly", "Ungefähr", "około"] {
            assert_eq!(about(&format!("{word} 4")), (true, "4"), "{word}");
        }
        for word in
            ["<", ">", "at most", "bis zu", "fino a", "hasta", "jusqu'à", "max.", "up to", "≤", "не более"]
        {
            assert_eq!(about(&format!("{word} 4")), (false, "4"), "{word}");
        }
        assert_eq!(about("約４"), (true, "４"));
        assert_eq!(about("cat 4"), (false, "cat 4"));
        assert_eq!(to(" – 5"), Some("5"));
        assert_eq!(to(" bis 5"), Some("5"));
        assert_eq!(to("torn"), None);
    }
}
