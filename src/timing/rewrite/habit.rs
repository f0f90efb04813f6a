//! What the times of an outline show about how its author writes them.

use std::collections::HashMap;

use super::super::{Form, Plan, clock::clocks, number::number};

/// How an author writes times, as far as it does not show in a single one.
#[derive(Clone, Debug, Default)]
pub(super) struct Habit {
    /// How often each word for a unit is there, in small letters: at all, and behind another number than one.
    words: HashMap<String, (usize, usize)>,
    /// Whether decimals stand behind a comma.
    pub has_comma: bool,
    /// Whether clock times have two digits before the colon: `01:30`.
    pub has_noughts: bool,
}

impl Habit {
    /// What the times of a plan show.
    pub fn of(text: &str, plan: &Plan) -> Self {
        let mut habit = Self::default();
        for section in &plan.sections {
            let running = section.running.as_ref().map(|running| running.place.clone());
            let versions = section.alternatives.iter().filter_map(|other| other.place.clone());
            let versions = versions.filter(|place| Some(place) != section.time_place.as_ref());
            for place in section.time_place.clone().into_iter().chain(running).chain(versions) {
                habit.see(text.get(place).unwrap_or(""), section.notation.map(|notation| notation.form));
            }
        }
        habit
    }

    /// What these times in words show.
    #[cfg(test)]
    pub fn of_phrases<const N: usize>(phrases: [&str; N]) -> Self {
        let mut habit = Self::default();
        for phrase in phrases {
            habit.see(phrase, Some(Form::Length));
        }
        habit
    }

    /// Takes in one time.
    fn see(&mut self, time: &str, form: Option<Form>) {
        if matches!(form, Some(Form::Clocks(_) | Form::Start(_) | Form::Clock(_))) {
            let mut faces = time.split(|c: char| !c.is_ascii_digit() && c != ':');
            self.has_noughts |= clocks(time).is_some() && faces.any(has_nought) || has_nought(time);
            return;
        }
        let mut rest = time;
        while let Some(at) = rest.find(|c: char| c.is_numeric()) {
            let from = rest.get(at..).unwrap_or("");
            let Some((worth, behind)) = number(from) else { break };
            self.has_comma |= from.get(..from.len() - behind.len()).is_some_and(|read| read.contains(','));
            let word: String = behind
                .trim_start()
                .chars()
                .take_while(|c| c.is_alphabetic())
                .flat_map(char::to_lowercase)
                .collect();
            let (all, plural) = self.words.entry(word).or_default();
            *all += 1;
            *plural += usize::from(worth != 1000);
            rest = behind;
        }
    }

    /// Whether a word for a unit, in small letters, is among the times.
    pub fn knows(&self, word: &str) -> bool {
        self.words.contains_key(word)
    }

    /// How often a word for a unit, in small letters, stands behind another number than one.
    pub fn plurals(&self, word: &str) -> usize {
        self.words.get(word).map_or(0, |(_, plural)| *plural)
    }
}

/// Whether a clock time begins with a nought before another digit.
fn has_nought(face: &str) -> bool {
    face.starts_with('0') && face.get(1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timing::read;

    #[test]
    fn times_show_how_they_are_written() {
        let habit = |text: &str| Habit::of(text, &read(text));
        assert!(habit("* a (1,5 min)\n* b (2 min)\n").has_comma);
        assert!(!habit("* a (1.5 min)\n* b (2 min)\n").has_comma);
        assert!(habit("* a [00:00 - 00:05]\n* b [00:05 - 00:10]\n").has_noughts);
        assert!(!habit("* a [0:00 - 0:05]\n* b [0:05 - 0:10]\n").has_noughts);
        let words = habit("* a (1 Minute)\n* b (2 Minuten)\n* c (3 Minuten)\n");
        assert_eq!((words.knows("minute"), words.plurals("minute"), words.plurals("minuten")), (true, 0, 2));
    }
}
