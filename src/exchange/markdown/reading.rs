//! From a document to a library: each line goes to the place that it belongs to.

use std::{borrow::Cow, sync::Arc};

use super::{
    claim::one_line,
    entry::{Entry, proposals},
    heading::{Heading, Style, UNTITLED},
    limits::{self, TooMuch},
    lines::{Line, Mark, scan},
    outcomes::{Outcomes, outcomes},
    prose::Prose,
    setting::{Meaning, Setting, Standing, next_text},
    venue,
};
use crate::{
    door::clean,
    talk::{Ids, Library},
};

/// Reads a document: see the rules in the module's documentation. Linear in the text's length.
///
/// `name` is what the document is called elsewhere, such as its file's name without the ending: the
/// title of a proposal whose title the text does not give. The ids come from `ids`. Any text can be
/// read; one with nothing but blanks holds no proposals.
#[must_use]
pub fn read(text: &str, name: &str, ids: &mut Ids) -> Library {
    read_lines(&scan(&folded(text)), name, ids)
}

/// The same for a text from elsewhere, which may be anything.
///
/// # Errors
/// [`TooMuch`] where it holds more than the module [`limits`] allows.
pub fn import(text: &str, name: &str, ids: &mut Ids) -> Result<Library, TooMuch> {
    limits::check_length(text)?;
    let text = folded(text);
    let lines = scan(&text);
    limits::check_lines(&lines)?;
    Ok(read_lines(&lines, name, ids))
}

/// The text without a byte order mark at its start and with LF only.
fn folded(text: &str) -> Cow<'_, str> {
    clean(text.strip_prefix('\u{feff}').unwrap_or(text))
}

fn read_lines(lines: &[Line], name: &str, ids: &mut Ids) -> Library {
    let outcomes = outcomes(lines);
    let setting = Setting::of(lines, &outcomes);
    let mut reader = Reader::new(lines, &setting, &outcomes);
    let mut at = 0;
    while at < lines.len() {
        at += reader.take(at);
    }
    reader.library(name, ids)
}

/// A document that is being read.
struct Reader<'a> {
    lines: &'a [Line<'a>],
    setting: &'a Setting,
    outcomes: &'a Outcomes,
    title: String,
    introduction: Prose,
    /// The proposals that are read to their ends.
    done: Vec<Entry>,
    /// The one that is being read.
    entry: Option<Entry>,
}

