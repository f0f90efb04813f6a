//! The words of a line that may be a section: a title and a time.
//!
//! ```text
//! entry = bracket [":" | dash] title          (4 minutes) Tides
//!       | clock [to clock] title              0:00 - 3:00  Tides
//!       | phrase (":" | dash | gap) title     4 minutes: Tides
//!       | title bracket [remark]              Tides (4 minutes), with a film
//!       | title (":" | dash | gap | ...) phrase   Tides - 4 min
//!       | phrase title | title phrase         4 min Tides: weak, it needs others like it beside it
//!       | title [mark] words                  Demo: half an hour: in an item, where nothing else fits
//!       | title
//! ```
//!
//! where the bracket holds a time, and a gap is two blanks or a tab. The first form that fits is it. At the
//! right edge may stand who speaks, in square brackets.

use super::{
    Stands, Time,
    bracket::{Bracket, brackets},
    clock::{clock, clocks},
    edge::{first_sentence, gap_first, separator_first, separators},
    number::{number, strip_whole_word},
    phrase::phrase,
    piece::Piece,
    told::{Amount, Told, plain, told, versions},
    unit::{to, unit},
    weak::weak,
};

/// What the words of a line say.
#[derive(Clone, Debug)]
pub(super) struct Entry<'a> {
    /// The title, as it stands there.
    pub title: Piece<'a>,
    /// The time, if there is one.
    pub told: Option<Told<'a>>,
    /// What stands behind title and time.
    pub remark: Piece<'a>,
    /// Who speaks.
    pub speaker: Option<Piece<'a>>,
}

