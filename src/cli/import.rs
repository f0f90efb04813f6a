//! `soapbox import`: proposals from Markdown or plain text into a library.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};

use super::{
    output::{self, Done, Failure},
    reading,
};
use crate::{
    door::Safe,
    exchange::{self, markdown},
    store::{disk, files::Disk, places},
    talk::{Ids, Library},
};

/// The arguments of `soapbox import`.
#[derive(Debug, Args)]
pub struct Import {
    /// Files or folders to read, `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The library that takes them in; one that does not exist is begun anew
    #[arg(long, value_name = "FILE")]
    into: Option<PathBuf>,
    /// The form of what is read
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    format: Format,
}

/// What can be read.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Markdown or plain text
    Markdown,
}

/// What a folder's files must end in to be read; a file that is named is read whatever its name.
const ENDINGS: [&str; 5] = ["md", "markdown", "txt", "text", "rst"];

impl Import {
    /// Reads everything first, then writes the library once and tells what was done: a file that cannot
    /// be read leaves the library as it was.
    pub fn run(self) -> Done {
        let Format::Markdown = self.format;
        let target = reading::path(self.into.as_deref());
        let mut ids = reading::ids();
        let document = disk::open(&Disk, &target)?;
        let found = document.as_ref().map(|document| (document.hash, document.endings));
        let mut library = document.map_or(Ok(Library::default()), |document| document.contents.whole())?;
        library.mend_ids(&mut ids);
        let mut told = Vec::new();
        let (mut added, mut skipped) = (0, 0);
        for path in files(&self.paths)? {
            let report = exchange::add(&library, read(&path, &mut ids)?, &mut ids);
            for edit in &report.edits {
                edit.apply(&mut library)?;
            }
            let tell = |words: &'static str| {
                let source = Safe::line(&path.to_string_lossy()).into_owned();
                move |title: &String| format!("{source}: {words}: {title}")
            };
            told.extend(report.added.iter().map(tell("added")));
            told.extend(report.skipped.iter().map(tell("skipped, it is there already")));
            added += report.added.len();
            skipped += report.skipped.len();
        }
        places::make_default_folder(&target)?;
        disk::save_found(&target, &library, found)?;
        told.push(format!("{added} added, {skipped} skipped: {}", Safe::line(&target.to_string_lossy())));
        output::message(&told.join("\n"));
        Ok(0)
    }
}

fn read(path: &Path, ids: &mut Ids) -> Result<Library, Failure> {
    if path == Path::new("-") {
        let text = disk::read_standard_input()?;
        return Ok(markdown::import(&text, "standard input", ids)?);
    }
    let text = disk::read_text(path)?;
    let name = path.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let failed = |error| format!("cannot import {}: {error}", Safe::line(&path.to_string_lossy()));
    Ok(markdown::import(&text, &name, ids).map_err(failed)?)
}

/// The files that are meant: those named, and those of a text format in folders, by name, without
/// hidden ones. Folders are walked with a list of what is left, so depth costs no stack; links to
/// folders are not followed, so there are no circles.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for path in paths {
        if !path.is_dir() {
            found.push(path.clone());
            continue;
        }
        let mut folders = vec![path.clone()];
        let mut inside = Vec::new();
        while let Some(folder) = folders.pop() {
            let failed = |error| format!("{}: {error}", Safe::line(&folder.display().to_string()));
            for entry in fs::read_dir(&folder).map_err(failed)? {
                let entry = entry.map_err(failed)?;
                let (path, kind) = (entry.path(), entry.file_type().map_err(failed)?);
                if entry.file_name().to_string_lossy().starts_with('.') {
                    continue;
                }
                if kind.is_dir() {
                    folders.push(path);
                } else if has_text_ending(&path) {
                    inside.push(path);
                }
            }
        }
        inside.sort();
        found.extend(inside);
    }
    Ok(found)
}

fn has_text_ending(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}
