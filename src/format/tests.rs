//! The file format by examples, by properties, and by every way in which a file can be broken.

use std::sync::Arc;

use proptest::{collection::vec, option, prelude::*, sample::select};

use super::*;
use crate::{
    door::must_be_escaped,
    talk::{Date, Id, Limit, Proposal, Speaker, Status, Submission, Unknown},
};

/// A library with one proposal, as it stands in a file.
pub const FILE: &str = r##"// A soapbox library: proposals for talks. Edit it by hand if you like: soapbox keeps fields that it does not know, but no comments.
(
  format: 1,
  id: "lib",
  title: "My Talk Proposals",
  introduction: "Here's the list:
",
  speaker: (
    name: "Eric Snow",
    email: "",
    biography: "",
  ),
  proposals: [
    (
      id: "p1",
      title: "Subinterpreters and You!",
      description: r#"Did you know that it's "possible"?

Come to this talk to find out."#,
      audience: "",
      outline: "1. intro (4 minutes)
2. the C-API (1 minute)",
      notes: "",
      tags: ["gil", "c"],
      submissions: [
        (
          id: "s1",
          venue: "PyCon 2018",
          number: "914",
          status: rejected,
          slot: 30,
          questions: 5,
          sent: "2018-01-03",
          remarks: "",
        ),
      ],
    ),
  ],
)
"##;

fn sample() -> Library {
    let submission = Submission {
        id: Id::new("s1"),
        venue: "PyCon 2018".into(),
        number: "914".into(),
        status: Status::Rejected,
        slot: Some(30),
        questions: Some(5),
        sent: "2018-01-03".parse().ok(),
        ..Submission::default()
    };
    let proposal = Proposal {
        id: Id::new("p1"),
        title: "Subinterpreters and You!".into(),
        description: "Did you know that it's \"possible\"?\n\nCome to this talk to find out.".into(),
        outline: "1. intro (4 minutes)\n2. the C-API (1 minute)".into(),
        tags: vec!["gil".into(), "c".into()],
        submissions: vec![submission],
        ..Proposal::default()
    };
    Library {
        id: Id::new("lib"),
        title: "My Talk Proposals".into(),
        introduction: "Here's the list:\n".into(),
        speaker: Speaker { name: "Eric Snow".into(), ..Speaker::default() },
        proposals: vec![proposal.into()],
        ..Library::default()
    }
}

#[test]
fn a_library_stands_in_its_file_as_a_person_would_write_it() {
    assert_eq!(write(&sample()), FILE);
    assert_eq!(read(FILE), Ok(sample()));
}

#[test]
fn an_empty_library_shows_where_to_write() {
    let text = write(&Library::default());
    let (_, fields) = text.split_once('\n').unwrap();
    let expected = [
        "(",
        "  format: 1,",
        "  id: \"\",",
        "  title: \"\",",
        "  introduction: \"\",",
        "  speaker: (",
        "    name: \"\",",
        "    email: \"\",",
        "    biography: \"\",",
        "  ),",
        "  proposals: [],",
        ")\n",
    ];
    assert_eq!(fields, expected.join("\n"));
}

#[test]
fn fields_may_be_missing_and_stand_in_any_order() {
    let with = |submission: Submission| {
        let proposal = Proposal { submissions: vec![submission], ..Proposal::default() };
        Ok(Library { proposals: vec![proposal.into()], ..Library::default() })
    };
    for (fields, submission) in [
        ("", Submission::default()),
        ("slot: 30", Submission { slot: Some(30), ..Submission::default() }),
        ("slot: Some(30)", Submission { slot: Some(30), ..Submission::default() }),
        ("slot: None", Submission::default()),
        ("sent: \"2018-01-03\"", Submission { sent: "2018-01-03".parse().ok(), ..Submission::default() }),
        (
            "remarks: \"x\", venue: \"y\"",
            Submission { venue: "y".into(), remarks: "x".into(), ..Submission::default() },
        ),
        ("status: cancelled", Submission { status: Status::Canceled, ..Submission::default() }),
    ] {
        let text = format!("(proposals: [(submissions: [({fields})])], format: 1)");
        assert_eq!(read(&text), with(submission), "{fields}");
    }
    assert_eq!(read("Library(format: 1, proposals: [])"), Ok(Library::default()));
}

