//! The chart of an outline: one row a section, with a bar to scale.

use std::fmt::Write as _;

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Sheet, Theme,
    gauge::{self, bar},
    pen::{Pen, after, row},
    timing::in_words,
};
use crate::{
    app::Timing,
    door,
    timing::{Kind, Minutes, Section, bars::eighths},
};

/// What of a chart is marked, and what is seen of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marks {
    /// The chosen row, counted from 0.
    pub chosen: Option<usize>,
    /// Whether the chart has the keys.
    pub focus: bool,
    /// Whether the chosen bar stands out.
    pub lit: bool,
    /// The first visible row.
    pub top: usize,
}

/// The whole of a timing as a picture of its own, `columns` cells wide: the gauge, what does not add up,
/// and all sections.
#[must_use]
pub fn picture(timing: &Timing, columns: u16, theme: &Theme) -> Buffer {
    let warnings = timing.warnings.len();
    let height = u16::try_from(timing.rows.len() + warnings + 2).unwrap_or(u16::MAX);
    let area = Rect::new(0, 0, columns, height);
    let mut sheet = Sheet::new((columns, height));
    let pen = &mut Pen::new(&mut sheet, theme);
    gauge::draw(timing, after(row(area, 0), 2), true, pen);
    for (line, warning) in (1..).zip(&timing.warnings) {
        let place = after(row(area, line), 2);
        pen.line(place, &in_words(*warning, timing, place.width), theme.warning);
    }
    let above = u16::try_from(warnings + 2).unwrap_or(u16::MAX).min(height);
    let sections = Rect { y: above, height: height - above, ..area };
    Chart::of(timing, sections, Marks::default()).draw(pen);
    let mut buffer = Buffer::empty(area);
    (0..height).for_each(|y| sheet.draw_row(y, &mut buffer));
    buffer
}

/// The sums of a timing in words: `25 planned · 5 spare`.
#[must_use]
pub fn sums(timing: &Timing, theme: &Theme) -> String {
    gauge::in_words(timing, theme).0
}

/// The columns of the chart.
pub struct Chart<'a> {
    timing: &'a Timing,
    area: Rect,
    marks: Marks,
    /// When each section begins.
    starts: Vec<Option<Minutes>>,
    /// The time that the widest bar stands for.
    longest: Minutes,
    /// The width of the numbers, of the titles, of the times, in cells; no start times where 0.
    number: u16,
    title: u16,
    start: u16,
    minutes: u16,
}

impl<'a> Chart<'a> {
    /// Lays the columns out in an area.
    pub fn of(timing: &'a Timing, area: Rect, marks: Marks) -> Self {
        let sections = || timing.rows.iter().filter_map(|row| timing.shown.sections.get(*row));
        let starts = timing.shown.starts();
        let widest = |texts: &mut dyn Iterator<Item = String>| {
            u16::try_from(texts.map(|text| door::width(&text)).max().unwrap_or(0)).unwrap_or(u16::MAX)
        };
        let number = widest(&mut [timing.rows.len().to_string()].into_iter());
        let minutes = widest(&mut sections().map(minutes)).clamp(3, 12);
        let clock = widest(&mut starts.iter().flatten().map(|start| start.clock()));
        let start = if area.width >= 50 { clock } else { 0 };
        let longest_title = widest(&mut sections().map(title));
        // Mark, gaps and the other columns; what is left is shared by titles and bars.
        let fixed = 2 + number + 2 + 2 + minutes + 2 + if start > 0 { start + 2 } else { 0 };
        let room = area.width.saturating_sub(fixed);
        let share = if area.width >= 60 { room * 5 / 9 } else { room * 2 / 3 };
        let title = longest_title.min(share.max(room.saturating_sub(24)));
        let longest = sections().filter_map(|section| section.time).map(|time| time.max).max();
        let longest = longest.unwrap_or_default();
        Self { timing, area, marks, starts, longest, number, title, start, minutes }
    }

    /// Draws the rows that are seen.
    pub fn draw(&self, pen: &mut Pen) {
        let rows = self.timing.rows.iter().enumerate().skip(self.marks.top);
        for (line, (at, index)) in rows.take(usize::from(self.area.height)).enumerate() {
            if let Some(section) = self.timing.shown.sections.get(*index) {
                self.draw_row(row(self.area, line), at, (*index, section), pen);
            }
        }
    }

