//! The mouse on real screens, where a cell is pressed on in which something is drawn; panes of other sizes,
//! and a text alone.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::sync::Arc;

use proptest::prelude::*;
use soapbox::{
    app::{Effect, ListRow, Mouse, MouseKind, Msg, Opened, Pane, Part, Popup, Sizes, SpellingNews, Subject},
    spelling::{AMERICAN, Dictionary},
    talk::{Id, Library, Proposal, Status, Version},
};
use support::{Person, sample};

/// The sample and two more talks.
fn library() -> Library {
    let mut library = sample();
    for (id, title, outline) in [
        ("boats", "Boats", "1. Hulls (5 min)\n2. Sails (10 min)\n"),
        ("trains", "Trains", "- Rails (3 min)\n"),
    ] {
        let description = format!("{title} are described, don't worry.\n\nIn two paragraphs.");
        let (id, title, outline) = (Id::new(id), title.into(), outline.into());
        library.proposals.push(Proposal { id, title, description, outline, ..Proposal::default() }.into());
    }
    library
}

fn person(size: (u16, u16)) -> Person {
    Person::at(library(), size)
}

fn selected(person: &Person) -> Option<String> {
    person.model.desk.as_ref().and_then(|desk| desk.field.selected())
}

fn opened(person: &Person) -> &str {
    person.model.proposal().map_or("", |proposal| proposal.title.as_str())
}

fn sixty_lines() -> String {
    (0..60).map(|line| format!("line {line}.")).collect::<Vec<_>>().join("\n")
}

/// Clicks where a text is drawn that is to be seen once; answers where.
fn click_on(person: &mut Person, text: &str) -> (u16, u16) {
    let at = person.find(text);
    person.click(at);
    at
}

/// Every layout: wide, as of old, short, narrow, narrow without borders, the smallest.
const SIZES: [(u16, u16); 8] =
    [(160, 50), (120, 36), (100, 30), (80, 24), (80, 12), (60, 16), (40, 10), (20, 6)];

#[test]
fn a_click_on_a_word_puts_the_cursor_there_in_every_layout() {
    for size in SIZES {
        let mut person = person(size);
        person.keys("home down enter esc");
        if person.model.areas().narrow {
            person.keys("enter");
        }
        let word = if size.0 > 20 { "describe" } else { "Boats" };
        let at = person.find(if size.0 > 20 { "describe" } else { "Boats" });
        person.click((at.0 + 2, at.1)).keys("'X'");
        let (head, tail) = word.split_at(2);
        let text = &person.model.proposal().unwrap().description;
        assert!(text.contains(&format!("{head}X{tail}")), "{size:?}: {text}");
        assert_eq!(person.model.pane, Pane::Editor);
    }
}

#[test]
fn a_click_on_a_talk_opens_it_and_a_second_one_writes() {
    for size in [(120, 36), (80, 24), (40, 10), (40, 8)] {
        let mut person = person(size);
        let at = person.find("Trains");
        person.click(at);
        assert_eq!((opened(&person), person.model.pane), ("Trains", Pane::Proposals), "{size:?}");
        person.click_again(at);
        assert_eq!((opened(&person), person.model.pane), ("Trains", Pane::Editor), "{size:?}");
    }
    let mut person = person((120, 36));
    let heading = person.find("Draft");
    person.keys("enter").click(heading);
    assert_eq!((opened(&person), person.model.pane), ("Subinterpreters and You!", Pane::Proposals));
}

#[test]
fn two_clicks_that_are_slow_or_apart_are_no_double_click() {
    let mut person = person((120, 36));
    let at = person.find("Trains");
    person.click(at).click(at);
    assert_eq!(person.model.pane, Pane::Proposals);
    person.click(at).click_again((at.0 + 1, at.1));
    assert_eq!(person.model.pane, Pane::Proposals);
}

