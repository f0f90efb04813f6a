//! Tests of reading and writing together.

mod examples;
mod properties;

use std::sync::Arc;

use super::{read, venue, write};
use crate::talk::{Ids, Library, Proposal, ProposalText, Status, Submission};

const START: &str = include_str!("../../../../data/pycon-2018-proposals.txt");

fn reading(text: &str) -> Library {
    read(text, "file", &mut Ids::new(1))
}

/// What a page carries of a library: all that [`read`] can give back, ids apart.
fn carried(library: &Library) -> Library {
    let proposal = |proposal: &Arc<Proposal>| {
        let submission = |submission: &Submission| Submission {
            venue: submission.venue.trim().into(),
            number: submission.number.trim().into(),
            status: submission.status,
            ..Submission::default()
        };
        let mut carried = Proposal {
            title: proposal.title.trim().into(),
            tags: proposal.tags.iter().map(|tag| tag.trim().into()).collect(),
            submissions: proposal.submissions.iter().map(submission).collect(),
            ..Proposal::default()
        };
        for field in ProposalText::PROSE {
            super::prose::trimmed(proposal.text(field)).clone_into(carried.text_mut(field));
        }
        Arc::new(carried)
    };
    Library {
        title: library.title.trim().into(),
        introduction: super::prose::trimmed(&library.introduction).into(),
        proposals: library.proposals.iter().map(proposal).collect(),
        ..Library::default()
    }
}

#[test]
fn the_start_document_is_read() {
    let library = reading(START);
    assert_eq!(library.title, "My Talk Proposals for PyCon 2018");
    assert_eq!(library.introduction, "<blog post?>\n\nHere's the list:");
    let [proposal] = &library.proposals[..] else { panic!("one proposal") };
    assert_eq!(proposal.title, "Subinterpreters and You!");
    assert!(
        proposal.description.starts_with("Did you know that") && proposal.description.ends_with("examples. ")
    );
    assert!(
        proposal.audience.starts_with("This is aimed at") && proposal.audience.contains("\n\nThe talk will")
    );
    assert!(proposal.outline.starts_with("A rough outline") && proposal.outline.ends_with(" in CPython "));
    assert_eq!(proposal.outline.lines().count(), 19);
    assert!(proposal.notes.starts_with("PEP 554") && proposal.notes.ends_with("if desired.)"));
    let [submission] = &proposal.submissions[..] else { panic!("one submission") };
    assert_eq!((submission.venue.as_str(), submission.number.as_str()), ("PyCon 2018", "914"));
    assert_eq!(submission.status, Status::Rejected);
    assert!(!library.id.is_empty() && !proposal.id.is_empty() && !submission.id.is_empty());
}

#[test]
fn the_start_document_is_written_as_it_was() {
    assert_eq!(write(&reading(START)), START);
    let windows = format!("\u{feff}{}", START.replace('\n', "\r\n"));
    assert_eq!(write(&reading(&windows)), START);
}

#[test]
fn an_empty_library_is_a_page_with_empty_lists() {
    let page = write(&Library::default());
    assert_eq!(page, "Accepted:\n<NONE>\n\nRejected:\n<NONE>\n");
    assert_eq!(carried(&reading(&page)), Library::default());
}

#[test]
fn underlines_are_as_wide_as_their_titles() {
    let proposal = Proposal { title: "凧と糸 🪁".into(), ..Proposal::default() };
    let page =
        write(&Library { title: "Ñandú".into(), proposals: vec![proposal.into()], ..Library::default() });
    assert!(page.starts_with("Ñandú\n=====\n\nAccepted:"), "{page}");
    assert!(page.ends_with("\n\n\n凧と糸 🪁\n---------\n"), "{page}");
}

#[test]
fn lists_stand_in_the_order_of_the_statuses_and_name_what_was_submitted() {
    let with = |title: &str, status: Option<Status>| {
        let submission = |status| Submission { status, venue: "Fen Days".into(), ..Submission::default() };
        Proposal {
            title: title.into(),
            submissions: status.map(submission).into_iter().collect(),
            ..Proposal::default()
        }
    };
    let proposals = vec![
        with("Kites", Some(Status::Withdrawn)),
        with("Knots", Some(Status::Accepted)),
        with("Ropes", None),
        with("Sails", Some(Status::Draft)),
        with("Masts", Some(Status::Accepted)),
    ];
    let library = Library {
        title: "Talks for Fen Days".into(),
        proposals: proposals.into_iter().map(Arc::new).collect(),
        ..Library::default()
    };
    let page = write(&library);
    let lists = "Draft:\n* Sails\n\nAccepted:\n* Knots\n* Masts\n\nRejected:\n<NONE>\n\nWithdrawn:\n* Kites\n\n\n\
                 Kites\n-----\n";
    assert!(page.contains(lists), "{page}");
    assert_eq!(carried(&reading(&page)), carried(&library));
}

