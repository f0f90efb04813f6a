//! `soapbox timing`: the sections of each outline with their minutes, and the sums.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{
    look::Look,
    output::{self, Done, Failure},
    reading, settings,
    timing_json::Report,
};
use crate::{
    app::Timing,
    door::Safe,
    exchange::markdown,
    format,
    store::disk,
    talk::{Ids, Library},
    timing::{Minutes, read_document},
    ui::{Theme, chart, print},
};

/// The arguments of `soapbox timing`.
#[derive(Debug, Args)]
pub struct TimingArguments {
    /// A library, proposals or an outline as text, `-` for standard input
    path: Option<PathBuf>,
    /// The library to read, if no path is given
    #[arg(long, value_name = "FILE", conflicts_with = "path")]
    file: Option<PathBuf>,
    /// Hold each outline against a slot of so many minutes; shows the version for it
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u32).range(1..=10_080))]
    slot: Option<u32>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    look: Look,
}

/// A proposal and what its outline comes to.
pub struct Timed {
    /// The proposal's title; empty for an outline alone.
    pub title: String,
    /// What its outline comes to.
    pub timing: Timing,
}

impl TimingArguments {
    /// Prints the charts.
    pub fn run(self) -> Done {
        let mut timed = match &self.path {
            Some(path) if path == Path::new("-") => of_text(&disk::read_standard_input()?)?,
            Some(path) => of_text(&disk::read_text(path)?)?,
            None => of_library(&reading::library(self.file.as_deref())?),
        };
        if let Some(slot) = self.slot {
            for timed in &mut timed {
                timed.timing.hold_against(Minutes::of(slot));
            }
        }
        if self.json {
            output::json(&Report::of(&timed))?;
            return Ok(0);
        }
        let on_terminal = output::on_terminal();
        let config = settings::load();
        let looks = self.look.looks(&config);
        let colours = on_terminal && self.look.has_colours(&config);
        let theme = looks.on(None);
        let columns =
            if on_terminal { crossterm::terminal::size().map_or(80, |(columns, _)| columns) } else { 80 };
        let charts: Vec<String> =
            timed.iter().map(|timed| chart(timed, columns.clamp(30, 160), theme, colours)).collect();
        output::picture(&charts.join("\n"))?;
        Ok(0)
    }
}

fn of_library(library: &Library) -> Vec<Timed> {
    let timed = |proposal| Timing::of(proposal);
    library.proposals.iter().map(|there| Timed { title: there.title.clone(), timing: timed(there) }).collect()
}

/// A library, or a text that holds proposals or an outline.
fn of_text(text: &str) -> Result<Vec<Timed>, Failure> {
    if format::looks_like_a_library(text) {
        return Ok(of_library(&format::read(text)?));
    }
    let page = markdown::import(text, "", &mut Ids::new(0))?;
    let mut proposed = read_document(text);
    // Where there is one proposal, the reader of pages knows its title from the page's.
    if let ([one], [titled]) = (&mut proposed[..], &page.proposals[..]) {
        one.title.clone_from(&titled.title);
    }
    let timed = proposed.into_iter();
    Ok(timed.map(|there| Timed { title: there.title, timing: Timing::of_plan(there.plan) }).collect())
}

/// The chart of one proposal with its title and its other versions.
fn chart(timed: &Timed, columns: u16, theme: &Theme, colours: bool) -> String {
    let mut text = String::new();
    if !timed.title.is_empty() {
        text.extend([&*Safe::line(&timed.title), "\n"]);
    }
    let slot = timed.timing.budget.slot.map(|slot| format!("  {slot} minute slot\n"));
    text.push_str(&slot.unwrap_or_default());
    text.push_str(&print::lines(&chart::picture(&timed.timing, columns, theme), colours));
    for (slot, other) in timed.timing.others() {
        let name =
            slot.map_or_else(|| "the short version".to_owned(), |slot| format!("{slot} minute version"));
        text.extend(["  ", &name, ": ", &chart::sums(&other, theme), "\n"]);
    }
    text
}
