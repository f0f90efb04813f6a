//! The facts of a submission, one by one.

use crate::talk::Submission;

/// A fact of a submission that is changed as a whole. Its remarks are a text instead.
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
    /// The part of the slot that is for questions.
    Questions,
    /// The part of the slot in which the next speaker sets up.
    Changeover,
    /// The day on which it was sent.
    Sent,
    /// The day on which the answer came.
    Decided,
}

impl Fact {
    /// All of them, in the order in which they are shown and written.
    pub const ALL: [Self; 8] = [
        Self::Venue,
        Self::Number,
        Self::Status,
        Self::Slot,
        Self::Questions,
        Self::Changeover,
        Self::Sent,
        Self::Decided,
    ];

    /// Its heading.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Venue => "Venue",
            Self::Number => "Number",
            Self::Status => "Status",
            Self::Slot => "Slot",
            Self::Questions => "Questions",
            Self::Changeover => "Changeover",
            Self::Sent => "Sent",
            Self::Decided => "Decided",
        }
    }

    /// What it is, as text; none where the submission does not say.
    pub(super) fn of(self, submission: &Submission) -> Option<String> {
        match self {
            Self::Venue => Some(submission.venue.clone()),
            Self::Number => Some(submission.number.clone()),
            Self::Status => Some(submission.status.to_string()),
            Self::Slot => submission.slot.map(|minutes| minutes.to_string()),
            Self::Questions => submission.questions.map(|minutes| minutes.to_string()),
            Self::Changeover => submission.changeover.map(|minutes| minutes.to_string()),
            Self::Sent => submission.sent.map(|date| date.to_string()),
            Self::Decided => submission.decided.map(|date| date.to_string()),
        }
    }

    /// Makes it what `of` has answered for another submission.
    pub(super) fn set(self, submission: &mut Submission, value: Option<&str>) {
        let minutes = || value.and_then(|minutes| minutes.parse().ok());
        let date = || value.and_then(|date| date.parse().ok());
        match self {
            Self::Venue => value.unwrap_or_default().clone_into(&mut submission.venue),
            Self::Number => value.unwrap_or_default().clone_into(&mut submission.number),
            Self::Status => submission.status = value.and_then(|word| word.parse().ok()).unwrap_or_default(),
            Self::Slot => submission.slot = minutes(),
            Self::Questions => submission.questions = minutes(),
            Self::Changeover => submission.changeover = minutes(),
            Self::Sent => submission.sent = date(),
            Self::Decided => submission.decided = date(),
        }
    }
}
