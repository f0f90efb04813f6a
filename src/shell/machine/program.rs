//! The program as the loop runs it, but one event after the other: nothing happens by itself.

use std::{
    collections::VecDeque,
    panic::resume_unwind,
    path::{Path, PathBuf},
    sync::Arc,
    thread,
    time::Duration,
};

use super::super::{Event, input, keeper::now, opening, protection::Protection, worker::Desk};
use crate::{
    app::{Effect, Model, Msg, Opened, update},
    journal::{Journal, Point, Trouble},
    store::files::{Failing, Files},
};

/// The folder for what is remembered; on the real disk there is none of that name.
pub const STATE: &str = "/machine-state";

/// A program that runs. To drop it is to kill it.
pub struct Program {
    pub model: Model,
    pub journal: Option<Journal>,
    /// What was found when a document was opened last.
    pub opened: Option<Opened>,
    /// Whether it is to end once all is done that it asked for.
    pub ends: bool,
    protection: Protection,
    desk: Desk,
    jobs: VecDeque<(Effect, Option<Point>)>,
    /// What the worker has answered and nobody has heard yet.
    answers: VecDeque<Event>,
    told: input::Ear,
    now: Duration,
}

impl Program {
    /// Starts it with a document.
    pub fn start(files: &Failing, path: &Path, seed: u64) -> Result<Self, String> {
        let files: Arc<dyn Files> = Arc::new(files.clone());
        let state = PathBuf::from(STATE);
        // Nobody types yet who would wait for the disk.
        let (keeper, opened) = elsewhere(|| opening::open(&files, path, Some(&state)))?;
        let journal = keeper.journal();
        let model =
            Model::new((100, 30), path.to_owned(), opened.clone(), seed, crate::app::Settings::default());
        let (events, told) = input::way().map_err(|error| error.to_string())?;
        Ok(Self {
            model,
            protection: Protection::new(journal.clone()),
            journal,
            opened: Some(opened),
            ends: false,
            desk: Desk::new(files, keeper, events, Some(state)),
            jobs: VecDeque::new(),
            answers: VecDeque::new(),
            told,
            now: Duration::ZERO,
        })
    }

    /// Lets time pass.
    pub fn wait(&mut self, time: Duration) {
        self.now += time;
    }

    /// Hears one event, as the loop does before it draws.
    pub fn hear(&mut self, event: Event) {
        let msg = match event {
            Event::Msg(msg) => msg,
            Event::Opened(msg, journal) => {
                if let Msg::Opened { result: Ok(opened), .. } = &msg {
                    self.opened = Some(Opened::clone(opened));
                }
                self.protection = Protection::new(journal.clone());
                self.journal = journal;
                elsewhere(|| self.desk.let_go());
                msg
            }
            Event::Protected(journal, began) => {
                self.journal = Some(journal.clone());
                let (protection, result) = Protection::adopt(journal, &began, &self.model.library);
                self.protection = protection;
                elsewhere(|| self.desk.let_go());
                Msg::Journal(result)
            }
            Event::Unflushed => match self.protection.write(&[], &self.model.library) {
                Some(result) => Msg::Journal(result),
                None => return,
            },
            other => panic!("nobody sends {other:?}"),
        };
        self.now += Duration::from_millis(100);
        for effect in update(&mut self.model, self.now, msg) {
            match effect {
                Effect::Leave => self.ends = true,
                Effect::Journal { changes, library } => {
                    if let Some(result) = self.protection.write(&changes, &library) {
                        // It is heard before the next frame.
                        self.answers.push_front(Event::Msg(Msg::Journal(result)));
                    }
                }
                Effect::TakenIn { version, theirs, library } => {
                    self.protection.take_in(version, theirs, &library);
                }
                Effect::Suspend
                | Effect::Remember(_)
                | Effect::Copy(_)
                | Effect::Lend(_)
                | Effect::Paste(_)
                | Effect::Spelling(_) => {}
                effect => self.jobs.push_back((effect, self.protection.point())),
            }
        }
        if matches!(self.answers.front(), Some(Event::Msg(Msg::Journal(_))))
            && let Some(event) = self.answers.pop_front()
        {
            self.hear(event);
        }
    }

    /// Lets the worker do the next thing that it was given; false where there is none.
    pub fn work(&mut self) -> bool {
        let Some((effect, point)) = self.jobs.pop_front() else { return false };
        let answer = elsewhere(|| self.desk.work(effect, point));
        self.answers.extend(std::iter::from_fn(|| self.told.waiting()));
        self.answers.extend(answer);
        true
    }

    /// Whether the worker has something to do.
    pub fn works(&self) -> bool {
        !self.jobs.is_empty()
    }

    /// Takes the next answer of the worker, to be heard.
    pub fn answer(&mut self) -> Option<Event> {
        self.answers.pop_front()
    }

    /// Does what was asked for before the program ends.
    pub fn end(mut self) {
        while self.work() {}
        elsewhere(|| self.desk.close());
    }

    /// Lets the journal be begun and flushed; none where none is kept.
    pub fn flush(&self) -> Option<Result<(), Trouble>> {
        let journal = self.journal.as_ref()?;
        Some(elsewhere(|| journal.begin(now()).and_then(|()| journal.flush())))
    }
}

/// Does something on another thread than the loop's, as worker and flusher do.
fn elsewhere<T: Send>(does: impl FnOnce() -> T + Send) -> T {
    let done = thread::scope(|threads| threads.spawn(does).join());
    done.unwrap_or_else(|panic| resume_unwind(panic))
}
