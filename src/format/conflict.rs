//! Files that git could not merge: it writes both sides one below the other, between marks.
//!
//! A conflict is a line that opens it and a later one that ends it, outside a text or inside one. What
//! stands alone is prose: a heading underlined with `=======`, a talk about git that shows how a conflict
//! begins. What soapbox writes holds no such line at all (see `prose`), so that none can be mistaken.

use std::ops::Range;

use super::{FormatError, Problem, read};
use crate::talk::Library;

/// Both sides of a file that git could not merge, each where it is a library.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Sides {
    /// Between `<<<<<<<` and `=======`: what stood here.
    pub ours: Option<Library>,
    /// Between `=======` and `>>>>>>>`: what came in.
    pub theirs: Option<Library>,
}

/// What a line of git's says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// `<<<<<<<`: here our side begins.
    Open,
    /// `|||||||`: here begins what both come from, where git was told to write it.
    Base,
    /// `=======`: here their side begins.
    Middle,
    /// `>>>>>>>`: here both go on.
    End,
}

impl Mark {
    /// What a line is to git, without its break or with it: seven equal signs, and a name behind them or
    /// nothing.
    pub fn of(line: &str) -> Option<Self> {
        let signs = [('<', Self::Open), ('|', Self::Base), ('=', Self::Middle), ('>', Self::End)];
        let (sign, mark) = signs.into_iter().find(|(sign, _)| line.starts_with(*sign))?;
        let behind = line.trim_start_matches(sign);
        let is_alone = behind.is_empty() || behind.starts_with([' ', '\n']);
        (line.len() - behind.len() == 7 && is_alone).then_some(mark)
    }
}

/// The first conflict of a text.
pub fn find(text: &str) -> Option<FormatError> {
    let hunk = Hunks::of(text).next()?;
    Some(FormatError::at(text, hunk.all.start, Problem::Conflict))
}

/// Whether this line of a text, from 1, is what is left of a conflict.
pub fn is_left(text: &str, line: usize) -> bool {
    text.split('\n').nth(line.saturating_sub(1)).is_some_and(|line| Mark::of(line).is_some())
}

/// Reads both sides of a text in which [`find`] found a conflict. None where it cannot be told where one
/// side ends and the other begins.
pub fn sides(text: &str) -> Sides {
    let library = |side: usize| {
        let mut out = String::with_capacity(text.len());
        let mut from = 0;
        for hunk in Hunks::of(text) {
            out.push_str(text.get(from..hunk.all.start)?);
            out.push_str(text.get(hunk.sides?.into_iter().nth(side)?)?);
            from = hunk.all.end;
        }
        out.push_str(text.get(from..)?);
        read(&out).ok()
    };
    Sides { ours: library(0), theirs: library(1) }
}

/// A conflict, in bytes of the text.
struct Hunk {
    /// All of it, its marks among it.
    all: Range<usize>,
    /// Ours and theirs, if it is certain where they stand: one line alone divides them.
    sides: Option<[Range<usize>; 2]>,
}

/// The conflicts of a text, one behind the other.
struct Hunks<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Hunks<'a> {
    const fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Where the next line stands that opens a conflict. Most files have none: no line is looked at that
    /// does not begin like one.
    fn open(&self) -> Option<usize> {
        let mut from = self.at;
        loop {
            let at = from + self.text.get(from..)?.find('<')?;
            let (before, line) = self.text.split_at(at);
            if (at == 0 || before.ends_with('\n')) && Mark::of(line) == Some(Mark::Open) {
                return Some(at);
            }
            from = at + 1;
        }
    }
}

impl Iterator for Hunks<'_> {
    type Item = Hunk;

    fn next(&mut self) -> Option<Hunk> {
        let mut open = self.open()?;
        let (mut ours, mut base, mut middles) = (open, None, Vec::new());
        let mut at = open;
        for line in self.text.get(open..)?.split_inclusive('\n') {
            let next = at + line.len();
            match Mark::of(line) {
                // One that was opened before has no end: it was prose.
                Some(Mark::Open) => {
                    (open, ours, base) = (at, next, None);
                    middles.clear();
                }
                Some(Mark::Base) if middles.is_empty() => base = base.or(Some(at)),
                Some(Mark::Middle) => middles.push(at..next),
                Some(Mark::End) => {
                    self.at = next;
                    let sides = match &middles[..] {
                        [middle] => Some([ours..base.unwrap_or(middle.start), middle.end..at]),
                        _ => None,
                    };
                    return Some(Hunk { all: open..next, sides });
                }
                _ => {}
            }
            at = next;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts of a text that are ours and theirs, conflict by conflict.
    fn parts(text: &str) -> Vec<Option<[&str; 2]>> {
        Hunks::of(text).map(|hunk| hunk.sides.map(|sides| sides.map(|side| &text[side]))).collect()
    }

    #[test]
    fn each_side_is_taken_apart() {
        let text = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n=======\n>>>>>>> d\n<<<<<<<\n||||||| e\nf\n=======\ng\n>>>>>>>";
        assert_eq!(parts(text), [Some(["b\n", "c\n"]), Some(["", "g\n"])]);
    }

    #[test]
    fn what_is_never_ended_is_prose() {
        for prose in [
            "<<<<<<< a\n",
            "Title\n=======\n",
            ">>>>>>> a\n<<<<<<< b\n=======\n",
            " <<<<<<< a\n=======\n>>>>>>> b\n",
            "<<<<<<< a\n=======\n >>>>>>> b\n",
            "<<<<<<<<\n=======\n>>>>>>>\n",
            "<<<<<<<a\n=======\n>>>>>>>\n",
            "x <<<<<<<\n=======\n>>>>>>>\n",
        ] {
            assert_eq!(parts(prose), [], "{prose}");
        }
        let both = "<<<<<<< prose\nq\n=======\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n";
        assert_eq!(parts(both), [Some(["a\n", "b\n"])]);
    }

    #[test]
    fn sides_that_may_be_divided_in_two_ways_are_not_guessed() {
        let twice = "<<<<<<< a\nTitle\n=======\nx\n=======\ny\n>>>>>>> b\n";
        assert_eq!(parts(twice), [None]);
        assert_eq!(parts("<<<<<<< a\nx\n>>>>>>> b\n"), [None]);
        assert_eq!(sides(twice), Sides::default());
    }
}
