//! Which part of the window shows what: pure arithmetic over its size and what the person wants.
//!
//! Where there is no room, things go in this order: clock times, the line of hints, counts, borders.

use ratatui::layout::Rect;

use super::Pane;

/// The smallest window that shows more than one line: columns and rows.
pub const FLOOR: (u16, u16) = (20, 6);
/// From this many columns on, the panes stand side by side.
const WIDE: u16 = 70;
/// From this many rows on, the timing has a pane of its own beside the editor.
const TALL: u16 = 16;
/// From this many rows on, the last one shows hints.
const HINTS: u16 = 12;
/// From this many columns and rows on, panes have borders.
const BORDERS: (u16, u16) = (30, 9);
/// Prose is not set wider than this many columns, unless a person wants it so: longer rows are hard to read.
pub const MEASURE: u16 = 100;
/// The narrowest list, and the narrowest editor beside it, in columns.
const NARROWEST: (u16, u16) = (14, 38);
/// The lowest timing pane (its borders, the gauge, a gap and a section), and the lowest editor above it
/// (its borders, the tabs and a row of text), in rows.
const LOWEST: (u16, u16) = (5, 6);

/// How large a person has made the panes; what is not set goes by the window. A window without room keeps the
/// wish for a larger one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Sizes {
    /// The columns of the list with its border.
    pub list: Option<u16>,
    /// The rows of the timing with its border.
    pub timing: Option<u16>,
}

/// What is to be shown, besides the size of the window.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    /// The pane that has the keys.
    pub pane: Pane,
    /// Whether there is anything to time.
    pub timed: bool,
    /// How large the panes are to be.
    pub sizes: Sizes,
    /// How many columns a text is set wide at most.
    pub measure: u16,
    /// Whether the text is shown alone.
    pub alone: bool,
}

/// The parts of the window, in columns and rows. A part that is not shown is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each tells of another part that has room or not")]
pub struct Areas {
    /// The first row: what the program and the library are called.
    pub header: Rect,
    /// The list of proposals with its border.
    pub list: Rect,
    /// The editor with its border.
    pub editor: Rect,
    /// The tabs of the editor and the line below that marks the open one.
    pub tabs: Rect,
    /// The text or the details. One column at its right is free for a cursor behind a full row.
    pub text: Rect,
    /// Below the text: what is looked for in it and what takes its place, one row each.
    pub find: Rect,
    /// The timing pane with its border.
    pub timing: Rect,
    /// The gauge of the whole talk.
    pub gauge: Rect,
    /// One row a section.
    pub sections: Rect,
    /// The rows of the list.
    pub rows: Rect,
    /// Below a text that is shown alone: what it is and how much.
    pub foot: Rect,
    /// Where it is typed what the list is searched for; empty while it is not.
    pub query: Rect,
    /// The last row: hints and notes. Without room for hints a note lies over the last row.
    pub status: Rect,
    /// Whether the last row is there for hints.
    pub hints: bool,
    /// Whether panes have borders.
    pub borders: bool,
    /// Whether only one pane is shown at a time.
    pub narrow: bool,
    /// Whether the window is too small for anything but one line.
    pub too_small: bool,
}

/// The parts of a window of `size` columns and rows.
#[must_use]
pub fn areas(size: (u16, u16), wish: &Wish) -> Areas {
    let (width, height) = size;
    let window = Rect::new(0, 0, width, height);
    if width < FLOOR.0 || height < FLOOR.1 {
        return Areas { header: row(window, 0), too_small: true, ..Areas::default() };
    }
    if wish.alone {
        return alone(window, wish);
    }
    let hints = height >= HINTS;
    let mut areas = Areas {
        header: row(window, 0),
        status: row(window, height - 1),
        hints,
        borders: width >= BORDERS.0 && height >= BORDERS.1,
        narrow: width < WIDE,
        ..Areas::default()
    };
    let body = Rect { y: 1, height: height - 1 - u16::from(hints), ..window };
    let tall = height >= TALL;
    let right = if areas.narrow {
        body
    } else {
        let by_window = (width / 4 + width / 50).clamp(24, 40);
        let wanted = wish.sizes.list.unwrap_or(by_window);
        let list_width = wanted.clamp(NARROWEST.0, width - NARROWEST.1);
        areas.list = Rect { width: list_width, ..body };
        Rect { x: list_width, width: width - list_width, ..body }
    };
    match wish.pane {
        Pane::Proposals if areas.narrow => areas.list = body,
        Pane::Timing if areas.narrow || !tall => areas.timing = right,
        _ => {
            let timing_height = match wish.sizes.timing {
                _ if !wish.timed || !tall || areas.narrow => 0,
                Some(height) => height.clamp(LOWEST.0, body.height - LOWEST.1),
                None => timing_height(body.height),
            };
            areas.editor = Rect { height: right.height - timing_height, ..right };
            areas.timing = Rect { y: right.y + areas.editor.height, height: timing_height, ..right };
        }
    }
    areas.fill(wish.timed, wish.measure)
}

