//! How far a submission has come.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The states that a submission goes through, as pretalx names them, with `waitlisted` added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Not sent yet.
    #[default]
    Draft,
    /// Sent, no answer yet.
    Submitted,
    /// Neither accepted nor rejected: it may move up.
    Waitlisted,
    /// The conference wants it.
    Accepted,
    /// The speaker has said yes.
    Confirmed,
    /// The conference does not want it.
    Rejected,
    /// Taken back by the speaker.
    Withdrawn,
    /// Called off by the conference.
    #[serde(alias = "cancelled")]
    Canceled,
}

impl Status {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::Submitted,
        Self::Waitlisted,
        Self::Accepted,
        Self::Confirmed,
        Self::Rejected,
        Self::Withdrawn,
        Self::Canceled,
    ];

    /// The word for it in files and inside a sentence: `rejected`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Waitlisted => "waitlisted",
            Self::Accepted => "accepted",
            Self::Confirmed => "confirmed",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
            Self::Canceled => "canceled",
        }
    }

    /// The word for it as a heading: `Rejected`.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::Submitted => "Submitted",
            Self::Waitlisted => "Waitlisted",
            Self::Accepted => "Accepted",
            Self::Confirmed => "Confirmed",
            Self::Rejected => "Rejected",
            Self::Withdrawn => "Withdrawn",
            Self::Canceled => "Canceled",
        }
    }

    /// Whether its list is shown even when it is empty, as on a page of proposals.
    #[must_use]
    pub const fn always_listed(self) -> bool {
        matches!(self, Self::Accepted | Self::Rejected)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Status {
    type Err = ();

    /// Reads the word in any case; both spellings of canceled are known.
    fn from_str(text: &str) -> Result<Self, ()> {
        let word = text.trim();
        if word.eq_ignore_ascii_case("cancelled") {
            return Ok(Self::Canceled);
        }
        Self::ALL.into_iter().find(|status| status.word().eq_ignore_ascii_case(word)).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_as_its_status() {
        for status in Status::ALL {
            assert_eq!(status.word().parse(), Ok(status));
            assert_eq!(status.heading().parse(), Ok(status));
        }
        assert_eq!("Cancelled".parse(), Ok(Status::Canceled));
        assert_eq!("perhaps".parse::<Status>(), Err(()));
    }
}
