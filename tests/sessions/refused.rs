//! What cannot be done says so, and nothing that was typed goes with it.

use std::sync::Arc;

use soapbox::{
    app::{Damage, Effect, Msg, Opened, Remnant},
    talk::Library,
};

use super::person;
use crate::support::{Person, sample};

/// A library that may only be read.
fn locked(size: (u16, u16)) -> Person {
    let mut person = Person::at(sample(), size);
    person.model.file.locked = Some("Read only: another program has it".into());
    person
}

/// A library whose file is damaged.
fn damaged(size: (u16, u16)) -> Person {
    let mut person = Person::at(sample(), size);
    let remnant = |label: &str| Remnant {
        label: label.into(),
        library: Arc::new(Library::default()),
        whole: false,
        other: None,
    };
    let words = vec!["line 12, column 5: here a comma is missing between two proposals".to_owned()];
    let remnants = vec![remnant("the first"), remnant("the second")];
    let opened = Opened {
        damage: Some(Damage { words, remnants }),
        ..Opened::new(Arc::new(Library::default()), None)
    };
    person.hear(Msg::Opened { path: "talks.ron".into(), result: Ok(Box::new(opened)) });
    person
}

#[test]
fn a_file_that_may_only_be_read_is_not_saved_over_under_its_own_name() {
    let mut person = locked((120, 36));
    person.keys("F12 enter");
    assert!(person.effects.is_empty(), "{:?}", person.effects);
    assert!(person.screen().contains("give another name"), "{}", person.screen());
    person.keys("ctrl-a 'other.ron' enter").work();
    assert_eq!(person.model.file.path.to_str(), Some("other.ron"));
}

#[test]
fn what_is_to_become_of_a_damaged_file_must_be_said() {
    let mut person = damaged((120, 36));
    person.keys("esc q n ctrl-s");
    assert!(person.screen().contains("cannot be read"), "{}", person.screen());
    person.keys("ctrl-q");
    assert_eq!(person.effects.last(), Some(&Effect::Leave));
}

#[test]
fn the_chosen_row_stays_chosen_where_words_take_more_rows() {
    let mut person = damaged((40, 16));
    assert!(person.screen().contains("▌ the first"), "{}", person.screen());
    person.hear(Msg::Resize(120, 36)).keys("down");
    assert!(person.screen().contains("▌ the second"), "{}", person.screen());
    person.hear(Msg::Resize(40, 16));
    assert!(person.screen().contains("▌ the second"), "{}", person.screen());
}

#[test]
fn nothing_is_asked_about_what_could_not_be_added() {
    let mut person = locked((120, 36));
    person.keys("down i end enter");
    assert!(person.model.popups.is_empty(), "{}", person.screen());
    let mut person = self::person();
    let first = Arc::make_mut(&mut Arc::make_mut(&mut person.model.library).proposals[0]);
    first.title = "x".repeat(995);
    person.keys("c");
    let screen = person.screen();
    assert!(screen.contains("Not taken") && !screen.contains("Duplicated"), "{screen}");
}

#[test]
fn a_title_that_is_too_long_stays_where_it_was_typed() {
    let mut person = person();
    person.keys("F2 ctrl-a").hear(Msg::Paste("long ".repeat(300))).keys("enter");
    assert!(person.screen().contains("Not taken"), "{}", person.screen());
    assert_eq!(person.model.popups.len(), 1);
    person.keys("ctrl-a 'short' enter");
    assert_eq!(person.model.proposal().unwrap().title, "short");
}

#[test]
fn a_page_that_is_pasted_into_a_line_is_drawn() {
    let mut person = person();
    person.keys("F2").hear(Msg::Paste("a page of words ".repeat(20_000)));
    assert!(person.screen().contains("page of words"), "{}", person.screen());
    person.keys("left left end");
    assert!(person.cursor().is_some());
}

#[test]
fn what_came_in_by_another_program_cannot_be_undone_from_the_line_that_seeks() {
    let mut person = person();
    let mut theirs = sample();
    theirs.introduction = "by another program".into();
    person.found(theirs);
    person.model.file.locked = Some("Read only: another program has it".into());
    let before = person.model.library.clone();
    person.keys("enter ctrl-f 'a' ctrl-z");
    assert_eq!(person.model.library, before);
    assert!(person.screen().contains("Read only"), "{}", person.screen());
}

