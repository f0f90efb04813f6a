//! The running total beside a time: `(2 minutes, 10 total)`, `(4 minutes; running total=14)`.

use super::{
    Stated,
    names::TOTALS,
    number::{number, strip_word},
    phrase::{bare_minutes, phrase},
    piece::Piece,
};

/// The running total that a remark begins with.
pub(super) fn running(remark: Piece<'_>) -> Option<Stated> {
    let remark = remark.rest(remark.text.trim_start_matches([',', ';', '/', ' ', '-', '–', '|']));
    if remark.text.is_empty() {
        return None;
    }
    let strip =
        |words: &[&str], text| words.iter().find_map(|word| strip_word(text, word)).map(str::trim_start);
    let manner = ["running ", "cumulative ", "cumulated ", "in "];
    let named = strip(&manner, remark.text).unwrap_or(remark.text);
    if let Some(behind) = strip(&TOTALS, named) {
        let amount = remark.rest(behind.trim_start_matches(['=', ':', ' ']));
        return stated(amount).map(|(stated, _)| stated);
    }
    let (stated, rest) = stated(remark)?;
    let rest = rest.trim_start();
    let rest = strip(&manner, rest).unwrap_or(rest);
    let named = strip(&TOTALS, rest).or_else(|| strip(&["elapsed", "cumulative", "so far"], rest));
    named.map(|_| stated)
}

/// Whether a text begins with a name for what an outline adds up to.
pub(super) fn is_total(text: &str) -> bool {
    TOTALS.iter().any(|name| strip_word(text, name).is_some())
}

/// Reads a length, or a number that is minutes, with its place.
fn stated(text: Piece<'_>) -> Option<(Stated, &str)> {
    if let Some((time, rest)) = phrase(text.text) {
        return Some((Stated { minutes: time.min, place: text.before(rest).place() }, rest));
    }
    let (_, rest) = number(text.text)?;
    let digits = text.before(rest);
    Some((Stated { minutes: bare_minutes(digits.text)?, place: digits.place() }, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timing::told::told;

    #[test]
    fn running_totals_stand_behind() {
        let read = |inside: &str| {
            let stated = told(Piece { text: inside, at: 0 })?.running?;
            Some((stated.minutes.seconds() / 60, inside.get(stated.place)?.to_owned()))
        };
        for (inside, total, words) in [
            ("2 min, 10 total", 10, "10"),
            ("2 min, 10 minutes total", 10, "10 minutes"),
            ("2 min; running total=10", 10, "10"),
            ("1 hr, 1.5 hr total", 90, "1.5 hr"),
            ("2 min, total: 10 min", 10, "10 min"),
            ("2 min / 10 total", 10, "10"),
        ] {
            assert_eq!(read(inside), Some((total, words.to_owned())), "{inside}");
        }
        assert_eq!(read("2 min, 10 slides"), None);
    }
}
