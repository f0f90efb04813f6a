//! Reads the console of Windows, which tells keys apart itself, in a thread of its own.

use std::{
    io,
    sync::mpsc::{self, Receiver, Sender},
    thread,
    time::Duration,
};

use crossterm::event::{
    self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use super::Event;
use crate::app::{Code, Key, Mouse, MouseKind, Msg, Named};

/// The way to the loop for other threads.
pub type Way = Sender<Event>;

/// What the loop hears with.
pub(super) struct Ear(Receiver<Event>);

/// Both ends of the way to the loop; the console is read from here on.
///
/// # Errors
/// Those of the system, which gives no thread.
pub(super) fn way() -> io::Result<(Way, Ear)> {
    let (way, heard) = mpsc::channel();
    listen(way.clone())?;
    Ok((way, Ear(heard)))
}

impl Ear {
    /// The next event, for which it waits as long as the patience says, or for ever; none if that has run out.
    pub(super) fn next(&mut self, patience: Option<Duration>) -> Option<Event> {
        match patience {
            None => self.0.recv().ok(),
            Some(patience) => self.0.recv_timeout(patience).ok(),
        }
    }

    /// An event that is there already.
    pub(super) fn waiting(&mut self) -> Option<Event> {
        self.0.try_recv().ok()
    }

    /// The console is never another program's here.
    pub(super) fn leave_terminal(&mut self, _lent: bool) {}
}

/// Reads until the terminal has gone or nobody listens.
fn listen(events: Way) -> io::Result<()> {
    let read = move || {
        loop {
            let event = match event::read() {
                Ok(event) => translated(event),
                Err(_) => Some(Event::Gone),
            };
            let gone = matches!(event, Some(Event::Gone));
            if event.is_some_and(|event| events.send(event).is_err()) || gone {
                return;
            }
        }
    };
    thread::Builder::new().name("console".into()).spawn(read).map(drop)
}

fn translated(event: event::Event) -> Option<Event> {
    Some(Event::Msg(match event {
        event::Event::Key(key) if key.kind != KeyEventKind::Release => Msg::Key(key_of(key)?),
        event::Event::Mouse(mouse) => Msg::Mouse(mouse_of(mouse)?),
        event::Event::Paste(text) => Msg::Paste(text),
        event::Event::Resize(width, height) => Msg::Resize(width, height),
        event::Event::FocusLost => Msg::FocusLost,
        event::Event::FocusGained => Msg::FocusGained,
        _ => return None,
    }))
}

/// The left button and the wheel: the others have no meaning here.
fn mouse_of(event: MouseEvent) -> Option<Mouse> {
    let kind = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Press,
        MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
        MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
        MouseEventKind::ScrollUp => MouseKind::WheelUp,
        MouseEventKind::ScrollDown => MouseKind::WheelDown,
        _ => return None,
    };
    let shift = event.modifiers.contains(KeyModifiers::SHIFT);
    Some(Mouse { kind, at: (event.column, event.row), shift })
}

fn key_of(event: KeyEvent) -> Option<Key> {
    let held = |modifier| event.modifiers.contains(modifier);
    let (ctrl, alt) = (held(KeyModifiers::CONTROL), held(KeyModifiers::ALT));
    let mut shift = held(KeyModifiers::SHIFT);
    let code = match event.code {
        KeyCode::Char(char) => {
            // Shift is in the character already, unless the terminal tells it beside Ctrl.
            shift &= ctrl;
            Code::Char(if ctrl { char.to_ascii_lowercase() } else { char })
        }
        KeyCode::F(number) => Code::F(number),
        KeyCode::BackTab => {
            shift = true;
            Code::Named(Named::Tab)
        }
        other => Code::Named(named(other)?),
    };
    Some(Key { code, ctrl, alt, shift })
}

const fn named(code: KeyCode) -> Option<Named> {
    Some(match code {
        KeyCode::Enter => Named::Enter,
        KeyCode::Esc => Named::Esc,
        KeyCode::Tab => Named::Tab,
        KeyCode::Backspace => Named::Backspace,
        KeyCode::Delete => Named::Delete,
        KeyCode::Insert => Named::Insert,
        KeyCode::Up => Named::Up,
        KeyCode::Down => Named::Down,
        KeyCode::Left => Named::Left,
        KeyCode::Right => Named::Right,
        KeyCode::Home => Named::Home,
        KeyCode::End => Named::End,
        KeyCode::PageUp => Named::PageUp,
        KeyCode::PageDown => Named::PageDown,
        _ => return None,
    })
}
