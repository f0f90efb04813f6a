//! Small documents in many styles, and what is read from each.
//!
//! The reading is written one thing a line: `page` and `intro` of the library, then for each proposal
//! `=` and its title, its submissions, its tags, and its texts by their first letters, with `|` for line
//! breaks. What is empty is left out.

use std::fmt::Write as _;

use super::reading;
use crate::talk::{Library, ProposalText};

fn shown(library: &Library) -> String {
    let mut shown = String::new();
    let mut line = |name: &str, text: &str| {
        if !text.is_empty() {
            writeln!(shown, "{name} {}", text.replace('\n', "|")).unwrap();
        }
    };
    line("page", &library.title);
    line("intro", &library.introduction);
    for proposal in &library.proposals {
        line("=", if proposal.title.is_empty() { "-" } else { &proposal.title });
        for submission in &proposal.submissions {
            let venue = if submission.venue.is_empty() { "-" } else { &submission.venue };
            line("sent", &format!("{venue} #{} {}", submission.number, submission.status));
        }
        line("tags", &proposal.tags.join("; "));
        for field in ProposalText::PROSE {
            line(&field.heading()[..1], proposal.text(field));
        }
    }
    shown
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let shown = shown(&reading(text));
    assert_eq!(shown.lines().collect::<Vec<_>>(), expected, "\n{text}");
}

#[test]
fn no_heading_at_all() {
    check("", &[]);
    check(" \n\t\n", &[]);
    check("Bees hum.\n\n\tLoudly. \n", &["= file", "D Bees hum.||\tLoudly. "]);
    check("- Hello (2 min)\n- Bees (9 min)\n", &["= file", "D - Hello (2 min)|- Bees (9 min)"]);
}

#[test]
fn one_proposal_with_a_heading_for_each_part() {
    let expected = ["= Bees", "D Hum.", "A All.", "O 1. Hum (5 min)", "N None."];
    check(
        "# Bees\n\n## Abstract\n\nHum.\n\n## Who is it for?\n\nAll.\n\n## Outline\n\n1. Hum (5 min)\n\n## Notes\nNone.\n",
        &expected,
    );
    check(
        "Bees\n====\n\nDescription\n-----------\n\nHum.\n\nAudience\n--------\n\nAll.\n\nTalk outline\n------------\n\n\
         1. Hum (5 min)\n\nAdditional notes\n----------------\n\nNone.",
        &expected,
    );
    check(
        "====\nBees\n====\n\n**Summary:** Hum.\n\n**Target audience**: All.\n\n**Outline**\n\n1. Hum (5 min)\n\n\
         __Notes for the committee__\nNone.",
        &expected,
    );
    check(
        "Title: Bees\nAbstract: Hum.\nAudience:\nAll.\nOutline:\n1. Hum (5 min)\n\nNotes: None.\n",
        &expected,
    );
    check(
        ":Title: Bees\n:Abstract: Hum.\n:Audience: All.\n:Outline:\n1. Hum (5 min)\n\n:Notes: None.",
        &expected,
    );
    check("# BEES\n\n_ABSTRACT_\nHum.\n\n# OUTLINE\n1. Hum", &["= BEES", "D Hum.", "O 1. Hum"]);
    check("## Title\n\nBees\n\n## Abstract\n\nHum.", &["= Bees", "D Hum."]);
    check("Title:\nBees\n\nOutline\n0) Hum - 2 min", &["= Bees", "O 0) Hum - 2 min"]);
}

#[test]
fn what_is_not_known_stays_in_the_field_above() {
    check(
        "# Bees\n\n**Level:** Beginner\n\n## Abstract\nHum.\n\n## Biography\n\nI keep bees.\n\n## Outline\n- Hum\n",
        &["= Bees", "D **Level:** Beginner||Hum.||## Biography||I keep bees.", "O - Hum"],
    );
    check(
        "Duration: 25 minutes\n\nOutline:\n1. Herons (6 minutes)\n2. Trams (19 minutes)",
        &["= file", "D Duration: 25 minutes", "O 1. Herons (6 minutes)|2. Trams (19 minutes)"],
    );
    check("Kites fly.\n\n# Kites\n\n## Outline\n- Up", &["= Kites", "D Kites fly.", "O - Up"]);
    check("## Biography\n\nI fly kites.", &["= file", "D ## Biography||I fly kites."]);
}

#[test]
fn two_names_of_one_field_keep_both() {
    check(
        "# Bees\n## Description\nHum.\n## Abstract\nMore.\n## Audience\nAll.\n## Elevator pitch\nBuzz.\n## Notes\nN.",
        &["= Bees", "D Hum.|## Abstract|More.||## Elevator pitch|Buzz.", "A All.", "N N."],
    );
}

