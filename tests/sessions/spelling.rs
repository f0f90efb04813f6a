//! Misspelt words in the text that is being written.

use proptest::prelude::*;
use soapbox::{
    app::{SpellingNews, SpellingWish},
    spelling::{AMERICAN, Dictionary},
    talk::Place,
};

use super::*;

/// A person who writes this description, the words of the language known.
fn writing(description: &str) -> Person {
    let mut library = sample();
    Arc::make_mut(&mut library.proposals[0]).description = description.into();
    let mut person = Person::at(library, (120, 36));
    person.keys("enter");
    assert_eq!(person.wishes, [SpellingWish::Words, SpellingWish::Dictionary(AMERICAN.into())]);
    person.wishes.clear();
    let words = "12\na\nan\ntalk\nabout\nthe\nsnake\nsnakes\nof\ngood\nfor\nand\nis\n";
    let dictionary = Dictionary::new("SET UTF-8\nTRY aeiou\n", words).unwrap();
    person.hear(Msg::Spelling(SpellingNews::Words(Ok(vec!["asyncio".into()]))));
    person.hear(Msg::Spelling(SpellingNews::Dictionary(AMERICAN.into(), Ok(Arc::new(dictionary)))));
    person
}

/// What is marked as misspelt, on the screen as well.
fn misspelt(person: &Person) -> Vec<String> {
    let desk = person.model.desk.as_ref().unwrap();
    let text = person.model.library.text(&desk.place).unwrap();
    let all = desk.marks.misspelt.all().iter().enumerate();
    let shown = all.filter(|(index, _)| desk.marks.unfinished != Some(*index));
    shown.map(|(_, range)| text[range.clone()].to_owned()).collect()
}

fn caret(person: &Person) -> usize {
    person.model.desk.as_ref().unwrap().field.caret()
}

#[test]
fn nothing_is_asked_for_before_a_text_is_written() {
    let mut person = person();
    person.keys("down t esc ? esc");
    assert_eq!(person.wishes, []);
    person.keys("enter");
    assert_eq!(person.wishes.len(), 2);
    person.keys("tab tab esc enter");
    assert_eq!(person.wishes.len(), 2, "once");
}

#[test]
fn misspelt_words_are_marked_and_the_word_at_the_cursor_only_when_it_is_left() {
    let mut person = writing("a tlak about `snaek` and asyncio’s snakes");
    assert_eq!(misspelt(&person), ["tlak"]);
    let marked = |person: &Person| {
        let buffer = person.buffer();
        let underlined =
            |cell: &&ratatui::buffer::Cell| cell.modifier.contains(ratatui::style::Modifier::UNDERLINED);
        buffer.content.iter().filter(underlined).map(|cell| cell.symbol().to_owned()).collect::<String>()
    };
    assert_eq!(marked(&person), "tlak");
    person.keys("ctrl-p");
    assert_eq!(marked(&person), "", "below a popup nothing stands out");
    person.keys("esc ctrl-end ' goood'");
    assert_eq!(misspelt(&person), ["tlak"]);
    person.keys("' '");
    assert_eq!(misspelt(&person), ["tlak", "goood"]);
    person.keys("left left");
    assert_eq!(misspelt(&person), ["tlak", "goood"], "it was left once");
    person.keys("backspace");
    assert_eq!(misspelt(&person), ["tlak"]);
    person.keys("esc");
    assert_eq!(marked(&person), "", "only what is written is marked");
    person.keys("enter ctrl-home ctrl-right ctrl-right ctrl-backspace");
    assert_eq!(misspelt(&person), [""; 0]);
    person.keys("ctrl-z");
    assert_eq!(misspelt(&person), ["tlak"]);
}

#[test]
fn a_word_is_corrected_from_what_is_suggested() {
    let mut person = writing("a tlak about the the snaek");
    person.keys("F7");
    assert_eq!(person.wishes, [SpellingWish::Suggestions(AMERICAN.into(), "tlak".into())]);
    assert!(person.model.popups.is_empty());
    person.hear(Msg::Spelling(SpellingNews::Suggestions("tlak".into(), vec!["talk".into(), "tall".into()])));
    let screen = person.screen();
    assert!(screen.contains("“tlak”") && screen.contains("Add it to my words"), "{screen}");
    person.keys("enter");
    assert_eq!(first(&person).description, "a talk about the the snaek");
    person.keys("F7");
    assert!(person.screen().contains("“the” stands there twice"), "{}", person.screen());
    person.keys("enter");
    assert_eq!(first(&person).description, "a talk about the snaek");
    person.keys("F7");
    person.hear(Msg::Spelling(SpellingNews::Suggestions("snaek".into(), vec!["snake".into()])));
    person.keys("esc F7");
    assert_eq!(person.wishes.len(), 3, "it is the only one: {:?}", person.wishes);
    person.hear(Msg::Spelling(SpellingNews::Suggestions("snaek".into(), vec!["snake".into()])));
    person.keys("enter F7");
    assert!(person.screen().contains("No word is misspelt here"), "{}", person.screen());
    person.keys("ctrl-z ctrl-z ctrl-z");
    assert_eq!(first(&person).description, "a tlak about the the snaek");
}

