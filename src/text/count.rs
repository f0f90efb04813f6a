//! Counting as the forms of conferences count.

/// How long a text is for a form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Unicode code points between the first and the last that is no white space; a line feed is one.
    pub characters: usize,
    /// Tokens between white space that hold a letter or a digit.
    pub words: usize,
}

/// Counts a text by the rule of pretalx (`src/pretalx/cfp/forms.py`, `count_length`), which most forms
/// share: “state-of-the-art” and “don't” are one word each, a dash between blanks is none. `text` has LF
/// for line breaks.
#[must_use]
pub fn count(text: &str) -> Count {
    Count { characters: text.trim().chars().count(), words: words(text) }
}

/// Whether a byte of ASCII is a blank, and whether it is a letter or a digit. To look it up is quicker than to ask.
const KINDS: [(bool, bool); 256] = {
    let mut kinds = [(false, false); 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        kinds[byte as usize] = (matches!(byte, b' ' | b'\t'..=b'\r'), byte.is_ascii_alphanumeric());
        byte += 1;
    }
    kinds
};

/// Tokens that hold a letter or a digit. This is counted at each key, so the bytes of ASCII take no branches.
fn words(text: &str) -> usize {
    let (mut words, mut counted) = (0, 0);
    let mut hear = |blank: bool, letter: bool| {
        let (blank, letter) = (usize::from(blank), usize::from(letter));
        words += letter & !counted;
        counted = (counted | letter) & !blank;
    };
    if text.is_ascii() {
        for byte in text.bytes() {
            let (blank, letter) = KINDS[usize::from(byte)];
            hear(blank, letter);
        }
    } else {
        for char in text.chars() {
            hear(char.is_whitespace(), char.is_alphanumeric());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_description_of_a_real_proposal_is_counted() {
        let description = "Did you know that the CPython runtime supports running multiple independent \
            interpreters at the same time, in the same process? It has for over 20 years, in fact! The catch \
            is that it's only exposed in the C-API. Starting in Python 3.7 you can use subinterpreters from \
            Python code, though with some caveats for now.\n\nCome to this talk to find out what \
            subinterpreters are, why you should care, how to take advantage of them, what their limitations \
            are, and what their future holds. That includes how they may eventually support GIL-free \
            parallelism in Python (without async). This talk will include a variety of practical examples. ";
        assert_eq!(count(description), Count { characters: 631, words: 106 });
    }

    proptest! {
        #[test]
        fn words_are_tokens_that_hold_a_letter_or_a_digit(ascii in "[ -~\t\n\u{b}\u{c}\r]{0,40}", other in "\\PC{0,20}") {
            for text in [&ascii, &(ascii.clone() + &other)] {
                let tokens = text.split_whitespace().filter(|token| token.contains(char::is_alphanumeric));
                prop_assert_eq!(count(text).words, tokens.count());
            }
        }
    }

    #[test]
    fn ends_are_stripped_and_words_hold_a_letter_or_a_digit() {
        let cases = [
            ("", 0, 0),
            (" \n\t ", 0, 0),
            (" a\n\nb ", 4, 2),
            ("state-of-the-art — don't", 24, 2),
            ("7 * ∞", 5, 1),
            ("e\u{301} 世界", 5, 2),
            ("\u{a0}\u{3000}x\u{2003}", 1, 1),
        ];
        for (text, characters, words) in cases {
            assert_eq!(count(text), Count { characters, words }, "{text:?}");
        }
    }
}
