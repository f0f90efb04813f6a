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
    app::{Asked, LONGEST_PASTE, Msg},
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
    person.keys("esc shift-tab shift-tab").hear(Msg::Clipboard { asked, text: Some("in time".into()) });
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
