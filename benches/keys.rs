//! What one key costs from its arrival to the bytes for the terminal at 120x36: update, view, and the
//! difference to the frame before. Prints figures; nothing depends on them.

use std::{hint::black_box, path::PathBuf, sync::Arc, time::Duration};

use divan::{Bencher, counter::ItemsCount};
use soapbox::{
    app::{Key, Model, Msg, Opened, Settings, SpellingNews, update},
    exchange::markdown,
    shell::paint::Painter,
    spelling::{AMERICAN, Dictionary},
    talk::{Id, Ids, Library, Proposal},
    ui::{self, Theme, Tint},
};

fn main() {
    divan::main();
}

const SAMPLE: &str = include_str!("../data/pycon-2018-proposals.txt");
const SIZE: (u16, u16) = (120, 36);

fn sample() -> Library {
    markdown::read(SAMPLE, "sample", &mut Ids::new(1))
}

fn key(written: &str) -> Key {
    written.parse().unwrap_or(Key::char(' '))
}

/// A window with a frame on it.
struct Window {
    model: Model,
    theme: Theme,
    painter: Painter,
    now: Duration,
}

impl Window {
    fn on(library: Library, keys: &str) -> Self {
        let opened = Opened::new(Arc::new(library), None);
        let model = Model::new(SIZE, PathBuf::from("talks.ron"), opened, 7, Settings::default());
        let theme = Theme::new(Tint::Dark);
        let mut window = Self { model, theme, painter: Painter::new(SIZE), now: Duration::ZERO };
        for written in keys.split_whitespace() {
            window.press(key(written));
        }
        window
    }

    /// The same with the words of the language known, as whoever writes has it.
    fn spelt(mut self) -> Self {
        let dictionary = Dictionary::american().map(Arc::new);
        let news = SpellingNews::Dictionary(AMERICAN.into(), dictionary);
        update(&mut self.model, self.now, Msg::Spelling(news));
        self
    }

    /// One key up to the bytes for the terminal.
    fn press(&mut self, key: Key) -> usize {
        self.now += Duration::from_millis(50);
        update(&mut self.model, self.now, Msg::Key(key));
        black_box(self.painter.paint(|sheet| ui::note(&self.model, &self.theme, sheet))).len()
    }
}

/// Presses two keys that undo each other, an iteration.
fn there_and_back(bencher: Bencher, mut window: Window, there: Key, back: Key) {
    bencher.counter(ItemsCount::new(2_u32)).bench_local(|| window.press(there) + window.press(back));
}

fn with_description(length: usize) -> Library {
    let mut library = sample();
    let words = "Come to this talk to find out what subinterpreters are and why you should care. ";
    let paragraph = words.repeat(8) + "\n\n";
    let mut text = paragraph.repeat(length / paragraph.len() + 1);
    text.truncate(length);
    std::sync::Arc::make_mut(&mut library.proposals[0]).description = text;
    library
}

#[divan::bench(args = [2_000, 20_000, 100_000])]
fn type_into_a_description(bencher: Bencher, bytes: usize) {
    let window = Window::on(with_description(bytes), "enter ctrl-home down down end").spelt();
    there_and_back(bencher, window, Key::char('x'), key("backspace"));
}

#[divan::bench]
fn type_into_the_outline(bencher: Bencher) {
    let window = Window::on(sample(), "enter tab tab ctrl-home down down down end");
    there_and_back(bencher, window, Key::char('x'), key("backspace"));
}

/// An outline of about so many bytes: items with their minutes, every third with an item inside.
fn outline(length: usize) -> String {
    const ITEM: usize = 77;
    let item = |number: usize| {
        let inside =
            if number.is_multiple_of(3) { "   - with a child bullet that tells what is in it\n" } else { "" };
        format!("{number}. A section about something rather interesting (2 minutes)\n{inside}")
    };
    std::iter::once("Duration: 45 minutes\n\n".to_owned()).chain((1..=length / ITEM).map(item)).collect()
}

/// Update alone, without a frame: it reads the whole outline anew.
#[divan::bench(args = [5_000])]
fn update_an_outline(bencher: Bencher, bytes: usize) {
    let proposal = Proposal { id: Id::new("p"), outline: outline(bytes), ..Proposal::default() };
    let library = Library { proposals: vec![proposal.into()], ..Library::default() };
    let mut window = Window::on(library, "enter tab tab ctrl-home down down down end");
    let mut hear = move |key| {
        window.now += Duration::from_millis(50);
        update(&mut window.model, window.now, Msg::Key(key)).len()
    };
    bencher.counter(ItemsCount::new(2_u32)).bench_local(|| hear(Key::char('x')) + hear(key("backspace")));
}

#[divan::bench(args = [10, 1_000, 10_000])]
fn down_and_up_in_the_list(bencher: Bencher, proposals: usize) {
    let mut library = sample();
    let first = library.proposals[0].clone();
    let copy = |at: usize| Proposal {
        id: Id::new(format!("p{at}")),
        title: format!("Talk {at}"),
        ..Proposal::clone(&first)
    };
    library.proposals = (0..proposals).map(copy).map(Into::into).collect();
    there_and_back(bencher, Window::on(library, "down down"), key("down"), key("up"));
}
