//! Every state of the disk that a power cut may leave, after the abstract persistence model of ALICE
//! (Pillai and others, OSDI 2014).
//!
//! What was flushed is there. Of what was not, any part may be: writes in any order, torn, or as zeros;
//! names in any order, or in theirs ([`Order`]). A change of two names at once happens as a whole.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use super::memory::{Content, Inode, Memory, Op, State};

/// In which order names that were not flushed reach the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// In that of the calls, as file systems with a journal do.
    Kept,
    /// In any, which is what POSIX promises.
    Any,
}

impl Order {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Kept, Self::Any];
}

/// Of how many names and writes that were not flushed any may be missing; older ones are missing from the
/// last to the first.
const FREE_NAMES: usize = 7;
const FREE_WRITES: usize = 4;
/// Up to how many states all combinations of what files may hold are shown; beyond that, one file after
/// the other takes all that it may hold, while the others hold the least or the most.
const COMBINATIONS: usize = 4000;

type Names = BTreeMap<PathBuf, Inode>;
/// When names changed, and how.
type Change<'a> = (usize, &'a [(PathBuf, Option<Inode>)]);

impl Memory {
    /// Shows every state that a power cut may leave, with the number of changes made before it (see
    /// [`Memory::changes`]), and answers how many states those were.
    pub fn power_cuts(&self, order: Order, mut visit: impl FnMut(usize, &Self)) -> usize {
        let (start, now, log, swaps) = self.history();
        let mut count = 0;
        for changes in 0..=log.len() {
            let done = &log[..changes];
            for names in namings(&start, &now, done, order) {
                for nodes in contents(&start, &now, done, &names) {
                    let mut state = State { names: names.clone(), nodes: now.nodes.clone() };
                    for (inode, bytes) in nodes {
                        state.nodes[inode].content = Content::File(bytes);
                    }
                    visit(changes, &Self::of(state, swaps));
                    count += 1;
                }
            }
        }
        count
    }

    /// One of the states that a power cut now may leave; `pick` chooses among as many as it is told.
    pub fn power_cut(&self, order: Order, mut pick: impl FnMut(usize) -> usize) -> Self {
        let (start, now, log, swaps) = self.history();
        let mut namings = namings(&start, &now, &log, order);
        let names = namings.swap_remove(pick(namings.len()));
        let mut state = State { names, nodes: now.nodes.clone() };
        let inodes: BTreeSet<Inode> = state.names.values().copied().collect();
        for inode in inodes {
            if let Content::File(bytes) = &mut state.nodes[inode].content {
                let mut versions = versions(inode, &start, &log);
                *bytes = versions.swap_remove(pick(versions.len()));
            }
        }
        Self::of(state, swaps)
    }
}

/// What names may stand in the folders.
fn namings(start: &State, now: &State, done: &[Op], order: Order) -> Vec<Names> {
    let changes: Vec<Change<'_>> = (0..)
        .zip(done)
        .filter_map(|(at, op)| if let Op::Names(names) = op { Some((at, names.as_slice())) } else { None })
        .collect();
    let flushed = |&(at, names): &Change<'_>| {
        let later = done.get(at..).unwrap_or_default();
        let is_flushed = |path: &Path| {
            later
                .iter()
                .any(|op| matches!(op, Op::SyncFolder(folder) if Some(folder.as_path()) == path.parent()))
        };
        names.iter().all(|(path, _)| is_flushed(path))
    };
    let pending: Vec<usize> = (0..changes.len()).filter(|nth| !flushed(&changes[*nth])).collect();
    let mut found = BTreeSet::new();
    for missing in subsets(&pending, if order == Order::Any { FREE_NAMES } else { 0 }) {
        let mut state = State { names: start.names.clone(), nodes: Vec::new() };
        for (nth, (_, names)) in changes.iter().enumerate() {
            if !missing.contains(&nth) {
                state.name(names);
            }
        }
        found.insert(reachable(now, &state.names));
    }
    found.into_iter().collect()
}

/// The names whose folders have names.
fn reachable(now: &State, names: &Names) -> Names {
    let is_folder = |path: &Path| {
        names.get(path).is_some_and(|inode| matches!(now.nodes[*inode].content, Content::Folder))
    };
    let stands = |path: &Path| path.ancestors().skip(1).all(is_folder);
    names.iter().filter(|(path, _)| stands(path)).map(|(path, inode)| (path.clone(), *inode)).collect()
}

