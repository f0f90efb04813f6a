//! One thread that does everything slow, in order, and answers with messages.

use std::{
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver, Sender},
    thread::{self, JoinHandle},
};

use super::{Event, files, strike};
use crate::{
    app::{Effect, Msg},
    store::places::typed_path,
};

/// The thread and the way to it.
pub struct Worker {
    work: Option<Sender<Effect>>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts the thread; `state` is the folder for what is remembered between runs.
    pub(super) fn start(events: Sender<Event>, state: Option<PathBuf>) -> Self {
        let (work, effects) = mpsc::channel();
        let thread = thread::spawn(move || work_through(&effects, &events, state.as_deref()));
        Self { work: Some(work), thread: Some(thread) }
    }

    /// Gives it something to do.
    pub(super) fn give(&self, effect: Effect) {
        if let Some(work) = &self.work {
            // It ends only when it is told to finish.
            let _ = work.send(effect);
        }
    }

    /// Waits until all is done that was given.
    pub(super) fn finish(&mut self) {
        self.work = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn work_through(effects: &Receiver<Effect>, events: &Sender<Event>, state: Option<&Path>) {
    for effect in effects {
        strike("work");
        let msg = match effect {
            Effect::Save { path, library, mark, over } => {
                let path = typed_path(&path);
                let result = files::save(&path, &library, over);
                Msg::Saved { path, mark, result }
            }
            Effect::Open(path) => {
                let path = typed_path(&path);
                let result = files::open(&path, state);
                Msg::Opened { path, result }
            }
            Effect::Remember(session) => {
                files::remember(&session, state);
                continue;
            }
            Effect::Look { .. } | Effect::Journal { .. } | Effect::Suspend | Effect::Leave => continue,
        };
        if events.send(Event::Msg(msg)).is_err() {
            return;
        }
    }
}
