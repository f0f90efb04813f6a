//! Finding the library that a subcommand reads, and a proposal in it.

use std::{
    env,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::output::Failure;
use crate::{
    door::Safe,
    home::places,
    store::disk,
    talk::{Ids, Library, Proposal},
};

/// The file of the library that is meant: the one that was named, else by the rules for the editor.
pub fn path(named: Option<&Path>) -> PathBuf {
    let folder = env::current_dir().unwrap_or_default();
    places::library_path(named, env::var_os("SOAPBOX_FILE"), &folder)
}

/// Reads the library that is meant.
///
/// # Errors
/// Where there is none or it cannot be read.
pub fn library(named: Option<&Path>) -> Result<Library, Failure> {
    let path = path(named);
    disk::load(&path)?.ok_or_else(|| {
        Failure::Message(format!(
            "there is no library {}: name one with --file",
            Safe::line(&path.to_string_lossy())
        ))
    })
}

/// A source of ids that nobody else has.
pub fn ids() -> Ids {
    Ids::new(seed())
}

/// A random number: the standard library seeds each of its hash maps from the system's randomness.
pub fn seed() -> u64 {
    use std::hash::{BuildHasher, Hasher, RandomState};
    RandomState::new().build_hasher().finish()
}

/// The proposal that a title or id means: the id, else the whole title, else a part of the title that
/// only one has. Case does not matter.
///
/// # Errors
/// Where none fits, or several: then they are listed.
pub fn proposal<'a>(library: &'a Library, wanted: &str) -> Result<&'a Arc<Proposal>, Failure> {
    let folded = wanted.trim().to_lowercase();
    if let Some(proposal) = library.proposals.iter().find(|proposal| proposal.id.as_str() == wanted) {
        return Ok(proposal);
    }
    let title = |proposal: &&Arc<Proposal>| proposal.title.trim().to_lowercase();
    let mut fitting: Vec<&Arc<Proposal>> =
        library.proposals.iter().filter(|proposal| title(proposal) == folded).collect();
    if fitting.is_empty() {
        fitting = library.proposals.iter().filter(|proposal| title(proposal).contains(&folded)).collect();
    }
    match fitting[..] {
        [one] => Ok(one),
        [] => Err(Failure::Message(format!("no proposal has the title or id `{}`", Safe::line(wanted)))),
        _ => {
            let first = format!("`{}` fits several proposals; name one by its id:", Safe::line(wanted));
            let lines = fitting.iter().map(|proposal| {
                format!("  {}  {}", Safe::line(proposal.id.as_str()), Safe::line(&proposal.title))
            });
            Err(Failure::Message([first].into_iter().chain(lines).collect::<Vec<_>>().join("\n")))
        }
    }
}
