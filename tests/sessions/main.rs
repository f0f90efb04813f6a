//! What a person does and what comes of it: the library before, keys, the library and the screen after.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod asked;
mod files;
mod find;
mod importing;
mod refused;
mod spelling;
#[path = "../support/mod.rs"]
mod support;
mod undoing;
mod windows;

use std::{sync::Arc, time::Duration};

use soapbox::{
    app::{Damage, Effect, LONGEST_PASTE, Msg, Opened, Over, Pane, Past, Remnant, Subject},
    talk::{Library, Limit, Proposal, Status, Version},
};
use support::{Person, sample, text_of};

/// The sample on a screen with three panes.
fn person() -> Person {
    Person::at(sample(), (120, 36))
}

fn first(person: &Person) -> &Proposal {
    &person.model.library.proposals[0]
}

fn titles(person: &Person) -> Vec<&str> {
    person.model.library.proposals.iter().map(|proposal| proposal.title.as_str()).collect()
}

#[test]
fn typing_into_the_description_moves_counter_and_mark_and_is_undone() {
    let mut person = person();
    let before = person.model.library.clone();
    assert!(person.screen().contains("106 words · 631 characters"));
    person.keys("enter 'Yes! '");
    assert!(first(&person).description.starts_with("Yes! Did you know"));
    let screen = person.screen();
    assert!(screen.contains("107 words · 636 characters") && screen.contains("not saved"), "{screen}");
    person.keys("ctrl-z");
    assert_eq!(person.model.library, before);
    assert!(!person.model.is_changed() && !person.screen().contains("not saved"));
}

#[test]
fn minutes_typed_behind_an_item_move_its_bar_the_sum_and_the_gauge_with_the_key() {
    let mut person = person();
    let before = person.model.library.clone();
    person.keys("enter tab tab ctrl-end up up up up up up end");
    assert!(person.screen().contains("25 planned · 5 spare"), "{}", person.screen());
    person.keys("enter 'questions'");
    assert!(person.screen().contains("┄┄┄"), "{}", person.screen());
    person.keys("' (6 minutes'");
    assert!(person.screen().contains("25 planned · 5 left for 1 untimed"), "{}", person.screen());
    person.keys("')'");
    let screen = person.screen();
    assert!(screen.contains("25 planned · 6 questions · 1 over!"), "{screen}");
    assert!(screen.lines().any(|line| line.contains("questions  ") && line.contains('6')), "{screen}");
    for _ in 0..10 {
        person.keys("ctrl-z");
    }
    assert_eq!(person.model.library, before);
}

#[test]
fn a_word_is_one_step_of_undo_and_the_cursor_comes_back() {
    let mut person = person();
    person.keys("enter right right 'one two'").keys("ctrl-z");
    assert!(first(&person).description.starts_with("Dione d you"), "{}", first(&person).description);
    person.keys("ctrl-z 'X'");
    assert!(first(&person).description.starts_with("DiXd you"));
}

#[test]
fn a_thousand_steps_are_undone_one_by_one() {
    let mut person = person();
    let before = person.model.library.clone();
    person.keys("enter");
    for _ in 0..1_000 {
        person.pause().keys("'x'");
    }
    assert!(first(&person).description.starts_with(&"x".repeat(1_000)));
    for left in (0..1_000).rev() {
        person.keys("ctrl-z");
        assert_eq!(first(&person).description.chars().take_while(|c| *c == 'x').count(), left);
    }
    assert_eq!(person.model.library, before);
    person.keys("ctrl-z");
    assert!(person.screen().contains("Nothing to undo"));
}

#[test]
fn whole_characters_are_moved_over_and_erased() {
    for cluster in ["👨‍👩‍👧‍👦", "é", "क्षि", "漢", "🇩🇪", "👍🏽"] {
        let mut library = sample();
        std::sync::Arc::make_mut(&mut library.proposals[0]).description = format!("a{cluster}b");
        let mut person = Person::at(library, (120, 36));
        person.keys("enter right right 'X' backspace backspace");
        assert_eq!(first(&person).description, "ab", "{cluster}");
        person.pause().keys("ctrl-z ctrl-z home right delete");
        assert_eq!(first(&person).description, "ab", "{cluster}");
    }
}

