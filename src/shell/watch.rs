//! Tells when something happens to the library's file. What happened is looked at by content: here it is
//! only a reason to look.

use std::{ffi::OsString, path::Path, time::Duration};

use notify_debouncer_mini::{
    DebounceEventResult, DebouncedEvent, Debouncer, new_debouncer,
    notify::{RecommendedWatcher, RecursiveMode},
};

use super::{Event, Way};
use crate::{
    app::Msg,
    store::{
        files::{Disk, Files as _},
        places,
    },
};

/// Programs that save do several things to a file within this time.
const TOGETHER: Duration = Duration::from_millis(100);

/// It watches until it is dropped.
pub type Watch = Debouncer<RecommendedWatcher>;

/// Watches the folder of the file, since other programs put new files in its place. None where the system
/// cannot: then the file is looked at before it is saved, and when the window is looked at.
pub fn listen(path: &Path, events: Way) -> Option<Watch> {
    let path = places::canonical(&Disk, path);
    let name: OsString = path.file_name()?.to_owned();
    let folder = path.parent()?.to_owned();
    let here = folder.clone();
    let tell = move |stirred: DebounceEventResult| {
        // The folder itself stirs whenever somebody opens it: it is news only that it has gone.
        let has_gone = |path: &Path| path == here && Disk.look(path, true).is_err();
        let is_ours = |event: &DebouncedEvent| event.path.file_name() == Some(&name) || has_gone(&event.path);
        let ours = |stirred: &[DebouncedEvent]| stirred.iter().any(is_ours);
        if stirred.as_deref().map_or(true, ours) {
            // The loop may have ended first.
            let _ = events.send(Event::Msg(Msg::Stirred));
        }
    };
    let mut watch = new_debouncer(TOGETHER, tell).ok()?;
    watch.watcher().watch(&folder, RecursiveMode::NonRecursive).ok()?;
    Some(watch)
}
