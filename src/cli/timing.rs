//! `soapbox timing`: the sections of each outline with their minutes, and the sums.

use std::{
    fmt::Write as _,
    io::{IsTerminal, stdout},
    path::{Path, PathBuf},
};

use clap::Args;
use serde::Serialize;

use super::{
    output::{self, Done, Failure},
    reading,
};
use crate::{
    exchange::markdown,
    store::{disk, format},
    talk::{Library, Proposal},
    text::{cut, visible, width},
    timing::{Kind, Minutes, Plan, Section, bars::eighths, read},
};

/// The arguments of `soapbox timing`.
#[derive(Debug, Args)]
pub struct Timing {
    /// A library, a proposal or an outline as text, `-` for standard input
    path: Option<PathBuf>,
    /// The library to read, if no path is given
    #[arg(long, value_name = "FILE", conflicts_with = "path")]
    file: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What `--json` prints.
#[derive(Debug, Serialize)]
struct Report<'a> {
    proposals: Vec<Sums<'a>>,
}

/// The timing of one proposal, in minutes.
#[derive(Debug, Serialize)]
struct Sums<'a> {
    title: &'a str,
    slot_minutes: Option<f64>,
    stated_total: Option<f64>,
    qa_minutes: Option<f64>,
    sections: Vec<Entry<'a>>,
    total_minutes: Option<f64>,
    total_max: Option<f64>,
}

/// One section, in minutes.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    title: &'a str,
    minutes: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<f64>,
    depth: u8,
    optional: bool,
    approx: bool,
    kind: Option<&'static str>,
}

impl Timing {
    /// Prints the charts.
    pub fn run(self) -> Done {
        let library = match &self.path {
            Some(path) if path == Path::new("-") => of_text(&disk::read_standard_input()?, "standard input")?,
            Some(path) => {
                let name = path.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into());
                of_text(&disk::read_text(path)?, &name)?
            }
            None => reading::library(self.file.as_deref())?,
        };
        let plans: Vec<(&Proposal, Plan)> =
            library.proposals.iter().map(|proposal| (proposal, read(timed_text(proposal)))).collect();
        if self.json {
            output::json(&Report { proposals: plans.iter().map(Sums::of).collect() })?;
        } else {
            let columns = if stdout().is_terminal() {
                crossterm::terminal::size().map_or(80, |(columns, _)| usize::from(columns).max(40))
            } else {
                80
            };
            let charts: Vec<String> =
                plans.iter().map(|(proposal, plan)| chart(proposal, plan, columns)).collect();
            output::data(&charts.join("\n"))?;
        }
        Ok(0)
    }
}

/// A library, or a text that holds proposals.
fn of_text(text: &str, name: &str) -> Result<Library, Failure> {
    let body = text.trim_start_matches('\u{feff}').trim_start();
    if body.starts_with('(') && body.contains("format:") || body.starts_with("// A soapbox library") {
        return Ok(format::read(text)?);
    }
    Ok(markdown::read(text, name, &mut reading::ids()))
}

/// The outline; a text without headings is all description and may be an outline itself.
fn timed_text(proposal: &Proposal) -> &str {
    if proposal.outline.is_empty() { &proposal.description } else { &proposal.outline }
}

/// The slot of the latest submission, else the shortest that the outline asks for.
fn slot(proposal: &Proposal, plan: &Plan) -> Option<Minutes> {
    let submitted = proposal.latest().and_then(|latest| latest.slot).map(Minutes::of);
    submitted.or_else(|| plan.slots.first().copied())
}

impl<'a> Sums<'a> {
    fn of((proposal, plan): &'a (&Proposal, Plan)) -> Self {
        let minutes = |time: Minutes| time.as_f64();
        let timed = plan.is_timed();
        let (total, most) = (plan.total(), plan.total_max());
        Self {
            title: &proposal.title,
            slot_minutes: slot(proposal, plan).map(minutes),
            stated_total: plan.stated_total.map(minutes),
            qa_minutes: Some(plan.questions()).filter(|time| *time > Minutes::ZERO).map(minutes),
            sections: plan.sections.iter().map(Entry::of).collect(),
            total_minutes: timed.then(|| total.as_f64()),
            total_max: (timed && most > total).then(|| most.as_f64()),
        }
    }
}

impl<'a> Entry<'a> {
    fn of(section: &'a Section) -> Self {
        let range = section.time.filter(|time| time.is_range());
        Self {
            title: &section.title,
            minutes: section.time.filter(|time| !time.is_range()).map(|time| time.min.as_f64()),
            min: range.map(|time| time.min.as_f64()),
            max: range.map(|time| time.max.as_f64()),
            depth: section.depth,
            optional: section.optional,
            approx: section.time.is_some_and(|time| time.about),
            kind: match section.kind {
                Kind::Talk => None,
                Kind::Questions => Some("qa"),
                Kind::Break => Some("break"),
                Kind::Flexible => Some("flex"),
            },
        }
    }
}

/// The chart of one proposal, `columns` cells wide.
fn chart(proposal: &Proposal, plan: &Plan, columns: usize) -> String {
    let mut text = String::new();
    text.extend([&*visible(&proposal.title), "\n"]);
    if !plan.is_timed() {
        text.push_str("  no minutes yet\n");
        return text;
    }
    let total = plan.total();
    let sums = match slot(proposal, plan) {
        Some(slot) if total > slot => {
            format!("{total} of {slot} minutes, {} over", total.saturating_sub(slot))
        }
        Some(slot) => format!("{total} of {slot} minutes, {} spare", slot.saturating_sub(total)),
        None => format!("{total} minutes"),
    };
    text.extend(["  ", &sums, "\n"]);
    let longest = plan.sections.iter().filter_map(|section| section.time).map(|time| time.max).max();
    let titles = columns.saturating_sub(30).clamp(10, 48);
    let cells = columns.saturating_sub(titles + 16);
    for (number, section) in plan.sections.iter().enumerate() {
        let indent = "  ".repeat(usize::from(section.depth.saturating_sub(1)).min(4));
        let title = format!("{indent}{}", section.title);
        let title = cut(&title, titles);
        let gap = " ".repeat(titles.saturating_sub(width(&title)));
        let (bar, minutes) = match section.time {
            None => ("┄┄┄".to_owned(), "?".to_owned()),
            Some(time) => {
                let length = eighths(time.min, longest.unwrap_or_default(), cells);
                let minutes = if time.is_range() {
                    format!("{}–{}", time.min, time.max)
                } else {
                    time.min.to_string()
                };
                (solid(length), minutes)
            }
        };
        let _ = writeln!(text, "  {:>3}  {title}{gap}  {minutes:>5}  {bar}", number + 1);
    }
    text
}

/// A bar of this many eighths of a cell.
fn solid(eighths: usize) -> String {
    const TIPS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    format!("{}{}", "█".repeat(eighths / 8), TIPS[eighths % 8])
}
