//! The search over the proposals as one types: titles first, then tags and venues, then the texts.
//!
//! Titles and facts are looked through at once with every key. Texts are read behind that, a bounded piece
//! with each message, so that no key waits for them.

use std::{cmp::Reverse, sync::Arc};

use super::{Line, Purpose, Spot};
use crate::{
    talk::{Library, Proposal, ProposalText},
    text::{self, Fit, Fuzzy, Letters},
};

/// How many bytes of texts are read with one message: about a millisecond's work.
const PIECE: usize = 256 << 10;
/// How many of them are read with a key, which is to be answered at once.
const FIRST_PIECE: usize = PIECE / 4;

/// What is looked for among the proposals, and what was found.
#[derive(Debug)]
pub struct Search {
    /// What is typed.
    pub query: Line,
    /// What was found, the best first.
    pub hits: Vec<Hit>,
    /// Where the person was before, and whether the text was shown alone.
    pub(super) from: (Spot, bool),
    /// The query that the hits are for.
    asked: String,
    /// The library that was looked through.
    library: Arc<Library>,
    cards: Vec<Card>,
    fuzzy: Fuzzy,
    /// The words of the query, as they are looked for in texts.
    words: Vec<text::Search>,
    /// The first proposal whose texts have not been read for this query.
    next: usize,
}

/// A proposal that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its place in the library.
    pub proposal: usize,
    /// The text that a word was found in which stands nowhere else, and where, in bytes.
    pub text: Option<(ProposalText, usize)>,
    rank: Rank,
}

/// How well a proposal fits; the least comes first.
type Rank = (Class, Reverse<u32>, usize);

/// Where the words of a query were found, the one that was found in the last of these places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Title,
    Facts,
    /// In the title or the facts, letters apart.
    Loose,
    Text,
}

/// What is looked at of a proposal with every key.
#[derive(Debug)]
struct Card {
    title: Letters,
    /// Tags; venues, numbers and statuses of submissions.
    facts: Vec<Letters>,
    state: State,
}

/// What is known of a proposal and the present query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Its texts are to be read.
    Open,
    /// It was found.
    Found,
    /// It lacks a word, and so it does for every longer query.
    Lacking,
}

/// What of a row of the list is meant by what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meant {
    /// The clusters of its title, by their places in bytes.
    pub title: Vec<usize>,
    /// What it was found by besides: a tag, a venue, the name of a text.
    pub aside: String,
    /// The clusters of that.
    pub in_aside: Vec<usize>,
}

impl Search {
    /// A search that was just begun by a person who was there.
    pub(super) fn new(from: (Spot, bool)) -> Self {
        Self {
            query: Line::new(Purpose::Filter, ""),
            hits: Vec::new(),
            from,
            asked: String::new(),
            library: Arc::default(),
            cards: Vec::new(),
            fuzzy: Fuzzy::default(),
            words: Vec::new(),
            next: 0,
        }
    }

