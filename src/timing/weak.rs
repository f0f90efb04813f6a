//! Times with nothing but a blank between them and the title: `4 min Tides`, `Tides 4 min`. A sentence may
//! begin or end so, so that such a time counts only with others like it beside it.

use super::{
    Stands, Time,
    bare::is_counted,
    entry::{Entry, titled_behind},
    names::{Field, field},
    number::strip_whole_word,
    phrase::phrase,
    piece::Piece,
    told::{Amount, Told, plain},
    words::is_one_of,
};

/// `4 min Tides`, `Tides 4 min`
///
/// `time` is the phrase that the words begin with.
pub(super) fn weak<'a>(words: Piece<'a>, time: Option<(Time, &str)>) -> Option<Entry<'a>> {
    if let Some((time, rest)) = time {
        let read = words.before(rest);
        let behind = rest.strip_prefix('.').unwrap_or(rest);
        let adjective = read.text.contains('-') && !time.is_range() && !is_form(behind);
        let title = behind.starts_with(' ') && !starts_small(behind.trim_start());
        return (title && !adjective).then(|| {
            let told = Told { is_weak: true, ..plain(Amount::Length(time), read, Stands::First) };
            titled_behind(told, words.rest(behind))
        });
    }
    let (title, behind) = last_word_time(words)?;
    let (time, rest) = phrase(behind.text)?;
    let told = Told { is_weak: true, ..plain(Amount::Length(time), behind.before(rest), Stands::Behind) };
    rest.trim_end_matches(['.', '*', '_', ':']).is_empty().then(|| Entry {
        title,
        told: Some(told),
        remark: words.skip(words.text.len()),
        speaker: None,
    })
}

/// Whether a text goes on a sentence about the time before it: `4 minutes of rain`.
fn starts_small(text: &str) -> bool {
    const WORDS: [&str; 21] = [
        "of", "in", "from", "per", "a", "each", "before", "after", "is", "are", "was", "and", "or", "to",
        "at", "on", "slot", "later", "ago", "long", "with",
    ];
    WORDS.iter().any(|word| strip_whole_word(text, word).is_some())
}

/// Whether a title ends in the name of what has the length of a slot: `practice talk`. Beside other times it is
/// one of them, `20-minute practice talk` as well.
pub(super) fn is_form(title: &str) -> bool {
    let last = title.rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
    last.and_then(field) == Some(Field::Form)
}

/// Title and time of a text that ends in a time with only a blank before it, as a sentence might: then a
/// small word stands before the time.
fn last_word_time(words: Piece<'_>) -> Option<(Piece<'_>, Piece<'_>)> {
    const SMALL: [&str; 42] = [
        "in", "for", "under", "of", "within", "about", "after", "than", "every", "a", "an", "the", "to",
        "at", "by", "from", "over", "per", "least", "most", "only", "and", "or", "is", "takes", "take",
        "took", "last", "next", "first", "lasts", "around", "another", "until", "on", "with", "pro", "para",
        "en", "dans", "einer", "nur",
    ];
    // The time is the last word or the last few, as many as belong to it: "half an hour".
    const MOST: usize = 4;
    let text = words.bare();
    let starts = text.text.rmatch_indices(' ').map(|(at, _)| at).take(MOST);
    let at = starts.filter(|at| phrase(text.skip(at + 1).text).is_some()).last()?;
    let (title, behind) = (text.take(at), text.skip(at + 1));
    let before = title.text.rsplit(' ').next().unwrap_or("");
    // "part a 10 min" is a part, no article.
    let letter = before == "a" && is_counted(title.text.get(..title.text.len() - 1).unwrap_or(""));
    let small = !letter && is_one_of(before, &SMALL) || before.ends_with(|c: char| c.is_ascii_digit());
    (!small && !title.text.is_empty()).then_some((title, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_no_titles() {
        let read = |text| weak(Piece { text, at: 0 }, phrase(text)).map(|entry| entry.title.text.trim());
        assert_eq!(read("4 min Tides"), Some("Tides"));
        assert_eq!(read("4 min. Tides"), Some("Tides"));
        assert_eq!(read("2-3 min Tides"), Some("Tides"));
        assert_eq!(read("Moon half an hour"), Some("Moon"));
        assert_eq!(read("Moon 1 h 30 min"), Some("Moon"));
        assert_eq!(read("The moon 4 min"), Some("The moon"));
        assert_eq!((read("4 min talk"), read("4-min practice talk")), (Some("talk"), Some("practice talk")));
        assert_eq!(read("The last 4 min"), None);
        assert_eq!((read("Part a 4 min"), read("We have a 4 min")), (Some("Part a"), None));
        assert_eq!(read("Moon and tides 4 min"), Some("Moon and tides"));
        for text in [
            "4 minutes of rain",
            "5-minute walk",
            "Done in 4 min",
            "Wait for 4 min",
            "We walk for half an hour",
            "4 min",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
