//! What a person can read in windows of any size.

use soapbox::{
    app::{Msg, Pane},
    ui::{Theme, Tint},
};

use super::{Person, person, sample};

/// All words of the screen in one row, without borders.
fn words(person: &Person) -> String {
    let plain = person.screen().replace(['│', '╭', '╮', '╰', '╯', '─'], " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_message_is_read_whole_in_a_narrow_window() {
    let mut person = person();
    person.keys("home down enter 'a' ctrl-s").fail("the folder is not there; F12 saves elsewhere");
    for size in [(120, 36), (80, 24), (60, 16), (40, 10)] {
        person.hear(Msg::Resize(size.0, size.1));
        assert!(words(&person).contains("F12 saves elsewhere"), "{size:?}:\n{}", person.screen());
    }
    // Popups lie below it, and do not dim it.
    person.hear(Msg::Resize(80, 24)).keys("esc t s 'x' enter");
    let (x, y) = person.find("! a slot is minutes");
    let over = person.buffer()[(x, y)].style();
    assert_eq!(over.fg, Theme::new(Tint::Dark).error.fg);
}

#[test]
fn a_question_is_read_whole_in_a_narrow_window() {
    for size in [(80, 24), (40, 10), (30, 8), (22, 8)] {
        let mut person = Person::at(sample(), size);
        person.keys("x");
        let words = words(&person);
        assert!(words.contains("and You!”?") && words.contains("Esc"), "{size:?}:\n{}", person.screen());
    }
}

#[test]
fn rows_of_the_details_that_are_out_of_sight_are_counted() {
    let mut person = Person::at(sample(), (80, 24));
    person.keys("i");
    assert!(person.screen().contains("╰ ↓ "), "{}", person.screen());
    person.keys("end");
    assert!(person.screen().contains("╰ ↑ "), "{}", person.screen());
    person.hear(Msg::Resize(80, 50));
    assert!(!person.screen().contains("╰ ↑ "), "{}", person.screen());
}

#[test]
fn minutes_side_by_side_leave_room_for_titles() {
    let mut person = Person::at(sample(), (20, 6));
    person.keys("t f");
    assert!(person.screen().contains("what a…   4 →  5"), "{}", person.screen());
}

#[test]
fn from_the_details_the_arrows_lead_to_the_other_tabs() {
    for (key, tab) in [("left", 3), ("h", 3), ("right", 0), ("l", 0)] {
        let mut person = person();
        person.keys("i").keys(key);
        assert_eq!((person.model.pane, person.model.tab), (Pane::Editor, tab), "{key}");
        assert!(person.model.desk.is_some() && !person.model.is_changed(), "{key}");
        person.keys("esc home i").keys(key);
        assert_eq!(person.model.tab, usize::from(tab > 0), "{key}: {}", person.screen());
    }
}
