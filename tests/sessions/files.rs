//! Saving under other names, and opening other libraries.

use std::path::PathBuf;

use soapbox::{
    app::{Folders, Model, NotSaved, Over, Popup, Settings, Written},
    talk::Version,
};

use super::*;

/// The sample, of which nothing is kept.
fn looking() -> Person {
    let opened = Opened { sample: true, ..Opened::new(Arc::new(sample()), None) };
    let mut person = person();
    person.model = Model::new((120, 36), PathBuf::new(), opened, 7, Settings::default());
    person
}

#[test]
fn a_name_that_cannot_be_saved_under_stays_to_be_mended() {
    let mut person = person();
    person.keys("F12 'talks/2027.ron' enter").fail("talks is a file");
    let screen = person.screen();
    assert!(screen.contains("! talks is a file") && screen.contains("talks/2027.ron"), "{screen}");
    assert_eq!(person.model.file.path.to_str(), Some("talks.ron"));
    person.keys("ctrl-u 'notes.ron' enter").work();
    assert_eq!(person.model.file.path.to_str(), Some("notes.ron"));
    assert!(person.model.popups.is_empty() && titles(&person).len() == 1);
    // The file that it was: nothing of this is asked again for it.
    person.keys("enter 'a' ctrl-s").fail("no space");
    assert!(person.model.popups.is_empty());
}

#[test]
fn a_name_that_is_taken_is_asked_for_again_where_it_is_not_to_be_replaced() {
    let mut person = person();
    person.keys("F12 'mine.ron' enter").effects.clear();
    let mark = person.model.history.mark();
    person.hear(Msg::Saved { path: "mine.ron".into(), mark, result: Err(NotSaved::Exists) });
    let screen = person.screen();
    assert!(screen.contains("mine.ron is there already; what it holds is kept as a backup."), "{screen}");
    person.keys("esc");
    let Some(Popup::Line(line)) = person.model.popups.last() else { panic!("{}", person.screen()) };
    assert_eq!(line.field.text(), "mine.ron");
    person.keys("esc");
    assert!(person.model.popups.is_empty());
    // Where it is to be, it is told where that file is now, which is no failure.
    person.keys("F12 'mine.ron' enter").effects.clear();
    let mark = person.model.history.mark();
    let written = Written { version: Version(7), kept: Some("backups/mine.ron".into()) };
    person.hear(Msg::Saved { path: "mine.ron".into(), mark, result: Ok(written) });
    let screen = person.screen();
    assert!(screen.contains(" Saved. What was there is kept as backups/mine.ron"), "{screen}");
    assert!(!screen.contains("! Saved"), "{screen}");
}

#[test]
fn a_folder_that_is_missing_is_made_where_the_person_wants_it() {
    let missing = || {
        let mut person = person();
        person.keys("F12 'talks/2027.ron' enter").effects.clear();
        let mark = person.model.history.mark();
        let result = Err(NotSaved::NoFolder { folder: "talks".into(), words: "no folder talks".into() });
        person.hear(Msg::Saved { path: "talks/2027.ron".into(), mark, result });
        assert!(person.screen().contains("The folder talks does not exist. Make it?"), "{}", person.screen());
        person
    };
    let mut person = missing();
    person.keys("enter");
    let [Effect::Save { over: Over::NothingInNewFolder, .. }] = person.effects[..] else {
        panic!("{:?}", person.effects)
    };
    person.work();
    assert!(person.screen().contains("Saved talks/2027.ron"), "{}", person.screen());
    let mut person = missing();
    person.keys("esc");
    let Some(Popup::Line(line)) = person.model.popups.last() else { panic!("{}", person.screen()) };
    assert_eq!(line.field.text(), "talks/2027.ron");
}

#[test]
fn what_is_not_saved_is_saved_before_another_library_is_opened() {
    let mut person = person();
    person.keys("enter 'a' ctrl-o 'b.ron' enter");
    assert!(matches!(person.effects[..], [Effect::Save { .. }]), "{:?}", person.effects);
    // What is typed meanwhile as well.
    person.keys("'b'").work();
    assert!(matches!(person.effects[..], [Effect::Save { .. }]), "{:?}", person.effects);
    person.work();
    assert!(person.saved.as_ref().unwrap().proposals[0].description.starts_with("abDid"));
    assert_eq!(person.effects, [Effect::Open("b.ron".into())]);
}

