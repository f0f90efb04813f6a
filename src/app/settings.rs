//! What a person can set, as values.

use super::{KeyMap, MEASURE};

/// The settings that the machine heeds.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Which key means which command where.
    pub keys: KeyMap,
    /// Whether the mouse is heard; otherwise it is the terminal's own.
    pub mouse: bool,
    /// Whether the library is saved by itself after a pause.
    pub autosave: bool,
    /// How many columns a text is set wide at most.
    pub measure: u16,
    /// What is wrong in the files that say so, line by line.
    pub problems: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { keys: KeyMap::default(), mouse: true, autosave: true, measure: MEASURE, problems: Vec::new() }
    }
}
