//! The timing pane: the gauge, and one row a section with a bar to scale.

use ratatui::layout::Rect;

use super::{
    frame::{self, Legend, hidden},
    gauge::{self, bar},
    pen::{Pen, after, row},
};
use crate::{
    app::{Areas, Model, Pane},
    text,
    timing::{Kind, Minutes, Section, bars::eighths},
};

/// Draws the pane with its border.
pub fn draw(model: &Model, areas: &Areas, pen: &mut Pen) {
    if areas.timing.is_empty() {
        return;
    }
    let chart = Chart::of(model, areas.sections);
    if areas.borders {
        let slot = match model.slot() {
            Some(slot) => format!("{slot} minute slot"),
            None if model.timing.plan.is_timed() => "no slot yet".to_owned(),
            None => String::new(),
        };
        let foot = chart.cut_title().unwrap_or_default();
        let count = model.timing.plan.sections.len();
        let total = hidden(model.timing.top, count, areas.sections.height);
        let legend = Legend { title: "Timing", corner: &slot, foot, total: &total };
        frame::draw(areas.timing, model.pane == Pane::Timing, legend, pen);
    }
    gauge::draw(model, areas.gauge, pen);
    chart.draw(pen);
}

/// The columns of the chart.
struct Chart<'a> {
    model: &'a Model,
    area: Rect,
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
    fn of(model: &'a Model, area: Rect) -> Self {
        let plan = &model.timing.plan;
        let starts = plan.starts();
        let widest = |texts: &mut dyn Iterator<Item = String>| {
            u16::try_from(texts.map(|text| text::width(&text)).max().unwrap_or(0)).unwrap_or(u16::MAX)
        };
        let number = widest(&mut [plan.sections.len().to_string()].into_iter());
        let minutes = widest(&mut plan.sections.iter().map(minutes)).clamp(3, 12);
        let clock = widest(&mut starts.iter().flatten().map(|start| start.clock()));
        let start = if area.width >= 50 { clock } else { 0 };
        let longest_title = widest(&mut plan.sections.iter().map(title));
        // Mark, gaps and the other columns; what is left is shared by titles and bars.
        let fixed = 2 + number + 2 + 2 + minutes + 2 + if start > 0 { start + 2 } else { 0 };
        let room = area.width.saturating_sub(fixed);
        let share = if area.width >= 60 { room * 5 / 9 } else { room * 2 / 3 };
        let title = longest_title.min(share.max(room.saturating_sub(24)));
        let longest = plan.sections.iter().filter_map(|section| section.time).map(|time| time.max).max();
        Self { model, area, starts, longest: longest.unwrap_or_default(), number, title, start, minutes }
    }

    fn draw(&self, pen: &mut Pen) {
        let timing = &self.model.timing;
        let sections = timing.plan.sections.iter().enumerate().skip(timing.top);
        for (line, (index, section)) in sections.take(usize::from(self.area.height)).enumerate() {
            self.draw_row(row(self.area, line), index, section, pen);
        }
    }

    fn draw_row(&self, area: Rect, index: usize, section: &Section, pen: &mut Pen) {
        let theme = pen.theme;
        let chosen = self.model.timing.at == index;
        let focus = chosen && self.model.pane == Pane::Timing;
        if chosen {
            pen.line(area, "▌", if focus { theme.accent } else { theme.quiet });
        }
        let title_style = match (focus, section.optional) {
            (true, _) => theme.accent,
            (false, true) => theme.quiet,
            (false, false) => theme.text,
        };
        let number = Rect { width: self.number.min(area.width.saturating_sub(2)), ..after(area, 2) };
        pen.right(number, &(index + 1).to_string(), theme.quiet);
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
        let bars = Rect { width: right.width.saturating_sub(self.minutes + 2), ..right };
        let lit = focus || (chosen && self.model.pane == Pane::Editor && self.model.writes_outline());
        self.draw_bar(bars, index, section, lit, pen);
    }

    /// The chosen section's title where its row has no room for the whole of it.
    fn cut_title(&self) -> Option<&'a str> {
        let timing = &self.model.timing;
        let chosen = timing.plan.sections.get(timing.at)?;
        let is_cut = text::width(&title(chosen)) > usize::from(self.title);
        (is_cut && self.model.pane == Pane::Timing).then_some(chosen.title.as_str())
    }

    fn draw_bar(&self, area: Rect, index: usize, section: &Section, lit: bool, pen: &mut Pen) {
        let theme = pen.theme;
        let Some(time) = section.time else {
            if section.kind != Kind::Break {
                pen.line(Rect { width: area.width.min(3), ..area }, "┄┄┄", theme.quiet);
            }
            return;
        };
        let cells = usize::from(area.width);
        let length = |time: Minutes| eighths(time, self.longest, cells);
        let style = match (section.optional, section.kind, lit) {
            (true, ..) => theme.quiet,
            (_, Kind::Questions | Kind::Break, _) => theme.bar_aside,
            (_, _, true) => theme.bar_chosen,
            _ if index.is_multiple_of(2) => theme.bar,
            _ => theme.bar_next,
        };
        let glyph = match (section.optional, section.kind) {
            (true, _) => "░",
            (_, Kind::Questions | Kind::Break) => "▓",
            _ => "█",
        };
        bar(area, (0, length(time.min)), glyph, style, pen);
        if time.is_range() {
            let from = length(time.min).next_multiple_of(8);
            bar(area, (from, length(time.max).next_multiple_of(8)), "░", style, pen);
        }
        // What runs beyond the slot looks different, so that it is seen without colour too.
        let start = self.starts.get(index).copied().flatten();
        if let (Some(slot), Some(start)) = (self.model.slot(), start) {
            let end = start.saturating_add(time.min);
            let within = slot.saturating_sub(start).min(time.min);
            if end > slot {
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
    match section.time {
        None => "?".to_owned(),
        Some(time) => {
            let about = if time.about { "~" } else { "" };
            if time.is_range() {
                format!("{about}{}–{}", time.min, time.max)
            } else {
                format!("{about}{}", time.min)
            }
        }
    }
}
