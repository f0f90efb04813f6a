//! A whole shared out among parts that have a length each: as a speaker does it, who takes from the longest
//! first, a minute at a time, and gives to the longest first.

use std::collections::BinaryHeap;

/// What each part gets of `whole`, when it had what `weights` says. Shares are near to those in proportion, and
/// round to multiples of `grain` where they change at all.
///
/// Where the whole is less than the parts had, none becomes longer, and none that is longer than a grain
/// becomes shorter than that; where it is more, none becomes shorter. A part that was longer than another is
/// never shorter afterwards, parts that were alike differ by a grain at most, and of parts in whole grains no
/// more change than there are grains to take or to give. None where all of that leaves more than the whole.
pub(super) fn shared(whole: u32, weights: &[u32], grain: u32) -> Option<Vec<u32>> {
    let sum: u64 = weights.iter().map(|weight| u64::from(*weight)).sum();
    let shorter = u64::from(whole) < sum;
    let (share, of) = proportion(whole, weights, grain)?;
    let mut parts: Vec<Part> = weights
        .iter()
        .enumerate()
        .map(|(at, weight)| {
            let least = if shorter { (*weight).min(grain) } else { *weight };
            let target = (share * i128::from(*weight)).max(of * i128::from(least));
            Part { at, weight: *weight, has: *weight, least, target, of, grain, shorter }
        })
        .collect();
    let left = parts.iter_mut().map(Part::move_near).sum::<u64>();
    let rest = u32::try_from(sum.abs_diff(u64::from(whole)).checked_sub(left)?).ok()?;
    move_by_grains(&mut parts, rest)?;
    // Parts of broken lengths may have passed each other by less than a grain.
    let mut shares: Vec<u32> = parts.iter().map(|part| part.has).collect();
    shares.sort_unstable();
    parts.sort_unstable_by_key(|part| (part.weight, std::cmp::Reverse(part.at)));
    let mut found = vec![0; parts.len()];
    for (part, share) in parts.iter().zip(shares) {
        *found.get_mut(part.at)? = share;
    }
    Some(found)
}

/// What a part of one second gets in proportion, as a fraction: those that would fall below the least keep that, and
/// the others share out what is left.
fn proportion(whole: u32, weights: &[u32], grain: u32) -> Option<(i128, i128)> {
    let mut sorted = weights.to_vec();
    sorted.sort_unstable();
    let mut whole = i128::from(whole);
    let mut sum: i128 = sorted.iter().map(|weight| i128::from(*weight)).sum();
    if whole < sum {
        for weight in sorted {
            let least = i128::from(weight.min(grain));
            if whole * i128::from(weight) >= least * sum {
                break;
            }
            whole -= least;
            sum -= i128::from(weight);
        }
    }
    // Where all have no more than the least, that must be all.
    if sum == 0 { (whole == 0 && !weights.is_empty()).then_some((0, 1)) } else { Some((whole.max(0), sum)) }
}

/// Takes what is left to take, or gives it, a grain at a time: first where it makes a broken length round, then
/// where a part is furthest from its share.
fn move_by_grains(parts: &mut [Part], mut rest: u32) -> Option<()> {
    let grain = parts.first()?.grain;
    let odd = rest % grain.max(1);
    let rounds = parts.iter_mut().filter(|part| odd > 0 && part.step() == Some(odd));
    if let Some(part) = rounds.max_by_key(|part| part.key()) {
        part.go(odd);
        rest -= odd;
    }
    let mut waiting: BinaryHeap<_> = parts.iter().map(|part| (part.key(), part.at)).collect();
    while rest > 0 {
        let (_, at) = waiting.pop()?;
        let part = parts.get_mut(at)?;
        let Some(step) = part.step() else { continue };
        let step = step.min(rest);
        part.go(step);
        rest -= step;
        waiting.push((part.key(), at));
    }
    Some(())
}

/// A part of the whole, in seconds.
struct Part {
    /// Its number.
    at: usize,
    /// What it had.
    weight: u32,
    /// What it has by now.
    has: u32,
    /// The least that it may have.
    least: u32,
    /// Its share in proportion, in fractions of a second of which `of` are a whole one.
    target: i128,
    of: i128,
    grain: u32,
    /// Whether it may only become shorter, else only longer.
    shorter: bool,
}

impl Part {
    /// How far it is from its share, in fractions of a second.
    fn gap(&self) -> i128 {
        let gap = i128::from(self.has) * self.of - self.target;
        if self.shorter { gap } else { -gap }
    }

    /// The largest key has the next turn: what is furthest from its share, of these the longest, and of those the
    /// last one is shortened and the first one made longer.
    fn key(&self) -> (i128, u32, usize) {
        (self.gap(), self.weight, if self.shorter { self.at } else { usize::MAX - self.at })
    }

