//! Where keys and answers of terminals begin and end, byte by byte.

/// Inside what a byte stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Inside {
    /// Between keys.
    #[default]
    Nothing,
    /// Behind Escape.
    Escape,
    /// Behind the two bytes that begin most keys and answers.
    Begun,
    /// In a key or an answer, which ends with a letter or another sign of that range.
    Control,
    /// In a key of which one byte is missing.
    Last,
    /// In an answer that is ended by a bell, or by Escape and a backslash.
    Words,
    /// Behind Escape in such an answer.
    WordsEscape,
    /// In a character of which so many bytes are missing.
    Character(u8),
    /// In a report of the mouse of the oldest kind, of which so many bytes are missing. Terminals send it
    /// that do not know the one which was asked for.
    Report(u8),
}

impl Inside {
    /// Where the next byte stands.
    pub const fn behind(self, byte: u8) -> Self {
        match (self, byte) {
            (Self::Words, 0x1b) => Self::WordsEscape,
            // What is answered has neither blanks nor other letters than those of ASCII: what has is typed, by
            // somebody who pressed Alt with a bracket or a P before.
            (Self::Words, 0x21..=0x7e)
            | (Self::Escape | Self::WordsEscape, b']' | b'P' | b'X' | b'^' | b'_') => Self::Words,
            (_, 0x1b) => Self::Escape,
            (Self::Begun, b'M') => Self::Report(3),
            (Self::Report(missing @ 2..), 0x20..) => Self::Report(missing - 1),
            (Self::Words, 0x07) | (Self::WordsEscape, b'\\') | (Self::Report(_), _) => Self::Nothing,
            (Self::Escape | Self::WordsEscape, b'[') => Self::Begun,
            (Self::Escape | Self::WordsEscape, b'O') | (Self::Begun, b'[') => Self::Last,
            (Self::Begun | Self::Control, 0x20..=0x3f) => Self::Control,
            (Self::Character(missing @ 2..), 0x80..=0xbf) => Self::Character(missing - 1),
            (_, 0xc2..=0xdf) => Self::Character(1),
            (_, 0xe0..=0xef) => Self::Character(2),
            (_, 0xf0..=0xf4) => Self::Character(3),
            _ => Self::Nothing,
        }
    }
}
