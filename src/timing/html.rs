//! Lists, headings and line breaks in tags, as web forms hand them out: `<ul><li>Tides (5 min)</li></ul>`,
//! `Tides (5 min)<br>Moon (4 min)`.
//!
//! A line of the text is as many lines as its tags make of it. Tags within words, such as `<b>`, stay there.

use super::{
    line::{Line, Shape, shape},
    marker::Marker,
    piece::Piece,
};

/// What the tags before a line have opened.
#[derive(Default)]
pub(super) struct Html {
    /// The lists that are open, outermost first: how each marks its items.
    lists: Vec<Marker>,
    /// What the next words are.
    next: Next,
}

/// What words are, by the tag before them.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Next {
    /// A line like any other.
    #[default]
    Line,
    /// The beginning of a paragraph.
    Paragraph,
    /// An item of the innermost list.
    Item,
    /// A heading of this level.
    Heading(usize),
}

/// A tag that ends a line.
struct Tag<'a> {
    name: &'a str,
    closes: bool,
    /// Where it stands in the line, in bytes.
    from: usize,
    to: usize,
}

/// Names of tags that end a line, in small letters.
const BLOCKS: [&str; 14] =
    ["ul", "ol", "li", "p", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article"];

/// No more lists are open within each other.
const DEEPEST: usize = 64;

impl Html {
    /// The lines that the tags of a line make of it; none where it has no tag that could.
    pub fn lines<'a>(&mut self, whole: Piece<'a>) -> Option<Vec<Line<'a>>> {
        let within = !self.lists.is_empty() || self.next != Next::Line;
        if !within && !whole.text.contains('<') {
            return None;
        }
        let words = whole.text.trim_start();
        let opens = words.starts_with('<') && tag(words, 0).is_some();
        let end = whole.text.trim_end().len();
        let ends = |tag: &Tag<'_>| tag.is("br") || tag.closes && tag.to == end;
        let breaks = || !words.starts_with('|') && tags(whole.text).any(|tag| ends(&tag));
        if words.is_empty() || !(within || opens || breaks()) {
            return None;
        }
        let (mut lines, mut at) = (Vec::new(), 0);
        for tag in tags(whole.text).filter(|tag| within || opens || ends(tag)) {
            self.put(whole.take(tag.from).skip(at), &mut lines);
            self.take(&tag);
            at = tag.to;
        }
        self.put(whole.skip(at), &mut lines);
        Some(lines)
    }

    /// Puts down the words between two tags as a line.
    fn put<'a>(&mut self, words: Piece<'a>, lines: &mut Vec<Line<'a>>) {
        const STEP: usize = 2;
        let whole = words.trim();
        if whole.text.is_empty() {
            return;
        }
        let outer = self.lists.len().saturating_sub(1) * STEP;
        let within = self.lists.len() * STEP;
        let next = std::mem::take(&mut self.next);
        if next == Next::Paragraph {
            lines.push(Line { whole: whole.take(0), indent: 0, shape: Shape::Blank });
        }
        let (indent, shape) = match (next, self.lists.last()) {
            (Next::Heading(level), _) => (0, Shape::Heading(level, whole)),
            (Next::Item, Some(marker)) => (outer, Shape::Item(*marker, whole)),
            (Next::Item, None) => (0, Shape::Item(Marker::Bullet('-'), whole)),
            _ => (within, shape(whole, within)),
        };
        lines.push(Line { whole, indent, shape });
    }

    /// Takes in what a tag says of the words behind it.
    fn take(&mut self, tag: &Tag<'_>) {
        let level = tag.name.strip_prefix(['h', 'H']).and_then(|level| level.parse().ok());
        let is = |name| tag.is(name);
        match level {
            _ if is("br") => {}
            Some(level) if !tag.closes => self.next = Next::Heading(level),
            _ if is("li") && !tag.closes => self.next = Next::Item,
            _ if (is("ul") || is("ol")) && tag.closes => {
                self.lists.pop();
                self.next = if self.lists.is_empty() { Next::Paragraph } else { Next::Line };
            }
            _ if is("ul") || is("ol") => {
                let marker = if is("ol") { Marker::Number } else { Marker::Bullet('-') };
                if self.lists.len() < DEEPEST {
                    self.lists.push(marker);
                }
            }
            // A paragraph in an item is its words.
            _ if self.next == Next::Item => {}
            _ if self.lists.is_empty() => self.next = Next::Paragraph,
            _ => self.next = Next::Line,
        }
    }
}

