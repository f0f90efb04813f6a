//! Leaving the library, or the program: what is not saved is saved first, and what can be saved nowhere is asked
//! for.

use super::{Answer, Command, Effect, FileKind, Menu, MenuRow, Model, Popup, Session};

impl Model {
    /// Saves what is not saved and leaves. Asks only where something could not be saved.
    pub(super) fn quit(&mut self, effects: &mut Vec<Effect>) {
        self.withdraw_begun(true);
        if self.is_to_be_saved() {
            self.file.leaving = true;
            self.save_quietly(effects);
        } else if self.is_changed_sample() && self.is_saving() {
            // It becomes a file just now.
            self.file.leaving = true;
        } else if self.is_changed_sample() {
            self.ask_give_up(Answer::Leave);
        } else {
            self.leave(effects);
        }
    }

    /// Ends the program, whatever is not saved.
    pub(super) fn leave(&self, effects: &mut Vec<Effect>) {
        if self.file.kind != FileKind::Sample {
            effects.push(Effect::Remember(Session::of(self)));
        }
        effects.push(Effect::Leave);
    }

    /// The save before leaving has failed, as the line below tells.
    pub(super) fn ask_leave(&mut self) {
        let question = if self.file.unprotected.is_none() {
            "Leave nevertheless? What is not saved comes back at the next start"
        } else {
            "Leave nevertheless, and lose what is not saved?"
        };
        self.popups.push(Popup::Confirm { question: question.into(), yes: Answer::Leave });
    }

    fn is_changed_sample(&self) -> bool {
        self.file.kind == FileKind::Sample && self.is_changed()
    }

    fn ask_give_up(&mut self, yes: Answer) {
        self.file.leaving = false;
        // What loses nothing comes first.
        let rows = [
            MenuRow::new("Save it as a file".to_owned(), Answer::SaveFirst { leaves: yes == Answer::Leave }),
            MenuRow::new("Leave the sample without it".to_owned(), yes),
        ];
        let menu = Menu::new("What you changed is not saved", Vec::new(), rows.into(), 0);
        self.popups.push(Popup::Choose(Box::new(menu)));
    }

    /// Whether nothing would be lost by opening another library, what can be saved being saved before; else says
    /// what is to be done first, or asks.
    pub(super) fn may_open_another(&mut self) -> bool {
        if self.is_changed_sample() {
            self.ask_give_up(Answer::GiveUp);
            return false;
        }
        if self.is_changed() && !self.is_to_be_saved() {
            let key = self.key_for(Command::Save);
            self.fail(format!("Save first ({key}): opening another library would lose the changes"));
            return false;
        }
        true
    }

    /// Opens another library, once what is not saved has been saved.
    pub(super) fn open_another(&mut self, open: Effect, effects: &mut Vec<Effect>) {
        if self.is_to_be_saved() {
            self.file.next = Some(open);
            self.save_quietly(effects);
        } else {
            self.file.opening = true;
            effects.push(open);
        }
    }

    /// What was changed in the sample may go: another library is asked for.
    pub(super) fn give_up(&mut self) {
        self.base = self.library.clone();
        self.file.saved = self.history.mark();
        self.ask_open();
    }

    /// Saves what is not saved and stops: whoever stops a program may use its file otherwise.
    pub(super) fn suspend(&mut self, effects: &mut Vec<Effect>) {
        if self.autosave_at().is_some() {
            self.save_quietly(effects);
        }
        effects.push(Effect::Suspend);
    }

    /// The program is asked to end from outside: it saves what it can and ends in any case.
    pub(super) fn terminate(&mut self, effects: &mut Vec<Effect>) {
        if self.is_to_be_saved() {
            self.save_quietly(effects);
        }
        self.leave(effects);
    }
}
