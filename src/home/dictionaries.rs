//! Dictionaries of the system in the format of Hunspell: which languages there are, and their files.

use std::{
    collections::BTreeSet,
    env,
    path::{Path, PathBuf},
};

use etcetera::{BaseStrategy, choose_base_strategy};

use super::places;
use crate::store::files::Files;

/// The longest file of a dictionary that is read, in bytes.
const LONGEST: u64 = 64 << 20;

/// The folders in which dictionaries may lie, those that count most first: those that the person has named, that
/// of soapbox in the config folder, those of `$DICPATH`, the person's own, those of the system.
#[must_use]
pub fn folders(named: &[PathBuf]) -> Vec<PathBuf> {
    const SYSTEM: [&str; 6] = [
        "/usr/local/share/hunspell",
        "/usr/share/hunspell",
        "/usr/share/myspell",
        "/usr/share/myspell/dicts",
        "/opt/homebrew/share/hunspell",
        "/Library/Spelling",
    ];
    let own = places::words_file().and_then(|file| Some(file.parent()?.join("dictionaries")));
    let path = env::var_os("DICPATH").map(|path| env::split_paths(&path).collect::<Vec<_>>());
    let data = choose_base_strategy().ok().map(|base| base.data_dir().join("hunspell"));
    let home = etcetera::home_dir().ok().map(|home| home.join("Library/Spelling"));
    let mut folders = named.to_vec();
    folders.extend(own);
    folders.extend(path.into_iter().flatten().filter(|folder| !folder.as_os_str().is_empty()));
    folders.extend(data.into_iter().chain(home));
    folders.extend(SYSTEM.map(PathBuf::from));
    folders
}

/// The languages for which there is a dictionary, in alphabetical order.
#[must_use]
pub fn languages(files: &dyn Files, folders: &[PathBuf]) -> Vec<String> {
    let mut found = BTreeSet::new();
    for folder in folders {
        let names: BTreeSet<_> = files.list(folder).unwrap_or_default().into_iter().collect();
        let names = || names.iter().filter_map(|name| name.to_str());
        for language in names().filter_map(|name| name.strip_suffix(".aff")) {
            let words = format!("{language}.dic");
            // Rules of hyphenation lie beside them in the same format.
            if is_language(language) && !language.starts_with("hyph_") && names().any(|name| name == words) {
                found.insert(language.to_owned());
            }
        }
    }
    found.into_iter().collect()
}

/// The rules and the words of a language, as they stand in its files.
///
/// # Errors
/// Why there are none, in a few words.
pub fn read(files: &dyn Files, folders: &[PathBuf], language: &str) -> Result<(Vec<u8>, Vec<u8>), String> {
    let found = folders.iter().filter(|_| is_language(language)).find_map(|folder| {
        let [rules, words] = ["aff", "dic"].map(|ending| folder.join(format!("{language}.{ending}")));
        let both = [&rules, &words].into_iter().all(|path| files.look(path, true).is_ok());
        both.then_some((rules, words))
    });
    let Some((rules, words)) = found else {
        return Err(format!("there is no dictionary for {language}"));
    };
    let bytes = |path: &Path| {
        files.read(path, LONGEST, true).map_err(|error| format!("{} cannot be read: {error}", path.display()))
    };
    Ok((bytes(&rules)?, bytes(&words)?))
}

/// Whether a name can be one of a language, and leads out of no folder: it may come from a library of others.
fn is_language(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '@');
    (2..=32).contains(&name.len()) && name.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::store::files::Disk;

    #[test]
    fn languages_are_found_in_several_folders_and_read_from_the_first() {
        let root = tempfile::tempdir().unwrap();
        let folders = ["own", "missing", "system"].map(|name| root.path().join(name));
        fs::create_dir(&folders[0]).unwrap();
        fs::create_dir(&folders[2]).unwrap();
        for (folder, names) in [(0, &["de_DE"][..]), (2, &["de_DE", "fr", "hyph_fr", "../x"])] {
            for name in names.iter().filter(|name| !name.contains('/')) {
                fs::write(folders[folder].join(format!("{name}.aff")), format!("{folder}")).unwrap();
                fs::write(folders[folder].join(format!("{name}.dic")), "words").unwrap();
            }
        }
        fs::write(folders[2].join("pl_PL.aff"), "alone").unwrap();
        assert_eq!(languages(&Disk, &folders), ["de_DE", "fr"]);
        assert_eq!(read(&Disk, &folders, "de_DE"), Ok((b"0".to_vec(), b"words".to_vec())));
        assert_eq!(read(&Disk, &folders, "fr"), Ok((b"2".to_vec(), b"words".to_vec())));
        for missing in ["pl_PL", "", "../own/de_DE", "own/de_DE", ".", "de_DE\0", "\u{1b}c"] {
            assert!(read(&Disk, &folders, missing).unwrap_err().contains("no dictionary"), "{missing:?}");
        }
    }
}
