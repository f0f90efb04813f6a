//! The hand that writes: keeps the indent, two spaces a level.

use super::prose;

/// From how many bytes on a piece of a text is handed on.
const PIECE: usize = 64 << 10;

/// A RON text being written.
pub struct Writer<'a> {
    text: String,
    depth: usize,
    /// Who takes what is written, piece by piece.
    taker: &'a mut dyn FnMut(&str),
}

impl<'a> Writer<'a> {
    /// Nothing is written yet.
    pub fn new(taker: &'a mut dyn FnMut(&str)) -> Self {
        Self { text: String::new(), depth: 0, taker }
    }

    /// Adds RON as it stands: a number, a word, a value that is kept word for word.
    pub fn raw(&mut self, ron: &str) {
        self.text.push_str(ron);
    }

    /// Adds a text as a string.
    pub fn prose(&mut self, text: &str) {
        prose::push(&mut self.text, text);
    }

    /// Adds a part on lines of its own between two brackets.
    pub fn block(&mut self, open: char, close: char, lines: impl FnOnce(&mut Self)) {
        self.text.push(open);
        self.text.push('\n');
        self.depth += 1;
        lines(self);
        self.depth -= 1;
        self.indent();
        self.text.push(close);
    }

    /// Adds a line, or what begins as one, with the comma at its end.
    pub fn line(&mut self, part: impl FnOnce(&mut Self)) {
        self.indent();
        part(self);
        self.text.push_str(",\n");
        if self.text.len() >= PIECE {
            (self.taker)(&self.text);
            self.text.clear();
        }
    }

    /// Hands on what is left.
    pub fn finish(self) {
        (self.taker)(&self.text);
    }

    fn indent(&mut self) {
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
    }
}
