//! The journal that is being written.

use std::{
    path::PathBuf,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use super::{
    JournalError, change,
    folder::{self, Trouble},
    line,
    page::Page,
    snapshot::{Base, Opening, is_ahead, push_lines},
};
use crate::{
    format::Hash,
    store::files::Files,
    talk::{Change, Library},
};

/// By how many bytes a journal grows before a new one should be begun.
pub(super) const LONG: u64 = 4 << 20;

/// The journal of one document. A copy is the same one: the loop writes the changes, a worker tells what was
/// saved and turns the page, and whoever ends the program flushes.
///
/// Times are seconds since 1970, as the clock stands; nothing depends on their order.
#[derive(Clone, Debug)]
pub struct Journal(pub(super) Arc<Shared>);

#[derive(Debug)]
pub(super) struct Shared {
    pub files: Arc<dyn Files>,
    pub folder: PathBuf,
    pub document: PathBuf,
    /// Never held while the disk is waited for.
    pub state: Mutex<State>,
    /// Told when something is to be flushed, and when the flusher is to end.
    pub news: Condvar,
    /// Held by the one who flushes: whoever wants the same waits until it is done.
    pub flushing: Mutex<()>,
}

#[derive(Debug)]
pub(super) struct State {
    pub open: Option<Open>,
    /// Why none is open.
    pub trouble: Trouble,
    /// The number of the newest journal, 0 before the folder was looked at.
    pub newest: u64,
    /// The number of the last change.
    pub change: u64,
    pub base: Option<Base>,
    /// At which second a journal could not be made.
    pub tried: Option<u64>,
    pub stopping: bool,
}

/// A page with what is known of it.
#[derive(Debug)]
pub(super) struct Open {
    pub page: Page,
    /// The number of the change that led to its snapshot.
    pub first: u64,
    /// Whether the snapshot was in the document.
    pub saved: bool,
    /// The lines behind the snapshot, for the page that takes over.
    pub lines: Vec<u8>,
    /// At which length, in bytes, the next page should take over.
    pub turn_at: u64,
    pub unflushed: bool,
}

/// A place in the journal: the state of the library that a copy of it was handed on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    pub(super) journal: u64,
    pub(super) change: u64,
    /// How many bytes of lines stood behind the snapshot.
    pub(super) lines: usize,
}

impl Journal {
    /// The journal of the document at a canonical path, in the folder of [`folder_of`](folder::folder_of).
    /// Nothing is written yet.
    #[must_use]
    pub fn new(files: Arc<dyn Files>, folder: PathBuf, document: PathBuf) -> Self {
        let state = State {
            open: None,
            trouble: Trouble::NotBegun,
            newest: 0,
            change: 0,
            base: None,
            tried: None,
            stopping: false,
        };
        let (state, news, flushing) = (Mutex::new(state), Condvar::new(), Mutex::new(()));
        Self(Arc::new(Shared { files, folder, document, state, news, flushing }))
    }

    /// Begins to protect a library: as it stands now, and what its document holds, if there is one.
    ///
    /// # Errors
    /// [`JournalError::NotProtected`]; each write tries again.
    pub fn begin(&self, library: &Library, base: Option<Base>, now: u64) -> Result<(), JournalError> {
        self.state().base = base;
        self.renew(library, now)
    }

    /// Writes changes with one call to the system, without waiting for the disk; `after` is the library
    /// behind them. A journal that cannot be written, or could not be flushed, gives way to a new one that
    /// begins with that library, at most once a second of `now`; for that it takes no change.
    ///
    /// # Errors
    /// [`JournalError::NotProtected`] where the changes are not in any journal.
    pub fn write(&self, changes: &[Change], after: &Library, now: u64) -> Result<(), JournalError> {
        let mut state = self.state();
        let mut lines = Vec::new();
        for (index, change) in changes.iter().enumerate() {
            state.change = state.change.saturating_add(1);
            // What came out is known of the last one only.
            let after = Some(after).filter(|_| index + 1 == changes.len());
            line::push(&mut lines, 'E', &change::written(state.change, now, change, after));
        }
        if self.append(&mut state, &lines).is_ok() {
            return Ok(());
        }
        drop(state);
        self.renew(after, now)
    }

    /// The present place, to be asked for when a copy of the library is handed on to be saved, or to turn.
    #[must_use]
    pub fn point(&self) -> Point {
        let state = self.state();
        let (journal, lines) =
            state.open.as_ref().map_or((0, 0), |open| (open.page.number, open.lines.len()));
        Point { journal, change: state.change, lines }
    }

    /// Takes down that the library as it stood at a point is about to be written to the document, which will
    /// have that hash, and flushes: whatever ends the program while it saves, the next start knows the
    /// document as its own, and no less of what was typed.
    ///
    /// # Errors
    /// [`JournalError`]; the document may be written all the same.
    pub fn plan(&self, point: Point, document: Hash) -> Result<(), JournalError> {
        let mut lines = Vec::new();
        line::push(&mut lines, 'P', &format!("{} {document}", point.change));
        self.append(&mut self.state(), &lines).map_err(JournalError::NotProtected)?;
        self.flush()
    }

    /// Takes down that the library as it stood at a point was written to the document.
    ///
    /// # Errors
    /// [`JournalError::NotProtected`] where it could not be; the next write begins a new journal.
    pub fn written(&self, point: Point, base: Base) -> Result<(), JournalError> {
        let mut state = self.state();
        let record = format!("{} {}", point.change, base.hash);
        state.base = Some(base);
        if let Some(open) = state.open.as_mut().filter(|open| point.change < open.first) {
            // This page does not know that state: one that begins with the document as it is now is due.
            open.turn_at = 0;
            return Ok(());
        }
        let mut lines = Vec::new();
        line::push(&mut lines, 'W', &record);
        self.append(&mut state, &lines).map_err(JournalError::NotProtected)
    }

