//! Headings: how they are written, and which titles would be misread as something else.

use unicode_width::UnicodeWidthStr;

use super::{
    fences,
    label::{self, Label},
    lines::{body, item},
    timed,
    words::{self, Known, Word},
};

/// What stands for the title of a proposal that has none.
pub(super) const UNTITLED: &str = "<UNTITLED>";

/// How a heading is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// With `#` before it.
    Hashes,
    /// With a line of `=` or `-` below it.
    Underline,
}

/// The look of a heading: its style and its level, 1 to 6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    /// How it is written.
    pub style: Style,
    /// 1 is highest.
    pub level: u8,
}

/// A heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Heading<'a> {
    /// What it looks like.
    pub form: Form,
    /// What it says.
    pub text: &'a str,
    /// What it stands for, where its text is in the table of words.
    pub known: Option<Known>,
    /// Whether it carries a time, as sections of an outline do.
    pub timed: bool,
    /// Whether a backslash before it says that it is a title, whatever it looks like.
    pub forced: bool,
}

impl Heading<'_> {
    /// How many lines it takes.
    pub const fn lines(&self) -> usize {
        match self.form.style {
            Style::Hashes => 1,
            Style::Underline => 2,
        }
    }

    /// Whether it may be a title: what it says is no name of the table.
    pub const fn may_be_title(&self) -> bool {
        self.known.is_none()
    }

    /// Whether it names one of the four long texts.
    pub fn is_field(&self) -> bool {
        self.known.is_some_and(|known| matches!(known.word, Word::Prose(_)))
    }
}

/// A heading with `#` and a blank before it.
pub(super) fn hashes(body: &str) -> Option<Heading<'_>> {
    let text = body.trim_start_matches('#');
    let level = u8::try_from(body.len() - text.len()).ok().filter(|level| (1..=6).contains(level))?;
    let text = text.starts_with([' ', '\t']).then(|| text.trim())?;
    let closed = text.trim_end_matches('#');
    let text = if closed.ends_with(char::is_whitespace) { closed.trim_end() } else { text };
    let heading = Heading {
        form: Form { style: Style::Hashes, level },
        text,
        known: words::known(text),
        timed: timed::is_timed(text),
        forced: false,
    };
    (!text.is_empty()).then_some(heading)
}

/// The heading that a line is by the line below it.
pub(super) fn underlined<'a>(body: &'a str, below: &str, label: Option<Label>) -> Option<Heading<'a>> {
    let text = body.trim();
    let level = underline_level(text, below)?;
    let is_entry = label.is_some_and(|label| !label.rest.is_empty() && label.known.word != Word::Aside);
    if is_rule(text) || item(text).is_some() || is_entry {
        return None;
    }
    let form = Form { style: Style::Underline, level };
    if let Some(title) = text.strip_prefix('\\').filter(|title| is_odd_title(title.trim_start_matches('\\')))
    {
        return Some(Heading { form, text: title, known: None, timed: false, forced: true });
    }
    let timed = timed::is_timed(text);
    Some(Heading { form, text, known: words::known(text), timed, forced: false })
}

/// The level of the heading `text` by the line below it. The line is at least three wide or just as
/// wide as the text, so that a lone `-` in a list is no underline.
fn underline_level(text: &str, below: &str) -> Option<u8> {
    let below = below.trim_end();
    let wide = below.len() >= 3 || below.len() == underline_width(text);
    match below.bytes().next().filter(|_| wide && is_rule(below))? {
        b'=' => Some(1),
        _ => Some(2),
    }
}

/// How wide a title's underline is, in cells.
pub(super) fn underline_width(title: &str) -> usize {
    title.width().max(1)
}

/// Whether the line is made of `=` or of `-` only.
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let made_of = |mark: u8| line.bytes().all(|byte| byte == mark);
    !line.is_empty() && (made_of(b'=') || made_of(b'-'))
}

/// Whether a title, underlined, would not be read as that title in a list of no titles.
pub(super) fn is_odd_title(title: &str) -> bool {
    is_misread_title(title) || words::known(title).is_some() || timed::is_timed(title) || title == UNTITLED
}

/// Whether a title, underlined, would not be read as a heading of its own, even where it is expected.
pub(super) fn is_misread_title(title: &str) -> bool {
    let field = |known: Known| known.word != Word::Aside;
    let heading = |body: &str| {
        let plain = hashes(body).is_none() && !fences::opens(body);
        plain && underlined(body, "---", label::label(body)).is_some_and(|heading| heading.text == title)
    };
    !body(title).is_some_and(heading) || words::known(title).is_some_and(field)
}