impl<'a> Reader<'a> {
    fn new(lines: &'a [Line<'a>], setting: &'a Setting, outcomes: &'a Outcomes) -> Self {
        Self {
            lines,
            setting,
            outcomes,
            title: String::new(),
            introduction: Prose::default(),
            done: Vec::new(),
            entry: None,
        }
    }

    /// Takes the line at `at`, and those that belong to it. Answers how many it took, at least one.
    fn take(&mut self, at: usize) -> usize {
        let Some(line) = self.lines.get(at) else { return 1 };
        if self.outcomes.scaffold.get(at) == Some(&true) {
            return 1;
        }
        if self.setting.title == Some(at)
            && let Some(heading) = line.heading()
        {
            self.title = title_of(&heading);
            return heading.lines();
        }
        if at < self.outcomes.end {
            if line.mark != Mark::Overline || self.setting.title != Some(at + 1) {
                self.introduction.line(&line.plain());
            }
            return 1;
        }
        if line.mark == Mark::Overline && self.meaning(at + 1) != Meaning::Text {
            return 1;
        }
        self.follow(at, self.meaning(at))
    }

    fn meaning(&self, at: usize) -> Meaning<'a> {
        self.setting.meaning(self.lines, at, self.standing())
    }

    fn standing(&self) -> Standing {
        match &self.entry {
            Some(entry) => entry.standing(),
            None => Standing { open: None, title_free: true },
        }
    }

    /// Does what the line at `at` means. Answers how many lines that took.
    fn follow(&mut self, at: usize, meaning: Meaning) -> usize {
        let heading = self.lines.get(at).and_then(Line::heading);
        let taken = heading.map_or(1, |heading| heading.lines());
        match meaning {
            Meaning::Text => {
                self.text(at);
                1
            }
            Meaning::Proposal(heading) => {
                self.begin(title_of(&heading));
                taken
            }
            Meaning::Field { open, more, rest } => {
                if !self.entry().begin_field(open) || more {
                    (at..at + taken).for_each(|at| self.text(at));
                } else if !rest.trim().is_empty() {
                    self.entry().line(rest);
                }
                taken
            }
            Meaning::Title(rest) if !rest.trim().is_empty() => {
                self.entitle(rest);
                taken
            }
            Meaning::Title(_) => {
                let Some(below) = next_text(self.lines, at + taken) else {
                    self.text(at);
                    return 1;
                };
                if let Some(line) = self.lines.get(below) {
                    self.entitle(&line.plain());
                }
                below + 1 - at
            }
            Meaning::Tags(tags) => {
                self.entry().tag(tags);
                taken
            }
        }
    }

    /// The proposal that is being read; begins one without a title where there is none.
    fn entry(&mut self) -> &mut Entry {
        self.entry.get_or_insert_default()
    }

    /// Begins the next proposal.
    fn next(&mut self, entry: Entry) {
        self.done.extend(self.entry.replace(entry));
    }

    /// Keeps a line as text: in the proposal, or above the first in the introduction.
    fn text(&mut self, at: usize) {
        let Some(line) = self.lines.get(at) else { return };
        match &mut self.entry {
            Some(entry) => {
                if !entry.claim(line) {
                    entry.line(&line.plain());
                }
            }
            None => self.introduction.line(&line.plain()),
        }
    }

    /// Begins a proposal at a heading, unless the one that is being read waits for just this title.
    fn begin(&mut self, title: String) {
        if let Some(entry) = self.entry.as_mut().filter(|entry| entry.awaits(&title)) {
            entry.adopt(title);
            return;
        }
        self.next(Entry::with_heading(title));
    }

    /// Gives the proposal its title by a label, or begins the next one where it has one.
    fn entitle(&mut self, value: &str) {
        let (title, more) = unquoted(value);
        if self.entry.as_ref().is_some_and(Entry::has_label) {
            self.next(Entry::default());
        }
        let entry = self.entry();
        entry.entitle(title);
        if !more.is_empty() {
            entry.line(more);
        }
    }

    /// The library that was read.
    fn library(self, name: &str, ids: &mut Ids) -> Library {
        let Self { setting, outcomes, title, mut introduction, mut done, mut entry, .. } = self;
        let page = outcomes.end > 0 || setting.title.is_some() || !done.is_empty();
        if !page && !introduction.is_empty() {
            entry.get_or_insert_default().precede(std::mem::take(&mut introduction));
        }
        done.extend(entry);
        let id = ids.fresh();
        let proposals = proposals(done, outcomes, venue(&title), &one_line(name), ids)
            .into_iter()
            .map(Arc::new)
            .collect();
        Library { id, introduction: introduction.text(), title, proposals, ..Library::default() }
    }
}

/// The title that a heading gives.
fn title_of(heading: &Heading) -> String {
    let untitled = !heading.forced && heading.form.style == Style::Underline && heading.text == UNTITLED;
    if untitled { String::new() } else { heading.text.to_owned() }
}

/// A title without quotation marks and bold marks around it, and what stands behind them in brackets.
fn unquoted(value: &str) -> (&str, &str) {
    let value = value.trim();
    for mark in ["\"", "**"] {
        let parts = value.strip_prefix(mark).and_then(|rest| rest.split_once(mark));
        let Some((title, more)) = parts.map(|(title, more)| (title.trim(), more.trim())) else { continue };
        let hint = more.is_empty() || more.starts_with("*(") || more.starts_with('(');
        if hint && !title.is_empty() {
            let inner = title.strip_prefix("**").and_then(|title| title.strip_suffix("**"));
            return (inner.filter(|title| !title.is_empty()).unwrap_or(title), more);
        }
    }
    (value, "")
}
