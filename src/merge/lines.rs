//! Texts by lines: where two of them differ, and what three of them make together.

use std::ops::Range;

use diffy::{DiffOptions, HunkRange};

/// The longest text that is merged by lines, in bytes.
const LONGEST: usize = 256 << 10;
/// How many lines are compared with one another at the most, those of both texts together: the time that
/// it takes grows with their square where nothing is alike.
const MOST: usize = 2048;

/// Lines of one text in place of which others stand in another one, by number from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Those of the one text; empty where the others only came in.
    pub old: Range<usize>,
    /// Those of the other text; empty where these only went.
    pub new: Range<usize>,
}

/// Lines of two texts that stand beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside<'a> {
    /// A line that both have.
    Same(&'a str),
    /// A line of the one, a line of the other; none where that one has no more lines here.
    Changed(Option<&'a str>, Option<&'a str>),
}

/// Where two texts differ, in order; between the stretches their lines are equal.
///
/// Takes linear time, but for the lines in the middle, some thousand of them at the most: where more differ, all lines
/// between the equal ones at both ends are one stretch.
pub fn stretches(old: &[&str], new: &[&str]) -> Vec<Stretch> {
    let (head, tail) = alike(old, new);
    let whole = Stretch { old: head..old.len() - tail, new: head..new.len() - tail };
    let (old, new) = (&old[whole.old.clone()], &new[whole.new.clone()]);
    match (old.len(), new.len()) {
        (0, 0) => Vec::new(),
        (some, others) if some == 0 || others == 0 || some + others > MOST => vec![whole],
        _ => {
            let texts = [old, new].map(|lines| lines.join("\n") + "\n");
            let patch = DiffOptions::new().set_context_len(0).create_patch(&texts[0], &texts[1]);
            let at = |range: HunkRange| {
                // An empty one names the line before it.
                let first = head + range.start() - usize::from(!range.is_empty());
                first..first + range.len()
            };
            let hunks = patch.hunks().iter();
            hunks.map(|hunk| Stretch { old: at(hunk.old_range()), new: at(hunk.new_range()) }).collect()
        }
    }
}

/// The lines of two texts beside each other, in order. Takes the time of `stretches`.
#[must_use]
pub fn beside<'a>(one: &'a str, other: &'a str) -> Vec<Beside<'a>> {
    let (one, other): (Vec<_>, Vec<_>) = (one.split('\n').collect(), other.split('\n').collect());
    let mut rows = Vec::new();
    let mut done = 0;
    for Stretch { old, new } in joined(stretches(&one, &other)) {
        rows.extend(one[done..old.start].iter().map(|line| Beside::Same(line)));
        done = old.end;
        let pair =
            |at| Beside::Changed(one[old.clone()].get(at).copied(), other[new.clone()].get(at).copied());
        rows.extend((0..old.len().max(new.len())).map(pair));
    }
    rows.extend(one[done..].iter().map(|line| Beside::Same(line)));
    rows
}

/// Stretches that follow on each other as one: what went and what came in its place stand beside each other.
fn joined(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::new();
    for next in stretches {
        match all.last_mut() {
            Some(last) if (last.old.end, last.new.end) == (next.old.start, next.new.start) => {
                (last.old.end, last.new.end) = (next.old.end, next.new.end);
            }
            _ => all.push(next),
        }
    }
    all
}

/// What two changes of one text make together; none where they meet, or where the texts are too long to
/// be merged.
pub fn together(base: &str, ours: &str, theirs: &str) -> Option<String> {
    let few = |text: &str| {
        let (base, text): (Vec<_>, Vec<_>) = (base.split('\n').collect(), text.split('\n').collect());
        let (head, tail) = alike(&base, &text);
        base.len() + text.len() - 2 * (head + tail) <= MOST
    };
    if [base, ours, theirs].iter().any(|text| text.len() > LONGEST) || !few(ours) || !few(theirs) {
        return None;
    }
    // With a line feed behind the last line as well, adding lines at the end changes no other one.
    let [base, ours, theirs] = [base, ours, theirs].map(|text| format!("{text}\n"));
    let mut merged = diffy::merge(&base, &ours, &theirs).ok()?;
    merged.pop();
    Some(merged)
}

/// How many lines are equal at the beginning and, of the others, at the end.
fn alike(old: &[&str], new: &[&str]) -> (usize, usize) {
    let same = |(old, new): &(&&str, &&str)| old == new;
    let head = old.iter().zip(new).take_while(same).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(same).count();
    (head, tail)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_added_at_the_end_change_no_other_line() {
        assert_eq!(together("a\nb", "A\n\nb", "a\nb\nc"), Some("A\n\nb\nc".into()));
        assert_eq!(together("", "a", "b"), None);
        assert_eq!(together("a\nb\nc", "b\nc", "a\nb"), Some("b".into()));
    }

    /// The text as somebody has left it who did to each line what a number says.
    fn edited(base: &str, acts: &[u8], new: &str) -> String {
        let lines = base.split('\n').zip(acts).flat_map(|(line, act)| match act {
            0..6 => vec![line],
            6 => vec![],
            7 => vec![new],
            8 => vec![new, line],
            _ => vec!["both", line],
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    proptest! {
        #[test]
        fn a_merged_text_holds_what_both_have_written_whoever_is_who(
            base in "[abc\n]{0,24}",
            acts in prop::collection::vec((0u8..10, 0u8..10), 25),
        ) {
            let (our_acts, their_acts): (Vec<u8>, Vec<u8>) = acts.into_iter().unzip();
            let (ours, theirs) = (edited(&base, &our_acts, "ours"), edited(&base, &their_acts, "theirs"));
            let merged = together(&base, &ours, &theirs);
            prop_assert_eq!(&merged, &together(&base, &theirs, &ours));
            if let Some(merged) = merged {
                let texts = [&base, &ours, &theirs, &merged];
                let [base, ours, theirs, merged] = texts.map(|text| text.split('\n').collect::<HashSet<_>>());
                for side in [ours, theirs] {
                    prop_assert!(side.difference(&base).all(|line| merged.contains(line)));
                }
            }
        }
    }

    #[test]
    fn what_went_and_what_came_in_its_place_stand_beside_each_other() {
        let stretch = |old, new| Stretch { old, new };
        let apart = vec![stretch(0..0, 0..1), stretch(0..1, 1..1), stretch(3..4, 3..3)];
        assert_eq!(joined(apart), [stretch(0..1, 0..1), stretch(3..4, 3..3)]);
    }
}
