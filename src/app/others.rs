//! What other programs do to the file while it is open here.

use std::{collections::HashSet, path::Path, sync::Arc, time::Duration};

use super::{At, Command, Effect, FileKind, Model, Popup, Purpose, change::How};
use crate::{
    merge::{self, Merged},
    talk::{Edit, Library, Version},
};

/// The mark of no state of the history: the file holds what this program has never held.
const ELSEWHERE: u64 = u64::MAX;

/// Programs that save do several things to a file within this time.
const TOGETHER: Duration = Duration::from_millis(100);

impl Model {
    /// Asks whether the file is still the one that is known.
    pub(super) fn look(&self, effects: &mut Vec<Effect>) {
        if self.file.kind != FileKind::Sample {
            effects.push(Effect::Look { path: self.file.path.clone(), version: self.file.version });
        }
    }

    /// Something happened to the file. Programs that save do several things to one, which are looked at together.
    pub(super) fn look_soon(&mut self) {
        let due = self.now.saturating_add(TOGETHER);
        self.look_at.get_or_insert(due);
    }

    /// Looks at the file where it is time to.
    pub(super) fn look_when_due(&mut self, effects: &mut Vec<Effect>) {
        if self.look_at.is_some_and(|due| due <= self.now) {
            self.look_at = None;
            self.look(effects);
        }
    }

    /// The file is another one than was known: what another program wrote is taken in. What cannot be
    /// taken in stays until the person saves over it; by itself nothing is written any more.
    pub(super) fn found(
        &mut self,
        version: Option<Version>,
        library: Result<Arc<Library>, String>,
        effects: &mut Vec<Effect>,
    ) {
        if !self.saves.is_empty() || version == self.file.version {
            // The answer to the save that is under way says more.
            return;
        }
        let leaving = std::mem::take(&mut self.file.leaving);
        let next = self.file.next.take();
        let was_gone = self.file.version.is_none() && self.file.kind == FileKind::Kept;
        self.file.version = version;
        match library {
            Ok(theirs) => {
                self.file.patience = Duration::ZERO;
                if was_gone && theirs == self.base {
                    self.tell(format!("{} is there again", self.file.path.display()));
                }
                self.take_in(Arc::unwrap_or_clone(theirs));
                match next.filter(|_| self.conflicts.is_empty()) {
                    _ if leaving && self.conflicts.is_empty() => self.quit(effects),
                    Some(next) => self.open_another(next, effects),
                    None => {}
                }
            }
            Err(error) => {
                self.spare();
                let key = self.key_for(Command::Save);
                self.fail(format!(
                    "Another program left this: {error}. {key} writes your version; the other is kept"
                ));
            }
        }
    }

    /// The file was deleted or moved, or a folder that it stands in: nothing is written in its place by itself.
    pub(super) fn gone(&mut self, folder: Option<&Path>) {
        if !self.saves.is_empty() || self.file.version.is_none() {
            // The answer to the save that is under way says more, or it is known.
            return;
        }
        (self.file.leaving, self.file.next) = (false, None);
        (self.file.version, self.file.patience) = (None, Duration::MAX);
        self.fail(if let Some(folder) = folder {
            let (folder, key) = (folder.display(), self.key_for(Command::SaveAs));
            let safe = if self.file.unprotected.is_none() { "What you type is safe; " } else { "" };
            format!("The folder {folder} is not there any more. {safe}{key} saves elsewhere")
        } else {
            let (name, key) = (self.file.path.display(), self.key_for(Command::Save));
            format!("{name} is not there any more. {key} writes it anew")
        });
    }

