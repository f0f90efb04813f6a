//! The journal that is being written.

use std::{
    path::PathBuf,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
};

use super::{
    Trouble, change, line,
    page::Page,
    snapshot::{Base, push_library},
};
use crate::{
    store::files::Files,
    talk::{Change, Library},
};

/// By how many bytes a journal grows before a new one should be begun.
pub(super) const LONG: u64 = 4 << 20;

/// The journal of one document. A copy is the same one: the loop writes the changes, a flusher makes them safe,
/// a worker tells what is saved and turns the page, and whoever ends the program flushes.
///
/// Of its three locks `making` is taken first, then `flushing`, then `state`. The loop takes `making` where it must
/// begin a page, and `state`; the disk is waited for with `flushing` held, or by the one who closes.
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
    /// Held by the one who flushes: whoever wants the same waits until it is done. Taken before `state`.
    pub flushing: Mutex<()>,
    /// Held by the one who makes a page, which waits for no disk, or closes the journal, which nobody writes to
    /// any more. Taken before `flushing`.
    pub making: Mutex<()>,
}

#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that is so or not")]
pub(super) struct State {
    /// What the first page is to begin with, until somebody makes it.
    pub beginning: Option<Arc<Library>>,
    pub open: Option<Open>,
    /// Why none is open, or why it was given up.
    pub trouble: Trouble,
    /// The number of the newest journal that is known of.
    pub newest: u64,
    /// Whether the folder was looked at.
    pub cleared: bool,
    /// Whether the names of the folder and of those above it are safe.
    pub anchored: bool,
    /// The number of the last change.
    pub change: u64,
    pub base: Option<Base>,
    /// What may stand in the document since a save that nobody has confirmed, and behind which change it stood.
    pub planned: Option<(u64, Base)>,
    /// At which second a page was to be made, and was not or could not be flushed: not again in the same.
    pub tried: Option<u64>,
    pub stopping: bool,
    /// Whether the flusher waits to be told, and does not look by itself.
    pub asleep: bool,
}

/// A page with what is known of it.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that is so or not")]
pub(super) struct Open {
    pub page: Page,
    /// When it was begun.
    pub began: u64,
    /// The number of the change that led to its snapshot.
    pub first: u64,
    /// Whether the snapshot was in the document.
    pub saved: bool,
    /// The lines behind the snapshot, for the page that takes over: even those that could not be written.
    pub lines: Vec<u8>,
    /// At which length, in bytes, the next page should take over.
    pub turn_at: u64,
    pub unflushed: bool,
    /// Whether its name is safe from power cuts.
    pub named: bool,
    /// Whether it could not be written or flushed, so that another must take over.
    pub given_up: bool,
}

/// A place in the journal: the state of the library that a copy of it was handed on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    pub(super) journal: u64,
    pub(super) change: u64,
    /// How many bytes of lines stood behind the snapshot.
    pub(super) lines: usize,
}

impl Point {
    /// A place before all that a journal that is [numbered anew](Journal::number_anew) knows.
    pub const BEFORE: Self = Self { journal: 0, change: 0, lines: 0 };
}

impl Journal {
    /// The journal of the document at a canonical path, in the folder of [`folder_of`](super::folder_of). Its
    /// number will be above `newest`. Nothing is written yet.
    #[must_use]
    pub fn new(files: Arc<dyn Files>, folder: PathBuf, document: PathBuf, newest: u64) -> Self {
        let state = State { newest, ..State::default() };
        let (state, news) = (Mutex::new(state), Condvar::new());
        let (flushing, making) = (Mutex::new(()), Mutex::new(()));
        Self(Arc::new(Shared { files, folder, document, state, news, flushing, making }))
    }

    /// What is to be protected: a library as it stands now, and what its document holds, if there is one.
    /// Nothing is written yet: [`Journal::begin`] does that, or the first change, whichever comes first.
    pub fn prepare(&self, library: Arc<Library>, base: Option<Base>) {
        let mut state = self.state();
        (state.beginning, state.base) = (Some(library), base);
    }

    /// From now on the library goes by another number than before: a save that is under way goes by the last one, and
    /// saves another.
    pub fn number_anew(&self) {
        let state = &mut *self.state();
        state.change = state.change.saturating_add(1);
    }

    /// Writes what was prepared, unless that is done, without waiting for the disk.
    ///
    /// # Errors
    /// [`Trouble`]: then nothing is written down, and each write tries again.
    pub fn begin(&self, now: u64) -> Result<(), Trouble> {
        if self.state().beginning.is_none() {
            return Ok(());
        }
        let making = lock(&self.0.making);
        let Some(library) = self.state().beginning.clone() else { return Ok(()) };
        let begun = self.renew(&making, &library, now);
        // Where it failed, the next one begins with the library as it is then.
        self.state().beginning = None;
        begun
    }

    /// Begins anew with a library that is another than the one that the changes led to.
    ///
    /// # Errors
    /// As [`Journal::begin`].
    pub fn restart(&self, library: &Library, now: u64) -> Result<(), Trouble> {
        let making = lock(&self.0.making);
        self.number_anew();
        {
            let State { beginning, open, trouble, .. } = &mut *self.state();
            *beginning = None;
            *trouble = Trouble::NotBegun;
            if let Some(open) = open {
                open.given_up = true;
            }
        }
        self.renew(&making, library, now)
    }

