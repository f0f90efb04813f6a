//! What a person can set, as values.

use super::{Folders, KeyMap, MEASURE};
use crate::spelling::AMERICAN;

/// The language of texts that name none, where nobody says otherwise.
pub const LANGUAGE: &str = AMERICAN;

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
    /// The language of texts that name none, as its dictionary is named.
    pub language: String,
    /// The folders by which paths are told.
    pub folders: Folders,
    /// What is wrong in the files that say so, line by line.
    pub problems: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            keys: KeyMap::default(),
            mouse: true,
            autosave: true,
            measure: MEASURE,
            language: LANGUAGE.to_owned(),
            folders: Folders::default(),
            problems: Vec::new(),
        }
    }
}
