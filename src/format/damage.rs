//! Damaged files. What holds for whatever bytes a file has is asked by [`examined`]; every test here looks
//! at files through it. `DAMAGED_FILES` says how many are tried, for long runs.

use std::env;

use proptest::{prelude::*, sample::Index};

use super::{
    tests::{FILE, hostile, library},
    *,
};
use crate::{
    format::Hash,
    talk::{Limit, Proposal, Submission},
};

/// Looks at a file, and asks what must be true of every answer.
pub fn examined(bytes: &[u8]) -> Document {
    let document = open(bytes);
    assert_eq!(document.hash, Hash::of(bytes));
    match &document.contents {
        Contents::Empty => assert!(bytes.len() < 4 || !bytes.is_ascii() || bytes.iter().all(|b| *b <= b' ')),
        Contents::Whole { library, .. } => saves(library, document.endings),
        Contents::Refused(refused) => {
            let (salvaged, sides) = (refused.salvaged(), refused.sides());
            let Refused { error, around, .. } = &**refused;
            let said = error.to_string();
            assert!(!said.contains(crate::door::must_be_escaped) && !said.contains(['\n', '\t']), "{said:?}");
            let lines = String::from_utf8_lossy(bytes).split('\n').count();
            assert!((1..=lines).contains(&error.line) && error.column > 0, "{said}");
            assert!(around.len() <= 5 && around.iter().any(|line| line.number == error.line), "{around:?}");
            for line in around {
                assert!(
                    !line.text.contains(crate::door::must_be_escaped) && line.text.chars().count() <= 301,
                    "{line:?}"
                );
            }
            assert!(salvaged.unread.iter().all(|line| (1..=lines).contains(line)), "{:?}", salvaged.unread);
            assert!(salvaged.unread.is_sorted(), "{:?}", salvaged.unread);
            for library in
                [Some(&salvaged.library), sides.ours.as_ref(), sides.theirs.as_ref()].into_iter().flatten()
            {
                saves(library, document.endings);
            }
        }
    }
    document
}

/// What was read can be written, reads the same, and is written the same again.
fn saves(library: &Library, endings: Endings) {
    assert_eq!(library.excess(), None);
    let text = write(library);
    let bytes = endings.text(text.clone()).into_bytes();
    let again = open(&bytes);
    assert_eq!(again.endings, endings);
    match again.contents {
        Contents::Whole { library: again, comments } => {
            assert!(*again == *library && !comments, "{text}");
            assert_eq!(write(&again), text);
        }
        other => panic!("{other:?}\n{text}"),
    }
}

/// What was refused.
fn refused(bytes: &[u8]) -> Refused {
    match examined(bytes).contents {
        Contents::Refused(refused) => *refused,
        other => panic!("this must be refused: {other:?}"),
    }
}

/// A library with several proposals, with whatever makes them hard to tell apart in a broken file.
pub fn several() -> Library {
    let proposal = |title: &str, description: &str| {
        let submission = Submission { venue: format!("({title})"), ..Submission::default() };
        let proposal = Proposal {
            id: crate::talk::Id::new(title),
            title: title.into(),
            description: description.into(),
            submissions: vec![submission],
            ..Proposal::default()
        };
        proposal.into()
    };
    let proposals = vec![
        proposal("first", "Größe: (see below),\n(\n    (\n()\n]"),
        proposal("second", "say \"(hi)\"\n    (title: 3)"),
        proposal("third", "proposals: ["),
        proposal("fourth", "\u{1b}"),
    ];
    Library { title: "Talks".into(), proposals, ..Library::default() }
}

