//! Items one level deeper or less deep, with all that is in them.

use std::ops::Range;

use super::{
    super::{
        marker::Marker,
        rewrite::{Change, apply, difference},
    },
    Item, items,
    next::mark_behind,
    number::numbered,
};

/// What a change of levels comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nested {
    /// The changes of the text.
    pub changes: Vec<Change>,
    /// Where the end of the selection is afterwards that was given last: the cursor.
    pub caret: usize,
    /// Where the other end is.
    pub anchor: usize,
}

/// How many blanks a line that is no item goes to the right.
const STEP: &str = "  ";

/// Brings the items on the lines of `selected`, with the lines and items in them, one level deeper or less
/// deep. They are marked like their new neighbours, and the lists that they leave and come to are numbered
/// anew. Lines that are no items are moved by two blanks. The cursor is at the end of `selected`.
///
/// # Errors
/// Why nothing can be done, as a sentence for a person.
pub fn nested(text: &str, selected: Range<usize>, deeper: bool) -> Result<Nested, &'static str> {
    let items = items(text);
    let lines: Vec<&str> = text.split('\n').collect();
    let line_of = |at: usize| text.get(..at).map_or(0, |before| before.matches('\n').count());
    let (first, last) = (line_of(selected.start), line_of(selected.end));
    let roots = roots(&items, first, last);
    let (moved, touched) = match roots.first() {
        Some(root) if deeper => deepen(text, &items, &lines, &roots, *root)?,
        Some(root) => lift(&items, &lines, &roots, *root)?,
        None => (shifted(&lines, first..last + 1, deeper)?, Vec::new()),
    };
    let moved = moved.join("\n");
    let there = super::items(&moved);
    let lists: Vec<usize> =
        there.iter().filter(|item| touched.contains(&item.line)).map(|item| item.list).collect();
    let after = apply(&moved, &numbered(&there, |_, list| lists.contains(&list)));
    let end = |at: usize| {
        // Positions stay where they are seen from the end of their line.
        let behind = text.get(at..)?.find('\n').unwrap_or(text.len() - at);
        let line = after.split('\n').nth(line_of(at))?;
        let start: usize = after.split('\n').take(line_of(at)).map(|line| line.len() + 1).sum();
        // In a marker that gave way to another one it may stand within a character.
        let caret = line.len().saturating_sub(behind);
        Some(start + (0..=caret).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0))
    };
    let (anchor, caret) = (end(selected.start).unwrap_or(0), end(selected.end).unwrap_or(0));
    Ok(Nested { changes: difference(text, &after).into_iter().collect(), caret, anchor })
}

