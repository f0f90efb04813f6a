//! Texts from elsewhere and for elsewhere: what the formats of other programs and people say as values of
//! the library, and back. Pure: a text comes in as text and goes out as text.

mod addition;
pub mod markdown;
mod sample;

pub use addition::{Added, Adding};
pub use sample::sample;
