//! Titles: how they are shown, and what they say about the kind of their section.

use std::borrow::Cow;

use super::{Kind, number::strip_whole_word};

/// Words of titles for breaks, in small letters; a title made of these and of [`BREAK_MANNERS`] alone is one.
const BREAKS: [&str; 21] = [
    "break",
    "breaks",
    "pause",
    "pausa",
    "lunch",
    "intermission",
    "mittagspause",
    "kaffeepause",
    "descanso",
    "intervalo",
    "pranzo",
    "pauze",
    "przerwa",
    "перерыв",
    "кофе",
    "休憩",
    "休息",
    "茶歇",
    "午休",
    "déjeuner",
    "almuerzo",
];
/// Words that say what kind of break it is.
const BREAK_MANNERS: [&str; 18] = [
    "a", "short", "long", "coffee", "tea", "bio", "comfort", "and", "the", "kurze", "café", "corta",
    "petite", "de", "kawowa", "for", "first", "second",
];
/// Signs that a section is for questions, wherever they stand in its title.
const QUESTIONS: [&str; 14] = [
    "q&a", "q & a", "q/a", "q and a", "q+a", "q n a", "qna", "qanda", "q&r", "質疑", "问答", "提问", "答疑",
    "질의",
];
/// Words for questions, with which a short title begins or ends.
const ASKING: [&str; 19] = [
    "questions",
    "fragen",
    "fragerunde",
    "rückfragen",
    "preguntas",
    "perguntas",
    "dúvidas",
    "domande",
    "vragen",
    "pytania",
    "pytań",
    "вопросы",
    "вопросов",
    "質問",
    "质询",
    "qa",
    "diskussion",
    "ответы",
    "вопрос",
];
/// Signs that a section takes whatever time is left.
const FLEXIBLE: [&str; 10] = [
    "time is left",
    "time left",
    "remaining time",
    "rest of the time",
    "if time permits",
    "if time allows",
    "as time permits",
    "time permitting",
    "restliche zeit",
    "temps restant",
];
/// A title of more bytes is that of no break.
const LONGEST_BREAK: usize = 40;
/// A title of more words than this is a sentence with questions in it.
const FEW: usize = 5;

/// The title as it is shown: no marks of emphasis around it, white space made one blank, no closing colon,
/// comma or full stop, no quotation marks around it.
pub(super) fn tidy(title: &str) -> String {
    let tagless = if title.contains("</") { Some(without_tags(title)) } else { None };
    let title = tagless.as_deref().unwrap_or(title);
    let title = title.trim();
    let shown = if is_even(title) { Cow::Borrowed(title) } else { Cow::Owned(evened(title)) };
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '|');
    let words = shown.trim_start_matches(is_mark);
    let dash = words.strip_prefix(['-', '–', '—', ':', '：']);
    let words = dash.map_or(words, |rest| rest.trim_start_matches(is_mark));
    let ended = words.trim_end_matches(is_end);
    let quoted = ended.strip_prefix(['"', '“', '«']).filter(|rest| {
        // "One" and "two" are each in quotes.
        rest.find(['"', '”', '»'])
            .is_some_and(|at| rest.get(at..).is_some_and(|end| end.chars().count() == 1))
    });
    quoted.map_or(ended, |title| title.trim_end_matches(['"', '”', '»']).trim_end_matches(is_end)).to_owned()
}

/// Whether nothing but one blank stands between the words of a title, and no stars among them.
fn is_even(title: &str) -> bool {
    let mut before = b' ';
    title.bytes().all(|byte| {
        let even = byte.is_ascii_graphic() && byte != b'*' || byte == b' ' && before != b' ';
        before = byte;
        even
    })
}

/// A title with its white space made one blank, and without double stars.
fn evened(title: &str) -> String {
    let mut shown = String::with_capacity(title.len());
    for word in title.split_whitespace() {
        if !shown.is_empty() {
            shown.push(' ');
        }
        word.split("**").for_each(|part| shown.push_str(part));
    }
    shown
}

/// The words of a title without tags such as `<b>` among them.
fn without_tags(title: &str) -> String {
    let mut parts = title.split('<');
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let name = part.strip_prefix('/').unwrap_or(part);
        match part.split_once('>').filter(|_| name.starts_with(|c: char| c.is_ascii_alphabetic())) {
            Some((_, words)) => shown.push_str(words),
            None => shown.extend(["<", part]),
        }
    }
    shown
}

/// Whether a mark at the end of a title is not shown.
fn is_end(mark: char) -> bool {
    mark.is_whitespace()
        || matches!(
            mark,
            ':' | '：' | '.' | ',' | ';' | '*' | '_' | '-' | '–' | '—' | '=' | '|' | '→' | '。' | '、'
        )
}

