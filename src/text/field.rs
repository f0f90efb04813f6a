//! The text that is being edited. This is the one place that knows the text-area widget.
//!
//! The widget holds text and cursor of the open field only. Wrapping, drawing, movement by grapheme clusters, the key
//! map and undo are ours: the widget splits clusters, and its own key for deleting a line is what unbracketed pastes
//! send for a line break.

use std::borrow::Cow;
use std::mem;
use std::ops::Range;

use tui_textarea::{CursorMove, TextArea};

use super::bounds;

/// A text with a caret and a selection.
///
/// It follows the library, which is the truth: keys, undo and merges change the library, and what they
/// changed is brought here by [`Field::splice`]. The widget holds lines and caret. Its own wrap, history,
/// key map and selection are not used: a selection of the widget vanishes with the next change, and only
/// reaches to row and column 65,535.
#[derive(Clone, Debug)]
pub struct Field {
    area: TextArea<'static>,
    /// The end of the selection that stays; where the caret is when nothing is selected.
    anchor: usize,
}

/// Where the caret can go without knowing the rows on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Motion {
    /// Over the cluster before it.
    Left,
    /// Over the cluster after it.
    Right,
    /// To the beginning of a word.
    WordLeft,
    /// To the end of a word.
    WordRight,
    /// To the beginning of the sentence, or of the one before.
    SentenceLeft,
    /// To the beginning of the next sentence.
    SentenceRight,
    /// To the beginning of the paragraph, or of the one before.
    ParagraphUp,
    /// To the beginning of the next paragraph.
    ParagraphDown,
    /// To the beginning of the line.
    LineStart,
    /// To the end of the line.
    LineEnd,
    /// To the beginning of the text.
    TextStart,
    /// To the end of the text.
    TextEnd,
}

/// A position as a line and a byte in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Spot {
    row: usize,
    byte: usize,
}

impl Default for Field {
    fn default() -> Self {
        Self::new("")
    }
}

