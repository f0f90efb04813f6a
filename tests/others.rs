//! Another program changes the file while it is open: what is taken in, what is merged, what is asked.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::sync::Arc;

use soapbox::{
    app::{Effect, Model, Msg, Opened, Over, Pane, Settings},
    talk::{Id, Library, Proposal, Status, Version},
};
use support::{Person, sample};

/// The sample on a screen with three panes.
fn person() -> Person {
    Person::at(sample(), (120, 36))
}

fn first(library: &Library) -> &Proposal {
    &library.proposals[0]
}

/// The library in the file, after another program has changed its first proposal.
fn changed(base: &Library, change: impl FnOnce(&mut Proposal)) -> Library {
    let mut library = base.clone();
    change(Arc::make_mut(&mut library.proposals[0]));
    library
}

/// Another program changes the first proposal in the file.
fn others(person: &mut Person, change: impl FnOnce(&mut Proposal)) {
    let theirs = changed(&person.model.base, change);
    person.found(theirs);
}

#[test]
fn a_file_that_was_changed_is_read_again_and_the_cursor_stays_with_its_word() {
    let mut person = person();
    person.keys("enter ctrl-right ctrl-right");
    let before = person.model.library.clone();
    others(&mut person, |proposal| {
        proposal.description.insert_str(0, "Hello. ");
        proposal.description.push_str(" The end.");
        proposal.title.push_str(" (again)");
    });
    assert_eq!(person.model.library, person.model.base);
    assert!(person.screen().contains("talks.ron was changed by another program: reloaded"));
    assert!(person.screen().contains("Subinterpreters and You! (again)") && !person.model.is_changed());
    person.keys("'X'");
    assert!(first(&person.model.library).description.starts_with("Hello. Did youX know"));
    person.keys("ctrl-z");
    assert!(!person.model.is_changed());
    person.keys("ctrl-z");
    assert_eq!(person.model.library, before, "reloading is undone as well");
    assert!(person.model.is_changed());
}

#[test]
fn a_file_that_holds_what_it_held_is_nothing_to_tell() {
    let mut person = person();
    others(&mut person, |_| {});
    assert!(person.model.note.is_none() && !person.model.history.can_undo());
}

#[test]
fn what_is_being_saved_here_is_no_change_by_another_program() {
    let mut person = person();
    person.keys("enter 'Yes! ' ctrl-s");
    let saving = person.model.library.clone();
    person.keys("'Really. '").found((*saving).clone());
    assert!(first(&person.model.library).description.starts_with("Yes! Really. Did"));
    assert!(person.model.conflicts.is_empty() && !person.screen().contains("another program"));
    person.work();
    assert_eq!(person.model.base, saving);
    assert!(person.model.is_changed());
}

#[test]
fn records_without_ids_stay_the_same_records() {
    let mut person = person();
    person.keys("enter");
    let mut theirs = changed(&person.model.base, |proposal| {
        proposal.id = Id::default();
        proposal.submissions[0].id = Id::default();
        proposal.notes = "By hand.".into();
    });
    theirs.id = Id::default();
    person.found(theirs);
    assert_eq!((person.model.pane, person.model.library.proposals.len()), (Pane::Editor, 1));
    assert_eq!(first(&person.model.library).notes, "By hand.");
}

#[test]
fn another_library_in_its_place_is_not_taken_for_this_one() {
    let mut person = person();
    let before = person.model.library.clone();
    person.found(Library { id: Id::new("other"), ..Library::default() });
    assert_eq!(person.model.library, before);
    assert!(person.screen().contains("holds another library now"), "{}", person.screen());
    // It is not written over by itself, and kept where the person wants this one there.
    person.keys("enter 'x'").pause().hear(Msg::Wake);
    assert!(person.effects.is_empty(), "{:?}", person.effects);
    person.keys("ctrl-s");
    assert!(
        matches!(person.effects[..], [Effect::Save { over: Over::Keeping(_), .. }]),
        "{:?}",
        person.effects
    );
}

#[test]
fn a_file_that_is_gone_or_cannot_be_read_is_written_only_when_asked() {
    let broken =
        || Msg::Found { version: Some(Version(77)), library: Err("line 3: it ends too early".into()) };
    for (msg, wanted, words) in [
        (Msg::Gone(None), Over::Nothing, "talks.ron is not there any more. Ctrl-S writes it anew"),
        (Msg::Gone(Some("/talks".into())), Over::Nothing, "The folder /talks is not there any more."),
        (broken(), Over::Keeping(Version(77)), "line 3: it ends too early. Ctrl-S writes your version"),
    ] {
        let mut person = person();
        person.hear(msg);
        assert!(person.screen().contains(words), "{}", person.screen());
        person.keys("enter 'x'").pause().hear(Msg::Wake);
        assert!(person.effects.is_empty(), "{:?}", person.effects);
        person.keys("ctrl-s");
        let [Effect::Save { over, .. }] = &person.effects[..] else { panic!("{:?}", person.effects) };
        assert_eq!(*over, wanted);
    }
}

