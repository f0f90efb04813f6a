//! Reading texts that are to become proposals: many files take a while, so it tells how far it is and can be
//! stopped.

use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use super::{Event, Way};
use crate::{
    app::Msg,
    door::Safe,
    exchange::markdown,
    home::{places::typed_path, sources},
    store::disk,
    talk::{Ids, Library},
};

/// What a text gave: where it stood, and the proposals that are in it.
pub type Source = (PathBuf, Library);

/// Reads the files that are meant, `-` for standard input. `go_on` hears how many are read of how many, none of
/// none while they are looked for, and decides whether to go on.
///
/// # Errors
/// What cannot be read, in one line; then nothing is answered of the others. None where it was stopped.
pub fn gather(
    paths: &[PathBuf],
    ids: &mut Ids,
    mut go_on: impl FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Option<Vec<Source>>, String> {
    let found = sources::files(paths, || go_on(0, 0)).map_err(|error| error.to_string())?;
    let Some(files) = found else { return Ok(None) };
    let mut found = Vec::with_capacity(files.len());
    let total = files.len();
    for (done, path) in files.into_iter().enumerate() {
        if go_on(done, total).is_break() {
            return Ok(None);
        }
        let library = read(&path, ids)?;
        found.push((path, library));
    }
    Ok(Some(found))
}

fn read(path: &Path, ids: &mut Ids) -> Result<Library, String> {
    if path == Path::new("-") {
        let text = disk::read_standard_input().map_err(|error| error.to_string())?;
        return markdown::import(&text, "standard input", ids).map_err(|error| error.to_string());
    }
    let text = disk::read_text(path).map_err(|error| error.to_string())?;
    let name = path.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    markdown::import(&text, &name, ids)
        .map_err(|error| format!("cannot import {}: {error}", Safe::line(&path.to_string_lossy())))
}

/// How often a person is told how far it is.
const NEWS: Duration = Duration::from_millis(100);

/// A thread that reads. It stops when this is dropped.
pub struct Importing(Arc<AtomicBool>);

impl Importing {
    /// Begins to read what a person named; progress and result are told as messages.
    pub(super) fn start(path: &Path, seed: u64, events: Way) -> Self {
        let stopped = Arc::new(AtomicBool::new(false));
        // A file of this name: standard input is the keyboard here.
        let path = if path == Path::new("-") { Path::new("./-") } else { path };
        let (path, stop, told) = (typed_path(path), stopped.clone(), events.clone());
        let read = move || {
            let mut news = Instant::now();
            let go_on = |done, total| {
                if stop.load(Ordering::Relaxed) {
                    return ControlFlow::Break(());
                }
                if news.elapsed() >= NEWS {
                    news = Instant::now();
                    // The loop may have ended: then the stop is near.
                    let _ = events.send(Event::Msg(Msg::Importing { done, total }));
                }
                ControlFlow::Continue(())
            };
            if let Some(found) = gather(&[path], &mut Ids::new(seed), go_on).transpose() {
                let libraries = found.map(|found| found.into_iter().map(|(_, library)| library).collect());
                let _ = events.send(Event::Msg(Msg::Imported(libraries)));
            }
        };
        if let Err(error) = thread::Builder::new().name("import".into()).spawn(read) {
            // The loop that called holds the other end.
            let _ = told.send(Event::Msg(Msg::Imported(Err(error.to_string()))));
        }
        Self(stopped)
    }
}

impl Drop for Importing {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
