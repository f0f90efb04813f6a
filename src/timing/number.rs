//! Numbers as people write them: `12`, `1.5`, `1,5`, `１０`, `1½`, `1 1/2`, `ten`, `diez`.

use super::fraction::fraction;

/// Words for numbers that begin with a small letter, the longer ones first, with what they are worth in
/// thousandths. Other languages than English have those that talks are planned with.
fn words_from(letter: u8) -> &'static [(&'static str, u64)] {
    match letter {
        b'a' => &[("acht", 8_000)],
        b'c' => &[("cinco", 5_000), ("cinq", 5_000), ("cinque", 5_000), ("cuarenta", 40_000)],
        b'd' => &[
            ("dieci", 10_000),
            ("diez", 10_000),
            ("dez", 10_000),
            ("dix", 10_000),
            ("dos", 2_000),
            ("deux", 2_000),
            ("dois", 2_000),
            ("duas", 2_000),
            ("due", 2_000),
            ("drie", 3_000),
            ("drei", 3_000),
            ("dertig", 30_000),
            ("dreißig", 30_000),
        ],
        b'e' => &[("eight", 8_000)],
        b'f' => &[
            ("forty-five", 45_000),
            ("fifteen", 15_000),
            ("forty", 40_000),
            ("fifty", 50_000),
            ("four", 4_000),
            ("five", 5_000),
            ("fünf", 5_000),
            ("fünfzehn", 15_000),
        ],
        b'n' => &[("ninety", 90_000), ("nine", 9_000)],
        b'o' => &[("one", 1_000)],
        b'q' => &[("quince", 15_000), ("quinze", 15_000), ("quindici", 15_000), ("quarenta", 40_000)],
        b's' => &[("sixty", 60_000), ("seven", 7_000), ("six", 6_000)],
        b't' => &[
            ("twenty-five", 25_000),
            ("twenty", 20_000),
            ("twelve", 12_000),
            ("thirty", 30_000),
            ("three", 3_000),
            ("two", 2_000),
            ("ten", 10_000),
            ("tien", 10_000),
            ("tre", 3_000),
            ("tres", 3_000),
            ("três", 3_000),
            ("trois", 3_000),
            ("treinta", 30_000),
            ("trenta", 30_000),
            ("trente", 30_000),
            ("trinta", 30_000),
            ("twee", 2_000),
            ("twintig", 20_000),
        ],
        b'v' => &[
            ("veinte", 20_000),
            ("venti", 20_000),
            ("vier", 4_000),
            ("vijf", 5_000),
            ("vijftien", 15_000),
            ("vingt", 20_000),
            ("vinte", 20_000),
        ],
        b'z' => &[("zehn", 10_000), ("zwanzig", 20_000), ("zwei", 2_000)],
        _ => &[],
    }
}

/// A number of more digits is something else.
const MOST_DIGITS: usize = 9;

/// Reads a number, in thousandths: `12`, `1.5`, `1,5`, but not `7,000`. Decimals after the third are dropped.
pub(super) fn number(text: &str) -> Option<(u64, &str)> {
    if let Some(part) = of_an_hour(text) {
        return Some(part);
    }
    let Some((whole, rest)) = digits(text) else { return in_words(text).or_else(|| sign(text)) };
    let thousandths = whole.checked_mul(1000)?;
    if let Some((part, rest)) = sign(rest).or_else(|| stroke(rest)) {
        return Some((thousandths + part, rest));
    }
    let Some((_, behind)) = rest.strip_prefix(['.', ',']).and_then(digits) else {
        return Some((thousandths, rest));
    };
    let decimals = rest.get(1..rest.len() - behind.len())?;
    if decimals.len() == 3 && rest.starts_with(',') {
        return None;
    }
    let worth = decimals.chars().filter_map(value).zip([100, 10, 1]).map(|(digit, worth)| digit * worth);
    Some((thousandths + worth.sum::<u64>(), behind))
}

