//! What stands in the edges of boxes, and where: the same for drawing it and for the mouse.

use ratatui::layout::Rect;

use super::{At, Command, Model, Popup, last_row::Hint};
use crate::door::{self, width};

/// The fewest columns beside the words at the right: a few letters, and some of the line.
const BESIDE: u16 = 8;

/// Where words stand in an edge, with a blank on both sides: those at the left, which are cut where there is no
/// room, and those at the right, which are whole or left out.
#[must_use]
pub fn places(edge: Rect, left: &str, right: &str) -> [Option<Rect>; 2] {
    let cells = |words: &str| door::columns(words).saturating_add(2);
    let mut room = Rect { x: edge.x + 1, width: edge.width.saturating_sub(2), ..edge };
    let wide = cells(right);
    let has_right = !right.is_empty() && wide.saturating_add(BESIDE) <= room.width;
    let at_right = has_right.then(|| Rect { x: room.right() - 1 - wide, width: wide, ..room });
    if has_right {
        room.width -= wide + 2;
    }
    let has_left = !left.is_empty() && room.width > 4;
    [has_left.then(|| Rect { width: cells(left).min(room.width), ..room }), at_right]
}

impl Popup {
    /// The words in its lower edge for taking something and for leaving it.
    const fn ways(&self) -> [&'static str; 2] {
        match self {
            Self::Confirm { .. } => ["yes", "no"],
            Self::Choose(menu) if menu.query.is_some() => ["runs it", "back"],
            // Nothing would lead back to it.
            Self::Choose(menu) if menu.decides() => ["takes it", ""],
            Self::Choose(_) | Self::Line(_) | Self::Preview(_) => ["takes it", "back"],
            Self::Notice(_) => ["goes on", ""],
            Self::Progress(_) => ["", "stops"],
            Self::Conflicts(_) | Self::Find(_) | Self::Search(_) => ["", ""],
        }
    }
}

impl Model {
    /// What can be done with a popup that has a box, as its lower edge says it: at the left what takes
    /// something, at the right what leaves it. Where the words have no room their keys alone are told.
    #[must_use]
    pub fn in_edge(&self, popup: &Popup) -> [Option<Hint>; 2] {
        let Some(boxed) = self.boxed(popup) else { return [None, None] };
        let at = if matches!(popup, Popup::Line(_)) { At::LINE } else { self.at() };
        let edge = Rect { y: boxed.area.bottom().saturating_sub(1), height: 1, ..boxed.area };
        let hints = |are_whole: bool| {
            let ways = [Command::Accept, Command::Back].into_iter().zip(popup.ways());
            let mut hints = ways.map(|(command, word)| {
                let key = self.settings.keys.shown(command, at).next().filter(|_| !word.is_empty())?;
                let word = if are_whole { word } else { "" };
                Some(Hint { keys: vec![(command, key)], word, place: Rect::default() })
            });
            let mut hints = [hints.next().flatten(), hints.next().flatten()];
            let words = hints.each_ref().map(|hint| hint.as_ref().map_or_else(String::new, Hint::words));
            let places = places(edge, &words[0], &words[1]);
            let mut fit = true;
            for ((hint, place), words) in hints.iter_mut().zip(places).zip(&words) {
                fit &= words.is_empty()
                    || place.is_some_and(|place| usize::from(place.width) == width(words) + 2);
                if let Some(hint) = hint {
                    hint.place = place.unwrap_or_default();
                }
            }
            (hints, fit)
        };
        let (whole, fit) = hints(true);
        if fit { whole } else { hints(false).0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_an_edge_stand_apart_and_those_at_the_right_come_first() {
        let edge = |width| Rect { x: 10, y: 3, width, height: 1 };
        let at = |width, left, right| {
            places(edge(width), left, right).map(|place| place.map(|place| (place.x, place.width)))
        };
        assert_eq!(at(40, "Enter yes", "Esc no"), [Some((11, 11)), Some((40, 8))]);
        assert_eq!(at(20, "Enter yes", "Esc no"), [Some((11, 8)), Some((20, 8))], "the left is cut");
        assert_eq!(at(16, "Enter yes", "Esc no"), [Some((11, 11)), None]);
        assert_eq!(at(40, "", ""), [None, None]);
        assert_eq!(at(1, "a", "b"), [None, None]);
    }
}
