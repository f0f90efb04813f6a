//! What holds for any text and any library.

use std::{collections::HashMap, sync::Arc};

use proptest::{collection::vec, prelude::*, sample::select};

use super::{START, carried, read, reading, write};
use crate::talk::{Ids, Library, Proposal, ProposalText, Status, Submission};

/// Lines that mean something, or nearly.
const MARKS: &[&str] = &[
    "",
    "",
    "",
    "Kites",
    "Knots",
    "Kites in the wind (5 min)",
    "# Kites",
    "## Knots",
    "### Section (3 min)",
    "# Notes",
    "## Outline (3 hours)",
    "#### Summary",
    "=====",
    "-----",
    "--",
    "-",
    "---",
    "Accepted:",
    "Rejected:",
    "Draft:",
    "Canceled:",
    "<NONE>",
    "<UNTITLED>",
    "\\<UNTITLED>",
    "* Kites",
    "- knots",
    "  and more",
    "(#914)",
    "(#7, Fen Days 2031, rejected)",
    "(accepted)",
    "(4 minutes)",
    "*Description*",
    "*Audience*",
    "**Abstract:** Up.",
    "**Abstract (max 9):** Up.",
    "*Outline*",
    "Outline",
    "Outline:",
    "Summary: all",
    "*Additional notes*",
    "Notes: none",
    ":Title: Sails",
    "Title: Ropes",
    "- Title: \"Masts\" (max 60)",
    "Title:",
    "Tags: wind, string",
    "Level: all",
    "Level",
    "## Bio",
    "```",
    "````rust",
    "~~~",
    "   ```",
    "    # code",
    "\tOutline:",
    "\\# Kites",
    "\\\\*Outline*",
    "\\Level",
    "\\---",
    " \\## Outline",
    "\\",
    "---",
    "trailing blanks  ",
    " ",
    "My Talks for Fen Days 2031",
    "凧",
    "\u{200b}",
    "\u{feff}",
];

fn document() -> impl Strategy<Value = String> {
    let line =
        prop_oneof![8 => select(MARKS).prop_map(str::to_owned), 1 => "\\PC{0,12}", 1 => "word[0-9]{1,3}"];
    vec(line, 0..40).prop_map(|lines| lines.join("\n"))
}

fn text() -> impl Strategy<Value = String> {
    vec(prop_oneof![6 => select(MARKS).prop_map(str::to_owned), 1 => "\\PC{0,12}"], 0..8)
        .prop_map(|lines| lines.join("\n"))
}

fn title() -> impl Strategy<Value = String> {
    prop_oneof![2 => select(MARKS).prop_map(str::to_owned), 1 => "\\PC{0,8}"]
}

fn submission() -> impl Strategy<Value = Submission> {
    let venue = select(&["", "Fen Days 2031", "Yarn Days", "#1 Conf", "Fen, the Days"][..]);
    let number = select(&["", "914", "a)", "#7"][..]);
    (venue, number, select(&Status::ALL[..])).prop_map(|(venue, number, status)| Submission {
        venue: venue.into(),
        number: number.into(),
        status,
        ..Submission::default()
    })
}

fn proposal() -> impl Strategy<Value = Proposal> {
    let tags = vec(select(&["wind", "hands on", "c (5 min)"][..]).prop_map(str::to_owned), 0..3);
    (title(), [text(), text(), text(), text()], tags, vec(submission(), 0..3)).prop_map(
        |(title, texts, tags, submissions)| {
            let mut proposal = Proposal { title, tags, submissions, ..Proposal::default() };
            for (field, text) in ProposalText::PROSE.into_iter().zip(texts) {
                *proposal.text_mut(field) = text;
            }
            proposal
        },
    )
}

fn library() -> impl Strategy<Value = Library> {
    (title(), text(), vec(proposal(), 0..4)).prop_map(|(title, introduction, proposals)| Library {
        title,
        introduction,
        proposals: proposals.into_iter().map(Arc::new).collect(),
        ..Library::default()
    })
}

/// How often each word stands in a text. Marks are no words, and neither are the names of fields and
/// lists, in whose stead others may stand.
fn words(text: &str) -> HashMap<String, usize> {
    let scaffold: std::collections::HashSet<String> =
        super::super::words::all().flat_map(split).chain(["none", "untitled"].map(str::to_owned)).collect();
    let scaffold = |word: &String| scaffold.contains(word) || word.parse::<Status>().is_ok();
    let mut counts = HashMap::new();
    for word in split(text).filter(|word| !scaffold(word)) {
        *counts.entry(word).or_default() += 1;
    }
    counts
}

fn split(text: &str) -> impl Iterator<Item = String> {
    text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// The text without the lines that say again what a proposal is called: a title stands in lists and
/// above its proposal, and is one title.
fn without_repeated_titles(text: &str, library: &Library) -> String {
    let key = |line: &str| split(line).collect::<Vec<_>>();
    let mut titles: HashMap<_, _> =
        library.proposals.iter().map(|proposal| (key(&proposal.title), false)).collect();
    let first = |line: &&str| titles.get_mut(&key(line)).is_none_or(|seen| !std::mem::replace(seen, true));
    text.lines().filter(first).collect::<Vec<_>>().join("\n")
}

/// All texts of a library.
fn texts(library: &Library) -> Vec<String> {
    let mut texts = vec![library.title.clone(), library.introduction.clone()];
    for proposal in &library.proposals {
        texts.push(proposal.title.clone());
        texts.extend(ProposalText::PROSE.map(|field| proposal.text(field).to_owned()));
    }
    texts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_library_is_read_back_from_its_page(library in library()) {
        let page = write(&library);
        prop_assert_eq!(carried(&reading(&page)), carried(&library), "{}", page);
    }

    #[test]
    fn writing_what_was_read_from_a_page_changes_nothing(text in document()) {
        let once = write(&reading(&text));
        prop_assert_eq!(write(&reading(&once)), once);
    }

    #[test]
    fn no_word_is_lost(text in document()) {
        let library = reading(&text);
        let page = write(&library);
        let kept = words(&page);
        for (word, count) in words(&without_repeated_titles(&text, &library)) {
            let found = kept.get(&word).copied().unwrap_or_default();
            prop_assert!(found >= count, "{word} stood {count} times and stands {found} times in\n{page}");
        }
    }

    #[test]
    fn lines_of_text_come_through_unchanged(text in document(), number in 0u32..1000, at in 0usize..40) {
        let line = format!("\t so it  goes {number} \u{a0}.");
        let mut lines: Vec<&str> = text.lines().collect();
        lines.insert(at.min(lines.len()), &line);
        let library = reading(&lines.join("\n"));
        let found = texts(&library).iter().any(|text| text.split('\n').any(|found| found == line));
        // It may also have become a title: below `Title:`, or as the rest of one in a list.
        let entitled = library.proposals.iter().any(|proposal| proposal.title.contains(line.trim()));
        prop_assert!(found || entitled);
    }

    #[test]
    fn any_text_can_be_read(text in any::<String>(), name in any::<String>()) {
        let page = write(&read(&text, &name, &mut Ids::new(1)));
        prop_assert_eq!(write(&reading(&page)), page);
    }

    #[test]
    fn the_start_document_cut_anywhere_loses_no_word(from in 0..START.len(), to in 0..START.len()) {
        let part = START.get(from.min(to)..from.max(to)).unwrap_or_default();
        let kept = words(&write(&reading(part)));
        for (word, _) in words(part) {
            prop_assert!(kept.contains_key(&word), "{word}");
        }
    }
}