/// What may be missing of `pending`: the newest, however many, and any of the `free` newest.
fn subsets(pending: &[usize], free: usize) -> BTreeSet<BTreeSet<usize>> {
    let mut found: BTreeSet<BTreeSet<usize>> =
        (0..=pending.len()).map(|kept| pending[kept..].iter().copied().collect()).collect();
    let newest = &pending[pending.len().saturating_sub(free)..];
    for mask in 0..1_usize << newest.len() {
        let missing = (0..newest.len()).filter(|bit| mask & (1 << bit) != 0).map(|bit| newest[bit]);
        found.insert(missing.collect());
    }
    found
}

/// What the files that have names may hold.
fn contents(start: &State, now: &State, done: &[Op], names: &Names) -> Vec<Vec<(Inode, Vec<u8>)>> {
    let inodes: BTreeSet<Inode> = names.values().copied().collect();
    let files = inodes.into_iter().filter(|inode| matches!(now.nodes[*inode].content, Content::File(_)));
    let files: Vec<(Inode, Vec<Vec<u8>>)> =
        files.map(|inode| (inode, versions(inode, start, done))).collect();
    let total = files.iter().try_fold(1_usize, |total, (_, versions)| total.checked_mul(versions.len()));
    if total.is_some_and(|total| total <= COMBINATIONS) {
        return files.iter().fold(vec![Vec::new()], |found, (inode, versions)| {
            let with = |before: &Vec<(Inode, Vec<u8>)>| {
                let before = before.clone();
                versions.iter().map(move |bytes| [before.clone(), vec![(*inode, bytes.clone())]].concat())
            };
            found.iter().flat_map(with).collect()
        });
    }
    let mut found = Vec::new();
    for (varied, versions) in &files {
        for (version, full) in versions.iter().flat_map(|version| [(version, false), (version, true)]) {
            let held = |(inode, versions): &(Inode, Vec<Vec<u8>>)| {
                let other = if full { versions.last() } else { versions.first() };
                (*inode, if inode == varied { version.clone() } else { other.unwrap().clone() })
            };
            found.push(files.iter().map(held).collect());
        }
    }
    found
}

/// What one file may hold: first the least, last all that was written.
fn versions(inode: Inode, start: &State, done: &[Op]) -> Vec<Vec<u8>> {
    let flushed = done.iter().rposition(|op| matches!(op, Op::Sync(synced) if *synced == inode));
    let mine =
        |op: &&Op| matches!(op, Op::Write { inode: of, .. } | Op::Cut { inode: of, .. } if *of == inode);
    let (certain, open) = done.split_at(flushed.unwrap_or(0));
    let mut base = match start.nodes.get(inode).map(|node| &node.content) {
        Some(Content::File(bytes)) => bytes.clone(),
        _ => Vec::new(),
    };
    certain.iter().filter(mine).for_each(|op| op.apply(&mut base));
    let open: Vec<&Op> = open.iter().filter(mine).collect();
    let all: Vec<usize> = (0..open.len()).collect();
    let mut found = BTreeSet::new();
    for missing in subsets(&all, FREE_WRITES) {
        let there: Vec<&Op> = all.iter().filter(|nth| !missing.contains(nth)).map(|nth| open[*nth]).collect();
        let newest = there.len().saturating_sub(FREE_WRITES);
        let torn = (newest..there.len()).flat_map(|nth| tears(there[nth]).map(move |torn| (nth, torn)));
        for (nth, torn) in torn {
            let mut bytes = base.clone();
            for (at, op) in there.iter().enumerate() {
                let parts = if at == nth { torn.as_slice() } else { std::slice::from_ref(*op) };
                for part in parts {
                    part.apply(&mut bytes);
                }
            }
            found.insert(bytes);
        }
    }
    let mut full = base.clone();
    for op in open {
        op.apply(&mut full);
    }
    found.remove(&base);
    found.remove(&full);
    let mut found: Vec<_> = [base].into_iter().chain(found).collect();
    if found[0] != full {
        found.push(full);
    }
    found
}

