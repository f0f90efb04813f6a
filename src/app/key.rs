//! A key as data: what a person presses, how it is written in tables and shown on the screen.

use std::{fmt, str::FromStr};

/// One key press with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Held with Ctrl.
    pub ctrl: bool,
    /// Held with Alt.
    pub alt: bool,
    /// Held with Shift; never set for a character that is not held with Ctrl or Alt, which has its
    /// upper case instead.
    pub shift: bool,
}

/// The key itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// A key that writes a character.
    Char(char),
    /// The function key with this number.
    F(u8),
    /// A key with a name.
    Named(Named),
}

/// Keys that have a name and write nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are those printed on the keys")]
pub enum Named {
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
}

/// Each named key: as written in tables, as shown on the screen.
const NAMES: [(Named, &str, &str); 14] = [
    (Named::Enter, "enter", "Enter"),
    (Named::Esc, "esc", "Esc"),
    (Named::Tab, "tab", "Tab"),
    (Named::Backspace, "backspace", "Backspace"),
    (Named::Delete, "delete", "Delete"),
    (Named::Insert, "insert", "Insert"),
    (Named::Up, "up", "↑"),
    (Named::Down, "down", "↓"),
    (Named::Left, "left", "←"),
    (Named::Right, "right", "→"),
    (Named::Home, "home", "Home"),
    (Named::End, "end", "End"),
    (Named::PageUp, "pageup", "PageUp"),
    (Named::PageDown, "pagedown", "PageDown"),
];

impl Key {
    /// A named key without modifiers.
    #[must_use]
    pub const fn named(name: Named) -> Self {
        Self { code: Code::Named(name), ctrl: false, alt: false, shift: false }
    }

    /// A character without modifiers.
    #[must_use]
    pub const fn char(char: char) -> Self {
        Self { code: Code::Char(char), ctrl: false, alt: false, shift: false }
    }

    /// The character that the key writes, none for keys that command.
    #[must_use]
    pub const fn text(self) -> Option<char> {
        match self.code {
            Code::Char(char) if !self.ctrl && !self.alt => Some(char),
            _ => None,
        }
    }

    /// Whether terminals send the key as itself.
    ///
    /// # Errors
    /// What to write instead.
    pub fn check_sent(self) -> Result<(), String> {
        let Code::Char(char) = self.code else { return Ok(()) };
        let instead = match (self.ctrl, char) {
            (false, _) if self.shift => "the character that it makes".to_owned(),
            (true, 'i') => "`tab`".to_owned(),
            (true, 'm') => "`enter`".to_owned(),
            (true, '[') => "`esc`".to_owned(),
            (true, '\\') => "`ctrl-4`".to_owned(),
            (true, ']') => "`ctrl-5`".to_owned(),
            (true, '^') => "`ctrl-6`".to_owned(),
            (true, '/' | '_' | '-') => "`ctrl-7`".to_owned(),
            (true, '@') => "`ctrl-space`".to_owned(),
            (true, 'a'..='z') if self.shift => format!("`ctrl-{char}`, Shift does not count"),
            (false, _) | (true, 'a'..='z' | ' ' | '4'..='7') => return Ok(()),
            (true, _) => "another key".to_owned(),
        };
        Err(format!("write {instead}"))
    }

    /// The same key held with Shift or not, apart: terminals that send `Alt-A` for Shift, Alt and `a` do not
    /// tell of the Shift beside.
    #[must_use]
    pub fn unshifted(self) -> (Self, bool) {
        match self.code {
            Code::Char(char) if (self.ctrl || self.alt) && char.is_ascii_uppercase() => {
                (Self { code: Code::Char(char.to_ascii_lowercase()), shift: false, ..self }, true)
            }
            _ => (Self { shift: false, ..self }, self.shift),
        }
    }
}

impl FromStr for Key {
    type Err = String;

    /// Reads a key as tables write it: `ctrl-s`, `shift-tab`, `F1`, `?`, `G`; also as it is shown.
    fn from_str(text: &str) -> Result<Self, String> {
        let mut key = Self::char(' ');
        let mut rest = text;
        loop {
            let (held, left) = match rest.split_once(['-', '+']) {
                Some((name, left)) if name.eq_ignore_ascii_case("ctrl") => (&mut key.ctrl, left),
                Some((name, left)) if name.eq_ignore_ascii_case("alt") => (&mut key.alt, left),
                Some((name, left)) if name.eq_ignore_ascii_case("shift") => (&mut key.shift, left),
                _ => break,
            };
            *held = true;
            rest = left;
        }
        key.code = code(rest).ok_or_else(|| format!("`{text}` is no key"))?;
        if let Code::Char(char) = &mut key.code
            && (key.ctrl || key.alt)
        {
            *char = char.to_ascii_lowercase();
            if key.shift && !key.ctrl {
                *char = char.to_ascii_uppercase();
                key.shift = false;
            }
        }
        Ok(key)
    }
}

fn code(text: &str) -> Option<Code> {
    let named = |lower: &str| NAMES.iter().find(|(_, name, shown)| lower == *name || lower == *shown);
    let mut chars = text.chars();
    if let (Some(char), None, None) = (chars.next(), chars.next(), named(text)) {
        return Some(Code::Char(char));
    }
    let lower = text.to_lowercase();
    if lower == "space" {
        return Some(Code::Char(' '));
    }
    if let Some(number) = text.strip_prefix(['F', 'f']) {
        return number.parse().ok().filter(|number| (1..=24).contains(number)).map(Code::F);
    }
    named(&lower).map(|(name, ..)| Code::Named(*name))
}

impl fmt::Display for Key {
    /// As people read it: `Ctrl-S`, `Shift-Tab`, `Alt-↑`, `F1`, `?`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "Ctrl-"), (self.alt, "Alt-"), (self.shift, "Shift-")] {
            if held {
                f.write_str(name)?;
            }
        }
        match self.code {
            Code::Char(' ') => f.write_str("Space"),
            Code::Char(char) if self.alt && char.is_uppercase() => write!(f, "Shift-{char}"),
            Code::Char(char) if self.ctrl || self.alt => write!(f, "{}", char.to_uppercase()),
            Code::Char(char) => write!(f, "{char}"),
            Code::F(number) => write!(f, "F{number}"),
            Code::Named(named) => {
                let shown = NAMES.iter().find(|(name, ..)| *name == named).map_or("", |(.., shown)| shown);
                f.write_str(shown)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_as_tables_write_them() {
        let shown = |text: &str| text.parse::<Key>().map(|key| key.to_string());
        for (written, read) in [
            ("ctrl-s", "Ctrl-S"),
            ("shift-tab", "Shift-Tab"),
            ("alt-up", "Alt-↑"),
            ("ctrl-shift-left", "Ctrl-Shift-←"),
            ("F1", "F1"),
            ("?", "?"),
            ("G", "G"),
            ("-", "-"),
            ("ctrl--", "Ctrl--"),
            ("space", "Space"),
            ("Ctrl-S", "Ctrl-S"),
            ("CTRL+s", "Ctrl-S"),
            ("ctrl-+", "Ctrl-+"),
            ("+", "+"),
            ("alt-Z", "Alt-Z"),
            ("alt-shift-z", "Alt-Shift-Z"),
            ("PageUp", "PageUp"),
            ("Alt-↑", "Alt-↑"),
            ("f12", "F12"),
            ("f", "f"),
        ] {
            assert_eq!(shown(written).as_deref(), Ok(read));
        }
        for wrong in ["", "ctrl-", "F0", "F99", "meta-x", "entr"] {
            assert!(wrong.parse::<Key>().is_err(), "{wrong}");
        }
    }
}
