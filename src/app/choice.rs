//! Moving through rows of which some can be chosen and others are headings, gaps and words.

use super::{Command, popup::stepped};

/// The row that a command leads to from `at` among `count` rows, of which `is_choice` tells those that can be
/// chosen; `at` where there is none.
pub fn moved(
    at: usize,
    command: Command,
    page: usize,
    count: usize,
    is_choice: impl Fn(usize) -> bool,
) -> usize {
    match command {
        Command::Up => (0..at).rev().find(|row| is_choice(*row)).unwrap_or(at),
        Command::Down => (at.saturating_add(1)..count).find(|row| is_choice(*row)).unwrap_or(at),
        _ => near(stepped(at, command, page, count), at, count, is_choice),
    }
}

/// The choice at a row, or the nearest one in the direction that leads away from `from`, or back.
fn near(row: usize, from: usize, count: usize, is_choice: impl Fn(usize) -> bool) -> usize {
    let down = || (row..count).find(|row| is_choice(*row));
    let up = || (0..count.min(row.saturating_add(1))).rev().find(|row| is_choice(*row));
    let found = if row >= from { down().or_else(up) } else { up().or_else(down) };
    found.unwrap_or(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_skips_what_cannot_be_chosen_and_stops_at_the_ends() {
        let choices = [false, true, false, false, true, true, false];
        let to = |at, command| moved(at, command, 3, choices.len(), |row| choices[row]);
        assert_eq!((to(1, Command::Down), to(5, Command::Down)), (4, 5));
        assert_eq!((to(4, Command::Up), to(1, Command::Up)), (1, 1));
        assert_eq!((to(1, Command::PageDown), to(5, Command::PageUp)), (4, 1));
        assert_eq!((to(4, Command::First), to(1, Command::Last)), (1, 5));
        assert_eq!(moved(7, Command::Last, 3, 0, |_| true), 7);
    }
}
