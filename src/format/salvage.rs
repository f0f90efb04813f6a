//! Reading what can be read of a broken file: its proposals one by one, in their order.
//!
//! While the records follow each other as they should, each is read where it stands, and one that is no
//! proposal but valid RON (a date that does not exist, say) is stepped over. Where even that fails, as
//! behind a lost quotation mark, the next line that begins like a record is tried, and then the next.
//! Such a line may stand in somebody's prose: what is read there counts only if it has something that
//! proposals alone have.

use std::{fmt, sync::Arc};

use ron::{Deserializer, Options, value::RawValue};
use serde::{
    Deserialize, Deserializer as _,
    de::{Error, IgnoredAny, MapAccess, Visitor},
};

use super::{
    conflict::{self, Mark},
    field::{Field, Read},
};
use crate::talk::{Library, Limit, Proposal};

/// What could be read of a file.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Salvaged {
    /// It holds only what stood in the file, word for word.
    pub library: Library,
    /// The lines, from 1, at which the parts begin that could not be read. After as many as there may be
    /// proposals the reader gives up.
    pub unread: Vec<usize>,
}

/// Reads what can be read of a text with LF only. Takes time in proportion to its length, and of what is
/// read in vain no more than [`VAIN`].
pub fn salvage(text: &str) -> Salvaged {
    let mut search = Search {
        text,
        options: super::options(),
        conflict: conflict::find(text).is_some(),
        budget: text.len().saturating_mul(8).min(VAIN).saturating_add(1 << 20),
        pieces: 0,
        counted: (0, 1),
        found: Salvaged::default(),
    };
    let root = search.behind_separators(0);
    let first = search.head().or_else(|| {
        search.give_up(root);
        search.beyond(root)
    });
    if let Some(first) = first {
        search.records(first);
    }
    search.found
}

/// The work in hand.
struct Search<'a> {
    text: &'a str,
    options: Options,
    /// Whether git left marks of a conflict, which must not be taken for prose.
    conflict: bool,
    /// How many bytes may still be read in vain, so that the same ones are not read for ever.
    budget: usize,
    /// As for [`Limit::Pieces`].
    pieces: usize,
    /// A byte of the text, and its line.
    counted: (usize, usize),
    found: Salvaged,
}

/// What was found at a place.
enum Found<T> {
    /// A value, and where the text goes on.
    Value(T, usize),
    /// Nothing, after reading this many bytes.
    Nothing(usize),
}

/// How a record begins: with a bracket, or the name `Proposal` before it.
const RECORD: [char; 2] = ['(', 'P'];

/// The least that an attempt costs, in bytes.
const ATTEMPT: usize = 512;
/// The most that is read in vain, in bytes: what no parser can make sense of is read slowly.
const VAIN: usize = 32 << 20;
/// The longest record that is stepped over, in bytes: whoever wrote one that is no proposal has not written
/// that much.
const RECORD_LENGTH: usize = 4 << 20;
/// The most fields before the list of proposals: a library has fewer, with all that may be unknown to us.
const FIELDS: usize = 1_000;

