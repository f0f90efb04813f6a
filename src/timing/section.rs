//! One entry of an outline, with all that the text says about its time.

use std::ops::Range;

use super::{ClockUnit, Minutes};

/// One entry of an outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its line in the text, in bytes, without the line break; the line of its title where its time stands
    /// on another.
    pub place: Range<usize>,
    /// Its title without marker, number, heading marks, bold marks, time and closing colon or full stop.
    pub title: String,
    /// Where the title stands in the text, in bytes, marks of emphasis aside.
    pub title_place: Range<usize>,
    /// How long it takes in the shortest version that has it; none where the text does not say.
    pub time: Option<Time>,
    /// Where the time stands in the text, in bytes: number and unit with the word for "about", without the
    /// brackets or the dash around them. A time by a rule stands where the rule does. There is a place
    /// exactly where there is a notation, and wherever there is a time.
    pub time_place: Option<Range<usize>>,
    /// How the time is written.
    pub notation: Option<Notation>,
    /// The running total beside the time.
    pub running: Option<Stated>,
    /// How deep it is nested, 1 for the top.
    pub depth: u8,
    /// Whether it is only in a longer version than the shortest one.
    pub optional: bool,
    /// How long it takes in each slot, shortest first, where the text tells them apart.
    pub alternatives: Vec<Alternative>,
    /// What the time is for.
    pub kind: Kind,
    /// Who speaks, where a bracket at the right edge says so.
    pub speaker: Option<String>,
    /// Whether the text gives it no title: the title is its first words.
    pub untitled: bool,
}

/// How long a section takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Time {
    /// The least.
    pub min: Minutes,
    /// The most: never below the least, the same where the time is exact.
    pub max: Minutes,
    /// Whether the text calls it approximate.
    pub about: bool,
}

/// How a time is written: enough to write another one in its stead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Notation {
    /// Where it stands.
    pub stands: Stands,
    /// What stands there.
    pub form: Form,
}

/// Where a time stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stands {
    /// In a bracket behind the title: `Tides (4 minutes)`.
    Bracket,
    /// In a bracket before the title: `(4 minutes) Tides`.
    BracketFirst,
    /// Behind a dash, a colon or another mark behind the title: `Tides - 4 min`.
    Behind,
    /// Before the title: `4 minutes: Tides`.
    First,
    /// On a line of its own under the title.
    Below,
    /// On a line of its own above the title.
    Above,
    /// In a column of a table.
    Cell,
    /// In a line about several sections: `Each island: 5 minutes`.
    Rule,
}

/// What stands where a time stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// A number and a unit, or two numbers for a range.
    Length,
    /// A number that is minutes because its column or its line says so.
    Number,
    /// Two clock times, the start and the end.
    Clocks(ClockUnit),
    /// One clock time, the start; the section lasts until the next one.
    Start(ClockUnit),
    /// One clock time that is the length: `4:30`.
    Clock(ClockUnit),
    /// Two numbers of minutes, the start and the end, counted from the start of the talk: `4-16 min`.
    FromTo,
    /// A number of minutes, the start, counted from the start of the talk.
    From,
    /// A percentage of the slot.
    Percent,
    /// A length for each version: `[ 12m / 8m ]`.
    Versions,
}

/// A length of time that the text states, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The length.
    pub minutes: Minutes,
    /// Where its number stands, with its unit if it has one, in bytes.
    pub place: Range<usize>,
}

/// How long a section takes in one of several slots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The slot.
    pub slot: Minutes,
    /// The time there, zero where it is left out.
    pub minutes: Minutes,
    /// Where that time stands in the text, in bytes; none where it follows from another.
    pub place: Option<Range<usize>>,
}

/// What a section's time is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The speaker speaks.
    #[default]
    Talk,
    /// The audience asks.
    Questions,
    /// Nobody does anything.
    Break,
    /// It takes whatever time is left.
    Flexible,
}

impl Section {
    /// Whether its time follows from a rule about several sections.
    #[must_use]
    pub fn is_by_rule(&self) -> bool {
        self.notation.is_some_and(|notation| notation.stands == Stands::Rule)
    }
}

impl Time {
    /// Exactly so long.
    #[must_use]
    pub const fn exact(time: Minutes) -> Self {
        Self { min: time, max: time, about: false }
    }

    /// Whether it has a least and a most that differ.
    #[must_use]
    pub fn is_range(self) -> bool {
        self.min != self.max
    }
}
