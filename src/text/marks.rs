//! Marks on a text: ranges that are drawn in another way, and follow the changes of the text.

use std::ops::Range;

/// Ranges of a text in bytes, in order and apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranges(Vec<Range<usize>>);

/// What a mark says of the text below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It is what is looked for.
    Found,
    /// It is what is looked for, and the person is there.
    Here,
    /// It is misspelt.
    Misspelt,
}

/// The marks on a text.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// What is looked for.
    pub found: Ranges,
    /// Which of them the person is at.
    pub here: Option<usize>,
    /// What is misspelt, as far as that has been checked.
    pub misspelt: Ranges,
    /// Which of them is not to be shown yet: it is being typed.
    pub unfinished: Option<usize>,
    /// What has not been checked since it was changed.
    pub unchecked: Ranges,
}

impl Marks {
    /// The marks on a text that nobody has looked at yet; `length` is in bytes.
    #[must_use]
    pub fn new(length: usize) -> Self {
        let mut marks = Self::default();
        marks.unchecked.add(0..length);
        marks
    }

    /// What the marks say of a place, and up to where they say the same.
    #[must_use]
    pub fn role(&self, at: usize) -> (Option<Role>, usize) {
        let (found, found_until) = self.found.around(at);
        if let Some(index) = found {
            return (Some(if self.here == Some(index) { Role::Here } else { Role::Found }), found_until);
        }
        let (misspelt, until) = self.misspelt.around(at);
        let role = misspelt.filter(|index| self.unfinished != Some(*index)).map(|_| Role::Misspelt);
        (role, until.min(found_until))
    }

    /// Follows a change of the text: at byte `at`, `removed` bytes gave way to `inserted`.
    pub fn follow(&mut self, at: usize, removed: usize, inserted: usize) {
        self.found.follow(at, removed, inserted);
        self.here = None;
        self.misspelt.follow(at, removed, inserted);
        self.unfinished = None;
        self.unchecked.stretch(at, removed, inserted);
        self.unchecked.add(at..at + inserted);
    }
}

impl FromIterator<Range<usize>> for Ranges {
    /// The ranges must be in order and apart.
    fn from_iter<T: IntoIterator<Item = Range<usize>>>(ranges: T) -> Self {
        Self(ranges.into_iter().collect())
    }
}

impl Ranges {
    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[Range<usize>] {
        &self.0
    }

    /// The number of the one in which a place lies.
    #[must_use]
    pub fn index_of(&self, at: usize) -> Option<usize> {
        self.around(at).0
    }

    /// The number of the one in which a place lies, and up to where the answer is the same.
    fn around(&self, at: usize) -> (Option<usize>, usize) {
        let index = self.0.partition_point(|range| range.end <= at);
        match self.0.get(index) {
            Some(range) if range.contains(&at) => (Some(index), range.end),
            next => (None, next.map_or(usize::MAX, |next| next.start)),
        }
    }

    /// The first that begins at a place or behind it.
    #[must_use]
    pub fn first_from(&self, at: usize) -> Option<&Range<usize>> {
        self.0.get(self.0.partition_point(|range| range.start < at))
    }

    /// The last that ends at a place or before it.
    #[must_use]
    pub fn last_until(&self, at: usize) -> Option<&Range<usize>> {
        self.0.partition_point(|range| range.end <= at).checked_sub(1).and_then(|index| self.0.get(index))
    }

    /// The one that a place lies in or at an end of.
    #[must_use]
    pub fn touching(&self, at: usize) -> Option<usize> {
        let index = self.0.partition_point(|range| range.end < at);
        self.0.get(index).filter(|range| range.start <= at).map(|_| index)
    }

    /// Adds a range; what it overlaps or touches becomes one with it. An empty one stays, as a place.
    pub fn add(&mut self, range: Range<usize>) {
        let first = self.0.partition_point(|other| other.end < range.start);
        let behind = self.0.partition_point(|other| other.start <= range.end);
        let mut whole = range;
        for other in self.0.get(first..behind).unwrap_or_default() {
            whole = whole.start.min(other.start)..whole.end.max(other.end);
        }
        self.0.splice(first..behind.max(first), [whole]);
    }

    /// Takes a range away, also from within others, and the places in it.
    pub fn remove(&mut self, range: &Range<usize>) {
        let outside = |other: &Range<usize>| {
            let (before, behind) =
                (other.start..other.end.min(range.start), other.start.max(range.end)..other.end);
            [before, behind].into_iter().filter(|part| part.start < part.end)
        };
        let first = self.0.partition_point(|other| other.end < range.start);
        let behind = self.0.partition_point(|other| other.start < range.end);
        let left: Vec<Range<usize>> =
            self.0.get(first..behind).unwrap_or_default().iter().flat_map(outside).collect();
        self.0.splice(first..behind.max(first), left);
    }

    /// A part of one of them that lies within a range, or touches it as a place.
    #[must_use]
    pub fn part_within(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let first = self.0.partition_point(|other| other.end < range.start);
        let touches = |other: &&Range<usize>| other.end > range.start || other.is_empty();
        let part = self.0.get(first..)?.iter().find(touches).filter(|other| other.start <= range.end)?;
        Some(part.start.max(range.start)..part.end.min(range.end))
    }

    /// Puts others, in order and apart, in the place of those that begin in a range.
    pub fn replace(&mut self, range: &Range<usize>, others: Vec<Range<usize>>) {
        let first = self.0.partition_point(|other| other.start < range.start);
        let behind = self.0.partition_point(|other| other.start < range.end);
        self.0.splice(first..behind.max(first), others);
    }

