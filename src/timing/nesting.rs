//! Which section stands inside which.

use super::marker::Marker;

/// What a section is made as, which says how it nests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rank {
    /// A heading of this level: it holds lower headings, lines and items.
    Heading(usize),
    /// A line of its own: it holds items.
    Line,
    /// An item of a list, so far to the right, in columns: it holds items further to the right, and those
    /// that are marked otherwise.
    Item(usize, Marker),
}

/// Where a section stands among those that are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    /// How many are open around it.
    pub height: usize,
    /// The list at the top that it is in or under, if that is one.
    pub list: Option<usize>,
    /// The list that it is an item of, or the number of its own where it is none.
    pub own: usize,
}

/// The sections that are open at a line, outermost first, each with its list.
#[derive(Clone, Debug, Default)]
pub(super) struct Nesting {
    open: Vec<(Rank, usize)>,
    lists: usize,
}

/// Items that differ by less than this, in columns, stand at the same place: people are sloppy.
const STEP: usize = 2;

impl Nesting {
    /// Opens a section; closes those that cannot hold it.
    pub fn open(&mut self, rank: Rank) -> Standing {
        let list = match rank {
            Rank::Heading(level) => {
                self.close_heading(level);
                None
            }
            Rank::Line => {
                self.close_lines();
                None
            }
            Rank::Item(column, marker) => self.close_items(column, marker),
        };
        let list = list.unwrap_or_else(|| {
            self.lists += 1;
            self.lists
        });
        let height = self.open.len();
        self.open.push((rank, list));
        let top = self.open.first().filter(|(rank, _)| matches!(rank, Rank::Item(..)));
        Standing { height, list: top.map(|(_, list)| *list), own: list }
    }

    /// Closes what cannot go on behind a heading of this level.
    pub fn close_heading(&mut self, level: usize) {
        self.close_while(|rank| !matches!(rank, Rank::Heading(above) if above < level));
    }

    /// Closes all but headings.
    pub fn close_lines(&mut self) {
        self.close_while(|rank| !matches!(rank, Rank::Heading(_)));
    }

    /// Closes the section that was opened last: it holds nothing.
    pub fn close_last(&mut self) {
        self.open.pop();
    }

    /// Closes everything.
    pub fn close_all(&mut self) {
        self.open.clear();
    }

    /// Closes the innermost sections as long as they are such.
    fn close_while(&mut self, such: impl Fn(Rank) -> bool) {
        while self.open.pop_if(|(rank, _)| such(*rank)).is_some() {}
    }

    /// Closes the items that cannot hold one at this column; gives the list that it goes on, if there is one.
    fn close_items(&mut self, column: usize, marker: Marker) -> Option<usize> {
        while let [outer @ .., (Rank::Item(other, _), _)] = self.open.as_slice() {
            let outside = matches!(outer.last(), Some((Rank::Item(outer, _), _)) if column < outer + STEP);
            if *other >= column + STEP || (*other > column && outside) {
                self.open.pop();
            } else {
                break;
            }
        }
        let beside = |rank: Rank| match rank {
            Rank::Item(other, marker) if column < other + STEP => Some(marker),
            _ => None,
        };
        let find = |marker| {
            let mut here = self.open.iter().rev().map_while(|(rank, _)| beside(*rank));
            here.position(|other| other == marker)
        };
        let back = find(marker).or_else(|| {
            // "I.", "V." and "X." are letters among letters.
            let letter = marker == Marker::Roman;
            letter.then(|| find(Marker::Letter))?
        })?;
        self.open.truncate(self.open.len() - back);
        self.open.pop().map(|(_, list)| list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Rank::{Heading, Item, Line};

    /// The heights of sections that are opened one after the other.
    fn heights(ranks: &[Rank]) -> Vec<usize> {
        let mut nesting = Nesting::default();
        ranks.iter().map(|rank| nesting.open(*rank).height).collect()
    }

    const STAR: Marker = Marker::Bullet('*');
    const DASH: Marker = Marker::Bullet('-');

    #[test]
    fn items_nest_by_column() {
        let items = [0, 2, 4, 5, 2, 1, 0].map(|column| Item(column, STAR));
        assert_eq!(heights(&items), [0, 1, 2, 2, 1, 0, 0]);
    }

    #[test]
    fn items_nest_by_marker_where_they_stand_below_each_other() {
        let items = [Marker::Number, DASH, DASH, Marker::Number, STAR, DASH].map(|marker| Item(0, marker));
        assert_eq!(heights(&items), [0, 1, 1, 0, 1, 2]);
        let letters = [Marker::Roman, Marker::Letter, Marker::Roman].map(|marker| Item(0, marker));
        assert_eq!(heights(&letters), [0, 1, 0]);
        assert_eq!(heights(&[Item(0, Marker::Letter), Item(0, Marker::Roman)]), [0, 0]);
    }

    #[test]
    fn headings_hold_lines_and_lines_hold_items() {
        let ranks =
            [Heading(2), Line, Item(0, STAR), Line, Heading(3), Item(4, STAR), Heading(2), Heading(1)];
        assert_eq!(heights(&ranks), [0, 1, 2, 1, 1, 2, 0, 0]);
    }

    #[test]
    fn lists_are_told_apart() {
        let mut nesting = Nesting::default();
        let mut list = |rank| nesting.open(rank).list;
        let first = list(Item(0, STAR));
        assert!(first.is_some());
        assert_eq!(list(Item(4, DASH)), first);
        assert_eq!(list(Item(0, STAR)), first);
        assert_eq!(list(Line), None);
        assert_eq!(list(Item(0, STAR)), None);
        nesting.close_all();
        assert_ne!(nesting.open(Item(0, STAR)).list, first);
    }
}
