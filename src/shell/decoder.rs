//! From the bytes of a terminal to keys and pastes. No terminal is named here: bytes and silences in,
//! messages out.
//!
//! Terminals do not say where a key ends. Escape is the beginning of most other keys, a paste may never
//! be closed (the end marker is lost with the connection that carried it), and answers to questions of
//! other programs arrive among the keys. So silence means something: after a short one what looked like
//! the beginning of a key is taken for what it is, after a long one whatever is still open is closed.

use std::time::Duration;

use termina::{
    Event, Parser,
    escape::osc::{ColorOrQuery, DynamicColorNumber, Osc},
    event::{KeyCode, KeyEvent, KeyEventKind, Modifiers, MouseButton, MouseEvent, MouseEventKind},
    style::RgbColor,
};

use crate::app::{Code, Ground, Key, Mouse, MouseKind, Msg, Named};

/// The marks around a paste.
const BEGIN: &[u8] = b"\x1b[200~";
const END: &[u8] = b"\x1b[201~";
/// A key's bytes arrive together; whoever presses Escape pauses for longer.
const SHORT: Duration = Duration::from_millis(30);
/// A paste or an answer that has not gone on for this long will not.
const LONG: Duration = Duration::from_millis(500);
/// How much of a paste is kept, in bytes: one more than may be pasted, so that it is known to be too long.
const PASTE: usize = crate::app::LONGEST_PASTE + 1;

/// What has arrived and is not understood yet.
#[derive(Debug, Default)]
pub struct Decoder {
    parser: Parser,
    /// Bytes that no one has looked at: the beginning of what may become a mark.
    held: Vec<u8>,
    /// What has been pasted since the mark.
    paste: Option<Vec<u8>>,
    /// Inside what the last byte stands that the parser was given.
    inside: Inside,
    /// Whether a short silence has passed since the last byte.
    paused: bool,
}

impl Decoder {
    /// Hears bytes as they were read.
    pub fn feed(&mut self, bytes: &[u8], out: &mut Vec<Msg>) {
        self.held.extend_from_slice(bytes);
        self.paused = false;
        while self.step(out) {}
    }

    /// For how long silence means nothing; none where it never will.
    pub fn patience(&self) -> Option<Duration> {
        match (self.paste.is_some(), self.paused) {
            (true, _) => Some(LONG),
            (false, false) if !self.held.is_empty() => Some(SHORT),
            (false, _) if self.inside != Inside::Nothing => Some(LONG),
            _ => None,
        }
    }

    /// Nothing has arrived for as long as [`Decoder::patience`] said.
    pub fn silence(&mut self, out: &mut Vec<Msg>) {
        if self.paste.is_some() {
            let rest = std::mem::take(&mut self.held);
            self.keep(&rest);
            self.end_paste(out);
        } else if self.paused || self.held.is_empty() {
            // Half a key is no key, and must not take the next one with it.
            (self.parser, self.inside) = (Parser::default(), Inside::Nothing);
        } else {
            self.paused = true;
            let held = std::mem::take(&mut self.held);
            self.parse(&held, false, out);
        }
    }

    /// Takes what can be taken from the bytes that are held; answers whether there may be more.
    fn step(&mut self, out: &mut Vec<Msg>) -> bool {
        let mark = if self.paste.is_some() { END } else { BEGIN };
        let found = find(&self.held, mark);
        let until = found.unwrap_or_else(|| self.held.len() - beginning(&self.held, mark));
        let rest = self.held.split_off(until);
        let taken = std::mem::replace(&mut self.held, rest);
        if self.paste.is_some() {
            self.keep(&taken);
        } else {
            self.parse(&taken, true, out);
        }
        if found.is_none() {
            return false;
        }
        self.held.drain(..mark.len());
        match self.paste {
            Some(_) => self.end_paste(out),
            None => self.paste = Some(Vec::new()),
        }
        true
    }

    fn keep(&mut self, bytes: &[u8]) {
        if let Some(paste) = &mut self.paste {
            let room = PASTE.saturating_sub(paste.len());
            paste.extend_from_slice(bytes.get(..room).unwrap_or(bytes));
        }
    }

    fn end_paste(&mut self, out: &mut Vec<Msg>) {
        let paste = self.paste.take().unwrap_or_default();
        out.push(Msg::Paste(String::from_utf8_lossy(&paste).into_owned()));
    }

