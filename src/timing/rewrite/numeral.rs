//! Numbers written like others: `12`, `1.5`, `1,50`, `０５`, `1½`, `ten`.

use super::{super::number::number, habit::Habit};

/// Words for numbers, by what they are worth.
const WORDS: [&str; 31] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "twenty-one",
    "twenty-two",
    "twenty-three",
    "twenty-four",
    "twenty-five",
    "twenty-six",
    "twenty-seven",
    "twenty-eight",
    "twenty-nine",
    "thirty",
];

/// Words for larger numbers.
const LARGE_WORDS: [(u64, &str); 6] =
    [(35, "thirty-five"), (40, "forty"), (45, "forty-five"), (50, "fifty"), (60, "sixty"), (90, "ninety")];

/// A number so many thousandths large, written like `like`: with its digits or in English words, its decimal
/// mark, its noughts on either side, and `decimals` at least. Instead of words of another language it has
/// digits. None where it cannot be written so that it is read
/// again.
pub(super) fn write(like: &str, thousandths: u64, decimals: usize, habit: &Habit) -> Option<String> {
    let written = if is_english(like) {
        in_words(like, thousandths)?
    } else if like.contains(['½', '¼', '¾']) {
        with_fraction(thousandths).unwrap_or_else(|| in_digits(like, thousandths, decimals, habit))
    } else if like.contains('/') {
        with_stroke(thousandths).unwrap_or_else(|| in_digits("1", thousandths, decimals, habit))
    } else {
        in_digits(like, thousandths, decimals, habit)
    };
    let (read, rest) = number(&format!("{written} ")).map(|(read, rest)| (read, rest.trim().is_empty()))?;
    (read == thousandths && rest).then_some(written)
}

/// Whether a number begins with an English word.
fn is_english(like: &str) -> bool {
    const PARTS: [&str; 4] = ["a", "an", "half", "quarter"];
    let word = like.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let mut words = PARTS.iter().chain(&WORDS).chain(LARGE_WORDS.iter().map(|(_, word)| word));
    words.any(|other| word.eq_ignore_ascii_case(other))
}

/// The thousandths of a unit that come to so many seconds, with the fewest decimals; none where more than
/// `most` are needed.
pub(super) fn thousandths(seconds: u32, unit: u64, most: usize) -> Option<u64> {
    let exact = u64::from(seconds) * 1000;
    [1000, 100, 10, 1].into_iter().take(most + 1).find_map(|step| {
        let rounded = (exact / unit + step / 2) / step * step;
        ((rounded * unit + 500) / 1000 == u64::from(seconds)).then_some(rounded)
    })
}

/// A whole number in words, with a large letter where `like` has one.
fn in_words(like: &str, thousandths: u64) -> Option<String> {
    let whole = Some(thousandths / 1000).filter(|_| thousandths.is_multiple_of(1000))?;
    let small = usize::try_from(whole).ok().and_then(|whole| WORDS.get(whole).copied());
    let word =
        small.or_else(|| LARGE_WORDS.iter().find(|(worth, _)| *worth == whole).map(|(_, word)| *word))?;
    Some(super::inflection::in_the_case_of(like, word))
}

/// Digits and one sign for halves or quarters.
fn with_fraction(thousandths: u64) -> Option<String> {
    let sign = match thousandths % 1000 {
        500 => '½',
        250 => '¼',
        750 => '¾',
        _ => return None,
    };
    let whole = thousandths / 1000;
    Some(if whole == 0 { sign.to_string() } else { format!("{whole}{sign}") })
}

/// Digits and a half or quarters with a stroke behind them.
fn with_stroke(thousandths: u64) -> Option<String> {
    let part = match thousandths % 1000 {
        500 => "1/2",
        250 => "1/4",
        750 => "3/4",
        _ => return None,
    };
    (thousandths > 1000).then(|| format!("{} {part}", thousandths / 1000))
}

/// A number in digits.
fn in_digits(like: &str, thousandths: u64, least: usize, habit: &Habit) -> String {
    let (whole, decimals) = like.split_once(['.', ',']).unwrap_or((like, ""));
    let kept = if decimals.ends_with(['0', '０']) { decimals.chars().count() } else { 0 };
    let digits = format!("{:03}", thousandths % 1000);
    let needed = digits.trim_end_matches('0').len();
    let shown = digits.get(..needed.max(kept).max(least).min(3)).unwrap_or("");
    let mark = if like.contains(',') || habit.has_comma && !like.contains('.') { "," } else { "." };
    let mark = if shown.is_empty() { "" } else { mark };
    let width = if whole.starts_with(['0', '０']) { whole.chars().count() } else { 1 };
    let written = format!("{:0width$}{mark}{shown}", thousandths / 1000);
    if like.chars().any(|digit| ('０'..='９').contains(&digit)) { widened(&written) } else { written }
}

/// The text with wide digits.
fn widened(text: &str) -> String {
    let wide = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(u32::from('０') + digit));
    text.chars().map(|c| wide(c).unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_like_others() {
        let habit = Habit::default();
        for (like, worth, written) in [
            ("4", 5_000, Some("5")),
            ("4", 4_500, Some("4.5")),
            ("1.5", 2_500, Some("2.5")),
            ("1.5", 2_000, Some("2")),
            ("1.50", 2_000, Some("2.00")),
            ("1,5", 2_250, Some("2,25")),
            ("05", 6_000, Some("06")),
            ("05", 12_000, Some("12")),
            ("１０", 11_000, Some("１１")),
            ("1½", 2_500, Some("2½")),
            ("½", 1_000, Some("1")),
            ("1½", 2_250, Some("2¼")),
            ("1½", 750, Some("¾")),
            ("1½", 2_200, Some("2.2")),
            ("1 1/2", 2_500, Some("2 1/2")),
            ("1 1/2", 2_000, Some("2")),
            ("1 1/2", 500, Some("0.5")),
            ("ten", 9_000, Some("nine")),
            ("Ten", 9_000, Some("Nine")),
            ("ten", 33_000, None),
            ("ten", 9_500, None),
            ("Forty-five", 40_000, Some("Forty")),
            ("half an", 2_000, Some("two")),
            ("eine", 2_000, Some("2")),
            ("полтора", 2_500, Some("2.5")),
        ] {
            assert_eq!(write(like, worth, 0, &habit).as_deref(), written, "{like} {worth}");
        }
        let comma = Habit::of_phrases(["1,5 min"]);
        assert_eq!(write("4", 4_500, 0, &comma).as_deref(), Some("4,5"));
    }

    #[test]
    fn few_decimals_are_enough() {
        assert_eq!(thousandths(90, 60, 3), Some(1_500));
        assert_eq!(thousandths(20, 60, 3), Some(330));
        assert_eq!(thousandths(1, 60, 3), Some(20));
        assert_eq!(thousandths(4_500, 3600, 2), Some(1_250));
        assert_eq!(thousandths(4_560, 3600, 2), None);
    }
}
