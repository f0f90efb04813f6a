//! What a bracket says about the time of a section: `(4 minutes)`, `(7 min, on stage)`, `(2 minutes, 10
//! total)`, `[0:10 - 0:30]`, `(25%)`, `[ 12m / 8m ]`.
//!
//! ```text
//! told    = versions [remark] | time [remark] | clock to clock [remark] | clock | percent | words "," time
//! time    = phrase | phrase "or" phrase | phrase "+" phrase
//! remark  = mark anything | word anything      a word that makes the time another one's is none: "each"
//! running = ["running"] "total" "=" amount | amount "total"        in the remark
//! ```

use super::{
    Minutes, Stands, Stated, Time,
    clock::{Clock, clock, clocks},
    number::{number, strip_whole_word, strip_word},
    phrase::{bare_minutes, lengths, phrase},
    piece::Piece,
    running::{is_total, running},
    unit::{about, unit},
};

/// What the text says about the time of one section.
#[derive(Clone, Debug)]
pub(super) struct Told<'a> {
    /// How much it says.
    pub amount: Amount,
    /// Where it says so: the words of the amount.
    pub phrase: Piece<'a>,
    /// Where that stands in the line.
    pub stands: Stands,
    /// The running total beside it.
    pub running: Option<Stated>,
    /// What else the bracket says.
    pub remark: Piece<'a>,
    /// Whether it may be the end of a sentence as well as a time, so that it needs others like it beside it.
    pub is_weak: bool,
    /// Whether it is a number alone, which is minutes only where all lines of the outline have one.
    pub is_bare: bool,
}

/// An amount of time, as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Amount {
    /// A length, or the range between two.
    Length(Time),
    /// A number that is minutes.
    Number(Time),
    /// Start and end on a clock.
    Clocks(Clock, Clock),
    /// One time on a clock.
    Clock(Clock),
    /// A share of the slot, in thousandths of a percent.
    Percent(u64),
    /// A time for each version and its place in bytes, none where it is left out.
    Versions(Vec<(Option<Minutes>, std::ops::Range<usize>)>),
}

/// No bracket about a time is longer, in bytes: behind that only its beginning is looked at.
const LONGEST: usize = 240;

