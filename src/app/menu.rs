//! Rows of which one is chosen: answers to a question, the palette, help. Where there are many, what is
//! typed leaves those that match, the best first.

use std::cmp::Reverse;

use super::{Answer, Command, Line, Purpose, choice::moved, popup::Heard, refresh::scrolled};
use crate::{
    door,
    text::{Fit, Fuzzy, Letters, Standing, prose},
};

/// Rows of which one is chosen.
#[derive(Debug)]
pub struct Menu {
    /// What it is about.
    pub title: String,
    /// What is typed to find a row; none where moving is enough.
    pub query: Option<Line>,
    /// What is to be known before, line by line.
    words: Vec<String>,
    /// All rows.
    rows: Vec<MenuRow>,
    /// What is seen of them, and of the words, from the first line to the last.
    pub lines: Vec<MenuLine>,
    /// The chosen one of these lines, counted from 0.
    pub at: usize,
    /// Whether it is about the word at the cursor, and is shown there.
    pub at_caret: bool,
    /// The first visible of these lines.
    pub top: usize,
    /// How many lines there are to choose from while nothing is typed: the window keeps that height.
    pub tallest: usize,
    /// How wide the lines are set, in cells.
    pub width: usize,
    fuzzy: Fuzzy,
    /// For which query and which width the lines were made.
    made: Option<(String, usize)>,
}

/// A row of a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuRow {
    /// What it says.
    pub label: String,
    /// What stands at its right end: a key, if it has one.
    pub aside: String,
    /// Under what it is found as well, which is not shown: its name in files, and other words.
    pub names: [&'static str; 2],
    /// Whether it is about another pane: then it stands behind those that fit alike.
    pub elsewhere: bool,
    /// What is done when it is taken.
    pub does: Does,
}

/// What is done when a row is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Does {
    /// It cannot be: it is the heading of the rows below.
    Heading,
    /// The menu closes.
    Nothing,
    /// The menu closes with this answer.
    Answer(Answer),
}

/// One line of a menu as it is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MenuLine {
    /// An empty line.
    Gap,
    /// Words that cannot be chosen.
    Words(String),
    /// Stands above the rows that belong to it.
    Heading(String),
    /// A row, with the places in its label that what was typed means, in bytes.
    Row(MenuRow, Vec<usize>),
}

impl MenuRow {
    /// A row with an answer.
    #[must_use]
    pub const fn new(label: String, answer: Answer) -> Self {
        Self { label, aside: String::new(), names: [""; 2], elsewhere: false, does: Does::Answer(answer) }
    }
}

/// The narrowest and the widest that lines are set, in cells, and what a border takes with its margin.
const NARROWEST: usize = 28;
const WIDEST: usize = 72;
const BORDER: usize = 4;
/// The cells before a row, where the chosen one is marked, and between a label and what stands aside.
const MARK: usize = 2;
const GAP: usize = 3;
/// A menu keeps this many lines visible around the chosen one, where it can.
const CONTEXT: usize = 1;

impl Menu {
    /// Few rows, of which the one at `at` is chosen to begin with; `words` are to be known before.
    #[must_use]
    pub fn new(title: impl Into<String>, words: Vec<String>, rows: Vec<MenuRow>, at: usize) -> Self {
        let mut menu = Self::blank(title.into(), words, rows);
        let skipped = menu.said(usize::MAX).len() + at;
        menu.lay_out((u16::MAX, u16::MAX));
        menu.at = skipped.min(menu.lines.len().saturating_sub(1));
        menu
    }

    /// The same, shown at the cursor: it is about the word there.
    #[must_use]
    pub fn at_caret(self) -> Self {
        Self { at_caret: true, ..self }
    }

    /// Many rows, of which what is typed leaves some.
    #[must_use]
    pub fn found_by_typing(title: impl Into<String>, rows: Vec<MenuRow>) -> Self {
        let query = Some(Line::new(Purpose::Filter, ""));
        Self { query, ..Self::blank(title.into(), Vec::new(), rows) }
    }

