//! Minutes as lengths on the screen, in eighths of a cell: the finest step that block characters draw.

use super::Minutes;

/// The parts that a cell is divided into.
const EIGHTHS: usize = 8;

/// How long the bar for `value` is where `cells` cells stand for `whole`, in eighths of a cell: rounded, at
/// least 1 for any time at all, never longer than the cells.
#[must_use]
pub fn eighths(value: Minutes, whole: Minutes, cells: usize) -> usize {
    let width = cells.saturating_mul(EIGHTHS);
    if value == Minutes::ZERO {
        return 0;
    }
    share(value.seconds().into(), whole.seconds().into(), width).max(1).min(width)
}

/// How long each of `values` is where together they fill `cells` cells, in eighths of a cell. The parts add
/// up to exactly the cells (to nothing where all values are zero), and each is at most one eighth away
/// from its true share: it is the ends of the parts that are rounded, not their lengths.
#[must_use]
pub fn parts(values: &[Minutes], cells: usize) -> Vec<usize> {
    let width = cells.saturating_mul(EIGHTHS);
    let seconds = || values.iter().map(|value| u128::from(value.seconds()));
    let whole = seconds().sum();
    let (mut passed, mut end) = (0, 0);
    seconds()
        .map(|value| {
            let start = end;
            passed += value;
            end = share(passed, whole, width);
            end - start
        })
        .collect()
}

/// `value / whole` of `width`, rounded, at most `width`; nothing of nothing.
fn share(value: u128, whole: u128, width: usize) -> usize {
    if whole == 0 {
        return 0;
    }
    let rounded = (value.min(whole) * width as u128 + whole / 2) / whole;
    usize::try_from(rounded).unwrap_or(width)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bars_are_to_scale() {
        let bar = |value| eighths(Minutes::of(value), Minutes::of(5), 25);
        assert_eq!([0, 1, 2, 3, 4, 5].map(bar), [0, 40, 80, 120, 160, 200]);
        assert_eq!(bar(6), 200);
        assert_eq!(eighths(Minutes::from_seconds(1), Minutes::of(60), 10), 1);
        assert_eq!(eighths(Minutes::of(1), Minutes::of(1), 0), 0);
        assert_eq!(eighths(Minutes::of(1), Minutes::of(3), 1), 3);
    }

    #[test]
    fn parts_share_what_does_not_divide() {
        let three = [Minutes::of(1); 3];
        assert_eq!(parts(&three, 1), [3, 2, 3]);
        assert_eq!(parts(&three, 0), [0, 0, 0]);
        assert_eq!(parts(&[Minutes::of(25), Minutes::ZERO, Minutes::of(5)], 30), [200, 0, 40]);
        assert_eq!(parts(&[Minutes::ZERO; 2], 9), [0, 0]);
        assert_eq!(parts(&[], 9), Vec::<usize>::new());
    }

    proptest! {
        #[test]
        fn a_longer_time_has_no_shorter_bar(a: u32, b: u32, whole: u32, cells in 0usize..300) {
            let bar = |value| eighths(Minutes::from_seconds(value), Minutes::from_seconds(whole), cells);
            prop_assert!(bar(a.min(b)) <= bar(a.max(b)));
            prop_assert!(bar(a) <= cells * 8);
            prop_assert_eq!(bar(a) == 0, a == 0 || cells == 0);
        }

        #[test]
        fn parts_add_up_to_the_whole(seconds in prop::collection::vec(0u32..9000, 0..40), cells in 0usize..300) {
            let values: Vec<_> = seconds.iter().copied().map(Minutes::from_seconds).collect();
            let (parts, whole) = (parts(&values, cells), seconds.iter().sum::<u32>());
            prop_assert_eq!(parts.iter().sum::<usize>(), if whole == 0 { 0 } else { cells * 8 });
            for (part, value) in parts.into_iter().zip(seconds) {
                let (part, value) = (part as u64 * u64::from(whole), u64::from(value) * cells as u64 * 8);
                prop_assert!(part.abs_diff(value) <= u64::from(whole));
            }
        }

        #[test]
        fn the_largest_values_do_not_overflow(values in prop::collection::vec(any::<u32>(), 1..9)) {
            let values: Vec<_> = values.into_iter().map(|seconds| Minutes::from_seconds(seconds | 1)).collect();
            prop_assert_eq!(parts(&values, usize::MAX).len(), values.len());
        }
    }
}
