//! Flushing, and the thread that does it, so that nobody who types waits for the disk.

use std::{
    io,
    sync::{Arc, PoisonError},
    thread,
    time::Duration,
};

use super::{
    Journal, Trouble,
    writing::{State, lock},
};
use crate::store::files::{Handle, sync_names, sync_path};

/// How long what was written may wait until it is flushed, together with what else is written meanwhile.
const DELAY: Duration = Duration::from_millis(50);

/// Begins a journal and flushes it until it is dropped. Sleeps while nothing is written.
#[derive(Debug)]
pub struct Flusher(Journal);

impl Flusher {
    /// Begins the journal at a time in seconds since 1970, unless a change has done that, and flushes it from
    /// then on; `tell` hears, on another thread, of each of these that failed.
    ///
    /// # Errors
    /// Those of the system, which gives no thread.
    pub fn start(journal: &Journal, now: u64, tell: Box<dyn Fn(Trouble) + Send>) -> io::Result<Self> {
        let work = journal.clone();
        let run = move || {
            let _ = work.begin(now).map_err(&tell);
            while work.wait_for_work(DELAY) {
                let _ = work.flush().map_err(&tell);
            }
        };
        thread::Builder::new().name("journal".into()).spawn(run)?;
        Ok(Self(journal.clone()))
    }
}

impl Drop for Flusher {
    fn drop(&mut self) {
        // Not waited for: it may be waiting for the disk.
        self.0.stop_flusher();
    }
}

impl Journal {
    /// Waits until all that was written is safe on the disk: the lines, and for a new page its name. Only the
    /// flusher, a worker, and a thread that brings to safety what was typed should wait for that.
    ///
    /// # Errors
    /// [`Trouble`]: then the next write, even one of no change, begins a new journal.
    pub fn flush(&self) -> Result<(), Trouble> {
        let _alone = lock(&self.0.flushing);
        loop {
            let (handle, number, named) = {
                let State { open, beginning, trouble, .. } = &mut *self.state();
                match open.as_mut().filter(|open| !open.given_up) {
                    None if beginning.is_some() => return Ok(()),
                    None => return Err(trouble.clone()),
                    Some(open) if !open.unflushed => return Ok(()),
                    Some(open) => {
                        open.unflushed = false;
                        (open.page.handle(), open.page.number, open.named)
                    }
                }
            };
            let flushed = self.make_safe(&handle, named);
            let State { open, trouble, tried, .. } = &mut *self.state();
            let open = open.as_mut().filter(|open| open.page.number == number);
            match (flushed, open) {
                (Ok(()), Some(open)) => {
                    open.named = true;
                    return Ok(());
                }
                (Ok(()), None) => return Ok(()),
                // Another page took over meanwhile, and holds the same.
                (Err(_), None) => {}
                (Err(error), Some(open)) => {
                    // The system may have dropped what it could not write: no second try would tell.
                    open.given_up = true;
                    if !open.named {
                        // Where not even its name can be flushed, the next one fares no better.
                        *tried = Some(open.began);
                    }
                    *trouble = Trouble::flushing(&error);
                    return Err(trouble.clone());
                }
            }
        }
    }

    /// Flushes a page; and unless its name is safe, the folder that it stands in, once with all above it:
    /// they may be as new.
    pub(super) fn make_safe(&self, page: &Arc<dyn Handle>, named: bool) -> io::Result<()> {
        page.sync()?;
        if named {
            return Ok(());
        }
        let (files, folder) = (&*self.0.files, &*self.0.folder);
        if self.state().anchored {
            return sync_names(files, folder);
        }
        sync_path(files, folder)?;
        // The document may be one that a save could not flush, and the page goes on from it.
        if let Some(folder) = self.0.document.parent() {
            sync_names(files, folder).or_else(|error| match error.kind() {
                io::ErrorKind::NotFound => Ok(()),
                _ => Err(error),
            })?;
        }
        self.state().anchored = true;
        Ok(())
    }

    /// Waits until something is to be flushed, for that long after it was written at most, so that what else is
    /// written meanwhile goes with it; false if the flusher is to end.
    ///
    /// Whoever types goes on typing: after each flush it looks once more by itself, and only then sleeps until it is
    /// told. To be woken at each key would cost the one who types more than the write itself.
    pub(super) fn wait_for_work(&self, delay: Duration) -> bool {
        let unflushed =
            |state: &State| state.open.as_ref().is_some_and(|open| open.unflushed && !open.given_up);
        let pause = |state| {
            let waited = self.0.news.wait_timeout_while(state, delay, |state: &mut State| !state.stopping);
            waited.unwrap_or_else(PoisonError::into_inner).0
        };
        let state = self.state();
        let fresh = !unflushed(&state);
        let mut state = pause(state);
        if fresh && !unflushed(&state) && !state.stopping {
            state.asleep = true;
            let idle = |state: &mut State| !state.stopping && !unflushed(state);
            state = self.0.news.wait_while(state, idle).unwrap_or_else(PoisonError::into_inner);
            state.asleep = false;
            state = pause(state);
        }
        !state.stopping
    }

    /// Lets the flusher end.
    pub(super) fn stop_flusher(&self) {
        self.state().stopping = true;
        self.0.news.notify_all();
    }
}