#[test]
fn every_status_is_written_as_its_word_and_read_again() {
    for status in Status::ALL {
        let submission = Submission { status, ..Submission::default() };
        let proposal = Proposal { submissions: vec![submission], ..Proposal::default() };
        let library = Library { proposals: vec![proposal.into()], ..Library::default() };
        let text = write(&library);
        assert!(text.contains(&format!("status: {},\n", status.word())));
        assert_eq!(read(&text), Ok(library));
    }
}

#[test]
fn a_byte_order_mark_and_crlf_make_no_difference() {
    let windows = format!("\u{feff}{}", FILE.replace('\n', "\r\n"));
    assert_eq!(read(&windows), Ok(sample()));
}

/// Values that a file may hold and this soapbox does not know, with comments in every place inside
/// them.
const VALUES: &[&str] = &[
    "3",
    "\"two\n  lines\"",
    "r##\"raw \"# \\ \"##",
    "Some(( a: 1.5, /* why */ b: [ 'x', true, ], ))",
    "{\n  \"key\": None, // a comment\n}",
    "/* before */ Accepted(2)",
    "4 // behind\n",
    "()",
];

#[test]
fn unknown_fields_stay_word_for_word_at_every_level() {
    for value in VALUES {
        let field = format!("future: {value}, r#my-field: {value}, größe: 1");
        let text = format!(
            "(format: 1, {field}, speaker: ({field}), proposals: [({field}, submissions: [({field})])])"
        );
        let library = read(&text).unwrap();
        let proposal = &library.proposals[0];
        let kept =
            [&library.unknown, &library.speaker.unknown, &proposal.unknown, &proposal.submissions[0].unknown];
        for unknown in kept {
            let fields: Vec<_> = unknown.iter().collect();
            assert_eq!(fields, [("future", *value), ("my-field", *value), ("größe", "1")]);
        }
        let once = write(&library);
        assert_eq!(once.matches(value).count(), once.matches("future").count() * 2, "{once}");
        assert_eq!(read(&once), Ok(library), "{once}");
        assert_eq!(read(&once).map(|again| write(&again)), Ok(once));
    }
}

#[test]
fn unknown_fields_have_limits() {
    let fields = |count: usize| "x: 1, ".repeat(count);
    let file = |fields: &str| format!("(format: 1, {fields} proposals: [])");
    assert_eq!(read(&file(&fields(64))).map(|library| library.unknown.len()), Ok(64));
    assert!(said(&file(&fields(65))).contains("more than 64 unknown fields"));
    assert!(read(&file(&format!("{}: 1,", "x".repeat(64)))).is_ok());
    assert!(said(&file(&format!("{}: 1,", "x".repeat(65)))).contains("has 65 bytes, the limit is 64"));
    assert!(said(&file("x: \"\u{1b}[31m\",")).contains("U+001B; write it as \\u{1b}"));
}

#[test]
fn lists_have_limits() {
    let file = |count: usize, item: &str| format!("(format: 1, proposals: [{}])", item.repeat(count));
    assert_eq!(read(&file(20_000, "(),")).map(|library| library.proposals.len()), Ok(20_000));
    assert!(said(&file(20_001, "(),")).contains("more than 20000 proposals"));
    for (name, item, most) in [("submissions", "(),", 1_000), ("tags", "\"\",", 64)] {
        let proposal = |count: usize| format!("({name}: [{}]),", item.repeat(count));
        assert!(read(&file(1, &proposal(most))).is_ok());
        assert!(said(&file(1, &proposal(most + 1))).contains(&format!("more than {most} {name}")));
    }
    let long = " ".repeat(LONGEST + 1);
    assert_eq!(read(&long), Err(FormatError::at_start(Problem::TooLong(LONGEST + 1))));
}