impl Field {
    /// A field with this text and the caret before it.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { area: widget(text), anchor: 0 }
    }

    /// Its lines, without their line feeds: at least one.
    #[must_use]
    pub fn lines(&self) -> &[String] {
        self.area.lines()
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> String {
        self.lines().join("\n")
    }

    /// How long the text is, in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.offset(self.end())
    }

    /// Whether the text is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self.lines(), [line] if line.is_empty())
    }

    /// Where the caret is.
    #[must_use]
    pub fn caret(&self) -> usize {
        self.offset(self.caret_spot())
    }

    /// What is selected; none when that would be empty.
    #[must_use]
    pub fn selection(&self) -> Option<Range<usize>> {
        let caret = self.caret();
        let range = caret.min(self.anchor)..caret.max(self.anchor);
        (!range.is_empty()).then_some(range)
    }

    /// The text that is selected.
    #[must_use]
    pub fn selected(&self) -> Option<String> {
        let range = self.selection()?;
        let (from, to) = (self.spot(range.start), self.spot(range.end));
        let lines = self.lines().get(from.row..=to.row)?;
        let mut text = lines.join("\n");
        text.truncate(from.byte + range.len());
        text.drain(..from.byte);
        Some(text)
    }

    /// Puts the caret at the nearest position at or before `offset`. With `extend` what lies between
    /// its old place and the new one is selected, or the selection that there is grows or shrinks;
    /// otherwise the selection is dropped.
    pub fn move_to(&mut self, offset: usize, extend: bool) {
        let spot = self.spot(offset);
        let byte = bounds::floor(self.line(spot.row), spot.byte);
        self.jump(Spot { byte, ..spot });
        if !extend {
            self.anchor = self.caret();
        }
    }

    /// Selects a range, clusters that it cuts included, with the caret at its end.
    pub fn select(&mut self, range: Range<usize>) {
        self.move_to(range.start, false);
        self.jump(self.ceil(range.end.max(range.start)));
    }

    /// Selects the whole text, with the caret at its end.
    pub fn select_all(&mut self) {
        self.anchor = 0;
        self.jump(self.end());
    }

    /// Where a motion takes the caret.
    #[must_use]
    pub fn target(&self, motion: Motion) -> usize {
        let Spot { row, byte } = self.caret_spot();
        let line = self.line(row);
        let start = self.offset(Spot { row, byte: 0 });
        match motion {
            Motion::Left | Motion::WordLeft if byte == 0 => start.saturating_sub(1),
            Motion::Right | Motion::WordRight if byte == line.len() => self.len().min(start + byte + 1),
            Motion::Left => start + bounds::previous(line, byte),
            Motion::Right => start + bounds::next(line, byte),
            Motion::WordLeft => start + bounds::previous_word(line, byte),
            Motion::WordRight => start + bounds::next_word(line, byte),
            Motion::SentenceLeft => match bounds::sentence_before(line, byte) {
                Some(there) => start + there,
                None => {
                    self.paragraph(row, false, |line| bounds::sentence_before(line, line.len()).unwrap_or(0))
                }
            },
            Motion::SentenceRight => match bounds::sentence_behind(line, byte) {
                Some(there) => start + there,
                None if byte < line.trim_end().len() => start + line.len(),
                None => self.paragraph(row, true, |_| 0),
            },
            Motion::ParagraphUp if byte > 0 && !line.trim().is_empty() => start,
            Motion::ParagraphUp => self.paragraph(row, false, |_| 0),
            Motion::ParagraphDown => self.paragraph(row, true, |_| 0),
            Motion::LineStart => start,
            Motion::LineEnd => start + line.len(),
            Motion::TextStart => 0,
            Motion::TextEnd => self.len(),
        }
    }

    /// The word at an offset, or the blanks or the mark that stands there, without what lies in other lines.
    #[must_use]
    pub fn word_at(&self, offset: usize) -> Range<usize> {
        let Spot { row, byte } = self.spot(offset);
        let start = self.offset(Spot { row, byte: 0 });
        let word = bounds::word_around(self.line(row), byte);
        start + word.start..start + word.end
    }

    /// The line at an offset, without its line feed.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> Range<usize> {
        let row = self.spot(offset).row;
        let start = self.offset(Spot { row, byte: 0 });
        start..start + self.line(row).len()
    }

    /// A place in the nearest line below or above that is not blank; an end of the text where there is none.
    fn paragraph(&self, row: usize, below: bool, place: impl Fn(&str) -> usize) -> usize {
        let is_filled = |line: &String| !line.trim().is_empty();
        let found = if below {
            let rest = self.lines().get(row + 1..).unwrap_or_default();
            rest.iter().position(is_filled).map(|at| row + 1 + at)
        } else {
            self.lines().get(..row).unwrap_or_default().iter().rposition(is_filled)
        };
        match found {
            Some(row) => self.offset(Spot { row, byte: place(self.line(row)) }),
            None if below => self.len(),
            None => 0,
        }
    }

    /// Follows a change of the text: at byte `at`, `removed` bytes gave way to `inserted`.
    ///
    /// Caret and anchor stay with the text around them. What was in or at the end of the removed part, or
    /// where something is only inserted, goes behind the inserted text. Answers whether the change fits;
    /// where it reaches beyond the text or into a character, nothing is done.
    pub fn splice(&mut self, at: usize, removed: usize, inserted: &str) -> bool {
        let Some(end) = at.checked_add(removed) else { return false };
        let (from, to) = (self.spot(at), self.spot(end));
        let fits = |spot: Spot, offset| {
            self.offset(spot) == offset && self.line(spot.row).is_char_boundary(spot.byte)
        };
        if !fits(from, at) || !fits(to, end) {
            return false;
        }
        let follow = |position: usize| match position {
            before if before < at => before,
            within if within <= end => at + inserted.len(),
            behind => behind - removed + inserted.len(),
        };
        let (caret, anchor) = (follow(self.caret()), follow(self.anchor));
        let chars = self.chars_between(from, to);
        self.jump(from);
        self.area.delete_str(chars);
        self.area.insert_str(as_inserted(inserted));
        // A mark that came to the left or right of a position may have joined the clusters around it.
        self.jump(self.ceil(caret));
        self.anchor = self.offset(self.ceil(anchor));
        true
    }

    fn line(&self, row: usize) -> &str {
        self.lines().get(row).map_or("", String::as_str)
    }

    fn end(&self) -> Spot {
        let row = self.lines().len().saturating_sub(1);
        Spot { row, byte: self.line(row).len() }
    }

    /// The spot at an offset, at most the end of the text. It may be inside a character.
    fn spot(&self, offset: usize) -> Spot {
        let mut byte = offset;
        for (row, line) in self.lines().iter().enumerate() {
            if byte <= line.len() {
                return Spot { row, byte };
            }
            byte -= line.len() + 1;
        }
        self.end()
    }

    fn offset(&self, spot: Spot) -> usize {
        let above: usize = self.lines().iter().take(spot.row).map(|line| line.len() + 1).sum();
        above + spot.byte
    }

    /// The nearest spot between clusters at or after an offset.
    fn ceil(&self, offset: usize) -> Spot {
        let spot = self.spot(offset);
        Spot { byte: bounds::ceil(self.line(spot.row), spot.byte), ..spot }
    }

    fn caret_spot(&self) -> Spot {
        let cursor = self.area.cursor();
        Spot { row: cursor.0, byte: byte_of(self.line(cursor.0), cursor.1) }
    }

    /// How many characters lie between two spots, line feeds included: the widget counts in these.
    fn chars_between(&self, from: Spot, to: Spot) -> usize {
        let end = column_of(self.line(to.row), to.byte);
        let lines = self.lines().get(from.row..to.row).unwrap_or_default();
        let whole: usize = lines.iter().map(|line| line.chars().count() + 1).sum();
        whole + end - column_of(self.line(from.row), from.byte)
    }

    /// Puts the caret of the widget at a spot between characters; the anchor stays.
    fn jump(&mut self, to: Spot) {
        let column = column_of(self.line(to.row), to.byte);
        if self.area.cursor() == (to.row, column) {
            return;
        }
        match (u16::try_from(to.row), u16::try_from(column)) {
            (Ok(row), Ok(column)) => self.area.move_cursor(CursorMove::Jump(row, column)),
            _ => self.jump_far(to),
        }
    }

    /// The widget can be told to go to row and column 65,535 and no farther, but it stands behind what it
    /// has just inserted: so it begins anew with what comes after the caret, and is given what comes before.
    fn jump_far(&mut self, to: Spot) {
        let mut before = mem::take(&mut self.area).into_lines();
        let mut after = before.split_off(to.row);
        if let Some(line) = after.first_mut() {
            let right = line.split_off(to.byte);
            before.push(mem::replace(line, right));
        }
        self.area = widget(&after.join("\n"));
        self.area.insert_str(as_inserted(&before.join("\n")));
    }
}

