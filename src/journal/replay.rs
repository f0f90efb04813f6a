//! Reading one journal: what it begins with, and what its changes led to.
//!
//! Whatever the bytes, the answer is a library as it stood after one of the changes, or none at all:
//! reading ends at the first line that is cut off, damaged, out of order, or does not fit the library.

use std::{fmt, sync::Arc};

use super::{
    change::{self, Dated},
    line::{self, Line, Words},
    snapshot::{self, Base, Header, Pending},
};
use crate::{
    format::{self, Hash},
    talk::Library,
};

/// A journal as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// What its first line says.
    pub header: Header,
    /// The library as it stood before the changes.
    pub snapshot: Arc<Library>,
    /// The hash of the text of that library's file.
    pub snapshot_hash: Hash,
    /// The number of the change that led to the snapshot.
    pub first: u64,
    /// What was changed since, in order.
    pub changes: Vec<Dated>,
    /// The library behind the last change.
    pub library: Arc<Library>,
    /// The version of the document that was read or written last, if there was one.
    pub base: Option<Base>,
    /// How many of `changes` that version holds.
    pub in_document: usize,
    /// After which changes the library was about to be written to the document, and the hashes that it was to
    /// have.
    pub(super) planned: Vec<(u64, Hash)>,
    /// The same of libraries that stood before the snapshot.
    pub(super) kept: Vec<Base>,
    /// Why it was closed; none where nobody came to close it.
    pub closed: Option<String>,
    /// How many bytes at its end could not be read.
    pub dropped: usize,
}

/// Why a journal cannot be read at all. As text it is one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// There is none of that number.
    Missing,
    /// It is no journal, or its beginning is cut off or damaged.
    Damaged,
    /// It was written by a newer soapbox.
    Newer,
    /// It is longer than [`super::LONGEST`].
    TooLong,
    /// It is a link, a folder, or something else that soapbox does not write.
    NotAFile,
    /// The system refused.
    Refused,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "there is none of that number",
            Self::Damaged => "its beginning is damaged",
            Self::Newer => "it was written by a newer soapbox",
            Self::TooLong => "it is too long",
            Self::NotAFile => "it is no file",
            Self::Refused => "the system does not let us read it",
        })
    }
}

impl std::error::Error for Unreadable {}

impl Story {
    /// Whether it holds what the document did not, when it ended.
    #[must_use]
    pub fn is_ahead(&self) -> bool {
        snapshot::is_ahead(self.base.as_ref(), &self.library)
    }

    /// When the last change was made, or the journal was begun: in seconds since 1970.
    #[must_use]
    pub fn last_time(&self) -> u64 {
        self.changes.last().map_or(self.header.began, |last| last.time)
    }

    /// Takes in which version the document is found to be: one that was about to be written was written,
    /// though nobody came to take that down. `library` is what it holds, where that can be read: one that was
    /// overwritten in place when the power failed may lack its last bytes, and is no other program's. Answers
    /// whether that is news: then nobody has seen the document flushed.
    pub fn find(&mut self, document: Hash, library: Option<&Library>) -> bool {
        let knows = |base: &Option<Base>| base.as_ref().is_some_and(|base| base.hash == document);
        if knows(&self.base) {
            return false;
        }
        let of_hash = |(_, hash): &&(u64, Hash)| *hash == document;
        let planned = self.planned.iter().rfind(of_hash).map(|(number, _)| *number);
        self.note_saved(planned, document, |kept| kept.hash == document);
        if let Some(library) = library.filter(|_| !knows(&self.base)) {
            let last = self.planned.last().map(|(number, _)| *number);
            let planned = last.filter(|number| self.library_at(*number).as_ref() == Some(library));
            self.note_saved(planned, document, |kept| *kept.library == *library);
        }
        knows(&self.base)
    }

