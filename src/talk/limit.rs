//! How much a library may hold, so that whatever was typed can be saved and read again.

use std::fmt;

use super::{Id, Library, LibraryText, Place, Proposal, ProposalText, Submission};

/// A limit, each with its number: [`Limit::most`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Limit {
    /// Characters of the page's title and of a proposal's.
    Title,
    /// Bytes of any other text.
    Text,
    /// Tags of one proposal.
    Tags,
    /// Submissions of one proposal.
    Submissions,
    /// Proposals of a library.
    Proposals,
    /// Proposals, submissions, tags and unknown fields of a library together.
    Pieces,
}

impl Limit {
    /// The most that is allowed.
    #[must_use]
    pub const fn most(self) -> usize {
        match self {
            Self::Title | Self::Submissions => 1_000,
            Self::Text => 256 << 10,
            Self::Tags => 64,
            Self::Proposals => 20_000,
            Self::Pieces => 200_000,
        }
    }

    /// What is counted.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Title => "characters",
            Self::Text => "bytes",
            Self::Tags => "tags",
            Self::Submissions => "submissions",
            Self::Proposals => "proposals",
            Self::Pieces => "proposals, submissions, tags and unknown fields together",
        }
    }

    /// That of the text field of this name.
    #[must_use]
    pub fn of_field(name: &str) -> Self {
        if name == "title" { Self::Title } else { Self::Text }
    }

    /// How much of the limit a text takes: characters of a title, bytes of any other.
    #[must_use]
    pub fn amount(self, text: &str) -> usize {
        if self == Self::Title { text.chars().count() } else { text.len() }
    }

    /// Whether it is certain that the limit allows so many bytes and these.
    #[must_use]
    pub const fn allows_more(self, bytes: usize, inserted: &str) -> bool {
        // No text has more characters than bytes.
        bytes + inserted.len() <= self.most()
    }

    /// Whether the limit allows this text.
    #[must_use]
    pub fn allows(self, text: &str) -> bool {
        // No text has more characters than bytes.
        text.len() <= self.most() || self.amount(text) <= self.most()
    }
}

impl Place {
    /// What the file calls the text there.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Library(text) => match text {
                LibraryText::Title => "title",
                LibraryText::Introduction => "introduction",
                LibraryText::SpeakerName => "name",
                LibraryText::SpeakerEmail => "email",
                LibraryText::SpeakerBiography => "biography",
            },
            Self::Proposal(_, text) => match text {
                ProposalText::Title => "title",
                ProposalText::Description => "description",
                ProposalText::Audience => "audience",
                ProposalText::Outline => "outline",
                ProposalText::Notes => "notes",
            },
            Self::Remarks { .. } => "remarks",
        }
    }

    /// The limit of the text there.
    #[must_use]
    pub const fn limit(&self) -> Limit {
        match self {
            Self::Library(LibraryText::Title) | Self::Proposal(_, ProposalText::Title) => Limit::Title,
            _ => Limit::Text,
        }
    }
}

/// Something that goes beyond a limit. As text it names the field, how much it has, and the limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excess {
    /// The limit.
    pub limit: Limit,
    /// The field, as the file calls it.
    pub field: &'static str,
    /// How much there is, in the limit's unit.
    pub amount: usize,
    /// The proposal that it belongs to; none where that is the library itself.
    pub proposal: Option<Id>,
}

impl Excess {
    /// Looks at the text of a field.
    #[must_use]
    pub fn of_text(field: &'static str, text: &str) -> Option<Self> {
        let limit = Limit::of_field(field);
        let amount = || limit.amount(text);
        (!limit.allows(text)).then(|| Self { limit, field, amount: amount(), proposal: None })
    }

    /// Looks at the text that is to stand at a place.
    #[must_use]
    pub fn of_place(place: &Place, text: &str) -> Option<Self> {
        let found = Self::of_text(place.field(), text)?;
        Some(Self { proposal: place.proposal().cloned(), ..found })
    }

