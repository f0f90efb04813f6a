//! Tells when something happens to the library's file. What happened is looked at by content: here it is
//! only a reason to look.

use std::{ffi::OsString, path::Path};

use notify::{
    EventKind, RecommendedWatcher, RecursiveMode, Watcher as _,
    event::{AccessKind, AccessMode},
};

use super::{Event, Way};
use crate::{
    app::Msg,
    home::places,
    store::files::{Disk, Files as _},
};

/// It watches until it is dropped.
pub type Watch = RecommendedWatcher;

/// Watches the folder of the file, since other programs put new files in its place. None where the system
/// cannot: then the file is looked at before it is saved, and when the window is looked at.
pub fn listen(path: &Path, events: Way) -> Option<Watch> {
    let path = places::canonical(&Disk, path);
    let name: OsString = path.file_name()?.to_owned();
    let folder = path.parent()?.to_owned();
    let here = folder.clone();
    let tell = move |heard: notify::Result<notify::Event>| {
        // The folder itself stirs whenever somebody opens it: it is news only that it has gone.
        let has_gone = |path: &Path| path == here && Disk.look(path, true).is_err();
        let ours = heard.as_ref().map_or(true, |event| {
            let named = |path: &Path| path.file_name() == Some(&name) || has_gone(path);
            !only_reads(event.kind) && (event.need_rescan() || event.paths.iter().any(|path| named(path)))
        });
        if ours {
            // The loop may have ended first.
            let _ = events.send(Event::Msg(Msg::Stirred));
        }
    };
    let mut watch = notify::recommended_watcher(tell).ok()?;
    watch.watch(&folder, RecursiveMode::NonRecursive).ok()?;
    Some(watch)
}

/// Whether somebody has only opened or read a file, as this program does when it looks at it: to hear of that
/// would be to look for ever.
fn only_reads(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        EventKind::Access(_) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, ModifyKind, RemoveKind};

    use super::*;

    #[test]
    fn to_read_a_file_is_no_news_and_all_else_is() {
        for access in
            [AccessKind::Open(AccessMode::Any), AccessKind::Read, AccessKind::Close(AccessMode::Read)]
        {
            assert!(only_reads(EventKind::Access(access)), "{access:?}");
        }
        let news = [
            EventKind::Access(AccessKind::Close(AccessMode::Write)),
            EventKind::Create(CreateKind::File),
            EventKind::Modify(ModifyKind::Any),
            EventKind::Remove(RemoveKind::File),
            EventKind::Any,
        ];
        assert!(news.into_iter().all(|kind| !only_reads(kind)));
    }
}
