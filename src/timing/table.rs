//! Tables: which of the columns holds the times, and which the titles.

use super::{
    Minutes, Stands,
    bare::number_of_minutes,
    clock::{clock, clocks},
    edge::first_sentence,
    entry::{Entry, entry},
    names::{Field, field},
    number::{digits, strip_whole_word},
    phrase::{bare_minutes, phrase},
    piece::Piece,
    told::{Amount, plain, told},
};

/// What the columns of a table hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    /// The one with the times.
    time: Option<usize>,
    /// The ones with the times of each version, and the slots of those.
    versions: Vec<(usize, Minutes)>,
    /// The one with the titles.
    title: usize,
    /// Whether numbers in the column with the times are minutes.
    is_minutes: bool,
}

/// A row that does not belong to the body of a table.
pub(super) fn is_ruler(row: Piece<'_>) -> bool {
    row.text.chars().all(|c| "|-:+= ".contains(c))
}

/// The cells of a row.
pub(super) fn cells(row: Piece<'_>) -> Vec<Piece<'_>> {
    let inner = row.rest(row.text.strip_prefix('|').unwrap_or(row.text));
    let inner = inner.take(inner.text.strip_suffix('|').unwrap_or(inner.text).len());
    let mut at = 0;
    let cell = |text: &str| {
        let cell = inner.skip(at).take(text.len()).trim();
        at += text.len() + 1;
        cell
    };
    inner.text.split('|').map(cell).collect()
}

/// Finds out what the columns of a table hold, from its head and its body.
pub(super) fn columns(head: Option<&[Piece<'_>]>, body: &[Vec<Piece<'_>>]) -> Columns {
    let names: Vec<&str> = head.unwrap_or_default().iter().map(|cell| cell.bare().text).collect();
    let slot =
        |name: &&str| phrase(name).filter(|(time, _)| time.min >= Minutes::of(5)).map(|(time, _)| time.min);
    let versions: Vec<_> =
        names.iter().enumerate().filter_map(|(at, name)| Some((at, slot(name)?))).collect();
    let width = body.iter().map(Vec::len).max().unwrap_or(0);
    let share = |at: usize, is: &dyn Fn(&str) -> bool| {
        let filled = || body.iter().filter_map(|row| row.get(at)).filter(|cell| !cell.text.is_empty());
        filled().any(|cell| is(cell.bare().text))
            && filled().filter(|cell| is(cell.bare().text)).count() * 2 >= filled().count()
    };
    let says_time = |at: usize| names.get(at).is_some_and(|name| is_time(name));
    let find = |is: &dyn Fn(usize) -> bool| (0..width).find(|at| is(*at));
    let time = find(&|at| share(at, &|cell| phrase(cell).is_some_and(|(_, rest)| is_end(rest))))
        .or_else(|| find(&|at| says_time(at) && share(at, &|cell| number_of_minutes(cell).is_some())))
        .or_else(|| find(&|at| share(at, &|cell| clocks(cell).is_some())))
        .or_else(|| find(&|at| share(at, &|cell| clock(cell).is_some_and(|(_, rest)| is_end(rest)))));
    let is_number = |at: usize| share(at, &|cell| digits(cell).is_some_and(|(_, rest)| is_end(rest)));
    let is_clock = |at: usize| share(at, &|cell| clock(cell).is_some() || clocks(cell).is_some());
    let versions = if versions.len() > 1 { versions } else { Vec::new() };
    let taken = |at: usize| Some(at) == time || versions.iter().any(|(version, _)| *version == at);
    let title =
        find(&|at| !taken(at) && !is_number(at) && !is_clock(at) && share(at, &|cell| !cell.is_empty()));
    Columns { time, is_minutes: time.is_some_and(says_time), versions, title: title.unwrap_or(0) }
}

/// Whether a name is that of a column of times.
fn is_time(name: &str) -> bool {
    const NAMES: [&str; 9] = ["min", "mins", "minutes", "m", "minuten", "minutos", "minuti", "мин", "minute"];
    let lower = name.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    field(name) == Some(Field::Length)
        || words.any(|word| NAMES.contains(&word) || word == "time" || word == "duration")
}

/// Whether nothing more stands in a cell.
fn is_end(rest: &str) -> bool {
    rest.trim_end_matches(['*', '_', '.', ' ']).is_empty()
}

impl Columns {
    /// Whether anything is known of times in the table.
    pub fn is_timed(&self) -> bool {
        self.time.is_some() || !self.versions.is_empty()
    }

    /// The slots of its versions, in the order of the columns.
    pub fn legend(&self) -> Vec<Minutes> {
        self.versions.iter().map(|(_, slot)| *slot).collect()
    }

    /// What a row of the body says; none where it has no title.
    pub fn entry<'a>(&self, cells: &[Piece<'a>]) -> Option<Entry<'a>> {
        let title = cells.get(self.title)?.bare();
        let short = first_sentence(title);
        let remark = title.skip(short.text.len());
        if title.text.is_empty() {
            return None;
        }
        if !self.versions.is_empty() {
            let value = |(at, _): &(usize, Minutes)| {
                let cell = cells.get(*at)?.bare();
                let time = phrase(cell.text).map(|(time, _)| time.min).or_else(|| bare_minutes(cell.text));
                Some((time, cell.place()))
            };
            let values: Vec<_> = self.versions.iter().map(value).collect::<Option<_>>()?;
            let first = cells.get(self.versions.first()?.0)?.bare();
            let any = values.iter().any(|(time, _)| time.is_some());
            let told = any.then(|| plain(Amount::Versions(values), first, Stands::Cell));
            return Some(Entry { title: short, told, remark, speaker: None });
        }
        let Some(at) = self.time else { return Some(entry(title)) };
        let cell = cells.get(at)?.bare();
        let number = || {
            let time = number_of_minutes(cell.text).filter(|_| self.is_minutes)?;
            Some(plain(Amount::Number(time), cell, Stands::Cell))
        };
        let told = told(cell).map(|told| super::told::Told { stands: Stands::Cell, ..told }).or_else(number);
        Some(Entry { title: short, told, remark, speaker: None })
    }
}

