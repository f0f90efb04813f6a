//! The gauge: the whole plan against the slot, in one row.

use std::fmt::Write as _;

use ratatui::{layout::Rect, style::Style};

use super::{
    Theme,
    pen::{Pen, after},
    timing as warning,
};
use crate::{
    app::Timing,
    door,
    timing::{Budget, Minutes, Warning, bars::parts},
};

/// Blocks that fill one to seven eighths of a cell from the left.
const EIGHTHS: [&str; 7] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// What stands there as long as no section has minutes, in ever fewer words.
const NOTHING: [&str; 3] = ["no minutes yet: write (5 min) behind a section", "no minutes yet", "no minutes"];

/// The same where there are some that no section has.
const NOT_COUNTED: [&str; 3] =
    ["no minutes counted: write (5 min) behind a section", "no minutes counted", "none counted"];

/// Draws the gauge and, at its right, the same in words. `warned` says that what does not add up stands beside
/// it; else it is told here that something is not counted.
pub fn draw(timing: &Timing, area: Rect, warned: bool, pen: &mut Pen) {
    let uncounted = timing.uncounted.len();
    if !timing.shown.is_timed() {
        if uncounted > 0 && !warned {
            pen.line(area, &warning::in_words(Warning::Uncounted, timing, area.width), pen.theme.warning);
            return;
        }
        // What has no room is left out, not cut.
        let fits = |words: &&&str| door::width(words) <= usize::from(area.width);
        let forms = if timing.plan.uncounted.is_empty() { NOTHING } else { NOT_COUNTED };
        pen.line(area, forms.iter().find(fits).unwrap_or(&""), pen.theme.quiet);
        return;
    }
    let (words, style) = in_words(timing, pen.theme);
    let lost = uncounted > 0 && !warned;
    let style = if lost { pen.theme.warning } else { style };
    let forms = [words, in_few_words(timing), in_numbers(&timing.budget)];
    let forms = forms.map(|words| if lost { format!("{words} · {uncounted} not counted!") } else { words });
    // The bar comes before the number of words, and the fewest words before the bar.
    let beside = |words: &&String| door::columns(words).saturating_add(2 + SHORTEST_BAR) <= area.width;
    let Some(words) = forms.iter().find(beside).or_else(|| forms.last()) else { return };
    let bar_width = area.width.saturating_sub(door::columns(words).saturating_add(2));
    if bar_width >= SHORTEST_BAR {
        draw_bar(&timing.budget, Rect { width: bar_width, ..area }, pen);
        pen.line(after(area, bar_width + 2), words, style);
    } else {
        pen.line(area, words, style);
    }
}

/// The shortest bar that says anything, in cells.
const SHORTEST_BAR: u16 = 12;

/// `25 planned · 5 questions · fits`, with the style for how it stands.
pub fn in_words(timing: &Timing, theme: &Theme) -> (String, Style) {
    let budget = &timing.budget;
    let Budget { speaking, stretch, .. } = *budget;
    let mut words = match stretch {
        Minutes::ZERO => format!("{speaking} planned"),
        _ => format!("{speaking}–{} planned", speaking.saturating_add(stretch)),
    };
    for (minutes, name) in [(budget.questions, "questions"), (budget.changeover, "changeover")] {
        if minutes > Minutes::ZERO {
            // Writing to a string cannot fail.
            let _ = write!(words, " · {minutes} {name}");
        }
    }
    let open = timing.open().count();
    let too_long = stretch.saturating_sub(budget.spare);
    if budget.slot.is_none() {
        (words, theme.text)
    } else if budget.over > Minutes::ZERO {
        (format!("{words} · {} over!", budget.over), theme.warning)
    } else if too_long > Minutes::ZERO {
        (format!("{words} · up to {too_long} over!"), theme.warning)
    } else if budget.spare == Minutes::ZERO {
        let (fits, style) =
            if open > 0 { (fits_but(open), theme.text) } else { ("fits".to_owned(), theme.good) };
        (format!("{words} · {fits}"), style)
    } else if open > 0 {
        (format!("{words} · {} left for {open} untimed", budget.spare), theme.text)
    } else {
        (format!("{words} · {} spare", budget.spare), theme.text)
    }
}

/// `fits, 1 untimed`: what has no minutes is not in the sum.
fn fits_but(open: usize) -> String {
    format!("fits, {open} untimed")
}

/// `30 planned · fits`, all parts in one number.
fn in_few_words(timing: &Timing) -> String {
    let budget = &timing.budget;
    let planned = planned(budget);
    let standing = match budget.slot {
        None => return format!("{planned} planned"),
        Some(_) if budget.over > Minutes::ZERO => format!("{} over!", budget.over),
        Some(_) if budget.spare > Minutes::ZERO => match timing.open().count() {
            0 => format!("{} spare", budget.spare),
            _ => format!("{} left", budget.spare),
        },
        Some(_) => match timing.open().count() {
            0 => "fits".to_owned(),
            open => fits_but(open),
        },
    };
    format!("{planned} planned · {standing}")
}

/// Everything that is planned, with the lower ends of ranges.
const fn planned(budget: &Budget) -> Minutes {
    budget.speaking.saturating_add(budget.questions).saturating_add(budget.changeover)
}

/// `25/30`, for where there is no room for words.
fn in_numbers(budget: &Budget) -> String {
    let planned = planned(budget);
    match budget.slot {
        Some(slot) if budget.over > Minutes::ZERO => format!("{planned}/{slot} over!"),
        Some(slot) => format!("{planned}/{slot}"),
        None => planned.to_string(),
    }
}

fn draw_bar(budget: &Budget, area: Rect, pen: &mut Pen) {
    let theme = pen.theme;
    // What is over is cut off the parts at the end of the slot, changeover first.
    let mut over = budget.over;
    let mut within = |part: Minutes| {
        let kept = part.saturating_sub(over);
        over = over.saturating_sub(part);
        kept
    };
    let changeover = within(budget.changeover);
    let questions = within(budget.questions);
    let speaking = within(budget.speaking);
    let lengths =
        parts(&[speaking, questions, changeover, budget.over, budget.spare], usize::from(area.width));
    let styles = [
        ("█", theme.bar),
        ("▓", theme.bar_aside),
        ("░", theme.bar_aside),
        ("▒", theme.warning),
        ("░", theme.border),
    ];
    let mut start = 0;
    for (length, (glyph, style)) in lengths.into_iter().zip(styles) {
        bar(area, (start, start + length), glyph, style, pen);
        start += length;
    }
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
