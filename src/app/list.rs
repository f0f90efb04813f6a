//! The rows of the list of proposals: grouped by outcome, as on a page of proposals.

use super::{Command, Meant, Subject, choice::moved, search::Hit};
use crate::talk::{Library, Status};

/// One row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListRow {
    /// The library itself: its title, introduction and speaker.
    Library,
    /// An empty row between groups.
    Gap,
    /// The name of a group.
    Heading(Status),
    /// Stands for the proposals of a group that has none.
    None,
    /// The proposal at this place in the library.
    Proposal(usize),
    /// Says that the library has no proposals.
    Empty,
    /// Says with what command proposals come into it.
    Begin(Command),
    /// Says that no proposal is what is looked for.
    Nothing,
}

impl ListRow {
    /// Whether it can be chosen.
    #[must_use]
    pub const fn is_choice(self) -> bool {
        matches!(self, Self::Library | Self::Proposal(_))
    }
}

/// The rows, the chosen one and the first visible one.
#[derive(Debug, Default)]
pub struct List {
    /// All rows.
    pub rows: Vec<ListRow>,
    /// The chosen row, counted from 0.
    pub at: usize,
    /// The first visible row.
    pub top: usize,
    /// What of the visible rows is meant by what is looked for; nothing while nothing is.
    pub meant: Vec<Meant>,
    /// Whether the library has changed in a way that shows in the list.
    pub(super) stale: bool,
    /// Whether the rows are what was found.
    pub(super) found: bool,
}

impl List {
    /// Makes the rows anew and finds the subject among them; `hits` are what is to be shown where the list is
    /// searched. A subject that is gone gives way to its neighbour. Answers what is chosen then; what was
    /// open where there is nothing to choose.
    pub(super) fn rebuild(&mut self, library: &Library, subject: &Subject, hits: Option<&[Hit]>) -> Subject {
        self.rows = match hits {
            None => rows(library),
            Some([]) => vec![ListRow::Nothing],
            Some(hits) => hits.iter().map(|hit| ListRow::Proposal(hit.proposal)).collect(),
        };
        self.stale = false;
        self.found = hits.is_some();
        self.at = self.row_of(library, subject).unwrap_or_else(|| self.neighbour_of(self.at));
        self.subject(library).unwrap_or_else(|| subject.clone())
    }

    /// The row of a subject, if it has one.
    fn row_of(&self, library: &Library, subject: &Subject) -> Option<usize> {
        self.rows.iter().position(|row| is_of(library, *row, subject))
    }

    /// What the chosen row stands for.
    #[must_use]
    pub fn subject(&self, library: &Library) -> Option<Subject> {
        subject_of(library, *self.rows.get(self.at)?)
    }

    /// The place in the library of the chosen proposal.
    #[must_use]
    pub fn proposal(&self) -> Option<usize> {
        match self.rows.get(self.at)? {
            ListRow::Proposal(index) => Some(*index),
            _ => None,
        }
    }

    /// The proposal at a row, else the one before it, else the one behind it, else the library.
    fn neighbour_of(&self, row: usize) -> usize {
        let is_proposal = |row: &ListRow| matches!(row, ListRow::Proposal(_));
        let before = self.rows.iter().take(row.saturating_add(1)).rposition(is_proposal);
        before.or_else(|| self.rows.iter().position(is_proposal)).unwrap_or(0)
    }

    /// Chooses the row of a subject, if it has one.
    pub(super) fn seek(&mut self, library: &Library, subject: &Subject) {
        let is_chosen = self.rows.get(self.at).is_some_and(|row| is_of(library, *row, subject));
        if !is_chosen && let Some(at) = self.row_of(library, subject) {
            self.at = at;
        }
    }

    /// Chooses the row that a command leads to; a page has `page` rows.
    pub(super) fn hear(&mut self, command: Command, page: usize) {
        let choice = |row: usize| self.rows.get(row).is_some_and(|row| row.is_choice());
        self.at = moved(self.at, command, page, self.rows.len(), choice);
    }

    /// The proposal before (`steps` -1) or behind (1) the chosen one in the same group, by its place in
    /// the library.
    pub(super) fn neighbour(&self, steps: isize) -> Option<usize> {
        match self.rows.get(self.at.checked_add_signed(steps)?)? {
            ListRow::Proposal(index) => Some(*index),
            _ => None,
        }
    }
}

/// Whether a row stands for a subject.
fn is_of(library: &Library, row: ListRow, subject: &Subject) -> bool {
    match (row, subject) {
        (ListRow::Library, Subject::Library) => true,
        (ListRow::Proposal(index), Subject::Proposal(id)) => {
            library.proposals.get(index).is_some_and(|proposal| proposal.id == *id)
        }
        _ => false,
    }
}

