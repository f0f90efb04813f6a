//! What stands between a title and a time that is in no bracket.

use super::piece::Piece;

/// The mark between time and title at the start of a text.
pub(super) fn separator_first(text: &str) -> Option<&str> {
    ["->", "=>", "→", ":", "：", "-", "–", "—", "|", ",", ")", "=", "/"]
        .into_iter()
        .find(|mark| text.starts_with(mark))
}

/// The length of the gap at the start of a text, in bytes: two blanks at least, or a tab.
pub(super) fn gap_first(text: &str) -> Option<usize> {
    let text = text
        .get(..text.len() - text.trim_start_matches(['*', '_', '`']).len())
        .map_or(text, |marks| text.strip_prefix(marks).unwrap_or(text));
    let gap = text.len() - text.trim_start().len();
    (gap >= 2 || text.starts_with('\t')).then_some(gap)
}

/// The last two marks that may stand between a title and its time, from where to where in bytes: a colon
/// that is not within a number, an em dash, another dash behind a blank, a comma, an arrow, a gap, dots that
/// lead from one to the other, a mark of emphasis before the time.
pub(super) fn separators(text: &str) -> [Option<(usize, usize)>; 2] {
    let mut found = [None, None];
    let mut before = ' ';
    let mut before_that = ' ';
    for (at, mark) in text.char_indices() {
        let end = at + mark.len_utf8();
        let after = text.get(end..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
        let separates = match mark {
            ':' => !(before.is_ascii_digit() && after.is_ascii_digit()),
            '—' | '：' | '→' | '|' | '=' | '\t' | '、' | '，' => true,
            '-' | '–' | '/' | '@' | '>' => before.is_whitespace() || before == '-' || before == '=',
            ',' | ';' => after.is_whitespace(),
            ' ' => before == ' ' && before_that != ' ',
            '.' => before == '.' && before_that == '.',
            '*' | '_' | '`' => before.is_whitespace() && !after.is_whitespace(),
            _ => false,
        };
        let joins = matches!(mark, ' ' | '-' | '>' | '.' | '*' | '_' | '`');
        match (&mut found, separates) {
            ([_, Some((_, to))], true) if *to == at && joins => *to = end,
            (_, true) => found = [found[1], Some((at, end))],
            ([_, Some((_, to))], false) if *to == at && matches!(mark, ' ' | '.') => *to = end,
            _ => {}
        }
        before_that = before;
        before = mark;
    }
    found
}

/// The text up to the end of its first sentence or line.
pub(super) fn first_sentence(text: Piece<'_>) -> Piece<'_> {
    let mut stops = text.text.match_indices(['.', '。', '\n']);
    // The number of a section is no sentence.
    let number = text.text.len() - text.text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let end = stops.find_map(|(at, mark)| {
        if at == number {
            return None;
        }
        let end = at + mark.len();
        (mark != "." || text.text.get(end..).is_some_and(ends_sentence)).then_some(end)
    });
    text.take(end.unwrap_or(text.text.len()))
}

/// Whether a sentence ends before this text.
fn ends_sentence(text: &str) -> bool {
    text.trim_start_matches(['*', '_', '"', '”']).starts_with([' ', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_a_stop_or_a_line() {
        let read = |text| first_sentence(Piece { text, at: 0 }).text;
        assert_eq!(read("Why? A walk. Then"), "Why? A walk.");
        assert_eq!(read("**A demo.** We"), "**A demo.");
        assert_eq!(read("Version 2.7 of it"), "Version 2.7 of it");
        assert_eq!(read("2. Moons. More"), "2. Moons.");
        assert_eq!(read("a\nb"), "a\n");
    }

    #[test]
    fn the_last_two_marks_are_found() {
        let read =
            |text: &'static str| separators(text).map(|mark| mark.and_then(|(from, to)| text.get(from..to)));
        assert_eq!(read("a: b - 4"), [Some(": "), Some("- ")]);
        assert_eq!(read("a 10:30 b-c"), [None, None]);
        assert_eq!(read("a -> 4"), [None, Some("-> ")]);
        assert_eq!(gap_first("   a"), Some(3));
        assert_eq!(gap_first(" a"), None);
    }
}
