//! The tabs of the editor: which texts a proposal and a library have.

use ratatui::layout::Rect;

use super::Subject;
use crate::{
    door,
    talk::{LibraryText, Place, ProposalText},
};

/// One tab of the editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// A text of the library.
    Library(LibraryText),
    /// A text of a proposal.
    Proposal(ProposalText),
    /// Title, tags and submissions, or the library's title and its speaker.
    Details,
}

const LIBRARY: &[Tab] =
    &[Tab::Library(LibraryText::Introduction), Tab::Library(LibraryText::SpeakerBiography), Tab::Details];

const PROPOSAL: &[Tab] = &[
    Tab::Proposal(ProposalText::Description),
    Tab::Proposal(ProposalText::Audience),
    Tab::Proposal(ProposalText::Outline),
    Tab::Proposal(ProposalText::Notes),
    Tab::Details,
];

/// Where the outline stands among a proposal's tabs, counted from 0.
pub const OUTLINE: usize = 2;

/// The tabs of a subject, in the order in which they are shown.
#[must_use]
pub const fn of(subject: &Subject) -> &'static [Tab] {
    match subject {
        Subject::Library => LIBRARY,
        Subject::Proposal(_) => PROPOSAL,
    }
}

/// Where the names of the tabs stand in a row, each with its number; where not all fit, those around the
/// open one are shown.
#[must_use]
pub fn places(tabs: &[Tab], open: usize, row: Rect) -> Vec<(usize, Rect)> {
    let gap = if row.width >= 60 { 3 } else { 2 };
    let widths: Vec<u16> = tabs.iter().map(|tab| door::columns(tab.heading())).collect();
    let upto = |from: usize, to: usize| widths[from..to].iter().map(|width| width + gap).sum::<u16>();
    let open = open.min(tabs.len().saturating_sub(1));
    // The first tab that must be shown so that the open one, and the one behind it, are.
    let last = (open + 2).min(tabs.len());
    let first = (0..=open).find(|first| upto(*first, last) <= row.width + gap).unwrap_or(open);
    let mut used = 0;
    let place = |(index, width): (usize, u16)| {
        let x = row.x + used.min(row.width);
        used += width + gap;
        (index, Rect { x, width: width.min(row.right() - x), height: row.height.min(1), ..row })
    };
    widths.into_iter().enumerate().skip(first).map(place).filter(|(_, place)| !place.is_empty()).collect()
}

impl Tab {
    /// Its name on the screen.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Library(text) => text.heading(),
            Self::Proposal(text) => text.heading(),
            Self::Details => "Details",
        }
    }

    /// The text it shows, none for details.
    #[must_use]
    pub fn place(self, subject: &Subject) -> Option<Place> {
        match (self, subject) {
            (Self::Library(text), _) => Some(Place::Library(text)),
            (Self::Proposal(text), Subject::Proposal(id)) => Some(Place::Proposal(id.clone(), text)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::talk::Id;

    #[test]
    fn the_outline_stands_where_the_timing_looks_for_it() {
        let tab = of(&Subject::Proposal(Id::new("a")))[OUTLINE];
        assert_eq!(tab, Tab::Proposal(ProposalText::Outline));
    }
}
