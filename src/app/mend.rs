//! A library whose file is damaged: what is left of it, and going on with that.

use std::sync::Arc;

use super::{Answer, Damage, Effect, Menu, MenuRow, Model, Popup, Session};

impl Model {
    /// Shows where the file is damaged and asks what to go on with. Until that is chosen nothing can be
    /// changed, and nothing is written.
    pub(super) fn ask_mend(&mut self, damage: Damage) {
        let name = super::files::name_of(&self.file.path);
        let title = format!("{name} cannot be read");
        self.file.locked = Some(format!("{title}: what is shown is not what was in it"));
        let rows = damage.remnants.iter().enumerate();
        let rows = rows.map(|(number, remnant)| MenuRow::new(remnant.label.clone(), Answer::Mend(number)));
        let leave = MenuRow::new("Leave it as it is, and end".to_owned(), Answer::Quit);
        let menu = Menu::new(title, damage.words, rows.chain([leave]).collect(), 0);
        self.remnants = damage.remnants;
        self.popups.push(Popup::Choose(Box::new(menu)));
    }

    /// Goes on with what was chosen. The damaged file is kept under another name when this is saved.
    pub(super) fn mend(&mut self, number: usize, effects: &mut Vec<Effect>) {
        let Some(remnant) = std::mem::take(&mut self.remnants).into_iter().nth(number) else { return };
        self.library = remnant.library;
        Arc::make_mut(&mut self.library).mend_ids(&mut self.ids);
        self.go_where(Session::default());
        if remnant.whole {
            self.file.locked = None;
            // No state has this name: what is shown is not in the file.
            self.file.saved = u64::MAX;
            self.file.foreign = true;
            if let Some(other) = remnant.other {
                self.take_in_side(Arc::unwrap_or_clone(other));
            }
            // The journal begins just before the save.
            self.file.unprotected = Some("it is not saved yet".into());
            self.save_quietly(effects);
        } else {
            self.fail("This can be read and saved under another name; the damaged file stays as it is");
        }
    }
}
