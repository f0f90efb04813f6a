//! A rule instead of a time for each section: `Each island: 5 minutes`.

use std::ops::Range;

use super::{
    Stands, Time,
    entry::{entry, may_count},
    number::strip_whole_word,
    piece::Piece,
    told::Amount,
};

/// A time for all sections from one candidate to another that have none of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    /// How long each takes.
    pub time: Time,
    /// Where the time stands, in bytes.
    pub place: Range<usize>,
    /// The first candidate that it is about.
    pub from: usize,
    /// The first behind those that it is about; none where it goes on to the end.
    pub until: Option<usize>,
}

/// The rule that is about the candidate with this number. Rules are in the order of the text.
pub(super) fn covering(rules: &[Rule], number: usize) -> Option<&Rule> {
    let behind = rules.partition_point(|rule| rule.from <= number);
    rules.get(behind.checked_sub(1)?).filter(|rule| rule.until.is_none_or(|until| number < until))
}

/// Words for "each", in small letters.
const EACH: [&str; 14] = [
    "each",
    "every",
    "per",
    "jede",
    "jeder",
    "jedes",
    "chaque",
    "cada",
    "ogni",
    "elke",
    "elk",
    "każdy",
    "каждый",
    "各",
];

/// Reads a rule.
pub(super) fn rule(words: Piece<'_>) -> Option<Rule> {
    let words = words.bare_start();
    if !may_count(words.text) {
        return None;
    }
    EACH.iter().find_map(|each| strip_whole_word(words.text, each))?;
    let told = entry(words).told.filter(|told| !told.is_weak && told.stands != Stands::First)?;
    let Amount::Length(time) = told.amount else { return None };
    Some(Rule { time, place: told.phrase.place(), from: 0, until: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timing::Minutes;

    #[test]
    fn rules_begin_with_each() {
        let read = |text| rule(Piece { text, at: 0 }).map(|rule| (rule.time, rule.place));
        assert_eq!(read("Each island: 5 minutes"), Some((Time::exact(Minutes::of(5)), 13..22)));
        assert_eq!(read("Chaque île (5 min)").map(|(time, _)| time), Some(Time::exact(Minutes::of(5))));
        assert_eq!((read("Islands: 5 minutes"), read("Each island")), (None, None));
    }
}
