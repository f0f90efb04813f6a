//! The terminal as a screen: taken, drawn on with one write a frame, and always given back.

use std::{
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
    cursor::Show,
    event::{DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange},
    execute,
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

    /// Draws a frame: what differs from the last one, in one write.
    pub fn draw(&mut self, model: &Model, theme: &Theme) -> io::Result<()> {
        let bytes = self.painter.paint(|buffer| ui::view(model, theme, buffer))?;
        if bytes.is_empty() {
            return Ok(());
        }
        debug_assert_eq!(
            allowed::first_strange(&bytes, Allowed::Screen),
            None,
            "a frame acts on the terminal"
        );
        let mut out = terminal().lock();
        if !TAKEN.load(Ordering::SeqCst) {
            // Another thread ends the program: the screen is the shell's again.
            return Ok(());
        }
        out.write_all(&bytes)?;
        out.flush()
    }
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
    let _ = execute!(
        out,
        EndSynchronizedUpdate,
        DisableFocusChange,
        DisableBracketedPaste,
        EnableLineWrap,
        LeaveAlternateScreen,
        Show
    );
}
