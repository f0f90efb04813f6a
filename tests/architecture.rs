//! Which room may use which: the `use` lines of the source, read and compared with what is allowed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Each room, the rooms of ours that it may use, and the crates that it may use besides.
const ALLOWED: [(&str, &[&str], &[&str]); 16] = [
    ("door", &[], &["unicode_segmentation", "unicode_width"]),
    ("talk", &[], &["serde"]),
    (
        "text",
        &["door"],
        &[
            "nucleo_matcher",
            "tui_textarea",
            "unicode_linebreak",
            "unicode_normalization",
            "unicode_segmentation",
        ],
    ),
    ("timing", &[], &[]),
    ("spelling", &[], &["encoding_rs", "spellbook", "unicode_normalization", "unicode_segmentation"]),
    ("exchange", &["door", "talk"], &["unicode_width"]),
    ("merge", &["talk"], &["diffy"]),
    // Geometry only: a rectangle is no screen.
    ("app", &["door", "exchange", "merge", "spelling", "talk", "text", "timing"], &["ratatui::layout"]),
    ("ui", &["app", "door", "talk", "text", "timing"], &["ratatui"]),
    ("config", &["app", "ui"], &["ron", "serde"]),
    ("format", &["door", "talk"], &["blake3", "ron", "serde"]),
    ("store", &["door", "format", "talk"], &["rustix"]),
    ("journal", &["door", "format", "store", "talk"], &["blake3", "crc32fast"]),
    ("home", &["format", "journal", "store", "talk"], &["etcetera", "ron", "serde"]),
    (
        "shell",
        &["app", "door", "exchange", "format", "home", "journal", "spelling", "store", "talk", "ui"],
        &["crossterm", "notify", "ratatui", "rustix", "signal_hook", "termina"],
    ),
    (
        "cli",
        &[
            "app", "config", "door", "exchange", "format", "home", "journal", "shell", "store", "talk",
            "text", "timing", "ui",
        ],
        &["clap", "clap_complete", "clap_mangen", "crossterm", "serde", "serde_json"],
    ),
];

/// What rooms may never name, wherever it stands: only the rooms behind it do.
const BANNED: [(&str, &[&str]); 4] = [
    // A pure machine and a pure view: no clock, file or thread.
    ("std::fs", &["store", "home", "cli"]),
    ("std::time::Instant", &["shell"]),
    // The journal is flushed behind the back of whoever types, by a thread that sleeps while nothing is written;
    // a large file is looked at by two at once.
    ("std::thread", &["shell", "store/files/real.rs", "journal/flusher.rs", "format/contents.rs"]),
    ("Color::", &["ui/theme.rs", "ui/colour.rs", "ui/print.rs"]),
];

/// All source files of the library with their paths below `src`.
fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path.strip_prefix(&root).unwrap().to_owned(), text));
            }
        }
    }
    found.sort();
    found
}

/// The files of modules that exist in tests alone, without their endings: those that `#[cfg(test)]` stands
/// above where they are declared.
fn test_modules(sources: &[(PathBuf, String)]) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    for (path, text) in sources {
        let stem = path.file_stem().unwrap();
        let folder = path.parent().unwrap();
        let folder = if stem == "mod" || stem == "lib" { folder.to_owned() } else { folder.join(stem) };
        let text = text.replace("#[cfg(test)]\npub(crate) mod ", "#[cfg(test)]\nmod ");
        for declared in text.split("#[cfg(test)]\nmod ").skip(1) {
            if let Some((name, _)) = declared.split_once(';').filter(|(name, _)| !name.contains(' ')) {
                found.insert(folder.join(name));
            }
        }
    }
    found
}

/// The source without comments and without tests, which may use more.
fn code(path: &Path, text: &str, tests: &BTreeSet<PathBuf>) -> String {
    let path = path.with_extension("");
    if path.ancestors().any(|part| tests.contains(part)) {
        return String::new();
    }
    let tests = text.find("\nmod tests {").and_then(|tests| text[..tests].rfind("#[cfg(test)]"));
    text[..tests.unwrap_or(text.len())]
        .lines()
        .map(|line| line.split("//").next().unwrap_or(""))
        .collect::<Vec<_>>()
        .join("\n")
}

fn room(path: &Path) -> String {
    let first = path.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The names that follow `prefix` in a text: one for `crate::talk::Id`, several for `crate::{app, talk::Id}`.
fn named(code: &str, prefix: &str) -> BTreeSet<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices(prefix) {
        let rest = &code[at + prefix.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            names.insert(word(rest));
            continue;
        };
        let mut depth = 0;
        let mut begins = true;
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => begins = true,
                c if begins && !c.is_whitespace() => {
                    names.insert(word(&group[at..]));
                    begins = false;
                }
                _ => {}
            }
        }
    }
    names
}

/// The crates of Cargo.toml, as the code names them.
fn crates() -> Vec<String> {
    let mut names = Vec::new();
    let mut depends = false;
    for line in include_str!("../Cargo.toml").lines() {
        if line.starts_with('[') {
            depends = line.ends_with("dependencies]");
        } else if let (true, Some((name, _))) = (depends, line.split_once(" = ")) {
            names.push(name.replace('-', "_"));
        }
    }
    assert!(names.len() > 10, "Cargo.toml is read: {names:?}");
    names
}

#[test]
fn rooms_use_only_the_rooms_and_crates_that_they_may() {
    let mut wrong = Vec::new();
    let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let crates = crates();
    let sources = sources();
    let tests = test_modules(&sources);
    assert!(tests.len() > 5, "test modules are found: {tests:?}");
    for (path, text) in sources {
        let (room, code) = (room(&path), code(&path, &text, &tests));
        if ["lib", "main"].contains(&room.as_str()) {
            continue;
        }
        let Some((_, rooms, outside)) = ALLOWED.iter().find(|(name, ..)| *name == room) else {
            panic!("the room `{room}` stands in no list: say what it may use")
        };
        for used in named(&code, "crate::") {
            if used != room && !rooms.contains(&used.as_str()) {
                wrong.push(format!("{}: uses the room `{used}`", path.display()));
            }
            seen.entry(room.clone()).or_default().insert(used);
        }
        for name in &crates {
            let uses = code.contains(&format!("{name}::")) || code.contains(&format!("use {name};"));
            let geometry_only = outside.iter().any(|allowed| {
                allowed.starts_with(&format!("{name}::"))
                    && code.matches(&format!("{name}::")).count() == code.matches(allowed).count()
            });
            if uses && !outside.contains(&name.as_str()) && !geometry_only {
                wrong.push(format!("{}: uses the crate `{name}`", path.display()));
            }
        }
        for (what, allowed) in BANNED {
            let by = path.to_string_lossy();
            let may = allowed.iter().any(|place| by.starts_with(place));
            let (module, item) = what.rsplit_once("::").unwrap_or((what, ""));
            let grouped = !module.is_empty() && named(&code, &format!("{module}::")).contains(item);
            if !may && (code.contains(what) || (grouped && !item.is_empty())) {
                wrong.push(format!("{by}: names `{what}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen["ui"].contains("app") && seen["app"].contains("talk"), "the `use` lines are read: {seen:?}");
}

#[test]
fn names_are_read_from_single_and_grouped_uses() {
    let code = "use crate::{\n    app::{Effect, Msg},\n    store::{self, disk},\n    talk,\n};\ncrate::text::width(x)";
    assert_eq!(named(code, "crate::"), ["app", "store", "talk", "text"].map(str::to_owned).into());
}
