//! Lines that may be sections, before it is known which of them are.

use super::{
    Minutes,
    nesting::{Rank, Standing},
    piece::Piece,
    told::Told,
};

/// A line that may be a section.
#[derive(Clone, Debug)]
pub(super) struct Candidate<'a> {
    /// Its line.
    pub whole: Piece<'a>,
    /// Its title, as it stands there.
    pub title: Piece<'a>,
    /// What the text says about its time.
    pub told: Option<Told<'a>>,
    /// Who speaks.
    pub speaker: Option<Piece<'a>>,
    /// Whether it has no title but prose.
    pub is_untitled: bool,
    /// What it is made as.
    pub rank: Rank,
    /// Where it stands among all candidates.
    pub standing: Standing,
    /// The part of the text that it is in, and the number of that part.
    pub part: (Part, usize),
    /// The longer version that it is only in: its slot.
    pub longer: Option<Minutes>,
    /// The list of lines without marks that it is in.
    pub listed: Option<usize>,
    /// Whether it may be the talk itself: a heading with the length of all that follows.
    pub is_page: bool,
}

/// A part of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// A field that is not the outline.
    Other,
    /// No label or heading has said yet.
    #[default]
    Unnamed,
    /// The outline.
    Outline,
}
