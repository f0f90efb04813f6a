//! Where the person was in a library, between the machine's values and the file that keeps it.

use std::path::Path;

use crate::{
    app::{Pane, Session, Sizes},
    home::session,
    talk::Library,
};

/// What the panes are called in the file.
const PANES: [(Pane, &str); 3] =
    [(Pane::Proposals, "proposals"), (Pane::Editor, "editor"), (Pane::Timing, "timing")];

/// Where the person was in a library when they last left it.
pub fn load(state: &Path, library: &Library) -> Option<Session> {
    let found = session::load_session(state, &library.id)?;
    Some(Session {
        library: library.id.clone(),
        proposal: found.subject,
        tab: found.tab,
        caret: found.caret,
        sizes: Sizes { list: found.list_columns, timing: found.timing_rows },
        unmarked: found.unmarked,
        pane: PANES
            .iter()
            .find(|(_, name)| *name == found.pane)
            .map_or_else(Pane::default, |(pane, _)| *pane),
    })
}

/// Remembers where the person is. That it cannot be is no reason to disturb anybody.
pub(super) fn remember(here: &Session, state: Option<&Path>) {
    let Some(folder) = state else { return };
    let pane = PANES.iter().find(|(pane, _)| *pane == here.pane).map_or("", |(_, name)| name);
    let kept = session::Session {
        subject: here.proposal.clone(),
        tab: here.tab,
        caret: here.caret,
        pane: pane.to_owned(),
        list_columns: here.sizes.list,
        timing_rows: here.sizes.timing,
        unmarked: here.unmarked,
    };
    let _ = session::save_session(folder, &here.library, &kept);
}
