//! Which headings of a document begin proposals, and what a mark means where it stands.

use std::collections::HashSet;

use super::{
    claim::Claim,
    heading::{Form, Heading},
    label::EMPHASIS,
    lines::{Line, Mark},
    outcomes::{self, Outcomes},
    timed,
    words::{Known, Word},
};
use crate::talk::ProposalText;

/// What a document's headings are.
#[derive(Debug, Default)]
pub(super) struct Setting {
    /// The line of the page's title, which stands above several proposals or lists.
    pub title: Option<usize>,
    /// The line of the heading that is surely the first proposal's title.
    pub first: Option<usize>,
    /// What the headings look like that are titles of proposals.
    pub titles: Option<Form>,
    /// Whether all headings of that look are titles, or only those that have fields below them.
    pub every: bool,
    /// The keys of the titles in the page's lists: such a heading is a title.
    pub named: HashSet<String>,
    /// The lines of the headings that have fields below them, by line.
    pub holding: Vec<bool>,
}

/// Where a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    /// The field that was begun by its name, if any.
    pub open: Option<Open>,
    /// Whether the name `Title` would give the proposal its title, or begin the next proposal.
    pub title_free: bool,
}

/// A field that was begun by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Open {
    /// Which field.
    pub field: ProposalText,
    /// How high its name ranks: a heading's level, or less than that for labels.
    pub rank: u8,
}

/// What a line means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning<'a> {
    /// Text of the field above it.
    Text,
    /// A proposal begins, with this title.
    Proposal(Heading<'a>),
    /// A field begins.
    Field {
        /// Which, and how high its name ranks.
        open: Open,
        /// Whether its line says more than its name, and so stays as text.
        more: bool,
        /// The text behind the name on the same line.
        rest: &'a str,
    },
    /// The title, or if nothing stands here, the next line is it.
    Title(&'a str),
    /// Tags, with commas between them.
    Tags(&'a str),
}

impl Setting {
    /// Finds out what the headings are: see the rules in the module's documentation.
    pub fn of(lines: &[Line], outcomes: &Outcomes) -> Self {
        let (holding, first_holder) = holders(lines);
        let setting = Self {
            holding,
            named: outcomes.mentions.iter().map(|(title, _)| outcomes::key(title)).collect(),
            ..Self::default()
        };
        let opening = lines.iter().position(|line| line.mark != Mark::Blank && line.mark != Mark::Overline);
        let opening = opening.filter(|at| title_at(lines, *at).is_some());
        if outcomes.end > 0 {
            setting.of_lists(lines, outcomes, opening)
        } else if let Some(holder) = first_holder {
            setting.of_fields(lines, holder, opening)
        } else {
            setting.of_headings(lines, opening)
        }
    }

    /// A page with lists: titles look like the first heading below them that may be one.
    fn of_lists(self, lines: &[Line], outcomes: &Outcomes, opening: Option<usize>) -> Self {
        let headings = lines.iter().enumerate().filter_map(|(at, line)| Some((at, line.heading()?)));
        let mut below = headings.skip_while(|(at, _)| *at < outcomes.end);
        let first = below.find(|(_, heading)| self.is_named(heading) || is_title(heading));
        Self {
            title: opening.filter(|at| *at < outcomes.end),
            first: first.map(|(at, _)| at),
            titles: first.map(|(_, heading)| heading.form),
            every: true,
            ..self
        }
    }

    /// No lists, but fields: titles look like the heading that the first of them stands under.
    fn of_fields(self, lines: &[Line], holder: Holder, opening: Option<usize>) -> Self {
        let first = match holder {
            Holder::Heading(at) => Some(at),
            Holder::None { field } => opening.or_else(|| top_heading(lines)).filter(|at| *at < field),
        };
        let titles = first.and_then(|at| title_at(lines, at)).map(|heading| heading.form);
        Self { title: opening.filter(|at| first.is_some_and(|first| *at < first)), first, titles, ..self }
    }

    /// No fields: titles look like the first heading, unless that is a section of an outline.
    fn of_headings(self, lines: &[Line], opening: Option<usize>) -> Self {
        let first = opening.or_else(|| top_heading(lines));
        let heading = first.and_then(|at| title_at(lines, at));
        let alone =
            || lines.iter().filter_map(Line::heading).filter(|heading| heading.form.level == 1).count() == 1;
        match heading.filter(|heading| !heading.timed || (heading.form.level == 1 && alone())) {
            Some(heading) => Self { first, titles: Some(heading.form), every: true, ..self },
            None => self,
        }
    }

    fn is_named(&self, heading: &Heading) -> bool {
        !self.named.is_empty()
            && heading.known.is_none_or(|known| known.word == Word::Aside)
            && self.named.contains(&outcomes::key(heading.text))
    }

    /// What the line at `at` means where it stands.
    pub fn meaning<'a>(&self, lines: &[Line<'a>], at: usize, standing: Standing) -> Meaning<'a> {
        let Some(line) = lines.get(at) else { return Meaning::Text };
        match line.mark {
            Mark::Heading(heading) if self.begins(lines, at, &heading, standing) => {
                Meaning::Proposal(heading)
            }
            Mark::Heading(heading) => match heading.known {
                Some(known) => standing.meaning(known, heading.form.level, heading.timed, ""),
                None => Meaning::Text,
            },
            Mark::Label(label) => {
                standing.meaning(label.known, label.rank, timed::is_timed(line.raw), label.rest)
            }
            _ => Meaning::Text,
        }
    }

    /// Whether a heading begins a proposal.
    fn begins(&self, lines: &[Line], at: usize, heading: &Heading, standing: Standing) -> bool {
        if self.first == Some(at) {
            return true;
        }
        if self.titles != Some(heading.form) {
            return false;
        }
        if heading.forced || self.is_named(heading) {
            return true;
        }
        let section = standing.in_outline() && (heading.timed || is_above_time(lines, at + heading.lines()));
        let holds = self.every || self.holding.get(at) == Some(&true);
        heading.may_be_title() && holds && !section
    }
}

