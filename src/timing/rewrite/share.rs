//! A whole shared out in proportion: the parts are round, none is nothing, and their sum is exact.

/// Shares `whole` out in proportion to `weights`, in pieces of the size `grain`, so that each part gets at
/// least one piece and the sum is exactly the whole. What is over goes to those that lose most by rounding; a
/// rest smaller than a piece goes to the largest. None where there are more parts than pieces.
pub(super) fn shared(whole: u32, weights: &[u32], grain: u32) -> Option<Vec<u32>> {
    let pieces = u64::from(whole / grain.max(1));
    let sum: u64 = weights.iter().map(|weight| u64::from(*weight)).sum();
    let parts = u64::try_from(weights.len()).ok()?;
    if parts > pieces || sum == 0 {
        return None;
    }
    let exact = |weight: u32| u64::from(weight) * pieces;
    let mut shares: Vec<u64> = weights.iter().map(|weight| (exact(*weight) / sum).max(1)).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    let rest = |at: &usize| weights.get(*at).map_or(0, |weight| exact(*weight) % sum);
    order.sort_by_key(|at| std::cmp::Reverse(rest(at)));
    let given: u64 = shares.iter().sum();
    let more = usize::try_from(pieces.saturating_sub(given)).ok()?;
    for at in order.iter().take(more) {
        *shares.get_mut(*at)? += 1;
    }
    take_back(&mut shares, given.saturating_sub(pieces));
    let rest = whole - u32::try_from(pieces).ok()? * grain;
    let mut shares: Vec<u32> = shares
        .into_iter()
        .map(|share| u32::try_from(share).ok()?.checked_mul(grain))
        .collect::<Option<_>>()?;
    if let Some(largest) = shares.iter_mut().rev().max_by_key(|share| **share) {
        *largest += rest;
    }
    Some(shares)
}

/// Takes so many pieces from the largest shares, which bear it best, and from none its last one.
fn take_back(shares: &mut [u64], mut excess: u64) {
    while excess > 0 {
        let Some(largest) = shares.iter().max().copied().filter(|largest| *largest > 1) else { return };
        for share in shares.iter_mut().rev().filter(|share| **share == largest) {
            if excess > 0 {
                *share -= 1;
                excess -= 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn parts_are_round() {
        assert_eq!(shared(30, &[10, 20, 15], 1), Some(vec![7, 13, 10]));
        assert_eq!(shared(4, &[1, 1, 100], 1), Some(vec![1, 1, 2]));
        assert_eq!(shared(630, &[1, 1], 60), Some(vec![330, 300]));
        assert_eq!((shared(2, &[1, 1, 1], 1), shared(2, &[], 1)), (None, None));
    }

    proptest! {
        #[test]
        fn the_sum_is_exact(whole in 0u32..9000, weights in prop::collection::vec(1u32..5000, 1..12)) {
            for grain in [30, 60] {
                if let Some(shares) = shared(whole, &weights, grain) {
                    prop_assert_eq!(shares.iter().sum::<u32>(), whole);
                    prop_assert!(shares.iter().all(|share| *share >= grain));
                }
            }
        }
    }
}