#[test]
fn more_than_a_name_is_kept() {
    check("# Bees\n\n## Outline (3 hours)\n\n- Hum", &["= Bees", "O ## Outline (3 hours)||- Hum"]);
    check(
        "Outline (25 minutes)\n\n0-4 min: The letter\n4-25 min: The journey",
        &["= file", "O Outline (25 minutes)||0-4 min: The letter|4-25 min: The journey"],
    );
    check(
        "# Bees\n\n**Abstract (max 900 characters):** Hum.",
        &["= Bees", "D **Abstract (max 900 characters):** Hum."],
    );
}

#[test]
fn sections_stay_in_the_outline() {
    check(
        "# Bog\n\n## Audience\n\nWalkers\n\n## Talk outline\n\n## Start (3 min)\n\n## Summary (9 min)\n\n# Notes\n\nNone.",
        &["= Bog", "A Walkers", "O ## Start (3 min)||## Summary (9 min)", "N None."],
    );
    check(
        "## Outline\n\nHow does ice hold?\n------------------\n(4 minutes)\n\n**Summary**\n\nHow does it break?\n\
         ------------------\n(6 minutes)",
        &[
            "= file",
            "O How does ice hold?|------------------|(4 minutes)||**Summary**||How does it break?|\
             ------------------|(6 minutes)",
        ],
    );
    check(
        "# Maps\n\n## Programme\n\n### Overview\n\n- all\n\n### Notes\n\n- few\n\n## Audience\n\nSailors",
        &["= Maps", "A Sailors", "O ### Overview||- all||### Notes||- few"],
    );
    check(
        "Maps\n----\n\n*Outline*\n\n# Why\n\nSummary: all\n\n## How (3 min)\n\n*Audience*\n\nSailors",
        &["= Maps", "A Sailors", "O # Why||Summary: all||## How (3 min)"],
    );
}

#[test]
fn a_section_that_looks_like_a_title_is_told_by_its_time() {
    for section in ["How?\n----\n\n(4 minutes)", "How? (4 minutes)\n----"] {
        check(
            &format!(
                "Maps\n----\n\n*Outline*\n\n{section}\n\n*Audience*\n\nAll.\n\nSails\n-----\n\n*Outline*\n\n- Up"
            ),
            &["= Maps", "A All.", &format!("O {}", section.replace('\n', "|")), "= Sails", "O - Up"],
        );
    }
}

#[test]
fn code_is_text() {
    check(
        "# Tape\n\n## Outline\n\n```\n# Notes\n~~~\n**Audience**\n```\n\n~~~text\n## Abstract\n~~~\n\n## Notes\n```\nno code",
        &["= Tape", "O ```|# Notes|~~~|**Audience**|```||~~~text|## Abstract|~~~", "N ```|no code"],
    );
    check("# Tape\n\n## Abstract\n\n    # Notes\n\n\tOutline:\n", &["= Tape", "D     # Notes||\tOutline:"]);
}

#[test]
fn several_proposals() {
    let expected =
        ["page Fen Days 2031", "intro Mine:", "= Kites", "D Up.", "= Knots", "D Tight.", "O - Tie"];
    check(
        "# Fen Days 2031\n\nMine:\n\n## Kites\n\n### Abstract\nUp.\n\n## Knots\n\n### Abstract\nTight.\n\n### Outline\n- Tie",
        &expected,
    );
    check(
        "Fen Days 2031\n=============\n\nMine:\n\nKites\n-----\n\n*Abstract*\n\nUp.\n\nKnots\n-----\n\n*Abstract*\n\n\
         Tight.\n\n*Outline*\n\n- Tie",
        &expected,
    );
    check(
        "# Kites\n\n**Abstract:** Up.\n\n# Knots\n\n**Abstract:** Tight.\n\n# Bio\n\nI fly.\n\n# Thanks\n\nAll.",
        &["= Kites", "D Up.", "= Knots", "D Tight.||# Bio||I fly.||# Thanks||All."],
    );
    check(
        "Title: Kites\nAbstract: Up.\n\nTitle: Knots\nAbstract: Tight.",
        &["= Kites", "D Up.", "= Knots", "D Tight."],
    );
    check(
        "# Whistling in 8 minutes\n\n(20 minutes, live)\n\nYou will.\n\n[accepted]\n\n# Humming\n\n(10 minutes)\n",
        &[
            "= Whistling in 8 minutes",
            "D (20 minutes, live)||You will.||[accepted]",
            "= Humming",
            "D (10 minutes)",
        ],
    );
}

