//! Saving by itself: after a pause, and never too long after a change.

use std::time::Duration;

use super::{Effect, FileKind, Model};

/// Whoever pauses for this long has what they typed in the file.
const PAUSE: Duration = Duration::from_secs(2);
/// The same where the journal cannot be written.
const PAUSE_UNPROTECTED: Duration = Duration::from_secs(1);
/// Whoever never pauses has it there after this long.
const LONGEST: Duration = Duration::from_secs(30);
/// A save that failed is tried again after this long.
const PATIENCE: Duration = Duration::from_secs(30);

impl Model {
    /// When the library is to be saved by itself; none while there is nothing to save or a save is under way,
    /// or where the person does not want it.
    pub(super) fn autosave_at(&self) -> Option<Duration> {
        let file = &self.file;
        let ready = self.settings.autosave && self.is_to_be_saved() && self.saves.is_empty();
        let (first, last) = file.changed.filter(|_| ready)?;
        let pause = if file.unprotected.is_some() { PAUSE_UNPROTECTED } else { PAUSE };
        let due = last.saturating_add(pause).min(first.saturating_add(LONGEST));
        Some(due.max(file.patience))
    }

    /// Whether there is something to save and a file to save it in. What is being saved and was undone since is to
    /// be saved over, even where it leads back to what the file holds now.
    pub(super) fn is_to_be_saved(&self) -> bool {
        let undone = || self.saves.last().is_some_and(|(mark, _)| *mark != self.history.mark());
        (self.is_changed() || undone())
            && !self.file.opening
            && self.file.locked.is_none()
            && self.file.kind != FileKind::Sample
    }

    /// Saves where it is time to.
    pub(super) fn autosave(&mut self, effects: &mut Vec<Effect>) {
        if self.autosave_at().is_some_and(|due| due <= self.now) {
            self.save_quietly(effects);
        }
    }

    /// A save failed: the next one by itself waits.
    pub(super) fn be_patient(&mut self) {
        self.file.patience = self.now.saturating_add(PATIENCE);
    }
}
