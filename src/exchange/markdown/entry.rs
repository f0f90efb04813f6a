//! A proposal that is being read, and what becomes of it.

use std::collections::HashMap;

use super::{
    claim::Claim,
    lines::{Line, Mark},
    outcomes::{self, Outcomes, Unclaimed},
    prose::Prose,
    setting::{Open, Standing},
};
use crate::talk::{Ids, Proposal, ProposalText, Status, Submission};

/// A proposal that is being read.
#[derive(Debug, Default)]
pub(super) struct Entry {
    title: Option<String>,
    titled: Titled,
    /// Description, audience, outline, notes.
    fields: [Field; 4],
    open: Option<Open>,
    claims: Vec<Claim>,
    /// Whether text was seen below the title: then no more claims follow.
    told: bool,
    tags: Vec<String>,
}

/// A long text of a proposal that is being read.
#[derive(Debug, Default)]
struct Field {
    prose: Prose,
    /// Whether it was begun by its name.
    named: bool,
}

/// What an entry was given its title by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Titled {
    #[default]
    Nothing,
    Heading,
    Label,
}

impl Entry {
    /// A proposal that begins at a heading.
    pub fn with_heading(title: String) -> Self {
        Self { title: Some(title), titled: Titled::Heading, ..Self::default() }
    }

    /// Whether a label has given it its title.
    pub fn has_label(&self) -> bool {
        self.titled == Titled::Label
    }

    /// Where its next line stands.
    pub fn standing(&self) -> Standing {
        Standing { open: self.open, title_free: self.title_is_free() }
    }

    /// Takes the title from a label. The title that a heading has given becomes text.
    pub fn entitle(&mut self, title: &str) {
        if let Some(heading) = self.title.replace(title.to_owned()) {
            self.line(&heading);
        }
        self.titled = Titled::Label;
    }

    /// Takes the title from a heading that stands below its labels.
    pub fn adopt(&mut self, title: String) {
        self.title = Some(title);
        self.titled = Titled::Heading;
        self.field(ProposalText::Description).prose.paragraph();
    }

    /// Takes tags, with commas between them.
    pub fn tag(&mut self, tags: &str) {
        let tags = tags.split(',').map(str::trim).filter(|tag| !tag.is_empty());
        self.tags.extend(tags.map(str::to_owned));
    }

    /// Whether the name `Title` may give this proposal its title, or begin the next one: not where a
    /// heading has given it and fields have begun.
    fn title_is_free(&self) -> bool {
        self.titled != Titled::Heading || !self.has_fields()
    }

    /// Whether this proposal, begun by labels, is the one whose title a heading now gives.
    pub fn awaits(&self, title: &str) -> bool {
        let begun = self.has_fields() || self.titled == Titled::Heading;
        !begun && self.title.as_deref().is_none_or(|known| outcomes::key(known) == outcomes::key(title))
    }

    /// Whether a field was begun by its name.
    const fn has_fields(&self) -> bool {
        self.open.is_some()
    }

    const fn field(&mut self, field: ProposalText) -> &mut Field {
        let [description, audience, outline, notes] = &mut self.fields;
        match field {
            ProposalText::Title | ProposalText::Description => description,
            ProposalText::Audience => audience,
            ProposalText::Outline => outline,
            ProposalText::Notes => notes,
        }
    }

    /// Takes a line below the title that tells of a submission.
    pub fn claim(&mut self, line: &Line) -> bool {
        if self.told || self.titled != Titled::Heading || line.mark != Mark::Text {
            return false;
        }
        let claim = Claim::read(line.raw);
        let found = claim.is_some();
        self.claims.extend(claim);
        found
    }

    /// Goes on in a field. Answers whether its name is needed no more: the second name of the same field
    /// is to stay as text in it.
    pub fn begin_field(&mut self, open: Open) -> bool {
        self.told = true;
        self.open = Some(open);
        let field = self.field(open.field);
        field.prose.paragraph();
        !std::mem::replace(&mut field.named, true)
    }

    /// Keeps a line in the field that is being read, the description where none has begun.
    pub fn line(&mut self, line: &str) {
        self.told |= !line.trim().is_empty();
        let field = self.open.map_or(ProposalText::Description, |open| open.field);
        self.field(field).prose.line(line);
    }

    /// Puts text from above the proposal before its description.
    pub fn precede(&mut self, mut before: Prose) {
        let description = &mut self.field(ProposalText::Description).prose;
        before.paragraph();
        std::mem::take(description).text().split('\n').for_each(|line| before.line(line));
        *description = before;
    }
}

/// The proposals with their submissions: those with sections first, in their order, then those that are
/// only named in the lists.
///
/// `venue` is the page's, `name` the title of those that have none.
pub(super) fn proposals(
    entries: Vec<Entry>,
    outcomes: &Outcomes,
    venue: &str,
    name: &str,
    ids: &mut Ids,
) -> Vec<Proposal> {
    let title_or_name = |entry: &Entry| entry.title.clone().unwrap_or_else(|| name.to_owned());
    let titles: Vec<String> = entries.iter().map(title_or_name).collect();
    let mut unclaimed = Unclaimed::new(&outcomes.mentions);
    for (entry, title) in entries.iter().zip(&titles) {
        if let Some(Claim::Whole { status, .. }) = entry.claims.last() {
            unclaimed.claim(title, *status);
        }
    }
    let submission = |number: String, status| Submission {
        venue: venue.to_owned(),
        number,
        status,
        ..Submission::default()
    };
    let mut proposals = Vec::with_capacity(entries.len());
    for (entry, title) in entries.into_iter().zip(titles) {
        let listed = match entry.claims.last() {
            Some(Claim::Whole { .. }) => None,
            _ => unclaimed.next(&title),
        };
        proposals.push(proposal(entry, title, listed, submission));
    }
    let last_of: HashMap<String, usize> =
        proposals.iter().enumerate().map(|(at, proposal)| (outcomes::key(&proposal.title), at)).collect();
    for (title, statuses) in unclaimed.rest(&outcomes.mentions) {
        let more = statuses.into_iter().map(|status| submission(String::new(), status));
        match last_of.get(&outcomes::key(&title)).and_then(|at| proposals.get_mut(*at)) {
            Some(proposal) => proposal.submissions.extend(more),
            None => proposals.push(Proposal { title, submissions: more.collect(), ..Proposal::default() }),
        }
    }
    for proposal in &mut proposals {
        proposal.id = ids.fresh();
        proposal.submissions.iter_mut().for_each(|submission: &mut Submission| submission.id = ids.fresh());
    }
    proposals
}

/// A proposal, listed under a status or not. The list's status is that of its last number.
fn proposal(
    entry: Entry,
    title: String,
    listed: Option<Status>,
    submission: impl Fn(String, Status) -> Submission,
) -> Proposal {
    let mut proposal = Proposal { title, tags: entry.tags, ..Proposal::default() };
    for (field, text) in ProposalText::PROSE.into_iter().zip(entry.fields) {
        *proposal.text_mut(field) = text.prose.text();
    }
    for claim in entry.claims {
        proposal.submissions.push(match claim {
            Claim::Number(number) => submission(number, Status::Submitted),
            Claim::Whole { number, venue, status } => Submission { venue, ..submission(number, status) },
        });
    }
    match (listed, proposal.submissions.last_mut()) {
        (Some(status), Some(last)) => last.status = status,
        (Some(status), None) => proposal.submissions.push(submission(String::new(), status)),
        (None, _) => {}
    }
    proposal
}
