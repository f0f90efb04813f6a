//! What a person does in the timing pane, and what it does to the outline: keys in, text and screen out.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use soapbox::{
    app::{Msg, Pane},
    talk::Library,
};
use support::{Person, sample};

/// A person with the timing pane of the sample before them.
fn person() -> Person {
    let mut person = Person::at(sample(), (120, 36));
    person.keys("t");
    person
}

/// The same with another outline.
fn with_outline(outline: &str) -> Person {
    let mut library: Library = sample();
    outline.clone_into(&mut std::sync::Arc::make_mut(&mut library.proposals[0]).outline);
    let mut person = Person::at(library, (120, 36));
    person.keys("t");
    person
}

fn outline(person: &Person) -> &str {
    &person.model.library.proposals[0].outline
}

fn assert_shows(person: &Person, words: &str) {
    let screen = person.screen();
    assert!(screen.contains(words), "{words} is not on the screen:\n{screen}");
}

#[test]
fn a_minute_more_and_less_is_written_in_the_outline() {
    let mut person = person();
    let before = person.model.library.clone();
    person.keys("+");
    assert!(outline(&person).contains("1. what are subinterpreters (5 minutes)\n"), "{}", outline(&person));
    assert!(outline(&person).contains("(total: 26 minutes)"), "a total that was right stays right");
    assert_shows(&person, "26 planned · 4 spare");
    person.keys("down + -");
    assert!(outline(&person).contains("2. what's different in Python 3.7 (1 minute)\n"));
    person.keys("up - ctrl-z ctrl-z ctrl-z ctrl-z");
    assert_eq!(person.model.library, before);
}

#[test]
fn minutes_are_typed_for_a_section() {
    let mut person = person();
    person.keys("down m");
    assert_shows(&person, "Its minutes");
    person.keys("ctrl-a 'x' enter");
    assert_shows(&person, "minutes are a number");
    person.keys("ctrl-a '3' enter");
    assert!(outline(&person).contains("2. what's different in Python 3.7 (3 minutes)\n"));
}

#[test]
fn an_untimed_section_gets_a_time_like_its_neighbours() {
    let mut person = with_outline("1. a [4 min]\n2. b\n3. c [5 min]\n");
    person.keys("down +");
    assert_eq!(outline(&person), "1. a [4 min]\n2. b [1 min]\n3. c [5 min]\n");
}

#[test]
fn a_section_moves_with_all_that_belongs_to_it_and_stays_chosen() {
    let mut person = with_outline("1. a (4 min)\n   - more\n2. b (5 min)\n3. c (6 min)\n");
    let before = person.model.library.clone();
    person.keys("alt-down");
    assert_eq!(outline(&person), "1. b (5 min)\n2. a (4 min)\n   - more\n3. c (6 min)\n");
    person.keys("J");
    assert_eq!(outline(&person), "1. b (5 min)\n2. c (6 min)\n3. a (4 min)\n   - more\n");
    person.keys("K K");
    assert_eq!(person.model.library, before);
    person.keys("K");
    assert_eq!(person.model.library, before, "there is nothing above the first");
}

#[test]
fn fitting_is_shown_first_and_the_sum_is_the_slot() {
    let mut person = person();
    let before = person.model.library.clone();
    person.keys("f");
    assert_shows(&person, "Stretch to 30 minutes");
    person.keys("esc");
    assert_eq!(person.model.library, before);
    person.keys("f enter");
    assert_shows(&person, "30 planned · fits");
    assert!(outline(&person).contains("(total: 30 minutes)"));
    person.keys("ctrl-z");
    assert_eq!(person.model.library, before);
}

#[test]
fn pinned_sections_keep_their_minutes() {
    let mut person = person();
    person.keys("p f enter");
    assert_shows(&person, "30 planned · fits");
    assert!(outline(&person).contains("1. what are subinterpreters (4 minutes)\n"));
}

#[test]
fn the_slot_has_three_parts_that_a_person_sets() {
    let mut person = person();
    person.keys("s '20 + 5 + 2' enter");
    assert_shows(&person, "25 planned · 5 questions · 2 changeover · 5 over!");
    assert_shows(&person, "27 minute slot");
    person.keys("f enter");
    assert_shows(&person, "20 planned · 5 questions · 2 changeover · fits");
    person.keys("s ctrl-a 'soon' enter");
    assert_shows(&person, "a slot is minutes, like 30");
}

#[test]
fn a_proposal_that_was_never_submitted_keeps_its_slot_in_a_draft() {
    let mut person = Person::at(Library::default(), (120, 36));
    person.keys("n 'Boats' enter tab tab '1. a (4 min)' esc t s '10' enter");
    assert_eq!(person.model.library.proposals[0].submissions[0].slot, Some(10));
    assert_shows(&person, "4 planned · 6 spare");
    person.keys("ctrl-z");
    assert!(person.model.library.proposals[0].submissions.is_empty());
}

