use std::fmt::Write;

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::timing::Kind;

/// The example notations: each a heading, an input in a `text` block, the expected reading in a `json` block.
const EXAMPLES: &str = include_str!("../examples.md");

/// An example: its name, the input, the reading that is expected.
struct Example {
    name: String,
    input: String,
    expected: Value,
}

/// Takes the file of examples apart. Blocks stand between `~~~` so that inputs may hold other fences.
fn examples(file: &str) -> Vec<Example> {
    let mut before = file;
    let mut examples = Vec::new();
    while let Some((above, behind)) = before.split_once("~~~text\n") {
        let (input, behind) = behind.split_once("~~~\n~~~json\n").unwrap();
        let (expected, behind) = behind.split_once("~~~\n").unwrap();
        let name = above.rsplit("### ").next().unwrap().trim().to_owned();
        examples.push(Example {
            name,
            input: input.to_owned(),
            expected: serde_json::from_str(expected).unwrap(),
        });
        before = behind;
    }
    examples
}

/// A number of an expected reading, or all of several.
fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().map_or_else(
        || value.as_f64().into_iter().collect(),
        |all| all.iter().filter_map(Value::as_f64).collect(),
    )
}

/// A title as it is compared: small letters, no markup.
fn folded(title: &str) -> String {
    let plain: String = title.to_lowercase().chars().filter(|c| !"*_`".contains(*c)).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a section says that an expected `[title, minutes, depth, {more}]` does not, in words; nothing where
/// they agree. A title may go on where the other ends.
fn difference(section: &Section, expected: &Value) -> String {
    let more = &expected[3];
    let (title, wanted) = (folded(&section.title), folded(expected[0].as_str().unwrap()));
    let mut found = String::new();
    if title.is_empty() || !(title.starts_with(&wanted) || wanted.starts_with(&title)) {
        write!(found, "title {title:?}, not {wanted:?}; ").unwrap();
    }
    let ends = section.time.map(|time| (time.min.as_f64(), time.max.as_f64()));
    let wanted = expected[1]
        .as_f64()
        .map(|one| (one, one))
        .or_else(|| Some((more["min"].as_f64()?, more["max"].as_f64()?)));
    if ends != wanted {
        write!(found, "time {ends:?}, not {wanted:?}; ").unwrap();
    }
    let kind = match section.kind {
        Kind::Talk => "",
        Kind::Questions => "qa",
        Kind::Break => "break",
        Kind::Flexible => "flex",
    };
    let about = section.time.is_some_and(|time| time.about);
    let is = (u64::from(section.depth), section.optional, kind, about);
    let wanted = (
        expected[2].as_u64().unwrap_or(1),
        more["optional"] == true,
        more["kind"].as_str().unwrap_or(""),
        more["approx"] == true,
    );
    if is != wanted {
        write!(found, "{is:?}, not {wanted:?}; ").unwrap();
    }
    found
}

/// What a plan says that the expected reading does not.
fn differences(plan: &Plan, expected: &Value) -> Vec<String> {
    let sections = expected["sections"].as_array().unwrap();
    let mut found: Vec<String> =
        plan.sections.iter().zip(sections).map(|(section, expected)| difference(section, expected)).collect();
    let mut compare = |what: &str, is: Vec<f64>, wanted: Vec<f64>| {
        found.push(if is == wanted { String::new() } else { format!("{what} {is:?}, not {wanted:?}") });
    };
    #[expect(clippy::cast_precision_loss, reason = "examples are short")]
    compare("sections", vec![plan.sections.len() as f64], vec![sections.len() as f64]);
    let total = |total: Minutes| if plan.is_timed() { vec![total.as_f64()] } else { Vec::new() };
    compare("total", total(plan.total()), numbers(&expected["total_minutes"]));
    let most =
        if expected["total_max"].is_null() { &expected["total_minutes"] } else { &expected["total_max"] };
    compare("most", total(plan.total_max()), numbers(most));
    let stated = plan.stated_total.map(Minutes::as_f64).into_iter().collect();
    compare("stated total", stated, numbers(&expected["stated_total"]));
    compare(
        "slots",
        plan.slots.iter().map(|slot| slot.as_f64()).collect(),
        numbers(&expected["slot_minutes"]),
    );
    found.retain(|difference| !difference.is_empty());
    found
}

#[test]
fn the_examples_read_as_they_should() {
    let examples = examples(EXAMPLES);
    assert!(examples.len() >= 59);
    let mut wrong = String::new();
    for example in examples {
        for difference in differences(&read(&example.input), &example.expected) {
            writeln!(wrong, "{}: {difference}", example.name).unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// The outline of a real proposal: prose with a slot, a stated total, ten items, a longer version.
const REAL: &str = "\
A rough outline that gives me some wiggle room for a 30 minute talk:

(total: 25 minutes)
1. what are subinterpreters (4 minutes)
2. what's different in Python 3.7 (1 minute)
3. the C-API (1 minute)
4. running code in a subinterpreter from Python (3 minutes)
5. subinterpreters and threads (2 minutes)
6. interpreter isolation (2 minutes)
7. sharing data (5 minutes)
8. a different approach to concurrency (2 minutes)
9. limitations and caveats (2 minutes)
10. a GIL-free, async-free future (3 minutes)

A 45 minute talk would include:

* additional practical examples
* extra info about subinterpreters and extension modules
* more details about future subinterpreter-related improvements in CPython\x20
";

#[test]
fn a_real_outline() {
    let plan = read(REAL);
    let (longer, base): (Vec<_>, Vec<_>) = plan.sections.iter().partition(|section| section.optional);
    let minutes: Vec<u32> = base.iter().map(|section| section.time.unwrap().min.seconds() / 60).collect();
    assert_eq!(minutes, [4, 1, 1, 3, 2, 2, 5, 2, 2, 3]);
    assert_eq!((plan.total(), plan.stated_total), (Minutes::of(25), Some(Minutes::of(25))));
    assert_eq!(plan.slots, [Minutes::of(30), Minutes::of(45)]);
    assert_eq!(longer.len(), 3);
    assert!(longer.iter().all(|section| section.time.is_none() && section.depth == 1));
    assert_eq!(base[6].title, "sharing data");
    assert_eq!(REAL.get(base[6].place.clone()), Some("7. sharing data (5 minutes)"));
    assert_eq!(REAL.get(base[6].time_place.clone().unwrap()), Some("5 minutes"));
    assert_eq!(longer[0].title, "additional practical examples");
    assert_eq!(plan.starts()[9], Some(Minutes::of(22)));
}

/// Titles with their minutes, 0 for none.
fn titles(text: &str) -> Vec<(String, f64)> {
    let minutes = |section: &Section| section.time.map_or(0.0, |time| time.min.as_f64());
    read(text).sections.into_iter().map(|section| (section.title.clone(), minutes(&section))).collect()
}

#[test]
fn a_longer_version_ends_where_words_go_on() {
    let text = "* a (2 min)\n\nA 45 minute talk would also have:\n* b\n\n  words of b\n";
    let optional =
        |text: &str| read(text).sections.iter().map(|section| section.optional).collect::<Vec<_>>();
    assert_eq!(optional(&format!("{text}* c (1 min)")), [false, true, true]);
    assert_eq!(optional(&format!("{text}\nAnd both end with:\n* c (1 min)")), [false, true, false]);
    assert_eq!(optional(&format!("{text}\n# Close\n* c (1 min)")), [false, true, false]);
}

#[test]
fn what_is_only_shown_is_no_section() {
    for text in [
        "```\n1. a (3 min)\n```\n",
        "Listing:\n\n    sleep (3 min)\n",
        "We repair it in under 12 minutes (or so).",
        "It is over\nbefore you know it (5 minutes)\n",
        "Last year a workshop (90 minutes) went well.",
        "| a (3 min) | b |",
        "(5 minutes)",
        "1. ",
        "",
    ] {
        assert_eq!(titles(text), [], "{text}");
    }
}

#[test]
fn half_a_bracket_is_no_time_yet() {
    for (line, minutes) in
        [("* a (", 0.0), ("* a (6", 0.0), ("* a (6 minutes", 0.0), ("* a (6 minutes)", 6.0)]
    {
        assert_eq!(titles(line).first().map(|(_, minutes)| *minutes), Some(minutes), "{line}");
    }
}

#[test]
fn a_title_may_have_its_time_below() {
    assert_eq!(titles("Reading a tape\n---\n(5 minutes)\n"), [("Reading a tape".to_owned(), 5.0)]);
    assert_eq!(titles("**First walk:**\n(1 minute)\n"), [("First walk".to_owned(), 1.0)]);
    assert_eq!(titles("**First walk:**\nwords\n(1 minute)\n"), []);
}

#[test]
fn an_item_without_a_time_needs_company() {
    assert_eq!(titles("* a\n* b"), [("a".to_owned(), 0.0), ("b".to_owned(), 0.0)]);
    assert_eq!(titles("# Notes\n* a\n\n# Outline\n1. b\n").len(), 1);
    assert_eq!(titles("* a\n\n# Talk\n1. b (3 min)\n2. c\n").len(), 2);
}

#[test]
fn hostile_text_ends() {
    for unit in [
        "(", ")", "[(", "(5 min ", "1", "1.", "1-", "1 or ", "a 1 or ", "- 1", ": 1 min", "#", "*", "* \n",
        "~", " ",
    ]
    .into_iter()
    .chain([
        "```\n",
        "(5 min)",
        "a (total: 5 min)",
        "\u{a0}",
        "（",
        "12 minutes: a (5 min)\n",
        "```",
        "\na\n---",
    ]) {
        let length = if unit.len() == 1 { 200_000 } else { 50_000 };
        let text = unit.repeat(length / unit.len());
        let plan = read(&text);
        assert!(plan.sections.iter().all(|section| section.place.end <= text.len()), "{unit:?}");
    }
    for (open, close) in [("(", ")"), ("（", "）"), ("(total: ", ")"), ("[1 min ", "]")] {
        let text = open.repeat(20_000) + &close.repeat(20_000);
        assert_eq!(read(&text).sections, [], "{open:?}");
    }
    let deep: String =
        (0..600).fold(String::new(), |text, depth| text + &"  ".repeat(depth) + "* a (1 min)\n");
    assert_eq!(read(&deep).sections.last().map(|section| section.depth), Some(u8::MAX));
}

/// Texts made of what outlines are made of, in any order.
fn texts() -> impl Strategy<Value = String> {
    let scraps = [
        "\n",
        "\n\n",
        "  ",
        "\t",
        "* ",
        "- ",
        "1. ",
        "IV) ",
        "A. ",
        "# ",
        "## Outline\n",
        "---\n",
        "===\n",
        "```\n",
        "**",
        "(",
        ")",
        "[",
        "]",
        "（",
        "4",
        "1.5",
        "~",
        "-",
        "–",
        " — ",
        ": ",
        " minutes",
        "min",
        "h",
        "30",
        " or ",
        "total",
        "Tides",
        "Q&A",
        "é",
        "日本",
        "👩‍👩‍👧",
        "Duration: ",
        "Notes:\n",
        "a 45 minute talk would include:\n",
        "(4 minutes)",
        "99999999999",
        "\u{a0}",
        ".",
        "'",
    ];
    let scrap =
        prop_oneof![6 => prop::sample::select(scraps.to_vec()).prop_map(str::to_owned), 1 => ".{0,4}"];
    prop::collection::vec(scrap, 0..40).prop_map(|scraps| scraps.concat().replace('\r', ""))
}

proptest! {
    #[test]
    fn places_are_in_the_text_and_in_order(text in texts()) {
        let plan = read(&text);
        let mut end = 0;
        let mut depth = 0;
        for section in &plan.sections {
            let line = text.get(section.place.clone());
            prop_assert!(line.is_some_and(|line| !line.is_empty() && !line.contains('\n')));
            prop_assert!(section.place.start >= end && (1..=depth + 1).contains(&section.depth));
            (end, depth) = (section.place.end, section.depth);
            prop_assert_eq!(section.time.is_some(), section.time_place.is_some());
            if let (Some(time), Some(place)) = (section.time, section.time_place.clone()) {
                let phrase = text.get(place.clone());
                prop_assert_eq!(phrase.and_then(crate::timing::phrase::phrase), Some((time, "")));
                prop_assert!(time.min <= time.max && place.start >= section.place.start);
            }
        }
        prop_assert_eq!(plan.starts().len(), plan.sections.len());
        prop_assert!(plan.total() <= plan.total_max());
        prop_assert!(plan.slots.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn a_changed_time_is_read_where_it_stands(minutes in 1u32..200) {
        let section = read(REAL).sections[3].clone();
        let mut text = REAL.to_owned();
        text.replace_range(section.time_place.unwrap(), &format!("{minutes} min"));
        prop_assert_eq!(read(&text).sections[3].time, Some(crate::timing::Time::exact(Minutes::of(minutes))));
        prop_assert_eq!(read(&text).total(), Minutes::of(22 + minutes));
    }
}
