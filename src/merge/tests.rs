//! Examples and properties of differences and merges over whole libraries.

use std::{collections::HashSet, sync::Arc};

use proptest::prelude::*;

use super::*;
use crate::talk::{
    Date, Edit, Id, Library, LibraryText, Place, Proposal, ProposalText, Status, Submission, Unknown,
};

fn applied(library: &Library, edits: &[Edit]) -> Library {
    let mut library = library.clone();
    for edit in edits {
        assert_eq!(edit.apply(&mut library), Ok(()), "{edit:?}");
    }
    library
}

fn proposal(id: &str, description: &str) -> Proposal {
    Proposal { id: Id::new(id), description: description.into(), ..Proposal::default() }
}

fn library(proposals: &[Proposal]) -> Library {
    Library {
        id: Id::new("l"),
        proposals: proposals.iter().cloned().map(Arc::new).collect(),
        ..Library::default()
    }
}

/// A library with one proposal of this description.
fn of(description: &str) -> Library {
    library(&[proposal("a", description)])
}

fn description(library: &Library) -> &str {
    library.proposals.first().map_or("", |proposal| &proposal.description)
}

#[test]
fn a_text_that_changed_in_several_places_is_spliced_in_each() {
    let (from, to) = (of("one\ntwo\nthree\nfour\nfive"), of("One\ntwo\nthree and\na half\nfour\nfive!"));
    let edits = difference(&from, &to);
    let spliced: Vec<_> = edits
        .iter()
        .map(|edit| match edit {
            Edit::Splice { at, removed, inserted, .. } => (*at, removed.as_str(), inserted.as_str()),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(spliced, [(23, "", "!"), (13, "", " and\na half"), (0, "o", "O")]);
    assert_eq!(applied(&from, &edits), to);
}

#[test]
fn lines_at_either_end_come_and_go_and_characters_stay_whole() {
    for (from, to) in [
        ("a", "a\nb"),
        ("a\nb", "a"),
        ("a\nb", "b"),
        ("", "a\n\nb"),
        ("a\n", "a"),
        ("a\n\n", "\na"),
        ("é", "ê"),
        ("漢\nb", "漢字\n\nb\n"),
        ("x\ny\nz", "z\nx"),
    ] {
        let (from, to) = (of(from), of(to));
        assert_eq!(applied(&from, &difference(&from, &to)), to);
    }
}

#[test]
fn a_library_keeps_its_id_whatever_the_other_is_called() {
    let other = Library { id: Id::new("m"), title: "Talks".into(), ..library(&[]) };
    let after = applied(&of("x"), &difference(&of("x"), &other));
    assert_eq!(after, Library { id: Id::new("l"), ..other });
}

#[test]
fn one_proposal_that_moved_is_one_edit() {
    let all: Vec<Proposal> = (0..9).map(|number| proposal(&number.to_string(), "")).collect();
    let mut moved = all.clone();
    let last = moved.remove(7);
    moved.insert(1, last);
    let edits = difference(&library(&all), &library(&moved));
    assert_eq!(edits, [Edit::MoveProposal { from: 7, to: 1 }]);
}

#[test]
fn texts_that_have_nothing_in_common_are_neither_compared_nor_merged_line_by_line() {
    let lines = |word: &str| (0..9_000).map(|line| format!("{word} {line}")).collect::<Vec<_>>().join("\n");
    let (base, ours, theirs) = (of(&lines("a")), of(&lines("b")), of(&lines("c")));
    assert_eq!(difference(&base, &ours).len(), 1);
    assert_eq!(applied(&base, &difference(&base, &ours)), ours);
    assert_eq!(merge(&base, &ours, &theirs).conflicts.len(), 1);
}

#[test]
fn a_text_beyond_the_limit_is_not_merged() {
    let long = "a line of the talk\n".repeat((256 << 10) / 19 - 1);
    for (filler, conflicts) in [("", 0), ("and more of the same", 1)] {
        let text = |first: &str, last: &str| of(&format!("{first}\n{long}{filler}\n{last}"));
        let merged = merge(&text("a", "b"), &text("x", "b"), &text("a", "y"));
        assert_eq!(merged.conflicts.len(), conflicts);
    }
}

#[test]
fn different_lines_of_one_text_are_merged() {
    let merged =
        merge(&of("one\n\ntwo\n\nthree"), &of("ONE\n\ntwo\n\nthree"), &of("one\n\ntwo\n\nthree\n\nfour"));
    assert_eq!((description(&merged.library), merged.conflicts), ("ONE\n\ntwo\n\nthree\n\nfour", vec![]));
}

#[test]
fn the_same_lines_keep_ours_and_tell_all_three() {
    let merged = merge(&of("a\nb"), &of("a\nours"), &of("a\ntheirs"));
    assert_eq!(description(&merged.library), "a\nours");
    let matter = Matter::Text(Place::Proposal(Id::new("a"), ProposalText::Description));
    let [base, ours, theirs] = ["a\nb", "a\nours", "a\ntheirs"].map(|text| Some(text.to_owned()));
    assert_eq!(merged.conflicts, [Conflict { matter, base, ours, theirs }]);
}

#[test]
fn a_proposal_that_one_removed_and_the_other_changed_stays_and_can_be_removed_after_all() {
    for (ours, theirs) in [(library(&[]), of("more")), (of("more"), library(&[]))] {
        let merged = merge(&of("some"), &ours, &theirs);
        assert_eq!(description(&merged.library), "more");
        let [conflict] = &merged.conflicts[..] else { panic!("{:?}", merged.conflicts) };
        assert_eq!(conflict.matter, Matter::Proposal(Id::new("a")));
        assert_eq!(conflict.mine(&merged.library).is_none(), ours.proposals.is_empty());
        for (choice, side) in [(Choice::Mine, &ours), (Choice::Theirs, &theirs)] {
            assert_eq!(applied(&merged.library, &conflict.settle(&merged.library, choice)), *side);
        }
    }
    assert_eq!(
        merge(&of("some"), &library(&[]), &of("some")),
        Merged { library: library(&[]), conflicts: vec![] }
    );
}

#[test]
fn the_language_is_that_of_whoever_changed_it() {
    let with = |language: Option<&str>| {
        library(&[Proposal { language: language.map(str::to_owned), ..proposal("a", "") }])
    };
    let merged = |base, ours, theirs| merge(&with(base), &with(ours), &with(theirs)).library;
    assert_eq!(merged(None, None, Some("de_DE")), with(Some("de_DE")));
    assert_eq!(merged(Some("fr"), None, Some("fr")), with(None));
    assert_eq!(merged(None, Some("fr"), Some("de_DE")), with(Some("fr")));
}

#[test]
fn facts_tags_and_fields_of_others_are_merged_one_by_one() {
    let with = |status, sent: Option<&str>, tags: &[&str], fields: &[(&str, &str)]| {
        let mut unknown = Unknown::default();
        for (name, value) in fields {
            unknown.keep(name, value);
        }
        let sent = sent.and_then(|sent| sent.parse::<Date>().ok());
        let submission = Submission { id: Id::new("s"), status, sent, unknown, ..Submission::default() };
        let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        library(&[Proposal { tags, submissions: vec![submission], ..proposal("a", "") }])
    };
    let base = with(Status::Draft, None, &["gil", "old"], &[("a", "1"), ("b", "1")]);
    let ours = with(Status::Accepted, None, &["gil", "old", "c"], &[("a", "1"), ("b", "2"), ("c", "3")]);
    let theirs = with(Status::Rejected, Some("2018-01-03"), &["python", "gil"], &[("a", "9")]);
    let merged = merge(&base, &ours, &theirs);
    let expected = with(
        Status::Accepted,
        Some("2018-01-03"),
        &["python", "gil", "c"],
        &[("a", "9"), ("b", "2"), ("c", "3")],
    );
    assert_eq!(merged.library, expected);
    let [status, field] = &merged.conflicts[..] else { panic!("{:?}", merged.conflicts) };
    assert_eq!((status.ours.as_deref(), status.theirs.as_deref()), (Some("accepted"), Some("rejected")));
    assert_eq!((field.ours.as_deref(), field.theirs.as_deref()), (Some("2"), None));
    let mut settled = merged.library;
    for conflict in [status, field] {
        assert!(conflict.is_open(&settled) && !conflict.takes_both());
        assert_eq!(conflict.settle(&settled, Choice::Mine), []);
        settled = applied(&settled, &conflict.settle(&settled, Choice::Theirs));
        assert!(!conflict.is_open(&settled));
    }
    let submission = &settled.proposals[0].submissions[0];
    assert_eq!((submission.status, submission.unknown.len()), (Status::Rejected, 2));
}

#[test]
fn a_conflict_is_settled_over_what_was_typed_since() {
    let merged = merge(&of("a"), &of("ours"), &of("theirs\n"));
    let conflict = &merged.conflicts[0];
    let now = of("ours, and more");
    assert_eq!(conflict.mine(&now).as_deref(), Some("ours, and more"));
    let settled = |choice| applied(&now, &conflict.settle(&now, choice));
    assert_eq!(settled(Choice::Mine), now);
    assert_eq!(description(&settled(Choice::Theirs)), "theirs\n");
    assert_eq!(description(&settled(Choice::Both)), "ours, and more\n\ntheirs\n");
    assert!(conflict.is_open(&now) && !conflict.is_open(&of("theirs\n")) && !conflict.is_open(&library(&[])));
    assert_eq!(conflict.settle(&library(&[]), Choice::Theirs), []);
}

#[test]
fn both_texts_stay_where_they_have_more_than_one_line() {
    for (ours, theirs, both) in
        [("", "theirs", "theirs"), ("ours", "", "ours"), ("ours\n", "\nt", "ours\n\nt")]
    {
        let merged = merge(&of("a"), &of(ours), &of(theirs));
        let settled = applied(&merged.library, &merged.conflicts[0].settle(&merged.library, Choice::Both));
        assert_eq!(description(&settled), both);
    }
    let titled = |title: &str| Library { title: title.into(), ..library(&[]) };
    let merged = merge(&titled("a"), &titled("ours"), &titled("theirs"));
    assert_eq!(merged.conflicts[0].settle(&merged.library, Choice::Both), []);
}

#[test]
fn every_fact_is_settled_with_a_heading_of_its_own() {
    let date = |day: &str| day.parse::<Date>().ok();
    let said = |word: &str, minutes: u32, status: Status, day: &str| Submission {
        id: Id::new("s"),
        venue: word.into(),
        number: word.into(),
        status,
        slot: Some(minutes),
        questions: Some(minutes),
        changeover: Some(minutes),
        sent: date(day),
        decided: date(day),
        ..Submission::default()
    };
    let with =
        |submission: Submission| library(&[Proposal { submissions: vec![submission], ..proposal("a", "") }]);
    let (ours, theirs) = (
        with(said("ours", 1, Status::Accepted, "2018-01-03")),
        with(said("theirs", 2, Status::Rejected, "2018-02-04")),
    );
    let merged = merge(&with(Submission { id: Id::new("s"), ..Submission::default() }), &ours, &theirs);
    assert_eq!(merged.library, ours);
    let mut settled = merged.library;
    let mut headings = HashSet::new();
    for conflict in &merged.conflicts {
        assert_eq!(conflict.matter.proposal(), Some(&Id::new("a")));
        let Matter::Fact { fact, .. } = conflict.matter else { panic!("{conflict:?}") };
        headings.insert(fact.heading());
        settled = applied(&settled, &conflict.settle(&settled, Choice::Theirs));
    }
    assert_eq!((settled, headings.len()), (theirs, Fact::ALL.len()));
}

#[test]
fn a_conflict_tells_its_proposal() {
    let (proposal, submission) = (Id::new("a"), Id::new("s"));
    let field = |record| Matter::Unknown { record, name: "x".into() };
    let of_proposal = [
        Matter::Text(Place::Proposal(proposal.clone(), ProposalText::Notes)),
        Matter::Proposal(proposal.clone()),
        Matter::Submission { proposal: proposal.clone(), submission: submission.clone() },
        field(Record::Proposal(proposal.clone())),
        field(Record::Submission { proposal: proposal.clone(), submission }),
    ];
    assert!(of_proposal.iter().all(|matter| matter.proposal() == Some(&proposal)));
    let of_library =
        [Matter::Text(Place::Library(LibraryText::Title)), field(Record::Library), field(Record::Speaker)];
    assert!(of_library.iter().all(|matter| matter.proposal().is_none()));
}

#[test]
fn lines_stand_beside_each_other() {
    use Beside::{Changed, Same};
    assert_eq!(
        beside("a\nb\nc\nd", "a\nB\nc\nd\ne"),
        [Same("a"), Changed(Some("b"), Some("B")), Same("c"), Same("d"), Changed(None, Some("e"))]
    );
    assert_eq!(beside("", ""), [Same("")]);
}

/// Few lines, so that both sides meet often.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![4 => "[ab\n]{0,9}", 2 => "([a-c]\n){0,6}", 1 => "[é漢a\n]{0,5}", 1 => Just(String::new())]
}

fn unknown() -> impl Strategy<Value = Unknown> {
    prop::collection::btree_map("[xyz]", "[12]", 0..3).prop_map(|fields| {
        let mut unknown = Unknown::default();
        for (name, value) in &fields {
            unknown.keep(name, value);
        }
        unknown
    })
}

fn submissions() -> impl Strategy<Value = Vec<Submission>> {
    let one = (0..4usize, prop::option::of(0..3u32), text(), unknown());
    prop::collection::btree_map("[st]", one, 0..3).prop_map(|all| {
        let make = |(id, (status, slot, remarks, unknown))| Submission {
            id: Id::new(id),
            status: Status::ALL[status],
            slot,
            remarks,
            unknown,
            ..Submission::default()
        };
        all.into_iter().map(make).collect()
    })
}

fn any_proposal(id: String) -> impl Strategy<Value = Arc<Proposal>> {
    let tags = prop::collection::vec("[a-d]", 0..4);
    (text(), text(), tags, submissions(), unknown()).prop_map(
        move |(outline, notes, tags, submissions, unknown)| {
            let id = Id::new(id.clone());
            Arc::new(Proposal { id, outline, notes, tags, submissions, unknown, ..Proposal::default() })
        },
    )
}

/// Libraries whose proposals are mostly the same ones, in any order.
fn any_library() -> impl Strategy<Value = Library> {
    let ids = prop::sample::subsequence(vec!["a", "b", "c", "d", "e"], 0..5).prop_shuffle();
    let proposals =
        ids.prop_flat_map(|ids| ids.into_iter().map(|id| any_proposal(id.into())).collect::<Vec<_>>());
    (text(), text(), unknown(), unknown(), proposals).prop_map(
        |(title, introduction, one, two, proposals)| {
            let mut library = Library {
                id: Id::new("l"),
                title,
                introduction,
                proposals,
                unknown: one,
                ..Library::default()
            };
            library.speaker.unknown = two;
            library
        },
    )
}

/// All lines of texts, tags and facts, as words.
fn lines_of(library: &Library) -> HashSet<String> {
    let mut lines = HashSet::new();
    let mut take = |text: &str| lines.extend(text.split('\n').map(str::to_owned));
    take(&library.title);
    take(&library.introduction);
    for proposal in &library.proposals {
        take(&proposal.tags.join("\n"));
        take(&record::proposal(&Proposal { tags: vec![], ..Proposal::clone(proposal) }));
    }
    // What a submission is before anybody has said anything.
    lines.remove("Status: draft");
    lines
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn a_difference_makes_one_library_the_other(from in any_library(), to in any_library()) {
        let edits = difference(&from, &to);
        prop_assert_eq!(&applied(&from, &edits), &to);
        prop_assert_eq!(difference(&to, &to.clone()), vec![]);
        let mut back = to;
        edits.iter().rev().for_each(|edit| assert_eq!(edit.inverse().apply(&mut back), Ok(())));
        prop_assert_eq!(back, from);
    }

    #[test]
    fn what_one_side_alone_has_changed_is_taken(base in any_library(), side in any_library()) {
        let taken = Merged { library: side.clone(), conflicts: vec![] };
        prop_assert_eq!(&merge(&base, &side, &base), &taken);
        prop_assert_eq!(&merge(&base, &base, &side), &taken);
        prop_assert_eq!(&merge(&base, &side, &side), &taken);
    }

    #[test]
    fn no_line_that_either_has_written_is_lost(
        base in any_library(), ours in any_library(), theirs in any_library(),
    ) {
        let merged = merge(&base, &ours, &theirs);
        let mut kept = lines_of(&merged.library);
        for conflict in &merged.conflicts {
            let sides = [&conflict.ours, &conflict.theirs].into_iter().flatten();
            kept.extend(sides.flat_map(|text| text.split('\n')).map(str::to_owned));
            // A fact stands in a line with its heading.
            if let Matter::Fact { fact, .. } = conflict.matter {
                let theirs = conflict.theirs.iter();
                kept.extend(theirs.map(|value| format!("{}: {value}", fact.heading())));
            }
        }
        let before = lines_of(&base);
        for side in [&ours, &theirs] {
            for line in lines_of(side).difference(&before) {
                prop_assert!(kept.contains(line), "{:?} is lost in {:?}", line, merged);
            }
        }
    }

    #[test]
    fn sides_are_alike(base in any_library(), ours in any_library(), theirs in any_library()) {
        let (one, other) = (merge(&base, &ours, &theirs), merge(&base, &theirs, &ours));
        let turned = |conflicts: &[Conflict], turn: bool| {
            let turn = |one: &Conflict| {
                let Conflict { matter, base, ours, theirs } = one.clone();
                if turn {
                    format!("{:?}", Conflict { matter, base, ours: theirs, theirs: ours })
                } else {
                    format!("{one:?}")
                }
            };
            conflicts.iter().map(turn).collect::<std::collections::BTreeSet<_>>()
        };
        prop_assert_eq!(turned(&one.conflicts, false), turned(&other.conflicts, true));
        let ids = |library: &Library| library.proposals.iter().map(|there| there.id.clone()).collect::<HashSet<_>>();
        prop_assert_eq!(ids(&one.library), ids(&other.library));
        if one.conflicts.is_empty() {
            for there in &one.library.proposals {
                let text = |proposal: &Proposal| (proposal.outline.clone(), proposal.notes.clone());
                prop_assert_eq!(other.library.proposal(&there.id).map(|there| text(there)), Some(text(there)));
            }
        }
    }

    #[test]
    fn settled_conflicts_are_no_longer_open(base in any_library(), ours in any_library(), theirs in any_library()) {
        let Merged { mut library, conflicts } = merge(&base, &ours, &theirs);
        for conflict in &conflicts {
            if conflict.is_open(&library) {
                library = applied(&library, &conflict.settle(&library, Choice::Theirs));
                let whole = matches!(conflict.matter, Matter::Proposal(_) | Matter::Submission { .. });
                prop_assert!(whole || !conflict.is_open(&library), "{:?}", conflict);
            }
        }
    }
}
