//! Texts that come in.

use soapbox::{
    app::{Effect, Msg, Opened},
    talk::{Ids, Library},
};

use super::{person, titles};
use crate::support::Person;

/// What the worker would have read.
fn texts(texts: &[&str]) -> Vec<Library> {
    let mut ids = Ids::new(99);
    texts.iter().map(|text| soapbox::exchange::markdown::import(text, "text", &mut ids).unwrap()).collect()
}

fn asked(person: &Person) -> Option<String> {
    person.effects.iter().find_map(|effect| match effect {
        Effect::Import { path, .. } => Some(path.display().to_string()),
        _ => None,
    })
}

#[test]
fn a_folder_comes_in_as_one_step_of_undo_and_tells_how_far_it_is() {
    let mut person = person();
    let before = titles(&person).join("|");
    person.keys("I 'talks/' enter");
    assert_eq!(asked(&person).as_deref(), Some("talks/"));
    assert!(person.screen().contains("looking for files"), "{}", person.screen());
    person.hear(Msg::Importing { done: 1, total: 2 });
    assert!(person.screen().contains("1 of 2 files"), "{}", person.screen());
    person.hear(Msg::Imported(Ok(texts(&["# Kites\n\nThey fly.\n", "# Knots\n\nThey hold.\n"]))));
    assert_eq!(titles(&person).join("|"), format!("{before}|Kites|Knots"));
    let screen = person.screen();
    assert!(screen.contains("2 proposals imported. Ctrl-Z takes it back"), "{screen}");
    assert!(screen.contains("They fly."), "the first new one is shown: {screen}");
    person.keys("ctrl-z");
    assert_eq!(titles(&person).join("|"), before);
}

#[test]
fn what_is_there_already_stays_out_and_that_is_told() {
    let mut person = person();
    let kites = || Msg::Imported(Ok(texts(&["# Kites\n\nThey fly.\n"])));
    person.keys("I 'kites.md' enter").hear(kites());
    let after = titles(&person).len();
    person.keys("I 'kites.md' enter").hear(kites());
    assert_eq!(titles(&person).len(), after);
    assert!(person.screen().contains("Nothing new: 1 is there already"), "{}", person.screen());
}

#[test]
fn what_is_stopped_or_cannot_be_read_changes_nothing() {
    let mut person = person();
    let before = person.model.library.clone();
    person.keys("I 'talks/' enter x enter").hear(Msg::Importing { done: 7, total: 9 });
    assert!(person.screen().contains("7 of 9 files"), "other keys do not close it");
    person.keys("esc");
    assert!(person.effects.contains(&Effect::StopImport));
    assert!(person.screen().contains("Stopped: nothing was imported"), "{}", person.screen());
    person.hear(Msg::Imported(Ok(texts(&["# Late\n\nIt was read before the stop was heard.\n"]))));
    assert_eq!(person.model.library, before);
    person.keys("I 'gone.md' enter").hear(Msg::Imported(Err("cannot read gone.md".into())));
    assert!(person.screen().contains("! Nothing was imported: cannot read gone.md"), "{}", person.screen());
    assert_eq!(person.model.library, before);
}

#[test]
fn whoever_saves_meanwhile_stops_it() {
    let mut person = person();
    person.keys("I 'talks/' enter ctrl-q");
    assert!(person.effects.contains(&Effect::StopImport) && person.effects.contains(&Effect::Leave));
}

#[test]
fn the_sample_opens_in_place_of_the_library_and_leads_back() {
    let mut person = person();
    person.keys("S");
    let seed = person.effects.iter().find_map(|effect| match effect {
        Effect::OpenSample(seed) => Some(*seed),
        _ => None,
    });
    let library = std::sync::Arc::new(soapbox::exchange::sample(&mut Ids::new(seed.unwrap())));
    let opened = Opened { sample: true, ..Opened::new(library, None) };
    person.hear(Msg::Opened { path: "".into(), result: Ok(Box::new(opened)) });
    let screen = person.screen();
    assert!(screen.contains("nothing of it is kept. Ctrl-O goes back to your own"), "{screen}");
    person.keys("enter 'Mine '").pause().hear(Msg::Wake);
    assert!(!person.effects.iter().any(|effect| matches!(effect, Effect::Save { .. })), "it saves itself");
    person.keys("esc ctrl-o");
    assert!(person.screen().contains("What you changed is not saved"), "{}", person.screen());
    person.keys("down enter");
    assert!(person.screen().contains("talks.ron"), "{}", person.screen());
    person.keys("enter");
    assert!(person.effects.contains(&Effect::Open("talks.ron".into())));
}

#[test]
fn the_sample_is_saved_only_where_a_name_is_given_and_left_after_a_question() {
    let mut person = person();
    let opened = Opened { sample: true, ..Opened::new(person.model.library.clone(), None) };
    person.hear(Msg::Opened { path: "".into(), result: Ok(Box::new(opened)) });
    person.keys("enter 'Mine ' ctrl-s");
    assert!(person.screen().contains("Save as"), "{}", person.screen());
    person.keys("esc ctrl-q");
    assert!(person.screen().contains("What you changed is not saved"), "{}", person.screen());
    person.keys("esc");
    assert!(person.effects.is_empty() && person.model.is_changed());
    person.keys("ctrl-q down enter");
    assert_eq!(person.effects, [Effect::Leave]);
    person.effects.clear();
    person.keys("ctrl-q enter esc ctrl-s").keys("esc");
    assert!(person.effects.is_empty(), "{:?}", person.effects);
    person.keys("ctrl-q enter 'mine.ron' enter").work();
    assert!(person.effects.contains(&Effect::Leave), "who was leaving leaves once it is saved");
    assert!(person.saved.is_some() && person.screen().contains("Saved mine.ron"), "{}", person.screen());
}