    /// Takes in the library as another program has left it in the file: what it has changed since the
    /// file was last read or saved here, while work that is not saved stays. It is one step of undo.
    ///
    /// What both have changed in different ways stays as it is here, for the person to decide.
    pub(super) fn take_in(&mut self, mut theirs: Library) {
        merge::recognise(&mut theirs, &self.base);
        theirs.mend_ids(&mut self.ids);
        let name = self.file_name();
        if theirs.id != self.library.id {
            self.spare();
            let key = self.key_for(Command::SaveAs);
            return self.fail(format!("{name} holds another library now: save this one elsewhere ({key})"));
        }
        // What this program writes is seen to change as well, maybe before the answer that it was written.
        let is_ours = self.saves.iter().any(|(_, saving)| **saving == theirs);
        if is_ours || theirs == *self.base {
            return;
        }
        if let Some(ours) = self.tried.take_if(|tried| **tried == theirs) {
            // A save came through that was said to have failed. Whether it lasts is not known.
            (self.base, self.file.saved) = (ours, ELSEWHERE);
            return;
        }
        let mine = self.is_changed();
        let Merged { library, conflicts } = merge::merge(&self.base, &self.library, &theirs);
        let edits = merge::difference(&self.library, &library);
        let what = self.named(&edits);
        self.history.close();
        if !edits.is_empty() {
            self.close_what_is_stale();
            if !self.change(edits, How::TakenIn) {
                return self.spare();
            }
        }
        self.file.saved = if *self.library == theirs { self.history.mark() } else { ELSEWHERE };
        (self.base, self.taken_in) = (Arc::new(theirs), true);
        self.tell_taken_in(&name, mine, conflicts.len(), what);
        let asks = !conflicts.is_empty();
        // What is not decided stands in the file alone, until ours takes its place.
        self.file.foreign |= asks;
        for conflict in conflicts {
            self.conflicts.retain(|older| older.matter != conflict.matter);
            self.conflicts.push(conflict);
        }
        // Keys that are being typed into a text must not decide anything.
        if asks && !self.at().meets(At::TYPING) {
            self.show_conflicts();
        }
    }

    /// What is in the file was not taken in: nothing is written over it unless the person says so, and then it
    /// is kept.
    pub(super) const fn spare(&mut self) {
        self.file.foreign = true;
        self.file.patience = Duration::MAX;
    }

    /// Takes in another version of the library that lies in a file of its own. Which version both come from is
    /// not known: whatever differs is for the person to decide.
    pub(super) fn take_in_beside(&mut self, theirs: Library, path: &Path) {
        let name = super::files::name_of(path);
        match self.bring_together(theirs) {
            Some(true) => {
                self.tell(format!("Taken in: {name} can be deleted once all is decided and saved"));
            }
            Some(false) => self.tell(format!("{name} holds nothing that is not here: it can be deleted")),
            None => {}
        }
    }

    /// Takes in the other side of a conflict that git left in the file. What git could bring together stands
    /// in both sides; whatever differs is for the person to decide.
    pub(super) fn take_in_side(&mut self, theirs: Library) {
        if self.bring_together(theirs).is_none() {
            return;
        }
        let key = self.key_for(Command::ShowConflicts);
        match self.conflicts.len() {
            0 => self.tell("Both sides are here"),
            1 => self.fail(format!("Both sides are here: 1 conflict to decide ({key})")),
            many => self.fail(format!("Both sides are here: {many} conflicts to decide ({key})")),
        }
    }

    /// Adds what another version holds, and shows what is to be decided. Answers whether it held anything
    /// new; none where that could not be added, which is told.
    fn bring_together(&mut self, mut theirs: Library) -> Option<bool> {
        merge::recognise(&mut theirs, &self.library);
        theirs.mend_ids(&mut self.ids);
        let nothing = Library { id: self.library.id.clone(), ..Library::default() };
        let Merged { library, conflicts } = merge::merge(&nothing, &self.library, &theirs);
        let edits = merge::difference(&self.library, &library);
        self.history.close();
        let news = !edits.is_empty() || !conflicts.is_empty();
        if !edits.is_empty() && !self.change(edits, How::Elsewhere) {
            return None;
        }
        if !conflicts.is_empty() {
            self.conflicts = conflicts;
            self.show_conflicts();
        }
        Some(news)
    }

