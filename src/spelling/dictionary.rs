//! The words of a language.

use std::{
    collections::HashSet,
    fmt,
    hash::{BuildHasherDefault, DefaultHasher},
};

use encoding_rs::Encoding;
use unicode_normalization::UnicodeNormalization;

/// The language that is built in, as files and folders of dictionaries name it.
pub const AMERICAN: &str = "en_US";
/// No more suggestions than these are made.
pub const MOST_SUGGESTIONS: usize = 8;

const AFFIXES: &str = include_str!("../../data/dictionaries/en_US.aff");
const STEMS: &str = include_str!("../../data/dictionaries/en_US.dic");

/// Hashes alike in every run: of words that are equally near, others would be suggested each time.
type Fixed = BuildHasherDefault<DefaultHasher>;

/// The words of a language, and the letters that they are written with.
pub struct Dictionary {
    words: spellbook::Dictionary<Fixed>,
    letters: HashSet<char>,
    /// Whether a word may be written with accents that the dictionary leaves out, as in `café`.
    accents_are_free: bool,
}

impl fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dictionary").finish_non_exhaustive()
    }
}

impl Dictionary {
    /// Reads a dictionary in the format of Hunspell. It takes from some tens of milliseconds up, by its size.
    ///
    /// # Errors
    /// What is wrong with it, in a few words.
    pub fn new(affixes: &str, stems: &str) -> Result<Self, String> {
        let words = spellbook::Dictionary::new_with_hasher(affixes, stems, Fixed::default())
            .map_err(|error| error.to_string())?;
        let entries = stems.lines().map(|line| line.split(['/', '\t']).next().unwrap_or_default());
        let mut letters = HashSet::new();
        for char in entries.flat_map(str::chars) {
            // Most are there already, and to look is cheaper.
            if char.is_alphabetic() && !letters.contains(&char) {
                letters.insert(char);
                letters.extend(char.to_lowercase());
            }
        }
        Ok(Self { words, letters, accents_are_free: false })
    }

    /// The same from the bytes of its files, in the encoding that the first one names.
    ///
    /// # Errors
    /// What is wrong with it, in a few words.
    pub fn of_files(affixes: &[u8], stems: &[u8]) -> Result<Self, String> {
        let named =
            affixes.split(|byte| *byte == b'\n').find_map(|line| line.trim_ascii().strip_prefix(b"SET"));
        // Without a name it is the one that Hunspell began with.
        let named = named.map_or(&b"ISO8859-1"[..], <[u8]>::trim_ascii);
        let label = named.strip_prefix(b"microsoft-").unwrap_or(named);
        let encoding = Encoding::for_label(label)
            .ok_or_else(|| format!("its encoding {} is not known", String::from_utf8_lossy(named)))?;
        let [affixes, stems] = [affixes, stems].map(|bytes| encoding.decode_with_bom_removal(bytes).0);
        Self::new(&affixes, &stems)
    }

    /// American English, which is built in.
    ///
    /// # Errors
    /// What is wrong with it, which the tests rule out.
    pub fn american() -> Result<Self, String> {
        Ok(Self { accents_are_free: true, ..Self::new(AFFIXES, STEMS)? })
    }

    /// Whether a word is spelt right. One with letters that the language does not have is a word of another
    /// one, or a name, and nothing is said against it.
    #[must_use]
    pub fn knows(&self, word: &str) -> bool {
        let word = plain(word);
        let mut letters = word.chars().filter(|char| char.is_alphabetic());
        if !letters.all(|char| self.letters.contains(&char) || self.has_small(char))
            || self.words.check(&word)
        {
            return true;
        }
        let owner = word.strip_suffix("'s").or_else(|| word.strip_suffix('\''));
        if owner.is_some_and(|owner| self.words.check(owner)) {
            return true;
        }
        self.accents_are_free && !word.is_ascii() && {
            let bare: String = word.nfd().filter(char::is_ascii).collect();
            self.words.check(&bare)
        }
    }

    fn has_small(&self, char: char) -> bool {
        char.to_lowercase().all(|small| self.letters.contains(&small))
    }

    /// What may have been meant by a word that is not known, the likeliest first. It takes up to a tenth of a
    /// second and more.
    #[must_use]
    pub fn suggest(&self, word: &str) -> Vec<String> {
        let mut suggestions = Vec::new();
        self.words.suggest(&plain(word), &mut suggestions);
        suggestions.truncate(MOST_SUGGESTIONS);
        suggestions
    }
}

/// A word as dictionaries write it: composed, with a straight apostrophe.
fn plain(word: &str) -> String {
    word.nfc().map(|char| if char == '’' { '\'' } else { char }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn american_english_is_built_in() {
        let american = Dictionary::american().unwrap();
        for right in ["the", "Talk", "doesn't", "doesn’t", "café", "cafe\u{301}", "interpreters", "speaker's"]
        {
            assert!(american.knows(right), "{right}");
        }
        for wrong in ["teh", "recieve", "proposl", "colour", "dont"] {
            assert!(!american.knows(wrong), "{wrong}");
        }
    }

    #[test]
    fn the_likeliest_words_are_suggested_and_not_too_many() {
        let stems = ["the", "thee", "them", "then", "ten", "tech", "tea", "ted", "tee", "tel", "eh"];
        let words = Dictionary::new(
            "SET UTF-8\nTRY esianrtolcdugmphbyfvkwz\n",
            &format!("11\n{}\n", stems.join("\n")),
        );
        let suggestions = words.unwrap().suggest("teh");
        assert_eq!(suggestions.first().map(String::as_str), Some("the"));
        assert_eq!(suggestions.len(), MOST_SUGGESTIONS);
    }

    #[test]
    fn words_with_letters_of_other_languages_are_let_be() {
        let english = Dictionary::new("SET UTF-8\n", "2\nabcdefghijklm\nnopqrstuvwxyz\n").unwrap();
        for other in ["Größe", "доклад", "講演", "łódź"] {
            assert!(english.knows(other), "{other}");
        }
        assert!(!english.knows("Grosse"));
        let russian = Dictionary::new("SET UTF-8\n", "2\nдоклад\nязык\n").unwrap();
        assert!(russian.knows("Доклад") && russian.knows("Python") && !russian.knows("доклл"));
    }

    #[test]
    fn older_encodings_are_read() {
        let german =
            Dictionary::of_files(b"SET ISO8859-1\nTRY aeiou\n", b"2\nGr\xf6\xdfe\nVortrag\n").unwrap();
        assert!(german.knows("Größe") && !german.knows("Größte"));
        let russian = Dictionary::of_files(b"SET KOI8-R\r\n", b"1\n\xc4\xcf\xcb\xcc\xc1\xc4\n").unwrap();
        assert!(russian.knows("доклад") && !russian.knows("доклдд"));
        let polish = Dictionary::of_files(b"SET ISO8859-2\n", b"1\n\xb3\xf3d\xbc\n").unwrap();
        assert!(polish.knows("łódź") && !polish.knows("łód"));
        let bulgarian = Dictionary::of_files("\u{feff}SET UTF-8\n".as_bytes(), "1\nза\n".as_bytes()).unwrap();
        assert!(bulgarian.knows("за"));
        let error = Dictionary::of_files(b"SET EBCDIC\n", b"").unwrap_err();
        assert_eq!(error, "its encoding EBCDIC is not known");
    }

    #[test]
    fn what_is_no_dictionary_is_refused() {
        assert!(Dictionary::new("FLAG nonsense\n", "1\na\n").is_err());
        assert!(Dictionary::new("", "").is_err());
    }
}