#[test]
fn suggestions_that_come_too_late_disturb_nobody() {
    let mut person = writing("a tlak");
    person.keys("F7 right");
    person.hear(Msg::Spelling(SpellingNews::Suggestions("tlak".into(), vec!["talk".into()])));
    assert!(person.model.popups.is_empty());
    person.keys("F7 F1");
    person.hear(Msg::Spelling(SpellingNews::Suggestions("tlak".into(), vec!["talk".into()])));
    person.keys("esc");
    assert!(person.model.popups.is_empty());
}

#[test]
fn a_word_may_be_ones_own_or_let_be() {
    let mut person = writing("a tlak about tlak, snaek the the");
    person.keys("F7").wishes.clear();
    person.hear(Msg::Spelling(SpellingNews::Suggestions("tlak".into(), vec![])));
    person.keys("enter");
    assert_eq!(person.wishes, [SpellingWish::Keep("tlak".into())]);
    assert_eq!(misspelt(&person), ["snaek", "the"]);
    person.hear(Msg::Spelling(SpellingNews::Kept("tlak".into(), Ok(()))));
    assert!(person.screen().contains("“tlak” is one of your words now"), "{}", person.screen());
    person.hear(Msg::Spelling(SpellingNews::Kept("tlak".into(), Err("the disk is full".into()))));
    assert!(person.screen().contains("was not kept: the disk is full"), "{}", person.screen());
    person.keys("F7");
    person.hear(Msg::Spelling(SpellingNews::Suggestions("snaek".into(), vec![])));
    person.keys("down enter F7 down enter");
    assert_eq!(misspelt(&person), [""; 0]);
    assert_eq!(first(&person).description, "a tlak about tlak, snaek the the", "nothing was changed");
}

#[test]
fn marks_can_be_switched_off_and_that_is_remembered() {
    let mut person = writing("a tlak");
    person.keys("shift-F7");
    assert_eq!(misspelt(&person), [""; 0]);
    assert!(person.screen().contains("Shift-F7 marks them again"), "{}", person.screen());
    person.keys("ctrl-q");
    assert!(
        matches!(person.effects[0], Effect::Remember(ref session) if session.unmarked),
        "{:?}",
        person.effects
    );
    let mut person = writing("a tlak");
    person.keys("shift-F7 shift-F7");
    assert_eq!(misspelt(&person), ["tlak"]);
}

#[test]
fn without_a_dictionary_that_is_told_and_nothing_is_marked() {
    let mut person = person();
    person.keys("enter F7");
    assert!(person.screen().contains("Reading the dictionary for en_US"), "{}", person.screen());
    person.hear(Msg::Spelling(SpellingNews::Dictionary(AMERICAN.into(), Err("it is broken".into()))));
    person.hear(Msg::Spelling(SpellingNews::Words(Err("they are broken".into()))));
    assert!(person.screen().contains("they are broken"), "{}", person.screen());
    assert_eq!(misspelt(&person), [""; 0]);
    person.keys("F7");
    assert!(person.screen().contains("it is broken"), "{}", person.screen());
}

#[test]
fn whoever_asks_too_early_is_answered_when_the_dictionary_comes() {
    let mut library = sample();
    Arc::make_mut(&mut library.proposals[0]).description = "the the".into();
    let mut person = Person::at(library, (120, 36));
    person.keys("enter F7");
    let words = Dictionary::new("", "1\nthe\n").map(Arc::new);
    person.hear(Msg::Spelling(SpellingNews::Dictionary(AMERICAN.into(), words)));
    assert!(person.screen().contains("“the” stands there twice"), "{}", person.screen());
}

#[test]
fn of_a_long_text_only_what_is_seen_is_checked() {
    let mut person = writing(&"a tlak about snakes\n".repeat(10_000));
    assert!((10..40).contains(&misspelt(&person).len()), "{}", misspelt(&person).len());
    person.keys("ctrl-end 'tlak' up");
    assert!((20..80).contains(&misspelt(&person).len()));
    let mut person = writing(&"a tlak about snakes ".repeat(10_000));
    assert!((10..200).contains(&misspelt(&person).len()), "{}", misspelt(&person).len());
    person.keys("ctrl-end 'tlak' up pageup");
    assert!((10..400).contains(&misspelt(&person).len()));
    let mut person = writing(&format!("{}snaek", "a talk about snakes\n".repeat(5_000)));
    person.keys("F7");
    assert_eq!(person.wishes, [SpellingWish::Suggestions(AMERICAN.into(), "snaek".into())]);
    assert_eq!(caret(&person), 5_000 * 20 + 5);
}

#[test]
fn a_change_that_reaches_other_lines_marks_them_anew() {
    let mut person = writing("a talk\nabout tlak\nthe snaek");
    assert_eq!(misspelt(&person), ["tlak", "snaek"]);
    person.keys("ctrl-home '```' enter");
    assert_eq!(misspelt(&person), [""; 0]);
    person.keys("ctrl-home delete");
    assert_eq!(misspelt(&person), ["tlak", "snaek"]);
    person.keys("ctrl-z ctrl-z ctrl-z ctrl-home down end backspace backspace backspace backspace 'the '");
    assert_eq!(first(&person).description, "a talk\nabout the \nthe snaek");
    assert_eq!(misspelt(&person), ["the", "snaek"]);
    let place = person.model.desk.as_ref().unwrap().place.clone();
    assert!(matches!(place, Place::Proposal(..)));
}

