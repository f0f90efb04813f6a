//! THE TABLE of what characters do beside standing for themselves.

use std::fmt::Write;

/// What a character does where it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Stands for itself, or marks the letter before it where all can see it.
    Text,
    /// A control character of ASCII or of Latin-1, tabs and line breaks among them: terminals obey it.
    Control,
    /// Divides lines or paragraphs without being a line break to everybody.
    Separator,
    /// Turns the direction of reading of what stands around it.
    Turning,
    /// Cannot be seen, and hides that it is there: blanks of no width, fillers, marks of annotations, tags.
    /// Tags could carry a whole hidden text; the three flags that use them are the price.
    Hidden,
    /// Shapes the letter before it, and is nothing without one: joiners and variation selectors.
    Joiner,
    /// Private use beyond the first plane, where terminals keep placeholders of pictures and disagree about
    /// widths. What fonts of icons have in the first plane is [`Kind::Text`].
    Private,
    /// No character at all, and never will be.
    Nothing,
}

/// What a character does. The code points that Unicode calls ignorable are joiners or hidden.
#[must_use]
pub const fn kind(c: char) -> Kind {
    match c {
        '\0'..='\x1f' | '\x7f'..='\u{9f}' => Kind::Control,
        ' '..='~' => Kind::Text,
        '\u{2028}' | '\u{2029}' => Kind::Separator,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Kind::Turning
        }
        '\u{34f}'
        | '\u{180b}'..='\u{180d}'
        | '\u{180f}'
        | '\u{200c}'
        | '\u{200d}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{e0100}'..='\u{e01ef}' => Kind::Joiner,
        '\u{ad}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e00ff}'
        | '\u{e01f0}'..='\u{e0fff}' => Kind::Hidden,
        '\u{fdd0}'..='\u{fdef}' => Kind::Nothing,
        _ if c as u32 & 0xfffe == 0xfffe => Kind::Nothing,
        '\u{f0000}'.. => Kind::Private,
        _ => Kind::Text,
    }
}

/// Whether a character must not reach a screen as itself: all but text and joiners.
#[must_use]
pub const fn is_hostile(c: char) -> bool {
    !matches!(kind(c), Kind::Text | Kind::Joiner)
}

/// Whether a character must not stand as itself in a file of ours, where people and git read it: control
/// characters other than LF and TAB, separators, what turns the direction of reading, and the byte order
/// mark. What cannot be seen but does no harm stays, as soft hyphens in prose.
#[must_use]
pub const fn must_be_escaped(c: char) -> bool {
    match kind(c) {
        Kind::Control => !matches!(c, '\n' | '\t'),
        Kind::Separator | Kind::Turning => true,
        _ => c == '\u{feff}',
    }
}

/// Adds a character by its number, as RON and Rust write it: `\u{1b}`.
pub fn push_by_number(out: &mut String, c: char) {
    // Writing into a string cannot fail.
    let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_found_at_both_ends_of_its_ranges_and_not_beside_them() {
        let table = [
            (Kind::Control, "\0\t\n\r\u{1b}\u{1f}\u{7f}\u{80}\u{85}\u{9b}\u{9f}"),
            (Kind::Separator, "\u{2028}\u{2029}"),
            (Kind::Turning, "\u{61c}\u{200e}\u{200f}\u{202a}\u{202e}\u{2066}\u{2069}"),
            (
                Kind::Hidden,
                "\u{ad}\u{115f}\u{1160}\u{17b4}\u{17b5}\u{180e}\u{200b}\u{2060}\u{2065}\u{206a}\u{206f}\u{3164}\
                 \u{feff}\u{ffa0}\u{fff0}\u{fff9}\u{fffb}\u{1bca0}\u{1bca3}\u{1d173}\u{1d17a}\u{e0000}\u{e0041}\
                 \u{e007f}\u{e00ff}\u{e01f0}\u{e0fff}",
            ),
            (
                Kind::Joiner,
                "\u{34f}\u{180b}\u{180d}\u{180f}\u{200c}\u{200d}\u{fe00}\u{fe0f}\u{e0100}\u{e01ef}",
            ),
            (Kind::Private, "\u{f0000}\u{ffffd}\u{100000}\u{10eeee}\u{10fffd}"),
            (Kind::Nothing, "\u{fdd0}\u{fdef}\u{fffe}\u{ffff}\u{1fffe}\u{dffff}\u{efffe}\u{fffff}\u{10ffff}"),
            (
                Kind::Text,
                " ~\u{a0}\u{ac}\u{ae}\u{301}\u{600}\u{1161}\u{2010}\u{2027}\u{202f}\u{205f}\u{2070}\u{2800}\u{3163}\
                 \u{e000}\u{f8ff}\u{fdcf}\u{fdf0}\u{fffc}\u{fffd}\u{1f3fb}漢",
            ),
        ];
        for (expected, characters) in table {
            for c in characters.chars() {
                assert_eq!(kind(c), expected, "{c:?}");
                assert_eq!(is_hostile(c), !matches!(expected, Kind::Text | Kind::Joiner), "{c:?}");
            }
        }
    }

    #[test]
    fn a_file_holds_no_character_that_acts_and_all_others() {
        for c in "\0\r\u{b}\u{1b}\u{7f}\u{9b}\u{2028}\u{202e}\u{2066}\u{61c}\u{feff}".chars() {
            assert!(must_be_escaped(c), "{c:?}");
        }
        for c in "\n\ta\u{ad}\u{200d}\u{fe0f}\u{e0041}\u{fffd}".chars() {
            assert!(!must_be_escaped(c), "{c:?}");
        }
    }
}