impl Standing {
    /// What a name means that stands in the table.
    fn meaning(self, known: Known, rank: u8, timed: bool, rest: &str) -> Meaning<'_> {
        match known.word {
            Word::Prose(field) if self.gives_way(field, known, rank, timed) => {
                Meaning::Field { open: Open { field, rank }, more: known.more, rest }
            }
            Word::Title if self.title_free && !known.more => Meaning::Title(rest),
            Word::Tags => {
                let section = timed && self.in_outline();
                if known.more || section || rest.trim().is_empty() {
                    Meaning::Text
                } else {
                    Meaning::Tags(rest)
                }
            }
            _ => Meaning::Text,
        }
    }

    fn in_outline(self) -> bool {
        self.open.is_some_and(|open| open.field == ProposalText::Outline)
    }

    /// Whether the field above ends at the name of another. An outline is full of names, so it wants to
    /// be sure: no section with a time, no deeper heading, no likely name that ranks below its own.
    fn gives_way(self, field: ProposalText, known: Known, rank: u8, timed: bool) -> bool {
        match self.open {
            Some(open) if open.field == field => false,
            Some(open) if open.field == ProposalText::Outline => {
                let deeper = rank > open.rank;
                let heading_in_heading = rank < EMPHASIS && open.rank < EMPHASIS;
                !timed && !(deeper && (heading_in_heading || !known.sure))
            }
            _ => true,
        }
    }
}

/// What the first field of a document stands under.
#[derive(Clone, Copy)]
enum Holder {
    /// A heading, at this line.
    Heading(usize),
    /// None; the field stands at this line.
    None {
        /// The line of the field.
        field: usize,
    },
}

/// For each line whether it is a heading with a field or a submission's line below it, and what the
/// first field stands under; none where there are no fields.
fn holders(lines: &[Line]) -> (Vec<bool>, Option<Holder>) {
    let mut holding = vec![false; lines.len()];
    let mut first = None;
    // The nearest heading above of each level; those below a level end with it.
    let mut above: [Option<usize>; 6] = [None; 6];
    for (at, line) in lines.iter().enumerate() {
        let holder = match line.mark {
            Mark::Heading(heading) if is_title(&heading) => {
                let level = usize::from(heading.form.level);
                above.iter_mut().skip(level).for_each(|deeper| *deeper = None);
                if let Some(same) = above.get_mut(level.saturating_sub(1)) {
                    *same = Some(at);
                }
                is_above_claim(lines, at + heading.lines()).then_some(Some(at))
            }
            Mark::Heading(heading) if line.is_field() => {
                let higher = usize::from(heading.form.level).saturating_sub(1);
                Some(above.iter().take(higher).flatten().max().copied())
            }
            _ if line.is_field() => Some(above.iter().flatten().max().copied()),
            _ => None,
        };
        let Some(holder) = holder else { continue };
        if let Some(holding) = holder.and_then(|at| holding.get_mut(at)) {
            *holding = true;
        }
        first.get_or_insert(holder.map_or(Holder::None { field: at }, Holder::Heading));
    }
    (holding, first)
}

/// Whether the heading may be a title, by what it says.
fn is_title(heading: &Heading) -> bool {
    heading.forced || heading.may_be_title()
}

/// The heading at a line, if it may be a title.
fn title_at<'a>(lines: &[Line<'a>], at: usize) -> Option<Heading<'a>> {
    lines.get(at)?.heading().filter(is_title)
}

/// The first heading of the highest level that may be a title.
fn top_heading(lines: &[Line]) -> Option<usize> {
    (0..lines.len()).find(|at| title_at(lines, *at).is_some_and(|heading| heading.form.level == 1))
}

/// Whether the next line with text is a time in brackets.
fn is_above_time(lines: &[Line], at: usize) -> bool {
    next_text(lines, at).is_some_and(|at| lines.get(at).is_some_and(|line| timed::is_time_line(line.raw)))
}

/// Whether the next line with text tells of a submission.
fn is_above_claim(lines: &[Line], at: usize) -> bool {
    next_text(lines, at).is_some_and(|at| lines.get(at).is_some_and(|line| Claim::read(line.raw).is_some()))
}

/// The next line at or behind `at` that is not blank, if it is text.
pub(super) fn next_text(lines: &[Line], at: usize) -> Option<usize> {
    let mut below = lines.iter().enumerate().skip(at);
    let (at, line) = below.find(|(_, line)| line.mark != Mark::Blank)?;
    (line.mark == Mark::Text).then_some(at)
}
