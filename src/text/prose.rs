//! Our own words in rows: what popups and empty texts say.

use super::Wrapped;

/// A line of words in rows of at most `width` cells; one that is indented shows a piece of a text, and stays
/// one row.
#[must_use]
pub fn rows(line: &str, width: usize) -> Vec<String> {
    if line.starts_with(' ') {
        return vec![line.to_owned()];
    }
    let mut wrapped = Wrapped::default();
    wrapped.sync(&[line.to_owned()], u16::try_from(width).unwrap_or(u16::MAX));
    (0..wrapped.rows()).filter_map(|row| Some(wrapped.row(row)?.text.trim_end().to_owned())).collect()
}

/// Paragraphs in rows, an empty row between two of them; pieces of a text stay together.
#[must_use]
pub fn paragraphs(lines: &[&str], width: usize) -> Vec<String> {
    let mut shown = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let apart = index > 0 && !(line.starts_with(' ') && lines[index - 1].starts_with(' '));
        shown.extend(apart.then(String::new));
        shown.extend(rows(line, width));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_set_apart_and_pieces_of_a_text_stay_together() {
        let lines = ["Two words", "  1. a", "  2. b", "End"];
        assert_eq!(paragraphs(&lines, 5), ["Two", "words", "", "  1. a", "  2. b", "", "End"]);
        assert_eq!(paragraphs(&[], 5), Vec::<String>::new());
    }
}
