//! Outlines without any mark before their sections: one a line, with a time or without.
//!
//! Such a line looks like any other, so that its neighbours tell what it is. All is told here before the
//! reading begins, since a line without a time may stand before the first that has one.
//!
//! - A *run* is what no blank line parts, a *stretch* what neither heading, list, table nor another field
//!   parts.
//! - A run is a list where all its lines are short, like titles, and several have a time, or one has and no
//!   sentence goes on from line to line. All lines of a list are sections.
//! - So is a stretch of such lines with blank ones between all of them.
//! - In other runs only the lines with a time are sections, and of these none that goes on a sentence.

mod row;

pub(super) use self::row::Said;

use self::row::{Behind, LISTING, Row, Sort, ends_sentence, is_remark, is_timed_next, row};
use super::{
    bare::{are_minutes, bare_of_list, says_all_in_minutes},
    entry::entry,
    label::label,
    line::{Line, Shape},
    piece::Piece,
    read::until_closed,
};

/// What is known of a line before the reading begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Known {
    /// Nothing: it is read as it stands there.
    #[default]
    Nothing,
    /// It is a section of the list with this number.
    Section(usize),
    /// It is none, and begins nothing else either: a remark in such a list.
    Remark,
}

/// Lines that differ by less than this, in columns, stand at the same place.
const STEP: usize = 2;

/// What is known of each line of a text, and what was read of plain ones to know it.
pub(super) fn unmarked<'a>(text: &'a str, lines: &[Line<'a>]) -> (Vec<Known>, Vec<Said<'a>>) {
    let plain_only = lines.iter().all(|line| matches!(line.shape, Shape::Plain(_) | Shape::Blank));
    let mut found = Found { known: vec![Known::Nothing; lines.len()], plain_only, ..Found::default() };
    let mut stretch = Stretch::default();
    let mut next = 0;
    while let Some(line) = lines.get(next) {
        let number = next;
        next += 1;
        match line.shape {
            Shape::Plain(words) => {
                let (words, behind) = until_closed(text, lines, next, words);
                next = behind;
                if stretch.goes_on_item(line, words) {
                    continue;
                }
                let said = Said { number, words, label: label(words), entry: entry(words) };
                match stretch.row(line, &said, lines.get(next..).unwrap_or_default()) {
                    Some(row) => stretch.run.push(row),
                    None => found.end_part(&mut stretch, said.label.is_some_and(|label| label.in_minutes)),
                }
                found.said.push(said);
            }
            Shape::Blank => stretch.end_run(),
            Shape::Item(_, words) => {
                found.head(stretch.run.rows.last().copied(), words);
                found.end(&mut stretch, false);
                stretch.item = Some(line.indent);
            }
            Shape::Heading(_, words) => {
                found.end_part(&mut stretch, label(words).is_some_and(|label| label.in_minutes));
            }
            Shape::Row(_) | Shape::Mute => found.end(&mut stretch, false),
        }
    }
    stretch.end_run();
    found.tell(&mut stretch, plain_only);
    found.tell_heads();
    (found.known, found.said)
}

/// Lines that no blank one parts.
#[derive(Debug, Default)]
struct Run<'a> {
    rows: Vec<Row<'a>>,
    /// How many have a time.
    timed: usize,
}

impl<'a> Run<'a> {
    fn push(&mut self, row: Row<'a>) {
        self.timed += usize::from(row.is_timed());
        self.rows.push(row);
    }

    /// Says whether its lines with the form of the talk stand among lines with a time: its own, or those around.
    fn stand(&mut self, among: bool) {
        let among = among || self.timed > 0;
        self.rows.iter_mut().for_each(|row| row.stand(among));
        self.timed = self.rows.iter().filter(|row| row.is_timed()).count();
    }

    fn is_short(&self) -> bool {
        !self.rows.iter().any(|row| matches!(row.sort, Sort::Prose | Sort::Lone))
    }

    /// Whether all its lines have bare numbers that are minutes.
    fn is_in_minutes(&self) -> bool {
        let entry = |row: &Row<'a>| if row.sort == Sort::Title { bare_of_list(row.words) } else { None };
        let Some(all) = self.rows.iter().map(entry).collect::<Option<Vec<_>>>() else { return false };
        let list: Option<Vec<_>> =
            all.iter().map(|entry| Some((entry.title.bare().text, entry.told.as_ref()?))).collect();
        list.is_some_and(|list| are_minutes(&list))
    }

