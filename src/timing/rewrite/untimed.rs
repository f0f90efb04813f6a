//! A time for a section that has none, in the notation of the sections around it.
//!
//! The model is the section nearby that is timed as most are, of the same depth before any other. What is
//! around its time, brackets, dashes, a line of its own, is put around the new one.

use std::ops::Range;

use super::{
    super::{Form, Plan, Section, Stands, unit::about},
    Change, Ends,
    bearing::Stretch,
    face::{Round, both_shown},
    habit::Habit,
    quantity::{is_in_minutes, last_part},
    wording::rewritten,
};

/// Where nothing is timed, a time looks so.
const USUAL: &str = "2 minutes";

/// The change that gives a section its first time. `at` is its stretch of the clock, where the model has one.
/// None where it cannot be written.
pub(super) fn with_time(
    text: &str,
    plan: &Plan,
    section: usize,
    ends: Ends,
    at: Option<Stretch>,
    habit: &Habit,
) -> Option<Change> {
    let untimed = plan.sections.get(section)?;
    let Some(model) = model(text, plan, section) else {
        let time = rewritten(USUAL, ends, habit)?;
        return Some(behind(text, untimed, format!(" ({time})"), true));
    };
    let place = model.time_place.clone()?;
    let like = text.get(place.clone())?;
    let time = match (model.notation?.form, at) {
        (Form::Clocks(unit), Some(at)) => both_shown(like, (at.start, at.end), unit, Round::Day, habit)?,
        (Form::FromTo, Some(at)) => rewritten(like, (at.start, at.end), habit)?,
        (Form::Length | Form::Number | Form::Versions, _) => {
            let (_, exact) = about(like);
            rewritten(last_part(exact).unwrap_or(exact), ends, habit)?
        }
        _ => return None,
    };
    match model.notation?.stands {
        Stands::Bracket | Stands::Behind => Some(like_behind(text, model, untimed, &place, &time)),
        Stands::BracketFirst | Stands::First => Some(like_before(text, model, untimed, &place, &time)),
        Stands::Below | Stands::Above => on_own_line(text, model, untimed, &place, &time),
        // A row without a time is no section.
        Stands::Cell | Stands::Rule => None,
    }
}

/// Whether a section would be put on a clock when it gets a time.
pub(super) fn is_on_clock(text: &str, plan: &Plan, section: usize) -> bool {
    let form = model(text, plan, section).and_then(|model| model.notation).map(|notation| notation.form);
    matches!(form, Some(Form::Clocks(_) | Form::FromTo))
}

/// The timed section that is the model for one without a time; one in minutes before one in hours.
fn model<'a>(text: &str, plan: &'a Plan, section: usize) -> Option<&'a Section> {
    let depth = plan.sections.get(section)?.depth;
    let usable = |model: &&Section| {
        model.time_place.is_some() && model.notation.is_some_and(|notation| notation.stands != Stands::Rule)
    };
    let beside = plan.sections.iter().filter(usable).any(|model| model.depth == depth);
    let company = |model: &&Section| usable(model) && (model.depth == depth || !beside);
    let mut counts: Vec<(Stands, usize)> = Vec::new();
    for stands in plan.sections.iter().filter(company).filter_map(|model| model.notation).map(|it| it.stands)
    {
        match counts.iter_mut().find(|(other, _)| *other == stands) {
            Some((_, count)) => *count += 1,
            None => counts.push((stands, 1)),
        }
    }
    let (most, _) = counts.into_iter().rev().max_by_key(|(_, count)| *count)?;
    let prevails = |model: &&Section| company(model) && model.notation.is_some_and(|it| it.stands == most);
    let minutes = |model: &&Section| {
        let words = model.time_place.clone().and_then(|place| text.get(place));
        prevails(model) && words.is_some_and(is_in_minutes)
    };
    let (before, behind) = plan.sections.split_at_checked(section)?;
    let nearest = before.iter().rfind(minutes).or_else(|| behind.iter().find(minutes));
    nearest.or_else(|| before.iter().rfind(prevails)).or_else(|| behind.iter().find(prevails))
}

/// The marks that make words bold or slanted, or stand around code.
const EMPHASIS: [char; 3] = ['*', '_', '`'];

