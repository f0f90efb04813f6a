//! The system's clipboard, through the programs that every desktop has for it: no library of its display is
//! needed, and a display that does not answer holds nobody up.
//!
//! Copying tells the terminal as well (OSC 52, see `screen`), which works over ssh. Reading never does: a
//! terminal that answers would type the clipboard, and one that asks the person first would hang.

use std::{
    env,
    ffi::OsStr,
    io::{self, Read, Write},
    process::{Command, Stdio},
    sync::mpsc::{self, Receiver, Sender},
    thread,
    time::Duration,
};

use super::{Event, Way};
use crate::app::{Effect, LONGEST_COPY, LONGEST_PASTE, Msg};

/// The way to the thread that asks the programs, which begins with the first wish: nobody who saves waits for one
/// that hangs.
pub struct Clipboard {
    wishes: Option<Sender<Effect>>,
    /// Tells when the thread has ended, by going.
    done: Option<Receiver<()>>,
    events: Way,
}

impl Clipboard {
    pub(super) const fn new(events: Way) -> Self {
        Self { wishes: None, done: None, events }
    }

    /// Copies a text, or reads one, which is answered with a message.
    pub(super) fn give(&mut self, wish: Effect) {
        if self.wishes.is_none() {
            let (wishes, heard) = mpsc::channel();
            let (alive, done) = mpsc::channel::<()>();
            let events = self.events.clone();
            let work = move || {
                work_through(&heard, &events);
                drop(alive);
            };
            if let Err(error) = thread::Builder::new().name("clipboard".into()).spawn(work) {
                // The loop that called holds the other end.
                let _ = self.events.send(Event::Msg(Msg::NotCopied(error.to_string())));
                return;
            }
            (self.wishes, self.done) = (Some(wishes), Some(done));
        }
        if let Some(wishes) = &self.wishes {
            // It ends only when it is told to finish.
            let _ = wishes.send(wish);
        }
    }

    /// Waits until all is copied that was to be, no longer than for one program that hangs.
    pub(super) fn finish(self) {
        drop(self.wishes);
        if let Some(done) = self.done {
            let _ = done.recv_timeout(PATIENCE);
        }
    }
}

fn work_through(heard: &Receiver<Effect>, events: &Way) {
    for wish in heard {
        let msg = match wish {
            Effect::Copy(text) => copy(&text).err().map(Msg::NotCopied),
            Effect::Paste(asked) => Some(Msg::Clipboard { asked, text: read() }),
            _ => None,
        };
        if let Some(msg) = msg {
            // The loop may have ended: what it gave before is done all the same.
            let _ = events.send(Event::Msg(msg));
        }
    }
}

/// A program that knows the clipboard.
struct Tool {
    /// Where it works: the variable that says so.
    needs: &'static str,
    /// Takes its standard input for the clipboard.
    copy: &'static [&'static str],
    /// Writes the clipboard to its standard output; empty where it cannot.
    read: &'static [&'static str],
}

/// Where programs of Windows can be run from Linux.
const WINDOWS: &str = "WSL_DISTRO_NAME";

/// The programs for displays, the surest first. Of those whose display is there, the first that does it is
/// enough.
const DISPLAYS: &[Tool] = &[
    Tool {
        needs: "WAYLAND_DISPLAY",
        copy: &["wl-copy", "--type", "text/plain;charset=utf-8"],
        read: &["wl-paste", "--no-newline", "--type", "text/plain;charset=utf-8"],
    },
    Tool {
        needs: "DISPLAY",
        copy: &["xclip", "-selection", "clipboard", "-in"],
        read: &["xclip", "-selection", "clipboard", "-out", "-target", "UTF8_STRING"],
    },
    Tool {
        needs: "DISPLAY",
        copy: &["xsel", "--clipboard", "--input"],
        read: &["xsel", "--clipboard", "--output"],
    },
    // Every session on a Mac has a home and these programs; elsewhere they do not exist.
    Tool { needs: "HOME", copy: &["pbcopy"], read: &["pbpaste"] },
    Tool {
        needs: WINDOWS,
        copy: &["clip.exe"],
        read: &[
            "powershell.exe",
            "-NoProfile",
            "-Command",
            "[Console]::OutputEncoding = [Text.Encoding]::UTF8; [Console]::Write((Get-Clipboard -Raw))",
        ],
    },
];

