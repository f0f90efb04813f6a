//! The lines of a text and what each of them is, before anybody asks for times.

use super::{
    marker::{Marker, heading, indentation, item},
    piece::Piece,
};

/// A line of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// All of it, without its line break.
    pub whole: Piece<'a>,
    /// The width of the white space before it, in columns.
    pub indent: usize,
    /// What it is.
    pub shape: Shape<'a>,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape<'a> {
    /// Nothing but white space, or a rule across the page.
    Blank,
    /// A fence, or what stands between two; or the line under an underlined heading.
    Mute,
    /// A heading: its level, 1 the highest, and its words.
    Heading(usize, Piece<'a>),
    /// An item of a list: its marker and its words.
    Item(Marker, Piece<'a>),
    /// Anything else, without the white space around it.
    Plain(Piece<'a>),
}

/// Reads the lines of a text.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut at = 0;
    let mut fence: Option<&str> = None;
    let mut lines: Vec<Line<'_>> = Vec::new();
    for line in text.split_inclusive('\n') {
        let whole = Piece { text: line.strip_suffix('\n').unwrap_or(line), at };
        at += line.len();
        let (indent, words) = indentation(whole);
        if let Some(open) = fence {
            fence = (!closes(words.text, open)).then_some(open);
            lines.push(Line { whole, indent, shape: Shape::Mute });
        } else if let Some(level) = lines.last_mut().and_then(|above| underlined(above, words.text)) {
            if let Some(Line { shape: shape @ Shape::Plain(_), .. }) = lines.last_mut()
                && let Shape::Plain(title) = *shape
            {
                *shape = Shape::Heading(level, title);
            }
            lines.push(Line { whole, indent, shape: Shape::Mute });
        } else {
            fence = opens(words.text);
            let shape = if fence.is_some() { Shape::Mute } else { shape(words) };
            lines.push(Line { whole, indent, shape });
        }
    }
    lines
}

/// What a line is that is neither a fence nor in one nor under a heading.
fn shape(words: Piece<'_>) -> Shape<'_> {
    if words.text.is_empty() || is_rule(words.text) {
        Shape::Blank
    } else if let Some((level, words)) = heading(words) {
        Shape::Heading(level, words)
    } else if let Some((marker, words)) = item(words) {
        Shape::Item(marker, words)
    } else {
        Shape::Plain(words)
    }
}

/// Whether a line is a rule across the page: `---`, `* * *`, `======`.
fn is_rule(words: &str) -> bool {
    let Some(mark) = words.chars().next().filter(|mark| "-*_=~".contains(*mark)) else { return false };
    words.chars().all(|c| c == mark || c == ' ') && words.chars().filter(|c| *c == mark).nth(2).is_some()
}

/// The level of the heading that `above` is when `words` stand under it: marks of one kind, three at least.
/// Wavy ones must reach as far as the heading does, or they open a fence.
fn underlined(above: &Line<'_>, words: &str) -> Option<usize> {
    let Shape::Plain(title) = above.shape else { return None };
    let mark = words.chars().next()?;
    let level = match mark {
        '=' => 1,
        '-' => 2,
        '~' | '^' | '"' | '+' => 3,
        _ => return None,
    };
    let width = words.len();
    let reaches = width >= 3 && (level < 3 || title.text.chars().nth(width).is_none());
    (reaches && words.chars().all(|c| c == mark)).then_some(level)
}

/// The marks of a fence that a line opens.
fn opens(words: &str) -> Option<&str> {
    let mark = words.chars().next().filter(|mark| "`~".contains(*mark))?;
    let info = words.trim_start_matches(mark);
    let marks = words.get(..words.len() - info.len())?;
    (marks.len() >= 3 && !info.contains('`')).then_some(marks)
}

/// Whether a line closes the fence that these marks opened.
fn closes(words: &str, open: &str) -> bool {
    words.strip_prefix(open).is_some_and(|more| more.chars().all(|c| open.starts_with(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One letter for each line: blank, mute, heading (its level), item, plain.
    fn shapes(text: &str) -> String {
        let letter = |line: Line<'_>| match line.shape {
            Shape::Blank => 'b',
            Shape::Mute => 'm',
            Shape::Heading(level, _) => char::from_digit(u32::try_from(level).unwrap(), 10).unwrap(),
            Shape::Item(..) => 'i',
            Shape::Plain(_) => 'p',
        };
        lines(text).into_iter().map(letter).collect()
    }

    #[test]
    fn lines_have_shapes() {
        assert_eq!(shapes("Outline\n---\n\n* a\n  1. b\nwords\n## c\n"), "2mbiip2");
        assert_eq!(shapes("a\n=====\n===\n* * *\n"), "1mbb");
        assert_eq!(shapes(""), "");
    }

    #[test]
    fn what_is_fenced_is_mute() {
        assert_eq!(shapes("```text\n* a\n~~~\n````\n* a"), "mmmmi");
        assert_eq!(shapes("words\n~~~\n* a (3 min)"), "pmm");
        assert_eq!(shapes("Tea\n~~~\n* a (3 min)"), "3mi");
        assert_eq!(shapes("```never closed\n* a\n"), "mm");
    }

    #[test]
    fn lines_know_where_they_stand() {
        let text = "ä\n  * bé\n\n";
        let found = lines(text);
        assert_eq!(found.iter().map(|line| line.whole.place()).collect::<Vec<_>>(), [0..2, 3..10, 11..11]);
        assert_eq!(found[1].shape, Shape::Item(Marker::Bullet('*'), Piece { text: "bé", at: 7 }));
        assert_eq!(found[1].indent, 2);
    }
}
