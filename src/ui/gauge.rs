//! The gauge: the whole plan against the slot, in one row.

use ratatui::{layout::Rect, style::Style};

use super::pen::{Pen, after};
use crate::{app::Model, text, timing::bars::parts};

/// Blocks that fill one to seven eighths of a cell from the left.
const EIGHTHS: [&str; 7] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// Draws the gauge and, at its right, the same in words.
pub fn draw(model: &Model, area: Rect, pen: &mut Pen) {
    let theme = pen.theme;
    let plan = &model.timing.plan;
    if !plan.is_timed() {
        let nothing = match (model.proposal(), area.width) {
            (None, _) => "",
            (Some(_), ..50) => "no minutes yet",
            _ => "no minutes yet: write them behind a section, like (5 minutes)",
        };
        pen.line(area, nothing, theme.quiet);
        return;
    }
    let (words, style) = in_words(model, pen);
    let words_width = u16::try_from(text::width(&words)).unwrap_or(u16::MAX);
    let bar_width = area.width.saturating_sub(words_width.saturating_add(2));
    if bar_width >= 6 {
        draw_bar(model, Rect { width: bar_width, ..area }, pen);
        pen.line(after(area, bar_width + 2), &words, style);
    } else if words_width <= area.width {
        pen.line(area, &words, style);
    } else {
        pen.line(area, &in_numbers(model), style);
    }
}

/// `25/30`, for where there is no room for words.
fn in_numbers(model: &Model) -> String {
    let total = model.timing.plan.total();
    match model.slot() {
        Some(slot) if total > slot => format!("{total}/{slot} over!"),
        Some(slot) => format!("{total}/{slot}"),
        None => total.to_string(),
    }
}

/// `25 planned · 5 spare`, with the style for how it stands.
fn in_words(model: &Model, pen: &Pen) -> (String, Style) {
    let theme = pen.theme;
    let plan = &model.timing.plan;
    let (total, most) = (plan.total(), plan.total_max());
    let planned = if most > total { format!("{total}–{most} planned") } else { format!("{total} planned") };
    let Some(slot) = model.slot() else { return (planned, theme.text) };
    if total > slot {
        (format!("{planned} · {} over!", total.saturating_sub(slot)), theme.warning)
    } else if most > slot {
        (format!("{planned} · up to {} over!", most.saturating_sub(slot)), theme.warning)
    } else if total == slot {
        (format!("{planned} · fits"), theme.good)
    } else {
        (format!("{planned} · {} spare", slot.saturating_sub(total)), theme.text)
    }
}

fn draw_bar(model: &Model, area: Rect, pen: &mut Pen) {
    let theme = pen.theme;
    let plan = &model.timing.plan;
    let total = plan.total();
    let slot = model.slot().unwrap_or(total);
    let within = total.min(slot);
    let questions = plan.questions().min(within);
    let over = total.saturating_sub(slot);
    let spare = slot.saturating_sub(total);
    let values = [within.saturating_sub(questions), questions, over, spare];
    let lengths = parts(&values, usize::from(area.width));
    let ends: Vec<usize> = lengths
        .iter()
        .scan(0, |end, length| {
            *end += length;
            Some(*end)
        })
        .collect();
    let [talk, asked, beyond, whole] = ends[..] else { return };
    bar(area, (0, talk), "█", theme.bar, pen);
    bar(area, (talk, asked), "▓", theme.bar_aside, pen);
    bar(area, (asked, beyond), "▒", theme.warning, pen);
    bar(area, (beyond, whole), "░", theme.border, pen);
}

/// Draws a part of a row from one eighth of a cell to another. A full bar ends in a block as wide as the
/// last part of it; patterns take whole cells.
pub fn bar(area: Rect, (start, end): (usize, usize), glyph: &'static str, style: Style, pen: &mut Pen) {
    let cell = |eighths: usize| u16::try_from(eighths).unwrap_or(u16::MAX);
    let solid = glyph == "█";
    let (first, rest) = (start.div_ceil(8), end % 8);
    let last = if solid { end / 8 } else { end.div_ceil(8) };
    let full = after(area, cell(first));
    pen.fill(Rect { width: cell(last.saturating_sub(first)).min(full.width), ..full }, glyph, style);
    if solid && rest > 0 {
        let tip = after(area, cell(end / 8));
        pen.fill(Rect { width: 1.min(tip.width), ..tip }, EIGHTHS[rest - 1], style);
    }
}
