//! The details: one-line facts of a proposal, its submissions and the library, as rows.

use std::sync::Arc;

use super::{
    Answer, Command, Fact, Line, Menu, MenuRow, Model, Popup, Purpose, SpellingWish, change::How, fact,
    popup::stepped,
};
use crate::talk::{Edit, Id, LibraryText, Place, Proposal, ProposalText, Status, Submission};

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
    /// The language that it is written in.
    Language,
    /// A fact of one of its submissions.
    Submission(Id, Fact),
    /// The way to one submission more.
    AddSubmission,
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
            Self::Language => "Language",
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

    /// What may stand there, shown where nothing stands; `of_library` says whether it is a fact of the library.
    const fn hint(&self, of_library: bool) -> &'static str {
        match self {
            Self::Title if of_library => "the title of your page of proposals",
            Self::Title => "what the talk is called",
            Self::SpeakerName => "your name",
            Self::SpeakerEmail => "you@example.org",
            Self::Tags => "words to find it by, with commas",
            // The model knows: it is that of the settings.
            Self::Language | Self::AddSubmission => "",
            Self::Submission(_, fact) => match fact {
                Fact::Venue => "conference and year",
                Fact::Number => "the conference's number for it",
                Fact::Status => "",
                Fact::Slot => "minutes, or 25 + 5 with questions",
                Fact::Sent | Fact::Decided => "year-month-day",
                Fact::Remarks => "what is to be remembered",
            },
        }
    }
}

/// What may stand in an empty row; of the slot what counts instead, where the outline names one.
#[must_use]
pub fn hint(model: &Model, field: &FormField) -> String {
    let latest = model.proposal().and_then(|proposal| proposal.latest());
    let is_latest = |id: &Id| latest.is_some_and(|latest| latest.id == *id);
    let plan = &model.timing.plan;
    match (field, plan.preferred_slot.or(plan.slots.first().copied())) {
        (FormField::Submission(id, Fact::Slot), Some(slot)) if is_latest(id) => {
            format!("{slot}, as the outline says")
        }
        _ => field.hint(model.proposal().is_none()).to_owned(),
    }
}

/// The cells before the value of a row: its mark and its label.
pub const VALUES: u16 = 14;

/// One line of the details as they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormLine {
    /// An empty line.
    Gap,
    /// The name of the submission with this number, counted from 1.
    Heading(usize),
    /// The row with this number, counted from 0.
    Field(usize),
}

/// The lines of the details, for the rows that [`rows`] answers.
#[must_use]
pub fn lines(fields: &[FormField]) -> Vec<FormLine> {
    let mut lines = Vec::new();
    let mut submissions = 0;
    for (at, field) in fields.iter().enumerate() {
        match field {
            FormField::Submission(_, Fact::Venue) => {
                submissions += 1;
                lines.extend([FormLine::Gap, FormLine::Heading(submissions)]);
            }
            FormField::AddSubmission => lines.push(FormLine::Gap),
            _ => {}
        }
        lines.push(FormLine::Field(at));
    }
    lines
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
    let own = [FormField::Title, FormField::Tags, FormField::Language];
    own.into_iter().chain(facts).chain([FormField::AddSubmission]).collect()
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
        (FormField::Language, proposal) => {
            proposal.and_then(|proposal| proposal.language.clone()).unwrap_or_default()
        }
        (FormField::Submission(id, fact), Some(proposal)) => {
            proposal.submission(id).map_or(String::new(), |submission| fact::value(submission, *fact))
        }
        (FormField::Submission(..), None) | (FormField::AddSubmission, _) => String::new(),
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
            Command::DeleteSubmission => self.ask_delete_submission(),
            Command::NextTab => self.step_tab(1),
            Command::PreviousTab => self.step_tab(-1),
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
            (FormField::Language, Some(proposal)) => {
                self.spelling.wishes.push(SpellingWish::Languages(proposal));
            }
            (FormField::Submission(submission, Fact::Status), Some(proposal)) => {
                let status = self.library.proposal(&proposal).and_then(|owner| owner.submission(submission));
                let status = status.map_or(Status::Draft, |submission| submission.status);
                let row = |status: Status| {
                    let answer = Answer::Status(proposal.clone(), submission.clone(), status);
                    MenuRow::new(status.word().to_owned(), answer)
                };
                let at = Status::ALL.iter().position(|other| *other == status).unwrap_or(0);
                let menu = Menu::new("Status", Vec::new(), Status::ALL.map(row).into(), at);
                self.popups.push(Popup::Choose(Box::new(menu)));
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
                Some(Edit::within(proposal, |proposal| proposal.tags = tags.map(str::to_owned).collect()))
            }
            (FormField::Submission(id, fact), Some(proposal)) => {
                let Some(before) = proposal.submission(id) else { return Ok(()) };
                let after = fact::with(before, *fact, typed)?;
                Some(set_submission(proposal, after))
            }
            _ => None,
        };
        self.set(edit)
    }

    pub(super) fn answer_language(&mut self, proposal: &Id, language: Option<String>) {
        let owner = self.library.proposal(proposal);
        let edit = owner.map(|owner| Edit::within(owner, |proposal| proposal.language = language));
        self.choose(edit);
    }

    pub(super) fn answer_status(&mut self, proposal: &Id, submission: &Id, status: Status) {
        let edit = self.library.proposal(proposal).and_then(|owner| {
            let before = owner.submission(submission)?;
            Some(set_submission(owner, Submission { status, ..before.clone() }))
        });
        self.choose(edit);
    }

    /// Makes a change that was chosen from a list: why it cannot be is told below.
    fn choose(&mut self, edit: Option<Edit>) {
        if let Err(why) = self.set(edit) {
            self.fail(why);
        }
    }

    /// Makes a change of the details, unless all stays as it was.
    ///
    /// # Errors
    /// Why it cannot be made, in words for the person.
    fn set(&mut self, edit: Option<Edit>) -> Result<(), String> {
        let changes = match &edit {
            Some(Edit::Splice { removed, inserted, .. }) => removed != inserted,
            Some(Edit::SetProposal { before, after }) => before != after,
            _ => false,
        };
        if changes && !self.change(edit.into_iter().collect(), How::Elsewhere) {
            return Err(self.taken_note());
        }
        Ok(())
    }

    /// The edit that replaces a whole line.
    fn line_edit(&self, place: Place, typed: &str) -> Option<Edit> {
        let removed = self.library.text(&place)?.to_owned();
        Some(Edit::Splice { place, at: 0, removed, inserted: typed.trim().to_owned() })
    }

    fn ask_delete_submission(&mut self) {
        let (Some(FormField::Submission(id, _)), Some(proposal)) =
            (self.chosen_submission(), self.proposal())
        else {
            return;
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

/// Puts a submission in the place of the one with the same id.
fn set_submission(owner: &Arc<Proposal>, after: Submission) -> Edit {
    Edit::within(owner, |proposal| {
        if let Some(there) = proposal.submissions.iter_mut().find(|there| there.id == after.id) {
            *there = after;
        }
    })
}

/// Whether what is open is a submission's remarks.
#[must_use]
pub fn writes_remarks(model: &Model) -> bool {
    matches!(model.desk.as_ref().map(|desk| &desk.place), Some(Place::Remarks { .. }))
}