    /// Hands bytes to the parser, each key and answer by itself: it waits for the end of some answers that it
    /// does not know, and would take the next key for it.
    fn parse(&mut self, bytes: &[u8], more: bool, out: &mut Vec<Msg>) {
        let mut rest = bytes;
        for (index, byte) in bytes.iter().enumerate() {
            let before = self.inside;
            self.inside = before.behind(*byte);
            if self.inside == Inside::Nothing && before != Inside::Nothing {
                let (piece, behind) = rest.split_at(rest.len() - (bytes.len() - index - 1));
                self.pass(piece, more, out);
                rest = behind;
            }
        }
        self.pass(rest, more, out);
    }

    fn pass(&mut self, bytes: &[u8], more: bool, out: &mut Vec<Msg>) {
        if bytes.is_empty() {
            return;
        }
        self.parser.parse(bytes, more);
        while let Some(event) = self.parser.pop() {
            out.extend(translated(&event));
        }
        if self.inside == Inside::Nothing {
            self.parser = Parser::default();
        }
    }
}

/// Where a mark stands in the bytes.
fn find(bytes: &[u8], mark: &[u8]) -> Option<usize> {
    bytes.windows(mark.len()).position(|window| window == mark)
}

/// How many of the last bytes are the beginning of a mark that may still come.
fn beginning(bytes: &[u8], mark: &[u8]) -> usize {
    (1..mark.len())
        .rev()
        .find(|&length| mark.get(..length).is_some_and(|part| bytes.ends_with(part)))
        .unwrap_or(0)
}

/// Inside what a byte stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
enum Inside {
    /// Between keys.
    #[default]
    Nothing,
    /// Behind Escape.
    Escape,
    /// Behind the two bytes that begin most keys and answers.
    Begun,
    /// In a key or an answer, which ends with a letter or another sign of that range.
    Control,
    /// In a key of which one byte is missing.
    Last,
    /// In an answer that is ended by a bell, or by Escape and a backslash.
    Words,
    /// Behind Escape in such an answer.
    WordsEscape,
    /// In a character of which so many bytes are missing.
    Character(u8),
    /// In a report of the mouse of the oldest kind, of which so many bytes are missing. Terminals send it
    /// that do not know the one which was asked for.
    Report(u8),
}

impl Inside {
    /// Where the next byte stands.
    const fn behind(self, byte: u8) -> Self {
        match (self, byte) {
            (Self::Words, 0x1b) => Self::WordsEscape,
            // What is answered has neither blanks nor other letters than those of ASCII: what has is typed, by
            // somebody who pressed Alt with a bracket or a P before.
            (Self::Words, 0x21..=0x7e)
            | (Self::Escape | Self::WordsEscape, b']' | b'P' | b'X' | b'^' | b'_') => Self::Words,
            (_, 0x1b) => Self::Escape,
            (Self::Begun, b'M') => Self::Report(3),
            (Self::Report(missing @ 2..), 0x20..) => Self::Report(missing - 1),
            (Self::Words, 0x07) | (Self::WordsEscape, b'\\') | (Self::Report(_), _) => Self::Nothing,
            (Self::Escape | Self::WordsEscape, b'[') => Self::Begun,
            (Self::Escape | Self::WordsEscape, b'O') | (Self::Begun, b'[') => Self::Last,
            (Self::Begun | Self::Control, 0x20..=0x3f) => Self::Control,
            (Self::Character(missing @ 2..), 0x80..=0xbf) => Self::Character(missing - 1),
            (_, 0xc2..=0xdf) => Self::Character(1),
            (_, 0xe0..=0xef) => Self::Character(2),
            (_, 0xf0..=0xf4) => Self::Character(3),
            _ => Self::Nothing,
        }
    }
}

fn translated(event: &Event) -> Option<Msg> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => key_of(*key).map(Msg::Key),
        Event::Mouse(mouse) => mouse_of(*mouse).map(Msg::Mouse),
        Event::FocusIn => Some(Msg::FocusGained),
        Event::FocusOut => Some(Msg::FocusLost),
        Event::Osc(Osc::ChangeDynamicColors(DynamicColorNumber::TextBackgroundColor, colours)) => {
            match colours.first()? {
                ColorOrQuery::Color(colour) => Some(Msg::Ground(ground(*colour))),
                ColorOrQuery::Query => None,
            }
        }
        // Answers to questions that we did not ask, and what this program has no use for.
        _ => None,
    }
}

