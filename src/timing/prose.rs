//! What sentences say about the whole: its slot, its sum, the time for questions, longer versions.

use super::{
    Minutes, Stated,
    number::strip_whole_word,
    phrase::{Lengths, lengths, phrase},
    piece::Piece,
    slot::{Asked, WISHES, WORKS, opens},
    title::begins_with_questions,
    words::{is_one_of, words},
};

/// What a paragraph says about the whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Spoken {
    /// What the outline adds up to.
    pub total: Option<Stated>,
    /// The time for questions beside it.
    pub questions: Option<Minutes>,
}

/// Words for the outline before what it adds up to.
const OUTLINES: [&str; 7] = ["plan", "outline", "this", "it", "everything", "talk", "timings"];

/// Words before the length of a slot.
const ARTICLES: [&str; 19] = [
    "a",
    "an",
    "the",
    "my",
    "this",
    "your",
    "for",
    "in",
    "prefer",
    "with",
    "standard",
    "full",
    "regular",
    "short",
    "long",
    "my",
    "only",
    "requested",
    "preferred",
];

/// What has the length of a slot.
const SLOTS: [&str; 13] = [
    "talk",
    "slot",
    "session",
    "version",
    "presentation",
    "workshop",
    "tutorial",
    "keynote",
    "one",
    "format",
    "variant",
    "edition",
    "lecture",
];

/// What has the length of a slot whatever words stand between: `a 45 minute beginner-friendly talk`. Among the
/// others a session may be one within the talk.
const TALKS: [&str; 7] = ["talk", "slot", "presentation", "workshop", "tutorial", "keynote", "lecture"];

/// Words between a length and a talk that is not the one proposed.
const OTHERS: [&str; 14] = [
    "lightning",
    "of",
    "in",
    "for",
    "and",
    "or",
    "at",
    "to",
    "from",
    "with",
    "before",
    "after",
    "into",
    "per",
];

/// Words for what is over: the slot behind them was that of another talk.
const PAST: [&str; 7] = ["gave", "given", "held", "did", "presented", "was", "were"];

/// What an outline does to the time that it takes.
const FILLS: [&str; 13] = [
    "fills", "fill", "takes", "take", "lasts", "covers", "for", "to", "totals", "runs", "needs", "about",
    "is",
];

/// Words behind a length that make it that of the whole.
const ALTOGETHER: [&str; 6] = ["of speaking", "in all", "in total", "altogether", "all told", "of talking"];

/// Words before a length that is beside another one.
const BESIDE: [&str; 9] =
    ["another", "with", "leaving", "leaves", "plus", "leave", "further", "additional", "remaining"];

/// Words that add to a shorter version.
const ADDING: [&str; 12] = [
    "would",
    "could",
    "also",
    "add",
    "adds",
    "additional",
    "extra",
    "more",
    "include",
    "includes",
    "longer",
    "extended",
];

/// Reads a paragraph.
pub(super) fn spoken(paragraph: Piece<'_>) -> Spoken {
    let mut spoken = Spoken::default();
    let mut before = ["", "", ""];
    for (word, from) in words(paragraph) {
        if word.starts_with(|c: char| c.is_ascii_digit() || "~≈".contains(c))
            && let Some((time, rest)) = phrase(from.text)
        {
            let behind = from.rest(rest);
            let near = behind.text.trim_start();
            let total = ALTOGETHER.iter().any(|words| strip_whole_word(near, words).is_some())
                || fills(before)
                || ends_in_total(near);
            let beside = before.iter().any(|word| is_one_of(word, &BESIDE));
            if begins_with_questions(near) {
                spoken.questions = spoken.questions.or(beside.then_some(time.min));
            } else if total && spoken.total.is_none() {
                spoken.total = Some(Stated { minutes: time.min, place: from.before(rest).place() });
            }
        }
        before = [before[1], before[2], word];
    }
    spoken
}

