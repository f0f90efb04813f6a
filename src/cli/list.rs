//! `soapbox list`: the proposals and where they were sent.

use clap::Args;
use serde::Serialize;

use super::{
    Whence,
    output::{self, Done},
    reading,
};
use crate::{
    door::Safe,
    talk::{Library, Proposal, Status, Submission},
};

/// The arguments of `soapbox list`.
#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    whence: Whence,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What `--json` prints.
#[derive(Debug, Serialize)]
struct Listing<'a> {
    proposals: Vec<Entry<'a>>,
}

/// A proposal in a listing.
#[derive(Debug, Serialize)]
pub struct Entry<'a> {
    id: &'a str,
    title: &'a str,
    tags: &'a [String],
    submissions: Vec<SubmissionEntry<'a>>,
}

/// A submission in a listing. What is not known is null.
#[derive(Debug, Serialize)]
struct SubmissionEntry<'a> {
    id: &'a str,
    venue: &'a str,
    number: &'a str,
    status: &'static str,
    slot_minutes: Option<u32>,
    questions_minutes: Option<u32>,
    changeover_minutes: Option<u32>,
    sent: Option<String>,
    decided: Option<String>,
    remarks: &'a str,
}

impl<'a> Entry<'a> {
    /// What a listing says of a proposal.
    pub fn of(proposal: &'a Proposal) -> Self {
        Self {
            id: proposal.id.as_str(),
            title: &proposal.title,
            tags: &proposal.tags,
            submissions: proposal.submissions.iter().map(SubmissionEntry::of).collect(),
        }
    }
}

impl<'a> SubmissionEntry<'a> {
    fn of(submission: &'a Submission) -> Self {
        Self {
            id: submission.id.as_str(),
            venue: &submission.venue,
            number: &submission.number,
            status: submission.status.word(),
            slot_minutes: submission.slot,
            questions_minutes: submission.questions,
            changeover_minutes: submission.changeover,
            sent: submission.sent.map(|date| date.to_string()),
            decided: submission.decided.map(|date| date.to_string()),
            remarks: &submission.remarks,
        }
    }
}

impl List {
    /// Prints the list.
    pub fn run(self) -> Done {
        let library = reading::library(self.whence.file.as_deref())?;
        if self.json {
            output::json(&Listing {
                proposals: library.proposals.iter().map(|proposal| Entry::of(proposal)).collect(),
            })?;
        } else {
            output::data(&listed(&library))?;
        }
        Ok(0)
    }
}

/// The proposals by outcome, as the editor groups them.
fn listed(library: &Library) -> String {
    let mut text = String::new();
    for status in Status::ALL {
        let mut group = library.proposals.iter().filter(|proposal| proposal.status() == status).peekable();
        if group.peek().is_none() {
            continue;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text.extend([status.heading(), "\n"]);
        for proposal in group {
            text.extend(["  ", &Safe::line(&proposal.title)]);
            if let Some(latest) = proposal.latest() {
                text.extend(["  ", &Safe::line(&sent(latest))]);
            }
            text.push('\n');
        }
    }
    text
}

/// Where a submission went: `(PyCon 2018 #914)`.
pub fn sent(submission: &Submission) -> String {
    let number = if submission.number.is_empty() { String::new() } else { format!("#{}", submission.number) };
    let words = [submission.venue.as_str(), number.as_str()].join(" ");
    if words.trim().is_empty() { String::new() } else { format!("({})", words.trim()) }
}
