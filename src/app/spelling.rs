//! Spelling in the text that is being written: what is misspelt is marked in the rows that are seen, and
//! corrected on demand (`correcting`).
//!
//! The dictionary comes from outside when a text is first written, and is asked here: to look up the words of a
//! window takes less than a millisecond, and only what was changed is looked up again.

mod correcting;

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{At, Command, Desk, Model, Pane};
use crate::{
    spelling::{Dictionary, check},
    talk::{Id, NO_LANGUAGE},
    text::Marks,
};

/// Nobody has so many words on the screen: what was looked up before is forgotten then.
const MOST_REMEMBERED: usize = 20_000;

/// What the machine wants of whoever has the dictionaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpellingWish {
    /// The dictionary of this language.
    Dictionary(String),
    /// The person's own words.
    Words,
    /// What may have been meant by a word of this language.
    Suggestions(String, String),
    /// This word is to be one of the person's own.
    Keep(String),
    /// The languages for which there are dictionaries, for this proposal.
    Languages(Id),
}

/// What whoever has the dictionaries tells.
#[derive(Debug)]
pub enum SpellingNews {
    /// The dictionary of a language, or why there is none.
    Dictionary(String, Result<Arc<Dictionary>, String>),
    /// The person's own words, or why they cannot be read.
    Words(Result<Vec<String>, String>),
    /// What may have been meant by a word, the likeliest first.
    Suggestions(String, Vec<String>),
    /// For this proposal: the languages for which there are dictionaries.
    Languages(Id, Vec<String>),
    /// A word is one of the person's own now, or why it cannot be kept.
    Kept(String, Result<(), String>),
}

/// What became of a dictionary that was asked for.
#[derive(Clone, Debug)]
enum Loaded {
    /// It has not come yet.
    Asked,
    /// It is there.
    Ready(Arc<Dictionary>),
    /// There is none: why.
    Missing(String),
}

/// What is known of words.
#[derive(Debug)]
pub struct Spelling {
    /// Whether misspelt words are marked.
    pub marked: bool,
    dictionaries: HashMap<String, Loaded>,
    /// The person's own.
    words: HashSet<String>,
    /// Those that are let be until the program ends; two of the same as `word word`.
    let_be: HashSet<String>,
    /// What was looked up in the language that was used last.
    looked_up: HashMap<String, bool>,
    /// Counts what makes other words right than before.
    version: u64,
    /// How many words were judged so far.
    judged: u64,
    /// Whether the person wants to correct as soon as the dictionary has come.
    waiting: bool,
    /// What is to be asked for.
    pub(super) wishes: Vec<SpellingWish>,
}

impl Default for Spelling {
    fn default() -> Self {
        Self {
            marked: true,
            dictionaries: HashMap::new(),
            words: HashSet::new(),
            let_be: HashSet::new(),
            looked_up: HashMap::new(),
            version: 0,
            judged: 0,
            waiting: false,
            wishes: Vec::new(),
        }
    }
}

impl Spelling {
    /// The dictionary of a language, which is asked for once.
    fn dictionary(&mut self, language: &str) -> Option<Arc<Dictionary>> {
        match self.dictionaries.get(language) {
            Some(Loaded::Ready(dictionary)) => return Some(dictionary.clone()),
            Some(Loaded::Asked | Loaded::Missing(_)) => return None,
            None => {}
        }
        if self.dictionaries.is_empty() {
            self.wishes.push(SpellingWish::Words);
        }
        self.dictionaries.insert(language.to_owned(), Loaded::Asked);
        self.wishes.push(SpellingWish::Dictionary(language.to_owned()));
        None
    }

    /// How many words were judged since the program began, those that were known from before included.
    #[must_use]
    pub const fn judged(&self) -> u64 {
        self.judged
    }

    /// Other words are right from now on.
    fn renew(&mut self) {
        self.version += 1;
        self.looked_up.clear();
    }

    fn knows(&mut self, dictionary: &Dictionary, word: &str) -> bool {
        self.judged += 1;
        if let Some(known) = self.looked_up.get(word) {
            return *known;
        }
        if self.looked_up.len() == MOST_REMEMBERED {
            self.looked_up.clear();
        }
        let small = word.to_lowercase().replace('’', "'");
        let owner = small.strip_suffix("'s").unwrap_or(&small);
        let own = [word, &small, owner]
            .iter()
            .any(|word| self.words.contains(*word) || self.let_be.contains(*word));
        let known = own || dictionary.knows(word);
        self.looked_up.insert(word.to_owned(), known);
        known
    }

    /// What is to be marked around a range of a text, and in which range that is all.
    fn faults(
        &mut self,
        dictionary: &Dictionary,
        text: &str,
        range: &std::ops::Range<usize>,
    ) -> (std::ops::Range<usize>, Vec<std::ops::Range<usize>>) {
        let (range, mut faults) = check(text, range, |word| self.knows(dictionary, word));
        if !self.let_be.is_empty() {
            faults.retain(|fault| {
                let word = text.get(fault.clone()).unwrap_or_default();
                !(self.let_be.contains(&twins(word)) && self.knows(dictionary, word))
            });
        }
        (range, faults)
    }
}

