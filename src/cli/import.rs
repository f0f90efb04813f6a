//! `soapbox import`: proposals from Markdown or plain text into a library.

use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
    time::SystemTime,
};

use clap::{Args, ValueEnum};

use super::{
    output::{self, Done},
    reading,
};
use crate::{
    door::Safe,
    exchange::Adding,
    format::{Contents, Endings},
    home::places,
    shell::importing,
    store::{
        disk::{self, Expect},
        files::Disk,
        save::{self, Care},
    },
    talk::Library,
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

impl Import {
    /// Reads everything first, then writes the library once and tells what was done: a file that cannot
    /// be read leaves the library as it was.
    pub fn run(self) -> Done {
        let Format::Markdown = self.format;
        let target = reading::path(self.into.as_deref());
        let mut ids = reading::ids();
        let document = disk::open(&Disk, &target)?;
        let found = document.as_ref().map(|document| (Expect::Version(document.hash), document.endings));
        let comments = document
            .as_ref()
            .is_some_and(|document| matches!(document.contents, Contents::Whole { comments: true, .. }));
        let mut library = document.map_or(Ok(Library::default()), |document| document.contents.whole())?;
        library.mend_ids(&mut ids);
        let sources = importing::gather(&self.paths, &mut ids, |done, total| {
            output::progress(done, total);
            ControlFlow::Continue(())
        })?;
        let mut told = Vec::new();
        let (mut added, mut skipped) = (0, 0);
        let mut adding = Adding::to(library);
        for (path, incoming) in sources.unwrap_or_default() {
            let report = adding.take(incoming, &mut ids)?;
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
        let (expect, endings) = found.unwrap_or((Expect::Nothing, Endings::default()));
        let text = disk::checked_text(&target, &adding.into_library())?;
        // Comments are lost in what is written: the file as it is stays beside it.
        let backups = target
            .parent()
            .filter(|_| comments)
            .map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
        let care = Care { backups, ..Care::least(SystemTime::now()) };
        let saved = save::save(&Disk, &target, &endings.text(text), expect, &care)?;
        if let Some(kept) = saved.backup {
            told.push(format!("the file with its comments is kept: {}", Safe::line(&kept.to_string_lossy())));
        }
        told.push(format!("{added} added, {skipped} skipped: {}", Safe::line(&target.to_string_lossy())));
        output::message(&told.join("\n"));
        Ok(0)
    }
}
