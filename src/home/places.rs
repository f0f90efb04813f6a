//! Where files live: the library that is meant, and the folder for what soapbox remembers.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

use etcetera::{BaseStrategy, choose_base_strategy};

use crate::{
    journal,
    store::{
        disk::{self, SaveError},
        files::Files,
    },
};

/// What a library is called where nobody gave it a name.
const LIBRARY: &str = "proposals.ron";
/// Our folder among those of other programs.
const OURS: &str = "soapbox";

/// The file that is meant: the argument; else `env_file`, the value of `$SOAPBOX_FILE`, unless it is
/// empty; else `proposals.ron` in `folder`, the current one, if that exists; else
/// [`default_library`]. Where the user has no home, the one in `folder`.
#[must_use]
pub fn library_path(argument: Option<&Path>, env_file: Option<OsString>, folder: &Path) -> PathBuf {
    choose(argument, env_file, folder, default_library())
}

fn choose(
    argument: Option<&Path>,
    env_file: Option<OsString>,
    folder: &Path,
    default: Option<PathBuf>,
) -> PathBuf {
    if let Some(path) = argument {
        return path.to_owned();
    }
    if let Some(path) = env_file.filter(|path| !path.is_empty()) {
        return path.into();
    }
    let here = folder.join(LIBRARY);
    match default {
        // A link counts, wherever it leads: whoever made it means it.
        Some(default) if fs::symlink_metadata(&here).is_err() => default,
        _ => here,
    }
}

/// The library in the user's data folder: `$XDG_DATA_HOME/soapbox/proposals.ron` on Unix, in the
/// roaming application data on Windows. None where the user has no home.
#[must_use]
pub fn default_library() -> Option<PathBuf> {
    Some(choose_base_strategy().ok()?.data_dir().join(OURS).join(LIBRARY))
}

/// Makes the folder of the default library, if that is the one meant. For any other path a missing
/// folder is more likely a slip of the pen, and saving will say so.
///
/// # Errors
/// [`SaveError`] where it cannot be made.
pub fn make_default_folder(path: &Path) -> Result<(), SaveError> {
    match path.parent() {
        Some(folder) if default_library().is_some_and(|default| default == path) => disk::make_folder(folder),
        _ => Ok(()),
    }
}

/// A path as a person types it: a `~` at its beginning is the home folder, as in a shell.
#[must_use]
pub fn typed_path(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), home_folder()) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}

/// The one name of a document among all paths that lead to it: absolute, without links. A file that does
/// not exist yet has the one that it would have.
#[must_use]
pub fn canonical(files: &dyn Files, path: &Path) -> PathBuf {
    let found = files.canonical(path).or_else(|_| {
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return Err(()) };
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        files.canonical(folder).map(|folder| folder.join(name)).map_err(|_| ())
    });
    found.or_else(|()| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}

/// The folders in which the journals of the document at a canonical path may be kept, the best first: the one
/// for what soapbox remembers; the one that lasts until the user logs out; one beside the document.
#[must_use]
pub fn journal_folders(state: Option<&Path>, document: &Path) -> Vec<PathBuf> {
    let runtime = choose_base_strategy().ok().and_then(|base| base.runtime_dir());
    let runtime = runtime.map(|folder| folder.join(OURS));
    let bases = state.map(Path::to_owned).into_iter().chain(runtime);
    let mut folders: Vec<PathBuf> = bases.map(|base| journal::folder_of(&base, document)).collect();
    if let (Some(folder), Some(name)) = (document.parent(), document.file_name()) {
        let mut hidden = OsString::from(".");
        hidden.push(name);
        hidden.push(".journal");
        folders.push(folder.join(hidden));
    }
    folders
}

/// The person's home, where there is one.
#[must_use]
pub fn home_folder() -> Option<PathBuf> {
    etcetera::home_dir().ok()
}

/// The folder for what soapbox remembers about libraries: `$XDG_STATE_HOME/soapbox` on Unix, in the
/// local application data on Windows. None where the user has no home. It may not exist yet: see
/// [`disk::make_folder`].
#[must_use]
pub fn state_folder() -> Option<PathBuf> {
    let base = choose_base_strategy().ok()?;
    Some(base.state_dir().unwrap_or_else(|| base.cache_dir()).join(OURS))
}

/// The folder for what a person has set: `$XDG_CONFIG_HOME/soapbox` on Unix, in the roaming application data on
/// Windows. None where the user has no home.
#[must_use]
pub fn config_folder() -> Option<PathBuf> {
    Some(choose_base_strategy().ok()?.config_dir().join(OURS))
}

/// The file of the person's own words: `$XDG_CONFIG_HOME/soapbox/words.txt` on Unix, in the roaming application
/// data on Windows. None where the user has no home.
#[must_use]
pub fn words_file() -> Option<PathBuf> {
    Some(config_folder()?.join("words.txt"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_library_is_meant() {
        let folder = tempfile::tempdir().unwrap();
        let here = folder.path().join("proposals.ron");
        let default = || Some(PathBuf::from("/data/soapbox/proposals.ron"));
        let meant = |argument: Option<&str>, env: Option<&str>| {
            choose(argument.map(Path::new), env.map(OsString::from), folder.path(), default())
        };
        assert_eq!(meant(Some("a.ron"), Some("b.ron")), Path::new("a.ron"));
        assert_eq!(meant(None, Some("b.ron")), Path::new("b.ron"));
        assert_eq!(meant(None, None), Path::new("/data/soapbox/proposals.ron"));
        assert_eq!(choose(None, None, folder.path(), None), here);
        fs::write(&here, "").unwrap();
        assert_eq!(meant(None, Some("")), here);
        assert_eq!(meant(None, Some("b.ron")), Path::new("b.ron"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_here_is_meant_even_if_its_target_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let here = folder.path().join("proposals.ron");
        std::os::unix::fs::symlink("elsewhere.ron", &here).unwrap();
        assert_eq!(choose(None, None, folder.path(), Some("/data/x".into())), here);
    }

    #[test]
    fn only_the_folder_of_the_default_library_is_made() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("typo").join("proposals.ron");
        assert_eq!(make_default_folder(&path), Ok(()));
        assert!(!path.parent().unwrap().exists());
    }
}