    /// Whether the library stood like this before the changes, or after one of them.
    #[must_use]
    pub fn has_held(&self, wanted: &Library) -> bool {
        let mut library = Library::clone(&self.snapshot);
        // Where it differed the last time it most likely differs again.
        let mut differs_at = 0;
        let mut is_wanted = |library: &Library| {
            let pairs = || library.proposals.iter().zip(&wanted.proposals);
            if pairs().nth(differs_at).is_some_and(|(is, wanted)| is != wanted) {
                return false;
            }
            differs_at = pairs().position(|(is, wanted)| is != wanted).unwrap_or(0);
            library == wanted
        };
        let mut after =
            |dated: &Dated| change::apply(&dated.change, None, &mut library).is_some() && is_wanted(&library);
        self.base.as_ref().is_some_and(|base| *base.library == *wanted)
            || *self.snapshot == *wanted
            || self.changes.iter().any(&mut after)
    }

    /// The number of the last change.
    pub(super) fn last(&self) -> u64 {
        self.first.saturating_add(self.changes.len() as u64)
    }

    /// The library as it stood after the change of that number.
    pub(super) fn library_at(&self, number: u64) -> Option<Library> {
        let count = usize::try_from(number.checked_sub(self.first)?).ok()?;
        let mut library = Library::clone(&self.snapshot);
        for Dated { change, .. } in self.changes.get(..count)? {
            change::apply(change, None, &mut library)?;
        }
        Some(library)
    }

    /// Takes over the changes that another journal holds beyond the last of this one, which went on from
    /// it: the program ended between the beginning of the one and the end of the other.
    pub(super) fn complete_from(&mut self, earlier: &Self) {
        self.planned.extend_from_slice(&earlier.planned);
        self.kept.extend_from_slice(&earlier.kept);
        let known = self.last().checked_sub(earlier.first).and_then(|known| usize::try_from(known).ok());
        let Some(rest) = known.and_then(|known| earlier.changes.get(known..)) else { return };
        let mut library = Library::clone(&self.library);
        if !rest.iter().all(|dated| change::apply(&dated.change, None, &mut library).is_some()) {
            return;
        }
        let saved = |story: &Self| story.first.saturating_add(story.in_document as u64);
        if saved(earlier) > saved(self) && earlier.base.is_some() {
            self.base.clone_from(&earlier.base);
            self.in_document = usize::try_from(saved(earlier) - self.first).unwrap_or(0);
        }
        self.changes.extend_from_slice(rest);
        self.library = library.into();
    }
}

/// Reads a journal.
///
/// # Errors
/// [`Unreadable`] where not even its beginning is whole.
pub fn read(bytes: &[u8]) -> Result<Story, Unreadable> {
    let mut lines = line::lines(bytes);
    let (mut story, mut end) = read_opening(&mut lines)?;
    let mut library = Library::clone(&story.snapshot);
    let (mut saved, mut pending) = (None, Pending::default());
    for Line { letter, rest, end: behind } in lines {
        let words = Words::of(rest);
        let taken = match letter {
            _ if story.closed.is_some() => None,
            'S' => pending.take(rest),
            'K' => read_base(&mut pending, words).map(|(base, _)| story.kept.push(base)),
            _ if !pending.is_empty() => None,
            'E' => story.take_change(rest, &mut library),
            'P' => read_saved(words).map(|plan| story.planned.push(plan)),
            'W' => {
                read_saved(words).filter(|&(number, _)| number <= story.last()).map(|last| saved = Some(last))
            }
            'C' => line::unescaped(rest).map(|reason| story.closed = Some(reason)),
            _ => None,
        };
        if taken.is_none() {
            break;
        }
        if pending.is_empty() {
            end = behind;
        }
    }
    story.dropped = bytes.len() - end;
    story.library = library.into();
    if let Some((number, hash)) = saved {
        story.note_saved(Some(number), hash, |kept| kept.hash == hash);
    }
    Ok(story)
}

