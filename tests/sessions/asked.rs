//! Lines that are asked for: what is in them to begin with, and what becomes of it.

use soapbox::{
    app::{Effect, Msg, Pane},
    talk::{Library, Proposal},
};

use super::{Arc, Person, first, person, sample, titles};

#[test]
fn numbers_days_and_names_of_files_give_way_to_what_is_typed_and_titles_do_not() {
    let mut person = person();
    person.keys("t s '12' enter s '45' enter");
    assert_eq!(first(&person).submissions[0].slot, Some(45));
    person.keys("home m '9' enter");
    assert!(first(&person).outline.contains("(9 minutes)"), "{}", first(&person).outline);
    person.keys("F12 'mine.ron' enter");
    assert!(matches!(&person.effects[..], [.., Effect::Save { path, .. }] if path.ends_with("mine.ron")));
    person.keys("esc i down down down down down down down enter '2018-01-03' enter enter '2018-01-04' enter");
    let sent = first(&person).submissions[0].sent.map(|date| date.to_string());
    assert_eq!(sent.as_deref(), Some("2018-01-04"), "{}", person.screen());
    person.keys("F2 ' (short)' enter");
    assert_eq!(titles(&person), ["Subinterpreters and You! (short)"]);
}

#[test]
fn an_arrow_keeps_what_is_there() {
    let mut person = person();
    person.keys("t s '45' enter s right ' + 5' enter s left '1' enter");
    let submission = &first(&person).submissions[0];
    assert_eq!((submission.slot, submission.questions), (Some(150), Some(5)));
    assert_eq!(person.model.pane, Pane::Timing);
}

#[test]
fn a_day_that_does_not_exist_is_called_so() {
    let mut person = person();
    person.keys("i down down down down down down down enter '2027-02-30' enter");
    assert!(person.screen().contains("there is no such day in the calendar"), "{}", person.screen());
    person.keys("ctrl-a 'soon' enter");
    assert!(person.screen().contains("a date is written year-month-day"), "{}", person.screen());
}

#[test]
fn a_long_line_shows_that_it_goes_on() {
    let mut person = person();
    person.keys("F2 ctrl-a").hear(Msg::Paste(format!("Begin {} end", "long ".repeat(30))));
    let line =
        |person: &Person| person.screen().lines().find(|line| line.contains("Title ")).unwrap().to_owned();
    assert!(line(&person).contains('…') && line(&person).contains(" end "), "{}", line(&person));
    person.keys("home");
    assert!(line(&person).contains("Begin long") && line(&person).contains("…"), "{}", line(&person));
}

#[test]
fn help_is_there_in_the_box_of_a_fit_and_an_empty_title_of_the_library_says_what_it_is() {
    let mut person = person();
    person.keys("t f F1");
    assert!(person.screen().contains("Help"), "{}", person.screen());
    person.keys("esc");
    assert!(person.screen().contains("30 minutes"), "the fit is still there: {}", person.screen());
    person.keys("esc esc home i enter ctrl-a backspace");
    assert!(person.screen().contains("the title of your page of proposals"), "{}", person.screen());
}

#[test]
fn renaming_is_a_short_question_and_leads_back_to_where_it_was_asked() {
    let mut person = person();
    person.keys("enter tab right right esc r ctrl-a 'Boats' enter");
    assert_eq!(titles(&person), ["Boats"]);
    assert_eq!((person.model.pane, person.model.tab), (Pane::Proposals, 1), "{}", person.screen());
    person.keys("F2 'x' esc");
    assert_eq!(titles(&person), ["Boats"]);
    assert_eq!((person.model.pane, person.model.tab), (Pane::Proposals, 1), "{}", person.screen());
    // The cursor stands where it stood.
    person.keys("enter F2 ' and trains' enter 'X'");
    assert_eq!(titles(&person), ["Boats and trains"]);
    assert_eq!(first(&person).audience.find('X'), Some(2), "{}", first(&person).audience);
    person.keys("esc t F2 '!' enter");
    assert_eq!((titles(&person), person.model.pane), (vec!["Boats and trains!"], Pane::Timing));
    // It is one step, and undone where it was done.
    person.keys("esc i down F2 '!' enter ctrl-z");
    assert_eq!((person.model.pane, person.model.form_row), (Pane::Editor, 1), "{}", person.screen());
    assert_eq!(titles(&person), ["Boats and trains!"]);
}

