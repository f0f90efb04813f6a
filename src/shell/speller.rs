//! A thread that has the dictionaries: to read one and to think of suggestions takes longer than a key may,
//! and nobody who saves or leaves is to wait for it.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{self, Receiver, Sender},
    },
    thread::{self, JoinHandle},
};

use super::{Event, Way};
use crate::{
    app::{Msg, SpellingNews, SpellingWish},
    home::{dictionaries, words},
    spelling::{AMERICAN, Dictionary},
    store::files::Files,
};

/// The way to the thread, which begins with the first wish.
pub struct Speller {
    wishes: Option<Sender<SpellingWish>>,
    events: Way,
    files: Arc<dyn Files>,
    /// The file of the person's own words.
    words: Option<PathBuf>,
    /// Folders in which dictionaries lie, besides those of the system.
    named: Vec<PathBuf>,
    /// Words that are being kept.
    keeping: Vec<JoinHandle<()>>,
}

impl Speller {
    pub const fn new(
        events: Way,
        files: Arc<dyn Files>,
        words: Option<PathBuf>,
        named: Vec<PathBuf>,
    ) -> Self {
        Self { wishes: None, events, files, words, named, keeping: Vec::new() }
    }

    /// Passes a wish on; it is answered with a message.
    pub fn give(&mut self, wish: SpellingWish) {
        if let SpellingWish::Keep(word) = wish {
            // Not behind a dictionary that takes its time.
            let (events, words) = (self.events.clone(), self.words.clone());
            let kept = word.clone();
            let keep = move || tell(&events, keep(word, words.as_deref()));
            return match thread::Builder::new().name("words".into()).spawn(keep) {
                Ok(keeping) => self.keeping.push(keeping),
                Err(error) => tell(&self.events, SpellingNews::Kept(kept, Err(error.to_string()))),
            };
        }
        let wishes = self.wishes.get_or_insert_with(|| {
            let (wishes, heard) = mpsc::channel();
            let (events, files, words) = (self.events.clone(), self.files.clone(), self.words.clone());
            let folders = dictionaries::folders(&self.named);
            let work = move || work_through(&heard, &events, &*files, &folders, words.as_deref());
            if let Err(error) = thread::Builder::new().name("spelling".into()).spawn(work) {
                // Nothing is marked then.
                tell(&self.events, SpellingNews::Words(Err(error.to_string())));
            }
            wishes
        });
        // It ends with the program.
        let _ = wishes.send(wish);
    }

    /// Waits until all words are kept that were to be.
    pub fn finish(self) {
        for keeping in self.keeping {
            let _ = keeping.join();
        }
    }
}

fn work_through(
    heard: &Receiver<SpellingWish>,
    events: &Way,
    files: &dyn Files,
    folders: &[PathBuf],
    words: Option<&Path>,
) {
    let mut known: HashMap<String, Arc<Dictionary>> = HashMap::new();
    while let Ok(mut wish) = heard.recv() {
        // Of several words that wait for suggestions only the last is still looked at.
        while let SpellingWish::Suggestions(..) = wish {
            let Ok(next) = heard.try_recv() else { break };
            wish = next;
        }
        let news = match wish {
            SpellingWish::Dictionary(language) => {
                let read = read(files, folders, &language).map(Arc::new);
                if let Ok(dictionary) = &read {
                    known.insert(language.clone(), dictionary.clone());
                }
                SpellingNews::Dictionary(language, read)
            }
            SpellingWish::Words => SpellingNews::Words(words.map_or(Ok(Vec::new()), words::read)),
            SpellingWish::Suggestions(language, word) => {
                let suggestions = known.get(&language).map(|dictionary| dictionary.suggest(&word));
                SpellingNews::Suggestions(word, suggestions.unwrap_or_default())
            }
            SpellingWish::Languages(proposal) => {
                SpellingNews::Languages(proposal, dictionaries::languages(files, folders))
            }
            // That is done beside.
            SpellingWish::Keep(_) => continue,
        };
        tell(events, news);
    }
}

/// The loop may have ended: then nobody wants to know.
fn tell(events: &Way, news: SpellingNews) {
    let _ = events.send(Event::Msg(Msg::Spelling(news)));
}

fn read(files: &dyn Files, folders: &[PathBuf], language: &str) -> Result<Dictionary, String> {
    if language == AMERICAN {
        return Dictionary::american();
    }
    let (rules, words) = dictionaries::read(files, folders, language)?;
    Dictionary::of_files(&rules, &words).map_err(|why| format!("the dictionary for {language}: {why}"))
}

/// Keeps a word of the person's own.
fn keep(word: String, words: Option<&Path>) -> SpellingNews {
    let kept = match words {
        Some(path) => words::keep(path, &word),
        None => Err("nothing is kept of the sample, and nothing without a home".to_owned()),
    };
    SpellingNews::Kept(word, kept)
}
