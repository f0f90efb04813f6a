//! What was promised: the libraries that a person has seen, and the versions that other programs wrote.

use std::{collections::BTreeSet, sync::Arc};

use super::program::Program;
use crate::{app::FileKind, format, store::files::Memory, talk::Library};

/// What must never be lost.
#[derive(Debug)]
pub struct Truth {
    /// The libraries that were displayed, in order.
    shown: Vec<Shown>,
    /// Up to which of them a killed program loses nothing, and up to which a power cut does not; none while nothing
    /// was promised of any.
    safe: Option<usize>,
    firm: Option<usize>,
    /// Whether the last such state was flushed to a journal, so that it outlasts the file as well.
    flushed: bool,
    /// What the program wrote to the file last, which it may not have heard.
    in_file: Option<Library>,
    /// What may be found besides: the state in which the program died, which nobody has seen.
    unseen: Option<Arc<Library>>,
    /// Words that stand in one version of another program each, and must be found somewhere.
    pub tokens: BTreeSet<String>,
    /// Those of them that another program has taken out of the document itself: of these a copy that was
    /// only just begun may be all there is.
    pub overwritten: BTreeSet<String>,
}

#[derive(Debug)]
struct Shown {
    library: Arc<Library>,
    /// Whether the file held it, so that another version in the file may take its place.
    saved: bool,
}

impl Truth {
    /// The first library that is displayed is safe: it is in the file.
    pub const fn new() -> Self {
        Self {
            shown: Vec::new(),
            safe: Some(0),
            firm: Some(0),
            flushed: false,
            in_file: None,
            unseen: None,
            tokens: BTreeSet::new(),
            overwritten: BTreeSet::new(),
        }
    }

    /// A frame was drawn.
    pub fn show(&mut self, program: &Program) {
        let model = &program.model;
        // Of the sample nothing is promised.
        if model.file.locked.is_some() || model.file.kind == FileKind::Sample {
            return;
        }
        let in_file = self.in_file.as_ref() == Some(&*model.library);
        let saved = in_file || !model.is_changed() || *model.library == *model.base;
        match self.shown.last_mut() {
            Some(last) if last.library == model.library => last.saved |= saved,
            _ => self.shown.push(Shown { library: model.library.clone(), saved }),
        }
        if model.file.unprotected.is_none() {
            self.safe = self.last();
        }
    }

    const fn last(&self) -> Option<usize> {
        self.shown.len().checked_sub(1)
    }

    /// The program is killed while it hears something.
    pub fn die_with(&mut self, program: &Program) {
        self.unseen = Some(program.model.library.clone());
    }

    /// All that is protected was flushed.
    pub fn flushed(&mut self) {
        (self.firm, self.flushed) = (self.safe, true);
    }

    /// A library stands in the file.
    pub fn written(&mut self, library: &Library) {
        self.in_file = Some(library.clone());
        if let Some(at) = self.shown.iter().rposition(|shown| *shown.library == *library) {
            self.shown[at].saved = true;
        }
    }

    /// The journal was removed, since the file holds all of it.
    pub const fn left_to_the_file(&mut self) {
        self.flushed = false;
    }

    /// The program has heard that a library is in the file, and safe there.
    pub fn saved(&mut self, library: &Library) {
        // The same may have been displayed again since: that is not what was saved.
        let from = self.firm.unwrap_or(0);
        let known = self.shown.iter().skip(from).position(|shown| *shown.library == *library);
        let firm = known.map(|further| from + further).or(self.firm);
        self.flushed &= firm == self.firm;
        self.firm = firm;
    }

    /// What may be found when the program starts again.
    pub fn allowed(&self, power: bool) -> Vec<&Library> {
        let Some(from) = self.safe_from(power) else { return Vec::new() };
        let shown = self.shown.iter().skip(from).map(|shown| &*shown.library);
        shown.chain(self.unseen.as_deref()).collect()
    }

    fn safe_from(&self, power: bool) -> Option<usize> {
        if power { self.firm.min(self.safe) } else { self.safe }
    }

    /// Whether the file held all that was displayed, at a time to which a restart may come back.
    pub fn was_saved(&self, power: bool) -> bool {
        let from = self.safe_from(power).unwrap_or(0);
        self.shown.is_empty() || self.shown.iter().skip(from).any(|shown| shown.saved)
    }

    /// The program runs again and goes on with this; after a power cut it is what is safe on the disk.
    pub fn begin(&mut self, library: Arc<Library>, protected: bool, saved: bool, power: bool) {
        self.shown.push(Shown { library, saved });
        self.unseen = None;
        if protected {
            self.safe = self.last();
            if power || self.firm.is_none() && saved {
                (self.firm, self.flushed) = (self.safe, !saved);
            }
        }
    }

    /// The program offers this, and nothing is written yet.
    pub fn offer(&mut self, library: Arc<Library>, power: bool) {
        let saved = self.was_saved(power);
        self.shown.push(Shown { library, saved });
        self.unseen = None;
        self.safe = self.last();
        if power {
            (self.firm, self.flushed) = (self.safe, !saved);
        }
    }

    /// Nothing is left of what was promised, as it was the file's, which another program has broken since.
    pub fn let_go(&mut self) {
        (self.safe, self.firm, self.unseen) = (None, None, None);
        self.shown.clear();
    }

    /// The words of other programs that are nowhere.
    pub fn missing(&self, memory: &Memory, program: Option<&Program>) -> Vec<String> {
        if self.tokens.is_empty() {
            return Vec::new();
        }
        let held = program.map(held).unwrap_or_default();
        let missing: Vec<&String> = self.tokens.iter().filter(|token| !held.contains(*token)).collect();
        if missing.is_empty() {
            return Vec::new();
        }
        // A journal without its name is swept away.
        let paths = memory.paths().into_iter().filter(|path| !path.contains("/tmp-"));
        let files: Vec<String> = paths.map(|path| memory.text(&path)).collect();
        let nowhere = |token: &&String| !files.iter().any(|text| text.contains(*token));
        missing.into_iter().filter(nowhere).cloned().collect()
    }

    /// Before a power cut: words that other programs have overwritten themselves, and that stand in journals
    /// alone since then, were never promised to outlast it.
    pub fn forget_what_is_unflushed(&mut self, memory: &Memory) {
        let paths = memory.paths().into_iter().filter(|path| !path.contains("/j-"));
        let texts: Vec<String> = paths.map(|path| memory.text(&path)).collect();
        let flushed = self.firm.filter(|_| self.flushed).and_then(|firm| self.shown.get(firm));
        let flushed = flushed.map(|shown| format::write(&shown.library)).unwrap_or_default();
        self.tokens.retain(|token| {
            flushed.contains(token)
                || !self.overwritten.contains(token) && texts.iter().any(|text| text.contains(token))
        });
    }

    /// The words of others that stand in the library now: once these have been seen, the person may remove them.
    pub fn seen(&self, program: &Program) -> BTreeSet<String> {
        let text = format::write(&program.model.library);
        self.tokens.iter().filter(|token| text.contains(*token)).cloned().collect()
    }
}

/// All words that the program holds for the person.
pub fn held(program: &Program) -> String {
    format!("{}{:?}", format::write(&program.model.library), program.model.conflicts)
}
