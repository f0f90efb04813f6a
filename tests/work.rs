//! How much work a key makes, counted: the same in a library of ten proposals and of ten thousand, and no row
//! of the screen is drawn that shows nothing new.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::sync::Arc;

use soapbox::{
    app::{Model, Msg, Opened, Settings, SpellingNews},
    shell::paint::Painter,
    spelling::{AMERICAN, Dictionary},
    talk::{Id, Library, Proposal},
    ui::{self, Theme, Tint},
};
use support::{Person, sample};

const SIZE: (u16, u16) = (120, 36);

/// A person before a terminal.
struct Seat {
    person: Person,
    painter: Painter,
    theme: Theme,
}

impl Seat {
    fn before(library: Library, keys: &str) -> Self {
        let person = Person::at(library, SIZE);
        let mut seat = Self { person, painter: Painter::new(SIZE), theme: Theme::new(Tint::Dark) };
        seat.press(keys);
        seat
    }

    /// How many rows are drawn anew, and how many bytes the terminal is told, after these keys.
    fn press(&mut self, keys: &str) -> (usize, usize) {
        self.person.keys(keys);
        self.look()
    }

    fn look(&mut self) -> (usize, usize) {
        let bytes = self.painter.paint(|sheet| ui::note(&self.person.model, &self.theme, sheet));
        (self.painter.drawn(), bytes.len())
    }
}

fn of_proposals(count: usize) -> Library {
    let mut library = sample();
    let first = library.proposals[0].clone();
    let copy = |at: usize| {
        let (id, title) = (Id::new(format!("p{at}")), format!("Talk {at:05}"));
        Proposal { id, title, ..Proposal::clone(&first) }
    };
    library.proposals = (0..count).map(copy).map(Into::into).collect();
    library
}

#[test]
fn a_letter_draws_its_row_and_the_sums() {
    let mut seat = Seat::before(sample(), "down enter ctrl-end");
    seat.press("'a'");
    let (rows, bytes) = seat.press("'b'");
    // The row of the text, and the edge that tells how long the text is.
    assert_eq!(rows, 2);
    assert!(bytes < 200, "{bytes} bytes");
}

#[test]
fn a_letter_asks_for_the_spelling_of_its_word_and_the_ones_beside_it() {
    for words in [50, 500] {
        let mut library = sample();
        Arc::make_mut(&mut library.proposals[0]).description = "talk about ".repeat(words) + "\nthe next\n";
        let mut seat = Seat::before(library, "enter");
        let dictionary = Dictionary::new("", "3\ntalk\nabout\nthe\n").map(Arc::new);
        seat.person.hear(Msg::Spelling(SpellingNews::Dictionary(AMERICAN.into(), dictionary)));
        assert!(seat.person.model.spelling.judged() >= 100, "all that are seen at first");
        for keys in ["ctrl-home", "ctrl-right right right", "down end"] {
            seat.press(keys);
            for key in ["'a'", "backspace", "ctrl-z", "space"] {
                let before = seat.person.model.spelling.judged();
                seat.press(key);
                let judged = seat.person.model.spelling.judged() - before;
                // Those of the line below as well, the first of which may be the same as the one before it.
                assert!((1..=5).contains(&judged), "{judged} for {key} after {keys} among {words}");
            }
        }
    }
}

#[test]
fn what_shows_nothing_new_draws_nothing() {
    let mut seat = Seat::before(sample(), "down enter");
    seat.person.hear(Msg::Wake);
    assert_eq!(seat.look(), (0, 0));
    seat.person.hear(Msg::FocusLost);
    assert_eq!(seat.look(), (0, 0));
}

#[test]
fn keys_make_the_same_work_in_a_library_of_any_size() {
    for keys in ["down", "pagedown", "enter 'a'", "up"] {
        let [few, many] = [100, 5_000].map(|count| {
            let mut seat = Seat::before(of_proposals(count), "down down enter 'a' esc");
            // Titles and counts are of different lengths there.
            seat.press(keys).0
        });
        assert_eq!(few, many, "{keys}");
    }
}

#[test]
fn opening_a_library_copies_none_of_its_proposals() {
    let library = Arc::new(sample());
    let opened = Opened::new(library.clone(), None);
    let model = Model::new(SIZE, "talks.ron".into(), opened, 7, Settings::default());
    assert!(!library.proposals.is_empty());
    let shared = |(one, other): (&Arc<Proposal>, &Arc<Proposal>)| Arc::ptr_eq(one, other);
    assert!(model.library.proposals.iter().zip(&library.proposals).all(shared));
    assert!(model.base.proposals.iter().zip(&library.proposals).all(shared));
}