impl<'a> Search<'a> {
    fn rest(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    /// Reads the fields before the list of proposals, and answers where its records begin.
    fn head(&mut self) -> Option<usize> {
        let mut fields = Vec::new();
        let behind = Deserializer::from_str_with_options(self.text, &self.options).ok().map(|mut from| {
            // It leaves with an error at the list, or where it cannot go on.
            let _ = from.deserialize_struct("Library", &["proposals"], Head(&mut fields));
            self.text.len() - from.remainder().len()
        });
        for (name, value) in fields {
            let at = value.as_ptr().addr() - self.text.as_ptr().addr();
            if self.has_mark(at, at + value.len()) || !self.keep(name, value) {
                self.give_up(at);
            }
        }
        behind.and_then(|at| self.list_at(at)).or_else(|| {
            let named = |(at, name): (usize, &str)| {
                let before = self.text.get(..at)?;
                let list = self.list_at(at + name.len())?;
                let is_name = !before.ends_with(|before: char| before.is_alphanumeric() || before == '_');
                // The word may stand in prose.
                let has_records = self.rest(list).trim_start().starts_with(['(', 'P', '/', ']']);
                (is_name && has_records).then_some(list)
            };
            let list = self.text.match_indices("proposals").find_map(named)?;
            self.give_up(behind.unwrap_or(0));
            Some(list)
        })
    }

    /// Where the records begin if at this place, behind its name, the list does.
    fn list_at(&self, at: usize) -> Option<usize> {
        let list = self.rest(at).trim_start().strip_prefix(':')?.trim_start().strip_prefix('[')?;
        Some(self.text.len() - list.len())
    }

    /// Keeps a field of the library itself; false if its value is not what it should be.
    fn keep(&mut self, name: &str, value: &str) -> bool {
        let library = &mut self.found.library;
        match name {
            "id" => set(&mut library.id, "id", value, &self.options),
            "title" => set(&mut library.title, "title", value, &self.options),
            "introduction" => set(&mut library.introduction, "introduction", value, &self.options),
            "speaker" => set(&mut library.speaker, "speaker", value, &self.options),
            _ => true,
        }
    }

    /// Reads records one behind the other, as long as they can be found.
    fn records(&mut self, first: usize) {
        let mut next = Some(first);
        while let Some(at) = next.filter(|_| self.found.unread.len() < Limit::Proposals.most()) {
            let at = self.behind_separators(at);
            let rest = self.rest(at);
            next = if rest.is_empty() || rest.starts_with(']') { None } else { self.record(at) };
        }
    }

    /// Reads the record at this place, and answers where the next may stand.
    fn record(&mut self, at: usize) -> Option<usize> {
        let read = match self.proposal(at) {
            Found::Value(proposal, end) => return self.push(proposal, at).then_some(end),
            Found::Nothing(read) => read,
        };
        self.give_up(at);
        match self.step_over(at) {
            Found::Value((), end) => Some(end),
            Found::Nothing(again) => {
                self.spend(read + again);
                self.beyond(at)
            }
        }
    }

    /// Looks behind a place that cannot be read for a line with which records begin again. Answers what
    /// stands behind the first of them.
    fn beyond(&mut self, at: usize) -> Option<usize> {
        let mut from = at;
        while self.budget > 0 {
            let line = self.rest(from).find('\n').map(|end| from + end + 1)?;
            from = line;
            let rest = self.rest(line);
            let record = rest.trim_start_matches([' ', '\t']);
            let indent = rest.len() - record.len();
            if !record.starts_with(RECORD) {
                continue;
            }
            match self.proposal(line + indent) {
                Found::Value(proposal, end) if is_surely_one(&proposal) => {
                    return self.push(proposal, line).then_some(end);
                }
                Found::Value(_, end) => self.spend(end - line),
                Found::Nothing(read) => self.spend(read),
            }
        }
        None
    }

    /// Steps over blanks, comments and a comma.
    fn behind_separators(&self, at: usize) -> usize {
        let blanks = |at: usize| {
            let rest = Deserializer::from_str_with_options(self.rest(at), &self.options);
            rest.map_or(at, |rest| self.text.len() - rest.remainder().len())
        };
        let at = blanks(at);
        if self.rest(at).starts_with(',') { blanks(at + 1) } else { at }
    }

    fn proposal(&self, at: usize) -> Found<Arc<Proposal>> {
        let found = self.value::<Read<Arc<Proposal>>>(at, self.text.len());
        match found {
            Found::Value(_, end) if self.has_mark(at, end) => Found::Nothing(end - at),
            Found::Value(Read(proposal), end) => Found::Value(proposal, end),
            Found::Nothing(read) => Found::Nothing(read),
        }
    }

    /// Whether git's marks stand between two places.
    fn has_mark(&self, from: usize, to: usize) -> bool {
        let is_mark = |line: &str| matches!(Mark::of(line), Some(Mark::Open | Mark::End));
        self.conflict && self.text.get(from..to).unwrap_or_default().split('\n').any(is_mark)
    }

    /// Finds the end of a value that is no proposal, if the list goes on or ends behind it.
    fn step_over(&self, at: usize) -> Found<()> {
        match self.value::<IgnoredAny>(at, RECORD_LENGTH) {
            Found::Value(_, end) => {
                let goes_on = self.rest(end).trim_start().starts_with([',', ']']) && !self.has_mark(at, end);
                if goes_on { Found::Value((), end) } else { Found::Nothing(end - at) }
            }
            Found::Nothing(read) => Found::Nothing(read),
        }
    }

    /// Reads a value of so many bytes at most.
    fn value<T: Deserialize<'a>>(&self, at: usize, most: usize) -> Found<T> {
        let text = self.rest(at);
        let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
        let text = text.get(..end.unwrap_or(0)).unwrap_or(text);
        let Ok(mut from) = Deserializer::from_str_with_options(text, &self.options) else {
            return Found::Nothing(text.len());
        };
        let value = T::deserialize(&mut from);
        let read = text.len() - from.remainder().len();
        match value {
            Ok(value) => Found::Value(value, at + read),
            // The end was looked for in all of the text.
            Err(ron::Error::ExpectedStringEnd | ron::Error::UnclosedBlockComment) => {
                Found::Nothing(text.len())
            }
            Err(_) => Found::Nothing(read),
        }
    }

