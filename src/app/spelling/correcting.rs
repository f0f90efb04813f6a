//! Correcting a misspelt word, and choosing the language in which words are checked: what is asked, and what the
//! answers do.

use super::{Loaded, SpellingWish, twins};
use crate::{
    app::{Answer, At, Menu, MenuRow, Model, Popup, change::How},
    spelling::{AMERICAN, MOST_SUGGESTIONS},
    talk::{Edit, Id, NO_LANGUAGE},
};

/// To find the next misspelt word, a text is gone through in parts of so many bytes.
const PART: usize = 4096;

impl Model {
    /// Goes to the misspelt word at the cursor or to the next one, and asks what was meant.
    pub(in crate::app) fn correct(&mut self) {
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

    /// Offers what may have been meant by the word that is selected.
    pub(super) fn suggest(&mut self, word: &str, suggestions: Vec<String>) {
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
    pub(in crate::app) fn respell(&mut self, word: &str, right: &str) {
        if self.desk.as_ref().and_then(|desk| desk.field.selected()).as_deref() == Some(word) {
            self.replace_selection(right, How::AtCaret);
        }
    }

    /// Takes out a word that stands there twice and is still selected, with the blank before it.
    pub(in crate::app) fn take_out_twin(&mut self, word: &str) {
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
    pub(in crate::app) fn allow_word(&mut self, word: String, kept: bool) {
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

    /// Offers the languages for which there are dictionaries.
    pub(super) fn offer_languages(&mut self, id: &Id, languages: Vec<String>) {
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
}