/// Reads digits, narrow or wide ones.
pub(super) fn digits(text: &str) -> Option<(u64, &str)> {
    let end = text.find(|c: char| value(c).is_none()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let few = (1..=MOST_DIGITS).contains(&digits.chars().take(MOST_DIGITS + 1).count());
    few.then(|| (digits.chars().filter_map(value).fold(0, |number, digit| number * 10 + digit), rest))
}

/// What a digit is worth.
fn value(digit: char) -> Option<u64> {
    match digit {
        '０'..='９' => Some(u64::from(u32::from(digit) - u32::from('０'))),
        _ => digit.to_digit(10).map(u64::from),
    }
}

/// Reads half, a quarter or three of them in one sign.
fn sign(text: &str) -> Option<(u64, &str)> {
    let sign = text.chars().next()?;
    let worth = match sign {
        '½' => 500,
        '¼' => 250,
        '¾' => 750,
        _ => return None,
    };
    Some((worth, text.get(sign.len_utf8()..)?))
}

/// Reads a half or quarters with a stroke behind a whole number.
fn stroke(text: &str) -> Option<(u64, &str)> {
    let worth = match text.as_bytes() {
        [b' ', b'1', b'/', b'2', ..] => 500,
        [b' ', b'1', b'/', b'4', ..] => 250,
        [b' ', b'3', b'/', b'4', ..] => 750,
        _ => return None,
    };
    let rest = text.get(" 1/2".len()..)?;
    (!rest.starts_with(|c: char| c.is_ascii_digit() || c == '/')).then_some((worth, rest))
}

/// Reads half an hour or quarters of one with a stroke: `1/2 hour`; of other things it is two numbers.
fn of_an_hour(text: &str) -> Option<(u64, &str)> {
    const HOURS: [&str; 5] = ["hour", "hr", "h", "stunde", "heure"];
    let worth = match text.as_bytes() {
        [b'1', b'/', b'2', ..] => 500,
        [b'1', b'/', b'4', ..] => 250,
        [b'3', b'/', b'4', ..] => 750,
        _ => return None,
    };
    let rest = text.get("1/2".len()..)?;
    let unit = rest.trim_start_matches([' ', '-']);
    HOURS.iter().find_map(|hour| strip_whole_word(unit, hour)).map(|_| (worth, rest))
}

/// Reads a number in words, with a blank or a hyphen behind it where it is not glued to its unit.
fn in_words(text: &str) -> Option<(u64, &str)> {
    if let Some(found) = fraction(text) {
        return Some(found);
    }
    let first = text.as_bytes().first()?.to_ascii_lowercase();
    words_from(first).iter().find_map(|(word, worth)| {
        let rest = strip_word(text, word)?;
        rest.starts_with([' ', '-', '\n']).then_some((*worth, rest))
    })
}

/// The text behind a word that it begins with, in large or small letters. `word` is in small ones.
#[inline]
pub(super) fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    // Most words fail at their first letters, and most texts are tried with many words.
    if may_begin_with(text.as_bytes(), word.as_bytes()) { behind_word(text, word) } else { None }
}

/// Whether the first two bytes of a text may be those of a word.
#[inline]
fn may_begin_with(text: &[u8], word: &[u8]) -> bool {
    // What is not ASCII may be a large letter.
    let may_be = |byte: u8, letter: u8| byte.to_ascii_lowercase() == letter || !byte.is_ascii();
    match (text, word) {
        ([first, second, ..], [one, two, ..]) => may_be(*first, *one) && may_be(*second, *two),
        ([first, ..], [one]) => may_be(*first, *one),
        _ => false,
    }
}

/// The same where the first letters may fit.
fn behind_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    if let Some(start) = text.as_bytes().get(..word.len())
        && start.eq_ignore_ascii_case(word.as_bytes())
    {
        return text.get(word.len()..);
    }
    if word.is_ascii() {
        return None;
    }
    let mut rest = text.chars();
    let same =
        word.chars().all(|c| rest.next().is_some_and(|other| other == c || other.to_lowercase().eq([c])));
    if same { Some(rest.as_str()) } else { None }
}

/// The same where no letter or digit follows the word.
pub(super) fn strip_whole_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    strip_word(text, word).filter(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_many_forms() {
        for (text, thousandths, rest) in [
            ("12 min", 12_000, " min"),
            ("1.5h", 1_500, "h"),
            ("1,25", 1_250, ""),
            ("1.23456", 1_234, ""),
            ("3. x", 3_000, ". x"),
            ("１０分", 10_000, "分"),
            ("1½ h", 1_500, " h"),
            ("½ h", 500, " h"),
            ("¼ h", 250, " h"),
            ("2¾ h", 2_750, " h"),
            ("Forty-five minutes", 45_000, " minutes"),
            ("half an hour", 500, " hour"),
            ("one hour", 1_000, " hour"),
            ("Seven min", 7_000, " min"),
            ("eight min", 8_000, " min"),
            ("1 1/2 hours", 1_500, " hours"),
            ("2 3/4", 2_750, ""),
            ("1/2 hour", 500, " hour"),
            ("3/4h", 750, "h"),
            ("1/2 min", 1_000, "/2 min"),
            ("1 1/20 x", 1_000, " 1/20 x"),
            ("Diez minutos", 10_000, " minutos"),
            ("drie kwartier", 3_000, " kwartier"),
            ("Fünfzehn Minuten", 15_000, " Minuten"),
        ] {
            assert_eq!(number(text), Some((thousandths, rest)), "{text}");
        }
        for text in ["", "x", "7,000", "tense", "1234567890", "tenth", "dozen eggs", "diezmo"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn words_are_found_in_any_case() {
        assert_eq!(strip_word("Минут x", "минут"), Some(" x"));
        assert_eq!(strip_word("MINUTES", "min"), Some("UTES"));
        assert_eq!(strip_word("mi", "min"), None);
        assert_eq!(strip_whole_word("minutes", "min"), None);
    }
}