/// How a write may reach the disk: as it is, cut off, as zeros, or as zeros that begin with some of it.
fn tears(op: &Op) -> impl Iterator<Item = Vec<Op>> {
    let mut found = vec![vec![op.clone()]];
    if let Op::Write { inode, at, bytes } = op {
        let write = |bytes: Vec<u8>| Op::Write { inode: *inode, at: *at, bytes };
        let (length, zeros) = (bytes.len(), write(vec![0; bytes.len()]));
        let cuts = BTreeSet::from([1, length / 2, length.saturating_sub(1)]);
        found.extend(
            cuts.into_iter().filter(|cut| *cut < length).map(|cut| vec![write(bytes[..cut].to_vec())]),
        );
        found.push(vec![zeros.clone()]);
        found.push(vec![zeros, write(bytes[..length / 2].to_vec())]);
    }
    found.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::files::Files as _;

    /// All that may stand under a name: none where it may be missing.
    fn left(memory: &Memory, order: Order, path: &str) -> BTreeSet<Option<String>> {
        let mut found = BTreeSet::new();
        let count = memory.power_cuts(order, |changes, disk| {
            if changes == memory.changes() {
                found.insert(disk.bytes(path).map(|bytes| String::from_utf8(bytes).unwrap()));
            }
        });
        assert!(count > memory.changes());
        found
    }

    fn texts(texts: &[&str]) -> BTreeSet<Option<String>> {
        texts.iter().map(|text| Some((*text).to_owned())).collect()
    }

    #[test]
    fn what_is_flushed_stays_and_what_is_not_may_be_torn() {
        let memory = Memory::holding(&[("/f/a", "old")]);
        let file = memory.open_to_overwrite(Path::new("/f/a")).unwrap();
        file.write(b"1234").unwrap();
        let torn = ["old", "1ld", "12d", "123", "\0\0\0\0", "12\0\0", "1234"];
        assert_eq!(left(&memory, Order::Kept, "/f/a"), texts(&torn));
        file.sync().unwrap();
        assert_eq!(left(&memory, Order::Kept, "/f/a"), texts(&["1234"]));
        file.write(b"5").unwrap();
        file.cut(2).unwrap();
        let left = left(&memory, Order::Any, "/f/a");
        assert_eq!(left, texts(&["1234", "12345", "1234\0", "12"]));
    }

    #[test]
    fn names_are_safe_once_their_folders_are_flushed() {
        let memory = Memory::holding(&[("/f/a", "old")]);
        let path = Path::new("/f/b");
        let file = memory.create(path, 0o600).unwrap();
        file.write(b"x").unwrap();
        file.sync().unwrap();
        assert_eq!(left(&memory, Order::Kept, "/f/b"), BTreeSet::from([None, Some("x".into())]));
        memory.exchange(path, Path::new("/f/a")).unwrap();
        memory.remove(path).unwrap();
        // Out of order: the old text is gone before the new one has its name.
        let seen = |order| {
            let mut found = BTreeSet::new();
            memory.power_cuts(order, |_, disk| {
                found.insert((disk.text("/f/a"), disk.text("/f/b")));
            });
            found
        };
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        let kept = BTreeSet::from([
            pair("old", ""),
            pair("old", "\0"),
            pair("old", "x"),
            pair("x", "old"),
            pair("x", ""),
        ]);
        assert_eq!(seen(Order::Kept), kept);
        assert_eq!(seen(Order::Any), kept);
        memory.sync_folder(Path::new("/f")).unwrap();
        assert_eq!(left(&memory, Order::Any, "/f/a"), texts(&["x"]));
    }

    #[test]
    fn names_out_of_order_show_what_order_hides() {
        let memory = Memory::holding(&[("/f/a", "old")]);
        memory.link(Path::new("/f/a"), Path::new("/f/b")).unwrap();
        memory.remove(Path::new("/f/a")).unwrap();
        let gone = |order| {
            let mut gone = 0;
            memory.power_cuts(order, |_, disk| gone += usize::from(disk.paths().is_empty()));
            gone
        };
        assert_eq!((gone(Order::Kept), gone(Order::Any)), (0, 1));
    }

    #[test]
    fn a_file_is_lost_with_its_folder() {
        let memory = Memory::holding(&[("/a", "")]);
        memory.make_folder(Path::new("/f"), 0o700).unwrap();
        let file = memory.create(Path::new("/f/b"), 0o600).unwrap();
        file.sync().unwrap();
        memory.sync_folder(Path::new("/f")).unwrap();
        assert!(left(&memory, Order::Any, "/f/b").contains(&None));
        memory.sync_folder(Path::new("/")).unwrap();
        assert_eq!(left(&memory, Order::Any, "/f/b"), texts(&[""]));
    }

    #[test]
    fn many_changes_stay_countable() {
        let memory = Memory::holding(&[("/f/x", "")]);
        for name in ["/f/a", "/f/b", "/f/c"] {
            let file = memory.create(Path::new(name), 0o600).unwrap();
            (0..6).for_each(|_| assert_eq!(file.write(b"line\n").unwrap(), 5));
        }
        let count = memory.power_cuts(Order::Kept, |_, _| ());
        assert!((5_000..50_000).contains(&count), "{count}");
    }
}
