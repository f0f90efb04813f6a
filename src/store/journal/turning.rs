//! The end of a journal: another takes over when it has grown long, and it is closed when the program ends.

use super::{
    Journal, JournalError, Point,
    folder::{self, Trouble},
    keeping,
    line::{self, push_escaped},
    page::{self, Page},
    snapshot::{Base, Opening, is_ahead},
    writing::{LONG, Open, lock},
};
use crate::{
    format::{self, Hash},
    talk::Library,
};

impl Journal {
    /// Begins a new journal with the library as it stood at a point, without waiting for the disk; meanwhile
    /// the loop goes on writing to the old one, and what it writes is taken over.
    ///
    /// # Errors
    /// [`JournalError::NotTurned`]; then the old journal goes on, and is not long again before it has grown.
    pub fn turn(&self, point: Point, library: &Library, now: u64) -> Result<(), JournalError> {
        let _making = lock(&self.0.making);
        let (base, before, number) = {
            let mut state = self.state();
            let Some(open) = state.open.as_mut().filter(|open| open.holds(point)) else { return Ok(()) };
            // Not again with each key, should it fail.
            open.turn_at = open.page.length.saturating_add(LONG);
            let before = open.page.number;
            (state.base.clone(), before, state.next_number())
        };
        // A library beyond the limits of its file could not be read again from there.
        if format::read(&format::write(library)).as_ref() != Ok(library) {
            return Err(JournalError::NotTurned(Trouble::ReadsOtherwise));
        }
        let (document, base_now) = (&*self.0.document, base.as_ref());
        let (continues, change) = (Some(before), point.change);
        let opening = Opening { document, continues, base: base_now, library, change, now };
        let page = Page::create(&*self.0.files, &self.0.folder, number, &opening.written());
        let mut open =
            Open::new(page.map_err(JournalError::NotTurned)?, change, !is_ahead(base_now, library), now);
        let mut state = self.state();
        let old = state.open.as_ref();
        let meanwhile = old.and_then(|old| old.lines.get(point.lines..)).unwrap_or_default().to_vec();
        let lines = [state.plan(change), meanwhile.clone()].concat();
        if let Err(trouble) = open.page.append(&*self.0.files, &self.0.folder, &lines) {
            drop(state);
            self.forget(number);
            return Err(JournalError::NotTurned(trouble));
        }
        open.lines = meanwhile;
        if state.base != base {
            open.turn_at = 0;
        }
        let Some(Open { page: mut old, given_up, .. }) = state.open.replace(open) else { return Ok(()) };
        drop(state);
        if !given_up {
            // All of it stands in the new one; this is for whoever reads it.
            let mut end = Vec::new();
            line::push(&mut end, 'C', &format!("went on in {}", folder::name(number)));
            let _ = old.append(&*self.0.files, &self.0.folder, &end);
        }
        self.0.news.notify_all();
        Ok(())
    }

    /// Begins a new journal with a version of the document that is not of our making, and with the library as it
    /// stands now, into which it was taken, without waiting for the disk.
    ///
    /// # Errors
    /// As [`Journal::turn`].
    pub fn rebase(&self, base: Base, library: &Library, now: u64) -> Result<(), JournalError> {
        // What was taken in are changes to what was prepared.
        let _ = self.begin(now);
        self.state().base = Some(base);
        self.turn(self.point(), library, now)
    }

    /// Keeps room on the disk, and removes the oldest journals beyond what is kept. For a worker, behind
    /// [`Journal::begin`] and [`Journal::turn`].
    pub fn tidy(&self) {
        page::reserve(&*self.0.files, &self.0.folder);
        let number = self.state().open.as_ref().map(|open| open.page.number);
        keeping::tidy(&*self.0.files, &self.0.folder, number);
    }

    /// Closes the journal, and flushes it. One in which nothing happened is removed, unless the one before
    /// it holds what the document does not, or the document is not what it was: then it may be all there is.
    ///
    /// # Errors
    /// [`JournalError`] where none is open, or it cannot be flushed.
    pub fn close(&self, reason: &str) -> Result<(), JournalError> {
        let _making = lock(&self.0.making);
        let _flushing = lock(&self.0.flushing);
        let mut state = self.state();
        let untouched = state.beginning.take().is_some();
        let open = state.open.take().filter(|open| !open.given_up);
        let trouble = std::mem::replace(&mut state.trouble, Trouble::NotBegun);
        let Some(mut open) = open else {
            return if untouched { Ok(()) } else { Err(JournalError::NotProtected(trouble)) };
        };
        let nothing_happened = state.change == open.first && open.saved;
        let base = state.base.as_ref().map(|base| base.hash);
        drop(state);
        if nothing_happened
            && keeping::is_settled_before(&*self.0.files, &self.0.folder, open.page.number)
            && self.document_is(base)
        {
            self.forget(open.page.number);
            return Ok(());
        }
        let (mut words, mut end) = (String::new(), Vec::new());
        push_escaped(&mut words, reason);
        line::push(&mut end, 'C', &words);
        // Without that line nothing is lost, but what stands before it must be safe.
        let _ = open.page.append(&*self.0.files, &self.0.folder, &end);
        let failed = |error| Trouble::system("the journal cannot be flushed", &error);
        self.make_safe(&open.page.handle(), open.named)
            .map_err(|error| JournalError::NotFlushed(failed(error)))
    }

    /// Whether the document is still that version; none where there was no document.
    fn document_is(&self, version: Option<Hash>) -> bool {
        let found = self.0.files.read(&self.0.document, format::LONGEST as u64, true);
        found.ok().map(|bytes| Hash::of(&bytes)) == version
    }

    /// Removes a journal that nobody needs. Where it stays nevertheless, it does no harm.
    fn forget(&self, number: u64) {
        let _ = self.0.files.remove(&self.0.folder.join(folder::name(number)));
    }
}