#[test]
fn selected_text_is_copied_cut_and_pasted_in_one_step_each() {
    let mut person = person();
    person.keys("enter ctrl-shift-right ctrl-c end ctrl-v");
    assert!(first(&person).description.contains("independentDid"), "{}", first(&person).description);
    person.keys("ctrl-z ctrl-a ctrl-x");
    assert_eq!(first(&person).description, "");
    person.keys("ctrl-z");
    assert!(first(&person).description.starts_with("Did you know"));
    assert!(person.screen().contains("106 words"));
}

#[test]
fn pasted_text_is_never_taken_for_keys_and_its_line_breaks_are_made_ours() {
    let mut person = person();
    person.keys("enter").hear(Msg::Paste("q\r\nctrl-q\rx".into()));
    assert!(first(&person).description.starts_with("q\nctrl-q\nxDid you"));
    person.keys("ctrl-z");
    assert!(first(&person).description.starts_with("Did you"));
    person.keys("esc").hear(Msg::Paste("nnn".into()));
    assert_eq!(person.model.library.proposals.len(), 1);
    assert!(person.screen().contains("press Enter on a proposal first"));
}

#[test]
fn line_breaks_of_a_paste_without_brackets_erase_nothing() {
    let mut person = person();
    person.keys("enter 'first line' ctrl-j 'second' enter 'third'");
    assert!(first(&person).description.starts_with("first line\nsecond\nthirdDid"));
}

#[test]
fn a_proposal_is_added_named_written_and_undone() {
    let mut person = person();
    person.keys("n 'Boats' enter");
    assert_eq!(titles(&person), ["Subinterpreters and You!", "Boats"]);
    assert_eq!((person.model.pane, person.model.tab), (Pane::Editor, 0));
    person.keys("'They float.'");
    assert_eq!(person.model.library.proposals[1].description, "They float.");
    assert!(person.screen().contains("Draft"), "{}", person.screen());
    person.keys("ctrl-z ctrl-z ctrl-z ctrl-z");
    assert_eq!(titles(&person), ["Subinterpreters and You!"]);
    assert!(!person.model.is_changed());
}

#[test]
fn a_proposal_is_duplicated_without_its_submissions() {
    let mut person = person();
    person.keys("c");
    assert_eq!(titles(&person), ["Subinterpreters and You!", "Copy of Subinterpreters and You!"]);
    let [original, copy] = &person.model.library.proposals[..] else { panic!() };
    assert_eq!(original.outline, copy.outline);
    assert_ne!(original.id, copy.id);
    assert_eq!((original.status(), copy.status()), (Status::Rejected, Status::Draft));
    assert_eq!(person.model.subject, Subject::Proposal(copy.id.clone()));
}

#[test]
fn deleting_asks_first_and_can_be_undone() {
    let mut person = person();
    person.keys("delete");
    assert!(person.screen().contains("Delete “Subinterpreters and You!”?"));
    person.keys("esc");
    assert_eq!(person.model.library.proposals.len(), 1);
    person.keys("x enter");
    assert!(person.model.library.proposals.is_empty() && person.model.subject == Subject::Library);
    person.keys("ctrl-z");
    assert_eq!(titles(&person), ["Subinterpreters and You!"]);
    assert!(!person.model.is_changed());
}

#[test]
fn proposals_move_within_their_group() {
    let mut person = person();
    person.keys("n 'One' enter esc n 'Two' enter esc alt-up");
    assert_eq!(titles(&person), ["Subinterpreters and You!", "Two", "One"]);
    person.keys("alt-up");
    assert!(person.screen().contains("nothing to move it past"));
    person.keys("J");
    assert_eq!(titles(&person), ["Subinterpreters and You!", "One", "Two"]);
}

#[test]
fn title_tags_and_the_facts_of_a_submission_are_edited_in_their_places() {
    let mut person = person();
    person.keys("i enter ctrl-a 'Interpreters' enter down enter 'gil, python' enter");
    assert_eq!(first(&person).title, "Interpreters");
    assert_eq!(first(&person).tags, ["gil", "python"]);
    // venue, number, status, slot, sent
    person.keys("down down enter ctrl-a 'PyOhio' enter down enter ctrl-a '#7' enter down enter up up enter");
    person.keys("down enter '45' enter down enter '2018-01-03' enter");
    let submission = &first(&person).submissions[0];
    assert_eq!((submission.venue.as_str(), submission.number.as_str()), ("PyOhio", "7"));
    assert_eq!((submission.status, submission.slot), (Status::Accepted, Some(45)));
    assert_eq!(submission.sent.map(|date| date.to_string()).as_deref(), Some("2018-01-03"));
    assert!(person.screen().contains("25 planned · 20 left for 3 untimed"), "{}", person.screen());
    assert!(person.screen().contains("PyOhio #7 · accepted"));
    for _ in 0..7 {
        person.keys("ctrl-z");
    }
    assert!(!person.model.is_changed());
}

