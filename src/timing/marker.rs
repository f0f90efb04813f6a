//! What stands before the words of a line: indentation, the marker of a list item, the marks of a heading.

use super::{piece::Piece, unit::unit};

/// How the items of a list are marked. Items of one list are marked alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// A sign: `*`, `-`, `+`, `•`.
    Bullet(char),
    /// A number: `1.`, `2)`, `2.1.`.
    Number,
    /// A Roman number: `IV.`, `iv)`. A single letter may be meant as a [`Marker::Letter`].
    Roman,
    /// A letter: `A.`, `b)`.
    Letter,
}

/// The signs that mark items.
const BULLETS: [char; 20] =
    ['*', '-', '+', '•', '◦', '▪', '‣', '∙', '·', '–', '—', '●', '○', '■', '□', '➤', '▸', '►', '→', '・'];

/// Columns between tab stops.
const TAB: usize = 4;

/// The width of the white space before a line, in columns, and the line without it and without the white
/// space behind it.
pub(super) fn indentation(line: Piece<'_>) -> (usize, Piece<'_>) {
    let words = line.trim();
    let blanks = line.before(line.text.trim_start()).text;
    let column = blanks.chars().fold(0, |column, blank| match blank {
        '\t' => (column / TAB + 1) * TAB,
        _ => column + 1,
    });
    (column, words)
}

/// Takes the marker off a list item. A marker is followed by a blank or ends the line.
pub(super) fn item(line: Piece<'_>) -> Option<(Marker, Piece<'_>)> {
    let (marker, rest) = bullet(line.text).or_else(|| numbered(line.text))?;
    let glued = marker == Marker::Bullet('・') || marker == Marker::Bullet('•');
    let ends = glued || rest.is_empty() || rest.starts_with(char::is_whitespace);
    ends.then(|| (marker, line.rest(rest).trim()))
}

/// Takes a number in brackets off an item: `(4) Tides`. In outlines that may as well be minutes, so nothing
/// is read of it there.
pub(super) fn bracketed(line: Piece<'_>) -> Option<(Marker, Piece<'_>)> {
    let inside = line.text.strip_prefix('(')?;
    let (marker, words) = item(line.rest(inside))?;
    let mark = line.before(words.text).text;
    (!matches!(marker, Marker::Bullet(_)) && mark.contains(')')).then_some((marker, words))
}

/// Takes several stars off an item, of which each stands for a level: `** Tides`; says how many there are.
/// Stars with others behind the words only make them bold.
pub(super) fn stars(line: Piece<'_>) -> Option<(usize, Piece<'_>)> {
    const MOST: usize = 8;
    let words = line.text.trim_start_matches('*');
    let count = line.text.len() - words.len();
    let apart = words.starts_with(' ') && !words.contains("**");
    ((2..=MOST).contains(&count) && apart).then(|| (count, line.rest(words).trim()))
}

/// Takes the box of a task off the words of an item: `[ ] Tides`; says whether it is crossed, none where
/// there is no box.
pub(super) fn task(words: Piece<'_>) -> (Option<bool>, Piece<'_>) {
    let boxes = [("[ ]", false), ("[x]", true), ("[X]", true), ("☐", false), ("☑", true), ("✅", true)];
    let found = boxes.iter().find_map(|(sign, crossed)| Some((*crossed, words.text.strip_prefix(sign)?)));
    match found.filter(|(_, rest)| rest.starts_with(' ')) {
        Some((crossed, rest)) => (Some(crossed), words.rest(rest).trim()),
        None => (None, words),
    }
}

/// Reads a sign that marks an item.
fn bullet(text: &str) -> Option<(Marker, &str)> {
    let sign = text.chars().next().filter(|sign| BULLETS.contains(sign))?;
    Some((Marker::Bullet(sign), text.get(sign.len_utf8()..)?))
}

/// Reads a number or a letter that marks an item, with the full stop or bracket behind it.
fn numbered(text: &str) -> Option<(Marker, &str)> {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).unwrap_or(text.len());
    let (count, rest) = text.split_at(end);
    let (count, rest) = match (count.strip_suffix('.'), rest.strip_prefix(')')) {
        (Some(count), _) => (count, rest),
        (None, Some(rest)) => (count, rest),
        (None, None) if count.contains('.') && unit(rest).is_none() => (count, rest),
        (None, None) => return None,
    };
    Some((order(count)?, rest))
}

