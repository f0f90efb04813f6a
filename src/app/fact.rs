//! The facts of a submission: what is shown of each, and what may be typed for it.

use std::fmt;

use crate::talk::{Date, NotADate, Submission};

/// A fact of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// The conference and its year.
    Venue,
    /// The conference's number for it.
    Number,
    /// How far it has come.
    Status,
    /// The slot in minutes, with its parts.
    Slot,
    /// The day on which it was sent.
    Sent,
    /// The day on which the answer came.
    Decided,
    /// What is to be remembered.
    Remarks,
}

impl Fact {
    /// All of them, in the order of the rows.
    pub const ALL: [Self; 7] =
        [Self::Venue, Self::Number, Self::Status, Self::Slot, Self::Sent, Self::Decided, Self::Remarks];
}

/// A fact as it is shown and typed.
pub(super) fn value(submission: &Submission, fact: Fact) -> String {
    let date = |date: Option<Date>| date.map_or(String::new(), |date| date.to_string());
    match fact {
        Fact::Venue => submission.venue.clone(),
        Fact::Number => submission.number.clone(),
        Fact::Status => submission.status.word().to_owned(),
        Fact::Slot => Parts::of(submission).map_or(String::new(), |parts| parts.to_string()),
        Fact::Sent => date(submission.sent),
        Fact::Decided => date(submission.decided),
        Fact::Remarks => submission.remarks.clone(),
    }
}

/// A submission with one fact changed to what was typed.
///
/// # Errors
/// What may stand there, in words for the person who typed something else.
pub(super) fn with(submission: &Submission, fact: Fact, typed: &str) -> Result<Submission, String> {
    let mut after = submission.clone();
    let typed = typed.trim();
    let date = || {
        if typed.is_empty() {
            Ok(None)
        } else {
            typed.parse().map(Some).map_err(|error: NotADate| error.to_string())
        }
    };
    match fact {
        Fact::Venue => typed.clone_into(&mut after.venue),
        Fact::Number => typed.trim_start_matches('#').clone_into(&mut after.number),
        Fact::Slot => set_slot(&mut after, typed)?,
        Fact::Sent => after.sent = date()?,
        Fact::Decided => after.decided = date()?,
        Fact::Status | Fact::Remarks => {}
    }
    Ok(after)
}

/// A slot as it is shown and typed: `30`, or speaking, questions and changeover, `25 + 5 + 2`.
struct Parts {
    speaking: u32,
    questions: Option<u32>,
    changeover: Option<u32>,
}

impl Parts {
    fn of(submission: &Submission) -> Option<Self> {
        let Submission { slot, questions, changeover, .. } = *submission;
        let aside = questions.unwrap_or(0).saturating_add(changeover.unwrap_or(0));
        Some(Self { speaking: slot?.saturating_sub(aside), questions, changeover })
    }
}

impl fmt::Display for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.speaking)?;
        match (self.questions, self.changeover) {
            (None, None) => Ok(()),
            (questions, None) => write!(f, " + {}", questions.unwrap_or(0)),
            (questions, Some(changeover)) => write!(f, " + {} + {changeover}", questions.unwrap_or(0)),
        }
    }
}

/// Sets a submission's slot to what was typed: `30`, `45 min`, `25 + 5`, `25 + 5 + 2`, or nothing.
///
/// # Errors
/// What may stand there.
pub(super) fn set_slot(submission: &mut Submission, typed: &str) -> Result<(), String> {
    /// A week: no slot is longer, and sums stay far from any limit.
    const LONGEST: u32 = 7 * 24 * 60;
    let wrong = || "a slot is minutes, like 30, or speaking + questions + changeover: 25 + 5".to_owned();
    let minutes = |part: &str| {
        let digits = part.trim().trim_end_matches(|char: char| !char.is_ascii_digit());
        digits.parse().ok().filter(|minutes| *minutes <= LONGEST).ok_or_else(wrong)
    };
    if typed.trim().is_empty() {
        (submission.slot, submission.questions, submission.changeover) = (None, None, None);
        return Ok(());
    }
    let parts = typed.split('+').map(minutes).collect::<Result<Vec<u32>, String>>()?;
    let (questions, changeover) = match parts[..] {
        [speaking] if speaking > 0 => (None, None),
        [speaking, questions] if speaking > 0 => (Some(questions), None),
        [speaking, questions, changeover] if speaking > 0 => (Some(questions), Some(changeover)),
        _ => return Err(wrong()),
    };
    submission.slot = Some(parts.iter().sum());
    (submission.questions, submission.changeover) = (questions, changeover);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_is_minutes_or_its_three_parts() {
        let set = |typed: &str| {
            let mut submission = Submission::default();
            set_slot(&mut submission, typed).map(|()| {
                let shown = value(&submission, Fact::Slot);
                (submission.slot, submission.questions, submission.changeover, shown)
            })
        };
        assert_eq!(set("30"), Ok((Some(30), None, None, "30".into())));
        assert_eq!(set("45 minutes"), Ok((Some(45), None, None, "45".into())));
        assert_eq!(set("25+5"), Ok((Some(30), Some(5), None, "25 + 5".into())));
        assert_eq!(set("25 min + 0 + 2"), Ok((Some(27), Some(0), Some(2), "25 + 0 + 2".into())));
        assert_eq!(set(" "), Ok((None, None, None, String::new())));
        for wrong in ["long", "0", "-5", "99999999999", "10081", "+5", "25+", "1+2+3+4", "0+5"] {
            assert!(set(wrong).is_err(), "{wrong}");
        }
    }
    #[test]
    fn facts_are_read_as_they_are_shown() {
        let submission = Submission::default();
        for (fact, typed, shown) in [
            (Fact::Venue, " PyCon 2018 ", "PyCon 2018"),
            (Fact::Number, "#914", "914"),
            (Fact::Slot, "30", "30"),
            (Fact::Sent, "2017-12-31", "2017-12-31"),
            (Fact::Decided, "", ""),
        ] {
            let after = with(&submission, fact, typed).unwrap();
            assert_eq!(value(&after, fact), shown);
        }
        assert!(with(&submission, Fact::Sent, "soon").is_err());
    }
}
