use super::*;
use crate::timing::{Form, Notation, Section, read_document, support::sections};

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
        "```python\n1. a (3 min)\n```\n",
        "Listing:\n\n    sleep (3 min)\n",
        "We repair it in under 12 minutes (or so).",
        "It is over\nbefore you know it (5 minutes)\n",
        "Last year a workshop (90 minutes) went well.",
        "| a | b |",
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
fn of_two_outlines_the_shorter_one_counts() {
    let text = "## Outline (30 minute version)\n* a (30 min)\n## Outline (45 minute version)\n* a (40 min)\n* b (5 min)";
    let base: Vec<_> = read(text).sections.into_iter().filter(|section| !section.optional).collect();
    assert_eq!((base.len(), read(text).total()), (1, Minutes::of(30)));
    assert_eq!(read(text).stated_total, Some(Minutes::of(30)));
    let parts = "## Agenda\n* a (30 min)\n## Agenda\n* b (40 min)";
    assert_eq!(titles(parts).len(), 2);
}

#[test]
fn a_numbered_heading_may_be_the_outlines() {
    let plan = read("## 5. Outline (30 minutes)\n* a (30 min)\n");
    assert_eq!((plan.sections.len(), plan.slots.first().copied()), (1, Some(Minutes::of(30))));
}

#[test]
fn what_is_told_twice_counts_once() {
    let table = "| What | Time |\n|---|---|\n| a | 5 min |\n| b | 6 min |\n\n## Details\n### a (5 min)\n### b (6 min)";
    assert_eq!(titles(table).len(), 2);
}

#[test]
fn a_title_may_have_its_time_below() {
    assert_eq!(titles("Reading a tape\n---\n(5 minutes)\n"), [("Reading a tape".to_owned(), 5.0)]);
    assert_eq!(titles("**First walk:**\n(1 minute)\n"), [("First walk".to_owned(), 1.0)]);
    assert_eq!(titles("**First walk:**\nwords\n(1 minute)\n"), []);
    for text in
        ["# Outline\n\n## Walk\n(1 minute)\n", "Walk\n---\n(1 minute)\n", "* Walk\n  * 1 minute\n* Run\n"]
    {
        assert_eq!(titles(text).first(), Some(&("Walk".to_owned(), 1.0)), "{text}");
        let stands = read(text).sections[0].notation.map(|notation| notation.stands);
        assert_eq!(stands, Some(Stands::Below), "{text}");
    }
    assert_eq!(titles("# Outline\n\n**1. Walk**\n* a (1 min)\n")[0].0, "Walk");
}

#[test]
fn a_title_may_have_its_time_above() {
    assert_eq!(titles("(5 min)\n## a\n\n(4 min)\n## b\n"), [("a".to_owned(), 5.0), ("b".to_owned(), 4.0)]);
    assert_eq!(titles("(5 min)\na\n"), [("a".to_owned(), 5.0)]);
    let long = "tides ".repeat(14);
    assert_eq!(titles(&format!("(5 min)\n{long}\n")), []);
    assert_eq!(titles(&format!("(5 min)\n**{long}**\n")).len(), 1);
}

#[test]
fn a_speaker_is_no_part_of_the_title() {
    for text in ["# Outline\n\n## Tides     [Ada]\n* a (4 min)\n", "(5 min)\nTides     [Ada]\n"] {
        let first = read(text).sections.swap_remove(0);
        assert_eq!((first.title.as_str(), first.speaker.as_deref()), ("Tides", Some("Ada")), "{text}");
    }
}

#[test]
fn a_line_named_like_a_field_may_be_a_section() {
    assert_eq!(titles("Tides (4 min)\n\nSummary (3 min)\n").len(), 2);
    assert_eq!(titles("Tides (4 min)\n\nSummary: 3 min\n").len(), 2);
    assert_eq!(titles("Tides (4 min)\n\nSummary: it takes 3 min\n").len(), 1);
    for text in ["Tides (4 min)\nAgenda (3 min)\nEbb (2 min)\n", "Tides: 4 min\nSummary\nEbb: 2 min\n"] {
        assert_eq!(titles(text).len(), 3, "{text}");
    }
}

#[test]
fn a_rule_ends_where_another_part_begins() {
    let minutes = |text| titles(text).into_iter().map(|(_, minutes)| minutes).collect::<Vec<_>>();
    let text = "Each isle: 5 minutes\n\n* a\n* b\n\n# More\n\n* c\n* d (4 min)\n";
    assert_eq!(minutes(text), [5.0, 5.0, 0.0, 4.0]);
    assert_eq!(minutes("* a\n* b (4 min)\n\nEach isle: 5 minutes\n\n* c\n"), [0.0, 4.0, 5.0]);
}