#[test]
fn texts_have_limits_that_are_told_with_their_place() {
    let in_proposal = |field: &str| format!("(\nformat: 1, proposals: [(\n {field})])");
    let in_submission = |field: &str| in_proposal(&format!("submissions: [({field})]"));
    let in_speaker = |field: &str| format!("(\nformat: 1, speaker: (\n {field}), proposals: [])");
    let text = Limit::Text.most();
    for (field, most, file) in [
        ("title", 1_000, &in_proposal as &dyn Fn(&str) -> String),
        ("description", text, &in_proposal),
        ("audience", text, &in_proposal),
        ("outline", text, &in_proposal),
        ("notes", text, &in_proposal),
        ("id", text, &in_proposal),
        ("venue", text, &in_submission),
        ("remarks", text, &in_submission),
        ("biography", text, &in_speaker),
    ] {
        let long = |amount: usize| file(&format!("{field}: \"{}\"", "x".repeat(amount)));
        assert!(read(&long(most)).is_ok(), "{field}");
        let said = said(&long(most + 1));
        let words = format!(": `{field}` has {} ", most + 1);
        assert!(said.contains(&words) && said.contains(&format!("the limit is {most}")), "{said}");
        assert!(said.starts_with("line 3, column "), "{said}");
    }
    let tag = |amount: usize| in_proposal(&format!("tags: [\"{}\"]", "x".repeat(amount)));
    assert!(read(&tag(text)).is_ok());
    assert!(said(&tag(text + 1)).contains("`tags` has 262145 bytes, the limit is 262144"));
}

#[test]
fn what_a_proposal_holds_counts_in_all() {
    // Itself, an unknown field, 60 tags, 19 submissions with an unknown field each.
    let (tags, submissions) = ("\"\",".repeat(60), "(y: 2),".repeat(19));
    let hundred = format!("(x: 1, tags: [{tags}], submissions: [{submissions}]),");
    let full = hundred.repeat(Limit::Pieces.most() / 100);
    let file = |last: &str| format!("(format: 1, proposals: [{full}{last}])");
    assert!(read(&file("")).is_ok());
    assert!(
        said(&file("()"))
            .contains("more than 200000 proposals, submissions, tags and unknown fields together")
    );
}

/// What is said about a text that is no library.
fn said(text: &str) -> String {
    read(text).map_or_else(|error| error.to_string(), |_| panic!("this reads: {text}"))
}

