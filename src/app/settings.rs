//! What a person can set, as values.

use super::KeyMap;

/// The settings that the machine heeds.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Which key means which command where.
    pub keys: KeyMap,
}
