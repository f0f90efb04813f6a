//! Files that git could not merge: it writes both sides one below the other, between marks.

use super::{FormatError, Problem, prose::CONFLICT, read};
use crate::talk::Library;

/// Both sides of a file that git could not merge, each where it is a library.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Sides {
    /// Between `<<<<<<<` and `=======`: what stood here.
    pub ours: Option<Library>,
    /// Between `=======` and `>>>>>>>`: what came in.
    pub theirs: Option<Library>,
}

/// The first line that looks like git's mark of a conflict.
pub fn find(text: &str) -> Option<FormatError> {
    // Few texts hold a `<`, and all have many lines.
    let mark = text.match_indices('<').map(|(at, _)| at).find(|at| {
        let (before, behind) = text.split_at(*at);
        behind.starts_with(CONFLICT) && (before.is_empty() || before.ends_with('\n'))
    })?;
    let line = text.get(..mark).unwrap_or_default().matches('\n').count();
    Some(FormatError { problem: Problem::Conflict, line: line + 1, column: 1 })
}

/// Reads both sides of a text in which [`find`] found a conflict.
pub fn sides(text: &str) -> Sides {
    let library = |part| side(text, part).and_then(|side| read(&side).ok());
    Sides { ours: library(Part::Ours), theirs: library(Part::Theirs) }
}

/// Which part of a conflict a line stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Both,
    Ours,
    /// What both come from, where git was told to write it: behind `|||||||`.
    Base,
    Theirs,
}

/// The text as one side has it; none where a conflict has no end.
fn side(text: &str, wanted: Part) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut part = Part::Both;
    for line in text.split_inclusive('\n') {
        match next(part, line) {
            Some(next) => part = next,
            None if part == Part::Both || part == wanted => out.push_str(line),
            None => {}
        }
    }
    (part == Part::Both).then_some(out)
}

/// The part that begins behind this line, if it is a mark where it stands.
fn next(part: Part, line: &str) -> Option<Part> {
    let is = |mark: &str| {
        line.strip_prefix(mark).is_some_and(|name| name.is_empty() || name.starts_with([' ', '\n']))
    };
    match part {
        Part::Both => is(CONFLICT).then_some(Part::Ours),
        Part::Ours if is("|||||||") => Some(Part::Base),
        Part::Ours | Part::Base => is("=======").then_some(Part::Theirs),
        Part::Theirs => is(">>>>>>>").then_some(Part::Both),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_stands_at_the_beginning_of_a_line() {
        let line = |text| find(text).map(|error| error.line);
        assert_eq!(line("a\n<b\nc <<<<<<< d\n<<<<<< e\n"), None);
        assert_eq!(line("<<<<<<< a\n<<<<<<< b"), Some(1));
        assert_eq!(line("a <<<<<<<\n\n<<<<<<<<"), Some(3));
    }

    #[test]
    fn each_side_is_taken_apart() {
        let text = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n=======\n>>>>>>> d\n<<<<<<<\n||||||| e\nf\n=======\ng\n>>>>>>>";
        let common = "=======\n>>>>>>> d\n";
        assert_eq!(side(text, Part::Ours), Some(format!("a\nb\n{common}")));
        assert_eq!(side(text, Part::Theirs), Some(format!("a\nc\n{common}g\n")));
        for open in ["<<<<<<< a\n", "<<<<<<<\n=======\n", "<<<<<<<\n>>>>>>>\n", "<<<<<<<\n|||||||\n>>>>>>>\n"]
        {
            assert_eq!(side(open, Part::Ours), None, "{open}");
        }
    }
}
