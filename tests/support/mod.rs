//! A person at the keyboard of the machine: keys in, screen and library out. No terminal, no disk.

#![allow(dead_code, reason = "each test file uses its own part of it")]

use std::{path::PathBuf, sync::Arc, time::Duration};

use ratatui::{buffer::Buffer, layout::Rect};
use soapbox::{
    app::{Effect, Model, Mouse, MouseKind, Msg, NotSaved, Opened, Settings, SpellingWish, Written, update},
    talk::{Change, Library, Version},
    ui::{self, Theme, Tint},
};

/// The page of proposals that the program starts from.
pub const SAMPLE: &str = include_str!("../../data/pycon-2018-proposals.txt");

/// The sample as a library.
pub fn sample() -> Library {
    soapbox::exchange::markdown::read(SAMPLE, "sample", &mut soapbox::talk::Ids::new(1))
}

/// A person before a window.
pub struct Person {
    pub model: Model,
    /// What the machine asked for so far and has not been done.
    pub effects: Vec<Effect>,
    /// What was wanted of whoever has the dictionaries.
    pub wishes: Vec<SpellingWish>,
    /// What was written down so far.
    pub journal: Vec<Change>,
    /// What was saved last.
    pub saved: Option<Arc<Library>>,
    /// The system's clipboard; none where it has none.
    pub clipboard: Option<String>,
    now: Duration,
    /// How many versions other programs have written.
    versions: u128,
}

impl Person {
    pub fn at(library: Library, size: (u16, u16)) -> Self {
        Self::at_path(library, size, PathBuf::from("talks.ron"))
    }

    /// The same with a library that is kept elsewhere.
    pub fn at_path(library: Library, size: (u16, u16), path: PathBuf) -> Self {
        let opened = Opened::new(Arc::new(library), Some(Version(0)));
        let model = Model::new(size, path, opened, 7, Settings::default());
        Self {
            model,
            effects: Vec::new(),
            wishes: Vec::new(),
            journal: Vec::new(),
            saved: None,
            clipboard: None,
            now: Duration::ZERO,
            versions: 0,
        }
    }

    /// Passes one message in, a tenth of a second after the last.
    pub fn hear(&mut self, msg: Msg) -> &mut Self {
        self.now += Duration::from_millis(100);
        let mut journaled = None;
        for effect in update(&mut self.model, self.now, msg) {
            match effect {
                Effect::Journal { changes, library } => {
                    journaled = Some(library);
                    self.journal.extend(changes);
                }
                Effect::Copy(text) => self.clipboard = self.clipboard.as_ref().map(|_| text),
                Effect::Paste(asked) => {
                    self.hear(Msg::Clipboard { asked, text: self.clipboard.clone() });
                }
                Effect::Spelling(wish) => self.wishes.push(wish),
                effect => self.effects.push(effect),
            }
        }
        let same = journaled.is_none_or(|library| Arc::ptr_eq(&library, &self.model.library));
        assert!(same, "the journal has another library");
        self
    }

    /// Another program has left this in the file.
    pub fn found(&mut self, theirs: Library) -> &mut Self {
        self.versions += 1;
        let version = Some(Version(u128::MAX - self.versions));
        self.hear(Msg::Found { version, library: Ok(Arc::new(theirs)) })
    }

    /// Presses keys, separated by blanks: `down ctrl-s`; text in single quotes is typed: `'Hello '`.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys.trim_start();
        while !rest.is_empty() {
            if let Some(quoted) = rest.strip_prefix('\'') {
                let (text, behind) = quoted.split_once('\'').expect("a closing quote");
                for char in text.chars() {
                    self.hear(Msg::Key(soapbox::app::Key::char(char)));
                }
                rest = behind.trim_start();
            } else {
                let (key, behind) = rest.split_once(' ').unwrap_or((rest, ""));
                self.hear(Msg::Key(key.parse().unwrap_or_else(|error| panic!("{error}"))));
                rest = behind.trim_start();
            }
        }
        self
    }

    /// Does something with the mouse at a cell, column and row.
    pub fn mouse(&mut self, kind: MouseKind, at: (u16, u16)) -> &mut Self {
        self.hear(Msg::Mouse(Mouse { kind, at, shift: false }))
    }

    /// Clicks on a cell, a second after whatever was before.
    pub fn click(&mut self, at: (u16, u16)) -> &mut Self {
        self.now += Duration::from_secs(1);
        self.click_again(at)
    }

    /// Clicks on a cell at once.
    pub fn click_again(&mut self, at: (u16, u16)) -> &mut Self {
        self.mouse(MouseKind::Press, at).mouse(MouseKind::Release, at)
    }

    /// The cell where a text is drawn that is to be seen once.
    pub fn find(&self, text: &str) -> (u16, u16) {
        let mut found = Vec::new();
        for (y, line) in (0..).zip(self.screen().lines()) {
            let places = line.match_indices(text);
            found
                .extend(places.map(|(at, _)| {
                    (u16::try_from(soapbox::door::width(&line[..at])).unwrap_or(u16::MAX), y)
                }));
        }
        let [at] = found[..] else {
            panic!("{text:?} is {} times on the screen:\n{}", found.len(), self.screen())
        };
        at
    }

    /// Waits, so that typing begins a new step of undo.
    pub fn pause(&mut self) -> &mut Self {
        self.now += Duration::from_secs(10);
        self
    }

    /// Does what a worker would do when all goes well: saves.
    pub fn work(&mut self) -> &mut Self {
        for effect in std::mem::take(&mut self.effects) {
            if let Effect::Save { path, library, mark, .. } = effect {
                self.saved = Some(library);
                self.hear(Msg::Saved {
                    path,
                    mark,
                    result: Ok(Written { version: Version(u128::from(mark)), kept: None }),
                });
            } else {
                self.effects.push(effect);
            }
        }
        self
    }

    /// Does what a worker would do on a full disk.
    pub fn fail(&mut self, why: &str) -> &mut Self {
        for effect in std::mem::take(&mut self.effects) {
            if let Effect::Save { path, mark, .. } = effect {
                self.hear(Msg::Saved { path, mark, result: Err(NotSaved::Failed(why.into())) });
            } else {
                self.effects.push(effect);
            }
        }
        self
    }

    /// The window as it is drawn.
    pub fn buffer(&self) -> Buffer {
        let (width, height) = self.model.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        ui::view(&self.model, &Theme::new(Tint::Dark), &mut buffer);
        buffer
    }

    /// The window as text, one line a row.
    pub fn screen(&self) -> String {
        text_of(&self.buffer())
    }

    /// Where the cursor stands, column and row.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        let (width, height) = self.model.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let cursor = ui::view(&self.model, &Theme::new(Tint::Dark), &mut buffer);
        cursor.map(|cursor| (cursor.x, cursor.y))
    }
}

/// A buffer as text, one line a row, without the cells that wide characters cover.
pub fn text_of(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            text.push_str(symbol);
            x += u16::try_from(soapbox::door::width(symbol)).unwrap_or(1).max(1);
        }
        text.truncate(text.trim_end_matches(' ').len());
        text.push('\n');
    }
    text
}