    /// Adds a proposal; false where the library is full.
    fn push(&mut self, proposal: Arc<Proposal>, at: usize) -> bool {
        let proposals = &mut self.found.library.proposals;
        self.pieces += proposal.pieces();
        let fits = proposals.len() < Limit::Proposals.most() && self.pieces <= Limit::Pieces.most();
        if fits {
            proposals.push(proposal);
        } else {
            self.give_up(at);
        }
        fits
    }

    /// Notes that what begins here could not be read.
    fn give_up(&mut self, at: usize) {
        let (counted, line) = self.counted;
        let breaks = self.text.get(counted..at).unwrap_or_default().matches('\n').count();
        self.counted = (counted.max(at), line + breaks);
        self.found.unread.push(line + breaks);
    }

    fn spend(&mut self, read: usize) {
        self.budget = self.budget.saturating_sub(read.max(ATTEMPT));
    }
}

/// Whether a record that was found by its looks is a proposal: neither a submission, nor a speaker, nor a
/// library has what is asked for here.
fn is_surely_one(proposal: &Proposal) -> bool {
    let Proposal { title, description, audience, outline, notes, tags, submissions, unknown, .. } = proposal;
    let written = [title, description, audience, outline, notes].into_iter().any(|text| !text.is_empty());
    let is_library = unknown.iter().any(|(name, _)| ["introduction", "proposals"].contains(&name));
    (written || !tags.is_empty() || !submissions.is_empty()) && !is_library
}

/// Reads a value that stands alone into its field; false if it is not what it should be.
fn set<T: Field>(field: &mut T, name: &'static str, value: &str, options: &Options) -> bool {
    match options.from_str::<Read<T>>(value) {
        Ok(Read(value)) if value.excess(name).is_none() => {
            *field = value;
            true
        }
        _ => false,
    }
}

/// Collects the fields up to the list of proposals, each with its value as it stands.
struct Head<'a, 'de>(&'a mut Vec<(&'de str, &'de str)>);

impl<'de> Visitor<'de> for Head<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Library")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        let mut fields = 0..FIELDS;
        while let Some(name) = map.next_key::<&'de str>()? {
            if name == "proposals" || fields.next().is_none() {
                return Err(M::Error::custom("this is all that was asked for"));
            }
            let value = map.next_value::<&'de RawValue>()?;
            if KEPT.contains(&name) && self.0.iter().all(|(other, _)| *other != name) {
                self.0.push((name, value.get_ron()));
            }
        }
        Ok(())
    }
}

/// The fields of the library itself that are kept.
const KEPT: [&str; 4] = ["id", "title", "introduction", "speaker"];
