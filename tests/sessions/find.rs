//! Finding and replacing in the open text.

use super::*;

/// A library of one proposal with these texts, the person in the description.
fn writing(description: &str, notes: &str, size: (u16, u16)) -> Person {
    let mut library = sample();
    let first = Arc::make_mut(&mut library.proposals[0]);
    (first.description, first.notes) = (description.into(), notes.into());
    (first.audience, first.outline) = (String::new(), String::new());
    let mut person = Person::at(library, size);
    person.keys("enter");
    person
}

fn selected(person: &Person) -> Option<String> {
    person.model.desk.as_ref().unwrap().field.selected()
}

fn caret(person: &Person) -> usize {
    person.model.desk.as_ref().unwrap().field.caret()
}

const TALK: &str = "The GIL. One gil, no gil.\nGil";

#[test]
fn matches_are_marked_and_counted_while_one_types_and_walked_through() {
    let mut person = writing(TALK, "", (120, 36));
    person.keys("ctrl-f 'gil'");
    assert!(person.screen().contains("1 of 4"), "{}", person.screen());
    assert_eq!(selected(&person).as_deref(), Some("GIL"));
    person.keys("down F3");
    assert!(person.screen().contains("3 of 4"));
    person.keys("up");
    assert!(person.screen().contains("2 of 4"));
    person.keys("F3 F3");
    assert_eq!(selected(&person).as_deref(), Some("Gil"));
    person.keys("F3");
    assert!(person.screen().contains("1 of 4, from the beginning again"), "{}", person.screen());
    person.keys("shift-F3");
    assert!(person.screen().contains("4 of 4, from the end again"), "{}", person.screen());
    person.keys("backspace backspace backspace 'GIL'");
    assert!(person.screen().contains("1 of 1"), "a capital letter is meant: {}", person.screen());
    person.keys("'X'");
    assert!(person.screen().contains("no match"));
}

#[test]
fn the_marks_are_seen_in_the_text_and_go_with_the_line() {
    let mut person = writing(TALK, "", (120, 36));
    let ground = |person: &Person, word: &str| {
        let buffer = person.buffer();
        let (row, line) = text_of(&buffer)
            .lines()
            .map(str::to_owned)
            .enumerate()
            .find(|(_, line)| line.contains(word))
            .unwrap();
        let column = line[..line.find(word).unwrap()].chars().count();
        buffer[(u16::try_from(column).unwrap(), u16::try_from(row).unwrap())].style().bg
    };
    let plain = ground(&person, "gil, no");
    person.keys("ctrl-f 'gil'");
    let (here, other) = (ground(&person, "GIL. One"), ground(&person, "gil, no"));
    assert!(here != other && other != plain && here != plain);
    person.keys("esc");
    assert_eq!(ground(&person, "gil, no"), plain);
}

#[test]
fn enter_goes_on_and_esc_stays_behind_the_match_with_nothing_selected() {
    let mut person = writing(TALK, "", (120, 36));
    person.keys("ctrl-f 'gil' enter enter");
    assert!(person.screen().contains("3 of 4"), "{}", person.screen());
    person.keys("esc");
    assert_eq!((caret(&person), selected(&person)), (TALK.find("gil.").unwrap() + 3, None));
    person.keys("shift-F3");
    assert_eq!(caret(&person), TALK.find("gil,").unwrap() + 3, "the one before that where one stood");
    person.keys("ctrl-f 'no' enter enter enter");
    assert!(person.screen().contains("This is the only match"), "{}", person.screen());
    assert_eq!(first(&person).description, TALK, "no Enter of these goes into the text");
    let before = caret(&person);
    person.keys("esc ctrl-f 'zebra' esc");
    assert_eq!((caret(&person), selected(&person)), (before, None), "there is nowhere to stay");
}

#[test]
fn what_is_selected_is_what_is_looked_for_and_the_last_one_is_remembered() {
    let mut person = writing(TALK, "", (120, 36));
    person.keys("ctrl-right right shift-right shift-right shift-right ctrl-f");
    assert!(person.screen().contains("1 of 1"), "{}", person.screen());
    person.keys("down esc right ctrl-home ctrl-f 'gil' esc ctrl-home F3");
    let behind = TALK.find("GIL").unwrap() + 3;
    assert_eq!((caret(&person), selected(&person)), (behind, None), "the next key replaces nothing");
    assert!(person.screen().contains("1 of 4"));
    person.keys("F3 F3 shift-F3");
    assert!(person.screen().contains("2 of 4"));
}

#[test]
fn the_next_match_may_stand_in_another_text_of_the_proposal() {
    let mut person = writing("one gil", "two gil, three gil", (120, 36));
    person.keys("ctrl-f 'gil' down");
    assert_eq!((person.model.tab, selected(&person).as_deref()), (3, Some("gil")));
    assert!(person.screen().contains("1 of 2 in Notes"), "{}", person.screen());
    person.keys("down down");
    assert_eq!(person.model.tab, 0);
    person.keys("up up esc");
    assert_eq!((person.model.tab, caret(&person)), (3, 7), "it stays where it has gone");
    person.keys("ctrl-f 'zebra' down");
    assert!(person.screen().contains("“zebra” is not in these texts"), "{}", person.screen());
}

