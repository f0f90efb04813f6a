//! A terminal at the end of a line that can be cut, or that takes nothing: what the program writes is read
//! only when the test asks.

use std::{
    io::{Read, Write},
    sync::mpsc::{self, Receiver},
    thread,
};

use portable_pty::{CommandBuilder, MasterPty, native_pty_system};

use super::{DEADLINE, non_zero, pty_size, talks::SIZE};

/// The test's end of it. When it goes, the line is cut.
pub struct Line {
    master: Box<dyn MasterPty + Send>,
    reader: Box<dyn Read + Send>,
    keyboard: Box<dyn Write + Send>,
    emulator: vt100::Parser,
    process: u32,
    ended: Receiver<u32>,
}

/// A program whose terminal has gone.
pub struct Orphan(Receiver<u32>);

impl Line {
    pub fn run(command: CommandBuilder) -> Self {
        let pair = native_pty_system().openpty(pty_size(SIZE)).unwrap();
        let mut child = pair.slave.spawn_command(command).unwrap();
        let process = child.process_id().unwrap();
        let (end, ended) = mpsc::channel();
        thread::spawn(move || end.send(child.wait().unwrap().exit_code()));
        Self {
            reader: pair.master.try_clone_reader().unwrap(),
            keyboard: pair.master.take_writer().unwrap(),
            master: pair.master,
            emulator: vt100::Parser::new(non_zero(SIZE.1), non_zero(SIZE.0), 0),
            process,
            ended,
        }
    }

    /// Reads until a text is to be seen.
    pub fn wait(&mut self, text: &str) {
        let mut bytes = [0; 4096];
        while !self.emulator.screen().contents().contains(text) {
            let length = self.reader.read(&mut bytes).unwrap();
            self.emulator.process(&bytes[..length]);
        }
    }

    pub fn keys(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
    }

    /// Makes the window another size and back, so that it is drawn anew.
    pub fn shake(&self) {
        self.master.resize(pty_size((SIZE.0 - 1, SIZE.1))).unwrap();
        self.master.resize(pty_size(SIZE)).unwrap();
    }

    pub const fn process(&self) -> u32 {
        self.process
    }

    /// The exit status of the program, which ends by itself.
    pub fn exit(&self) -> u32 {
        status(&self.ended)
    }

    /// Cuts the line. What stands for the keyboard types a line break and Ctrl-D when it goes.
    pub fn cut(self) -> Orphan {
        Orphan(self.ended)
    }
}

impl Orphan {
    /// The exit status of the program, which ends by itself.
    pub fn exit(&self) -> u32 {
        status(&self.0)
    }
}

fn status(ended: &Receiver<u32>) -> u32 {
    ended.recv_timeout(DEADLINE).unwrap_or_else(|_| panic!("it does not end"))
}
