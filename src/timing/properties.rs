//! What holds for every text. `TIMING_CASES` says how many texts are tried, for long runs.

use proptest::prelude::*;

use super::{
    Form, Minutes, Plan, Section, Time,
    clock::{clock, clocks},
    phrase::bare_minutes,
    piece::Piece,
    read, read_document,
    told::{Amount, told},
};

/// How many texts are tried.
fn cases() -> ProptestConfig {
    const FEW: u32 = 256;
    let cases = std::env::var("TIMING_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases.unwrap_or(FEW)) }
}

/// What outlines are made of.
const SCRAPS: [&str; 137] = [
    "\n",
    "\n\n",
    "\n",
    "\n",
    "  ",
    "\t",
    "    ",
    "* ",
    "- ",
    "1. ",
    "IV) ",
    "A. ",
    "2.1 ",
    "# ",
    "## ",
    "### ",
    "## Outline\n",
    "---\n",
    "===\n",
    "```\n",
    "```c\n",
    "**",
    "*",
    "`",
    "(",
    ")",
    "[",
    "]",
    "（",
    "）",
    "<!--",
    "-->",
    "{",
    "}",
    "4",
    "1.5",
    "12",
    "0",
    "½",
    "１０",
    "five",
    "~",
    "-",
    "–",
    " — ",
    ": ",
    "：",
    ", ",
    " / ",
    "/",
    "+",
    "%",
    "25%",
    " minutes",
    " minute",
    "min",
    " min",
    "h",
    "s",
    "30",
    "1h30",
    "分",
    " Minuten",
    " мин",
    " or ",
    " to ",
    "total",
    ", 12 total",
    "; running total=12",
    "Tides",
    "Q&A",
    "Questions",
    "Break\n",
    "[Break]\n",
    "é",
    "日本",
    "👩‍👩‍👧",
    "Duration: ",
    "Duration\n",
    "Notes:\n",
    "Title: ",
    "# Talk\n",
    "Outline:\n",
    "Talk - ",
    "a 45 minute talk would include:\n",
    "(in brackets: 40m / 20m)\n",
    "[ 4m / 2m ]",
    "[ 4m / omitted ]",
    "Each ",
    "(4 minutes)",
    "(4 min)",
    "(4 min, only in a 45 minute slot)",
    "0:00",
    "3:00",
    "0:00 - 3:00 ",
    "14:05",
    " am",
    "|",
    "| ",
    " |",
    "|---|---|\n",
    "| Time | What |\n",
    "| 5 min | a |\n",
    "- [ ] ",
    "- [x] ",
    "99999999999",
    "\u{a0}",
    "\u{3000}",
    ".",
    "'",
    "\"",
    "I prefer ",
    "with another ",
    "of speaking",
    "this plan fills ",
    "for a 30 minute talk",
    "15-minute conference talk",
    "## Outline (min)\n",
    "(in minutes)\n",
    "half an hour",
    "mezz'ora",
    "une heure et demie",
    "полчаса",
    "1時間半",
    "## Outline (45 min)\n",
    "<ul>",
    "<li>",
    "</li>",
    "</ul>\n",
    "<br>",
    "<p>",
    "<b>",
    "> ",
    "** ",
    "e.g.",
    "## Outline (30 minutes)\n",
    "Outline for 45 minutes:\n",
];

/// Texts made of that, in any order.
fn texts() -> impl Strategy<Value = String> {
    let scrap =
        prop_oneof![9 => prop::sample::select(SCRAPS.to_vec()).prop_map(str::to_owned), 1 => ".{0,4}"];
    prop::collection::vec(scrap, 0..60).prop_map(|scraps| scraps.concat().replace('\r', ""))
}

/// The time that stands at the place of a section's time, if that alone says it.
fn read_again(text: &str, section: &Section) -> Option<Time> {
    let place = section.time_place.clone()?;
    let words = Piece { text: text.get(place.clone())?, at: place.start };
    let length = || match told(words)?.amount {
        Amount::Length(time) => Some(time),
        _ => None,
    };
    match section.notation?.form {
        Form::Length => length(),
        Form::Number => bare_minutes(words.text).map(Time::exact).or_else(|| {
            let numbers = format!("{} min", words.text);
            super::phrase::phrase(&numbers).map(|(time, _)| time)
        }),
        Form::Clocks(unit) => {
            clocks(words.text).map(|((from, until), _)| Time::exact(from.until(until, unit)))
        }
        Form::Clock(unit) => clock(words.text).map(|(clock, _)| Time::exact(clock.read(unit))),
        Form::FromTo => {
            let numbers = || super::bare::number_of_minutes(words.text);
            length()
                .or_else(numbers)
                .map(|time| Time { about: time.about, ..Time::exact(time.max.saturating_sub(time.min)) })
        }
        Form::Versions => {
            let minutes = told(words).and_then(|told| match told.amount {
                Amount::Length(time) => Some(time.min),
                _ => None,
            });
            minutes.or_else(|| bare_minutes(words.text)).map(Time::exact)
        }
        // These need the sections around them.
        Form::Start(_) | Form::From | Form::Percent => section.time,
    }
}

/// Checks what every plan of a text has in common.
fn check(text: &str, plan: &Plan) -> Result<(), TestCaseError> {
    let (mut end, mut depth) = (0, 0);
    for section in &plan.sections {
        let line = text.get(section.place.clone());
        prop_assert!(line.is_some_and(|line| !line.is_empty() && !line.contains('\n')));
        prop_assert!(section.place.start >= end && (1..=depth + 1).contains(&section.depth));
        (end, depth) = (section.place.end, section.depth);
        prop_assert!(!section.title.is_empty() && text.get(section.title_place.clone()).is_some());
        prop_assert!(section.title_place.start >= section.place.start);
        prop_assert_eq!(section.notation.is_some(), section.time_place.is_some());
        prop_assert!(section.time.is_none() || section.time_place.is_some());
        if let Some(time) = section.time {
            prop_assert_eq!(read_again(text, section), Some(time), "{:?}", section);
            prop_assert!(time.min <= time.max);
        }
        let told = section.running.iter().map(|running| &running.place);
        let told =
            told.chain(section.alternatives.iter().filter_map(|alternative| alternative.place.as_ref()));
        for place in told.chain(&section.time_place) {
            prop_assert!(text.get(place.clone()).is_some());
        }
        prop_assert!(section.alternatives.is_sorted_by(|a, b| a.slot <= b.slot));
    }
    for place in plan.slot_places.iter().chain(&plan.stated_place).chain(&plan.stated_again) {
        prop_assert!(text.get(place.clone()).is_some_and(|words| !words.is_empty()));
    }
    prop_assert_eq!(plan.stated_total.is_some(), plan.stated_place.is_some());
    let stated: Vec<_> = plan.stated_place.iter().chain(&plan.stated_again).collect();
    let apart = |(at, one): (usize, &&std::ops::Range<usize>)| {
        stated.iter().skip(at + 1).all(|other| one.end <= other.start || other.end <= one.start)
    };
    prop_assert!(stated.iter().enumerate().all(apart));
    prop_assert_eq!(plan.starts().len(), plan.sections.len());
    prop_assert!(plan.total() <= plan.total_max());
    prop_assert!(plan.slots.is_sorted_by(|a, b| a < b));
    prop_assert_eq!(plan.delta_seconds().is_some(), plan.is_timed() && !plan.slots.is_empty());
    prop_assert!(plan.variants().is_sorted_by(|a, b| a.0 < b.0));
    Ok(())
}

/// Titles and minutes of the items of a plain list.
fn lists() -> impl Strategy<Value = Vec<(String, u32)>> {
    // Words that begin so are names of no field: a heading "Bio" begins another part of the text.
    prop::collection::vec(("Zz[a-z]{2,8}( [a-z]{3,8}){0,3}", 1u32..60), 1..12)
}

/// A plain list, in one of the notations for its items.
fn written(items: &[(String, u32)], notation: usize) -> String {
    let line = |(title, minutes): &(String, u32)| match notation {
        0 => format!("* {title} ({minutes} minutes)\n"),
        1 => format!("- [{minutes} min] {title}\n"),
        2 => format!("1. {title} - {minutes} min\n"),
        3 => format!("{minutes} minutes: {title}\n\n"),
        4 => format!("### {title} ({minutes}m)\n\n"),
        5 => format!("- {title}（{minutes}分）\n"),
        6 => format!("| {minutes} min | {title} |\n"),
        _ => format!("{title}\n----\n({minutes} minutes)\n\n"),
    };
    items.iter().map(line).collect()
}

/// A line without a mark before it, with a time in one of the notations for such.
fn unmarked((title, minutes): &(String, u32), notation: usize) -> String {
    match notation {
        0 => format!("{title} ({minutes} min)"),
        1 => format!("{title} {minutes} min"),
        2 => format!("{title}: {minutes} minutes"),
        3 => format!("{minutes} min {title}"),
        4 => format!("{title} - {minutes}m"),
        5 => format!("{minutes}' {title}"),
        6 => format!("{title}, {minutes} mins"),
        _ => format!("({minutes} min) {title}"),
    }
}

/// Lines with a time and no marks, each in a notation of its own.
fn unmarked_lines() -> impl Strategy<Value = Vec<String>> {
    let line = ("Zz[a-z]{2,8}( zz[a-z]{3,8}){0,3}", 1u32..60, 0usize..8);
    let line = line.prop_map(|(title, minutes, notation)| unmarked(&(title, minutes), notation));
    prop::collection::vec(line, 1..9)
}

/// A line more at a place, and all lines as a text.
fn with_line(lines: &[String], at: usize, line: &str, gap: &str) -> String {
    let mut lines = lines.to_vec();
    lines.insert(at % (lines.len() + 1), line.to_owned());
    lines.join(gap)
}

/// The sections that have a time.
fn timed(text: &str) -> Vec<(String, Minutes)> {
    let timed =
        read(text).sections.into_iter().filter_map(|section| Some((section.title, section.time?.min)));
    timed.collect()
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn every_line_of_an_unmarked_outline_is_a_section(
        lines in unmarked_lines(), at: usize, gap in prop::sample::select(vec!["\n", "\n\n"]),
        untimed in prop_oneof![
            "Zz[a-z]{2,8}( [a-z]{3,8}){0,3}", "[0-9]{1,3}", Just("Summary".to_owned()), Just("Zz (999999 min)".to_owned()),
            Just("Zz (5 minuts)".to_owned()),
        ],
    ) {
        let before = lines.join(gap);
        prop_assert_eq!(timed(&before).len(), lines.len(), "{}", before);
        let after = with_line(&lines, at, &untimed, gap);
        prop_assert_eq!(timed(&after), timed(&before), "{}", after);
        // The name of a field is a title only among others.
        if !untimed.starts_with('S') {
            prop_assert_eq!(read(&after).sections.len(), lines.len() + 1, "{}", after);
        }
    }

    #[test]
    fn one_more_line_with_a_time_adds_it(
        lines in unmarked_lines(), at: usize, more in "Zz[a-z]{2,8}", minutes in 1u32..60, notation in 0usize..8,
        gap in prop::sample::select(vec!["\n", "\n\n"]), untimed in prop::option::of(any::<usize>()),
    ) {
        let mut lines = lines;
        lines.extend(untimed.map(|_| "Zz zzuntimed".to_owned()));
        let last = lines.len() - 1;
        lines.swap(last, untimed.unwrap_or(last) % (last + 1));
        let after = with_line(&lines, at, &unmarked(&(more, minutes), notation), gap);
        let sum = read(&lines.join(gap)).total().saturating_add(Minutes::of(minutes));
        prop_assert_eq!(read(&after).total(), sum, "{}", after);
    }

    #[test]
    fn no_time_is_lost_unseen(text in texts(), minutes in 1u32..60) {
        let line = format!("Zz zzlast ({minutes} min)");
        for text in [format!("{text}\n{line}"), format!("{text}\n\n{line}")] {
            let plan = read(&text);
            for there in &plan.uncounted {
                prop_assert!(text.get(there.place.clone()).is_some_and(|words| !words.is_empty()));
            }
            let counts = plan.sections.iter().any(|section| section.title.ends_with("zzlast") && section.time.is_some());
            // Code and other fields that headings begin are not the outline.
            let apart = ["#", "---", "===", "`", "<", "~", "Notes", "Title", "Duration", "--"];
            let other = apart.iter().any(|mark| text.contains(mark));
            prop_assert!(counts || other || !plan.uncounted.is_empty(), "{:?}", text);
        }
    }

    #[test]
    fn places_are_in_the_text_and_times_are_there(text in texts()) {
        check(&text, &read(&text))?;
    }

    #[test]
    fn proposals_follow_each_other_in_the_file(text in texts()) {
        let mut end = 0;
        let all = read_document(&text);
        prop_assert!(!all.is_empty());
        for proposed in all {
            let part = text.get(proposed.place.clone());
            prop_assert!(proposed.place.start >= end && part.is_some());
            end = proposed.place.end;
            check(part.unwrap(), &proposed.plan)?;
        }
    }

    #[test]
    fn another_section_makes_the_plan_longer(items in lists(), notation in 0usize..8, minutes in 1u32..60) {
        let text = written(&items, notation);
        let longer = text.clone() + &written(&[("Ending words".to_owned(), minutes)], notation);
        let sum: u32 = items.iter().map(|(_, minutes)| minutes).sum();
        prop_assert_eq!(read(&text).total(), Minutes::of(sum), "{}", text);
        prop_assert_eq!(read(&longer).total(), Minutes::of(sum + minutes), "{}", longer);
    }

    #[test]
    fn a_changed_time_is_read_where_it_stands(items in lists(), notation in 0usize..8, minutes in 1u32..60) {
        let text = written(&items, notation);
        let section = read(&text).sections.pop().unwrap();
        let (mut changed, place) = (text, section.time_place.unwrap());
        changed.replace_range(place, &format!("{minutes} min"));
        prop_assert_eq!(read(&changed).sections.pop().unwrap().time, Some(Time::exact(Minutes::of(minutes))));
    }
}
