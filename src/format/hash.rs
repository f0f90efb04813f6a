//! Which version of a file it is: told by its content, since size and time can stay the same.

use std::fmt;

use crate::talk::Version;

/// The BLAKE3 hash of a file's bytes, its first 128 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Hash([u8; 16]);

impl Hash {
    /// That of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let mut hashing = Hashing::default();
        hashing.take(bytes);
        hashing.finish()
    }

    /// Reads what [`fmt::Display`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let lower = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if text.len() != 32 || !text.bytes().all(lower) {
            return None;
        }
        u128::from_str_radix(text, 16).ok().map(|number| Self(number.to_be_bytes()))
    }
}

/// The hash of bytes that come piece by piece.
#[derive(Debug, Default)]
pub struct Hashing(blake3::Hasher);

impl Hashing {
    /// Takes the next bytes.
    pub fn take(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The hash of all that was taken.
    #[must_use]
    pub fn finish(&self) -> Hash {
        let mut first = [0; 16];
        self.0.finalize_xof().fill(&mut first);
        Hash(first)
    }
}

impl From<Hash> for Version {
    fn from(hash: Hash) -> Self {
        Self(u128::from_be_bytes(hash.0))
    }
}

impl From<Version> for Hash {
    fn from(version: Version) -> Self {
        Self(version.0.to_be_bytes())
    }
}

/// 32 hexadecimal digits.
impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_read_as_it_is_written() {
        let empty = Hash::of(b"");
        // The test vector of the authors of BLAKE3.
        assert_eq!(empty.to_string(), "af1349b9f5f9a1a6a0404dea36dcc949");
        assert_eq!(Hash::parse(&empty.to_string()), Some(empty));
        assert_ne!(Hash::of(b"a"), empty);
        assert_eq!(Hash::from(Version::from(empty)), empty);
        for text in ["", "AF1349B9F5F9A1A6A0404DEA36DCC949", "+f1349b9f5f9a1a6a0404dea36dcc949", "af"] {
            assert_eq!(Hash::parse(text), None, "{text}");
        }
    }
}