    /// Whether nothing is looked for yet: then all proposals are shown.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.asked.trim().is_empty()
    }

    /// Whether there are texts to be read.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        !self.is_blank() && self.next < self.cards.len()
    }

    /// Follows what is typed and the library. Answers whether other proposals are found than before, and
    /// whether they are for another query.
    pub(super) fn follow(&mut self, library: &Arc<Library>) -> (bool, bool) {
        let query = self.query.field.text();
        let before = self.hits.len();
        if !Arc::ptr_eq(&self.library, library) {
            self.library = Arc::clone(library);
            self.cards = library.proposals.iter().map(|proposal| Card::new(proposal)).collect();
            let same = query == self.asked;
            self.asked.clear();
            self.look_for(&query);
            return (true, !same);
        }
        if query != self.asked {
            self.look_for(&query);
            return (true, true);
        }
        self.read(PIECE);
        (self.hits.len() != before, false)
    }

    /// Looks through titles and facts.
    fn look_for(&mut self, query: &str) {
        let narrower = !self.is_blank() && query.starts_with(&self.asked);
        query.clone_into(&mut self.asked);
        self.fuzzy.seek(query);
        // Capital letters mean no more than small ones, as in titles.
        let words = query.split_whitespace().take(self.fuzzy.words());
        self.words = words.filter_map(|word| text::Search::new(&word.to_lowercase())).collect();
        self.hits.clear();
        self.next = 0;
        for (proposal, card) in self.cards.iter_mut().enumerate() {
            if narrower && card.state == State::Lacking {
                continue;
            }
            card.state = State::Open;
            if let Some((class, score)) = card.rank(&mut self.fuzzy) {
                card.state = State::Found;
                self.hits.push(Hit { proposal, text: None, rank: (class, Reverse(score), proposal) });
            }
        }
        self.hits.sort_unstable_by_key(|hit| hit.rank);
        self.read(FIRST_PIECE);
    }

    /// Reads texts of proposals that were not found yet, about so many bytes of them.
    fn read(&mut self, mut bytes: usize) {
        if self.is_blank() {
            return;
        }
        let found = self.hits.len();
        while bytes > 0 && self.next < self.cards.len() {
            let at = self.next;
            self.next += 1;
            let (Some(card), Some(proposal)) = (self.cards.get_mut(at), self.library.proposals.get(at))
            else {
                continue;
            };
            if card.state != State::Open {
                continue;
            }
            let length: usize = ProposalText::PROSE.iter().map(|text| proposal.text(*text).len()).sum();
            bytes = bytes.saturating_sub(length.max(64));
            match card.read(proposal, &mut self.fuzzy, &self.words) {
                Some((score, text)) => {
                    card.state = State::Found;
                    let rank = (Class::Text, Reverse(score), at);
                    self.hits.push(Hit { proposal: at, text: Some(text), rank });
                }
                None => card.state = State::Lacking,
            }
        }
        if self.hits.len() > found {
            // What was found before is in order already.
            self.hits.sort_by_key(|hit| hit.rank);
        }
    }

    /// What of a proposal's row is meant.
    pub(super) fn meant(&mut self, hit: Hit) -> Meant {
        let Some(card) = self.cards.get(hit.proposal) else { return Meant::default() };
        let (mut fact, mut elsewhere) = (None, false);
        for word in 0..self.words.len() {
            if self.fuzzy.fit_word(word, &card.title).is_some() {
                continue;
            }
            let best = card.best_fact(word, &mut self.fuzzy);
            elsewhere |= best.is_none();
            fact = fact.or(best.map(|(_, fact)| fact));
        }
        let title = self.fuzzy.meant(card.title.text());
        match (hit.text.filter(|_| elsewhere), fact.and_then(|fact| card.facts.get(fact))) {
            (Some((text, _)), _) => Meant { title, aside: text.heading().to_owned(), in_aside: Vec::new() },
            (None, Some(fact)) => {
                let in_aside = self.fuzzy.meant(fact.text());
                Meant { title, aside: fact.text().to_owned(), in_aside }
            }
            (None, None) => Meant { title, ..Meant::default() },
        }
    }
}

impl Card {
    fn new(proposal: &Proposal) -> Self {
        let submissions = proposal.submissions.iter().flat_map(|submission| {
            [submission.venue.as_str(), submission.number.as_str(), submission.status.word()]
        });
        let facts = proposal.tags.iter().map(String::as_str).chain(submissions);
        let facts = facts.filter(|fact| !fact.is_empty()).map(Letters::new).collect();
        Self { title: Letters::new(&proposal.title), facts, state: State::Open }
    }

    /// How well a word fits the title or a fact.
    fn fit(&self, word: usize, fuzzy: &mut Fuzzy) -> Option<(Class, u32)> {
        let title = fuzzy.fit_word(word, &self.title);
        if let Some(Fit::Close(score)) = title {
            return Some((Class::Title, IN_TITLE + score));
        }
        match (title, self.best_fact(word, fuzzy)) {
            (_, Some((Fit::Close(score), _))) => Some((Class::Facts, IN_FACTS + score)),
            (Some(Fit::Loose(score) | Fit::Close(score)), _) => Some((Class::Loose, IN_TITLE + score)),
            (None, Some((Fit::Loose(score), _))) => Some((Class::Loose, IN_FACTS + score)),
            (None, None) => None,
        }
    }

    fn best_fact(&self, word: usize, fuzzy: &mut Fuzzy) -> Option<(Fit, usize)> {
        let facts = self.facts.iter().enumerate();
        facts.filter_map(|(at, fact)| Some((fuzzy.fit_word(word, fact)?, at))).max_by_key(|(fit, _)| *fit)
    }

    /// Where all words stand in the title and the facts; none where one is missing there.
    fn rank(&self, fuzzy: &mut Fuzzy) -> Option<(Class, u32)> {
        (0..fuzzy.words()).try_fold((Class::Title, 0), |(class, score), word| {
            let (where_it_is, fit) = self.fit(word, fuzzy)?;
            Some((class.max(where_it_is), score + fit))
        })
    }

    /// How well the words fit that are in the title and the facts, and where the first of the others stands in
    /// the texts; none where one stands nowhere.
    fn read(
        &self,
        proposal: &Proposal,
        fuzzy: &mut Fuzzy,
        words: &[text::Search],
    ) -> Option<(u32, (ProposalText, usize))> {
        let mut first = None;
        let mut score = 0;
        for (word, search) in words.iter().enumerate() {
            if let Some((_, fit)) = self.fit(word, fuzzy) {
                score += fit;
                continue;
            }
            let place = ProposalText::PROSE
                .iter()
                .find_map(|text| search.first(proposal.text(*text)).map(|range| (*text, range.start)));
            first = first.or(Some(place?));
        }
        first.map(|place| (score, place))
    }
}

/// A word in the title counts more than one in a fact, and that more than one in a text.
const IN_TITLE: u32 = 1 << 18;
const IN_FACTS: u32 = 1 << 17;