#[test]
fn a_tab_opens_with_a_click() {
    for size in [(120, 36), (80, 24), (60, 16)] {
        let mut person = person(size);
        person.keys("enter");
        let at = click_on(&mut person, "Audience");
        assert_eq!(person.model.tab, 1, "{size:?}");
        let line_below = (at.0, at.1 + u16::from(size.1 > 12));
        click_on(&mut person, "Notes");
        person.click(line_below);
        assert_eq!(person.model.tab, 1, "{size:?}");
    }
}

#[test]
fn words_and_paragraphs_are_selected_with_two_and_three_clicks() {
    let mut person = person((120, 36));
    person.keys("home down enter esc");
    click_on(&mut person, "Boats are");
    let at = person.find("don't");
    person.click(at).click_again(at);
    assert_eq!(selected(&person).as_deref(), Some("don't"));
    person.click_again(at);
    assert_eq!(selected(&person).as_deref(), Some("Boats are described, don't worry."));
    person.click_again(at);
    assert_eq!(selected(&person), None);
    // A drag after two clicks takes whole words, in both directions.
    person.click(at).mouse(MouseKind::Press, at).mouse(MouseKind::Drag, (at.0 + 8, at.1));
    assert_eq!(selected(&person).as_deref(), Some("don't worry"));
    person.mouse(MouseKind::Drag, (at.0 - 4, at.1)).mouse(MouseKind::Release, (0, 0));
    assert_eq!(selected(&person).as_deref(), Some("described, don't"));
    person.keys("'X'");
    assert!(person.screen().contains("Boats are X worry."), "{}", person.screen());
}

#[test]
fn a_drag_selects_and_scrolls_beyond_the_edges() {
    let mut library = library();
    let lines = sixty_lines();
    Arc::make_mut(&mut library.proposals[0]).description = lines.clone();
    let mut person = Person::at(library, (120, 36));
    let at = person.find("line 2.");
    let text = person.model.areas().text;
    person.mouse(MouseKind::Press, at).mouse(MouseKind::Drag, (at.0 + 4, at.1 + 1));
    assert_eq!(selected(&person).as_deref(), Some("line 2.\nline"));
    for row in [35, 34, 35, 34, 35] {
        person.mouse(MouseKind::Drag, (at.0, row));
    }
    let drawn = person.screen();
    let last = text.height + 4;
    assert!(drawn.contains(&format!("line {last}.")) && !drawn.contains("line 0."), "{drawn}");
    person.mouse(MouseKind::Drag, (at.0, 0)).mouse(MouseKind::Drag, (at.0, 1));
    assert!(selected(&person).is_some_and(|selected| selected.starts_with("line ") && selected.len() < 30));
    person.mouse(MouseKind::Release, (0, 0));
    // With nothing held, a drag that comes late does nothing.
    let before = selected(&person);
    person.mouse(MouseKind::Drag, at);
    assert_eq!(selected(&person), before);
    assert_eq!(person.model.library.proposals[0].description, lines);
}

#[test]
fn shift_and_a_click_select_from_the_cursor() {
    let mut person = person((120, 36));
    person.keys("home down enter esc");
    click_on(&mut person, "are described");
    let end = person.find(" described");
    person.hear(Msg::Mouse(Mouse { kind: MouseKind::Press, at: end, shift: true }));
    assert_eq!(selected(&person).as_deref(), Some("are"));
    let start = person.find("Boats are");
    person.hear(Msg::Mouse(Mouse { kind: MouseKind::Press, at: start, shift: true }));
    assert_eq!(selected(&person).as_deref(), Some("Boats "));
}

