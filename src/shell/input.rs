//! How the loop waits: for the terminal and for what other threads tell, in one call to the system.
//!
//! The loop reads the terminal itself: handing each key over from a thread of its own took as long as all that
//! a key changes. It is waited for with `poll`, so that silence is noticed, and that the other end is
//! closed: the reader of crossterm waits for ever in both cases, and swallows all keys after a paste whose end is
//! lost. So the bytes are read by `decoder`, with the parser of `termina`.

use std::{
    collections::VecDeque,
    io::{self, PipeReader, PipeWriter, Read, Write, stdin},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, SendError, Sender},
    },
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::{Errno, read},
};

use super::{Event, decoder::Decoder};
use crate::app::Msg;

/// The way to the loop for other threads. What is sent wakes it.
#[derive(Clone, Debug)]
pub struct Way {
    events: Sender<Event>,
    bell: Arc<Bell>,
}

#[derive(Debug)]
struct Bell {
    /// Whether it rings and has not been heard: then there is a byte in the pipe, and never two.
    rings: AtomicBool,
    rope: PipeWriter,
}

impl Way {
    /// Sends the loop an event.
    ///
    /// # Errors
    /// The event, where the loop has ended.
    pub(super) fn send(&self, event: Event) -> Result<(), SendError<Event>> {
        self.events.send(event)?;
        if !self.bell.rings.swap(true, Ordering::SeqCst) {
            // Fails only where the loop has ended.
            let _ = (&self.bell.rope).write(&[0]);
        }
        Ok(())
    }
}

/// What the loop hears with.
pub(super) struct Ear {
    events: Receiver<Event>,
    bell: Arc<Bell>,
    sound: PipeReader,
    decoder: Decoder,
    /// What was read and not heard yet.
    read: VecDeque<Msg>,
    /// When the terminal last said something, or was silent for as long as that means something.
    since: Instant,
    /// Whether the last reading brought so much that there may be more.
    more: bool,
    terminal: Terminal,
    /// Whether it is still to be told that the terminal has gone.
    lost: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Terminal {
    Heard,
    /// Another program has it.
    Lent,
    Gone,
}

/// Both ends of the way to the loop.
///
/// # Errors
/// Where the system has no descriptors left.
pub(super) fn way() -> io::Result<(Way, Ear)> {
    let (send, events) = mpsc::channel();
    let (sound, rope) = io::pipe()?;
    let bell = Arc::new(Bell { rings: AtomicBool::new(false), rope });
    let ear = Ear {
        events,
        bell: bell.clone(),
        sound,
        decoder: Decoder::default(),
        read: VecDeque::new(),
        since: Instant::now(),
        more: false,
        terminal: Terminal::Heard,
        lost: false,
    };
    Ok((Way { events: send, bell }, ear))
}

impl Ear {
    /// The next event, for which it waits as long as the patience says, or for ever; none if that has run out.
    pub(super) fn next(&mut self, patience: Option<Duration>) -> Option<Event> {
        // A time that no clock will show never comes.
        let until = patience.and_then(|patience| Instant::now().checked_add(patience));
        loop {
            if let Some(event) = self.waiting() {
                return Some(event);
            }
            let now = Instant::now();
            if until.is_some_and(|until| until <= now) {
                return None;
            }
            self.wait(until, now);
        }
    }

    /// An event that is there already.
    pub(super) fn waiting(&mut self) -> Option<Event> {
        if let Ok(event) = self.events.try_recv() {
            return Some(event);
        }
        if self.read.is_empty() && std::mem::take(&mut self.more) {
            let now = Instant::now();
            self.wait(Some(now), now);
        }
        let msg = self.read.pop_front().map(Event::Msg);
        // What was read before comes first.
        msg.or_else(|| std::mem::take(&mut self.lost).then_some(Event::Gone))
    }

    /// Whether the terminal is another program's: then nothing is read, so that every key is that program's.
    pub(super) fn leave_terminal(&mut self, lent: bool) {
        if self.terminal != Terminal::Gone {
            self.terminal = if lent { Terminal::Lent } else { Terminal::Heard };
        }
        // Half a key is nothing that can be gone on with afterwards, and a key that was read before was typed
        // for the other program already.
        self.decoder = Decoder::default();
        self.read.clear();
        self.more = false;
    }

