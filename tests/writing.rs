//! Writing with comfort: copying and pasting, moving, lists; the library before, keys, the library after.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::sync::Arc;

use soapbox::{
    app::{Asked, Effect, LONGEST_PASTE, Msg, Returned},
    talk::{Library, Place, Proposal},
};
use support::{Person, sample};

/// A person who writes this outline, the cursor before it.
fn writing(outline: &str) -> Person {
    let mut library = Library::default();
    let proposal =
        Proposal { id: soapbox::talk::Id::new("p"), outline: outline.into(), ..Proposal::default() };
    library.proposals.push(Arc::new(proposal));
    let mut person = Person::at(library, (120, 36));
    person.keys("down enter tab tab");
    person
}

fn first(person: &Person) -> &Proposal {
    &person.model.library.proposals[0]
}

/// The outline with `|` where the cursor is.
fn outline(person: &Person) -> String {
    let mut text = first(person).outline.clone();
    text.insert(person.model.desk.as_ref().unwrap().field.caret(), '|');
    text
}

#[test]
fn a_copy_goes_to_the_system_and_a_paste_comes_from_there() {
    let mut person = Person::at(sample(), (120, 36));
    person.clipboard = Some(String::new());
    person.keys("enter ctrl-shift-right ctrl-c");
    assert_eq!(person.clipboard.as_deref(), Some("Did"));
    person.clipboard = Some("other\r\nwords ".into());
    person.keys("home ctrl-v");
    assert!(first(&person).description.starts_with("other\nwords Did you"), "{}", first(&person).description);
    person.keys("'x' ctrl-z ctrl-z");
    assert!(first(&person).description.starts_with("Did you"));
    assert!(person.effects.is_empty(), "{:?}", person.effects);
}

#[test]
fn nothing_selected_is_not_copied_but_the_whole_text_is_with_a_key_of_its_own() {
    let mut person = Person::at(sample(), (120, 36));
    person.clipboard = Some("kept".into());
    person.keys("enter ctrl-c");
    assert!(person.screen().contains("Alt-C copies the whole text"), "{}", person.screen());
    assert_eq!(person.clipboard.as_deref(), Some("kept"));
    person.keys("alt-c");
    assert_eq!(person.clipboard.as_deref(), Some(&*first(&person).description));
    assert!(person.screen().contains("Copied the whole description: 631 characters"), "{}", person.screen());
    person.keys("esc down enter tab esc y");
    assert_eq!(person.clipboard.as_deref(), Some(&*first(&person).audience));
    person.keys("i y");
    assert_eq!(person.clipboard.as_deref(), Some(&*first(&person).title));
    person.keys("down y");
    assert!(person.screen().contains("Nothing stands here that could be copied"), "{}", person.screen());
}

#[test]
fn a_line_that_is_asked_for_copies_cuts_and_pastes() {
    let mut person = Person::at(sample(), (120, 36));
    person.clipboard = Some(String::new());
    person.keys("down F2 ctrl-a ctrl-x 'Tides' ctrl-a ctrl-c end ctrl-v enter");
    assert_eq!(first(&person).title, "TidesTides");
    assert_eq!(person.clipboard.as_deref(), Some("Tides"));
}

#[test]
fn an_answer_that_comes_too_late_is_pasted_nowhere() {
    let mut person = writing("");
    let asked = Asked::Text(Place::Proposal(first(&person).id.clone(), soapbox::talk::ProposalText::Outline));
    person.keys("tab").hear(Msg::Clipboard { asked: asked.clone(), text: Some("late".into()) });
    assert_eq!((&*first(&person).outline, &*first(&person).notes), ("", ""));
    assert!(person.screen().contains("Not pasted"), "{}", person.screen());
    person.keys("shift-tab F2").hear(Msg::Clipboard { asked: asked.clone(), text: Some("late".into()) });
    assert!(person.screen().contains("Not pasted"), "{}", person.screen());
    person.keys("esc").hear(Msg::Clipboard { asked, text: Some("in time".into()) });
    assert_eq!(outline(&person), "in time|");
}

