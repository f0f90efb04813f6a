//! The words by which forms and speakers call the parts of a proposal: the one table of them.

use crate::talk::ProposalText::{self, Audience, Description, Notes, Outline};

/// What a heading's or label's name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// One of the four long texts.
    Prose(ProposalText),
    /// The proposal's title.
    Title,
    /// Its tags.
    Tags,
    /// Something that forms ask for and a proposal has no text for: it stays in the text above it, and a
    /// heading of this name begins no proposal.
    Aside,
}

/// A name that stands in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// What it stands for.
    pub word: Word,
    /// Whether it hardly ever stands for anything else: a `Summary` may well be a section of an outline.
    pub sure: bool,
    /// Whether more than the name stands there, in brackets: `Outline (3 hours)`.
    pub more: bool,
}

/// Names that hardly ever are anything else.
const SURE: &[(Word, &[&str])] = &[
    (
        Word::Prose(Description),
        &[
            "description",
            "talk description",
            "short description",
            "long description",
            "detailed description",
            "session description",
            "abstract",
            "talk abstract",
            "short abstract",
            "long abstract",
            "detailed abstract",
            "full abstract",
            "elevator pitch",
            "short summary",
            "synopsis",
            "about this talk",
            "about the talk",
        ],
    ),
    (
        Word::Prose(Audience),
        &[
            "audience",
            "target audience",
            "intended audience",
            "who is it for",
            "who is it for?",
            "who is this for",
            "who is this for?",
            "who is this talk for",
            "who is this talk for?",
            "who should attend",
            "who should attend?",
            "who and why (audience)",
        ],
    ),
    (
        Word::Prose(Outline),
        &[
            "outline",
            "talk outline",
            "detailed outline",
            "rough outline",
            "session outline",
            "tutorial outline",
            "workshop outline",
            "proposed outline",
            "presentation outline",
            "talk structure",
        ],
    ),
    (
        Word::Prose(Notes),
        &[
            "additional notes",
            "notes",
            "private notes",
            "notes for the committee",
            "notes to the committee",
            "notes for the program committee",
            "notes for the programme committee",
            "notes for reviewers",
            "notes for the reviewers",
            "notes for organizers",
            "notes for organisers",
            "note to reviewers",
            "message to the committee",
        ],
    ),
    (Word::Title, &["title", "talk title", "proposal title", "session title"]),
    (Word::Tags, &["tags", "keywords"]),
];

/// Names that may also be sections of an outline.
const LIKELY: &[(Word, &[&str])] = &[
    (Word::Prose(Description), &["summary", "overview", "pitch"]),
    (Word::Prose(Audience), &["prerequisites", "prior knowledge", "required knowledge", "requirements"]),
    (
        Word::Prose(Outline),
        &[
            "plan",
            "programme",
            "program",
            "agenda",
            "structure",
            "contents",
            "table of contents",
            "schedule",
            "timeline",
        ],
    ),
    (Word::Prose(Notes), &["additional information", "comments", "remarks"]),
    (
        Word::Aside,
        &[
            "biography",
            "bio",
            "speaker bio",
            "speaker biography",
            "about me",
            "about the speaker",
            "level",
            "audience level",
            "experience level",
            "python level",
            "duration",
            "talk duration",
            "length",
            "slot",
            "format",
            "talk format",
            "type",
            "talk type",
            "kind",
            "category",
            "track",
            "language",
            "speaker",
            "speakers",
            "author",
            "authors",
            "name",
            "email",
            "date",
            "deadline",
            "venue",
            "conference",
            "status",
            "links",
            "slides",
            "references",
            "resources",
            "information",
            "details",
            "past experience",
            "acknowledgements",
            "licence",
            "license",
        ],
    ),
];

/// The longest name in the table is far shorter: longer texts need no comparison.
const LONGEST: usize = 48;

/// Looks a name up, in any case, with or without emphasis, a colon and brackets behind it.
pub(super) fn known(name: &str) -> Option<Known> {
    let name = undressed(name);
    let exact = find(name);
    if exact.is_some() {
        return exact;
    }
    let before = name.get(..name.find(['(', '['])?)?;
    let closed = name.ends_with([')', ']']);
    find(undressed(before)).filter(|_| closed).map(|known| Known { more: true, ..known })
}

/// The name without emphasis, and without a colon behind it.
fn undressed(name: &str) -> &str {
    let emphasis = ['*', '_'];
    let name = name.trim().trim_matches(emphasis).trim_end().trim_end_matches(':');
    name.trim_matches(emphasis).trim()
}

fn find(name: &str) -> Option<Known> {
    if name.is_empty() || name.len() > LONGEST {
        return None;
    }
    let within = |table: &[(Word, &[&str])]| {
        let row = table.iter().find(|(_, names)| names.iter().any(|known| known.eq_ignore_ascii_case(name)));
        row.map(|(word, _)| *word)
    };
    let sure = within(SURE).map(|word| Known { word, sure: true, more: false });
    sure.or_else(|| within(LIKELY).map(|word| Known { word, sure: false, more: false }))
}

/// Every name in the table, for tests.
#[cfg(test)]
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    SURE.iter().chain(LIKELY).flat_map(|(_, names)| names.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_any_dress() {
        let outline = Known { word: Word::Prose(Outline), sure: true, more: false };
        for name in ["Outline", "OUTLINE", " Talk outline: ", "**Outline**", "*Outline:*", "**Outline**:"] {
            assert_eq!(known(name), Some(outline), "{name}");
        }
        for name in ["Outline (3 hours)", "outline [25 min]", "**Outline** (~20 min)"] {
            assert!(known(name).is_some_and(|known| known.more), "{name}");
        }
        for name in ["", "Outlines", "(Outline)", "An outline", "Outline (3 hours) more", "Kites"] {
            assert_eq!(known(name), None, "{name}");
        }
    }

    #[test]
    fn every_name_stands_once_in_lower_case_and_is_found() {
        let mut seen = std::collections::HashSet::new();
        for name in all() {
            assert!(seen.insert(name) && name.len() <= LONGEST, "{name}");
            assert_eq!(name, name.to_lowercase());
            assert!(known(name).is_some_and(|known| !known.more), "{name}");
        }
    }
}
