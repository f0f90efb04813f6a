//! Reads the terminal in a thread of its own and turns what arrives into events.
//!
//! The terminal is waited for with `poll`, so that silence is noticed, and that the other end is closed:
//! the reader of crossterm waits for ever in both cases.

use std::{io::stdin, sync::mpsc::Sender, thread, time::Duration};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::{Errno, read},
};

use super::{Event, decoder::Decoder};

/// Reads until the terminal has gone or nobody listens.
pub(super) fn listen(events: Sender<Event>) {
    thread::spawn(move || {
        let mut decoder = Decoder::default();
        let mut heard = Vec::new();
        loop {
            let goes_on = hear(&mut decoder, &mut heard);
            for msg in heard.drain(..) {
                if events.send(Event::Msg(msg)).is_err() {
                    return;
                }
            }
            if !goes_on {
                // The loop may have ended first.
                let _ = events.send(Event::Gone);
                return;
            }
        }
    });
}

/// Waits for bytes or for a silence that means something; answers whether the terminal is still there.
fn hear(decoder: &mut Decoder, heard: &mut Vec<crate::app::Msg>) -> bool {
    let input = stdin();
    let mut terminal = [PollFd::new(&input, PollFlags::IN)];
    let patience = decoder.patience().map(timespec);
    match poll(&mut terminal, patience.as_ref()) {
        Ok(0) => {
            decoder.silence(heard);
            return true;
        }
        Ok(_) => {}
        Err(Errno::INTR) => return true,
        Err(_) => return false,
    }
    let mut bytes = [0; 4096];
    // Where the other end is closed and nothing is left to be read, reading fails or answers nothing.
    match read(&input, &mut bytes) {
        Ok(0) => false,
        Ok(length) => {
            decoder.feed(bytes.get(..length).unwrap_or_default(), heard);
            true
        }
        Err(Errno::INTR | Errno::AGAIN) => true,
        Err(_) => false,
    }
}

/// No patience is longer than a second.
fn timespec(duration: Duration) -> Timespec {
    Timespec { tv_sec: 0, tv_nsec: i64::from(duration.subsec_nanos()) }
}