/// How many damaged files a test tries.
fn cases(few: u32) -> u32 {
    env::var("DAMAGED_FILES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(few)
}

/// Row 43: a file that was cut off at any byte.
#[test]
fn a_file_that_was_cut_off_gives_the_proposals_before_the_cut() {
    let all = several();
    let text = write(&all);
    let body = text.trim_end().len();
    let ends: Vec<usize> = text.match_indices("\n    ),").map(|(at, end)| at + end.len() - 1).collect();
    assert_eq!(ends.len(), all.proposals.len());
    for cut in 1..body {
        let refused = refused(&text.as_bytes()[..cut]);
        let whole = ends.iter().filter(|end| **end <= cut).count();
        assert_eq!(refused.salvaged().library.proposals, all.proposals[..whole], "cut at {cut}");
    }
    assert!(matches!(examined(&text.as_bytes()[..body]).contents, Contents::Whole { .. }));
}

/// Row 44: one bit is not what it was.
#[test]
fn a_flipped_bit_costs_one_proposal_at_most() {
    let all = several();
    let text = write(&all).into_bytes();
    let step = if cases(0) > 0 { 1 } else { 29 };
    for bit in (0..text.len() * 8).step_by(step) {
        let mut bytes = text.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let document = examined(&bytes);
        assert_ne!(document.hash, Hash::of(&text));
        let library = match document.contents {
            Contents::Whole { library, .. } => *library,
            Contents::Refused(refused) => refused.salvaged().library,
            Contents::Empty => panic!("bit {bit}: there is more than nothing"),
        };
        let same = library.proposals.iter().filter(|proposal| all.proposals.contains(proposal)).count();
        assert!(same + 1 >= all.proposals.len(), "bit {bit}: {same}\n{}", String::from_utf8_lossy(&bytes));
    }
}

/// Row 45: nothing, or next to nothing.
#[test]
fn an_empty_file_is_told_from_a_broken_one() {
    for nothing in [&b""[..], b"\n", b" \t\r\n", &[0; 4096], b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n\0"] {
        assert_eq!(examined(nothing).contents, Contents::Empty, "{nothing:?}");
    }
    for (bytes, problem) in [
        (&b"// soon\n"[..], Problem::Empty),
        (b"()", Problem::Missing("format")),
        (b"(format: 1)", Problem::Missing("proposals")),
        (b"# Talks", Problem::NotALibrary),
        (b"\0\0\0(", Problem::NotALibrary),
    ] {
        assert_eq!(refused(bytes).error.problem, problem, "{bytes:?}");
        assert_eq!(refused(bytes).salvaged().library, Library::default());
    }
}

/// Row 45: what Windows and git make of a file.
#[test]
fn byte_order_mark_and_line_ends_are_remembered() {
    for (text, endings, mark) in [
        (FILE.to_owned(), Endings::Lf, false),
        (FILE.replace('\n', "\r\n"), Endings::CrLf, false),
        (format!("\u{feff}{}", FILE.replace('\n', "\r\n")), Endings::CrLf, true),
    ] {
        let document = examined(text.as_bytes());
        assert_eq!((document.endings, document.mark), (endings, mark));
        let library = document.contents.whole().unwrap();
        let written = document.endings.text(write(&library)).into_bytes();
        assert_eq!(written, text.trim_start_matches('\u{feff}').as_bytes());
    }
}

/// Row 45: both sides of a conflict.
#[test]
fn both_sides_of_a_conflict_are_read() {
    let title = "      title: \"second\",\n";
    let text = write(&several());
    let conflict = |ours: &str, theirs: &str| {
        let both = format!("<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> feature\n");
        text.replace(title, &both)
    };
    let with_title = |title: &str| {
        let mut library = several();
        std::sync::Arc::make_mut(&mut library.proposals[1]).title = title.into();
        library
    };
    let file = conflict("      title: \"ours\",\n", "      title: \"theirs\",\n");
    for file in [file.clone(), file.replace('\n', "\r\n")] {
        let refused = refused(file.as_bytes());
        assert_eq!(refused.error.problem, Problem::Conflict);
        assert_eq!(refused.sides().ours, Some(with_title("ours")));
        assert_eq!(refused.sides().theirs, Some(with_title("theirs")));
        // What stands outside is read all the same, and no mark is taken for prose.
        let kept = refused.salvaged().library.proposals;
        assert_eq!(kept, [0, 2, 3].map(|index| several().proposals[index].clone()));
    }
    let prose = "(see below),\n<<<<<<< HEAD\n=======\n>>>>>>> feature";
    let inside = refused(text.replace("(see below),", prose).as_bytes());
    assert_eq!(inside.salvaged().library.proposals, several().proposals[1..]);
    let head = text.replace("title: \"Talks\"", "title: \"\n<<<<<<<\n=======\n>>>>>>>\n\"");
    let head = refused(head.as_bytes());
    assert_eq!(head.salvaged().library, Library { title: String::new(), ..several() });
    let half = refused(conflict("      title: 5,\n", title).as_bytes());
    assert_eq!(half.sides(), Sides { ours: None, theirs: Some(several()) });
    let open = refused(file.replace(">>>>>>>", "").as_bytes());
    assert_eq!((open.error.problem.clone(), open.sides()), (Problem::Conflict, Sides::default()));
}

/// Row 45: marks of a conflict that stand in a text, and are none.
#[test]
fn a_talk_about_conflicts_is_none() {
    let whole = |text: &str| match examined(text.as_bytes()).contents {
        Contents::Whole { library, .. } => library.proposals[0].description.clone(),
        other => panic!("{other:?}"),
    };
    // Written by hand.
    for prose in
        ["When git says\n<<<<<<< HEAD\nstay calm", "Git\n=======\nIt", "x\n>>>>>>> y\n<<<<<<< z\n======="]
    {
        assert!(whole(&write(&several()).replace("(see below),", prose)).contains(prose), "{prose}");
    }
    // Written by soapbox, which can write all of it.
    let conflict = "\n<<<<<<< HEAD\nmine \"\\\"\n||||||| base\n=======\ntheirs\n>>>>>>> x\n";
    let mut library = several();
    std::sync::Arc::make_mut(&mut library.proposals[0]).description = conflict.into();
    let text = write(&library);
    assert_eq!(whole(&text), conflict);
    // And git may meet a conflict around it.
    let title = "      title: \"first\",\n";
    let start = text.find(title).unwrap();
    let end = start + text[start..].find("      audience").unwrap();
    let field = &text[start..end];
    let other = field.replace("theirs", "other");
    let file = text.replace(field, &format!("<<<<<<< HEAD\n{field}=======\n{other}>>>>>>> feature\n"));
    let sides = refused(file.as_bytes()).sides();
    assert_eq!(sides.ours, Some(library));
    assert_eq!(sides.theirs.unwrap().proposals[0].description, conflict.replace("theirs", "other"));
}

/// Row 46: what a newer soapbox wrote.
#[test]
fn of_a_newer_format_is_shown_what_can_be_read() {
    let text = write(&several()).replace("format: 1", "format: 7").replace("\"second\"", "(en: \"second\")");
    let refused = refused(text.as_bytes());
    assert_eq!(refused.error.problem, Problem::Newer(7));
    let kept = [0, 2, 3].map(|index| several().proposals[index].clone());
    assert_eq!(refused.salvaged().library, Library { proposals: kept.into(), ..several() });
    let line = text.split('\n').position(|line| line.contains("id: (en")).unwrap();
    assert_eq!(refused.salvaged().unread, [line]);
}

/// Row 48: comments that a save would lose are noticed, others are not.
#[test]
fn comments_that_would_be_lost_are_noticed() {
    let comments = |text: &str| match examined(text.as_bytes()).contents {
        Contents::Whole { comments, .. } => comments,
        other => panic!("{other:?}"),
    };
    for (text, lost) in [
        (FILE.to_owned(), false),
        (FILE.replace("  format: 1,\n", "  format: 1, future: [1, // one\n 2 /* two */],\n"), false),
        (FILE.replace("Here's the list", "// no /* comment"), false),
        ("(format: 1, proposals: [])".into(), false),
        ("// mine\n(format: 1, proposals: [])".into(), true),
        (FILE.replace("  format: 1,\n", "  format: 1, // one\n"), true),
        (FILE.replace("  format: 1,\n", "  /* one */ format: 1, future: 1 /* two */,\n"), true),
        (FILE.replace("\n)\n", "\n)\n// the end"), true),
    ] {
        assert_eq!(comments(&text), lost, "{text}");
    }
}

/// Row 50: bytes that are no text.
#[test]
fn bytes_that_are_not_utf8_are_named_and_replaced_in_the_copy_alone() {
    let text = write(&several()).replace("Größe", "Gr##e");
    let at = text.find("##").unwrap();
    let bytes: Vec<u8> = text.replace("##", "#").bytes().map(|b| if b == b'#' { 0xf6 } else { b }).collect();
    // The other `#` belong to raw strings: put them back.
    let bytes: Vec<u8> =
        bytes.iter().enumerate().map(|(i, b)| if *b == 0xf6 && i != at { b'#' } else { *b }).collect();
    let refused = refused(&bytes);
    assert_eq!(refused.error.problem, Problem::NotUtf8(at));
    let line = text[..at].matches('\n').count() + 1;
    assert_eq!((refused.error.line, refused.error.column), (line, "      description: \"Gr".len() + 1));
    assert_eq!(refused.salvaged().unread, [0; 0]);
    let proposals = refused.salvaged().library.proposals;
    assert!(proposals[0].description.starts_with("Gr\u{fffd}e"), "{}", proposals[0].description);
    assert_eq!(proposals[1..], several().proposals[1..]);
}

#[test]
fn the_lines_around_a_mistake_are_shown() {
    let around = |text: &str| -> Vec<(usize, String)> {
        refused(text.as_bytes()).around.into_iter().map(|line| (line.number, line.text)).collect()
    };
    let text = "(\n  format: 1,\n  title: 5,\n\tx: 1,\n  y: 2,\n  z: 3\n)";
    let lines = [(1, "("), (2, "  format: 1,"), (3, "  title: 5,"), (4, "    x: 1,"), (5, "  y: 2,")];
    assert_eq!(around(text), lines.map(|(number, line)| (number, line.to_owned())));
    let long = format!("(format: 1, x: \"{}\", title: 5, y: \"{}\")", "a".repeat(500), "b".repeat(500));
    let [(1, line)] = &around(&long)[..] else { panic!("{:?}", around(&long)) };
    assert!(line.starts_with("…aaa") && line.contains("title: 5") && line.ends_with("b…"), "{line}");
}

#[test]
fn records_written_by_hand_are_salvaged_too() {
    for (text, titles, unread) in [
        // On one line, so that a record is stepped over where it is valid RON.
        ("(format: 1, proposals: [(title: \"a\"), (title: 2), (title: \"c\")])", &["a", "c"][..], &[1][..]),
        // A comma is missing between two records.
        ("(format: 1, proposals: [(title: \"a\") (title: \"b\")])", &["a", "b"], &[]),
        // The head is broken, and the list found by its name.
        ("(\nformat: 1\ntitle: \"x\"\nproposals: [\n(title: \"a\"),\n])", &["a"], &[3]),
        // The list has lost its name: records are found by their looks.
        ("(\nformat: 1,\nprposals: [\n(\ntitle: \"a\"\n),\n(title: \"b\")])", &["a", "b"], &[1]),
        // The library itself is no proposal.
        ("x\n(format: 1, title: \"t\", introduction: \"\", prposals: [\n(title: \"a\")])", &["a"], &[1]),
        // What reads as a record is none without what proposals alone have.
        ("(format: 1, proposals: [\n(title: \"a,\n(),\n(venue: \"b\"),\n(name: \"c\")\n])", &[], &[2]),
    ] {
        let salvaged = refused(text.as_bytes()).salvaged();
        let found: Vec<_> = salvaged.library.proposals.iter().map(|proposal| &*proposal.title).collect();
        assert_eq!((&*found, &*salvaged.unread), (titles, unread), "{text}");
    }
}

#[test]
fn what_no_person_has_written_is_not_read_to_its_end() {
    let list = "\nproposals: [\n(title: \"a\"),\n])";
    let salvaged = |head: &str| refused(format!("(format: 1, {head}{list}").as_bytes()).salvaged();
    for (count, unread) in [(900, &[1][..]), (1_100, &[1, 1])] {
        // The list is found by its name where its head has no end.
        let found = salvaged(&"title: 5, ".repeat(count));
        assert_eq!((found.library.proposals.len(), &*found.unread), (1, unread));
    }
    for (length, whole) in [(3 << 20, true), (5 << 20, false)] {
        // A record of one line: what follows in its line is lost where it cannot be stepped over.
        let record = format!("(title: [\"{}\"]), (title: \"b\"),", "x".repeat(length));
        let text = format!("(format: 1, proposals: [{record}\n(title: \"c\")])");
        let found = refused(text.as_bytes()).salvaged().library.proposals;
        let titles: Vec<_> = found.iter().map(|proposal| &*proposal.title).collect();
        assert_eq!(titles, if whole { &["b", "c"][..] } else { &["c"] });
    }
}

#[test]
fn fields_of_the_library_are_salvaged_each_for_itself() {
    let text = "(format: 2, id: \"x\", title: 5, introduction: \"i\", speaker: (name: \"n\"), proposals: 3)";
    let salvaged = refused(text.as_bytes()).salvaged();
    let Library { id, title, introduction, speaker, .. } = salvaged.library;
    assert_eq!((id.as_str(), &*title, &*introduction, &*speaker.name), ("x", "", "i", "n"));
    let long = format!("(format: 2, title: \"{}\", proposals: [])", "x".repeat(Limit::Title.most() + 1));
    assert_eq!(refused(long.as_bytes()).salvaged().library.title, "");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases(64)) })]

    /// Rows 43 to 50: parts of a file are lost or replaced.
    #[test]
    fn what_stands_before_the_damage_is_salvaged(
        library in library(), at in any::<Index>(), length in 0..200_usize, junk in hostile(), crlf in any::<bool>(),
    ) {
        let endings = if crlf { Endings::CrLf } else { Endings::Lf };
        let text = endings.text(write(&library)).into_bytes();
        let from = at.index(text.len());
        let mut bytes = text.clone();
        let cut = (from + length).min(text.len());
        bytes.splice(from..cut, junk.bytes());
        let document = examined(&bytes);
        if let Contents::Refused(refused) = document.contents {
            // As many of the first proposals as end before the damage when they are written.
            let ends = (0..library.proposals.len()).map(|count| {
                let first = Library { proposals: library.proposals[..=count].into(), ..library.clone() };
                let text = endings.text(write(&Library { unknown: crate::talk::Unknown::default(), ..first })).into_bytes();
                text.windows(3).rposition(|window| window == b"  ]").unwrap_or(0)
            });
            let whole = ends.filter(|end| *end < from).count();
            let kept = &refused.salvaged().library.proposals;
            prop_assert!(kept.starts_with(&library.proposals[..whole]), "{}", String::from_utf8_lossy(&bytes));
        }
    }
}