    /// Writes changes with one call to the system, without waiting for the disk; `after` is the library
    /// behind them. A journal that cannot be written, or could not be flushed, gives way to a new one that
    /// begins with that library, at most once a second of `now`; for that it takes no change.
    ///
    /// # Errors
    /// [`Trouble`] where the changes are not in any journal.
    pub fn write(&self, changes: &[Change], after: &Library, now: u64) -> Result<(), Trouble> {
        // Where that fails, so does what follows.
        let _ = self.begin(now);
        let mut state = self.state();
        let mut lines = Vec::new();
        for (index, change) in changes.iter().enumerate() {
            state.change = state.change.saturating_add(1);
            // What came out is known of the last one only.
            let after = Some(after).filter(|_| index + 1 == changes.len());
            line::push(&mut lines, 'E', &change::record(state.change, now, change, after));
        }
        if self.append(&mut state, &lines).is_ok() {
            return Ok(());
        }
        drop(state);
        self.renew(&lock(&self.0.making), after, now)
    }

    /// The present place, to be asked for when a copy of the library is handed on to be saved, or to turn.
    #[must_use]
    pub fn point(&self) -> Point {
        let state = self.state();
        let (journal, lines) =
            state.open.as_ref().map_or((0, 0), |open| (open.page.number, open.lines.len()));
        Point { journal, change: state.change, lines }
    }

    /// Takes down that the library as it stood at a point is about to be written to the document, as a text of
    /// that hash, and flushes: whatever ends the program while it saves, the next start knows the document as
    /// its own, and no less of what was typed. A page that fails gives way to a new one. For a worker.
    ///
    /// # Errors
    /// [`Trouble`]: then the library is nowhere but in the memory. The document may be written all the same,
    /// if it is replaced as a whole.
    pub fn plan(&self, point: Point, document: Base, now: u64) -> Result<(), Trouble> {
        let _ = self.begin(now);
        let library = document.library.clone();
        let planned = {
            let state = &mut *self.state();
            state.planned = Some((point.change, document));
            let first = state.open.as_ref().map_or(0, |open| open.first);
            let lines = state.plan_lines(first);
            self.append(state, &lines)
        };
        if planned.is_ok() && self.flush().is_ok() {
            return Ok(());
        }
        self.turn(point, &library, now)?;
        self.flush()
    }

    /// Takes down that the library as it stood at a point was written to the document.
    ///
    /// # Errors
    /// [`Trouble`] where it could not be; the next write begins a new journal.
    pub fn confirm(&self, point: Point, base: Base) -> Result<(), Trouble> {
        let mut state = self.state();
        let record = format!("{} {}", point.change, base.hash);
        state.base = Some(base);
        state.planned = None;
        let mut lines = Vec::new();
        line::push(&mut lines, 'W', &record);
        self.append(&mut state, &lines)
    }

    /// Whether another page should take over: it has grown far, or could not be written.
    #[must_use]
    pub fn is_long(&self) -> bool {
        self.state().open.as_ref().is_some_and(|open| open.given_up || open.page.length >= open.turn_at)
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.0.state)
    }

    /// Adds lines to the page, which is given up where that fails.
    fn append(&self, state: &mut State, lines: &[u8]) -> Result<(), Trouble> {
        let State { open: Some(open), trouble, asleep, .. } = state else {
            return Err(state.trouble.clone());
        };
        // The page that takes over tells them even where this one cannot.
        open.lines.extend_from_slice(lines);
        if open.given_up {
            return Err(trouble.clone());
        }
        if lines.is_empty() {
            return Ok(());
        }
        if let Err(failed) = open.page.append(&*self.0.files, &self.0.folder, lines) {
            open.given_up = true;
            *trouble = failed.clone();
            return Err(failed);
        }
        open.unflushed = true;
        if *asleep {
            self.0.news.notify_all();
        }
        Ok(())
    }
}

impl State {
    pub const fn next_number(&mut self) -> u64 {
        self.newest = self.newest.saturating_add(1);
        self.newest
    }

    /// The lines that tell a page what may stand in the document since a save that nobody has confirmed. A page
    /// whose snapshot, behind change `first`, came later does not know that library, and is told all of it.
    pub fn plan_lines(&self, first: u64) -> Vec<u8> {
        let mut lines = Vec::new();
        match &self.planned {
            Some((change, base)) if *change >= first => {
                line::push(&mut lines, 'P', &format!("{change} {}", base.hash));
            }
            Some((_, base)) => push_kept(&mut lines, base),
            None => {}
        }
        lines
    }
}

impl Open {
    pub fn new(page: Page, first: u64, saved: bool, began: u64) -> Self {
        let turn_at = page.length.saturating_add(LONG);
        let (lines, unflushed, named, given_up) = (Vec::new(), true, false, false);
        Self { page, began, first, saved, lines, turn_at, unflushed, named, given_up }
    }

    /// Whether the state of the library at a point is the snapshot of this page, or one behind it. A point that
    /// was taken before any page was there is the snapshot of the first one.
    pub const fn holds(&self, point: Point) -> bool {
        self.page.number == point.journal || (point.journal == 0 && point.change == self.first)
    }
}

/// Adds the record of a version of the document whose library stood before the snapshot.
pub(super) fn push_kept(lines: &mut Vec<u8>, base: &Base) {
    let (count, sum) = push_library(&base.library, &mut |letter, rest| line::push(lines, letter, rest));
    line::push(lines, 'K', &format!("{} {count} {sum}", base.hash));
}

/// What a thread that panicked left behind is whole: no line is half written while the lock is held.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
