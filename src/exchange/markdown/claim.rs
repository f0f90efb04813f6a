//! The lines below a proposal's title that tell where it was sent: `(#914)`, `(EuroPython 2017, rejected)`.

use crate::{
    door,
    talk::{Status, Submission},
};

/// What such a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    /// `(#914)`: its number at the page's venue. The status stands in the page's lists.
    Number(String),
    /// `(#77, EuroPython 2017, rejected)`: a whole submission; number and venue may be left out.
    Whole {
        /// The number, without `#`.
        number: String,
        /// The venue.
        venue: String,
        /// The status.
        status: Status,
    },
}

impl Claim {
    /// Reads a line.
    pub fn read(line: &str) -> Option<Self> {
        let inside = line.trim().strip_prefix('(')?.strip_suffix(')')?.trim();
        let (before, word) = inside.rsplit_once(", ").unwrap_or(("", inside));
        let Ok(status) = word.parse() else {
            let number = inside.strip_prefix('#').map(str::trim).filter(|number| !number.is_empty())?;
            return Some(Self::Number(number.to_owned()));
        };
        let (number, venue) = match before.strip_prefix('#') {
            Some(numbered) => numbered.split_once(", ").unwrap_or((numbered, "")),
            None => ("", before),
        };
        Some(Self::Whole { number: number.trim().to_owned(), venue: venue.trim().to_owned(), status })
    }

    /// Writes a whole submission.
    pub fn write(submission: &Submission) -> String {
        let (number, venue) = (one_line(&submission.number), one_line(&submission.venue));
        let mut line = String::from("(");
        if !number.is_empty() || venue.starts_with('#') {
            line = line + "#" + &number + ", ";
        }
        if !venue.is_empty() {
            line = line + &venue + ", ";
        }
        line + submission.status.word() + ")"
    }
}

/// A one-line text that is surely one line, without blanks at its ends.
pub(super) fn one_line(text: &str) -> String {
    door::one_line(text.trim()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(number: &str, venue: &str, status: Status) -> Claim {
        Claim::Whole { number: number.into(), venue: venue.into(), status }
    }

    #[test]
    fn claims_are_read() {
        for (line, expected) in [
            ("(#914)", Some(Claim::Number("914".into()))),
            (" ( #A-7 ) ", Some(Claim::Number("A-7".into()))),
            ("(#77, EuroPython 2017, rejected)", Some(whole("77", "EuroPython 2017", Status::Rejected))),
            ("(Fen Days, Ely, accepted)", Some(whole("", "Fen Days, Ely", Status::Accepted))),
            ("(#77, Withdrawn)", Some(whole("77", "", Status::Withdrawn))),
            ("(draft)", Some(whole("", "", Status::Draft))),
            ("(20 minutes, live)", None),
            ("(#)", None),
            ("#914", None),
            ("()", None),
            ("(", None),
        ] {
            assert_eq!(Claim::read(line), expected, "{line}");
        }
    }

    #[test]
    fn whole_submissions_read_back() {
        for (number, venue) in [("", ""), ("7", ""), ("", "PyCon, US"), ("a)b", "#1 Conf"), ("", "#1 Conf")] {
            let submission =
                Submission { number: number.into(), venue: venue.into(), ..Submission::default() };
            let line = Claim::write(&submission);
            assert_eq!(Claim::read(&line), Some(whole(number, venue, Status::Draft)), "{line}");
        }
    }
}
