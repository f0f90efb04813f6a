//! The way out: data to standard output, messages to standard error, and the exit status.

use std::{
    fmt,
    io::{self, ErrorKind, Write},
    process::ExitCode,
};

use crate::door::Safe;

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

/// Writes data to standard output.
///
/// # Errors
/// Where it cannot be written; [`Failure::PipeClosed`] where nobody reads it any more.
pub fn data(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
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
pub fn message(text: &str) {
    let mut out = io::stderr().lock();
    for line in text.lines() {
        // Where even this fails there is nobody to tell.
        let _ = writeln!(out, "{}", Safe::line(line));
    }
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

/// Ends the program after clap answered itself: help and version are data, everything else is an error.
pub fn usage(answer: &clap::Error) -> ExitCode {
    let status = u8::try_from(answer.exit_code()).unwrap_or(2);
    match answer.print() {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => ExitCode::from(2),
        _ => ExitCode::from(status),
    }
}
