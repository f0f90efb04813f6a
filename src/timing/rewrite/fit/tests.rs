use super::*;

/// The text fitted to so many minutes, or the refusal.
fn to(text: &str, slot: u32, pinned: &[usize]) -> String {
    let plan = read(text);
    match fit(text, &plan, Minutes::of(slot), pinned) {
        Ok(fitted) => apply(text, &fitted.changes),
        Err(no) => format!("{no:?}"),
    }
}

#[test]
fn times_are_scaled_in_proportion() {
    let text = "* a (5 min)\n* b (10 min)\n* Q&A (5 min)\n";
    assert_eq!(to(text, 35, &[]), "* a (10 min)\n* b (20 min)\n* Q&A (5 min)\n");
    assert_eq!(to(text, 20, &[]), text);
    assert_eq!(to(text, 30, &[0]), "* a (5 min)\n* b (20 min)\n* Q&A (5 min)\n");
    assert_eq!(to("* a (5 min)\n* b (10 min)\n", 5, &[]), "* a (1.5 min)\n* b (3.5 min)\n");
    assert_eq!(to("* a (4-6 min)\n* b (4 min)\n", 16, &[]), "* a (8-12 min)\n* b (8 min)\n");
}

#[test]
fn a_total_that_was_wrong_is_put_right_where_nothing_hangs_on_it() {
    for (before, after) in [
        ("* a (4 min)\n* b (4 min)\nTotal: 9 min\n", "* a (5 min)\n* b (5 min)\nTotal: 10 min\n"),
        ("* a (5 min)\n* b (5 min)\nTotal: 9 min\n", "* a (5 min)\n* b (5 min)\nTotal: 10 min\n"),
        // It leaves room for what has no time yet, or says how long the slot is.
        (
            "Slot: 30 min\n\n* a (4 min)\n* b (4 min)\nTotal: 30 min\n",
            "Slot: 30 min\n\n* a (5 min)\n* b (5 min)\nTotal: 10 min\n",
        ),
        ("* a (4-6 min)\n* b (4 min)\nTotal: 30-40 min\n", "* a (5-8 min)\n* b (5 min)\nTotal: 30-40 min\n"),
        ("* a (4 min, 4 total)\n* b (4 min, 9 total)\n", "* a (5 min, 5 total)\n* b (5 min, 11 total)\n"),
    ] {
        assert_eq!(to(before, 10, &[]), after);
    }
}

/// An outline of sections with these minutes.
fn outline(minutes: &[u32]) -> String {
    let line = |minutes: &u32| format!("* part ({minutes} minutes)\n");
    minutes.iter().map(line).collect()
}

#[test]
fn to_shorten_the_longest_give_first_and_none_grows() {
    let questions = "* Questions (8 minutes)\n";
    for (before, slot, after) in [
        (vec![4, 1, 1, 3, 2, 5, 2, 3], 28, vec![4, 1, 1, 3, 2, 4, 2, 3]),
        (vec![4, 1, 1, 3, 2, 2, 5, 2, 2, 3], 30, vec![3, 1, 1, 3, 2, 2, 4, 2, 2, 2]),
        (vec![5, 5, 5], 22, vec![5, 5, 4]),
        (vec![5, 5, 5], 24, vec![6, 5, 5]),
        (vec![1, 1, 20], 13, vec![1, 1, 3]),
    ] {
        let (before, after) = (outline(&before) + questions, outline(&after) + questions);
        assert_eq!(to(&before, slot, &[]), after);
    }
    // What takes half a minute stays so.
    assert_eq!(to("* a (30 s)\n* b (15 min)\n", 12, &[]), "* a (30 s)\n* b (11.5 min)\n");
    assert_eq!(to("* a (9-12 min)\n* b (9-15 min)\n", 17, &[]), "* a (9-12 min)\n* b (8-13 min)\n");
}

