//! A text as lines, each with the mark that it carries. Looks at a line and its neighbours only: what a
//! mark means where it stands is decided elsewhere.

use std::borrow::Cow;

use super::{
    fences::{self, Fence},
    heading::{Heading, Style, hashes, is_rule, underlined},
    label::{self, Label},
    words::Word,
};
use crate::talk::Status;

/// A line of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// The line as it stands, without its line break.
    pub raw: &'a str,
    /// What it looks like.
    pub mark: Mark<'a>,
    /// Whether it begins with a backslash that takes its mark back.
    pub escaped: bool,
}

/// What a line looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark<'a> {
    /// Nothing but blanks.
    Blank,
    /// A line of text.
    Text,
    /// A line of code, or one of its fences.
    Code,
    /// A fence that is never closed.
    Fence,
    /// A line of `=` above an underlined heading that is underlined by the same.
    Overline,
    /// A heading; where it is underlined, the underline is the next line.
    Heading(Heading<'a>),
    /// The underline of the heading above.
    Underline,
    /// The name of a field, without being a heading.
    Label(Label<'a>),
    /// The head of a list of titles: `Accepted:`.
    Outcome(Status),
}

impl<'a> Line<'a> {
    /// The line as text: without the backslash that takes its mark back.
    pub fn plain(&self) -> Cow<'a, str> {
        if self.escaped { Cow::Owned(self.raw.replacen('\\', "", 1)) } else { Cow::Borrowed(self.raw) }
    }

    /// The heading that it begins.
    pub const fn heading(&self) -> Option<Heading<'a>> {
        match self.mark {
            Mark::Heading(heading) => Some(heading),
            _ => None,
        }
    }

    /// Whether it names one of the four long texts: as a heading, or by a name that is hardly ever
    /// anything else.
    pub fn is_field(&self) -> bool {
        self.heading().is_some_and(|heading| heading.is_field()) || self.is_sure_field()
    }

    /// Whether it names one of the four long texts by a name that is hardly ever anything else.
    pub fn is_sure_field(&self) -> bool {
        let known = match self.mark {
            Mark::Heading(heading) => heading.known,
            Mark::Label(label) => Some(label.known),
            _ => None,
        };
        known.is_some_and(|known| known.sure && matches!(known.word, Word::Prose(_)))
    }
}

/// Splits a text (LF only) into its lines and marks them.
pub(super) fn scan(text: &str) -> Vec<Line<'_>> {
    let raws: Vec<&str> = text.split('\n').collect();
    let bodies: Vec<Option<&str>> = raws.iter().map(|raw| body(raw)).collect();
    let mut lines: Vec<Line> = Vec::with_capacity(raws.len());
    for (at, (&raw, fence)) in raws.iter().zip(fences::fences(&bodies)).enumerate() {
        let mark = match (fence, bodies.get(at).copied().flatten()) {
            (Fence::Inside, _) => Mark::Code,
            (Fence::Unclosed, _) => Mark::Fence,
            (Fence::Outside, None) if raw.trim().is_empty() => Mark::Blank,
            (Fence::Outside, None) => Mark::Text,
            (Fence::Outside, Some(body)) => {
                mark(body, lines.last(), bodies.get(at + 1).copied().flatten().unwrap_or_default())
            }
        };
        if matches!(mark, Mark::Underline) {
            overline(&mut lines, raw);
        }
        let escaped = bodies.get(at).copied().flatten().and_then(|body| body.strip_prefix('\\'));
        let escaped = mark != Mark::Code && escaped.is_some_and(could_be_marked);
        lines.push(Line { raw, mark, escaped });
    }
    lines
}

/// The line without its indentation; none where it is indented by a tab or more than three blanks, as
/// code is.
pub(super) fn body(raw: &str) -> Option<&str> {
    let body = raw.trim_start_matches(' ');
    let near = raw.len() - body.len() <= 3 && !body.starts_with('\t') && !body.trim().is_empty();
    near.then_some(body)
}

/// How a line outside of code is marked, from the line above it, as marked, and the one below it.
fn mark<'a>(body: &'a str, above: Option<&Line>, below: &str) -> Mark<'a> {
    if let Some(heading) = hashes(body) {
        return Mark::Heading(heading);
    }
    let is_below = |line: &Line| line.heading().is_some_and(|heading| heading.form.style == Style::Underline);
    if above.is_some_and(is_below) {
        return Mark::Underline;
    }
    let label = label::label(body);
    if begins_paragraph(above)
        && let Some(heading) = underlined(body, below, label)
    {
        return Mark::Heading(heading);
    }
    if let Some(status) = outcome(body) {
        return Mark::Outcome(status);
    }
    match label {
        Some(label) if !label.shy || begins_paragraph(above) || above.is_some_and(is_labelled) => {
            Mark::Label(label)
        }
        _ => Mark::Text,
    }
}

/// Whether a line is the first of its paragraph, by the line above it.
fn begins_paragraph(above: Option<&Line>) -> bool {
    let Some(above) = above else { return true };
    match above.mark {
        Mark::Blank | Mark::Code | Mark::Underline => true,
        Mark::Heading(heading) => heading.form.style == Style::Hashes,
        _ => is_rule(above.raw),
    }
}

/// Whether the line is one of a block of labels, known or not.
fn is_labelled(line: &Line) -> bool {
    body(line.raw).is_some_and(label::has_form)
}

/// What stands behind the bullet of a list's item.
pub(super) fn item(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix(['*', '-', '+'])?;
    let item = rest.starts_with([' ', '\t']).then(|| rest.trim())?;
    (!item.is_empty()).then_some(item)
}

/// The status that heads a list of titles.
fn outcome(body: &str) -> Option<Status> {
    body.trim_end().strip_suffix(':')?.parse().ok()
}

/// Marks the line above an underlined heading where it is the same as the underline.
fn overline(lines: &mut [Line], underline: &str) {
    let [.., before, over, _] = lines else {
        if let [over, _] = lines {
            mark_overline(over, underline);
        }
        return;
    };
    if before.mark == Mark::Blank {
        mark_overline(over, underline);
    }
}

fn mark_overline(line: &mut Line, underline: &str) {
    if line.mark == Mark::Text && line.raw.trim_end() == underline.trim_end() {
        line.mark = Mark::Overline;
    }
}

/// Whether a line, without its indentation and any backslashes before it, could carry a mark that ends a
/// text, in whatever company. Such lines take a backslash more when they are written as text.
pub(super) fn could_be_marked(body: &str) -> bool {
    let body = body.trim_start_matches('\\');
    let ends_text = |label: Label| label.known.word != Word::Aside;
    hashes(body).is_some()
        || is_rule(body)
        || fences::opens(body)
        || outcome(body).is_some()
        || label::label(body).is_some_and(ends_text)
}

/// Puts a backslash before a line, behind its indentation.
pub(super) fn escaped(raw: &str) -> String {
    let body = body(raw).unwrap_or(raw);
    let indent = raw.strip_suffix(body).unwrap_or_default();
    format!("{indent}\\{body}")
}
