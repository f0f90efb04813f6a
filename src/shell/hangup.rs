//! Notices that the terminal has gone, which the reader of keys does not.

use std::{io::stdin, sync::mpsc::Sender, thread};

use rustix::{
    event::{PollFd, PollFlags, poll},
    io::Errno,
};

use super::Event;

/// Waits until the other end of the terminal is closed.
pub(super) fn listen(events: Sender<Event>) {
    thread::spawn(move || {
        let input = stdin();
        // No event is asked for: that the other end is closed is always told.
        let mut terminal = [PollFd::new(&input, PollFlags::empty())];
        while poll(&mut terminal, None) == Err(Errno::INTR) {}
        let _ = events.send(Event::Gone);
    });
}
