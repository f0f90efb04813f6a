//! Numbers that are minutes because the heading above says so: `Outline (minutes)`, and under it `Tides (5)`,
//! `Tides - 5`, `5: Tides`, `5 Tides`.
//!
//! ```text
//! entry = bracket title | title bracket | number mark title | title mark number
//!       | number title | title number      weak: all in its list must have a number
//! ```

mod list;

pub(super) use list::{are_minutes, bare_of_list};

use super::{
    Minutes, Stands, Time,
    bracket::{Bracket, brackets},
    edge::{separator_first, separators},
    entry::{Entry, titled_behind},
    number::digits,
    phrase::{bare_minutes, phrase},
    piece::Piece,
    told::{Amount, Told, plain},
    unit::{to, unit},
    words::{is_one_of, words},
};

/// No line that says so is longer, in bytes.
const LONGEST: usize = 60;

/// Whether a line says that the numbers below it are minutes: `Outline (min)`, `Timing in minutes`.
pub(super) fn says_minutes(line: &str) -> bool {
    const SHORTEST: usize = 3;
    let is_minutes = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.len() >= SHORTEST && unit(word).is_some_and(|(unit, rest)| unit == 60 && rest.is_empty())
    };
    let short = line.len() <= LONGEST && !line.contains(|c: char| c.is_ascii_digit());
    short && words(Piece { text: line, at: 0 }).any(|(word, _)| is_minutes(word))
}

/// The same of a line of prose under such a heading: `(all times in minutes)`.
pub(super) fn says_all_in_minutes(line: &str) -> bool {
    const OF_ALL: [&str; 7] = ["all", "times", "time", "timing", "timings", "numbers", "durations"];
    let all = line.starts_with(['(', '（', '['])
        || words(Piece { text: line, at: 0 }).take(2).any(|(word, _)| is_one_of(word, &OF_ALL));
    all && says_minutes(line)
}

