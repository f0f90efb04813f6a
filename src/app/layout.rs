//! Which part of the window shows what: pure arithmetic over its size.
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
/// Prose is not set wider than this many columns: longer rows are hard to read.
const MEASURE: u16 = 100;

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
    /// The timing pane with its border.
    pub timing: Rect,
    /// The gauge of the whole talk.
    pub gauge: Rect,
    /// One row a section.
    pub sections: Rect,
    /// The rows of the list.
    pub rows: Rect,
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

/// The parts of a window of `size` columns and rows, when `pane` has the keys and the timing would like
/// `section_rows` rows for its sections; none where there is nothing to time.
#[must_use]
pub fn areas(size: (u16, u16), pane: Pane, section_rows: Option<usize>) -> Areas {
    let (width, height) = size;
    let window = Rect::new(0, 0, width, height);
    if width < FLOOR.0 || height < FLOOR.1 {
        return Areas { header: row(window, 0), too_small: true, ..Areas::default() };
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
        let list_width = (width / 4 + width / 50).clamp(24, 40);
        areas.list = Rect { width: list_width, ..body };
        Rect { x: list_width, width: width - list_width, ..body }
    };
    match pane {
        Pane::Proposals if areas.narrow => areas.list = body,
        Pane::Timing if areas.narrow || !tall => areas.timing = right,
        _ => {
            let wanted = section_rows.filter(|_| tall && !areas.narrow);
            let timing_height = wanted.map_or(0, |rows| timing_height(body.height, rows));
            areas.editor = Rect { height: right.height - timing_height, ..right };
            areas.timing = Rect { y: right.y + areas.editor.height, height: timing_height, ..right };
        }
    }
    areas.fill(section_rows.is_some())
}

/// Rows for the timing pane: what it would like, but never more than half.
fn timing_height(body: u16, section_rows: usize) -> u16 {
    /// Two borders, the gauge and the row below it.
    const AROUND: u16 = 4;
    let wanted = u16::try_from(section_rows.max(1)).unwrap_or(u16::MAX).saturating_add(AROUND);
    // One row more lets the last section stand off the border, where there is room.
    wanted.saturating_add(1).min(body / 2).max(AROUND + 1)
}

impl Areas {
    /// The parts inside the panes.
    fn fill(mut self, timed: bool) -> Self {
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
                width: editor.width.saturating_sub(u16::from(!self.borders)).min(MEASURE),
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

    #[test]
    fn a_large_window_shows_three_panes_and_the_timing_gets_what_its_rows_need() {
        let areas = areas((120, 36), Pane::Proposals, Some(10));
        assert_eq!(areas.list, Rect::new(0, 1, 32, 34));
        assert_eq!(areas.editor, Rect::new(32, 1, 88, 19));
        assert_eq!(areas.timing, Rect::new(32, 20, 88, 15));
        assert_eq!(areas.text, Rect::new(34, 4, 84, 15));
        assert_eq!(areas.sections.height, 11);
    }

    #[test]
    fn the_smallest_terminal_of_old_keeps_all_three() {
        let areas = areas((80, 24), Pane::Editor, Some(10));
        assert!(![areas.list, areas.editor, areas.timing].contains(&Rect::default()));
        assert_eq!(areas.list.width, 24);
    }

    #[test]
    fn a_narrow_window_shows_the_pane_with_the_keys() {
        for pane in PANES {
            let areas = areas((40, 10), pane, Some(10));
            let shown = [areas.list, areas.editor, areas.timing].map(|area| !area.is_empty());
            assert_eq!(shown, [Pane::Proposals, Pane::Editor, Pane::Timing].map(|other| other == pane));
            assert!(areas.borders && !areas.hints);
        }
    }

    #[test]
    fn a_short_window_keeps_the_gauge() {
        let areas = areas((80, 12), Pane::Editor, Some(10));
        assert!(areas.timing.is_empty() && !areas.gauge.is_empty() && !areas.list.is_empty());
    }

    proptest! {
        #[test]
        fn every_part_lies_in_the_window_at_every_size(
            width: u16, height: u16, small_width in 0u16..130, small_height in 0u16..50,
            pane in 0usize..3, rows in prop::option::of(0usize..100),
        ) {
            for size in [(width, height), (small_width, small_height), (small_width, height)] {
                let areas = areas(size, PANES[pane], rows);
                let window = Rect { x: 0, y: 0, width: size.0, height: size.1 };
                let parts = [areas.header, areas.list, areas.rows, areas.editor, areas.tabs, areas.text,
                    areas.timing, areas.gauge, areas.sections, areas.status];
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
