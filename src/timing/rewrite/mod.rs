//! Changes of an outline's text that give its sections other times or another order.
//!
//! The text is the only truth, so everything here answers with changes of it, in the notation that stands
//! there: `(4 minutes)` becomes `(5 minutes)`, `[0:10 - 0:25]` becomes `[0:10 - 0:26]` and the clock goes on
//! from there. Nothing else in the text changes. After they are made up, the changes are tried and the text
//! is read again (`check`); what would read otherwise than it should is refused, so that no text is ever
//! made wrong, however strange it is.
//!
//! - `numeral`, `inflection`, `wording`, `face`: one number, one unit, one time in words, one time on
//!   a clock, each written like another one; `quantity` takes times in words apart, `spoken` is for those of
//!   which the number is in words.
//! - `habit`: what the outline's other times show about its author.
//! - `bearing`: what stands between the sections on the clock, which a change leaves as it is.
//! - `retime`: all changes that other times need, running and stated totals included.
//! - `untimed`: a time for a section that has none.
//! - `block`, `order`, `relocate`: a section with all that belongs to it, its number, and how two
//!   change places.
//! - `share`, `fit`, `version`, `longer`: a length shared out among the sections.
//! - `column`: another column of times in a table.
//! - `whole`: the slot that the text states, where its times hang on that.

use std::{fmt, ops::Range};

use super::{Minutes, Plan, Section};

mod bearing;
mod block;
mod check;
mod column;
mod face;
mod fit;
mod habit;
mod inflection;
mod longer;
mod numeral;
mod order;
mod quantity;
mod relocate;
mod retime;
mod share;
mod spoken;
mod step;
#[cfg(test)]
mod tests;
mod untimed;
mod version;
mod whole;
mod wording;

pub use fit::fit;
pub use longer::fit_version;
pub use relocate::move_section;
pub use step::{set, step};
pub use version::version;

/// One change of a text. The changes of one answer are in the order of the text and do not overlap; their
/// places are all in the text as it was before any of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The bytes that give way.
    pub place: Range<usize>,
    /// What stands there afterwards.
    pub with: String,
}

/// Other times for the sections of an outline, and what has to be changed for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fitted {
    /// The number of each section that gets another time, and that time: the lower end of a range.
    pub new: Vec<(usize, Minutes)>,
    /// The slot that the text states afterwards, where that has to change with the times.
    pub slot: Option<Minutes>,
    /// The total that the text states afterwards, where that has changed and is not that slot.
    pub total: Option<Minutes>,
    /// The changes of the text.
    pub changes: Vec<Change>,
}

/// Why something cannot be done to an outline, as a sentence for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no section with this number, or the plan is not that of the text.
    NoSection,
    /// The time would be less than none.
    BelowZero,
    /// The section has no end of its own.
    OpenEnd,
    /// The last section has a start, and nothing tells when it ends.
    NoEnd,
    /// The times are shares of a slot that the text does not state.
    NoWhole,
    /// The times hang on the slot, and the text states several, or says how it is shared out.
    SlotNotAlone,
    /// The new time has no form in the notation that stands there.
    Unwritable,
    /// The text would not read as it should.
    NotUnderstood,
    /// There is nothing to change places with above.
    First,
    /// There is nothing to change places with below.
    Last,
    /// Moved, the section would take other text with it on its way back.
    Entangled,
    /// No section has a time that may change.
    Untimed,
    /// What may not change takes more than there is.
    Fixed {
        /// What it takes.
        takes: Minutes,
        /// What there is.
        slot: Minutes,
    },
    /// There is less time than sections.
    TooMany,
    /// The outline tells several versions apart already.
    HasVersions,
    /// The outline is for this slot already.
    SameSlot,
    /// Its times are no lengths that stand for themselves.
    NotAlone,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = match self {
            Self::NoSection => "There is no such section.",
            Self::BelowZero => "No section can take less than no time.",
            Self::OpenEnd => "This section lasts until the slot ends: change one before it, or the slot.",
            Self::NoEnd => {
                "The last section has no end: state a slot that ends behind it, like “Duration: 30 minutes”."
            }
            Self::NoWhole => {
                "Percentages are of a slot: write it in the outline, like “Duration: 30 minutes”."
            }
            Self::SlotNotAlone => {
                "The outline says more than one length of its slot: change that line first."
            }
            Self::Unwritable => "The new time cannot be written as this one is: write it in the outline.",
            Self::NotUnderstood => "The outline would read differently elsewhere: change it in the text.",
            Self::First => "It is the first one here already.",
            Self::Last => "It is the last one here already.",
            Self::Entangled => "It is not clear which text belongs to it: move it in the text.",
            Self::Untimed => "No section has a time that may change: give one a time first.",
            Self::Fixed { takes, slot } => {
                return write!(
                    f,
                    "What stays as it is takes {takes} of {slot} minutes: let go of some of it."
                );
            }
            Self::TooMany => "There are too many sections for so little time: leave some out.",
            Self::HasVersions => {
                "The outline has versions already: choose the slot of one, or change times one by one."
            }
            Self::SameSlot => "The outline is for this slot already: choose another one.",
            Self::NotAlone => "Its times cannot stand for two versions: write each as (5 minutes), alone.",
        };
        f.write_str(sentence)
    }
}

impl std::error::Error for Refusal {}

/// The text after changes, which are as [`Change`] says; one that does not fit the text is left out.
#[must_use]
pub fn apply(text: &str, changes: &[Change]) -> String {
    let added: usize = changes.iter().map(|change| change.with.len()).sum();
    let mut written = String::with_capacity(text.len() + added);
    let mut at = 0;
    for Change { place, with } in changes {
        if let Some(kept) = text.get(at..place.start)
            && text.is_char_boundary(place.end)
            && place.start <= place.end
        {
            written.push_str(kept);
            written.push_str(with);
            at = place.end;
        }
    }
    written.push_str(text.get(at..).unwrap_or(""));
    written
}

/// The least and the most that a section takes, in seconds.
type Ends = (u32, u32);

/// What each section takes, none where it has no time.
fn ends(plan: &Plan) -> Vec<Option<Ends>> {
    plan.sections.iter().map(ends_of).collect()
}

/// What a section takes.
fn ends_of(section: &Section) -> Option<Ends> {
    section.time.map(|time| (time.min.seconds(), time.max.seconds()))
}

/// Where a text begins to differ from another and where it stops: the one change between the two, at
/// boundaries of characters; none where they are the same.
#[must_use]
pub fn difference(before: &str, after: &str) -> Option<Change> {
    if before == after {
        return None;
    }
    let same = before.char_indices().zip(after.chars()).find(|((_, a), b)| a != b);
    let start = same.map_or(before.len().min(after.len()), |((at, _), _)| at);
    let (old, new) = (before.get(start..)?, after.get(start..)?);
    let alike = old.chars().rev().zip(new.chars().rev()).take_while(|(a, b)| a == b);
    let tail: usize = alike.map(|(a, _)| a.len_utf8()).sum();
    let with = new.get(..new.len() - tail)?.to_owned();
    Some(Change { place: start..before.len() - tail, with })
}
