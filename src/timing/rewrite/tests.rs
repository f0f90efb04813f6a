mod generated;

use super::*;
use crate::timing::{Kind, read};

/// The texts of all example outlines.
fn examples() -> Vec<&'static str> {
    let mut rest = include_str!("../examples.md");
    let mut found = Vec::new();
    while let Some((_, behind)) = rest.split_once("~~~text\n") {
        let (text, behind) = behind.split_once("~~~\n").unwrap();
        found.push(text);
        rest = behind;
    }
    found
}

/// The text after changes, of which it is seen to that they are in order and in the text.
fn changed(text: &str, changes: &[Change]) -> String {
    for Change { place, .. } in changes {
        assert!(place.start <= place.end && text.get(place.clone()).is_some(), "{place:?} {text:?}");
    }
    assert!(changes.is_sorted_by(|a, b| a.place.end <= b.place.start), "{changes:?}");
    apply(text, changes)
}

/// Whether a section's time has words that do not go with its number, so that they change when it does.
fn is_sloppy(text: &str, section: &Section) -> bool {
    let words = text.get(section.time_place.clone().unwrap()).unwrap();
    let same = wording::rewritten(words, ends_of(section).unwrap(), &habit::Habit::default());
    same.is_some_and(|same| same != words)
}

/// Steps a section there and back, and asserts that this gives the same bytes and nobody else another time.
/// Says whether the step could be done.
fn step_there_and_back(text: &str, plan: &Plan, number: usize, by: i32) -> bool {
    let Ok(changes) = step(text, plan, number, by) else { return false };
    let after = changed(text, &changes);
    let plan_after = read(&after);
    for (at, (before, after)) in plan.sections.iter().zip(&plan_after.sections).enumerate() {
        let wanted = i64::from(before.time.unwrap().min.seconds()) + i64::from(by) * 60;
        let alike =
            at == number || before.is_by_rule() && before.time_place == plan.sections[number].time_place;
        if alike {
            assert_eq!(i64::from(after.time.unwrap().min.seconds()), wanted, "{text}");
        }
    }
    let back = step(&after, &plan_after, number, -by).map(|changes| changed(&after, &changes));
    assert!(back.as_deref() == Ok(text) || is_sloppy(text, &plan.sections[number]), "{by} {text}\n{back:?}");
    true
}

/// The sections of a plan that have a time, if all have.
fn all_timed(plan: &Plan) -> bool {
    plan.sections.iter().all(|section| section.time.is_some())
}

/// Fits a text to a slot and asserts that the sum is that, and that nothing is lost or moved that is not to be.
/// Says whether it could be done.
fn fit_sums_up(text: &str, plan: &Plan, slot: Minutes) -> bool {
    let Ok(fitted) = fit(text, plan, slot, &[]) else { return false };
    let after = read(&changed(text, &fitted.changes));
    assert_eq!(after.total(), slot, "{text}");
    // Shares of the slot stay the same shares.
    let shared = whole::has_shares(plan);
    let whole = plan.total() != slot && slot >= Minutes::of(10) && !shared;
    for (at, (before, after)) in plan.sections.iter().zip(&after.sections).enumerate() {
        let (before_ends, after_ends) = (ends_of(before), ends_of(after));
        let new = fitted.new.iter().find(|(number, _)| *number == at).map(|(_, new)| new.seconds());
        assert_eq!(after_ends.map(|it| it.0), new.or(before_ends.map(|it| it.0)), "{text}");
        if matches!(before.kind, Kind::Questions | Kind::Break) && !shared || before.optional {
            assert_eq!(before_ends, after_ends, "{text}");
        }
        assert!(before_ends.is_none_or(|it| it.0 == 0) || after_ends.is_some_and(|it| it.0 > 0), "{text}");
        let top = before.depth == 1 && before_ends != after_ends && whole;
        assert!(
            !top || before_ends.is_some_and(|it| it.0 % 60 > 0)
                || after_ends.is_some_and(|it| it.0 % 30 == 0)
        );
    }
    true
}