    /// Makes sure that a text is on the disk before the document is overwritten with it in place.
    ///
    /// # Errors
    /// [`JournalError`]: then it is not, and the document must not be touched.
    pub fn keep(&self, text: &str) -> Result<(), JournalError> {
        let mut lines = Vec::new();
        let (count, hash) = push_lines(&mut lines, text);
        line::push(&mut lines, 'K', &format!("{count} {hash}"));
        {
            let mut state = self.state();
            self.append(&mut state, &lines).map_err(JournalError::NotProtected)?;
            if let Some(open) = &mut state.open {
                // The next page needs no copy of it.
                open.lines.truncate(open.lines.len().saturating_sub(lines.len()));
            }
        }
        self.flush()
    }

    /// Waits until all that was written is safe on the disk. Only the flusher and whoever ends the program
    /// should wait for that.
    ///
    /// # Errors
    /// [`JournalError`]: then the next write, even one of no change, begins a new journal.
    pub fn flush(&self) -> Result<(), JournalError> {
        let _alone = lock(&self.0.flushing);
        loop {
            let (handle, number) = {
                let mut state = self.state();
                let State { open: Some(open), .. } = &mut *state else {
                    return Err(JournalError::NotProtected(state.trouble.clone()));
                };
                if !open.unflushed {
                    return Ok(());
                }
                open.unflushed = false;
                (open.page.handle(), open.page.number)
            };
            let Err(error) = handle.sync() else { return Ok(()) };
            let mut state = self.state();
            if state.open.as_ref().is_some_and(|open| open.page.number != number) {
                // Another page took over meanwhile, and holds the same.
                continue;
            }
            // The system may have dropped what it could not write: no second try would tell.
            state.trouble = Trouble::system("the journal cannot be flushed", &error);
            state.open = None;
            return Err(JournalError::NotFlushed(state.trouble.clone()));
        }
    }

    /// Whether the journal has grown so far that it should be turned.
    #[must_use]
    pub fn is_long(&self) -> bool {
        self.state().open.as_ref().is_some_and(|open| open.page.length >= open.turn_at)
    }

    /// Waits until something has been unflushed for that long; false if the flusher is to end.
    pub(super) fn wait_for_work(&self, delay: Duration) -> bool {
        let idle =
            |state: &mut State| !state.stopping && !state.open.as_ref().is_some_and(|open| open.unflushed);
        let waited = self.0.news.wait_while(self.state(), idle);
        let state = waited.unwrap_or_else(PoisonError::into_inner);
        let waited = self.0.news.wait_timeout_while(state, delay, |state| !state.stopping);
        !waited.unwrap_or_else(PoisonError::into_inner).0.stopping
    }

    /// Lets the flusher end.
    pub(super) fn stop_flusher(&self) {
        self.state().stopping = true;
        self.0.news.notify_all();
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.0.state)
    }

    /// Adds lines to the page, which is given up where that fails.
    fn append(&self, state: &mut State, lines: &[u8]) -> Result<(), Trouble> {
        let open = state.open.as_mut().ok_or_else(|| state.trouble.clone())?;
        if lines.is_empty() {
            return Ok(());
        }
        if let Err(trouble) = open.page.append(&*self.0.files, &self.0.folder, lines) {
            state.open = None;
            state.trouble = trouble.clone();
            return Err(trouble);
        }
        open.lines.extend_from_slice(lines);
        if !std::mem::replace(&mut open.unflushed, true) {
            self.0.news.notify_all();
        }
        Ok(())
    }

    /// Begins a new journal with a library as it stands now.
    fn renew(&self, library: &Library, now: u64) -> Result<(), JournalError> {
        let (base, change) = {
            let mut state = self.state();
            if state.tried == Some(now) {
                return Err(JournalError::NotProtected(state.trouble.clone()));
            }
            state.tried = Some(now);
            (state.base.clone(), state.change)
        };
        let (document, base) = (&*self.0.document, base.as_ref());
        let opening = Opening { document, continues: None, base, library, change, now };
        let created = self.create(&opening.written());
        let mut state = self.state();
        let page = created.map_err(|trouble| {
            state.trouble = trouble.clone();
            JournalError::NotProtected(trouble)
        })?;
        state.open = Some(Open::new(page, change, !is_ahead(base, library)));
        state.tried = None;
        Ok(())
    }

    /// Makes the next page, and the folder for it, without holding anybody up.
    fn create(&self, opening: &[u8]) -> Result<Page, Trouble> {
        let Shared { files, folder, .. } = &*self.0;
        folder::make(&**files, folder)?;
        let found = if self.state().newest == 0 { folder::clear(&**files, folder)? } else { 0 };
        let number = {
            let mut state = self.state();
            state.newest = state.newest.max(found);
            state.next_number()
        };
        Page::create(&**files, folder, number, opening)
    }
}

impl State {
    pub const fn next_number(&mut self) -> u64 {
        self.newest = self.newest.saturating_add(1);
        self.newest
    }
}

impl Open {
    pub fn new(page: Page, first: u64, saved: bool) -> Self {
        let turn_at = page.length.saturating_add(LONG);
        Self { page, first, saved, lines: Vec::new(), turn_at, unflushed: false }
    }
}

/// What a thread that panicked left behind is whole: no line is half written while the lock is held.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
