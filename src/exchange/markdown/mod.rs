//! Pages of proposals as people write them: Markdown, or plain text that looks like it.
//!
//! [`read()`] understands what speakers keep in their folders, [`import()`] the same within [`limits`];
//! [`write()`] always writes one form, that of the
//! start document, `data/pycon-2018-proposals.txt`:
//!
//! ```text
//! My Talk Proposals for PyCon 2018          the page's title; what stands behind " for " is the venue
//! ================================
//!
//! Here's the list:                          the introduction: all up to the first list
//!
//! Accepted:                                 lists by outcome, made from the statuses
//! <NONE>
//!
//! Rejected:
//! * Subinterpreters and You!
//!
//!
//! Subinterpreters and You!                  a proposal
//! ------------------------
//!
//! (#914)                                    its number at the venue
//!
//! *Description*                             its texts; those that are empty are left out
//!
//! Did you know ...
//! ```
//!
//! # What begins something
//! A text is split into lines, each line is marked by its look (`lines`), and a mark's meaning is decided
//! by where it stands (`setting`). What means nothing special is text and stays in the field above it.
//!
//! - **Code** between two fences (three or more backticks or tildes) is text. A fence that is never
//!   closed is no fence. So is whatever is indented by a tab or by more than three blanks.
//! - **Headings** have `#` and a blank before them, or a line of `=` or `-` below them. An underlined one
//!   is the first line of its paragraph, and its underline at least three wide or as wide as itself.
//! - **Names of fields** stand in one table (`words`), as a heading, as `*Outline*`, `**Outline:** text`,
//!   `Outline: text`, `:Outline: text`, or `Outline` alone. A plain label stands where a paragraph begins
//!   or below another label, unless its name is sure and capitalised. The second name of the same field
//!   stays as text in it, and so does a name that says more: `## Outline (3 hours)`.
//! - **An outline** has sections that may be headings or bear names of fields. It ends at the name of
//!   another field only if that carries no time, is no deeper heading than the outline's own, and, where
//!   it ranks lower, is sure.
//! - **Lists by outcome** stand above the first proposal: a status and a colon, below it items or `<NONE>`.
//! - **A proposal** begins at a heading that is no name of the table. Titles have one look in a document:
//!   with lists, that of the first heading below them; with fields, that of the heading which the first
//!   field stands under; else that of the first heading. With lists or without fields every heading of
//!   that look begins a proposal; otherwise only one that has a field or a number below it. None does that
//!   carries a time inside an outline. A heading that a list names, always.
//! - **`Title: text`** gives the title, and begins the next proposal where one has been given so before.
//! - **The page's title** is a heading at the very top that stands above lists or above the first title.
//! - **Below a title** `(#914)` is the number; `(#77, EuroPython 2017, rejected)` is a whole submission, of
//!   which number and venue may be left out. A number that no list mentions is of a submitted proposal.
//! - **Text above the first proposal** is the introduction if there are lists, a page's title or several
//!   proposals; else it stands before the description, as does text above the first name of a field.
//! - **A backslash** before a mark makes it text, and before an underlined line a title.
//!
//! Titles in lists and above proposals are the same when they differ in case and blanks only. A title that
//! has no section becomes a proposal at the end. One that stands in more lists than it has sections has a
//! submission for each.
//!
//! # What a page does not carry
//! Ids, slots, days and remarks of submissions, the speaker. Blanks around a one-line text and blank lines
//! around a longer one. Line breaks other than LF, which become LF. A comma divides a tag, and may end a number. A proposal that was never submitted
//! stands in no list and is read back so.

mod claim;
mod entry;
mod fences;
mod heading;
mod label;
pub mod limits;
mod lines;
mod outcomes;
mod prose;
mod reading;
mod setting;
mod timed;
mod words;
mod writing;

#[cfg(test)]
mod tests;

pub use limits::TooMuch;
pub use reading::{import, read};
pub use writing::write;

/// The venue that a page's title names: what stands behind its last ` for `; else the whole title, if its
/// last word is a year (`PyCon 2018`); else nothing.
#[must_use]
pub fn venue(title: &str) -> &str {
    let title = title.trim();
    let named = title.rsplit_once(" for ").map(|(_, venue)| venue.trim()).filter(|venue| !venue.is_empty());
    named.unwrap_or(if ends_in_year(title) { title } else { "" })
}

fn ends_in_year(title: &str) -> bool {
    let word = title.rsplit(char::is_whitespace).next().unwrap_or_default();
    word.len() == 4 && word.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year))
}
