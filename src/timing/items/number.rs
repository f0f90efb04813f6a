//! Numbers of items in their order.

use super::{
    super::{marker::Marker, rewrite::Change},
    Item, item_at, items,
};

/// The changes that number the list in which a byte is, with all lists inside it and around it, in the style
/// that stands there; none where that is in order. Lists that have `1.` before every item stay so.
#[must_use]
pub fn renumbered(text: &str, at: usize) -> Vec<Change> {
    let items = items(text);
    let Some(here) = item_at(&items, at).or_else(|| above(&items, at)) else { return Vec::new() };
    let top = |mut at: usize| {
        while let Some(outer) = items.get(at).and_then(|item| item.parent) {
            at = outer;
        }
        items.get(at).map(|item| item.list)
    };
    let wanted = top(here);
    // An item whose parent is known stands behind it: one walk is enough.
    let mut inside = vec![false; items.len()];
    for (number, item) in items.iter().enumerate() {
        let is_in = match item.parent {
            Some(outer) => inside.get(outer).copied().unwrap_or(false),
            None => Some(item.list) == wanted,
        };
        if let Some(place) = inside.get_mut(number) {
            *place = is_in;
        }
    }
    numbered(&items, |number, _| inside.get(number).copied().unwrap_or(false))
}

/// The last item above a byte.
fn above(items: &[Item<'_>], at: usize) -> Option<usize> {
    items.partition_point(|item| item.place.start <= at).checked_sub(1)
}

/// What is known of a list while its items are numbered.
struct Counting {
    kind: Marker,
    next: u32,
}

/// The changes that number items, those for which `counts` is true of their index and list; numbers inside of
/// others follow these.
pub(super) fn numbered(items: &[Item<'_>], counts: impl Fn(usize, usize) -> bool) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut lists = starts(items);
    let mut new: Vec<Option<String>> = vec![None; items.len()];
    for (number, item) in items.iter().enumerate() {
        let Some(count) = &item.count else { continue };
        let outer = item.parent.and_then(|at| Some((items.get(at)?.count.as_ref()?, new.get(at)?.as_ref()?)));
        let prefix = match outer {
            Some((outer, now)) if count.is_under(outer) => format!("{now}."),
            _ => count.prefix().to_owned(),
        };
        let written = match lists.get_mut(item.list).and_then(Option::as_mut) {
            Some(counting) if counts(number, item.list) => {
                let written = count.like(counting.next, counting.kind, &prefix);
                counting.next += 1;
                written
            }
            _ => count.value(item.kind).and_then(|value| count.like(value, item.kind, &prefix)),
        };
        let written = written.unwrap_or_else(|| count.number.text.to_owned());
        if written != count.number.text {
            changes.push(Change { place: count.number.place(), with: written.clone() });
        }
        if let Some(place) = new.get_mut(number) {
            *place = Some(written);
        }
    }
    changes
}

/// With which number each list begins; none for those that are not counted. One that goes on from an earlier
/// one goes on doing so.
fn starts(items: &[Item<'_>]) -> Vec<Option<Counting>> {
    let count = items.iter().map(|item| item.list + 1).max().unwrap_or(0);
    let mut values: Vec<Vec<u32>> = vec![Vec::new(); count];
    let mut columns = vec![0; count];
    let kinds: Vec<Option<Marker>> = kinds(items, count);
    for item in items {
        let value = kinds.get(item.list).copied().flatten().and_then(|kind| item.count.as_ref()?.value(kind));
        if let (Some(list), Some(value)) = (values.get_mut(item.list), value) {
            list.push(value);
        }
        if let Some(column) = columns.get_mut(item.list) {
            *column = item.column;
        }
    }
    // The last list that ended with a number, by what the next one would be, its column and its kind.
    let mut ended: Vec<(u32, usize, Marker)> = Vec::new();
    let mut starts = Vec::with_capacity(count);
    for ((values, column), kind) in values.iter().zip(columns).zip(kinds) {
        let (Some(least), Some(kind), Some(newest)) = (values.iter().min(), kind, values.last()) else {
            starts.push(None);
            continue;
        };
        let goes_on = ended.iter().rev().take(LOOKS_BACK).any(|end| *end == (*least, column, kind));
        let next = if *least <= 1 || goes_on { *least } else { 1 };
        let same = values.len() > 1 && *least <= 1 && values.iter().all(|value| value == least);
        starts.push((!same).then_some(Counting { kind, next }));
        ended.push((newest + 1, column, kind));
    }
    starts
}

/// How many lists above are looked at for one that is gone on with.
const LOOKS_BACK: usize = 16;

/// How each list is counted.
fn kinds(items: &[Item<'_>], count: usize) -> Vec<Option<Marker>> {
    let mut kinds: Vec<Option<Marker>> = vec![None; count];
    for item in items.iter().filter(|item| item.count.is_some()) {
        if let Some(kind) = kinds.get_mut(item.list) {
            *kind = Some(match *kind {
                Some(Marker::Roman) if item.kind == Marker::Letter => Marker::Letter,
                Some(first) => first,
                None => item.kind,
            });
        }
    }
    kinds
}
