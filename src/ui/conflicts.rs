//! Two texts that are to be decided between, side by side or one above the other.

use ratatui::{layout::Rect, style::Style};

use super::{
    frame::{Legend, hidden},
    pen::{Pen, after, row, within},
    popup::open_in_the_middle,
};
use crate::{
    app::{At, Command, Conflicts, Half, KeyMap},
    door,
};

/// The cells of a sign with its blank, and those between two texts.
const SIGN: u16 = 2;
const GAP: u16 = 3;
/// What a border takes with its margin, and what stands around the words in its lower edge.
const BORDER: usize = 4;
const AROUND: usize = 4;

/// Draws the conflict that is shown.
pub fn draw(conflicts: &Conflicts, keys: &KeyMap, pen: &mut Pen) {
    let sheet = &conflicts.sheet;
    let column = sheet.width + SIGN;
    let hints = hints(keys, sheet.takes_both, conflicts.count > 1);
    let later = if sheet.beside { "later" } else { "" };
    let total = keys.hint(Command::Back, At::CONFLICTS, later);
    let aside = door::width(&total) + AROUND;
    let (wide, high) =
        if sheet.beside { (2 * column + GAP, sheet.height + 2) } else { (column, 2 * (sheet.height + 1)) };
    let wide = usize::from(wide).max(door::width(&hints[0]) + aside);
    let room = wide.min(usize::from(pen.window().width).saturating_sub(BORDER)).saturating_sub(aside);
    let foot = hints.iter().find(|hint| door::width(hint) <= room).or(hints.last());
    let title = match conflicts.count {
        1 => sheet.title.clone(),
        count => format!("{} of {count} · {}", conflicts.at + 1, sheet.title),
    };
    let legend = Legend {
        title: &title,
        corner: &hidden(conflicts.top, sheet.rows.len(), u16::try_from(sheet.height).unwrap_or(u16::MAX)),
        foot: foot.map_or("", String::as_str),
        total: &total,
    };
    let inside = open_in_the_middle((wide, high), legend, pen);
    let (mine, theirs) = halves(inside, column, sheet.beside, sheet.height);
    let (good, warning) = (pen.theme.good, pen.theme.warning);
    let whose = if sheet.width < 30 { "Theirs" } else { "Theirs, from the other program" };
    for (area, side, heading, style) in [(mine, 0, "Mine", good), (theirs, 1, whose, warning)] {
        pen.line(after(row(area, 0), SIGN), heading, pen.theme.heading);
        let first = 1 + usize::from(sheet.beside);
        for (line, pair) in sheet.rows.iter().skip(conflicts.top).take(sheet.height).enumerate() {
            draw_half(&pair[side], row(area, first + line), style, pen);
        }
    }
}

/// The room of both texts.
fn halves(inside: Rect, column: u16, beside: bool, height: usize) -> (Rect, Rect) {
    if beside {
        let mine = Rect { width: column.min(inside.width), ..inside };
        return (mine, after(inside, inside.width.div_ceil(2).max(column + GAP)));
    }
    let rows = u16::try_from(height + 1).unwrap_or(u16::MAX).min(inside.height);
    let mine = Rect { height: rows, ..inside };
    (mine, Rect { y: mine.bottom(), height: inside.height - rows, ..inside })
}

/// A row of a text: what the other one has not in its colour, lines that differ with a sign.
fn draw_half(half: &Half, place: Rect, style: Style, pen: &mut Pen) {
    let theme = pen.theme;
    if half.signed {
        pen.line(place, "▌", style);
    }
    let plain = if half.missing { theme.quiet } else { theme.text };
    let place = after(place, SIGN);
    pen.clusters(place, &half.text, |at| {
        let (differs, until) = within(&half.differs, at);
        (if differs { style } else { plain }, until)
    });
}

/// What can be done, in ever fewer words.
fn hints(keys: &KeyMap, takes_both: bool, several: bool) -> [String; 3] {
    let key = |command| keys.first(command, At::CONFLICTS);
    let turn = key(Command::PreviousConflict) + &key(Command::NextConflict);
    let ways = [
        (key(Command::KeepMine), ["keep mine", "mine", "mine"], true),
        (key(Command::TakeTheirs), ["take theirs", "theirs", "theirs"], true),
        (key(Command::KeepBoth), ["keep both", "both", "both"], takes_both),
        (turn, ["other conflicts", "others", ""], several),
    ];
    [(0, "   "), (1, "   "), (2, "  ")].map(|(length, gap)| {
        let ways = ways.iter().filter(|(.., there)| *there);
        let ways = ways.map(|(key, words, _)| format!("{key} {}", words[length]).trim_end().to_owned());
        ways.collect::<Vec<_>>().join(gap)
    })
}
