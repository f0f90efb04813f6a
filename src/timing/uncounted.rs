//! Times that a text names and that no section has: a time that is lost must be seen to be lost.

use std::ops::Range;

use super::{
    Plan, Uncounted,
    bracket::{brackets, may_be_several},
    candidate::{Candidate, Part},
    entry::may_count,
    facts::Facts,
    label::{label, total_within},
    line::{Line, Shape},
    names::Field,
    phrase::phrase,
    piece::Piece,
    rule::rule,
    told::{Amount, told},
    unit::unit,
};

/// Words that are shown whole are not more, in characters.
const FEW: usize = 32;

/// A part of the text, from one of its lines on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Begun {
    /// The number of the line.
    pub line: usize,
    /// What it is.
    pub part: Part,
    /// Whether a heading says so, which no outline of plain lines has.
    pub headed: bool,
}

/// What is kept of a candidate until it is known whether it is a section.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hoped {
    /// Where its line begins.
    line: usize,
    /// How many sections are around it.
    height: usize,
    /// Whether it has a time.
    timed: bool,
}

/// What to keep of the candidates.
pub(super) fn hoped(candidates: &[Candidate<'_>]) -> Vec<Hoped> {
    let hope = |candidate: &Candidate<'_>| Hoped {
        line: candidate.whole.at,
        height: candidate.standing.height,
        timed: candidate.told.is_some(),
    };
    candidates.iter().map(hope).collect()
}

/// The times that no section of a plan has, in the order of the text.
pub(super) fn uncounted(
    text: &str,
    lines: &[Line<'_>],
    begun: &[Begun],
    hoped: &[Hoped],
    plan: &Plan,
) -> Vec<Uncounted> {
    if !may_count(text) {
        return Vec::new();
    }
    let counted = counted(text, plan);
    let has_outline = begun.iter().any(|begun| begun.part == Part::Outline);
    let (mut begun, mut hoped) = (begun.iter().peekable(), hoped.iter().peekable());
    let (mut part, mut headed) = (Part::Unnamed, false);
    let mut found = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let mut begins = false;
        while let Some(next) = begun.next_if(|begun| begun.line <= number) {
            (part, headed, begins) = (next.part, next.headed, true);
        }
        while hoped.next_if(|hoped| hoped.line < line.whole.at).is_some() {}
        let hoped = hoped.next_if(|hoped| hoped.line == line.whole.at);
        let is_hoped = hoped.is_some_and(|hoped| hoped.timed);
        let within = hoped.is_some_and(|hoped| hoped.height > 0);
        // Other fields have times of their own; only a line like a section may be one that has strayed there.
        let elsewhere =
            part != Part::Outline && (headed && has_outline || part == Part::Other && (headed || !is_hoped));
        let content = matches!(line.shape, Shape::Item(..)) && within && !is_hoped;
        let words = match line.shape {
            Shape::Plain(words) | Shape::Item(_, words) | Shape::Heading(_, words) | Shape::Row(words) => {
                words
            }
            Shape::Blank | Shape::Mute => continue,
        };
        if begins || elsewhere || content || !may_count(words.text) {
            continue;
        }
        found.extend(if counted.binary_search(&line.whole.at).is_ok() {
            in_title(words).or_else(|| added(words)).map(|time| shown(time, time))
        } else {
            let begun = plan.sections.first().is_some_and(|first| first.place.start < line.whole.at);
            let time = amount_within(words).filter(|_| !is_about_the_whole(words, begun));
            time.map(|time| shown(words, time))
        });
    }
    found
}

/// Where the lines begin that say a time which counts, in order.
fn counted(text: &str, plan: &Plan) -> Vec<usize> {
    let start = |place: &Range<usize>| {
        text.get(..place.start).map_or(0, |before| before.rfind('\n').map_or(0, |at| at + 1))
    };
    let timed = plan.sections.iter().filter(|section| section.time_place.is_some());
    let places = timed.flat_map(|section| [Some(&section.place), section.time_place.as_ref()]).flatten();
    let stated = plan.stated_place.iter().chain(&plan.stated_again);
    let mut counted: Vec<usize> = places.chain(&plan.slot_places).chain(stated).map(start).collect();
    counted.sort_unstable();
    counted
}

/// Whether a line speaks of the slot, of the sum, of versions or of what each section takes. Behind the first
/// section the form of the talk says nothing of the whole.
fn is_about_the_whole(words: Piece<'_>, begun: bool) -> bool {
    let labelled = label(words).is_some_and(|label| match label.field {
        Field::Title => true,
        Field::Other => false,
        Field::Form if begun => false,
        _ => label.stated().is_some(),
    });
    labelled
        || rule(words).is_some()
        || total_within(words).is_some()
        || Facts::default().paragraph(words, true)
}

