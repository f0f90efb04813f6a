//! The timing pane: the gauge, what does not add up, and the chart of the sections.

use ratatui::layout::Rect;

use super::{
    beside,
    chart::{Chart, Marks},
    frame::{self, Legend, hidden},
    gauge, hints_in_border,
    pen::{Pen, row},
};
use crate::{
    app::{Areas, Model, Pane, Timing},
    door,
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
        let both = [below.as_str(), &versions].into_iter().filter(|words| !words.is_empty());
        let both = both.collect::<Vec<_>>().join("   ");
        let told = |total: &str| hints_in_border(model, areas, focus, beside(areas.timing.width, total));
        // The way out is more to somebody who wonders than the other versions.
        let total = if told(&both).len() < told(&below).len() { &below } else { &both };
        let ways = told(total);
        let foot = if ways.is_empty() { chart.cut_title().unwrap_or_default() } else { &ways };
        let legend = Legend { title: "Timing", corner: &slot(timing, areas.timing.width), foot, total };
        frame::draw(areas.timing, focus, legend, pen);
    }
    // What does not add up stands in the row between the gauge and the sections, where there is one.
    let between = Rect { y: areas.gauge.y + 1, ..areas.gauge };
    let is_room = between.y < areas.sections.y;
    gauge::draw(timing, areas.gauge, is_room, pen);
    if let Some(warning) = timing.warnings.first().filter(|_| is_room) {
        pen.line(row(between, 0), &in_words(*warning, timing, between.width), pen.theme.warning);
    }
    chart.draw(pen);
}

/// `30 minute slot`; a long one in hours too, since it may have one digit too many.
fn slot(timing: &Timing, columns: u16) -> String {
    const LONG: Minutes = Minutes::of(240);
    const WIDE: u16 = 45;
    match timing.budget.slot {
        Some(slot) if slot > LONG => {
            let hours = Minutes::from_seconds(slot.seconds() / 60);
            if columns < WIDE {
                format!("{hours} hour slot")
            } else {
                format!("{slot} minute slot: {hours} hours")
            }
        }
        Some(slot) => format!("{slot} minute slot"),
        None if timing.shown.is_timed() => "no slot yet".to_owned(),
        None => String::new(),
    }
}

/// The versions, the one that is shown in brackets: `version [30] 45`; nothing where there is but one.
fn versions(timing: &Timing) -> String {
    if timing.versions.len() < 2 {
        return String::new();
    }
    let name = |(at, slot): (usize, &Option<Minutes>)| {
        let name = slot.map_or_else(|| "short".to_owned(), |slot| slot.to_string());
        if at == timing.version { format!("[{name}]") } else { name }
    };
    let names: Vec<_> = timing.versions.iter().enumerate().map(name).collect();
    format!("version {}", names.join(" "))
}

/// A warning as a sentence, in the longest words that the room has cells for. The shortest ones are cut.
pub fn in_words(warning: Warning, timing: &Timing, columns: u16) -> String {
    let mut forms = match warning {
        Warning::Total { stated, sum } => vec![
            format!("! the text says {stated} in all, the sections make {sum}"),
            format!("! says {stated} in all, sections make {sum}"),
            format!("! says {stated}, makes {sum}"),
        ],
        Warning::Overfull { section, parts, whole } => {
            let title = timing.plan.sections.get(section).map_or("", |section| section.title.as_str());
            vec![
                format!("! {parts} minutes are inside the {whole} of “{title}”"),
                format!("! {parts} inside the {whole} of “{title}”"),
            ]
        }
        Warning::Uncounted => {
            let first = timing.uncounted.first().map_or("", String::as_str);
            let told = format!("! not counted: “{first}”");
            match timing.uncounted.len().saturating_sub(1) {
                0 => vec![told],
                more => vec![format!("{told} and {more} more"), format!("! not counted: “{first}” +{more}")],
            }
        }
    };
    let shortest = forms.pop().unwrap_or_default();
    let fits = |words: &String| door::width(words) <= usize::from(columns);
    forms.into_iter().find(fits).unwrap_or(shortest)
}
