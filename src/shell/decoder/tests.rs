use proptest::{collection::vec, prelude::*};

use super::*;
use crate::app::{Mouse, MouseKind};

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
            assert_eq!(names(&out), ["j", ground, "k"], "{:?} cut at {cut}", String::from_utf8_lossy(answer));
        }
    }
    for odd in [&b"\x1b]11;?\x07"[..], b"\x1b]11;\x07", b"\x1b]11;rgb:zz/zz/zz\x1b\\", b"\x1b]11;red\x07"] {
        assert_eq!(heard(&[odd, b"k"]), ["k"], "{:?}", String::from_utf8_lossy(odd));
    }
}

#[test]
fn half_a_key_is_dropped_after_a_long_silence() {
    for half in
        [&b"\x1b["[..], b"\x1b[1;", b"\x1b[<0;1", b"\x1b[M ", b"\x1b]11;rgb:", b"\x1bP", b"\xe2\x82", b"\xf0"]
    {
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