#[test]
fn every_mistake_has_its_place_and_its_words() {
    let in_submission =
        |field: &str| format!("(\n  format: 1,\n  proposals: [\n    (submissions: [({field})])],\n)");
    for (text, words) in [
        ("", "line 1, column 1: the file is empty; remove it to begin anew"),
        (" \n// a comment\n", "line 1, column 1: the file is empty"),
        (
            "# My Talks\n",
            "line 1, column 1: this is no soapbox library, which begins with `(`; `soapbox import`",
        ),
        ("\n\n  My Talks", "line 3, column 3: this is no soapbox library"),
        ("{\"format\": 1}", "line 1, column 1: this is no soapbox library"),
        ("(\n<<<<<<< HEAD\n  format: 1,\n", "line 2, column 1: git left a conflict here; keep one"),
        ("(format: 1, title: \"a\n<<<<<<< x\n=======\n>>>>>>> y\", proposals: [])", "line 2, column 1: git"),
        (
            "// x\n ()",
            "line 2, column 2: the field `format` is missing; write `format: 1,` behind the first `(`",
        ),
        ("(proposals: [])", "line 1, column 1: the field `format` is missing"),
        ("(\n  format: 1,\n)", "line 1, column 1: the field `proposals` is missing; write it"),
        (
            "// x\n(format: 2, a b c",
            "line 2, column 1: written by a newer soapbox (format 2); update soapbox",
        ),
        ("(proposals: [(x: 1)], format: 99)", "line 1, column 1: written by a newer soapbox (format 99)"),
        ("(format: 0, proposals: [])", "line 1, column 10: there is no format 0; this is format 1; mend it"),
        (
            "(format: -1, proposals: [])",
            "line 1, column 11: there is no format -1; this is format 1; mend it",
        ),
        ("(format: 1.5, proposals: [])", "line 1, column "),
        (
            "(format: 1, format: 2, proposals: [])",
            "line 1, column 13: the field `format` stands here a second",
        ),
        ("(format: 2, format: 1, proposals: [])", "line 1, column 1: written by a newer soapbox (format 2)"),
        ("(format: \"1\", proposals: [])", "line 1, column 10: expected integer; mend it with a text editor"),
        ("(\n  format: 1,\n  title: 5,\n", "line 3, column 10: expected string"),
        (
            "(\n  format: 1,\n  tïtle: \"é\" x",
            "line 3, column 14: here a comma is missing, or a quotation mark",
        ),
        (
            "(\n  format: 1,\n  title: \"abc\n",
            "line 3, column 10: a text has no quotation mark at its end; write",
        ),
        (
            "(\n  format: 1,\n  title: r#\"abc\"\n",
            "line 3, column 12: a text has no quotation mark at its end",
        ),
        ("(\n  format: 1,\n  title: \"abc,\n  id: \"x\",\n)", "line 4, column 8: here a comma is missing"),
        (
            "(\n  format: 1,\n  title: \"a\",\n  title: \"b\",\n",
            "line 4, column 3: the field `title` stands here a",
        ),
        (
            "(format: 1, format: 1)",
            "line 1, column 13: the field `format` stands here a second time; keep one",
        ),
        (
            "(\n  format: 1,\n  proposals: [],\n",
            "line 4, column 1: the file ends too early; look for a backup",
        ),
        ("(format: 1, proposals: []) x", "line 1, column 28: non-whitespace trailing characters"),
        ("(format: 1, proposals: ())", "line 1, column 24: expected opening `[`"),
        (
            "(format: 1, my-field: 1)",
            "line 1, column 13: `my-field` is no name as it stands; write `r#` before it",
        ),
        ("(format: 1, /* x", "line 1, column 15: a comment has no `*/` at its end"),
        ("(format: 1, title: \"\\q\", proposals: [])", "line 1, column 23: unknown escape character"),
        (
            &in_submission("status: perhaps"),
            "line 4, column 29: `perhaps` is no status; it is one of draft, \
            submitted, waitlisted, accepted, confirmed, rejected, withdrawn, canceled; write one of them",
        ),
        (
            &in_submission("status: \"draft\""),
            "line 4, column 29: a word without quotation marks belongs here",
        ),
        (&in_submission("sent: \"2018-13-01\""), "line 4, column 28: there is no such day in the calendar"),
        (&in_submission("slot: -3"), "line 4, column 28: integer is out of bounds; mend it"),
        (&in_submission("slot: \"30\""), "line 4, column 27: expected integer"),
        (
            &format!("(format: 1, x: {}", "[".repeat(100_000)),
            "line 1, column 80: values are nested too deeply",
        ),
        (
            &format!("(format: 1, x: {}", "(a:".repeat(100_000)),
            "line 1, column 206: values are nested too deeply",
        ),
    ] {
        let said = said(text);
        assert!(said.starts_with(words), "{text}\n{said}\n{words}");
    }
}

#[test]
fn a_long_word_makes_no_long_message() {
    let said = said(&format!("(format: 1, proposals: [{}()])", "x".repeat(10_000)));
    assert!(said.contains("expected struct `Proposal` but found `xxx") && said.len() < 400, "{said}");
}

#[test]
fn comments_in_comments_are_no_burden() {
    let bomb = "/*".repeat(100_000);
    assert!(said(&bomb).contains("a comment has no `*/` at its end"));
    let closed = format!("{bomb}{}(format: 1, proposals: [])", "*/".repeat(100_000));
    assert_eq!(read(&closed), Ok(Library::default()));
}

#[test]
fn a_file_that_was_cut_off_never_reads() {
    let file = FILE.trim_end();
    for (end, _) in file.char_indices() {
        assert!(read(&file[..end]).is_err(), "cut at {end}");
    }
    assert!(read(file).is_ok());
}

