use proptest::prelude::*;

use super::*;

/// Outlines in many notations: lengths in minutes written by one, before or behind titles, in lists.
fn outlines() -> impl Strategy<Value = String> {
    let notation = prop::sample::select(vec![
        "{} (# minutes)",
        "{} (# min, on stage)",
        "{}[#m]:",
        "{} - # min",
        "{}: # Min.",
        "{} (#-# mins)",
        "{} (~#.5 min)",
        "{} (#,5 min)",
        "(# minutes) {}",
        "[# min]: {}",
        "# min: {}",
        "**{} (#')**",
        "**{}** (#分)",
        "{} (1h0#)",
        "{} (# min) (and more)",
    ]);
    let marker = prop::sample::select(vec!["* ", "1. ", "N. ", "N) ", "### ", "### N. ", "- [ ] ", "  * "]);
    let gap = prop::sample::select(vec!["\n", "\n\n", "\n  words\n", "\n\n  words\n\n"]);
    let times = prop::collection::vec(2u32..9, 1..6);
    let head = prop::sample::select(vec!["", "Duration: 30 min\n\n", "# Outline\n\n", "Talk about it.\n\n"]);
    let tail = prop::sample::select(vec!["", "\n", "\n\n## Notes\n\nwords\n", "\n\nwords\n"]);
    (notation, marker, gap, times, head, tail).prop_map(|(notation, marker, gap, times, head, tail)| {
        let section = |(number, time): (usize, &u32)| {
            let letter = char::from(b'a' + u8::try_from(number).unwrap());
            let line = notation.replace("{}", &format!("Part {letter}")).replacen('#', &time.to_string(), 1);
            let line = line.replace('#', &(time + 2).to_string());
            format!("{}{line}", marker.replace('N', &(number + 1).to_string()))
        };
        let sections: Vec<String> = times.iter().enumerate().map(section).collect();
        format!("{head}{}{tail}", sections.join(gap))
    })
}

/// Outlines whose times hang on the slot that they state: the starts of sections that take the given minutes,
/// or their shares in percent.
fn hanging() -> impl Strategy<Value = String> {
    let notation = prop::sample::select(vec![
        "- @C {}",
        "* {} (@C)",
        "@C: {}",
        "| @C | {} |",
        "* @M min: {}",
        "- @S - {}",
        "1. {} (@P%)",
        "* {} [@P %]",
        "- (@P%) {}",
    ]);
    let begin = prop::sample::select(vec![0u32, 7, 10, 14]);
    let times = prop::collection::vec(1u32..20, 3..6);
    let stated =
        prop::sample::select(vec!["Duration: @W min\n\n", "A talk of it.\n\n## Outline (@W min)\n\n"]);
    (notation, begin, times, stated).prop_map(|(notation, begin, times, stated)| {
        let whole = if notation.contains("@P") { 100 } else { times.iter().sum() };
        let mut at = 0;
        let section = |(number, time): (usize, &u32)| {
            let letter = char::from(b'a' + u8::try_from(number).unwrap());
            let clock = format!("{}:{:02}", begin + at / 60, at % 60);
            let last = number + 1 == times.len();
            let share = if last { whole.saturating_sub(at) } else { *time };
            let line = notation.replace("{}", &format!("Part {letter}"));
            let line = line.replace("@S", &format!("{at:02}:00")).replace("@C", &clock);
            let line = line.replace("@M", &at.to_string()).replace("@P", &share.to_string());
            at += time;
            line
        };
        let sections: Vec<String> = times.iter().enumerate().map(section).collect();
        format!("{}{}\n", stated.replace("@W", &whole.to_string()), sections.join("\n"))
    })
}

