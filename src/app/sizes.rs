//! How large the panes are, by keys and by dragging a border, and the text alone.

use ratatui::layout::Position;

use super::{Command, Edge, Model, Pane, Sizes};

/// How many columns and rows a key moves a border.
const COLUMNS: i16 = 2;
const ROWS: i16 = 1;

impl Model {
    /// Moves a border between two panes by a key, or lets the window decide again.
    pub(super) fn run_sizes(&mut self, command: Command) {
        let areas = self.areas();
        let (edge, size) = match command {
            Command::WiderList => (Edge::List, areas.list.width.saturating_add_signed(COLUMNS)),
            Command::NarrowerList => (Edge::List, areas.list.width.saturating_add_signed(-COLUMNS)),
            Command::TallerTiming => (Edge::Timing, areas.timing.height.saturating_add_signed(ROWS)),
            Command::ShorterTiming => (Edge::Timing, areas.timing.height.saturating_add_signed(-ROWS)),
            _ => {
                self.sizes = Sizes::default();
                return self.tell("The panes are as large as the window makes them");
            }
        };
        let beside = !areas.list.is_empty() && !areas.narrow;
        let above = !areas.timing.is_empty() && !areas.editor.is_empty();
        match edge {
            Edge::List if beside => self.resize_pane(edge, size),
            Edge::Timing if above => self.resize_pane(edge, size),
            Edge::List => self.tell("The list stands beside the text in a wider window"),
            Edge::Timing => self.tell("The timing of a proposal stands below its text in a larger window"),
        }
    }

    /// A border was dragged to a cell; `first` says that it was taken by its upper or left line.
    pub(super) fn drag_edge(&mut self, edge: Edge, first: bool, at: Position) {
        let areas = self.areas();
        let behind = u16::from(first);
        match edge {
            Edge::List => self.resize_pane(edge, at.x + behind),
            Edge::Timing => self.resize_pane(edge, areas.timing.bottom().saturating_sub(at.y + behind)),
        }
    }

    /// Gives a pane a size, as far as the window has room for it.
    fn resize_pane(&mut self, edge: Edge, size: u16) {
        match edge {
            Edge::List => {
                self.sizes.list = Some(size);
                self.sizes.list = Some(self.areas().list.width);
            }
            Edge::Timing => {
                self.sizes.timing = Some(size);
                self.sizes.timing = Some(self.areas().timing.height);
            }
        }
    }

    /// Shows the open text alone, or all panes again.
    pub(super) fn toggle_alone(&mut self) {
        self.alone = !self.alone;
        if self.alone {
            self.pane = Pane::Editor;
            if self.desk.is_none() {
                self.show(self.subject.clone(), 0);
            }
            let key = self.key_for(Command::Back);
            self.tell(format!("{key} shows all panes again"));
        }
    }
}
