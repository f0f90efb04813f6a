use super::*;
use crate::door::{sample, width};
use proptest::prelude::*;

fn wrapped(text: &str, width: u16) -> Wrapped {
    let mut wrapped = Wrapped::default();
    wrapped.sync(&sample::lines(text), width);
    wrapped
}

fn rows(wrapped: &Wrapped) -> Vec<&str> {
    (0..wrapped.rows()).filter_map(|row| wrapped.row(row)).map(|row| row.text).collect()
}

#[test]
fn rows_end_where_a_typesetter_would_end_them() {
    let cases: [(&str, u16, &[&str]); 15] = [
        ("", 10, &[""]),
        ("aaa bbb ccc", 7, &["aaa bbb ", "ccc"]),
        ("aaa bbb", 3, &["aaa ", "bbb"]),
        ("aaa     bbb", 3, &["aaa     ", "bbb"]),
        ("one\n\ntwo", 9, &["one", "", "two"]),
        ("say “no way” (twice)", 8, &["say “no ", "way” ", "(twice)"]),
        ("a GIL-free future", 7, &["a GIL-", "free ", "future"]),
        ("interpreters", 5, &["inter", "prete", "rs"]),
        ("to interpreters", 5, &["to ", "inter", "prete", "rs"]),
        ("no\u{a0}break here", 8, &["no\u{a0}break ", "here"]),
        ("世界、世界。", 4, &["世", "界、", "世", "界。"]),
        ("世界", 1, &["世", "界"]),
        ("a\tb", 3, &["a\t", "b"]),
        ("aa b    ! c", 5, &["aa ", "b    ", "! c"]),
        ("aa bbb   !!! !", 6, &["aa ", "bbb   ", "!!! !"]),
    ];
    for (text, width, expected) in cases {
        assert_eq!(rows(&wrapped(text, width)), expected, "{text:?} in {width}");
    }
}

#[test]
fn the_caret_is_found_on_its_row_and_back() {
    let text = wrapped("aaa bbb\n世界 x", 3);
    assert_eq!(rows(&text), ["aaa ", "bbb", "世", "界 ", "x"]);
    let places =
        [(3, (0, 3)), (4, (1, 0)), (7, (1, 3)), (8, (2, 0)), (11, (3, 0)), (14, (3, 2)), (16, (4, 1))];
    for (offset, place) in places {
        assert_eq!(text.place(offset), place, "{offset}");
        assert_eq!(text.offset(place.0, place.1), offset, "{place:?}");
    }
    assert_eq!(text.offset(2, 1), 8, "the middle of a wide character is its left side");
    assert_eq!(text.place(9), (2, 0), "inside a character");
    assert_eq!([text.row_start(2), text.row_end(2), text.row_end(5)], [0, 3, 7]);
    assert_eq!(text.offset(99, 99), 16);
    assert_eq!(text.place(999), (4, 1));
    assert!(!text.row(0).is_some_and(|row| row.ends_paragraph) && text.row(5).is_none());
}

#[test]
fn the_column_is_capped_where_blanks_hang() {
    let text = wrapped("aaa     bbb", 3);
    assert_eq!([text.place(3), text.place(7), text.place(8)], [(0, 3), (0, 3), (1, 0)]);
    assert_eq!([text.row_end(0), text.row_end(8)], [7, 11]);
}

#[test]
fn lines_that_did_not_change_are_not_wrapped_again() {
    let mut text = wrapped("first line\nsecond\nthird", 5);
    let places = |text: &Wrapped| text.lines.iter().map(|line| line.text.as_ptr()).collect::<Vec<_>>();
    let before = places(&text);
    text.sync(&sample::lines("first line\nnew\nnew\nthird"), 5);
    let after = places(&text);
    assert_eq!((before.first(), before.last()), (after.first(), after.last()));
    assert_eq!(rows(&text), ["first ", "line", "new", "new", "third"]);
}

#[test]
fn of_a_long_line_only_rows_around_the_change_are_cut_again() {
    // Of all lengths without an order, so that rows soon begin again where they began before.
    let word =
        |at: u32| "lengthened".get(..1 + (at.wrapping_mul(at).wrapping_mul(2_654_435_761) >> 29) as usize);
    let text = (0..300).filter_map(word).collect::<Vec<_>>().join(" ");
    let line = Line::wrap(&text, 20);
    for (at, inserted) in [(0, "x"), (800, "x"), (801, " more words"), (text.len(), "x")] {
        let mut changed = text.clone();
        changed.insert_str(at, inserted);
        let mut followed = line.clone();
        let cut = followed.follow(&changed, 20);
        assert_eq!(followed.cuts, Line::wrap(&changed, 20).cuts);
        assert!((1..=12).contains(&cut), "{cut} of {} for {at}", line.cuts.len());
    }
}

