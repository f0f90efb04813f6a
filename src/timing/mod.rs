//! An outline's sections with their minutes, the sums over them, and bars to draw them with.
//!
//! This room knows no other: everything here is a pure function over text and numbers.

pub mod bars;
mod minutes;
mod plan;

pub use minutes::Minutes;
pub use plan::{Kind, Plan, Section, Time};
