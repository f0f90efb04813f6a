use std::fmt::Write;

use serde_json::Value;

use crate::timing::{
    Counts, Kind, Minutes, Plan, Proposed, QuestionsFrom, Section, Verdict, read, read_document,
};

/// The example notations: each a heading, an input in a `text` block, the expected reading in a `json` block.
const EXAMPLES: &str = include_str!("examples.md");

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
        let name = above.rsplit("### ").next().unwrap().lines().next().unwrap().trim().to_owned();
        let expected = serde_json::from_str(expected).unwrap();
        examples.push(Example { name, input: input.to_owned(), expected });
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

/// A pair of slot and minutes as an object has it.
fn pairs(value: &Value) -> Vec<(f64, f64)> {
    let all = value.as_object().into_iter().flatten();
    let mut pairs: Vec<(f64, f64)> =
        all.map(|(slot, minutes)| (slot.parse().unwrap(), minutes.as_f64().unwrap())).collect();
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
    pairs
}

/// What is told apart of a section, in words that the examples use.
fn described(section: &Section) -> String {
    let kind = match section.kind {
        Kind::Talk => "",
        Kind::Questions => "qa",
        Kind::Break => "break",
        Kind::Flexible => "flex",
    };
    let ends = section.time.map(|time| (time.min.as_f64(), time.max.as_f64()));
    let about = section.time.is_some_and(|time| time.about);
    let alternatives: Vec<_> =
        section.alternatives.iter().map(|other| (other.slot.as_f64(), other.minutes.as_f64())).collect();
    let speaker = section.speaker.as_deref().unwrap_or("");
    format!(
        "{ends:?} depth {} {kind} optional {} about {about} untitled {} rule {} {speaker} {alternatives:?}",
        section.depth,
        section.optional,
        section.untitled,
        section.is_by_rule(),
    )
}

/// The same of an expected `[title, minutes, depth, {more}]`.
fn expected_section(expected: &Value) -> String {
    let more = &expected[3];
    let ends = expected[1]
        .as_f64()
        .map(|one| (one, one))
        .or_else(|| Some((more["min"].as_f64()?, more["max"].as_f64()?)));
    let word = |key: &str| more[key].as_str().unwrap_or("");
    format!(
        "{ends:?} depth {} {} optional {} about {} untitled {} rule {} {} {:?}",
        expected[2].as_u64().unwrap_or(1),
        word("kind"),
        more["optional"] == true,
        more["approx"] == true,
        more["untitled"] == true,
        more["by_rule"] == true,
        word("speaker"),
        pairs(&more["alt"]),
    )
}

/// What a section says that an expected one does not, in words; nothing where they agree. A title may go on
/// where the other ends.
fn difference(section: &Section, expected: &Value) -> String {
    let (title, wanted) = (folded(&section.title), folded(expected[0].as_str().unwrap()));
    let mut found = String::new();
    if title.is_empty() || !(title.starts_with(&wanted) || wanted.starts_with(&title)) {
        write!(found, "title {title:?}, not {wanted:?}; ").unwrap();
    }
    let (is, wanted) = (described(section), expected_section(expected));
    if is != wanted {
        write!(found, "{title}: {is}, not {wanted}").unwrap();
    }
    found
}

/// The name of how times inside count.
fn counts(plan: &Plan) -> Value {
    match plan.counts {
        None => Value::Null,
        Some(Counts::Parent) => "parent".into(),
        Some(Counts::Children) => "children".into(),
        Some(Counts::Sum) => "sum".into(),
    }
}

/// The name of a verdict.
fn verdict(plan: &Plan) -> Value {
    match plan.verdict() {
        Verdict::Fits => "fits",
        Verdict::Short => "short",
        Verdict::Over => "over",
        Verdict::NoSlot => "no-slot",
        Verdict::Untimed => "untimed",
    }
    .into()
}

