//! Between the machine's values and the files of the store.

use std::{path::Path, sync::Arc};

use crate::{
    app::{NotSaved, Opened, Over, Pane, Session},
    store::{
        disk::{self, SaveProblem},
        places, session,
    },
    talk::Library,
};

/// Reads a library and where the person was in it. A file that does not exist is an empty library.
///
/// # Errors
/// What is wrong with the file and what can be done, in one line.
pub fn open(path: &Path, state: Option<&Path>) -> Result<Opened, String> {
    let found = disk::load(path).map_err(|error| error.to_string())?;
    let existed = found.is_some();
    let library = found.unwrap_or_default();
    let session = state.and_then(|state| session::load_session(state, &library.id)).filter(|_| existed);
    let session = session.map(|found| Session {
        library: library.id.clone(),
        proposal: found.subject,
        tab: found.tab,
        caret: found.caret,
        pane: PANES
            .iter()
            .find(|(_, name)| *name == found.pane)
            .map_or_else(Pane::default, |(pane, _)| *pane),
    });
    let version = existed
        .then(|| crate::store::hash::Hash::of(crate::store::format::write(&library).as_bytes()).into());
    Ok(Opened { session, ..Opened::new(Arc::new(library), version) })
}

/// What the panes are called in the file.
const PANES: [(Pane, &str); 3] =
    [(Pane::Proposals, "proposals"), (Pane::Editor, "editor"), (Pane::Timing, "timing")];

/// Writes a library.
pub(super) fn save(path: &Path, library: &Library, over: Over) -> Result<crate::talk::Version, NotSaved> {
    let failed = |error: disk::SaveError| match error.problem {
        SaveProblem::Exists => NotSaved::Exists,
        _ => NotSaved::Failed(error.to_string()),
    };
    places::make_default_folder(path).map_err(failed)?;
    if over != Over::Nothing { disk::save(path, library) } else { disk::save_new(path, library) }
        .map_err(failed)?;
    Ok(crate::store::hash::Hash::of(crate::store::format::write(library).as_bytes()).into())
}

/// Remembers where the person is. That it cannot be is no reason to disturb anybody.
pub(super) fn remember(here: &Session, state: Option<&Path>) {
    let Some(folder) = state else { return };
    let pane = PANES.iter().find(|(pane, _)| *pane == here.pane).map_or("", |(_, name)| name);
    let kept = session::Session {
        subject: here.proposal.clone(),
        tab: here.tab,
        caret: here.caret,
        top: 0,
        pane: pane.to_owned(),
    };
    let _ = session::save_session(folder, &here.library, &kept);
}
