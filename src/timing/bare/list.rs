//! Lists in which each line has a bare number, without anything that says that these are minutes.

use super::{number_behind, number_first};
use crate::timing::{
    Minutes, Stands, Time,
    entry::Entry,
    piece::Piece,
    told::{Amount, Told},
};

/// Reads a number that stands alone before or behind a title, which is minutes only where all lines of the list have
/// one and [`are_minutes()`] says so: `Tides: 5`, `Tides ..... 5`, `5 Tides`.
pub(in crate::timing) fn bare_of_list(line: Piece<'_>) -> Option<Entry<'_>> {
    const MARKS: [&str; 6] = [": ", "- ", "– ", "— ", "| ", "= "];
    let line = line.bare();
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let (first, last) = (digit(line.text.as_bytes().first()), digit(line.text.as_bytes().last()));
    let apart = |entry: &Entry<'_>| {
        let told = entry.told.as_ref();
        let behind =
            told.map_or("", |told| line.skip(told.phrase.at + told.phrase.text.len() - line.at).text);
        let marked = || MARKS.iter().any(|mark| behind.trim_start().starts_with(mark));
        behind.starts_with(' ') || marked()
    };
    let found = if first && !last {
        number_first(line).filter(apart)
    } else if last && !first {
        number_behind(line).filter(|entry| entry.told.as_ref().is_some_and(|told| !told.is_weak))
    } else {
        None
    };
    let found = found.filter(|entry| entry.title.text.contains(char::is_alphabetic))?;
    let told = found.told.map(|told| Told { is_weak: true, is_bare: true, ..told });
    Some(Entry { told, ..found })
}

/// Whether the bare numbers of all lines of an outline are minutes: each entry has a title and a time. They stand on
/// one side, make a talk together, and neither count on nor say how many there are of something: `3 films`.
pub(in crate::timing) fn are_minutes<'a>(list: &[(&'a str, &'a Told<'a>)]) -> bool {
    const FEWEST: usize = 3;
    const LEAST: Minutes = Minutes::of(5);
    const MOST: Minutes = Minutes::of(240);
    let time = |told: &Told<'_>| match told.amount {
        Amount::Number(time) if told.is_bare => Some(time),
        _ => None,
    };
    let Some(times) = list.iter().map(|(_, told)| time(told)).collect::<Option<Vec<Time>>>() else {
        return false;
    };
    let stands = list.first().map(|(_, told)| told.stands);
    if list.len() < FEWEST || list.iter().any(|(_, told)| Some(told.stands) != stands) {
        return false;
    }
    let talk = LEAST..=MOST;
    if times.iter().any(|time| time.is_range()) {
        let goes_on = times.is_sorted_by(|one, next| one.max == next.min);
        let begins = times.first().is_some_and(|first| first.min == Minutes::ZERO);
        return goes_on && begins && times.last().is_some_and(|last| talk.contains(&last.max));
    }
    let counts_on = times.is_sorted_by(|one, next| one.min.saturating_add(Minutes::of(1)) == next.min);
    let sum: Minutes = times.iter().map(|time| time.min).sum();
    let none = times.iter().any(|time| time.min == Minutes::ZERO);
    let long = || times.iter().any(|time| time.min >= LEAST);
    let large = || list.iter().all(|(title, _)| title.trim().starts_with(|c: char| !c.is_lowercase()));
    let plural = |title: &str| {
        let plural = |word: Option<&str>| word.is_some_and(|word| word.ends_with('s'));
        plural(title.split_whitespace().next()) || plural(title.split_whitespace().last())
    };
    let things =
        || list.iter().zip(&times).all(|((title, _), time)| time.min == Minutes::of(1) || plural(title));
    let before = stands == Some(Stands::First);
    !counts_on && !none && talk.contains(&sum) && long() && !things() && (!before || large())
}

#[cfg(test)]
mod tests {
    use crate::timing::{read, support::sections};

    #[test]
    fn numbers_that_all_lines_have_are_minutes() {
        let all = "Intro 5; Main part 15; Demo 10";
        for text in [
            "- Intro: 5\n- Main part: 15\n- Demo: 10\n",
            "Intro: 5\nMain part: 15\nDemo: 10\n",
            "## Outline\nIntro: 5\nMain part: 15\nDemo: 10\n",
            "5 Intro\n15 Main part\n10 Demo\n",
            "- 5 Intro\n- 15 Main part\n- 10 Demo\n",
            "1. Intro - 5\n2. Main part - 15\n3. Demo - 10\n",
            "Intro ..... 5\nMain part ... 15\nDemo ...... 10\n",
            "* Intro: 5\n  * why: 3\n* Main part: 15\n* Demo: 10\n",
            "0-5 Intro\n5-20 Main part\n20-30 Demo\n",
            "Intro (5)\nMain part (15)\nDemo (10)\n",
            "- Intro (5)\n- Main part (15)\n- Demo (10)\n",
            "- Intro 5 min\n- Main part 15 min\n- Demo (10)\n",
            "Intro 5 min\nMain part: 15 min\nDemo (10)\n",
        ] {
            assert_eq!(sections(text), all, "{text}");
        }
    }

    #[test]
    fn numbers_of_something_else_are_no_minutes() {
        for text in [
            "- Intro: 1\n- Main part: 2\n- Demo: 3\n",
            "1 Intro\n2 Main part\n3 Demo\n",
            "- Intro: 5\n- Main part\n- Demo: 10\n",
            "- Intro: 5\n- Demo: 10\n",
            "- Intro: 5\n- 15 Main part\n- Demo: 10\n",
            "- Python: 1991\n- Rust: 2015\n- Go: 2009\n",
            "- Films: 3\n- Case studies: 10\n- Demo: 1\n",
            "- Python: 3\n- Rust: 1\n- Go: 2\n",
            "- 3 Films\n- 10 Case studies\n- 1 Demo\n",
            "- 3 films\n- 10 quiz rounds\n- 2 breaks\n",
            "- 5-minute walk\n- 10-minute walk\n- 3-minute walk\n",
            "Intro 5\nWindows 95\nDemo 10\n",
            "## Notes\n- Seats: 30\n- Tables: 5\n- Price: 10\n",
            "- Main part (1)\n- Main part (2)\n- Main part (3)\n",
            "- Part (5)\n- Part (6)\n- Part (8)\n",
        ] {
            let times = read(text).sections.iter().filter(|section| section.time.is_some()).count();
            assert_eq!(times, 0, "{text}");
        }
        let beside = sections("- Intro 5 min\n- Apollo (11)\n- Mars\n- Sun\n");
        assert_eq!(beside, "Intro 5; Apollo (11) ?; Mars ?; Sun ?");
        assert_eq!(sections("- Moon: 5\n- Mars: 10\n- Sun: 4\n- Ebb (4 min)\n").matches('?').count(), 3);
    }
}