/// A time in the title of a section that has another one: `Intro (5 min) and demo (10 min)`.
fn in_title(words: Piece<'_>) -> Option<Piece<'_>> {
    if !may_be_several(words.text) {
        // Most have one: what stands in it need not be read again.
        return None;
    }
    let mut all = brackets(words);
    all.retain(|bracket| told(bracket.inside).is_some_and(|told| matches!(told.amount, Amount::Length(_))));
    let [.., first, last] = all.as_slice() else { return None };
    let between = words.take(last.open).skip(first.close).bare();
    // `the C-API (1 minute) (6 minutes)` is one that was changed.
    (last.open > first.close && between.text.contains(char::is_alphabetic)).then_some(first.inside.trim())
}

/// A time that is added to the one that counts: `25 min talk + 5 min Q&A`. In a bracket both are read, and in the
/// field for the slot.
fn added(words: Piece<'_>) -> Option<Piece<'_>> {
    let named = || label(words).is_some_and(|label| label.field != Field::Form);
    if !words.text.contains('+') || named() {
        return None;
    }
    let pairs = brackets(words);
    let signs = words.text.match_indices('+').filter(|(at, _)| *at > 0);
    let outside = |at: usize| !pairs.iter().any(|pair| pair.open < at && at < pair.close);
    signs.filter(|(at, _)| outside(*at)).find_map(|(at, sign)| {
        let behind = words.skip(at + sign.len()).trim();
        let (_, rest) = phrase(behind.text)?;
        Some(if behind.text.len() <= FEW { behind } else { behind.before(rest) })
    })
}

/// The first number in a line with a unit of minutes or hours behind it, however large, or with a word that is
/// meant as one.
fn amount_within(line: Piece<'_>) -> Option<Piece<'_>> {
    let mut rest = line;
    let mut before = ' ';
    while let Some(next) = rest.text.chars().next() {
        if next.is_ascii_digit() && !before.is_alphanumeric() && !".,:/-".contains(before) {
            let digits = |c: char| c.is_ascii_digit() || ".,–-".contains(c);
            let number = rest.text.len() - rest.text.trim_start_matches(digits).len();
            let behind = rest.skip(number);
            if let Some(end) = unit_end(behind.text) {
                return Some(rest.take(number + end));
            }
            before = '0';
            rest = behind;
            continue;
        }
        before = next;
        rest = rest.skip(next.len_utf8());
    }
    None
}

/// Where the unit ends that a text begins with, in bytes. `30 minute` before another word says what kind of
/// thing that is, and `5-minute` does so anywhere.
fn unit_end(text: &str) -> Option<usize> {
    const SINGULAR: [&str; 2] = ["minute", "hour"];
    let word = text.trim_start();
    let length = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
    let (unit_word, behind) = word.split_at(length);
    let small = unit_word.to_lowercase();
    let misspelt = small.starts_with("minu") && small != "minus";
    let known = unit(text).filter(|(seconds, _)| *seconds >= 60);
    let end = known
        .map(|(_, rest)| text.len() - rest.len())
        .or_else(|| misspelt.then(|| text.len() - behind.len()))?;
    let noun = SINGULAR.contains(&small.as_str()) && behind.trim_start().starts_with(char::is_alphabetic);
    (!noun && !text.starts_with('-')).then_some(end)
}

/// A time with the words around it, where these are few.
fn shown(line: Piece<'_>, time: Piece<'_>) -> Uncounted {
    let line = line.bare();
    let words = if line.text.chars().nth(FEW).is_none() { line.text } else { time.text };
    Uncounted { place: time.place(), words: words.split_whitespace().collect::<Vec<_>>().join(" ") }
}

#[cfg(test)]
mod tests {
    use crate::timing::read;

    /// What is not counted in a text.
    fn uncounted(text: &str) -> Vec<String> {
        read(text).uncounted.into_iter().map(|there| there.words).collect()
    }

    #[test]
    fn a_time_that_no_section_has_is_told() {
        for (text, told) in [
            ("Intro (5 minuts)\nDemo (10 min)", "Intro (5 minuts)"),
            ("1. Intro (5 minuets)\n2. Demo (10 min)", "Intro (5 minuets)"),
            ("Intro (999999 min)\nDemo (10 min)", "Intro (999999 min)"),
            ("1. Intro (99999999999999999999 min)\n2. Demo (10 min)", "Intro (99999999999999999999 min)"),
            ("Intro (5 min) and demo (10 min)", "5 min"),
            ("Intro (5 min)\n\nThen I talk for 20 minutes about boats.\n\nDemo (10 min)", "20 minutes"),
            ("It took us 2 hours to find it.", "It took us 2 hours to find it."),
            ("5 min\nIntro", "5 min"),
            ("Intro (5 min)\n\nNotes: speak slowly\n\nDemo (10 min)", "Demo (10 min)"),
            ("25 min talk + 5 min Q&A", "5 min Q&A"),
            ("- 25 min talk + 5 min Q&A\n- 5 min end", "5 min Q&A"),
            ("- Intro 5 min\n- Talk: 25 min + 5 min Q&A", "Talk: 25 min + 5 min Q&A"),
            ("- Intro (5 min)\n  - song 3 min\n  - words\n  - more\n", "song 3 min"),
        ] {
            assert_eq!(uncounted(text), [told], "{text}");
        }
    }

    #[test]
    fn what_counts_or_is_about_something_else_is_not_told() {
        for text in [
            "",
            "Intro (5 min)",
            "Duration: 30 minutes\n\nFor a 30 minute talk:\n\n(total: 5 minutes)\n1. Intro (5 min)\n\nA 45 minute talk would include:\n* more",
            "Each island: 5 minutes\n\n- Mull\n- Skye",
            "1) The leak - 7 min\n- nobody noticed for 31 hours, until Friday\n",
            "the C-API (1 minute) (6 minutes)",
            "Duration: 25 minutes + 5 minutes Q&A\n\n- a (5 min)",
            "- a (5 min + 4 min)",
            "A 60-minute lab of 3 minor parts, 5 minus 2",
            "# Bio\nI talk (20 minutes at most).\n\n# Outline\n- Intro (5 min)\n",
            "We cycled 40 m in 30 s",
        ] {
            assert_eq!(uncounted(text), [""; 0], "{text}");
        }
    }
}