/// The widget as it is used here: it remembers no history, for undo is a matter of the library.
///
/// At each change it measures the whole text anew, in cells of the screen, which nobody asks it for: half of what
/// a key costs. Behind a mask that takes no cells there is nothing to measure. It is set before there is a text.
fn widget(text: &str) -> TextArea<'static> {
    let mut area = TextArea::default();
    area.set_max_histories(0);
    area.set_mask_char('\0');
    area.insert_str(as_inserted(text));
    area.move_cursor(CursorMove::Jump(0, 0));
    area
}

/// A text as it must be given to the widget to be inserted as it is: the widget takes a CR from the end
/// of every line, so that each needs one more.
fn as_inserted(text: &str) -> Cow<'_, str> {
    if !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    let lines = text.split('\n').map(|line| if line.ends_with('\r') { [line, "\r"] } else { [line, ""] });
    Cow::Owned(lines.map(|line| line.concat()).collect::<Vec<_>>().join("\n"))
}

/// The byte of a line where the character with this number begins.
fn byte_of(line: &str, column: usize) -> usize {
    // Nearly every line; finding out costs a fraction of a walk.
    if line.is_ascii() {
        return column.min(line.len());
    }
    line.char_indices().nth(column).map_or(line.len(), |(byte, _)| byte)
}

/// How many characters of a line stand before a byte.
fn column_of(line: &str, byte: usize) -> usize {
    line.get(..byte).unwrap_or(line).chars().count()
}

#[cfg(test)]
mod tests;