/// Puts words behind a title: before its colon or full stop, and within its marks of emphasis or behind them.
fn behind(text: &str, section: &Section, words: String, within: bool) -> Change {
    let line = text.get(..section.title_place.end).unwrap_or("");
    let short = line.trim_end_matches([':', '：', '.', ' ', '\t']);
    let bare = short.trim_end_matches(EMPHASIS);
    let open = text.get(section.title_place.end..).unwrap_or("");
    let marks = open.len() - open.trim_start_matches(EMPHASIS).len();
    let at = if within {
        bare.len()
    } else if short.len() == section.title_place.end {
        short.len() + marks
    } else {
        short.len()
    };
    Change { place: at..at, with: words }
}

/// Puts a time behind a title as the model has it: `Tides (4 minutes)`, `Tides - 4 min`.
fn like_behind(text: &str, model: &Section, untimed: &Section, place: &Range<usize>, time: &str) -> Change {
    let between = text.get(model.title_place.end..place.start).unwrap_or("");
    let after = text.get(place.end..).unwrap_or("");
    let plain = between.trim_start_matches(EMPHASIS);
    let within = plain.len() == between.len();
    let mark = plain.trim();
    let bracket = mark.chars().next().and_then(partner);
    let words = match bracket {
        Some(close) if mark.chars().count() == 1 => {
            let (gap, inner) = plain.split_once(mark).unwrap_or((" ", ""));
            let gap = if gap.len() > 1 { " " } else { gap };
            let room: String = after.chars().take_while(|c| *c == ' ').collect();
            let room = if after.trim_start().starts_with(close) { room } else { String::new() };
            format!("{gap}{mark}{inner}{time}{room}{close}")
        }
        None if !mark.is_empty() && plain.len() <= 5 && !plain.contains('\n') => format!("{plain}{time}"),
        None if mark.is_empty() && !plain.is_empty() && plain.len() <= 5 => format!("{plain}{time}"),
        _ => format!(" ({time})"),
    };
    behind(text, untimed, words, within)
}

/// Puts a time before a title as the model has it: `(4 minutes) Tides`, `4 minutes: Tides`.
fn like_before(text: &str, model: &Section, untimed: &Section, place: &Range<usize>, time: &str) -> Change {
    let before = text.get(..place.start).unwrap_or("");
    let open = before.trim_end().chars().next_back();
    let between = text.get(place.end..model.title_place.start).unwrap_or("").trim_end_matches(EMPHASIS);
    let clean = between.len() <= 8 && !between.contains(EMPHASIS) && !between.contains('\n');
    let words = match open.and_then(|open| Some((open, partner(open)?))) {
        Some((open, close)) => {
            let room = before.get(before.trim_end().len()..).unwrap_or("");
            let kept = if clean && between.trim_start().starts_with(close) {
                between.to_owned()
            } else {
                format!("{room}{close} ")
            };
            format!("{open}{room}{time}{kept}")
        }
        None if clean && !between.is_empty() => format!("{time}{between}"),
        None => format!("{time}: "),
    };
    let line = text.get(..untimed.title_place.start).unwrap_or("");
    let at = line.trim_end_matches(EMPHASIS).len();
    Change { place: at..at, with: words }
}

/// Puts a time on a line of its own, under the title and the line that underlines it, or above.
fn on_own_line(
    text: &str,
    model: &Section,
    untimed: &Section,
    place: &Range<usize>,
    time: &str,
) -> Option<Change> {
    let start = text.get(..place.start)?.rfind('\n').map_or(0, |at| at + 1);
    let before = text.get(start..place.start)?;
    let mark = before.trim();
    let close: String = match mark.chars().next() {
        None => String::new(),
        Some(open) if mark.chars().count() == 1 => partner(open)?.to_string(),
        Some(_) => return None,
    };
    if model.notation?.stands == Stands::Above {
        let at = untimed.place.start;
        return Some(Change { place: at..at, with: format!("{before}{time}{close}\n") });
    }
    let below = text.get(untimed.place.end..)?.strip_prefix('\n').and_then(|below| below.lines().next());
    let ruler = below.filter(|line| {
        let line = line.trim();
        line.len() > 2 && ['=', '-', '~', '^'].iter().any(|mark| line.chars().all(|c| c == *mark))
    });
    let at = untimed.place.end + ruler.map_or(0, |line| line.len() + 1);
    Some(Change { place: at..at, with: format!("\n{before}{time}{close}") })
}