    fn blank(title: String, words: Vec<String>, rows: Vec<MenuRow>) -> Self {
        Self {
            title,
            query: None,
            words,
            rows,
            lines: Vec::new(),
            at: 0,
            at_caret: false,
            top: 0,
            tallest: 0,
            width: 0,
            fuzzy: Fuzzy::default(),
            made: None,
        }
    }

    /// The lines above the rows: what is typed, with an empty line below where there is room.
    #[must_use]
    pub const fn head(&self, height: u16) -> u16 {
        match self.query {
            None => 0,
            Some(_) if height > 12 => 2,
            Some(_) => 1,
        }
    }

    /// How many rows match, and how many there are.
    #[must_use]
    pub fn count(&self) -> (usize, usize) {
        let choices = |line: &&MenuLine| matches!(line, MenuLine::Row(..));
        let all = self.rows.iter().filter(|row| row.does != Does::Heading).count();
        (self.lines.iter().filter(choices).count(), all)
    }

    /// Whether something is to be known before one of the rows is taken.
    pub(super) const fn decides(&self) -> bool {
        !self.words.is_empty()
    }

    /// Chooses a line; answers whether it can be chosen.
    pub(super) fn choose(&mut self, line: usize) -> bool {
        let can = matches!(self.lines.get(line), Some(MenuLine::Row(..)));
        if can {
            self.at = line;
        }
        can
    }

    /// Hears a command; `page` is how many lines are seen at once.
    pub(super) fn hear(&mut self, command: Command, extend: bool, page: usize) -> Heard {
        match command {
            Command::Accept => match self.lines.get(self.at) {
                Some(MenuLine::Row(MenuRow { does: Does::Answer(answer), .. }, _)) => {
                    return Heard::Answer(answer.clone());
                }
                Some(MenuLine::Row(..)) => return Heard::Close,
                _ => {}
            },
            Command::Up
            | Command::Down
            | Command::PageUp
            | Command::PageDown
            | Command::First
            | Command::Last => {
                let choice = |line: usize| matches!(self.lines.get(line), Some(MenuLine::Row(..)));
                self.at = moved(self.at, command, page.max(1), self.lines.len(), choice);
            }
            _ => {
                if let Some(query) = &mut self.query {
                    return query.edit(command, extend);
                }
            }
        }
        Heard::Stay
    }

    /// Brings its lines up to what is typed, and what is seen of them up to a window of this size.
    pub(super) fn lay_out(&mut self, size: (u16, u16)) {
        let width = self.wanted_width().min(usize::from(size.0).saturating_sub(BORDER));
        let query = self.query.as_ref().map(|query| query.field.text()).unwrap_or_default();
        let made = Some((query, width));
        if self.made != made {
            let typed = self.made.as_ref().map(|(query, _)| query) != made.as_ref().map(|(query, _)| query);
            let query = made.as_ref().map_or("", |(query, _)| query.as_str());
            let is_row = |line: &MenuLine| matches!(line, MenuLine::Row(..));
            let chosen = self.lines.iter().take(self.at).filter(|line| is_row(line)).count();
            self.lines = if query.trim().is_empty() { self.all(width) } else { self.matching(query) };
            if query.trim().is_empty() {
                self.tallest = self.lines.len();
            }
            // In another width the words above take more rows, or fewer.
            let mut rows = (0..self.lines.len()).filter(|line| self.lines.get(*line).is_some_and(is_row));
            self.at = rows.nth(if typed { 0 } else { chosen }).unwrap_or(0);
            if typed {
                self.top = 0;
            }
            self.width = width;
            self.made = made;
        }
        self.at = self.at.min(self.lines.len().saturating_sub(1));
        let height = super::popup::height(size);
        let seen = usize::from(height.saturating_sub(self.head(height)).max(1));
        self.top = scrolled(self.top, self.at, self.lines.len(), seen, CONTEXT);
    }

