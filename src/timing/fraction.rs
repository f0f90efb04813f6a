//! Parts of an hour in words, in the languages that speakers write in: `half an hour`, `mezz'ora`, `eine
//! halbe Stunde`, `полчаса`, `半小时`.
//!
//! ```text
//! fraction = [article] part     before a blank, a hyphen, or where the part is one that units are glued to
//!          | article            one
//! ```

use super::number::strip_word;

/// Parts that begin with this byte, in small letters, the longer ones first, with what they are worth in
/// thousandths.
fn parts_from(first: u8) -> &'static [(&'static str, u64)] {
    match first {
        b'a' => &[("anderthalb", 1_500), ("anderhalf", 1_500)],
        b'c' => &[("cuarto de", 250)],
        b'd' => &[("dreiviertel", 750), ("demi", 500)],
        b'e' => &[("eineinhalb", 1_500)],
        b'h' => &[("halben", 500), ("halbe", 500), ("half an", 500), ("half a", 500), ("half", 500)],
        b'm' => &[("media", 500), ("meia", 500), ("mezza", 500), ("mezz'", 500), ("mezz’", 500)],
        b'o' => &[("one and a half", 1_500)],
        b'p' => &[("półtorej", 1_500), ("pół", 500)],
        b'q' => &[
            ("quarter of an", 250),
            ("quarter", 250),
            ("quart d'", 250),
            ("quart d’", 250),
            ("quarto d'", 250),
            ("quarto d’", 250),
            ("quarto de", 250),
        ],
        b't' => &[
            ("three quarters of an", 750),
            ("trois quarts d'", 750),
            ("trois quarts d’", 750),
            ("tre quarti d'", 750),
            ("tre quarti d’", 750),
            ("tres cuartos de", 750),
            ("três quartos de", 750),
        ],
        b'v' => &[("viertel", 250)],
        0x80.. => &[
            ("полтора", 1_500),
            ("пол", 500),
            ("четверть", 250),
            ("一个半", 1_500),
            ("一個半", 1_500),
            ("半", 500),
            ("반", 500),
            ("一", 1_000),
        ],
        _ => &[],
    }
}

/// Words for one, in small letters, those that begin with this byte.
fn articles_from(first: u8) -> &'static [&'static str] {
    match first {
        b'a' => &["an", "a"],
        b'e' => &["eine", "einer", "een", "ein"],
        b'u' => &["une", "una", "uma", "un'", "un’", "un", "um"],
        0x80.. => &["один"],
        _ => &[],
    }
}

/// Words for half an hour behind hours, in small letters: `une heure et demie`.
const AND_HALF: [&str; 6] = ["a half", "demie", "media", "mezza", "mezzo", "meia"];

/// Reads a part in words, or the one of an article, in thousandths; the unit is to follow.
pub(super) fn fraction(text: &str) -> Option<(u64, &str)> {
    if !may_begin(text) {
        return None;
    }
    let behind = article(text);
    behind.and_then(|behind| part(behind.trim_start())).or_else(|| part(text)).or_else(|| {
        // "A minute" is any short time.
        let rest = behind?;
        let long = text.len() - rest.len() > 1;
        (long && (rest.starts_with(' ') || rest.len() < text.len() && is_elided(text, rest)))
            .then_some((1_000, rest))
    })
}

/// Whether a text begins with the letters of such a word. Most words do not, and all are asked.
fn may_begin(text: &str) -> bool {
    let [first, second, third, ..] = text.as_bytes() else { return false };
    let second = second.to_ascii_lowercase();
    match first.to_ascii_lowercase() {
        b'a' => matches!(second, b'n' | b' '),
        b'c' | b'q' => second == b'u',
        b'd' => matches!(second, b'e' | b'r'),
        b'e' => matches!(second, b'e' | b'i'),
        b'h' => second == b'a' && third.eq_ignore_ascii_case(&b'l'),
        b'm' => second == b'e',
        b'o' => second == b'n',
        b'p' => !second.is_ascii(),
        b't' => second == b'r' || second == b'h' && third.eq_ignore_ascii_case(&b'r') || !second.is_ascii(),
        b'u' => matches!(second, b'n' | b'm'),
        b'v' => second == b'i',
        first => !first.is_ascii(),
    }
}

