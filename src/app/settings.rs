//! What a person can set, as values.

use super::KeyMap;

/// The settings that the machine heeds.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Which key means which command where.
    pub keys: KeyMap,
    /// Whether the mouse is heard; otherwise it is the terminal's own.
    pub mouse: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { keys: KeyMap::default(), mouse: true }
    }
}