    fn wanted_width(&self) -> usize {
        let rows = self.rows.iter().map(|row| {
            let aside = if row.aside.is_empty() { 0 } else { GAP + door::width(&row.aside) };
            MARK + door::width(&row.label) + aside
        });
        let words = self.words.iter().map(|line| MARK + door::width(line));
        // The title has room in the border.
        let title = door::width(&self.title) + BORDER;
        let widest = rows.chain(words).chain([title]).max().unwrap_or(0).max(NARROWEST);
        if self.query.is_some() { widest.min(WIDEST) } else { widest }
    }

    /// The words in rows of a width, with a gap below.
    fn said(&self, width: usize) -> Vec<MenuLine> {
        let mut said: Vec<_> =
            self.words.iter().flat_map(|line| prose::rows(line, width)).map(MenuLine::Words).collect();
        said.extend((!said.is_empty()).then_some(MenuLine::Gap));
        said
    }

    /// The words, then all rows, a gap before each heading but the first.
    fn all(&self, width: usize) -> Vec<MenuLine> {
        let mut lines = self.said(width);
        for row in &self.rows {
            if row.does == Does::Heading {
                lines.extend((!lines.is_empty()).then_some(MenuLine::Gap));
                lines.push(MenuLine::Heading(row.label.clone()));
            } else {
                lines.push(MenuLine::Row(row.clone(), Vec::new()));
            }
        }
        lines
    }

    /// The rows that have all words of a query in what they say or in their names, the best first: whole words
    /// before beginnings of words, and these before letters that are scattered. Where all words stand whole in a
    /// row, nobody wants scattered ones.
    fn matching(&mut self, query: &str) -> Vec<MenuLine> {
        self.fuzzy.seek(query);
        let mut found: Vec<(Found, &MenuRow)> = Vec::new();
        for row in self.rows.iter().filter(|row| row.does != Does::Heading) {
            found.extend(find(&mut self.fuzzy, row).map(|fit| (fit, row)));
        }
        // Of two that fit alike, the one that says less besides.
        found
            .sort_by_key(|(fit, row)| (Reverse(fit.standing), row.elsewhere, Reverse(*fit), row.label.len()));
        if found.iter().any(|(fit, _)| fit.is_whole) {
            found.retain(|(fit, _)| fit.is_literal);
        }
        if found.is_empty() {
            return vec![MenuLine::Words("Nothing matches".into())];
        }
        let marked = |row: &MenuRow, fuzzy: &mut Fuzzy| match fuzzy.fit(&row.label) {
            Some(_) => fuzzy.meant(&row.label),
            None => Vec::new(),
        };
        let fuzzy = &mut self.fuzzy;
        found.into_iter().map(|(_, row)| MenuLine::Row(row.clone(), marked(row, fuzzy))).collect()
    }
}

/// How well a row fits what is typed: more is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    /// How its words stand there, all of them together.
    standing: u32,
    /// How well their letters fit what it says.
    letters: u32,
    /// Whether each of them stands there as a word.
    is_whole: bool,
    /// Whether each of them begins a word at least.
    is_literal: bool,
}

/// How well a row fits what is looked for; none where it lacks a word.
fn find(fuzzy: &mut Fuzzy, row: &MenuRow) -> Option<Found> {
    let said = Letters::new(&row.label);
    let names = row.names.map(Letters::new);
    let mut found = Found { standing: 0, letters: 0, is_whole: true, is_literal: true };
    for word in 0..fuzzy.words() {
        let in_label = fuzzy.standing(word, &row.label);
        let in_names = row.names.iter().map(|name| fuzzy.standing(word, name)).max();
        let standing = match (in_label, in_names) {
            (Standing::Whole, _) => 4,
            (_, Some(Standing::Whole)) => 3,
            (Standing::Begins, _) => 2,
            (_, Some(Standing::Begins)) => 1,
            _ => 0,
        };
        let letters = fuzzy.fit_word(word, &said);
        if standing == 0 {
            letters.or_else(|| names.iter().filter_map(|name| fuzzy.fit_word(word, name)).max())?;
        }
        found.standing += standing;
        found.letters += letters.map_or(0, |(Fit::Loose(fit) | Fit::Close(fit))| fit);
        found.is_whole &= standing > 2;
        found.is_literal &= standing > 0;
    }
    Some(found)
}