#[test]
fn versions_are_switched_and_open_sections_have_the_room_that_is_left() {
    let mut person = person();
    assert_shows(&person, "version [30] 45");
    person.keys("v");
    assert_shows(&person, "version 30 [45]");
    assert_shows(&person, "25 planned · 20 left for 3 untimed");
    assert_shows(&person, "additional practical examples");
    person.keys("v");
    assert!(!person.screen().contains("additional practical examples  "));
    let mut person = with_outline("1. a (4 min)\n");
    person.keys("v");
    assert_shows(&person, "The outline has one version");
}

#[test]
fn the_cursor_in_a_longer_version_shows_that_version_and_back() {
    let mut person = person();
    person.keys("esc enter tab tab ctrl-end");
    assert_shows(&person, "version 30 [45]");
    assert_shows(&person, "25 planned · 20 left for 3 untimed");
    person.keys("' (6 minutes)'");
    assert_shows(&person, "31 planned · 14 left for 2 untimed");
    person.keys("ctrl-home");
    assert_shows(&person, "version [30] 45");
    assert_shows(&person, "25 planned · 5 spare");
}

#[test]
fn the_cursor_of_the_open_outline_follows_the_chosen_section() {
    let mut person = person();
    person.keys("esc enter tab tab F6 end enter 'X'");
    assert!(outline(&person).contains("\nX10. a GIL-free"), "{}", outline(&person));
    person.keys("ctrl-z F6 home");
    let caret = person.model.desk.as_ref().unwrap().field.caret();
    assert!(outline(&person)[caret..].starts_with("1. what are"));
}

#[test]
fn what_does_not_add_up_is_told_in_place() {
    let mut person = with_outline("(total: 16 minutes)\n1. a (4 minutes)\n2. b (11 minutes)\n");
    assert_shows(&person, "! the text says 16 in all, the sections make 15");
    person.hear(Msg::Resize(40, 10));
    assert_shows(&person, "! says 16 in all, sections make 15");
}

#[test]
fn another_version_is_shown_first_and_can_be_switched_to() {
    let mut person = with_outline("Duration: 45 minutes\n\n1. a (15 minutes)\n2. b (30 minutes)\n");
    person.keys("V '30' enter");
    assert_shows(&person, "A 30 minute version");
    person.keys("enter");
    assert_shows(&person, "30 planned · fits");
    person.keys("v");
    assert_shows(&person, "45 planned · fits");
}

#[test]
fn the_longer_version_is_filled_and_the_shorter_one_stays() {
    let mut person = person();
    let before = person.model.library.clone();
    let wanted = before.proposals[0]
        .outline
        .replace("practical examples", "practical examples (7 minutes)")
        .replace("extension modules", "extension modules (7 minutes)")
        .replace("improvements in CPython", "improvements in CPython (6 minutes)");
    for keys in ["v f enter", "V '45' enter enter"] {
        person.keys(keys);
        assert_eq!(outline(&person), wanted);
        assert_shows(&person, "version 30 [45]");
        assert_shows(&person, "45 planned · fits");
        person.keys("v");
        assert_shows(&person, "25 planned · 5 spare");
        person.keys("ctrl-z");
        assert_eq!(person.model.library, before, "it is one step");
    }
    person.keys("V '60' enter");
    assert_shows(&person, "The outline has versions already");
}

#[test]
fn an_outline_of_start_times_is_fitted_with_the_slot_that_it_states() {
    let text = "Duration: 20 minutes\n\n10:00 a\n10:05 b\n10:15 Q&A\n";
    let mut person = with_outline(text);
    person.keys("s ctrl-a '35' enter f");
    assert_shows(&person, "Stretch to 35 minutes");
    assert_shows(&person, "the slot in the text");
    person.keys("enter");
    assert_eq!(outline(&person), "Duration: 35 minutes\n\n10:00 a\n10:10 b\n10:30 Q&A\n");
    assert_shows(&person, "30 planned · 5 questions · fits");
    person.keys("ctrl-z");
    assert_eq!(outline(&person), text);
    let mut person = with_outline("* a (25%)\n* b (75%)\n");
    person.keys("s ctrl-a '35' enter f");
    assert_shows(&person, "Percentages are of a slot");
}

#[test]
fn sixty_sections_scroll_with_the_gauge_in_view() {
    let many: Vec<String> = (1..=60).map(|n| format!("{n}. part {n} (1 minute)")).collect();
    let mut person = with_outline(&many.join("\n"));
    for keys in ["end", "home", "pagedown pagedown"] {
        person.keys(keys);
        assert_shows(&person, "60 planned");
        let chosen = person.model.timing.at + 1;
        assert_shows(&person, &format!("part {chosen} "));
    }
    assert_eq!(person.model.pane, Pane::Timing);
}

