//! From one page to the next, and the end of the last.

use std::sync::MutexGuard;

use super::{
    Journal, Point, Trouble, folder, keeping,
    line::{self, push_escaped},
    page::{self, InPieces, Page},
    snapshot::{Base, Opening, is_ahead},
    writing::{LONG, Open, lock, push_kept},
};
use crate::{
    format::{self, Hash},
    talk::Library,
};

/// What the next page begins with.
struct Next<'a> {
    library: &'a Library,
    /// The number of the change that led there.
    change: u64,
    /// The page that it goes on from without a gap, and how many bytes of its lines the library holds.
    continues: Option<(u64, usize)>,
    /// The time, in seconds since 1970.
    now: u64,
}

impl Journal {
    /// Begins a new page with a library as it stands now, unless one is open that can be written.
    pub(super) fn renew(
        &self,
        making: &MutexGuard<'_, ()>,
        library: &Library,
        now: u64,
    ) -> Result<(), Trouble> {
        let change = {
            let state = &mut *self.state();
            if state.open.as_ref().is_some_and(|open| !open.given_up) {
                return Ok(());
            }
            if state.tried == Some(now) {
                return Err(state.trouble.clone());
            }
            state.tried = Some(now);
            state.change
        };
        let made = match library.excess() {
            // It could not be read again from there.
            Some(_) => Err(Trouble::ReadsOtherwise),
            None => self.take_over(making, &Next { library, change, continues: None, now }),
        };
        let state = &mut *self.state();
        match &made {
            Ok(_) => state.tried = None,
            Err(trouble) => state.trouble = trouble.clone(),
        }
        made.map(|_| ())
    }

    /// Begins a new page with the library as it stood at a point, without waiting for the disk; meanwhile the
    /// loop goes on writing to the old one, and what it writes is taken over. Does nothing where another page has
    /// taken over since.
    ///
    /// # Errors
    /// [`Trouble`]; then the old page goes on, unless it could not be written, and is not long again before it
    /// has grown.
    pub fn turn(&self, point: Point, library: &Library, now: u64) -> Result<(), Trouble> {
        self.turn_from(&lock(&self.0.making), point, library, now)
    }

    fn turn_from(
        &self,
        making: &MutexGuard<'_, ()>,
        point: Point,
        library: &Library,
        now: u64,
    ) -> Result<(), Trouble> {
        let before = {
            let mut state = self.state();
            let Some(open) = state.open.as_mut().filter(|open| open.holds(point)) else { return Ok(()) };
            // Not again with each key, should it fail.
            open.turn_at = open.page.length.saturating_add(LONG);
            open.page.number
        };
        // A library beyond the limits of its file could not be read again from there.
        if format::read(&format::write(library)).as_ref() != Ok(library) {
            return Err(Trouble::ReadsOtherwise);
        }
        let continues = Some((before, point.lines));
        let next = Next { library, change: point.change, continues, now };
        if let Some(Open { page: mut old, given_up: false, .. }) = self.take_over(making, &next)? {
            // All of it stands in the new one; this is for whoever reads it.
            let mut end = Vec::new();
            let number = self.state().open.as_ref().map_or(0, |open| open.page.number);
            line::push(&mut end, 'C', &format!("went on in {}", folder::name(number)));
            let _ = old.append(&*self.0.files, &self.0.folder, &end);
        }
        Ok(())
    }

    /// Begins a new page with a version of the document that is not of our making, and with the library as it
    /// stands now, into which it was taken, without waiting for the disk.
    ///
    /// # Errors
    /// As [`Journal::turn`].
    pub fn rebase(&self, base: Base, library: &Library, now: u64) -> Result<(), Trouble> {
        // What was taken in are changes to what was prepared.
        let _ = self.begin(now);
        let making = lock(&self.0.making);
        self.state().base = Some(base);
        let point = self.point();
        self.turn_from(&making, point, library, now)
    }

    /// Lets the next page take over, without waiting for the disk, and answers the one before. The new one tells
    /// as well what may stand in the document, and what was written to the old one since.
    fn take_over(&self, _making: &MutexGuard<'_, ()>, next: &Next<'_>) -> Result<Option<Open>, Trouble> {
        let Next { library, change, continues, now } = *next;
        let base = self.state().base.clone();
        let (document, from) = (&*self.0.document, continues.map(|(number, _)| number));
        let opening = Opening { document, continues: from, base: base.as_ref(), library, change, now };
        let page = self.create(&|take| opening.write(take))?;
        let mut open = Open::new(page, change, !is_ahead(base.as_ref(), library), now);
        let mut state = self.state();
        let old = state.open.as_ref().zip(continues);
        let meanwhile = old.and_then(|(old, (_, length))| old.lines.get(length..)).unwrap_or_default();
        open.lines = meanwhile.to_vec();
        let mut lines = state.plan_lines(change);
        if let Some(saved) = &state.base
            && base.is_none_or(|base| base.hash != saved.hash)
        {
            // The document was saved while the opening was written.
            push_kept(&mut lines, saved);
        }
        lines.extend_from_slice(&open.lines);
        if let Err(trouble) = open.page.append(&*self.0.files, &self.0.folder, &lines) {
            drop(state);
            self.forget(open.page.number);
            return Err(trouble);
        }
        let before = state.open.replace(open);
        drop(state);
        self.0.news.notify_all();
        Ok(before)
    }

    /// Makes the next page, and the folder for it.
    fn create(&self, opening: &InPieces<'_>) -> Result<Page, Trouble> {
        let (files, folder) = (&*self.0.files, &*self.0.folder);
        folder::make(files, folder)?;
        if !self.state().cleared {
            let found = folder::clear(files, folder)?;
            let state = &mut *self.state();
            (state.newest, state.cleared) = (state.newest.max(found), true);
        }
        let number = self.state().next_number();
        Page::create(files, folder, number, opening)
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
    /// [`Trouble`] where none is open, or it cannot be flushed.
    pub fn close(&self, reason: &str) -> Result<(), Trouble> {
        let _making = lock(&self.0.making);
        let _flushing = lock(&self.0.flushing);
        let mut state = self.state();
        let untouched = state.beginning.take().is_some();
        let open = state.open.take().filter(|open| !open.given_up);
        let trouble = std::mem::replace(&mut state.trouble, Trouble::NotBegun);
        let Some(mut open) = open else {
            return if untouched { Ok(()) } else { Err(trouble) };
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
        self.make_safe(&open.page.handle(), open.named).map_err(|error| Trouble::flushing(&error))
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