/// The time for questions and the name of its source.
fn questions(plan: &Plan) -> (Vec<f64>, Value) {
    let Some((time, source)) = plan.questions_with_source() else { return (Vec::new(), Value::Null) };
    let source = match source {
        QuestionsFrom::Outline => "outline",
        QuestionsFrom::SlotLine => "slot line",
        QuestionsFrom::Prose => "prose",
    };
    (vec![time.as_f64()], source.into())
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
    let one = |time: Option<Minutes>| time.map(Minutes::as_f64).into_iter().collect();
    compare("total", total(plan.total()), numbers(&expected["total_minutes"]));
    let most =
        if expected["total_max"].is_null() { &expected["total_minutes"] } else { &expected["total_max"] };
    compare("most", total(plan.total_max()), numbers(most));
    compare("stated total", one(plan.stated_total), numbers(&expected["stated_total"]));
    let slots = plan.slots.iter().map(|slot| slot.as_f64()).collect();
    compare("slots", slots, numbers(&expected["slot_minutes"]));
    compare("questions", questions(plan).0, numbers(&expected["qa_minutes"]));
    if !expected["preferred_slot"].is_null() {
        compare("preferred", one(plan.preferred_slot), numbers(&expected["preferred_slot"]));
    }
    let flat = |pairs: Vec<(f64, f64)>| pairs.into_iter().flat_map(|(slot, sum)| [slot, sum]).collect();
    if !expected["variant_totals"].is_null() {
        let variants = plan.variants().iter().map(|(slot, sum)| (slot.as_f64(), sum.as_f64())).collect();
        compare("variants", flat(variants), flat(pairs(&expected["variant_totals"])));
    }
    let named = [
        ("verdict", verdict(plan), &expected["verdict"]),
        ("counts", counts(plan), &expected["counts"]),
        ("source", questions(plan).1, &expected["qa_source"]),
    ];
    for (what, is, wanted) in named {
        found.push(if is == *wanted { String::new() } else { format!("{what} {is}, not {wanted}") });
    }
    let flags = (plan.slot_is_range, plan.slot_about);
    let wanted = (expected["slot_is_range"] == true, expected["slot_approx"] == true);
    found.push(if flags == wanted {
        String::new()
    } else {
        format!("range, about {flags:?}, not {wanted:?}")
    });
    found.retain(|difference| !difference.is_empty());
    found
}

/// What an example reads as that it should not.
fn example_differences(Example { input, expected, .. }: &Example) -> Vec<String> {
    if expected["each_line"] == true {
        let about = |line: &str| line.contains("think") || line.contains('~');
        return input.lines().flat_map(|line| line_differences(line, expected, about(line))).collect();
    }
    if expected["table"] == true {
        return input.lines().flat_map(row_differences).collect();
    }
    let document = read_document(input);
    let one = [expected.clone()];
    let all = expected["proposals"].as_array().map_or(one.as_slice(), Vec::as_slice);
    let mut found: Vec<String> = document
        .iter()
        .zip(all)
        .flat_map(|(proposed, expected)| proposed_differences(proposed, expected))
        .collect();
    if document.len() != all.len() {
        found.push(format!("{} proposals, not {}", document.len(), all.len()));
    }
    found
}

/// What one proposal of a file says that it should not.
fn proposed_differences(proposed: &Proposed, expected: &Value) -> Vec<String> {
    let title = expected["title"].as_str().unwrap_or("");
    let mut found = differences(&proposed.plan, expected);
    if proposed.title != title {
        found.push(format!("title {:?}, not {title:?}", proposed.title));
    }
    found
}

/// What a line with a slot says that it should not.
fn line_differences(line: &str, expected: &Value, about: bool) -> Vec<String> {
    let mut expected = expected.clone();
    expected["slot_approx"] = about.into();
    differences(&read(line), &expected)
        .into_iter()
        .map(|difference| format!("{line}: {difference}"))
        .collect()
}

/// The same of a line with the reading behind an arrow.
fn row_differences(row: &str) -> Vec<String> {
    let (line, wanted) = row.split_once("->").unwrap();
    let (plan, wanted) = (read(line.trim()), wanted.trim());
    let numbers = |text: &str| -> Vec<f64> {
        text.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect()
    };
    let (slots, more) = wanted.split_once(", ").filter(|_| !wanted.starts_with('[')).unwrap_or_else(|| {
        let end = wanted.find(']').map_or(wanted.len(), |end| end + 1);
        wanted.split_at(end)
    });
    let is: Vec<f64> = plan.slots.iter().map(|slot| slot.as_f64()).collect();
    let stated: Vec<f64> = plan.stated_total.map(Minutes::as_f64).into_iter().collect();
    let preferred: Vec<f64> = plan.preferred_slot.map(Minutes::as_f64).into_iter().collect();
    let told = |key: &str| more.split(", ").find(|part| part.contains(key)).map_or(Vec::new(), &numbers);
    let right = is == numbers(slots)
        && plan.slot_is_range == more.contains("slot_is_range")
        && (stated == told("stated_total"))
        && (preferred == told("preferred_slot"))
        && plan.sections.is_empty();
    if right { Vec::new() } else { vec![format!("{row}: {plan:?}")] }
}

#[test]
fn the_examples_read_as_they_should() {
    let examples = examples(EXAMPLES);
    assert_eq!(examples.len(), 109);
    let mut wrong = String::new();
    for example in &examples {
        for difference in example_differences(example) {
            writeln!(wrong, "{}: {difference}", example.name).unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
