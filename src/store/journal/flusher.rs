//! The thread that flushes the journal, so that nobody who types waits for the disk.

use std::{
    io,
    thread::{self, JoinHandle},
    time::Duration,
};

use super::{Journal, JournalError};

/// How long what was written may wait until it is flushed, together with what else is written meanwhile.
const DELAY: Duration = Duration::from_millis(50);

/// Flushes a journal until it is dropped. Sleeps while nothing is written.
#[derive(Debug)]
pub struct Flusher {
    journal: Journal,
    thread: Option<JoinHandle<()>>,
}

impl Flusher {
    /// Begins to flush; `tell` hears, on another thread, of each flush that failed.
    ///
    /// # Errors
    /// Those of the system, which gives no thread.
    pub fn start(journal: &Journal, tell: Box<dyn Fn(JournalError) + Send>) -> io::Result<Self> {
        let work = journal.clone();
        let run = move || {
            while work.wait_for_work(DELAY) {
                if let Err(error) = work.flush() {
                    tell(error);
                }
            }
        };
        let thread = thread::Builder::new().name("journal".into()).spawn(run)?;
        Ok(Self { journal: journal.clone(), thread: Some(thread) })
    }
}

impl Drop for Flusher {
    fn drop(&mut self) {
        self.journal.stop_flusher();
        if let Some(thread) = self.thread.take() {
            // It panics only where `tell` does, and has told so itself.
            let _ = thread.join();
        }
    }
}
