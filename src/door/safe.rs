//! What is shown for a text: nothing that a terminal obeys, nothing that cannot be seen.
//!
//! Characters that steer the terminal, turn the reading direction or take no room would be obeyed, or be
//! dropped without a word and leave the caret beside its place. They are shown as marks instead.

use std::{borrow::Cow, fmt, ops::Deref};

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Kind, clusters, is_hostile, kind};

/// Stands for what must not be drawn.
const REPLACEMENT: &str = "\u{fffd}";
/// Carries a combining mark that has lost its letter.
const CARRIER: char = '\u{25cc}';
const TAB: &str = "    ";
/// The pictures of the control characters U+0000 to U+001F, three bytes each.
const PICTURES: &str = "␀␁␂␃␄␅␆␇␈␉␊␋␌␍␎␏␐␑␒␓␔␕␖␗␘␙␚␛␜␝␞␟";
const DELETE: &str = "␡";
const ELLIPSIS: char = '…';
/// The longest cluster that is shown, in code points; the longest emoji has ten. A terminal would take a
/// hundred thousand marks into one cell.
pub const LONGEST: usize = 32;
/// The most clusters of a foreign text that a message repeats.
const BRIEF: usize = 300;

/// A text that can be shown anywhere: nothing in it acts on a terminal, hides, or reorders what stands
/// around it. There is no other way to make one than the functions here, which make text visible.
///
/// Making it again changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Safe<'a>(Cow<'a, str>);

impl<'a> Safe<'a> {
    /// A text of one line as it is shown, cluster by cluster as [`shown()`]: for titles, messages and file
    /// names. A line break becomes its picture.
    #[must_use]
    pub fn line(text: &'a str) -> Self {
        Self::all_but(text, &[])
    }

    /// A text of several lines as it is shown: LF and TAB stay, which no terminal takes amiss.
    #[must_use]
    pub fn page(text: &'a str) -> Self {
        Self::all_but(text, b"\n\t")
    }

    /// As much of a text of one line as fits into so many cells. It ends in `…` where something is
    /// missing, and never in half a cluster.
    #[must_use]
    pub fn cut(text: &'a str, cells: usize) -> Self {
        if is_plain_ascii(text) {
            // Nearly every text: one byte, one cell.
            return match (text.len() <= cells, cells.checked_sub(1).and_then(|kept| text.get(..kept))) {
                (true, _) => Self(Cow::Borrowed(text)),
                (false, Some(kept)) => Self(Cow::Borrowed(kept)).and_more(),
                (false, None) => Self(Cow::Borrowed("")),
            };
        }
        let mut used = 0;
        // How much of the text leaves room for the ellipsis.
        let mut kept = 0;
        for (at, cluster) in clusters(text) {
            used += usize::from(shown(cluster).1);
            if used > cells && cells == 0 {
                return Self(Cow::Borrowed(""));
            }
            if used > cells {
                return Self::line(&text[..kept]).and_more();
            }
            if used < cells {
                kept = at + cluster.len();
            }
        }
        Self::line(text)
    }

    /// A text from outside, made fit for a message: one line, at most 300 clusters of it.
    #[must_use]
    pub fn brief(text: &'a str) -> Self {
        match clusters(text).nth(BRIEF) {
            Some((end, _)) => Self::line(&text[..end]).and_more(),
            None => Self::line(text),
        }
    }

    /// The same as a string of its own.
    #[must_use]
    pub fn into_owned(self) -> String {
        self.0.into_owned()
    }

    fn and_more(self) -> Self {
        let mut text = String::with_capacity(self.0.len() + ELLIPSIS.len_utf8());
        text.push_str(&self.0);
        text.push(ELLIPSIS);
        Self(Cow::Owned(text))
    }

