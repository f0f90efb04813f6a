//! The details: one-line facts of a proposal, its submissions and the library, as rows.

use super::{Answer, Command, Line, Model, Popup, Purpose, Subject, change::How, popup::stepped};
use crate::talk::{Date, Edit, Id, LibraryText, NotADate, Place, ProposalText, Status, Submission};

/// A row of the details that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormField {
    /// The title of what is open.
    Title,
    /// The speaker's name.
    SpeakerName,
    /// The speaker's address for mail.
    SpeakerEmail,
    /// The proposal's tags.
    Tags,
    /// A fact of one of its submissions.
    Submission(Id, Fact),
    /// The way to one submission more.
    AddSubmission,
}

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

impl FormField {
    /// The first row of a submission.
    pub(super) fn venue_of(submission: &Submission) -> Self {
        Self::Submission(submission.id.clone(), Fact::Venue)
    }

    /// Its name on the screen.
    #[must_use]
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::SpeakerName => "Speaker",
            Self::SpeakerEmail => "Mail",
            Self::Tags => "Tags",
            Self::AddSubmission => "Add a submission",
            Self::Submission(_, fact) => match fact {
                Fact::Venue => "Venue",
                Fact::Number => "Number",
                Fact::Status => "Status",
                Fact::Slot => "Slot",
                Fact::Sent => "Sent",
                Fact::Decided => "Decided",
                Fact::Remarks => "Remarks",
            },
        }
    }

    /// What may stand there, shown where nothing stands.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Title => "what the talk is called",
            Self::SpeakerName => "your name",
            Self::SpeakerEmail => "you@example.org",
            Self::Tags => "words to find it by, with commas between them",
            Self::AddSubmission => "",
            Self::Submission(_, fact) => match fact {
                Fact::Venue => "conference and year",
                Fact::Number => "the conference's number for it",
                Fact::Status => "",
                Fact::Slot => "minutes",
                Fact::Sent | Fact::Decided => "year-month-day",
                Fact::Remarks => "what is to be remembered",
            },
        }
    }
}

/// The rows of the details of what is open.
#[must_use]
pub fn rows(model: &Model) -> Vec<FormField> {
    let Some(proposal) = model.proposal() else {
        return vec![FormField::Title, FormField::SpeakerName, FormField::SpeakerEmail];
    };
    let facts = proposal
        .submissions
        .iter()
        .flat_map(|submission| Fact::ALL.map(|fact| FormField::Submission(submission.id.clone(), fact)));
    [FormField::Title, FormField::Tags].into_iter().chain(facts).chain([FormField::AddSubmission]).collect()
}

/// What stands in a row.
#[must_use]
pub fn value(model: &Model, field: &FormField) -> String {
    let library = &model.library;
    match (field, model.proposal()) {
        (FormField::Title, None) => library.title.clone(),
        (FormField::Title, Some(proposal)) => proposal.title.clone(),
        (FormField::SpeakerName, _) => library.speaker.name.clone(),
        (FormField::SpeakerEmail, _) => library.speaker.email.clone(),
        (FormField::Tags, proposal) => proposal.map_or(String::new(), |proposal| proposal.tags.join(", ")),
        (FormField::Submission(id, fact), Some(proposal)) => {
            proposal.submission(id).map_or(String::new(), |submission| fact_value(submission, *fact))
        }
        (FormField::Submission(..), None) | (FormField::AddSubmission, _) => String::new(),
    }
}