#[test]
fn what_is_odd_about_a_copy_or_a_paste_is_told() {
    let mut person = writing("");
    person.hear(Msg::Paste("a\x1b[1mb\tc\x07\r\n".into()));
    assert!(person.screen().contains("Pasted with 2 control characters, which are shown as marks"));
    person.keys("ctrl-z");
    assert_eq!(outline(&person), "|");
    person.hear(Msg::NotCopied("too long".into()));
    assert!(person.screen().contains("Copied here alone: too long"));
    person.clipboard = Some("x".repeat(LONGEST_PASTE + 1));
    person.keys("ctrl-v");
    assert!(person.screen().contains("too many bytes"));
    assert_eq!(outline(&person), "|");
}

#[test]
fn enter_goes_on_with_a_list_and_ends_it_one_step_each() {
    let mut person = writing("1. tides (5 minutes)");
    person.keys("end enter");
    assert_eq!(outline(&person), "1. tides (5 minutes)\n2. |");
    person.keys("'moon (4 minutes)'");
    assert!(person.screen().contains("9 planned"), "{}", person.screen());
    person.keys("enter");
    assert_eq!(outline(&person), "1. tides (5 minutes)\n2. moon (4 minutes)\n3. |");
    assert!(person.screen().contains("9 planned"), "{}", person.screen());
    person.keys("enter");
    assert_eq!(outline(&person), "1. tides (5 minutes)\n2. moon (4 minutes)\n|");
    person.keys("ctrl-z");
    assert_eq!(outline(&person), "1. tides (5 minutes)\n2. moon (4 minutes)\n3. |");
    person.keys("ctrl-z");
    assert_eq!(outline(&person), "1. tides (5 minutes)\n2. moon (4 minutes)|");
    person.keys("alt-enter 'more' ctrl-j 'lines'");
    assert_eq!(outline(&person), "1. tides (5 minutes)\n2. moon (4 minutes)\nmore\nlines|");
}

#[test]
fn enter_replaces_what_is_selected_and_no_more() {
    let mut person = writing("1. tides moon");
    person.keys("end ctrl-shift-left enter");
    assert_eq!(outline(&person), "1. tides \n|");
}

#[test]
fn backspace_takes_a_marker_away_in_one_step() {
    let mut person = writing("- a\n  - b");
    person.keys("ctrl-end left backspace");
    assert_eq!(outline(&person), "- a\n- |b");
    person.keys("backspace");
    assert_eq!(outline(&person), "- a\n|b");
    person.keys("ctrl-z ctrl-z");
    assert_eq!(outline(&person), "- a\n  - |b");
    person.keys("shift-left backspace");
    assert_eq!(outline(&person), "- a\n  -|b");
}

#[test]
fn items_change_their_level_with_all_that_is_in_them_in_one_step() {
    let before = "1. a (2 min)\n2. b (3 min)\n   - x\n3. c (4 min)";
    let mut person = writing(before);
    person.keys("down end alt-right");
    assert_eq!(outline(&person), "1. a (2 min)\n   - b (3 min)|\n      - x\n2. c (4 min)");
    person.keys("ctrl-z");
    assert_eq!(first(&person).outline, before);
    person.keys("ctrl-y alt-left");
    assert_eq!(outline(&person), "1. a (2 min)\n2. b (3 min)|\n   - x\n3. c (4 min)");
    person.keys("alt-left");
    assert!(person.screen().contains("It stands at the top already"), "{}", person.screen());
}

#[test]
fn a_list_is_renumbered_on_demand_and_the_timing_follows() {
    let mut person = writing("1. a (2 min)\n2. b (3 min)\n3. c (4 min)");
    person.keys("ctrl-end alt-up alt-up");
    assert_eq!(outline(&person), "3. c (4 min)|\n1. a (2 min)\n2. b (3 min)");
    person.keys("alt-up");
    assert!(person.screen().contains("It is the first line already"), "{}", person.screen());
    person.keys("alt-r");
    assert_eq!(outline(&person), "1. c (4 min)|\n2. a (2 min)\n3. b (3 min)");
    assert!(person.screen().contains("9 planned"), "{}", person.screen());
    person.keys("alt-r");
    assert!(person.screen().contains("The numbers here are in order"), "{}", person.screen());
    person.keys("ctrl-z ctrl-z ctrl-z");
    assert_eq!(outline(&person), "1. a (2 min)\n2. b (3 min)\n3. c (4 min)|");
}