#[test]
fn what_is_undone_while_it_is_saved_to_leave_is_saved_over() {
    let mut person = person();
    person.keys("enter 'a' ctrl-s 'b' ctrl-q ctrl-z");
    assert!(matches!(person.effects[..], [Effect::Save { .. }, Effect::Save { .. }]), "{:?}", person.effects);
    person.work();
    assert!(!person.effects.contains(&Effect::Leave), "{:?}", person.effects);
    person.work().work();
    assert!(person.effects.contains(&Effect::Leave), "{:?}", person.effects);
    assert!(person.saved.as_ref().unwrap().proposals[0].description.starts_with("aDid"));
}

#[test]
fn a_save_that_fails_opens_nothing() {
    let mut person = person();
    person.keys("enter 'a' ctrl-o 'b.ron' enter").fail("no space");
    assert!(person.screen().contains("no space; what you typed is safe"), "{}", person.screen());
    person.keys("ctrl-s").work();
    assert!(person.effects.is_empty() && !person.model.is_changed());
}

#[test]
fn a_changed_sample_says_that_it_is_not_kept_and_with_which_key_it_would_be() {
    let mut person = looking();
    person.keys("down enter 'a'");
    assert!(person.screen().contains("sample, not kept"), "{}", person.screen());
    person.hear(Msg::Resize(40, 10));
    assert!(person.screen().contains("Proposals  Text  Timing   F1  not kept"), "{}", person.screen());
    person.hear(Msg::Resize(120, 36));
    person.keys("ctrl-q");
    assert!(person.screen().contains("What you changed is not saved"), "{}", person.screen());
    person.keys("ctrl-s 'mine.ron' enter").work();
    assert!(person.screen().contains("Saved mine.ron"), "{}", person.screen());
    assert!(!person.screen().contains("sample"), "{}", person.screen());
}

#[test]
fn the_file_stands_beside_the_title_with_its_folder_where_there_is_room() {
    let folders = Folders { home: Some("/home/ada".into()), here: "/home/ada/talks".into() };
    let of = |width| {
        let library =
            Library { title: "All my talks since the year 2011, and their fate".into(), ..sample() };
        let mut person = Person::at(library, (width, 24));
        person.model.settings.folders = folders.clone();
        person.screen().lines().next().unwrap_or_default().to_owned()
    };
    assert!(of(120).contains("and their fate   ~/talks/talks.ron"), "{}", of(120));
    assert!(of(84).contains("talks.ron") && !of(84).contains("~/talks"), "{}", of(84));
    assert!(!of(76).contains("talks.ron"), "{}", of(76));
    let mut person = Person::at(sample(), (120, 36));
    person.model.settings.folders = folders;
    person.keys("F12");
    assert!(person.screen().contains("Save as, in ~/talks"), "{}", person.screen());
    person.keys("'a.ron' enter").work();
    assert!(person.screen().contains("Saved ~/talks/a.ron"), "{}", person.screen());
}

#[test]
fn who_leaves_while_the_sample_becomes_a_file_is_not_asked_about_it() {
    let mut person = looking();
    person.keys("down enter 'a' ctrl-s 'mine.ron' enter ctrl-q");
    assert!(
        person.model.popups.is_empty() && !person.effects.contains(&Effect::Leave),
        "{}",
        person.screen()
    );
    person.work();
    assert!(person.effects.contains(&Effect::Leave), "{}", person.screen());
    // Who asked to leave once more, and then stays, is not thrown out by a later save.
    let mut person = looking();
    person.keys("down enter 'a' ctrl-q enter ctrl-q esc ctrl-s 'mine.ron' enter").work();
    assert!(!person.effects.contains(&Effect::Leave) && person.model.popups.is_empty());
    // A name that is taken is asked for again, and who gives none stays.
    let mut person = looking();
    person.keys("down enter 'a' ctrl-q enter 'mine.ron' enter");
    let mark = person.model.history.mark();
    person.effects.clear();
    person.hear(Msg::Saved { path: "mine.ron".into(), mark, result: Err(NotSaved::Exists) });
    person.keys("esc");
    assert!(person.screen().contains("Save as"), "{}", person.screen());
    person.keys("esc ctrl-s 'other.ron' enter").work();
    assert!(!person.effects.contains(&Effect::Leave), "{}", person.screen());
}

#[test]
fn another_name_is_given_out_of_the_question_about_leaving() {
    let mut person = person();
    person.keys("enter 'a' ctrl-q").fail("no space");
    assert!(person.screen().contains("Leave nevertheless?"), "{}", person.screen());
    person.keys("F12");
    assert!(person.screen().contains("Save as"), "{}", person.screen());
}