#[test]
fn matches_are_replaced_one_by_one_or_skipped() {
    let mut person = writing(TALK, "", (120, 36));
    person.keys("ctrl-f 'gil' ctrl-r 'lock' enter down enter");
    assert_eq!(first(&person).description, "The lock. One gil, no lock.\nGil");
    assert!(person.screen().contains("2 of 2"), "{}", person.screen());
    person.keys("esc ctrl-z");
    assert_eq!(first(&person).description, "The lock. One gil, no gil.\nGil");
    person.keys("ctrl-z");
    assert_eq!(first(&person).description, TALK);
}

#[test]
fn all_matches_are_replaced_in_one_step_of_undo() {
    let mut person = writing(TALK, "the gil", (120, 36));
    person.keys("ctrl-end ctrl-r 'gil' tab 'GIL (global lock)' ctrl-r");
    assert_eq!(
        first(&person).description,
        "The GIL (global lock). One GIL (global lock), no GIL (global lock).\nGIL (global lock)"
    );
    assert!(person.screen().contains("4 replaced. Ctrl-Z takes it back"), "{}", person.screen());
    assert_eq!(first(&person).notes, "the gil", "other texts are left alone");
    person.keys("ctrl-z");
    assert_eq!(first(&person).description, TALK);
    person.keys("ctrl-y esc");
    assert!(first(&person).description.starts_with("The GIL (global"));
    let mut person = writing(TALK, "", (120, 36));
    person.keys("ctrl-r 'zebra' tab 'x' ctrl-r");
    assert!(person.screen().contains("“zebra” is not in this text"), "{}", person.screen());
}

#[test]
fn nothing_is_replaced_where_nothing_may_be_changed() {
    let opened =
        Opened { locked: Some("Read only: no".into()), ..Opened::new(Arc::new(sample()), Some(Version(0))) };
    let mut person = person();
    person.hear(Msg::Opened { path: "talks.ron".into(), result: Ok(Box::new(opened)) });
    let before = person.model.library.clone();
    person.keys("home down enter ctrl-f 'the' ctrl-r 'x' enter");
    assert!(person.screen().contains("Read only: no"), "{}", person.screen());
    person.keys("ctrl-r");
    assert_eq!(person.model.library, before);
}

#[test]
fn the_text_is_seen_above_the_line_in_every_window() {
    for size in [(120, 36), (80, 24), (40, 10), (20, 6)] {
        let text = format!("{}needle", "hay\n".repeat(100));
        let mut person = writing(&text, "", size);
        person.keys("ctrl-r 'needle'");
        let screen = person.screen();
        assert!(screen.lines().any(|line| line.contains("needle") && !line.contains("Find")), "{screen}");
        assert!(screen.contains("1 of 1"), "{screen}");
        person.keys("tab 'pin' enter");
        assert!(first(&person).description.ends_with("pin"));
    }
}

#[test]
fn a_long_text_is_searched_and_what_another_program_changes_is_found() {
    let mut person = writing(&"word and gil ".repeat(20_000), "", (120, 36));
    person.keys("ctrl-f 'gil'");
    assert!(person.screen().contains("1 of 20000"), "{}", person.screen());
    let mut theirs = Library::clone(&person.model.library);
    Arc::make_mut(&mut theirs.proposals[0]).description = "one gil".into();
    person.found(theirs);
    person.keys("down");
    assert!(person.screen().contains("1 of 1"), "{}", person.screen());
}

#[test]
fn what_is_selected_is_looked_for_with_the_next_key() {
    let mut person = writing("one two one two", "", (120, 36));
    person.keys("shift-right shift-right shift-right ctrl-f F3");
    assert!(person.screen().contains("2 of 2"), "{}", person.screen());
}

#[test]
fn a_text_without_a_match_says_which_other_one_has_some() {
    let mut person = writing("Here.", "A flag, and a flag.", (80, 24));
    person.keys("ctrl-f 'flag'");
    assert!(person.screen().contains("none here · 2 in Notes"), "{}", person.screen());
    person.keys("enter");
    assert!(person.screen().contains("1 of 2"), "{}", person.screen());
    assert_eq!(person.model.tab, 3);
    person.keys("'x'");
    assert!(person.screen().contains("no match"), "{}", person.screen());
}

#[test]
fn a_version_that_is_shown_for_the_cursor_alone_goes_with_it() {
    let mut person = Person::at(sample(), (120, 36));
    let shown = |person: &Person| person.screen().contains("version 30 [45]");
    person.keys("enter tab tab ctrl-f 'extension modules' esc");
    assert!(shown(&person), "{}", person.screen());
    person.keys("F6");
    assert!(person.model.pane == Pane::Timing && shown(&person), "{}", person.screen());
    person.keys("esc");
    assert!(!shown(&person), "{}", person.screen());
    // One that was chosen stays.
    person.keys("t v esc enter tab");
    assert!(shown(&person), "{}", person.screen());
}

#[test]
fn the_key_for_finding_begins_another_search_where_one_is_open() {
    let mut person = writing(TALK, "", (120, 36));
    person.keys("ctrl-f 'gil' ctrl-f 'no'");
    assert!(person.screen().contains("1 of 1"), "{}", person.screen());
    assert_eq!(selected(&person).as_deref(), Some("no"));
}