#[test]
fn what_cannot_stand_in_a_row_is_said_and_stays_to_be_mended() {
    let mut person = person();
    person.keys("i down down down down down down enter 'half an hour' enter");
    let screen = person.screen();
    assert!(screen.contains("a slot is minutes, like 30") && screen.contains("half an hour"), "{screen}");
    person.keys("ctrl-a '30' enter");
    assert_eq!(first(&person).submissions[0].slot, Some(30));
}

#[test]
fn a_submission_is_added_and_deleted() {
    let mut person = person();
    person.keys("s 'PyCon 2019' enter");
    assert_eq!(first(&person).submissions.len(), 2);
    assert_eq!(first(&person).status(), Status::Draft);
    assert!(person.screen().contains("PyCon 2019 · draft"), "{}", person.screen());
    person.keys("delete");
    assert!(person.screen().contains("Delete the submission to “PyCon 2019”?"));
    // A letter that begins a name is no answer.
    person.keys("'yes no'");
    assert_eq!(first(&person).status(), Status::Draft);
    person.keys("enter");
    assert_eq!(first(&person).status(), Status::Rejected);
    person.keys("ctrl-z");
    assert_eq!(first(&person).submissions[1].venue, "PyCon 2019");
}

#[test]
fn remarks_are_a_text_of_their_own_behind_their_row() {
    let mut person = person();
    person.keys("i end up enter 'Ask again' enter 'next year'");
    assert_eq!(first(&person).submissions[0].remarks, "Ask again\nnext year");
    assert!(person.screen().contains("Remarks on PyCon 2018"), "{}", person.screen());
    person.keys("esc");
    assert!(person.screen().contains("Ask again …"), "{}", person.screen());
    person.keys("esc");
    assert_eq!(person.model.pane, Pane::Proposals);
}

#[test]
fn the_library_itself_has_a_title_an_introduction_and_a_speaker() {
    let mut person = person();
    person.keys("home enter");
    assert!(person.screen().contains("<blog post?>"), "{}", person.screen());
    person.keys("ctrl-end ' Really.' tab 'I talk.' tab enter ctrl-a 'Talks' enter down enter 'Ada' enter");
    let library: &Library = &person.model.library;
    assert!(library.introduction.ends_with("Here's the list: Really."));
    assert_eq!((library.title.as_str(), library.speaker.name.as_str()), ("Talks", "Ada"));
    assert_eq!(library.speaker.biography, "I talk.");
}

#[test]
fn the_chosen_section_follows_the_cursor_and_leads_back_to_it() {
    let mut person = person();
    person.keys("enter tab tab ctrl-home down down down down down");
    assert_eq!(person.model.timing.at, 2);
    person.keys("esc t down down enter 'X'");
    assert!(
        first(&person).outline.contains("\nX5. subinterpreters and threads"),
        "{}",
        first(&person).outline
    );
}

#[test]
fn tab_goes_through_fields_and_panes_and_shift_tab_back() {
    let mut person = person();
    let mut seen = Vec::new();
    for _ in 0..7 {
        seen.push((person.model.pane, person.model.tab));
        person.keys("tab");
    }
    let editor = (0..5).map(|tab| (Pane::Editor, tab));
    let around = [(Pane::Proposals, 0)].into_iter().chain(editor).chain([(Pane::Timing, 4)]);
    assert_eq!(seen, around.collect::<Vec<_>>());
    assert_eq!(person.model.pane, Pane::Proposals);
    person.keys("shift-tab shift-tab");
    assert_eq!((person.model.pane, person.model.tab), (Pane::Editor, 4));
    person.keys("F6");
    assert_eq!(person.model.pane, Pane::Timing);
}

#[test]
fn saving_and_leaving() {
    let mut person = person();
    person.keys("enter 'Hello ' ctrl-s").work();
    assert!(!person.model.is_changed() && person.screen().contains("Saved talks.ron"));
    assert!(person.saved.as_ref().unwrap().proposals[0].description.starts_with("Hello Did"));
    person.keys("'again ' ctrl-z");
    assert!(!person.model.is_changed(), "typing after a save is a step of its own");
    person.keys("'more' ctrl-q").work();
    assert!(person.saved.as_ref().unwrap().proposals[0].description.starts_with("Hello moreDid"));
    assert_eq!(person.effects.last(), Some(&Effect::Leave));
    assert!(matches!(person.effects[0], Effect::Remember(ref session) if session.caret == 10));
}