#[test]
fn facts_in_lists_give_titles() {
    check(
        "# Yarn Days 2031\n\n## Biography\n\nI spin.\n\n## Training\n### Information\n\n- Title: \"**Spinning**\" *(max 60)*\n\
         - Length: 90 min\n\n### Description\n\n- (50 minutes) The wheel:\n\n## Talk\n### Information\n\n- Title: \"Sheep\"\n\n\
         ### Description\n\nTen sheep.",
        &[
            "page Yarn Days 2031",
            "intro ## Biography||I spin.",
            "= Spinning",
            "D ### Information||Training|*(max 60)*|- Length: 90 min||- (50 minutes) The wheel:",
            "= Sheep",
            "D ### Information||Talk||Ten sheep.",
        ],
    );
}

#[test]
fn lists_by_outcome() {
    check(
        "Talks for Fen Days\n==================\n\nAccepted:\n- Kites\n\nWaitlisted:\n* knots\n* Sails\n\nMore soon.\n\n\
         ## Knots\n(#7)\n\nTight.\n\n## Kites\n\n*Outline*\n\n- Up\n\n## Ropes\n\n(#9)\n\n## Masts\n\n## Bio\n\nI fly.\n",
        &[
            "page Talks for Fen Days",
            "intro More soon.",
            "= Knots",
            "sent Fen Days #7 waitlisted",
            "D Tight.",
            "= Kites",
            "sent Fen Days # accepted",
            "O - Up",
            "= Ropes",
            "sent Fen Days #9 submitted",
            "= Masts",
            "D ## Bio||I fly.",
            "= Sails",
            "sent Fen Days # waitlisted",
        ],
    );
    check(
        "Accepted:\n* Kites\n\nRejected:\n* Kites\n* Kites\n\n\nKites\n-----\n\n(#1)\n\n\nKites\n-----\n",
        &["= Kites", "sent - #1 accepted", "= Kites", "sent - # rejected", "sent - # rejected"],
    );
    check("Rejected:\n<NONE>\n\nNothing yet.", &["intro Nothing yet."]);
    check("Rejected:\nall of them", &["= file", "D Rejected:|all of them"]);
}

#[test]
fn numbers_and_submissions_stand_right_below_the_title() {
    check(
        "# Kites\n\n(#12)\n(#7, Yarn Days, rejected)\n(draft)\n\n(Up.)\n\n(#13)\n\n## Outline\n(#14)",
        &[
            "= Kites",
            "sent - #12 submitted",
            "sent Yarn Days #7 rejected",
            "sent - # draft",
            "D (Up.)||(#13)",
            "O (#14)",
        ],
    );
}

#[test]
fn tags() {
    check(
        "# Kites\n\nTags: wind, , string \n\n## Abstract\nUp.\n\nKeywords: sky",
        &["= Kites", "tags wind; string; sky", "D Up."],
    );
    check("# Kites\n\n## Abstract\nUp.\n\nTags:\n- sky", &["= Kites", "D Up.||Tags:|- sky"]);
}

#[test]
fn front_matter_and_a_heading_are_one_proposal() {
    check(
        "---\ntitle: Kites\ntags: wind\nduration: 25\n---\n\n# Kites\n\nUp.\n\n## Outline\n- Up",
        &["= Kites", "tags wind", "D ---||duration: 25|---||Up.", "O - Up"],
    );
}

#[test]
fn a_rule_is_no_underline_of_a_label_or_a_list() {
    check("# Kites\n\nAbstract: Up.\n---\n", &["= Kites", "D Up.|---"]);
    check("# Kites\n\n## Abstract\n\nMasts\n-\n\n# Sails\n", &["= Kites", "D Masts|-||# Sails"]);
    check("Masts\n-\n", &["= file", "D Masts|-"]);
    check("- Masts\n---\n", &["= file", "D - Masts|---"]);
    check("M\n-\n\nUp.", &["= M", "D Up."]);
}

#[test]
fn prose_that_looks_like_marks_is_prose() {
    check(
        "# Kites\n\n## Abstract\n\nSee my\nnotes: they are long.\n\nNo rule\nabove this\n---\n#no heading\n*Audience* is a word.\n\
         http://example.org\n- Audience\n- - -\n",
        &[
            "= Kites",
            "D See my|notes: they are long.||No rule|above this|---|#no heading|*Audience* is a word.|\
             http://example.org|- Audience|- - -",
        ],
    );
}