    /// The chosen section's title where its row has no room for the whole of it.
    #[must_use]
    pub fn cut_title(&self) -> Option<&'a str> {
        let chosen = self.timing.shown.sections.get(self.timing.chosen()?)?;
        let is_cut = door::width(&title(chosen)) > usize::from(self.title);
        (is_cut && self.marks.focus).then_some(chosen.title.as_str())
    }

    fn draw_row(&self, area: Rect, at: usize, (index, section): (usize, &Section), pen: &mut Pen) {
        let theme = pen.theme;
        let chosen = self.marks.chosen == Some(at);
        let focus = chosen && self.marks.focus;
        if chosen {
            pen.line(area, "▌", if focus { theme.accent } else { theme.quiet });
        }
        let optional = self.timing.plan.sections.get(index).is_some_and(|section| section.optional);
        let title_style = match (focus, optional) {
            (true, _) => theme.accent,
            (false, true) => theme.quiet,
            (false, false) => theme.text,
        };
        let number = Rect { width: self.number.min(area.width.saturating_sub(2)), ..after(area, 2) };
        pen.right(number, &(at + 1).to_string(), theme.quiet);
        let mut rest = after(area, 2 + self.number + 2);
        pen.line(Rect { width: self.title.min(rest.width), ..rest }, &title(section), title_style);
        rest = after(rest, self.title + 2);
        if self.start > 0 {
            if let Some(start) = self.starts.get(index).copied().flatten() {
                pen.right(Rect { width: self.start.min(rest.width), ..rest }, &start.clock(), theme.quiet);
            }
            rest = after(rest, self.start + 2);
        }
        let right = Rect { width: rest.width.saturating_sub(1), ..rest };
        let minutes_style = if section.time.is_some() { title_style } else { theme.quiet };
        pen.right(right, &minutes(section), minutes_style);
        if self.timing.pinned.contains(&section.title) {
            // Pinned: its minutes stay.
            pen.right(rest, "·", theme.accent);
        }
        let bars = Rect { width: right.width.saturating_sub(self.minutes + 2), ..right };
        self.draw_bar(bars, at, (index, section), optional, pen);
    }

    fn draw_bar(
        &self,
        area: Rect,
        at: usize,
        (index, section): (usize, &Section),
        optional: bool,
        pen: &mut Pen,
    ) {
        let theme = pen.theme;
        let start = self.starts.get(index).copied().flatten();
        let Some(time) = section.time else {
            // Sections whose parts are timed need no bar of their own.
            if section.kind != Kind::Break && start.is_none() {
                pen.line(Rect { width: area.width.min(3), ..area }, "┄┄┄", theme.quiet);
            }
            return;
        };
        let cells = usize::from(area.width);
        let length = |time: Minutes| eighths(time, self.longest, cells);
        let lit = self.marks.lit && self.marks.chosen == Some(at);
        let style = match section.kind {
            _ if optional => theme.quiet,
            Kind::Questions | Kind::Break => theme.bar_aside,
            _ if lit => theme.bar_chosen,
            _ if at.is_multiple_of(2) => theme.bar,
            _ => theme.bar_next,
        };
        let glyph = match section.kind {
            Kind::Questions | Kind::Break => "▓",
            _ => "█",
        };
        bar(area, (0, length(time.min)), glyph, style, pen);
        if time.is_range() {
            let from = length(time.min).next_multiple_of(8);
            bar(area, (from, length(time.max).next_multiple_of(8)), "░", style, pen);
        }
        // What runs beyond the slot looks different, so that it is seen without colour too.
        if let (Some(slot), Some(start)) = (self.timing.budget.slot, start) {
            let within = slot.saturating_sub(start).min(time.min);
            if start.saturating_add(time.min) > slot {
                let from = length(within) / 8 * 8;
                bar(area, (from, length(time.min).next_multiple_of(8)), "▒", theme.warning, pen);
            }
        }
    }
}

/// A title, moved in by its depth.
fn title(section: &Section) -> String {
    let depth = usize::from(section.depth.saturating_sub(1)).min(4);
    format!("{}{}", "  ".repeat(depth), section.title)
}

/// The minutes of a section as the chart shows them: `4`, `2–3`, `~6`, `?`.
fn minutes(section: &Section) -> String {
    let Some(time) = section.time else { return "?".to_owned() };
    let mut shown = if time.about { "~".to_owned() } else { String::new() };
    // Writing to a string cannot fail.
    let _ = write!(shown, "{}", time.min);
    if time.is_range() {
        let _ = write!(shown, "–{}", time.max);
    }
    shown
}