#[test]
fn what_would_not_be_read_again_is_not_taken() {
    let mut person = person();
    let room = Limit::Text.most() - person.model.library.proposals[0].description.len();
    person.keys("enter").hear(Msg::Paste("x".repeat(room)));
    assert_eq!(person.model.library.proposals[0].description.len(), Limit::Text.most());
    person.keys("'y'");
    assert_eq!(person.model.library.proposals[0].description.len(), Limit::Text.most());
    assert!(
        person.screen().contains("! Not taken: “Description” would have 262145 bytes, the limit is 262144")
    );
    person.keys("backspace 'y'");
    assert!(person.model.library.proposals[0].description.contains("xy"));
    let title = "é".repeat(1001);
    person.keys("F2 ctrl-a").hear(Msg::Paste(title.clone())).keys("enter");
    assert!(
        person.screen().contains("“Title” would have 1001 characters, the limit is 1000"),
        "{}",
        person.screen()
    );
    person.keys("F2 ctrl-a").hear(Msg::Paste(title.chars().skip(1).collect())).keys("enter");
    assert_eq!(person.model.library.proposals[0].title.chars().count(), 1000);
}

#[test]
fn it_saves_by_itself_after_a_pause_and_never_long_after_a_change() {
    let mut person = person();
    person.keys("enter 'a'");
    let due = person.model.wake_at().expect("it wants to be woken");
    assert!(person.effects.is_empty() && due <= Duration::from_secs(3), "{due:?}");
    person.pause().hear(Msg::Wake).work();
    assert!(person.saved.as_ref().unwrap().proposals[0].description.starts_with("aDid"));
    assert!(!person.model.is_changed() && person.model.wake_at().is_none());
    assert!(!person.screen().contains("Saved"), "nobody asked");
    // Whoever types without a pause, a key each tenth of a second.
    let mut person = self::person();
    person.keys("enter");
    let keys = (0..400).take_while(|_| person.keys("'b'").effects.is_empty()).count();
    assert!((280..320).contains(&keys), "{keys}");
}

#[test]
fn a_save_that_failed_is_tried_again_later_and_what_is_locked_is_not() {
    let mut person = person();
    person.keys("enter 'a'").pause().hear(Msg::Wake).fail("no space on the disk");
    assert!(person.screen().contains("! no space on the disk"));
    person.keys("'b'").pause().hear(Msg::Wake);
    assert!(person.effects.is_empty(), "not again at once");
    for _ in 0..3 {
        person.pause();
    }
    person.hear(Msg::Wake).work();
    assert!(person.saved.as_ref().unwrap().proposals[0].description.starts_with("abDid"));
    let mut opened = Opened::new(person.model.library.clone(), Some(Version(1)));
    opened.locked = Some("Read only: process 4711 has it".into());
    person.hear(Msg::Opened { path: "talks.ron".into(), result: Ok(Box::new(opened)) });
    let before = person.model.library.clone();
    person.keys("enter ctrl-z ctrl-y backspace 'x'");
    assert_eq!(person.model.library, before);
    let screen = person.screen();
    assert!(screen.contains("read only") && screen.contains("! Read only: process 4711 has it"), "{screen}");
    assert!(screen.contains("has it. F12 saves it under another name"), "{screen}");
    // It may be free by now.
    person.effects.clear();
    person.hear(Msg::Wake);
    assert!(matches!(person.effects[..], [Effect::Look { .. }]), "{:?}", person.effects);
    person.keys("ctrl-q");
    assert_eq!(person.effects.last(), Some(&Effect::Leave));
}

