//! Two orders of one list made one.

use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
};

/// Everything that either side lists, each once. Equal items are the same item.
///
/// The order is ours, unless only they have moved what was there. What the other side has added stands
/// behind the neighbour behind which it stood there, and behind what our side has added to it.
pub fn order<'a, K: Hash + Eq + ?Sized>(base: &[&'a K], ours: &[&'a K], theirs: &[&'a K]) -> Vec<&'a K> {
    let (lead, other) =
        if moved(base, theirs) && !moved(base, ours) { (theirs, ours) } else { (ours, theirs) };
    let leading: HashSet<&K> = lead.iter().copied().collect();
    let shared: HashSet<&K> = base.iter().chain(other).copied().collect();
    let mut added: HashMap<Option<&K>, Vec<&K>> = HashMap::new();
    let mut neighbour = None;
    for item in other.iter().copied() {
        if leading.contains(item) {
            neighbour = Some(item);
        } else {
            added.entry(neighbour).or_default().push(item);
        }
    }
    let mut waiting = added.remove(&None).unwrap_or_default();
    let mut all = Vec::new();
    for item in lead.iter().copied() {
        if shared.contains(item) {
            all.append(&mut waiting);
        }
        all.push(item);
        waiting.extend(added.remove(&Some(item)).unwrap_or_default());
    }
    all.append(&mut waiting);
    let mut seen = HashSet::new();
    all.retain(|item| seen.insert(*item));
    all
}

/// Whether what was there stands in another order now.
fn moved<K: Hash + Eq + ?Sized>(base: &[&K], side: &[&K]) -> bool {
    let [were, are] = [base, side].map(|items| items.iter().copied().collect::<HashSet<&K>>());
    let before = base.iter().filter(|item| are.contains(**item));
    !before.eq(side.iter().filter(|item| were.contains(**item)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(base: &str, ours: &str, theirs: &str) -> String {
        let [base, ours, theirs] = [base, ours, theirs].map(|list| list.split(' ').collect::<Vec<_>>());
        order(&base, &ours, &theirs).join(" ")
    }

    #[test]
    fn what_they_added_stands_behind_its_neighbour_and_behind_what_we_added() {
        assert_eq!(ordered("a b", "a b", "a x b y"), "a x b y");
        assert_eq!(ordered("a b", "a m b n", "a x b y"), "a m x b n y");
        assert_eq!(ordered("a b", "m a b", "x a b"), "m x a b");
        assert_eq!(ordered("a b", "b", "a x b"), "a x b", "what one side has dropped is listed too");
        assert_eq!(ordered("a", "a m", "a m"), "a m");
    }

    #[test]
    fn the_side_that_moved_something_says_the_order_and_ours_where_both_did() {
        assert_eq!(ordered("a b c", "a b m c", "c a b"), "c a b m");
        assert_eq!(ordered("a b c", "b a c", "a b c x"), "b a c x");
        assert_eq!(ordered("a b c", "b a c", "c b a"), "b a c");
    }
}