#[test]
fn a_table_may_have_a_frame() {
    let ruler = "+------+------+\n";
    let framed = format!("{ruler}| What | Min |\n+======+======+\n| a | 4 |\n{ruler}| b | 5 |\n{ruler}");
    let plan = read(&framed);
    assert_eq!(plan.total(), Minutes::of(9));
    for (text, form) in [(framed.clone(), Form::Number), (framed.replace('4', "4 min"), Form::Length)] {
        assert_eq!(read(&text).sections[0].notation, Some(Notation { stands: Stands::Cell, form }));
    }
    assert_eq!(titles("| What | Min |\n|---|---|\n| a | 4 |\n---\n| b | 5 |\n").len(), 1);
}

#[test]
fn versions_are_for_the_slots_of_a_legend_or_for_their_sums() {
    let minutes = |text| {
        let of = |(slot, sum): (Minutes, Minutes)| (slot.seconds() / 60, sum.seconds() / 60);
        read(text).variants().into_iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(minutes("(In brackets: 45m / 30m)\n\n* a [10m / 5m]\n* b [4m]\n"), [(30, 9), (45, 14)]);
    assert_eq!(minutes("* a (12m / 8m)\n* b (6m / 4m)\n"), [(12, 12), (18, 18)]);
    let named = read("(In brackets: 45m / 30m)\n\n* a [10m / 5m]\n");
    assert_eq!((named.slots.len(), named.slot_places.first()), (2, Some(&(14..23))));
}

#[test]
fn a_section_may_say_that_it_is_optional() {
    let optional = |remark| read(&format!("* a (5 min)\n* b (4 min{remark})\n")).sections[1].optional;
    assert!(optional(", optional") && !optional("") && !optional(", in the hall"));
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

#[test]
fn a_heading_with_nothing_but_a_time_below_it_is_a_section_whatever_its_name() {
    let plan = read("Zzaa bio\n--------\n(1 minute)\n\nEnding words\n------------\n(2 minutes)\n");
    assert_eq!((plan.sections.len(), plan.total()), (2, Minutes::of(3)));
    let field = read("## Outline\n\n- a (1 min)\n\n## Bio\n\nI talk (20 minutes at most).\n");
    assert_eq!(field.total(), Minutes::of(1));
}

#[test]
fn a_time_may_stand_in_any_kind_of_bracket() {
    for (open, close) in
        ["()", "[]", "{}", "<>", "（）", "［］", "【】", "〔〕", "「」", "〈〉"].map(|pair| {
            let close = pair.char_indices().nth(1).map_or(0, |(at, _)| at);
            pair.split_at(close)
        })
    {
        let plan = read(&format!("- First {open}5 min{close}\n- Second {open}3 min{close}\n"));
        assert_eq!((plan.sections.len(), plan.total()), (2, Minutes::of(8)), "{open}{close}");
        assert_eq!(plan.sections[0].title, "First", "{open}{close}");
    }
}

#[test]
fn only_a_longer_slot_than_the_one_asked_for_has_additions() {
    let text = |slot| {
        format!(
            "Duration: 45 minutes\n\n1. a (5 min)\n\nA {slot} minute talk would include:\n\n- b (3 min)\n"
        )
    };
    let optional = |slot| read(&text(slot)).sections.last().is_some_and(|section| section.optional);
    assert!(optional(60));
    assert!(!optional(30));
}

#[test]
fn the_places_of_slots_are_where_the_text_names_them() {
    let named = |text: &str, places: &[std::ops::Range<usize>]| {
        places.iter().map(|place| text[place.clone()].to_owned()).collect::<Vec<_>>()
    };
    for (text, words) in [
        ("Duration: 25 minutes\n\n- a (5 min)\n", "25 minutes"),
        ("(In brackets: the 40m / 20m version)\n\n- a [ 2m / 1m ]\n- b [ 3m / 2m ]\n", "40m / 20m"),
    ] {
        assert_eq!(named(text, &read(text).slot_places), [words], "{text}");
    }
    let talks = "# Whistling\n\n(20 minutes, live)\n\nYou will whistle.\n\n# Humming\n\n(10 minutes, recorded)\n\nYou hum.\n";
    let proposed = read_document(talks);
    let slots: Vec<_> = proposed
        .iter()
        .map(|there| named(&talks[there.place.clone()], &there.plan.slot_places).join(" "))
        .collect();
    assert_eq!(slots, ["20 minutes", "10 minutes"]);
}

#[test]
fn a_clock_that_stands_still_is_no_half_day() {
    let plan = read("14:00 – 14:00  Door\n14:00 – 14:20  Arrival\n14:20 – 14:50  Building\n");
    assert_eq!(plan.total(), Minutes::of(50));
}

#[test]
fn a_stroke_parts_versions_whatever_is_said_behind_them() {
    let text = "* `(5 / 4min~)`\n* a (12 / 8 min, on stage)\n";
    let sections = read(text).sections;
    let times: Vec<_> = sections.iter().map(|section| section.time.unwrap().min.seconds() / 60).collect();
    assert_eq!(times, [4, 8]);
    let places: Vec<_> = sections.iter().map(|section| &text[section.time_place.clone().unwrap()]).collect();
    assert_eq!(places, ["4min", "8 min"]);
}

#[test]
fn a_talk_of_some_minutes_is_the_slot_and_no_section() {
    let talk = "\n\n- Bees (5 min)\n- Hives (10 min)\n";
    for (words, slots) in [
        ("15-minute conference talk", vec![15]),
        ("**15-minute conference talk**", vec![15]),
        ("## 15-minute conference talk", vec![15]),
        ("- 15-minute conference talk\n- 30 minute workshop", vec![15, 30]),
        ("Bees: a 25-minute talk for everybody", vec![25]),
        ("I should like a 40 minute session.", vec![40]),
        ("Duration: 30-minute talk", vec![30]),
        ("I gave a 15-minute conference talk on bees in 2029.", vec![]),
        ("A 10 minute walk leads to the talk.", vec![]),
    ] {
        let plan = read(&format!("{words}{talk}"));
        let asked: Vec<_> = plan.slots.iter().map(|slot| slot.seconds() / 60).collect();
        assert_eq!((asked, plan.total(), plan.sections.len()), (slots, Minutes::of(15), 2), "{words}");
    }
    // Behind the first section it is what the talk is made of.
    assert_eq!(titles("- Bees (5 min)\n- 15-minute practice talk\n- Hives (5 min)\n").len(), 3);
}

#[test]
fn stars_are_levels_of_an_outline() {
    let nested = |text: &str| {
        let sections = read(text).sections.into_iter();
        sections.map(|section| format!("{}{}", section.depth, section.title)).collect::<Vec<_>>().join(" ")
    };
    let org = "#+TITLE: Bees\n* Outline\n** Hives (5 min)\nWords.\n*** Wax (2 min)\n*** Honey (3 min)\n** Ants (4 min)\n";
    assert_eq!((nested(org).as_str(), read(org).total()), ("1Hives 2Wax 2Honey 1Ants", Minutes::of(9)));
    assert_eq!(read_document(org)[0].title, "Bees");
    let wiki = "== Outline ==\n* Hives (5 min)\n** Wax\n** Honey\n* Ants (4 min)\n** Legs (1 min)\n** Eyes (3 min)\n";
    assert_eq!((nested(wiki).as_str(), read(wiki).total()), ("1Hives 1Ants 2Legs 2Eyes", Minutes::of(9)));
    let bold = "* Hives (5 min)\n** Wax ** (2 min)\n";
    assert_eq!(nested(bold), "1Hives 1Wax");
}

#[test]
fn the_help_of_a_form_is_no_outline() {
    let outline = "\n\n- Bees (5 min)\n- Hives (10 min)\n";
    let bees = [("Bees".to_owned(), 5.0), ("Hives".to_owned(), 10.0)];
    for help in [
        "> Give an outline, for example:\n> 1. Introduction (5 min)\n> 2. Main part (20 min)",
        "> Introduction (5 min)\n>\n> ## Notes",
        "*List your sections, e.g. Introduction (5 minutes), Main part (10 minutes)*",
        "_Please say how long each part is: Introduction (5 minutes)_",
        "[for example: Introduction (5 minutes)]",
    ] {
        assert_eq!(titles(&format!("## Outline\n\n{help}{outline}")), bees, "{help}");
        assert_eq!(titles(&format!("## Outline\n\n{help}\n")), [], "{help}");
    }
    let form = "## Title\n\n> Title: what is it called?\n*The title of your talk*\n\nBees\n\n## Duration\n\n> 30 or 45 minutes\n\n30 minutes\n";
    let proposed = &read_document(form)[0];
    assert_eq!((proposed.title.as_str(), proposed.plan.slots.as_slice()), ("Bees", &[Minutes::of(30)][..]));
    // What speaks to nobody is the speaker's own.
    assert_eq!(titles("*Bees (5 min)*\n\n*Your hive (10 min)*\n").len(), 2);
    assert_eq!(titles("- Bees > wasps (5 min)\n- > five boats (3 min)\n").len(), 2);
    assert_eq!(titles("> - Bees (5 min)\n> - Hives (10 min)\n").len(), 2);
}

#[test]
fn marks_that_leave_nothing_of_a_title_are_no_section() {
    for text in ["`  （Duration\n* </li>---\n\n", "* </li>***", "* x (5 min)\n* </li>---"] {
        let titles: Vec<String> = read(text).sections.into_iter().map(|section| section.title).collect();
        assert!(titles.iter().all(|title| title == "x"), "{text:?}: {titles:?}");
    }
}

/// The slots that an outline asks for, and its sections.
fn slots_and_sections(text: &str) -> String {
    let slots: Vec<_> = read(text).slots.iter().map(ToString::to_string).collect();
    format!("{} | {}", slots.join(" "), sections(text))
}

#[test]
fn among_lines_with_a_time_a_talk_is_a_section_like_them() {
    for (text, read) in [
        ("5 min Intro\n15 min Talk\n10 min Q&A\n", " | Intro 5; Talk 15; Q&A 10"),
        ("[5 min] Intro\n[15 min] Talk\n[10 min] Q&A\n", " | Intro 5; Talk 15; Q&A 10"),
        ("[15 min] Talk\n[5 min] Intro\n", " | Talk 15; Intro 5"),
        ("5 minute intro\n15 minute talk\n10 minute Q&A\n", " | intro 5; talk 15; Q&A 10"),
        ("5 min intro\n20-minute talk\n5 min questions\n", " | intro 5; talk 20; questions 5"),
        ("- 25 min talk\n- 5 min questions\n", " | talk 25; questions 5"),
        ("25 min talk\n5 min questions\n", " | talk 25; questions 5"),
        ("- 25 min talk\n\n- 5 min questions\n", " | talk 25; questions 5"),
        ("- 5 min intro\n- 25 min talk\n- 5 min Q&A\n", " | intro 5; talk 25; Q&A 5"),
        ("- 25 min talk\n  - bees\n- 15 min workshop\n- 5 min Q&A\n", " | talk 25; workshop 15; Q&A 5"),
        ("5 min intro\n20 min main talk\n5 min questions\n", " | intro 5; main talk 20; questions 5"),
        ("5 min intro\n20 min presentation\n5 min end\n", " | intro 5; presentation 20; end 5"),
        ("[5m] Intro\n[1h] Workshop\n[10m] Q&A\n", " | Intro 5; Workshop 60; Q&A 10"),
        ("Talk (20 min)\nIntro (5 min)\nQ&A (5 min)\n", " | Talk 20; Intro 5; Q&A 5"),
        ("Talk: 20 min\nQ&A: 5 min\n", " | Talk 20; Q&A 5"),
        ("Intro (5 min)\n\n20 min talk\n\nQ&A (5 min)\n", " | Intro 5; talk 20; Q&A 5"),
        ("## Talk (20 min)\n- a\n\n## Q&A (5 min)\n", " | Talk 20; Q&A 5"),
        ("## 20 min talk\n- a\n\n## 5 min Q&A\n", " | talk 20; Q&A 5"),
        ("Talk (20 min)\n- a\n- b\nQ&A (5 min)\n- c\n", " | Talk 20; Q&A 5"),
        ("Intro (5 min)\n- a\n20 min talk\n- b\nQ&A (5 min)\n- c\n", " | Intro 5; talk 20; Q&A 5"),
        ("Duration: 30 min\n\n- 25 min talk\n- 5 min Q&A\n", "30 | talk 25; Q&A 5"),
    ] {
        assert_eq!(slots_and_sections(text), read, "{text}");
    }
}

#[test]
fn above_lines_with_a_time_a_talk_is_the_slot() {
    let sections = "Intro 5; Demo 10";
    for head in [
        "Talk (15 min)\n\n",
        "15 min talk\n\n",
        "15-minute talk\n",
        "For a 15 minute talk:\n",
        "15 min talk:\n",
    ] {
        for marker in ["", "- "] {
            let text = format!("{head}{marker}Intro (5 min)\n{marker}Demo (10 min)\n");
            assert_eq!(slots_and_sections(&text), format!("15 | {sections}"), "{text}");
        }
        let loose = format!("{head}\nIntro (5 min)\n\nDemo (10 min)\n");
        assert_eq!(slots_and_sections(&loose), format!("15 | {sections}"), "{loose}");
    }
    for head in ["Talk (15 min)\n", "- 15 min talk\n\n", "## Talk (15 min)\n\n## Outline\n\n"] {
        let text = format!("{head}- Intro (5 min)\n- Demo (10 min)\n");
        assert_eq!(slots_and_sections(&text), format!("15 | {sections}"), "{text}");
    }
    // What belongs to it are no sections, though those of the outline look like it.
    let apart = "Talk (5 min)\n- for all\n\n## Outline\n\nIntro (5 min)\n- why\n";
    assert_eq!(slots_and_sections(apart), "5 | Intro 5");
}
