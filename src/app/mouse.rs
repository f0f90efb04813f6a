//! The mouse: what a press, a drag and the wheel do to the part of the window that is under the pointer.

use std::{ops::Range, time::Duration};

use ratatui::layout::Position;

use super::{
    Command, Desk, Effect, Model, Pane, Popup,
    hit::{Edge, Part},
};

/// Something that the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What it did.
    pub kind: MouseKind,
    /// The cell under the pointer: column and row, counted from 0.
    pub at: (u16, u16),
    /// Whether Shift was held; most terminals keep the mouse for themselves then.
    pub shift: bool,
}

/// What the mouse did. Its other buttons and its mere moves have no meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseKind {
    /// The left button went down.
    Press,
    /// It moved with the left button down.
    Drag,
    /// The left button went up.
    Release,
    /// The wheel was turned away from the person.
    WheelUp,
    /// The wheel was turned towards the person.
    WheelDown,
}

/// The presses at one place, and what is held between a press and the release.
#[derive(Debug, Default)]
pub struct Pointer {
    /// When and where the last press was.
    last: Option<(Duration, Position)>,
    /// How many presses there were at that place, one shortly after the other: at most three.
    presses: u8,
    held: Held,
}

/// What the pointer holds.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
enum Held {
    #[default]
    Nothing,
    /// The text, selected by units from the one that was pressed on, which has this range.
    Text(Unit, Range<usize>),
    /// A border.
    Edge {
        edge: Edge,
        /// Whether it was taken by its upper or left line.
        first: bool,
        moved: bool,
    },
}

/// By what a drag selects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Character,
    Word,
    Paragraph,
}

/// Two presses that follow each other within this time are one double-click.
const DOUBLE: Duration = Duration::from_millis(400);
/// How many rows the wheel scrolls.
const WHEEL: usize = 3;

impl Model {
    pub(super) fn mouse(&mut self, mouse: Mouse, effects: &mut Vec<Effect>) {
        let (width, height) = self.size;
        if !self.settings.mouse || width == 0 || height == 0 {
            return;
        }
        let at = Position::new(mouse.at.0.min(width - 1), mouse.at.1.min(height - 1));
        match mouse.kind {
            MouseKind::Press => self.press(at, mouse.shift, effects),
            MouseKind::Drag => self.drag(at),
            MouseKind::Release => self.release(at),
            MouseKind::WheelUp => self.wheel(at, false, effects),
            MouseKind::WheelDown => self.wheel(at, true, effects),
        }
    }

    fn press(&mut self, at: Position, shift: bool, effects: &mut Vec<Effect>) {
        let hint = self.hint_at(at);
        // A person who goes on has seen it.
        self.note = None;
        let pointer = &mut self.pointer;
        let follows =
            pointer.last.is_some_and(|(when, place)| place == at && self.now.saturating_sub(when) <= DOUBLE);
        pointer.presses = if follows { pointer.presses % 3 + 1 } else { 1 };
        (pointer.last, pointer.held) = (Some((self.now, at)), Held::Nothing);
        let (presses, open) = (pointer.presses, self.popups.len());
        match hint {
            // As if its key had been pressed.
            Some(command) => {
                self.stays = [false; 3];
                self.run(command, false, effects);
                self.forget_press(open);
            }
            None if self.press_typed(at, shift, presses) => {}
            // What is looked for in the text lies over nothing: whoever goes on elsewhere has found it.
            None if self.is_finding() && !self.areas().find.contains(at) => {
                self.popups.pop();
                self.press_panes(at, shift, effects);
            }
            // A press on what was found chooses it; a second one, or one elsewhere, leaves the search.
            None if matches!(self.popups.last(), Some(Popup::Search(_))) => {
                if presses > 1 || !self.areas().list.contains(at) {
                    self.popups.pop();
                }
                self.press_panes(at, shift, effects);
            }
            None if open == 0 => self.press_panes(at, shift, effects),
            None => {
                self.press_popup(at, presses, effects);
                self.forget_press(open);
            }
        }
    }

    /// Where a press has closed one of `open` popups, a second one there is the first one on what lay behind.
    fn forget_press(&mut self, open: usize) {
        if self.popups.len() < open {
            self.pointer.last = None;
        }
    }

    fn press_panes(&mut self, at: Position, shift: bool, effects: &mut Vec<Effect>) {
        let twice = self.pointer.presses == 2;
        let part = self.part_at(at);
        // Nothing scrolls under the pointer: a second press would be on something else.
        if let Some(pane) = self.areas().pane_at(at) {
            self.stay(pane);
        }
        match part {
            Part::Nothing => {}
            Part::Name(pane) | Part::Room(pane) => self.focus(pane),
            Part::LoneName => self.step_pane(1),
            Part::Gauge => self.focus(Pane::Timing),
            Part::Conflicts => self.show_conflicts(),
            Part::Edge(edge) => {
                let areas = self.areas();
                let first = match edge {
                    Edge::List => at.x < areas.list.right(),
                    Edge::Timing => at.y < areas.timing.y,
                };
                self.pointer.held = Held::Edge { edge, first, moved: false };
            }
            Part::Row(row) => {
                self.focus(Pane::Proposals);
                self.choose_row(row);
                if twice && self.list.at == row {
                    self.run(Command::Write, false, effects);
                }
            }
            Part::Tab(tab) => {
                self.focus(Pane::Editor);
                self.show(self.subject.clone(), tab);
            }
            Part::Field(field) => {
                self.focus(Pane::Editor);
                self.form_row = field;
                if twice {
                    self.run(Command::Change, false, effects);
                }
            }
            Part::Section(row) => {
                self.focus(Pane::Timing);
                self.choose_section(row);
                if twice {
                    self.run(Command::ToOutline, false, effects);
                }
            }
            Part::Text => self.press_text(at, shift),
        }
    }

