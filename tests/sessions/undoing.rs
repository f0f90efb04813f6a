//! Undo and redo away from where the change was made, and leaving what was only begun.

use super::*;

#[test]
fn undo_shows_the_place_and_leaves_the_keys_where_they_are() {
    let mut person = person();
    person.keys("enter 'A' tab 'B' esc ctrl-z");
    assert_eq!((person.model.pane, person.model.tab), (Pane::Proposals, 1));
    assert!(
        person.screen().contains("Undone: audience of “Subinterpreters and You!”. Ctrl-Y does it again"),
        "{}",
        person.screen()
    );
    person.keys("t ctrl-z");
    assert_eq!((person.model.pane, person.model.tab), (Pane::Timing, 0));
    person.keys("ctrl-y ctrl-y");
    assert!(person.screen().contains("Done again: audience of"), "{}", person.screen());
    assert!(first(&person).description.starts_with('A') && first(&person).audience.starts_with('B'));
    assert_eq!((person.model.pane, person.model.tab), (Pane::Timing, 1));
    // From the details no key is typed into the text that is shown.
    person.keys("i ctrl-z ctrl-z 'q'");
    assert!(!first(&person).audience.starts_with('q') && person.effects.contains(&Effect::Leave));
}

#[test]
fn undo_in_the_text_that_is_written_goes_without_words() {
    let mut person = person();
    person.keys("enter 'A' ctrl-z");
    assert!(!person.screen().contains("Undone"), "{}", person.screen());
    assert_eq!(person.model.pane, Pane::Editor);
    person.keys("'A' tab ctrl-z");
    assert!(person.screen().contains("Undone: description of"), "{}", person.screen());
    person.keys("'B'");
    assert!(first(&person).description.starts_with('B'), "whoever writes goes on writing");
}

#[test]
fn what_was_undone_is_called_by_its_name() {
    let mut person = person();
    for (keys, words) in [
        ("i down down down down down enter up enter", "status of “Subinterpreters"),
        ("i down enter 'gil' enter", "tags of “"),
        ("t s '45' enter", "slot of “"),
        ("esc c", "the new proposal “Copy of Subinterpreters and You!”"),
        ("esc n 'Boats' enter esc ctrl-z", "the new proposal without a title"),
        ("esc home down s 'PyCon 2019' enter ctrl-z", "a submission of “"),
        ("esc x enter", "deleting “"),
        ("home i enter 'Mine: ' enter", "title of the library"),
    ] {
        person.keys(keys).pause().keys("esc ctrl-z");
        assert!(person.screen().contains(&format!("Undone: {words}")), "{words}: {}", person.screen());
        person.keys("esc home down");
    }
    let key = person.model.library.proposals[0].title.clone();
    assert_eq!(key, "Subinterpreters and You!");
}

#[test]
fn leaving_the_title_of_a_new_proposal_leaves_no_proposal() {
    let mut person = person();
    person.keys("t n").keys("esc esc n esc");
    assert_eq!(titles(&person), ["Subinterpreters and You!"]);
    assert_eq!(person.model.pane, Pane::Proposals);
    assert!(!person.model.is_changed() && person.screen().contains("Nothing was added"));
    person.keys("n 'half a ti' esc");
    assert_eq!(person.model.library.proposals.len(), 1);
    person.keys("t s esc esc s esc");
    assert_eq!((first(&person).submissions.len(), person.model.pane), (1, Pane::Proposals));
    person.keys("n enter esc");
    assert_eq!(titles(&person), ["Subinterpreters and You!", ""], "an answer is kept, even an empty one");
}

#[test]
fn what_is_done_again_is_called_as_it_is_then() {
    let mut person = person();
    person.keys("r ctrl-u 'Threads' enter ctrl-z");
    assert!(person.screen().contains("Undone: title of “Threads”"), "{}", person.screen());
    person.keys("ctrl-y");
    assert!(person.screen().contains("Done again: title of “Threads”"), "{}", person.screen());
}

#[test]
fn who_writes_the_text_that_undo_changes_stays_in_it() {
    let mut person = person();
    let is_there = |person: &Person| (person.model.pane, person.model.tab) == (Pane::Editor, 2);
    person.keys("t n 'Demo (9 min)' enter enter ctrl-z");
    assert!(is_there(&person) && !first(&person).outline.contains("Demo"), "{}", person.screen());
    person.keys("ctrl-y");
    assert!(is_there(&person) && first(&person).outline.contains("Demo"), "{}", person.screen());
    person.keys("F6 f enter enter ctrl-z");
    assert!(is_there(&person), "{}", person.screen());
}