#[test]
fn the_wheel_scrolls_what_is_under_it_and_leaves_the_cursor_until_a_key() {
    let mut library = library();
    let lines = sixty_lines();
    Arc::make_mut(&mut library.proposals[0]).description = lines;
    let mut person = Person::at(library, (120, 36));
    person.keys("enter");
    let at = person.find("line 2.");
    person.mouse(MouseKind::WheelDown, at).mouse(MouseKind::WheelDown, at);
    let drawn = person.screen();
    assert!(drawn.contains("line 6.") && !drawn.contains("line 5."), "{drawn}");
    assert_eq!((person.cursor(), person.model.pane), (None, Pane::Editor));
    // Time that passes and another program do not bring it back; a key does.
    person.pause().hear(Msg::Wake);
    assert_eq!(person.screen(), drawn);
    person.keys("right");
    assert!(person.screen().contains("line 0.") && person.cursor().is_some());
    for _ in 0..40 {
        person.mouse(MouseKind::WheelDown, at);
    }
    assert!(person.screen().contains("line 59."));
    for _ in 0..40 {
        person.mouse(MouseKind::WheelUp, at);
    }
    assert!(person.screen().contains("line 0."));
    // The list and the sections scroll under the pointer, whichever pane has the keys.
    person.hear(Msg::Resize(120, 16));
    let sections = person.model.areas().sections;
    person.mouse(MouseKind::WheelDown, (sections.x, sections.y));
    assert_eq!(person.model.timing.top, 3);
    person.hear(Msg::Resize(120, 12));
    let list = person.model.areas().rows;
    person.mouse(MouseKind::WheelDown, (list.x, list.y));
    assert!(!person.screen().contains("About this library"));
    assert_eq!((opened(&person), person.model.pane), ("Subinterpreters and You!", Pane::Editor));
}

#[test]
fn a_bar_chooses_its_section_and_two_clicks_go_to_it_in_the_outline() {
    for size in [(160, 50), (120, 36), (80, 24)] {
        let mut person = person(size);
        let (_, row) = person.find("the C-API  ");
        let areas = person.model.areas();
        let bar = (areas.sections.right() - 12, row);
        person.click(bar);
        assert_eq!((person.model.timing.at, person.model.pane), (2, Pane::Timing), "{size:?}");
        person.click_again(bar).keys("'X'");
        let outline = &person.model.library.proposals[0].outline;
        assert!(outline.lines().any(|line| line.starts_with("X3.")), "{size:?}: {outline}");
    }
}

#[test]
fn a_line_of_the_details_is_chosen_and_changed_with_two_clicks() {
    let mut person = person((120, 36));
    person.keys("i");
    let at = click_on(&mut person, "Venue");
    assert!(person.model.form_row > 0 && person.model.popups.is_empty());
    person.click_again(at);
    assert!(matches!(person.model.popups[..], [Popup::Line(_)]));
}

#[test]
fn a_click_in_a_line_that_is_typed_puts_the_cursor_there_wherever_it_stands() {
    for size in [(120, 36), (80, 24), (40, 10)] {
        for (keys, at) in [
            ("i enter ctrl-u 'wasps and bees'", "bees"),
            ("F12 ctrl-a 'wasps and bees'", "bees"),
            ("ctrl-p 'wasps and bees'", "bees"),
            ("/ 'wasps and bees'", "bees"),
            ("enter ctrl-f 'wasps and bees'", "bees"),
            ("enter ctrl-f 'x' ctrl-r 'wasps and bees'", "bees"),
        ] {
            let mut person = person(size);
            person.keys(keys);
            click_on(&mut person, at);
            person.keys("'big '");
            assert!(person.screen().contains("wasps and big bees"), "{keys}: {}", person.screen());
            let at = person.find("wasps");
            person.click(at);
            person.click_again(at).keys("'flies'");
            assert!(person.screen().contains("flies and big bees"), "{keys}: {}", person.screen());
            person.mouse(MouseKind::Release, at).pause().click((at.0 + 40, at.1));
        }
    }
}

#[test]
fn a_click_in_a_line_that_goes_on_beyond_its_room_counts_what_is_shown() {
    let mut person = person((40, 10));
    person.keys("F12 ctrl-a").hear(Msg::Paste("0123456789".repeat(9) + "漢字abc"));
    let at = person.find("abc");
    person.click(at).keys("'!'");
    let typed = |person: &Person| match person.model.popups.last() {
        Some(Popup::Line(line)) => line.field.text(),
        other => panic!("{other:?}"),
    };
    assert!(typed(&person).ends_with("9漢字!abc"), "{}", typed(&person));
    // On the second cell of a wide letter it is meant as well.
    let (column, row) = person.find("字");
    person.click((column + 1, row)).keys("'?'");
    assert!(typed(&person).ends_with("9漢?字!abc"), "{}", typed(&person));
}

