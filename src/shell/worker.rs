//! One thread that does everything slow, in order, and answers with messages.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{self, Receiver, Sender},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use super::{Event, Way, keeper::Keeper, opening, remembering, strike};
use crate::{
    app::{Effect, Msg, Opened},
    format::{Contents, Hash},
    home::{lending, places::typed_path},
    journal::{Journal, Point},
    store::{disk, files::Files},
    talk::{Library, Version},
};

/// Something for the thread.
enum Job {
    /// This is to be done; with the place of the journal at which it was asked for.
    Do(Effect, Option<Point>),
    /// Nobody writes to the journals of earlier documents any more.
    LetGo,
    /// All before this is done once this is heard.
    Tell(Sender<()>),
}

/// Whoever stops the program waits no longer than this for what is being saved.
const REST: Duration = Duration::from_secs(2);

/// The thread and the way to it.
pub struct Worker {
    work: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

/// What the thread has.
pub struct Desk {
    files: Arc<dyn Files>,
    keeper: Keeper,
    /// Those of earlier documents, to whose journals the loop may still write.
    left: Vec<Keeper>,
    events: Way,
    /// The folder for what is remembered between runs.
    state: Option<PathBuf>,
}

impl Worker {
    /// Starts the thread.
    ///
    /// # Errors
    /// Those of the system, which gives no thread.
    pub(super) fn start(desk: Desk) -> io::Result<Self> {
        let (work, jobs) = mpsc::channel();
        let thread = thread::Builder::new().name("work".into()).spawn(move || desk.work_through(&jobs))?;
        Ok(Self { work: Some(work), thread: Some(thread) })
    }

    /// Gives it something to do.
    pub(super) fn give(&self, effect: Effect, point: Option<Point>) {
        self.send(Job::Do(effect, point));
    }

    /// From now on the loop writes to the journal that it was told of last.
    pub(super) fn let_go(&self) {
        self.send(Job::LetGo);
    }

    fn send(&self, job: Job) {
        if let Some(work) = &self.work {
            // It ends only when it is told to finish.
            let _ = work.send(job);
        }
    }

    /// Waits until all is done that was given so far, or for a moment that nobody minds.
    pub(super) fn rest(&self) {
        let (tell, done) = mpsc::channel();
        if let Some(work) = &self.work
            && work.send(Job::Tell(tell)).is_ok()
        {
            let _ = done.recv_timeout(REST);
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

impl Desk {
    /// `keeper` holds the open document, `state` is the folder for what is remembered between runs; `events`
    /// hears what is not the answer to anything.
    pub(super) const fn new(
        files: Arc<dyn Files>,
        keeper: Keeper,
        events: Way,
        state: Option<PathBuf>,
    ) -> Self {
        Self { files, keeper, left: Vec::new(), events, state }
    }

    fn work_through(mut self, jobs: &Receiver<Job>) {
        for job in jobs {
            let (effect, point) = match job {
                Job::Do(effect, point) => (effect, point),
                Job::LetGo => {
                    self.let_go();
                    continue;
                }
                Job::Tell(tell) => {
                    // Whoever asked may have lost patience.
                    let _ = tell.send(());
                    continue;
                }
            };
            strike("work");
            if let Some(event) = self.work(effect, point) {
                // The loop may have ended: what it gave before is done all the same.
                let _ = self.events.send(event);
            }
        }
        self.close();
    }

    /// The program has done with the document.
    pub(super) fn close(&mut self) {
        self.let_go();
        self.keeper.close();
    }

    /// Closes what was left, now that nobody writes to it any more.
    pub(super) fn let_go(&mut self) {
        self.left.drain(..).for_each(|mut left| left.close());
    }

    fn go_over_to(&mut self, keeper: Keeper) {
        self.left.push(std::mem::replace(&mut self.keeper, keeper));
    }

    /// Does one thing, and answers what came of it.
    pub(super) fn work(&mut self, effect: Effect, point: Option<Point>) -> Option<Event> {
        let msg = match effect {
            Effect::Save { path, library, mark, over } => {
                let path = typed_path(&path);
                let begun = self.keeper.begin(&path, &library);
                let point = begun.as_ref().map(Journal::point).or(point);
                if let Some(journal) = begun {
                    self.tell(Event::Protected(journal, library.clone()));
                }
                let result = self.keeper.save(&path, &library, over, point);
                if let Ok(written) = &result {
                    self.follow(&path, &library, written.version);
                }
                Msg::Saved { path, mark, result }
            }
            Effect::Look { path, version } => {
                if let Some((keeper, opened)) = self.keeper.try_again(self.state.as_deref()) {
                    return Some(self.opened(keeper, path, opened));
                }
                self.keeper.look(&path, version)?
            }
            Effect::Open(path) => {
                let path = typed_path(&path);
                match opening::open(&self.files, &path, self.state.as_deref()) {
                    Ok((keeper, opened)) => return Some(self.opened(keeper, path, opened)),
                    Err(error) => Msg::Opened { path, result: Err(error) },
                }
            }
            Effect::OpenSample(seed) => {
                let (keeper, opened) = opening::sample(&self.files, seed);
                return Some(self.opened(keeper, PathBuf::new(), opened));
            }
            Effect::Read(path) => {
                let path = typed_path(&path);
                let library = read(&*self.files, &path);
                Msg::Read { path, library }
            }
            Effect::Remember(session) => {
                remembering::remember(&session, self.state.as_deref());
                return None;
            }
            Effect::Forget(path) => {
                lending::forget(&*self.files, &path);
                return None;
            }
            Effect::Journal { .. }
            | Effect::TakenIn { .. }
            | Effect::Import { .. }
            | Effect::StopImport
            | Effect::Spelling(_)
            | Effect::Lend(_)
            | Effect::Copy(_)
            | Effect::Paste(_)
            | Effect::Suspend
            | Effect::Leave => return None,
        };
        Some(Event::Msg(msg))
    }

    /// What was typed is in another file than before, perhaps.
    fn follow(&mut self, path: &Path, library: &Arc<Library>, version: Version) {
        let followed = self.keeper.follow(path, library, version, self.state.as_deref());
        let Some((keeper, held)) = followed else { return };
        let event = match (keeper.journal(), held.locked.or(held.unprotected)) {
            (Some(journal), None) => Event::Protected(journal, library.clone()),
            (_, why) => Event::Opened(Msg::Journal(why.map_or(Ok(()), Err)), None),
        };
        self.go_over_to(keeper);
        self.tell(event);
    }

    fn tell(&self, event: Event) {
        // The loop may have ended first.
        let _ = self.events.send(event);
    }

    /// Another document is open from now on.
    fn opened(&mut self, keeper: Keeper, path: PathBuf, opened: Opened) -> Event {
        self.go_over_to(keeper);
        let result = Ok(Box::new(opened));
        Event::Opened(Msg::Opened { path, result }, self.keeper.journal())
    }
}

/// A library in another file than the open one.
fn read(files: &dyn Files, path: &Path) -> Result<Arc<Library>, String> {
    let found = disk::open(files, path).map_err(|error| error.to_string())?;
    let document = found.ok_or_else(|| format!("{} does not exist", path.display()))?;
    let hash: Hash = document.hash;
    match document.contents {
        Contents::Whole { library, .. } => Ok(opening::with_ids(*library, hash).into()),
        other => other.whole().map(Into::into).map_err(|error| format!("{}: {error}", path.display())),
    }
}