/// The left button and the wheel: the others have no meaning here.
fn mouse_of(event: MouseEvent) -> Option<Mouse> {
    let kind = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Press,
        MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
        MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
        MouseEventKind::ScrollUp => MouseKind::WheelUp,
        MouseEventKind::ScrollDown => MouseKind::WheelDown,
        _ => return None,
    };
    let shift = event.modifiers.contains(Modifiers::SHIFT);
    Some(Mouse { kind, at: (event.column, event.row), shift })
}

/// Whether text is lighter or darker than such a colour, as the eye weighs its parts.
fn ground(RgbColor { red, green, blue }: RgbColor) -> Ground {
    let light = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
    if light > 127_500 { Ground::Light } else { Ground::Dark }
}

fn key_of(event: KeyEvent) -> Option<Key> {
    let held = |modifier| event.modifiers.contains(modifier);
    let (ctrl, alt) = (held(Modifiers::CONTROL), held(Modifiers::ALT));
    let mut shift = held(Modifiers::SHIFT);
    let code = match event.code {
        KeyCode::Char(char) => {
            // Shift is in the character already, unless the terminal tells it beside Ctrl.
            shift &= ctrl;
            Code::Char(if ctrl { char.to_ascii_lowercase() } else { char })
        }
        KeyCode::Function(number) => Code::F(number),
        KeyCode::BackTab => {
            shift = true;
            Code::Named(Named::Tab)
        }
        other => Code::Named(named(other)?),
    };
    Some(Key { code, ctrl, alt, shift })
}