/// Outlines with a longer version: the text of the shorter one, and that of what is added, some with a time.
fn with_additions() -> impl Strategy<Value = (String, String)> {
    let notation =
        prop::sample::select(vec!["1. {} (# minutes)", "* {} - # min", "- (# min) {}", "* # min: {}"]);
    let times = prop::collection::vec(1u32..9, 2..6);
    let added = prop::collection::vec(0u32..9, 1..5);
    (notation, times, added).prop_map(|(notation, times, added)| {
        let lines = |times: &[u32]| -> String {
            let line = |time: &u32| match time {
                0 => format!("{} more\n", &notation[..notation.find(' ').unwrap()]),
                time => format!("{}\n", notation.replace("{}", "part").replace('#', &time.to_string())),
            };
            times.iter().map(line).collect()
        };
        let base = format!("For a 20 minute talk:\n\n{}\nA 90 minute talk would include:\n\n", lines(&times));
        (base, lines(&added))
    })
}

/// Outlines whose times stand for themselves, in lists or a table.
fn plain_outlines() -> impl Strategy<Value = String> {
    let notation = prop::sample::select(vec![
        "* {} (# minutes)",
        "1. [#m] {}",
        "- {} - # min",
        "- {}: # minutes",
        "# min: {}\n",
        "* # min — {}",
        "| {} | # min | me |",
        "| # | {} |",
    ]);
    let slot = prop::sample::select(vec!["", "Duration: 25 minutes\n\n"]);
    (notation, slot, prop::collection::vec(3u32..9, 2..6)).prop_map(|(notation, slot, times)| {
        let line =
            |time: &u32| format!("{}\n", notation.replace("{}", "Part").replace('#', &time.to_string()));
        let head = match notation {
            "| # | {} |" => "| Min | What |\n|---|---|\n",
            _ if notation.starts_with('|') => "| What | Time | Who |\n|:--|--:|---|\n",
            _ => "",
        };
        format!("{slot}{head}{}", times.iter().map(line).collect::<String>())
    })
}

/// A text with all its numbers made one.
fn numberless(text: &str) -> String {
    let parts: Vec<&str> = text.split(|c: char| c.is_ascii_digit() || c == '.').collect();
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("#")
}

