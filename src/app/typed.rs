//! Lines that are being typed: where they stand, and which part of them is shown there. The same for drawing them
//! and for the mouse.

use ratatui::layout::{Position, Rect};

use super::{
    Find, Line, Model, Popup,
    form::{self, FormLine, VALUES},
    layout::after,
    popup::height,
};
use crate::{door, text::Field};

/// The cells before a row of a menu, where the chosen one is marked.
pub const MARK: u16 = 2;
/// The column of what is typed below the text.
pub const FIND_LABELS: u16 = 6;

/// The part of a line that is shown in a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Where it begins, in bytes.
    pub start: usize,
    /// The cells of the sign before it that says that there is more.
    pub before: u16,
    /// Those of the sign behind it.
    pub behind: u16,
}

impl Shown {
    /// The part around the cursor. There is a cell for the cursor behind the text, and one for the sign where it does
    /// not stand there.
    #[must_use]
    pub fn of(field: &Field, room: Rect) -> Self {
        let (typed, caret) = (field.text(), field.caret());
        let cells = room.width.saturating_sub(1 + u16::from(caret < typed.len()));
        let start = first_shown(&typed, caret, cells);
        let before = u16::from(start > 0).min(room.width);
        let shown = typed.get(start..).unwrap_or("");
        let behind =
            u16::from(door::width(shown) > usize::from(room.width - before)).min(room.width - before);
        Self { start, before, behind }
    }

    /// Where in the line the cluster begins that is shown at a cell of the room, in bytes; the end of the line beyond
    /// all of them.
    fn offset_at(self, field: &Field, room: Rect, x: u16) -> usize {
        let typed = field.text();
        let cells = usize::from(x.saturating_sub(room.x + self.before));
        let mut used = 0;
        for (at, cluster) in door::clusters(typed.get(self.start..).unwrap_or("")) {
            let wide = usize::from(door::shown(cluster).1);
            if used + wide > cells {
                return self.start + at;
            }
            used += wide;
        }
        typed.len()
    }
}

/// Where the part of a line begins of which all up to the cursor has room: whole clusters are left out before it,
/// and what says so takes a cell.
fn first_shown(typed: &str, caret: usize, room: u16) -> usize {
    let before = typed.get(..caret).unwrap_or("");
    if door::width(before) <= usize::from(room) {
        return 0;
    }
    let room = usize::from(room.saturating_sub(1));
    let (mut start, mut used) = (caret, 0_usize);
    let before: Vec<_> = door::clusters(before).collect();
    for (at, cluster) in before.into_iter().rev() {
        used += usize::from(door::shown(cluster).1);
        if used > room {
            break;
        }
        start = at;
    }
    start
}

/// A line below the text as it is shown.
#[derive(Debug)]
pub struct FindLine<'a> {
    /// What is typed there, in a word.
    pub label: &'static str,
    /// What is typed.
    pub typed: &'a Field,
    /// Whether keys are typed there.
    pub has_cursor: bool,
    /// The whole row.
    pub place: Rect,
    /// Where it is typed.
    pub room: Rect,
    /// The matches in words, where they stand in it.
    pub count: Option<String>,
}

impl Find {
    /// The lines that have room below the text. Where there is room for one alone, it is the one that is typed in.
    pub fn lines(&self, model: &Model, area: Rect) -> impl Iterator<Item = FindLine<'_>> {
        let first = u16::from(self.replacing && area.height == 1);
        let count = self.count(model);
        let lines = [("Find", &self.query, false), ("With", &self.with, true)];
        lines.into_iter().zip(0..).skip(usize::from(first)).map_while(
            move |((label, typed, replaces), at)| {
                let y = area.y + at - first;
                let place = Rect { y, height: 1, ..area };
                let mut room = after(place, FIND_LABELS);
                let width = door::columns(&count) + 1;
                let has_room = (!replaces || first > 0) && width + 4 <= room.width;
                if has_room {
                    room.width -= width;
                }
                let count = has_room.then(|| count.clone());
                let has_cursor = replaces == self.replacing;
                (y < area.bottom()).then_some(FindLine { label, typed, has_cursor, place, room, count })
            },
        )
    }

    /// Which match it is of how many, or where there are others.
    fn count(&self, model: &Model) -> String {
        let Some(desk) = model.desk.as_ref().filter(|_| !self.query.is_empty()) else { return String::new() };
        match (desk.marks.found.all().len(), desk.marks.here, self.elsewhere) {
            (0, _, None) => "no match".to_owned(),
            (0, _, Some(other)) => format!("none here · {} in {}", other.count, other.heading),
            (count, Some(here), _) => format!("{} of {count}", here + 1),
            (count, None, _) => format!("{count}"),
        }
    }
}

/// Where it is typed what to search, in the row for it.
#[must_use]
pub fn query_room(row: Rect) -> Rect {
    let room = after(row, 3);
    Rect { width: room.width.saturating_sub(1), ..room }
}

/// Where the value of a row of the details stands.
#[must_use]
pub fn value_room(row: Rect) -> Rect {
    after(row, VALUES)
}

impl Model {
    /// Where a line stands that is typed into now, if one is to be seen.
    fn typed_room(&self) -> Option<Rect> {
        let (areas, popup) = (self.areas(), self.popups.last()?);
        let first = |area: Rect| Rect { height: area.height.min(1), ..area };
        let room = match popup {
            Popup::Line(line) if line.in_form().is_some() => value_room(self.form_row_of(line)?),
            Popup::Find(find) => find.lines(self, areas.find).find(|line| line.has_cursor)?.room,
            Popup::Search(_) => query_room(areas.query),
            Popup::Line(_) => first(self.boxed(popup)?.inside),
            Popup::Choose(menu) if menu.head(height(self.size)) > 0 => {
                after(first(self.boxed(popup)?.inside), MARK)
            }
            _ => return None,
        };
        (!room.is_empty() && !areas.too_small).then_some(room)
    }

    /// The row of the details in which a line is asked for.
    fn form_row_of(&self, line: &Line) -> Option<Rect> {
        let (area, rows) = (self.areas().text, form::rows(self));
        let field = rows.iter().position(|row| Some(row) == line.in_form())?;
        let at = form::lines(&rows).iter().position(|line| *line == FormLine::Field(field))?;
        let at = u16::try_from(at.checked_sub(self.form_top)?).ok().filter(|at| *at < area.height)?;
        Some(Rect { y: area.y + at, height: 1, ..area })
    }

    /// A press on the line that is typed into: the cursor goes there, a second press selects the word, a third one all.
    /// Answers whether it was one.
    pub(super) fn press_typed(&mut self, at: Position, shift: bool, presses: u8) -> bool {
        let Some(room) = self.typed_room().filter(|room| room.contains(at)) else { return false };
        let field = match self.popups.last_mut() {
            Some(Popup::Find(find)) => find.line(),
            Some(popup) => match popup.line_mut() {
                Some(line) => &mut line.field,
                None => return false,
            },
            None => return false,
        };
        let offset = Shown::of(field, room).offset_at(field, room, at.x);
        match presses {
            _ if shift => field.move_to(offset, true),
            2 => field.select(field.word_at(offset)),
            3 => field.select_all(),
            _ => field.move_to(offset, false),
        }
        true
    }
}
