//! A text that is written in another editor: lent, and what came back taken in.

use std::{path::PathBuf, sync::Arc};

use super::{Effect, Model, change::How};
use crate::{
    door::clean,
    merge::{self, Merged},
    talk::{Edit, Library, Place},
};

/// A text that is lent to an editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lent {
    /// Where it stands in the library.
    pub place: Place,
    /// What the file is to be called, without its ending.
    pub name: String,
    /// The text.
    pub text: String,
}

/// A text that comes back from an editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    /// What was lent.
    pub lent: Lent,
    /// The file in which it came back; none where that is gone already.
    pub path: Option<PathBuf>,
    /// The text now, or why there is none to be taken, in words for the person.
    pub result: Result<String, String>,
}

/// The longest name of a file, in characters.
const NAME: usize = 40;

impl Model {
    /// Opens the text on the desk in the person's own editor.
    pub(super) fn write_elsewhere(&mut self, effects: &mut Vec<Effect>) {
        if let Some(reason) = self.read_only() {
            return self.fail(reason);
        }
        let Some(desk) = &self.desk else { return self.tell("Choose a text to write in your editor first") };
        let place = desk.place.clone();
        let Some(text) = self.library.text(&place).map(str::to_owned) else { return };
        let title = self.proposal().map_or(&self.library.title, |proposal| &proposal.title);
        let tab = self.tabs().get(self.tab).map_or("text", |tab| tab.heading());
        let name = file_name(&format!("{} {tab}", title.chars().take(NAME).collect::<String>()));
        self.history.close();
        effects.push(Effect::Lend(Lent { place, name, text }));
    }

    /// Takes in what comes back from an editor, in one step of undo. What another program has changed in the
    /// same text meanwhile is merged with it.
    pub(super) fn returned(&mut self, returned: Returned, effects: &mut Vec<Effect>) {
        let Returned { lent: Lent { place, text: before, .. }, path, result } = returned;
        let kept = path.as_ref().map_or(String::new(), |path| format!(". It is kept in {}", path.display()));
        let text = match result {
            Ok(text) => text,
            Err(why) => return self.fail(format!("Nothing was changed: {why}{kept}")),
        };
        let mut text = clean(&text).into_owned();
        if text.ends_with('\n') && !before.ends_with('\n') {
            // Editors end the last line.
            text.pop();
        }
        let controls =
            |text: &str| text.chars().filter(|c| c.is_control() && !matches!(c, '\n' | '\t')).count();
        if controls(&text) > controls(&before) {
            return self.fail(format!("Nothing was changed: it has control characters{kept}"));
        }
        if text == before {
            self.tell("Nothing was changed in the editor");
        } else if !self.take_from_editor(&place, &before, text) {
            let why = self.note.as_ref().map_or("it does not fit", |note| &note.text).to_owned();
            return self.fail(format!("{why}{kept}"));
        }
        effects.extend(path.map(Effect::Forget));
    }

    /// Makes the change from `before` to `text` where the text stands now; answers whether all of it is in the
    /// library or among what is to be decided.
    fn take_from_editor(&mut self, place: &Place, before: &str, text: String) -> bool {
        let with = |library: &Library, text: String| {
            let removed = library.text(place)?.to_owned();
            let mut library = library.clone();
            let edit = Edit::Splice { place: place.clone(), at: 0, removed, inserted: text };
            edit.apply(&mut library).ok()?;
            Some(library)
        };
        let both = with(&self.library, before.to_owned()).zip(with(&self.library, text));
        let Some((base, theirs)) = both else {
            self.fail("The text is gone that was written in the editor");
            return false;
        };
        let Merged { library, conflicts } = merge::merge(&base, &self.library, &theirs);
        let edits = merge::difference(&self.library, &library);
        let library = Arc::clone(&self.library);
        if !edits.is_empty() && !self.change(edits, How::AtCaret) {
            return false;
        }
        if conflicts.is_empty() {
            let same = Arc::ptr_eq(&library, &self.library);
            self.tell(if same {
                "The text holds that already"
            } else {
                "Taken in from the editor: one step of undo"
            });
            return true;
        }
        self.fail("The text was changed here as well: decide what stays");
        for conflict in conflicts {
            self.conflicts.retain(|older| older.matter != conflict.matter);
            self.conflicts.push(conflict);
        }
        self.show_conflicts();
        true
    }
}

/// A name that every file system takes: letters and digits with `-` between them.
fn file_name(words: &str) -> String {
    let words = words.to_lowercase();
    let parts = words.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}