#[test]
fn an_item_that_was_begun_and_left_without_a_word_goes_again() {
    let before = "1. a (2 min)\n2. b (3 min)";
    for keys in ["esc", "tab", "F6", "ctrl-q", "esc ctrl-z"] {
        let mut person = writing(before);
        person.keys("end enter");
        assert_eq!(first(&person).outline, "1. a (2 min)\n2. \n2. b (3 min)");
        person.keys(keys);
        assert_eq!(first(&person).outline, before, "{keys}");
    }
    let mut person = writing(before);
    person.keys("ctrl-end enter esc ctrl-y");
    assert_eq!(first(&person).outline, format!("{before}\n3. "), "it can be done again");
    for (keys, after) in [
        ("end enter 'c' esc", "1. a (2 min)\n2. c\n2. b (3 min)"),
        ("end enter 'c' backspace esc", "1. a (2 min)\n2. \n2. b (3 min)"),
        ("ctrl-end enter enter esc", "1. a (2 min)\n2. b (3 min)\n"),
        ("end enter ctrl-s", "1. a (2 min)\n2. \n2. b (3 min)"),
    ] {
        let mut person = writing(before);
        person.keys(keys);
        assert_eq!(first(&person).outline, after, "{keys}");
    }
}

#[test]
fn a_number_that_stands_twice_after_enter_is_told_with_the_key_that_mends_it() {
    let mut person = writing("1. a (2 min)\n2. b (3 min)");
    person.keys("end enter");
    assert_eq!(outline(&person), "1. a (2 min)\n2. |\n2. b (3 min)");
    let told = "Two items have the same number now: Alt-R renumbers the list";
    assert!(person.screen().contains(told), "{}", person.screen());
    person.keys("'c' alt-r");
    assert_eq!(outline(&person), "1. a (2 min)\n2. c|\n3. b (3 min)");
    // At the end nothing is doubled; where it was out of order before, it is the speaker's own matter.
    person.keys("ctrl-end enter");
    assert!(!person.screen().contains(told), "{}", person.screen());
    let mut person = writing("1. a\n1. b\n2. c");
    person.keys("end enter");
    assert!(!person.screen().contains(told), "{}", person.screen());
}

#[test]
fn lines_are_moved_and_doubled_with_what_is_selected_in_them() {
    let mut person = writing("a\nb\nc");
    person.keys("shift-down shift-right alt-down");
    assert_eq!(outline(&person), "c\na\nb|");
    assert_eq!(person.model.desk.as_ref().unwrap().field.selected().as_deref(), Some("a\nb"));
    person.keys("right ctrl-d");
    assert_eq!(outline(&person), "c\na\nb\nb|");
    person.keys("ctrl-z ctrl-z");
    assert_eq!(first(&person).outline, "a\nb\nc");
    assert_eq!(person.model.desk.as_ref().unwrap().field.selected().as_deref(), Some("a\nb"));
}

#[test]
fn sentences_and_paragraphs_are_moved_over_and_selected() {
    let mut person = writing("One. Two.\n\nThree. Four.");
    person.keys("alt-e");
    assert_eq!(outline(&person), "One. |Two.\n\nThree. Four.");
    person.keys("alt-e");
    assert_eq!(outline(&person), "One. Two.|\n\nThree. Four.");
    person.keys("alt-e alt-shift-a");
    assert_eq!(person.model.desk.as_ref().unwrap().field.selected().as_deref(), Some("Two.\n\n"));
    person.keys("ctrl-home ctrl-down");
    assert_eq!(outline(&person), "One. Two.\n\n|Three. Four.");
    person.keys("ctrl-down ctrl-up ctrl-shift-up");
    assert_eq!(person.model.desk.as_ref().unwrap().field.selected().as_deref(), Some("One. Two.\n\n"));
}

