//! What the machine hears of a key, the mouse or an answer that the parser has understood.

use termina::{
    Event,
    escape::osc::{ColorOrQuery, DynamicColorNumber, Osc},
    event::{KeyCode, KeyEvent, KeyEventKind, Modifiers, MouseButton, MouseEvent, MouseEventKind},
    style::RgbColor,
};

use crate::app::{Code, Ground, Key, Mouse, MouseKind, Msg, Named};

/// What the machine hears of an event; none for what has no meaning here.
pub(super) fn translated(event: &Event) -> Option<Msg> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => key_of(*key).map(Msg::Key),
        Event::Mouse(mouse) => mouse_of(*mouse).map(Msg::Mouse),
        Event::FocusIn => Some(Msg::FocusGained),
        Event::FocusOut => Some(Msg::FocusLost),
        Event::Osc(Osc::ChangeDynamicColors(DynamicColorNumber::TextBackgroundColor, colours)) => {
            match colours.first()? {
                ColorOrQuery::Color(colour) => Some(Msg::Ground(ground(*colour))),
                ColorOrQuery::Query => None,
            }
        }
        // Answers to questions that we did not ask, and what this program has no use for.
        _ => None,
    }
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
    let shift = event.modifiers.contains(Modifiers::SHIFT);
    Some(Mouse { kind, at: (event.column, event.row), shift })
}

/// Whether text is lighter or darker than such a colour, as the eye weighs its parts.
fn ground(RgbColor { red, green, blue }: RgbColor) -> Ground {
    let light = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
    if light > 127_500 { Ground::Light } else { Ground::Dark }
}

fn key_of(event: KeyEvent) -> Option<Key> {
    let held = |modifier| event.modifiers.contains(modifier);
    let (ctrl, alt) = (held(Modifiers::CONTROL), held(Modifiers::ALT));
    let mut shift = held(Modifiers::SHIFT);
    let code = match event.code {
        KeyCode::Char(char) => {
            // Shift is in the character already, unless the terminal tells it beside Ctrl.
            shift &= ctrl;
            Code::Char(if ctrl { char.to_ascii_lowercase() } else { char })
        }
        KeyCode::Function(number) => Code::F(number),
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
        KeyCode::Escape => Named::Esc,
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
