//! Another column in a table, with the times of another version.

use std::ops::Range;

use super::{
    super::{Form, Minutes, Plan, Section, Stands},
    Change, Ends, Refusal, ends_of,
    habit::Habit,
    quantity,
    wording::rewritten,
};

/// A table with all the times of an outline, and what they are in another version.
pub(super) struct Table<'a> {
    pub text: &'a str,
    pub plan: &'a Plan,
    /// The slot of the version that is there.
    pub base: Minutes,
    /// The slot of the other one.
    pub slot: Minutes,
    /// What each section takes in the other one.
    pub wanted: &'a [Option<Ends>],
    pub habit: &'a Habit,
}

/// A cell in two versions: what stands there now, and what stands there for the other slot.
type Both = (String, String);

impl Table<'_> {
    /// Whether all the times of an outline stand in the cells of tables.
    pub fn is_whole(plan: &Plan) -> bool {
        let in_cell = |section: &Section| section.notation.is_some_and(|it| it.stands == Stands::Cell);
        let mut timed = plan.sections.iter().filter(|section| section.time.is_some()).peekable();
        timed.peek().is_some() && timed.all(in_cell)
    }

    /// The changes that make two of the column with the times: its head names the slot of each, the longer
    /// one is first. Sums in it are those of each.
    ///
    /// # Errors
    /// Refused are ranges, what is no length, and what is not one table with a head.
    pub fn with_column(&self) -> Result<Vec<Change>, Refusal> {
        let times: Vec<(Range<usize>, Both)> = self
            .plan
            .sections
            .iter()
            .zip(self.wanted)
            .filter_map(|(section, wanted)| {
                Some((section.time_place.clone()?, self.times(section, *wanted)?))
            })
            .collect();
        let count = self.plan.sections.iter().filter(|section| section.time.is_some()).count();
        let first = times.first().filter(|_| times.len() == count).ok_or(Refusal::NotAlone)?.0.start;
        let lines = self.lines(first).ok_or(Refusal::NotAlone)?;
        let column = self.column(&lines, first).ok_or(Refusal::NotAlone)?;
        let (from, until) =
            (lines.first().map_or(0, |line| line.start), lines.last().map_or(0, |line| line.end));
        if !times.iter().all(|(place, _)| from <= place.start && place.end <= until) {
            return Err(Refusal::NotAlone);
        }
        let change = |(number, line): (usize, &Range<usize>)| {
            let cell = self.cell(line, column)?;
            let next = times.partition_point(|(place, _)| place.start < cell.start);
            let own = times.get(next).filter(|(place, _)| place.end <= cell.end);
            let (place, (now, other)) = match own {
                Some((place, both)) => (place.clone(), both.clone()),
                None => self.about_all(&cell, number == 0)?,
            };
            let around = (self.text.get(cell.start..place.start)?, self.text.get(place.end..cell.end)?);
            let one = |words: &str| format!("{}{words}{}", around.0, around.1);
            let [longer, shorter] =
                if self.base > self.slot { [one(&now), one(&other)] } else { [one(&other), one(&now)] };
            let gap = if cell.end == line.end && !longer.ends_with('-') { " " } else { "" };
            Some(Change { place: cell, with: format!("{longer}{gap}|{shorter}") })
        };
        lines.iter().enumerate().map(|line| change(line).ok_or(Refusal::NotAlone)).collect()
    }

    /// The time of a section now and in the other version; none where it is no exact length.
    fn times(&self, section: &Section, wanted: Option<Ends>) -> Option<Both> {
        let exact = ends_of(section).is_some_and(|(least, most)| least == most);
        let length = matches!(section.notation?.form, Form::Length | Form::Number);
        let words = self.text.get(section.time_place.clone()?).filter(|_| exact && length)?;
        let same = ends_of(section) == wanted;
        let other = if same { Some(words.to_owned()) } else { rewritten(words, wanted?, self.habit) };
        Some((words.to_owned(), other?))
    }

    /// What a cell says that is no section's: the head, the sum, or what is the same in both.
    fn about_all(&self, cell: &Range<usize>, is_head: bool) -> Option<(Range<usize>, Both)> {
        let raw = self.text.get(cell.clone())?;
        let words = raw.trim();
        let start = cell.start + raw.len() - raw.trim_start().len();
        let place = start..start + words.len();
        if is_head {
            return Some((place, (format!("{} min", self.base), format!("{} min", self.slot))));
        }
        let total = self.plan.total().seconds();
        let bare = words.trim_matches('*');
        if quantity::seconds(bare) == Some((total, total)) {
            let other = rewritten(bare, (self.slot.seconds(), self.slot.seconds()), self.habit)?;
            return Some((place, (words.to_owned(), words.replacen(bare, &other, 1))));
        }
        Some((place, (words.to_owned(), words.to_owned())))
    }

    /// The lines of the table that a byte is in, the head first; none where it has no head, or a frame.
    fn lines(&self, at: usize) -> Option<Vec<Range<usize>>> {
        let mut table: Vec<Range<usize>> = Vec::new();
        let mut start = 0;
        for line in self.text.split_inclusive('\n') {
            let place = start..start + line.trim_end_matches(['\n', '\r', ' ']).len();
            start += line.len();
            if line.contains('|') {
                table.push(place);
            } else if place.start > at {
                break;
            } else {
                table.clear();
            }
        }
        let ruler = table.get(1).and_then(|line| self.text.get(line.clone()))?;
        ruler.chars().all(|c| "|-: ".contains(c)).then_some(table)
    }

    /// The number of the column that a byte is in: how many marks stand before it in its line.
    fn column(&self, lines: &[Range<usize>], at: usize) -> Option<usize> {
        let line = lines.iter().find(|line| line.contains(&at))?;
        let words = self.text.get(line.clone())?;
        let before = words.get(..at - line.start)?.matches('|').count();
        Some(before - usize::from(words.trim_start().starts_with('|')))
    }

    /// Where a cell stands, with the blanks in it.
    fn cell(&self, line: &Range<usize>, column: usize) -> Option<Range<usize>> {
        let words = self.text.get(line.clone())?;
        let inner = words.trim_start();
        let inner = inner.strip_prefix('|').unwrap_or(inner);
        let mut start = line.end - inner.len();
        let inner = inner.strip_suffix('|').unwrap_or(inner);
        for (number, cell) in inner.split('|').enumerate() {
            if number == column {
                return Some(start..start + cell.len());
            }
            start += cell.len() + 1;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::timing::{
        Minutes, read,
        rewrite::{apply, version},
    };

    /// The text with a version for so many minutes, or the refusal.
    fn with(text: &str, slot: u32) -> String {
        match version(text, &read(text), Minutes::of(slot)) {
            Ok(fitted) => apply(text, &fitted.changes),
            Err(no) => format!("{no:?}"),
        }
    }

    #[test]
    fn a_table_gets_a_column() {
        let text = "Slot: 40 min\n\n| What | Min | Who |\n|------|----:|-----|\n| a | 30 | me |\n| b | 6 | |\n\
                    | Q&A | 4 | all |\n| **Total** | **40** | |\n\nMore.\n";
        let wanted = "Slot: 40 min\n\n| What | 40 min | 22 min | Who |\n|------|----:|----:|-----|\n| a | 30 | 15 | me |\n\
                      | b | 6 | 3 | |\n| Q&A | 4 | 4 | all |\n| **Total** | **40** | **22** | |\n\nMore.\n";
        assert_eq!(with(text, 22), wanted);
        let plan = read(wanted);
        assert_eq!(plan.variants(), [22, 40].map(|it| (Minutes::of(it), Minutes::of(it))));
        let first = "Time | What\n---|---\n30 min | a\n10 min | b\n";
        let wanted = "80 min |40 min | What\n---|---|---\n60 min |30 min | a\n20 min |10 min | b\n";
        assert_eq!(with(first, 80), wanted);
        let last = "What | Time\n--- | ---\na | 30 min\nb | 10 min\n";
        let wanted = "What | 40 min | 20 min\n--- | ---| ---\na | 30 min | 15 min\nb | 10 min | 5 min\n";
        assert_eq!(with(last, 20), wanted);
    }

    #[test]
    fn what_is_no_table_of_lengths_is_refused() {
        for text in [
            "| a | 30 min |\n| b | 10 min |\n",
            "| What | Time |\n|---|---|\n| a | 20-30 min |\n| b | 10 min |\n",
            "| What | Time |\n|---|---|\n| a | 0:00 - 0:30 |\n| b | 0:30 - 0:40 |\n",
            "| What | Time |\n|---|---|\n| a | 30 min |\n\n| What | Time |\n|---|---|\n| b | 10 min |\n",
        ] {
            assert_eq!(with(text, 20), "NotAlone", "{text}");
        }
    }
}