/// Whether nothing stands behind a length in its line but that it is the total: `25 minutes total`.
fn ends_in_total(text: &str) -> bool {
    let line = text.split('\n').next().unwrap_or("");
    strip_whole_word(line, "total")
        .is_some_and(|rest| rest.trim_matches(['.', ')', '*', '_', ' ']).is_empty())
}

/// Whether the words before a length say that the outline fills it: `This plan fills`, `it takes`.
fn fills([first, second, last]: [&str; 3]) -> bool {
    let outline = is_one_of(second, &OUTLINES) || is_one_of(first, &OUTLINES) && is_one_of(second, &FILLS);
    // "The outline is for", but "we talk for".
    let is_for = !is_one_of(last, &["for"]) || is_one_of(second, &["is"]);
    outline && is_for && is_one_of(last, &FILLS)
}

/// The slots that the words of a line speak of: `for a 30 minute talk`, `the 40m / 20m version`.
pub(super) fn slots_within(line: Piece<'_>) -> Asked {
    let mut asked = Asked::default();
    let (mut before, mut wished, mut past) = ("", false, false);
    let mut several = true;
    for (word, from) in words(line) {
        past = is_one_of(word, &PAST) || past && !before.ends_with('.');
        let begins = || !past && (before.is_empty() || is_one_of(before, &ARTICLES));
        if opens(word)
            && begins()
            && let Some((found, rest)) = lengths(from.text)
        {
            let also = !asked.is_empty() && is_one_of(before, &["with"]);
            if is_slot(rest) || also {
                asked.preferred = asked.preferred.or(found.all.first().copied().filter(|_| wished));
                asked.take(found, from.before(rest).place());
            }
        } else if !asked.is_empty()
            && several
            && opens(word)
            && let Some((time, rest)) = phrase(from.text)
        {
            const NEAR: usize = 2;
            if words(from.rest(rest)).take(NEAR).any(|(word, _)| is_one_of(word, &WORKS)) {
                asked.take(Lengths { all: vec![time.min], ..Lengths::default() }, from.before(rest).place());
                several = false;
            }
        }
        wished |= is_one_of(word, &WISHES);
        before = word;
    }
    asked
}

/// Whether a text begins with the word for something that has the length of a slot, or that stands behind a
/// few words that say more of it: `conference talk`.
fn is_slot(text: &str) -> bool {
    const MOST_BETWEEN: usize = 2;
    let sentence = text.split(['.', ',', ';', ':', '(', '\n']).next().unwrap_or("");
    let mut words = sentence.split_whitespace().filter(|word| !is_one_of(word, &["conference"]));
    let Some(first) = words.next() else { return false };
    if is_one_of(noun(first), &SLOTS) {
        return true;
    }
    let mut between = std::iter::once(first).chain(words).take(MOST_BETWEEN + 1);
    let talk = between.find(|word| is_one_of(word, &OTHERS) || is_one_of(noun(word), &TALKS));
    talk.is_some_and(|word| !is_one_of(word, &OTHERS))
}

/// The letters that a word begins with: `talk` of `talk's`.
fn noun(word: &str) -> &str {
    word.split(|c: char| !c.is_alphabetic()).next().unwrap_or("")
}

/// Whether a line is nothing but the slot asked for: `15-minute conference talk`.
pub(super) fn is_slot_alone(line: Piece<'_>) -> bool {
    const MOST_WORDS: usize = 6;
    let line = line.bare();
    let Some((_, rest)) = lengths(line.text) else { return false };
    let last = rest.trim_end_matches(['.', ',', ';']).rsplit([' ', '-']).next().unwrap_or("");
    let is_talk = is_one_of(last, &TALKS) || is_one_of(last, &["session"]);
    is_slot(rest) && is_talk && rest.split_whitespace().nth(MOST_WORDS).is_none()
}