#[test]
fn the_ends_of_a_line_are_erased() {
    let mut person = writing("one two\nthree");
    person.keys("ctrl-right ctrl-k");
    assert_eq!(outline(&person), "one|\nthree");
    person.keys("ctrl-k");
    assert_eq!(outline(&person), "one|three");
    person.keys("ctrl-u");
    assert_eq!(outline(&person), "|three");
    person.keys("F2 ctrl-u 'Kites' left ctrl-k enter");
    assert_eq!(first(&person).title, "Kite");
}

/// Asks for an editor and answers what it leaves.
fn edited(person: &mut Person, meanwhile: impl FnOnce(&mut Person), text: &str) {
    person.keys("ctrl-e");
    let Some(Effect::Lend(lent)) = person.effects.pop() else { panic!("{:?}", person.effects) };
    meanwhile(person);
    let returned = Returned { lent, path: Some("lent/p.md".into()), result: Ok(text.into()) };
    person.hear(Msg::Returned(returned.into()));
}

#[test]
fn what_an_editor_leaves_is_one_step_and_its_file_goes() {
    let mut person = writing("one\n\ntwo");
    edited(&mut person, |_| {}, "one\r\n\r\ntwo and more\r\n");
    assert_eq!(first(&person).outline, "one\n\ntwo and more");
    assert_eq!(person.effects.pop(), Some(Effect::Forget("lent/p.md".into())));
    person.keys("ctrl-z");
    assert_eq!(first(&person).outline, "one\n\ntwo");
    edited(&mut person, |_| {}, "one\n\ntwo\n");
    assert!(person.screen().contains("Nothing was changed in the editor"), "{}", person.screen());
}

#[test]
fn what_another_program_changed_while_an_editor_ran_is_merged_or_decided() {
    let theirs = |text: &'static str| {
        move |person: &mut Person| {
            let mut theirs = Library::clone(&person.model.base);
            Arc::make_mut(&mut theirs.proposals[0]).outline = text.into();
            person.found(theirs);
        }
    };
    let mut person = writing("one\n\ntwo");
    edited(&mut person, theirs("ONE\n\ntwo"), "one\n\nTWO");
    assert_eq!(first(&person).outline, "ONE\n\nTWO");
    let mut person = writing("one\n\ntwo");
    edited(&mut person, theirs("1\n\ntwo"), "eins\n\ntwo");
    assert_eq!(first(&person).outline, "1\n\ntwo");
    assert_eq!(person.model.conflicts.len(), 1);
    person.keys("t");
    assert_eq!(first(&person).outline, "eins\n\ntwo");
}

#[test]
fn a_text_that_has_gone_is_kept_in_its_file() {
    let mut person = writing("one");
    edited(
        &mut person,
        |person| {
            person.keys("esc x enter");
        },
        "two",
    );
    assert!(person.screen().contains("kept in lent/p.md"), "{}", person.screen());
    assert!(!person.effects.iter().any(|effect| matches!(effect, Effect::Forget(_))));
}

#[test]
fn home_and_end_go_to_the_ends_of_the_row_and_then_of_the_paragraph() {
    let long = "word ".repeat(60);
    let mut person = writing(&format!("{long}\nnext"));
    person.keys("end");
    let at_row = person.model.desk.as_ref().unwrap().field.caret();
    assert!(at_row > 0 && at_row < long.len(), "{at_row}");
    person.keys("end");
    assert_eq!(outline(&person), format!("{long}|\nnext"));
    person.keys("end home");
    assert!(!outline(&person).starts_with('|'), "{}", outline(&person));
    person.keys("home home");
    assert_eq!(outline(&person), format!("|{long}\nnext"));
    person.keys("end shift-end");
    let selected = person.model.desk.as_ref().unwrap().field.selection();
    assert_eq!(selected, Some(at_row..long.len()));
}

#[test]
fn a_number_that_enter_has_put_there_is_not_written_twice() {
    let mut person = writing("");
    person.keys("'1. Intro (5 min)' enter '2. Story (10 min)' enter '- no item'");
    assert_eq!(outline(&person), "1. Intro (5 min)\n2. Story (10 min)\n3. - no item|");
    let mut person = writing("- a");
    person.keys("end enter '-' space");
    assert_eq!(outline(&person), "- a\n- |");
    person.keys("ctrl-z");
    assert_eq!(outline(&person), "- a\n- -|", "what was typed comes back");
}
