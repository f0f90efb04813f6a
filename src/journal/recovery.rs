//! What the journals of a document tell when it is opened.

use std::path::Path;

use super::{
    change::Dated,
    folder::{self, Trouble},
    replay::{self, Story, Unreadable},
};
use crate::format::{self, Hash};
use crate::store::files::Files;

/// How many changes of older journals can still be undone.
pub(super) const MOST_CHANGES: usize = 2_000;
/// How many bytes of older journals are read for that.
pub(super) const MOST_BYTES: usize = 8 << 20;

/// What the journals of a document tell.
#[derive(Clone, Debug, Default)]
pub struct Recovery {
    /// The newest journal that can be read, with its number.
    pub newest: Option<(u64, Story)>,
    /// The changes of older journals that led to its snapshot without a gap, in order: what can still be
    /// undone behind its own changes.
    pub earlier: Vec<Dated>,
    /// Newer journals that cannot be read, with their numbers.
    pub unreadable: Vec<(u64, Unreadable)>,
}

impl Recovery {
    /// The number of the newest journal, whether it can be read or not; 0 if there is none.
    #[must_use]
    pub fn newest_number(&self) -> u64 {
        let newest = self.newest.as_ref().map_or(0, |(number, _)| *number);
        self.unreadable.iter().map(|(number, _)| *number).fold(newest, u64::max)
    }

    /// Whether the system does not let us read a journal that may tell more.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.unreadable.iter().any(|(_, why)| *why == Unreadable::Refused)
    }
}

/// Reads the newest journal of a folder, and as many older ones as it takes to undo. Nothing is changed.
///
/// # Errors
/// [`Trouble`] where the folder is not safe to use or cannot be read. One that does not exist is empty.
pub fn recover(files: &dyn Files, folder: &Path) -> Result<Recovery, Trouble> {
    let mut recovery = Recovery::default();
    let mut older = folder::numbers(files, folder)?;
    while let Some(number) = older.pop() {
        match open(files, folder, number) {
            Ok(story) => {
                recovery.earlier = earlier(files, folder, &story, older);
                recovery.newest = Some((number, story));
                break;
            }
            Err(why) => recovery.unreadable.push((number, why)),
        }
    }
    Ok(recovery)
}

/// Reads the journal of that number. Where the program was killed before it wrote to it instead of the one
/// before, it is completed from that.
///
/// # Errors
/// [`Unreadable`].
pub fn open(files: &dyn Files, folder: &Path, number: u64) -> Result<Story, Unreadable> {
    let mut story = replay::read(&folder::bytes(files, folder, number)?)?;
    let before = story.header.continues.filter(|before| *before < number);
    match before.map(|before| folder::bytes(files, folder, before)) {
        Some(Ok(bytes)) => {
            let _ = replay::read(&bytes).map(|before| story.complete_from(&before));
        }
        // It may hold more, which is not to be taken for nothing.
        Some(Err(Unreadable::Refused)) => return Err(Unreadable::Refused),
        Some(Err(_)) | None => {}
    }
    Ok(story)
}

/// The changes that led to a journal's snapshot, from the journals of these numbers, in order.
fn earlier(files: &dyn Files, folder: &Path, newest: &Story, mut older: Vec<u64>) -> Vec<Dated> {
    let mut found: Vec<Vec<Dated>> = Vec::new();
    let (mut count, mut bytes) = (0, 0);
    let (mut wanted, mut continues) =
        (newest.snapshot_hash, newest.header.continues.map(|number| (number, newest.first)));
    while let Some(number) = older.pop() {
        let Ok(read) = folder::bytes(files, folder, number) else { break };
        bytes += read.len();
        if bytes > MOST_BYTES {
            break;
        }
        let Ok(mut story) = replay::read(&read) else { break };
        // The next one may have begun with an earlier state than the one in which this one ended.
        let end = continues.filter(|(before, _)| *before == number).map_or(story.last(), |(_, first)| first);
        let Some(library) = story.library_at(end) else { break };
        if Hash::of(format::write(&library).as_bytes()) != wanted {
            break;
        }
        story.changes.truncate(usize::try_from(end - story.first).unwrap_or(usize::MAX));
        count += story.changes.len();
        found.push(story.changes);
        if count >= MOST_CHANGES {
            break;
        }
        wanted = story.snapshot_hash;
        continues = story.header.continues.map(|before| (before, story.first));
    }
    let mut all = found.into_iter().rev().flatten().collect::<Vec<_>>();
    all.drain(..all.len().saturating_sub(MOST_CHANGES));
    all
}