/// The slot of the longer version whose additions follow a line like `A 45 minute talk would include:`.
/// `shortest` is the shortest slot named before it, `begun` whether there were sections before it.
pub(super) fn longer_version(line: Piece<'_>, shortest: Option<Minutes>, begun: bool) -> Option<Minutes> {
    let line = line.bare();
    let line = line.text.ends_with([':', '：']).then(|| line.take(line.text.len() - 1))?;
    let slot = slots_within(line).slots.into_iter().max()?;
    let adds = || words(line).any(|(word, _)| is_one_of(word, &ADDING));
    let longer = shortest.map_or_else(|| begun && adds(), |shortest| slot > shortest);
    longer.then_some(slot)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_speak_of_the_whole() {
        let read = |text| {
            let spoken = spoken(Piece { text, at: 0 });
            (
                spoken.total.map(|total| total.minutes.seconds() / 60),
                spoken.questions.map(|time| time.seconds() / 60),
            )
        };
        assert_eq!(
            read("I count on 30 minutes of speaking, with another 5\nminutes to answer."),
            (Some(30), Some(5))
        );
        assert_eq!(read("This plan fills 1h. Ask me for the 2h plan."), (Some(60), None));
        assert_eq!(read("25 minutes total.\nMore of it"), (Some(25), None));
        assert_eq!(read("The outline takes about 25 minutes"), (Some(25), None));
        for text in [
            "",
            "We sweep up in the last 4 minutes.",
            "the 8 minutes of questions go",
            "it was 5 minutes",
            "We talk for 10 minutes",
            "25 minutes total silence",
        ] {
            assert_eq!(read(text), (None, None), "{text}");
        }
    }

    #[test]
    fn longer_versions_need_a_shorter_one() {
        let longer = |text, shortest, begun| longer_version(Piece { text, at: 0 }, shortest, begun);
        let line = "A 45 minute talk would include:";
        let thirty = Some(Minutes::of(30));
        assert_eq!(longer(line, thirty, false), Some(Minutes::of(45)));
        assert_eq!(longer(line, None, true), Some(Minutes::of(45)));
        assert_eq!(longer(line, None, false), None);
        assert_eq!(longer("For a 30 minute talk:", thirty, true), None);
        assert_eq!(longer("A 45 minute talk would include these.", thirty, true), None);
    }

    #[test]
    fn a_slot_may_stand_alone() {
        let alone = |text| is_slot_alone(Piece { text, at: 0 });
        for text in ["15-minute conference talk", "30 minute workshop", "**A**", "20 or 30 minute talk."] {
            assert_eq!(alone(text), text != "**A**", "{text}");
        }
        for text in ["15-minute talk about bees", "15 minutes", "30 minute version", "15-minute demo session"]
        {
            assert!(!alone(text), "{text}");
        }
    }

    #[test]
    fn prose_speaks_of_slots() {
        let minutes = |time: &Minutes| time.seconds() / 60;
        let read = |text| {
            let asked = slots_within(Piece { text, at: 0 });
            (asked.slots.iter().map(minutes).collect::<Vec<_>>(), asked.preferred.as_ref().map(minutes))
        };
        assert_eq!(read("some wiggle room for a 30 minute talk:").0, [30]);
        assert_eq!(read("I'd prefer a 2h slot but 1h works too"), (vec![120, 60], Some(120)));
        assert_eq!(read("(In brackets: the 40m / 20m version)").0, [40, 20]);
        assert_eq!(read("A 20 minute session has room; with 40 minutes you get ten").0, [20, 40]);
        assert_eq!(read("A proposal for a 15-minute conference talk about bees").0, [15]);
        assert_eq!(read("In this 30-minute beginner-friendly talk we look").0, [30]);
        assert_eq!(read("45 minute interactive workshop").0, [45]);
        assert_eq!(read("I gave a talk. This is a 20 minute talk").0, [20]);
        for line in [
            "I gave a 15-minute conference talk in 2029",
            "a 10 minute live demo session",
            "a 10 minute walk before the talk",
            "a 10 minute walk. The talk",
            "the 5-minute lightning talk",
            "in under 12 minutes we",
            "we talk for 5 minutes",
            "two 30 minute talks",
            "",
        ] {
            assert_eq!(read(line).0, [0u32; 0], "{line}");
        }
    }
}
