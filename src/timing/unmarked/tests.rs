use crate::timing::support::sections;

#[test]
fn a_line_alone_may_have_its_time_anyhow() {
    for line in [
        "Intro 5 min",
        "5 min Intro",
        "Intro 5m",
        "5' Intro",
        "Intro (300 s)",
        "Intro: 5 min",
        "Intro - 5m",
        "Intro 5 min.",
        "Intro (5 minutes) with slides",
        "Intro 5 Minuten",
        "Intro 5分",
        "1. Intro 5 min",
        "## Intro 5 min",
    ] {
        assert_eq!(sections(line), "Intro 5", "{line}");
    }
    for line in [
        "Intro (1/2 hour)",
        "Intro ½ hour",
        "Intro half an hour",
        "Intro: half an hour",
        "Intro, 1/2 h",
        "Intro (½ h)",
    ] {
        assert_eq!(sections(line), "Intro 30", "{line}");
    }
    assert_eq!(
        (sections("Summary: 3 min"), sections("What it is (5 min)")),
        ("Summary 3".into(), "What it is 5".into())
    );
    assert_eq!(sections("Intro (5)"), "Intro (5) ?");
}

#[test]
fn lines_without_a_time_are_sections_beside_those_with_one() {
    for (text, read) in [
        ("Intro\nStory (5 min)\nDemo 10 min", "Intro ?; Story 5; Demo 10"),
        ("15\nStory (5 min)\nDemo (10 min)", "15 ?; Story 5; Demo 10"),
        ("Intro\n\nStory (5 min)\n\nDemo", "Intro ?; Story 5; Demo ?"),
        ("My talk\n\nIntro (5 min)\nDemo (1 min)\n\nQuestions", "Intro 5; Demo 1; Questions ?"),
        ("My plan:\nIntro (5 min)\nDemo", "Intro 5; Demo ?"),
        ("For a 30 minute slot:\nIntro (5 min)\nDemo", "Intro 5; Demo ?"),
        ("Intro\n- a\nStory (5 min)\n- b\n", "Intro ?; Story 5"),
        ("Intro (5 min)\n  who I am\n  why\nDemo (1 min)", "Intro 5; Demo 1"),
        ("Intro (5 min)\nNotes: speak slowly\nDemo (1 min)", "Intro 5; Demo 1"),
        ("Intro (5 min)\nNotes\nAgenda (2 min)\nDemo", "Intro 5; Notes ?; Agenda 2; Demo ?"),
        ("Intro 5 min\nBees 9 min\nTotal 14 min", "Intro 5; Bees 9"),
        ("## Outline (min)\nIntro 5\nBees\nDemo 10", "Intro 5; Bees ?; Demo 10"),
        ("why snakes\nhow snakes", "why snakes ?; how snakes ?"),
    ] {
        assert_eq!(sections(text), read, "{text}");
    }
}

#[test]
fn bare_numbers_in_brackets_are_minutes_where_most_are() {
    for (text, read) in [
        ("Intro (5)\nStory\nDemo (10)", "Intro 5; Story ?; Demo 10"),
        ("- Intro (5)\n- Demo (10 min)", "Intro 5; Demo 10"),
        ("- Part (1)\n- Moon (1969)\n- Part (2)", "Part (1) ?; Moon (1969) ?; Part (2) ?"),
        ("- Moon\n- Tides (3)\n- Ebb", "Moon ?; Tides (3) ?; Ebb ?"),
    ] {
        assert_eq!(sections(text), read, "{text}");
    }
}

#[test]
fn sentences_are_no_sections() {
    for (text, read) in [
        ("It is over\nbefore you know it (5 minutes)", ""),
        ("First I say why it broke and\nwhat it cost (5 minutes). Then I\nmend it (9 minutes).", ""),
        ("It took us 2 hours to find it.", ""),
        ("# Bio\n\nNobody slept 20 minutes\n", ""),
        (
            "Story (5 min)\nI tell how it began, with two letters.\nDemo (9 min)\nWhat it does.",
            "Story 5; Demo 9",
        ),
        (
            "We tell how it all began in the old town hall, and why that evening\nThing took so long (5 minutes)",
            "",
        ),
    ] {
        assert_eq!(sections(text), read, "{text}");
    }
}