/// Moves a section there and back, and asserts that this gives the same text and that it goes where it says.
/// Says whether it could be moved.
fn move_there_and_back(text: &str, plan: &Plan, number: usize, down: bool) -> bool {
    let Ok((changes, at)) = move_section(text, plan, number, down) else { return false };
    let after = changed(text, &changes);
    let plan_after = read(&after);
    assert_eq!(plan.sections[number].title, plan_after.sections[at].title);
    assert_eq!(plan.total(), plan_after.total());
    let (back, home) = move_section(&after, &plan_after, at, !down).unwrap();
    assert_eq!((changed(&after, &back).as_str(), home), (text, number));
    true
}

#[test]
fn every_notation_is_rewritten_in_itself() {
    for (text, by, wanted) in [
        ("* a (4 minutes)", 1, "* a (5 minutes)"),
        ("* a (1 minute)", 1, "* a (2 minutes)"),
        ("* a ( 2 minutes )", -1, "* a ( 1 minute )"),
        ("* a[7-9 mins]:", 1, "* a[8-10 mins]:"),
        ("* a (8–12 min, on stage)", 1, "* a (9–13 min, on stage)"),
        ("* a (~6 min): words", 1, "* a (~7 min): words"),
        ("* a (1 Minute)\n* b (2 Minuten)", 1, "* a (2 Minuten)\n* b (2 Minuten)"),
        ("* a (21 минута)", 1, "* a (22 минуты)"),
        ("* a（10分）", 1, "* a（11分）"),
        ("* a (4')", 1, "* a (5')"),
        ("* a — 6 minutes", 1, "* a — 7 minutes"),
        ("4 minutes: a", 1, "5 minutes: a"),
        ("(4 minutes)\n**a**", 1, "(5 minutes)\n**a**"),
        ("A\n---\n(4 minutes)", 1, "A\n---\n(5 minutes)"),
        ("* a (1.5 min)", 1, "* a (2.5 min)"),
        ("* a (1,5 Min.)", 1, "* a (2,5 Min.)"),
        ("* a (1h30)", 1, "* a (1h31)"),
        ("* a (1.25 hours)", 15, "* a (1.5 hours)"),
        ("* a (4 min)\n* b", 0, "* a (4 min)\n* b"),
        ("* a (90s)", 1, "* a (150s)"),
        ("* a (4:30 min)", 1, "* a (5:30 min)"),
        (
            "| What | Min |\n|---|---|\n| a | 4 |\n| b | 5 |",
            1,
            "| What | Min |\n|---|---|\n| a | 5 |\n| b | 5 |",
        ),
        ("* a (2 min, 2 total)\n* b (3 min, 5 total)", 1, "* a (3 min, 3 total)\n* b (3 min, 6 total)"),
        (
            "## Outline (7 min)\n\n* a (4 min)\n* b (3 min)",
            1,
            "## Outline (8 min)\n\n* a (5 min)\n* b (3 min)",
        ),
        (
            "## Outline (9 min)\n\n* a (4 min)\n* b (3 min)",
            1,
            "## Outline (9 min)\n\n* a (5 min)\n* b (3 min)",
        ),
        ("Total: 7 min\n\n* a (4 min)\n* b (3 min)", 1, "Total: 8 min\n\n* a (5 min)\n* b (3 min)"),
        (
            "Outline (20 min)\n\n0:00 - 3:00 a\n3:00 - 20:00 b",
            1,
            "Outline (21 min)\n\n0:00 - 4:00 a\n4:00 - 21:00 b",
        ),
        ("0-4 min: a\n4-16 min: b", 1, "0-5 min: a\n5-17 min: b"),
        ("9:30 – 9:45 a\n9:45 – 10:00 b", 15, "9:30 – 10:00 a\n10:00 – 10:15 b"),
        (
            "Slot: 12 min\n\n- 00:00 a\n- 01:30 b\n- 07:00 c",
            1,
            "Slot: 12 min\n\n- 00:00 a\n- 02:30 b\n- 08:00 c",
        ),
        ("Slot: 40 min\n\n* a (25%)\n* b (75%)", 1, "Slot: 40 min\n\n* a (27.5%)\n* b (75%)"),
        ("Each isle: 5 minutes\n\n* a\n* b", 1, "Each isle: 6 minutes\n\n* a\n* b"),
        ("* a (5+5 min)", 1, "* a (6+5 min)"),
        ("* a (4:30)\n* b (5:30)", 1, "* a (5:30)\n* b (5:30)"),
        ("* 0 min: a\n* 5 min: b\n* 15 min: c", 1, "* 0 min: a\n* 6 min: b\n* 16 min: c"),
        ("* a (2 or 3 minutes)", 1, "* a (3 or 4 minutes)"),
        ("Minutes 4-6: a\nMinutes 6-9: b", 1, "Minutes 5-7: a\nMinutes 6-9: b"),
        ("# Outline\n\n## a\n\n* Duration: 4 min\n* x", 1, "# Outline\n\n## a\n\n* Duration: 5 min\n* x"),
        (
            "* a [0:00 - 0:40]\n* b [0:40 - 1:15]\n\n[Break]\n\n* c [0:00 - 0:30]",
            5,
            "* a [0:00 - 0:45]\n* b [0:45 - 1:20]\n\n[Break]\n\n* c [0:00 - 0:30]",
        ),
        ("11:30 am - 11:55 am a\n11:55 am - 12:20 pm b", 5, "11:30 am - 12:00 pm a\n12:00 pm - 12:25 pm b"),
        (
            "11:30 - 12:00 a\n12:00 - 12:45 b\n12:45 - 1:30 c",
            15,
            "11:30 - 12:15 a\n12:15 - 1:00 b\n1:00 - 1:45 c",
        ),
        ("0:00:00 - 0:03:30 a\n0:03:30 - 0:05:00 b", 1, "0:00:00 - 0:04:30 a\n0:04:30 - 0:06:00 b"),
        ("09:30 a\n09:45 b\n10:00 c", 15, "09:30 a\n10:00 b\n10:15 c"),
        (
            "(In brackets: the 40m / 20m version)\n\n* a [ 8m / 4m ]\n* b [ 9m / 5m ]",
            1,
            "(In brackets: the 40m / 20m version)\n\n* a [ 8m / 5m ]\n* b [ 9m / 5m ]",
        ),
    ] {
        let changes = step(text, &read(text), 0, by);
        let after = changes.map(|changes| changed(text, &changes));
        assert_eq!(after.as_deref(), Ok(wanted), "{text}");
    }
}