/// Whether a row sums up the others.
pub(super) fn is_sum(title: &str) -> bool {
    super::running::is_total(title) || strip_whole_word(title, "sum").is_some()
}

#[cfg(test)]
mod tests {
    use crate::timing::read;

    /// Titles and minutes of the sections of a table.
    fn rows(text: &str) -> Vec<(String, String)> {
        let minutes =
            |time: Option<crate::timing::Time>| time.map_or_else(String::new, |time| time.min.to_string());
        read(text).sections.into_iter().map(|section| (section.title, minutes(section.time))).collect()
    }

    #[test]
    fn columns_are_known_by_what_they_hold() {
        let expected = [("Tides".to_owned(), "5".to_owned()), ("Moons".to_owned(), "10".to_owned())];
        for text in [
            "| Topic | Time |\n|---|---|\n| Tides | 5 min |\n| Moons | 10 min |\n",
            "| # | Minutes | Topic |\n|---|---|---|\n| 1 | 5 | Tides |\n| 2 | 10 | Moons |\n",
            "| 5 min | **Tides** |\n| 10 min | 2. Moons. And more. |\n",
            "| When | Topic |\n|---|---|\n| 0:00 - 0:05 | Tides |\n| 0:05 - 0:15 | Moons |\n",
            "| Topic | Remark |\n|---|---|\n| Tides (5 min) | a |\n| Moons (10 min) | b |\n",
            "+----+----+\n| Tides | 5 min |\n+----+----+\n| Moons | 10 min |\n+----+----+\n",
        ] {
            assert_eq!(rows(text), expected, "{text}");
        }
        assert_eq!(rows("| a | b |\n|---|---|\n| 1 | 2 |\n"), []);
    }

    #[test]
    fn a_row_may_sum_up_or_name_the_slot() {
        let text = "| Topic | Time |\n|---|---|\n| Tides | 5 min |\n| Total | 5 min |\n";
        assert_eq!((rows(text).len(), read(text).stated_total), (1, Some(crate::timing::Minutes::of(5))));
        assert_eq!(read("| Field | Ours |\n|---|---|\n| Format | Talk (25 min) |\n").slots.len(), 1);
    }

    #[test]
    fn columns_may_be_versions() {
        let plan =
            read("| Topic | 30 min | 45 min |\n|---|---|---|\n| Tides | 25 | 40 |\n| Moons | - | 5 |\n");
        let sums: Vec<String> = plan.variants().iter().map(|(slot, sum)| format!("{slot}: {sum}")).collect();
        assert_eq!(sums, ["30: 25", "45: 45"]);
        assert!(plan.sections[1].optional);
    }
}