impl Tag<'_> {
    /// Whether it has this name.
    fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// The tags of a line that end lines, in their order.
fn tags(line: &str) -> impl Iterator<Item = Tag<'_>> {
    line.match_indices('<').filter_map(move |(at, _)| tag(line, at))
}

/// The tag at this place of a line that ends a line; none where it is in marks of code.
fn tag(line: &str, at: usize) -> Option<Tag<'_>> {
    const LONGEST: usize = 200;
    let quoted = line.get(..at)?.ends_with('`');
    let inside = line.get(at..)?.strip_prefix('<').filter(|_| !quoted)?;
    let closes = inside.starts_with('/');
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let name = inside.get(..inside.find(|c: char| !c.is_ascii_alphanumeric())?)?;
    BLOCKS.iter().find(|block| block.eq_ignore_ascii_case(name))?;
    let end = inside.bytes().take(LONGEST).position(|byte| byte == b'>')?;
    Some(Tag { name, closes, from: at, to: line.len() - inside.len() + end + 1 })
}

#[cfg(test)]
mod tests {
    use crate::timing::read;

    /// Depths, titles and minutes of all sections, in one text.
    fn sections(text: &str) -> String {
        let shown = read(text).sections.into_iter().map(|section| {
            let minutes = section.time.map_or("-".to_owned(), |time| time.min.to_string());
            format!("{}{} {minutes}", section.depth, section.title)
        });
        shown.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn lists_in_tags_are_lists() {
        for text in [
            "<ul><li>Moon (5 min)</li><li>Tides (10 min)</li></ul>",
            "<ul>\n<li>Moon (5 min)</li>\n<li>Tides (10 min)</li>\n</ul>",
            "<OL class=\"a\">\n  <LI>\n    Moon (5 min)\n  </LI>\n  <LI><p>Tides (10 min)</p></LI>\n</OL>\n",
            "<ol><li><strong>Moon</strong> (5 min)<li><b>Tides:</b> 10 min</ol>",
            "Moon (5 min)<br>Tides (10 min)<br />",
            "<p>Moon (5 min)<br/>\nTides (10 min)</p>",
            "<p>Moon (5 min)</p><p>Tides (10 min)</p>",
            "<div>Outline</div><div>Moon (5 min)</div>\n<div>Tides (10 min)</div>",
            "<h2>Outline</h2><ul><li>Moon - 5 min</li><li>Tides - 10 min</li></ul><h2>Notes</h2><ul><li>Ebb (3 min)</li></ul>",
        ] {
            assert_eq!(sections(text), "1Moon 5; 1Tides 10", "{text}");
        }
        let nested = "<ul><li>Moon (5 min)<ul><li>New (2 min)</li><li>Full (3 min)</li></ul></li><li>Tides (4 min)</li></ul>";
        assert_eq!(sections(nested), "1Moon 5; 2New 2; 2Full 3; 1Tides 4");
        assert_eq!(read("<p>Duration: 25 min</p><p>Words.</p>").slots.len(), 1);
    }

    #[test]
    fn tags_that_are_spoken_of_part_nothing() {
        assert_eq!(
            sections("* about `<li>` tags (5 min)\n* the <ul> (4 min)"),
            "1about `<li>` tags 5; 1the <ul> 4"
        );
        assert_eq!(sections("* a `<br>` (5 min)\n"), "1a `<br>` 5");
        assert_eq!(
            sections("| Time | What |\n|---|---|\n| 5 min | a<br>b |\n| 4 min | c |\n"),
            "1a<br>b 5; 1c 4"
        );
        assert_eq!(sections("```html\n<li>a (5 min)</li>\n```\n"), "");
        assert_eq!(sections("* <lit> (5 min)\n* <li (4 min)"), "1<lit> 5; 1<li 4");
        assert_eq!(sections("<!-- <li>a (5 min)</li> -->"), "");
        assert_eq!(sections("</ul></ul><ul></li>"), "");
    }
}