#[test]
fn without_a_text_there_are_no_rows() {
    let none = Wrapped::default();
    assert_eq!((none.rows(), none.row(0), none.place(5), none.offset(3, 3)), (0, None, (0, 0), 0));
    assert_eq!((none.row_start(7), none.row_end(7)), (0, 0));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn rows_cover_the_text_and_keep_to_the_width(text in sample::text(60), cells in 1_u16..100) {
        let wrapped = wrapped(&text, cells);
        let mut covered = String::new();
        for row in (0..wrapped.rows()).filter_map(|row| wrapped.row(row)) {
            prop_assert_eq!(row.start, covered.len());
            covered.push_str(row.text);
            if row.ends_paragraph {
                covered.push('\n');
            }
            let solid = row.text.trim_end_matches(|c: char| hangs(c.encode_utf8(&mut [0; 4])));
            let alone = clusters(solid).count() == 1;
            prop_assert!(alone || width(solid) <= usize::from(cells), "{:?} in {}", row.text, cells);
            prop_assert!(row.ends_paragraph || !row.text.is_empty());
        }
        prop_assert_eq!(covered, text + "\n");
    }

    #[test]
    fn every_caret_is_found_again(text in sample::text(60), cells in 1_u16..100) {
        let wrapped = wrapped(&text, cells);
        for offset in sample::stops(&text) {
            let (row, column) = wrapped.place(offset);
            let found = wrapped.offset(row, column);
            // Among blanks that hang, and on a character wider than the pane, the column is capped.
            let capped = column == cells && found <= offset && wrapped.place(found).0 == row;
            prop_assert!(found == offset || capped, "{} is found at {}", offset, found);
            prop_assert!(wrapped.row_start(offset) <= offset && offset <= wrapped.row_end(offset));
            prop_assert_eq!(wrapped.place(wrapped.row_start(offset)), (row, 0));
            prop_assert_eq!(wrapped.place(wrapped.row_end(offset)).0, row);
        }
    }

    #[test]
    fn any_question_has_an_answer_between_clusters(
        text in sample::text(20), cells in 0_u16..20, offset in 0_usize..300, row in 0_usize..60, column in any::<u16>(),
    ) {
        let wrapped = wrapped(&text, cells);
        let stops = sample::stops(&text);
        let answers = [wrapped.offset(row, column), wrapped.row_start(offset), wrapped.row_end(offset)];
        prop_assert!(answers.iter().all(|answer| stops.contains(answer)));
        let below = bounds::floor(&text, offset);
        prop_assert_eq!(wrapped.place(offset), wrapped.place(below));
    }

    #[test]
    fn a_repaired_wrap_is_as_good_as_a_new_one(texts in prop::collection::vec((sample::text(12), 1_u16..9), 1..6)) {
        let mut repaired = Wrapped::default();
        for (text, width) in texts {
            // Widths are often the same, so that lines are kept.
            let width = width.div_ceil(4);
            repaired.sync(&sample::lines(&text), width);
            prop_assert_eq!(format!("{repaired:?}"), format!("{:?}", wrapped(&text, width)));
        }
    }

    #[test]
    fn a_line_that_changes_is_wrapped_as_a_new_one(
        words in prop::collection::vec(piece(), 0..60), cells in 1_u16..30,
        edits in prop::collection::vec((any::<usize>(), 0_usize..9, prop::collection::vec(piece(), 0..4)), 1..6),
    ) {
        let mut text = words.concat();
        let mut repaired = wrapped(&text, cells);
        for (at, removed, inserted) in edits {
            let floor = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
            let at = floor(at % (text.len() + 1));
            text.replace_range(at..floor(at + removed), &inserted.concat());
            repaired.sync(&sample::lines(&text), cells);
            prop_assert_eq!(format!("{repaired:?}"), format!("{:?}", wrapped(&text, cells)));
        }
    }
}

/// Mostly words, with what the rules of breaking lines have their exceptions for.
fn piece() -> impl Strategy<Value = String> {
    let odd = [
        "(",
        ") ",
        "“",
        "” ",
        "- ",
        "-",
        "/",
        "1,000 ",
        "$",
        "% ",
        "\u{301}",
        "\u{a0}",
        "\t",
        "   ",
        "世界",
        "、",
        "🇩🇪",
        "🇩",
        "👨\u{200d}👩 ",
        "! ",
        ". ",
        "\u{200b}",
        "\u{2060}",
    ];
    prop_oneof![4 => "[a-z]{1,9} ", 1 => prop::sample::select(odd.to_vec()).prop_map(str::to_owned)]
}
