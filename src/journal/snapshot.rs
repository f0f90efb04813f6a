//! How a journal begins: whose it is, the document that it goes on from, and the library as it stood.
//!
//! ```text
//! H 1 0.4.0 1764000000 "k3j9" "/talks/proposals.ron" -     format 1, soapbox, time, library, document
//! S (                                                        the library as the text of a file ...
//! S   format: 1,
//! B af1349... 2 9e8f01...                                    ... which is what the document of that hash holds
//! N 0 0 9e8f01...                                            change 0 led to the same library
//! ```
//!
//! `B` is missing where there was no document. Where the library is ahead of the document, more `S` lines
//! follow with its text, and `N` counts them. The last word of `H` is the number of the journal that this
//! one goes on from without a gap, or `-`.

use std::{path::Path, sync::Arc};

use super::line::{self, Words, push_escaped, push_text};
use crate::{
    format::{self, Hash, Hashing},
    talk::{Id, Library},
};

/// The format of journals that is written, and the only one that is read.
pub const FORMAT: u32 = 1;

/// A version of the document, and the library that it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// The hash of the document's bytes.
    pub hash: Hash,
    /// What was read from it or written to it.
    pub library: Arc<Library>,
}

/// What the first line of a journal says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The soapbox that wrote it.
    pub version: String,
    /// When it was begun, in seconds since 1970, as the clock stood.
    pub began: u64,
    /// The library's id.
    pub library: Id,
    /// The document's path, as it can be shown.
    pub document: String,
    /// The number of the journal that it goes on from without a gap.
    pub continues: Option<u64>,
}

/// All that a new journal begins with.
#[derive(Debug)]
pub struct Opening<'a> {
    /// The document.
    pub document: &'a Path,
    /// The number of the journal that it goes on from without a gap.
    pub continues: Option<u64>,
    /// What the document holds, if there is one.
    pub base: Option<&'a Base>,
    /// The library as it stands.
    pub library: &'a Library,
    /// The number of the change that led there.
    pub change: u64,
    /// The time, in seconds since 1970.
    pub now: u64,
}

/// From how many bytes on lines are handed on.
const PIECE: usize = 64 << 10;

impl Opening<'_> {
    /// Hands on the lines, the last of which says that the snapshot is whole, piece by piece: all of them are as long
    /// as the document, or twice as long.
    pub fn write(&self, take: &mut dyn FnMut(&[u8])) {
        let mut out = Vec::new();
        let mut header = format!("{FORMAT} {} {}", env!("CARGO_PKG_VERSION"), self.now);
        push_text(&mut header, self.library.id.as_str());
        push_text(&mut header, &self.document.to_string_lossy());
        header.push(' ');
        header.push_str(&self.continues.map_or_else(|| "-".into(), |number| number.to_string()));
        line::push(&mut out, 'H', &header);
        let mut push = |letter, rest: &str| {
            line::push(&mut out, letter, rest);
            if out.len() >= PIECE {
                take(&out);
                out.clear();
            }
        };
        let in_base = self.base.map(|Base { hash, library }| {
            let (count, sum) = push_library(library, &mut push);
            push('B', &format!("{hash} {count} {sum}"));
            (library, sum)
        });
        let (count, whole) = match in_base {
            Some((library, sum)) if **library == *self.library => (0, sum),
            _ => push_library(self.library, &mut push),
        };
        push('N', &format!("{} {count} {whole}", self.change));
        take(&out);
    }
}

/// Whether a library holds what its document does not. Where there is none, an empty library is no loss.
pub fn is_ahead(base: Option<&Base>, library: &Library) -> bool {
    match base {
        Some(base) => *base.library != *library,
        None => *library != Library { id: library.id.clone(), ..Library::default() },
    }
}

/// Gives `push` each line of a library, an `S` and what it records; answers how many they are, and the hash of the
/// library's text.
pub fn push_library(library: &Library, push: &mut dyn FnMut(char, &str)) -> (usize, Hash) {
    let (mut count, mut hashing) = (0, Hashing::default());
    // A piece may end anywhere.
    let mut begun = String::new();
    format::write_in_pieces(library, &mut |piece| {
        hashing.take(piece.as_bytes());
        for (index, part) in piece.split('\n').enumerate() {
            if index > 0 {
                push('S', &begun);
                count += 1;
                begun.clear();
            }
            push_escaped(&mut begun, part);
        }
    });
    push('S', &begun);
    (count + 1, hashing.finish())
}

/// Reads the record of an `H` line; none where it is none, or that of another format.
pub fn read_header(rest: &str) -> Option<Header> {
    let mut words = Words::of(rest);
    if words.parsed::<u32>()? != FORMAT {
        return None;
    }
    let (version, began) = (words.word()?.to_owned(), words.parsed()?);
    let (library, document) = (Id::new(words.text()?), words.text()?);
    let continues = match words.word()? {
        "-" => None,
        number => Some(number.parse().ok()?),
    };
    Some(Header { version, began, library, document, continues })
}

/// Whether an `H` line is that of a newer format than [`FORMAT`].
pub fn is_newer(rest: &str) -> bool {
    Words::of(rest).parsed::<u32>().is_some_and(|format| format > FORMAT)
}

/// The `S` lines that were read and that no record has claimed yet.
#[derive(Debug, Default)]
pub struct Pending {
    text: String,
    count: usize,
}

impl Pending {
    /// Takes one more; none where its escapes are wrong.
    pub fn take(&mut self, rest: &str) -> Option<()> {
        self.text.push_str(if self.count == 0 { "" } else { "\n" });
        self.text.push_str(&line::unescaped(rest)?);
        self.count += 1;
        Some(())
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The text of all of them, for a record that says how many they are and what their hash is.
    pub fn claim(&mut self, words: &mut Words) -> Option<String> {
        let (count, hash) = (words.parsed::<usize>()?, Hash::parse(words.word()?)?);
        let Self { text, count: found } = std::mem::take(self);
        (count == found && words.at_end() && Hash::of(text.as_bytes()) == hash).then_some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::talk::Proposal;

    #[test]
    fn a_large_library_is_written_in_pieces_and_read_as_it_was() {
        let description = "Über \"Wörter\"\n".repeat(100);
        let proposal = |at: u32| Proposal {
            id: Id::new(at.to_string()),
            description: description.clone(),
            ..Proposal::default()
        };
        let proposals = (0..200).map(proposal).map(Arc::new).collect();
        let library = Library { proposals, ..Library::default() };
        let text = format::write(&library);
        let base = Base { hash: Hash::of(text.as_bytes()), library: Arc::default() };
        let (document, base) = (Path::new("/d"), Some(&base));
        let opening = Opening { document, continues: None, base, library: &library, change: 7, now: 1 };
        let (mut pieces, mut bytes) = (0, Vec::new());
        opening.write(&mut |piece| {
            assert!(piece.len() < PIECE + 100);
            pieces += 1;
            bytes.extend_from_slice(piece);
        });
        assert!(pieces > 4, "{pieces}");
        let mut found = Vec::new();
        let mut pending = Pending::default();
        for line in line::lines(&bytes) {
            let mut words = Words::of(line.rest);
            match line.letter {
                'S' => pending.take(line.rest).unwrap(),
                'B' | 'N' => {
                    words.word();
                    found.push(pending.claim(&mut words).unwrap());
                }
                _ => {}
            }
        }
        assert_eq!(found, [format::write(&Library::default()), text]);
    }
}
