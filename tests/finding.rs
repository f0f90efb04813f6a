//! Finding things: the palette, help and the search, from keys to the screen.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::sync::Arc;

use soapbox::{
    app::{Command, ListRow, MenuLine, Msg, Pane, Popup, Search, Subject, command::TABLE},
    door,
    talk::{Id, Library, Proposal, Status, Submission},
};
use support::{Person, sample};

/// The sample on a screen with three panes.
fn person() -> Person {
    Person::at(sample(), (120, 36))
}

/// What the palette offers, row by row.
fn offered(person: &mut Person) -> Vec<String> {
    person.keys("ctrl-p");
    let Some(Popup::Choose(menu)) = person.model.popups.last() else { panic!("{}", person.screen()) };
    let row = |line: &MenuLine| match line {
        MenuLine::Row(row, _) => Some(row.label.clone()),
        _ => None,
    };
    let rows = menu.lines.iter().filter_map(row).collect();
    person.keys("esc");
    rows
}

fn offers(person: &mut Person, command: &str) -> bool {
    offered(person).iter().any(|row| row.starts_with(command))
}

#[test]
fn the_palette_finds_a_command_by_some_letters_and_runs_it_where_one_was() {
    let mut person = person();
    person.keys("enter tab ctrl-p 'all sele'");
    let screen = person.screen();
    assert!(screen.contains("▌ Select all") && screen.contains("Ctrl-A"), "{screen}");
    person.keys("enter");
    let desk = person.model.desk.as_ref().unwrap();
    assert_eq!(desk.field.selection(), Some(0..desk.field.len()));
    assert_eq!((person.model.pane, person.model.tab), (Pane::Editor, 1));
}

#[test]
fn the_palette_leaves_all_as_it_was_on_esc() {
    let mut person = person();
    person.keys("enter right right");
    let (screen, cursor) = (person.screen(), person.cursor());
    person.keys("ctrl-p 'undo' down pagedown ctrl-w esc");
    assert_eq!((person.screen(), person.cursor()), (screen, cursor));
}

#[test]
fn what_is_typed_leaves_the_rows_that_match_the_best_first_with_their_letters_marked() {
    let mut person = person();
    person.keys("ctrl-p 'save'");
    let rows = |person: &Person| -> Vec<String> {
        let screen = person.screen();
        let rows = screen.lines().skip_while(|row| !row.contains(" Commands ")).skip(1);
        rows.take_while(|row| !row.contains("Enter runs it")).map(str::to_owned).collect()
    };
    let shown = rows(&person);
    assert!(shown[2].contains("▌ Save ") && shown[2].contains("Ctrl-S"), "{}", person.screen());
    let at = shown.iter().position(|row| row.contains("Save as another file")).unwrap();
    assert!(at > 2, "{}", person.screen());
    let height = shown.len();
    person.keys("'zzz'");
    assert!(person.screen().contains("Nothing matches"), "{}", person.screen());
    assert_eq!(rows(&person).len(), height, "the window keeps its size");
    person.keys("enter");
    assert!(person.screen().contains("Nothing matches"), "Enter takes nothing");
    person.keys("ctrl-w");
    assert!(!person.screen().contains("Nothing matches"));
}

#[test]
fn the_marked_letters_are_those_that_were_typed() {
    let mut person = person();
    let underlined = |person: &Person| {
        let buffer = person.buffer();
        let marked =
            |cell: &&ratatui::buffer::Cell| cell.modifier.contains(ratatui::style::Modifier::UNDERLINED);
        buffer.content.iter().filter(marked).map(ratatui::buffer::Cell::symbol).collect::<String>()
    };
    person.keys("ctrl-p");
    assert_eq!(underlined(&person), "");
    person.keys("'duplicate prop'");
    assert_eq!(underlined(&person), "Duplicateprop");
}

