//! What became of one library in another, as edits.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::splice::splices;
use crate::talk::{Edit, Id, Library, LibraryText, Place, Proposal, ProposalText};

/// The edits that make `from` the library `to`, in the order in which they apply.
///
/// A library's id never changes: where the two differ in theirs, that of `from` stays. Takes linear time
/// in what has changed; proposals that the two share cost a comparison of their addresses, those that are
/// equal one of their contents. A proposal that moves costs a walk over the list.
#[must_use]
pub fn difference(from: &Library, to: &Library) -> Vec<Edit> {
    let mut edits = Vec::new();
    for place in LibraryText::ALL.map(Place::Library) {
        if let (Some(old), Some(new)) = (from.text(&place), to.text(&place)) {
            edits.extend(splices(&place, old, new));
        }
    }
    let unknown = |library: &Library| Box::new([library.unknown.clone(), library.speaker.unknown.clone()]);
    let (before, after) = (unknown(from), unknown(to));
    if before != after {
        edits.push(Edit::SetUnknown { before, after });
    }
    proposals(&from.proposals, &to.proposals, &mut edits);
    edits
}

/// First which proposals there are and in which order, then what stands in those that both have.
fn proposals(from: &[Arc<Proposal>], to: &[Arc<Proposal>], edits: &mut Vec<Edit>) {
    let same = |(from, to): &(&Arc<Proposal>, &Arc<Proposal>)| from.id == to.id;
    let head = from.iter().zip(to).take_while(same).count();
    let tail = from[head..].iter().rev().zip(to[head..].iter().rev()).take_while(same).count();
    let (old, new) = (&from[head..from.len() - tail], &to[head..to.len() - tail]);
    places(old, new, head, edits);

    let there: HashMap<&Id, &Arc<Proposal>> = old.iter().map(|proposal| (&proposal.id, proposal)).collect();
    let moved = new.iter().filter_map(|new| Some((*there.get(&new.id)?, new)));
    let ends = from[..head].iter().zip(to).chain(from.iter().rev().zip(to.iter().rev()).take(tail));
    for (old, new) in ends.chain(moved) {
        if old != new {
            contents(old, new, edits);
        }
    }
}

/// Removes, moves and adds, in lists that begin `first` proposals below the top of the whole one.
fn places(old: &[Arc<Proposal>], new: &[Arc<Proposal>], first: usize, edits: &mut Vec<Edit>) {
    let ranks: HashMap<&Id, usize> = new.iter().enumerate().map(|(rank, there)| (&there.id, rank)).collect();
    let there: HashSet<&Id> = old.iter().map(|proposal| &proposal.id).collect();
    for (index, proposal) in old.iter().enumerate().rev() {
        if !ranks.contains_key(&proposal.id) {
            edits.push(Edit::RemoveProposal { index: first + index, proposal: proposal.clone() });
        }
    }
    let order = old.iter().filter_map(|proposal| ranks.get(&proposal.id).copied()).collect();
    let moves = moves(order).into_iter();
    edits.extend(moves.map(|(from, to)| Edit::MoveProposal { from: first + from, to: first + to }));
    for (index, proposal) in new.iter().enumerate() {
        if !there.contains(&proposal.id) {
            edits.push(Edit::AddProposal { index: first + index, proposal: proposal.clone() });
        }
    }
}

/// The moves, from one index to another, that bring different numbers into ascending order; as few as it
/// takes.
fn moves(mut order: Vec<usize>) -> Vec<(usize, usize)> {
    let mut moves = Vec::new();
    let mut sorted = order.clone();
    sorted.sort_unstable();
    if sorted == order {
        return moves;
    }
    let stay = ascending(&order);
    let mut before = None;
    for number in sorted {
        if !stay.contains(&number) {
            let at = |order: &[usize], wanted| order.iter().position(|there| *there == wanted).unwrap_or(0);
            let from = at(&order, number);
            order.remove(from);
            let to = before.map_or(0, |before| at(&order, before) + 1);
            order.insert(to, number);
            moves.push((from, to));
        }
        before = Some(number);
    }
    moves
}

/// As many of the numbers as stand in ascending order already.
fn ascending(order: &[usize]) -> HashSet<usize> {
    // The index of the lowest number with which a run of each length ends, and of the one before each.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    for (index, number) in order.iter().enumerate() {
        let length = ends.partition_point(|end| order[*end] < *number);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    std::iter::successors(ends.last().copied(), |index| before[*index]).map(|index| order[index]).collect()
}

/// What changed in a proposal: its texts by what differs in them, the rest at once.
fn contents(old: &Arc<Proposal>, new: &Arc<Proposal>, edits: &mut Vec<Edit>) {
    let mut between = Proposal::clone(old);
    for text in ProposalText::ALL {
        let place = Place::Proposal(old.id.clone(), text);
        edits.extend(splices(&place, old.text(text), new.text(text)));
        new.text(text).clone_into(between.text_mut(text));
    }
    for submission in &mut between.submissions {
        if let Some(there) = new.submission(&submission.id) {
            let place = Place::Remarks { proposal: old.id.clone(), submission: there.id.clone() };
            edits.extend(splices(&place, &submission.remarks, &there.remarks));
            submission.remarks.clone_from(&there.remarks);
        }
    }
    if between != **new {
        edits.push(Edit::SetProposal { before: between.into(), after: new.clone() });
    }
}