fn fact_value(submission: &Submission, fact: Fact) -> String {
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
fn with_fact(submission: &Submission, fact: Fact, typed: &str) -> Result<Submission, String> {
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

impl Model {
    pub(super) fn run_in_form(&mut self, command: Command) {
        match command {
            Command::Change => {
                if let Some(field) = rows(self).get(self.form_row) {
                    self.ask_field(field);
                }
            }
            Command::AddSubmission => self.add_submission(),
            Command::Delete => self.ask_delete_submission(),
            Command::ShowTiming => self.show_timing(),
            Command::Copy => {
                self.copy();
            }
            _ => {
                let page = usize::from(self.areas().text.height.saturating_sub(1).max(1));
                self.form_row = stepped(self.form_row, command, page, rows(self).len());
            }
        }
    }

    /// Chooses a row of the details.
    pub(super) fn choose_field(&mut self, field: &FormField) {
        self.form_row = rows(self).iter().position(|row| row == field).unwrap_or(0);
    }

    /// Asks for what is to stand in a row, or opens the text that belongs there.
    pub(super) fn ask_field(&mut self, field: &FormField) {
        let proposal = self.proposal().map(|proposal| proposal.id.clone());
        match (field, proposal) {
            (FormField::AddSubmission, _) => self.add_submission(),
            (FormField::Submission(submission, Fact::Status), Some(proposal)) => {
                let status = self.library.proposal(&proposal).and_then(|owner| owner.submission(submission));
                let status = status.map_or(Status::Draft, |submission| submission.status);
                let at = Status::ALL.iter().position(|other| *other == status).unwrap_or(0);
                self.popups.push(Popup::Choose { at, proposal, submission: submission.clone() });
            }
            (FormField::Submission(submission, Fact::Remarks), Some(proposal)) => {
                self.lay_out(Place::Remarks { proposal, submission: submission.clone() });
            }
            _ => {
                let line = Line::new(Purpose::Form(field.clone()), &value(self, field));
                self.popups.push(Popup::Line(Box::new(line)));
            }
        }
    }

    /// Puts what was typed into a row.
    ///
    /// # Errors
    /// What may stand there, in words for the person who typed something else.
    pub(super) fn answer_field(&mut self, field: &FormField, typed: &str) -> Result<(), String> {
        let edit = match (field, self.proposal()) {
            (FormField::Title, None) => self.line_edit(Place::Library(LibraryText::Title), typed),
            (FormField::Title, Some(proposal)) => {
                self.line_edit(Place::Proposal(proposal.id.clone(), ProposalText::Title), typed)
            }
            (FormField::SpeakerName, _) => self.line_edit(Place::Library(LibraryText::SpeakerName), typed),
            (FormField::SpeakerEmail, _) => self.line_edit(Place::Library(LibraryText::SpeakerEmail), typed),
            (FormField::Tags, Some(proposal)) => {
                let tags = typed.split(',').map(str::trim).filter(|tag| !tag.is_empty());
                Some(Edit::SetTags {
                    proposal: proposal.id.clone(),
                    before: proposal.tags.clone(),
                    after: tags.map(str::to_owned).collect(),
                })
            }
            (FormField::Submission(id, fact), Some(proposal)) => {
                let Some(before) = proposal.submission(id) else { return Ok(()) };
                let after = with_fact(before, *fact, typed)?;
                Some(set_submission(&proposal.id, before, after))
            }
            _ => None,
        };
        self.set(edit);
        Ok(())
    }

    pub(super) fn answer_status(&mut self, proposal: &Id, submission: &Id, status: Status) {
        let owner = self.library.proposal(proposal);
        let edit = owner.and_then(|owner| owner.submission(submission)).map(|before| {
            let after = Submission { status, ..before.clone() };
            set_submission(proposal, before, after)
        });
        self.set(edit);
    }

    /// Makes a change of the details, unless all stays as it was.
    fn set(&mut self, edit: Option<Edit>) {
        let changes = match &edit {
            Some(Edit::Splice { removed, inserted, .. }) => removed != inserted,
            Some(Edit::SetTags { before, after, .. }) => before != after,
            Some(Edit::SetSubmission { before, after, .. }) => before != after,
            _ => false,
        };
        if changes {
            self.change(edit.into_iter().collect(), How::Elsewhere);
        }
    }

    /// The edit that replaces a whole line.
    fn line_edit(&self, place: Place, typed: &str) -> Option<Edit> {
        let removed = self.library.text(&place)?.to_owned();
        Some(Edit::Splice { place, at: 0, removed, inserted: typed.trim().to_owned() })
    }

    fn ask_delete_submission(&mut self) {
        let chosen = rows(self).into_iter().nth(self.form_row);
        let (Some(FormField::Submission(id, _)), Some(proposal)) = (chosen, self.proposal()) else {
            return self.tell("Choose a row of the submission to delete first");
        };
        let venue = proposal.submission(&id).map_or("", |submission| submission.venue.as_str());
        let question = match venue {
            "" => "Delete this submission?".to_owned(),
            venue => format!("Delete the submission to “{venue}”?"),
        };
        let yes = Answer::DeleteSubmission(proposal.id.clone(), id);
        self.popups.push(Popup::Confirm { question, yes });
    }
}

fn set_submission(proposal: &Id, before: &Submission, after: Submission) -> Edit {
    Edit::SetSubmission {
        proposal: proposal.clone(),
        before: Box::new(before.clone()),
        after: Box::new(after),
    }
}

/// Whether what is open is a submission's remarks.
#[must_use]
pub fn writes_remarks(model: &Model) -> bool {
    matches!(model.desk.as_ref().map(|desk| &desk.place), Some(Place::Remarks { .. }))
        && matches!(model.subject, Subject::Proposal(_))
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
            let after = with_fact(&submission, fact, typed).unwrap();
            assert_eq!(fact_value(&after, fact), shown);
        }
        assert!(with_fact(&submission, Fact::Sent, "soon").is_err());
    }
}
