//! Lines that are asked for: what is in them to begin with, and what becomes of it.

use soapbox::app::{Effect, Pane};

use super::{first, person, titles};

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
