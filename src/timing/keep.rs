//! Which of the lines that may be sections are, once all of them are known.

use std::collections::{HashMap, HashSet};

use super::{
    Stands,
    bare::are_minutes,
    candidate::{Candidate, Part},
    edition::Editions,
    facts::Facts,
    marker::Marker,
    nesting::Rank,
    rule::{Rule, covering},
    told::Amount,
};

/// Of which candidates sections are made: a depth for each, none for those that are none.
///
/// Kept is what is timed, in the outline if that has anything timed. Without a time are kept those at the
/// top of a list in which something is timed, those around something timed, and those of a longer version.
/// A text in which nothing is timed and nothing is in a named outline is all outline where it is not
/// another field.
pub(super) fn keep(candidates: &mut [Candidate<'_>], facts: &mut Facts, rules: &[Rule]) -> Vec<Option<u8>> {
    drop_weak(candidates);
    page(candidates, facts);
    let mut company = Company::of(candidates);
    let editions = Editions::of(facts, candidates);
    company.repeated.retain(|part| editions.slot(*part).is_none());
    let kept: Vec<bool> = candidates
        .iter()
        .enumerate()
        .map(|(number, candidate)| company.keeps(number, candidate, covering(rules, number).is_some()))
        .collect();
    depths(candidates, &kept)
}

/// What must be known of all candidates to tell of one whether it is kept.
struct Company {
    /// The best part of the text in which something is timed.
    best: Option<Part>,
    /// Whether any part is named as the outline.
    has_outline: bool,
    /// For each list whether something in it is timed.
    timed_lists: Vec<bool>,
    /// For each list how many are in it.
    members: Vec<usize>,
    /// The parts of the text and the levels in them that have timed headings.
    timed_headings: HashSet<(usize, Option<usize>)>,
    /// For each candidate whether something inside is timed.
    around: Vec<bool>,
    /// The parts that tell the times of an earlier one again.
    repeated: HashSet<usize>,
}

impl Company {
    /// Looks at all candidates.
    fn of(candidates: &[Candidate<'_>]) -> Self {
        let timed = || candidates.iter().filter(|candidate| candidate.told.is_some());
        let best = timed().map(|candidate| candidate.part.0).max();
        let standings = || candidates.iter().map(|candidate| candidate.standing);
        let lists =
            standings().map(|standing| standing.own.max(standing.list.unwrap_or(0)) + 1).max().unwrap_or(0);
        let mut timed_lists = vec![false; lists];
        for candidate in timed().filter(|candidate| Some(candidate.part.0) == best) {
            if let Some(list) = candidate.standing.list.and_then(|list| timed_lists.get_mut(list)) {
                *list = true;
            }
        }
        let mut members = vec![0; lists];
        for standing in standings() {
            if let Some(members) = members.get_mut(standing.own) {
                *members += 1;
            }
        }
        let headings = timed().filter(|candidate| level(candidate).is_some());
        Self {
            best,
            has_outline: candidates.iter().any(|candidate| candidate.part.0 == Part::Outline),
            timed_lists,
            members,
            timed_headings: headings.map(|candidate| (candidate.part.1, level(candidate))).collect(),
            around: around_timed(candidates),
            repeated: repeated(candidates),
        }
    }

    /// Whether a candidate is kept. `ruled` says that a rule is about it.
    fn keeps(&self, number: usize, candidate: &Candidate<'_>, ruled: bool) -> bool {
        if candidate.is_page || self.repeated.contains(&candidate.part.1) {
            return false;
        }
        let best = Some(candidate.part.0) == self.best;
        if candidate.told.is_some() || best && candidate.listed.is_some() {
            return best;
        }
        let top = candidate.standing.height == 0;
        let added = top && (candidate.longer.is_some() || ruled);
        if self.best.is_none() {
            return added || top && self.keeps_untimed(candidate);
        }
        let around = self.around.get(number) == Some(&true);
        let sibling = top && self.timed_headings.contains(&(candidate.part.1, level(candidate)));
        let list = candidate.standing.list.and_then(|list| self.timed_lists.get(list));
        added || best && (around || sibling) || top && list == Some(&true) || is_lone_break(candidate)
    }

    /// Whether a candidate at the top is kept where nothing is timed.
    fn keeps_untimed(&self, candidate: &Candidate<'_>) -> bool {
        // "11. - 15. July" is a date.
        let numbered = matches!(candidate.rank, Rank::Item(_, Marker::Number));
        let alone = self.members.get(candidate.standing.own).is_none_or(|members| *members < 2);
        match candidate.part.0 {
            Part::Outline => true,
            Part::Unnamed => !(self.has_outline || numbered && alone),
            Part::Other => false,
        }
    }
}

/// How deep those that are kept stand among each other.
fn depths(candidates: &[Candidate<'_>], kept: &[bool]) -> Vec<Option<u8>> {
    let mut open: Vec<usize> = Vec::new();
    let depth = |(candidate, kept): (&Candidate<'_>, &bool)| {
        let height = candidate.standing.height;
        while open.pop_if(|open| *open >= height).is_some() {}
        kept.then(|| {
            open.push(height);
            u8::try_from(open.len()).unwrap_or(u8::MAX)
        })
    };
    candidates.iter().zip(kept).map(depth).collect()
}

/// The numbers of the parts that tell the times of an earlier one again.
fn repeated(candidates: &[Candidate<'_>]) -> HashSet<usize> {
    let timed =
        || candidates.iter().filter(|candidate| candidate.told.is_some()).map(|candidate| candidate.part.1);
    if timed().min() == timed().max() {
        return HashSet::new();
    }
    let mut told: HashSet<(&str, &Amount)> = HashSet::new();
    let mut again: HashMap<usize, (usize, usize)> = HashMap::new();
    let mut part: Vec<(&str, &Amount)> = Vec::new();
    let mut number = None;
    for candidate in candidates {
        if number != Some(candidate.part.1) {
            number = Some(candidate.part.1);
            told.extend(part.drain(..));
        }
        let Some(amount) = candidate.told.as_ref().map(|told| &told.amount) else { continue };
        let key = (candidate.title.bare().text, amount);
        let (repeated, all) = again.entry(candidate.part.1).or_default();
        *repeated += usize::from(told.contains(&key));
        *all += 1;
        part.push(key);
    }
    let most = |(repeated, all): &(usize, usize)| *all > 1 && repeated * 2 > *all;
    again.into_iter().filter(|(_, counts)| most(counts)).map(|(part, _)| part).collect()
}

/// Takes the time from those that may be sentences or other numbers, unless their list tells that it is one.
fn drop_weak(candidates: &mut [Candidate<'_>]) {
    let mut lists: HashMap<(bool, usize), List> = HashMap::new();
    if !candidates.iter().any(is_weak) {
        return;
    }
    let minutes = bare_lists(candidates);
    for candidate in candidates.iter() {
        let list = lists.entry(list_of(candidate)).or_default();
        list.all += 1;
        list.timed += usize::from(candidate.told.is_some());
        let Some(told) = &candidate.told else { continue };
        let number = matches!(told.amount, Amount::Number(_));
        list.in_brackets += usize::from(told.stands == Stands::Bracket);
        list.numbers += usize::from(number && told.stands == Stands::Bracket);
        list.lengths += usize::from(matches!(told.amount, Amount::Length(_)));
    }
    for candidate in candidates {
        let list = lists.get(&list_of(candidate)).copied().unwrap_or_default();
        let bare = candidate.told.as_ref().is_some_and(|told| told.is_bare);
        if bare && minutes.contains(&list_of(candidate)) {
            continue;
        }
        if is_weak(candidate) && !list.bears_out(candidate) {
            let phrase = candidate.told.take().map_or(candidate.title.place(), |told| told.phrase.place());
            let title = candidate.title.place();
            let (from, to) = (title.start.min(phrase.start), title.end.max(phrase.end));
            let words = candidate.whole.skip(from.saturating_sub(candidate.whole.at));
            let close = words.skip(to.saturating_sub(words.at)).text;
            let close = close.len() - close.trim_start_matches([' ', ')', '）']).len();
            candidate.title = words.take(to.saturating_sub(words.at) + close);
        }
    }
}

/// The lists at the top in which bare numbers are minutes: where nothing else in the text has a time.
fn bare_lists(candidates: &[Candidate<'_>]) -> HashSet<(bool, usize)> {
    let is_bare = |candidate: &&Candidate<'_>| candidate.told.as_ref().is_some_and(|told| told.is_bare);
    let mut timed = candidates.iter().filter(|candidate| candidate.told.is_some());
    if !timed.all(|candidate| is_bare(&candidate)) {
        return HashSet::new();
    }
    let mut lists: HashMap<(bool, usize), Option<Vec<_>>> = HashMap::new();
    for candidate in candidates {
        let list = lists.entry(list_of(candidate)).or_insert_with(|| Some(Vec::new()));
        let outline = candidate.standing.height == 0 && candidate.part.0 != Part::Other;
        match (list.as_mut(), candidate.told.as_ref().filter(|_| outline)) {
            (Some(list), Some(told)) => list.push((candidate.title.bare().text, told)),
            _ => *list = None,
        }
    }
    let minutes = |list: &Option<Vec<_>>| list.as_ref().is_some_and(|list| are_minutes(list));
    lists.into_iter().filter(|(_, list)| minutes(list)).map(|(list, _)| list).collect()
}

/// How many there are in a list.
#[derive(Clone, Copy, Default)]
struct List {
    all: usize,
    timed: usize,
    in_brackets: usize,
    /// Of those in brackets the bare numbers.
    numbers: usize,
    /// Those with a unit.
    lengths: usize,
}

impl List {
    /// Whether the others say that a weak time is one.
    fn bears_out(self, candidate: &Candidate<'_>) -> bool {
        let most = |count: usize| count > 1 && count * 2 >= self.all;
        let Some(told) = &candidate.told else { return false };
        let beside = || self.lengths >= self.numbers && self.timed == self.all;
        match told.amount {
            _ if told.is_bare => false,
            Amount::Number(_) if told.stands == Stands::Bracket => most(self.in_brackets) || beside(),
            Amount::Number(_) if candidate.listed.is_some() => most(self.timed),
            Amount::Number(_) => self.timed > 1 && self.timed == self.all && candidate.standing.height == 0,
            // Among short lines, and as a short item, it says what it says.
            Amount::Length(_) if candidate.listed.is_some() || is_short_title(candidate) => true,
            _ => most(self.timed),
        }
    }
}

/// Whether a section at the top has a title of few words, and no sentence.
fn is_short_title(candidate: &Candidate<'_>) -> bool {
    const FEW: usize = 6;
    let title = candidate.title.text.trim_end();
    candidate.standing.height == 0
        && title.split_whitespace().nth(FEW).is_none()
        && !title.ends_with(['.', ',', ';', '!', '?'])
}

/// The list that a candidate is in, and whether that has no marks.
fn list_of(candidate: &Candidate<'_>) -> (bool, usize) {
    candidate.listed.map_or((false, candidate.standing.own), |list| (true, list))
}

/// Whether a time needs others beside it.
fn is_weak(candidate: &Candidate<'_>) -> bool {
    candidate.told.as_ref().is_some_and(|told| told.is_weak)
}

/// A heading over all other times is the talk itself, and its time the slot.
fn page(candidates: &mut [Candidate<'_>], facts: &mut Facts) {
    let Some((page, others)) = candidates.split_first_mut().filter(|(page, _)| page.is_page) else { return };
    let beside =
        |other: &Candidate<'_>| other.told.is_some() && other.standing.height <= page.standing.height;
    let none_inside = !others.iter().any(|other| other.told.is_some());
    let length = page.told.as_ref().and_then(|told| match told.amount {
        Amount::Length(time) => Some((time, told.phrase.place())),
        _ => None,
    });
    let (Some((time, place)), false) = (length, others.iter().any(beside)) else {
        page.is_page = false;
        return;
    };
    if none_inside && !matches!(page.rank, Rank::Heading(0 | 1)) {
        page.is_page = false;
        return;
    }
    facts.page(time.min, place, time.about);
}

/// The level of a heading; none of another line.
fn level(candidate: &Candidate<'_>) -> Option<usize> {
    match candidate.rank {
        Rank::Heading(level) => Some(level),
        _ => None,
    }
}

/// Whether a line says nothing but that there is a break.
fn is_lone_break(candidate: &Candidate<'_>) -> bool {
    candidate.rank == Rank::Line && super::title::is_break(candidate.title.text)
}

/// Which have something timed inside.
fn around_timed(candidates: &[Candidate<'_>]) -> Vec<bool> {
    let (mut open, mut found): (Vec<(usize, usize)>, Vec<bool>) = (Vec::new(), vec![false; candidates.len()]);
    for (number, candidate) in candidates.iter().enumerate() {
        while open.pop_if(|(height, _)| *height >= candidate.standing.height).is_some() {}
        if candidate.told.is_some() {
            // Those further out are in already where an inner one is.
            for (_, around) in open.iter().rev() {
                let Some(around) = found.get_mut(*around).filter(|found| !**found) else { break };
                *around = true;
            }
        }
        open.push((candidate.standing.height, number));
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::timing::{read, support::sections};

    #[test]
    fn times_without_a_mark_need_few_words_or_company() {
        assert_eq!(sections("* Moon 5 min\n* Tides 10 min\n"), "Moon 5; Tides 10");
        assert_eq!(sections("* 5 min Moon\n* 10 min Tides\n"), "Moon 5; Tides 10");
        assert_eq!(sections("* Moon 5 min\n* Tides\n* Ebb\n"), "Moon 5; Tides ?; Ebb ?");
        let sentence = "* Why did the whole fleet sit still 5 min\n* Tides\n* Ebb\n";
        assert_eq!(sections(sentence), "Why did the whole fleet sit still 5 min ?; Tides ?; Ebb ?");
        assert_eq!(sections("* Moon 5 min\n* Tides (4 min)\n* Ebb (3 min)\n"), "Moon 5; Tides 4; Ebb 3");
    }

    #[test]
    fn a_heading_over_all_is_the_talk() {
        for heading in ["# Tides (9 min)", "### Tides talk (9 min)", "Call agenda (9 min):"] {
            let text = format!("{heading}\n\n* a (4 min)\n* b (5 min)\n");
            assert_eq!((sections(&text), read(&text).slots.len()), ("a 4; b 5".to_owned(), 1), "{heading}");
        }
        assert_eq!(sections("## Tides (9 min)\n* a (4 min)\n"), "Tides 9; a 4");
        assert!(read("# Tides (~9 min)\n\n* a (4 min)\n").slot_about);
        assert_eq!(sections("# Tides (4 min)\n# Moons (5 min)\n"), "Tides 4; Moons 5");
    }

    #[test]
    fn what_is_around_or_beside_timed_things_stays() {
        assert_eq!(sections("# Outline\n## a\n* b (4 min)\n## c (5 min)\n## d\n"), "a ?; b 4; c 5; d ?");
        assert_eq!(sections("* a\n  * b\n* c (5 min)\n  * d\n"), "a ?; c 5");
        assert_eq!(sections("# Outline\n* a (4 min)\n# Notes\n* b (5 min)\n* c\n"), "a 4");
        assert_eq!(sections("* a (4 min)\n# Notes\n* b (5 min)\n"), "a 4");
        assert_eq!(sections("# Outline\n## 1. a\n* b (4 min)\n"), "a ?; b 4");
    }

    #[test]
    fn an_untimed_section_inside_stays_where_it_holds_timed_ones() {
        let text = "- a\n  - b\n    - c (4 min)\n  - d\n- e (1 min)\n";
        assert_eq!(sections(text), "a ?; b ?; c 4; e 1");
    }
}
