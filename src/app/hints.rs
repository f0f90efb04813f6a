//! What an empty text says to whoever is about to write it: what those look for who choose the talks.

use crate::talk::{LibraryText, Place, ProposalText};

/// The hint for an empty text, in paragraphs. Lines that begin with blanks show how something is written.
#[must_use]
pub const fn hint(place: &Place) -> &'static [&'static str] {
    match place {
        Place::Proposal(_, text) => of_proposal(*text),
        Place::Library(text) => of_library(*text),
        Place::Remarks { .. } => {
            &["What came of it: what the committee wrote, who is to be thanked, what to do better."]
        }
    }
}

const fn of_proposal(text: ProposalText) -> &'static [&'static str] {
    match text {
        ProposalText::Description => &[
            "What will people know afterwards that they did not know before? Begin with their problem, not with \
             your subject's history.",
            "This is printed in the program: it is what people choose by. The committee asks of it whether \
             the talk is clear, fits its slot, and is for somebody.",
        ],
        ProposalText::Audience => &[
            "Who should come, and what do they know already? “You have written a test or two” tells more than \
             “intermediate”.",
            "Say what they take home: two or three things that they can do on Monday.",
        ],
        ProposalText::Outline => &[
            "One line a section, each with its minutes, in whatever way you write them:",
            "    1. Who I am and what went wrong (3 min)",
            "    2. The smallest example that fails (7 min)",
            "    3. Questions (5 min)",
            "The timing adds them up while you type. An outline with times shows the committee that you \
             know what fits.",
        ],
        ProposalText::Notes => &[
            "For the committee alone: why you are the one to give this talk, where you gave it before, with a \
             link if there is a recording, and what you need on the stage.",
            "Where the review is anonymous, nothing here may tell who you are.",
        ],
        ProposalText::Title => &[],
    }
}

const fn of_library(text: LibraryText) -> &'static [&'static str] {
    match text {
        LibraryText::Introduction => &[
            "What stands at the top of your page of proposals: which conference, how it went, where to read \
             more. It may stay empty.",
        ],
        LibraryText::SpeakerBiography => &[
            "Three sentences in the third person, as a chair would read them before your talk: what you do, \
             how you came to it, and one thing that is not about work.",
        ],
        LibraryText::Title | LibraryText::SpeakerName | LibraryText::SpeakerEmail => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::talk::Id;

    #[test]
    fn every_long_text_has_a_hint_of_a_few_lines() {
        let long = ProposalText::PROSE.map(|text| Place::Proposal(Id::new("a"), text));
        let own = [LibraryText::Introduction, LibraryText::SpeakerBiography].map(Place::Library);
        for place in long.into_iter().chain(own) {
            let letters: usize = hint(&place).iter().map(|line| line.chars().count()).sum();
            assert!((100..400).contains(&letters), "{place:?}: {letters}");
        }
    }
}