#[test]
fn the_palette_finds_by_the_name_that_stands_in_files() {
    let mut person = person();
    person.keys("ctrl-p 'make-version'");
    assert!(person.screen().contains("Make a version for another slot"), "{}", person.screen());
}

#[test]
fn only_what_can_act_now_is_offered() {
    let mut person = person();
    person.keys("home");
    assert!(!offers(&mut person, "Delete the proposal"), "{:?}", offered(&mut person));
    assert!(!offers(&mut person, "Keep mine") && !offers(&mut person, "Decide between"));
    assert!(!offers(&mut person, "Undo"));
    assert!(!offers(&mut person, "A character left") && !offers(&mut person, "Up"));
    person.keys("down");
    assert!(offers(&mut person, "Delete the proposal"), "{:?}", offered(&mut person));
    assert!(offers(&mut person, "Show the next version"));
    person.keys("enter");
    let copy = "Copy".to_owned();
    assert!(!offered(&mut person).contains(&copy), "{:?}", offered(&mut person));
    person.keys("shift-right");
    assert!(offered(&mut person).contains(&copy));
    person.keys("'x'");
    assert!(offers(&mut person, "Undo"));
}

#[test]
fn what_another_pane_does_by_a_key_is_offered_and_done_from_a_text() {
    let mut person = person();
    person.keys("enter ctrl-p 'new proposal' enter 'Weaving' enter");
    assert_eq!(person.model.library.proposals[1].title, "Weaving");
    person.keys("ctrl-p 'slot for all fit'");
    assert!(!person.screen().contains("Fit all sections"), "there are no sections yet: {}", person.screen());
}

#[test]
fn what_can_not_act_says_why_and_changes_nothing() {
    for (keys, words) in [
        ("home x", "choose a proposal"),
        ("home c", "Choose the proposal to duplicate"),
        ("ctrl-z", "Nothing to undo"),
        ("ctrl-y", "Nothing to redo"),
        ("F8", "No conflicts"),
        ("alt-up", "nothing to move it past"),
        ("i x", "Choose a row of the submission"),
        ("enter ctrl-c", "Nothing is selected"),
        ("n 'New' enter esc t f", "no sections yet"),
    ] {
        let mut person = person();
        person.keys(keys);
        assert!(person.screen().contains(words), "{keys}: {}", person.screen());
        assert!(person.model.popups.is_empty(), "{keys}");
    }
}

#[test]
fn a_library_that_is_read_only_offers_nothing_that_changes_it() {
    let mut person = person();
    person.model.file.locked = Some("it is open elsewhere".into());
    for command in ["New proposal", "Rename", "Delete", "Fit", "A minute"] {
        assert!(!offers(&mut person, command), "{command}");
    }
    person.keys("n");
    assert!(person.screen().contains("! it is open elsewhere"), "{}", person.screen());
}

#[test]
fn whatever_is_offered_does_not_refuse() {
    for place in ["", "enter", "i", "t", "home", "enter shift-right"] {
        // That all is saved already is good news, and so is that no word is misspelt; what is on the clipboard
        // is not known here.
        let told = [Command::Save, Command::Paste, Command::Correct];
        for row in TABLE.iter().filter(|row| row.offered && !told.contains(&row.command)) {
            let mut person = person();
            person.keys(place);
            // That of the open description is offered with its own words.
            let twice = row.command == Command::CopyDescription && person.screen().contains("106 words");
            if person.model.can(row.command) && row.command != Command::Commands && !twice {
                let name = row.name;
                person.keys(&format!("ctrl-p '{name}'"));
                let screen = person.screen();
                // These name the open text.
                let title = match row.command {
                    Command::CopyText if place == "i" => "Copy “Title”",
                    Command::CopyText => "Copy the",
                    Command::Write => "Write the",
                    _ => row.title,
                };
                assert!(screen.contains(title), "{name} is offered: {screen}");
                person.keys("enter");
                for refusal in ["Not here", "first", "Nothing", "no sections"] {
                    let note = person.model.note.as_ref().map_or("", |note| note.text.as_str());
                    assert!(!note.contains(refusal), "{place} {name}: {note}");
                }
            }
        }
    }
}