    /// Waits until something is there to be heard, until a silence of the terminal means something, or until
    /// a time has come.
    fn wait(&mut self, until: Option<Instant>, now: Instant) {
        let silence = self.decoder.patience().map(|patience| self.since + patience);
        let wake = [until, silence].into_iter().flatten().min();
        let patience = wake.map(|wake| timespec(wake.saturating_duration_since(now)));
        let terminal = stdin();
        let mut ends = [PollFd::new(&self.sound, PollFlags::IN), PollFd::new(&terminal, PollFlags::IN)];
        // One that is not watched has not spoken.
        let watched = if self.terminal == Terminal::Heard { &mut ends[..] } else { &mut ends[..1] };
        match poll(watched, patience.as_ref()) {
            Ok(0) => self.silence(),
            Ok(_) => {
                let [rung, spoken] = ends.map(|end| !end.revents().is_empty());
                if rung {
                    // Before the events are looked at: what is sent from here on rings again.
                    let _ = self.sound.read(&mut [0]);
                    self.bell.rings.store(false, Ordering::SeqCst);
                }
                if spoken {
                    self.hear_terminal();
                }
            }
            Err(Errno::INTR) => {}
            Err(_) => self.lose_terminal(),
        }
    }

    fn silence(&mut self) {
        let now = Instant::now();
        if self.decoder.patience().is_some_and(|patience| self.since + patience <= now) {
            self.since = now;
            let mut heard = Vec::new();
            self.decoder.silence(&mut heard);
            self.read.extend(heard);
        }
    }

    fn hear_terminal(&mut self) {
        let mut bytes = [0; 4096];
        // Where the other end is closed and nothing is left to be read, reading fails or answers nothing.
        match read(stdin(), &mut bytes) {
            Ok(0) => self.lose_terminal(),
            Ok(length) => {
                self.since = Instant::now();
                let mut heard = Vec::new();
                self.decoder.feed(bytes.get(..length).unwrap_or_default(), &mut heard);
                self.more = heard.len() > 1;
                self.read.extend(joined(heard));
            }
            Err(Errno::INTR | Errno::AGAIN) => {}
            Err(_) => self.lose_terminal(),
        }
    }

    /// Tells once that the terminal has gone.
    fn lose_terminal(&mut self) {
        self.terminal = Terminal::Gone;
        self.more = false;
        self.lost = true;
    }
}

/// Characters that came at once become one message.
fn joined(heard: Vec<Msg>) -> Vec<Msg> {
    let text = |msg: &Msg| if let Msg::Key(key) = msg { key.text() } else { None };
    let mut joined: Vec<Msg> = Vec::new();
    for msg in heard {
        let Some(char) = text(&msg) else {
            joined.push(msg);
            continue;
        };
        if let Some(Msg::Typed(typed)) = joined.last_mut() {
            typed.push(char);
        } else if let Some(before) = joined.pop_if(|last| text(last).is_some()) {
            joined.push(Msg::Typed(text(&before).into_iter().chain([char]).collect()));
        } else {
            joined.push(msg);
        }
    }
    joined
}

/// No patience is longer than what the system counts in.
fn timespec(duration: Duration) -> Timespec {
    Timespec {
        tv_sec: i64::try_from(duration.as_secs()).unwrap_or(i64::MAX),
        tv_nsec: i64::from(duration.subsec_nanos()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_came_at_once_become_one_message() {
        let key = |written: &str| Msg::Key(written.parse().unwrap());
        let heard = vec![
            key("a"),
            key("b"),
            key("enter"),
            key("c"),
            Msg::FocusLost,
            key("é"),
            key("ctrl-s"),
            key("d"),
        ];
        let joined: Vec<String> = joined(heard).iter().map(|msg| format!("{msg:?}")).collect();
        let expected = [
            Msg::Typed("ab".into()),
            key("enter"),
            key("c"),
            Msg::FocusLost,
            key("é"),
            key("ctrl-s"),
            key("d"),
        ];
        assert_eq!(joined, expected.map(|msg| format!("{msg:?}")));
    }

    #[test]
    fn the_bell_is_rung_once_until_it_is_heard() {
        let (way, mut ear) = way().unwrap();
        for _ in 0..3 {
            way.send(Event::Unflushed).unwrap();
        }
        assert!(way.bell.rings.load(Ordering::SeqCst));
        let mut sound = [0; 8];
        assert_eq!(ear.sound.read(&mut sound).unwrap(), 1);
        for _ in 0..3 {
            assert!(matches!(ear.waiting(), Some(Event::Unflushed)));
        }
        assert!(ear.waiting().is_none());
        drop(ear);
        assert!(way.send(Event::Unflushed).is_err());
    }
}
