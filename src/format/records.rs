//! The records of a file and their fields, in the order in which they are written.
//!
//! Each record is named once, by `record!`, which makes the reading and the writing of it; a field
//! of the struct that is not named there does not compile. Fields that are not known are kept word
//! for word, written last.

use std::fmt;

use ron::value::RawValue;
use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, Visitor},
};

use super::{
    FORMAT,
    field::{Field, read_once, read_or_default, write_field},
    writer::Writer,
};
use crate::talk::{Library, Proposal, Speaker, Submission, Unknown};

/// Reads and writes a struct as a record. `after name: Type` puts a field before the others that is
/// not in the struct.
macro_rules! record {
    ($record:ident $(after $first:ident: $type:ty)? { $($field:ident),* $(,)? }) => {
        impl Field for $record {
            fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                struct Fields;

                impl<'de> Visitor<'de> for Fields {
                    type Value = $record;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str(stringify!($record))
                    }

                    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<$record, M::Error> {
                        $(let mut $first = None::<$type>;)?
                        $(let mut $field = None;)*
                        let mut unknown = Unknown::default();
                        while let Some(name) = map.next_key::<&str>()? {
                            match name {
                                $(stringify!($first) => read_once(&mut $first, stringify!($first), &mut map)?,)?
                                $(stringify!($field) => read_once(&mut $field, stringify!($field), &mut map)?,)*
                                _ => read_unknown(&mut unknown, name, &mut map)?,
                            }
                        }
                        $(read_or_default($first, stringify!($first))?;)?
                        Ok($record { $($field: read_or_default($field, stringify!($field))?,)* unknown })
                    }
                }

                let names = &[$(stringify!($first),)? $(stringify!($field)),*];
                from.deserialize_struct(stringify!($record), names, Fields)
            }

            fn write(&self, out: &mut Writer) {
                let Self { $($field,)* unknown } = self;
                out.block('(', ')', |out| {
                    $(write_field(out, stringify!($first), &<$type>::default());)?
                    $(write_field(out, stringify!($field), $field);)*
                    write_unknown(out, unknown);
                });
            }
        }
    };
}

record!(Library after format: Format { id, title, introduction, speaker, proposals });
record!(Speaker { name, email, biography });
record!(Proposal { id, title, description, audience, outline, notes, tags, language, submissions });
record!(Submission { id, venue, number, status, slot, questions, changeover, sent, decided, remarks });

/// The number of the format, [`FORMAT`] and no other.
#[derive(Default)]
struct Format;

impl Field for Format {
    const REQUIRED: bool = true;

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let format = i64::deserialize(from)?;
        if format == i64::from(FORMAT) {
            return Ok(Self);
        }
        Err(D::Error::custom(format_args!("there is no format {format}; this is format {FORMAT}")))
    }

    fn write(&self, out: &mut Writer) {
        out.raw(&FORMAT.to_string());
    }
}

/// The most unknown fields that one record may have.
const UNKNOWN: usize = 64;
/// The longest name of an unknown field, in bytes.
const NAME: usize = 64;

/// Keeps a field that is not known, its value word for word.
fn read_unknown<'de, M: MapAccess<'de>>(
    unknown: &mut Unknown,
    name: &str,
    map: &mut M,
) -> Result<(), M::Error> {
    if unknown.len() == UNKNOWN {
        return Err(M::Error::custom(format_args!("more than {UNKNOWN} unknown fields, which is the limit")));
    }
    if name.len() > NAME {
        let length = name.len();
        return Err(M::Error::custom(format_args!(
            "the name of this unknown field has {length} bytes, the limit is {NAME}"
        )));
    }
    let value = map.next_value::<&RawValue>()?.get_ron();
    // It will stand in the file as it stands here, and there no such character may stand.
    if let Some(control) = value.chars().find(|&c| c.is_control() && !matches!(c, '\n' | '\t')) {
        let number = u32::from(control);
        return Err(M::Error::custom(format_args!(
            "the unknown field `{name}` holds the control character U+{number:04X}; write it as \\u{{{number:x}}}"
        )));
    }
    unknown.keep(name, value);
    Ok(())
}

fn write_unknown(out: &mut Writer, unknown: &Unknown) {
    for (name, value) in unknown.iter() {
        out.line(|out| {
            out.raw(if is_plain(name) { "" } else { "r#" });
            out.raw(name);
            out.raw(": ");
            out.raw(value);
        });
    }
}

/// Whether a name needs no `r#` before it. The reader takes off the `r#` that a name like
/// `r#my-field` has; with it, any name is right.
fn is_plain(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}
