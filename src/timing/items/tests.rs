use proptest::prelude::*;

use super::*;
use crate::timing::{
    read,
    rewrite::{Change, apply},
};

/// The text and the byte where `|` stands in it.
fn at(text: &str) -> (String, usize) {
    (text.replacen('|', "", 1), text.find('|').unwrap())
}

/// The text after changes, with `|` at a byte of it.
fn shown(text: &str, changes: &[Change], caret: usize) -> String {
    let mut after = apply(text, changes);
    after.insert(caret, '|');
    after
}

fn enter(text: &str) -> String {
    let (text, at) = at(text);
    match next(&text, at, true) {
        Some(change) => {
            let caret = change.place.start + change.with.len();
            shown(&text, &[change], caret)
        }
        None => shown(&text, &[], at),
    }
}

/// The text after typing words at the cursor, one by one.
fn type_in(text: &str, words: &str) -> String {
    let (mut text, mut at) = at(text);
    for letter in words.chars().map(String::from) {
        let plain = Change { place: at..at, with: letter.clone() };
        let change = typed(&text, at, &letter).unwrap_or(plain);
        at = change.place.start + change.with.len();
        text = apply(&text, &[change]);
    }
    shown(&text, &[], at)
}

#[test]
fn a_marker_that_stands_there_is_not_typed_twice() {
    for (before, words, after) in [
        ("1. a\n2. |", "2. b", "1. a\n2. b|"),
        ("1. a\n1. |", "2. b", "1. a\n2. b|"),
        ("1. a\n2. |", "3. b", "1. a\n3. b|"),
        ("- a\n- |", "- b", "- a\n- b|"),
        ("a) a\nb) |\n\nmore", "b) b", "a) a\nb) b|\n\nmore"),
        ("1. a\n   - x\n   - |", "- y", "1. a\n   - x\n   - y|"),
        // What is no marker of this item stays.
        ("1. a\n2. |", "20. b", "1. a\n2. 20. b|"),
        ("1. a\n2. |", "2 boats", "1. a\n2. 2 boats|"),
        ("1. a\n2. |", "- b", "1. a\n2. - b|"),
        ("1. a\n2. b|", " 2. c", "1. a\n2. b 2. c|"),
        ("* |", "* *", "* * *|"),
    ] {
        assert_eq!(type_in(before, words), after, "{before:?} {words:?}");
        let (text, at) = at(before);
        if let Some(change) = typed(&text, at, words) {
            let caret = change.place.start + change.with.len();
            assert_eq!(shown(&text, &[change], caret), after, "at once: {before:?} {words:?}");
        }
    }
}

fn nest(text: &str, deeper: bool) -> String {
    let (text, at) = at(text);
    match nested(&text, at..at, deeper) {
        Ok(nested) => shown(&text, &nested.changes, nested.caret),
        Err(why) => why.to_owned(),
    }
}

#[test]
fn enter_goes_on_with_the_list() {
    for (before, after) in [
        ("4. a|", "4. a\n5. |"),
        ("3. x\n4. a (3 min)|\n5. b", "3. x\n4. a (3 min)\n5. |\n5. b"),
        ("4) a|", "4) a\n5) |"),
        ("(4) a|", "(4) a\n(5) |"),
        ("a) x\nb) a|", "a) x\nb) a\nc) |"),
        ("(a) x|", "(a) x\n(b) |"),
        ("A. x|", "A. x\nB. |"),
        ("ii. x|", "ii. x|"),
        ("i. x\nii. y|", "i. x\nii. y\niii. |"),
        ("h. x\ni. y|", "h. x\ni. y\nj. |"),
        ("III) x\nIV) y|", "III) x\nIV) y\nV) |"),
        ("- a|", "- a\n- |"),
        ("  * a|", "  * a\n  * |"),
        ("\t• a|", "\t• a\n\t• |"),
        ("・a|", "・a\n・|"),
        ("** a|", "** a\n** |"),
        ("- [x] a|", "- [x] a\n- [ ] |"),
        ("1. [ ] a|", "1. [ ] a\n2. [ ] |"),
        ("9.  a|", "9.  a\n10. |"),
        ("9. a|", "9. a\n10. |"),
        ("08. a|", "08. a\n09. |"),
        ("2.1 a|", "2.1 a\n2.2 |"),
        ("2.9. a|", "2.9. a\n2.10. |"),
        ("1. a\n1. b|", "1. a\n1. b\n1. |"),
        ("4. one| two", "4. one\n5. |two"),
        ("4. |a", "4. a\n5. |a"),
        ("- a\n  more|", "- a\n  more\n  |"),
        ("words|", "words|"),
        ("v. Chr.|", "v. Chr.|"),
        ("999. a|", "999. a|"),
        ("z) a|", "z) a|"),
        ("|4. a", "|4. a"),
        ("```c\n4. a|\n```", "```c\n4. a|\n```"),
        ("**bold**|", "**bold**|"),
        ("- - -|", "- - -|"),
    ] {
        let after = if before == "4. |a" { "4. \n5. |a" } else { after };
        assert_eq!(enter(before), after, "{before:?}");
    }
}