/// Reads the half that stands behind hours, glued to them or with a word for "and" before it, which is taken
/// off already where there was one.
pub(super) fn half_behind(text: &str, joined: bool) -> Option<&str> {
    if let Some(rest) = text.strip_prefix(['半', '반']) {
        return Some(rest);
    }
    let word = AND_HALF.iter().find_map(|word| strip_word(text, word)).filter(|_| joined)?;
    (!word.starts_with(char::is_alphanumeric)).then_some(word)
}

/// The text behind an article.
fn article(text: &str) -> Option<&str> {
    let first = text.as_bytes().first()?.to_ascii_lowercase();
    articles_from(first).iter().find_map(|article| {
        let rest = strip_word(text, article)?;
        (rest.starts_with(' ') || is_elided(text, rest)).then_some(rest)
    })
}

/// Reads a part.
fn part(text: &str) -> Option<(u64, &str)> {
    let first = text.as_bytes().first()?.to_ascii_lowercase();
    parts_from(first).iter().find_map(|(part, worth)| {
        let rest = strip_word(text, part)?;
        let apart = rest.starts_with([' ', '-', '\n']);
        let glued = !part.is_ascii() || part.ends_with("viertel") || is_elided(text, rest);
        (apart || glued && rest.starts_with(char::is_alphabetic)).then_some((*worth, rest))
    })
}

/// Whether an apostrophe parts a text from the rest behind it.
fn is_elided(text: &str, rest: &str) -> bool {
    text.get(..text.len() - rest.len()).is_some_and(|read| read.ends_with(['\'', '’']))
}

#[cfg(test)]
mod tests {
    use crate::timing::phrase::phrase;

    /// The minutes that a text says, and no more than that.
    fn minutes(text: &str) -> Option<u32> {
        let (time, rest) = phrase(text)?;
        (rest.is_empty() && !time.is_range()).then(|| time.min.seconds() / 60)
    }

    #[test]
    fn parts_of_an_hour_have_words_in_many_languages() {
        for (expected, texts) in [
            (15, "a quarter of an hour|quarter hour|eine Viertelstunde|un quart d'heure|un quarto d’ora"),
            (15, "un cuarto de hora|um quarto de hora|een kwartier|kwadrans|четверть часа"),
            (30, "half an hour|half-hour|a half hour|½ hour|eine halbe Stunde|einer halben Stunde"),
            (
                30,
                "une demi-heure|demi heure|media hora|una media hora|meia hora|mezz'ora|una mezz’ora|mezza ora",
            ),
            (
                30,
                "een half uur|half uur|pół godziny|полчаса|пол часа|30分|半時間|半小时|半个小时|半個小時|반시간",
            ),
            (45, "three quarters of an hour|Dreiviertelstunde|trois quarts d'heure|tre quarti d'ora"),
            (45, "tres cuartos de hora|três quartos de hora"),
            (60, "an hour|one hour|eine Stunde|une heure|una hora|uma hora|un'ora|een uur|один час|一小时"),
            (
                90,
                "an hour and a half|one and a half hours|anderthalb Stunden|eineinhalb Stunden|anderhalf uur",
            ),
            (90, "une heure et demie|1 heure et demie|una hora y media|uma hora e meia|un'ora e mezza"),
            (90, "półtorej godziny|полтора часа|1時間半|1시간 반|一个半小时"),
        ] {
            for text in texts.split('|') {
                let text = if text == "kwadrans" { "1 kwadrans" } else { text };
                assert_eq!(minutes(text), Some(expected), "{text}");
            }
        }
    }

    #[test]
    fn other_words_are_no_parts() {
        for text in [
            "a minute",
            "a 4 min",
            "half",
            "half time",
            "halfhour",
            "media",
            "mediahora",
            "demi-journée",
            "Polen",
            "половина",
            "一般",
            "mezz'uomo",
            "quarter 3",
            "un",
        ] {
            assert_eq!(minutes(text), None, "{text}");
        }
        assert_eq!(phrase("1 hour half of it").map(|(_, rest)| rest), Some(" half of it"));
        assert_eq!(phrase("2 h and a halfway house").map(|(_, rest)| rest), Some(" and a halfway house"));
    }
}
