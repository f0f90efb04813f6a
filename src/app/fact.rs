//! The facts of a submission: what is shown of each, and what may be typed for it.

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
    /// The slot in minutes.
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
        Fact::Slot => submission.slot.map_or(String::new(), |minutes| minutes.to_string()),
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
        Fact::Slot => after.slot = slot(typed)?,
        Fact::Sent => after.sent = date()?,
        Fact::Decided => after.decided = date()?,
        Fact::Status | Fact::Remarks => {}
    }
    Ok(after)
}

/// A slot as typed: `30`, `30 minutes`, `45 min`; nothing where there is none.
fn slot(typed: &str) -> Result<Option<u32>, String> {
    /// A week: no slot is longer, and sums stay far from any limit.
    const LONGEST: u32 = 7 * 24 * 60;
    if typed.is_empty() {
        return Ok(None);
    }
    let digits = typed.trim_end_matches(|char: char| !char.is_ascii_digit());
    match digits.parse() {
        Ok(minutes @ 1..=LONGEST) => Ok(Some(minutes)),
        _ => Err("a slot is a number of minutes, like 30".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_is_a_number_of_minutes() {
        assert_eq!(slot("30"), Ok(Some(30)));
        assert_eq!(slot("45 minutes"), Ok(Some(45)));
        assert_eq!(slot(""), Ok(None));
        for wrong in ["long", "0", "-5", "99999999999", "10081"] {
            assert!(slot(wrong).is_err(), "{wrong}");
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
