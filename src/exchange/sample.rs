//! The built-in sample: one speaker's page of proposals.

use super::markdown;
use crate::talk::{Ids, Library};

/// The page as it was published.
const SAMPLE: &str = include_str!("../../data/pycon-2018-proposals.txt");

/// The sample as a library, its ids from `ids`.
#[must_use]
pub fn sample(ids: &mut Ids) -> Library {
    markdown::read(SAMPLE, "sample", ids)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_the_page_it_was_made_from() {
        assert_eq!(markdown::write(&sample(&mut Ids::new(1))), SAMPLE);
    }
}
