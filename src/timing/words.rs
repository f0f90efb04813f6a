//! The words of a text, each with the text from it on.

use super::piece::Piece;

/// The words of a text: what stands between blanks and opening marks, and the piece that begins with it.
pub(super) fn words(text: Piece<'_>) -> impl Iterator<Item = (&str, Piece<'_>)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.rest(rest.text.trim_start_matches(is_gap));
        let end = gap(rest.text).unwrap_or(rest.text.len());
        let found = (rest.text.get(..end)?, rest);
        rest = rest.skip(end);
        (end > 0).then_some(found)
    })
}

/// Where the first mark between words stands. Most bytes are letters, and this is asked of every word of a text.
fn gap(text: &str) -> Option<usize> {
    let may_begin = |byte: u8| !byte.is_ascii_alphanumeric();
    let mut marks = text.bytes().enumerate().filter(|(_, byte)| may_begin(*byte)).map(|(at, _)| at);
    marks.find(|at| text.get(*at..).is_some_and(|rest| rest.starts_with(is_gap)))
}

/// Whether a mark stands between words.
fn is_gap(mark: char) -> bool {
    mark.is_whitespace() || matches!(mark, '(' | '[' | '"' | '*' | '_' | '“' | '（' | '「')
}

/// Whether a word, without the marks around it, is one of these small ones.
pub(super) fn is_one_of(word: &str, of: &[&str]) -> bool {
    let of_a_word = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let (first, last) = (word.as_bytes().first(), word.as_bytes().last());
    // Most have no marks around them.
    let word = if of_a_word(first) && of_a_word(last) {
        word
    } else {
        word.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'')
    };
    of.iter().any(|other| word.eq_ignore_ascii_case(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_between_blanks() {
        let text = Piece { text: "in a (30 minute)\n  slot.", at: 5 };
        let found: Vec<_> = words(text).map(|(word, from)| (word, from.at)).collect();
        assert_eq!(found, [("in", 5), ("a", 8), ("30", 11), ("minute)", 14), ("slot.", 24)]);
        assert!(is_one_of("Slot.", &["slot"]) && !is_one_of("slots", &["slot"]));
    }
}
