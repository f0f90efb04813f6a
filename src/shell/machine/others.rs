//! What other programs do to the document.

use std::{path::Path, sync::Arc};

use crate::{
    format::{self, Contents},
    store::files::{Files as _, Memory},
    talk::{Id, Library, Proposal},
};

/// One of the things that other programs do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Adds a proposal.
    Adds,
    /// Changes a text that nobody else changes.
    Elsewhere,
    /// Changes the beginning of the text that is typed into.
    SamePlace,
    /// Changes it so that the file is as long as before.
    SameLength,
    /// Removes the first proposal.
    Removes,
    /// Leaves half a file.
    Breaks,
    /// Leaves a file without a byte.
    Empties,
    /// Removes the file.
    Deletes,
    /// Puts a comment into it.
    Comments,
    /// Puts another library in its place.
    Replaces,
}

impl Deed {
    pub const ALL: [Self; 10] = [
        Self::Adds,
        Self::Elsewhere,
        Self::SamePlace,
        Self::SameLength,
        Self::Removes,
        Self::Breaks,
        Self::Empties,
        Self::Deletes,
        Self::Comments,
        Self::Replaces,
    ];

    /// Those that take nothing away.
    pub const ADDING: [Self; 4] = [Self::Adds, Self::Elsewhere, Self::SamePlace, Self::Comments];

    /// Does it; `token` is written where it writes anything. The file is safe from power cuts then. Answers
    /// whether the token was written.
    pub fn done(self, memory: &Memory, path: &Path, token: &str) -> bool {
        let found = memory.bytes(path).unwrap_or_default();
        if self == Self::Deletes {
            let _ = memory.remove(path);
            let _ = memory.sync_folder(path.parent().unwrap());
            return false;
        }
        let library = match format::open(&found).contents {
            Contents::Whole { library, .. } => *library,
            // What cannot be read is written anew.
            _ => Library { id: Id::new("lib"), ..Library::default() },
        };
        let (text, tells) = self.text(library, &found, token);
        memory.overwrite(path, text.as_bytes());
        memory.open_to_overwrite(path).unwrap().sync().unwrap();
        memory.sync_folder(path.parent().unwrap()).unwrap();
        tells
    }

    fn text(self, mut library: Library, found: &[u8], token: &str) -> (String, bool) {
        let new =
            || Arc::new(Proposal { id: Id::new(token), title: token.to_owned(), ..Proposal::default() });
        match self {
            Self::Breaks => {
                let half = String::from_utf8_lossy(&found[..found.len() / 2]).into_owned();
                return (format!("{half} {token} ("), true);
            }
            Self::Empties | Self::Deletes => return (String::new(), false),
            Self::Comments => {
                let whole = String::from_utf8_lossy(found).into_owned();
                let text = if format::read(&whole).is_ok() { whole } else { format::write(&library) };
                return (format!("{text}// {token}\n"), true);
            }
            Self::Replaces => {
                library = Library { id: Id::new("another"), title: token.to_owned(), ..Library::default() };
            }
            Self::Removes if !library.proposals.is_empty() => {
                library.proposals.remove(0);
                token.clone_into(&mut library.speaker.name);
            }
            Self::Adds | Self::Removes => library.proposals.push(new()),
            Self::Elsewhere | Self::SamePlace | Self::SameLength => {
                match library.proposals.first_mut().map(Arc::make_mut) {
                    Some(first) if self == Self::SamePlace => first.description.insert_str(0, token),
                    Some(first) if self == Self::SameLength => token.clone_into(&mut first.audience),
                    Some(first) => first.notes.extend(["\n", token]),
                    None => library.proposals.push(new()),
                }
            }
        }
        (format::write(&library), true)
    }
}