/// Texts that try to break out of the file.
pub fn hostile() -> impl Strategy<Value = String> {
    const PARTS: &[&str] = &[
        "\"",
        "\\",
        "\"#",
        "\"##",
        "r#\"",
        "\n",
        "\t",
        "\n<<<<<<< a",
        "\n=======\n",
        "\n>>>>>>> b\n",
        "\r",
        "\r\n",
        " ",
        "'",
        "#",
        "//",
        "/*",
        "*/",
        ",",
        "(",
        ")",
        "\0",
        "\u{1b}[31m",
        "\u{7f}",
        "\u{85}",
        "\u{9b}",
        "\u{61c}",
        "\u{200e}",
        "\u{200f}",
        "\u{2028}",
        "\u{2029}",
        "\u{202e}",
        "\u{2066}",
        "\u{feff}",
        "👨‍👩‍👧‍👦",
        "e\u{301}",
        "漢字",
        "ü",
        "\\n",
        "\\u{1b}",
        "\\\n  ",
        "<<<<<<< HEAD",
        "\n<<<<<<<",
        "=======",
        "text",
        "\u{10ffff}",
        "\u{b}",
        "$ron::private::RawValue",
    ];
    vec(select(PARTS), 0..10).prop_map(|parts| parts.concat())
}

fn date() -> impl Strategy<Value = Option<Date>> {
    option::of((1u32..=9999, 1u32..=12, 1u32..=28))
        .prop_map(|day| day.and_then(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}").parse().ok()))
}

fn unknown() -> impl Strategy<Value = Unknown> {
    let name = select(&["x", "_y", "r", "my-field", "größe", "1st", "a.b", "titles"][..]);
    vec((name, select(VALUES)), 0..3).prop_map(|fields| {
        let mut unknown = Unknown::default();
        for (name, value) in fields {
            unknown.keep(name, value);
        }
        unknown
    })
}

fn submission() -> impl Strategy<Value = Submission> {
    let texts = (hostile(), hostile(), hostile(), hostile());
    let minutes = || option::of(any::<u32>());
    let rest = (select(&Status::ALL[..]), [minutes(), minutes(), minutes()], date(), date(), unknown());
    (texts, rest).prop_map(|((id, venue, number, remarks), (status, minutes, sent, decided, unknown))| {
        let [slot, questions, changeover] = minutes;
        let id = Id::new(id);
        Submission { id, venue, number, status, slot, questions, changeover, sent, decided, remarks, unknown }
    })
}

fn proposal() -> impl Strategy<Value = Proposal> {
    let texts = (hostile(), hostile(), hostile(), hostile(), hostile(), hostile());
    (texts, (vec(hostile(), 0..3), option::of(hostile())), vec(submission(), 0..3), unknown()).prop_map(
        |((id, title, description, audience, outline, notes), (tags, language), submissions, unknown)| {
            Proposal {
                id: Id::new(id),
                title,
                description,
                audience,
                outline,
                notes,
                tags,
                language,
                submissions,
                unknown,
            }
        },
    )
}

pub fn library() -> impl Strategy<Value = Library> {
    let speaker = (hostile(), hostile(), hostile(), unknown())
        .prop_map(|(name, email, biography, unknown)| Speaker { name, email, biography, unknown });
    (hostile(), hostile(), hostile(), speaker, vec(proposal(), 0..3), unknown()).prop_map(
        |(id, title, introduction, speaker, proposals, unknown)| Library {
            id: Id::new(id),
            title,
            introduction,
            speaker,
            proposals: proposals.into_iter().map(Arc::new).collect(),
            unknown,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_library_reads_back_as_it_was(library in library()) {
        let text = write(&library);
        prop_assert!(!text.contains(must_be_escaped), "{text}");
        let windows = read(&text.replace('\n', "\r\n"));
        prop_assert_eq!(windows.as_ref(), Ok(&library), "{}", text);
        let again = read(&text);
        prop_assert_eq!(again.as_ref(), Ok(&library), "{}", text);
        prop_assert_eq!(again.map(|again| write(&again)), Ok(text));
    }

    #[test]
    fn whatever_stands_in_a_file_the_answer_is_one_harmless_line(
        at in 0..FILE.len(), length in 0..40_usize, junk in hostile(),
    ) {
        let mut text = FILE.to_owned();
        let floor = |mut byte: usize| { while !FILE.is_char_boundary(byte) { byte -= 1 } byte };
        text.replace_range(floor(at)..floor((at + length).min(FILE.len())), &junk);
        if let Err(error) = read(&text) {
            let said = error.to_string();
            prop_assert!(!said.contains(must_be_escaped) && !said.contains(['\n', '\t']), "{said:?}");
            let lines = text.split('\n').count();
            prop_assert!((1..=lines).contains(&error.line) && error.column > 0, "{said:?}");
        }
    }
}