#[test]
fn commands_are_found_by_the_words_that_people_have_for_them() {
    for (typed, found) in [
        ("exit", "Save and leave"),
        ("close", "Save and leave"),
        ("quit", "Save and leave"),
        ("clipboard", "Copy the description"),
        ("description", "Write the description"),
        ("venue", "Title, tags and submissions"),
        ("conference", "Title, tags and submissions"),
        ("status", "Title, tags and submissions"),
        ("check", "Correct the next misspelt word"),
        ("export", "Copy the description"),
        ("form", "Title, tags and submissions"),
        ("print", "Copy the description"),
        ("limit", "Fit all sections to the slot"),
        ("svas", "Save as another file"),
    ] {
        let mut person = person();
        person.keys(&format!("ctrl-p '{typed}'"));
        let Some(Popup::Choose(menu)) = person.model.popups.last() else { panic!("{typed}") };
        let rows: Vec<_> = menu
            .lines
            .iter()
            .filter_map(|line| match line {
                MenuLine::Row(row, _) => Some(row.label.as_str()),
                _ => None,
            })
            .collect();
        assert!(rows.contains(&found), "{typed}: {rows:?}");
        let scattered = ["New line, in a list the next item", "Write it in your own editor ($EDITOR)"];
        assert!(
            typed == "description" || !scattered.iter().any(|row| rows.contains(row)),
            "{typed}: {rows:?}"
        );
    }
}

#[test]
fn what_works_in_another_pane_is_gone_to_and_what_would_change_it_unseen_is_told() {
    let mut person = person();
    person.keys("ctrl-p 'find in the text' enter 'gil'");
    assert!(matches!(person.model.popups[..], [Popup::Find(_)]), "{}", person.screen());
    person.keys("esc ctrl-p 'type its minutes' enter");
    assert_eq!(person.model.pane, Pane::Timing);
    assert!(matches!(person.model.popups[..], [Popup::Line(_)]), "{}", person.screen());
    person.keys("esc esc ctrl-p 'duplicate the line' enter");
    assert!(person.screen().contains("Duplicate the line: Ctrl-D does it here"), "{}", person.screen());
    assert_eq!((person.model.pane, person.model.is_changed()), (Pane::Editor, false));
}

#[test]
fn help_begins_with_the_way_out_and_says_nothing_twice() {
    let mut person = Person::at(sample(), (80, 24));
    person.keys("F1");
    assert!(person.screen().contains("Save and leave"), "{}", person.screen());
    let Some(Popup::Choose(menu)) = person.model.popups.last() else { panic!() };
    let leaves = menu
        .lines
        .iter()
        .filter(|line| matches!(line, MenuLine::Row(row, _) if row.label == "Save and leave"));
    assert_eq!(leaves.count(), 1);
}

#[test]
fn what_was_chosen_last_stands_first_the_next_time() {
    let mut person = person();
    person.keys("ctrl-p 'duplicate' enter ctrl-p");
    let screen = person.screen();
    assert!(screen.contains("▌ Duplicate the proposal"), "{screen}");
}

#[test]
fn the_palette_works_in_the_smallest_windows() {
    for size in [(40, 10), (20, 6)] {
        let mut person = Person::at(sample(), size);
        person.keys("ctrl-p 'dupl'");
        assert!(person.screen().contains("▌ Duplicate"), "{}", person.screen());
        assert!(person.cursor().is_some());
        person.keys("ctrl-w pagedown pagedown pageup down esc");
        person.keys("ctrl-p 'duplicate' enter");
        assert_eq!(person.model.library.proposals.len(), 2, "{}", person.screen());
    }
}

