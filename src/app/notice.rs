//! Something to read that lies over the panes: lines of words, wrapped.

use super::{
    Command,
    popup::{height, stepped},
};
use crate::{door, text::Wrapped};

/// Words to be read, and nothing to be chosen.
#[derive(Debug)]
pub struct Notice {
    /// What it is about.
    pub title: String,
    /// What it says, line by line.
    pub words: Vec<String>,
    /// The first visible row.
    pub top: usize,
}

/// Words are not set wider than this.
const WIDEST: usize = 76;
/// What a border takes with its margin, in columns.
const BORDER: u16 = 4;

impl Notice {
    /// The rows as they are shown in a window of this size.
    #[must_use]
    pub fn rows(&self, size: (u16, u16)) -> Vec<String> {
        let width = usize::from(size.0.saturating_sub(BORDER)).clamp(1, WIDEST);
        let mut wrapped = Wrapped::default();
        // As it will be shown, so that what is made visible has its room.
        let lines: Vec<String> = self.words.iter().map(|line| door::Safe::line(line).to_string()).collect();
        wrapped.sync(&lines, u16::try_from(width).unwrap_or(u16::MAX));
        (0..wrapped.rows()).filter_map(|row| Some(wrapped.row(row)?.text.trim_end().to_owned())).collect()
    }

    /// Scrolls.
    pub(super) fn hear(&mut self, command: Command, size: (u16, u16)) {
        let page = usize::from(height(size).max(1));
        self.top = stepped(self.top, command, page, self.rows(size).len());
        self.bound(size);
    }

    /// Brings its index into bounds.
    pub(super) fn bound(&mut self, size: (u16, u16)) {
        self.top = self.top.min(self.rows(size).len().saturating_sub(usize::from(height(size))));
    }
}
