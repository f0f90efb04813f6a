//! Reading an outline: its sections with their minutes, the sums over them, and bars to draw them with.
//!
//! This room knows no other: everything here is a pure function over text and numbers. The text is the only
//! truth: [`read()`] makes a [`Plan`] of it anew after every change, and each time in the plan says where it
//! stands in the text.
//!
//! # The grammar, for whoever comes new to it
//!
//! Speakers write outlines for people. There is no notation, only habits, so the grammar never refuses a
//! text: a line that no rule fits is left alone. It is a handful of small rules in hand-written functions,
//! each in a file of its own with its tests. A rule takes a piece of the text (`piece`: a `&str` that knows
//! where it stands) and answers with what it read. From the smallest to the whole:
//!
//! - `phrase`: a time in words, `~6 min`, `8–12 minutes`, `1h30`.
//! - `bracket`: brackets and their partners; one that begins with a phrase holds a time, `(7 min, on stage)`.
//! - `entry`: the words of one line, made of title and time in either order.
//! - `label`: a line about the whole: the slot, the stated total, where the outline begins, `A 45 minute talk
//!   would include:`.
//! - `marker`: what stands before the words: indentation, `1.`, `*`, `##`.
//! - `line`: what each line is: heading, item, fence, plain.
//! - `nesting`: which line stands inside which, by heading level, column and marker.
//! - `title`: how a title is shown, and whether it names questions or a break.
//! - `read`: goes through the lines and remembers what part of the text it is in.
//! - `keep`: of the lines that may be sections, those that have a time or belong to something that has.
//!
//! Which lines are sections:
//!
//! - An item or a heading with a time. In them a bracket may be followed by anything.
//! - A plain line with a time, if it begins a paragraph or follows another such line, and nothing but a
//!   remark behind a colon, a full stop or a bracket follows the time. A time within a sentence has neither
//!   bracket, dash nor colon and is nobody's.
//! - A title whose time stands alone on the next line.
//! - An item without a time, if it is at the top of a list in which something has a time, or of the outline.
//!   Items deeper down without a time are contents.
//!
//! To teach it a notation, add an example to `examples.md`, see it fail, and find the smallest rule that the
//! notation is a case of.
//!
//! All of it is linear in the text: every rule looks at a bounded part or at each character a fixed number
//! of times, and nothing recurs.

pub mod bars;
mod bracket;
mod entry;
mod keep;
mod label;
mod line;
mod marker;
mod minutes;
mod nesting;
mod phrase;
mod piece;
mod plan;
mod read;
mod title;

pub use minutes::Minutes;
pub use plan::{Kind, Plan, Section, Time};
pub use read::read;