#[test]
fn help_is_found_in_by_typing_and_does_what_it_tells() {
    let mut person = person();
    person.keys("?");
    let screen = person.screen();
    let heading = screen.lines().position(|row| row.contains("│ Proposals")).expect(&screen);
    let next = screen.lines().position(|row| row.contains("│ Writing")).unwrap_or(usize::MAX);
    assert!(heading < next, "{screen}");
    person.keys("'dup prop'");
    assert!(person.screen().contains("▌ Duplicate the proposal"), "{}", person.screen());
    person.keys("enter");
    assert_eq!(person.model.library.proposals.len(), 2);
    person.keys("? 'minute longer' enter");
    assert!(person.screen().contains("A minute longer: + does it here"), "{}", person.screen());
    assert_eq!((person.model.pane, person.model.is_changed()), (Pane::Timing, true));
}

#[test]
fn hints_name_what_can_be_done_and_end_with_the_palette_help_and_the_way_out() {
    let mut person = person();
    let hints = |person: &Person| person.screen().lines().last().unwrap().to_owned();
    assert!(hints(&person).ends_with("Ctrl-P commands   F1 help   Ctrl-Q leave"), "{}", hints(&person));
    person.keys("t");
    assert!(hints(&person).contains("v version"), "{}", hints(&person));
    let mut person = Person::at(Library::default(), (40, 16));
    assert!(hints(&person).ends_with("^P commands  F1 help  ^Q leave"), "{}", hints(&person));
    assert_eq!(person.model.subject, Subject::Library);
    person.keys("n 'New' enter esc t");
    assert!(!hints(&person).contains("version"), "{}", hints(&person));
}

#[test]
fn the_way_back_and_the_way_out_are_told_in_every_place_from_forty_columns_on() {
    for size in [(120, 36), (80, 24), (80, 10), (40, 20), (40, 10)] {
        let mut person = Person::at(sample(), size);
        for (keys, back) in [
            ("", ""),
            ("enter", "Esc list"),
            ("esc i", "Esc list"),
            ("esc t", "Esc list"),
            ("enter ctrl-f", "Esc close"),
            ("ctrl-r", "Esc close"),
            ("esc F11", "Esc all panes"),
        ] {
            person.keys(keys);
            // Alone, the text has the whole window, and below a certain height no room for hints.
            let told = person.model.areas().hints || person.model.areas().borders;
            let screen = person.screen();
            assert!(
                !told
                    || ((screen.contains("Ctrl-Q leave") || screen.contains("^Q leave"))
                        && screen.contains(back)),
                "{size:?} {keys}: {screen}"
            );
        }
    }
}

#[test]
fn a_hint_that_cannot_act_lets_no_other_change_its_place() {
    let mut person = Person::at(sample(), (80, 24));
    let hints = |person: &Person| person.screen().lines().last().unwrap().to_owned();
    person.keys("n 'New' enter esc t");
    let empty = hints(&person);
    person.keys("esc down t");
    let column = |hints: &str, words| hints.find(words).map(|at| door::width(&hints[..at]));
    let order =
        |hints: &str| ["Ctrl-P commands", "F1 help", "Ctrl-Q leave"].map(|words| column(hints, words));
    assert_eq!(order(&empty), order(&hints(&person)));
}

/// A library of talks in several languages, with tags and venues.
fn talks() -> Library {
    let talk = |id: &str, title: &str, tags: &[&str], venue: &str, outline: &str| Proposal {
        id: Id::new(id),
        title: title.into(),
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        outline: outline.into(),
        submissions: vec![Submission {
            id: Id::new(format!("{id}-s")),
            venue: venue.into(),
            number: format!("#{id}"),
            status: Status::Rejected,
            ..Submission::default()
        }],
        ..Proposal::default()
    };
    let proposals = vec![
        talk("10", "Gardening for everybody", &["soil"], "PyCon 2018", "1. The async garden (5 minutes)"),
        talk("11", "Async all the way down", &["python"], "FrOSCon", "1. Loops (5 minutes)"),
        talk("12", "Waiting well", &["async", "python"], "PyCon 2019", "1. Why (5 minutes)"),
        talk("13", "Café au lait: schöne Äpfel", &["food"], "EuroPython", "Größe"),
        talk("14", "非同期処理のやさしい入門", &[], "PyCon JP", "イベントループとは何か"),
        talk("15", "नमस्ते दुनिया", &[], "PyCon India", "पहला"),
    ];
    Library { proposals: proposals.into_iter().map(Into::into).collect(), ..Library::default() }
}