/// Reads the words of a line, without marker, heading marks and the white space around them.
pub(super) fn entry(words: Piece<'_>) -> Entry<'_> {
    let words = words.bare_start();
    if !may_count(words.text) {
        return title_only(words);
    }
    let pairs = brackets(words);
    let (words, speaker) = speaker(words, &pairs);
    let found = bracket_first(words, &pairs).or_else(|| clock_first(words)).or_else(|| {
        let time = phrase(words.text);
        versions_first(words, time)
            .or_else(|| phrase_first(words, time))
            .or_else(|| bracket_behind(words, &pairs))
            .or_else(|| phrase_behind(words))
            .or_else(|| weak(words, time))
    });
    Entry { speaker, ..found.unwrap_or_else(|| title_only(words)) }
}

/// Reads a time that is all in words, without a digit or a bracket: `Demo: half an hour`.
pub(super) fn entry_in_words(words: Piece<'_>) -> Option<Entry<'_>> {
    let found = || phrase_behind(words.bare()).or_else(|| weak(words, phrase(words.text)));
    if ends_in_unit(words.text) { found() } else { None }
}

/// Whether the last word of a text is a unit. Most are not, and this is asked of each item.
fn ends_in_unit(text: &str) -> bool {
    let text = text.trim_end_matches(['.', ':', '*', '_']);
    let start = text.bytes().rposition(|byte| matches!(byte, b' ' | b'\'' | b'-')).map_or(0, |at| at + 1);
    let last = text.get(start..).unwrap_or("");
    unit(last).is_some_and(|(_, rest)| rest.is_empty())
        || last.get(1..).is_some_and(|end| end.ends_with("stunde"))
}

/// Whether a text may hold a time: it has a digit, a bracket, or a sign of another script. Most lines have
/// none, and this is what is asked first of each.
pub(super) fn may_count(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit() || matches!(byte, b'(' | b'[' | 0x80..))
}

/// The entry without a time.
fn title_only(words: Piece<'_>) -> Entry<'_> {
    Entry { title: words, told: None, remark: words.skip(words.text.len()), speaker: None }
}

/// Takes who speaks off the right edge: `[10 min] Welcome      [Ingrid]`.
fn speaker<'a>(words: Piece<'a>, pairs: &[Bracket<'a>]) -> (Piece<'a>, Option<Piece<'a>>) {
    const GAP: &str = "  ";
    let last = pairs
        .iter()
        .rfind(|pair| pair.close == words.text.len() && words.skip(pair.open).text.starts_with('['));
    let apart = last.filter(|pair| words.take(pair.open).text.ends_with(GAP));
    match apart.filter(|pair| !pair.inside.text.contains(|c: char| c.is_ascii_digit())) {
        Some(pair) => (words.take(pair.open).trim_end(), Some(pair.inside.trim())),
        None => (words, None),
    }
}

/// `(4 minutes) Tides`
fn bracket_first<'a>(words: Piece<'a>, pairs: &[Bracket<'a>]) -> Option<Entry<'a>> {
    let pair = pairs.first().filter(|pair| pair.open == 0)?;
    let told = told(pair.inside)?;
    let behind = words.skip(pair.close).bare_start();
    let behind = behind.skip(separator_first(behind.text).map_or(0, str::len));
    Some(titled_behind(Told { stands: Stands::BracketFirst, ..told }, behind))
}

/// `0:00 - 3:00  Tides`; a length in brackets behind the title is the better one.
fn clock_first(words: Piece<'_>) -> Option<Entry<'_>> {
    let (amount, rest) = clocks(words.text)
        .map(|((from, until), rest)| (Amount::Clocks(from, until), rest))
        .or_else(|| clock(words.text).map(|(time, rest)| (Amount::Clock(time), rest)))?;
    let told = plain(amount, words.before(rest), Stands::First);
    let behind = words.rest(rest).bare_start();
    let mark = separator_first(behind.text).map_or(0, str::len);
    let behind = behind.skip(mark).bare_start();
    let apart = rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || "*_|:-–—,)".contains(c));
    if !apart {
        return None;
    }
    let pairs = brackets(behind);
    let length = bracket_first(behind, &pairs).or_else(|| bracket_behind(behind, &pairs));
    let is_length =
        |entry: &Entry<'_>| entry.told.as_ref().is_some_and(|told| matches!(told.amount, Amount::Length(_)));
    length.filter(is_length).or_else(|| Some(titled_behind(told, behind)))
}

/// `12m / 8m: Tides`; `time` is the phrase that the line begins with.
fn versions_first<'a>(words: Piece<'a>, time: Option<(Time, &str)>) -> Option<Entry<'a>> {
    let (_, rest) = time.filter(|(_, rest)| rest.trim_start().starts_with('/'))?;
    let mark = |mark| rest.find(mark);
    let end = [": ", " - ", " – ", " — ", " | "].into_iter().filter_map(mark).min()?;
    let times = words.take(words.text.len() - rest.len() + end).trim();
    let behind = words.rest(rest.get(end..)?).bare_start();
    let told = versions(times).map(|told| Told { stands: Stands::First, ..told })?;
    Some(titled_behind(told, behind.skip(separator_first(behind.text)?.len())))
}

/// `4 minutes: Tides`, `Minutes 4-6: Tides`; `time` is the phrase that the line begins with.
fn phrase_first<'a>(words: Piece<'a>, time: Option<(Time, &str)>) -> Option<Entry<'a>> {
    let counted = ["minutes", "minute", "min.", "mins", "min"].iter().find_map(|unit| {
        let digits = strip_whole_word(words.text, unit)?.trim_start();
        let (_, behind) = number(digits)?;
        number(to(behind)?)?;
        Some(words.rest(digits))
    });
    if let Some(from) = counted {
        let (_, behind) = number(from.text)?;
        let (_, end) = number(to(behind)?)?;
        let written = from.before(end);
        let told = plain(Amount::Number(range(written.text)?), written, Stands::First);
        let behind = from.rest(end);
        return Some(titled_behind(told, behind.skip(separator_first(behind.text.trim_start())?.len())));
    }
    let (time, rest) = time?;
    let behind = words.rest(rest);
    let emphasis = behind.text.len() - behind.text.trim_start_matches(['*', '_', '`']).len();
    let (mark, behind) = match (separator_first(behind.bare_start().text), gap_first(behind.text)) {
        (Some(mark), _) => (mark.len(), behind.bare_start()),
        (None, Some(gap)) => (gap, behind),
        (None, None) if emphasis > 0 || behind.bare_start().text.is_empty() => (emphasis, behind),
        (None, None) => return None,
    };
    let told = plain(Amount::Length(time), words.before(rest), Stands::First);
    Some(titled_behind(told, behind.skip(mark)))
}

/// The range of two numbers of minutes.
fn range(text: &str) -> Option<Time> {
    let (time, rest) = phrase(&format!("{text} min")).map(|(time, rest)| (time, rest.is_empty()))?;
    rest.then_some(time)
}