    /// Tells what was taken in: whether it met changes of ours, in what, and how many are to be decided.
    fn tell_taken_in(&mut self, name: &str, mine: bool, conflicts: usize, what: Option<String>) {
        let news = format!("{name} was changed by another program");
        let key = self.key_for(Command::ShowConflicts);
        match (conflicts, what) {
            (0, _) if !mine => self.tell(format!("{news}: reloaded")),
            (0, None) => self.tell(format!("{news} in the same way")),
            (0, Some(what)) => self.tell(format!("{news}: merged with yours in {what}")),
            (1, _) => self.fail(format!("{news}: 1 conflict to decide ({key})")),
            (many, _) => self.fail(format!("{news}: {many} conflicts to decide ({key})")),
        }
    }

    /// Opens what is to be decided.
    pub(super) fn show_conflicts(&mut self) {
        self.popups.retain(|popup| !matches!(popup, Popup::Conflicts(_)));
        self.popups.push(Popup::Conflicts(Box::default()));
    }

    /// Decides the conflict with this number, from 0.
    pub(super) fn decide(&mut self, at: usize, choice: merge::Choice) {
        let Some(conflict) = self.conflicts.get(at) else { return };
        if choice == merge::Choice::Both && !conflict.takes_both() {
            let key = |command| self.settings.keys.first(command, At::CONFLICTS);
            let (mine, theirs) = (key(Command::KeepMine), key(Command::TakeTheirs));
            return self.fail(format!("Only one can stay here: {mine} keeps mine, {theirs} takes theirs"));
        }
        let edits = conflict.settle(&self.library, choice);
        let conflict = self.conflicts.remove(at);
        if !edits.is_empty() && !self.change(edits, How::Elsewhere) {
            self.conflicts.insert(at, conflict);
            return;
        }
        match self.conflicts.len() {
            0 => self.tell("Decided: nothing is left"),
            left => self.tell(format!("Decided: {left} left")),
        }
    }

    /// Conflicts that have gone by themselves go from the list, and the popup shows those that are left.
    pub(super) fn refresh_conflicts(&mut self) {
        if !self.conflicts.is_empty() {
            let library = &self.library;
            self.conflicts.retain(|conflict| conflict.is_open(library));
        }
        let left = !self.conflicts.is_empty();
        self.popups.retain(|popup| left || !matches!(popup, Popup::Conflicts(_)));
        for popup in &mut self.popups {
            if let Popup::Conflicts(popup) = popup {
                popup.lay_out(&self.conflicts, &self.library, self.size);
            }
        }
    }

    /// Popups that tell where something stands in an outline are closed before it changes.
    fn close_what_is_stale(&mut self) {
        self.popups.retain(|popup| match popup {
            Popup::Preview(_) => false,
            Popup::Line(line) => !matches!(line.purpose, Purpose::Minutes(_)),
            _ => true,
        });
    }

    /// What edits change, in words; none where there are none.
    fn named(&self, edits: &[Edit]) -> Option<String> {
        let proposals = edits.iter().filter_map(|edit| match edit {
            Edit::Splice { place, .. } => place.proposal(),
            Edit::AddProposal { proposal, .. }
            | Edit::RemoveProposal { proposal, .. }
            | Edit::SetProposal { before: proposal, .. } => Some(&proposal.id),
            Edit::MoveProposal { .. } | Edit::SetUnknown { .. } => None,
        });
        let proposals: HashSet<_> = proposals.collect();
        let title = |id| self.library.proposal(id).map_or("", |proposal| proposal.title.as_str());
        match proposals.len() {
            _ if edits.is_empty() => None,
            0 => Some("the library itself".to_owned()),
            1 => match proposals.into_iter().map(title).next() {
                Some(title) if !title.is_empty() => Some(format!("“{title}”")),
                _ => Some("one proposal".to_owned()),
            },
            many => Some(format!("{many} proposals")),
        }
    }

    /// What the file is called, without its folder.
    fn file_name(&self) -> String {
        let path = &self.file.path;
        path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into())
    }
}
