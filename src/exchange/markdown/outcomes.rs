//! The lists by outcome at the top of a page: `Accepted:` and below it `* Title` or `<NONE>`.

use std::collections::{BTreeMap, HashMap};

use super::{
    heading::UNTITLED,
    lines::{Line, Mark, item},
};
use crate::talk::Status;

/// What stands in a list without titles.
pub(super) const NONE: &str = "<NONE>";

/// The lists of a page.
#[derive(Debug, Default)]
pub(super) struct Outcomes {
    /// The first line behind the last list; 0 where there are no lists.
    pub end: usize,
    /// For each line before `end`, whether it belongs to a list.
    pub scaffold: Vec<bool>,
    /// Which titles stand under which status, in their order.
    pub mentions: Vec<(String, Status)>,
}

/// Finds the lists: they stand above everything that belongs to a proposal. Above the first list there
/// may be headings, behind it the first heading ends the search.
pub(super) fn outcomes(lines: &[Line]) -> Outcomes {
    let mut found = Outcomes::default();
    let mut list: Option<Status> = None;
    for (at, line) in lines.iter().enumerate() {
        let past = line.is_sure_field() || (found.end > 0 && line.heading().is_some());
        if past {
            break;
        }
        let head = match line.mark {
            Mark::Outcome(status) if is_list(lines.get(at + 1..).unwrap_or_default()) => Some(status),
            _ => None,
        };
        let belongs = if head.is_some() {
            list = head;
            true
        } else {
            list.is_some_and(|status| found.take(status, line))
        };
        if belongs {
            found.scaffold.resize(at, false);
            found.scaffold.push(true);
            found.end = at + 1;
        } else if line.mark != Mark::Blank {
            list = None;
        }
    }
    found
}

/// Whether a list's items, or the word for none, stand below its head.
fn is_list(below: &[Line]) -> bool {
    let first = below.iter().find(|line| line.mark != Mark::Blank);
    first.is_some_and(|line| item(line.raw).is_some() || line.raw.trim() == NONE)
}

impl Outcomes {
    /// Takes a line of a list, if it is one: an item, the rest of an item's title, or the word for none.
    fn take(&mut self, status: Status, line: &Line) -> bool {
        if let Some(title) = item(line.raw) {
            self.mentions.push((title_of_item(title).to_owned(), status));
            return true;
        }
        let text = line.raw.trim();
        let goes_on =
            !text.is_empty() && line.raw.starts_with([' ', '\t']) && self.scaffold.len() == self.end;
        match self.mentions.last_mut().filter(|_| goes_on) {
            Some((title, of)) if *of == status && text != NONE => {
                title.push(' ');
                title.push_str(text);
                true
            }
            _ => text == NONE,
        }
    }
}

/// The title that an item names.
fn title_of_item(item: &str) -> &str {
    match item.strip_prefix('\\') {
        _ if item == UNTITLED => "",
        Some(title) if title.trim_start_matches('\\') == UNTITLED => title,
        _ => item,
    }
}

/// A title as an item, so that it is read back as itself.
pub(super) fn item_of_title(title: &str) -> String {
    match title {
        "" => UNTITLED.to_owned(),
        _ if title.trim_start_matches('\\') == UNTITLED => format!("\\{title}"),
        _ => title.to_owned(),
    }
}