/// As tmux comes it heeds no OSC 52 of the programs in it, but this; `-w` passes it on to its own terminal.
const TMUX: Tool =
    Tool { needs: "TMUX", copy: &["tmux", "load-buffer", "-w", "-"], read: &["tmux", "save-buffer", "-"] };

/// A program that has not answered after this long never will.
const PATIENCE: Duration = Duration::from_secs(3);

/// Whether terminals take a text of this length. The console of Linux would show a part of it.
pub(super) fn terminals_take(text: &str) -> bool {
    text.len() <= LONGEST_COPY && env::var_os("TERM").is_none_or(|name| name != "linux")
}

/// Copies with whatever can be found.
///
/// # Errors
/// Why the text is on no clipboard, where the terminal was not told either.
fn copy(text: &str) -> Result<(), String> {
    let try_it = |tool: &Tool| tool.works() && run(tool.copy, Some(tool.encoded(text))).is_some();
    // What has a display may still be looked at through another one.
    let multiplexed = try_it(&TMUX);
    if DISPLAYS.iter().any(try_it) || multiplexed || terminals_take(text) {
        return Ok(());
    }
    let length = text.len();
    Err(if length > LONGEST_COPY {
        format!("{length} bytes are too long for terminals, which take {LONGEST_COPY}")
    } else {
        "this terminal has no clipboard".to_owned()
    })
}

/// The text on the clipboard; none where no program can tell.
fn read() -> Option<String> {
    let mut tools = DISPLAYS.iter().chain([&TMUX]).filter(|tool| tool.works());
    tools.find_map(|tool| {
        let bytes = run(tool.read, None)?;
        // Nothing and no text are the same: others may know more.
        Some(String::from_utf8_lossy(&bytes).into_owned()).filter(|text| !text.is_empty())
    })
}

impl Tool {
    fn works(&self) -> bool {
        env::var_os(self.needs).is_some_and(|value| !value.is_empty())
    }

    /// The text as the program takes it: that of Windows knows UTF-16 by its mark.
    fn encoded(&self, text: &str) -> Vec<u8> {
        if self.needs == WINDOWS {
            return "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        }
        text.as_bytes().to_vec()
    }
}

/// Runs a program with these bytes as its input, else with none, and answers its output: none where it does
/// not exist, fails, or takes too long.
fn run(words: &[&str], input: Option<Vec<u8>>) -> Option<Vec<u8>> {
    let (name, arguments) = words.split_first()?;
    let mut command = command(name, arguments);
    // A program that stays to serve the clipboard must not hold what it was started with.
    match input {
        Some(_) => command.stdin(Stdio::piped()).stdout(Stdio::null()),
        None => command.stdin(Stdio::null()).stdout(Stdio::piped()),
    };
    let mut child = command.stderr(Stdio::null()).spawn().ok()?;
    let process = child.id();
    let (tell, told) = mpsc::channel();
    let talk = move || {
        let (given, taken) = (child.stdin.take(), child.stdout.take());
        let talked = move || -> io::Result<Vec<u8>> {
            let mut output = Vec::new();
            if let (Some(mut pipe), Some(input)) = (given, input) {
                pipe.write_all(&input)?;
            }
            if let Some(pipe) = taken {
                // One byte more than can be pasted, so that it is known to be too long.
                pipe.take(LONGEST_PASTE as u64 + 1).read_to_end(&mut output)?;
            }
            Ok(output)
        };
        let talked = talked();
        // Whatever it took, nobody else waits for its end.
        let ended = child.wait();
        // Whoever asked may have lost patience.
        let _ =
            tell.send(ended.and_then(|status| Ok(talked?).map(|output| status.success().then_some(output))));
    };
    thread::Builder::new().name("tool".into()).spawn(talk).ok()?;
    let Ok(answer) = told.recv_timeout(PATIENCE) else {
        end(process);
        return None;
    };
    answer.ok().flatten()
}

/// A program in a group of its own: what ends the terminal must not end what serves the clipboard, and
/// nothing there reads the terminal's keys.
fn command(name: impl AsRef<OsStr>, arguments: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.args(arguments);
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command
}

/// Ends a program and all that it has started.
fn end(process: u32) {
    #[cfg(unix)]
    if let Some(group) = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw) {
        // It may have ended a moment ago.
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    #[cfg(not(unix))]
    let _ = process;
}
