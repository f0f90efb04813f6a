//! A long text as it is put together line by line.

/// A text that grows by lines. Blank lines at its ends are no part of it.
#[derive(Debug, Default)]
pub(super) struct Prose {
    text: String,
    /// Blank lines since the last line with text, as they stand.
    blanks: Vec<String>,
    /// Whether a paragraph was begun and has no line yet.
    begun: bool,
}

impl Prose {
    /// Adds a line, without its line break.
    pub fn line(&mut self, line: &str) {
        if line.trim().is_empty() {
            if !self.text.is_empty() && !self.begun {
                self.blanks.push(line.to_owned());
            }
            return;
        }
        self.begun = false;
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        for blank in self.blanks.drain(..) {
            self.text.push_str(&blank);
            self.text.push('\n');
        }
        self.text.push_str(line);
    }

    /// Begins a new paragraph, one blank line below the last, where a text goes on that was left for
    /// another.
    pub fn paragraph(&mut self) {
        if !self.text.is_empty() {
            self.blanks = vec![String::new()];
            self.begun = true;
        }
    }

    /// Whether there is no text yet.
    pub const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text.
    pub fn text(self) -> String {
        self.text
    }
}

/// A text without the blank lines at its two ends.
pub(super) fn trimmed(text: &str) -> &str {
    let blank = |line: &str| line.trim().is_empty();
    let mut text = text;
    while let Some((_, rest)) = text.split_once('\n').filter(|(first, _)| blank(first)) {
        text = rest;
    }
    while let Some((rest, _)) = text.rsplit_once('\n').filter(|(_, last)| blank(last)) {
        text = rest;
    }
    if blank(text) { "" } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_inside_stay_as_they_are_and_those_at_the_ends_go() {
        for (text, expected) in
            [("", ""), (" \n\t\n", ""), ("a", "a"), ("\n  \n  a \n \n\nb\t\n\n", "  a \n \n\nb\t")]
        {
            let mut prose = Prose::default();
            text.split('\n').for_each(|line| prose.line(line));
            assert_eq!(prose.text(), expected);
            assert_eq!(trimmed(text), expected);
        }
    }

    #[test]
    fn a_text_that_goes_on_begins_a_paragraph() {
        let mut prose = Prose::default();
        prose.paragraph();
        prose.line("");
        prose.line("a");
        prose.line("");
        prose.line("");
        prose.paragraph();
        prose.line("");
        prose.line("b");
        prose.line("c");
        assert_eq!(prose.text(), "a\n\nb\nc");
    }
}
