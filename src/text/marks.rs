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
}

/// The marks on a text.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// What is looked for.
    pub found: Ranges,
    /// Which of them the person is at.
    pub here: Option<usize>,
}

impl Marks {
    /// What the marks say of a place.
    #[must_use]
    pub fn role(&self, at: usize) -> Option<Role> {
        let index = self.found.index_of(at)?;
        Some(if self.here == Some(index) { Role::Here } else { Role::Found })
    }

    /// Follows a change of the text: at byte `at`, `removed` bytes gave way to `inserted`.
    pub fn follow(&mut self, at: usize, removed: usize, inserted: usize) {
        self.found.follow(at, removed, inserted);
        self.here = None;
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
        let index = self.0.partition_point(|range| range.end <= at);
        self.0.get(index).filter(|range| range.contains(&at)).map(|_| index)
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

    proptest! {
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