/// The bracket that closes what this one opens.
fn partner(open: char) -> Option<char> {
    const PAIRS: [(char, char); 6] =
        [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('（', '）'), ('【', '】')];
    PAIRS.iter().find(|(other, _)| *other == open).map(|(_, close)| *close)
}

#[cfg(test)]
mod tests {
    use crate::timing::{
        Minutes, read,
        rewrite::{apply, set},
    };

    /// The text when its first section without a time gets three minutes.
    fn timed(text: &str) -> String {
        let plan = read(text);
        let Some(section) = plan.sections.iter().position(|section| section.time.is_none()) else {
            return "nothing untimed".to_owned();
        };
        set(text, &plan, section, Minutes::of(3)).map_or_else(|no| no.to_string(), |it| apply(text, &it))
    }

    #[test]
    fn a_first_time_is_written_like_the_others() {
        for (text, line) in [
            ("* a (4 minutes)\n* b\n", "* b (3 minutes)"),
            ("* a (1 minute)\n* b:\n", "* b (3 minutes):"),
            ("* a (1 hr)\n* c (2 mins)\n* d (1 hr)\n* b\n", "* b (3 mins)"),
            ("* a[4 min]\n* b\n", "* b[3 min]"),
            ("* a [ 4 min ]\n* b\n", "* b [ 3 min ]"),
            ("* a        (4 min, 4 total)\n* b\n", "* b (3 min)"),
            ("* a (~4 min)\n* b\n", "* b (3 min)"),
            ("* a (4-5 min)\n* b\n", "* b (3 min)"),
            ("* a (on stage, 4 min)\n* b\n", "* b (3 min)"),
            ("* a    4 min\n* b\n", "* b    3 min"),
            ("* a        4 min\n* b\n", "* b (3 min)"),
            ("* a ..... 4 min\n* b\n", "* b (3 min)"),
            ("* a - 4 min\n* b\n", "* b - 3 min"),
            ("* a: 4 min\n* b\n", "* b: 3 min"),
            ("* (4 min) a\n* b\n", "* (3 min) b"),
            ("* [4 min]: a\n* b\n", "* [3 min]: b"),
            ("* 4 min: a\n* b\n", "* 3 min: b"),
            ("* 4 min — a\n* b\n", "* 3 min — b"),
            ("* 4 min            a\n* b\n", "* 3 min: b"),
            ("* **4 min** a\n* b\n", "* 3 min: b"),
            ("# Outline\n\n## 0-4 min: a\n## 4-16 min: b\n## c\n", "## 16-19 min: c"),
            ("1. **a** (4 min)\n2. **b**\n", "2. **b** (3 min)"),
            ("1. **a (4 min)**\n2. **b**\n", "2. **b (3 min)**"),
            ("## Outline\n\n### a (4 min)\n\n### b\n", "### b (3 min)"),
            ("Duration: 40 min\n\n* a [0:00 - 0:20]\n* b\n* c [0:20 - 0:40]\n", "* b [0:20 - 0:23]"),
            ("# Outline\n\n* a\n* b\n", "* a (3 minutes)"),
        ] {
            let after = timed(text);
            assert!(after.lines().any(|found| found == line), "{text} {after}");
        }
    }

    #[test]
    fn what_is_behind_goes_along() {
        let after = timed("Duration: 40 min\n\n* a [0:00 - 0:20]\n* b\n* c [0:20 - 0:40]\n");
        assert!(after.ends_with("* c [0:23 - 0:43]\n"), "{after}");
        let after = timed("* a [0:00 - 0:20]\n* c (5 min)\n* b\n* d [0:20 - 0:40]\n");
        assert!(after.ends_with("* b (3 min)\n* d [0:20 - 0:40]\n"), "{after}");
    }

    #[test]
    fn a_time_on_a_line_of_its_own_stands_where_others_do() {
        for (a, b) in [("(4 min)", "(3 min)"), ("4 min", "3 min"), ("[ 4 min]", "[ 3 min]")] {
            let text = format!("# Outline\n\n## A\n{a}\n\n## B\n");
            assert_eq!(timed(&text), format!("{text}{b}\n"));
            let ruled = format!("Outline\n===\n\nA\n---\n{a}\n\nB\n---\n");
            assert_eq!(timed(&ruled), format!("{ruled}{b}\n"));
        }
        let unwritable = timed("# Outline\n\n## A\n(on stage, 4 min)\n\n## B\n");
        assert!(unwritable.contains("cannot be written"), "{unwritable}");
    }
}