/// What the section is for, by its title.
pub(super) fn kind(title: &str) -> Kind {
    let title = title.to_lowercase();
    if is_break(&title) {
        Kind::Break
    } else if ["time", "zeit", "temps"].iter().any(|sign| title.contains(sign))
        && FLEXIBLE.iter().any(|sign| title.contains(sign))
    {
        Kind::Flexible
    } else if (title.contains('q') || !title.is_ascii()) && QUESTIONS.iter().any(|sign| title.contains(sign))
        || asks(&title)
    {
        Kind::Questions
    } else {
        Kind::Talk
    }
}

/// The words of a title.
fn words_of(title: &str) -> impl DoubleEndedIterator<Item = &str> {
    title.split(|c: char| !(c.is_alphanumeric() || c == '\'')).filter(|word| !word.is_empty())
}

/// Whether a title says nothing but that there is a break.
pub(super) fn is_break(title: &str) -> bool {
    let is = |of: &[&str], word: &str| of.iter().any(|other| other.eq_ignore_ascii_case(word));
    let breaks = |word| is(&BREAKS, word);
    title.len() <= LONGEST_BREAK
        && words_of(title).any(breaks)
        && words_of(title).all(|word| breaks(word) || is(&BREAK_MANNERS, word))
}

/// Whether a few words begin or end with questions: `Questions`, `Room for your questions`.
fn asks(title: &str) -> bool {
    let asks = |word: Option<&str>| word.is_some_and(|word| ASKING.contains(&word));
    (asks(words_of(title).next()) || asks(words_of(title).next_back())) && words_of(title).nth(FEW).is_none()
}

/// Whether a text goes on with questions: `of Q&A`, `for your questions`, `to answer them`.
pub(super) fn begins_with_questions(text: &str) -> bool {
    const BEFORE: [&str; 13] =
        ["of", "for", "the", "your", "to", "von", "für", "audience", "take", "de", "pour", "zu", "live"];
    const SIGNS: [&str; 5] = ["answer", "answering", "q", "question", "discussion"];
    let mut rest = text.trim_start_matches(is_gap);
    while let Some(behind) = BEFORE.iter().find_map(|word| strip_whole_word(rest, word)) {
        rest = behind.trim_start_matches(is_gap);
    }
    let word = rest.get(..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())).unwrap_or("");
    let small = word.to_lowercase();
    SIGNS.contains(&small.as_str()) && (small != "q" || is_q_and_a(rest)) || ASKING.contains(&small.as_str())
}

/// Whether a text begins with `Q&A` in one of its forms.
fn is_q_and_a(text: &str) -> bool {
    let next = text.get(1..).map_or("", str::trim_start);
    next.starts_with(['&', '/', '+']) || strip_whole_word(next, "and").is_some()
}

/// Whether a mark stands between words.
fn is_gap(mark: char) -> bool {
    mark.is_whitespace() || matches!(mark, '-' | '(' | ':' | '=')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_their_marks() {
        for (title, shown) in [
            ("Stones and hands** ", "Stones and hands"),
            ("Reading  a\tweather map:", "Reading a weather map"),
            ("**`fold_map`**", "`fold_map`"),
            ("_Why bake?_", "Why bake?"),
            ("\"The wet goat.\"", "The wet goat"),
            ("\"One\" and \"two\"", "\"One\" and \"two\""),
            ("sharing *all* data.", "sharing *all* data"),
            ("- Tides -", "Tides"),
            (" ", ""),
        ] {
            assert_eq!(tidy(title), shown, "{title}");
        }
    }

    #[test]
    fn titles_tell_the_kind() {
        for title in [
            "Q&A",
            "Q & A",
            "Questions",
            "Any questions?",
            "Room for your questions",
            "Questions and answers",
            "Fragen",
            "質疑応答",
            "Вопросы и ответы",
        ] {
            assert_eq!(kind(title), Kind::Questions, "{title}");
        }
        for title in ["Break", "Coffee break", "Short pause", "Lunch", "Kaffeepause", "休憩"] {
            assert_eq!(kind(title), Kind::Break, "{title}");
        }
        for title in ["Free play (whatever time is left)", "Demo, if time permits"] {
            assert_eq!(kind(title), Kind::Flexible, "{title}");
        }
        for title in ["", "a", "Where machines break", "Three questions that nobody asks", "Long and short"] {
            assert_eq!(kind(title), Kind::Talk, "{title}");
        }
    }

    #[test]
    fn questions_go_on_a_text() {
        for text in [" of Q&A", "for your questions", " Q / A", "to answer them", "Fragen"] {
            assert!(begins_with_questions(text), "{text}");
        }
        for text in ["", " of slides", " quiet", " Q"] {
            assert!(!begins_with_questions(text), "{text}");
        }
    }
}
