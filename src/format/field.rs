//! How each kind of value is read and written, both side by side.
//!
//! Reading is serde's, so that RON's own parser tells what is wrong and where. Writing is ours:
//! serde wants field names that are known when it is compiled, and RON's serialiser knows neither
//! prose with real line breaks nor values that are kept word for word.

use std::{fmt, sync::Arc};

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, SeqAccess, Visitor},
};

use super::writer::Writer;
use crate::talk::{Date, Excess, Id, Limit, Proposal, Status, Submission};

/// A value that can stand in a field of a record.
pub trait Field: Sized {
    /// Whether a record without it is no record.
    const REQUIRED: bool = false;

    /// Reads the value.
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error>;

    /// Writes the value.
    fn write(&self, out: &mut Writer);

    /// Whether the field is left out when writing, because a missing one reads the same. Texts never
    /// are: an empty one shows a person where to write.
    fn is_left_out(&self) -> bool {
        false
    }

    /// The limit that it goes beyond as the value of the field of this name. Lists are counted while they
    /// are read, and records look at their own fields.
    fn excess(&self, _name: &'static str) -> Option<Excess> {
        None
    }
}

/// Lets serde read a [`Field`].
pub struct Read<T>(pub T);

impl<'de, T: Field> Deserialize<'de> for Read<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        T::read(from).map(Self)
    }
}

/// Reads the value of a known field into its slot; a second one of the same name is an error.
pub fn read_once<'de, M: MapAccess<'de>, T: Field>(
    slot: &mut Option<T>,
    name: &'static str,
    map: &mut M,
) -> Result<(), M::Error> {
    if slot.is_some() {
        return Err(M::Error::duplicate_field(name));
    }
    let Read(value) = map.next_value::<Read<T>>()?;
    if let Some(excess) = value.excess(name) {
        return Err(M::Error::custom(excess));
    }
    *slot = Some(value);
    Ok(())
}

/// The value of a known field: what was read, or what stands for a missing one.
pub fn read_or_default<T: Field + Default, E: Error>(slot: Option<T>, name: &'static str) -> Result<T, E> {
    match slot {
        None if T::REQUIRED => Err(E::missing_field(name)),
        slot => Ok(slot.unwrap_or_default()),
    }
}

/// Writes a known field on its line.
pub fn write_field<T: Field>(out: &mut Writer, name: &str, value: &T) {
    if value.is_left_out() {
        return;
    }
    out.line(|out| {
        out.raw(name);
        out.raw(": ");
        value.write(out);
    });
}

impl Field for String {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::deserialize(from)
    }

    fn write(&self, out: &mut Writer) {
        out.prose(self);
    }

    fn excess(&self, name: &'static str) -> Option<Excess> {
        Excess::of_text(name, self)
    }
}

impl Field for Id {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::deserialize(from)
    }

    fn write(&self, out: &mut Writer) {
        out.prose(self.as_str());
    }

    fn excess(&self, name: &'static str) -> Option<Excess> {
        Excess::of_text(name, self.as_str())
    }
}

impl Field for Status {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::deserialize(from)
    }

    fn write(&self, out: &mut Writer) {
        out.raw(self.word());
    }
}

/// Minutes.
impl Field for u32 {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::deserialize(from)
    }

    fn write(&self, out: &mut Writer) {
        out.raw(&self.to_string());
    }
}

impl Field for Date {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::deserialize(from)
    }

    fn write(&self, out: &mut Writer) {
        out.prose(&self.to_string());
    }
}

/// Written as the bare value, which the reader takes for `Some` (RON's extension `implicit_some`).
impl<T: Field> Field for Option<T> {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Option::<Read<T>>::deserialize(from).map(|value| value.map(|Read(value)| value))
    }

    fn write(&self, out: &mut Writer) {
        match self {
            Some(value) => value.write(out),
            None => out.raw("None"),
        }
    }

    fn is_left_out(&self) -> bool {
        self.is_none()
    }

    fn excess(&self, name: &'static str) -> Option<Excess> {
        self.as_ref().and_then(|value| value.excess(name))
    }
}

/// What stands in a list.
pub trait Item: Field {
    /// How many one list holds at most.
    const LIMIT: Limit;
    /// Whether each stands on a line of its own; short ones share one.
    const OWN_LINE: bool = true;
    /// Whether the record that holds the list is none without it.
    const REQUIRED: bool = false;

    /// How much it counts towards [`Limit::Pieces`]: itself and what it holds.
    fn pieces(&self) -> usize;
}

impl Field for Arc<Proposal> {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Proposal::read(from).map(Self::new)
    }

    fn write(&self, out: &mut Writer) {
        Proposal::write(self, out);
    }
}

impl Item for Arc<Proposal> {
    const LIMIT: Limit = Limit::Proposals;
    const REQUIRED: bool = true;

    fn pieces(&self) -> usize {
        Proposal::pieces(self)
    }
}

impl Item for Submission {
    const LIMIT: Limit = Limit::Submissions;

    fn pieces(&self) -> usize {
        Self::pieces(self)
    }
}

/// Tags.
impl Item for String {
    const LIMIT: Limit = Limit::Tags;
    const OWN_LINE: bool = false;

    fn pieces(&self) -> usize {
        1
    }
}

impl<T: Item> Field for Vec<T> {
    const REQUIRED: bool = <T as Item>::REQUIRED;

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_seq(List(Self::new()))
    }

    fn write(&self, out: &mut Writer) {
        if self.is_empty() || !T::OWN_LINE {
            out.raw("[");
            for (index, item) in self.iter().enumerate() {
                out.raw(if index == 0 { "" } else { ", " });
                item.write(out);
            }
            out.raw("]");
        } else {
            out.block('[', ']', |out| {
                for item in self {
                    out.line(|out| item.write(out));
                }
            });
        }
    }

    fn is_left_out(&self) -> bool {
        self.is_empty() && !<T as Item>::REQUIRED
    }
}

/// Reads a list, counting while it reads: a file of `(),(),...` would else take fifty times its size.
struct List<T>(Vec<T>);

impl<'de, T: Item> Visitor<'de> for List<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of {}", T::LIMIT.unit())
    }

    fn visit_seq<S: SeqAccess<'de>>(mut self, mut list: S) -> Result<Vec<T>, S::Error> {
        let mut pieces = 0;
        while let Some(Read(item)) = list.next_element::<Read<T>>()? {
            if let Some(excess) = item.excess(T::LIMIT.unit()) {
                return Err(S::Error::custom(excess));
            }
            if self.0.len() == T::LIMIT.most() {
                return Err(too_many(T::LIMIT));
            }
            pieces += item.pieces();
            if pieces > Limit::Pieces.most() {
                return Err(too_many(Limit::Pieces));
            }
            self.0.push(item);
        }
        Ok(self.0)
    }
}

/// The rest of the list is not counted: it may be as long as the file.
fn too_many<E: Error>(limit: Limit) -> E {
    E::custom(format_args!("more than {} {}, which is the limit", limit.most(), limit.unit()))
}
