//! Names of fields that are no headings: `*Description*`, `**Abstract:** text`, `:Title: text`, `Title: text`.

use super::words::{self, Known, Word};

/// How high a label in emphasis ranks: below all headings, whose ranks are their levels 1 to 6.
pub(super) const EMPHASIS: u8 = 7;
/// How high a plain label ranks.
pub(super) const PLAIN: u8 = 8;

/// A line that begins with a name of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label<'a> {
    /// What the name stands for.
    pub known: Known,
    /// What stands behind the name on the same line, as it stands there.
    pub rest: &'a str,
    /// [`EMPHASIS`] or [`PLAIN`].
    pub rank: u8,
    /// Whether the line could also be the middle of a sentence that was wrapped there.
    pub shy: bool,
}

/// The label that a line is, if its name is known. The line comes without indentation.
pub(super) fn label(line: &str) -> Option<Label<'_>> {
    let emphasised = emphasised(line).map(|parts| (parts, EMPHASIS));
    if let Some(((name, rest), rank)) = emphasised.or_else(|| plain(line).map(|parts| (parts, PLAIN))) {
        let known = words::known(name)?;
        let capital = name.trim_start().starts_with(char::is_uppercase);
        let shy = rank == PLAIN && !line.starts_with(':') && !(known.sure && capital);
        return Some(Label { known, rest, rank, shy });
    }
    bare(line).or_else(|| title_item(line))
}

/// Whether the line has the form of a label, whatever its name.
pub(super) fn has_form(line: &str) -> bool {
    emphasised(line).or_else(|| plain(line)).is_some()
}

/// A name in emphasis: alone on the line, or with a colon inside or behind it and text after that.
fn emphasised(line: &str) -> Option<(&str, &str)> {
    let marker = ["**", "__", "*", "_"].into_iter().find(|marker| line.starts_with(marker))?;
    let (name, rest) = line.strip_prefix(marker)?.split_once(marker)?;
    if name.trim().is_empty() {
        return None;
    }
    if rest.trim().is_empty() {
        return Some((name, ""));
    }
    let rest = if name.ends_with(':') { rest } else { rest.strip_prefix(':')? };
    Some((name, rest.trim_start()))
}

/// A name with a colon behind it, or between two. `http://` is none.
fn plain(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.strip_prefix(':').unwrap_or(line).split_once(':')?;
    let named = name.starts_with(char::is_alphabetic) && name.len() <= 64;
    let apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (named && apart).then(|| (name, rest.trim_start()))
}

/// A name alone on its line, without any mark: only names that hardly ever are anything else.
fn bare(line: &str) -> Option<Label<'_>> {
    let known = words::known(line)?;
    let field = known.sure && matches!(known.word, Word::Prose(_)) && line.starts_with(char::is_uppercase);
    field.then_some(Label { known, rest: "", rank: PLAIN, shy: true })
}

/// `- Title: Kites`, as it stands in lists of facts.
fn title_item(line: &str) -> Option<Label<'_>> {
    let (name, rest) = plain(line.strip_prefix("- ").or_else(|| line.strip_prefix("* "))?)?;
    let known = words::known(name).filter(|known| known.word == Word::Title && !rest.is_empty())?;
    Some(Label { known, rest, rank: PLAIN, shy: false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::talk::ProposalText;

    #[test]
    fn labels_come_in_many_forms() {
        for (line, rest) in [
            ("*Description*", ""),
            ("_Description_ ", ""),
            ("**Description:**", ""),
            ("**Description**: Bees. ", "Bees. "),
            ("**Abstract:** Bees and **more**", "Bees and **more**"),
            ("Abstract:", ""),
            ("Abstract: Bees: a story", "Bees: a story"),
            (":abstract: Bees", "Bees"),
            ("Description", ""),
        ] {
            let found = label(line);
            assert_eq!(found.map(|label| label.rest), Some(rest), "{line}");
            assert_eq!(
                found.map(|label| label.known.word),
                Some(Word::Prose(ProposalText::Description)),
                "{line}"
            );
        }
        let title = label("- Title: Kites").unwrap();
        assert_eq!((title.known.word, title.rest), (Word::Title, "Kites"));
    }

    #[test]
    fn prose_is_no_label() {
        for line in ["*Description* of bees", "description", "Summary", "* Summary: bees", "Kites: a story"]
            .into_iter()
            .chain([
                "http://example.org",
                "Notes:// bees",
                "** **",
                "",
                "***",
                "- Audience: walkers",
                "Title",
            ])
        {
            assert_eq!(label(line), None, "{line}");
        }
    }
}
