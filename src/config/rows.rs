//! A table in RON as rows, each with the line where it stands.
//!
//! Each row is read by itself: `ron` gives each value as it is written (`RawValue`), with its place in the text, so
//! that all that is wrong is told at once.

use std::fmt;

use ron::value::RawValue;
use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor},
};

use super::Wrong;

/// One row of a table.
#[derive(Debug, PartialEq, Eq)]
pub struct Row<'t> {
    /// What stands before the colon.
    pub name: String,
    /// What stands behind it, as it is written.
    pub value: &'t str,
    /// The line of the value, counted from 1.
    pub line: usize,
}

/// Reads a table, `(name: value, …)` or `{"name": value, …}`, whose text begins in line `first`. A text of
/// nothing but comments is a table without rows.
///
/// # Errors
/// Where it is no table.
pub fn rows(text: &str, first: usize) -> Result<Vec<Row<'_>>, Wrong> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let is_bare = |line: &str| line.trim().is_empty() || line.trim_start().starts_with("//");
    if text.lines().all(is_bare) {
        return Ok(Vec::new());
    }
    let table: Table = ron::from_str(text).map_err(|error| {
        (first + error.span.start.line.saturating_sub(1), format!("{}; nothing of it is used", error.code))
    })?;
    Ok(table
        .0
        .into_iter()
        .map(|(name, value)| {
            let value = value.trim().get_ron();
            // The value is a part of the text: serde borrows it.
            let before = value.as_ptr().addr().saturating_sub(text.as_ptr().addr());
            let lines = text.bytes().take(before).filter(|byte| *byte == b'\n').count();
            Row { name, value, line: first + lines }
        })
        .collect())
}

/// The words of a value that is a string or a bare name; none where it is something else.
pub fn word(value: &str) -> Option<String> {
    if let Ok(word) = ron::from_str(value) {
        return Some(word);
    }
    let is_name = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_');
    (!value.is_empty() && value.chars().all(is_name)).then(|| value.to_owned())
}

/// A table as serde reads it, each value as it is written.
struct Table<'t>(Vec<(String, &'t RawValue)>);

impl<'de> Deserialize<'de> for Table<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(TableVisitor)
    }
}

struct TableVisitor;

impl<'de> Visitor<'de> for TableVisitor {
    type Value = Table<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a table like `(name: value)`")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Table(Vec::new()))
    }

    /// RON takes a table without rows for a tuple, if there are comments in it.
    fn visit_seq<S: SeqAccess<'de>>(self, mut sequence: S) -> Result<Self::Value, S::Error> {
        match sequence.next_element::<IgnoredAny>()? {
            None => Ok(Table(Vec::new())),
            Some(_) => Err(Error::invalid_type(Unexpected::Seq, &self)),
        }
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        let mut rows = Vec::new();
        while let Some(Name(name)) = map.next_key()? {
            rows.push((name, map.next_value()?));
        }
        Ok(Table(rows))
    }
}

/// What stands before a colon: a name as it is, or in quotes.
struct Name(String);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(NameVisitor)
    }
}

struct NameVisitor;

impl Visitor<'_> for NameVisitor {
    type Value = Name;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Name, E> {
        Ok(Name(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rows_have_their_lines_in_both_ways_of_writing() {
        let row = |name: &str, value, line| Row { name: name.to_owned(), value, line };
        let text = "// mine\n(\n  a: 1, // one\n\n  b: \"x\",\n  c: (d: 2),\n)\n";
        let expected = vec![row("a", "1", 3), row("b", "\"x\"", 5), row("c", "(d: 2)", 6)];
        assert_eq!(rows(text, 1), Ok(expected));
        let text = "\u{feff}{\r\n  \"to-do\": /* it */ true,\r\n}";
        assert_eq!(rows(text, 10), Ok(vec![row("to-do", "true", 11)]));
        for empty in ["", "\n// nothing\n", "()", "{}", "( // none\n)"] {
            assert_eq!(rows(empty, 1), Ok(vec![]), "{empty:?}");
        }
    }

    #[test]
    fn what_is_no_table_is_told_with_its_line() {
        for (text, line) in
            [("(\n a: 1\n b: 2)", 3), ("[1]", 1), ("(\n a: \"x\n", 2), ("(a: 1) x", 1), ("{", 1)]
        {
            assert_eq!(rows(text, 1).map_err(|(line, _)| line), Err(line), "{text:?}");
        }
    }

    #[test]
    fn words_stand_in_quotes_or_without() {
        assert_eq!(word("dark").as_deref(), Some("dark"));
        assert_eq!(word("\"a b\"").as_deref(), Some("a b"));
        assert_eq!((word("1.5"), word("[a]"), word("")), (None, None, None));
    }

    proptest! {
        #[test]
        fn no_text_is_too_much(text in "[(){}:,\"a-c/*\\n #!\\[\\]]{0,40}", any: String) {
            let _ = (rows(&text, 1), rows(&any, 1));
        }
    }
}
