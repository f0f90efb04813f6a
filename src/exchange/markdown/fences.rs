//! Code between fences, where nothing is a heading.

/// What a line is to fences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fence {
    /// Outside of them.
    Outside,
    /// Between two of them, or one of the two.
    Inside,
    /// It would open one, but nothing closes it: text like any other.
    Unclosed,
}

/// A run of at least three backticks or tildes at the start of a line.
struct Run {
    mark: char,
    length: usize,
    /// Whether nothing stands behind it: only such a run closes.
    bare: bool,
}

/// The run that a line, without its indentation, begins with.
fn run(body: &str) -> Option<Run> {
    let mark = body.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let rest = body.trim_start_matches(mark);
    let length = body.len() - rest.len();
    let possible = length >= 3 && !(mark == '`' && rest.contains('`'));
    possible.then(|| Run { mark, length, bare: rest.trim().is_empty() })
}

/// Whether a line, without its indentation, would open a fence.
pub(super) fn opens(body: &str) -> bool {
    run(body).is_some()
}

/// What each line is, given without indentation (none where it is indented too far to be a mark).
///
/// A fence closes at the next bare run of its own mark that is at least as long. Those are found from
/// the end backwards, so that any number of openers that are never closed costs no more than the lines.
pub(super) fn fences(bodies: &[Option<&str>]) -> Vec<Fence> {
    let runs: Vec<Option<Run>> = bodies.iter().map(|body| body.and_then(run)).collect();
    let ends = ends(&runs);
    let mut fences = Vec::with_capacity(runs.len());
    let mut inside_to = None;
    for (at, (run, end)) in runs.iter().zip(ends).enumerate() {
        if inside_to.is_none_or(|to| to < at) && run.is_some() {
            inside_to = end;
        }
        fences.push(match (inside_to, run) {
            (Some(to), _) if at <= to => Fence::Inside,
            (_, Some(_)) => Fence::Unclosed,
            _ => Fence::Outside,
        });
    }
    fences
}

/// For each run the line at which it would close as an opener.
fn ends(runs: &[Option<Run>]) -> Vec<Option<usize>> {
    let mut ends = vec![None; runs.len()];
    // The closers below, nearest last; one that is no longer than a nearer one can never be the next.
    let mut closers: [Vec<(usize, usize)>; 2] = [Vec::new(), Vec::new()];
    for (at, run) in runs.iter().enumerate().rev() {
        let Some(run) = run else { continue };
        let [backticks, tildes] = &mut closers;
        let closers = if run.mark == '`' { backticks } else { tildes };
        let long_enough = closers.partition_point(|(_, length)| *length >= run.length);
        if let Some(end) = ends.get_mut(at) {
            *end = long_enough.checked_sub(1).and_then(|nearest| closers.get(nearest)).map(|(line, _)| *line);
        }
        if run.bare {
            while closers.pop_if(|(_, length)| *length <= run.length).is_some() {}
            closers.push((at, run.length));
        }
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One letter a line: `.` outside, `i` inside, `u` unclosed.
    fn drawn(text: &str) -> String {
        let bodies: Vec<Option<&str>> = text.split('\n').map(Some).collect();
        let letter = |fence| match fence {
            Fence::Outside => '.',
            Fence::Inside => 'i',
            Fence::Unclosed => 'u',
        };
        fences(&bodies).into_iter().map(letter).collect()
    }

    #[test]
    fn fences_close_at_the_next_run_that_is_long_enough() {
        for (text, expected) in [
            ("a\n```\nb\n```\nc", ".iii."),
            ("~~~ text\n```\n~~~", "iii"),
            ("````\n```\n````\n```", "iiiu"),
            ("```\n`````\n```", "iiu"),
            ("```\n```rust\n```", "iii"),
            ("``` a`b\n``", ".."),
            ("```\na\n~~~", "u.u"),
            ("`````\n```\nx\n```", "uiii"),
            ("````\n`````\n```", "iiu"),
            ("````\n`````\na\n```\n```\n```\n`````", "ii.iiii"),
            ("", "."),
        ] {
            assert_eq!(drawn(text), expected, "{text}");
        }
    }
}
