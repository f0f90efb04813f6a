//! The library's file: RON, made for people and for git. It is written by a writer of our own, since no other
//! leaves prose with its line breaks, and read by serde; one macro names each record's fields for both (`records`).
//!
//! ```ron
//! // A soapbox library: ...
//! (
//!   format: 1,
//!   id: "...",
//!   title: "My Talk Proposals for PyCon 2018",
//!   introduction: "...",
//!   speaker: (
//!     name: "...",
//!     ...
//!   ),
//!   proposals: [
//!     (
//!       id: "...",
//!       title: "...",
//!       description: "prose with its
//! real line breaks",
//!       ...
//! ```
//!
//! The order never changes and each field has its line. `format` and `proposals` must be there; any
//! other field may be missing. Texts are always written, empty ones too; an empty list (but
//! `proposals`) and a slot or day that is not known are left out. Fields that this soapbox does not
//! know stay as they were written, with the comments inside their values, behind those that it does
//! know. Comments elsewhere are lost when the file is written, and so is the layout that a person
//! gave it. How texts stand there is told in `prose`. A conflict that git left, inside a text or not, is
//! refused rather than taken for prose (`conflict`).
//!
//! [`open`] says of any bytes what they hold: a library, nothing, or something that is not to be written
//! over, with what can be saved from it (`salvage`). A file whose `format` is higher than [`FORMAT`] is
//! of the last kind. When a second format comes, the records of this one stay as a reader of their own
//! whose library is turned into the new one's; the file of each format in `tests/golden` must always load.

mod comments;
mod conflict;
mod contents;
#[cfg(test)]
mod damage;
mod endings;
mod error;
mod field;
mod hash;
#[cfg(test)]
mod hostile;
mod prose;
mod records;
mod salvage;
#[cfg(test)]
mod tests;
mod writer;

use std::fmt;

use ron::{Deserializer, Options, error::SpannedError, extensions::Extensions};
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor};

pub use conflict::Sides;
pub use contents::{Contents, Document, Refused, open};
pub use endings::Endings;
pub use error::{FormatError, Line, Problem};
pub use hash::{Hash, Hashing};
pub use salvage::Salvaged;

use crate::talk::Library;
use field::{Field, Read};
use writer::Writer;

/// The format that is written, and the newest that is read.
pub const FORMAT: u32 = 1;
/// The longest file that is read, in bytes: 64 MiB.
pub const LONGEST: usize = 64 << 20;

/// The first line of every file.
const FIRST_LINE: &str = "// A soapbox library: proposals for talks. Edit it by hand if you like: \
    soapbox keeps fields that it does not know, but no comments.\n";

/// How the first line begins in every version.
const FIRST_WORDS: &str = "// A soapbox library";

/// Whether a text is meant to be a library: it begins with a record that names its format, or with the
/// line that this program writes above it.
#[must_use]
pub fn looks_like_a_library(text: &str) -> bool {
    let body = text.trim_start_matches('\u{feff}').trim_start();
    body.starts_with(FIRST_WORDS) || (body.starts_with('(') && body.contains("format:"))
}

/// Reads a library from the text of its file. Ids that are missing or stand twice are not mended.
///
/// # Errors
/// [`FormatError`] where the text is no library, with the place of the first mistake.
pub fn read(text: &str) -> Result<Library, FormatError> {
    let text = endings::folded(text);
    too_long(&text)?;
    match conflict::find(&text) {
        Some(conflict) => Err(conflict),
        None => parse(&text),
    }
}

fn too_long(text: &str) -> Result<(), FormatError> {
    if text.len() > LONGEST {
        return Err(FormatError::at_start(Problem::TooLong(text.len())));
    }
    Ok(())
}

/// Reads a library from a text with LF only, in which no conflict stands.
fn parse(text: &str) -> Result<Library, FormatError> {
    let options = options();
    let mut header = Deserializer::from_str_with_options(text, &options)
        .map_err(|error| FormatError::from_ron(text, 0, &error))?;
    let root = text.len() - header.remainder().len();
    error::check_root(text, root)?;
    if let Some(newer) = format_of(&mut header).filter(|format| *format > FORMAT) {
        return Err(FormatError::at(text, root, Problem::Newer(newer)));
    }
    let Read(library) =
        options.from_str::<Read<Library>>(text).map_err(|error| refusal(text, root, &error))?;
    Ok(library)
}

/// What RON's parser says, or that it met what is left of a conflict that was solved by half.
fn refusal(text: &str, root: usize, error: &SpannedError) -> FormatError {
    let said = FormatError::from_ron(text, root, error);
    if conflict::is_left(text, said.line) {
        return FormatError { problem: Problem::Conflict, line: said.line, column: 1 };
    }
    said
}

/// The text of a library's file. Equal libraries give equal texts.
#[must_use]
pub fn write(library: &Library) -> String {
    let mut text = String::new();
    write_in_pieces(library, &mut |piece| text.push_str(piece));
    text
}

/// Hands on the text of a library's file piece by piece, so that there need be no room for all of it at once: a piece
/// is as long as a few proposals.
pub fn write_in_pieces(library: &Library, take: &mut dyn FnMut(&str)) {
    let mut out = Writer::new(take);
    out.raw(FIRST_LINE);
    library.write(&mut out);
    out.raw("\n");
    out.finish();
}

/// How the reader is set up: a slot may be written without `Some`. RON's limit of nesting stays.
fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// The number in the field `format`, if it can be read: that of a newer format must be found
/// whatever else the file holds. Reads no further than that field.
fn format_of(header: &mut Deserializer<'_>) -> Option<u32> {
    let mut format = None;
    // The visitor leaves with an error as soon as it has what it wants.
    let _ = Header(&mut format).deserialize(header);
    format
}

struct Header<'a>(&'a mut Option<u32>);

impl<'de> DeserializeSeed<'de> for Header<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_struct("Library", &["format"], self)
    }
}

impl<'de> Visitor<'de> for Header<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Library")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(name) = map.next_key::<&str>()? {
            if name == "format" {
                *self.0 = Some(map.next_value()?);
                return Err(M::Error::custom("this is all that was asked for"));
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}
