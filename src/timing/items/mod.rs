//! The items of lists in any text: going on with a list, numbers in order, items deeper and less deep.
//!
//! Lists are read as outlines are: `line` says which lines are items, `marker` what marks them, `nesting` which
//! stands inside which. Nothing here knows of times. Everything answers with changes of the text.

mod count;
mod nest;
mod next;
mod number;
#[cfg(test)]
mod tests;

use std::{collections::HashMap, ops::Range};

use super::{
    line::{Shape, lines},
    marker::{Marker, bracketed, item, stars, task},
    nesting::{Nesting, Rank},
    piece::Piece,
};
use count::Count;
pub use nest::{Nested, nested};
pub use next::{erased, next, typed};
pub use number::renumbered;

/// An item of a list, as it is written.
#[derive(Clone, Debug)]
struct Item<'a> {
    /// Its line in the text, counted from 0.
    line: usize,
    /// Where its line stands, without its line feed.
    place: Range<usize>,
    /// The white space before the marker.
    lead: &'a str,
    /// What marks it, without white space.
    mark: Piece<'a>,
    /// How lists of this kind are marked.
    kind: Marker,
    /// The number in the marker, for those that count.
    count: Option<Count<'a>>,
    /// The white space behind the marker.
    gap: &'a str,
    /// The box of a task with the white space behind it.
    task: &'a str,
    /// Where its words begin.
    words: usize,
    /// How far to the right it stands, in columns.
    column: usize,
    /// How many items are around it.
    height: usize,
    /// Which list it is in: items that count together.
    list: usize,
    /// The item that it is in, by its index.
    parent: Option<usize>,
}

impl Item<'_> {
    /// Whether nothing stands behind its marker.
    const fn is_empty(&self) -> bool {
        self.words == self.place.end
    }
}

/// The items of a text in order.
fn items(text: &str) -> Vec<Item<'_>> {
    let shapes: HashMap<usize, (usize, Shape<'_>)> =
        lines(text).into_iter().map(|line| (line.whole.at, (line.indent, line.shape))).collect();
    let (mut nesting, mut found) = (Nesting::default(), Vec::<Item<'_>>::new());
    // A paragraph since the last item: what begins to count behind it is another list.
    let (mut apart, mut at, mut lists) = (false, 0, Lists::default());
    for (number, line) in text.split('\n').enumerate() {
        let whole = Piece { text: line, at };
        at += line.len() + 1;
        let Some((column, shape)) = shapes.get(&whole.at).copied() else { continue };
        match (read_item(whole, number, column, shape), shape) {
            (Some(mut item), _) => {
                if apart && item.count.as_ref().is_none_or(Count::begins) {
                    nesting.close_all();
                    lists.close();
                }
                apart = false;
                let standing = nesting.open(Rank::Item(item.column, item.kind));
                item.height = standing.height;
                lists.place(&mut item, standing.own, &found);
                found.push(item);
            }
            (None, Shape::Heading(..)) => {
                nesting.close_all();
                lists.close();
            }
            (None, Shape::Plain(_)) => apart |= column == 0,
            (None, _) => {}
        }
    }
    found
}

/// Which items count together.
#[derive(Default)]
struct Lists<'a> {
    lists: HashMap<(usize, usize, Option<usize>, &'a str), usize>,
    /// The items that another one may be in, the innermost last: index, height, parts of its number, its list
    /// as the nesting has it.
    open: Vec<(usize, usize, usize, usize)>,
}

impl<'a> Lists<'a> {
    /// Finds the list and the parent of an item that stands behind all that were `found`. `own` is what the
    /// nesting takes for its list: `2.1` stands there beside `2.` where they are not indented.
    fn place(&mut self, item: &mut Item<'a>, own: usize, found: &[Item<'a>]) {
        let depth = item.count.as_ref().map_or(0, Count::depth);
        let beside = |(_, height, parts, list): &(usize, usize, usize, usize)| {
            *height > item.height || *height == item.height && (*parts >= depth || *list != own)
        };
        while self.open.pop_if(|open| beside(open)).is_some() {}
        item.parent = self.open.last().map(|(at, ..)| *at);
        self.open.push((found.len(), item.height, depth, own));
        let outer = item.parent.and_then(|at| found.get(at)).and_then(|outer| outer.count.as_ref());
        let prefix = match (&item.count, outer) {
            // Numbers inside of others follow them.
            (Some(count), Some(outer)) if count.is_under(outer) => "",
            (Some(count), _) => count.prefix(),
            (None, _) => "",
        };
        let next = self.lists.len();
        item.list = *self.lists.entry((own, depth, item.parent, prefix)).or_insert(next);
    }

    /// No list goes on from here.
    fn close(&mut self) {
        self.open.clear();
    }
}

/// Reads the item that a line is, if it is one; where it stands among the others is not known yet.
fn read_item<'a>(whole: Piece<'a>, line: usize, column: usize, shape: Shape<'a>) -> Option<Item<'a>> {
    let words = whole.trim();
    let (kind, behind) = match shape {
        Shape::Item(kind, _) => stars(words)
            .map(|(_, behind)| (kind, behind))
            .or_else(|| item(words))
            .filter(|(read, _)| *read == kind)?,
        Shape::Plain(_) => bracketed(words)?,
        _ => return None,
    };
    // Without white space behind it: an empty item has none in `words`.
    let mark = words.before(behind.text).trim_end();
    let from = mark.at + mark.text.len();
    let rest = whole.skip(from - whole.at);
    let filled = rest.text.trim_start();
    let gap = rest.before(filled).text;
    let (_, behind) = task(rest.rest(filled));
    let has_box = behind.at > from + gap.len();
    let words = if has_box { behind.at } else { from + gap.len() };
    let task = rest.skip(gap.len()).take(words - from - gap.len()).text;
    Some(Item {
        line,
        place: whole.place(),
        lead: whole.before(whole.text.trim_start()).text,
        mark,
        kind,
        count: Count::read(mark, kind),
        gap,
        task,
        words,
        column,
        height: 0,
        list: 0,
        parent: None,
    })
}

/// How the items of a list are counted: single letters may be Roman numbers.
fn kind_of(items: &[Item<'_>], list: usize) -> Option<Marker> {
    let mut there = items.iter().filter(|item| item.list == list);
    let first = there.next()?.kind;
    let letters = first == Marker::Letter || there.any(|item| item.kind == Marker::Letter);
    Some(if first == Marker::Roman && letters { Marker::Letter } else { first })
}

/// The item on the line in which a byte is.
fn item_at(items: &[Item<'_>], at: usize) -> Option<usize> {
    items.iter().position(|item| item.place.start <= at && at <= item.place.end)
}