#[test]
fn the_names_of_the_panes_lead_there() {
    for size in [(60, 16), (40, 10)] {
        let mut person = person(size);
        for (name, pane) in [("Text", Pane::Editor), ("Timing", Pane::Timing), ("Proposals", Pane::Proposals)]
        {
            // It stands in the border of the pane as well.
            let x = person.screen().lines().next().unwrap().find(name).unwrap();
            person.click((u16::try_from(x).unwrap(), 0));
            assert_eq!(person.model.pane, pane, "{size:?}");
        }
    }
    // Where there is room for one name, it leads to the next pane.
    let mut person = self::person((20, 6));
    for pane in [Pane::Editor, Pane::Timing, Pane::Proposals] {
        person.click((2, 0));
        assert_eq!(person.model.pane, pane);
    }
    let mut person = self::person((80, 12));
    person.click(person.model.areas().gauge.as_position().into());
    assert_eq!(person.model.pane, Pane::Timing);
}

#[test]
fn a_mouse_that_is_left_to_the_terminal_is_not_heard() {
    let mut person = person((120, 36));
    person.keys("alt-m");
    assert!(person.screen().contains("the terminal's own"));
    click_on(&mut person, "Trains");
    assert_eq!(opened(&person), "Subinterpreters and You!");
    person.keys("alt-m");
    click_on(&mut person, "Trains");
    assert_eq!(opened(&person), "Trains");
}

#[test]
fn while_something_is_looked_for_the_mouse_goes_on_in_the_text() {
    let mut person = person((120, 36));
    person.keys("home down enter ctrl-f 'paragraphs'");
    let at = person.find("described");
    person.mouse(MouseKind::WheelDown, at);
    assert_eq!((person.model.popups.len(), selected(&person).as_deref()), (1, Some("paragraphs")));
    let find = person.model.areas().find;
    person.click((find.x + 8, find.y));
    assert_eq!(person.model.popups.len(), 1);
    person.click(at).keys("'X'");
    assert!(
        person.model.popups.is_empty() && person.screen().contains("are Xdescribed"),
        "{}",
        person.screen()
    );
}

#[test]
fn what_is_looked_for_is_seen_while_its_match_is_scrolled_away() {
    let mut library = library();
    Arc::make_mut(&mut library.proposals[0]).description = sixty_lines();
    let mut person = Person::at(library, (120, 36));
    person.keys("enter ctrl-home ctrl-f 'line 0'");
    let find = person.model.areas().find;
    let text = person.find("line 1.");
    person.mouse(MouseKind::WheelDown, text).mouse(MouseKind::WheelDown, text);
    assert!(!person.screen().contains("line 1."), "{}", person.screen());
    assert_eq!(person.find("line 0"), (find.x + 6, find.y));
    // A hint is pressed without leaving it; the text follows the match again.
    click_on(&mut person, "next");
    assert_eq!(person.model.popups.len(), 1);
    assert!(person.screen().contains("line 1."), "{}", person.screen());
}

#[test]
fn a_hint_in_the_last_row_runs_its_command() {
    let mut person = person((160, 36));
    click_on(&mut person, "Enter write");
    assert_eq!(person.model.pane, Pane::Editor);
    click_on(&mut person, "next field");
    assert_eq!(person.model.tab, 1);
    // Of two keys each runs its own command, and the word for both runs none.
    person.keys("esc down down");
    let (x, y) = person.find("↑↓ choose");
    let at = person.model.list.at;
    person.click((x + 4, y));
    assert_eq!(person.model.list.at, at);
    person.click((x, y));
    assert!(person.model.list.at < at);
    person.click((x + 1, y));
    assert_eq!(person.model.list.at, at);
    // A note lies over the hints.
    person.keys("alt-m alt-m").click((x, y));
    assert_eq!(person.model.list.at, at);
}