/// A text alone, in the middle, at the measure.
fn alone(window: Rect, wish: &Wish) -> Areas {
    let airy = window.height >= HINTS;
    // One column at its right is free for a cursor behind a full row.
    let width = wish.measure.clamp(1, window.width - 3);
    let x = (window.width - width) / 2;
    let column = Rect { x, width, ..window };
    let last = row(window, window.height - 1);
    let header = Rect { height: 0, ..window };
    let mut areas =
        Areas { header, foot: Rect { x, width, ..last }, status: last, narrow: true, ..Areas::default() };
    let above = u16::from(airy);
    let gauged = u16::from(wish.timed);
    let below = 1 + gauged + u16::from(airy);
    areas.editor = window;
    areas.text = Rect { y: above, height: window.height - above - below, ..column };
    if gauged > 0 {
        areas.gauge = row(column, window.height - 2);
    }
    areas
}

/// Rows for the timing pane, whatever it shows: panes keep their place while one goes from proposal to proposal.
/// Ten sections have room where the editor has as many rows; a higher window shows more of them.
fn timing_height(body: u16) -> u16 {
    /// Two borders, the gauge and the row below it, ten sections, and a row to stand off the border.
    const TEN_SECTIONS: u16 = 15;
    (body / 2).min(TEN_SECTIONS.max(body / 5 * 2))
}

impl Areas {
    /// The same with as many rows of the text given up for what is looked for in it; one row stays.
    #[must_use]
    pub fn with_rows_below_the_text(mut self, rows: u16) -> Self {
        let rows = rows.min(self.text.height.saturating_sub(1));
        self.text.height -= rows;
        self.find = Rect { y: self.text.bottom(), height: rows, ..self.text };
        self
    }

    /// The same while the list is searched: a row above its rows, with an empty one below where there is room.
    #[must_use]
    pub(super) fn searched(mut self) -> Self {
        let head = (1 + u16::from(self.rows.height > 12)).min(self.rows.height);
        self.query = row(self.rows, 0);
        self.rows = Rect { y: self.rows.y + head, height: self.rows.height - head, ..self.rows };
        self
    }

    /// The parts inside the panes.
    fn fill(mut self, timed: bool, measure: u16) -> Self {
        self.rows = if self.borders { inside(self.list, 0) } else { self.list };
        let editor = if self.borders { inside(self.editor, 1) } else { self.editor };
        if editor.height > 0 {
            let underlined = u16::from(self.hints && editor.height > 5);
            self.tabs = Rect { height: 1 + underlined, ..editor };
            let gauged = u16::from(self.timing.is_empty() && timed);
            let text_height = editor.height.saturating_sub(self.tabs.height + gauged);
            self.text = Rect {
                y: editor.y + self.tabs.height,
                height: text_height,
                // Without a border there is one column less: the cursor stands behind a full row.
                width: editor.width.saturating_sub(u16::from(!self.borders)).min(measure),
                ..editor
            };
            if gauged > 0 && editor.height > 2 {
                self.gauge = row(editor, editor.height - 1);
            }
        }
        let timing = if self.borders { inside(self.timing, 0) } else { self.timing };
        if timing.height > 0 {
            self.gauge = shrink(row(timing, 0), 1);
            let gap = u16::from(timing.height > 4);
            self.sections = Rect {
                y: timing.y + 1 + gap,
                height: timing.height - 1 - gap.min(timing.height - 1),
                ..timing
            };
        }
        self
    }
}

fn row(area: Rect, at: u16) -> Rect {
    Rect { y: area.y + at, height: 1.min(area.height), ..area }
}

/// What is left of an area behind its first `used` columns.
#[must_use]
pub fn after(area: Rect, used: u16) -> Rect {
    let used = used.min(area.width);
    Rect { x: area.x + used, width: area.width - used, ..area }
}

/// What is inside the border of a pane, `margin` columns away from it.
fn inside(area: Rect, margin: u16) -> Rect {
    if area.width < 2 + 2 * margin || area.height < 2 {
        return Rect::default();
    }
    let inner = Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 };
    shrink(inner, margin)
}

