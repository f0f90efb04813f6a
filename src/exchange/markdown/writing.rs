//! From a library to a page in the start document's form.

use std::collections::{HashMap, HashSet};

use super::{
    claim::{Claim, one_line},
    heading::{Form, Style, UNTITLED, is_misread_title, is_odd_title, is_rule, underline_width},
    label::EMPHASIS,
    lines::{Line, Mark, could_be_marked, escaped, scan},
    outcomes::{NONE, item_of_title, key},
    prose::trimmed,
    setting::{Meaning, Open, Setting, Standing},
    venue, words,
};
use crate::{
    door::clean,
    talk::{Library, Proposal, ProposalText, Status},
};

/// Writes a page: title, introduction, lists by outcome, proposals. [`read`](super::read) gives the same
/// back, but for what the page has no place for: see the module's documentation. Every line break
/// is LF. Linear in the library's length.
#[must_use]
pub fn write(library: &Library) -> String {
    let title = one_line(&library.title);
    let writer = Writer::new(library, venue(&title));
    let mut page = String::new();
    if !title.is_empty() {
        let odd = is_misread_title(&title) || words::known(&title).is_some() || title == UNTITLED;
        heading(&mut page, &marked(&title, odd), '=');
        page.push('\n');
    }
    let introduction = escaped_introduction(trimmed(&clean(&library.introduction)), title.is_empty());
    if !introduction.is_empty() {
        page.push_str(&introduction);
        page.push_str("\n\n");
    }
    page.push_str(&lists(library));
    for proposal in &library.proposals {
        page.push_str("\n\n");
        writer.proposal(&mut page, proposal);
    }
    // A mark at the very start would be taken for one that tells the encoding.
    if page.starts_with('\u{feff}') {
        page.insert(0, '\n');
    }
    page
}

/// A title with its underline.
fn heading(page: &mut String, title: &str, mark: char) {
    page.push_str(title);
    page.push('\n');
    page.extend(std::iter::repeat_n(mark, underline_width(title)));
    page.push('\n');
}

/// A title as it is written above its underline: with a backslash where it would be misread.
fn marked(title: &str, misread: bool) -> String {
    let escapes = title.starts_with('\\') && is_odd_title(title.trim_start_matches('\\'));
    if misread || escapes { format!("\\{title}") } else { title.to_owned() }
}

/// The lists by outcome: of the proposals that were ever meant for a venue, by where they stand now.
fn lists(library: &Library) -> String {
    let mut lists: HashMap<Status, String> = HashMap::new();
    for proposal in library.proposals.iter().filter(|proposal| proposal.latest().is_some()) {
        let item = item_of_title(&one_line(&proposal.title));
        lists.entry(proposal.status()).or_default().extend(["* ", &item, "\n"]);
    }
    let list = |status: Status| {
        let empty = || status.always_listed().then(|| format!("{NONE}\n"));
        let items = lists.remove(&status).or_else(empty)?;
        Some(format!("{}:\n{items}", status.heading()))
    };
    Status::ALL.into_iter().filter_map(list).collect::<Vec<_>>().join("\n")
}

/// What writing a proposal needs to know of the others.
struct Writer<'a> {
    /// The venue that the page's title names.
    venue: &'a str,
    /// How the page will be read.
    setting: Setting,
    /// The keys of titles that more than one proposal has.
    shared: HashSet<String>,
}

impl<'a> Writer<'a> {
    fn new(library: &Library, venue: &'a str) -> Self {
        let mut keys = HashSet::new();
        let mut shared = HashSet::new();
        let mut named = HashSet::new();
        for proposal in &library.proposals {
            let key = key(&one_line(&proposal.title));
            if proposal.latest().is_some() {
                named.insert(key.clone());
            }
            if !keys.insert(key.clone()) {
                shared.insert(key);
            }
        }
        let titles = Some(Form { style: Style::Underline, level: 2 });
        Self { venue, setting: Setting { titles, every: true, named, ..Setting::default() }, shared }
    }

