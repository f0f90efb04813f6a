//! Reading an outline: its sections with their minutes, the sums over them, and bars to draw them with.
//!
//! This room knows no other: everything here is a pure function over text and numbers. The text is the only
//! truth: [`read()`] makes a [`Plan`] of it anew after every change, and each time in the plan says where it
//! stands in the text and how it is written. [`read_document()`] does the same for a file with several
//! proposals.
//!
//! # The grammar, for whoever comes new to it
//!
//! Speakers write outlines for people. There is no notation, only habits, so the grammar never refuses a
//! text: a line that no rule fits is left alone. It is a set of small rules in hand-written functions, not a
//! parser library and no regular expressions: a habit is easier to say in a function with a name and a test
//! than in a production of a formal grammar, and each knows exactly where in the text it stands. A rule takes
//! a piece of the text (`piece`: a `&str` that knows where it stands) and answers with what it read.
//!
//! From the smallest to the whole:
//!
//! - Amounts. `number`: `1.5`, `１０`, `1 1/2`, `ten`, `diez`. `fraction`: `mezz'ora`. `unit`: words for minutes in
//!   a dozen languages, for "about" and "to". `phrase`: a time in words, `~6 min`, `8–12 minutes`, `1h30`, `10分`.
//!   `clock`: `14:05`, `0:00 - 3:00`.
//! - Brackets. `bracket` finds the pairs, `told` reads what stands in one: `(7 min, on stage)`, `[ 12m / 8m
//!   ]`, `(25%)`. `running` reads the total beside a time.
//! - A line with its title. `entry`: title and time in either order; `edge`: what may stand between them;
//!   `weak`: times that only a blank parts from the title; `title`: how a title is shown, and whether it
//!   names questions or a break. `table` does for a row what `entry` does for a line, `bare`
//!   for a line whose number is minutes because the heading says so, or all lines of the outline have one.
//! - A line about the whole. `names`: words for fields of a proposal; `label`: `Duration: 30 minutes`;
//!   `slot`: what the value of such a field asks for; `prose`: what sentences say of slots, sums and
//!   versions; `rule`: `Each island: 5 minutes`. `facts` gathers all of it.
//! - The page. `marker`: what stands before the words, `1.`, `*`, `##`. `line`: what each line is: heading,
//!   item, row, code, plain. `nesting`: which line stands inside which, by heading level, column and marker.
//!   `html`: lines that tags make. `help`: what the form says, which is nobody's outline.
//!   `document`: where one proposal ends and the next begins.
//! - The reading. `read` goes through the lines, remembers what part of the text it is in, and puts down
//!   *candidates*. When all are known, `keep` says which of them are sections, `sequence` what shows only in
//!   all times together (minutes or hours, starts or lengths), `edition` which outlines are for other slots, and
//!   `settle` makes the [`Plan`] of it. `plan` and `verdict` do the sums.
//!
//! Which lines are sections:
//!
//! - An item or a heading with a time. In them a bracket may be followed by anything.
//! - A plain line with a time, if it begins a paragraph or follows another such line, and nothing but a
//!   remark behind a colon or a bracket follows the time. A time within a sentence has neither bracket, dash
//!   nor colon and is nobody's.
//! - Where several plain lines follow each other that are short, and some of them have a time, all of them
//!   (`unmarked`).
//! - A title whose time stands alone on the next line, or in the list under it, or on the line before.
//! - A row of a table that has a column of times.
//! - A line without a time, if it is at the top of a list in which something has a time, if it holds
//!   something that has, or if nothing has and it is at the top of the outline. Items deeper down without a
//!   time are contents.
//! - `20 min talk`, `Workshop: 1 h` and the like are the slot in a headline, in a label and apart from the outline. Among
//!   lines with a time they are sections like those (`read/among`, and `unmarked` for lines without marks).
//! - None of these in a part of the text that is not the outline, where the outline has times.
//!
//! What looks like a time and is none of a section's is told beside them (`uncounted`): no minute is lost
//! unseen.
//!
//! To teach it a notation, add an example to `examples.md`, see it fail, and find the smallest rule that the
//! notation is a case of.
//!
//! All of it is linear in the text: every rule looks at a bounded part or at each character a fixed number
//! of times, and nothing recurs. `properties` holds what is true of every text, and is the place for long
//! runs: `TIMING_CASES=1000000 cargo test timing::properties`.

mod bare;
pub mod bars;
mod bracket;
mod budget;
mod candidate;
mod clock;
mod document;
mod edge;
mod edition;
mod entry;
#[cfg(test)]
mod examples;
mod facts;
mod fraction;
mod help;
mod html;
pub mod items;
mod keep;
mod label;
mod line;
mod marker;
mod minutes;
mod names;
mod nesting;
mod number;
mod phrase;
mod piece;
mod plan;
#[cfg(test)]
mod properties;
mod prose;
mod read;
pub mod rewrite;
mod rule;
mod running;
mod section;
mod sequence;
mod settle;
mod slot;
#[cfg(test)]
mod support;
mod table;
mod title;
mod told;
mod uncounted;
mod unit;
mod unmarked;
mod verdict;
mod version;
mod warning;
mod weak;
mod words;

pub use budget::{Budget, Slot};
pub use clock::ClockUnit;
pub use document::{Proposed, read_document};
pub use minutes::Minutes;
pub use plan::{Counts, Plan, QuestionsFrom, Uncounted};
pub use read::read;
pub use section::{Alternative, Form, Kind, Notation, Section, Stands, Stated, Time};
pub use verdict::Verdict;
pub use warning::Warning;
