use super::*;
use crate::door::sample;
use proptest::prelude::*;
use proptest::sample::Index;

const TEXT: &str = "GIL-free: e\u{301}\n\n世界 now";

#[test]
fn the_caret_moves_by_clusters_words_lines_and_to_the_ends() {
    let mut field = Field::new(TEXT);
    assert_eq!((field.caret(), field.len(), field.text().as_str()), (0, 25, TEXT));
    let walk = [
        (Motion::WordRight, 3),
        (Motion::LineEnd, 13),
        (Motion::Left, 10),
        (Motion::Right, 13),
        (Motion::Right, 14),
        (Motion::LineStart, 14),
        (Motion::WordRight, 15),
        (Motion::Right, 18),
        (Motion::TextEnd, 25),
        (Motion::Right, 25),
        (Motion::WordLeft, 22),
        (Motion::LineStart, 15),
        (Motion::Left, 14),
        (Motion::WordLeft, 13),
        (Motion::TextStart, 0),
        (Motion::Left, 0),
    ];
    for (motion, expected) in walk {
        field.move_to(field.target(motion), false);
        assert_eq!(field.caret(), expected, "after {motion:?}");
    }
}

#[test]
fn a_selection_reaches_from_the_anchor_to_the_caret() {
    let mut field = Field::new(TEXT);
    field.move_to(9, false);
    assert_eq!((field.selection(), field.selected()), (None, None));
    field.move_to(15, true);
    assert_eq!(field.selection(), Some(9..15));
    field.move_to(4, true);
    assert_eq!((field.selection(), field.selected().as_deref()), (Some(4..9), Some("free:")));
    field.move_to(12, true);
    assert_eq!((field.selection(), field.caret()), (Some(9..10), 10), "never inside a cluster");
    field.select(11..17);
    assert_eq!(field.selected().as_deref(), Some("e\u{301}\n\n世"));
    field.select_all();
    assert_eq!((field.selected().as_deref(), field.caret()), (Some(TEXT), 25));
    field.move_to(99, false);
    assert_eq!((field.selection(), field.caret()), (None, 25));
}

#[test]
fn caret_and_anchor_follow_the_text() {
    let cases: [(usize, usize, &str, Range<usize>); 9] = [
        (0, 0, "> ", 6..9),
        (4, 0, "x", 5..8),
        (7, 0, "x", 4..8),
        (8, 3, "", 4..7),
        (2, 4, "x\ny", 5..6),
        (4, 3, "z", 5..5),
        (6, 4, "", 4..6),
        (5, 1, "é", 4..8),
        (0, 11, "", 0..0),
    ];
    for (at, removed, inserted, expected) in cases {
        let mut field = Field::new("Hold GIL ok");
        field.move_to(4, false);
        field.move_to(7, true);
        assert!(field.splice(at, removed, inserted));
        assert_eq!(
            (field.anchor, field.caret()),
            (expected.start, expected.end),
            "{at} {removed} {inserted:?}"
        );
    }
}

#[test]
fn a_caret_is_never_left_inside_a_cluster() {
    let mut field = Field::new("🇩\u{301}e");
    field.move_to(6, false);
    assert!(field.splice(0, 4, "x"));
    assert_eq!((field.text().as_str(), field.caret()), ("x\u{301}e", 3));
    assert!(field.splice(0, 1, ""));
    assert!(field.splice(0, 0, "y"));
    assert_eq!((field.text().as_str(), field.caret()), ("y\u{301}e", 3));
}

#[test]
fn a_change_that_does_not_fit_changes_nothing() {
    let mut field = Field::new(TEXT);
    for (at, removed) in [(11, 1), (0, 12), (16, 0), (26, 0), (25, 1), (usize::MAX, 1), (1, usize::MAX)] {
        assert!(!field.splice(at, removed, "x"), "{at} {removed}");
        assert_eq!(field.text(), TEXT);
    }
}

#[test]
fn what_lies_beyond_the_reach_of_the_widget_is_edited_all_the_same() {
    for text in ["é".repeat(70_000), "\n".repeat(70_000), "x".repeat(70_000) + &"\r\n".repeat(70_000)] {
        let mut expected = text.clone();
        let mut field = Field::new(&text);
        let at = bounds::floor(&text, text.len() - 11);
        field.move_to(at, false);
        assert_eq!((field.caret(), field.text() == text), (at, true));
        field.move_to(text.len(), true);
        assert_eq!(field.selection(), Some(at..text.len()));
        assert!(field.splice(at, 2, "new\n"));
        expected.replace_range(at..at + 2, "new\n");
        assert!(field.text() == expected);
        assert_eq!(field.selection(), Some(at + 4..expected.len()));
        assert!(field.splice(0, 0, "a"));
        assert_eq!(field.selection(), Some(at + 5..expected.len() + 1));
    }
}

#[test]
fn a_field_may_move_to_another_thread() {
    const fn moves<T: Send + 'static>(_: &T) {}
    let field = Field::default();
    moves(&field);
    assert!(field.is_empty() && !Field::new("\n").is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn the_field_holds_what_was_spliced(
        text in sample::text(20),
        caret: Index,
        splices in prop::collection::vec((any::<Index>(), any::<Index>(), sample::text(4)), 1..6),
    ) {
        let mut expected = text.clone();
        let mut field = Field::new(&text);
        field.move_to(*caret.get(&sample::stops(&text)), false);
        for (one, other, inserted) in splices {
            let stops = sample::stops(&expected);
            let (one, other) = (*one.get(&stops), *other.get(&stops));
            let range = one.min(other)..one.max(other);
            prop_assert!(field.splice(range.start, range.len(), &inserted));
            expected.replace_range(range, &inserted);
            prop_assert_eq!(field.lines(), sample::lines(&expected));
            prop_assert_eq!(field.len(), expected.len());
            let stops = sample::stops(&expected);
            prop_assert!(stops.contains(&field.caret()) && stops.contains(&field.anchor));
        }
    }

    #[test]
    fn any_splice_that_fits_is_made_and_no_other(
        text in sample::text(12), at in 0_usize..60, removed in 0_usize..20, inserted in sample::text(3),
    ) {
        let mut expected = text.clone();
        let mut field = Field::new(&text);
        let fits = text.get(at..at + removed).is_some();
        if fits {
            expected.replace_range(at..at + removed, &inserted);
        }
        prop_assert_eq!(field.splice(at, removed, &inserted), fits);
        prop_assert_eq!(field.text(), expected);
    }

    #[test]
    fn what_is_selected_is_a_part_of_the_text(text in sample::text(20), start in 0_usize..99, end in 0_usize..99) {
        let mut field = Field::new(&text);
        field.select(start..end);
        let selected = field.selection().map(|range| text[range].to_owned());
        prop_assert_eq!(field.selected(), selected);
        let motions = [Motion::Left, Motion::Right, Motion::WordLeft, Motion::WordRight];
        for motion in motions {
            prop_assert!(sample::stops(&text).contains(&field.target(motion)));
        }
    }
}
