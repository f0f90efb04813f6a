//! The timing pane: the gauge, what does not add up, and the chart of the sections.

use ratatui::layout::Rect;

use super::{
    chart::{Chart, Marks},
    frame::{self, Legend, hidden},
    gauge, help_in_border,
    pen::{Pen, row},
};
use crate::{
    app::{Areas, Model, Pane, Timing},
    timing::{Minutes, Warning},
};

/// Draws the pane with its border.
pub fn draw(model: &Model, areas: &Areas, pen: &mut Pen) {
    if areas.timing.is_empty() {
        return;
    }
    let timing = &model.timing;
    let focus = model.pane == Pane::Timing;
    let lit = focus || (model.pane == Pane::Editor && model.writes_outline());
    let marks = Marks { chosen: Some(timing.at), focus, lit, top: timing.top };
    let chart = Chart::of(timing, areas.sections, marks);
    if areas.borders {
        let below = hidden(timing.top, timing.rows.len(), areas.sections.height);
        let versions = versions(timing);
        let total = [below.as_str(), &versions].into_iter().filter(|words| !words.is_empty());
        let total = total.collect::<Vec<_>>().join("   ");
        let help = help_in_border(model, areas, focus);
        let foot = chart.cut_title().unwrap_or(&help);
        let legend = Legend { title: "Timing", corner: &slot(timing), foot, total: &total };
        frame::draw(areas.timing, focus, legend, pen);
    }
    gauge::draw(timing, areas.gauge, pen);
    // What does not add up stands in the row between the gauge and the sections, where there is one.
    let between = Rect { y: areas.gauge.y + 1, ..areas.gauge };
    if between.y < areas.sections.y
        && let Some(warning) = timing.warnings.first()
    {
        pen.line(row(between, 0), &in_words(*warning, timing), pen.theme.warning);
    }
    chart.draw(pen);
}

/// `30 minute slot`.
fn slot(timing: &Timing) -> String {
    match timing.budget.slot {
        Some(slot) => format!("{slot} minute slot"),
        None if timing.shown.is_timed() => "no slot yet".to_owned(),
        None => String::new(),
    }
}

/// The versions, the one that is shown in brackets: `[30] 45`; nothing where there is but one.
fn versions(timing: &Timing) -> String {
    if timing.versions.len() < 2 {
        return String::new();
    }
    let name = |(at, slot): (usize, &Option<Minutes>)| {
        let name = slot.map_or_else(|| "short".to_owned(), |slot| slot.to_string());
        if at == timing.version { format!("[{name}]") } else { name }
    };
    timing.versions.iter().enumerate().map(name).collect::<Vec<_>>().join(" ")
}

/// A warning as a sentence.
pub fn in_words(warning: Warning, timing: &Timing) -> String {
    match warning {
        Warning::Total { stated, sum } => {
            format!("! the text says {stated} in all, the sections make {sum}")
        }
        Warning::Overfull { section, parts, whole } => {
            let title = timing.plan.sections.get(section).map_or("", |section| section.title.as_str());
            format!("! {parts} minutes are inside the {whole} of “{title}”")
        }
    }
}
