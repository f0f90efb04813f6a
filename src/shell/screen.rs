//! The terminal as a screen: taken, drawn on with one write a frame, and always given back.

use std::{
    fmt,
    io::{self, Write},
    sync::atomic::{AtomicBool, Ordering},
};

use super::{
    allowed::{self, Allowed},
    paint::Painter,
};
use crate::{
    app::Model,
    ui::{self, Theme},
};
use crossterm::{
    Command,
    clipboard::CopyToClipboard,
    cursor::Show,
    event::{DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange},
    execute, queue,
    terminal::{
        DisableLineWrap, EnableLineWrap, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
        disable_raw_mode, enable_raw_mode,
    },
};

/// The terminal while the program has it. It is given back when this is dropped; on a panic the
/// [report](super::report) does it.
pub struct Screen {
    painter: Painter,
}

impl Screen {
    /// Takes the terminal.
    pub fn enter(size: (u16, u16)) -> io::Result<Self> {
        take()?;
        Ok(Self { painter: Painter::new(size) })
    }

    /// The window has this size now, and nothing is known of what it shows: the next frame is drawn whole.
    pub fn resize(&mut self, size: (u16, u16)) {
        self.painter = Painter::new(size);
    }

    /// Draws a frame: what differs from the last one, in one write. Whether the mouse is heard follows the
    /// person's setting.
    pub fn draw(&mut self, model: &Model, theme: &Theme) -> io::Result<()> {
        hear_mouse(model.settings.mouse)?;
        let bytes = self.painter.paint(|sheet| ui::note(model, theme, sheet));
        if bytes.is_empty() {
            return Ok(());
        }
        debug_assert_eq!(
            allowed::first_strange(&bytes, Allowed::Screen),
            None,
            "a frame acts on the terminal"
        );
        say(&bytes)
    }

    /// Gives the terminal a text for the system's clipboard; terminals that keep none ignore it.
    pub fn copy(text: &str) -> io::Result<()> {
        let mut bytes = Vec::new();
        queue!(bytes, CopyToClipboard::to_clipboard_from(text))?;
        debug_assert_eq!(
            allowed::first_strange(&bytes, Allowed::Screen),
            None,
            "a copy acts on the terminal"
        );
        say(&bytes)
    }
}

/// Writes to the terminal, while the program has it.
fn say(bytes: &[u8]) -> io::Result<()> {
    let mut out = terminal().lock();
    if !TAKEN.load(Ordering::SeqCst) {
        // Another thread ends the program: the screen is the shell's again.
        return Ok(());
    }
    out.write_all(bytes)?;
    out.flush()
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// Whether the program has the terminal.
static TAKEN: AtomicBool = AtomicBool::new(false);

#[expect(clippy::disallowed_methods, reason = "frames go to it, which the painter made of what pens drew")]
fn terminal() -> io::Stdout {
    io::stdout()
}

/// Takes the terminal: no echo, no line editing, a screen of its own.
pub(super) fn take() -> io::Result<()> {
    TAKEN.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    execute!(terminal(), EnterAlternateScreen, DisableLineWrap, EnableBracketedPaste, EnableFocusChange)
}

/// Whether the terminal was asked to tell of the mouse. Whoever takes the terminal has not asked yet: the
/// next frame does.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// Asks the terminal to tell of the mouse, or not to, where it was not asked before.
fn hear_mouse(wanted: bool) -> io::Result<()> {
    if MOUSE.load(Ordering::SeqCst) == wanted {
        return Ok(());
    }
    let mut out = terminal().lock();
    if !TAKEN.load(Ordering::SeqCst) {
        return Ok(());
    }
    MOUSE.store(wanted, Ordering::SeqCst);
    execute!(out, ReportMouse(wanted))
}

/// Reports of buttons, of drags and of the wheel, in the form that knows windows of any size; none of mere
/// moves.
struct ReportMouse(bool);

impl Command for ReportMouse {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        f.write_str(if self.0 {
            "\x1b[?1000h\x1b[?1002h\x1b[?1006h"
        } else {
            "\x1b[?1006l\x1b[?1002l\x1b[?1000l"
        })
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        use crossterm::event::{DisableMouseCapture, EnableMouseCapture};
        if self.0 { EnableMouseCapture.execute_winapi() } else { DisableMouseCapture.execute_winapi() }
    }

    #[cfg(windows)]
    fn is_ansi_code_supported(&self) -> bool {
        false
    }
}

/// Asks the terminal which colour it draws on (OSC 11), behind the first frame. The answer arrives among the keys:
/// nobody waits for it.
pub(super) fn ask_ground() -> io::Result<()> {
    let mut out = terminal().lock();
    if TAKEN.load(Ordering::SeqCst) {
        out.write_all(b"\x1b]11;?\x1b\\")?;
        out.flush()?;
    }
    Ok(())
}

/// Undoes all that [`take`] did, once. Errors do not matter: there is nobody left to tell.
pub(super) fn give_back() {
    if !TAKEN.load(Ordering::SeqCst) {
        return;
    }
    // First, as a terminal that takes nothing lets all that follows wait for ever.
    let _ = disable_raw_mode();
    // No frame may come behind.
    let mut out = terminal().lock();
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    MOUSE.store(false, Ordering::SeqCst);
    let _ = execute!(
        out,
        EndSynchronizedUpdate,
        ReportMouse(false),
        DisableFocusChange,
        DisableBracketedPaste,
        EnableLineWrap,
        LeaveAlternateScreen,
        Show
    );
}