/// Reads up to the line that says that the snapshot is whole, and answers where that ends, in bytes.
fn read_opening<'a>(lines: &mut impl Iterator<Item = Line<'a>>) -> Result<(Story, usize), Unreadable> {
    let first = lines.next().filter(|line| line.letter == 'H').ok_or(Unreadable::Damaged)?;
    let damaged = if snapshot::is_newer(first.rest) { Unreadable::Newer } else { Unreadable::Damaged };
    let header = snapshot::read_header(first.rest).ok_or(damaged)?;
    let mut pending = Pending::default();
    let mut base = None;
    for Line { letter, rest, end } in lines {
        let mut words = Words::of(rest);
        match letter {
            'S' => pending.take(rest).ok_or(damaged)?,
            'B' if base.is_none() => {
                base = Some(read_base(&mut pending, words).ok_or(damaged)?);
            }
            'N' => {
                let first = words.parsed().ok_or(damaged)?;
                let (snapshot, snapshot_hash) = match &base {
                    Some((base, text)) if pending.is_empty() => {
                        let same = format!("0 {text}") == words.rest();
                        (base.library.clone(), same.then_some(*text).ok_or(damaged)?)
                    }
                    _ => read_library(&mut pending, words).ok_or(damaged)?,
                };
                let base = base.map(|(base, _)| base);
                return Ok((Story::of(header, snapshot, snapshot_hash, first, base), end));
            }
            _ => return Err(damaged),
        }
    }
    Err(damaged)
}

/// The library in the lines before a record, with the hash of its text.
fn read_library(pending: &mut Pending, mut words: Words) -> Option<(Arc<Library>, Hash)> {
    let text = pending.claim(&mut words)?;
    Some((format::read(&text).ok()?.into(), Hash::of(text.as_bytes())))
}

/// A version of the document with the library in the lines before its record, and the hash of its text.
fn read_base(pending: &mut Pending, mut words: Words) -> Option<(Base, Hash)> {
    let hash = Hash::parse(words.word()?)?;
    let (library, text) = read_library(pending, words)?;
    Some((Base { hash, library }, text))
}

/// Reads a `W` or `P` record: after which change the library was written to the document, and its new hash.
pub fn read_saved(mut words: Words) -> Option<(u64, Hash)> {
    let saved = (words.parsed()?, Hash::parse(words.word()?)?);
    words.at_end().then_some(saved)
}

impl Story {
    /// One of which no more than its beginning was read.
    fn of(header: Header, snapshot: Arc<Library>, hash: Hash, first: u64, base: Option<Base>) -> Self {
        Self {
            header,
            library: snapshot.clone(),
            snapshot,
            snapshot_hash: hash,
            first,
            changes: Vec::new(),
            base,
            in_document: 0,
            planned: Vec::new(),
            kept: Vec::new(),
            closed: None,
            dropped: 0,
        }
    }

    fn take_change(&mut self, rest: &str, library: &mut Library) -> Option<()> {
        let (number, dated, sum) = change::read(rest)?;
        if Some(number) != self.last().checked_add(1) {
            return None;
        }
        change::apply(&dated.change, sum, library)?;
        self.changes.push(dated);
        Some(())
    }

    /// Takes in which library the document holds as a version of that hash: the one behind a change, or the last
    /// of those that were kept from before the snapshot and are it. Of any other nothing is known.
    fn note_saved(&mut self, number: Option<u64>, hash: Hash, is_it: impl Fn(&Base) -> bool) {
        let library_at = |number| {
            if number == self.last() {
                Some(self.library.clone())
            } else {
                self.library_at(number).map(Arc::new)
            }
        };
        if let Some((number, library)) = number.and_then(|number| Some((number, library_at(number)?))) {
            self.base = Some(Base { hash, library });
            self.in_document = usize::try_from(number - self.first).unwrap_or(usize::MAX);
        } else if let Some(kept) = self.kept.iter().rfind(|kept| is_it(kept)) {
            self.base = Some(Base { hash, library: kept.library.clone() });
            self.in_document = 0;
        }
    }
}