#[test]
fn enter_in_the_list_goes_to_a_text_also_where_the_details_are_open() {
    let mut person = person();
    person.keys("enter tab tab esc i esc enter 'X'");
    assert!(first(&person).outline.starts_with('X'), "{}", person.screen());
    person.keys("esc home enter tab esc i esc enter 'X'");
    assert!(person.model.library.speaker.biography.starts_with('X'), "{}", person.screen());
}

#[test]
fn a_submission_that_setting_a_slot_began_is_the_one_whose_venue_is_asked_for() {
    let mut person = person();
    person.keys("n 'Boats' enter esc t s '25 + 5' enter");
    let submissions = |person: &Person| person.model.proposal().unwrap().submissions.clone();
    let begun = submissions(&person);
    person.keys("esc s esc");
    assert_eq!(submissions(&person), begun, "it is kept where no venue is given");
    for keys in ["esc s 'PyOhio' enter", "s 'PyCon' enter"] {
        person.keys(keys);
    }
    let all = submissions(&person);
    assert_eq!(all.iter().map(|one| &*one.venue).collect::<Vec<_>>(), ["PyOhio", "PyCon"]);
    assert_eq!((&all[0].id, all[0].slot, all[0].questions), (&begun[0].id, Some(30), Some(5)));
    // One of which anything else is known is another one.
    person.keys("esc n 'Trains' enter esc t s '30' enter esc i");
    person.keys("down down down down enter '7' enter s 'PyOhio' enter");
    assert_eq!(submissions(&person).len(), 2, "{}", person.screen());
}

#[test]
fn the_slot_that_is_there_is_asked_for_again_and_its_forms_are_told_in_narrow_windows_too() {
    let mut person = person();
    let before = person.model.library.clone();
    // That of the text, which stays where it is.
    person.keys("t s enter");
    assert_eq!(person.model.library, before);
    person.keys("s right ' + 5' enter s");
    assert!(person.screen().contains("30 + 5"), "{}", person.screen());
    for (size, words) in
        [((80, 24), "speaking + questions + changeover"), ((40, 10), "Slot: 30, or 25 + 5 with questions")]
    {
        person.hear(Msg::Resize(size.0, size.1));
        assert!(person.screen().contains(words), "{}", person.screen());
    }
}

#[test]
fn a_hint_stands_where_the_text_will() {
    let mut person = person();
    person.keys("i down");
    let (column, _) = person.find("words to find it by");
    person.keys("enter");
    assert_eq!(person.find("words to find it by").0, column);
    assert_eq!(person.cursor().map(|cursor| cursor.0), Some(column));
}

#[test]
fn a_section_is_added_behind_the_chosen_one_and_what_is_in_it() {
    for (outline, keys, after) in [
        (
            "1. Intro (5 min)\n2. Story (9 min)",
            "t n 'Song (2 min)' enter",
            "1. Intro (5 min)\n2. Song (2 min)\n3. Story (9 min)",
        ),
        (
            "1. Intro (5 min)\n2. Story (9 min)",
            "t a 'Song' enter '2' enter",
            "1. Intro (5 min)\n2. Song (2 min)\n3. Story (9 min)",
        ),
        (
            "- Intro [5m]\n  - who\n- Story [9m]\n\nAnd so on.",
            "t n 'Song: 2 minutes' enter",
            "- Intro [5m]\n  - who\n- Song [2m]\n- Story [9m]\n\nAnd so on.",
        ),
        (
            "- Intro (5 min)\n- Story (4 min)\n\nTotal: 9 min",
            "t n 'Song (2 min)' enter",
            "- Intro (5 min)\n- Song (2 min)\n- Story (4 min)\n\nTotal: 11 min",
        ),
        ("- Intro (5 min)\n", "t n 'Song (2 min, Ada)' enter", "- Intro (5 min)\n- Song (2 min, Ada)\n"),
        ("- Intro (5 min)\n", "t n 'Song' enter enter", "- Intro (5 min)\n- Song\n"),
        ("- Intro (5 min)\n", "t n 'Song' enter esc", "- Intro (5 min)\n- Song\n"),
        ("- Intro (5 min)\n", "t n enter n esc n 'x' esc", "- Intro (5 min)\n"),
        (
            "Intro (5 min)\nStory (9 min)",
            "t down n 'Song' enter '2' enter",
            "Intro (5 min)\nStory (9 min)\nSong (2 min)",
        ),
        ("", "ctrl-p 'add section' enter 'Song' enter '2' enter", "- Song (2 minutes)"),
        ("What it is about.", "t n 'Song (2 min)' enter", "What it is about.\n- Song (2 min)"),
    ] {
        let mut person = person();
        let mut library = Library::clone(&person.model.library);
        let mut proposal = Proposal::clone(&library.proposals[0]);
        proposal.outline = outline.into();
        library.proposals[0] = proposal.into();
        person.model.library = library.into();
        person.keys(keys);
        assert_eq!(person.model.library.proposals[0].outline, after, "{keys}: {}", person.screen());
        assert_eq!(person.model.pane, Pane::Timing, "{keys}");
        if after.contains("Song") {
            let chosen = person.model.timing.chosen().unwrap();
            assert_eq!(person.model.timing.plan.sections[chosen].title, "Song", "{keys}");
        }
    }
}

