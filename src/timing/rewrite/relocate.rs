//! Two sections that change places, with all that belongs to them.

use std::ops::Range;

use super::{
    super::{Plan, Section, read},
    Change, Refusal, apply,
    bearing::Bearings,
    block::Page,
    check::check,
    difference, ends,
    order::{Order, order, within},
    retime::Aim,
};

/// The change that lets a section change places with the one below it in the same section, or above, and its
/// number afterwards. All that belongs to it goes along: the lines below it, a time on a line of its own, the
/// sections inside. Numbers before titles stay where they are in the text, blank lines too; starts on the
/// clock and running totals follow the new order. The opposite move gives the same bytes.
///
/// # Errors
/// Refused is what has nothing to change places with, and what would not read as it should.
pub fn move_section(
    text: &str,
    plan: &Plan,
    section: usize,
    down: bool,
) -> Result<(Vec<Change>, usize), Refusal> {
    let (after, number) =
        moved(text, plan, section, down).map_err(|no| at_an_end(plan, section, down, no))?;
    let (back, _) = moved(&after, &read(&after), number, !down).map_err(|_| Refusal::Entangled)?;
    if back != text {
        return Err(Refusal::Entangled);
    }
    Ok((difference(text, &after).into_iter().collect(), number))
}

/// Where the shortest version ends there is nowhere to go, but for sections that say themselves that they are
/// in a longer one.
fn at_an_end(plan: &Plan, section: usize, down: bool, no: Refusal) -> Refusal {
    let optional = |at: usize| plan.sections.get(at).map(|section| section.optional);
    let ends = pair(plan, section, down).is_ok_and(|(a, b)| optional(a.start) != optional(b.start));
    match no {
        Refusal::NotUnderstood if ends => {
            if down {
                Refusal::Last
            } else {
                Refusal::First
            }
        }
        _ => no,
    }
}

/// The text after the move, and the section's number there.
fn moved(text: &str, plan: &Plan, section: usize, down: bool) -> Result<(String, usize), Refusal> {
    let (first, second) = pair(plan, section, down)?;
    let exchanged = exchanged(text, plan, &first, &second).ok_or(Refusal::NotUnderstood)?;
    let plan_after = in_order(plan, &read(&exchanged), &first, &second).ok_or(Refusal::NotUnderstood)?;
    let mut bearings = Bearings::of(text, plan);
    bearings.exchange(first.clone(), second.clone());
    let aim = Aim::new(&exchanged, &plan_after, &ends(&plan_after), None, bearings)?;
    let changes = aim.changes()?;
    check(&exchanged, &changes, &aim)?;
    let number = if down { first.start + second.len() } else { first.start };
    Ok((apply(&exchanged, &changes), number))
}

/// The section and its neighbour, each with those inside it, in the order of the text.
fn pair(plan: &Plan, section: usize, down: bool) -> Result<(Range<usize>, Range<usize>), Refusal> {
    let depth = |at: usize| plan.sections.get(at).map(|section| section.depth);
    let own = depth(section).ok_or(Refusal::NoSection)?;
    let end = |from: usize| {
        let rest = plan.sections.get(from + 1..).unwrap_or_default();
        from + 1 + rest.iter().take_while(|section| section.depth > own).count()
    };
    if down {
        let second = end(section);
        let second = Some(second).filter(|at| depth(*at) == Some(own)).ok_or(Refusal::Last)?;
        return Ok((section..second, second..end(second)));
    }
    let above = plan.sections.get(..section).unwrap_or_default();
    let first = above.iter().rposition(|other| other.depth <= own).filter(|at| depth(*at) == Some(own));
    Ok((first.ok_or(Refusal::First)?..section, section..end(section)))
}

