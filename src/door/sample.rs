//! Random texts for properties: plain prose beside all that makes text hard.

use proptest::prelude::*;

const PIECES: [&str; 64] = [
    "a",
    "b",
    "word",
    "C-API",
    "don't",
    "3.7",
    " ",
    " ",
    "  ",
    "     ",
    ".",
    ", ",
    "(",
    ") ",
    "“",
    "” ",
    "!",
    " !",
    "-",
    "—",
    "/",
    "\n",
    "\n",
    "\n\n",
    "\t",
    "é",
    "ß",
    "e\u{301}",
    "\u{301}",
    "\u{93e}",
    "世",
    "界。",
    "「",
    "カタカナ",
    "ｶﾞ",
    "ﾞ",
    "한국",
    "\u{1112}\u{1161}\u{11ab}",
    "\u{1161}",
    "क्षि",
    "สวัสดี",
    "ำ",
    "لا",
    "\u{600}",
    "👨‍👩‍👧",
    "🎉",
    "❤\u{fe0f}",
    "👍🏽",
    "🏽",
    "🇩🇪",
    "🇩",
    "\u{200b}",
    "\u{202e}",
    "\u{ad}",
    "\u{a0}",
    "\u{3000}",
    "\u{1b}",
    "\r",
    "\u{85}",
    "\u{2028}",
    "\u{200d}",
    "\u{200c}",
    "\u{fe0f}",
    "\u{e0041}",
];

/// A text of up to `pieces` pieces.
pub fn text(pieces: usize) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => prop::sample::select(PIECES.as_slice()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..=pieces).prop_map(|pieces| pieces.concat())
}

/// Its lines.
pub fn lines(text: &str) -> Vec<String> {
    text.split('\n').map(str::to_owned).collect()
}

/// Every position where a caret may stand in it: between the clusters of each line.
pub fn stops(text: &str) -> Vec<usize> {
    let clusters = super::clusters(text).map(|(at, _)| at);
    clusters.chain([text.len()]).collect()
}
