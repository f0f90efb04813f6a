//! The hints in the last row, which of them stand there and where: the same for drawing them and for the mouse.

use ratatui::layout::Rect;

use super::{Areas, At, Command, Model, Pane, Popup, form, header::header};
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

/// In fewer columns than this, keys are told in short.
const SHORT: u16 = 50;

/// A key as people read it where there is little room: `^P` for `Ctrl-P`.
fn in_short(key: String) -> String {
    match key.strip_prefix("Ctrl-") {
        Some(letter) if letter.chars().count() == 1 => format!("^{letter}"),
        _ => key,
    }
}

/// What the status line offers in a context besides the ways, most needed first: commands and the word for them.
/// That arrows choose is what most people know.
#[must_use]
pub(super) const fn hints(at: At) -> &'static [(&'static [Command], &'static str)] {
    use Command as C;
    const UP_DOWN: &[Command] = &[C::Up, C::Down];
    match at {
        At::LIST => &[
            (&[C::NewProposal], "new"),
            (&[C::Write], "write"),
            (&[C::Search], "search"),
            (&[C::ShowTiming], "timing"),
            (&[C::Details], "details"),
            (&[C::Rename], "rename"),
            (&[C::CopyText], "copy"),
            (&[C::NextField], "next pane"),
            (UP_DOWN, "choose"),
        ],
        At::TEXT => &[
            (&[C::NextField], "next field"),
            (&[C::Find], "find"),
            (&[C::Save], "save"),
            (&[C::Correct], "spelling"),
            (&[C::CopyText], "copy"),
            (&[C::Undo], "undo"),
        ],
        At::FORM => &[
            (&[C::Change], "change"),
            (&[C::NextField], "next field"),
            (&[C::AddSubmission], "add a submission"),
            (&[C::DeleteSubmission], "remove it"),
            (&[C::PreviousTab, C::NextTab], "tabs"),
            (UP_DOWN, "choose"),
        ],
        At::TIMING => &[
            (&[C::Fit], "fit"),
            (&[C::AddSection], "new"),
            (&[C::Longer, C::Shorter], "minutes"),
            (&[C::SetSlot], "slot"),
            (&[C::NextVersion], "version"),
            (&[C::ToOutline], "text"),
            (UP_DOWN, "choose"),
        ],
        At::FIND => &[(&[C::FindNext], "next"), (&[C::FindPrevious], "before"), (&[C::Replace], "replace")],
        At::REPLACE => &[(&[C::Accept], "replace"), (&[C::FindNext], "skip"), (&[C::ReplaceAll], "all")],
        At::LINE => &[(&[C::Accept], "take it")],
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

    /// Whether it is about a command.
    fn runs(&self, command: Command) -> bool {
        self.keys.iter().any(|(here, _)| *here == command)
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

/// The columns for hints, and those between two of them.
#[derive(Clone, Copy)]
struct Room {
    columns: u16,
    gap: u16,
    /// Whether keys are told in short.
    short: bool,
}

impl Room {
    const fn new(columns: u16, gap: u16) -> Self {
        Self { columns, gap, short: columns < SHORT }
    }

    /// The columns that hints take, each with the gap behind it.
    fn taken(self, hints: &[Hint]) -> u16 {
        hints.iter().map(|hint| hint.width() + self.gap).sum()
    }

    /// Whether these have room.
    fn has(self, hints: &[Hint]) -> bool {
        self.taken(hints) <= self.columns.saturating_add(self.gap)
    }

    /// What is left beside these.
    fn beside(self, hints: &[Hint]) -> Self {
        Self { columns: self.columns.saturating_sub(self.taken(hints)), ..self }
    }
}

/// The ways that stand in every place, in the order in which they stand there: back, to all commands, to help
/// unless another place tells of it, and out. As many as have room.
fn ways(model: &Model, room: Room, helped: bool) -> Vec<Hint> {
    /// Those that give way first. One step back leads to where the way out is told.
    const GIVE_WAY: [Command; 3] = [Command::Commands, Command::Help, Command::Quit];
    let all = [
        (Command::Back, back(model)),
        (Command::Commands, "commands"),
        (Command::Help, "help"),
        (Command::Quit, "leave"),
    ];
    let all = all.iter().filter(|(way, _)| !(helped && *way == Command::Help));
    let mut ways: Vec<Hint> = all.filter_map(|(way, word)| shown(model, room, &(&[*way], word))).collect();
    for command in GIVE_WAY {
        if room.has(&ways) {
            break;
        }
        ways.retain(|way| !way.runs(command));
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

/// As many hints as there is room for of what can be done, and the ways. What is needed most comes before the ways
/// to all commands and to help, and everything else behind them. One that has no room ends them: else others would
/// come and go with what can be done. Nothing where a popup says in its edge what can be done.
fn hints_and_ways(model: &Model, room: Room, helped: bool) -> [Vec<Hint>; 2] {
    let is_boxed = model.popups.last().is_some_and(|popup| model.boxed(popup).is_some());
    let here = hints(model.at());
    if is_boxed || here.is_empty() {
        return [Vec::new(), Vec::new()];
    }
    let able: Vec<Hint> = here.iter().filter_map(|hint| shown(model, room, hint)).collect();
    let mut most = able.get(..if room.short { 1 } else { 2 }).unwrap_or(&able);
    // The ways back and out come before all.
    let last = [(&[Command::Back][..], back(model)), (&[Command::Quit], "leave")];
    let last: Vec<Hint> = last.iter().filter_map(|way| shown(model, room, way)).collect();
    while let Some((_, fewer)) = most.split_last().filter(|_| !room.beside(most).has(&last)) {
        most = fewer;
    }
    let ways = ways(model, room.beside(most), helped);
    let beside = room.beside(&ways);
    let mut count = 0;
    while able.get(..=count).is_some_and(|hints| beside.has(hints)) {
        count += 1;
    }
    [able.into_iter().take(count).collect(), ways]
}

/// The hints in a row of their own: the ways stand at its right end.
#[must_use]
pub fn placed(model: &Model, row: Rect) -> Vec<Hint> {
    let gap = gap(row);
    let room = Room::new(row.width.saturating_sub(2), gap);
    let [mut placed, mut ways] = hints_and_ways(model, room, false);
    // There what else can be done does not move them.
    let at_right = (row.width + gap).saturating_sub(1 + room.taken(&ways)).max(1);
    for (mut used, hints) in [(1, &mut placed), (at_right, &mut ways)] {
        for hint in hints {
            let x = row.x + used.min(row.width);
            hint.place = Rect { x, width: hint.width().min(row.right() - x), ..row };
            used += hint.width() + gap;
        }
    }
    placed.append(&mut ways);
    placed
}

/// The hints in the border of the pane with the keys, where they have no row of their own, as far as they have room
/// in so many columns.
#[must_use]
pub fn in_border(model: &Model, areas: &Areas, columns: u16) -> String {
    let room = Room::new(columns, 2);
    let helped = header(model, areas).help.is_some();
    let words = hints_and_ways(model, room, helped).into_iter().flatten().map(|hint| hint.words());
    words.collect::<Vec<_>>().join("  ")
}

/// The keys of those commands that can act now; none where none can.
fn shown(model: &Model, room: Room, (commands, word): &(&[Command], &'static str)) -> Option<Hint> {
    let able = commands.iter().filter(|command| model.can(**command));
    let key = |command: &Command| {
        let key = model.settings.keys.shown(*command, model.at()).next()?;
        Some((*command, if room.short { in_short(key) } else { key }))
    };
    let keys: Vec<_> = able.filter_map(key).collect();
    (!keys.is_empty()).then_some(Hint { keys, word, place: Rect::default() })
}
