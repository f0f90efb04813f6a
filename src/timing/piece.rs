//! A piece of the text that knows where it stands.

use std::ops::Range;

/// A part of a text, with its place there. All that the rules of the grammar hand to each other are pieces,
/// so that what is found at the end can be found again in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    /// What stands there.
    pub text: &'a str,
    /// Where it begins, in bytes of the whole text.
    pub at: usize,
}

/// The marks that make words bold or slanted.
const EMPHASIS: [char; 2] = ['*', '_'];

impl Piece<'_> {
    /// Its place in the whole text, in bytes.
    pub fn place(self) -> Range<usize> {
        self.at..self.at + self.text.len()
    }

    /// The piece from byte `from` of this one on; an empty one at its end where that is no place in it.
    pub fn skip(self, from: usize) -> Self {
        self.text.get(from..).map_or_else(
            || Self { text: "", at: self.at + self.text.len() },
            |text| Self { text, at: self.at + from },
        )
    }

    /// The piece up to byte `to` of this one; all of it where that is no place in it.
    pub fn take(self, to: usize) -> Self {
        Self { text: self.text.get(..to).unwrap_or(self.text), at: self.at }
    }

    /// The piece that ends where `rest`, a tail of this one, begins.
    pub fn before(self, rest: &str) -> Self {
        self.take(self.text.len().saturating_sub(rest.len()))
    }

    /// The piece that `rest`, a tail of this one, is.
    pub fn rest(self, rest: &str) -> Self {
        self.skip(self.text.len().saturating_sub(rest.len()))
    }

    /// Without white space on either side.
    pub fn trim(self) -> Self {
        self.rest(self.text.trim_start()).trim_end()
    }

    /// Without white space behind it.
    pub fn trim_end(self) -> Self {
        self.take(self.text.trim_end().len())
    }

    /// Without white space and marks of emphasis before it.
    pub fn bare_start(self) -> Self {
        self.rest(self.text.trim_start_matches(is_bare))
    }

    /// Without white space and marks of emphasis on either side.
    pub fn bare(self) -> Self {
        let start = self.bare_start();
        start.take(start.text.trim_end_matches(is_bare).len())
    }
}

/// Whether it is white space or a mark of emphasis.
fn is_bare(mark: char) -> bool {
    mark.is_whitespace() || EMPHASIS.contains(&mark)
}
