//! `soapbox show`: one proposal with all its texts.

use clap::Args;
use serde::Serialize;

use super::{
    Whence,
    list::{Entry, sent},
    output::{self, Done},
    reading,
};
use crate::{
    door::Safe,
    talk::{Proposal, ProposalText},
};

/// The arguments of `soapbox show`.
#[derive(Debug, Args)]
pub struct Show {
    /// Its id, its title or a part of the title that only one has
    #[arg(value_name = "TITLE-OR-ID")]
    proposal: String,
    #[command(flatten)]
    whence: Whence,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What `--json` prints.
#[derive(Debug, Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    entry: Entry<'a>,
    description: &'a str,
    audience: &'a str,
    outline: &'a str,
    notes: &'a str,
}

impl Show {
    /// Prints the proposal.
    pub fn run(self) -> Done {
        let library = reading::library(self.whence.file.as_deref())?;
        let proposal = reading::proposal(&library, &self.proposal)?;
        if self.json {
            output::json(&Whole {
                entry: Entry::of(proposal),
                description: &proposal.description,
                audience: &proposal.audience,
                outline: &proposal.outline,
                notes: &proposal.notes,
            })?;
        } else {
            output::data(&whole(proposal))?;
        }
        Ok(0)
    }
}

/// The proposal for a person to read; what a terminal would act on is made visible.
fn whole(proposal: &Proposal) -> String {
    let mut text = String::new();
    text.extend([&*Safe::line(&proposal.title), "\n"]);
    for submission in &proposal.submissions {
        let slot = submission.slot.map_or_else(String::new, |minutes| format!(", {minutes} minutes"));
        text.extend([submission.status.word(), " ", &Safe::line(&sent(submission)), &slot, "\n"]);
    }
    if !proposal.tags.is_empty() {
        text.extend(["tags: ", &Safe::line(&proposal.tags.join(", ")), "\n"]);
    }
    for prose in ProposalText::PROSE {
        let written = proposal.text(prose);
        if written.is_empty() {
            continue;
        }
        text.extend(["\n", prose.heading(), "\n"]);
        for line in written.lines() {
            text.extend([&*Safe::line(line), "\n"]);
        }
    }
    text
}
