//! The hints in the last row, which of them stand there and where: the same for drawing them and for the mouse.

use ratatui::layout::Rect;

use super::{Areas, At, Command, Model, Popup};
use crate::{
    door::{self, Safe},
    text::prose,
};

/// Keys and the word for what they do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The commands that can act now, each with its key.
    pub keys: Vec<(Command, String)>,
    /// What they do.
    pub word: &'static str,
    /// Where it stands.
    pub place: Rect,
}

/// The cells between two hints.
const GAP: u16 = 3;

/// What the status line offers wherever there are hints, behind what it offers there.
const ALWAYS: [(&[Command], &str); 2] = [(&[Command::Commands], "commands"), (&[Command::Help], "help")];

/// What the status line offers in a context, most needed first: commands and the word for them.
#[must_use]
pub(super) const fn hints(at: At) -> &'static [(&'static [Command], &'static str)] {
    use Command as C;
    const UP_DOWN: &[Command] = &[C::Up, C::Down];
    match at {
        At::LIST => &[
            (UP_DOWN, "choose"),
            (&[C::Write], "write"),
            (&[C::NewProposal], "new"),
            (&[C::Search], "search"),
            (&[C::NextField], "next pane"),
            (&[C::Details], "details"),
            (&[C::Quit], "leave"),
        ],
        At::TEXT => &[
            (&[C::NextField], "next field"),
            (&[C::Undo], "undo"),
            (&[C::Save], "save"),
            (&[C::Find], "find"),
            (&[C::Correct], "spelling"),
            (&[C::Back], "list"),
            (&[C::Quit], "leave"),
        ],
        At::FORM => &[
            (UP_DOWN, "choose"),
            (&[C::Change], "change"),
            (&[C::AddSubmission], "add a submission"),
            (&[C::DeleteSubmission], "delete"),
            (&[C::Back], "list"),
        ],
        At::TIMING => &[
            (UP_DOWN, "choose"),
            (&[C::Longer, C::Shorter], "minutes"),
            (&[C::Fit], "fit"),
            (&[C::SetSlot], "slot"),
            (&[C::NextVersion], "version"),
            (&[C::ToOutline], "text"),
            (&[C::Back], "list"),
        ],
        At::FIND => &[
            (&[C::FindNext], "next"),
            (&[C::FindPrevious], "before"),
            (&[C::Accept], "stay here"),
            (&[C::Replace], "replace"),
            (&[C::Back], "back"),
        ],
        At::REPLACE => &[
            (&[C::Accept], "replace"),
            (&[C::FindNext], "skip"),
            (&[C::ReplaceAll], "all"),
            (&[C::Back], "back"),
        ],
        At::LINE => &[(&[C::Accept], "keep"), (&[C::Back], "leave as it was")],
        At::PICK => &[(UP_DOWN, "choose"), (&[C::Accept], "take it"), (&[C::Back], "back")],
        // A popup says in its own border what can be done.
        _ => &[],
    }
}

impl Hint {
    /// The command at a column of its place: that of the key there; on the word, the only one there is.
    #[must_use]
    pub fn command_at(&self, column: u16) -> Option<Command> {
        let mut x = self.place.x;
        for (command, key) in &self.keys {
            x += cells(key);
            if column < x {
                return Some(*command);
            }
        }
        if let [(command, _)] = self.keys[..] { Some(command) } else { None }
    }

    /// The keys and the word in one text.
    #[must_use]
    pub fn words(&self) -> String {
        let keys: String = self.keys.iter().map(|(_, key)| key.as_str()).collect();
        format!("{keys} {}", self.word).trim_end().to_owned()
    }

    fn width(&self) -> u16 {
        self.keys.iter().map(|(_, key)| cells(key)).sum::<u16>() + 1 + cells(self.word)
    }
}

/// What is told in the last row, and in those above it where its words need more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The words, row by row.
    pub rows: Vec<String>,
    /// Whether something failed: a mark stands before it.
    pub failed: bool,
    /// Where it stands, over all else.
    pub place: Rect,
}

impl Told {
    /// The cells that the mark takes.
    #[must_use]
    pub const fn indent(&self) -> u16 {
        if self.failed { 2 } else { 0 }
    }
}

/// What is told now, if anything: why what was typed cannot be taken, else what just happened. It takes at most
/// half the window; what has no room there is cut.
#[must_use]
pub fn told(model: &Model, areas: &Areas) -> Option<Told> {
    let error = model.popups.last().and_then(|popup| match popup {
        Popup::Line(line) => line.error.as_deref(),
        _ => None,
    });
    let note = model.note.as_ref().map(|note| (note.text.as_str(), note.failed));
    let (words, failed) = error.map(|error| (error, true)).or(note)?;
    let mut told = Told { rows: Vec::new(), failed, place: areas.status };
    let room = areas.status.width.saturating_sub(2 + told.indent()).max(1);
    // As it will be shown, so that what is made visible has its room.
    told.rows = prose::rows(&Safe::line(words), usize::from(room));
    let most = usize::from(model.size.1 / 2).max(1);
    if told.rows.len() > most {
        let rest = told.rows.split_off(most - 1).join(" ");
        told.rows.push(Safe::cut(&rest, usize::from(room)).to_string());
    }
    let height = u16::try_from(told.rows.len()).unwrap_or(1);
    told.place = Rect { y: (areas.status.y + 1).saturating_sub(height), height, ..areas.status };
    Some(told)
}

/// As many hints as there is room for in a row, of what can be done. Help always stands last, before it the
/// palette, for which others give way.
#[must_use]
pub fn placed(model: &Model, row: Rect) -> Vec<Hint> {
    // A popup with a box says in its edge what can be done.
    let is_boxed = model.popups.last().is_some_and(|popup| model.boxed(popup).is_some());
    let here = if is_boxed { &[] } else { hints(model.at()) };
    let always = ALWAYS.iter().filter(|_| !here.is_empty());
    let length = |hint: &Hint| hint.width() + GAP;
    let mut behind: Vec<Hint> = always.filter_map(|hint| shown(model, hint)).collect();
    let mut room = row.width.saturating_add(GAP - 1);
    while behind.len() > 1 && behind.iter().map(length).sum::<u16>() > room {
        behind.remove(0);
    }
    room = room.saturating_sub(behind.iter().map(length).sum());
    let mut placed: Vec<Hint> = here.iter().filter_map(|hint| shown(model, hint)).collect();
    placed.retain(|hint| {
        let fits = length(hint) <= room;
        room -= if fits { length(hint) } else { 0 };
        fits
    });
    placed.append(&mut behind);
    let mut used = 1;
    for hint in &mut placed {
        let x = row.x + used.min(row.width);
        hint.place = Rect { x, width: hint.width().min(row.right() - x), ..row };
        used += length(hint);
    }
    placed
}

/// The keys of those commands that can act now; none where none can.
fn shown(model: &Model, (commands, word): &(&[Command], &'static str)) -> Option<Hint> {
    let able = commands.iter().filter(|command| model.can(**command));
    let key = |command: &Command| model.settings.keys.shown(*command, model.at()).next();
    let keys: Vec<_> = able.filter_map(|command| Some((*command, key(command)?))).collect();
    (!keys.is_empty()).then_some(Hint { keys, word, place: Rect::default() })
}

fn cells(words: &str) -> u16 {
    u16::try_from(door::width(words)).unwrap_or(u16::MAX)
}