/// The text with the two in the other order, and with the number of each where it was.
fn exchanged(text: &str, plan: &Plan, first: &Range<usize>, second: &Range<usize>) -> Option<String> {
    let page = Page::of(text, plan);
    let (one, two) = (page.body(first)?, page.body(second)?);
    let number = |section: usize| {
        let place = plan.sections.get(section)?.place.clone();
        order(text.get(place.clone())?, place.start)
    };
    let numbers = number(first.start).zip(number(second.start));
    let renumbered = |body: &Range<usize>, swap: bool| {
        let words = text.get(body.clone())?;
        let Some((a, b)) = &numbers else { return Some(words.to_owned()) };
        let (old, new) = if swap { (b, a) } else { (a, b) };
        Some(apply(words, &renumbering(words, body.start, old, new)))
    };
    let (upper, lower) = (renumbered(&two, true)?, renumbered(&one, false)?);
    let between = text.get(one.end..two.start)?;
    Some([text.get(..one.start)?, &upper, between, &lower, text.get(two.end..)?].concat())
}

/// The changes that give the block of a section, at byte `at` of the text, another number, and those numbers
/// inside it that begin with the old one.
fn renumbering(words: &str, at: usize, old: &Order<'_>, new: &Order<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut start = at;
    for line in words.split('\n') {
        if let Some(found) = order(line, start) {
            let with = if found.place == old.place {
                Some(new.number.to_owned())
            } else {
                within(found.number, old.number, new.number)
            };
            let place = found.place.start - at..found.place.end - at;
            changes.extend(with.map(|with| Change { place, with }));
        }
        start += line.len() + 1;
    }
    changes
}