#[test]
fn enter_on_an_empty_item_ends_the_list() {
    for (before, after) in [
        ("4. a\n5. |", "4. a\n|"),
        ("4. a\n5.|", "4. a\n|"),
        ("- a\n  - b\n  - |\n- c", "- a\n  - b\n- |\n- c"),
        ("4. a\n   - b\n   - |", "4. a\n   - b\n5. |"),
        ("- [ ] |", "|"),
        ("words\n  |", "words\n\n|"),
    ] {
        assert_eq!(enter(before), after, "{before:?}");
    }
}

#[test]
fn backspace_takes_levels_and_markers_away() {
    let back = |text: &str| {
        let (text, at) = at(text);
        erased(&text, at).map(|(changes, caret)| shown(&text, &changes, caret))
    };
    for (before, after) in [
        ("4. a\n5. |b", Some("4. a\n|b")),
        ("4. a\n5. |", Some("4. a\n|")),
        ("- a\n  - |b", Some("- a\n- |b")),
        ("1. a\n   a) |b\n2. c", Some("1. a\n2. |b\n3. c")),
        ("  - [ ] |b", Some("  |b")),
        ("4. a|", None),
        ("4.| a", None),
        ("4.|", None),
        ("words |b", None),
    ] {
        assert_eq!(back(before).as_deref(), after, "{before:?}");
    }
}

#[test]
fn a_list_is_numbered_as_it_is_written() {
    for (before, after) in [
        ("2. b|\n1. a\n3. c", "1. b\n2. a\n3. c"),
        ("1. a|\n1. b\n2. c", "1. a\n2. b\n3. c"),
        ("1. a|\n1. b\n1. c", "1. a\n1. b\n1. c"),
        ("0) a|\n2) b", "0) a\n1) b"),
        ("2. a|\n3. b", "1. a\n2. b"),
        ("08. a|\n09. b\n01. c", "01. a\n02. b\n03. c"),
        ("a) x|\nc) y\nd) z", "a) x\nb) y\nc) z"),
        ("i. x|\niii. y\niv. z", "i. x\nii. y\niii. z"),
        ("g) x|\ni) y", "a) x\nb) y"),
        ("1. a|\n   - x\n   - y\n3. b", "1. a\n   - x\n   - y\n2. b"),
        ("1. a|\n  2. x\n  4. y\n3. b\n  1. z", "1. a\n  1. x\n  2. y\n2. b\n  1. z"),
        ("1. a|\n1.1 x\n1.3 y\n3. b\n3.2 z", "1. a\n1.1 x\n1.2 y\n2. b\n2.1 z"),
        ("1. a\n\nwords\n\n3. b|", "1. a\n\nwords\n\n2. b"),
        ("1. a\n3. b|\n\nwords\n\n1. c\n3. d", "1. a\n2. b\n\nwords\n\n1. c\n3. d"),
        ("# A\n1. a\n2. b\n# B\n3. c|\n5. d", "# A\n1. a\n2. b\n# B\n3. c\n4. d"),
        ("1. a\n3. b\n   more|", "1. a\n2. b\n   more"),
        ("(1) a\n(3) b|", "(1) a\n(2) b"),
        ("words|", "words"),
    ] {
        let (text, at) = at(before);
        assert_eq!(apply(&text, &renumbered(&text, at)), after, "{before:?}");
    }
}

#[test]
fn an_item_goes_deeper_with_all_that_is_in_it() {
    for (before, after) in [
        ("- a\n- b|\n- c", "- a\n  - b|\n- c"),
        ("1. a\n2. b|\n3. c", "1. a\n   1. b|\n2. c"),
        ("1. a\n   - x\n2. b|\n3. c", "1. a\n   - x\n   - b|\n2. c"),
        ("1. a\n   a) x\n2. b|", "1. a\n   a) x\n   b) b|"),
        ("1. a\n2. b|\n   more\n\n   - x\n3. c", "1. a\n   - b|\n      more\n\n      - x\n2. c"),
        ("1. a\n    - x\n2. b\n3. c|\n4. d", "1. a\n    - x\n2. b\n    - c|\n3. d"),
        ("1. a\n1.1 x\n2. b|\n3. c", "1. a\n1.1 x\n1.2 b|\n2. c"),
        ("* a\n\t* x\n* b\n* c|", "* a\n\t* x\n* b\n\t* c|"),
        ("* a\n** x\n* b|", "* a\n** x\n** b|"),
        ("1. a|\n2. b", "No item stands above it to put it under"),
        ("- a\n  - b|", "No item stands above it to put it under"),
        ("words|", "  words|"),
    ] {
        assert_eq!(nest(before, true), after, "{before:?}");
    }
}

