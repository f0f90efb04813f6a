//! What the answer to a popup does.

use std::path::PathBuf;

use super::{Answer, Effect, FormField, Model, Over, Popup, Purpose};

impl Model {
    /// Does what a popup answered. A line that cannot be taken stays open and says why.
    pub(super) fn answer(&mut self, popup: Popup, answer: Answer, effects: &mut Vec<Effect>) {
        match answer {
            Answer::DeleteProposal(id) => self.delete_proposal(&id),
            Answer::DeleteSubmission(proposal, submission) => {
                self.delete_submission(&proposal, &submission);
            }
            Answer::Status(proposal, submission, status) => {
                self.answer_status(&proposal, &submission, status);
            }
            Answer::Mend(number) => self.mend(number, effects),
            Answer::StopImport => {
                effects.push(Effect::StopImport);
                self.tell("Stopped: nothing was imported");
            }
            Answer::Language(proposal, language) => self.answer_language(&proposal, language),
            Answer::Respell(word, right) => self.respell(&word, &right),
            Answer::TakeOutTwin(word) => self.take_out_twin(&word),
            Answer::KeepWord(word) => self.allow_word(word, true),
            Answer::LetBe(word) => self.allow_word(word, false),
            Answer::Quit => self.quit(effects),
            Answer::Leave => self.leave(effects),
            Answer::SaveFirst { leaves } => {
                self.file.leaving = leaves;
                self.ask_save_as();
            }
            Answer::GiveUp => self.give_up(),
            Answer::Run(command) => self.run_chosen(command, effects),
            Answer::SaveTo(path, over) => self.save_to(path, over, effects),
            Answer::Rewrite(changes, version) => {
                self.apply_changes(&changes, None);
                self.timing.show_slot(version);
            }
            Answer::Line(purpose, typed) => {
                if let Err(error) = self.answer_line(&purpose, &typed, effects)
                    && let Popup::Line(mut line) = popup
                {
                    line.error = Some(error);
                    self.popups.push(Popup::Line(line));
                }
            }
        }
    }

    fn answer_line(
        &mut self,
        purpose: &Purpose,
        typed: &str,
        effects: &mut Vec<Effect>,
    ) -> Result<(), String> {
        let path = || match typed.trim() {
            "" => Err("the name of a file is missing".to_owned()),
            path => Ok(PathBuf::from(path)),
        };
        match purpose {
            Purpose::Form(field) => self.answer_field(field, typed)?,
            Purpose::NewTitle => {
                self.answer_field(&FormField::Title, typed)?;
                self.show(self.subject.clone(), 0);
            }
            Purpose::Rename(from) => self.answer_rename(from, typed)?,
            Purpose::SaveAs => {
                let path = path()?;
                if path == self.file.path && self.file.locked.is_some() {
                    return Err("this file stays as it is: give another name".to_owned());
                }
                self.file.told = true;
                if path == self.file.path {
                    self.save_here(effects);
                } else {
                    self.file.named = Some(typed.to_owned());
                    self.save_to(path, Over::Nothing, effects);
                }
            }
            Purpose::Open => {
                let path = path()?;
                if self.may_open_another() {
                    self.open_another(Effect::Open(path), effects);
                }
            }
            Purpose::TakeIn => effects.push(Effect::Read(path()?)),
            Purpose::Import => self.import(path()?, effects),
            Purpose::Section => self.answer_section(typed)?,
            Purpose::Minutes(section) => self.answer_minutes(*section, typed)?,
            Purpose::Slot { fits } => {
                self.answer_slot(typed)?;
                if *fits {
                    self.refresh_timing();
                    self.preview_fit();
                }
            }
            Purpose::Version => self.answer_version(typed)?,
            // It is never answered: what is typed there is heeded at once.
            Purpose::Filter => {}
        }
        Ok(())
    }
}
