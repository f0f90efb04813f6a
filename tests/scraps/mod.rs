//! Hostile texts, and libraries full of them.

use proptest::prelude::*;
use soapbox::talk::{Id, Library, Proposal, Speaker, Submission};

/// Text that would ring, colour, rename the window, write the clipboard and turn the reading direction.
pub const HOSTILE: &str = "A\x07\x1b[31mB\x1b]0;owned\x07C\x1b]52;c;ZXZpbA==\x1b\\D\u{9b}32mE\u{202e}F\u{2066}G\u{200f}\
    \x08\x7f\x1bcZ";

/// What hostile texts are made of, and what they hide among.
const SCRAPS: [&str; 72] = [
    "a",
    "word ",
    " ",
    "  ",
    "(5 minutes)",
    "7 min",
    "- ",
    "1. ",
    "# ",
    "漢字",
    "ｶﾞ",
    "ﾞ",
    "é",
    "e\u{301}",
    "\u{301}",
    "\u{93e}",
    "क्षि",
    "لا",
    "👨‍👩‍👧",
    "🏽",
    "🇩🇪",
    "🇩",
    "❤\u{fe0f}",
    "1\u{fe0f}\u{20e3}",
    "\u{17d8}",
    "\u{600}",
    "\u{1f1e6}\u{200d}",
    "\u{1161}",
    "\x1b",
    "\x1b[31m",
    "\x1b[2J",
    "\x1b[6n",
    "\x1b]0;owned\x07",
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1bP+q\x1b\\",
    "\x1bc",
    "\x1b(0",
    "\x07",
    "\x08",
    "\0",
    "\x7f",
    "\x0e",
    "\x0b",
    "\x0c",
    "\r",
    "\r\n",
    "\n",
    "\t",
    "\u{85}",
    "\u{9b}",
    "\u{9b}31m",
    "\u{9d}0;x\u{9c}",
    "\u{90}",
    "\u{2028}",
    "\u{2029}",
    "\u{202e}",
    "\u{2066}",
    "\u{200f}",
    "\u{61c}",
    "\u{200b}",
    "\u{200d}",
    "\u{fe0f}",
    "\u{feff}",
    "\u{ad}",
    "\u{3164}",
    "\u{115f}",
    "\u{e0041}\u{e0042}\u{e007f}",
    "\u{fff9}x\u{fffa}y\u{fffb}",
    "\u{fffe}",
    "\u{fdd0}",
    "\u{10eeee}",
    "\u{e000}",
];

pub fn text() -> impl Strategy<Value = String> {
    let scrap = prop_oneof![
        12 => prop::sample::select(SCRAPS.as_slice()).prop_map(str::to_owned),
        2 => any::<char>().prop_map(String::from),
        1 => (prop::sample::select(vec!['\u{301}', '\u{200d}', '\u{600}', '\u{fe0f}']), 20_usize..80)
            .prop_map(|(mark, count)| format!("e{}", mark.to_string().repeat(count))),
    ];
    prop::collection::vec(scrap, 0..9).prop_map(|scraps| scraps.concat())
}

/// A library with a text in every field.
pub fn library(text: &str) -> Library {
    let submission = |id: &str, slot| Submission {
        id: Id::new(id),
        venue: text.into(),
        number: text.into(),
        remarks: text.into(),
        slot,
        ..Submission::default()
    };
    let proposal = |id: &str| Proposal {
        id: Id::new(id),
        title: text.into(),
        description: format!("{text}\n\n{text}"),
        audience: text.into(),
        outline: format!(
            "1. {text} (5 minutes)\n2. b{text} (7 minutes)\n{text}\n3. c (3-4 min)\n(total: 9 minutes)\n"
        ),
        notes: text.into(),
        tags: vec![text.into(), text.into()],
        language: Some(text.into()),
        submissions: vec![submission(&format!("{id}{text}"), None), submission(&format!("{id}-b"), Some(30))],
        ..Proposal::default()
    };
    Library {
        id: Id::new(text),
        title: text.into(),
        introduction: text.into(),
        speaker: Speaker {
            name: text.into(),
            email: text.into(),
            biography: text.into(),
            ..Speaker::default()
        },
        proposals: vec![proposal("p").into(), proposal(text).into()],
        ..Library::default()
    }
}
