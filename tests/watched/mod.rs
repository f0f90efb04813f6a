//! A person before a terminal, every frame of which is read byte by byte and held to what was drawn.

use std::{collections::BTreeSet, path::PathBuf};

use ratatui::{
    buffer::{Buffer, CellWidth},
    layout::Rect,
};
use soapbox::{
    app::{Msg, Popup, Purpose},
    shell::{
        allowed::{Allowed, first_strange},
        paint::Painter,
    },
    ui::{self, Glyphs, Theme, Tint},
};
use unicode_width::UnicodeWidthChar;

use super::{scraps::library, support::Person};

/// A person before a terminal that is held to what was drawn.
pub struct Watched {
    pub person: Person,
    theme: Theme,
    painter: Painter,
    emulator: vt100::Parser,
    /// The names of all that was seen.
    pub seen: BTreeSet<String>,
}

/// The emulator's window is so much wider than ours: it takes some clusters for wider than we do, and would
/// go on in the next row, which real terminals are told not to do.
const MARGIN: u16 = 64;
/// Stands for U+FFFD.
const MARK: &str = "¤";

impl Watched {
    pub fn new(text: &str, size: (u16, u16), glyphs: Glyphs) -> Self {
        let person = Person::at_path(library(text), size, PathBuf::from(format!("{text}.ron")));
        let mut watched = Self {
            person,
            theme: Theme { glyphs, ..Theme::new(Tint::Dark) },
            painter: Painter::new(size),
            emulator: emulator(size),
            seen: BTreeSet::new(),
        };
        watched.look();
        watched
    }

    /// Presses keys one by one and looks after each.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            self.person.keys(key);
            self.look();
        }
        self
    }

    pub fn hear(&mut self, msg: Msg) -> &mut Self {
        self.person.hear(msg);
        self.look();
        self
    }

    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.hear(Msg::Paste(text.to_owned()))
    }

    pub fn resize(&mut self, size: (u16, u16)) -> &mut Self {
        self.painter = Painter::new(size);
        self.emulator = emulator(size);
        self.hear(Msg::Resize(size.0, size.1))
    }

    /// Draws a frame, reads its bytes, and compares what a terminal makes of them with what was drawn.
    fn look(&mut self) {
        self.seen.extend(names(&self.person));
        let (model, theme) = (&self.person.model, &self.theme);
        let mut drawn = Buffer::empty(Rect::new(0, 0, model.size.0, model.size.1));
        ui::view(model, theme, &mut drawn);
        let bytes = self.painter.paint(|sheet| ui::note(model, theme, sheet));
        assert_eq!(first_strange(&bytes, Allowed::Screen), None);
        // The emulator leaves out our mark for what must not be drawn.
        self.emulator.process(String::from_utf8(bytes).unwrap().replace('\u{fffd}', MARK).as_bytes());
        compare(self.emulator.screen(), &drawn);
    }
}

/// Whether a character must never be drawn, by a list that is none of the program's: what steers a
/// terminal, turns the direction of reading or carries hidden text.
pub fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' | '\u{3164}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn emulator(size: (u16, u16)) -> vt100::Parser {
    let (columns, rows) = (size.0 + MARGIN, size.1.max(1));
    vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 0)
}

/// Fails where a cell of the terminal shows something else than was drawn. What stands in the cells of a
/// cluster which the emulator sizes otherwise than we do is its own affair.
fn compare(screen: &vt100::Screen, drawn: &Buffer) {
    for y in 0..drawn.area.height {
        let mut x = 0;
        while x < drawn.area.width {
            let symbol = drawn[(x, y)].symbol().replace('\u{fffd}', MARK);
            assert!(!symbol.contains(acts), "{symbol:?} is drawn");
            let cells = drawn[(x, y)].cell_width().max(1);
            let theirs: usize = symbol.chars().map(|c| c.width().unwrap_or(0)).sum();
            let found = screen.cell(y, x).map_or("", vt100::Cell::contents);
            // The emulator divides some clusters, and keeps no more than a part of long ones.
            let part = symbol.chars().count() > 1 && !found.is_empty() && symbol.starts_with(found);
            let same = found.starts_with(&symbol) || (found.is_empty() && symbol == " ") || part;
            assert!(
                same || theirs != usize::from(cells) || cells > 2,
                "{symbol:?} was drawn at column {x} of row {y}, and {found:?} is seen:\n{}",
                screen.contents()
            );
            x += cells;
        }
    }
}

/// What is on the screen besides the panes behind it.
fn names(person: &Person) -> Vec<String> {
    let model = &person.model;
    let top = match model.popups.last() {
        None if model.alone => format!("Alone {}", model.tabs()[model.tab].heading()),
        None => format!("{:?} {}", model.pane, model.tabs()[model.tab].heading()),
        Some(Popup::Confirm { .. }) => "question".into(),
        Some(Popup::Choose(menu)) if menu.query.is_some() => menu.title.to_lowercase(),
        Some(Popup::Choose(_)) => "choice".into(),
        Some(Popup::Notice(_)) => "notice".into(),
        Some(Popup::Search(_)) => "search".into(),
        Some(Popup::Conflicts(_)) => "conflicts".into(),
        Some(Popup::Progress(_)) => "progress".into(),
        Some(Popup::Preview(_)) => "preview".into(),
        Some(Popup::Find(find)) if find.replacing => "replacing".into(),
        Some(Popup::Find(_)) => "finding".into(),
        Some(Popup::Line(line)) => match &line.purpose {
            Purpose::Form(_) => "line in the details".into(),
            Purpose::Minutes(_) => "line Minutes".into(),
            other => format!("line {other:?}"),
        },
    };
    let mut names = vec![top];
    if model.areas().too_small {
        names.push("too small".into());
    }
    if let Some(note) = &model.note {
        names.push(if note.failed { "failure".into() } else { "note".into() });
    }
    if let Some(Popup::Line(line)) = model.popups.last()
        && line.error.is_some()
    {
        names.push("error of a line".into());
    }
    names
}