    fn all_but(text: &'a str, kept: &[u8]) -> Self {
        let stays = |byte: u8| matches!(byte, b' '..=b'~') || kept.contains(&byte);
        if text.bytes().all(stays) {
            return Self(Cow::Borrowed(text));
        }
        let mut drawn = String::new();
        let mut copied = 0;
        for (at, cluster) in clusters(text) {
            if cluster.bytes().all(stays) {
                continue;
            }
            let (mark, _) = shown(cluster);
            if *mark != *cluster {
                drawn.push_str(&text[copied..at]);
                drawn.push_str(&mark);
                copied = at + cluster.len();
            }
        }
        if copied == 0 {
            return Self(Cow::Borrowed(text));
        }
        drawn.push_str(&text[copied..]);
        Self(Cow::Owned(drawn))
    }
}

impl Deref for Safe<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Safe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What is shown for one grapheme cluster, and how many cells that takes: at least one.
///
/// The cells are those that ratatui counts when it draws the answer. A text of several clusters is to be
/// taken apart by [`clusters`] first.
#[must_use]
pub fn shown(grapheme: &str) -> (Safe<'_>, u16) {
    let (drawn, cells) = mark(grapheme);
    (Safe(drawn), cells)
}

fn mark(grapheme: &str) -> (Cow<'_, str>, u16) {
    if let [byte] = grapheme.as_bytes() {
        return ascii(*byte, grapheme);
    }
    let mut chars = grapheme.chars();
    let Some(first) = chars.next() else { return (Cow::Borrowed(" "), 1) };
    if is_plain(first) && chars.next().is_none() {
        return (Cow::Borrowed(grapheme), cells(grapheme));
    }
    let loose = is_loose(first);
    let longest = LONGEST - usize::from(loose);
    // A vowel of Hangul takes no room without its consonant, even where a mark that does follows.
    let settles = !loose && !is_sound_mark(first) && first.width() == Some(0);
    if settles
        || kind(first) == Kind::Joiner
        || grapheme.chars().any(is_hostile)
        || grapheme.chars().nth(longest).is_some()
    {
        return (Cow::Borrowed(REPLACEMENT), 1);
    }
    let drawn = if loose { Cow::Owned(format!("{CARRIER}{grapheme}")) } else { Cow::Borrowed(grapheme) };
    match cells(&drawn) {
        0 => (Cow::Borrowed(REPLACEMENT), 1),
        cells => (drawn, cells),
    }
}

/// How many cells a text of one line takes as it is shown.
#[must_use]
pub fn width(text: &str) -> usize {
    if is_plain_ascii(text) {
        return text.len();
    }
    clusters(text).map(|(_, cluster)| usize::from(shown(cluster).1)).sum()
}

/// [`width`] as a terminal counts columns; a text that is wider than any window takes the most that there are.
#[must_use]
pub fn columns(text: &str) -> u16 {
    u16::try_from(width(text)).unwrap_or(u16::MAX)
}