    /// Leaves the mouse to the terminal, or hears it again.
    pub(super) fn toggle_mouse(&mut self) {
        self.settings.mouse = !self.settings.mouse;
        self.pointer = Pointer::default();
        self.tell(if self.settings.mouse {
            "The mouse is heard. Hold Shift to select as the terminal does"
        } else {
            "The mouse is the terminal's own"
        });
    }

    /// A pane gets the keys.
    fn focus(&mut self, pane: Pane) {
        if pane == self.pane {
            return;
        }
        self.history.close();
        if pane == Pane::Timing {
            self.show_timing();
        } else {
            self.pane = pane;
        }
    }

    /// Sets the cursor, or selects what was pressed on twice or three times.
    fn press_text(&mut self, at: Position, shift: bool) {
        self.focus(Pane::Editor);
        let offset = self.offset_at(at);
        let presses = self.pointer.presses;
        let Some(desk) = &self.desk else { return };
        let field = &desk.field;
        let (unit, range) = match presses {
            _ if shift => {
                let caret = field.caret();
                let other = field.selection().map_or(caret, |selected| {
                    if selected.start == caret { selected.end } else { selected.start }
                });
                (Unit::Character, other..other)
            }
            2 => (Unit::Word, field.word_at(offset)),
            3 => (Unit::Paragraph, field.line_at(offset)),
            _ => (Unit::Character, offset..offset),
        };
        self.pointer.held = Held::Text(unit, range.clone());
        self.select_from(unit, &range, offset);
    }

    /// Selects from a unit to the one at an offset, both whole; the cursor is at the end that moves.
    fn select_from(&mut self, unit: Unit, from: &Range<usize>, offset: usize) {
        let Some(desk) = &self.desk else { return };
        let to = match unit {
            Unit::Character => offset..offset,
            Unit::Word => desk.field.word_at(offset),
            Unit::Paragraph => desk.field.line_at(offset),
        };
        let (anchor, caret) =
            if to.start < from.start { (from.end, to.start) } else { (from.start, to.end.max(from.end)) };
        self.move_caret(anchor, false);
        self.move_caret(caret, true);
    }

    /// The place in the open text that is under the pointer, or the nearest one beyond its edges.
    fn offset_at(&self, at: Position) -> usize {
        let area = self.areas().text;
        let Some(Desk { wrapped, top, .. }) = &self.desk else { return 0 };
        let above = usize::from(area.y.saturating_sub(at.y));
        // Below the text there is at most one row more, so that a drag scrolls by rows.
        let below = usize::from(at.y.min(area.bottom()).saturating_sub(area.y));
        wrapped.offset((top + below).saturating_sub(above), at.x.saturating_sub(area.x))
    }

    fn drag(&mut self, at: Position) {
        match self.pointer.held.clone() {
            Held::Nothing => {}
            Held::Text(unit, from) => {
                self.follow(Pane::Editor);
                self.select_from(unit, &from, self.offset_at(at));
            }
            Held::Edge { edge, first, .. } => {
                self.pointer.held = Held::Edge { edge, first, moved: true };
                self.drag_edge(edge, first, at);
            }
        }
    }

    fn release(&mut self, at: Position) {
        let held = std::mem::take(&mut self.pointer.held);
        // A border that was only pressed on is a part of its pane as any other.
        if let (Held::Edge { moved: false, .. }, Some(pane)) = (held, self.areas().pane_at(at)) {
            self.focus(pane);
        }
    }

    /// Scrolls what is under the pointer and leaves the cursor and what is chosen where they are.
    fn wheel(&mut self, at: Position, down: bool, effects: &mut Vec<Effect>) {
        if !self.popups.is_empty() && !self.is_finding() {
            let step = if down { Command::Down } else { Command::Up };
            (0..WHEEL).for_each(|_| self.run(step, false, effects));
            return;
        }
        let Some(pane) = self.areas().pane_at(at) else { return };
        self.stay(pane);
        let top = match (pane, &mut self.desk) {
            (Pane::Proposals, _) => &mut self.list.top,
            (Pane::Timing, _) => &mut self.timing.top,
            (Pane::Editor, Some(desk)) => &mut desk.top,
            (Pane::Editor, None) => &mut self.form_top,
        };
        *top = if down { top.saturating_add(WHEEL) } else { top.saturating_sub(WHEEL) };
    }

    /// Whether the topmost popup is the line below the text for what is looked for.
    fn is_finding(&self) -> bool {
        matches!(self.popups.last(), Some(Popup::Find(_)))
    }

    /// What a pane shows stays where it is, though the chosen row or the cursor is not to be seen there.
    const fn stay(&mut self, pane: Pane) {
        self.stays[pane as usize] = true;
    }

    /// What a pane shows follows the chosen row or the cursor again.
    pub(super) const fn follow(&mut self, pane: Pane) {
        self.stays[pane as usize] = false;
    }
}
