//! A real terminal around the real program: a pseudo-terminal, with an emulator that draws what it says.

#![allow(dead_code, reason = "each test file uses its own part of it")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where it cannot go on")]

pub mod bytes;
mod home;
pub mod line;
pub mod talks;

use std::{
    fs,
    io::{Read, Write},
    num::NonZeroU16,
    path::{Path, PathBuf},
    process::Command,
    sync::{
        Arc, Condvar, Mutex, MutexGuard,
        mpsc::{self, Receiver, Sender},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

pub use home::Home;
use portable_pty::{CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use soapbox::shell::allowed::{self, Allowed};

/// The program that is tested.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_soapbox");
/// Only a program that hangs takes as long as this.
const DEADLINE: Duration = Duration::from_secs(60);
/// The program wraps its frames in these, so that a terminal shows them only when they are whole.
const FRAME_BEGINS: &[u8] = b"\x1b[?2026h";
const FRAME_ENDS: &[u8] = b"\x1b[?2026l";

/// A window in which the program runs. A program that still runs when the window goes is killed.
pub struct Terminal {
    seen: Arc<Window>,
    typed: Sender<Vec<u8>>,
    master: Box<dyn MasterPty + Send>,
    /// The program's side, held open so that nothing is lost when the program ends.
    slave: Option<Box<dyn SlavePty + Send>>,
    reader: Option<JoinHandle<()>>,
    ended: Receiver<u32>,
    status: Option<u32>,
    /// Whether it was killed in whatever it was doing.
    killed: bool,
    process: u32,
    /// Echo, line editing and the like as they were before.
    line_modes: String,
}

/// What the program wrote.
struct Window {
    seen: Mutex<Seen>,
    changed: Condvar,
}

struct Seen {
    emulator: vt100::Parser,
    raw: Vec<u8>,
    /// How many of the bytes the emulator has heard: no half frames.
    shown: usize,
}

impl Terminal {
    /// Runs a command in a window of `size` columns and rows.
    pub fn run(command: CommandBuilder, size: (u16, u16)) -> Self {
        let pair = native_pty_system().openpty(pty_size(size)).unwrap();
        let (columns, rows) = (non_zero(size.0), non_zero(size.1));
        let seen = Seen { emulator: vt100::Parser::new(rows, columns, 0), raw: Vec::new(), shown: 0 };
        let seen = Arc::new(Window { seen: Mutex::new(seen), changed: Condvar::new() });
        let line_modes = line_modes(&*pair.master);
        let mut child = pair.slave.spawn_command(command).unwrap();
        let process = child.process_id().unwrap();
        let (end, ended) = mpsc::channel();
        thread::spawn(move || end.send(child.wait().unwrap().exit_code()));
        Self {
            reader: Some(listen(pair.master.try_clone_reader().unwrap(), seen.clone())),
            typed: speak(pair.master.take_writer().unwrap()),
            seen,
            master: pair.master,
            slave: Some(pair.slave),
            ended,
            status: None,
            killed: false,
            process,
            line_modes,
        }
    }

    /// Waits until a text is to be seen; answers the screen.
    pub fn wait(&self, text: &str) -> String {
        self.until(&format!("waiting for {text:?}"), |seen| seen.contains(text))
    }

    /// Waits until a text is not to be seen; answers the screen.
    pub fn gone(&self, text: &str) -> String {
        self.until(&format!("waiting for {text:?} to go"), |seen| !seen.contains(text))
    }

    /// Waits until the screen is as wanted; answers it.
    pub fn until(&self, what: &str, wanted: impl Fn(&str) -> bool) -> String {
        self.until_seen(what, |seen| wanted(&seen.emulator.screen().contents()))
    }

    /// Waits until more than so many frames were drawn.
    pub fn frames_beyond(&self, before: usize) {
        self.until_seen("waiting for a frame", |seen| seen.frames() > before);
    }

    /// Waits until all bytes that were written are as wanted.
    pub fn until_raw(&self, what: &str, wanted: impl Fn(&[u8]) -> bool) {
        self.until_seen(what, |seen| wanted(&seen.raw));
    }

    fn until_seen(&self, what: &str, wanted: impl Fn(&Seen) -> bool) -> String {
        let start = Instant::now();
        let mut seen = self.lock();
        while !wanted(&seen) {
            let left = DEADLINE.saturating_sub(start.elapsed());
            if left.is_zero() {
                let screen = seen.emulator.screen().contents();
                drop(seen);
                let report =
                    screen.split_once("The report is ").and_then(|(_, rest)| rest.split_once(".txt"));
                let report = report.and_then(|(path, _)| fs::read_to_string(format!("{path}.txt")).ok());
                panic!("{what}; the screen:\n{screen}\n{}", report.unwrap_or_default());
            }
            seen = self.seen.changed.wait_timeout(seen, left).unwrap().0;
        }
        seen.emulator.screen().contents()
    }

    /// Types bytes as a keyboard sends them.
    pub fn keys(&self, bytes: &str) -> &Self {
        self.bytes(bytes.as_bytes())
    }

    /// The same for bytes that are no text.
    pub fn bytes(&self, bytes: &[u8]) -> &Self {
        self.typed.send(bytes.into()).unwrap();
        self
    }

    /// Pastes as a terminal does that was asked for brackets.
    pub fn paste(&self, text: &str) -> &Self {
        assert!(self.picture().bracketed_paste());
        self.keys(&format!("\x1b[200~{text}\x1b[201~"))
    }

    /// Makes the window another size, in columns and rows.
    pub fn resize(&self, size: (u16, u16)) {
        // The emulator knows no window without cells.
        self.lock().emulator.set_size(non_zero(size.1.max(1)), non_zero(size.0.max(1)));
        self.master.resize(pty_size(size)).unwrap();
    }

    /// Sends a signal by its name: `TERM`.
    pub fn signal(&self, name: &str) {
        let kill = format!("kill -{name} {}", self.process);
        assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
    }

    /// The same for all that runs in the window: the program leads their group.
    pub fn signal_all(&self, name: &str) {
        let kill = format!("kill -{name} -{}", self.process);
        assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
    }

    /// Kills the program at once, and waits until all that it wrote is read.
    pub fn kill(&mut self) {
        self.status = self.ended.try_recv().ok();
        if self.status.is_none() {
            // Only now: the number of a program that has ended may be another's.
            let process = Pid::from_raw(self.process.try_into().unwrap()).unwrap();
            let _ = kill_process(process, Signal::KILL);
            self.killed = true;
            self.status = Some(self.ended.recv_timeout(DEADLINE).unwrap());
        }
        self.close();
    }

    /// Waits until the program has ended and all that it wrote is read; answers its exit status.
    pub fn exit(&mut self) -> u32 {
        let status = self.wait_for_end();
        assert!(self.has_line_modes_back(), "echo and line editing are not as they were");
        self.close();
        status
    }

    /// The same for a program that could not give the terminal back.
    pub fn crash(&mut self) -> u32 {
        let status = self.wait_for_end();
        self.close();
        status
    }

    fn wait_for_end(&mut self) -> u32 {
        let ended = self.ended.recv_timeout(DEADLINE);
        let status = ended.unwrap_or_else(|_| panic!("it does not end; the screen:\n{}", self.screen()));
        self.status = Some(status);
        status
    }

    /// The program has ended: reads what is left.
    fn close(&mut self) {
        self.slave = None;
        self.reader.take().unwrap().join().unwrap();
    }

    /// Fails where the program has told the terminal what it may not.
    fn assert_harmless(&self) {
        let raw = self.raw();
        let frames = raw.windows(FRAME_ENDS.len()).rposition(|bytes| bytes == FRAME_ENDS);
        // While it runs, and where it was killed, what stands behind the last frame may be the first part of a
        // sequence.
        let ended = self.status.is_some() && !self.killed;
        let whole = if ended { raw.len() } else { frames.unwrap_or(0) };
        assert_eq!(allowed::first_strange(&raw[..whole], Allowed::Lines), None);
    }

    /// Whether the window is again as the shell had it; to be asked once the program ended or stopped.
    pub fn is_restored(&self) -> bool {
        let raw = self.raw();
        let picture = self.picture();
        let is_back = |number, before| bytes::mode(&raw, number) == Some(before);
        is_back(7, true)
            && is_back(25, true)
            && [1000, 1002, 1004, 1006, 1049, 2004, 2026].into_iter().all(|number| is_back(number, false))
            && !(picture.alternate_screen() || picture.bracketed_paste() || picture.hide_cursor())
            && self.has_line_modes_back()
    }

    /// Whether the terminal tells of the mouse's buttons, drags and wheel, and of no mere moves.
    pub fn hears_mouse(&self) -> bool {
        let raw = self.raw();
        let is_on = |number| bytes::mode(&raw, number) == Some(true);
        is_on(1000) && is_on(1002) && is_on(1006) && !is_on(1003)
    }

    /// Whether echo and line editing are as they were. Some systems do not tell once all is closed.
    fn has_line_modes_back(&self) -> bool {
        self.slave.is_none() || line_modes(&*self.master) == self.line_modes
    }

    /// The screen as text.
    pub fn screen(&self) -> String {
        self.picture().contents()
    }

    /// The screen with colours, weights and the cursor.
    pub fn picture(&self) -> vt100::Screen {
        self.lock().emulator.screen().clone()
    }

    /// All bytes that the program wrote so far.
    pub fn raw(&self) -> Vec<u8> {
        self.lock().raw.clone()
    }

    /// How many frames were drawn so far.
    pub fn frames(&self) -> usize {
        self.lock().frames()
    }

    /// The number of the process.
    pub const fn process(&self) -> u32 {
        self.process
    }

    /// Waits until the process is stopped, or is not.
    pub fn wait_stopped(&self, stopped: bool) {
        let start = Instant::now();
        while is_stopped(self.process) != stopped {
            assert!(start.elapsed() < DEADLINE, "waiting for a process that is stopped: {stopped}");
            thread::sleep(Duration::from_millis(2));
        }
    }

    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.seen.lock().unwrap()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if !thread::panicking() {
            self.assert_harmless();
        }
        if self.status.is_none() {
            let kill = format!("kill -KILL {} 2>&-", self.process);
            let _ = Command::new("sh").args(["-c", &kill]).status();
        }
    }
}

impl Seen {
    /// How many frames were begun.
    fn frames(&self) -> usize {
        self.raw.windows(FRAME_BEGINS.len()).filter(|bytes| *bytes == FRAME_BEGINS).count()
    }

    /// Takes what the program wrote; a frame is shown when it is whole.
    fn hear(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        let unheard = &self.raw[self.shown..];
        let last = |marker: &[u8]| unheard.windows(marker.len()).rposition(|bytes| bytes == marker);
        let whole = match (last(FRAME_BEGINS), last(FRAME_ENDS)) {
            (Some(begins), ends) if ends.is_none_or(|ends| ends < begins) => begins,
            // The end may be the first part of a marker.
            _ => (1..FRAME_BEGINS.len())
                .find(|length| unheard.ends_with(&FRAME_BEGINS[..*length]))
                .map_or(unheard.len(), |length| unheard.len() - length),
        };
        self.emulator.process(&unheard[..whole]);
        self.shown += whole;
    }
}

/// Reads what the program writes, until its side of the window is closed.
fn listen(mut output: Box<dyn Read + Send>, window: Arc<Window>) -> JoinHandle<()> {
    thread::spawn(move || {
        let mut bytes = [0; 8192];
        // Linux answers with an error where others say that it is the end.
        while let Ok(length @ 1..) = output.read(&mut bytes) {
            window.seen.lock().unwrap().hear(&bytes[..length]);
            window.changed.notify_all();
        }
    })
}

/// Types in a thread of its own: a program that does not read must not hold the test.
fn speak(mut keyboard: Box<dyn Write + Send>) -> Sender<Vec<u8>> {
    let (typed, keys) = mpsc::channel::<Vec<u8>>();
    thread::spawn(move || keys.into_iter().try_for_each(|bytes| keyboard.write_all(&bytes)));
    typed
}

const fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn non_zero(cells: u16) -> NonZeroU16 {
    NonZeroU16::new(cells).unwrap()
}

/// Echo, line editing and the like, in words that can be compared.
fn line_modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

fn is_stopped(process: u32) -> bool {
    let stat = PathBuf::from(format!("/proc/{process}/stat"));
    let state = if stat.exists() {
        let stat = fs::read_to_string(stat).unwrap_or_default();
        stat.rsplit(") ").next().unwrap_or_default().to_owned()
    } else {
        let ps = Command::new("ps").args(["-o", "stat=", "-p", &process.to_string()]).output().unwrap();
        String::from_utf8(ps.stdout).unwrap()
    };
    state.trim_start().starts_with('T')
}

/// How often all threads of a process gave up the processor so far; none where the system does not tell.
pub fn switches(process: u32) -> Option<u64> {
    let threads = fs::read_dir(Path::new("/proc").join(process.to_string()).join("task")).ok()?;
    let mut sum = 0;
    for thread in threads {
        let status = fs::read_to_string(thread.ok()?.path().join("status")).ok()?;
        let counts = status.lines().filter(|line| line.contains("ctxt_switches"));
        sum += counts.filter_map(|line| line.rsplit('\t').next()?.parse::<u64>().ok()).sum::<u64>();
    }
    Some(sum)
}
