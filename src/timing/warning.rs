//! Where an outline contradicts itself.

use super::{Counts, Minutes, Plan};

/// Something in an outline that does not add up. The reader goes by the single times all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The text states another total than its times make.
    Total {
        /// What the text says.
        stated: Minutes,
        /// What the sections make.
        sum: Minutes,
    },
    /// What is in a section takes longer than the section itself.
    Overfull {
        /// The section, counted from 0.
        section: usize,
        /// What is in it.
        parts: Minutes,
        /// Its own time.
        whole: Minutes,
    },
    /// The text names times that no section has: those in [`Plan::uncounted`].
    Uncounted,
}

impl Plan {
    /// What does not add up: first what is not counted, since the rest may follow from it, then what concerns the
    /// whole, then the sections in the order of the text.
    #[must_use]
    pub fn warnings(&self) -> Vec<Warning> {
        let uncounted = (!self.uncounted.is_empty()).then_some(Warning::Uncounted);
        uncounted.into_iter().chain(self.total_warning()).chain(self.overfull()).collect()
    }

    fn total_warning(&self) -> Option<Warning> {
        let stated = self.stated_total.filter(|_| self.is_timed())?;
        let sums = [self.total(), self.total_max(), self.planned()];
        // A total between the ends of the ranges is one that they can make.
        let within = (sums[0]..=sums[1]).contains(&stated);
        let of_a_version = self.variants().into_iter().any(|(_, sum)| sum == stated);
        // Sections that are open may take the rest.
        let open = self.sections.iter().any(|section| section.time.is_none() && !section.optional);
        let explained = within || of_a_version || sums.contains(&stated) || (open && stated > sums[1]);
        (!explained).then_some(Warning::Total { stated, sum: sums[0] })
    }

    fn overfull(&self) -> Vec<Warning> {
        if self.counts == Some(Counts::Sum) {
            return Vec::new();
        }
        let mut found = Vec::new();
        // The sections around: index, depth, own time at the most, sum of the least of those right inside.
        let mut open: Vec<(usize, u8, Option<Minutes>, Minutes)> = Vec::new();
        let mut close = |(section, _, whole, parts): (usize, u8, Option<Minutes>, Minutes)| {
            if let Some(whole) = whole.filter(|whole| parts > *whole) {
                found.push(Warning::Overfull { section, parts, whole });
            }
        };
        for (index, section) in self.sections.iter().enumerate() {
            while let Some(closed) = open.pop_if(|(_, depth, ..)| *depth >= section.depth) {
                close(closed);
            }
            if let Some((.., parts)) = open.last_mut() {
                *parts = parts.saturating_add(section.time.map(|time| time.min).unwrap_or_default());
            }
            open.push((index, section.depth, section.time.map(|time| time.max), Minutes::ZERO));
        }
        open.into_iter().rev().for_each(close);
        found.sort_by_key(|warning| match warning {
            Warning::Overfull { section, .. } => *section,
            Warning::Total { .. } | Warning::Uncounted => 0,
        });
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timing::read;

    #[test]
    fn a_stated_total_that_the_sections_do_not_make_is_told() {
        let total = |stated, sum| Warning::Total { stated: Minutes::of(stated), sum: Minutes::of(sum) };
        let warnings = |text: &str| read(text).warnings();
        assert_eq!(warnings("(total: 25 minutes)\n1. a (4 minutes)\n"), [total(25, 4)]);
        assert_eq!(warnings("(total: 4 minutes)\n1. a (4 minutes)\n"), []);
        let with_questions = "(total: 4 minutes)\n1. a (4 minutes)\n2. Questions (5 minutes)\n";
        assert_eq!(warnings(with_questions), [total(4, 9)]);
        assert_eq!(warnings("(total: 5 minutes)\n1. a (4-6 minutes)\n"), []);
        assert_eq!(warnings("(total: 9 minutes)\n1. a (4 minutes)\n2. b\n"), [], "b may take the rest");
        assert_eq!(warnings("1. a (5 minutes, 5 total)\n2. b (6 minutes, 12 total)\n"), [total(12, 11)]);
    }

    #[test]
    fn what_is_not_counted_is_told_first() {
        let text = "(total: 25 minutes)\n1. a (4 minutes)\n2. b (21 minuts)\n";
        assert_eq!(read(text).warnings().first(), Some(&Warning::Uncounted));
    }

    #[test]
    fn parts_longer_than_their_whole_are_told() {
        let warnings = read("- a (6 min)\n  - b (4 min)\n  - c (3 min)\n- d (1 min)\n").warnings();
        let (parts, whole) = (Minutes::of(7), Minutes::of(6));
        assert_eq!(warnings, [Warning::Overfull { section: 0, parts, whole }]);
    }
}
