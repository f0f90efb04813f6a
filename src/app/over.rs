//! Where popups lie over the panes, and what the mouse does to them.

use ratatui::layout::{Position, Rect};

use super::{Command, Effect, Model, Popup, popup::height};
use crate::{door, text::prose};

/// What a border takes with its margin, in columns and rows.
const BORDER: (u16, u16) = (4, 2);
/// The columns of a line that is asked for, and of minutes side by side.
const LINE: usize = 60;
/// Windows with fewer columns than this leave a question no margin.
const NARROW: u16 = 40;
/// The columns of what tells how far something is.
const PROGRESS: usize = 40;

/// A box over the panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Boxed {
    /// With its border.
    pub area: Rect,
    /// The room inside, one column off the border.
    pub inside: Rect,
}

impl Boxed {
    /// The box around so many columns and rows, as far as there is room, in the middle of a window.
    #[must_use]
    pub fn in_the_middle((width, height): (u16, u16), wanted: (usize, usize)) -> Self {
        let cells = |wanted: usize, around: u16, most: u16| {
            u16::try_from(wanted).unwrap_or(u16::MAX).saturating_add(around).min(most)
        };
        let columns = cells(wanted.0, BORDER.0, width);
        let rows = cells(wanted.1, BORDER.1, height);
        Self::of(Rect { x: (width - columns) / 2, y: (height - rows) / 3, width: columns, height: rows })
    }

    /// The same box below the row of a cursor or above it, which is to be seen; none where there is no room.
    fn beside(self, at: Position, window: (u16, u16)) -> Option<Self> {
        let area = self.area;
        let below = Some(at.y + 1).filter(|y| y + area.height <= window.1);
        let y = below.or_else(|| at.y.checked_sub(area.height))?;
        Some(Self::of(Rect { x: at.x.min(window.0.saturating_sub(area.width)), y, ..area }))
    }

    const fn of(area: Rect) -> Self {
        let inside = Rect {
            x: area.x + 2,
            y: area.y + 1,
            width: area.width.saturating_sub(BORDER.0),
            height: area.height.saturating_sub(BORDER.1),
        };
        Self { area, inside }
    }
}

impl Popup {
    /// How many columns and rows it would like inside its box in a window of this size; none where it has no
    /// box of its own, or one that goes by what it says.
    fn wanted(&self, size: (u16, u16)) -> Option<(usize, usize)> {
        match self {
            Self::Confirm { question, .. } => {
                let most =
                    usize::from(size.0.saturating_sub(if size.0 < NARROW { BORDER.0 } else { 8 })).min(70);
                let wide = door::width(question).clamp(24.min(most), most);
                Some((wide, prose::rows(question, wide).len().min(usize::from(height(size)))))
            }
            Self::Line(line) if line.in_form().is_some() => None,
            Self::Line(_) => Some((LINE, 1)),
            Self::Preview(preview) => Some((LINE, preview.rows.len().min(usize::from(height(size))))),
            Self::Choose(menu) => {
                let lines = menu.lines.len().max(menu.tallest) + usize::from(menu.head(height(size)));
                Some((menu.width, lines.min(usize::from(height(size)))))
            }
            Self::Notice(notice) => {
                let rows = notice.rows(size);
                let widest = rows.iter().map(|row| door::width(row)).max().unwrap_or(0);
                // The title has room in the border.
                let wide = widest.max(door::width(&notice.title) + 8);
                Some((wide, rows.len().min(usize::from(height(size)))))
            }
            Self::Progress(_) => Some((PROGRESS, 1)),
            Self::Conflicts(_) | Self::Find(_) | Self::Search(_) => None,
        }
    }

    /// Whether a press beside it closes it, as Esc does: not where something is to be decided, or was typed.
    fn gives_way(&self) -> bool {
        match self {
            Self::Confirm { .. }
            | Self::Conflicts(_)
            | Self::Progress(_)
            | Self::Find(_)
            | Self::Search(_) => false,
            Self::Line(line) => line.is_untouched(),
            Self::Choose(menu) => !menu.decides(),
            Self::Preview(_) | Self::Notice(_) => true,
        }
    }
}

impl Model {
    /// The box of a popup; none where it has none of its own, or one that goes by what it says.
    #[must_use]
    pub fn boxed(&self, popup: &Popup) -> Option<Boxed> {
        let middle = Boxed::in_the_middle(self.size, popup.wanted(self.size)?);
        let at = match popup {
            Popup::Choose(menu) if menu.at_caret => self.caret_cell(),
            _ => None,
        };
        Some(at.and_then(|at| middle.beside(at, self.size)).unwrap_or(middle))
    }

    /// A press where a popup is open; `presses` of them at this place.
    pub(super) fn press_popup(&mut self, at: Position, presses: u8, effects: &mut Vec<Effect>) {
        let place = self.popups.last().and_then(|popup| self.boxed(popup));
        // What is not shown is not left either.
        let shown = !self.areas().too_small;
        let Some(popup) = self.popups.last_mut().filter(|_| shown) else { return };
        let Some(Boxed { inside, .. }) = place.filter(|place| place.area.contains(at)) else {
            if popup.gives_way() {
                self.run(Command::Back, false, effects);
            }
            return;
        };
        let Popup::Choose(menu) = popup else { return };
        let head = menu.head(height(self.size)).min(inside.height);
        let rows = Rect { y: inside.y + head, height: inside.height - head, ..inside };
        if !rows.contains(at) || !menu.choose(menu.top + usize::from(at.y - rows.y)) {
            return;
        }
        // What decides something wants to be chosen first.
        if !menu.decides() || presses == 2 {
            self.run(Command::Accept, false, effects);
        }
    }
}
