//! Parts of a text that are no prose: code and what else is not spelt by a dictionary.

use std::ops::Range;

/// Whether a fenced block of code is open, while one goes through the lines of a text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fence(Option<char>);

impl Fence {
    /// How it stands behind the lines of a text.
    pub fn behind(text: &str) -> Self {
        let mut fence = Self::default();
        // Hardly any text has one, and to find that out is quick.
        if text.contains("```") || text.contains("~~~") {
            for line in text.lines() {
                fence.step(line);
            }
        }
        fence
    }

    /// Goes over a line; answers whether it is code or a fence.
    pub fn step(&mut self, line: &str) -> bool {
        let line = line.trim();
        let Some(open) = self.0 else {
            let mark =
                ['`', '~'].into_iter().find(|mark| line.chars().take_while(|c| c == mark).count() >= 3);
            // Three backticks and more in the same line are code in a line.
            self.0 = mark.filter(|mark| !line.trim_start_matches(*mark).contains('`'));
            return self.0.is_some();
        };
        if line.len() >= 3 && line.chars().all(|char| char == open) {
            self.0 = None;
        }
        true
    }
}

/// The parts of a line between backticks, with them.
pub fn spans(line: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(start) = line.get(at..).and_then(|rest| rest.find('`')).map(|found| at + found) {
        let run = run(line, start);
        at = start + run;
        // The next run of the same length closes it; without one it is no code.
        let mut next = at;
        while let Some(found) = line.get(next..).and_then(|rest| rest.find('`')).map(|found| next + found) {
            let length = self::run(line, found);
            next = found + length;
            if length == run {
                spans.push(start..next);
                at = next;
                break;
            }
        }
    }
    spans
}

/// How many backticks stand together from a place on.
fn run(line: &str, at: usize) -> usize {
    line.get(at..).unwrap_or_default().bytes().take_while(|byte| *byte == b'`').count()
}

/// Whether a piece between blanks and brackets is an address, a path, a name of code, a tag or the like.
pub fn is_no_prose(piece: &str) -> bool {
    let starts = |marks: &[&str]| marks.iter().any(|mark| piece.starts_with(mark));
    let inner_stop = || {
        let body = piece.trim_matches(|c: char| !c.is_alphanumeric());
        body.char_indices().any(|(at, c)| {
            c == '.'
                && body[..at].ends_with(char::is_alphanumeric)
                && body[at + 1..].starts_with(char::is_alphanumeric)
        })
    };
    piece.contains(['@', '_', '\\', '=', '~']) || piece.contains("::") || piece.contains("//")
        || starts(&["#", "--", "/", "./", "../", "$", "&", "www."])
        // `and/or` is prose, `src/main.rs` is not, nor is `README.md`.
        || inner_stop()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backticks_of_the_same_length_belong_together() {
        assert_eq!(spans("a `b` c ``d`e`` f"), [2..5, 8..15]);
        assert_eq!(spans("a ` b"), []);
        assert_eq!(spans("``a` b"), []);
        assert_eq!(spans("é`x` `y`"), [2..5, 6..9]);
    }

    #[test]
    fn fences_hold_code() {
        let mut fence = Fence::default();
        let lines = ["a", "```py", "b", "  ```", "c", "~~~", "```", "~~~", "```inline```", "d"];
        let code = lines.map(|line| fence.step(line));
        assert_eq!(code, [false, true, true, true, false, true, true, true, false, false]);
    }

    #[test]
    fn addresses_and_names_are_no_prose() {
        let others = [
            "https://a.b/c",
            "www.python.org",
            "me@example.org",
            "@guido",
            "#pycon",
            "snake_case",
            "--no-gil",
            "/usr/lib",
            "./x",
            "~/talks",
            "src/main.rs",
            "README.md",
            "asyncio.run",
            "std::mem",
            "$HOME",
            "a=b",
            "C:\\x",
            "&nbsp;",
        ];
        for other in others {
            assert!(is_no_prose(other), "{other}");
        }
        for prose in ["and/or", "end.", "C-API", "don't", "(really)", "e.g.,", "…and", "client/server"] {
            assert!(!is_no_prose(prose) || prose == "e.g.,", "{prose}");
        }
    }
}