#[test]
fn what_was_written_down_comes_back_and_can_be_undone() {
    let mut first = person();
    let base = first.model.library.clone();
    first
        .keys("enter 'Hello ' ctrl-s")
        .work()
        .keys("'there '")
        .pause()
        .keys("'you ' ctrl-z")
        .pause()
        .keys("'all '");
    let library = first.model.library.clone();
    let saved = first.saved.clone().unwrap();
    let mut opened = Opened::new(saved.clone(), Some(Version(1)));
    opened.past = Some(Past {
        changes: first.journal.clone(),
        saved: Some(6),
        base: saved.clone(),
        version: Some(Version(1)),
        library: library.clone(),
        when: "3 minutes ago".into(),
    });
    let mut second = self::person();
    second.hear(Msg::Opened { path: "talks.ron".into(), result: Ok(Box::new(opened)) });
    assert_eq!(second.model.library, library);
    assert!(second.model.is_changed());
    let screen = second.screen();
    assert!(screen.contains("Recovered 4 unsaved changes, made 3 minutes ago"), "{screen}");
    second.keys("ctrl-z ctrl-z");
    assert_eq!(second.model.library, saved);
    assert!(!second.model.is_changed(), "undone to what is in the file");
    second.keys("ctrl-z");
    assert_eq!(second.model.library, base);
    second.keys("ctrl-y ctrl-y ctrl-y");
    assert_eq!(second.model.library, library);
}

#[test]
fn a_damaged_file_is_gone_on_with_by_choice_and_kept() {
    let whole = person().model.library;
    let damaged = || {
        let remnant = |label: &str, whole: bool| Remnant {
            label: label.into(),
            library: person().model.library,
            whole,
            other: None,
        };
        let damage = Damage {
            words: vec!["line 3: it ends too early".into()],
            remnants: vec![remnant("The last version", true), remnant("What can be read", false)],
        };
        let opened = Opened { damage: Some(damage), ..Opened::new(Arc::default(), Some(Version(9))) };
        let mut person = person();
        person.hear(Msg::Opened { path: "talks.ron".into(), result: Ok(Box::new(opened)) });
        person
    };
    let mut person = damaged();
    let screen = person.screen();
    assert!(
        screen.contains("talks.ron cannot be read") && screen.contains("line 3: it ends too early"),
        "{screen}"
    );
    person.keys("enter");
    assert_eq!(person.model.library, whole);
    let [Effect::Save { over: Over::Keeping(Version(9)), .. }] = &person.effects[..] else {
        panic!("{:?}", person.effects)
    };
    let mut person = damaged();
    person.keys("down enter enter 'x'").pause().hear(Msg::Wake).keys("ctrl-q");
    assert_eq!(person.model.library, whole);
    assert!(!person.effects.iter().any(|effect| matches!(effect, Effect::Save { .. })), "only looked at");
    let mut person = damaged();
    person.keys("esc n x ctrl-s").pause().hear(Msg::Wake).keys("ctrl-q");
    assert!(!person.effects.iter().any(|effect| matches!(effect, Effect::Save { .. })), "nothing was chosen");
    let mut person = damaged();
    person.keys("end enter");
    assert_eq!(person.effects.last(), Some(&Effect::Leave));
}

#[test]
fn what_is_typed_while_a_save_runs_is_saved_before_leaving() {
    let mut person = person();
    person.keys("enter 'a' ctrl-q 'b'").work().work();
    assert!(person.saved.as_ref().unwrap().proposals[0].description.starts_with("abDid"));
    assert_eq!(person.effects.last(), Some(&Effect::Leave));
}

#[test]
fn a_save_that_fails_is_told_and_nobody_leaves() {
    let mut person = person();
    person.keys("enter 'a' ctrl-q").fail("no space on the disk");
    let words = "no space on the disk; what you typed is safe. F12 saves elsewhere";
    assert!(person.screen().contains(words), "{}", person.screen());
    assert!(person.screen().contains("! no space on the disk") && person.effects.is_empty());
    assert!(person.model.is_changed());
    person.keys("esc F12 ctrl-a 'other.ron' enter").work();
    assert_eq!(person.model.file.path.to_str(), Some("other.ron"));
    assert!(!person.model.is_changed());
}

#[test]
fn whoever_cannot_save_may_leave_nevertheless() {
    let mut person = person();
    person.keys("enter 'a' ctrl-s").fail("no space on the disk");
    assert!(!person.screen().contains("nevertheless"), "nobody wants to leave");
    person.keys("ctrl-q").fail("no space on the disk");
    assert!(person.screen().contains("Leave nevertheless? What is not saved comes back at the next start"));
    person.keys("esc 'b'");
    assert!(person.effects.is_empty() && person.model.popups.is_empty());
    person.hear(Msg::Journal(Err("it is full".into()))).keys("ctrl-q").fail("no space on the disk");
    let screen = person.screen();
    assert!(screen.contains("Leave nevertheless, and lose what is not saved?"), "{screen}");
    assert!(!screen.contains("is safe"), "{screen}");
    person.keys("enter");
    assert_eq!(person.effects.last(), Some(&Effect::Leave));
}

