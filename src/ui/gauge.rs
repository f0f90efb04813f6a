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
    let forms =
        [words, in_few_words(timing, " planned"), in_few_words(timing, ""), in_numbers(&timing.budget)];
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
    let mut words = format!("{} planned", speaking(budget));
    for (minutes, name) in [(budget.questions, "questions"), (budget.changeover, "changeover")] {
        if minutes > Minutes::ZERO {
            // Writing to a string cannot fail.
            let _ = write!(words, " · {minutes} {name}");
        }
    }
    match standing(timing, true) {
        None => (words, theme.text),
        Some(standing) => {
            let open = timing.open().count() > 0;
            let style = match (is_over(budget), budget.spare == Minutes::ZERO && !open) {
                (true, _) => theme.warning,
                (false, true) => theme.good,
                (false, false) => theme.text,
            };
            (format!("{words} · {standing}"), style)
        }
    }
}

/// `25 + 5 planned · fits`: the same numbers in fewer words, or in hardly any.
fn in_few_words(timing: &Timing, planned: &str) -> String {
    let words = format!("{}{planned}", parts_of(&timing.budget, " + "));
    match standing(timing, false) {
        None => words,
        Some(standing) => format!("{words} · {standing}"),
    }
}

/// How the plan stands to the slot, in words; none where there is no slot.
fn standing(timing: &Timing, are_many: bool) -> Option<String> {
    let budget = &timing.budget;
    budget.slot?;
    let too_long = budget.stretch.saturating_sub(budget.spare);
    Some(match timing.open().count() {
        _ if budget.over > Minutes::ZERO => format!("{} over!", budget.over),
        _ if too_long > Minutes::ZERO => format!("up to {too_long} over!"),
        0 if budget.spare == Minutes::ZERO => "fits".to_owned(),
        // What has no minutes is not in the sum.
        open if budget.spare == Minutes::ZERO => format!("fits, {open} untimed"),
        0 => format!("{} spare", budget.spare),
        open if are_many => format!("{} left for {open} untimed", budget.spare),
        _ => format!("{} left", budget.spare),
    })
}

/// Whether the plan is, or may become, longer than its slot.
fn is_over(budget: &Budget) -> bool {
    budget.over > Minutes::ZERO || budget.stretch > budget.spare
}

/// What is planned of speaking: `25`, or `23–26`.
fn speaking(budget: &Budget) -> String {
    match budget.stretch {
        Minutes::ZERO => budget.speaking.to_string(),
        stretch => format!("{}–{}", budget.speaking, budget.speaking.saturating_add(stretch)),
    }
}

/// All that is planned, part by part: speaking, questions and changeover, as far as there are any.
fn parts_of(budget: &Budget, between: &str) -> String {
    let aside = [budget.questions, budget.changeover].into_iter().filter(|part| *part > Minutes::ZERO);
    aside.fold(speaking(budget), |parts, part| format!("{parts}{between}{part}"))
}

/// `25+5/30`, for where there is no room for words.
fn in_numbers(budget: &Budget) -> String {
    let planned = parts_of(budget, "+");
    match budget.slot {
        Some(slot) if budget.over > Minutes::ZERO => format!("{planned}/{slot} over!"),
        Some(slot) => format!("{planned}/{slot}"),
        None => planned,
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
