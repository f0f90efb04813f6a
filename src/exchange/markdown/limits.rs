//! How much a page from elsewhere may hold. No page of a person comes near; one that does was made by a
//! machine, and would cost more than it is worth.

use std::fmt;

use super::lines::{Line, Mark, item};

/// The longest text that is imported, in bytes: 4 MiB.
pub const LONGEST: usize = 4 << 20;
/// The most headings in it.
pub const HEADINGS: usize = 10_000;
/// How deep its lists may be nested.
pub const NESTING: usize = 64;

/// A text that holds more than is imported. As text it names the limit and what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TooMuch {
    /// It has so many bytes, more than [`LONGEST`].
    Bytes(usize),
    /// It has so many headings, more than [`HEADINGS`].
    Headings(usize),
    /// A list in it is nested so deep, deeper than [`NESTING`].
    Nesting {
        /// How deep the deepest item is.
        depth: usize,
        /// The line in which it stands, from 1.
        line: usize,
    },
}

impl fmt::Display for TooMuch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(f, "the text has {bytes} bytes, the limit is {LONGEST}"),
            Self::Headings(count) => write!(f, "the text has {count} headings, the limit is {HEADINGS}"),
            Self::Nesting { depth, line } => {
                write!(f, "line {line}: the list is {depth} levels deep, the limit is {NESTING}")
            }
        }
    }
}

impl std::error::Error for TooMuch {}

/// Looks at the length of a text, before anything else is done with it.
pub(super) const fn check_length(text: &str) -> Result<(), TooMuch> {
    if text.len() > LONGEST { Err(TooMuch::Bytes(text.len())) } else { Ok(()) }
}

/// Looks at what stands in its lines.
pub(super) fn check_lines(lines: &[Line]) -> Result<(), TooMuch> {
    let headings = lines.iter().filter(|line| line.heading().is_some()).count();
    if headings > HEADINGS {
        return Err(TooMuch::Headings(headings));
    }
    match deepest(lines) {
        (depth, line) if depth > NESTING => Err(TooMuch::Nesting { depth, line }),
        _ => Ok(()),
    }
}

/// How deep the lists are nested, and in which line that is so first. An item is in those above it that are
/// indented less; any other line ends the items that it is not indented more than.
fn deepest(lines: &[Line]) -> (usize, usize) {
    let mut open: Vec<usize> = Vec::new();
    let mut deepest = (0, 0);
    for (number, line) in (1..).zip(lines) {
        if matches!(line.mark, Mark::Blank | Mark::Code) {
            continue;
        }
        let indent = line.raw.len() - line.raw.trim_start().len();
        while open.last().is_some_and(|last| *last >= indent) {
            open.pop();
        }
        if item(line.raw).is_some() || is_numbered(line.raw) {
            open.push(indent);
            if open.len() > deepest.0 {
                deepest = (open.len(), number);
            }
        }
    }
    deepest
}

/// Whether a line is an item of a numbered list.
fn is_numbered(raw: &str) -> bool {
    let number = raw.trim_start();
    let rest = number.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < number.len() && (rest.starts_with(". ") || rest.starts_with(") "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        exchange::markdown::{import, lines::scan},
        talk::Ids,
    };

    fn refused(text: &str) -> Option<String> {
        check_lines(&scan(text)).err().map(|error| error.to_string())
    }

    #[test]
    fn the_longest_text_is_taken_and_a_byte_more_is_not() {
        let longest = "x".repeat(LONGEST);
        assert_eq!(check_length(&longest), Ok(()));
        let refused = import(&(longest + "x"), "", &mut Ids::new(1)).unwrap_err();
        assert_eq!(refused.to_string(), "the text has 4194305 bytes, the limit is 4194304");
    }

    #[test]
    fn so_many_headings_are_taken_and_one_more_is_not() {
        let crowded = "# Kites\n".repeat(HEADINGS + 1);
        assert_eq!(import(&crowded, "", &mut Ids::new(1)), Err(TooMuch::Headings(HEADINGS + 1)));
        let most = "# Kites\n\n".repeat(HEADINGS);
        assert_eq!(refused(&most), None);
        let more = most + "Knots\n=====\n";
        assert_eq!(refused(&more).unwrap(), "the text has 10001 headings, the limit is 10000");
        assert_eq!(refused(&format!("```\n{}```\n", "# no heading\n".repeat(HEADINGS + 1))), None);
    }

    fn list(depth: usize, marker: &str) -> String {
        let item = |level| [&" ".repeat(level), marker, " kites\n\n"].concat();
        (0..depth).map(item).collect()
    }

    #[test]
    fn lists_are_nested_so_deep_and_no_deeper() {
        for marker in ["-", "*", "12."] {
            assert_eq!(refused(&list(NESTING, marker)), None);
            let deeper = refused(&list(NESTING + 1, marker)).unwrap();
            assert_eq!(deeper, "line 129: the list is 65 levels deep, the limit is 64");
        }
        let apart = list(NESTING, "-") + "and\n" + &list(NESTING, "-") + " - and\n" + &list(NESTING, "-");
        assert_eq!(refused(&apart), None);
    }
}