/// The titles in the list, from above.
fn listed(person: &Person) -> Vec<&str> {
    let proposals = &person.model.library.proposals;
    let rows = person.model.list.rows.iter();
    let titles = rows.filter_map(|row| match row {
        ListRow::Proposal(at) => Some(proposals[*at].title.as_str()),
        _ => None,
    });
    titles.collect()
}

/// Waits until all texts are read.
fn read_all(person: &mut Person) {
    while person.model.search().is_some_and(Search::is_reading) {
        assert!(person.model.wake_at().is_some());
        person.hear(Msg::Wake);
    }
}

fn chosen(person: &Person) -> &str {
    &person.model.proposal().unwrap().title
}

#[test]
fn the_search_finds_titles_before_tags_before_texts() {
    let mut person = Person::at(talks(), (120, 36));
    person.keys("/ 'async'");
    read_all(&mut person);
    assert_eq!(listed(&person), ["Async all the way down", "Waiting well", "Gardening for everybody"]);
    let screen = person.screen();
    assert!(screen.contains("3 of 6") && screen.contains("/ async"), "{screen}");
    let row = |title: &str| screen.lines().find(|row| row.contains(title)).unwrap().to_owned();
    assert!(row("Waiting well  ").contains("async"), "{screen}");
    assert!(row("Gardening").contains("Outline"), "{screen}");
    assert_eq!(chosen(&person), "Async all the way down", "the best is chosen and shown");
}

#[test]
fn the_search_finds_in_any_order_whatever_case_accents_and_language() {
    for (words, title) in [
        ("garden eve", "Gardening for everybody"),
        ("every gard", "Gardening for everybody"),
        ("PYTHON way", "Async all the way down"),
        ("pycon 2019", "Waiting well"),
        ("#11", "Async all the way down"),
        ("12 rejected", "Waiting well"),
        ("cafe", "Café au lait: schöne Äpfel"),
        ("SCHONE apfel", "Café au lait: schöne Äpfel"),
        ("grosse", "Café au lait: schöne Äpfel"),
        ("große", "Café au lait: schöne Äpfel"),
        ("同期", "非同期処理のやさしい入門"),
        ("ループ", "非同期処理のやさしい入門"),
        ("दुनिया", "नमस्ते दुनिया"),
        ("पहला", "नमस्ते दुनिया"),
        ("soil loops", ""),
    ] {
        let mut person = Person::at(talks(), (120, 36));
        person.keys("/").hear(Msg::Paste(words.into()));
        read_all(&mut person);
        assert_eq!(listed(&person).first().copied().unwrap_or_default(), title, "{words}");
        assert_eq!(person.screen().contains("Nothing matches"), title.is_empty(), "{}", person.screen());
    }
}

#[test]
fn what_is_found_is_chosen_with_the_arrows_and_stays_chosen_on_enter() {
    let mut person = Person::at(talks(), (120, 36));
    person.keys("ctrl-f 'async' down");
    assert_eq!(chosen(&person), "Waiting well");
    person.keys("down down");
    assert_eq!(chosen(&person), "Gardening for everybody");
    let desk = person.model.desk.as_ref().unwrap();
    assert_eq!((desk.field.caret(), person.model.tab), (7, 2), "the text is shown where it was found");
    person.keys("enter");
    assert_eq!(chosen(&person), "Gardening for everybody");
    assert!(person.model.popups.is_empty() && person.screen().contains("Rejected"), "{}", person.screen());
    assert_eq!(person.model.pane, Pane::Proposals);
}

