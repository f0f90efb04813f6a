//! Spelling in the text that is being written: what is misspelt is marked in the rows that are seen, and
//! corrected on demand.
//!
//! The dictionary comes from outside when a text is first written, and is asked here: to look up the words of a
//! window takes less than a millisecond, and only what was changed is looked up again.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{Answer, At, Command, Desk, Menu, MenuRow, Model, Pane, Popup, change::How};
use crate::{
    spelling::{AMERICAN, Dictionary, MOST_SUGGESTIONS, check},
    talk::{Edit, Id, NO_LANGUAGE},
    text::Marks,
};

/// Nobody has so many words on the screen: what was looked up before is forgotten then.
const MOST_REMEMBERED: usize = 20_000;
/// To find the next misspelt word, a text is gone through in parts of so many bytes.
const PART: usize = 4096;

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

    /// Offers the languages for which there are dictionaries.
    fn offer_languages(&mut self, id: &Id, languages: Vec<String>) {
        let Some(proposal) = self.library.proposal(id).filter(|_| self.at() == At::FORM) else { return };
        let usual = &self.settings.language;
        let mut rows = vec![(format!("{usual}, as the settings say"), None)];
        let mut named = languages;
        if !named.iter().any(|language| language == AMERICAN) {
            named.insert(0, AMERICAN.to_owned());
        }
        let named = named.into_iter().filter(|language| language != usual);
        rows.extend(named.map(|language| (language.clone(), Some(language))));
        rows.push(("none: spelling is not checked".to_owned(), Some(NO_LANGUAGE.to_owned())));
        let at = rows.iter().position(|(_, language)| *language == proposal.language).unwrap_or(0);
        let row = |(words, language)| MenuRow::new(words, Answer::Language(id.clone(), language));
        let menu = Menu::new("Language", Vec::new(), rows.into_iter().map(row).collect(), at);
        self.popups.push(Popup::Choose(Box::new(menu)));
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

    /// Goes to the misspelt word at the cursor or to the next one, and asks what was meant.
    pub(super) fn correct(&mut self) {
        let Some(language) = self.language().map(str::to_owned) else {
            return self.tell("The spelling of this proposal is not checked: its details name no language");
        };
        let Some(dictionary) = self.spelling.dictionary(&language) else {
            if let Some(Loaded::Missing(why)) = self.spelling.dictionaries.get(&language) {
                let why = format!("Spelling is not checked: {why}");
                return self.fail(why);
            }
            self.spelling.waiting = true;
            return self.tell(format!("Reading the dictionary for {language} …"));
        };
        let Some(desk) = &mut self.desk else { return };
        let Some(text) = self.library.text(&desk.place) else { return };
        let caret = desk.field.caret();
        // What is selected was shown a moment ago.
        let from = desk.field.selection().map_or(caret, |selected| selected.end + 1);
        let spelling = &mut self.spelling;
        let mut next = |from: usize, until: usize| {
            let mut at = from;
            while at <= until {
                let (range, faults) = spelling.faults(&dictionary, text, &(at..(at + PART).min(text.len())));
                if let Some(fault) = faults.into_iter().find(|fault| fault.end >= from) {
                    return Some(fault);
                }
                at = range.end.max(at) + 1;
            }
            None
        };
        let Some(fault) = next(from, text.len()).or_else(|| next(0, from)) else {
            return self.tell("No word is misspelt here");
        };
        let word = text.get(fault.clone()).unwrap_or_default().to_owned();
        desk.field.select(fault);
        desk.goal = None;
        self.history.close();
        if self.spelling.knows(&dictionary, &word) {
            let rows = vec![
                (format!("Take out the second “{word}”"), Answer::TakeOutTwin(word.clone())),
                ("Let it be until soapbox ends".to_owned(), Answer::LetBe(twins(&word))),
            ];
            self.ask_spelling(format!("“{word}” stands there twice"), rows);
        } else {
            self.spelling.wishes.push(SpellingWish::Suggestions(language, word));
        }
    }

    fn ask_spelling(&mut self, title: String, rows: Vec<(String, Answer)>) {
        let rows = rows.into_iter().map(|(words, answer)| MenuRow::new(words, answer)).collect();
        let menu = Menu::new(title, Vec::new(), rows, 0).at_caret();
        self.popups.push(Popup::Choose(Box::new(menu)));
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

    /// Offers what may have been meant by the word that is selected.
    fn suggest(&mut self, word: &str, suggestions: Vec<String>) {
        let selected = self.desk.as_ref().and_then(|desk| desk.field.selected());
        // The person may have gone on.
        if self.at() != At::TEXT || selected.as_deref() != Some(word) {
            return;
        }
        let mut rows: Vec<(String, Answer)> = suggestions
            .into_iter()
            .take(MOST_SUGGESTIONS)
            .map(|right| (right.clone(), Answer::Respell(word.to_owned(), right)))
            .collect();
        let none = rows.is_empty();
        rows.push(("Add it to my words".to_owned(), Answer::KeepWord(word.to_owned())));
        rows.push(("Let it be until soapbox ends".to_owned(), Answer::LetBe(word.to_owned())));
        let title =
            if none { format!("“{word}”: nothing like it is known") } else { format!("“{word}”") };
        self.ask_spelling(title, rows);
    }

    /// Puts what was meant in the place of a word that is still selected.
    pub(super) fn respell(&mut self, word: &str, right: &str) {
        if self.desk.as_ref().and_then(|desk| desk.field.selected()).as_deref() == Some(word) {
            self.replace_selection(right, How::AtCaret);
        }
    }

    /// Takes out a word that stands there twice and is still selected, with the blank before it.
    pub(super) fn take_out_twin(&mut self, word: &str) {
        let Some(desk) = &self.desk else { return };
        let (Some(selected), Some(text)) = (desk.field.selection(), self.library.text(&desk.place)) else {
            return;
        };
        if text.get(selected.clone()) != Some(word) {
            return;
        }
        let start = text.get(..selected.start).unwrap_or_default().trim_end().len();
        let edit = Edit::Splice {
            place: desk.place.clone(),
            at: start,
            removed: text.get(start..selected.end).unwrap_or_default().to_owned(),
            inserted: String::new(),
        };
        self.change(vec![edit], How::AtCaret);
    }

    /// A word is right from now on; it is kept, or only let be until the program ends.
    pub(super) fn allow_word(&mut self, word: String, kept: bool) {
        if kept {
            self.spelling.words.insert(word.clone());
            self.spelling.wishes.push(SpellingWish::Keep(word));
        } else {
            self.spelling.let_be.insert(word);
        }
        self.spelling.renew();
        if let Some(desk) = &mut self.desk {
            let end = desk.field.selection().map_or(desk.field.caret(), |selected| selected.end);
            desk.field.move_to(end, false);
        }
    }
}