const fn named(code: KeyCode) -> Option<Named> {
    Some(match code {
        KeyCode::Enter => Named::Enter,
        KeyCode::Escape => Named::Esc,
        KeyCode::Tab => Named::Tab,
        KeyCode::Backspace => Named::Backspace,
        KeyCode::Delete => Named::Delete,
        KeyCode::Insert => Named::Insert,
        KeyCode::Up => Named::Up,
        KeyCode::Down => Named::Down,
        KeyCode::Left => Named::Left,
        KeyCode::Right => Named::Right,
        KeyCode::Home => Named::Home,
        KeyCode::End => Named::End,
        KeyCode::PageUp => Named::PageUp,
        KeyCode::PageDown => Named::PageDown,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    /// What is heard: keys by name, pastes in quotes.
    fn names(heard: &[Msg]) -> Vec<String> {
        let name = |msg: &Msg| match msg {
            Msg::Key(key) => key.to_string(),
            Msg::Paste(text) => format!("“{text}”"),
            other => format!("{other:?}"),
        };
        heard.iter().map(name).collect()
    }

    /// Hears pieces, a short silence between them, then silence until nothing is open.
    fn heard(pieces: &[&[u8]]) -> Vec<String> {
        let (mut decoder, mut out) = (Decoder::default(), Vec::new());
        for piece in pieces {
            decoder.feed(piece, &mut out);
        }
        while decoder.patience().is_some() {
            decoder.silence(&mut out);
        }
        names(&out)
    }

    #[test]
    fn keys_are_heard_however_they_are_cut() {
        let bytes = "aß\u{1b}[A\u{1b}[1;5C\u{1b}OP\u{1b}[15~\u{1b}x\u{3}\r\u{7f}\u{1b}[Z".as_bytes();
        let whole = heard(&[bytes]);
        assert_eq!(
            whole,
            ["a", "ß", "↑", "Ctrl-→", "F1", "F5", "Alt-X", "Ctrl-C", "Enter", "Backspace", "Shift-Tab"]
        );
        for cut in 0..bytes.len() {
            assert_eq!(heard(&[&bytes[..cut], &bytes[cut..]]), whole, "cut at {cut}");
        }
    }

    #[test]
    fn escape_is_a_key_after_a_short_silence_and_eats_nothing() {
        let (mut decoder, mut out) = (Decoder::default(), Vec::new());
        decoder.feed(b"\x1b", &mut out);
        assert_eq!((names(&out).len(), decoder.patience()), (0, Some(SHORT)));
        decoder.silence(&mut out);
        decoder.feed(b"[A", &mut out);
        assert_eq!(names(&out), ["Esc", "[", "A"]);
        assert_eq!(decoder.patience(), None);
    }

    #[test]
    fn answers_are_no_keys_and_eat_none_however_they_are_cut() {
        let answers: [&[u8]; 7] = [
            b"\x1b[?62;22c",
            b"\x1b[>41;354;0c",
            b"\x1b[0n",
            b"\x1b[?2026;2$y",
            b"\x1b[?1u",
            b"\x1b]10;rgb:0000/0000/0000\x1b\\",
            b"\x1bP>|xterm(390)\x1b\\",
        ];
        for answer in answers {
            for cut in 0..answer.len() {
                let (mut decoder, mut out) = (Decoder::default(), Vec::new());
                let last = [&answer[cut..], b"k"].concat();
                for piece in [&answer[..cut], &last, b"l"] {
                    decoder.feed(piece, &mut out);
                }
                assert_eq!(names(&out), ["k", "l"], "{:?} cut at {cut}", String::from_utf8_lossy(answer));
                assert_eq!(decoder.patience(), None);
            }
        }
    }

    #[test]
    fn what_is_typed_behind_a_key_that_could_begin_an_answer_is_heard_from_the_next_word_on() {
        for begun in [&b"\x1bP"[..], b"\x1b]"] {
            let (mut decoder, mut out) = (Decoder::default(), Vec::new());
            for piece in [begun, b"le", b"ase do"] {
                decoder.feed(piece, &mut out);
            }
            assert!(names(&out).ends_with(&["d".to_owned(), "o".to_owned()]), "{out:?}");
            assert_eq!(decoder.patience(), None);
        }
    }

    #[test]
    fn the_mouse_is_heard_however_its_reports_are_cut_and_eats_no_key() {
        let mouse = |kind, at, shift| Mouse { kind, at, shift };
        let reports: [(&[u8], Option<Mouse>); 14] = [
            (b"\x1b[<0;10;3M", Some(mouse(MouseKind::Press, (9, 2), false))),
            (b"\x1b[<4;1;1M", Some(mouse(MouseKind::Press, (0, 0), true))),
            (b"\x1b[<32;300;400M", Some(mouse(MouseKind::Drag, (299, 399), false))),
            (b"\x1b[<0;10;3m", Some(mouse(MouseKind::Release, (9, 2), false))),
            (b"\x1b[<64;2;2M", Some(mouse(MouseKind::WheelUp, (1, 1), false))),
            (b"\x1b[<65;2;2M", Some(mouse(MouseKind::WheelDown, (1, 1), false))),
            (b"\x1b[<2;2;2M", None),
            (b"\x1b[<35;2;2M", None),
            (b"\x1b[<M", None),
            (b"\x1b[<0;99999;1M", None),
            (b"\x1b[<999;0;0M", None),
            (b"\x1b[<;;;m", None),
            // Of the oldest kind, with the letters of keys and half characters for places.
            (b"\x1b[M k!", Some(mouse(MouseKind::Press, (74, 0), false))),
            (b"\x1b[M#\xc3\xff", Some(mouse(MouseKind::Release, (162, 222), false))),
        ];
        for (report, expected) in reports {
            for cut in 0..report.len() {
                let (mut decoder, mut out) = (Decoder::default(), Vec::new());
                let last = [&report[cut..], b"k"].concat();
                for piece in [&report[..cut], &last] {
                    decoder.feed(piece, &mut out);
                }
                let heard = if let [Msg::Mouse(heard), _] = out[..] { Some(heard) } else { None };
                assert_eq!(heard, expected, "{:?} cut at {cut}", String::from_utf8_lossy(report));
                assert_eq!(names(&out).pop().as_deref(), Some("k"));
                assert_eq!((out.len(), decoder.patience()), (1 + usize::from(expected.is_some()), None));
            }
        }
    }

    #[test]
    fn the_ground_is_heard_however_the_answer_is_cut_and_written() {
        let (dark, light) = ("Ground(Dark)", "Ground(Light)");
        for (answer, ground) in [
            (&b"\x1b]11;rgb:0000/0000/0000\x1b\\"[..], dark),
            (b"\x1b]11;rgb:ffff/ffff/ffff\x07", light),
            (b"\x1b]11;rgb:fd/f6/e3\x1b\\", light),
            (b"\x1b]11;rgb:0000/2b2b/3636\x07", dark),
        ] {
            for cut in 0..answer.len() {
                let (mut decoder, mut out) = (Decoder::default(), Vec::new());
                let last = [&answer[cut..], b"k"].concat();
                for piece in [b"j", &answer[..cut], &last] {
                    decoder.feed(piece, &mut out);
                }
                assert_eq!(
                    names(&out),
                    ["j", ground, "k"],
                    "{:?} cut at {cut}",
                    String::from_utf8_lossy(answer)
                );
            }
        }
        for odd in [&b"\x1b]11;?\x07"[..], b"\x1b]11;\x07", b"\x1b]11;rgb:zz/zz/zz\x1b\\", b"\x1b]11;red\x07"]
        {
            assert_eq!(heard(&[odd, b"k"]), ["k"], "{:?}", String::from_utf8_lossy(odd));
        }
    }

    #[test]
    fn half_a_key_is_dropped_after_a_long_silence() {
        for half in [
            &b"\x1b["[..],
            b"\x1b[1;",
            b"\x1b[<0;1",
            b"\x1b[M ",
            b"\x1b]11;rgb:",
            b"\x1bP",
            b"\xe2\x82",
            b"\xf0",
        ] {
            let (mut decoder, mut out) = (Decoder::default(), Vec::new());
            decoder.feed(half, &mut out);
            while decoder.patience().is_some() {
                decoder.silence(&mut out);
            }
            decoder.feed(b"k", &mut out);
            assert_eq!(names(&out), ["k"], "{half:?}");
        }
    }

    #[test]
    fn a_paste_is_one_text_whatever_is_in_it() {
        assert_eq!(
            heard(&[b"a\x1b[200~one\r\ntwo\x1b[31m\x07\x1b[201~b"]),
            ["a", "“one\r\ntwo\x1b[31m\x07”", "b"]
        );
        assert_eq!(heard(&[b"\x1b[20", b"0~x\x1b[2", b"01", b"~y"]), ["“x”", "y"]);
        assert_eq!(heard(&[b"\x1b[200~\xff\x1b[201~"]), ["“\u{fffd}”"]);
        let text = "[x".repeat(9);
        assert_eq!(heard(&[format!("\x1b[200~{text}\x1b[201~").as_bytes()]), [format!("“{text}”")]);
    }

    #[test]
    fn a_paste_that_is_never_closed_ends_and_typing_goes_on() {
        let (mut decoder, mut out) = (Decoder::default(), Vec::new());
        decoder.feed(b"\x1b[200~lost\x1b[2", &mut out);
        assert_eq!(decoder.patience(), Some(LONG));
        decoder.silence(&mut out);
        decoder.feed(b"k", &mut out);
        assert_eq!(names(&out), ["“lost\x1b[2”", "k"]);
    }

    #[test]
    fn of_a_huge_paste_only_so_much_is_kept_as_tells_that_it_is_too_long() {
        let (mut decoder, mut out) = (Decoder::default(), Vec::new());
        decoder.feed(BEGIN, &mut out);
        for _ in 0..40 {
            decoder.feed(&vec![b'x'; 100_000], &mut out);
            assert!(decoder.paste.as_ref().unwrap().len() <= PASTE);
        }
        decoder.feed(b"\x1b[201~k", &mut out);
        let Some(Msg::Paste(text)) = out.first() else { panic!("{out:?}") };
        assert_eq!(text.len(), PASTE);
        assert_eq!(names(&out[1..]), ["k"]);
    }

    proptest! {
        /// Whatever arrives and however it is cut: the next key is heard.
        #[test]
        fn no_bytes_swallow_a_key(pieces in vec(prop_oneof![
            vec(any::<u8>(), 0..12),
            prop::sample::select(&[BEGIN, END, b"\x1b", b"\x1b[", b"\x1b]11;", b"\x1bP", b"\x1b[<0;1", b"\x1b[<0;3;4M", b"\x1b[M", b"\xf0\x9f"][..]).prop_map(<[u8]>::to_vec),
        ], 0..8)) {
            let (mut decoder, mut out) = (Decoder::default(), Vec::new());
            for piece in &pieces {
                decoder.feed(piece, &mut out);
            }
            for _ in 0..3 {
                decoder.silence(&mut out);
            }
            prop_assert_eq!(decoder.patience(), None);
            out.clear();
            decoder.feed(b"k", &mut out);
            prop_assert_eq!(names(&out), ["k"]);
        }

        /// The same events come however the bytes are cut.
        #[test]
        fn cuts_change_nothing(text in "[ -~\u{e9}\u{4e00}\u{1f600}]{0,20}", cut in 0usize..80) {
            let bytes = format!("\x1b[200~{text}\x1b[201~{text}\x1b[A").into_bytes();
            let cut = cut.min(bytes.len());
            prop_assert_eq!(heard(&[&bytes[..cut], &bytes[cut..]]), heard(&[&bytes]));
        }
    }
}