#[test]
fn a_press_chooses_what_was_found_and_a_second_one_leaves_the_search() {
    let mut person = Person::at(talks(), (120, 36));
    person.keys("/ 'async'");
    read_all(&mut person);
    let rows = person.model.areas().rows;
    person.click((rows.x + 3, rows.y + 1));
    assert_eq!(chosen(&person), "Waiting well");
    assert!(person.model.search().is_some());
    person.click_again((rows.x + 3, rows.y + 1));
    assert!(person.model.search().is_none());
    assert_eq!(chosen(&person), "Waiting well");
    person.keys("esc / 'async'");
    let text = person.model.areas().text;
    person.click((text.x + 1, text.y));
    assert_eq!((person.model.pane, person.model.search().is_none()), (Pane::Editor, true));
    assert_eq!(chosen(&person), "Async all the way down");
}

#[test]
fn esc_restores_the_list_and_what_was_chosen() {
    let mut person = Person::at(talks(), (120, 36));
    person.keys("down down enter tab right right ctrl-p 'search the' enter");
    let back = |person: &Person| (person.model.subject.clone(), person.model.tab, person.cursor());
    let mut twin = Person::at(talks(), (120, 36));
    twin.keys("down down enter tab right right");
    person.keys("'garden' down esc");
    assert_eq!(back(&person), back(&twin));
    assert_eq!(person.screen(), twin.screen());
}

