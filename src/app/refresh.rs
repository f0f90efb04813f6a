//! After each message: what is derived follows what changed, and every index comes into bounds.

use super::{
    Areas, Desk, Model, Pane, Popup, Subject, Wish, areas,
    form::{self, FormLine},
};
use crate::{
    talk::Place,
    text::{Count, Field, Marks, Wrapped, count},
};

/// A list keeps this many rows visible around the chosen one, where it can.
const CONTEXT: usize = 2;

impl Desk {
    pub(super) fn new(place: Place, field: Field) -> Self {
        Self {
            place,
            marks: Marks::new(field.len()),
            field,
            wrapped: Wrapped::default(),
            top: 0,
            goal: None,
            count: Count::default(),
            uncounted: true,
            sought: None,
            typed: None,
            judge: None,
        }
    }
}

impl Model {
    /// The parts of the window as they are now.
    #[must_use]
    pub fn areas(&self) -> Areas {
        let wish = Wish {
            pane: self.pane,
            timed: self.proposal().is_some() && (!self.alone || self.writes_outline()),
            sizes: self.sizes,
            measure: self.settings.measure,
            alone: self.alone,
        };
        let asked = self.popups.iter().find_map(|popup| match popup {
            Popup::Find(find) => Some(find.rows()),
            _ => None,
        });
        let areas = areas(self.size, &wish).with_rows_below_the_text(asked.unwrap_or(0));
        if self.search().is_some() { areas.searched() } else { areas }
    }

    /// Brings everything derived up to date and every index into bounds. Runs after each message.
    pub(super) fn refresh(&mut self) {
        self.refresh_search();
        self.refresh_list();
        self.refresh_desk();
        self.refresh_timing();
        self.refresh_found();
        if self.subject == Subject::Library && self.pane == Pane::Timing {
            self.pane = Pane::Proposals;
        }
        // Where no text has the keys there is none to be shown alone.
        self.alone &= self.pane == Pane::Editor && self.desk.is_some();
        self.scroll();
        self.refresh_spelling();
        self.mark_meant(usize::from(self.areas().rows.height));
        self.refresh_conflicts();
        for popup in &mut self.popups {
            popup.bound(self.size);
        }
    }

    /// What each pane shows follows the cursor or the chosen row, unless it was scrolled elsewhere.
    fn scroll(&mut self) {
        let areas = self.areas();
        let stays = self.stays;
        let top = |pane: Pane, top: usize, at: usize, count: usize, height: u16| {
            let height = usize::from(height);
            let context = if pane == Pane::Editor { 0 } else { CONTEXT };
            if stays[pane as usize] {
                top.min(count.saturating_sub(height))
            } else {
                scrolled(top, at, count, height, context)
            }
        };
        if let Some(desk) = &mut self.desk {
            desk.wrapped.sync(desk.field.lines(), areas.text.width.max(1));
            let (row, _) = desk.wrapped.place(desk.field.caret());
            desk.top = top(Pane::Editor, desk.top, row, desk.wrapped.rows(), areas.text.height);
        } else {
            let lines = form::lines(&form::rows(self));
            let chosen = FormLine::Field(self.form_row);
            let at = lines.iter().position(|line| *line == chosen).unwrap_or(0);
            self.form_top = top(Pane::Editor, self.form_top, at, lines.len(), areas.text.height);
        }
        let list = &mut self.list;
        list.top = top(Pane::Proposals, list.top, list.at, list.rows.len(), areas.rows.height);
        let timing = &mut self.timing;
        timing.top = top(Pane::Timing, timing.top, timing.at, timing.rows.len(), areas.sections.height);
    }

    fn refresh_list(&mut self) {
        if !self.list.stale {
            return;
        }
        let hits = self.popups.iter().find_map(|popup| match popup {
            Popup::Search(search) if !search.is_blank() => Some(search.hits.as_slice()),
            _ => None,
        });
        let subject = self.list.rebuild(&self.library, &self.subject, hits);
        if subject != self.subject {
            self.show(subject, self.tab);
            if self.pane == Pane::Timing {
                self.pane = Pane::Proposals;
            }
        }
    }

    /// A text that is gone gives way to that of the open tab; the counts follow the text.
    fn refresh_desk(&mut self) {
        if self.desk.as_ref().is_some_and(|desk| self.library.text(&desk.place).is_none()) {
            self.desk = None;
        }
        if self.desk.is_none()
            && let Some(place) = self.tabs().get(self.tab).and_then(|tab| tab.place(&self.subject))
        {
            self.lay_out(place);
        }
        if let Some(desk) = self.desk.as_mut().filter(|desk| desk.uncounted) {
            desk.count = self.library.text(&desk.place).map(count).unwrap_or_default();
            desk.uncounted = false;
        }
        if self.form_row > 0 {
            self.form_row = self.form_row.min(form::rows(self).len().saturating_sub(1));
        }
    }
}

/// The first visible of `count` rows when `at` must be seen in a window of `height` rows with `context`
/// rows around it: moved only as far as needed.
pub(super) fn scrolled(top: usize, at: usize, count: usize, height: usize, context: usize) -> usize {
    let context = context.min(height.saturating_sub(1) / 2);
    let lowest = (at + context + 1).saturating_sub(height);
    let highest = at.saturating_sub(context);
    top.max(lowest).min(highest).min(count.saturating_sub(height))
}

#[cfg(test)]
mod tests {
    use super::scrolled;

    #[test]
    fn a_list_scrolls_only_as_far_as_it_must() {
        assert_eq!(scrolled(0, 5, 100, 10, 2), 0);
        assert_eq!(scrolled(0, 8, 100, 10, 2), 1);
        assert_eq!(scrolled(50, 50, 100, 10, 2), 48);
        assert_eq!(scrolled(0, 99, 100, 10, 2), 90);
        assert_eq!(scrolled(90, 3, 5, 10, 2), 0);
        assert_eq!(scrolled(7, 0, 0, 0, 2), 0);
        assert_eq!(scrolled(0, 9, 10, 1, 2), 9);
    }
}
