//! The loop between the terminal and the machine. It decides nothing: it passes messages in, carries
//! effects out and draws.

pub mod allowed;
mod clipboard;
#[cfg(unix)]
mod decoder;
mod editor;
mod ending;
#[cfg(feature = "faults")]
mod faults;
pub mod importing;
#[cfg(not(unix))]
#[path = "console.rs"]
mod input;
#[cfg(unix)]
mod input;
mod keeper;
mod leftovers;
#[cfg(test)]
mod machine;
mod opening;
pub mod paint;
mod protection;
mod remembering;
mod report;
mod screen;
#[cfg(unix)]
mod signals;
mod speller;
mod watch;
mod worker;

use std::{
    io,
    path::PathBuf,
    process::ExitStatus,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use clipboard::Clipboard;
use editor::Away;
use importing::Importing;
use input::{Ear, Way};
use protection::Protection;
use screen::Screen;
use speller::Speller;
use worker::{Desk, Worker};

use crate::{
    app::{Effect, Model, Msg, Settings, update},
    journal::Journal,
    store::files::{Disk, Files},
    talk::{Ids, Library},
    ui::Looks,
};

/// What reaches the loop.
#[derive(Debug)]
pub(crate) enum Event {
    /// Something for the machine.
    Msg(Msg),
    /// The program is to stop until the person continues it.
    Suspend,
    /// The program was stopped and goes on: others have used the terminal meanwhile.
    Continued,
    /// The program is to end because of the signal with this number; whoever hears it says so.
    Signal(i32, Arc<AtomicBool>),
    /// Another document is open, whose changes go to this journal from now on, or to none.
    Opened(Msg, Option<Journal>),
    /// What is typed goes to this journal from now on, which begins with this library.
    Protected(Journal, Arc<Library>),
    /// What was written to the journal may not outlast a power cut: a new one is to be begun.
    Unflushed,
    /// The editor that was started with this line has ended.
    Returned(String, io::Result<ExitStatus>),
    /// The terminal has gone.
    Gone,
}

/// What the program is started with.
#[derive(Debug)]
pub struct Start {
    /// The library's file; the built-in sample without one.
    pub path: Option<PathBuf>,
    /// What roles look like, by the terminal's ground.
    pub looks: Looks,
    /// The folder for what is remembered between runs; nothing is remembered without one.
    pub state: Option<PathBuf>,
    /// The file of the person's own words; none are kept without one.
    pub words: Option<PathBuf>,
    /// A random number, from which ids are made.
    pub seed: u64,
    /// What the person has set.
    pub settings: Settings,
    /// Folders in which dictionaries lie, besides those of the system.
    pub dictionaries: Vec<PathBuf>,
    /// Another editor, as a line of a shell; that of the environment where it is empty.
    pub editor: String,
}

/// Waiting events are heard before the next frame for as long as this: a paste without brackets draws
/// once, and a flood of keys cannot keep the screen still.
const LONGEST_BEFORE_A_FRAME: Duration = Duration::from_millis(50);

/// A terminal that answers a question does so within this time, unless it is far away.
const LONGEST_FOR_AN_ANSWER: Duration = Duration::from_millis(200);

/// Runs the editor until the person leaves and answers the exit status.
///
/// # Errors
/// What the terminal refuses, or a save that failed while the program was made to end, in words for a
/// person.
pub fn run(start: Start) -> Result<u8, String> {
    let failed = |error: io::Error| format!("the terminal cannot be used: {error}");
    let (events, ear) = input::way().map_err(failed)?;
    let size = crossterm::terminal::size().map_err(failed)?;
    let Start { path, looks, state, words, seed, settings, dictionaries, editor } = start;
    let files: Arc<dyn Files> = Arc::new(Disk);
    // What is added to the sample gets other ids than what stands in it.
    let mut ids = Ids::new(seed);
    let (keeper, opened) = match &path {
        Some(path) => opening::open(&files, path, state.as_deref())?,
        None => opening::sample(&files, ids.seed()),
    };
    let path = path.unwrap_or_default();
    let protection = Protection::new(keeper.journal());
    let model = Model::new(size, path.clone(), opened, ids.seed(), settings);
    // From here on a mistake of ours, or a signal, ends the program with the terminal given back.
    report::listen(state.clone(), protection::rescue);
    #[cfg(unix)]
    signals::listen(events.clone(), protection::rescue).map_err(failed)?;
    let mut screen = Screen::enter(size).map_err(failed)?;
    // The first frame comes before the threads, the journal's above all, which have enough to do for both cores of
    // a small machine. Nothing can be typed before they run; that the terminal has gone is noticed in the loop.
    let _ = screen.draw(&model, looks.on(None));
    let protection = protection.flushed(&events);
    // A size that came before anybody listened.
    if let Ok((width, height)) = crossterm::terminal::size()
        && (width, height) != size
    {
        // The other end is in the same function.
        let _ = events.send(Event::Msg(Msg::Resize(width, height)));
    }
    let watch = watch::listen(&path, events.clone());
    let speller = Speller::new(events.clone(), files.clone(), words, dictionaries);
    let desk = Desk::new(files.clone(), keeper, events.clone(), state.clone());
    let worker = Worker::start(desk).map_err(|error| format!("no thread can be started: {error}"))?;
    let clock = Instant::now();
    Shell {
        model,
        looks,
        asked: None,
        screen,
        away: None,
        files,
        state,
        editor,
        worker,
        speller,
        clipboard: Clipboard::new(events.clone()),
        protection,
        watch,
        watched: path,
        importing: None,
        ear,
        events,
        clock,
        status: 0,
    }
    .run()
}

/// A place where tests let a fault happen.
fn strike(place: &str) {
    #[cfg(feature = "faults")]
    faults::strike(place);
    #[cfg(not(feature = "faults"))]
    let _ = place;
}

struct Shell {
    model: Model,
    looks: Looks,
    /// When the terminal was asked what it draws on, until it answers.
    asked: Option<Duration>,
    screen: Screen,
    /// The text that another editor has, and with it the terminal.
    away: Option<Away>,
    files: Arc<dyn Files>,
    /// The folder for what is remembered between runs.
    state: Option<PathBuf>,
    /// The editor that the settings name; that of the environment where it is empty.
    editor: String,
    worker: Worker,
    speller: Speller,
    clipboard: Clipboard,
    protection: Protection,
    /// Tells of changes of the file for as long as it is held.
    watch: Option<watch::Watch>,
    /// The path of the file that is watched.
    watched: PathBuf,
    /// Reads texts that are to come in, until it has read all or this is dropped.
    importing: Option<Importing>,
    ear: Ear,
    events: Way,
    clock: Instant,
    status: u8,
}

impl Shell {
    fn run(mut self) -> Result<u8, String> {
        let mut asks = self.looks.asks;
        loop {
            strike("draw");
            let theme = self.looks.on(self.model.ground);
            if self.away.is_none() && self.screen.draw(&self.model, theme).is_err() {
                // Nobody sees it any more, but what was written can still be saved.
                self.hear(Event::Gone);
                return self.leave();
            }
            if std::mem::take(&mut asks) {
                // Behind the first frame, which nobody is to wait for. Where it cannot be written, the next
                // frame cannot either.
                let _ = screen::ask_ground();
                self.asked = Some(self.now());
            }
            if self.hear_next() || self.hear_waiting() {
                return self.leave();
            }
        }
    }

    /// Hears what is waiting already; answers whether the program ends.
    fn hear_waiting(&mut self) -> bool {
        let until = self.now() + LONGEST_BEFORE_A_FRAME;
        while self.now() < until {
            let Some(event) = self.ear.waiting() else { break };
            if self.hear(event) {
                return true;
            }
        }
        false
    }

    /// Sleeps until something happens, or until the model wants to be woken, and hears it; answers whether
    /// the program ends.
    fn hear_next(&mut self) -> bool {
        let patience = self.model.wake_at().map(|at| at.saturating_sub(self.now()));
        let event = self.ear.next(patience);
        self.hear(event.unwrap_or(Event::Msg(Msg::Wake)))
    }

    fn now(&self) -> Duration {
        self.clock.elapsed()
    }

    /// Hears one event; answers whether the program ends.
    fn hear(&mut self, event: Event) -> bool {
        #[cfg(feature = "faults")]
        faults::arm(&event);
        strike("update");
        let msg = match event {
            Event::Msg(msg) => msg,
            // To be continued means nothing to a program that draws nothing.
            Event::Continued if self.away.is_some() => return false,
            Event::Suspend if self.away.is_some() => {
                // The editor has stopped as well and left the terminal as it found it.
                Self::stop();
                return false;
            }
            Event::Returned(editor, ended) => match self.away.take() {
                Some(away) => self.take_back(away, &editor, ended),
                None => return false,
            },
            Event::Suspend => Msg::Suspend,
            Event::Opened(msg, journal) => {
                self.protection = Protection::new(journal).flushed(&self.events);
                self.worker.let_go();
                msg
            }
            Event::Protected(journal, began) => {
                let (protection, result) = Protection::adopt(journal, &began, &self.model.library);
                self.protection = protection.flushed(&self.events);
                self.worker.let_go();
                Msg::Journal(result)
            }
            Event::Unflushed => match self.protection.write(&[], &self.model.library) {
                Some(result) => Msg::Journal(result),
                None => return false,
            },
            Event::Continued => {
                self.take_again();
                return false;
            }
            Event::Signal(number, heard) => {
                heard.store(true, Ordering::SeqCst);
                self.status = u8::try_from(number).map_or(1, |number| number.saturating_add(128));
                Msg::Terminate
            }
            Event::Gone => {
                self.status = 1;
                Msg::Terminate
            }
        };
        if matches!(msg, Msg::Ground(_)) {
            self.asked = None;
        }
        if let Msg::Resize(width, height) = msg {
            self.screen.resize((width, height));
        }
        let now = self.now();
        let effects = update(&mut self.model, now, msg);
        if self.watched != self.model.file.path {
            // Another library was opened, or this one is kept elsewhere from now on.
            self.watched.clone_from(&self.model.file.path);
            self.watch = watch::listen(&self.watched, self.events.clone());
        }
        let mut leaving = false;
        for effect in effects {
            match effect {
                Effect::Leave => leaving = true,
                Effect::Suspend => {
                    self.worker.rest();
                    Self::suspend();
                }
                Effect::Journal { changes, library } => {
                    if let Some(result) = self.protection.write(&changes, &library) {
                        // The loop that called holds the other end.
                        let _ = self.events.send(Event::Msg(Msg::Journal(result)));
                    }
                }
                Effect::Import { path, seed } => {
                    self.importing = Some(Importing::start(&path, seed, self.events.clone()));
                }
                Effect::StopImport => self.importing = None,
                Effect::TakenIn { version, theirs, library } => {
                    self.protection.take_in(version, theirs, &library);
                }
                Effect::Lend(lent) => self.lend(lent),
                effect @ (Effect::Copy(_) | Effect::Paste(_)) => {
                    if let Effect::Copy(text) = &effect
                        && clipboard::terminals_take(text)
                    {
                        // A terminal that cannot be written to is noticed with the next frame.
                        let _ = Screen::copy(text);
                    }
                    self.clipboard.give(effect);
                }
                Effect::Spelling(wish) => self.speller.give(wish),
                effect => self.worker.give(effect, self.protection.point()),
            }
        }
        leaving
    }

    /// Gives the terminal back, stops, and takes the terminal again when the person continues.
    fn suspend() {
        #[cfg(unix)]
        screen::give_back();
        Self::stop();
    }

    /// Stops until the person continues the program.
    fn stop() {
        // Fails only for signals that do not exist. Being continued is a signal as well, which is heard.
        #[cfg(unix)]
        let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
    }

    /// Takes the terminal again, whatever others did with it, and draws everything anew. The file may have
    /// changed as well.
    fn take_again(&mut self) {
        screen::give_back();
        let events = match screen::take().and_then(|()| crossterm::terminal::size()) {
            Ok((width, height)) => vec![Event::Msg(Msg::Resize(width, height)), Event::Msg(Msg::FocusGained)],
            Err(_) => vec![Event::Gone],
        };
        for event in events {
            // The loop that called holds the other end.
            let _ = self.events.send(event);
        }
    }

    /// Waits until everything is written that was to be written. Whoever leaves at once would find the
    /// terminal's answer in the shell's next line: it is waited for, as long as one that comes takes.
    fn leave(mut self) -> Result<u8, String> {
        self.worker.finish();
        self.speller.finish();
        self.clipboard.finish();
        let mut failed = None;
        let until =
            |asked: Option<Duration>| asked.map_or(Duration::ZERO, |asked| asked + LONGEST_FOR_AN_ANSWER);
        while let Some(event) = self.ear.next(Some(until(self.asked).saturating_sub(self.clock.elapsed()))) {
            match event {
                Event::Msg(Msg::Ground(_)) | Event::Gone => self.asked = None,
                Event::Msg(Msg::Saved { path, result: Err(why), .. }) => {
                    failed.get_or_insert_with(|| ending::not_saved(&*self.files, &self.model, &path, why));
                }
                _ => {}
            }
        }
        drop(self.screen);
        failed.map_or(Ok(self.status), Err)
    }
}
