//! Whatever happens to a journal's bytes, what is read is a library as it once stood, or nothing.
//!
//! `JOURNAL_CASES` says how many damaged journals are tried, for long runs.

use proptest::prelude::*;

use super::*;
use crate::journal::replay;

/// A journal that a person wrote at random.
struct Written {
    bytes: Vec<u8>,
    /// The libraries as they stood, from the snapshot on.
    states: Vec<Library>,
    changes: Vec<Change>,
    /// After which change the document was written, the last time.
    saved: usize,
    /// What the document held before.
    document: Base,
}

fn written(dice: &mut Dice, length: usize) -> Written {
    let (memory, mut library) = (memory(), dice.library());
    let journal = journal(memory.clone());
    let document = base(&library);
    if dice.below(3) == 0 {
        dice.change(&mut library);
    }
    // Behind one that led from the document to this library.
    journal.state().change = 1;
    journal.begin_with(&library, Some(document.clone()), 1).unwrap();
    let (mut states, mut changes, mut saved) = (vec![library.clone()], Vec::new(), 0);
    for _ in 0..length {
        let mut turn = Vec::new();
        for _ in 0..=dice.below(2) {
            turn.push(dice.change(&mut library));
            states.push(library.clone());
        }
        journal.write(&turn, &library, 2).unwrap();
        changes.extend(turn);
        match dice.below(6) {
            0 => {
                journal.confirm(journal.point(), base(&library)).unwrap();
                saved = changes.len();
            }
            1 => {
                let point = Point { change: 0, ..journal.point() };
                journal.plan(point, document.clone(), 2).unwrap();
            }
            _ => {}
        }
    }
    let bytes = memory.bytes(format!("{FOLDER}/j-000001")).unwrap();
    Written { bytes, states, changes, saved, document }
}

/// Fails unless the bytes read as the beginning of what was written, or as nothing.
fn check(written: &Written, bytes: &[u8]) -> Option<usize> {
    let story = replay::read(bytes).ok()?;
    let count = story.changes.len();
    assert_eq!(*story.snapshot, written.states[0]);
    assert_eq!(*story.library, written.states[count]);
    assert!(story.changes.iter().map(|dated| &dated.change).eq(&written.changes[..count]));
    if let Some(Base { hash, library }) = story.base.as_ref().filter(|_| story.in_document > 0) {
        assert_eq!(**library, written.states[story.in_document]);
        assert_eq!(*hash, base(library).hash);
    }
    assert!(story.kept.iter().all(|kept| *kept == written.document));
    Some(count)
}

/// Does to the bytes what disks, cables and other programs do.
fn damage(dice: &mut Dice, bytes: &mut Vec<u8>) {
    for _ in 0..=dice.below(3) {
        let at = dice.below(bytes.len());
        let end = (at + dice.below(200)).min(bytes.len());
        match dice.below(7) {
            0 => bytes.truncate(at),
            1 | 2 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << dice.below(8);
                }
            }
            3 => bytes[at..end].iter_mut().for_each(|byte| *byte = u8::try_from(dice.below(256)).unwrap()),
            4 => bytes[at..end].fill(0),
            5 => drop(bytes.drain(at..end)),
            _ => {
                // Whole lines once more, gone, or in another place.
                let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
                let (from, to) = (dice.below(lines.len()), dice.below(lines.len()));
                match dice.below(3) {
                    _ if lines.is_empty() => {}
                    0 => lines.insert(to, lines[from]),
                    1 => drop(lines.remove(from)),
                    _ => lines.swap(from, to),
                }
                *bytes = lines.concat();
            }
        }
    }
}

#[test]
fn every_truncation_and_every_flipped_bit_leaves_a_beginning() {
    let written = written(&mut Dice(7), 3);
    let all = written.changes.len();
    assert_eq!(check(&written, &written.bytes), Some(all));
    let mut counts = std::collections::BTreeSet::new();
    for end in 0..written.bytes.len() {
        counts.insert(check(&written, &written.bytes[..end]));
    }
    let beginnings = (0..all).all(|count| counts.contains(&Some(count)));
    assert!(beginnings && counts.contains(&None), "{counts:?} of {all}");
    for at in 0..written.bytes.len() {
        let mut bytes = written.bytes.clone();
        bytes[at] ^= 1 << (at % 8);
        assert!(check(&written, &bytes) < Some(all) || !stands_in_change(&written.bytes, at), "byte {at}");
    }
}

