//! Which old journals are kept: each holds the whole library, so together they are the backups.

use std::{collections::BTreeSet, path::Path};

use super::{
    folder,
    line::{self, Words},
    recovery, replay, snapshot,
};
use crate::store::files::Files;

/// How many of the newest are kept.
const NEWEST: usize = 20;
/// Of how many days the newest is kept.
const DAYS: usize = 30;
/// How many bytes all of them may take.
const BYTES: u64 = 64 << 20;

/// What decides about a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Old {
    number: u64,
    bytes: u64,
    /// The day on which it was begun, counted from 1970; none where it cannot be read.
    day: Option<u64>,
    /// Whether it holds changes that the document did not when it ended.
    ahead: bool,
}

/// Which of the journals may go. The newest 20 stay, and the newest of each of the last 30 days on which
/// there was one, as long as there is room for them; the newest that is ahead of the document stays
/// whatever its size. Their order is that of their numbers: clocks go backwards.
pub fn superfluous(mut journals: Vec<Old>) -> Vec<u64> {
    journals.sort_unstable_by_key(|journal| std::cmp::Reverse(journal.number));
    let ahead = journals.iter().find(|journal| journal.ahead).map(|journal| journal.number);
    let mut days = BTreeSet::new();
    let mut bytes: u64 = 0;
    let mut gone = Vec::new();
    for (index, journal) in journals.iter().enumerate() {
        let of_its_day = journal.day.is_some_and(|day| days.len() < DAYS && days.insert(day));
        let fits = bytes.saturating_add(journal.bytes) <= BYTES;
        if ahead == Some(journal.number) || (fits && (index < NEWEST || of_its_day)) {
            bytes = bytes.saturating_add(journal.bytes);
        } else {
            gone.push(journal.number);
        }
    }
    gone
}

/// Removes the journals that may go, but for the one that is open. Whatever fails is tried again next time.
pub fn tidy(files: &dyn Files, folder: &Path, open: Option<u64>) {
    let Ok(mut numbers) = folder::numbers(files, folder) else { return };
    numbers.retain(|number| Some(*number) != open);
    let length =
        |number: &u64| files.look(&folder.join(folder::name(*number)), false).map_or(0, |found| found.length);
    // Each is read as a whole to learn what it holds, so only if there is something to decide.
    if numbers.len() <= NEWEST && numbers.iter().map(length).sum::<u64>() <= BYTES {
        return;
    }
    let glance = |number: &u64| {
        let bytes = folder::bytes(files, folder, *number).unwrap_or_default();
        Old { number: *number, bytes: length(number), ..glance(&bytes) }
    };
    for number in superfluous(numbers.iter().map(glance).collect()) {
        let _ = files.remove(&folder.join(folder::name(number)));
    }
}

/// What decides about a journal, found without making its changes.
fn glance(bytes: &[u8]) -> Old {
    let (mut day, mut ahead, mut last) = (None, false, None);
    let mut has_base = false;
    for line in line::lines(bytes) {
        let mut words = Words::of(line.rest);
        match line.letter {
            'H' => day = snapshot::read_header(line.rest).map(|header| header.began / (24 * 60 * 60)),
            'B' => has_base = true,
            'N' => (last, ahead) = (words.parsed(), !(has_base && words.parsed() == Some(0_usize))),
            'E' => (last, ahead) = (words.parsed::<u64>(), true),
            'W' => ahead = replay::read_saved(words).map(|(number, _)| number) != last,
            _ => {}
        }
    }
    Old { number: 0, bytes: 0, day, ahead }
}

/// Whether the newest journal before the one of that number holds nothing that the document does not, if
/// there is one.
pub fn is_settled_before(files: &dyn Files, folder: &Path, number: u64) -> bool {
    let Ok(numbers) = folder::numbers(files, folder) else { return false };
    let Some(before) = numbers.into_iter().rfind(|before| *before < number) else { return true };
    recovery::open(files, folder, before).is_ok_and(|story| !story.is_ahead())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        format::Hash,
        journal::snapshot::{Base, Opening},
        talk::Library,
    };

    fn old(number: u64) -> Old {
        Old { number, bytes: 1_000, day: Some(20_000), ahead: false }
    }

    #[test]
    fn the_newest_stay_and_one_of_each_day() {
        assert!(superfluous(Vec::new()).is_empty());
        assert!(superfluous((1..=20).map(old).collect()).is_empty());
        assert_eq!(superfluous((1..=22).map(old).collect()), [2, 1]);
        // Two each day for a hundred days: the newest of the last thirty days, ten days of which are whole.
        let days = |number: u64| Old { day: Some(number.div_ceil(2)), ..old(number) };
        let gone = superfluous((1..=200).map(days).collect());
        let kept: Vec<u64> = (1..=200).filter(|number| !gone.contains(number)).collect();
        assert_eq!(kept.len(), 40);
        assert!(kept.ends_with(&(181..=200).collect::<Vec<_>>()) && kept.starts_with(&[142, 144]));
    }

    #[test]
    fn a_glance_tells_the_day_and_what_the_document_lacks() {
        let now = 20_000 * 24 * 60 * 60 + 86_399;
        let glanced = |base: Option<&Library>, library: &Library, lines: &[(char, &str)]| {
            let base = base.map(|base| Base { hash: Hash::of(b""), library: Arc::new(base.clone()) });
            let (document, base) = (Path::new("/d"), base.as_ref());
            let opening = Opening { document, continues: None, base, library, change: 3, now };
            let mut bytes = Vec::new();
            opening.write(&mut |piece| bytes.extend_from_slice(piece));
            for (letter, rest) in lines {
                line::push(&mut bytes, *letter, rest);
            }
            let Old { day, ahead, .. } = glance(&bytes);
            assert_eq!(day, Some(20_000));
            ahead
        };
        let (empty, titled) = (Library::default(), Library { title: "Talks".into(), ..Library::default() });
        let saved = |number: u64| format!("{number} {}", Hash::of(b""));
        assert!(!glanced(Some(&titled), &titled, &[]));
        assert!(glanced(Some(&empty), &titled, &[]) && glanced(None, &titled, &[]));
        assert!(!glanced(Some(&empty), &titled, &[('W', &saved(3))]));
        let change = ('E', "4 1 S");
        assert!(glanced(Some(&titled), &titled, &[change]));
        assert!(glanced(Some(&titled), &titled, &[change, ('W', &saved(3))]));
        assert!(!glanced(Some(&titled), &titled, &[change, ('W', &saved(4))]));
        assert_eq!(glance(b"no journal").day, None);
    }

    #[test]
    fn numbers_tell_their_order_whatever_the_clock_says() {
        let backwards = |number: u64| Old { day: Some(30_000 - number), ..old(number) };
        let gone = superfluous((1..=100).map(backwards).collect());
        assert_eq!(gone, (1..=70).rev().collect::<Vec<_>>());
        let unknown = |number: u64| Old { day: None, ..old(number) };
        assert_eq!(superfluous((1..=21).map(unknown).collect()), [1]);
    }

    #[test]
    fn the_newest_that_is_ahead_stays_and_large_ones_go_first() {
        let mut journals: Vec<Old> = (1..=30).map(old).collect();
        journals[2].ahead = true;
        journals[4].ahead = true;
        let gone = superfluous(journals.clone());
        assert!(gone.contains(&3) && !gone.contains(&5));
        journals[29].bytes = BYTES - 1_500;
        journals[4].bytes = BYTES;
        assert_eq!(superfluous(journals), (1..=28).rev().filter(|number| *number != 5).collect::<Vec<_>>());
    }
}