/// Whether each byte of a text is a character that is shown as it is, in one cell.
fn is_plain_ascii(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

fn ascii(byte: u8, grapheme: &str) -> (Cow<'_, str>, u16) {
    match byte {
        b' '..=b'~' => (Cow::Borrowed(grapheme), 1),
        b'\t' => (Cow::Borrowed(TAB), 4),
        0..b' ' => {
            let at = 3 * usize::from(byte);
            (Cow::Borrowed(PICTURES.get(at..at + 3).unwrap_or(REPLACEMENT)), 1)
        }
        _ => (Cow::Borrowed(DELETE), 1),
    }
}

/// The cells of a cluster beyond ASCII, as ratatui counts them: unicode-width, but a cell for each
/// halfwidth sound mark, which terminals draw beside its letter and not above it.
fn cells(cluster: &str) -> u16 {
    let sound_marks = cluster.chars().filter(|c| is_sound_mark(*c)).count();
    u16::try_from(cluster.width() + sound_marks).unwrap_or(u16::MAX)
}

const fn is_sound_mark(c: char) -> bool {
    matches!(c, '\u{ff9e}' | '\u{ff9f}')
}

/// Letters and punctuation of most texts, which need no second look: a shortcut, not a rule.
const fn is_plain(c: char) -> bool {
    matches!(c,
        '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{370}'..='\u{482}'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}'
        | '\u{3041}'..='\u{3096}' | '\u{30a0}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// Whether a cluster that begins so is a mark without a letter, which would settle on whatever is drawn
/// before it. Skin tones and halfwidth sound marks can stand alone.
fn is_loose(first: char) -> bool {
    let stands_alone = matches!(first, '\u{1f3fb}'..='\u{1f3ff}') || is_sound_mark(first);
    !stands_alone && String::from_iter([CARRIER, first]).graphemes(true).nth(1).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::door::sample;
    use proptest::prelude::*;
    use ratatui::buffer::{Buffer, CellWidth};
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    #[test]
    fn each_kind_of_character_has_its_mark() {
        let cases = [
            ("a", "a", 1),
            ("\t", "    ", 4),
            ("\0", "␀", 1),
            ("\u{1b}", "␛", 1),
            ("\n", "␊", 1),
            ("\u{7f}", "␡", 1),
            ("\u{9b}", "\u{fffd}", 1),
            ("\u{202e}", "\u{fffd}", 1),
            ("\u{200b}", "\u{fffd}", 1),
            ("\u{ad}", "\u{fffd}", 1),
            ("\u{feff}", "\u{fffd}", 1),
            ("\u{3164}", "\u{fffd}", 1),
            ("\u{200d}", "\u{fffd}", 1),
            ("\u{fe0f}", "\u{fffd}", 1),
            ("\u{1161}", "\u{fffd}", 1),
            ("\u{1161}\u{93e}", "\u{fffd}", 1),
            ("x\u{e0041}\u{e007f}", "\u{fffd}", 1),
            ("\u{301}", "\u{25cc}\u{301}", 1),
            ("\u{93e}", "\u{25cc}\u{93e}", 2),
            ("é", "é", 1),
            ("e\u{301}", "e\u{301}", 1),
            ("世", "世", 2),
            ("👨‍👩‍👧", "👨‍👩‍👧", 2),
            ("❤\u{fe0f}", "❤\u{fe0f}", 2),
            ("🏽", "🏽", 2),
            ("ख\u{200d}", "ख\u{200d}", 1),
            ("", " ", 1),
        ];
        for (grapheme, drawn, cells) in cases {
            assert_eq!(mark(grapheme), (drawn.into(), cells), "{grapheme:?}");
        }
    }

    #[test]
    fn what_reorders_or_hides_is_replaced() {
        let hidden = "\u{80}\u{9f}\u{ad}\u{61c}\u{115f}\u{1160}\u{17b4}\u{180e}\u{200b}\u{200e}\u{200f}\u{2028}\
            \u{2029}\u{202a}\u{202e}\u{2060}\u{2066}\u{2069}\u{206f}\u{3164}\u{feff}\u{ffa0}\u{fff9}\u{fffb}\
            \u{1bca0}\u{1d173}\u{e0001}\u{e007f}";
        for c in hidden.chars() {
            assert_eq!(mark(&c.to_string()), ("\u{fffd}".into(), 1), "{c:?}");
            assert!(!Safe::line(&format!("a{c}\u{301}b")).contains(c), "{c:?}");
        }
    }

    #[test]
    fn halfwidth_sound_marks_are_counted_as_ratatui_counts_them() {
        for marked in ["ｶﾞ", "ﾊﾟ", "ﾞ", "あﾞ"] {
            assert_eq!(mark(marked), (marked.into(), marked.cell_width()), "{marked}");
        }
    }

    #[test]
    fn a_cluster_without_end_is_capped() {
        let marks = |count| format!("e{}", "\u{301}".repeat(count));
        assert_eq!(*shown(&marks(31)).0, marks(31));
        assert_eq!(&*shown(&marks(32)).0, "\u{fffd}");
        assert_eq!(&*shown(&"\u{301}".repeat(32)).0, "\u{fffd}");
    }

    #[test]
    fn a_character_alone_is_drawn_as_wide_as_said_and_without_harm() {
        // Beyond these planes there are ideographs, private use and nothing.
        for c in
            (0..0x2_0000).chain(0xe_0000..0xe_1000).chain(0x10_ff00..0x11_0000).filter_map(char::from_u32)
        {
            let text = c.to_string();
            let (drawn, cells) = shown(&text);
            assert!(cells > 0, "{c:?}");
            assert!(!drawn.contains(is_hostile) && !drawn.starts_with(|c| kind(c) == Kind::Joiner), "{c:?}");
            assert_eq!(
                UnicodeSegmentation::graphemes(&*drawn, true).map(CellWidth::cell_width).sum::<u16>(),
                cells
            );
            assert!(!is_plain(c) || (*drawn == *text && !is_loose(c)), "{c:?} is not plain");
        }
    }

    #[test]
    fn titles_and_messages_are_made_visible() {
        assert!(matches!(Safe::line("Subinterpreters and You!").0, Cow::Borrowed(_)));
        assert!(matches!(Safe::line("Grüße, 世界").0, Cow::Borrowed(_)));
        assert_eq!(&*Safe::line("\u{1b}]52;c;eA==\u{7}\r\nevil\u{202e}txt"), "␛]52;c;eA==␇␍␊evil\u{fffd}txt");
        assert_eq!(width("a\t世\u{7}"), 8);
    }

    #[test]
    fn a_page_keeps_its_lines_and_tabs() {
        let page = "Plain:\n\t- one\n";
        assert!(matches!(Safe::page(page).0, Cow::Borrowed(_)));
        assert_eq!(
            &*Safe::page("a\tb\r\nc\u{1b}[31m\u{9b}\n\u{301}\n"),
            "a\tb␍\nc␛[31m\u{fffd}\n\u{25cc}\u{301}\n"
        );
        assert_eq!(&*Safe::line("a\tb\n"), "a    b␊");
    }

    #[test]
    fn a_text_in_a_message_is_brief() {
        assert_eq!(*Safe::brief(&"é".repeat(300)), *"é".repeat(300));
        assert_eq!(*Safe::brief(&"\u{7}".repeat(301)), *format!("{}…", "␇".repeat(300)));
        assert_eq!(&*Safe::brief("a\nb"), "a␊b");
    }

    #[test]
    fn a_cut_text_ends_in_an_ellipsis() {
        let cases = [
            ("title", 5, "title"),
            ("title", 4, "tit…"),
            ("title", 1, "…"),
            ("title", 0, ""),
            ("", 0, ""),
            ("世界", 4, "世界"),
            ("世界", 3, "世…"),
            ("世界", 2, "…"),
            ("a\tb", 4, "a…"),
            ("\u{7}bell", 3, "␇b…"),
        ];
        for (text, cells, expected) in cases {
            assert_eq!(&*Safe::cut(text, cells), expected, "{text:?} in {cells}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]
        #[test]
        fn what_is_visible_is_harmless_and_stays_as_it_is(text in sample::text(30)) {
            let drawn = Safe::line(&text);
            prop_assert!(!drawn.contains(is_hostile), "{:?}", drawn);
            prop_assert_eq!(&Safe::line(&drawn), &drawn);
            let page = Safe::page(&text);
            prop_assert!(!page.contains(|c| is_hostile(c) && c != '\n' && c != '\t'), "{:?}", page);
            prop_assert_eq!(&Safe::page(&page), &page);
            prop_assert_eq!(width(&drawn), width(&text));
        }

        #[test]
        #[expect(clippy::disallowed_methods, reason = "this is what is drawn with")]
        fn ratatui_draws_a_visible_text_in_as_many_cells_as_said(text in sample::text(30)) {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 1000, 1));
            let (end, _) = buffer.set_stringn(0, 0, &*Safe::line(&text), 1000, Style::new());
            prop_assert_eq!(usize::from(end), width(&text));
        }

        #[test]
        fn a_cut_text_fits(text in sample::text(30), cells in 0_usize..40) {
            let drawn = Safe::cut(&text, cells);
            prop_assert!(width(&drawn) <= cells);
            prop_assert_eq!(drawn.ends_with(ELLIPSIS), width(&text) > cells && cells > 0);
        }
    }
}
