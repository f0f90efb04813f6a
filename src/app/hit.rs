//! Which part of the window a cell belongs to, by the geometry that draws it.

use ratatui::layout::{Position, Rect};

use super::{
    Areas, Command, Model, Pane,
    form::{self, FormLine, writes_remarks},
    header::header,
    last_row, tabs,
};

/// A part of the window that hears the mouse. Rows are counted from 0 in what is shown, not in the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Nothing hears it there.
    Nothing,
    /// The name of a pane, where one is shown at a time.
    Name(Pane),
    /// The name of the pane that is shown, where there is no room for those of the others.
    LoneName,
    /// Tells that there are conflicts.
    Conflicts,
    /// A border that can be moved.
    Edge(Edge),
    /// A row of the list.
    Row(usize),
    /// The name of a tab.
    Tab(usize),
    /// The open text.
    Text,
    /// A row of the details that can be chosen.
    Field(usize),
    /// A row of the sections.
    Section(usize),
    /// The gauge of the whole talk.
    Gauge,
    /// Any other cell of a pane.
    Room(Pane),
}

/// A border between two panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Between the list and what is right of it.
    List,
    /// Between the editor and the timing.
    Timing,
}

impl Areas {
    /// The pane in which a cell lies, its border included.
    #[must_use]
    pub fn pane_at(&self, cell: Position) -> Option<Pane> {
        let panes = [(self.list, Pane::Proposals), (self.editor, Pane::Editor), (self.timing, Pane::Timing)];
        panes.into_iter().find(|(area, _)| area.contains(cell)).map(|(_, pane)| pane)
    }

    /// The border that can be moved with a cell of it: both lines of two panes that lie side by side.
    #[must_use]
    pub fn edge_at(&self, cell: Position) -> Option<Edge> {
        let beside = !self.list.is_empty() && !self.editor.union(self.timing).is_empty();
        let above = !self.editor.is_empty() && !self.timing.is_empty();
        let on_list = self.list.union(self.editor).union(self.timing).contains(cell)
            && (cell.x + 1 == self.list.right() || cell.x == self.list.right());
        let on_timing = self.editor.union(self.timing).contains(cell)
            && (cell.y + 1 == self.timing.y || cell.y == self.timing.y);
        match (self.borders, on_list && beside, on_timing && above) {
            (true, true, _) => Some(Edge::List),
            (true, _, true) => Some(Edge::Timing),
            _ => None,
        }
    }
}

impl Model {
    /// The part of the panes and the first row to which a cell of the window belongs, whatever lies over it.
    #[must_use]
    pub fn part_at(&self, cell: Position) -> Part {
        let areas = self.areas();
        let line = |area: Rect, top: usize| top + usize::from(cell.y - area.y);
        let listed = |top: usize, count: usize, area: Rect| {
            area.contains(cell).then(|| line(area, top)).filter(|row| *row < count)
        };
        if areas.header.contains(cell) {
            return self.in_header(&areas, cell);
        }
        if let Some(edge) = areas.edge_at(cell) {
            return Part::Edge(edge);
        }
        if let Some(row) = listed(self.list.top, self.list.rows.len(), areas.rows) {
            return Part::Row(row);
        }
        if let Some(row) = listed(self.timing.top, self.timing.rows.len(), areas.sections) {
            return Part::Section(row);
        }
        if areas.gauge.contains(cell) {
            return Part::Gauge;
        }
        // Beside a row of text its nearest end is meant.
        let beside = Rect { x: areas.editor.x, width: areas.editor.width, ..areas.text };
        if self.desk.is_some() && beside.contains(cell) {
            return Part::Text;
        }
        if areas.text.contains(cell) {
            let lines = form::lines(&form::rows(self));
            if let Some(FormLine::Field(field)) = lines.get(line(areas.text, self.form_top)) {
                return Part::Field(*field);
            }
        }
        if areas.tabs.contains(cell) && !writes_remarks(self) {
            let places = tabs::places(self.tabs(), self.tab, areas.tabs);
            let on_it = |place: Rect| (place.x..place.right()).contains(&cell.x);
            if let Some((tab, _)) = places.into_iter().find(|(_, place)| on_it(*place)) {
                return Part::Tab(tab);
            }
        }
        areas.pane_at(cell).map_or(Part::Nothing, Part::Room)
    }

    /// The command whose hint stands at a cell of the first or the last row, or of a popup's edge; none where something else
    /// is told there.
    pub(super) fn hint_at(&self, cell: Position) -> Option<Command> {
        let areas = self.areas();
        let told = last_row::told(self, &areas);
        if areas.too_small || told.as_ref().is_some_and(|told| told.place.contains(cell)) {
            return None;
        }
        if let Some((.., place)) = header(self, &areas).help
            && place.contains(cell)
            && self.popups.is_empty()
        {
            return Some(Command::Help);
        }
        let edge = self.popups.last().map(|popup| self.in_edge(popup));
        let in_edge = edge.into_iter().flatten().flatten().find(|hint| hint.place.contains(cell));
        if let Some(hint) = in_edge {
            return hint.command_at(cell.x);
        }
        if !areas.hints || !areas.status.contains(cell) {
            return None;
        }
        let hint = last_row::placed(self, areas.status).into_iter().find(|hint| hint.place.contains(cell))?;
        hint.command_at(cell.x)
    }

    /// The cell in which the cursor of the open text stands, where it is to be seen.
    #[must_use]
    pub fn caret_cell(&self) -> Option<Position> {
        let text = self.areas().text;
        let desk = self.desk.as_ref().filter(|_| self.pane == Pane::Editor)?;
        let (row, column) = desk.wrapped.place(desk.field.caret());
        let row = u16::try_from(row.checked_sub(desk.top)?).ok().filter(|row| *row < text.height)?;
        // Behind a full row it stands in the column that is free.
        Some(Position::new(text.x + column.min(text.width), text.y + row))
    }

    fn in_header(&self, areas: &Areas, cell: Position) -> Part {
        if areas.too_small {
            return Part::Nothing;
        }
        let header = header(self, areas);
        if header.conflicts.contains(cell) {
            return Part::Conflicts;
        }
        let lone = header.names.len() == 1;
        let name = header.names.into_iter().find(|(.., place)| place.contains(cell));
        name.map_or(Part::Nothing, |(pane, ..)| if lone { Part::LoneName } else { Part::Name(pane) })
    }
}
