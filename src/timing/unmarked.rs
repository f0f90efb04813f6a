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

use self::row::{Behind, LISTING, Row, Sort, ends_sentence, is_remark, is_timed_next, row};
use super::{
    bare::says_all_in_minutes,
    label::{Label, label},
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

/// What is known of each line of a text.
pub(super) fn unmarked(text: &str, lines: &[Line<'_>]) -> Vec<Known> {
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
                let label = label(words);
                let timed_next = label.is_some() && is_timed_next(lines, next);
                match stretch.row(number, line, words, label.as_ref(), timed_next) {
                    Some(row) => stretch.run.push(row),
                    None => found.end(&mut stretch, label.is_some_and(|label| label.in_minutes)),
                }
            }
            Shape::Blank => stretch.end_run(),
            Shape::Item(..) => {
                found.heads.extend(stretch.run.rows.last().copied());
                found.end(&mut stretch, false);
                stretch.item = Some(line.indent);
            }
            Shape::Heading(_, words) => {
                found.end(&mut stretch, label(words).is_some_and(|label| label.in_minutes));
            }
            Shape::Row(_) | Shape::Mute => found.end(&mut stretch, false),
        }
    }
    stretch.end_run();
    found.tell(&mut stretch, plain_only);
    found.tell_heads();
    found.known
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

    fn is_short(&self) -> bool {
        !self.rows.iter().any(|row| matches!(row.sort, Sort::Prose | Sort::Lone))
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

    /// What a line is behind those before it; none where it begins another part of the text.
    fn row(
        &mut self,
        number: usize,
        line: &Line<'a>,
        words: Piece<'a>,
        label: Option<&Label<'_>>,
        timed_next: bool,
    ) -> Option<Row<'a>> {
        let behind = Behind {
            in_minutes: self.in_minutes,
            first: self.run.rows.is_empty(),
            begun: self.run.timed > 0,
            between: timed_next && (self.run.timed > 0 || self.begun_above),
        };
        let row = row(number, line, words, label, behind)?;
        self.in_minutes |= row.sort == Sort::Aside && says_all_in_minutes(words.text);
        Some(row)
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
    lists: usize,
    /// Whether there is nothing but plain lines in the text.
    plain_only: bool,
    /// Lines right above the items of a list.
    heads: Vec<Row<'a>>,
}

impl<'a> Found<'a> {
    /// Ends a stretch, and tells of its lines.
    fn end(&mut self, stretch: &mut Stretch<'a>, in_minutes: bool) {
        stretch.end_run();
        self.tell(stretch, false);
        *stretch = Stretch { in_minutes, ..Stretch::default() };
    }

    /// Where one line with items under it has a time, the others like it are sections too.
    fn tell_heads(&mut self) {
        if !self.heads.iter().any(Row::is_timed) {
            return;
        }
        self.lists += 1;
        for mut head in std::mem::take(&mut self.heads) {
            head.settle();
            if head.sort == Sort::Title && head.indent < LISTING {
                self.put(&head, Known::Section(self.lists));
            }
        }
    }