    /// Follows a change of the text as a part of it does: what was inside the removed part ends at it.
    pub fn stretch(&mut self, at: usize, removed: usize, inserted: usize) {
        let moved = |place: usize| match place {
            before if before <= at => before,
            within if within <= at + removed => at,
            behind => behind - removed + inserted,
        };
        for range in &mut self.0 {
            *range = moved(range.start)..moved(range.end);
        }
        // What begins inside the removed part may have come to where another one ends.
        self.0.dedup_by(|behind, before| {
            let joined = behind.start <= before.end;
            if joined {
                before.end = before.end.max(behind.end);
            }
            joined
        });
    }

    /// Follows a change of the text: at byte `at`, `removed` bytes gave way to `inserted`. What the change
    /// touches is no longer what it was, and goes.
    pub fn follow(&mut self, at: usize, removed: usize, inserted: usize) {
        let end = at + removed;
        self.0.retain_mut(|range| {
            if range.start > end {
                *range = range.start - removed + inserted..range.end - removed + inserted;
                return true;
            }
            range.end < at
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::door::sample;
    use proptest::prelude::*;

    fn ranges(all: &[(usize, usize)]) -> Ranges {
        all.iter().map(|(start, end)| *start..*end).collect()
    }

    #[test]
    fn a_mark_stays_with_its_words_and_goes_when_they_are_touched() {
        let before = ranges(&[(0, 2), (4, 6), (8, 10)]);
        let after = |at, removed, inserted| {
            let mut ranges = before.clone();
            ranges.follow(at, removed, inserted);
            ranges
        };
        assert_eq!(after(3, 0, 5), ranges(&[(0, 2), (9, 11), (13, 15)]));
        assert_eq!(after(3, 1, 0), ranges(&[(0, 2), (7, 9)]));
        assert_eq!(after(6, 0, 1), ranges(&[(0, 2), (9, 11)]));
        assert_eq!(after(0, 10, 0), ranges(&[]));
        assert_eq!(after(11, 4, 0), before);
    }

    #[test]
    fn places_are_looked_up_on_both_sides() {
        let ranges = ranges(&[(0, 2), (4, 6)]);
        assert_eq!(
            [0, 1, 2, 3, 4, 6].map(|at| ranges.index_of(at)),
            [Some(0), Some(0), None, None, Some(1), None]
        );
        assert_eq!([0, 1, 5].map(|at| ranges.first_from(at).cloned()), [Some(0..2), Some(4..6), None]);
        assert_eq!([1, 2, 9].map(|at| ranges.last_until(at).cloned()), [None, Some(0..2), Some(4..6)]);
    }

    #[test]
    fn parts_are_added_and_taken_away() {
        let mut parts = ranges(&[(2, 4), (8, 10)]);
        parts.add(4..6);
        assert_eq!(parts, ranges(&[(2, 6), (8, 10)]));
        parts.add(0..9);
        assert_eq!(parts, ranges(&[(0, 10)]));
        parts.remove(&(3..5));
        assert_eq!(parts, ranges(&[(0, 3), (5, 10)]));
        parts.stretch(2, 4, 1);
        assert_eq!(parts, ranges(&[(0, 7)]));
        parts.replace(&(0..1), vec![0..2, 3..4]);
        assert_eq!(parts, ranges(&[(0, 2), (3, 4)]));
        assert_eq!([0, 2, 3, 5].map(|at| parts.touching(at)), [Some(0), Some(0), Some(1), None]);
    }

    proptest! {
        #[test]
        fn every_byte_that_changed_is_unchecked_and_no_other_one_is(
            length in 0_usize..40, edits in prop::collection::vec((0_usize..40, 0_usize..9, 0_usize..9), 0..9),
        ) {
            // Each byte with whether it is unchecked.
            let mut bytes = vec![false; length];
            let mut marks = Marks::default();
            for (at, removed, inserted) in edits {
                let at = at.min(bytes.len());
                let end = (at + removed).min(bytes.len());
                bytes.splice(at..end, vec![true; inserted]);
                marks.follow(at, end - at, inserted);
                for (at, unchecked) in bytes.iter().enumerate() {
                    prop_assert_eq!(marks.unchecked.index_of(at).is_some(), *unchecked, "{} of {:?}", at, marks.unchecked);
                }
                prop_assert!(marks.unchecked.touching(at).is_some(), "where something went is looked at");
                let all = marks.unchecked.all();
                prop_assert!(all.last().is_none_or(|last| last.end <= bytes.len()));
                prop_assert!(all.windows(2).all(|pair| pair[0].end < pair[1].start));
            }
        }

        #[test]
        fn marks_hold_the_same_words_after_every_change(
            words in prop::collection::vec("[a-zä漢]{1,4}", 1..9),
            edits in prop::collection::vec((any::<usize>(), 0_usize..9, sample::text(4)), 1..9),
        ) {
            let mut text = words.join(" ");
            let mut at = 0;
            let mut ranges: Ranges = words.iter().map(|word| {
                let start = at;
                at += word.len() + 1;
                start..start + word.len()
            }).collect();
            for (at, removed, inserted) in edits {
                let floor = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
                let at = floor(at % (text.len() + 1));
                let end = floor(at + removed);
                text.replace_range(at..end, &inserted);
                ranges.follow(at, end - at, inserted.len());
                for range in ranges.all() {
                    let word = text.get(range.clone());
                    prop_assert!(word.is_some_and(|word| words.iter().any(|other| other == word)), "{:?} in {:?}", range, text);
                }
                prop_assert!(ranges.all().windows(2).all(|pair| pair[0].end <= pair[1].start));
            }
        }
    }
}
