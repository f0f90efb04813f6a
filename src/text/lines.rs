//! Whole lines: which of them a selection touches, and what becomes of the text when they go elsewhere.

use std::ops::Range;

use super::bounds::{line_end, line_start};

/// A change that takes lines elsewhere, and what it does to the selection in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// The bytes that give way.
    pub place: Range<usize>,
    /// What stands there afterwards.
    pub with: String,
    /// How far the selection goes, in bytes.
    pub by: isize,
}

/// The lines that a selection touches, without the last line feed. A line at whose beginning it ends is not
/// touched.
#[must_use]
pub fn touched(text: &str, selected: Range<usize>) -> Range<usize> {
    let ends_before =
        selected.end > selected.start && text.get(..selected.end).is_some_and(|it| it.ends_with('\n'));
    let end = selected.end - usize::from(ends_before);
    line_start(text, selected.start)..line_end(text, end)
}

/// Lets the lines that a selection touches change places with the line below or above; none where there is
/// none.
#[must_use]
pub fn moved(text: &str, selected: Range<usize>, down: bool) -> Option<Carried> {
    let block = touched(text, selected);
    let lines = text.get(block.clone())?;
    let other = if down {
        let start = Some(block.end + 1).filter(|start| *start <= text.len())?;
        start..line_end(text, start)
    } else {
        let end = block.start.checked_sub(1)?;
        line_start(text, end)..end
    };
    let beside = text.get(other.clone())?;
    let by = isize::try_from(beside.len() + 1).ok()?;
    Some(if down {
        Carried { place: block.start..other.end, with: format!("{beside}\n{lines}"), by }
    } else {
        Carried { place: other.start..block.end, with: format!("{lines}\n{beside}"), by: -by }
    })
}

/// Puts a copy of the lines that a selection touches below them; the selection goes there.
#[must_use]
pub fn doubled(text: &str, selected: Range<usize>) -> Option<Carried> {
    let block = touched(text, selected);
    let lines = text.get(block.clone())?;
    let by = isize::try_from(lines.len() + 1).ok()?;
    Some(Carried { place: block.end..block.end, with: format!("\n{lines}"), by })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::door::sample;
    use proptest::prelude::*;

    fn after(text: &str, carried: Option<Carried>) -> Option<(String, isize)> {
        let Carried { place, with, by } = carried?;
        let mut text = text.to_owned();
        text.replace_range(place, &with);
        Some((text, by))
    }

    #[test]
    fn lines_go_past_their_neighbours() {
        let text = "a\nbé\n\nd";
        for (selected, down, wanted) in [
            (0..0, true, Some(("bé\na\n\nd", 4))),
            (3..3, true, Some(("a\n\nbé\nd", 1))),
            (3..3, false, Some(("bé\na\n\nd", -2))),
            (0..3, true, Some(("\na\nbé\nd", 1))),
            (0..2, true, Some(("bé\na\n\nd", 4))),
            (7..7, false, Some(("a\nbé\nd\n", -1))),
            (7..7, true, None),
            (1..1, false, None),
        ] {
            let wanted = wanted.map(|(text, by)| (text.to_owned(), by));
            assert_eq!(after(text, moved(text, selected.clone(), down)), wanted, "{selected:?} {down}");
        }
        assert_eq!(after(text, doubled(text, 2..3)), Some(("a\nbé\nbé\n\nd".into(), 4)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn lines_come_back_the_way_they_went(text in sample::text(20), a in 0..80_usize, b in 0..80_usize) {
            let at = |at: usize| crate::text::bounds::floor(&text, at.min(text.len()));
            let selected = at(a.min(b))..at(a.max(b));
            if let Some((there, by)) = after(&text, moved(&text, selected.clone(), true)) {
                let back = |at: usize| at.saturating_add_signed(by);
                let gone = touched(&text, selected);
                // At the end of the text nothing stands behind an empty last line that a selection could reach.
                prop_assume!(!text[gone.clone()].ends_with('\n'));
                let carried = moved(&there, back(gone.start)..back(gone.end), false);
                prop_assert_eq!(after(&there, carried), Some((text.clone(), -by)));
            }
        }
    }
}