/// Reads a line whose number is minutes; none where it has no number, or no title beside it.
pub(super) fn numbered(line: Piece<'_>) -> Option<Entry<'_>> {
    let line = line.bare();
    let pairs = brackets(line);
    in_bracket(line, &pairs)
        .or_else(|| number_first(line))
        .or_else(|| number_behind(line))
        .filter(|entry| entry.title.text.contains(char::is_alphabetic))
}

/// Reads a number in round brackets at the end of a line, which is minutes only where those of the other lines
/// of its list are: `Tides (5)`.
pub(super) fn in_bracket_of_list(line: Piece<'_>) -> Option<Entry<'_>> {
    const MOST: Minutes = Minutes::of(240);
    // "Part (2)" is one of several, "Main part (15)" takes so long.
    const LONG: Minutes = Minutes::of(5);
    let line = line.bare();
    let round = line.text.trim_end_matches([':', '.', ' ']).ends_with([')', '）']);
    let pairs = if round { brackets(line) } else { return None };
    let entry = in_bracket(line, &pairs)?;
    let told = entry.told.filter(|told| told.stands == Stands::Bracket)?;
    let few = matches!(told.amount, Amount::Number(time) if time.max <= MOST);
    let long = matches!(told.amount, Amount::Number(time) if time.min >= LONG);
    let words = entry.title.bare().text;
    let counted = is_counted(words) && !(long && words.contains(' '));
    let titled = words.contains(char::is_alphabetic) && !counted;
    (few && titled).then_some(Entry { told: Some(Told { is_weak: true, ..told }), ..entry })
}

/// `[5] Tides`, `Tides (5)`
fn in_bracket<'a>(line: Piece<'a>, pairs: &[Bracket<'a>]) -> Option<Entry<'a>> {
    let told =
        |pair: &Bracket<'a>, stands| number_of_minutes(pair.inside.trim().text).map(|time| (time, stands));
    if let Some(pair) = pairs.first().filter(|pair| pair.open == 0)
        && let Some((time, stands)) = told(pair, Stands::BracketFirst)
    {
        let behind = line.skip(pair.close).bare_start();
        let mark = separator_first(behind.text).map_or(0, str::len);
        let told = plain(Amount::Number(time), pair.inside.trim(), stands);
        return Some(titled_behind(told, behind.skip(mark)));
    }
    let end = line.text.trim_end_matches([':', '.', ',', ' ']).len();
    let pair = pairs.iter().rfind(|pair| pair.close == end && pair.open > 0)?;
    let (time, stands) = told(pair, Stands::Bracket)?;
    let told = plain(Amount::Number(time), pair.inside.trim(), stands);
    Some(Entry {
        title: line.take(pair.open),
        told: Some(told),
        remark: line.skip(pair.close),
        speaker: None,
    })
}

/// `5: Tides`, `0-5 Tides`
fn number_first(line: Piece<'_>) -> Option<Entry<'_>> {
    let (_, rest) = digits(line.text)?;
    let rest = to(rest).and_then(digits).map_or(rest, |(_, rest)| rest);
    let read = line.before(rest);
    let behind = line.rest(rest);
    let mark = separator_first(behind.text.trim_start());
    if mark.is_none() && !rest.starts_with(' ') {
        return None;
    }
    let told = plain(Amount::Number(number_of_minutes(read.text)?), read, Stands::First);
    let title = behind.trim().skip(mark.map_or(0, str::len));
    Some(titled_behind(Told { is_weak: mark.is_none(), ..told }, title))
}

/// `Tides - 5`, `Tides 5`
fn number_behind(line: Piece<'_>) -> Option<Entry<'_>> {
    let [before_last, last] = separators(line.text);
    let marked = [before_last, last].into_iter().flatten().find_map(|(from, to)| {
        let behind = line.skip(to).bare();
        Some((line.take(from), behind, number_of_minutes(behind.text)?, false))
    });
    let weak = || {
        let at = line.text.rfind(' ')?;
        let title = line.take(at);
        let behind = line.skip(at + 1);
        (!is_counted(title.text)).then_some((title, behind, number_of_minutes(behind.text)?, true))
    };
    let (title, behind, time, is_weak) = marked.or_else(weak)?;
    let told = Told { is_weak, ..plain(Amount::Number(time), behind, Stands::Behind) };
    Some(Entry { title, told: Some(told), remark: line.skip(line.text.len()), speaker: None })
}

/// Whether a number behind these words counts them: "Part 2" is a title.
pub(super) fn is_counted(title: &str) -> bool {
    const COUNTED: [&str; 14] = [
        "part", "case", "step", "day", "chapter", "example", "section", "no", "nr", "version", "act", "top",
        "teil", "level",
    ];
    title.trim_end().rsplit(' ').next().is_some_and(|word| is_one_of(word, &COUNTED))
}

/// Reads a number, or a range of two, without a unit.
pub(super) fn number_of_minutes(cell: &str) -> Option<Time> {
    if let Some(minutes) = bare_minutes(cell) {
        return Some(Time::exact(minutes));
    }
    let (_, rest) = digits(cell)?;
    let high = to(rest)?;
    digits(high).filter(|(_, rest)| rest.is_empty())?;
    phrase(&format!("{cell} min")).map(|(time, _)| time)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timing::{read, support::sections};

    #[test]
    fn headings_say_that_numbers_are_minutes() {
        for line in ["Outline (minutes)", "Agenda (min)", "Timing in minutes", "(all times in Minuten)"] {
            assert!(says_minutes(line), "{line}");
        }
        for line in ["Outline (20 minutes)", "Outline", "Outline (m)", "Minutely outline"] {
            assert!(!says_minutes(line), "{line}");
        }
        assert!(says_all_in_minutes("All times are minutes.") && says_all_in_minutes("(minutes)"));
        assert!(!says_all_in_minutes("You will cook in minutes."));
    }

    #[test]
    fn the_number_stands_on_either_side() {
        let read = |text| {
            let entry = numbered(Piece { text, at: 0 })?;
            let told = entry.told?;
            Some((entry.title.text.trim(), told.phrase.text, told.is_weak))
        };
        for (line, minutes, is_weak) in [
            ("Tides (5)", "5", false),
            ("Tides [5-7]:", "5-7", false),
            ("(5) Tides", "5", false),
            ("[5]: Tides", "5", false),
            ("5 - Tides", "5", false),
            ("5: Tides", "5", false),
            ("Tides: 5", "5", false),
            ("Tides - **5**", "5", false),
            ("5 Tides", "5", true),
            ("0-5 Tides", "0-5", true),
            ("Tides 5", "5", true),
        ] {
            assert_eq!(read(line), Some(("Tides", minutes, is_weak)), "{line}");
        }
        for line in ["Tides", "Part 2", "5", "(5)", "Tides (5 boats)", "Tides in 5 steps", "5th tide", ""] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn numbers_are_minutes_where_the_outline_says_so() {
        for text in [
            "Outline (minutes)\n\n- Moon 5\n- Tides (10)\n- Ebb: 4\n",
            "## Agenda (min)\n\n5 Moon\n10 Tides\n4 Ebb\n",
            "Timing in minutes:\n- 5 Moon\n- 10: Tides\n- [4] Ebb\n",
            "## Outline\n(all times in minutes)\n1. Moon (5)\n   - 3 moons\n2. Tides (10)\n3. Ebb (4)\n",
            "## Schedule (minutes)\n### Moon (5)\n### Tides (10)\n### Ebb (4)\n",
            "Agenda (minutes)\n0-5 Moon\n5-15 Tides\n15-19 Ebb\n",
        ] {
            assert_eq!(sections(text), "Moon 5; Tides 10; Ebb 4", "{text}");
        }
    }

    #[test]
    fn other_numbers_stay_in_titles() {
        for (text, read) in [
            ("Outline\n- Moon 5\n- Tides (10)\n", "Moon 5 ?; Tides (10) ?"),
            ("Outline (20 minutes)\n- Moon 5\n- Tides (10)\n", "Moon 5 ?; Tides (10) ?"),
            ("Outline (minutes)\n- Moon (5)\n- Tides\n- Windows 95\n", "Moon 5; Tides ?; Windows 95 ?"),
            ("Outline (min)\n- Moon (5 min)\n- Part 2 (6 min)\n- Part 3\n", "Moon 5; Part 2 6; Part 3 ?"),
            ("Outline (min)\n- Moon (5)\n# Notes\n- Top (10)\n", "Moon 5"),
            ("Outline (min)\n\nIt began in\n1969 of course.\n\n- Moon (5)\n", "Moon 5"),
        ] {
            assert_eq!(sections(text), read, "{text}");
        }
    }

    #[test]
    fn parts_are_all_read_alike() {
        for [one, other] in [["part a", "part b"], ["alpha", "beta"]] {
            let text = format!("- Body: 15 min\n  - {one} 10 min\n  - {other} 5 min\n");
            assert_eq!(sections(&text), format!("Body 15; {one} 10; {other} 5"));
            assert_eq!(read(&text).total(), Minutes::of(15));
        }
    }
}