    /// Whether a sentence goes on from the line before to this one.
    fn flows(&self, at: usize) -> bool {
        const WRAPPED: usize = 60;
        const FEW: usize = 2;
        let (Some(first), Some(above), Some(row)) =
            (self.rows.first(), at.checked_sub(1).and_then(|above| self.rows.get(above)), self.rows.get(at))
        else {
            return false;
        };
        let sentence = first.words.text.starts_with(|c: char| !c.is_lowercase());
        let small = row.words.text.starts_with(char::is_lowercase);
        let open = !above.closed && above.words.text.split_whitespace().nth(FEW).is_some();
        open && (sentence && small || above.words.text.chars().nth(WRAPPED).is_some())
    }

    /// Whether all its lines are those of a list.
    fn is_list(&self) -> bool {
        const WRAPPED: usize = 40;
        let flows = |at: &usize| self.flows(*at);
        let wraps = |at: usize| {
            let above = at.checked_sub(1).and_then(|above| self.rows.get(above));
            above.is_some_and(|above| above.words.text.chars().nth(WRAPPED).is_some())
        };
        let mut flowing = (0..self.rows.len()).filter(flows).peekable();
        let timed = self.timed;
        self.is_short()
            && timed > 0
            && (flowing.peek().is_none() || timed > 1 && flowing.all(|at| !wraps(at)))
    }
}

/// Runs that nothing but blank lines parts.
#[derive(Debug, Default)]
struct Stretch<'a> {
    runs: Vec<Run<'a>>,
    /// The one that may go on.
    run: Run<'a>,
    /// Whether a line of those before it has a time.
    begun_above: bool,
    /// The column of the item right above, whose words may go on.
    item: Option<usize>,
    /// Whether numbers are minutes, because what is above says so.
    in_minutes: bool,
}

impl<'a> Stretch<'a> {
    fn end_run(&mut self) {
        self.item = None;
        self.begun_above |= self.run.timed > 0;
        if !self.run.rows.is_empty() {
            self.runs.push(std::mem::take(&mut self.run));
        }
    }

    /// Whether a line goes on the item above it.
    fn goes_on_item(&self, line: &Line<'_>, words: Piece<'_>) -> bool {
        let goes_on = |column| line.indent > column || words.text.starts_with(char::is_lowercase);
        self.run.rows.is_empty() && self.item.is_some_and(goes_on)
    }

