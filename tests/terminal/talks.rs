//! The library that most tests open, and the keys that they press.

use soapbox::talk::{Id, Library, Proposal};

use super::{Home, Terminal};

pub const SIZE: (u16, u16) = (120, 36);
pub const ENTER: &str = "\r";
pub const ESC: &str = "\x1b";
pub const TAB: &str = "\t";
pub const DOWN: &str = "\x1b[B";
pub const RIGHT: &str = "\x1b[C";
pub const TEXT_END: &str = "\x1b[1;5F";
pub const NEXT_PANE: &str = "\x1b[17~";
pub const UNDO: &str = "\x1a";
pub const SAVE: &str = "\x13";
pub const QUIT: &str = "\x11";

pub fn proposal(title: &str, description: &str) -> Proposal {
    Proposal {
        id: Id::new(title.to_lowercase().replace(' ', "-")),
        title: title.into(),
        description: description.into(),
        audience: format!("Everybody who likes {title}."),
        outline: "1. begin (5 minutes)\n2. end (10 minutes)\n".into(),
        ..Proposal::default()
    }
}

/// Two proposals, whose descriptions are `They float.` and `They roll.`.
pub fn talks() -> Library {
    Library {
        id: Id::new("talks"),
        title: "My talks".into(),
        proposals: vec![proposal("Boats", "They float.").into(), proposal("Trains", "They roll.").into()],
        ..Library::default()
    }
}

/// A home with that library in `talks.ron`.
pub fn home() -> Home {
    let home = Home::new();
    home.save("talks.ron", &talks());
    home
}

/// The library in `talks.ron`.
pub fn library(home: &Home) -> Library {
    home.library("talks.ron")
}

/// The description of the first proposal in `talks.ron`.
pub fn description(home: &Home) -> String {
    library(home).proposals[0].description.clone()
}

/// The first proposal of that library, open to be written.
pub fn writing(home: &Home) -> Terminal {
    writing_in(home.start(&["talks.ron"], SIZE))
}

/// The same in a terminal in which the program has just been started.
pub fn writing_in(terminal: Terminal) -> Terminal {
    terminal.wait("They float.");
    terminal.keys(ENTER);
    terminal.wait("next field");
    terminal
}

/// Whether the first row says that all is saved.
pub fn is_saved(screen: &str) -> bool {
    screen.lines().next().is_some_and(|row| row.trim_end().ends_with(" saved") && !row.contains("not saved"))
}