#[test]
fn times_are_set() {
    let text = "* a (8-12 min)\n* b (30 min)\n";
    let plan = read(text);
    let set = |section, minutes| set(text, &plan, section, Minutes::of(minutes)).map(|it| changed(text, &it));
    assert_eq!(set(0, 10).as_deref(), Ok("* a (10-14 min)\n* b (30 min)\n"));
    assert_eq!(set(1, 8).as_deref(), Ok("* a (8-12 min)\n* b (8 min)\n"));
    assert_eq!(set(2, 8), Err(Refusal::NoSection));
    assert_eq!(step(text, &plan, 0, -9), Err(Refusal::BelowZero));
}

#[test]
fn what_cannot_be_written_is_refused() {
    for (text, section, refusal) in [
        ("Duration: 12 min\n\n- 00:00 a\n- 01:30 b\n- 07:00 c\n", 2, Refusal::OpenEnd),
        ("* a (thirty minutes)\n", 0, Refusal::Unwritable),
        ("Duration: 40 min\n\n* a (25%)\n* b (75%)\n", 9, Refusal::NoSection),
    ] {
        assert_eq!(step(text, &read(text), section, 1), Err(refusal), "{text}");
    }
}

#[test]
fn refusals_are_sentences() {
    let fixed = Refusal::Fixed { takes: Minutes::of(30), slot: Minutes::of(20) };
    assert_eq!(fixed.to_string(), "What stays as it is takes 30 of 20 minutes: let go of some of it.");
    assert!(Refusal::Unwritable.to_string().ends_with('.'));
}

#[test]
fn steps_on_all_examples_lead_back() {
    let (mut done, mut all) = (0, 0);
    for text in examples() {
        let plan = read(text);
        let timed = plan.sections.iter().enumerate().filter(|(_, section)| section.time.is_some());
        for (number, _) in timed.filter(|_| all_timed(&plan)) {
            for by in [1, 5, 30, -1] {
                all += 1;
                done += usize::from(step_there_and_back(text, &plan, number, by));
            }
        }
    }
    assert!(all > 400 && done * 10 > all * 9, "{done} of {all}");
}