    /// Tells of the lines of a stretch; `alone` says that no other thing than plain lines stands before it.
    fn tell(&mut self, stretch: &mut Stretch<'_>, alone: bool) {
        self.lists += 1;
        let timed: usize = stretch.runs.iter().map(|run| run.timed).sum();
        if timed == 0 && !alone {
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
mod tests {
    use crate::timing::read;

    /// Titles and minutes of all sections, in one text.
    fn sections(text: &str) -> String {
        let shown = read(text).sections.into_iter().map(|section| {
            let minutes = section.time.map_or("?".to_owned(), |time| time.min.to_string());
            format!("{} {minutes}", section.title)
        });
        shown.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn a_line_alone_may_have_its_time_anyhow() {
        for line in [
            "Intro 5 min",
            "5 min Intro",
            "Intro 5m",
            "5' Intro",
            "Intro (300 s)",
            "Intro: 5 min",
            "Intro - 5m",
            "Intro 5 min.",
            "Intro (5 minutes) with slides",
            "Intro 5 Minuten",
            "Intro 5分",
            "1. Intro 5 min",
            "## Intro 5 min",
        ] {
            assert_eq!(sections(line), "Intro 5", "{line}");
        }
        for line in [
            "Intro (1/2 hour)",
            "Intro ½ hour",
            "Intro half an hour",
            "Intro: half an hour",
            "Intro, 1/2 h",
            "Intro (½ h)",
        ] {
            assert_eq!(sections(line), "Intro 30", "{line}");
        }
        assert_eq!(
            (sections("Summary: 3 min"), sections("What it is (5 min)")),
            ("Summary 3".into(), "What it is 5".into())
        );
        assert_eq!(sections("Intro (5)"), "Intro (5) ?");
    }

    #[test]
    fn lines_without_a_time_are_sections_beside_those_with_one() {
        for (text, read) in [
            ("Intro\nStory (5 min)\nDemo 10 min", "Intro ?; Story 5; Demo 10"),
            ("15\nStory (5 min)\nDemo (10 min)", "15 ?; Story 5; Demo 10"),
            ("Intro\n\nStory (5 min)\n\nDemo", "Intro ?; Story 5; Demo ?"),
            ("My talk\n\nIntro (5 min)\nDemo (1 min)\n\nQuestions", "Intro 5; Demo 1; Questions ?"),
            ("My plan:\nIntro (5 min)\nDemo", "Intro 5; Demo ?"),
            ("For a 30 minute slot:\nIntro (5 min)\nDemo", "Intro 5; Demo ?"),
            ("Intro\n- a\nStory (5 min)\n- b\n", "Intro ?; Story 5"),
            ("Intro (5 min)\n  who I am\n  why\nDemo (1 min)", "Intro 5; Demo 1"),
            ("Intro (5 min)\nNotes: speak slowly\nDemo (1 min)", "Intro 5; Demo 1"),
            ("Intro (5 min)\nNotes\nAgenda (2 min)\nDemo", "Intro 5; Notes ?; Agenda 2; Demo ?"),
            ("Intro 5 min\nBees 9 min\nTotal 14 min", "Intro 5; Bees 9"),
            ("## Outline (min)\nIntro 5\nBees\nDemo 10", "Intro 5; Bees ?; Demo 10"),
            ("why snakes\nhow snakes", "why snakes ?; how snakes ?"),
        ] {
            assert_eq!(sections(text), read, "{text}");
        }
    }

    #[test]
    fn bare_numbers_in_brackets_are_minutes_where_most_are() {
        for (text, read) in [
            ("Intro (5)\nStory\nDemo (10)", "Intro 5; Story ?; Demo 10"),
            ("- Intro (5)\n- Demo (10 min)", "Intro 5; Demo 10"),
            ("- Part (1)\n- Moon (1969)\n- Part (2)", "Part (1) ?; Moon (1969) ?; Part (2) ?"),
            ("- Moon\n- Tides (3)\n- Ebb", "Moon ?; Tides (3) ?; Ebb ?"),
        ] {
            assert_eq!(sections(text), read, "{text}");
        }
    }

    #[test]
    fn sentences_are_no_sections() {
        for (text, read) in [
            ("It is over\nbefore you know it (5 minutes)", ""),
            ("First I say why it broke and\nwhat it cost (5 minutes). Then I\nmend it (9 minutes).", ""),
            ("It took us 2 hours to find it.", ""),
            ("# Bio\n\nNobody slept 20 minutes\n", ""),
            (
                "Story (5 min)\nI tell how it began, with two letters.\nDemo (9 min)\nWhat it does.",
                "Story 5; Demo 9",
            ),
            (
                "We tell how it all began in the old town hall, and why that evening\nThing took so long (5 minutes)",
                "",
            ),
        ] {
            assert_eq!(sections(text), read, "{text}");
        }
    }
}
