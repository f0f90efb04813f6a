//! Whatever happens, in whatever order: what was displayed is found again, what was flushed outlasts a power
//! cut, no version of another program is lost, and one program at a time writes.
//!
//! The program runs on files in memory, without a thread or a clock, so that each of these can happen
//! between any two others, and in the middle of a save. What was promised is kept apart from it (`truth`).

mod opening;
mod others;
mod program;
mod scenes;
mod truth;
mod world;

use proptest::prelude::*;

use self::others::Deed;
use crate::app::{Key, command::TABLE};
use world::World;

/// One thing that happens.
#[derive(Clone, Debug)]
pub enum Act {
    Key(Key),
    /// Types into the first text, opened if need be.
    Type(String),
    Paste(String),
    Resize(u16, u16),
    /// So many keys to undo, and to redo.
    Undo(usize),
    Redo(usize),
    /// Undoes so many steps and does them again.
    ThereAndBack(usize),
    Save,
    /// Waits for so many seconds.
    Wait(u64),
    /// Looks at the file, as when something stirs there.
    Look,
    /// The worker does one thing.
    Work,
    /// The loop hears one answer.
    Hear,
    /// All is done and heard that is under way.
    Settle,
    /// The journal is flushed.
    Flush,
    Quit,
    /// The program is told to end, as by a signal.
    Terminate,
    /// Another program does something to the document, now or just before names are swapped in a save.
    Other(Deed),
    Race(Deed),
    /// A second program opens the document, tries to change it, and ends.
    Second,
    /// A second program opens the document, the first is killed, and the second takes over.
    TakeOver,
    /// The call to the system after so many more fails.
    Fault(usize, usize),
    /// The program is killed, or the power cut, and it starts again.
    Crash(Option<u64>),
    /// The same after so many more calls to the system.
    Doom(usize, Option<u64>),
}

fn key() -> impl Strategy<Value = Key> {
    let bound: Vec<Key> = TABLE
        .iter()
        .flat_map(|row| row.keys)
        .flat_map(|(_, keys)| keys.split(' '))
        .filter_map(|key| key.parse().ok())
        .collect();
    prop_oneof![
        3 => prop::sample::select(bound),
        2 => prop::sample::select("ab 1(5).\n-*漢e\u{301}tm".chars().collect::<Vec<_>>()).prop_map(Key::char),
    ]
}

fn act() -> impl Strategy<Value = Act> {
    let deed = || prop::sample::select(Deed::ALL.to_vec());
    let power = || prop::option::of(any::<u64>());
    prop_oneof![
        12 => key().prop_map(Act::Key),
        12 => "[a-z ]{1,8}".prop_map(Act::Type),
        1 => "[a-z(0-9)\r\n\t]{0,40}".prop_map(Act::Paste),
        1 => (0u16..140, 0u16..50).prop_map(|(width, height)| Act::Resize(width, height)),
        2 => (1usize..4).prop_map(Act::Undo),
        1 => (1usize..4).prop_map(Act::Redo),
        2 => (1usize..30).prop_map(Act::ThereAndBack),
        5 => Just(Act::Save),
        2 => (1u64..40).prop_map(Act::Wait),
        4 => Just(Act::Look),
        8 => Just(Act::Work),
        8 => Just(Act::Hear),
        4 => Just(Act::Settle),
        4 => Just(Act::Flush),
        1 => Just(Act::Quit),
        1 => Just(Act::Terminate),
        6 => deed().prop_map(Act::Other),
        2 => prop::sample::select(Deed::ADDING.to_vec()).prop_map(Act::Race),
        1 => Just(Act::Second),
        1 => Just(Act::TakeOver),
        3 => (1usize..30, 0usize..11).prop_map(|(after, error)| Act::Fault(after, error)),
        4 => power().prop_map(Act::Crash),
        2 => (1usize..30, power()).prop_map(|(after, power)| Act::Doom(after, power)),
    ]
}

/// How the document begins, and what the file system can do.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scene {
    /// There is no file yet.
    pub new: bool,
    /// The file has a second name, so that it is overwritten in place.
    pub linked: bool,
    /// Names cannot be swapped.
    pub plain: bool,
}

fn scene() -> impl Strategy<Value = Scene> {
    let rarely = || prop::bool::weighted(0.15);
    (rarely(), rarely(), rarely()).prop_map(|(new, linked, plain)| Scene { new, linked, plain })
}

/// A number from the environment.
fn asked(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|number| number.parse().ok()).unwrap_or(usual)
}

/// `MACHINE_CASES` and `MACHINE_STEPS` ask for more, and longer ones.
#[test]
fn nothing_is_lost_whatever_happens() {
    let cases = u32::try_from(asked("MACHINE_CASES", 24)).unwrap_or(u32::MAX);
    let config = ProptestConfig { cases, max_shrink_iters: 2_000, ..ProptestConfig::default() };
    let acts = prop::collection::vec(act(), 1..=asked("MACHINE_STEPS", 50));
    proptest!(config, |(scene in scene(), acts in acts)| {
        World::new(scene).live(&acts);
    });
}
