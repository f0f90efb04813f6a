//! Copying and pasting. What was copied goes to the system's clipboard, where there is one, and is kept here.

use super::{At, Command, Effect, FormField, Model, Popup, Purpose, change::How, form};
use crate::{door::clean, talk::Place, text::count};

/// The longest text that terminals take for the clipboard, in bytes. Several refuse an OSC 52 sequence that
/// holds more than 74,994 characters of Base64, and say nothing.
pub const LONGEST_COPY: usize = 74_994 / 4 * 3;

/// What a paste was asked for: the answer goes there and nowhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The text on the desk.
    Text(Place),
    /// The line that is asked for.
    Line(Purpose),
    /// What is looked for in the text, or what is to take its place.
    Find,
}

impl Model {
    /// Copies what is selected.
    pub(super) fn copy(&mut self, effects: &mut Vec<Effect>) {
        if let Some(selected) = self.desk.as_ref().and_then(|desk| desk.field.selected()) {
            self.put_on_clipboard(selected, "Copied", effects);
        }
    }

    /// Copies the whole of what is open: the text, or the chosen line of the details.
    pub(super) fn copy_text(&mut self, effects: &mut Vec<Effect>) {
        let Some((name, _)) = self.open_name() else { return };
        let text = match (&self.desk, form::rows(self).get(self.form_row)) {
            (Some(desk), _) => desk.field.text(),
            (None, Some(row)) => form::value(self, row),
            (None, None) => return,
        };
        if text.is_empty() {
            return self.tell("Nothing stands here that could be copied");
        }
        match self.desk.as_ref().map(|desk| desk.count.characters) {
            Some(characters) => self.put_whole_on_clipboard(&name, text, characters, effects),
            None => self.put_on_clipboard(text, &format!("Copied {name}"), effects),
        }
    }

    /// Copies the description of the proposal, whatever is open.
    pub(super) fn copy_description(&mut self, effects: &mut Vec<Effect>) {
        let Some(proposal) = self.proposal() else { return };
        let text = proposal.description.clone();
        if text.is_empty() {
            return self.tell("The description is empty");
        }
        let characters = count(&text).characters;
        self.put_whole_on_clipboard("description", text, characters, effects);
    }

    fn put_whole_on_clipboard(
        &mut self,
        name: &str,
        text: String,
        characters: usize,
        effects: &mut Vec<Effect>,
    ) {
        self.put_on_clipboard(text, &format!("Copied the whole {name}: {characters} characters"), effects);
    }

    /// What the open text is called, in small letters, or the chosen line of the details, in quotes as it stands
    /// there; and whether it is a text.
    pub(super) fn open_name(&self) -> Option<(String, bool)> {
        let row = || {
            let rows = form::rows(self);
            let row = rows.get(self.form_row).filter(|row| **row != FormField::AddSubmission);
            row.map(|row| (format!("“{}”", row.label()), false))
        };
        let text = self.desk.as_ref().map(|desk| (desk.place.heading().to_lowercase(), true));
        text.or_else(row)
    }

    /// Keeps a text to be pasted here and gives it to the system.
    pub(super) fn put_on_clipboard(&mut self, text: String, words: &str, effects: &mut Vec<Effect>) {
        self.clipboard.clone_from(&text);
        self.tell(words);
        effects.push(Effect::Copy(text));
    }

    /// Asks for what is on the clipboard, to be pasted where the person is.
    pub(super) fn ask_clipboard(&self, effects: &mut Vec<Effect>) {
        effects.extend(self.pasting().map(Effect::Paste));
    }

    /// Where a paste would go now.
    fn pasting(&self) -> Option<Asked> {
        match (self.popups.last(), &self.desk) {
            (Some(Popup::Find(_)), _) => Some(Asked::Find),
            (Some(popup), _) => popup.line().map(|line| Asked::Line(line.purpose.clone())),
            (None, Some(desk)) if self.at() == At::TEXT => Some(Asked::Text(desk.place.clone())),
            _ => None,
        }
    }

    /// The system has answered what is on its clipboard; where it has none, it is what was copied here.
    pub(super) fn clipboard_answered(&mut self, asked: &Asked, text: Option<String>) {
        if self.pasting().as_ref() != Some(asked) {
            return self.fail("Not pasted: the clipboard answered when you were somewhere else already");
        }
        let text = text.unwrap_or_else(|| self.clipboard.clone());
        if text.is_empty() {
            return self.tell("Nothing was copied or cut here before: the terminal pastes its own");
        }
        self.paste_from_outside(&text);
    }

    /// Puts text at the cursor in one step of undo. Line breaks become LF; control characters stay, shown as
    /// marks, and that is told.
    pub(super) fn paste_text(&mut self, text: &str) {
        let text = clean(text);
        self.history.close();
        self.replace_selection(&text, How::AtCaret);
        self.history.close();
        let controls = text.chars().filter(|c| c.is_control() && !matches!(c, '\n' | '\t')).count();
        if controls > 0 && self.note.is_none() {
            let undo = self.key_for(Command::Undo);
            let (s, are) = if controls == 1 { ("", "is") } else { ("s", "are") };
            self.tell(format!(
                "Pasted with {controls} control character{s}, which {are} shown as marks. {undo} takes it back"
            ));
        }
    }
}
