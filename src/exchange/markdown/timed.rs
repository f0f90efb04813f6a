//! Whether a heading carries a time, as the sections of an outline do. Only a yes or no: the outline's
//! own reader knows all the notations.

const UNITS: [&str; 15] = [
    "m", "min", "mins", "minute", "minutes", "h", "hr", "hrs", "hour", "hours", "s", "sec", "secs", "second",
    "seconds",
];

/// Whether the text names a time in brackets, before its first colon, or behind its last dash or colon.
/// A time in the middle of a sentence (`Kites in 5 minutes`) does not count.
pub(super) fn is_timed(text: &str) -> bool {
    let head = text.split(':').next().unwrap_or_default();
    let tail = text.rsplit(['-', '–', '—', ':']).next().unwrap_or_default();
    in_brackets(text)
        || (head.len() < text.len() && is_time(head))
        || (tail.len() < text.len() && is_time(tail))
}

/// Whether a line is a time in brackets and perhaps more, as it stands below a section's heading.
pub(super) fn is_time_line(line: &str) -> bool {
    line.trim_start().starts_with(['(', '[']) && in_brackets(line)
}

/// Looks into the innermost brackets only, which do not overlap: linear.
fn in_brackets(text: &str) -> bool {
    let mut inside = None;
    for (at, char) in text.char_indices() {
        match char {
            '(' | '[' => inside = Some(at),
            ')' | ']' => {
                let group = inside.take().and_then(|start| text.get(start..at));
                if group.is_some_and(names_time) {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

/// Whether this is a time and nothing else: `5 min`, `~20 minutes`.
fn is_time(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(|char: char| char.is_ascii_digit() || char == '~')
        && text.split_whitespace().nth(2).is_none()
        && names_time(text)
}

/// Whether a number with a unit behind it, or a clock's time, stands anywhere in the text.
fn names_time(text: &str) -> bool {
    let mut rest = text;
    while let Some(start) = rest.find(|char: char| char.is_ascii_digit()) {
        let behind =
            rest.get(start..).unwrap_or_default().trim_start_matches(|char: char| char.is_ascii_digit());
        if is_clock(behind) || has_unit(behind) {
            return true;
        }
        rest = behind;
    }
    false
}

fn is_clock(behind: &str) -> bool {
    behind.strip_prefix(':').is_some_and(|rest| rest.bytes().take(2).filter(u8::is_ascii_digit).count() == 2)
}

fn has_unit(behind: &str) -> bool {
    let behind = behind.strip_prefix('-').unwrap_or_else(|| behind.trim_start());
    let end = behind.find(|char: char| !char.is_alphabetic()).unwrap_or(behind.len());
    let unit = behind.get(..end).unwrap_or_default();
    behind.starts_with(['\'', '′']) || UNITS.iter().any(|known| known.eq_ignore_ascii_case(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_carry_times() {
        for text in
            ["Start (3 min)", "(3m) Salt", "Glazes[3-4 mins]:", "Hook (0.5 h)", "Rye - 4 min", "Rye — 4'"]
                .into_iter()
                .chain([
                    "5 minutes: Bees",
                    "Welcome: 3 min",
                    "Ropes [0:00 - 0:20]",
                    "Boots (9 minutes, 12 total)",
                ])
        {
            assert!(is_timed(text), "{text}");
        }
        assert!(is_time_line("(4 minutes; running total=4)"));
        assert!(is_time_line(" [25 min] and more"));
    }

    #[test]
    fn titles_carry_none() {
        for text in
            ["Kites in 5 minutes", "PyCon 2018", "Moss (and lichens)", "(#914)", "Part 2: Reeds", "10 m"]
                .into_iter()
                .chain(["", "Maps (7 of them)", "A (3 mines)", "Room 5: M", "(2019-05"])
        {
            assert!(!is_timed(text), "{text}");
        }
        assert!(!is_time_line("Kites (4 minutes)"));
    }
}
