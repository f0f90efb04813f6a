//! What reading and writing a library costs, from its text and back, and with the disk.
//! Prints figures; nothing depends on them.

use std::sync::Arc;

use divan::{Bencher, counter::BytesCount};
use soapbox::{
    exchange::markdown,
    format,
    journal::Journal,
    store::{disk, files::Disk},
    talk::{Change, ChangeKind, Edit, Id, Ids, Library, Place, Proposal, ProposalText},
};

fn main() {
    divan::main();
}

const SAMPLE: &str = include_str!("../data/pycon-2018-proposals.txt");
const COUNTS: [usize; 3] = [10, 1_000, 10_000];

fn library(count: usize) -> Library {
    let mut library = markdown::read(SAMPLE, "sample", &mut Ids::new(1));
    let first = library.proposals[0].clone();
    let copy = |at: usize| Proposal { id: Id::new(format!("p{at}")), ..Proposal::clone(&first) };
    library.proposals = (0..count).map(copy).map(Into::into).collect();
    library
}

#[divan::bench(args = COUNTS, sample_count = 10)]
fn read(bencher: Bencher, proposals: usize) {
    let text = format::write(&library(proposals));
    bencher.counter(BytesCount::of_str(&text)).bench(|| format::read(&text));
}

#[divan::bench(args = COUNTS, sample_count = 10)]
fn write(bencher: Bencher, proposals: usize) {
    let library = library(proposals);
    bencher.counter(BytesCount::of_str(&format::write(&library))).bench(|| format::write(&library));
}

#[divan::bench(args = COUNTS, sample_count = 10)]
fn load(bencher: Bencher, proposals: usize) {
    let Ok(folder) = tempfile::tempdir() else { return };
    let path = folder.path().join("talks.ron");
    if disk::save(&path, &library(proposals), disk::Expect::Anything).is_ok() {
        bencher.bench(|| disk::load(&path));
    }
}

#[divan::bench(args = COUNTS, sample_count = 10)]
fn save(bencher: Bencher, proposals: usize) {
    let Ok(folder) = tempfile::tempdir() else { return };
    let path = folder.path().join("talks.ron");
    let mut library = library(proposals);
    let mut turn = 0;
    bencher.bench_local(|| {
        turn += 1;
        library.title = format!("Talks {turn}");
        disk::save(&path, &library, disk::Expect::Anything)
    });
}

/// What a key waits for before it is shown: one character into the journal.
#[divan::bench(args = COUNTS)]
fn journal_key(bencher: Bencher, proposals: usize) {
    let Ok(folder) = tempfile::tempdir() else { return };
    let mut library = library(proposals);
    let journal =
        Journal::new(Arc::new(Disk), folder.path().join("journal"), folder.path().join("talks.ron"), 0);
    journal.prepare(Arc::new(library.clone()), None);
    if journal.begin(0).is_err() {
        return;
    }
    let place = Place::Proposal(library.proposals[0].id.clone(), ProposalText::Description);
    let (at, removed) = (0, String::new());
    let edits = vec![Edit::Splice { place, at, removed, inserted: "x".into() }];
    let change = [Change { kind: ChangeKind::Joined, edits }];
    // The text that the journal looks at stays as long as it is.
    if change[0].edits[0].apply(&mut library).is_ok() {
        bencher.bench_local(|| assert!(journal.write(&change, &library, 1).is_ok()));
    }
}