/// By what a title in a list and one above a proposal are known to be the same: case and blanks do not
/// matter.
pub(super) fn key(title: &str) -> String {
    title.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The mentions of each title that no proposal has claimed yet.
#[derive(Debug, Default)]
pub(super) struct Unclaimed(HashMap<String, Mentions>);

/// The mentions of one title.
#[derive(Debug, Default)]
struct Mentions {
    title: String,
    in_order: Vec<Status>,
    /// How many in `in_order` were looked at.
    seen: usize,
    /// How many of each status are there to be claimed.
    left: BTreeMap<Status, usize>,
    /// How many of each status were claimed by name and are still to be passed over in `in_order`.
    claimed: BTreeMap<Status, usize>,
}

impl Unclaimed {
    /// All mentions.
    pub fn new(mentions: &[(String, Status)]) -> Self {
        let mut unclaimed = HashMap::<String, Mentions>::new();
        for (title, status) in mentions {
            let of_title = unclaimed.entry(key(title)).or_default();
            if of_title.in_order.is_empty() {
                of_title.title.clone_from(title);
            }
            of_title.in_order.push(*status);
            *of_title.left.entry(*status).or_default() += 1;
        }
        Self(unclaimed)
    }

    /// Claims a mention of this title under this status, if there is one.
    pub fn claim(&mut self, title: &str, status: Status) {
        let Some(mentions) = self.0.get_mut(&key(title)) else { return };
        if let Some(left) = mentions.left.get_mut(&status).filter(|left| **left > 0) {
            *left -= 1;
            *mentions.claimed.entry(status).or_default() += 1;
        }
    }

    /// Claims the next mention of this title, under whatever status.
    pub fn next(&mut self, title: &str) -> Option<Status> {
        self.0.get_mut(&key(title))?.next()
    }

    /// Claims the titles that are mentioned and still unclaimed, in the order of `mentions`, each with
    /// its statuses.
    pub fn rest(mut self, mentions: &[(String, Status)]) -> Vec<(String, Vec<Status>)> {
        let mut rest = Vec::new();
        for (title, _) in mentions {
            let Some(mut of_title) = self.0.remove(&key(title)) else { continue };
            let statuses: Vec<Status> = std::iter::from_fn(|| of_title.next()).collect();
            if !statuses.is_empty() {
                rest.push((of_title.title, statuses));
            }
        }
        rest
    }
}

impl Mentions {
    fn next(&mut self) -> Option<Status> {
        while let Some(status) = self.in_order.get(self.seen).copied() {
            self.seen += 1;
            if let Some(claimed) = self.claimed.get_mut(&status).filter(|claimed| **claimed > 0) {
                *claimed -= 1;
                continue;
            }
            return Some(status);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{super::lines::scan, *};

    #[test]
    fn lists_are_found_with_their_titles() {
        let text = "Page\n====\n\nHere's the list:\n\nAccepted:\n<NONE>\n\nRejected:\n* Kites\n- Knots\n  and more\n\n\
                    Confirmed:\n\n* <UNTITLED>\n\nKites\n-----\n\nDraft:\n* none";
        let found = outcomes(&scan(text));
        let mentions =
            [("Kites", Status::Rejected), ("Knots and more", Status::Rejected), ("", Status::Confirmed)];
        assert_eq!(found.mentions, mentions.map(|(title, status)| (title.to_owned(), status)));
        assert_eq!(found.end, 16);
        assert!(!found.scaffold[3] && found.scaffold[5] && found.scaffold[6] && !found.scaffold[7]);
    }

    #[test]
    fn a_word_with_a_colon_alone_is_no_list() {
        for text in ["Accepted:\nby all", "Accepted:", "Accepted\n* a", "*Outline*\n\nRejected:\n* a"] {
            assert_eq!(outcomes(&scan(text)).end, 0, "{text}");
        }
    }

    #[test]
    fn mentions_are_claimed_once() {
        let mention = |title: &str, status| (title.to_owned(), status);
        let mentions = [
            mention("Kites", Status::Accepted),
            mention("kites", Status::Rejected),
            mention("Kites", Status::Accepted),
            mention("Knots", Status::Draft),
        ];
        let mut unclaimed = Unclaimed::new(&mentions);
        unclaimed.claim("Kites", Status::Accepted);
        unclaimed.claim("Kites", Status::Draft);
        assert_eq!(unclaimed.next("KITES"), Some(Status::Rejected));
        assert_eq!(
            unclaimed.rest(&mentions),
            [("Kites".to_owned(), vec![Status::Accepted]), ("Knots".to_owned(), vec![Status::Draft])]
        );
    }
}
