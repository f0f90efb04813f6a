//! What is drawn where a terminal lacks our glyphs: ASCII in their place, cell by cell.

use ratatui::buffer::Buffer;

/// Which glyphs a terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Glyphs {
    /// All of them.
    #[default]
    All,
    /// Letters of many scripts, but none of our lines and blocks: the console of Linux.
    Letters,
    /// ASCII alone: the locale is none of UTF-8.
    Ascii,
}

/// Our glyphs and what stands for each. A half block is the mark of what is chosen more often than the
/// end of a bar.
const PLAIN: [(&str, &str); 33] = [
    ("─", "-"),
    ("│", "|"),
    ("╭", "+"),
    ("╮", "+"),
    ("╰", "+"),
    ("╯", "+"),
    ("━", "="),
    ("┄", "-"),
    ("█", "#"),
    ("▉", "#"),
    ("▊", "#"),
    ("▋", "#"),
    ("▌", ">"),
    ("▍", "|"),
    ("▎", "|"),
    ("▏", "|"),
    ("░", "."),
    ("▒", "x"),
    ("▓", "%"),
    ("…", "~"),
    ("·", "-"),
    ("–", "-"),
    ("×", "x"),
    ("↑", "^"),
    ("↓", "v"),
    ("←", "<"),
    ("→", ">"),
    ("‹", "<"),
    ("›", ">"),
    ("“", "\""),
    ("”", "\""),
    ("�", "?"),
    ("◌", "o"),
];

impl Glyphs {
    /// Replaces what the terminal cannot show in a row. Every cell keeps its width.
    #[expect(clippy::disallowed_methods, reason = "the glyphs of a table of ours")]
    pub fn apply(self, y: u16, buffer: &mut Buffer) {
        if self == Self::All {
            return;
        }
        for x in buffer.area.left()..buffer.area.right() {
            let Some(cell) = buffer.cell_mut((x, y)).filter(|cell| !cell.symbol().is_ascii()) else {
                continue;
            };
            let ours = PLAIN.iter().find(|(glyph, _)| *glyph == cell.symbol()).map(|(_, plain)| *plain);
            if let Some(plain) = ours.or((self == Self::Ascii).then_some("?")) {
                cell.set_symbol(plain);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_glyphs_give_way_and_letters_only_where_they_must() {
        let shown = |glyphs: Glyphs| {
            let mut buffer = Buffer::with_lines(["╭─ é 漢 ▌ █▏ … ╯"]);
            glyphs.apply(0, &mut buffer);
            buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect::<String>()
        };
        assert_eq!(shown(Glyphs::All), shown(Glyphs::default()));
        assert_eq!(shown(Glyphs::Letters), "+- é 漢  > #| ~ +");
        assert_eq!(shown(Glyphs::Ascii), "+- ? ?  > #| ~ +");
    }
}
