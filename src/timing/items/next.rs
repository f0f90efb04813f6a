//! Enter and Backspace in a list: the next item, the end of the list, an item that is none any more.

use super::{
    super::{
        marker::Marker,
        read,
        rewrite::{Change, apply},
    },
    Item, item_at, items, kind_of,
    nest::nested,
};

/// The change that Enter makes with the cursor at this byte; none where it is a line break and no more. The
/// cursor goes behind what it puts in.
///
/// In an item the next one begins, marked like it and its neighbours, what stands behind the cursor being its
/// words; behind a marker without words the list ends, or the item goes one level out. Below an item the line
/// goes on with the same indentation. Items above are never touched; in an outline (`is_outline`) they read as
/// before as well, or it is a line break and no more.
#[must_use]
pub fn next(text: &str, at: usize, is_outline: bool) -> Option<Change> {
    let items = items(text);
    let as_before = |change: &Change| !is_outline || reads_as_before(text, change);
    let Some(number) = item_at(&items, at) else { return indented(text, at).filter(as_before) };
    let item = items.get(number)?;
    let marked = item.mark.at + item.mark.text.len();
    if item.is_empty() {
        return (at >= marked).then(|| out(&items, item));
    }
    if at < item.words {
        return None;
    }
    let behind = text.get(at..item.place.end)?;
    let blanks = behind.len() - behind.trim_start().len();
    let line = line_like(&items, number, item)?;
    let change = Change { place: at..at + blanks, with: format!("\n{line}") };
    Some(change).filter(as_before)
}

/// Whether all sections above a change have the same title, time and depth behind it. A single item becomes the
/// first section of an outline when it gets a second one.
fn reads_as_before(text: &str, change: &Change) -> bool {
    let above = |text: &str| {
        let sections = read(text).sections.into_iter();
        let above = sections.take_while(|section| section.place.start < change.place.start);
        above.map(|section| (section.title, section.time, section.depth)).collect::<Vec<_>>()
    };
    let before = above(text);
    before.is_empty() || before == above(&apply(text, std::slice::from_ref(change)))
}

/// The change that Backspace makes with the cursor at this byte, and where the cursor is afterwards; none where
/// it erases a character. Before the words of an item it brings the item one level out, and at the top it takes
/// the marker away.
#[must_use]
pub fn erased(text: &str, at: usize) -> Option<(Vec<Change>, usize)> {
    let items = items(text);
    let item = items.get(item_at(&items, at)?)?;
    let bare = item.mark.at + item.mark.text.len() == item.words;
    if at != item.words || bare {
        return None;
    }
    if item.parent.is_some()
        && let Ok(nested) = nested(text, at..at, false)
    {
        return Some((nested.changes, nested.caret));
    }
    Some((vec![Change { place: item.mark.at..item.words, with: String::new() }], item.mark.at))
}

/// The change that typing these words with the cursor at this byte makes where they end, or are, the marker of the
/// item a second time: people type `2. ` where the list has put it already. The marker that is typed stays, the same
/// or the one behind it. None where the words are words, and for the first item of a list, which nobody else
/// began.
#[must_use]
pub fn typed(text: &str, at: usize, words: &str) -> Option<Change> {
    const LONGEST: usize = 10;
    let start = text.get(..at)?.rfind('\n').map_or(0, |feed| feed + 1);
    let line = text.get(start..at)?;
    let behind = text.get(at..)?;
    let ends = words.contains(' ') && (behind.is_empty() || behind.starts_with('\n'));
    // Most blanks end a word: the items are read only where it may be a marker.
    if !ends || line.len() > line.trim_start().len() + 2 * LONGEST {
        return None;
    }
    let items = items(text);
    let number = item_at(&items, at)?;
    let item = items.get(number).filter(|item| item.task.is_empty() && item.words <= at)?;
    let begun = text.get(item.words..at)?;
    let whole = format!("{begun}{words}");
    let (mark, rest) = whole.split_once(' ').filter(|_| !begun.contains(' '))?;
    let is_first = items.iter().position(|other| other.list == item.list) == Some(number);
    let same = mark == item.mark.text;
    let following = || {
        let count = item.count.as_ref()?;
        let kind = kind_of(&items, item.list)?;
        let next = count.like(count.value(kind)?.checked_add(1)?, kind, count.prefix())?;
        Some(item.mark.text.replacen(count.number.text, &next, 1))
    };
    let with = format!("{mark}{}{rest}", item.gap);
    (!is_first && (same || following().is_some_and(|next| next == mark)))
        .then_some(Change { place: item.mark.at..at, with })
}

/// What an item without words becomes: one of the list around its own, else an empty line.
fn out(items: &[Item<'_>], item: &Item<'_>) -> Change {
    let outer = item.parent;
    let line = outer.and_then(|at| line_like(items, at, items.get(at)?));
    Change { place: item.place.clone(), with: line.unwrap_or_default() }
}

/// A line that begins like that of an item, with the marker of the one behind it.
fn line_like(items: &[Item<'_>], number: usize, item: &Item<'_>) -> Option<String> {
    let mark = mark_behind(items, number, item)?;
    let wider = mark.len().saturating_sub(item.mark.text.len());
    // Words that stand in a column go on doing so.
    let gap = match item.gap.len() {
        0 => "",
        blanks => item.gap.get(..blanks.saturating_sub(wider).max(1)).unwrap_or(item.gap),
    };
    let task = item.task.replace(['☑', '✅'], "☐").replace("[x]", "[ ]").replace("[X]", "[ ]");
    Some(format!("{}{mark}{gap}{task}", item.lead))
}

/// The marker of an item behind this one; none where nobody counts so far, or where it may be no marker.
pub(super) fn mark_behind(items: &[Item<'_>], number: usize, item: &Item<'_>) -> Option<String> {
    let Some(count) = &item.count else { return Some(item.mark.text.to_owned()) };
    let kind = kind_of(items, item.list)?;
    let value = count.value(kind)?;
    let before = items.get(..number)?.iter().rfind(|other| other.list == item.list);
    if before.is_none() && kind != Marker::Number && value != 1 {
        // `v. Chr.` is no fifth item.
        return None;
    }
    // Some have `1.` before every item.
    let same = before.and_then(|before| before.count.as_ref()?.value(kind)) == Some(value) && value <= 1;
    let next = count.like(if same { value } else { value + 1 }, kind, count.prefix())?;
    Some(item.mark.text.replacen(count.number.text, &next, 1))
}

/// A line break that keeps the indentation of a line that is no item.
fn indented(text: &str, at: usize) -> Option<Change> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |feed| feed + 1);
    let before = text.get(start..at)?;
    let lead = before.get(..before.len() - before.trim_start().len())?;
    if lead.is_empty() {
        None
    } else if lead == before {
        // Nothing but white space stays behind on no line.
        Some(Change { place: start..at, with: "\n".into() })
    } else {
        Some(Change { place: at..at, with: format!("\n{lead}") })
    }
}
