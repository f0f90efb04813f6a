//! What a form says to whoever fills it in, left standing between the answers: it is nobody's outline.

/// Whether a line is quoted. Between lines that are not, it is what a form asks, or what somebody else said.
pub(super) fn is_quoted(words: &str) -> bool {
    words.strip_prefix('>').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '>']))
}

/// Whether all lines of a text are quoted: then it is the outline that is.
pub(super) fn all_quoted(text: &str) -> bool {
    text.lines().map(str::trim).all(|line| line.is_empty() || is_quoted(line))
}

/// Whether a line is the help that a form gives, in italics or in brackets, to whoever fills it in.
pub(super) fn is_help(words: &str) -> bool {
    const ADDRESSING: [&str; 10] = [
        "please",
        "e.g.",
        "for example",
        "for instance",
        "your talk",
        "your proposal",
        "your session",
        "your outline",
        "your title",
        "your sections",
    ];
    let set_apart = match words.as_bytes() {
        [b'*', second, .., b'*'] => !matches!(second, b'*' | b' '),
        [b'_', second, .., b'_'] => !matches!(second, b'_' | b' '),
        [b'[', .., b']'] => true,
        _ => false,
    };
    if !set_apart {
        return false;
    }
    let small = words.to_lowercase();
    ADDRESSING.iter().any(|words| small.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_lines_have_a_mark() {
        for line in [">", "> a", ">> a"] {
            assert!(is_quoted(line), "{line}");
        }
        assert!(!is_quoted(">c") && !is_quoted("a > b") && !is_quoted(""));
        assert!(all_quoted("> a\n\n  > b\n") && !all_quoted("> a\nb\n"));
    }

    #[test]
    fn help_addresses_somebody_and_is_set_apart() {
        for line in ["*For example: a*", "_your talk (5 min)_", "[Please, a list]"] {
            assert!(is_help(line), "{line}");
        }
        for line in [
            "*a talk*",
            "**Your talk**",
            "your talk",
            "(for example)",
            "*please* do",
            "* please *",
            "[Break]",
            "*",
            "",
        ] {
            assert!(!is_help(line), "{line}");
        }
    }
}