#[test]
fn what_does_not_read_as_a_section_where_it_was_added_is_shown_in_the_outline() {
    let mut person = person();
    person.keys("t n 'Total: 40 minutes' enter");
    assert!(person.screen().contains("does not read as a section"), "{}", person.screen());
    assert_eq!((person.model.pane, person.model.tab), (Pane::Editor, 2));
}

#[test]
fn the_description_is_copied_whatever_is_open() {
    let mut person = person();
    person.clipboard = Some(String::new());
    person.keys("enter tab tab esc ctrl-p 'copy desc' enter");
    assert_eq!(person.clipboard.as_ref(), Some(&first(&person).description));
    assert!(person.screen().contains("Copied the whole description: 631 characters"), "{}", person.screen());
}

#[test]
fn who_fits_without_a_slot_is_asked_for_one() {
    let mut library = sample();
    let first = Arc::make_mut(&mut library.proposals[0]);
    first.outline = "* Ants (4 min)\n* Bees (4 min)\n\nTotal: 9 min\n".into();
    first.submissions.clear();
    let mut person = Person::at(library, (80, 24));
    person.keys("t f");
    assert!(
        person.screen().contains("Fit all sections to a slot of how many minutes"),
        "{}",
        person.screen()
    );
    person.keys("'x' enter");
    assert!(person.model.popups.len() == 1 && person.screen().contains("! "), "{}", person.screen());
    person.keys("backspace '10' enter");
    let screen = person.screen();
    assert!(screen.contains("Stretch to 10 minutes") && screen.contains("the total in the text"), "{screen}");
    person.keys("enter");
    assert_eq!(self::first(&person).outline, "* Ants (5 min)\n* Bees (5 min)\n\nTotal: 10 min\n");
    // Nothing typed is no slot, and fits nothing.
    person.keys("ctrl-z ctrl-z f enter");
    assert!(person.model.popups.is_empty() && self::first(&person).outline.contains("4 min"));
}

#[test]
fn a_slot_that_the_outline_names_is_told_where_none_is_set() {
    let mut person = person();
    person.keys("i");
    assert!(person.screen().contains("Slot        30, as the outline says"), "{}", person.screen());
    person.keys("esc t s right ' + 5' enter esc i");
    assert!(person.screen().contains("Slot        30 + 5"), "{}", person.screen());
}

#[test]
fn a_section_that_would_part_a_table_is_not_added() {
    let table = "| What | Min |\n|---|---|\n| Ants | 4 |\n| Bees | 5 |\n";
    let mut library = sample();
    Arc::make_mut(&mut library.proposals[0]).outline = table.into();
    let mut person = Person::at(library, (80, 24));
    person.keys("t n 'Song (2 min)' enter");
    assert!(person.screen().contains("the others would read differently"), "{}", person.screen());
    assert!(person.screen().contains("Song (2 min)"), "{}", person.screen());
    assert_eq!(self::first(&person).outline, table);
}
