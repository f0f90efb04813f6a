//! Titles: how they are shown, and what they say about the kind of their section.

use super::Kind;

/// Words of titles for breaks; a title made of these and of [`BREAK_MANNERS`] alone is one.
const BREAKS: [&str; 5] = ["break", "breaks", "pause", "lunch", "intermission"];
/// Words that say what kind of break it is.
const BREAK_MANNERS: [&str; 9] = ["a", "short", "long", "coffee", "tea", "bio", "comfort", "and", "the"];
/// Signs that a section is for questions, wherever they stand in its title.
const QUESTIONS: [&str; 5] = ["q&a", "q & a", "q/a", "q and a", "q+a"];
/// Signs that a section takes whatever time is left.
const FLEXIBLE: [&str; 5] =
    ["time is left", "remaining time", "rest of the time", "if time permits", "if time allows"];
/// A title of more words than this is a sentence with questions in it.
const FEW: usize = 5;

/// The title as it is shown: no marks of emphasis around it, white space made one blank, no closing colon,
/// comma or full stop.
pub(super) fn tidy(title: &str) -> String {
    let title = title.replace("**", "");
    let words: Vec<&str> = title.split_whitespace().collect();
    let end = [':', '.', ',', ';', ' ', '*', '_', '-', '–', '—'];
    words.join(" ").trim_end_matches(end).trim_start_matches(['*', '_', ' ']).to_owned()
}

/// What the section is for, by its title.
pub(super) fn kind(title: &str) -> Kind {
    let title = title.to_lowercase();
    let words: Vec<&str> =
        title.split(|c: char| !(c.is_alphanumeric() || c == '\'')).filter(|word| !word.is_empty()).collect();
    let is_break = |word: &&str| BREAKS.contains(word);
    if words.iter().any(is_break) && words.iter().all(|word| is_break(word) || BREAK_MANNERS.contains(word)) {
        Kind::Break
    } else if FLEXIBLE.iter().any(|sign| title.contains(sign)) {
        Kind::Flexible
    } else if QUESTIONS.iter().any(|sign| title.contains(sign)) || asks(&words) {
        Kind::Questions
    } else {
        Kind::Talk
    }
}

/// Whether a few words begin or end with questions: `Questions`, `Room for your questions`.
fn asks(words: &[&str]) -> bool {
    let ends = [words.first(), words.last()];
    words.len() <= FEW && ends.contains(&Some(&"questions"))
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
            ("sharing *all* data.", "sharing *all* data"),
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
        ] {
            assert_eq!(kind(title), Kind::Questions, "{title}");
        }
        for title in ["Break", "Coffee break", "Short pause", "Lunch"] {
            assert_eq!(kind(title), Kind::Break, "{title}");
        }
        for title in ["Free play (whatever time is left)", "Demo, if time permits"] {
            assert_eq!(kind(title), Kind::Flexible, "{title}");
        }
        for title in ["", "a", "Where machines break", "Three questions that nobody asks", "Long and short"] {
            assert_eq!(kind(title), Kind::Talk, "{title}");
        }
    }
}