/// Texts of pieces that times and lists are made of.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "* ",
        "1. ",
        "2) ",
        "## ",
        "\n",
        "\n\n",
        "  ",
        "(",
        ")",
        "[",
        "]",
        "4 minutes",
        "1h30",
        "0:00",
        " - ",
        "0:20",
        "12:15 pm",
        "25%",
        "~",
        "½ h",
        "ten min",
        "total",
        ", ",
        "words",
        "é",
        "分",
        "| ",
        "---",
        "```\n",
        "Each: ",
        "Outline:",
        "Duration: 20 min\n",
        "8m / 4m",
        "**",
        "0-4 min",
        "4-9 min",
        "90s",
        "9999999 hours",
        "Q&A",
        "Break",
        ":",
        "running total=5",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn generated_steps_lead_back(text in outlines(), by in -2i32..30) {
        let plan = read(&text);
        for number in (0..plan.sections.len()).filter(|_| all_timed(&plan)) {
            prop_assert!(step_there_and_back(&text, &plan, number, by) || by < 0);
        }
    }

    #[test]
    fn generated_outlines_fit(text in outlines(), slot in 4u32..200) {
        const ROOM: u32 = 40;
        let plan = read(&text);
        prop_assert!(fit_sums_up(&text, &plan, Minutes::of(slot)) || slot < ROOM || !plan.is_timed());
    }

    #[test]
    fn fitting_goes_one_way(text in prop_oneof![outlines(), hanging()], slot in 4u32..200) {
        let (plan, slot) = (read(&text), Minutes::of(slot));
        let fitted = fit(&text, &plan, slot, &[]).unwrap_or_default();
        let before = |number: usize| plan.sections[number].time.unwrap();
        let after = |number: usize| {
            fitted.new.iter().find(|(other, _)| *other == number).map_or(before(number).min, |(_, after)| *after)
        };
        for (number, time) in &fitted.new {
            let shorter = *time < before(*number).min;
            prop_assert_eq!(shorter, slot < plan.total(), "{}", text);
        }
        let timed: Vec<usize> = (0..plan.sections.len()).filter(|at| plan.sections[*at].time.is_some()).collect();
        for (a, b) in timed.iter().flat_map(|a| timed.iter().map(move |b| (*a, *b))) {
            prop_assert!(before(a).min <= before(b).min || after(a) >= after(b), "{}", text);
        }
    }

    #[test]
    fn what_hangs_on_the_slot_fits_with_it(text in hanging(), slot in 10u32..200) {
        let plan = read(&text);
        let slot = Minutes::of(slot);
        prop_assert!(all_timed(&plan) && plan.total() == plan.slots[0], "{}", text);
        prop_assert!(fit_sums_up(&text, &plan, slot), "{}", text);
        let after = apply(&text, &fit(&text, &plan, slot, &[]).unwrap().changes);
        prop_assert_eq!(read(&after).slots, [slot]);
        prop_assert_eq!(numberless(&after), numberless(&text));
    }

    #[test]
    fn a_longer_version_is_filled((base, added) in with_additions(), slot in 60u32..200) {
        let (text, slot, version) = (format!("{base}{added}"), Minutes::of(slot), Minutes::of(90));
        let plan = read(&text);
        let after = changed(&text, &fit_version(&text, &plan, version, slot, &[]).unwrap().changes);
        let plan_after = read(&after);
        prop_assert!(after.starts_with(&base), "{}", after);
        prop_assert_eq!(plan_after.total(), plan.total());
        prop_assert_eq!(plan_after.version(Some(version), false).total(), slot, "{}", after);
        prop_assert_eq!(after.lines().count(), text.lines().count());
    }

    #[test]
    fn another_version_leaves_the_one_there(text in plain_outlines(), slot in 45u32..200) {
        let (plan, slot) = (read(&text), Minutes::of(slot));
        let base = plan.slots.first().copied().unwrap_or_else(|| plan.total());
        let after = changed(&text, &version(&text, &plan, slot).unwrap().changes);
        let plan_after = read(&after);
        prop_assert_eq!(plan_after.variants(), [(base, plan.total()), (slot, slot)], "{}", after);
        for (before, after) in plan.sections.iter().zip(&plan_after.sections) {
            prop_assert_eq!(before.minutes_in(base), after.minutes_in(base));
        }
        prop_assert!(step_there_and_back(&after, &plan_after, 0, 1));
        let longer = slot.saturating_add(slot);
        let again = fit_version(&after, &plan_after, slot, longer, &[]).unwrap();
        let plan_again = read(&changed(&after, &again.changes));
        prop_assert_eq!(plan_again.variants(), [(base, plan.total()), (slot, longer)]);
    }

    #[test]
    fn generated_sections_move(text in outlines(), down: bool) {
        let plan = read(&text);
        for number in 0..plan.sections.len() {
            let moved = move_there_and_back(&text, &plan, number, down);
            let at_the_end = number == if down { plan.sections.len() - 1 } else { 0 };
            prop_assert!(moved || at_the_end);
        }
    }

    #[test]
    fn any_text_is_taken(text in pieces(), other in pieces(), minutes in 0u32..100, down: bool) {
        for plan in [read(&text), read(&other)] {
            for number in 0..=plan.sections.len() {
                for changes in [
                    set(&text, &plan, number, Minutes::of(minutes)),
                    step(&text, &plan, number, i32::try_from(minutes).unwrap() - 50),
                    move_section(&text, &plan, number, down).map(|(changes, _)| changes),
                    fit(&text, &plan, Minutes::of(minutes), &[number]).map(|fitted| fitted.changes),
                    fit_version(&text, &plan, Minutes::of(20), Minutes::of(minutes), &[number]).map(|it| it.changes),
                    version(&text, &plan, Minutes::of(minutes)).map(|fitted| fitted.changes),
                ].into_iter().flatten() {
                    changed(&text, &changes);
                }
            }
        }
    }

    #[test]
    fn the_difference_is_a_change(before in "[aé]{0,6}", after in "[aé]{0,6}") {
        let change: Vec<Change> = difference(&before, &after).into_iter().collect();
        prop_assert_eq!(changed(&before, &change), after);
    }
}