#[test]
fn words_in_the_edge_of_a_popup_are_pressed_like_hints() {
    for size in [(120, 36), (80, 24), (40, 10)] {
        let mut person = person(size);
        person.keys("home down x");
        click_on(&mut person, "Esc no");
        assert!(person.model.popups.is_empty() && *person.model.library == library(), "{size:?}");
        person.keys("x");
        let at = click_on(&mut person, "Enter yes");
        assert_eq!(person.model.library.proposals.len(), library().proposals.len() - 1, "{size:?}");
        // A second press there is the first one on what lies behind.
        person.click_again(at);
        assert!(person.model.popups.is_empty());
        person.keys("esc F12 ctrl-a 'elsewhere.ron'");
        click_on(&mut person, "Enter takes it");
        assert!(person.effects.iter().any(|effect| matches!(effect, Effect::Save { .. })), "{size:?}");
        person.keys("?");
        click_on(&mut person, "Esc back");
        assert!(person.model.popups.is_empty(), "{size:?}");
    }
    // Where the words have no room, their keys are told.
    let mut person = person((20, 6));
    person.keys("home down x");
    click_on(&mut person, "Esc");
    assert!(person.model.popups.is_empty());
}

#[test]
fn a_popup_with_a_box_says_what_can_be_done_once() {
    for keys in ["?", "ctrl-p", "F12", "x", "t s", "t f"] {
        let mut person = person((80, 24));
        person.keys("end").keys(keys);
        person.find("╰ Enter ");
        assert_eq!(person.screen().lines().last().map(str::trim), Some(""), "{keys}: {}", person.screen());
    }
}

#[test]
fn a_row_of_a_menu_is_taken_with_a_click_and_a_click_beside_it_closes_it() {
    let mut person = person((120, 36));
    person.keys("i down down down down down enter");
    let row = click_on(&mut person, "waitlisted");
    // A second press at once is not the second one on what lay behind.
    person.click_again(row);
    assert!(person.model.popups.is_empty());
    assert_eq!(person.model.library.proposals[0].status(), Status::Waitlisted);
    person.keys("ctrl-p");
    click_on(&mut person, "Commands");
    assert_eq!(person.model.popups.len(), 1);
    person.click((0, 35));
    assert!(person.model.popups.is_empty());
    person.keys("esc t f").click((0, 35));
    assert!(person.model.popups.is_empty() && person.model.pane == Pane::Timing);
}

#[test]
fn a_word_is_corrected_with_a_click_in_the_menu_at_the_cursor() {
    for size in [(120, 36), (80, 24), (40, 10)] {
        let mut person = person(size);
        person.keys("home down enter F7");
        let known = "6\nare\nboats\nin\ndescribed\ndon't\nworry\n";
        let dictionary = Dictionary::new("SET UTF-8\n", known).unwrap();
        person.hear(Msg::Spelling(SpellingNews::Dictionary(AMERICAN.into(), Ok(Arc::new(dictionary)))));
        let suggested = vec!["short".into(), "sober".into()];
        person.hear(Msg::Spelling(SpellingNews::Suggestions("two".into(), suggested)));
        click_on(&mut person, "sober");
        let text = &person.model.proposal().unwrap().description;
        assert!(text.ends_with("In sober paragraphs."), "{size:?}: {text}");
        assert!(person.model.popups.is_empty());
    }
}

#[test]
fn nothing_is_decided_or_lost_by_a_click_beside_a_question() {
    let mut person = person((120, 36));
    person.keys("x").click((0, 0)).click((119, 35)).click((60, 20));
    assert!(matches!(person.model.popups[..], [Popup::Confirm { .. }]));
    person.keys("esc F12 right 'x'").click((0, 0));
    assert!(matches!(person.model.popups[..], [Popup::Line(_)]), "what was typed is still there");
    person.keys("backspace").click((0, 0));
    assert!(person.model.popups.is_empty());
}

