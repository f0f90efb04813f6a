//! The hints in the last row, which of them stand there and where: the same for drawing them and for the mouse.

use ratatui::layout::Rect;

use super::{Areas, At, Command, Model, Pane, Popup, form};
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

/// The cells between two hints: in a narrow window fewer, so that there is room for more of them.
const fn gap(row: Rect) -> u16 {
    if row.width < 100 { 2 } else { 3 }
}

/// What the status line offers in a context besides the ways, most needed first: commands and the word for them.
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
        ],
        At::TEXT => &[
            (&[C::NextField], "next field"),
            (&[C::Find], "find"),
            (&[C::Save], "save"),
            (&[C::Correct], "spelling"),
            (&[C::Undo], "undo"),
        ],
        At::FORM => &[
            (UP_DOWN, "choose"),
            (&[C::Change], "change"),
            (&[C::AddSubmission], "add a submission"),
            (&[C::DeleteSubmission], "remove it"),
        ],
        At::TIMING => &[
            (UP_DOWN, "choose"),
            (&[C::Longer, C::Shorter], "minutes"),
            (&[C::Fit], "fit"),
            (&[C::SetSlot], "slot"),
            (&[C::NextVersion], "version"),
            (&[C::ToOutline], "text"),
        ],
        At::FIND => &[(&[C::FindNext], "next"), (&[C::FindPrevious], "before"), (&[C::Replace], "replace")],
        At::REPLACE => &[(&[C::Accept], "replace"), (&[C::FindNext], "skip"), (&[C::ReplaceAll], "all")],
        At::LINE => &[(&[C::Accept], "keep")],
        At::PICK => &[(UP_DOWN, "choose"), (&[C::Accept], "take it")],
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
            x += door::columns(key);
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
        self.keys.iter().map(|(_, key)| door::columns(key)).sum::<u16>() + 1 + door::columns(self.word)
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

/// The ways that stand in every place, in the order in which they stand there: back, to all commands, to help,
/// and out. As many as have room in so many columns with a gap between them.
#[must_use]
pub fn ways(model: &Model, room: u16, gap: u16) -> Vec<Hint> {
    /// Those that give way first. One step back leads to where the way out is told.
    const GIVE_WAY: [Command; 3] = [Command::Commands, Command::Help, Command::Quit];
    let all = [
        (Command::Back, back(model)),
        (Command::Commands, "commands"),
        (Command::Help, "help"),
        (Command::Quit, "leave"),
    ];
    let mut ways: Vec<Hint> = all.iter().filter_map(|(way, word)| shown(model, &(&[*way], word))).collect();
    for command in GIVE_WAY {
        let wide = ways.iter().map(|way| way.width() + gap).sum::<u16>();
        if wide <= room.saturating_add(gap) {
            break;
        }
        ways.retain(|way| way.keys.iter().all(|(way, _)| *way != command));
    }
    ways
}

/// Where one step back leads.
fn back(model: &Model) -> &'static str {
    match model.at() {
        At::LINE | At::PICK => "back",
        At::FIND | At::REPLACE => "close",
        _ if model.alone => "all panes",
        _ if form::writes_remarks(model) && model.pane == Pane::Editor => "details",
        _ => "list",
    }
}

/// As many hints as there is room for in a row, of what can be done, the first ones first. The ways stand at the
/// right end, and the others give way to them.
#[must_use]
pub fn placed(model: &Model, row: Rect) -> Vec<Hint> {
    // A popup with a box says in its edge what can be done.
    let is_boxed = model.popups.last().is_some_and(|popup| model.boxed(popup).is_some());
    let here = if is_boxed { &[] } else { hints(model.at()) };
    if here.is_empty() {
        return Vec::new();
    }
    let gap = gap(row);
    let mut ways = ways(model, row.width.saturating_sub(2), gap);
    let length = |hint: &Hint| hint.width() + gap;
    let mut room =
        row.width.saturating_sub(2).saturating_add(gap).saturating_sub(ways.iter().map(length).sum());
    let able = here.iter().filter_map(|hint| shown(model, hint));
    // One that has no room ends them: else others would come and go with what can be done.
    let mut placed: Vec<Hint> = able
        .take_while(|hint| {
            let fits = length(hint) <= room;
            room -= if fits { length(hint) } else { 0 };
            fits
        })
        .collect();
    // The ways stand at the right end, where what else can be done does not move them.
    let at_right = (row.width + gap).saturating_sub(1 + ways.iter().map(length).sum::<u16>()).max(1);
    for (mut used, hints) in [(1, &mut placed), (at_right, &mut ways)] {
        for hint in hints {
            let x = row.x + used.min(row.width);
            hint.place = Rect { x, width: hint.width().min(row.right() - x), ..row };
            used += length(hint);
        }
    }
    placed.append(&mut ways);
    placed
}

/// The keys of those commands that can act now; none where none can.
fn shown(model: &Model, (commands, word): &(&[Command], &'static str)) -> Option<Hint> {
    let able = commands.iter().filter(|command| model.can(**command));
    let key = |command: &Command| model.settings.keys.shown(*command, model.at()).next();
    let keys: Vec<_> = able.filter_map(|command| Some((*command, key(command)?))).collect();
    (!keys.is_empty()).then_some(Hint { keys, word, place: Rect::default() })
}
