//! What the tests of several rules need.

use crate::timing::read;

/// Titles and minutes of all sections of an outline, in one text; `?` for no time.
pub(super) fn sections(text: &str) -> String {
    let shown = read(text).sections.into_iter().map(|section| {
        let minutes = section.time.map_or("?".to_owned(), |time| time.min.to_string());
        format!("{} {minutes}", section.title)
    });
    shown.collect::<Vec<_>>().join("; ")
}