    fn of_count(limit: Limit, field: &'static str, amount: usize) -> Option<Self> {
        (amount > limit.most()).then_some(Self { limit, field, amount, proposal: None })
    }
}

impl fmt::Display for Excess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { limit, field, amount, .. } = self;
        let (most, unit) = (limit.most(), limit.unit());
        match limit {
            Limit::Title | Limit::Text => write!(f, "`{field}` has {amount} {unit}, the limit is {most}"),
            _ => write!(f, "there are {amount} {unit}, the limit is {most}"),
        }
    }
}

impl Library {
    /// What another proposal would bring beyond a limit.
    #[must_use]
    pub fn excess_with_another(&self) -> Option<Excess> {
        Excess::of_count(Limit::Proposals, "proposals", self.proposals.len() + 1)
    }

    /// The first thing in it that goes beyond a limit: such a library would not be read again.
    #[must_use]
    pub fn excess(&self) -> Option<Excess> {
        let speaker = &self.speaker;
        let texts = [
            ("id", self.id.as_str()),
            ("title", &self.title),
            ("introduction", &self.introduction),
            ("name", &speaker.name),
            ("email", &speaker.email),
            ("biography", &speaker.biography),
        ];
        let pieces = || self.proposals.iter().map(|proposal| proposal.pieces()).sum();
        texts
            .into_iter()
            .find_map(|(field, text)| Excess::of_text(field, text))
            .or_else(|| Excess::of_count(Limit::Proposals, "proposals", self.proposals.len()))
            .or_else(|| Excess::of_count(Limit::Pieces, "proposals", pieces()))
            .or_else(|| self.proposals.iter().find_map(|proposal| proposal.excess()))
    }
}

impl Proposal {
    /// How much it counts towards [`Limit::Pieces`]: itself and what it holds.
    #[must_use]
    pub fn pieces(&self) -> usize {
        let submissions: usize = self.submissions.iter().map(Submission::pieces).sum();
        1 + self.unknown.len() + self.tags.len() + submissions
    }

    /// The first thing in it that goes beyond a limit.
    #[must_use]
    pub fn excess(&self) -> Option<Excess> {
        let texts = [
            ("id", self.id.as_str()),
            ("title", &self.title),
            ("description", &self.description),
            ("audience", &self.audience),
            ("outline", &self.outline),
            ("notes", &self.notes),
            ("language", self.language.as_deref().unwrap_or_default()),
        ];
        let tags = self.tags.iter().map(|tag| ("tags", tag.as_str()));
        let found = texts
            .into_iter()
            .chain(tags)
            .find_map(|(field, text)| Excess::of_text(field, text))
            .or_else(|| Excess::of_count(Limit::Tags, "tags", self.tags.len()))
            .or_else(|| Excess::of_count(Limit::Submissions, "submissions", self.submissions.len()))
            .or_else(|| self.submissions.iter().find_map(Submission::excess));
        found.map(|excess| Excess { proposal: Some(self.id.clone()), ..excess })
    }
}

impl Submission {
    /// How much it counts towards [`Limit::Pieces`]: itself and its unknown fields.
    #[must_use]
    pub const fn pieces(&self) -> usize {
        1 + self.unknown.len()
    }

