//! What holds whatever a person does: no key, text or size brings the machine down, undoing everything
//! gives the first library back, and saving and loading change nothing.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::sync::Arc;

use proptest::prelude::*;
use soapbox::{
    app::{Code, Effect, FLOOR, Key, Msg, Named, SpellingNews, command::TABLE},
    format,
    spelling::{AMERICAN, Dictionary},
    talk::Library,
};
use support::{Person, sample, text_of};

/// Keys of the table, letters, and keys that mean nothing.
fn key() -> impl Strategy<Value = Key> {
    let bound: Vec<Key> = TABLE
        .iter()
        .flat_map(|row| row.keys)
        .flat_map(|(_, keys)| keys.split(' '))
        .filter_map(|key| key.parse().ok())
        .collect();
    let named = prop::sample::select(vec![Named::Up, Named::Down, Named::Left, Named::Enter, Named::Tab]);
    let any_key = (any::<char>(), any::<(bool, bool, bool)>()).prop_map(|(char, (ctrl, alt, shift))| Key {
        code: Code::Char(char),
        ctrl,
        alt,
        shift,
    });
    prop_oneof![
        6 => prop::sample::select(bound),
        4 => prop::sample::select("ab 1(5).\n-*漢e\u{301}".chars().collect::<Vec<_>>()).prop_map(Key::char),
        2 => named.prop_map(|name| Key { shift: true, ..Key::named(name) }),
        1 => any_key,
    ]
}

fn size() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![4 => (0u16..140, 0u16..50), 1 => Just((0, 0)), 1 => Just((1, 1)), 1 => Just((FLOOR.0, FLOOR.1))]
}

fn pasted() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        Just("1. one (4 minutes)\r\n2. two (5 min)\r\n".to_owned()),
        Just("\u{1b}]52;c;x\u{7}\u{202e}👨‍👩‍👧‍👦\u{0}क्षि\u{200b}".to_owned()),
        "[a-z (0-9)\n\t]{0,200}",
    ]
}

#[derive(Clone, Debug)]
enum Act {
    Key(Key),
    Typed(String),
    Paste(String),
    Resize((u16, u16)),
    Work,
    /// Another program does to the file what this number says.
    Others(u8),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        20 => key().prop_map(Act::Key),
        2 => "[a-zA-Z (0-9)漢é]{2,30}".prop_map(Act::Typed),
        2 => pasted().prop_map(Act::Paste),
        2 => size().prop_map(Act::Resize),
        1 => Just(Act::Work),
        1 => (0u8..6).prop_map(Act::Others),
    ]
}

/// Does it; a machine that has ended is left alone.
fn perform(person: &mut Person, act: Act) {
    if person.effects.contains(&Effect::Leave) {
        return;
    }
    match act {
        Act::Key(key) => person.hear(Msg::Key(key)),
        Act::Typed(text) => person.hear(Msg::Typed(text)),
        Act::Paste(text) => person.hear(Msg::Paste(text)),
        Act::Resize((width, height)) => person.hear(Msg::Resize(width, height)),
        Act::Work => person.work(),
        Act::Others(what) => {
            let theirs = changed_by_another(&person.model.base, what);
            person.found(theirs)
        }
    };
    person.effects.retain(|effect| !matches!(effect, Effect::Open(_) | Effect::Suspend));
}

/// The file after another program has changed it.
fn changed_by_another(base: &Library, what: u8) -> Library {
    let mut library = base.clone();
    match (what, library.proposals.first_mut().map(Arc::make_mut)) {
        (0, Some(first)) => first.description.insert_str(0, "(1 min) Another "),
        (1, Some(first)) => first.outline = first.outline.lines().skip(1).collect::<Vec<_>>().join("\n"),
        (2, Some(first)) => first.submissions.clear(),
        (3, Some(_)) => drop(library.proposals.remove(0)),
        (4, _) => library.proposals.reverse(),
        _ => library.proposals.push(Arc::default()),
    }
    library
}

fn library() -> Library {
    let mut library = sample();
    let mut other = soapbox::talk::Proposal::clone(&library.proposals[0]);
    other.id = soapbox::talk::Id::new("other");
    other.outline = "## Part (20 min)\n- a (5 min)\n- b (2-3 min)\n- c\n".into();
    other.submissions.clear();
    library.proposals.push(other.into());
    library
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn characters_mean_the_same_whether_they_arrive_at_once_or_one_by_one(
        place in prop::sample::select(vec!["", "enter", "enter shift-end", "n", "i enter", "shift-tab", "F1"]),
        text in "[a-zA-Z (0-9)漢\u{301}é?/:-]{2,20}",
    ) {
        let mut one_by_one = Person::at(library(), (120, 36));
        let mut at_once = Person::at(library(), (120, 36));
        for person in [&mut one_by_one, &mut at_once] {
            person.keys("down").keys(place);
        }
        for char in text.chars() {
            perform(&mut one_by_one, Act::Key(Key::char(char)));
        }
        perform(&mut at_once, Act::Typed(text));
        prop_assert_eq!(&at_once.model.library, &one_by_one.model.library);
        prop_assert_eq!(at_once.model.at(), one_by_one.model.at());
        prop_assert_eq!(at_once.cursor(), one_by_one.cursor());
        prop_assert_eq!(at_once.journal.len() <= one_by_one.journal.len(), true);
    }

    #[test]
    fn no_key_text_or_size_brings_it_down_and_all_is_undone(
        size in size(), acts in prop::collection::vec(act(), 1..60)
    ) {
        let mut person = Person::at(library(), size);
        let before = person.model.library.clone();
        let words = Dictionary::new("", "1\nabcdefghijklmnopqrstuvwxyz\n").map(Arc::new);
        person.hear(Msg::Spelling(SpellingNews::Dictionary(AMERICAN.into(), words)));
        for act in acts {
            perform(&mut person, act);
            let buffer = person.buffer();
            if let Some((x, y)) = person.cursor() {
                prop_assert!(x < buffer.area.width && y < buffer.area.height);
            }
            let hostile = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c);
            prop_assert!(!text_of(&buffer).contains(hostile));
            if let Some(desk) = &person.model.desk {
                let text = person.model.library.text(&desk.place).unwrap();
                prop_assert!(desk.marks.found.all().iter().chain(desk.marks.misspelt.all()).all(|range| text.get(range.clone()).is_some()));
            }
        }
        let after = person.model.library.clone();
        person.model.popups.clear();
        let mut steps = 0;
        while person.model.history.can_undo() {
            person.keys("ctrl-z");
            steps += 1;
        }
        prop_assert_eq!(&person.model.library, &before);
        for _ in 0..steps {
            person.keys("ctrl-y");
        }
        prop_assert_eq!(&person.model.library, &after);
        let saved = format::write(&after);
        prop_assert_eq!(&format::read(&saved), &Ok((*after).clone()));
    }
}