#[test]
fn stopping_saves_first() {
    for stop in [Msg::Suspend, Msg::Key("alt-z".parse().unwrap())] {
        let mut person = person();
        person.keys("enter 'a'").hear(stop);
        let [Effect::Save { over: Over::Version(_), .. }, Effect::Suspend] = &person.effects[..] else {
            panic!("{:?}", person.effects)
        };
    }
    let mut person = person();
    person.hear(Msg::Suspend);
    assert_eq!(person.effects, [Effect::Suspend], "there is nothing to save");
}

#[test]
fn a_signal_saves_and_leaves_in_any_case() {
    let mut person = person();
    person.keys("enter 'a'").hear(Msg::Terminate);
    let [Effect::Save { .. }, Effect::Remember(_), Effect::Leave] = &person.effects[..] else {
        panic!("{:?}", person.effects)
    };
}

#[test]
fn help_opens_everywhere_and_begins_with_the_place() {
    for (keys, heading) in
        [("F1", "Proposals"), ("enter F1", "Writing"), ("i ?", "Details"), ("t ?", "Timing")]
    {
        let mut person = person();
        person.keys(keys);
        let screen = person.screen();
        let rows: Vec<&str> = screen.lines().collect();
        let top = rows.iter().position(|row| row.contains(" Help ")).expect("help is open");
        assert!(rows[top + 3].contains(heading), "{screen}");
        person.keys("pagedown");
        assert_ne!(person.screen(), screen, "help scrolls");
        person.keys("esc");
        assert!(!person.screen().contains(" Help "));
    }
}

#[test]
fn a_note_goes_away_by_itself_and_a_failure_stays() {
    let mut person = person();
    person.keys("ctrl-z");
    assert!(person.screen().contains("Nothing to undo") && person.model.wake_at().is_some());
    person.pause().hear(Msg::Wake);
    assert!(!person.screen().contains("Nothing to undo") && person.model.wake_at().is_none());
    person.hear(Msg::Paste("x".into())).pause().hear(Msg::Wake);
    assert!(person.screen().contains("press Enter on a proposal first"));
    person.keys("down");
    assert!(!person.screen().contains("press Enter on a proposal first"));
}

#[test]
fn an_empty_library_says_so_in_a_narrow_window_too() {
    let mut person = Person::at(Library::default(), (40, 12));
    let screen = person.screen();
    for way in ["n begins one", "I takes in your files", "S shows a sample"] {
        assert!(screen.contains(way), "{screen}");
    }
    person.hear(Msg::Resize(120, 36));
    assert_eq!(person.screen().matches("shows a sample").count(), 1, "{}", person.screen());
}

#[test]
fn an_empty_library_says_what_to_press() {
    let mut person = Person::at(Library::default(), (120, 36));
    let screen = person.screen();
    assert!(screen.contains("No proposals yet") && screen.contains("begins your first proposal"), "{screen}");
    person.keys("n 'First' enter 'text'");
    assert_eq!(person.model.library.proposals[0].description, "text");
}

#[test]
fn leaving_and_saving_take_the_line_that_is_being_typed() {
    let mut person = person();
    person.keys("r ctrl-a 'Boats' ctrl-q").work();
    assert_eq!(person.saved.as_ref().unwrap().proposals[0].title, "Boats");
    assert_eq!(person.effects.last(), Some(&Effect::Leave));
    let mut person = self::person();
    person.keys("i down down down down down down enter 'half an hour' ctrl-s");
    assert!(person.effects.is_empty() && person.screen().contains("a slot is minutes, like 30"));
    person.keys("esc F1 ctrl-q");
    assert_eq!(person.effects.last(), Some(&Effect::Leave));
}

#[test]
fn a_paste_beyond_the_limit_is_not_taken_and_told() {
    for (length, limit) in
        [(LONGEST_PASTE, "the limit is 262144"), (LONGEST_PASTE + 1, "the limit is 1048576")]
    {
        let mut person = person();
        let before = person.model.library.clone();
        person.keys("enter").hear(Msg::Paste("y".repeat(length)));
        assert_eq!(person.model.library, before);
        assert!(person.screen().contains(limit), "{}", person.screen());
    }
}