/// How two of the same word in a row are let be.
fn twins(word: &str) -> String {
    let word = word.to_lowercase();
    format!("{word} {word}")
}

impl Desk {
    /// What is to be checked again after a change at a place, which inserted as many bytes: what is marked may
    /// depend on the line before, and all below on whether a block of code begins.
    pub(super) fn uncheck(&mut self, text: &str, at: usize, removed: &str, inserted: usize) {
        const NEAR: usize = 8;
        let end = at + inserted;
        if let Some(feed) = text.get(end..).and_then(|behind| behind.find('\n')) {
            let next = end + feed + 1;
            self.marks.unchecked.add(next..next);
        }
        let near = text.as_bytes().get(at.saturating_sub(NEAR)..(end + NEAR).min(text.len()));
        let fences = |bytes: &[u8]| bytes.contains(&b'`') || bytes.contains(&b'~');
        if near.is_some_and(fences) || fences(removed.as_bytes()) {
            let line = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |feed| feed + 1);
            self.marks.unchecked.add(line..text.len());
        }
    }
}

impl Model {
    /// The language of the open text; none where spelling is not to be checked.
    fn language(&self) -> Option<&str> {
        let own = self.proposal().and_then(|proposal| proposal.language.as_deref());
        Some(own.filter(|own| !own.is_empty()).unwrap_or(&self.settings.language))
            .filter(|language| *language != NO_LANGUAGE)
    }

    /// Checks what is seen of the text that is being written, as far as it was not checked before.
    pub(super) fn refresh_spelling(&mut self) {
        let language = self.language().map(str::to_owned);
        let height = usize::from(self.areas().text.height);
        let writes = self.pane == Pane::Editor && self.spelling.marked;
        let Some(desk) = &mut self.desk else { return };
        let dictionary = language.as_deref().filter(|_| writes).and_then(|own| self.spelling.dictionary(own));
        let judge =
            language.filter(|_| dictionary.is_some()).map(|language| (language, self.spelling.version));
        if desk.judge != judge {
            self.spelling.looked_up.clear();
            desk.judge = judge;
            desk.marks = Marks {
                found: std::mem::take(&mut desk.marks.found),
                here: desk.marks.here,
                ..Marks::new(desk.field.len())
            };
        }
        let (Some(dictionary), Some(text)) = (dictionary, self.library.text(&desk.place)) else { return };
        let seen = |row: usize| desk.wrapped.row(row).map(|row| row.start..row.start + row.text.len());
        let last = (desk.top + height.max(1)).min(desk.wrapped.rows()).saturating_sub(1);
        let (Some(first), Some(last)) = (seen(desk.top), seen(last)) else { return };
        while let Some(part) = desk.marks.unchecked.part_within(&(first.start..last.end)) {
            let (range, faults) = self.spelling.faults(&dictionary, text, &part);
            // With the blank or line feed behind it, so that the next part begins there.
            let range = range.start..range.end + 1;
            desk.marks.misspelt.replace(&range, faults);
            desk.marks.unchecked.remove(&range);
        }
        // The word that is being typed is not judged before the cursor leaves it.
        let caret = desk.field.caret();
        let typed = desk.typed.and_then(|typed| desk.marks.misspelt.touching(typed));
        desk.marks.unfinished = typed.filter(|index| {
            let word = desk.marks.misspelt.all().get(*index);
            word.is_some_and(|word| (word.start..=word.end).contains(&caret))
        });
        if desk.marks.unfinished.is_none() {
            desk.typed = None;
        }
    }

    /// Marks misspelt words, or no longer.
    pub(super) fn switch_spelling(&mut self) {
        self.spelling.marked = !self.spelling.marked;
        let key = self.key_for(Command::MarkSpelling);
        if self.spelling.marked {
            self.tell("Misspelt words are marked");
        } else {
            self.tell(format!("Misspelt words are no longer marked. {key} marks them again"));
        }
    }

    /// Hears of words and dictionaries.
    pub(super) fn heard_of_spelling(&mut self, news: SpellingNews) {
        match news {
            SpellingNews::Dictionary(language, Ok(dictionary)) => {
                self.spelling.dictionaries.insert(language, Loaded::Ready(dictionary));
                self.spelling.renew();
                if std::mem::take(&mut self.spelling.waiting) && self.at() == At::TEXT {
                    self.note = None;
                    self.correct();
                }
            }
            SpellingNews::Dictionary(language, Err(why)) => {
                self.fail(format!("Spelling is not checked: {why}"));
                self.spelling.dictionaries.insert(language, Loaded::Missing(why));
                self.spelling.waiting = false;
            }
            SpellingNews::Words(Ok(words)) => {
                self.spelling.words.extend(words);
                self.spelling.renew();
            }
            SpellingNews::Words(Err(why)) => self.fail(format!("Your own words are not known: {why}")),
            SpellingNews::Languages(proposal, languages) => self.offer_languages(&proposal, languages),
            SpellingNews::Kept(word, Ok(())) => self.tell(format!("“{word}” is one of your words now")),
            SpellingNews::Kept(word, Err(why)) => {
                self.fail(format!("“{word}” is right until you leave, but was not kept: {why}"));
            }
            SpellingNews::Suggestions(word, suggestions) => self.suggest(&word, suggestions),
        }
    }
}
