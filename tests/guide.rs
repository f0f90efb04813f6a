//! The guide: its commands are run, in their order and in a folder of their own, and print what it shows; the
//! keys that it names are bound.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]
#![cfg(unix)]

use std::{
    collections::HashSet,
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use soapbox::app::{At, KeyMap, command::TABLE};

/// A block of a page between two fences.
struct Block {
    /// What stands behind the first fence.
    info: String,
    lines: Vec<String>,
}

fn pages() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<_> = files.map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect();
    pages.sort();
    pages
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        match line.strip_prefix("```") {
            Some(_) if inside => inside = false,
            Some(info) => {
                inside = true;
                blocks.push(Block { info: info.to_owned(), lines: Vec::new() });
            }
            None if inside => blocks.last_mut().unwrap().lines.push(line.to_owned()),
            None => {}
        }
    }
    assert!(!inside, "a block is not closed");
    blocks
}

/// Runs a line of the guide in a folder and answers all that it prints.
fn run(line: &str, folder: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_soapbox")).parent().unwrap().to_owned();
    let path = env::join_paths([program].into_iter().chain(env::split_paths(&env::var_os("PATH").unwrap())));
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("exec 2>&1; {line}")).current_dir(folder).stdin(Stdio::null());
    command.env("PATH", path.unwrap()).env_remove("SOAPBOX_FILE").env("LC_ALL", "C.UTF-8");
    for name in ["HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, folder.join(".home"));
    }
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

/// Whether a command printed what is shown; a line `…` stands for any number of lines, and the same at the end
/// of a line for the rest of it.
fn fits(shown: &[String], printed: &[&str]) -> bool {
    match shown.split_first() {
        None => printed.is_empty(),
        Some((first, rest)) if first == "…" => (0..=printed.len()).any(|from| fits(rest, &printed[from..])),
        Some((first, rest)) => printed.split_first().is_some_and(|(line, behind)| {
            let line = line.trim_end();
            let same = first.strip_suffix('…').map_or(line == first, |start| line.starts_with(start));
            same && fits(rest, behind)
        }),
    }
}

#[test]
fn the_commands_of_the_guide_print_what_it_shows() {
    let mut tried = 0;
    for (page, text) in pages() {
        let folder = tempfile::tempdir().unwrap();
        for block in blocks(&text) {
            if let Some(name) = block.info.strip_prefix("text ") {
                fs::write(folder.path().join(name), block.lines.join("\n") + "\n").unwrap();
            }
            if block.info != "console" {
                continue;
            }
            for session in block.lines.join("\n").split("$ ").skip(1) {
                let mut lines = session.trim_end().lines().map(str::to_owned);
                let command = lines.next().unwrap();
                let printed = run(&command, folder.path());
                let (shown, lines): (Vec<_>, Vec<_>) = (lines.collect(), printed.lines().collect());
                assert!(fits(&shown, &lines), "{}: {command}\n{printed}", page.display());
                tried += 1;
            }
        }
    }
    assert!(tried > 10, "only {tried} commands were found");
}

#[test]
fn the_keys_that_the_guide_names_are_bound() {
    let map = KeyMap::default();
    let all = TABLE.iter().flat_map(|row| At::ALL.map(|(at, _)| map.shown(row.command, at)));
    let bound: HashSet<String> = all.flatten().collect();
    let mut named = 0;
    for (page, text) in pages() {
        let outside: String = text.split("```").step_by(2).collect();
        // Keys stand in `kbd` elements and nowhere else.
        for key in outside.split("<kbd>").skip(1).filter_map(|rest| rest.split_once("</kbd>")) {
            let shifted = key.0.strip_prefix("Shift-").is_some_and(|key| bound.contains(key));
            assert!(bound.contains(key.0) || shifted, "{}: {} does nothing", page.display(), key.0);
            named += 1;
        }
    }
    assert!(named > 10, "only {named} keys were found");
}

#[test]
fn the_guide_is_short_and_its_links_lead_somewhere() {
    let pages = pages();
    assert!((2..=10).contains(&pages.len()));
    for (page, text) in pages {
        assert!(text.lines().count() <= 110, "{} is long", page.display());
        for link in text.split("](").skip(1).filter_map(|rest| rest.split_once(')')) {
            let target = link.0.split('#').next().unwrap();
            let known = target.contains("://") || page.parent().unwrap().join(target).exists();
            assert!(known, "{}: {target} is not there", page.display());
        }
    }
}
