//! The slot that a text asks for: the value of `Duration:`, and what sentences say of it.
//!
//! ```text
//! value = words lengths [words] [breakdown]      `prefer 35 minutes`, `Session (25 min)`, `20 or 35 minutes`
//! breakdown = "+" length words | bracket         `(30 minutes + 5 minutes Q/A)`, `including 5 min Q&A`
//! ```

use std::ops::Range;

use super::{
    Minutes,
    phrase::{Lengths, bare_minutes, lengths, phrase},
    piece::Piece,
    title::begins_with_questions,
    words::{is_one_of, words},
};

/// What a text says about the slot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// The slots, in the order of the text.
    pub slots: Vec<Minutes>,
    /// Where each stands, or the range of two.
    pub places: Vec<Range<usize>>,
    /// Whether two of them are from where to where.
    pub is_range: bool,
    /// Whether the text is not sure.
    pub about: bool,
    /// The one that the speaker would rather have.
    pub preferred: Option<Minutes>,
    /// The part of it that is for questions.
    pub questions: Option<Minutes>,
}

/// Words for what is wished for.
pub(super) const WISHES: [&str; 7] =
    ["prefer", "preferably", "preferred", "ideally", "rather", "preference", "favor"];

/// Words behind a length that would do as well.
pub(super) const WORKS: [&str; 9] = ["works", "work", "fine", "ok", "okay", "possible", "too", "also", "do"];

/// No value is looked at further than so many words.
const MOST_WORDS: usize = 60;

/// Reads the value of a field for the slot. A number alone is minutes. Nothing is asked for where it says
/// no length.
pub(super) fn value(value: Piece<'_>) -> Asked {
    let value = value.bare();
    let mut asked = Asked::default();
    if let Some(minutes) = bare_minutes(value.text) {
        asked.slots.push(minutes);
        asked.places.push(value.place());
        return asked;
    }
    let mut wished = false;
    let mut behind = None;
    for (word, from) in words(value).take(MOST_WORDS) {
        wished |= is_one_of(word, &WISHES);
        let opens = word.starts_with(|c: char| c.is_alphanumeric() || "~≈½".contains(c));
        if let Some((found, rest)) = lengths(from.text).filter(|_| opens) {
            asked.preferred = wished.then(|| found.all.first().copied()).flatten();
            asked.take(found, from.before(rest).place());
            behind = Some(from.rest(rest));
            break;
        }
    }
    if let Some(behind) = behind {
        asked.read_behind(behind);
    }
    asked
}

impl Asked {
    /// Takes in lengths that stand together.
    pub fn take(&mut self, found: Lengths, place: Range<usize>) {
        let fresh = found.all.iter().any(|slot| !self.slots.contains(slot));
        self.is_range = found.is_range && (self.slots.is_empty() || self.is_range && !fresh);
        self.about |= found.about;
        self.slots.extend(found.all);
        self.places.push(place);
    }