#[test]
fn a_file_that_comes_back_is_gone_on_with() {
    let mut person = person();
    let base = Library::clone(&person.model.base);
    person.hear(Msg::Gone(None)).keys("enter 'x'").found(base);
    assert!(person.screen().contains("talks.ron is there again"), "{}", person.screen());
    person.pause().hear(Msg::Wake);
    let [Effect::Save { over: Over::Version(_), .. }] = &person.effects[..] else {
        panic!("{:?}", person.effects)
    };
}

#[test]
fn other_fields_and_lines_are_merged_with_work_that_is_not_saved() {
    let mut person = person();
    person.keys("enter 'Yes! '");
    others(&mut person, |proposal| {
        proposal.description.push_str("\n\nSee you there.");
        proposal.submissions[0].status = Status::Accepted;
    });
    let merged = first(&person.model.library);
    assert!(merged.description.starts_with("Yes! Did") && merged.description.ends_with("See you there."));
    assert_eq!(merged.status(), Status::Accepted);
    assert!(person.model.is_changed() && person.model.conflicts.is_empty());
    let told = "talks.ron was changed by another program: merged with yours in “Subinterpreters and You!”";
    assert!(person.screen().contains(told), "{}", person.screen());
    person.keys("ctrl-s").work();
    assert!(!person.model.is_changed());
    assert_eq!(person.model.base, person.model.library);
}

#[test]
fn undoing_to_what_was_saved_once_is_not_what_the_file_holds_now() {
    let mut person = person();
    person.keys("enter 'Yes! '");
    others(&mut person, |proposal| proposal.notes.push_str(" More."));
    person.keys("ctrl-z ctrl-z");
    assert!(first(&person.model.library).description.starts_with("Did"));
    assert!(person.model.is_changed());
}

/// A person and another program have changed the same line, and the person stands in the list.
fn in_conflict(size: (u16, u16)) -> Person {
    let mut person = Person::at(sample(), size);
    person.keys("enter 'Yes! ' esc");
    others(&mut person, |proposal| {
        proposal.description = proposal.description.replacen("Did you know", "Do you know", 1);
    });
    person
}

#[test]
fn the_same_line_changed_by_both_is_shown_side_by_side_and_mine_stays() {
    let mut person = in_conflict((120, 36));
    let screen = person.screen();
    assert!(screen.contains("Description · Subinterpreters and You!"), "{screen}");
    let row = screen.lines().rfind(|row| row.contains("Yes! Did you know")).expect("mine is shown");
    assert!(row.contains("▌ Do you know"), "{screen}");
    person.keys("m");
    assert!(first(&person.model.library).description.starts_with("Yes! Did you"));
    assert!(person.model.popups.is_empty() && person.model.conflicts.is_empty());
    assert!(person.screen().contains("Decided"), "{}", person.screen());
}

#[test]
fn theirs_is_taken_in_one_step_of_undo() {
    let mut person = in_conflict((120, 36));
    person.keys("t");
    assert!(first(&person.model.library).description.starts_with("Do you"));
    person.keys("ctrl-z");
    assert!(first(&person.model.library).description.starts_with("Yes! Did you"));
}

#[test]
fn both_are_kept_one_below_the_other() {
    let mut person = in_conflict((120, 36));
    person.keys("b");
    let description = &first(&person.model.library).description;
    assert!(description.starts_with("Yes! Did you") && description.contains("\n\nDo you know"));
}

#[test]
fn a_conflict_can_wait() {
    let mut person = in_conflict((120, 36));
    person.keys("esc");
    assert!(
        person.model.popups.is_empty() && person.screen().contains("F8 1 conflict"),
        "{}",
        person.screen()
    );
    person.keys("enter 'Really. ' F8");
    assert!(person.screen().contains("Really. "), "what was typed since is mine");
    person.keys("t");
    assert!(first(&person.model.library).description.starts_with("Do you"));
    assert!(!person.screen().contains("1 conflict"));
    person.keys("F8");
    assert!(person.screen().contains("No conflicts"));
}

#[test]
fn keys_typed_into_a_text_decide_nothing() {
    let mut person = person();
    person.keys("enter 'Yes! '");
    others(&mut person, |proposal| proposal.description.insert_str(0, "No! "));
    person.keys("'tmb'");
    assert!(first(&person.model.library).description.starts_with("Yes! tmbDid"));
    assert_eq!(person.model.conflicts.len(), 1);
}