#[test]
fn a_search_that_is_made_longer_and_shorter_finds_what_a_new_one_finds() {
    let found = |words: &str| {
        let mut person = Person::at(talks(), (80, 24));
        person.keys("/").hear(Msg::Paste(words.into()));
        read_all(&mut person);
        listed(&person).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let mut person = Person::at(talks(), (80, 24));
    person.keys("/");
    let mut typed = String::new();
    for c in "pycon as 2018".chars() {
        typed.push(c);
        person.hear(Msg::Key(soapbox::app::Key::char(c)));
        read_all(&mut person);
        assert_eq!(listed(&person), found(&typed), "{typed}");
    }
    while !typed.is_empty() {
        typed.pop();
        person.keys("backspace");
        read_all(&mut person);
        assert_eq!(listed(&person), found(&typed), "{typed}");
    }
    assert_eq!(listed(&person).len(), 6);
}

#[test]
fn texts_are_read_in_pieces_behind_the_keys_and_the_choice_stays() {
    let mut library = talks();
    let first = Arc::make_mut(&mut library.proposals[0]);
    first.notes = "x".repeat(60 << 10);
    for copy in 0..9 {
        let mut other = Proposal::clone(&library.proposals[0]);
        other.id = Id::new(format!("copy {copy}"));
        library.proposals.push(other.into());
    }
    let mut person = Person::at(library, (120, 36));
    person.keys("/ 'async' down");
    assert!(person.model.search().unwrap().is_reading());
    assert!(person.screen().contains("… of 15"), "{}", person.screen());
    let before = chosen(&person).to_owned();
    read_all(&mut person);
    assert_eq!(chosen(&person), before);
    assert!(person.screen().contains("12 of 15"), "{}", person.screen());
    assert_eq!(person.model.wake_at(), None, "it sleeps when all is read");
}

#[test]
fn the_search_works_in_small_windows_and_goes_with_the_file() {
    for size in [(80, 24), (40, 10), (20, 6)] {
        let mut person = Person::at(talks(), size);
        person.keys("/ 'wait'");
        let screen = person.screen();
        assert!(screen.contains("/ wait") && screen.contains("Waiting"), "{screen}");
        assert!(person.cursor().is_some());
        let mut theirs = talks();
        theirs.proposals.remove(2);
        person.found(theirs);
        read_all(&mut person);
        assert!(!listed(&person).contains(&"Waiting well"));
        person.keys("esc");
        assert_eq!(listed(&person).len(), 5);
    }
    let mut person = Person::at(Library::default(), (120, 36));
    person.keys("/");
    assert!(person.screen().contains("no proposals yet to search"), "{}", person.screen());
}

#[test]
fn saving_and_help_during_a_search_leave_a_whole_list() {
    let mut person = Person::at(talks(), (120, 36));
    person.keys("/ 'wait' ctrl-s");
    assert_eq!(listed(&person).len(), 6);
    assert_eq!(chosen(&person), "Waiting well");
}

#[test]
fn what_matters_most_in_a_pane_is_told_before_the_palette_and_help() {
    let last = |person: &Person| person.screen().lines().last().unwrap().to_owned();
    let mut person = Person::at(sample(), (120, 36));
    assert!(last(&person).contains("t timing   i details"), "{}", last(&person));
    person.keys("i");
    assert!(
        last(&person).contains("Enter change   Tab next field   s add a submission"),
        "{}",
        last(&person)
    );
    // Without a slot, too: it is asked for.
    let mut person = Person::at(sample(), (80, 24));
    person.keys("n 'Boats' enter tab tab 'Intro (5 min)' esc t");
    assert!(last(&person).starts_with(" f fit  n new  +- minutes  "), "{}", last(&person));
    assert!(last(&person).ends_with("Ctrl-P commands  F1 help  Ctrl-Q leave"), "{}", last(&person));
    person.keys("esc i");
    assert!(last(&person).starts_with(" Enter change  Tab next field  "), "{}", last(&person));
}

#[test]
fn a_window_without_a_row_for_hints_tells_some_in_the_border_and_the_way_to_help_above() {
    let mut person = Person::at(sample(), (40, 10));
    let [first, last] =
        [0, 9].map(|row| move |person: &Person| person.screen().lines().nth(row).unwrap().to_owned());
    assert!(last(&person).starts_with("╰ n new  ^P commands  ^Q leave ─"), "{}", last(&person));
    assert!(first(&person).contains("Proposals  Text  Timing      F1  saved"), "{}", first(&person));
    person.keys("i");
    assert!(last(&person).starts_with("╰ Enter change  Esc list  ^Q leave ─"), "{}", last(&person));
    person.keys("esc t");
    assert!(last(&person).starts_with("╰ f fit  Esc list  ^Q leave ─"), "{}", last(&person));
    let mut person = Person::at(sample(), (20, 6));
    for keys in ["", "enter", "esc t"] {
        person.keys(keys);
        assert!(first(&person).contains(" F1 "), "{keys}: {}", first(&person));
    }
    let at = person.find("F1");
    person.click(at);
    assert!(person.screen().contains("Help"), "{}", person.screen());
}

#[test]
fn what_is_copied_is_called_as_it_is_on_the_screen_and_letters_apart_find_no_schedule() {
    let mut person = person();
    person.keys("i end up up ctrl-p 'copy'");
    assert!(person.screen().contains("Copy “Decided”"), "{}", person.screen());
    person.keys("esc ctrl-p 'char'");
    assert!(!person.screen().contains("Go to the timing"), "{}", person.screen());
}

#[test]
fn the_sums_have_the_same_numbers_in_narrow_windows() {
    let mut person = Person::at(sample(), (80, 24));
    person.keys("enter tab tab ctrl-end up up up up up up end enter 'Questions (8 minutes)' esc t");
    assert!(person.screen().contains("25 planned · 8 questions · 3 over!"), "{}", person.screen());
    for (size, words) in [((40, 10), "25 + 8 · 3 over!"), ((20, 6), "25+8/30 over!")] {
        person.hear(Msg::Resize(size.0, size.1));
        assert!(person.screen().contains(words), "{}", person.screen());
    }
}