#[test]
fn what_an_outline_without_minutes_lacks_is_told_whole() {
    let mut person = with_outline("why snakes\nhow snakes\n");
    for size in [(120, 36), (80, 24), (60, 20), (40, 10), (30, 10), (20, 6)] {
        person.hear(Msg::Resize(size.0, size.1));
        let screen = person.screen();
        let told = screen.lines().find(|line| line.contains("no minutes"));
        assert!(told.is_some_and(|line| !line.contains('…')), "{size:?}:\n{screen}");
    }
    person.hear(Msg::Resize(80, 24));
    assert_shows(&person, "no minutes yet: write (5 min) behind a section");
}

#[test]
fn an_outline_without_marks_is_read_line_by_line_as_it_is_typed() {
    let mut person = Person::at(Library::default(), (80, 24));
    person.keys("n 'My talk' enter tab tab 'Intro' enter 'Story (5 min)' enter 'Demo 10 min'");
    assert_shows(&person, "15 planned");
    person.keys("esc t");
    for row in ["1  Intro", "2  Story", "3  Demo"] {
        assert_shows(&person, row);
    }
    person.keys("home m '3' enter");
    assert_eq!(outline(&person), "Intro (3 min)\nStory (5 min)\nDemo 10 min");
    person.keys("s '20' enter");
    assert_shows(&person, "18 planned · 2 spare");
}

#[test]
fn fitting_gives_spare_minutes_to_sections_that_have_none() {
    let mut person = with_outline("1. Intro (5 min)\n2. Story (10 min)\n3. Demo\n4. Questions (5 min)\n");
    person.keys("s ctrl-a '30' enter");
    assert_shows(&person, "15 planned · 5 questions · 10 left for 1 untimed");
    person.keys("f");
    assert_shows(&person, "Fill 30 minutes");
    assert_shows(&person, "? → 10");
    assert_eq!(person.screen().matches('→').count(), 1, "nothing else changes:\n{}", person.screen());
    person.keys("enter");
    assert!(outline(&person).contains("3. Demo (10 min)\n"), "{}", outline(&person));
    assert_shows(&person, "25 planned · 5 questions · fits");
}

#[test]
fn what_has_no_minutes_is_told_where_the_rest_fits() {
    let mut person = with_outline("1. Intro (10 min)\n2. Story (20 min)\n3. Demo\n");
    person.keys("s ctrl-a '30' enter");
    assert_shows(&person, "30 planned · fits, 1 untimed");
    person.keys("p down p f");
    assert_shows(&person, "No minutes are left for what has none");
    person.keys("p up p f enter");
    assert_shows(&person, "30 planned · fits");
    assert_eq!(outline(&person), "1. Intro (10 min)\n2. Story (19 min)\n3. Demo (1 min)\n");
    person.keys("ctrl-z s ctrl-a '20' enter f");
    assert_shows(&person, "Shorten to 20 minutes");
}

#[test]
fn a_time_that_is_not_counted_is_told_with_its_words_in_every_window() {
    let mut person = with_outline("Intro (5 minuts)\nDemo (10 min)\n");
    for size in [(120, 36), (80, 24), (40, 10)] {
        person.hear(Msg::Resize(size.0, size.1));
        assert_shows(&person, "! not counted: “Intro (5 minuts)”");
    }
    person.keys("enter down");
    assert_shows(&person, "10 · 1 not counted!");
    person.keys("up");
    assert!(!person.screen().contains("not counted"), "a line that is written may become one");
    let mut person = with_outline("Intro (5 minuts)\n");
    for size in [(120, 36), (80, 24), (40, 10)] {
        person.hear(Msg::Resize(size.0, size.1));
        let screen = person.screen();
        assert!(!screen.contains("no minutes yet"), "{screen}");
        assert!(screen.contains("! not counted: “Intro (5 minuts)”"), "{screen}");
    }
}

#[test]
fn a_long_slot_is_told_in_hours() {
    let mut person = person();
    person.keys("s ctrl-a '1245' enter");
    assert_shows(&person, "1245 minute slot: 20.75 hours");
    person.hear(Msg::Resize(40, 10));
    assert_shows(&person, "20.75 hour slot");
}

#[test]
fn what_is_kept_when_fitting_is_told_beside_what_changes() {
    let mut person =
        with_outline("1. Intro (10 min)\n2. Story (20 min)\n3. Demo (6 min)\n4. Questions (12 min)\n");
    person.keys("s ctrl-a '30' enter p f");
    for row in ["20 →  6 │", " 6 →  2 │", "stays 10 │", "stays 12 │"] {
        assert_shows(&person, row);
    }
    person.hear(Msg::Resize(20, 6));
    assert_shows(&person, "stays 10 │");
}