/// Whether a byte stands in a line that holds a change.
fn stands_in_change(bytes: &[u8], at: usize) -> bool {
    let begin = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    bytes.get(begin + 9) == Some(&b'E')
}

#[test]
fn a_replay_that_goes_astray_ends() {
    let (memory, mut library) = (memory(), small());
    let journal = journal(memory.clone());
    journal.begin_with(&library, Some(base(&library)), 1).unwrap();
    journal.write(&[typed(&mut library, "right ")], &library, 2).unwrap();
    let right = library.clone();
    // Never told, and as long as what it stands for.
    library.introduction = "RIGHT ".into();
    journal.write(&[typed(&mut library, "wrong")], &library, 3).unwrap();
    let story = newest(&memory);
    assert_eq!((story.changes.len(), &*story.library), (1, &right));
    assert!(story.dropped > 0);
}

/// How many damaged journals are tried.
fn cases() -> usize {
    const FEW: usize = 1_000;
    std::env::var("JOURNAL_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(FEW)
}

#[test]
fn a_damaged_journal_reads_as_a_beginning_or_not_at_all() {
    let mut dice = Dice(1);
    let (mut tried, mut read, mut whole) = (0, 0, 0);
    while tried < cases() {
        let length = dice.below(6);
        let written = written(&mut dice, length);
        for _ in 0..40 {
            let mut bytes = written.bytes.clone();
            damage(&mut dice, &mut bytes);
            let count = check(&written, &bytes);
            tried += 1;
            read += usize::from(count.is_some());
            whole += usize::from(count == Some(written.changes.len()));
        }
    }
    assert!(read > tried / 20 && whole < read, "{read} of {tried} read, {whole} as a whole");
}

#[test]
fn without_checksums_there_would_be_wrong_libraries() {
    let mut dice = Dice(2);
    let wrong = (0..300).any(|_| {
        let written = written(&mut dice, 3);
        let mut bytes = written.bytes.clone();
        damage(&mut dice, &mut bytes);
        let mut resealed = Vec::new();
        for line in String::from_utf8_lossy(&bytes).lines() {
            let body = line.get(9..).and_then(|body| body.split_once(' '));
            if let Some((letter, rest)) = body.filter(|(letter, _)| letter.len() == 1) {
                line::push(&mut resealed, letter.chars().next().unwrap(), rest);
            }
        }
        replay::read(&resealed).is_ok_and(|story| !written.states.contains(&story.library))
    });
    assert!(wrong, "the damage that is done here is harmless");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn every_change_is_recovered_as_it_was_made(seed in any::<u64>()) {
        let written = written(&mut Dice(seed), 8);
        prop_assert_eq!(check(&written, &written.bytes), Some(written.changes.len()));
        let text = String::from_utf8(written.bytes.clone()).unwrap();
        prop_assert!(!text.contains(crate::door::must_be_escaped) && !text.contains('\t'));
        let story = replay::read(&written.bytes).unwrap();
        prop_assert_eq!((story.dropped, story.in_document), (0, written.saved));
    }

    #[test]
    fn any_bytes_at_all_are_read_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..200), letter in "[HSBNEWKC]", rest in ".{0,60}") {
        prop_assert!(replay::read(&bytes).is_err());
        // Lines with a right checksum that say anything.
        let mut lines = written(&mut Dice(3), 2).bytes;
        line::push(&mut lines, letter.chars().next().unwrap(), &rest.replace('\n', " "));
        let _ = replay::read(&lines);
        let mut opening = Vec::new();
        line::push(&mut opening, letter.chars().next().unwrap(), &rest);
        prop_assert!(replay::read(&opening).is_err());
    }
}
