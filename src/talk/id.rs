//! Names that never change: every library, proposal and submission carries one.
//!
//! They are random. Those of records without one come from the file's hash, so that what was typed before a crash
//! finds its proposal when the file is opened again.

use std::{collections::HashSet, fmt};

use serde::{Deserialize, Serialize};

/// A name that never changes, unique within a library; lower-case letters and digits where we made it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(String);

impl Id {
    /// Takes any text as an id, as it may stand in a file.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is no id yet, as in a record written by hand.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A source of new ids. The same seed gives the same ids, so that tests are repeatable.
#[derive(Clone, Debug)]
pub struct Ids(u64);

/// Letters and digits that cannot be taken for one another when read aloud or copied by hand.
const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";

impl Ids {
    /// Starts from a seed, which must be random where ids may ever meet those of other machines.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A new id of 12 characters: 60 bits, enough that two of a lifetime's never meet.
    pub fn fresh(&mut self) -> Id {
        let bits = self.next();
        let letter = |place: u32| ALPHABET[((bits >> (place * 5)) & 31) as usize];
        Id((0..12).map(|place| char::from(letter(place))).collect())
    }

    /// A seed for another source, whose ids are others than those of this one.
    pub const fn seed(&mut self) -> u64 {
        self.next()
    }

    /// A new id where the given one is missing or was seen before; remembers what it answers.
    pub(super) fn mend(&mut self, id: &mut Id, seen: &mut HashSet<Id>) {
        while id.is_empty() || !seen.insert(id.clone()) {
            *id = self.fresh();
        }
    }

    /// The next 64 bits of splitmix64 (Steele, Lea, Flood 2014): every state gives another value.
    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_differ_and_repeat_by_seed() {
        let mut ids = Ids::new(7);
        let many: HashSet<Id> = (0..10_000).map(|_| ids.fresh()).collect();
        assert_eq!(many.len(), 10_000);
        assert_eq!(Ids::new(7).fresh(), Ids::new(7).fresh());
        assert_ne!(Ids::new(7).fresh(), Ids::new(8).fresh());
        assert!(many.iter().all(|id| id.as_str().len() == 12));
    }
}