#[test]
fn sections_without_a_time_get_what_is_spare() {
    let text = "1. Intro (5 min)\n2. Story (10 min)\n3. Demo\n4. Questions (5 min)\n";
    assert_eq!(to(text, 30, &[]), text.replace("Demo", "Demo (10 min)"));
    let shorter = "1. Intro (3 min)\n2. Story (6 min)\n3. Demo (1 min)\n4. Questions (5 min)\n";
    assert_eq!(to(text, 15, &[]), shorter);
    // What may not change makes no room.
    assert_eq!(to(text, 20, &[0, 1]), text);
    let plain = "Intro\nStory 10 min\nDemo\n";
    assert_eq!(to(plain, 21, &[]), "Intro 6 min\nStory 10 min\nDemo 5 min\n");
    assert_eq!(to(plain, 21, &[0]), "Intro\nStory 10 min\nDemo 11 min\n");
    // Where that is too little for all of them, the others make room.
    assert_eq!(to(plain, 11, &[]), "Intro 1 min\nStory 9 min\nDemo 1 min\n");
    assert_eq!(to("* a (5 min)\n* Questions\n", 8, &[]), "* a (5 min)\n* Questions (3 min)\n");
    assert_eq!(
        to("Intro 5 min\nStory (5 minuts)\nDemo\n", 8, &[]),
        "Intro 5 min\nStory (5 minuts)\nDemo 3 min\n"
    );
    let around = "* a\n  * b (4 min)\n* c\n";
    assert_eq!(to(around, 10, &[]), "* a\n  * b (4 min)\n* c (6 min)\n");
    assert_eq!(
        to("* a (5 min)\n\n[Break]\n\n* c (5 min)\n", 20, &[]),
        "* a (10 min)\n\n[Break]\n\n* c (10 min)\n"
    );
}

#[test]
fn what_is_inside_goes_along() {
    let text = "* a (10 min)\n  * b (4 min)\n  * c (6 min)\n* d (10 min)\n";
    let wanted = "* a (20 min)\n  * b (8 min)\n  * c (12 min)\n* d (20 min)\n";
    assert_eq!(to(text, 40, &[]), wanted);
    assert_eq!(to("* a\n  * b (4 min)\n  * c (6 min)\n", 20, &[]), "* a\n  * b (8 min)\n  * c (12 min)\n");
}

#[test]
fn bare_numbers_stay_bare() {
    for text in ["Intro: #5\nStory: #15\nDemo: #10\n", "- #5 Intro\n- #15 Story\n- #10 Demo\n"] {
        let before = text.replace('#', "");
        let after = text.replace("#5", "10").replace("#15", "30").replace("#10", "20");
        assert_eq!(to(&before, 60, &[]), after);
        // Other numbers would be those of the lines.
        assert_eq!(to(&before, 3, &[]), "NotUnderstood");
    }
}

#[test]
fn rules_change_for_all() {
    let text = "Intro: 4 minutes\nEach island: 5 minutes\n\n* Mull\n* Skye\n";
    assert_eq!(to(text, 28, &[]), text.replace("4 minutes", "8 minutes").replace("5 minutes", "10 minutes"));
    let rest = "Each island: 5 minutes\n\n* Mull\n* Skye\n* Iona\n* Ferry (3 min)\n";
    assert_eq!(to(rest, 20, &[]), rest.replace("3 min", "5 min"));
    // Nothing grows while the rest is shortened, if that can be.
    assert_eq!(to(rest, 17, &[]), rest.replace("3 min", "2 min"));
    assert_eq!(to(rest, 15, &[]), rest.replace("5 minutes", "4 minutes"));
}

#[test]
fn what_cannot_be_is_refused() {
    assert_eq!(
        to("* a (5 min)\n* Q&A (10 min)\n", 10, &[]),
        "Fixed { takes: Minutes { seconds: 600 }, slot: Minutes { seconds: 600 } }"
    );
    assert_eq!(to("# Outline\n\n* a\n", 10, &[]), "Untimed");
    assert_eq!(to("* a (5 min)\n* b (5 min)\n* c (5 min)\n", 1, &[]), "TooMany");
}