#[test]
fn an_item_comes_out_and_takes_what_was_behind_it() {
    for (before, after) in [
        ("- a\n  - b|\n- c", "- a\n- b|\n- c"),
        ("1. a\n   1. x\n   2. y|\n   3. z\n2. b", "1. a\n   1. x\n2. y|\n   1. z\n3. b"),
        ("1. a\n   - x|\n     - y\n2. b", "1. a\n2. x|\n  - y\n3. b"),
        ("* a\n** x|\n*** y", "* a\n* x|\n** y"),
        ("- a|", "It stands at the top already"),
        ("  words|", "words|"),
        ("words|", "It stands at the left already"),
    ] {
        assert_eq!(nest(before, false), after, "{before:?}");
    }
    let text = "- a\n- b\n- c\n- d";
    let both = nested(text, 6..10, true).unwrap();
    assert_eq!(apply(text, &both.changes), "- a\n  - b\n  - c\n- d");
    assert_eq!((both.anchor, both.caret), (8, 14));
}

/// Lines of lists and what stands between them.
fn text() -> impl Strategy<Value = String> {
    let lead = prop::sample::select(vec!["", "", "  ", "   ", "\t", "    "]);
    let mark = prop::sample::select(vec![
        "1. ", "2. ", "3. ", "9. ", "a) ", "i. ", "iv. ", "- ", "* ", "** ", "• ", "2.1 ", "(4) ", "4) ",
        "- [x] ", "", "# ", "1.", "・", "999. ",
    ]);
    let words =
        prop::sample::select(vec!["a (3 min)", "b", "", "é 5 minutes", "c - 4m", "[0:00 - 0:20]", "```"]);
    let line = (lead, mark, words).prop_map(|(lead, mark, words)| format!("{lead}{mark}{words}"));
    prop::collection::vec(line, 0..8).prop_map(|lines| lines.join("\n"))
}

fn boundary(text: &str, at: usize) -> usize {
    let at = at % (text.len() + 1);
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn to_go_on_never_changes_what_the_items_before_read_as(text in text(), at in any::<usize>()) {
        let at = boundary(&text, at);
        // Behind the words of a line, as one writes.
        let at = at + text[at..].find('\n').unwrap_or(text.len() - at);
        let Some(change) = next(&text, at, true) else { return Ok(()) };
        let after = apply(&text, std::slice::from_ref(&change));
        prop_assert_eq!(&after[..change.place.start], &text[..change.place.start]);
        if change.place.start == at {
            let known = |text: &str| {
                let plan = read(text);
                let above = plan.sections.into_iter().filter(|section| section.place.start < at);
                above.map(|section| (section.title, section.time, section.depth)).collect::<Vec<_>>()
            };
            let before = known(&text);
            prop_assert!(before.is_empty() || known(&after) == before, "{:?}", after);
        }
    }

    #[test]
    fn numbers_in_order_stay_and_nothing_else_changes(text in text(), at in any::<usize>()) {
        let at = boundary(&text, at);
        let changes = renumbered(&text, at);
        let after = apply(&text, &changes);
        for change in &changes {
            prop_assert!(text[change.place.clone()].chars().all(|c| c.is_ascii_alphanumeric() || c == '.'));
        }
        prop_assert_eq!(after.lines().count(), text.lines().count());
    }

    #[test]
    fn levels_change_white_space_and_markers_alone(text in text(), at in any::<usize>(), deeper: bool) {
        let at = boundary(&text, at);
        if let Ok(nested) = nested(&text, at..at, deeper) {
            let after = apply(&text, &nested.changes);
            prop_assert!(after.is_char_boundary(nested.caret));
            prop_assert_eq!(after.split('\n').count(), text.split('\n').count());
            for (before, after) in text.split('\n').zip(after.split('\n')) {
                // The last word of a line, where that is no marker.
                let word = |line: &str| line.trim_start().rsplit_once(' ').map_or(String::new(), |(_, word)| word.to_owned());
                prop_assert_eq!(word(before), word(after));
            }
        }
        if let Some((changes, caret)) = erased(&text, at) {
            prop_assert!(apply(&text, &changes).is_char_boundary(caret));
        }
    }
}

#[test]
fn what_is_hardly_a_list_does_no_harm() {
    // A line break with blanks would change what the item before reads as.
    let text = "- ```\n    # ```\n  (4) c - 4m\niv. a (3 min)\n   - a (3 min)\n4) c - 4m";
    assert_eq!(next(text, 15, true), None);
    // A caret in a marker that gives way to a shorter one.
    let text = "\t1. b\n\t- b\n\t• [0:00 - 0:20]\n  ・```\n  \n   iv. ```\n  1. c - 4m";
    for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
        for deeper in [true, false] {
            let Ok(nested) = nested(text, at..at, deeper) else { continue };
            let after = apply(text, &nested.changes);
            assert!(after.is_char_boundary(nested.caret) && after.is_char_boundary(nested.anchor), "{at}");
        }
    }
}