/// Three conflicts: the description, the title and the status.
fn three_conflicts(size: (u16, u16)) -> Person {
    let mut person = Person::at(sample(), size);
    person.keys("enter 'Yes! ' esc r end ' Now' enter i down down down down down enter up enter esc");
    others(&mut person, |proposal| {
        proposal.description = proposal.description.replacen("Did you know", "Do you know", 1);
        proposal.title.push_str(" Then");
        proposal.submissions[0].status = Status::Accepted;
    });
    person
}

#[test]
fn one_conflict_after_the_other_is_decided() {
    let mut person = three_conflicts((120, 36));
    assert!(person.screen().contains("1 of 3 · Title"), "{}", person.screen());
    person.keys("b");
    assert!(person.screen().contains("Only one can stay here"));
    person.keys("right right");
    assert!(person.screen().contains("3 of 3 · Status · PyCon 2018"), "{}", person.screen());
    person.keys("t");
    assert_eq!(first(&person.model.library).status(), Status::Accepted);
    person.keys("n");
    assert!(person.screen().contains("1 of 2 · Title"), "{}", person.screen());
    person.keys("m m");
    assert!(person.model.conflicts.is_empty() && person.model.popups.is_empty());
    assert!(first(&person.model.library).title.ends_with(" Now"));
}

#[test]
fn a_proposal_deleted_here_and_changed_there_is_asked_about() {
    let mut person = person();
    person.keys("delete enter");
    others(&mut person, |proposal| proposal.notes.push_str(" More."));
    let screen = person.screen();
    assert!(screen.contains("Proposal · Subinterpreters and You!") && screen.contains("removed"), "{screen}");
    person.keys("m");
    assert!(person.model.library.proposals.is_empty());
    person.keys("ctrl-z");
    assert!(first(&person.model.library).notes.ends_with(" More."));
}

#[test]
fn a_long_text_scrolls_to_what_differs_and_everywhere_in_a_narrow_window() {
    let long = (1..=60).map(|line| format!("line {line}")).collect::<Vec<_>>().join("\n") + "\n";
    let base = changed(&sample(), |proposal| proposal.description = long);
    for size in [(120, 36), (80, 24), (40, 10)] {
        let mut person = Person::at(base.clone(), size);
        others(&mut person, |proposal| proposal.description.push_str("the end"));
        person.keys("enter ctrl-home down down down down end ' mine' esc");
        person.model.popups.clear();
        others(&mut person, |proposal| {
            proposal.description = proposal.description.replace("line 5\n", "line 5 theirs\n");
        });
        let screen = person.screen();
        assert!(screen.contains("line 5 mine") && screen.contains("line 5 theirs"), "{screen}");
        person.keys("end");
        assert!(person.screen().contains("the end"), "{}", person.screen());
        person.keys("home");
        let first = |row: &str| row.contains("  line 1 ");
        assert!(person.screen().lines().any(first), "{}", person.screen());
    }
}

#[test]
fn all_that_is_to_be_said_on_opening_is_said() {
    let mut opened = Opened::new(Arc::new(sample()), Some(Version(1)));
    opened.comments = true;
    opened.beside = vec!["/there/talks.ron.orig".into()];
    opened.torn = vec![".talks.ron.7.tmp".into(), ".talks.ron.8.tmp".into()];
    opened.locked = Some("Read only: process 7 has it".into());
    let model = Model::new((120, 36), "talks.ron".into(), opened, 7, Settings::default());
    let note = model.note.unwrap();
    let parts = [
        "The comments in this file",
        ". Another version lies beside it: talks.ron.orig.",
        ". A save was cut off once: the part that it had written is kept as .talks.ron.7.tmp and 1 more",
        ". Read only: process 7",
    ];
    let places = parts.map(|part| note.text.find(part));
    assert!(places.is_sorted() && places.iter().all(Option::is_some), "{}", note.text);
    assert!(note.failed && note.until.is_none());
}

#[test]
fn what_happens_to_a_file_within_a_moment_is_looked_at_once() {
    let mut person = person();
    let looks = |person: &mut Person| {
        let effects = std::mem::take(&mut person.effects);
        effects.iter().filter(|effect| matches!(effect, Effect::Look { .. })).count()
    };
    person.hear(Msg::Stirred);
    assert!(person.model.wake_at().is_some());
    assert_eq!(looks(&mut person), 0);
    person.hear(Msg::Stirred);
    assert_eq!(looks(&mut person), 1);
    assert_eq!(person.model.wake_at(), None);
    person.hear(Msg::Wake);
    assert_eq!(looks(&mut person), 0);
}
