//! The way out: data to standard output, messages to standard error, and the exit status.

use std::{
    backtrace::{Backtrace, BacktraceStatus},
    fmt,
    io::{self, ErrorKind, IsTerminal, Write},
    panic,
    process::ExitCode,
};

use crate::{
    door::Safe,
    shell::allowed::{self, Allowed},
};

/// What a subcommand answers: an exit status, or what went wrong.
pub type Done = Result<u8, Failure>;

/// Why a subcommand could not do what it was asked to.
#[derive(Debug)]
pub enum Failure {
    /// Nobody reads the output any more: the program ends quietly.
    PipeClosed,
    /// What went wrong, in words for a person.
    Message(String),
}

impl<T: fmt::Display> From<T> for Failure {
    fn from(error: T) -> Self {
        Self::Message(error.to_string())
    }
}

/// Writes data to standard output: every byte as it is into a pipe or file, made visible on a terminal.
///
/// # Errors
/// Where it cannot be written; [`Failure::PipeClosed`] where nobody reads it any more.
pub fn data(text: &str) -> Result<(), Failure> {
    if on_terminal() { written(&Safe::page(text)) } else { written(text) }
}

/// Writes a picture to standard output. Its texts went through the pen that drew it; colours stay.
///
/// # Errors
/// As [`data`].
pub fn picture(lines: &str) -> Result<(), Failure> {
    debug_assert_eq!(allowed::first_strange(lines, Allowed::Lines), None);
    written(lines)
}

/// Whether standard output is a terminal.
#[must_use]
pub fn on_terminal() -> bool {
    standard_output().is_terminal()
}

#[expect(clippy::disallowed_methods, reason = "this is the door")]
fn standard_output() -> io::Stdout {
    io::stdout()
}

fn written(text: &str) -> Result<(), Failure> {
    let mut out = standard_output().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Err(Failure::PipeClosed),
        Err(error) => Err(Failure::Message(format!("standard output cannot be written: {error}"))),
    }
}

/// Writes a value as JSON to standard output.
///
/// # Errors
/// As [`data`].
pub fn json(value: &impl serde::Serialize) -> Result<(), Failure> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    data(&text)
}

/// Writes a message of one or more lines to standard error; text from outside is made visible.
#[expect(clippy::disallowed_methods, reason = "this is the door")]
pub fn message(text: &str) {
    write_lines(&mut io::stderr().lock(), text);
}

/// Tells on standard error how far something is, each time in place of the last; nothing where nobody
/// watches, or where it is done before anybody would wonder.
#[expect(clippy::disallowed_methods, reason = "this is the door")]
pub fn progress(done: usize, total: usize) {
    const STEP: usize = 100;
    let mut out = io::stderr().lock();
    if total < 2 * STEP || !out.is_terminal() {
        return;
    }
    // Where this fails there is nobody to tell.
    let _ = match done {
        last if last + 1 == total => write!(out, "\r\x1b[K"),
        done if done % STEP == 0 => {
            write!(out, "\r{done} of {total} files; Ctrl-C stops, and nothing is changed")
        }
        _ => return,
    };
    let _ = out.flush();
}

fn write_lines(out: &mut impl Write, text: &str) {
    for line in text.lines() {
        // Where even this fails there is nobody to tell.
        let _ = writeln!(out, "{}", Safe::line(line));
    }
}

/// From here on a panic is told as every message is: it may repeat a part of a text.
pub fn tell_panics() {
    panic::set_hook(Box::new(|panic| {
        message(&format!("soapbox {panic}"));
        let trace = Backtrace::capture();
        if trace.status() == BacktraceStatus::Captured {
            message(&trace.to_string());
        }
    }));
}

/// Ends the program after a subcommand.
pub fn end(done: Done) -> ExitCode {
    match done {
        Ok(status) => ExitCode::from(status),
        Err(Failure::PipeClosed) => ExitCode::SUCCESS,
        Err(Failure::Message(error)) => {
            message(&format!("soapbox: {error}"));
            ExitCode::from(2)
        }
    }
}

/// Ends the program after clap answered itself: help and version are data, everything else is an error,
/// which may repeat what was typed.
#[expect(clippy::disallowed_methods, reason = "help and version repeat nothing that was typed")]
pub fn usage(answer: &clap::Error) -> ExitCode {
    let status = u8::try_from(answer.exit_code()).unwrap_or(2);
    if answer.use_stderr() {
        message(&answer.render().to_string());
        return ExitCode::from(status);
    }
    match answer.print() {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => ExitCode::from(2),
        _ => ExitCode::from(status),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_written_line_by_line_and_acts_on_nothing() {
        let mut out = Vec::new();
        write_lines(&mut out, "inside '\u{1b}c' of `a\tb\u{9b}31m`\r\nsecond\u{202e}");
        assert_eq!(String::from_utf8(out).unwrap(), "inside '␛c' of `a    b\u{fffd}31m`\nsecond\u{fffd}\n");
    }
}