fn shrink(area: Rect, margin: u16) -> Rect {
    if area.width < 2 * margin {
        return Rect::default();
    }
    Rect { x: area.x + margin, width: area.width - 2 * margin, ..area }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PANES: [Pane; 3] = [Pane::Proposals, Pane::Editor, Pane::Timing];

    fn wish(pane: Pane, timed: bool) -> Wish {
        Wish { pane, timed, sizes: Sizes::default(), measure: MEASURE, alone: false }
    }

    #[test]
    fn a_large_window_shows_three_panes_and_the_timing_has_room_for_ten_sections() {
        let areas = areas((120, 36), &wish(Pane::Proposals, true));
        assert_eq!(areas.list, Rect::new(0, 1, 32, 34));
        assert_eq!(areas.editor, Rect::new(32, 1, 88, 19));
        assert_eq!(areas.timing, Rect::new(32, 20, 88, 15));
        assert_eq!(areas.text, Rect::new(34, 4, 84, 15));
        assert_eq!(areas.sections.height, 11);
    }

    #[test]
    fn the_smallest_terminal_of_old_keeps_all_three() {
        let areas = areas((80, 24), &wish(Pane::Editor, true));
        assert!(![areas.list, areas.editor, areas.timing].contains(&Rect::default()));
        assert_eq!(areas.list.width, 24);
    }

    #[test]
    fn a_narrow_window_shows_the_pane_with_the_keys() {
        for pane in PANES {
            let areas = areas((40, 10), &wish(pane, true));
            let shown = [areas.list, areas.editor, areas.timing].map(|area| !area.is_empty());
            assert_eq!(shown, [Pane::Proposals, Pane::Editor, Pane::Timing].map(|other| other == pane));
            assert!(areas.borders && !areas.hints);
        }
    }

    #[test]
    fn a_short_window_keeps_the_gauge() {
        let areas = areas((80, 12), &wish(Pane::Editor, true));
        assert!(areas.timing.is_empty() && !areas.gauge.is_empty() && !areas.list.is_empty());
    }

    #[test]
    fn a_pane_is_as_large_as_a_person_wants_it_as_far_as_there_is_room() {
        let of = |size, list, timing| {
            let sizes = Sizes { list: Some(list), timing: Some(timing) };
            let areas = areas(size, &Wish { sizes, ..wish(Pane::Editor, true) });
            (areas.list.width, areas.timing.height, areas.text.height > 0)
        };
        assert_eq!(of((120, 36), 50, 20), (50, 20, true));
        assert_eq!(of((120, 36), 0, 0), (14, 5, true));
        assert_eq!(of((120, 36), 999, 999), (82, 28, true));
        assert_eq!(of((70, 16), 999, 999), (32, 8, true));
    }

    #[test]
    fn a_text_alone_stands_in_the_middle_at_the_measure() {
        let alone = |size, timed| areas(size, &Wish { alone: true, ..wish(Pane::Editor, timed) });
        let wide = alone((160, 50), true);
        assert_eq!((wide.text, wide.gauge.y, wide.foot.y), (Rect::new(30, 1, 100, 46), 48, 49));
        assert_eq!(alone((160, 50), false).gauge, Rect::default());
        assert_eq!(alone((20, 6), true).text, Rect::new(1, 0, 17, 4));
    }

    proptest! {
        #[test]
        fn every_part_lies_in_the_window_at_every_size(
            width: u16, height: u16, small_width in 0u16..130, small_height in 0u16..50,
            pane in 0usize..3, timed: bool,
            list: Option<u16>, timing: Option<u16>, alone: bool, measure in 1u16..200,
            asked in 0u16..3,
        ) {
            for size in [(width, height), (small_width, small_height), (small_width, height)] {
                let sizes = Sizes { list, timing };
                let wish = Wish { pane: PANES[pane], timed, sizes, measure, alone };
                let areas = areas(size, &wish).with_rows_below_the_text(asked);
                let window = Rect { x: 0, y: 0, width: size.0, height: size.1 };
                let parts = [areas.header, areas.list, areas.rows, areas.editor, areas.tabs, areas.text, areas.find,
                    areas.timing, areas.gauge, areas.sections, areas.foot, areas.status];
                for part in parts.into_iter().filter(|part| !part.is_empty()) {
                    prop_assert_eq!(part.intersection(window), part);
                }
                if !areas.too_small {
                    let mut panes = [areas.list, areas.editor, areas.timing].into_iter();
                    prop_assert!(panes.any(|part| !part.is_empty()));
                    prop_assert!(areas.editor.is_empty() || !areas.text.is_empty());
                }
            }
        }
    }
}