#[test]
fn all_examples_fit_slots() {
    let (mut done, mut all) = (0, 0);
    for text in examples() {
        let plan = read(text);
        for slot in [7, 20, 33, 45, 90].into_iter().filter(|_| plan.is_timed()) {
            all += 1;
            done += usize::from(fit_sums_up(text, &plan, Minutes::of(slot)));
        }
    }
    assert!(all > 300 && done * 10 > all * 8, "{done} of {all}");
}

#[test]
fn sections_of_all_examples_move_there_and_back() {
    let (mut done, mut all) = (0, 0);
    for text in examples() {
        let plan = read(text);
        for number in 0..plan.sections.len() {
            let beside = |down| {
                let moved = move_section(text, &plan, number, down);
                !matches!(moved, Err(Refusal::First | Refusal::Last))
            };
            for down in [true, false].into_iter().filter(|down| beside(*down)) {
                all += 1;
                done += usize::from(move_there_and_back(text, &plan, number, down));
            }
        }
    }
    assert!(all > 150 && done * 10 > all * 9, "{done} of {all}");
}

#[test]
fn times_in_words_get_another_one_in_their_language() {
    for (text, minutes, after) in [
        ("- Demo (half an hour)\n", 20, "- Demo (20 minutes)\n"),
        ("- Tor (eine halbe Stunde)\n", 120, "- Tor (2 Stunden)\n"),
        ("- Mar (una hora)\n", 120, "- Mar (2 horas)\n"),
        ("- Semi (mezz'ora)\n", 20, "- Semi (20 minuti)\n"),
        ("- 演示（半小时）\n", 20, "- 演示（20分钟）\n"),
    ] {
        let changes = set(text, &read(text), 0, Minutes::of(minutes)).unwrap();
        assert_eq!(changed(text, &changes), after);
    }
}

#[test]
fn a_total_that_was_right_stays_right() {
    for (text, after) in [
        ("(total: # minutes)\n- Ants (4 min)\n- Bees (5 min)\n", ["9", "10", "18"]),
        ("(total: # minutes)\n- Ants (4 min)\n- Bees (5 min)\n\nTotal: # min\n", ["9", "10", "18"]),
        ("Outline (# min):\n- Ants (4 min)\n- Bees (5 min)\n- Total: # min\n", ["9", "10", "18"]),
        ("Ants 4 min\nBees 5 min\n\n# minutes total\n", ["9", "10", "18"]),
        ("- Ants (4-5 min)\n- Bees (5 min)\n\nTotal: # min\n", ["9-10", "10-11", "18-20"]),
        ("- Ants (4 min)\n- Bees (5 min)\n- Q&A (3 min)\n\nTotal: # min + 3 min Q&A\n", ["9", "9", "9"]),
        ("- Ants (4 min)\n- Bees (5 min)\n- Q&A (3 min)\n\nTotal: # min\n", ["12", "13", "18"]),
        // One that was wrong is put right with the whole.
        ("- Ants (4 min)\n- Bees (5 min)\n\nTotal: # min\n", ["8", "8", "18"]),
        ("| What | Min |\n|---|---|\n| Ants | 4 |\n| Bees | 5 |\n| Total | # |\n", ["9", "10", "18"]),
    ] {
        let [before, stepped, fitted] = after.map(|total| text.replace('#', total));
        let plan = read(&before);
        let found = apply(&before, &step(&before, &plan, 0, 1).unwrap());
        assert_eq!(lines_of_totals(&found), lines_of_totals(&stepped), "{before}");
        let found = apply(&before, &fit(&before, &plan, Minutes::of(18), &[]).unwrap().changes);
        assert_eq!(lines_of_totals(&found), lines_of_totals(&fitted), "{before}");
    }
    // That of a longer version is its own.
    let text = "For a 20 minute talk (total: 9 min):\n- Ants (4 min)\n- Bees (5 min)\n\nA 40 minute talk would also have:\n- Cats\n- Total: 40 min\n";
    let after = apply(text, &step(text, &read(text), 0, 1).unwrap());
    assert_eq!(after, text.replace("9 min", "10 min").replace("4 min)", "5 min)"));
}

/// The lines that state the sum.
fn lines_of_totals(text: &str) -> Vec<&str> {
    text.lines().filter(|line| line.to_lowercase().contains("total") || line.contains("Outline")).collect()
}
