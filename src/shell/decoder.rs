//! From the bytes of a terminal to keys and pastes. No terminal is named here: bytes and silences in,
//! messages out. `inside` says where a key ends, the parser of `termina` which one it is, `translated` what it is
//! to the machine.
//!
//! Terminals do not say where a key ends. Escape is the beginning of most other keys, a paste may never
//! be closed (the end marker is lost with the connection that carried it), and answers to questions of
//! other programs arrive among the keys. So silence means something: after a short one what looked like
//! the beginning of a key is taken for what it is, after a long one whatever is still open is closed.

mod inside;
#[cfg(test)]
mod tests;
mod translated;

use std::time::Duration;

use termina::Parser;

use self::{inside::Inside, translated::translated};
use crate::app::Msg;

/// The marks around a paste.
const BEGIN: &[u8] = b"\x1b[200~";
const END: &[u8] = b"\x1b[201~";
/// A key's bytes arrive together; whoever presses Escape pauses for longer.
const SHORT: Duration = Duration::from_millis(30);
/// A paste or an answer that has not gone on for this long will not.
const LONG: Duration = Duration::from_millis(500);
/// How much of a paste is kept, in bytes: one more than may be pasted, so that it is known to be too long.
const PASTE: usize = crate::app::LONGEST_PASTE + 1;

/// What has arrived and is not understood yet.
#[derive(Debug, Default)]
pub struct Decoder {
    parser: Parser,
    /// Bytes that no one has looked at: the beginning of what may become a mark.
    held: Vec<u8>,
    /// What has been pasted since the mark.
    paste: Option<Vec<u8>>,
    /// Inside what the last byte stands that the parser was given.
    inside: Inside,
    /// Whether a short silence has passed since the last byte.
    paused: bool,
}

impl Decoder {
    /// Hears bytes as they were read.
    pub fn feed(&mut self, bytes: &[u8], out: &mut Vec<Msg>) {
        self.held.extend_from_slice(bytes);
        self.paused = false;
        while self.step(out) {}
    }

    /// For how long silence means nothing; none where it never will.
    pub fn patience(&self) -> Option<Duration> {
        match (self.paste.is_some(), self.paused) {
            (true, _) => Some(LONG),
            (false, false) if !self.held.is_empty() => Some(SHORT),
            (false, _) if self.inside != Inside::Nothing => Some(LONG),
            _ => None,
        }
    }

    /// Nothing has arrived for as long as [`Decoder::patience`] said.
    pub fn silence(&mut self, out: &mut Vec<Msg>) {
        if self.paste.is_some() {
            let rest = std::mem::take(&mut self.held);
            self.keep(&rest);
            self.end_paste(out);
        } else if self.paused || self.held.is_empty() {
            // Half a key is no key, and must not take the next one with it.
            (self.parser, self.inside) = (Parser::default(), Inside::Nothing);
        } else {
            self.paused = true;
            let held = std::mem::take(&mut self.held);
            self.parse(&held, false, out);
        }
    }

    /// Takes what can be taken from the bytes that are held; answers whether there may be more.
    fn step(&mut self, out: &mut Vec<Msg>) -> bool {
        let mark = if self.paste.is_some() { END } else { BEGIN };
        let found = find(&self.held, mark);
        let until = found.unwrap_or_else(|| self.held.len() - beginning(&self.held, mark));
        let rest = self.held.split_off(until);
        let taken = std::mem::replace(&mut self.held, rest);
        if self.paste.is_some() {
            self.keep(&taken);
        } else {
            self.parse(&taken, true, out);
        }
        if found.is_none() {
            return false;
        }
        self.held.drain(..mark.len());
        match self.paste {
            Some(_) => self.end_paste(out),
            None => self.paste = Some(Vec::new()),
        }
        true
    }

    fn keep(&mut self, bytes: &[u8]) {
        if let Some(paste) = &mut self.paste {
            let room = PASTE.saturating_sub(paste.len());
            paste.extend_from_slice(bytes.get(..room).unwrap_or(bytes));
        }
    }

    fn end_paste(&mut self, out: &mut Vec<Msg>) {
        let paste = self.paste.take().unwrap_or_default();
        out.push(Msg::Paste(String::from_utf8_lossy(&paste).into_owned()));
    }

    /// Hands bytes to the parser, each key and answer by itself: it waits for the end of some answers that it
    /// does not know, and would take the next key for it.
    fn parse(&mut self, bytes: &[u8], more: bool, out: &mut Vec<Msg>) {
        let mut rest = bytes;
        for (index, byte) in bytes.iter().enumerate() {
            let before = self.inside;
            self.inside = before.behind(*byte);
            if self.inside == Inside::Nothing && before != Inside::Nothing {
                let (piece, behind) = rest.split_at(rest.len() - (bytes.len() - index - 1));
                self.pass(piece, more, out);
                rest = behind;
            }
        }
        self.pass(rest, more, out);
    }

    fn pass(&mut self, bytes: &[u8], more: bool, out: &mut Vec<Msg>) {
        if bytes.is_empty() {
            return;
        }
        self.parser.parse(bytes, more);
        while let Some(event) = self.parser.pop() {
            out.extend(translated(&event));
        }
        if self.inside == Inside::Nothing {
            self.parser = Parser::default();
        }
    }
}

/// Where a mark stands in the bytes.
fn find(bytes: &[u8], mark: &[u8]) -> Option<usize> {
    bytes.windows(mark.len()).position(|window| window == mark)
}

/// How many of the last bytes are the beginning of a mark that may still come.
fn beginning(bytes: &[u8], mark: &[u8]) -> usize {
    (1..mark.len())
        .rev()
        .find(|&length| mark.get(..length).is_some_and(|part| bytes.ends_with(part)))
        .unwrap_or(0)
}
