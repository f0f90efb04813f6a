//! Which of the lines that may be sections are, once all of them are known, and how deep they stand.

use std::collections::HashSet;

use super::{Section, nesting::Standing};

/// A line that may be a section.
pub(super) struct Candidate {
    /// What it would be. Its depth is not yet known.
    pub section: Section,
    /// Where it stands among all candidates.
    pub standing: Standing,
    /// The part of the text that it is in.
    pub part: Part,
}

/// A part of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Part {
    /// No label or heading has said yet.
    #[default]
    Unnamed,
    /// The outline.
    Outline,
    /// A field that is not the outline.
    Other,
}

/// Keeps what is timed, and at the top what stands in a list with something timed, in the outline or in a
/// longer version. A text in which nothing is timed and nothing is in a named outline is all outline
/// where it is not another field.
pub(super) fn keep(candidates: Vec<Candidate>) -> Vec<Section> {
    let timed = candidates.iter().filter(|candidate| candidate.section.time.is_some());
    let timed_lists: HashSet<usize> = timed.clone().filter_map(|candidate| candidate.standing.list).collect();
    let all_outline =
        timed.count() == 0 && !candidates.iter().any(|candidate| candidate.part == Part::Outline);
    let belongs = |Candidate { section, standing, part }: &Candidate| {
        section.time.is_some()
            || standing.height == 0
                && (section.optional
                    || standing.list.is_some_and(|list| timed_lists.contains(&list))
                    || *part == Part::Outline
                    || *part == Part::Unnamed && all_outline)
    };
    let kept = candidates.into_iter().filter(belongs);
    let mut open: Vec<usize> = Vec::new();
    kept.map(|Candidate { mut section, standing, .. }| {
        while open.pop_if(|height| *height >= standing.height).is_some() {}
        section.depth = u8::try_from(open.len() + 1).unwrap_or(u8::MAX);
        open.push(standing.height);
        section
    })
    .collect()
}