/// The entry whose title comes behind its time: it ends with the first sentence.
pub(super) fn titled_behind<'a>(told: Told<'a>, behind: Piece<'a>) -> Entry<'a> {
    let behind = behind.bare_start();
    let title = first_sentence(behind);
    Entry { title, told: Some(told), remark: behind.skip(title.text.len()), speaker: None }
}

/// `Tides (4 minutes), with a film`: of several brackets at the end the last one, else the first.
fn bracket_behind<'a>(words: Piece<'a>, pairs: &[Bracket<'a>]) -> Option<Entry<'a>> {
    let bare = words.bare();
    let end =
        bare.text.trim_end_matches([':', '.', '*', '_', ' ', ',', ';', '|', '-']).len() + bare.at - words.at;
    let at_end = pairs.iter().rfind(|pair| pair.close == end && pair.open > 0);
    let last = at_end.and_then(|pair| Some((pair, told(pair.inside)?)));
    let mut inside = 0;
    let first = || {
        pairs.iter().find_map(|pair| {
            let nested = pair.open < inside;
            inside = inside.max(pair.close);
            let told = if nested { None } else { told(pair.inside) };
            Some((pair, told.filter(|told| !matches!(told.amount, Amount::Percent(_) | Amount::Clock(_)))?))
        })
    };
    let (pair, told) = last.or_else(first)?;
    let title = words.take(pair.open);
    let length = title.bare().text.len();
    let repeated = pairs.iter().find(|other| other.close == length && self::told(other.inside).is_some());
    let title = repeated.map_or(title, |other| words.take(other.open));
    Some(Entry { title, told: Some(told), remark: words.skip(pair.close).bare(), speaker: None })
}

/// `Tides - 4 min`: what stands behind the last mark, or behind the last but one where the last is that of
/// a range, is a time and nothing else.
fn phrase_behind(words: Piece<'_>) -> Option<Entry<'_>> {
    let [before_last, last] = separators(words.text);
    [before_last, last].into_iter().flatten().find_map(|(from, to)| {
        let behind = words.skip(to).bare();
        let several = versions(behind.take(behind.text.trim_end_matches([':', ' ', '*', '_']).len()));
        if let Some(told) = several {
            let title = words.take(words.take(from).text.trim_end_matches(['.', ' ']).len());
            let told = Told { stands: Stands::Behind, ..told };
            return Some(Entry {
                title,
                told: Some(told),
                remark: words.skip(words.text.len()),
                speaker: None,
            });
        }
        let (amount, rest) = phrase(behind.text)
            .map(|(time, rest)| (Amount::Length(time), rest))
            .or_else(|| clocks(behind.text).map(|((from, to), rest)| (Amount::Clocks(from, to), rest)))
            .or_else(|| clock(behind.text).map(|(time, rest)| (Amount::Clock(time), rest)))?;
        let ends = rest.trim_end_matches(['.', ':', ' ', '*', '_', '`', '|', ';', ',']).is_empty();
        ends.then(|| {
            // A clock time alone may be the end of a sentence.
            let is_weak = matches!(amount, Amount::Clock(_));
            let told = Told { is_weak, ..plain(amount, behind.before(rest), Stands::Behind) };
            let title = words.take(words.take(from).text.trim_end_matches(['.', ' ']).len());
            Entry { title, told: Some(told), remark: words.skip(words.text.len()), speaker: None }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Title, time phrase and remark of a line; a weak time with a question mark.
    fn read(line: &str) -> (&str, String, &str) {
        let found = entry(Piece { text: line, at: 0 });
        let time = found.told.map(|told| {
            let weak = if told.is_weak { "?" } else { "" };
            format!("{}{weak}", line.get(told.phrase.place()).unwrap())
        });
        (found.title.text.trim(), time.unwrap_or_default(), found.remark.text)
    }

    #[test]
    fn the_time_stands_behind() {
        for (line, title, time) in [
            ("Tides (4 minutes)", "Tides", "4 minutes"),
            ("Clay[7-9 mins]", "Clay", "7-9 mins"),
            ("Moss (and (no) moss) (4 min)", "Moss (and (no) moss)", "4 min"),
            ("the C-API (1 minute) (6 minutes)", "the C-API", "6 minutes"),
            ("Live (2 min) and again (3 min)", "Live (2 min) and again", "3 min"),
            ("Owls — 6 minutes", "Owls", "6 minutes"),
            ("Owls—~6 min.", "Owls", "~6 min"),
            ("Warm-up – 4 min", "Warm-up", "4 min"),
            ("Lamps: a story: 12 min", "Lamps: a story", "12 min"),
            ("Lamps: 2 - 3 min", "Lamps", "2 - 3 min"),
            ("Lamps    5 min", "Lamps", "5 min"),
            ("Lamps\t5 min", "Lamps", "5 min"),
            ("Lamps ..... 5 min", "Lamps", "5 min"),
            ("Lamps, 5 min", "Lamps", "5 min"),
            ("Lamps *5 min*", "Lamps", "5 min"),
            ("Lamps `5 min`", "Lamps", "5 min"),
            ("Lamps → 5 min", "Lamps", "5 min"),
            ("Lamps 5 min", "Lamps", "5 min?"),
            ("Lamps [0:00 - 0:20]", "Lamps", "0:00 - 0:20"),
            ("Lamps - 12 min / 8 min", "Lamps", "12 min / 8 min"),
            ("Lamps: a story: 12m / left out", "Lamps: a story", "12m / left out"),
        ] {
            assert_eq!(read(line), (title, time.to_owned(), ""), "{line}");
        }
    }

    #[test]
    fn the_time_may_be_in_words_behind_a_mark() {
        let title = |line| {
            let found = entry_in_words(Piece { text: line, at: 0 })?;
            found.told.map(|told| (found.title.text, told.phrase.text))
        };
        assert_eq!(title("Bees: mezz'ora"), Some(("Bees", "mezz'ora")));
        assert_eq!(title("Demo - half an hour."), Some(("Demo", "half an hour")));
        assert_eq!(title("Tor – eine Viertelstunde"), Some(("Tor", "eine Viertelstunde")));
        for line in ["We walk for half an hour", "Clay: the golden hour", "Rest: an hour ago", "an hour", ""]
        {
            assert_eq!(title(line), None, "{line}");
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
            ("**4 min** Tides", "Tides", "4 min"),
            ("4 min   Tides", "Tides", "4 min"),
            ("4 min | Tides", "Tides", "4 min"),
            ("4 min Tides", "Tides", "4 min?"),
            ("4 min. Tides", "Tides", "4 min?"),
            ("Minutes 4-6: Tides", "Tides", "4-6"),
            ("00:00 Tides", "Tides", "00:00"),
            ("0:00 - 3:00   Tides", "Tides", "0:00 - 3:00"),
            ("1:10 — Tides (15 min)", "Tides", "15 min"),
            ("(4 min)", "", "4 min"),
            ("12 min / 8 min: Tides", "Tides", "12 min / 8 min"),
            ("12m/8m - Tides: a story", "Tides: a story", "12m/8m"),
            ("12m / left out — Tides", "Tides", "12m / left out"),
        ] {
            assert_eq!(read(line), (title, time.to_owned(), ""), "{line}");
        }
        assert_eq!(
            read("2 min: Why? A walk. Then prose."),
            ("Why? A walk.", "2 min".to_owned(), " Then prose.")
        );
    }

    #[test]
    fn remarks_follow_the_bracket() {
        assert_eq!(read("Setup (~6 min): plug in"), ("Setup", "~6 min".to_owned(), ": plug in"));
        assert_eq!(read("Solder (7 min) (*or a video*)"), ("Solder", "7 min".to_owned(), "(*or a video*)"));
        assert_eq!(read("**1. Bridge (7 min)**"), ("1. Bridge", "7 min".to_owned(), ""));
        let found = entry(Piece { text: "[4 min] Tides     [Ingrid]", at: 0 });
        assert_eq!(found.speaker.map(|speaker| speaker.text), Some("Ingrid"));
    }

    #[test]
    fn a_sentence_has_no_time() {
        for line in [
            "we do it in under 12 minutes",
            "two days to dry, 4 m of hose",
            "at 10:30 min",
            "4 minutes of rain",
            "Build a birdhouse in 12 minutes",
            "Tides - ten minutes",
            "",
        ] {
            assert_eq!(read(line), (line, String::new(), ""), "{line}");
        }
    }
}
