//! The lines of a text and what each of them is, before anybody asks for times.

use super::{
    help::{all_quoted, is_help, is_quoted},
    html::Html,
    label::label,
    marker::{Marker, heading, indentation, item, stars},
    names::Field,
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
    /// A fence, or code between two; a comment; or the line under an underlined heading.
    Mute,
    /// A heading: its level, 1 the highest but for a title with a line over it, and its words.
    Heading(usize, Piece<'a>),
    /// An item of a list: its marker and its words.
    Item(Marker, Piece<'a>),
    /// A row of a table: all between the marks at both its ends.
    Row(Piece<'a>),
    /// Anything else, without the white space around it.
    Plain(Piece<'a>),
}

/// Reads the lines of a text.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut at = 0;
    let mut inside = Inside::Text;
    let (has_tags, mut html) = (text.contains('<'), Html::default());
    let is_answered = text.contains('>') && !all_quoted(text);
    let mut lines: Vec<Line<'_>> = Vec::with_capacity(text.len() / 24);
    for line in text.split_inclusive('\n') {
        let whole = Piece { text: line.strip_suffix('\n').unwrap_or(line), at };
        at += line.len();
        if has_tags
            && inside == Inside::Text
            && let Some(found) = html.lines(whole)
        {
            lines.extend(found);
            continue;
        }
        let (indent, words) = indentation(whole);
        let mute = match inside {
            Inside::Comment => {
                inside = if words.text.contains("-->") { Inside::Text } else { Inside::Comment };
                true
            }
            Inside::Fence(open, code) => {
                let closed = closes(words.text, open);
                inside = if closed { Inside::Text } else { inside };
                closed || code
            }
            Inside::Text => {
                inside = begins(words.text, lines.last());
                inside != Inside::Text
                    || words.text.starts_with("<!--")
                    || is_answered && is_quoted(words.text)
                    || is_help(words.text)
            }
        };
        let level =
            if mute { None } else { lines.last_mut().and_then(|above| underlined(above, words.text)) };
        let level = level.map(|level| if is_overlined(&lines, words.text) { 0 } else { level });
        if let Some(level) = level
            && let Some(Line { shape: above @ Shape::Plain(_), .. }) = lines.last_mut()
            && let Shape::Plain(title) = *above
        {
            *above = Shape::Heading(level, title);
        }
        let is_row = !mute && lines.last_mut().is_some_and(|above| is_row_below(above, words));
        let shape = match (mute || level.is_some(), is_row) {
            (true, _) => Shape::Mute,
            (false, true) => Shape::Row(words),
            (false, false) => shape(words, indent),
        };
        let (indent, shape) = starred(text, indent, shape);
        lines.push(Line { whole, indent, shape });
    }
    lines
}

/// Whether a line is a row of a table without marks at its ends: it stands under another row, or it is the
/// rule under the head. Then the line above is the head.
fn is_row_below(above: &mut Line<'_>, words: Piece<'_>) -> bool {
    if !words.text.contains('|') {
        return false;
    }
    if let Shape::Plain(head) = above.shape
        && head.text.contains('|')
        && words.text.contains("--")
        && words.text.bytes().all(|byte| b"|-:+ ".contains(&byte))
    {
        above.shape = Shape::Row(head);
    }
    matches!(above.shape, Shape::Row(_))
}

/// What a line stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside<'a> {
    /// Nothing but the text.
    Text,
    /// A fence with these marks, and whether it is around code.
    Fence(&'a str, bool),
    /// A comment.
    Comment,
}

/// What begins with a line.
fn begins<'a>(words: &'a str, above: Option<&Line<'_>>) -> Inside<'a> {
    if words.starts_with("<!--") && !words.contains("-->") {
        return Inside::Comment;
    }
    let underlines = above.is_some_and(|above| underlined(above, words).is_some());
    match opens(words).filter(|_| !underlines) {
        Some((marks, code)) => Inside::Fence(marks, code),
        None => Inside::Text,
    }
}

/// What a line is that is neither a fence nor in one nor under a heading.
pub(super) fn shape(words: Piece<'_>, indent: usize) -> Shape<'_> {
    const LISTING: usize = 4;
    let Some(first) = words.text.chars().next() else { return Shape::Blank };
    if is_rule(words.text) {
        Shape::Blank
    } else if words.text.strip_prefix("#+").is_some_and(|rest| rest.starts_with(char::is_alphabetic)) {
        // `#+TITLE: Tides` is a field.
        Shape::Plain(words.skip(2))
    } else if first == '|' && words.text.len() > 1 {
        Shape::Row(words)
    } else if let Some((level, words)) = heading(words).filter(|_| indent < LISTING) {
        Shape::Heading(level, words)
    } else if let Some((marker, words)) = item(words) {
        Shape::Item(marker, words)
    } else {
        Shape::Plain(words)
    }
}

/// What a line is where items have a star for each level: deeper items stand further to the right, and the
/// outline's own name above such items is a heading.
fn starred<'a>(text: &str, indent: usize, shape: Shape<'a>) -> (usize, Shape<'a>) {
    const STEP: usize = 2;
    let end = |words: Piece<'a>| text.get(words.at + words.text.len()..).unwrap_or("");
    let holds_stars = |words| end(words).trim_start().starts_with("** ");
    let outline = |words| label(words).is_some_and(|label| label.field == Field::Outline);
    match shape {
        Shape::Plain(words) if words.text.starts_with("**") => stars(words)
            .map_or((indent, shape), |(count, words)| {
                (indent + (count - 1) * STEP, Shape::Item(Marker::Bullet('*'), words))
            }),
        Shape::Item(Marker::Bullet('*'), words) if indent == 0 && holds_stars(words) && outline(words) => {
            (indent, Shape::Heading(1, words))
        }
        _ => (indent, shape),
    }
}

/// Whether a line is a rule across the page: `---`, `* * *`, `======`, `+----+----+`.
fn is_rule(words: &str) -> bool {
    let Some(mark) = words.chars().next().filter(|mark| "-*_=~+".contains(*mark)) else { return false };
    if mark == '+' {
        return words.len() > 3 && words.chars().all(|c| "+-= ".contains(c));
    }
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

/// Whether the last line stands between two of these: it is the title of all.
fn is_overlined(lines: &[Line<'_>], under: &str) -> bool {
    let over = lines.len().checked_sub(2).and_then(|at| lines.get(at));
    over.is_some_and(|over| {
        over.shape == Shape::Blank && !under.is_empty() && over.whole.text.trim_end() == under
    })
}

/// The marks of a fence that a line opens, and whether it is around code: it says in which language.
fn opens(words: &str) -> Option<(&str, bool)> {
    const TEXT: [&str; 7] = ["", "text", "txt", "markdown", "md", "plain", "plaintext"];
    let mark = words.chars().next().filter(|mark| "`~".contains(*mark))?;
    let info = words.trim_start_matches(mark);
    let marks = words.get(..words.len() - info.len())?;
    (marks.len() >= 3 && !info.contains('`')).then(|| (marks, !TEXT.contains(&info.trim())))
}

/// Whether a line closes the fence that these marks opened.
fn closes(words: &str, open: &str) -> bool {
    words.strip_prefix(open).is_some_and(|more| more.chars().all(|c| open.starts_with(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One letter for each line: blank, mute, heading (its level), item, plain, row.
    fn shapes(text: &str) -> String {
        let letter = |line: Line<'_>| match line.shape {
            Shape::Blank => 'b',
            Shape::Mute => 'm',
            Shape::Heading(level, _) => char::from_digit(u32::try_from(level).unwrap(), 10).unwrap(),
            Shape::Item(..) => 'i',
            Shape::Row(_) => 'r',
            Shape::Plain(_) => 'p',
        };
        lines(text).into_iter().map(letter).collect()
    }

    #[test]
    fn lines_have_shapes() {
        assert_eq!(shapes("Outline\n---\n\n* a\n  1. b\nwords\n## c\n"), "2mbiip2");
        assert_eq!(shapes("a\n=====\n===\n* * *\n"), "1mbb");
        assert_eq!(shapes("===\na\n===\n    # b"), "b0mp");
        assert_eq!(shapes("a | b\n--- | ---\n1 | 2\n\n1 | 2"), "rrrbp");
        assert_eq!(shapes("+---+---+\n| a | b |\n|---|---|\n\n|\n"), "brrbp");
        assert_eq!(shapes("a\n==\n\n+1 more\n~5 min\nb"), "ppbppp");
        assert_eq!(shapes(""), "");
    }

    #[test]
    fn stars_say_how_deep_an_item_is() {
        let indents = |text| lines(text).iter().map(|line| line.indent).collect::<Vec<_>>();
        let text = "* Outline\n** a\n*** b\n** c **\n* d\n";
        assert_eq!((shapes(text).as_str(), indents(text)), ("1iipi", vec![0, 2, 4, 0, 0]));
        assert_eq!(shapes("* Outline\n**a**\n"), "ip");
        assert_eq!(shapes("#+TITLE: a\n#+ b\n"), "p1");
    }

    #[test]
    fn code_and_comments_are_mute() {
        assert_eq!(shapes("```python\n* a\n~~~\n````\n* a"), "mmmmi");
        assert_eq!(shapes("```\n* a\n~~~\n```\n* a"), "mibmi");
        assert_eq!(shapes("words\n~~~ c\n* a (3 min)"), "pmm");
        assert_eq!(shapes("Tea\n~~~\n* a (3 min)"), "3mi");
        assert_eq!(shapes("```c never closed\n* a\n"), "mm");
        assert_eq!(shapes("<!-- * a\n* b\n-->\n<!-- c -->\n* d"), "mmmmi");
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
