//! Hostile files: made to cost time and memory, or mangled at random. `FUZZED_MINUTES` says for how long the
//! reader is given mangled ones. What the others cost in memory is measured by
//! `cargo test --release --lib hostile_files_take_little_memory -- --ignored`, which must run alone.

use std::{env, time::Instant};

use super::{
    damage::{examined, several},
    tests::FILE,
    *,
};

/// Row 49: files made to cost time and memory: a beginning, what is repeated, and an end.
const BOMBS: [[&str; 3]; 33] = [
    ["(format: 1, proposals: [", "(),", "])"],
    ["(format: 1, proposals: [", "x,", "])"],
    ["(format: 1, proposals: [", "[],", "])"],
    ["(format: 1, proposals: [", "(tags:[]),\n", "])"],
    ["(format: 1, proposals: [", "(x:1,y:2),", "])"],
    ["(format: 1, x: ", "[", ""],
    ["(format: 1, x: ", "(a:", ""],
    ["(format: 1, x: ", "Some(", ""],
    ["(format: 1, x: ", "{0:", ""],
    ["(format: 1, x: ", "/*", ""],
    ["(format: 1, x: ", "r#\"", ""],
    ["(format: 1, x: ", "\"", ""],
    ["(format: 1, x: ", "'", ""],
    ["(format: 1, x: ", "\\", ""],
    ["(format: 1, proposals: [", "(", ""],
    ["(format: 1, proposals: [", "(\n", ""],
    ["(format: 1, proposals: [", "(title:\"\n", ""],
    ["(format: 1, proposals: [", "(title:r###\"\n", ""],
    ["(format: 1, proposals: [", "\n(title: /*", ""],
    ["(format: 1, proposals: [", "\n(title: \"a\",", ""],
    ["(format: 1, proposals: [", ",", ""],
    ["(format: 1, proposals: [", "\n", ""],
    ["", "[", ""],
    ["", "/*", ""],
    ["", "//\n", ""],
    ["", "proposals:[\n", ""],
    ["", "proposals: ", ""],
    ["", "(id: 1,\n", ""],
    ["", "<<<<<<< a\n=======\n>>>>>>> b\n", ""],
    ["(format: 1, ", "title: 5,", " proposals: [])"],
    ["(format: 1, ", r#"/* r " */"#, " proposals: [])"],
    ["(format: 1, proposals: [(tags: [", r#""","#, "])])"],
    ["(format: 1, proposals: [(submissions: [", "(),", "])])"],
];

/// A file with so many pieces.
fn bomb([before, piece, after]: [&str; 3], pieces: usize) -> String {
    [before, &piece.repeat(pieces), after].concat()
}

#[test]
fn hostile_files_are_answered() {
    for parts in BOMBS {
        let _ = examined(bomb(parts, 1_000).as_bytes());
    }
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "measures the memory of the whole process, in release only"]
#[expect(clippy::print_stderr, reason = "this is what it is run for")]
fn hostile_files_take_little_memory() {
    for parts in BOMBS {
        // As long as a file may be.
        let bomb = bomb(parts, 10_000_000.min((LONGEST - 100) / parts[1].len()));
        // The highest amount is counted anew.
        std::fs::write("/proc/self/clear_refs", "5").unwrap();
        let (before, start) = (peak(), Instant::now());
        let contents = open(bomb.as_bytes()).contents;
        let took = start.elapsed().as_millis();
        let whole = match contents {
            Contents::Refused(refused) => {
                drop((refused.salvaged(), refused.sides()));
                false
            }
            _ => true,
        };
        let (looked, more) = (start.elapsed().as_millis() - took, peak() - before);
        #[expect(clippy::disallowed_macros, reason = "it is for the person who runs this by hand")]
        {
            eprintln!(
                "{:9} bytes, {took:5} ms, {looked:5} ms to look, {more:4} MiB more, whole {whole}: {parts:?}",
                bomb.len()
            );
        }
        assert!(more <= 200, "{parts:?}");
    }
}

/// The most memory that the process has had, in MiB.
#[cfg(target_os = "linux")]
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() / 1024
}

/// Mangles files over and over; what reads, or half reads, is mangled further.
#[test]
fn no_bytes_upset_the_reader() {
    const SCRAPS: [&str; 24] = [
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        "\"",
        "r#\"",
        "\"#",
        "\\",
        "'",
        "//",
        "/*",
        "*/",
        "\n",
        "\r\n",
        "<<<<<<< a\n",
        "=======\n",
        ">>>>>>> b\n",
        "proposals: [",
        "\u{feff}",
        "-1.5e9",
    ];
    let minutes: u64 = env::var("FUZZED_MINUTES").ok().and_then(|minutes| minutes.parse().ok()).unwrap_or(0);
    let start = Instant::now();
    let mut state = 0x2026_u64 ^ minutes;
    let mut random = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below.max(1)
    };
    let seeds =
        [FILE.as_bytes().to_vec(), write(&several()).into_bytes(), b"(format: 1, proposals: [])".to_vec()];
    let mut pool = seeds.to_vec();
    let mut tried = 0_u32;
    while tried < 500 || start.elapsed().as_secs() < minutes * 60 {
        tried += 1;
        let mut bytes = pool[random(pool.len())].clone();
        for _ in 0..=random(4) {
            let at = random(bytes.len() + 1);
            let end = (at + random(40)).min(bytes.len());
            match random(5) {
                0 => drop(bytes.drain(at..end)),
                1 => drop(bytes.splice(at..at, SCRAPS[random(SCRAPS.len())].bytes())),
                2 if at < bytes.len() => bytes[at] ^= 1 << random(8),
                3 => {
                    let copy = bytes[at..end].to_vec();
                    let to = random(bytes.len() + 1);
                    bytes.splice(to..to, copy);
                }
                _ => bytes.truncate(bytes.len() - random(8).min(bytes.len())),
            }
        }
        let kept = match examined(&bytes).contents {
            Contents::Empty => false,
            Contents::Whole { .. } => true,
            Contents::Refused(refused) => !refused.salvaged().library.proposals.is_empty(),
        };
        if kept && bytes.len() < 8_000 {
            let place = seeds.len() + random(200);
            if place < pool.len() { pool[place] = bytes } else { pool.push(bytes) }
        }
    }
}
