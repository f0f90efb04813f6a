//! The loop's end of the journal: what is typed is written there before a frame shows it.

use std::sync::{Arc, Mutex, PoisonError};

use super::{Event, Way, keeper::now};
use crate::{
    app::Msg,
    journal::{Base, Flusher, Journal, Point},
    talk::{Change, Library, Version},
};

/// The journal of the open document, and whether it takes what is typed.
pub struct Protection {
    journal: Option<Journal>,
    failing: bool,
    /// Flushes the journal for as long as it is held.
    flusher: Option<Flusher>,
}

/// The journal that is to be flushed when the program is ended from outside the loop.
static LAST: Mutex<Option<Journal>> = Mutex::new(None);

impl Protection {
    /// From now on changes go to this journal; nowhere without one, as those of the sample.
    pub fn new(journal: Option<Journal>) -> Self {
        LAST.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&journal);
        Self { journal, failing: false, flusher: None }
    }

    /// Lets the journal be begun and flushed on a thread of its own, soon after each write; whether that fails is
    /// told as an event. The loop never flushes: it would wait for the disk while somebody types.
    pub fn flushed(mut self, events: &Way) -> Self {
        let Some(journal) = &self.journal else { return self };
        let (heard, told) = (events.clone(), events.clone());
        // The loop may have ended first.
        let tell = move |_| drop(heard.send(Event::Unflushed));
        match Flusher::start(journal, now(), Box::new(tell)) {
            Ok(flusher) => self.flusher = Some(flusher),
            Err(error) => drop(told.send(Event::Msg(Msg::Journal(Err(error.to_string()))))),
        }
        self
    }

    /// The same for a journal that was prepared with an earlier state of the library than the present one.
    pub fn adopt(
        journal: Journal,
        began: &Arc<Library>,
        library: &Arc<Library>,
    ) -> (Self, Result<(), String>) {
        let mut result = Ok(());
        if !Arc::ptr_eq(began, library) {
            // What was typed meanwhile stands nowhere else.
            result = journal.restart(library, now()).map_err(|error| error.to_string());
        }
        (Self { failing: result.is_err(), ..Self::new(Some(journal)) }, result)
    }

    /// Writes changes, without waiting for the disk; `after` is the library behind them. Answers what is new
    /// about whether that can be done.
    pub fn write(&mut self, changes: &[Change], after: &Arc<Library>) -> Option<Result<(), String>> {
        let result = self.journal.as_ref()?.write(changes, after, now());
        let was = std::mem::replace(&mut self.failing, result.is_err());
        (was != self.failing).then(|| result.map_err(|error| error.to_string()))
    }

    /// Another program's version was taken in: the changes are made to that from now on, and what is undone next
    /// must not come back.
    pub fn take_in(&self, version: Version, theirs: Arc<Library>, library: &Library) {
        if let Some(journal) = &self.journal {
            let base = Base { hash: version.into(), library: theirs };
            // Where it cannot be written, the next start takes the version in again.
            let _ = journal.rebase(base, library, now());
        }
    }

    /// The present place in the journal.
    pub fn point(&self) -> Option<Point> {
        self.journal.as_ref().map(Journal::point)
    }
}

/// Brings to safety what was typed when the loop cannot, since it hangs or has panicked.
pub fn rescue() {
    let journal = LAST.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some(journal) = journal {
        // Nobody is left who could do more.
        let _ = journal.flush();
    }
}