#[test]
fn submissions_elsewhere_and_earlier_ones_have_lines_of_their_own() {
    let submission = |number: &str, venue: &str, status| Submission {
        number: number.into(),
        venue: venue.into(),
        status,
        ..Submission::default()
    };
    let here = Proposal {
        title: "Kites".into(),
        submissions: vec![
            submission("77", "EuroPython 2017", Status::Rejected),
            submission("914", "PyCon 2018", Status::Accepted),
        ],
        ..Proposal::default()
    };
    let elsewhere = Proposal {
        title: "Knots".into(),
        submissions: vec![submission("", "Fen Days", Status::Accepted)],
        tags: vec!["rope".into(), "hands on".into()],
        ..Proposal::default()
    };
    let library = Library {
        title: "Talks for PyCon 2018".into(),
        proposals: vec![here.into(), elsewhere.into()],
        ..Library::default()
    };
    let page = write(&library);
    assert!(page.contains("(#77, EuroPython 2017, rejected)\n(#914)\n"), "{page}");
    assert!(page.contains("(Fen Days, accepted)\n\nTags: rope, hands on\n"), "{page}");
    assert_eq!(carried(&reading(&page)), carried(&library));
}

#[test]
fn proposals_of_one_title_keep_their_statuses() {
    let kites = |status: Option<Status>, venue: &str| {
        let submission = |status| Submission { status, venue: venue.into(), ..Submission::default() };
        Proposal {
            title: "Kites".into(),
            submissions: status.map(submission).into_iter().collect(),
            ..Proposal::default()
        }
    };
    let proposals = vec![
        kites(None, ""),
        kites(Some(Status::Rejected), "Fen Days"),
        Proposal { title: "KITES".into(), ..kites(Some(Status::Accepted), "Fen Days") },
    ];
    let library = Library {
        title: "Talks for Fen Days".into(),
        proposals: proposals.into_iter().map(Arc::new).collect(),
        ..Library::default()
    };
    assert_eq!(carried(&reading(&write(&library))), carried(&library));
}

#[test]
fn an_earlier_submission_of_the_same_status_stays_apart() {
    let submission =
        |venue: &str| Submission { status: Status::Rejected, venue: venue.into(), ..Submission::default() };
    let submissions = vec![submission("Yarn Days"), submission("Fen Days")];
    let proposals = vec![Proposal { title: "Kites".into(), submissions, ..Proposal::default() }];
    let library = Library {
        title: "Talks for Fen Days".into(),
        proposals: proposals.into_iter().map(Arc::new).collect(),
        ..Library::default()
    };
    assert_eq!(carried(&reading(&write(&library))), carried(&library));
}

#[test]
fn a_backslash_keeps_text_text() {
    let description =
        "*Audience*\n\nOutline:\n---\n## Knots\n```\n\\Audience: all\n\nNext\n----\n\n\\Level\n---";
    let proposal = Proposal { title: "Level".into(), description: description.into(), ..Proposal::default() };
    let library = Library { proposals: vec![proposal.into()], ..Library::default() };
    let page = write(&library);
    assert!(
        page.contains("\n\\Level\n------\n\n*Description*\n\n\\*Audience*\n\n\\Outline:\n\\---\n## Knots\n")
    );
    assert_eq!(carried(&reading(&page)), carried(&library), "{page}");
}

#[test]
fn a_backslash_that_stood_there_stays() {
    let introduction = "# Kites\n\\# Kites\n=====\n\n\\LaTeX\n\n\\\\Outline:";
    let library = Library { introduction: introduction.into(), ..Library::default() };
    assert_eq!(carried(&reading(&write(&library))), library);
}

#[test]
fn venues_are_read_from_titles() {
    for (title, expected) in [
        ("My Talk Proposals for PyCon 2018", "PyCon 2018"),
        ("Talks for all for Fen Days", "Fen Days"),
        ("PyCon 2018", "PyCon 2018"),
        ("Proposals", ""),
        ("2019-05-barcamp", ""),
        ("Waiting for ", ""),
        ("", ""),
    ] {
        assert_eq!(venue(title), expected, "{title}");
    }
}
