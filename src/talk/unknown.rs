//! What a file holds that this soapbox does not know: fields of a newer one, or a person's own.

/// The unknown fields of one record, each with its value as it was written, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Unknown(Vec<(Box<str>, Box<str>)>);

impl Unknown {
    /// How many fields there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The fields: name, and value word for word with the comments inside it.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (&**name, &**value))
    }

    /// Adds a field. Only for one who has just read it: name and value are written back unseen.
    pub(crate) fn keep(&mut self, name: &str, value: &str) {
        self.0.push((name.into(), value.into()));
    }
}