#[test]
fn an_import_that_is_refused_says_why() {
    let mut person = person();
    person.keys("I 'talks/' enter");
    person.model.file.locked = Some("Read only: another program has it".into());
    let found =
        soapbox::exchange::markdown::import("# Kites", "text", &mut soapbox::talk::Ids::new(9)).unwrap();
    person.hear(Msg::Imported(Ok(vec![found])));
    assert!(person.screen().contains("Nothing was imported: Read only"), "{}", person.screen());
    person.keys("I");
    assert!(person.model.popups.is_empty() && person.screen().contains("Read only"));
}

#[test]
fn saving_while_a_name_is_typed_saves_under_that_name() {
    let mut person = person();
    person.keys("enter 'a' F12 ctrl-a 'other.ron' ctrl-s").work();
    assert_eq!(person.model.file.path.to_str(), Some("other.ron"));
    assert!(!person.model.is_changed());
}

#[test]
fn two_letters_that_arrive_together_are_seen() {
    let mut person = person();
    let text = (0..80).map(|line| format!("line {line}")).collect::<Vec<_>>().join("\n");
    person.keys("enter ctrl-home").hear(Msg::Paste(text)).keys("ctrl-home");
    let (x, y) = person.find("line 3");
    for _ in 0..9 {
        person.mouse(soapbox::app::MouseKind::WheelDown, (x, y));
    }
    assert!(person.cursor().is_none(), "{}", person.screen());
    person.hear(Msg::Typed("ab".into()));
    assert!(person.cursor().is_some() && person.screen().contains("abline 0"), "{}", person.screen());
}

#[test]
fn nothing_is_changed_or_saved_while_another_library_is_being_opened() {
    let mut person = person();
    let before = person.model.library.clone();
    person.keys("ctrl-o ctrl-a 'b.ron' enter");
    assert_eq!(person.effects, [Effect::Open("b.ron".into())]);
    person.effects.clear();
    person.keys("enter 'x'");
    assert!(person.screen().contains("Another library is being opened"), "{}", person.screen());
    person.keys("ctrl-s F12 ctrl-a 'c.ron' enter").pause().hear(Msg::Wake);
    assert!(person.effects.is_empty(), "{:?}", person.effects);
    assert_eq!(person.model.library, before);
    person.hear(Msg::Opened { path: "b.ron".into(), result: Err("it is not there".into()) });
    person.keys("'x'");
    assert_ne!(person.model.library, before);
}

#[test]
fn what_failed_is_told_until_something_is_changed() {
    let mut person = person();
    person.keys("enter").hear(Msg::Paste("x".repeat(300_000)));
    let screen = person.screen();
    assert!(
        screen.contains("! Not taken: “Description” would have 300632 bytes, the limit is 262144"),
        "{screen}"
    );
    person.hear(Msg::Paste("kites".into()));
    assert!(!person.screen().contains("Not taken"), "{}", person.screen());
    person.keys("esc i end enter").hear(Msg::Paste("x".repeat(300_000))).keys("enter");
    assert!(person.screen().contains("Not taken: “Venue” would have"), "{}", person.screen());
    person.keys("esc esc home i down enter").hear(Msg::Paste("x".repeat(300_000))).keys("enter");
    assert!(person.screen().contains("Not taken: “Speaker” would have"), "{}", person.screen());
}

#[test]
fn a_key_that_means_nothing_says_where_to_look() {
    let mut person = person();
    for (keys, told) in [
        ("'z'", "z does nothing here: F1 helps"),
        ("ctrl-g", "Ctrl-G does nothing here"),
        ("t 'z'", "z does nothing here"),
        ("enter ctrl-g", "Ctrl-G does nothing here"),
        ("esc i 'z'", "z does nothing here"),
    ] {
        person.keys(keys);
        assert!(person.screen().contains(told), "{}", person.screen());
    }
    assert!(!person.model.is_changed());
    person.keys("home");
    assert!(!person.screen().contains("does nothing here"), "{}", person.screen());
}