fn subject_of(library: &Library, row: ListRow) -> Option<Subject> {
    match row {
        ListRow::Library => Some(Subject::Library),
        ListRow::Proposal(index) => {
            library.proposals.get(index).map(|proposal| Subject::Proposal(proposal.id.clone()))
        }
        _ => None,
    }
}

fn rows(library: &Library) -> Vec<ListRow> {
    let mut groups: [Vec<usize>; Status::ALL.len()] = Default::default();
    for (index, proposal) in library.proposals.iter().enumerate() {
        groups[proposal.status() as usize].push(index);
    }
    let mut rows = vec![ListRow::Library];
    if library.proposals.is_empty() {
        rows.extend([ListRow::Gap, ListRow::Empty]);
        rows.extend([Command::NewProposal, Command::Import, Command::OpenSample].map(ListRow::Begin));
        return rows;
    }
    // That none was accepted is worth a word where something was decided.
    let is_decided =
        groups.iter().zip(Status::ALL).any(|(group, status)| status.always_listed() && !group.is_empty());
    for (status, group) in Status::ALL.into_iter().zip(groups) {
        if group.is_empty() && !(is_decided && status.always_listed()) {
            continue;
        }
        rows.extend([ListRow::Gap, ListRow::Heading(status)]);
        if group.is_empty() {
            rows.push(ListRow::None);
        }
        rows.extend(group.into_iter().map(ListRow::Proposal));
    }
    rows
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::talk::{Id, Proposal, Submission};

    fn library(statuses: &[Option<Status>]) -> Library {
        let proposal = |(at, status): (usize, &Option<Status>)| Proposal {
            id: Id::new(at.to_string()),
            submissions: status.iter().map(|s| Submission { status: *s, ..Default::default() }).collect(),
            ..Default::default()
        };
        Library {
            proposals: statuses.iter().enumerate().map(proposal).map(Arc::new).collect(),
            ..Default::default()
        }
    }

    #[test]
    fn proposals_stand_under_the_status_of_their_latest_submission() {
        use ListRow::{Gap, Heading, Library, None, Proposal};
        let library = library(&[Some(Status::Rejected), Option::None, Some(Status::Rejected)]);
        let expected = [
            Library,
            Gap,
            Heading(Status::Draft),
            Proposal(1),
            Gap,
            Heading(Status::Accepted),
            None,
            Gap,
            Heading(Status::Rejected),
            Proposal(0),
            Proposal(2),
        ];
        assert_eq!(rows(&library), expected);
    }

    #[test]
    fn stepping_skips_headings_and_stops_at_the_ends() {
        let library = library(&[Some(Status::Rejected), Option::None]);
        let mut list = List::default();
        assert_eq!(
            list.rebuild(&library, &Subject::Proposal(Id::new("0")), None),
            Subject::Proposal(Id::new("0"))
        );
        list.hear(Command::Down, 9);
        assert_eq!(list.subject(&library), Some(Subject::Proposal(Id::new("0"))));
        list.hear(Command::Up, 9);
        assert_eq!(list.subject(&library), Some(Subject::Proposal(Id::new("1"))));
        list.hear(Command::PageUp, 9);
        assert_eq!(list.subject(&library), Some(Subject::Library));
    }

    #[test]
    fn a_group_that_is_empty_is_told_only_where_something_was_decided() {
        use ListRow::{Gap, Heading, Library, Proposal};
        let expected = [Library, Gap, Heading(Status::Draft), Proposal(0)];
        assert_eq!(rows(&library(&[Option::None])), expected);
    }

    #[test]
    fn what_is_chosen_behind_a_subject_that_is_gone_is_a_proposal_as_long_as_there_is_one() {
        let mut list = List::default();
        let two = library(&[Option::None, Some(Status::Rejected)]);
        list.rebuild(&two, &Subject::Proposal(Id::new("0")), None);
        let mut one = library(&[Option::None, Some(Status::Rejected)]);
        one.proposals.remove(0);
        let chosen = list.rebuild(&one, &Subject::Proposal(Id::new("0")), None);
        assert_eq!(chosen, Subject::Proposal(Id::new("1")));
        assert_eq!(list.rebuild(&library(&[]), &chosen, None), Subject::Library);
    }

    #[test]
    fn a_subject_that_is_gone_gives_way_to_its_neighbour() {
        let mut list = List::default();
        list.rebuild(&library(&[Option::None; 3]), &Subject::Proposal(Id::new("2")), None);
        let fewer = library(&[Option::None; 2]);
        assert_eq!(
            list.rebuild(&fewer, &Subject::Proposal(Id::new("2")), None),
            Subject::Proposal(Id::new("1"))
        );
    }
}