    /// What a line is behind those before it, and before those `below`; none where it begins another part of the text.
    fn row(&mut self, line: &Line<'a>, said: &Said<'a>, below: &[Line<'_>]) -> Option<Row<'a>> {
        let first = self.run.rows.is_empty();
        // The line below is read for labels alone, and only where that decides.
        let between = || said.label.is_some() && self.begun_above && is_timed_next(below);
        let behind = Behind {
            in_minutes: self.in_minutes,
            first,
            begun: self.run.timed > 0,
            among: !first || between(),
        };
        let row = row(line, said, behind)?;
        self.in_minutes |= row.sort == Sort::Aside && says_all_in_minutes(said.words.text);
        Some(row)
    }

    /// Says of its lines with the form of the talk whether they stand among lines with a time. Above a list with
    /// blank lines it stands apart.
    fn stand(&mut self) {
        let spaced = self.is_spaced_list();
        let mut begun = false;
        for run in &mut self.runs {
            run.stand(spaced && begun);
            begun |= run.timed > 0;
        }
    }

    /// Whether it is a list with a blank line behind each entry.
    fn is_spaced_list(&self) -> bool {
        self.runs.len() > 1 && self.runs.iter().all(|run| run.rows.len() == 1 && run.is_short())
    }
}

/// What is found out.
#[derive(Default)]
struct Found<'a> {
    known: Vec<Known>,
    /// What the lines say by themselves, in their order.
    said: Vec<Said<'a>>,
    lists: usize,
    /// Whether there is nothing but plain lines in the text.
    plain_only: bool,
    /// How many parts of the text have ended.
    parts: usize,
    /// Lines right above the items of a list, each with the number of its part.
    heads: Vec<(usize, Row<'a>)>,
}

impl<'a> Found<'a> {
    /// Ends a stretch, and tells of its lines.
    fn end(&mut self, stretch: &mut Stretch<'a>, in_minutes: bool) {
        stretch.end_run();
        self.tell(stretch, false);
        *stretch = Stretch { in_minutes, ..Stretch::default() };
    }

    /// Ends a stretch and the part of the text that it is in.
    fn end_part(&mut self, stretch: &mut Stretch<'a>, in_minutes: bool) {
        self.end(stretch, in_minutes);
        self.parts += 1;
    }

    /// Takes in a line right above an item with these words. The form of the talk above items with a time is
    /// the head of all of them.
    fn head(&mut self, row: Option<Row<'a>>, item: Piece<'_>) {
        let heads_all = |row: &Row<'_>| matches!(row.sort, Sort::Form { .. }) && entry(item).told.is_some();
        self.heads.extend(row.filter(|row| !heads_all(row)).map(|row| (self.parts, row)));
    }

    /// Where one line with items under it has a time, the others like it are sections too.
    fn tell_heads(&mut self) {
        let timed: Vec<usize> =
            self.heads.iter().filter(|(_, head)| head.is_timed()).map(|(part, _)| *part).collect();
        if timed.is_empty() {
            return;
        }
        self.lists += 1;
        for (part, mut head) in std::mem::take(&mut self.heads) {
            if matches!(head.sort, Sort::Form { .. }) && timed.binary_search(&part).is_ok() {
                self.put(&head, Known::Section(self.lists));
            }
            head.settle();
            if head.sort == Sort::Title && head.indent < LISTING {
                self.put(&head, Known::Section(self.lists));
            }
        }
    }

    /// Tells of the lines of a stretch; `alone` says that no other thing than plain lines stands before it.
    fn tell(&mut self, stretch: &mut Stretch<'_>, alone: bool) {
        self.lists += 1;
        if stretch.runs.is_empty() {
            return;
        }
        stretch.stand();
        let timed: usize = stretch.runs.iter().map(|run| run.timed).sum();
        if timed == 0 && !alone {
            stretch.runs.iter().filter(|run| run.is_in_minutes()).for_each(|run| self.tell_list(run));
            return;
        }
        stretch.runs.iter_mut().flat_map(|run| &mut run.rows).for_each(Row::settle);
        if timed == 0 {
            self.tell_untimed(stretch);
            return;
        }
        let spaced = stretch.is_spaced_list();
        let text = |row: &Row<'_>| row.is_timed() && !row.closed || ends_sentence(row.words.text);
        let short = stretch.runs.iter().all(|run| run.is_short() && !run.rows.iter().any(text));
        let mut begun = spaced;
        for run in &stretch.runs {
            let weak = run.rows.iter().any(|row| row.sort == (Sort::Timed { weak: true }));
            // A line alone may be a sentence that ends in a time.
            let lone = run.rows.len() == 1 && weak && !self.plain_only && !spaced;
            begun |= run.timed > 0;
            if !lone && run.is_list() || short && begun && run.timed == 0 {
                self.tell_list(run);
            } else {
                self.tell_timed(run);
            }
        }
    }

    /// All lines of a run are sections but those that are moved in and those that say something else.
    fn tell_list(&mut self, run: &Run<'_>) {
        let left = run.rows.iter().map(|row| row.indent).min().unwrap_or(0);
        for row in &run.rows {
            let within = row.indent >= left + STEP && !row.is_timed();
            let known = match row.sort {
                Sort::Timed { .. } | Sort::Title if !within => Known::Section(self.lists),
                Sort::Opening | Sort::Aside => continue,
                _ => Known::Remark,
            };
            self.put(row, known);
        }
        // What is named as a remark between two sections begins no other part of the text.
        let last = run.rows.iter().rposition(Row::is_timed).unwrap_or(0);
        for row in run.rows.iter().take(last).filter(|row| row.sort == Sort::Aside && is_remark(row.words)) {
            self.put(row, Known::Remark);
        }
    }

    /// Of a run in which there is prose, the lines with a time are sections that go on no sentence.
    fn tell_timed(&mut self, run: &Run<'_>) {
        if run.rows.iter().any(|row| row.sort == Sort::Lone) {
            return;
        }
        for (at, row) in run.rows.iter().enumerate() {
            if row.sort == (Sort::Timed { weak: false }) && !run.flows(at) {
                self.put(row, Known::Section(self.lists));
            }
        }
    }

    /// Where nothing in the whole text has a time yet, several lines like titles are sections all the same.
    fn tell_untimed(&mut self, stretch: &Stretch<'_>) {
        let rows = || stretch.runs.iter().flat_map(|run| &run.rows);
        let all_titles = rows().all(|row| row.sort == Sort::Title) && rows().count() > 1;
        let is_one = stretch.runs.len() == 1 || stretch.is_spaced_list();
        let flows = stretch.runs.iter().any(|run| (0..run.rows.len()).any(|at| run.flows(at)));
        if all_titles && is_one && !flows {
            rows().for_each(|row| self.put(row, Known::Section(self.lists)));
        }
    }

    fn put(&mut self, row: &Row<'_>, known: Known) {
        if let Some(there) = self.known.get_mut(row.number) {
            *there = known;
        }
    }
}

#[cfg(test)]
mod tests;
