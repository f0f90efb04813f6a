//! Rows of which one is chosen: answers, the palette, help.

use ratatui::layout::{Position, Rect};

use super::{
    form::draw_typed,
    frame::Legend,
    pen::{Pen, after, row},
    popup::open,
};
use crate::{
    app::{Boxed, Menu, MenuLine, MenuRow, popup_height, typed::MARK},
    door,
};

/// Draws a menu in its box, and answers where the cursor stands, where something can be typed.
pub fn draw(
    menu: &Menu,
    size: (u16, u16),
    place: Boxed,
    [foot, total]: &[String; 2],
    pen: &mut Pen,
) -> Option<Position> {
    let head = menu.head(popup_height(size));
    let (found, all) = menu.count();
    let counted = if found < all { format!("{found} of {all}") } else { all.to_string() };
    // In a small window the title has all the room.
    let counts = menu.query.is_some() && size.0 >= 30;
    let corner = if counts { counted.as_str() } else { "" };
    let legend = Legend { title: &menu.title, corner, foot, total };
    let inside = open(place, legend, pen);
    let cursor = menu.query.as_ref().and_then(|query| {
        let line = after(row(inside, 0), MARK);
        let cursor = draw_typed(&query.field, line, pen);
        if query.field.is_empty() {
            pen.line(after(line, 1), "type to find", pen.theme.quiet);
        }
        cursor
    });
    let head = head.min(inside.height);
    let rows = Rect { y: inside.y + head, height: inside.height - head, ..inside };
    let lines = menu.lines.iter().enumerate().skip(menu.top).take(usize::from(rows.height));
    for (line, (index, menu_line)) in lines.enumerate() {
        draw_menu_line(menu_line, index == menu.at, row(rows, line), pen);
    }
    cursor
}

fn draw_menu_line(line: &MenuLine, chosen: bool, place: Rect, pen: &mut Pen) {
    let theme = pen.theme;
    match line {
        MenuLine::Gap => {}
        MenuLine::Words(words) => {
            pen.line(place, words, theme.text);
        }
        MenuLine::Heading(heading) => {
            pen.line(place, heading, theme.heading);
        }
        MenuLine::Row(MenuRow { label, aside, .. }, meant) => {
            let style = if chosen { theme.accent } else { theme.text };
            if chosen {
                pen.line(place, "▌", style);
            }
            let room = after(place, MARK);
            let keys = door::columns(aside);
            // What it is called comes first: its key is left out where both have no room.
            let beside = usize::from(keys) + 1 + door::width(label).min(20) <= usize::from(room.width);
            let label_room = if beside && keys > 0 {
                pen.right(room, aside, if chosen { theme.accent } else { theme.quiet });
                Rect { width: room.width - keys - 1, ..room }
            } else {
                room
            };
            pen.marked(label_room, label, meant, style);
        }
    }
}