    /// Goes near to its share at once, as it would grain by grain; says by how much.
    fn move_near(&mut self) -> u64 {
        let grain = i128::from(self.grain.max(1));
        let grains = (self.gap() / (self.of * grain) - 1).max(0);
        let by = u32::try_from(grains * grain).unwrap_or(0);
        self.go(by);
        u64::from(by)
    }

    /// How far it goes next: to the next round length; none where it may go no further.
    fn step(&self) -> Option<u32> {
        let grain = self.grain.max(1);
        let broken = self.has % grain;
        if self.shorter {
            let step = if broken > 0 { broken } else { grain };
            self.has.checked_sub(step).filter(|rest| *rest >= self.least).map(|_| step)
        } else {
            self.has.checked_add(grain - broken).map(|_| grain - broken)
        }
    }

    fn go(&mut self, by: u32) {
        self.has = if self.shorter { self.has.saturating_sub(by) } else { self.has.saturating_add(by) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_minute_is_taken_from_the_longest_and_given_to_it() {
        let talk = [4, 1, 1, 3, 2, 5, 2, 3];
        assert_eq!(shared(20, &talk, 1), Some(vec![4, 1, 1, 3, 2, 4, 2, 3]));
        assert_eq!(shared(22, &talk, 1), Some(vec![4, 1, 1, 3, 2, 6, 2, 3]));
        let sample = [4, 1, 1, 3, 2, 2, 5, 2, 2, 3];
        assert_eq!(shared(22, &sample, 1), Some(vec![3, 1, 1, 3, 2, 2, 4, 2, 2, 2]));
        assert_eq!(shared(8, &[2, 2, 2, 3], 1), Some(vec![2, 2, 2, 2]));
        assert_eq!(shared(5, &[2, 2, 2], 1), Some(vec![2, 2, 1]));
        assert_eq!(shared(7, &[2, 2, 2], 1), Some(vec![3, 2, 2]));
    }

    #[test]
    fn parts_are_round_and_in_proportion() {
        assert_eq!(shared(30, &[10, 20, 15], 1), Some(vec![7, 13, 10]));
        assert_eq!(shared(90, &[10, 20, 15], 1), Some(vec![20, 40, 30]));
        assert_eq!(shared(4, &[1, 1, 100], 1), Some(vec![1, 1, 2]));
        assert_eq!(shared(20, &[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 30, 10], 1).unwrap()[10..], [7, 3]);
        assert_eq!(shared(u32::MAX, &[1, 2], 1), Some(vec![1_431_655_765, 2_863_311_530]));
        // What is broken becomes round, and what is less than a grain stays.
        assert_eq!(shared(1020, &[600, 450], 60), Some(vec![600, 420]));
        assert_eq!(shared(480, &[270, 270], 60), Some(vec![240, 240]));
        assert_eq!(shared(600, &[270, 270], 60), Some(vec![300, 300]));
        assert_eq!(shared(150, &[30, 180], 60), Some(vec![30, 120]));
        assert_eq!(shared(630, &[300, 240], 60), Some(vec![360, 270]));
        assert_eq!((shared(2, &[1, 1, 1], 1), shared(2, &[], 1), shared(2, &[0], 1)), (None, None, None));
    }

    proptest! {
        #[test]
        fn lengths_go_one_way_and_keep_their_order(
            whole in 0u32..9000, weights in prop::collection::vec(1u32..1200, 1..12), broken: bool,
        ) {
            for grain in [30, 60] {
                let weights: Vec<u32> =
                    weights.iter().map(|weight| if broken { *weight } else { weight.div_ceil(grain) * grain }).collect();
                let least: u32 = weights.iter().map(|weight| *weight.min(&grain)).sum();
                let Some(shares) = shared(whole, &weights, grain) else {
                    prop_assert!(whole < least);
                    continue;
                };
                let sum: u32 = weights.iter().sum();
                prop_assert_eq!(shares.iter().sum::<u32>(), whole);
                for (share, weight) in shares.iter().zip(&weights) {
                    prop_assert!(whole < sum && share <= weight || whole >= sum && share >= weight);
                    prop_assert!(*share >= *weight.min(&grain));
                }
                for (a, x) in weights.iter().zip(&shares) {
                    for (b, y) in weights.iter().zip(&shares) {
                        prop_assert!(a < b && x <= y || a > b && x >= y || a == b && x.abs_diff(*y) <= grain);
                    }
                }
                let changed = shares.iter().zip(&weights).filter(|(share, weight)| share != weight).count();
                let grains = usize::try_from(whole.abs_diff(sum).div_ceil(grain)).unwrap();
                prop_assert!(broken || changed <= grains);
            }
        }
    }
}
