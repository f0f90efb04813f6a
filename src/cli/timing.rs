//! `soapbox timing`: the sections of each outline with their minutes, and the sums.

use std::{
    fmt::Write as _,
    io::{IsTerminal, stdout},
    path::{Path, PathBuf},
};

use clap::Args;
use serde::Serialize;
use serde_json::Number;

use super::{
    output::{self, Done, Failure},
    reading,
};
use crate::{
    app::slot_of,
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
    slot_minutes: Option<Number>,
    stated_total: Option<Number>,
    qa_minutes: Option<Number>,
    sections: Vec<Entry<'a>>,
    total_minutes: Option<Number>,
    total_max: Option<Number>,
}

/// One section, in minutes.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    title: &'a str,
    minutes: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<Number>,
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

/// Minutes as JSON: whole ones without a decimal point.
fn number(time: Minutes) -> Number {
    if time.seconds().is_multiple_of(60) {
        Number::from(time.seconds() / 60)
    } else {
        // Finite, so it can be a number of JSON.
        Number::from_f64(time.as_f64()).unwrap_or_else(|| Number::from(0))
    }
}

impl<'a> Sums<'a> {
    fn of((proposal, plan): &'a (&Proposal, Plan)) -> Self {
        let timed = plan.is_timed();
        let (total, most) = (plan.total(), plan.total_max());
        Self {
            title: &proposal.title,
            slot_minutes: slot_of(proposal, plan).map(number),
            stated_total: plan.stated_total.map(number),
            qa_minutes: Some(plan.questions()).filter(|time| *time > Minutes::ZERO).map(number),
            sections: plan.sections.iter().map(Entry::of).collect(),
            total_minutes: timed.then(|| number(total)),
            total_max: (timed && most > total).then(|| number(most)),
        }
    }
}

impl<'a> Entry<'a> {
    fn of(section: &'a Section) -> Self {
        let range = section.time.filter(|time| time.is_range());
        Self {
            title: &section.title,
            minutes: section.time.filter(|time| !time.is_range()).map(|time| number(time.min)),
            min: range.map(|time| number(time.min)),
            max: range.map(|time| number(time.max)),
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
    let sums = match slot_of(proposal, plan) {
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
