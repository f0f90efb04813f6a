//! Tables.

use super::{Above, Reader, numberless};
use crate::timing::{
    Stated,
    entry::Entry,
    label::{Label, label},
    line::Shape,
    names::Field,
    nesting::Rank,
    piece::Piece,
    table,
    told::Amount,
};

impl<'a> Reader<'a> {
    /// Reads a table, of which the first row was just met.
    pub(super) fn table(&mut self) {
        let start = self.next - 1;
        let rows = self.lines.get(start..).unwrap_or_default().iter();
        let rows: Vec<_> = rows
            .map_while(|line| match line.shape {
                Shape::Row(words) => Some((line.whole, words)),
                Shape::Blank if line.whole.text.trim_start().starts_with('+') => {
                    Some((line.whole, line.whole.trim()))
                }
                _ => None,
            })
            .collect();
        self.next = start + rows.len().max(1);
        self.above = Above::Nothing;
        // In a table with a frame the rule under the head is a double one.
        let under_head =
            |row: &Piece<'_>| table::is_ruler(*row) && (!row.text.starts_with('+') || row.text.contains('='));
        let ruled = rows.iter().take(2).any(|(_, row)| under_head(row)) && rows.len() > 2;
        let mut body = rows.iter().filter(|(_, row)| !table::is_ruler(*row) && !row.text.starts_with('+'));
        let head = if ruled { body.next().map(|(_, row)| table::cells(*row)) } else { None };
        let body: Vec<_> = body.map(|(whole, row)| (*whole, table::cells(*row))).collect();
        let cells: Vec<_> = body.iter().map(|(_, cells)| cells.clone()).collect();
        let columns = table::columns(head.as_deref(), &cells);
        if !columns.legend().is_empty() {
            self.facts.legend = columns.legend();
            columns.legend().into_iter().for_each(|slot| self.facts.longer(slot));
        }
        for (whole, cells) in body {
            let name =
                cells.first().copied().filter(|_| !columns.is_timed()).and_then(|cell| label(cell.bare()));
            match (name, columns.entry(&cells)) {
                (Some(Label { field: Field::Length, .. }), _) => {
                    let value = cells.get(1).copied().unwrap_or(whole.skip(whole.text.len()));
                    self.facts.field(value);
                }
                (None, Some(entry)) if table::is_sum(entry.title.text) => self.sum_of_table(&entry),
                (None, Some(entry)) if columns.is_timed() || entry.told.is_some() => {
                    let title = numberless(entry.title);
                    self.section(whole, Rank::Line, Entry { title, ..entry });
                }
                _ => {}
            }
        }
    }

    /// Takes in the last row of a table that sums up the others.
    fn sum_of_table(&mut self, entry: &Entry<'a>) {
        if let Some(told) = &entry.told
            && let Amount::Length(time) | Amount::Number(time) = told.amount
        {
            self.facts.state(Stated { minutes: time.min, place: told.phrase.place() });
        }
    }
}