/// Reads what stands in a bracket.
pub(super) fn told(inside: Piece<'_>) -> Option<Told<'_>> {
    let inside = inside.trim();
    let inside = inside.rest(inside.text.trim_start_matches(is_ornament));
    if inside.text.len() > LONGEST {
        return length(inside);
    }
    versions(inside)
        .or_else(|| length(inside))
        .or_else(|| on_a_clock(inside))
        .or_else(|| percent(inside))
        .or_else(|| last_part(inside))
}

/// Whether a mark before a time only adorns it: emphasis, a picture of a clock.
fn is_ornament(mark: char) -> bool {
    let amount = mark.is_alphanumeric() || "~～〜≈∼±<≤>½¼¾.+-–—('".contains(mark);
    !amount
}

/// A time that the words before it say, with nothing else to tell.
pub(super) fn plain(amount: Amount, phrase: Piece<'_>, stands: Stands) -> Told<'_> {
    let remark = phrase.skip(phrase.text.len());
    Told { amount, phrase, stands, running: None, remark, is_weak: false, is_bare: false }
}

/// `4 minutes, on stage`
fn length(inside: Piece<'_>) -> Option<Told<'_>> {
    let (time, rest) = match phrase(inside.text) {
        Some((time, rest)) => plus(time, rest),
        None => either(inside.text)?,
    };
    let remark = inside.rest(rest);
    let words = inside.before(rest);
    let doubt = ["approx", "or so", "ca", "circa"];
    let about =
        time.about || doubt.iter().any(|word| strip_whole_word(remark.text.trim_start(), word).is_some());
    if !is_remark(words.text, remark.text) {
        return None;
    }
    let short = remark.text.len() <= LONGEST;
    let running = short.then(|| running(remark)).flatten();
    Some(Told { running, remark, ..plain(Amount::Length(Time { about, ..time }), words, Stands::Bracket) })
}

/// `5 min + 10 min`, when the first is read.
fn plus(time: Time, rest: &str) -> (Time, &str) {
    let second = rest.trim_start().strip_prefix('+').and_then(|rest| phrase(rest.trim_start()));
    let Some((more, rest)) = second.filter(|(_, rest)| rest.trim().is_empty()) else { return (time, rest) };
    let (min, max) = (time.min.saturating_add(more.min), time.max.saturating_add(more.max));
    (Time { min, max, about: time.about || more.about }, rest)
}

/// `2 or 3 minutes`; a stroke between the two parts versions, not one time from another.
fn either(text: &str) -> Option<(Time, &str)> {
    let (found, rest) = lengths(text)?;
    let read = text.get(..text.len() - rest.len()).filter(|read| !read.contains('/'));
    read?;
    let (min, max) = (found.all.iter().min()?, found.all.iter().max()?);
    Some((Time { min: *min, max: *max, about: found.about }, rest))
}

/// Whether what stands behind a time in a bracket may be a remark about it. `60 minute lab` is a lab, and
/// what takes five minutes each takes nobody knows how long.
fn is_remark(time: &str, behind: &str) -> bool {
    const NOT: [&str; 19] = [
        "each", "per", "apiece", "a", "an", "ago", "later", "before", "after", "from", "in", "into", "old",
        "late", "every", "x", "pro", "par", "por",
    ];
    let remark = behind.trim_start();
    if remark.starts_with(['%', '*', '=', '×', '&']) {
        return false;
    }
    let Some(first) = remark.chars().next().filter(|c| c.is_alphanumeric()) else { return true };
    let singular = ["minute", "hour", "second"].iter().any(|unit| time.ends_with(unit));
    let one = number(about(time).1).is_some_and(|(number, _)| number <= 1000);
    let adjective = singular && (time.contains('-') || !one);
    !first.is_ascii_digit() && !adjective && !NOT.iter().any(|word| strip_whole_word(remark, word).is_some())
}

/// `0:10 - 0:30`, or one time alone.
fn on_a_clock(inside: Piece<'_>) -> Option<Told<'_>> {
    if let Some(((from, until), rest)) = clocks(inside.text) {
        let ends = !rest.trim_start().starts_with(char::is_alphanumeric);
        let remark = inside.rest(rest);
        let found = plain(Amount::Clocks(from, until), inside.before(rest), Stands::Bracket);
        return ends.then_some(Told { remark, ..found });
    }
    let (time, rest) = clock(inside.text)?;
    rest.is_empty().then(|| plain(Amount::Clock(time), inside, Stands::Bracket))
}

/// `25%`
fn percent(inside: Piece<'_>) -> Option<Told<'_>> {
    let (share, rest) = number(about(inside.text).1)?;
    let ends = rest.trim_start().strip_prefix(['%', '％']).is_some_and(str::is_empty);
    (ends && share <= 100_000).then(|| plain(Amount::Percent(share), inside, Stands::Bracket))
}

/// `on stage, 4 min`
fn last_part(inside: Piece<'_>) -> Option<Told<'_>> {
    let marks = [',', ';', ':', '、', '，', '·', '|'];
    let (at, mark) = inside.text.char_indices().rfind(|(_, c)| marks.contains(c))?;
    let before = inside.text.get(..at)?;
    if is_total(before) {
        return None;
    }
    let last = inside.skip(at + mark.len_utf8()).trim();
    let (time, rest) = phrase(last.text)?;
    let found = plain(Amount::Length(time), last.before(rest), Stands::Bracket);
    rest.trim_end_matches('.').is_empty().then(|| Told { remark: inside.take(at), ..found })
}

/// `12m / 8m`, `6m / left out`, `12 / 8 min, on stage`
pub(super) fn versions(inside: Piece<'_>) -> Option<Told<'_>> {
    if !inside.text.contains('/') {
        return None;
    }
    let (parts, rest) = parted(inside);
    let last = parts.last().filter(|_| parts.len() > 1)?.text;
    let shared = number(last).and_then(|(_, rest)| unit(rest)).is_some_and(|(unit, _)| unit == 60);
    let value = |part: &Piece<'_>| {
        let left_out = if is_left_out(part.text) { Some(None) } else { None };
        let whole = phrase(part.text).filter(|(time, rest)| rest.is_empty() && !time.is_range());
        let time = whole.map(|(time, _)| time.min).or_else(|| bare_minutes(part.text).filter(|_| shared));
        Some((left_out.or_else(|| time.map(Some))?, part.place()))
    };
    let found: Vec<_> = parts.iter().map(value).collect::<Option<_>>()?;
    let (words, remark) = (inside.before(rest).trim_end(), inside.rest(rest));
    let any = found.iter().any(|(time, _)| time.is_some());
    let told = || plain(Amount::Versions(found), words, Stands::Bracket);
    (any && is_remark(last, rest)).then(|| Told { running: running(remark), remark, ..told() })
}

/// The parts of a text between strokes, the last one without what stands behind its time, and that.
fn parted(text: Piece<'_>) -> (Vec<Piece<'_>>, &str) {
    let (mut parts, mut at) = (Vec::new(), 0);
    for part in text.text.split('/') {
        let part = text.skip(at).take(part.len());
        at += part.text.len() + 1;
        let words = part.trim();
        match phrase(words.text).filter(|(_, rest)| !rest.is_empty() && running(words).is_none()) {
            Some((_, rest)) => {
                let time = words.before(rest);
                parts.push(time);
                return (parts, text.skip(time.at + time.text.len() - text.at).text);
            }
            None => parts.push(words),
        }
    }
    (parts, "")
}

/// Whether a text says that something is left out.
fn is_left_out(text: &str) -> bool {
    const SIGNS: [&str; 8] = ["left out", "omitted", "omit", "skip", "none", "n/a", "cut", "dropped"];
    text.chars().all(|c| "-–—0xX".contains(c)) && !text.is_empty()
        || SIGNS.iter().any(|sign| strip_word(text, sign).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of the time in a bracket.
    fn words(inside: &str) -> Option<&str> {
        told(Piece { text: inside, at: 0 }).map(|told| told.phrase.text)
    }

    #[test]
    fn a_bracket_is_about_a_time() {
        for inside in [
            "4 min",
            " 4 min ",
            "4 min.",
            "4 min, on stage",
            "4 min; total 9",
            "4 min - (100% slides)",
            "4 min (100% slides)",
            "on stage, 4 min",
            "⏱ 4 min",
            "4 min slides",
            "optional, 4 min",
        ] {
            assert_eq!(words(inside), Some("4 min"), "{inside}");
        }
        for inside in [
            "total: 4 min",
            "60 minute lab",
            "24 x 45",
            "4",
            "",
            "4 min each",
            "5 hours a night",
            "24/7",
            "1/2",
        ] {
            assert_eq!(words(inside), None, "{inside}");
        }
    }

    #[test]
    fn a_bracket_may_say_more() {
        let remark = |inside| told(Piece { text: inside, at: 0 }).map(|told| told.remark.text);
        for (inside, more) in [
            ("4 min", ""),
            ("4 min, on stage", ", on stage"),
            ("on stage, 4 min", "on stage"),
            ("0:10 - 0:30, on stage", ", on stage"),
        ] {
            assert_eq!(remark(inside), Some(more), "{inside}");
        }
    }

    #[test]
    fn amounts_have_many_forms() {
        let read = |inside| told(Piece { text: inside, at: 0 }).map(|told| told.amount);
        let range = |min, max| Time { min: Minutes::of(min), max: Minutes::of(max), about: false };
        assert_eq!(read("5 min + 10 min"), Some(Amount::Length(range(15, 15))));
        assert_eq!(read("2 or 3 minutes"), Some(Amount::Length(range(2, 3))));
        let about = Some(Amount::Length(Time { about: true, ..range(15, 15) }));
        assert_eq!((read("~5 min + 10 min"), read("5 min + ~10 min")), (about.clone(), about));
        assert_eq!(read("2 min or so"), Some(Amount::Length(Time { about: true, ..range(2, 2) })));
        assert_eq!(read("25%"), Some(Amount::Percent(25_000)));
        assert!(matches!(read("0:10 - 0:30"), Some(Amount::Clocks(..))));
        assert!(matches!(read("0:10"), Some(Amount::Clock(..))));
        let versions = |inside| match read(inside) {
            Some(Amount::Versions(all)) => {
                all.iter().map(|(time, _)| time.map(|time| time.seconds() / 60)).collect()
            }
            _ => Vec::new(),
        };
        assert_eq!(versions("12m / 8m"), [Some(12), Some(8)]);
        assert_eq!(versions("6m / left out"), [Some(6), None]);
        assert_eq!(versions("12 / 8 min"), [Some(12), Some(8)]);
        assert_eq!(versions("12 / 8 min, on/off stage"), [Some(12), Some(8)]);
        assert_eq!(versions("4 / 4min~"), [Some(4), Some(4)]);
        for inside in [
            "2 min / 10 min total",
            "4 min, on/off stage",
            "4 or 5 / 6 min",
            "4 / 5 min each",
            "12m /",
            "12m x / 8m",
            "2-3 min / 1 min",
        ] {
            assert_eq!(versions(inside), [], "{inside}");
        }
    }
}