    fn proposal(&self, page: &mut String, proposal: &Proposal) {
        let title = one_line(&proposal.title);
        let listed = self.setting.named.contains(&key(&title));
        let misread = is_misread_title(&title) || title == UNTITLED || (!listed && is_odd_title(&title));
        if title.is_empty() {
            heading(page, UNTITLED, '-');
        } else {
            heading(page, &marked(&title, misread), '-');
        }
        let claims = self.claims(proposal, &key(&title));
        if !claims.is_empty() {
            page.push('\n');
            for claim in &claims {
                page.extend([claim, "\n"]);
            }
        }
        let tags: Vec<String> =
            proposal.tags.iter().map(|tag| one_line(tag)).filter(|tag| !tag.is_empty()).collect();
        if !tags.is_empty() {
            page.extend(["\nTags: ", &tags.join(", "), "\n"]);
        }
        for field in ProposalText::PROSE {
            let text = clean(proposal.text(field));
            let text = trimmed(&text);
            if !text.is_empty() {
                page.extend(["\n*", name(field), "*\n\n", &self.escaped_field(text, field), "\n"]);
            }
        }
    }

    /// The lines that tell of the submissions. The latest, where it is the page's venue's, needs no more
    /// than its number: its status stands in the lists.
    fn claims(&self, proposal: &Proposal, key: &str) -> Vec<String> {
        let Some((latest, earlier)) = proposal.submissions.split_last() else { return Vec::new() };
        let mut claims: Vec<String> = earlier.iter().map(Claim::write).collect();
        let number = one_line(&latest.number);
        let here = one_line(&latest.venue) == self.venue && !self.shared.contains(key);
        match (here, number.is_empty(), claims.is_empty()) {
            (true, false, _) => claims.push(format!("(#{number})")),
            (true, true, true) => {}
            _ => claims.push(Claim::write(latest)),
        }
        claims
    }

    /// A field's text with a backslash before each line that would end it.
    fn escaped_field(&self, text: &str, field: ProposalText) -> String {
        let standing = Standing { open: Some(Open { field, rank: EMPHASIS }), title_free: false };
        escaped_text(text, |lines, at| self.setting.meaning(lines, at, standing) != Meaning::Text)
    }
}

/// The introduction with a backslash before each line that would end it.
fn escaped_introduction(text: &str, untitled: bool) -> String {
    let opening = |lines: &[Line], at: usize| {
        let above = lines.get(..at).unwrap_or_default();
        untitled && above.iter().all(|line| line.mark == Mark::Overline)
    };
    escaped_text(text, |lines, at| match lines.get(at).map(|line| (line, line.mark)) {
        Some((_, Mark::Outcome(_))) => true,
        Some((_, Mark::Heading(_))) if opening(lines, at) => true,
        Some((line, _)) => line.is_sure_field(),
        None => false,
    })
}

/// A text with a backslash before each line that `ends` the text, and before each that has one already
/// which reading would take away.
fn escaped_text(text: &str, ends: impl Fn(&[Line], usize) -> bool) -> String {
    let lines = scan(text);
    let mut written: Vec<String> = Vec::with_capacity(lines.len());
    // Whether the line above got a backslash, or is a title whose underline is to get one.
    let mut above = false;
    for (at, line) in lines.iter().enumerate() {
        let ends = ends(&lines, at);
        let underlined = line.heading().is_some_and(|heading| heading.form.style == Style::Underline);
        let by_itself = !underlined || could_be_marked(line.raw.trim_start());
        let again = line.escaped || line.mark == Mark::Fence;
        let escape = again || (ends && by_itself) || (above && is_rule(line.raw) && line.mark != Mark::Code);
        above = escape || ends;
        written.push(if escape { escaped(line.raw) } else { line.raw.to_owned() });
    }
    written.join("\n")
}

/// What the page calls a field.
const fn name(field: ProposalText) -> &'static str {
    match field {
        ProposalText::Notes => "Additional notes",
        other => other.heading(),
    }
}