    fn excess(&self) -> Option<Excess> {
        let texts = [
            ("id", self.id.as_str()),
            ("venue", &self.venue),
            ("number", &self.number),
            ("remarks", &self.remarks),
        ];
        texts.into_iter().find_map(|(field, text)| Excess::of_text(field, text))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::talk::ProposalText;

    fn library(proposal: Proposal) -> Library {
        Library { proposals: vec![Arc::new(proposal)], ..Library::default() }
    }

    fn said(library: &Library) -> Option<String> {
        library.excess().map(|excess| excess.to_string())
    }

    #[test]
    fn a_text_may_reach_its_limit_and_no_more() {
        for text in ProposalText::PROSE.into_iter().chain([ProposalText::Title]) {
            let place = Place::Proposal(Id::new("p"), text);
            let (most, letter) = if text == ProposalText::Title { (1_000, "é") } else { (262_144, "e") };
            assert_eq!(place.limit().most(), most);
            for (amount, fits) in [(most, true), (most + 1, false)] {
                let mut proposal = Proposal { id: Id::new("p"), ..Proposal::default() };
                *proposal.text_mut(text) = letter.repeat(amount);
                assert_eq!(place.limit().allows(proposal.text(text)), fits, "{text:?}");
                let excess = library(proposal).excess();
                assert_eq!(excess.is_none(), fits, "{text:?}");
                let Some(excess) = excess else { continue };
                assert_eq!((excess.amount, excess.proposal.clone()), (most + 1, Some(Id::new("p"))));
                let field = text.heading().to_lowercase();
                assert!(excess.to_string().starts_with(&format!("`{field}` has {} ", most + 1)), "{excess}");
            }
        }
    }

    #[test]
    fn every_other_text_is_looked_at_too() {
        let long = || "x".repeat(Limit::Text.most() + 1);
        let submission = |submission| {
            library(Proposal { submissions: vec![Submission::default(), submission], ..Proposal::default() })
        };
        let cases = [
            ("id", Library { id: Id::new(long()), ..Library::default() }),
            ("introduction", Library { introduction: long(), ..Library::default() }),
            ("tags", library(Proposal { tags: vec![long()], ..Proposal::default() })),
            ("id", submission(Submission { id: Id::new(long()), ..Submission::default() })),
            ("venue", submission(Submission { venue: long(), ..Submission::default() })),
            ("number", submission(Submission { number: long(), ..Submission::default() })),
            ("remarks", submission(Submission { remarks: long(), ..Submission::default() })),
        ];
        for (field, library) in cases {
            let words = format!("`{field}` has 262145 bytes, the limit is 262144");
            assert_eq!(said(&library), Some(words));
        }
        let mut library = Library { title: "é".repeat(1_001), ..Library::default() };
        assert_eq!(said(&library).as_deref(), Some("`title` has 1001 characters, the limit is 1000"));
        library.title.clear();
        for field in ["name", "email", "biography"] {
            let mut library = library.clone();
            *match field {
                "name" => &mut library.speaker.name,
                "email" => &mut library.speaker.email,
                _ => &mut library.speaker.biography,
            } = long();
            assert_eq!(library.excess().map(|excess| excess.field), Some(field));
        }
    }

    #[test]
    fn lists_may_reach_their_limits_and_no_more() {
        let tags = |count| Proposal { tags: vec![String::new(); count], ..Proposal::default() };
        assert_eq!(said(&library(tags(64))), None);
        assert_eq!(said(&library(tags(65))).as_deref(), Some("there are 65 tags, the limit is 64"));
        let submissions =
            |count| Proposal { submissions: vec![Submission::default(); count], ..Proposal::default() };
        assert_eq!(said(&library(submissions(1_000))), None);
        let words = "there are 1001 submissions, the limit is 1000";
        assert_eq!(said(&library(submissions(1_001))).as_deref(), Some(words));
        let proposals = |count| Library { proposals: vec![Arc::default(); count], ..Library::default() };
        assert_eq!(said(&proposals(20_000)), None);
        let words = "there are 20001 proposals, the limit is 20000";
        assert_eq!(said(&proposals(20_001)).as_deref(), Some(words));
        // Each counts 20: itself and 19 tags.
        let mut full = library(tags(19));
        full.proposals = full.proposals.iter().cycle().take(10_000).cloned().collect();
        assert_eq!(said(&full), None);
        full.proposals.push(Arc::default());
        assert!(
            said(&full).is_some_and(|words| words.starts_with("there are 200001 proposals, submissions"))
        );
    }
}