/// The plan with its sections in the new order, where `read`, the plan of the text in that order, has them.
/// None where that has others.
fn in_order(plan: &Plan, read: &Plan, first: &Range<usize>, second: &Range<usize>) -> Option<Plan> {
    let mut sections = plan.sections.clone();
    sections.get_mut(first.start..second.end)?.rotate_left(first.len());
    let placed = |(section, read): (Section, &Section)| {
        let same = section.title == read.title && section.time_place.is_some() == read.time_place.is_some();
        same.then(|| Section {
            place: read.place.clone(),
            title_place: read.title_place.clone(),
            time_place: read.time_place.clone(),
            running: read.running.clone(),
            ..section
        })
    };
    let same = sections.len() == read.sections.len();
    let sections = sections.into_iter().zip(&read.sections).map(placed).collect::<Option<_>>();
    Some(Plan {
        sections: sections.filter(|_| same)?,
        stated_place: read.stated_place.clone(),
        stated_again: read.stated_again.clone(),
        slot_places: read.slot_places.clone(),
        ..plan.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text when a section moved down.
    fn down(text: &str, section: usize) -> String {
        match move_section(text, &read(text), section, true) {
            Ok((changes, _)) => apply(text, &changes),
            Err(no) => format!("{no:?}"),
        }
    }

    #[test]
    fn numbers_stay_as_the_author_numbered() {
        for (text, wanted) in [
            ("1. a (3 min)\n2. b (4 min)\n", "1. b (4 min)\n2. a (3 min)\n"),
            ("1. a (3 min)\n1. b (4 min)\n", "1. b (4 min)\n1. a (3 min)\n"),
            ("1) a (3 min)\n2) b (4 min)", "1) b (4 min)\n2) a (3 min)"),
            ("I. a (3 min)\n\nII. b (4 min)\n", "I. b (4 min)\n\nII. a (3 min)\n"),
            ("a. a (3 min)\nb. b (4 min)\n", "a. b (4 min)\nb. a (3 min)\n"),
            (
                "### 1. a (3 min)\n\nx\n\n### 2. b (4 min)\n\ny\n",
                "### 1. b (4 min)\n\ny\n\n### 2. a (3 min)\n\nx\n",
            ),
            ("**1. a (3 min)**\n\n**2. b (4 min)**\n", "**1. b (4 min)**\n\n**2. a (3 min)**\n"),
            (
                "1. a (3 min)\n   1.1. x (2 min)\n   1.2. y (1 min)\n2. b (4 min)\n",
                "1. b (4 min)\n2. a (3 min)\n   2.1. x (2 min)\n   2.2. y (1 min)\n",
            ),
        ] {
            assert_eq!(down(text, 0), wanted);
        }
    }

    #[test]
    fn all_that_belongs_to_it_goes_along() {
        for (text, wanted) in [
            (
                "* a (3 min)\n\n  x\n* b (4 min)\n\n  y\n\n  z\n\n## Notes\n",
                "* b (4 min)\n\n  y\n\n  z\n* a (3 min)\n\n  x\n\n## Notes\n",
            ),
            ("A\n---\n(3 min)\n\nB\n---\n(4 min)\n", "B\n---\n(4 min)\n\nA\n---\n(3 min)\n"),
            ("| a | 3 min |\n| b | 4 min |\n", "| b | 4 min |\n| a | 3 min |\n"),
            ("```\n* a (3 min)\n* b (4 min)\n```\n", "```\n* b (4 min)\n* a (3 min)\n```\n"),
        ] {
            assert_eq!(down(text, 0), wanted);
        }
    }

    #[test]
    fn clocks_and_totals_follow_the_order() {
        for (text, wanted) in [
            ("* a [0:00 - 0:20]\n* b [0:20 - 0:50]\n", "* b [0:00 - 0:30]\n* a [0:30 - 0:50]\n"),
            ("0-4 min: a\n4-16 min: b\n16-20 min: c\n", "0-12 min: b\n12-16 min: a\n16-20 min: c\n"),
            (
                "* a [0:00 - 0:20]\n  * x [0:05 - 0:10]\n* b [0:20 - 0:30]\n",
                "* b [0:00 - 0:10]\n* a [0:10 - 0:30]\n  * x [0:15 - 0:20]\n",
            ),
            ("* a (5 min, 5 total)\n* b (6 min)\n", "* b (6 min)\n* a (5 min, 11 total)\n"),
            (
                "* a (5 min, 5 total)\n* b (6 min)\n* c (2 min, 14 total)\n",
                "* b (6 min)\n* a (5 min, 11 total)\n* c (2 min, 14 total)\n",
            ),
            ("* a (3 min, 3 total)\n* b (4 min, 7 total)\n", "* b (4 min, 4 total)\n* a (3 min, 7 total)\n"),
            (
                "* a (5 min, 5 total)\n* b (6 min, 12 total)\n",
                "* b (6 min, 6 total)\n* a (5 min, 12 total)\n",
            ),
            (
                "Duration: 12 min\n\n- 00:00 a\n- 01:30 b\n- 07:00 c\n",
                "Duration: 12 min\n\n- 00:00 b\n- 05:30 a\n- 07:00 c\n",
            ),
        ] {
            assert_eq!(down(text, 0), wanted);
        }
    }

    #[test]
    fn the_new_order_knows_all_its_places() {
        let text = "* a (3 min)\n\nTotal: 11 min\n\nSlot: 20 min\n\n* longer (8 min)\n";
        let plan = read(text);
        let exchanged = exchanged(text, &plan, &(0..1), &(1..2)).unwrap();
        let there = read(&exchanged);
        assert_ne!((&plan.stated_place, &plan.slot_places), (&there.stated_place, &there.slot_places));
        assert_eq!(in_order(&plan, &there, &(0..1), &(1..2)), Some(there));
    }

    #[test]
    fn at_the_ends_there_is_nowhere_to_go() {
        let text = "* a (3 min)\n  * c (1 min)\n* b (4 min)\n";
        let plan = read(text);
        assert_eq!(move_section(text, &plan, 0, false), Err(Refusal::First));
        assert_eq!(move_section(text, &plan, 2, true), Err(Refusal::Last));
        assert_eq!(move_section(text, &plan, 1, true), Err(Refusal::Last));
        assert_eq!(move_section(text, &plan, 1, false), Err(Refusal::First));
        assert_eq!(move_section(text, &plan, 3, false), Err(Refusal::NoSection));
        let longer = "1. a (3 min)\n\nA 40 minute talk would include:\n\n- b\n- c\n";
        assert_eq!(move_section(longer, &read(longer), 0, true), Err(Refusal::Last));
        assert_eq!(move_section(longer, &read(longer), 1, false), Err(Refusal::First));
        assert_eq!(down("* a (4 min)\nBreak\n", 0), "NotUnderstood");
        assert_eq!(move_section(text, &plan, 0, true).map(|(_, number)| number), Ok(1));
        assert_eq!(move_section(text, &plan, 2, false).map(|(_, number)| number), Ok(0));
    }
}