    /// Adds what another part of the text says.
    pub fn join(&mut self, other: Self) {
        self.is_range = if self.slots.is_empty() { other.is_range } else { self.is_range || other.is_range };
        self.about |= other.about;
        self.slots.extend(other.slots);
        self.places.extend(other.places);
        self.preferred = self.preferred.or(other.preferred);
        self.questions = self.questions.or(other.questions);
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Reads what stands behind the first lengths: parts, questions, other slots, doubts, wishes.
    fn read_behind(&mut self, behind: Piece<'_>) {
        const DOUBTS: [&str; 8] =
            ["think", "guess", "maybe", "roughly", "approximately", "approx", "ca", "about"];
        let (mut part, mut inside, mut plus) = (None, 0usize, false);
        let mut before = "";
        let mut last = behind.at;
        for (word, from) in words(behind).take(MOST_WORDS) {
            let gap = behind.skip(last - behind.at).take(from.at.saturating_sub(last)).text;
            inside += gap.matches(['(', '[', '（']).count();
            plus |= word.starts_with('+');
            self.about |= is_one_of(word, &DOUBTS) && inside > 0
                || word == "so)"
                || before == "or" && is_one_of(word, &["so"]);
            let number = from.rest(from.text.trim_start_matches(['+', '~']));
            if begins_with_questions(from.text) && self.questions.is_none() {
                let rest =
                    self.slots.first().zip(part).map(|(slot, part): (&Minutes, _)| slot.saturating_sub(part));
                self.questions = rest.filter(|rest| plus && *rest > Minutes::ZERO);
            } else if let Some((time, rest)) = phrase(number.text).filter(|_| opens(number.text)) {
                self.read_length(time.min, number.rest(rest), (inside, plus), before);
                self.shorten_or_lengthen(before, time.min);
                part = part.or(Some(time.min));
            } else if is_one_of(word, &["short", "shorter"]) {
                self.preferred = self.preferred.or_else(|| self.several().min());
            } else if is_one_of(word, &["long", "longer"]) {
                self.preferred = self.preferred.or_else(|| self.several().max());
            }
            inside = inside.saturating_sub(word.matches([')', ']', '）']).count());
            last = from.at + word.len();
            before = word;
        }
    }

    /// The slots, where there are several.
    fn several(&self) -> impl Iterator<Item = Minutes> {
        self.slots.iter().copied().filter(|_| self.slots.len() > 1)
    }

    /// Reads a length behind the first one: a part of it, or another slot.
    fn read_length(&mut self, time: Minutes, behind: Piece<'_>, (inside, plus): (usize, bool), before: &str) {
        const NEAR: usize = 3;
        let questions = begins_with_questions(behind.text.trim_start());
        if questions {
            self.questions = Some(time);
        }
        if plus && inside == 0 && self.slots.len() == 1 {
            // "20 minutes + 5 minutes of questions" is a slot of 25.
            self.slots.iter_mut().for_each(|slot| *slot = slot.saturating_add(time));
        } else if !questions && inside == 0 {
            let works = words(behind).take(NEAR).any(|(word, _)| is_one_of(word, &WORKS));
            if works || is_one_of(before, &["or"]) {
                let found = Lengths { all: vec![time], ..Lengths::default() };
                self.take(found, behind.at..behind.at);
                self.places.pop();
            }
        }
    }

    /// Takes in that the text was written for one of several slots.
    fn shorten_or_lengthen(&mut self, before: &str, time: Minutes) {
        let meant = is_one_of(before, &["a", "the", "prefer"]) && self.several().any(|slot| slot == time);
        self.preferred = self.preferred.or(meant.then_some(time));
    }
}

/// Whether a text opens with what may be a length.
pub(super) fn opens(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Slots, range, about, preferred and questions of a value, in minutes.
    fn read(text: &str) -> (Vec<u32>, bool, bool, u32, u32) {
        let asked = value(Piece { text, at: 0 });
        let minutes = |time: &Minutes| time.seconds() / 60;
        let one = |time: Option<Minutes>| time.as_ref().map_or(0, minutes);
        let slots = asked.slots.iter().map(minutes).collect();
        (slots, asked.is_range, asked.about, one(asked.preferred), one(asked.questions))
    }

    #[test]
    fn a_length_in_passing_opens_with_its_number_or_word() {
        for (text, is_one) in
            [("30 minute talk", true), ("thirty minutes", true), ("~30 minutes", false), ("(30 min)", false)]
        {
            assert_eq!(opens(text), is_one, "{text}");
        }
    }

    #[test]
    fn values_have_many_forms() {
        for (text, expected) in [
            ("25 minutes", (vec![25], false, false, 0, 0)),
            ("25", (vec![25], false, false, 0, 0)),
            ("~25 minutes", (vec![25], false, true, 0, 0)),
            ("25 min (I think)", (vec![25], false, true, 0, 0)),
            ("20-35 mins", (vec![20, 35], true, false, 0, 0)),
            ("20 or 35 minutes", (vec![20, 35], false, false, 0, 0)),
            ("prefer 35 minutes", (vec![35], false, false, 35, 0)),
            ("Session (25 min)", (vec![25], false, false, 0, 0)),
            ("Talk - 30 minutes", (vec![30], false, false, 0, 0)),
            ("35 minutes (30 minutes + 5 minutes Q/A)", (vec![35], false, false, 0, 5)),
            ("35 minutes, including 5 minutes Q&A", (vec![35], false, false, 0, 5)),
            ("25 minutes (20 minutes + Q & A)", (vec![25], false, false, 0, 5)),
            ("20 min + 5 min questions", (vec![25], false, false, 0, 5)),
            ("30 or 45 minutes: written for a 30-minute talk", (vec![30, 45], false, false, 30, 0)),
            ("30 minutes; 45 minutes works too", (vec![30, 45], false, false, 0, 0)),
            ("20 or 35 minutes. Below is the short one; for 35", (vec![20, 35], false, false, 20, 0)),
            ("No Preference", (vec![], false, false, 0, 0)),
            ("60-minute lab", (vec![60], false, false, 0, 0)),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