/// How a count is written; none where it is no count. More than three digits are a year or an amount.
fn order(count: &str) -> Option<Marker> {
    let digits = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let roman = |digits: &str| count.len() <= 8 && count.chars().all(|digit| digits.contains(digit));
    if count.is_empty() {
        None
    } else if count.split('.').all(digits) {
        Some(Marker::Number)
    } else if roman("IVX") || roman("ivx") {
        Some(Marker::Roman)
    } else {
        let letter = count.len() == 1 && count.bytes().all(|byte| byte.is_ascii_alphabetic());
        letter.then_some(Marker::Letter)
    }
}

/// Takes the marks off a heading like `## Outline ##` or `== Outline ==`; gives its level, 1 to 6. A blank
/// behind the first kind of marks may be missing.
pub(super) fn heading(line: Piece<'_>) -> Option<(usize, Piece<'_>)> {
    let wiki = line.text.trim_start_matches('=');
    let level = line.text.len() - wiki.len();
    if (2..=6).contains(&level) && wiki.starts_with(' ') {
        let words = line.rest(wiki).take(wiki.trim_end_matches('=').len()).trim();
        return (!words.text.is_empty()).then_some((level, words));
    }
    let words = line.text.trim_start_matches('#');
    let level = line.text.len() - words.len();
    let words = line.rest(words).trim();
    let end = words.text.trim_end_matches('#');
    // The marks behind a heading stand apart: the one of "C#" belongs to the word.
    let words = if end.ends_with(char::is_whitespace) { words.take(end.len()).trim() } else { words };
    (1..=6).contains(&level).then_some((level, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The marker of a line and the words behind it.
    fn read(line: &str) -> Option<(Marker, &str)> {
        item(Piece { text: line, at: 0 }).map(|(marker, words)| (marker, words.text))
    }

    #[test]
    fn items_have_many_markers() {
        for (line, marker) in [
            ("* a", Marker::Bullet('*')),
            ("-\ta", Marker::Bullet('-')),
            ("•  a", Marker::Bullet('•')),
            ("1. a", Marker::Number),
            ("12) a", Marker::Number),
            ("2.1. a", Marker::Number),
            ("2.1 a", Marker::Number),
            ("0) a", Marker::Number),
            ("IV. a", Marker::Roman),
            ("ii) a", Marker::Roman),
            ("A. a", Marker::Letter),
            ("b) a", Marker::Letter),
        ] {
            assert_eq!(read(line), Some((marker, "a")), "{line}");
        }
        assert_eq!(read("*"), Some((Marker::Bullet('*'), "")));
    }

    #[test]
    fn words_are_no_markers() {
        for line in
            ["", "**bold**", "-5 degrees", "1.5 min", "2018. We", "a b", "etc. and", "v0.5. a", "1 a", ". a"]
        {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn numbers_stand_in_brackets() {
        let read = |text| bracketed(Piece { text, at: 0 }).map(|(marker, words)| (marker, words.text));
        assert_eq!(read("(4) a"), Some((Marker::Number, "a")));
        assert_eq!(read("(b) a"), Some((Marker::Letter, "a")));
        assert_eq!(
            (read("(4. a"), read("(* a"), read("(4 min) a"), read("(see) a")),
            (None, None, None, None)
        );
    }

    #[test]
    fn stars_are_levels() {
        let read = |text| stars(Piece { text, at: 0 }).map(|(count, words)| (count, words.text));
        assert_eq!((read("** a"), read("***  a *b*")), (Some((2, "a")), Some((3, "a *b*"))));
        for line in ["* a", "**a", "** a **", "** a** (5 min)", "**", "********* a", "*** ***"] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn tasks_have_boxes() {
        let read = |text| task(Piece { text, at: 0 });
        assert_eq!((read("[ ] a").0, read("[x] a").0, read("[a] b").0), (Some(false), Some(true), None));
        assert_eq!(read("[x] a").1.text, "a");
    }

    #[test]
    fn headings_have_a_level() {
        let read = |line| heading(Piece { text: line, at: 0 }).map(|(level, words)| (level, words.text));
        assert_eq!(read("## Outline ##"), Some((2, "Outline")));
        assert_eq!(read("#####What is a dune?"), Some((5, "What is a dune?")));
        assert_eq!(read("# Why C#"), Some((1, "Why C#")));
        assert_eq!(read("== Outline =="), Some((2, "Outline")));
        assert_eq!((read("== =="), read("==a"), read("= a")), (None, None, None));
        assert_eq!((read("####### a"), read("a # b"), read("")), (None, None, None));
    }

    #[test]
    fn tabs_go_to_the_next_stop() {
        let read = |text| indentation(Piece { text, at: 0 });
        assert_eq!(read("  \ta ").0, 4);
        assert_eq!(read("    a ").1, Piece { text: "a", at: 4 });
    }
}