/// The items on these lines that are in no other of them, by index.
fn roots(items: &[Item<'_>], first: usize, last: usize) -> Vec<usize> {
    let mut roots: Vec<usize> = Vec::new();
    for (number, _) in items.iter().enumerate().filter(|(_, item)| (first..=last).contains(&item.line)) {
        if roots.last().is_none_or(|root| !inside(items, *root).contains(&number)) {
            roots.push(number);
        }
    }
    roots
}

/// The items inside of one, by index.
fn inside(items: &[Item<'_>], root: usize) -> Range<usize> {
    let rest = items.get(root + 1..).unwrap_or_default();
    root + 1..root + 1 + rest.iter().take_while(|item| item.parent >= Some(root)).count()
}

/// The lines that belong to an item: up to the next one that is not inside, without lines that stand further
/// to the left.
fn body(items: &[Item<'_>], lines: &[&str], root: usize) -> Range<usize> {
    let Some(item) = items.get(root) else { return 0..0 };
    let limit = items.get(inside(items, root).end).map_or(lines.len(), |next| next.line);
    let last = items.get(inside(items, root).end - 1).map_or(item.line, |last| last.line);
    let is_inside = |line: &&str| line.trim().is_empty() || width(line) > item.column;
    let tail = lines.get(last + 1..limit).unwrap_or_default();
    item.line..last + 1 + tail.iter().take_while(|line| is_inside(line)).count()
}

/// How many characters of white space a line begins with.
fn width(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).count()
}

type Moved = (Vec<String>, Vec<usize>);

/// The lines with the roots under the item above the first of them; and the lines of items whose lists are to
/// be numbered.
fn deepen(
    text: &str,
    items: &[Item<'_>],
    lines: &[&str],
    roots: &[usize],
    root: usize,
) -> Result<Moved, &'static str> {
    const FIRST: &str = "No item stands above it to put it under";
    let item = items.get(root).ok_or(FIRST)?;
    let before = items.get(..root).unwrap_or_default();
    let above = before.iter().rposition(|other| other.list == item.list).ok_or(FIRST)?;
    let holder = items.get(above).ok_or(FIRST)?;
    let own = before.iter().enumerate().rfind(|(_, child)| child.parent == Some(above));
    // Lists inside of others are marked alike.
    let beside = |at: usize| items.get(at).is_some_and(|outer| outer.list == item.list);
    let like = own.or_else(|| items.iter().enumerate().find(|(_, child)| child.parent.is_some_and(beside)));
    let mark = match (own, like) {
        (Some((at, child)), _) => mark_behind(items, at, child),
        (None, Some((_, child))) => child.count.as_ref().map_or_else(
            || Some(child.mark.text.to_owned()),
            |count| Some(child.mark.text.replacen(count.number.text, &first_under(holder, child)?, 1)),
        ),
        (None, None) if item.mark.text.starts_with("**") || text.contains("\n** ") => {
            Some(format!("*{}", item.mark.text))
        }
        (None, None) => item.count.as_ref().map_or_else(
            || Some(item.mark.text.to_owned()),
            |count| Some(item.mark.text.replacen(count.number.text, &first_under(holder, item)?, 1)),
        ),
    };
    let mark = mark.unwrap_or_else(|| item.mark.text.to_owned());
    let starred = mark.starts_with("**");
    let lead = match like {
        _ if starred => item.lead.to_owned(),
        Some((_, child)) if own.is_some() => child.lead.to_owned(),
        Some((_, child)) => format!("{}{}", holder.lead, step_of(items, child)),
        None if text.contains("\n\t") => format!("{}\t", holder.lead),
        None => {
            let blanks =
                if holder.count.is_some() { holder.words - holder.mark.at - holder.task.len() } else { 2 };
            format!("{}{}", holder.lead, " ".repeat(blanks.clamp(2, 8)))
        }
    };
    let stars = if starred { "*" } else { "" };
    Ok((carried(items, lines, roots, &Target { lead, mark, stars }), vec![item.line, holder.line]))
}

/// The white space by which an item stands further to the right than the one that it is in.
fn step_of(items: &[Item<'_>], child: &Item<'_>) -> String {
    let outer = child.parent.and_then(|at| items.get(at)).map_or("", |outer| outer.lead);
    child.lead.strip_prefix(outer).unwrap_or(STEP).to_owned()
}

/// The first number of a list inside of an item, written like that of another.
fn first_under(holder: &Item<'_>, like: &Item<'_>) -> Option<String> {
    let count = like.count.as_ref()?;
    let outer = holder.count.as_ref().filter(|outer| count.depth() > 1 && outer.kind == Marker::Number);
    let prefix = outer.map_or_else(|| count.prefix().to_owned(), |outer| format!("{}.", outer.number.text));
    count.like(1, like.kind, &prefix)
}

/// The lines with the roots behind the item that holds the first of them.
fn lift(items: &[Item<'_>], lines: &[&str], roots: &[usize], root: usize) -> Result<Moved, &'static str> {
    const TOP: &str = "It stands at the top already";
    let item = items.get(root).ok_or(TOP)?;
    let outer = item.parent.ok_or(TOP)?;
    let holder = items.get(outer).ok_or(TOP)?;
    let mark = mark_behind(items, outer, holder).unwrap_or_else(|| holder.mark.text.to_owned());
    let target = Target { lead: holder.lead.to_owned(), mark, stars: "" };
    let behind = inside(items, *roots.last().unwrap_or(&root)).end;
    let neighbours = [root.checked_sub(1), Some(behind), Some(root + 1)];
    let mut touched: Vec<usize> =
        neighbours.into_iter().flatten().filter_map(|at| items.get(at)).map(|item| item.line).collect();
    touched.extend([item.line, holder.line]);
    Ok((carried(items, lines, roots, &target), touched))
}

/// Where items go.
struct Target<'a> {
    lead: String,
    mark: String,
    /// What the markers inside get before them.
    stars: &'a str,
}

/// The lines with these items and all that is in them where they are to go.
fn carried(items: &[Item<'_>], lines: &[&str], roots: &[usize], target: &Target<'_>) -> Vec<String> {
    let mut moved: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    for root in roots {
        let Some(item) = items.get(*root) else { continue };
        for number in body(items, lines, *root) {
            let Some(line) = moved.get_mut(number) else { continue };
            let Some(rest) = line.strip_prefix(item.lead) else { continue };
            if number == item.line {
                let words = rest.get(item.mark.text.len()..).unwrap_or("");
                *line = format!("{}{}{words}", target.lead, target.mark);
            } else if !line.trim().is_empty() {
                let stars = if rest.starts_with("**") { target.stars } else { "" };
                let fewer = target.stars.is_empty() && item.mark.text.starts_with("**");
                let rest = if fewer { rest.strip_prefix('*').unwrap_or(rest) } else { rest };
                *line = format!("{}{stars}{rest}", target.lead);
            }
        }
    }
    moved
}

/// The lines with some of them further to the right or to the left.
fn shifted(lines: &[&str], which: Range<usize>, deeper: bool) -> Result<Vec<String>, &'static str> {
    let mut moved: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    let mut changed = false;
    for line in moved.get_mut(which).unwrap_or_default().iter_mut().filter(|line| !line.trim().is_empty()) {
        let there = if deeper {
            format!("{STEP}{line}")
        } else {
            let rest = line.strip_prefix(STEP).or_else(|| line.strip_prefix('\t'));
            rest.unwrap_or_else(|| line.trim_start_matches(' ')).to_owned()
        };
        changed |= there != *line;
        *line = there;
    }
    if changed { Ok(moved) } else { Err("It stands at the left already") }
}
