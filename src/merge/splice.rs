//! One text into another, by as little as makes it so.

use std::ops::Range;

use super::lines::{Stretch, stretches};
use crate::talk::{Edit, Place};

/// How many lines in a row are taken one by one at the most: a caret keeps its place between a few lines that
/// were changed, not in a text that was written anew.
const PAIRED: usize = 50;

/// The edits that make the text at `place` another one, in the order in which they apply: from the end
/// of the text to its beginning, so that each names a place in the text as it was.
///
/// Lines that differ are taken one by one where there are as many of both, and few; of each only what lies
/// between the characters that are equal at its ends.
pub fn splices(place: &Place, from: &str, to: &str) -> Vec<Edit> {
    if from == to {
        return Vec::new();
    }
    let (old, new): (Vec<_>, Vec<_>) = (from.split('\n').collect(), to.split('\n').collect());
    let (old_starts, new_starts) = (starts(&old), starts(&new));
    let edit = |from_range: Range<usize>, to_range: Range<usize>| {
        let removed = from.get(from_range.clone()).unwrap_or_default();
        let (head, removed, inserted) = trimmed(removed, to.get(to_range).unwrap_or_default());
        let (removed, inserted) = (removed.to_owned(), inserted.to_owned());
        let differ = removed != inserted;
        differ.then(|| Edit::Splice { place: place.clone(), at: from_range.start + head, removed, inserted })
    };
    let mut edits = Vec::new();
    for Stretch { old: gone, new: came } in stretches(&old, &new).into_iter().rev() {
        if gone.len() == came.len() && gone.len() <= PAIRED {
            let line = |starts: &[usize], at: usize| starts[at]..starts[at + 1] - 1;
            let pairs = gone.rev().zip(came.rev());
            edits.extend(pairs.filter_map(|(old, new)| edit(line(&old_starts, old), line(&new_starts, new))));
        } else {
            let [gone, came] = [(gone, &old_starts), (came, &new_starts)].map(|(lines, starts)| {
                let bytes = starts[lines.start]..starts[lines.end];
                // No line feed stands behind the last line: the one before the stretch is meant.
                let last = usize::from(lines.end + 1 == starts.len());
                bytes.start.saturating_sub(last)..bytes.end - last
            });
            edits.extend(edit(gone, came));
        }
    }
    edits
}

/// Where each line begins, and where one more would.
fn starts(lines: &[&str]) -> Vec<usize> {
    let mut start = 0;
    let ends = lines.iter().map(|line| {
        start += line.len() + 1;
        start
    });
    [0].into_iter().chain(ends).collect()
}

/// What is left of two texts without the whole characters that are equal at their ends, and how many
/// bytes are equal at the beginning.
#[must_use]
pub fn trimmed<'a>(one: &'a str, other: &'a str) -> (usize, &'a str, &'a str) {
    let same = |(one, other): &(char, char)| one == other;
    let bytes = |(char, _): (char, char)| char.len_utf8();
    let head: usize = one.chars().zip(other.chars()).take_while(same).map(bytes).sum();
    let (one, other) = (&one[head..], &other[head..]);
    let tail: usize = one.chars().rev().zip(other.chars().rev()).take_while(same).map(bytes).sum();
    (head, &one[..one.len() - tail], &other[..other.len() - tail])
}