fn kind() -> impl Strategy<Value = MouseKind> {
    use MouseKind::{Drag, Press, Release, WheelDown, WheelUp};
    prop_oneof![4 => Just(Press), 3 => Just(Drag), 2 => Just(Release), 1 => Just(WheelUp), 1 => Just(WheelDown)]
}

/// Ways to the screens that there are.
const SCREENS: &[&str] = &[
    "home",
    "home enter",
    "home enter tab tab",
    "home down enter",
    "down enter tab tab",
    "i",
    "i down enter",
    "t",
    "t f",
    "t m",
    "x",
    "F12 'abc'",
    "home down enter ctrl-f 'e'",
    "home down enter ctrl-r 'e'",
    "F11",
    "home down enter tab tab F11",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 50, ..ProptestConfig::default() })]

    #[test]
    fn no_mouse_brings_a_screen_down_or_changes_a_text(
        size in (0u16..140, 0u16..50), screen in prop::sample::select(SCREENS), shift: bool,
        acts in prop::collection::vec((kind(), (any::<u16>(), any::<u16>()), any::<bool>()), 1..40),
    ) {
        let mut person = Person::at(library(), size);
        person.keys("down down").keys(screen);
        let before = person.model.library.clone();
        for (kind, (x, y), inside) in acts {
            let at = if inside { (x % size.0.max(1), y % size.1.max(1)) } else { (x, y) };
            // What a hint in the last row or in the edge of a popup says is done: that is asked for.
            let popup = person.model.popups.last();
            let edge = popup.and_then(|popup| person.model.boxed(popup)).map(|boxed| boxed.area.bottom() - 1);
            if person.model.areas().hints && at.1 >= size.1 - 1 || edge == Some(at.1) {
                continue;
            }
            person.hear(Msg::Mouse(Mouse { kind, at, shift }));
            person.buffer();
        }
        prop_assert_eq!(&person.model.library, &before);
    }

    #[test]
    fn a_click_on_a_row_that_is_drawn_chooses_it(size in (20u16..140, 6u16..50), column: u16) {
        let mut person = Person::at(library(), size);
        let area = person.model.areas().rows;
        for line in 0..area.height {
            let at = (area.x + column % area.width, area.y + line);
            let index = person.model.list.top + usize::from(line);
            prop_assert!(matches!(person.model.part_at(at.into()), Part::Row(row) if row == index) || index >= person.model.list.rows.len());
            person.click(at);
            match person.model.list.rows.get(index) {
                Some(ListRow::Proposal(at)) => {
                    let id = person.model.library.proposals[*at].id.clone();
                    prop_assert_eq!(&person.model.subject, &Subject::Proposal(id));
                }
                Some(ListRow::Library) => prop_assert_eq!(&person.model.subject, &Subject::Library),
                _ => {}
            }
        }
    }
}

#[test]
fn a_border_that_is_dragged_moves_and_one_that_is_clicked_gives_its_pane_the_keys() {
    let mut person = person((120, 36));
    let (list, timing) = (person.model.areas().list, person.model.areas().timing);
    for (from, to, width) in [(31, 51, 52), (52, 40, 40), (39, 0, 14), (13, 119, 82), (82, 60, 60)] {
        person.mouse(MouseKind::Press, (from, 20)).mouse(MouseKind::Drag, (to, 3));
        person.mouse(MouseKind::Release, (to, 3));
        assert_eq!(person.model.areas().list.width, width, "from {from} to {to}");
    }
    for (from, to) in [(timing.y, 25), (24, 12), (13, 2)] {
        person.mouse(MouseKind::Press, (90, from)).mouse(MouseKind::Drag, (90, to));
        let expected = if from == 24 { 13 } else { to.max(7) };
        assert_eq!(person.model.areas().timing.y, expected, "from {from} to {to}");
    }
    assert_eq!(person.model.pane, Pane::Proposals);
    person.keys("alt-0");
    assert_eq!((person.model.areas().list, person.model.areas().timing), (list, timing));
    person.click((60, timing.y));
    assert_eq!(person.model.pane, Pane::Timing);
    person.click((60, timing.y - 1));
    assert_eq!(person.model.pane, Pane::Editor);
}

