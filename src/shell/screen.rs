//! The terminal as a screen: taken, drawn on with one write a frame, and always given back.

use std::{
    cell::RefCell,
    io::{self, Write},
    rc::Rc,
    sync::{
        Once,
        atomic::{AtomicBool, Ordering},
    },
};

use crossterm::{
    cursor::Show,
    event::{DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange},
    execute, queue,
    terminal::{
        BeginSynchronizedUpdate, DisableLineWrap, EnableLineWrap, EndSynchronizedUpdate,
        EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
    },
};
use ratatui::{Terminal, TerminalOptions, Viewport, backend::CrosstermBackend, layout::Rect};

use crate::{
    app::Model,
    ui::{self, Theme},
};

/// The terminal while the program has it. It is given back when this is dropped, and on a panic.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Ink>>,
    ink: Ink,
}

/// Collects a frame's bytes, so that the terminal gets them in one write and never half a frame.
#[derive(Clone, Default)]
struct Ink(Rc<RefCell<Vec<u8>>>);

impl Write for Ink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// The backend flushes many times a frame; only [`Ink::give`] writes.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Ink {
    /// Writes what was collected to the terminal.
    fn give(&self) -> io::Result<()> {
        let mut bytes = self.0.borrow_mut();
        let mut out = io::stdout().lock();
        out.write_all(&bytes)?;
        out.flush()?;
        bytes.clear();
        Ok(())
    }
}

impl Screen {
    /// Takes the terminal.
    pub fn enter(size: (u16, u16)) -> io::Result<Self> {
        restore_on_panic();
        take()?;
        let ink = Ink::default();
        let viewport = Viewport::Fixed(Rect::new(0, 0, size.0, size.1));
        let terminal =
            Terminal::with_options(CrosstermBackend::new(ink.clone()), TerminalOptions { viewport })?;
        Ok(Self { terminal, ink })
    }

    /// The window has another size: the next frame is drawn whole.
    pub fn resize(&mut self, size: (u16, u16)) {
        // The bytes go to memory, which does not fail; no answer of the terminal is waited for.
        let _ = self.terminal.resize(Rect::new(0, 0, size.0, size.1));
    }

    /// Draws a frame: what differs from the last one, in one write.
    pub fn draw(&mut self, model: &Model, theme: &Theme) -> io::Result<()> {
        queue!(self.ink, BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| {
            if let Some(cursor) = ui::view(model, theme, frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        })?;
        queue!(self.ink, EndSynchronizedUpdate)?;
        self.ink.give()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// Whether the program has the terminal.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Takes the terminal: no echo, no line editing, a screen of its own.
pub(super) fn take() -> io::Result<()> {
    TAKEN.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, DisableLineWrap, EnableBracketedPaste, EnableFocusChange)
}

/// Undoes all that [`take`] did, once. Errors do not matter: there is nobody left to tell.
pub(super) fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ = execute!(
        io::stdout(),
        EndSynchronizedUpdate,
        DisableFocusChange,
        DisableBracketedPaste,
        EnableLineWrap,
        LeaveAlternateScreen,
        Show
    );
    let _ = disable_raw_mode();
}

/// A panic must leave a usable terminal, with its report on it.
fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            give_back();
            report(panic);
        }));
    });
}