/// What may stand in a text, with all that words next to it depend on.
fn piece() -> impl Strategy<Value = String> {
    const PIECES: [&str; 26] = [
        "a ",
        "talk",
        "tlak",
        "the ",
        "the the",
        " ",
        "\n",
        "\n\n",
        "`",
        "```",
        "~~~",
        "\n```\n",
        "\n~~~ tlak\n",
        "(",
        ")",
        "()",
        "<",
        ">",
        "-",
        "'s",
        ".",
        "@",
        "é",
        "\u{a0}",
        "\u{3000}",
        "漢",
    ];
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn whatever_is_changed_is_marked_as_if_all_were_checked_anew(
        before in prop::collection::vec(piece(), 0..8),
        edits in prop::collection::vec((any::<usize>(), 0_usize..12, piece(), any::<bool>()), 1..8),
    ) {
        let mut person = writing(&before.concat());
        for (at, selected, inserted, taken_back) in edits {
            let all = first(&person).description.len();
            let desk = person.model.desk.as_mut().unwrap();
            desk.field.move_to(at % (all + 1), false);
            desk.field.move_to(at % (all + 1) + selected, true);
            person.hear(Msg::Paste(inserted));
            if taken_back {
                person.keys("ctrl-z");
            }
            let marked = |person: &Person| person.model.desk.as_ref().unwrap().marks.misspelt.clone();
            let text = first(&person).description.clone();
            let (parts, mut anew) = (marked(&person), writing(&text));
            // Where it is scrolled to, more may have been seen before.
            anew.keys("ctrl-end ctrl-home");
            prop_assert_eq!(parts, marked(&anew), "{:?}", text);
        }
    }
}

#[test]
fn the_language_is_chosen_in_the_details_and_kept_with_the_proposal() {
    let mut person = writing("a tlak");
    let before = person.model.library.clone();
    person.keys("esc i down down");
    assert!(person.screen().contains("en_US, for spelling"), "{}", person.screen());
    person.keys("enter");
    let id = first(&person).id.clone();
    assert_eq!(person.wishes, [SpellingWish::Languages(id.clone())]);
    let languages = || vec!["de_DE".to_owned(), "en_US".to_owned()];
    person.hear(Msg::Spelling(SpellingNews::Languages(id.clone(), languages())));
    person.keys("down enter");
    assert_eq!(first(&person).language.as_deref(), Some("de_DE"));
    assert!(soapbox::format::write(&person.model.library).contains("language: \"de_DE\","));
    person.wishes.clear();
    person.keys("shift-tab");
    assert_eq!(person.wishes, [SpellingWish::Dictionary("de_DE".into())]);
    person.keys("ctrl-z");
    assert_eq!(person.model.library, before);
    assert!(!soapbox::format::write(&person.model.library).contains("language"));
}

#[test]
fn the_settings_name_the_language_of_texts_that_name_none() {
    let mut person = Person::at(sample(), (120, 36));
    person.model.settings.language = "en_GB".into();
    person.keys("enter");
    assert_eq!(person.wishes, [SpellingWish::Words, SpellingWish::Dictionary("en_GB".into())]);
    person.keys("esc i down down");
    assert!(person.screen().contains("en_GB, for spelling"), "{}", person.screen());
    person.keys("enter");
    let id = first(&person).id.clone();
    person.hear(Msg::Spelling(SpellingNews::Languages(id, vec!["de_DE".to_owned(), "en_GB".to_owned()])));
    let screen = person.screen();
    assert!(screen.contains("en_GB, as the settings say") && screen.contains("none"), "{screen}");
    person.keys("down enter");
    assert_eq!(first(&person).language.as_deref(), Some("en_US"), "the one that is built in");
}

#[test]
fn a_proposal_in_no_language_is_not_checked() {
    let mut library = sample();
    let first = Arc::make_mut(&mut library.proposals[0]);
    first.language = Some("none".into());
    let mut person = Person::at(library.clone(), (120, 36));
    person.keys("enter F7");
    assert_eq!(person.wishes, []);
    assert!(person.screen().contains("is not checked"), "{}", person.screen());
    Arc::make_mut(&mut library.proposals[0]).language = Some("xx".into());
    let mut person = Person::at(library, (120, 36));
    person.keys("enter");
    assert_eq!(person.wishes, [SpellingWish::Words, SpellingWish::Dictionary("xx".into())]);
    let why = "there is no dictionary for xx".to_owned();
    person.hear(Msg::Spelling(SpellingNews::Dictionary("xx".into(), Err(why))));
    assert!(person.screen().contains("no dictionary for xx"), "{}", person.screen());
    person.keys("down tab tab");
    assert!(!person.screen().contains("no dictionary"), "it is told once");
}
