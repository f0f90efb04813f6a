//! The words of a line that may be a section: a title and a time.
//!
//! ```text
//! entry = bracket [":" | dash] title          (4 minutes) Tides
//!       | phrase (":" | dash) title           4 minutes: Tides
//!       | title bracket [remark]              Tides (4 minutes), with a film
//!       | title (":" | dash) phrase           Tides - 4 min
//!       | title
//! ```
//!
//! where the bracket holds a time phrase. The first form that fits is it.

use super::{
    bracket::{Timed, brackets},
    phrase::phrase,
    piece::Piece,
};

/// What the words of a line say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'a> {
    /// The title, as it stands there.
    pub title: Piece<'a>,
    /// The time, if there is one.
    pub time: Option<Timed<'a>>,
    /// What stands behind title and time.
    pub remark: Piece<'a>,
}

/// Reads the words of a line, without marker, heading marks and the white space around them.
pub(super) fn entry(words: Piece<'_>) -> Entry<'_> {
    let words = words.bare_start();
    bracket_first(words)
        .or_else(|| phrase_first(words))
        .or_else(|| bracket_behind(words))
        .or_else(|| phrase_behind(words))
        .unwrap_or_else(|| Entry { title: words, time: None, remark: words.skip(words.text.len()) })
}

/// `(4 minutes) Tides`
fn bracket_first(words: Piece<'_>) -> Option<Entry<'_>> {
    if !words.text.starts_with(['(', '[', '（', '［', '【']) {
        return None;
    }
    let bracket = brackets(words).first().copied().filter(|bracket| bracket.open == 0)?;
    let time = bracket.time()?;
    let behind = words.skip(bracket.close).bare_start();
    let mark = separator_first(behind.text).map_or(0, str::len);
    Some(titled_behind(time, behind.skip(mark)))
}

/// `4 minutes: Tides`
fn phrase_first(words: Piece<'_>) -> Option<Entry<'_>> {
    let (time, rest) = phrase(words.text)?;
    let behind = words.rest(rest).bare_start();
    let mark = separator_first(behind.text)?;
    let timed = Timed { time, phrase: words.before(rest) };
    Some(titled_behind(timed, behind.skip(mark.len())))
}

/// The entry whose title comes behind its time: it ends with the first sentence.
fn titled_behind<'a>(time: Timed<'a>, behind: Piece<'a>) -> Entry<'a> {
    let behind = behind.bare_start();
    let end = behind.text.find(". ").map_or(behind.text.len(), |stop| stop + 1);
    Entry { title: behind.take(end), time: Some(time), remark: behind.skip(end) }
}

/// `Tides (4 minutes), with a film`
fn bracket_behind(words: Piece<'_>) -> Option<Entry<'_>> {
    let found = brackets(words).into_iter().find_map(|bracket| Some((bracket, bracket.time()?)));
    let (bracket, time) = found?;
    let remark = words.skip(bracket.close).bare();
    Some(Entry { title: words.take(bracket.open), time: Some(time), remark })
}

/// `Tides - 4 min`: what stands behind the last mark, or behind the last but one where the last is that of
/// a range, is a time and nothing else.
fn phrase_behind(words: Piece<'_>) -> Option<Entry<'_>> {
    let [before_last, last] = last_separators(words.text);
    [before_last, last].into_iter().flatten().find_map(|(from, to)| {
        let behind = words.skip(to).bare();
        let (time, rest) = phrase(behind.text)?;
        let ends = rest.trim_end_matches(['.', ':', ' ', '*', '_']).is_empty();
        ends.then(|| {
            let time = Timed { time, phrase: behind.before(rest) };
            Entry { title: words.take(from), time: Some(time), remark: words.skip(words.text.len()) }
        })
    })
}

/// The mark between time and title at the start of a text.
fn separator_first(text: &str) -> Option<&str> {
    [":", "-", "–", "—"].into_iter().find(|mark| text.starts_with(mark))
}

/// The last two marks that may stand between a title and its time, from where to where in bytes: a colon
/// that is not within a number, an em dash, another dash behind a blank.
fn last_separators(text: &str) -> [Option<(usize, usize)>; 2] {
    let mut found = [None, None];
    let mut before = ' ';
    for (at, mark) in text.char_indices() {
        let end = at + mark.len_utf8();
        let after = text.get(end..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
        let separates = match mark {
            ':' => !(before.is_ascii_digit() && after.is_ascii_digit()),
            '—' => true,
            '-' | '–' => before.is_whitespace(),
            _ => false,
        };
        if separates {
            found = [found[1], Some((at, end))];
        }
        before = mark;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Title, time phrase and remark of a line.
    fn read(line: &str) -> (&str, &str, &str) {
        let found = entry(Piece { text: line, at: 0 });
        let time = found.time.map(|time| line.get(time.phrase.place()).unwrap());
        (found.title.text.trim(), time.unwrap_or(""), found.remark.text)
    }

    #[test]
    fn the_time_stands_behind() {
        for (line, title, time) in [
            ("Tides (4 minutes)", "Tides", "4 minutes"),
            ("Clay[7-9 mins]", "Clay", "7-9 mins"),
            ("Moss (and (no) moss) (4 min)", "Moss (and (no) moss)", "4 min"),
            ("Owls — 6 minutes", "Owls", "6 minutes"),
            ("Owls—~6 min.", "Owls", "~6 min"),
            ("Warm-up – 4 min", "Warm-up", "4 min"),
            ("Lamps: a story: 12 min", "Lamps: a story", "12 min"),
            ("Lamps: 2 - 3 min", "Lamps", "2 - 3 min"),
        ] {
            assert_eq!(read(line), (title, time, ""), "{line}");
        }
    }

    #[test]
    fn the_time_stands_first() {
        for (line, title, time) in [
            ("(4 minutes) Tides", "Tides", "4 minutes"),
            ("[4 min]: Tides", "Tides", "4 min"),
            ("4 minutes: Tides", "Tides", "4 minutes"),
            ("~4 min — Tides (and ebbs)", "Tides (and ebbs)", "~4 min"),
            ("**4 min**: Tides", "Tides", "4 min"),
            ("(4 min)", "", "4 min"),
        ] {
            assert_eq!(read(line), (title, time, ""), "{line}");
        }
        assert_eq!(read("2 min: Why? A walk. Then prose."), ("Why? A walk.", "2 min", " Then prose."));
    }

    #[test]
    fn remarks_follow_the_bracket() {
        assert_eq!(read("Setup (~6 min): plug in"), ("Setup", "~6 min", ": plug in"));
        assert_eq!(read("Solder (7 min) (*or a video*)"), ("Solder", "7 min", "(*or a video*)"));
        assert_eq!(read("**1. Bridge (7 min)**"), ("1. Bridge", "7 min", ""));
    }

    #[test]
    fn a_sentence_has_no_time() {
        for line in [
            "we do it in under 12 minutes",
            "two days to dry, 4 m of hose",
            "at 10:30 min",
            "4 minutes of rain",
            "",
        ] {
            assert_eq!(read(line), (line, "", ""), "{line}");
        }
    }
}