#[test]
fn in_a_text_alone_the_mouse_works_as_before() {
    let mut person = person((120, 36));
    person.keys("home down enter F11");
    let at = click_on(&mut person, "don't");
    person.click_again(at);
    assert_eq!(selected(&person).as_deref(), Some("don't"));
    // Beside a row its nearest end is meant.
    let (_, row) = person.find("In two");
    person.click((119, row)).keys("'!'").click((0, row)).keys("'*'");
    assert!(person.screen().contains("*In two paragraphs.!"), "{}", person.screen());
}

#[test]
fn panes_grow_by_keys_within_bounds_and_are_remembered() {
    let mut person = person((120, 36));
    let sizes = |person: &Person| (person.model.areas().list.width, person.model.areas().timing.height);
    assert_eq!(sizes(&person), (32, 15));
    person.keys("alt-. alt-. alt-= enter alt-- alt-- alt-,");
    assert_eq!(sizes(&person), (34, 14));
    for _ in 0..60 {
        person.keys("alt-. alt-=");
    }
    assert_eq!(sizes(&person), (82, 28));
    // A window without room for it keeps the wish.
    person.hear(Msg::Resize(40, 10)).hear(Msg::Resize(80, 24));
    assert_eq!(sizes(&person), (42, 16));
    person.hear(Msg::Resize(120, 36));
    assert_eq!(sizes(&person), (82, 28));
    person.keys("ctrl-q").work();
    let remembered = person.effects.iter().find_map(|effect| match effect {
        Effect::Remember(session) => Some(session.clone()),
        _ => None,
    });
    let opened = Opened { session: remembered, ..Opened::new(Arc::new(library()), Some(Version(0))) };
    let mut person = self::person((120, 36));
    person.hear(Msg::Opened { path: "talks.ron".into(), result: Ok(Box::new(opened)) });
    assert_eq!(sizes(&person), (82, 28));
    person.keys("alt-0");
    assert_eq!(sizes(&person), (32, 15));
}

#[test]
fn where_one_pane_is_shown_at_a_time_there_is_no_border_to_move() {
    let mut person = person((40, 10));
    for (key, words) in [("alt-.", "in a wider window"), ("alt-=", "in a larger window")] {
        person.keys(key);
        assert!(person.model.note.as_ref().is_some_and(|note| note.text.contains(words)));
        assert_eq!(person.model.sizes, Sizes::default());
    }
}

#[test]
fn the_text_alone_is_written_and_left_as_it_was_come_to() {
    let mut person = person((120, 36));
    person.keys("F11");
    let screen = person.screen();
    assert!(screen.contains("Did you know") && screen.contains("Esc shows all panes again"), "{screen}");
    assert!(!screen.contains('╭') && !screen.contains("Timing"), "{screen}");
    person.keys("'Yes! '");
    let screen = person.screen();
    assert!(
        screen.contains("Yes! Did you know") && screen.contains("107 words · 636 characters"),
        "{screen}"
    );
    assert!(screen.contains("Description  not saved"), "{screen}");
    person.keys("tab tab");
    assert!(person.screen().contains("25 planned · 5 spare") && person.screen().contains("Outline"));
    person.keys("esc");
    assert!(person.screen().contains("╭ Timing") && person.model.pane == Pane::Editor);
    person.keys("alt-t down").hear(Msg::Resize(20, 6));
    assert!(person.screen().contains(" Outline  not sav"), "{}", person.screen());
    // The details are no text: all panes are shown again.
    person.hear(Msg::Resize(120, 36)).keys("tab tab");
    assert!(!person.model.alone && person.screen().contains("╭ Timing"), "{}", person.screen());
    person.keys("F11");
    assert_eq!((person.model.alone, person.model.tab), (true, 0));
}
