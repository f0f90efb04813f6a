//! The real program is killed at random moments, again and again: no character that was to be seen is lost,
//! and whoever opens the library again is told what came back.
//!
//! `KILLS=1000 cargo test --release --test kills` kills that often, `SEED=7` at other moments.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where it cannot go on")]

mod terminal;

use std::{
    env, fs, thread,
    time::{Duration, Instant},
};

use soapbox::store::disk;
use terminal::{
    Home, Terminal,
    talks::{QUIT, RIGHT, SAVE, SIZE, TEXT_END, UNDO, description, home, proposal, talks},
};

/// How often the suite kills, unless `$KILLS` says otherwise.
const KILLS: u64 = 24;
/// How many kills one library goes through, one after the other.
const LIVES: u64 = 6;
/// How many programs are killed side by side.
const LANES: u64 = 4;

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    /// A number below `sides`.
    const fn roll(&mut self, sides: u64) -> u64 {
        // Knuth's generator; its upper bits are good enough for moments.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    /// A moment within so many milliseconds, to the microsecond.
    const fn moment(&mut self, milliseconds: u64) -> Duration {
        Duration::from_micros(self.roll(milliseconds * 1000))
    }
}

/// What the program is doing when it is killed.
#[derive(Clone, Copy, Debug)]
enum Moment {
    Typing,
    /// A save that the person asked for.
    Saving,
    /// A save by itself, after a pause.
    Pausing,
    /// A save behind which the journal has grown so long that another takes over.
    Turning,
    /// The first frames, in which the journal of the last run is read and another begun.
    Starting,
    Leaving,
}

impl Moment {
    const fn choose(dice: &mut Dice) -> Self {
        match dice.roll(100) {
            0..50 => Self::Typing,
            50..75 => Self::Saving,
            75..79 => Self::Pausing,
            79..82 => Self::Turning,
            82..92 => Self::Starting,
            _ => Self::Leaving,
        }
    }
}

/// A library that goes from kill to kill, and what is known of the text that grows in it.
struct Life {
    home: Home,
    dice: Dice,
    /// What has been typed, if nothing was lost: the text is always a beginning of it.
    typed: String,
    /// How many characters of it were to be seen.
    seen: usize,
}

#[test]
fn killed_at_any_moment_nothing_that_was_to_be_seen_is_lost() {
    let number = |name: &str, usual: u64| env::var(name).map_or(usual, |value| value.parse().unwrap());
    let (kills, seed) = (number("KILLS", KILLS), number("SEED", 1));
    let lives = kills.div_ceil(LIVES);
    thread::scope(|scope| {
        for lane in 0..LANES {
            scope.spawn(move || {
                for life in (lane..lives).step_by(LANES.try_into().unwrap()) {
                    let kills = LIVES.min(kills - life * LIVES);
                    Life::begin(seed * 1_000_003 + life).go_through(kills, life);
                }
            });
        }
    });
}

/// The bytes of what is pasted and undone so that the journal becomes long.
const PAGE: usize = 200_000;

impl Life {
    fn begin(seed: u64) -> Self {
        let (home, mut dice) = (home(), Dice(seed));
        if dice.roll(4) == 0 {
            // So much that it is often killed in the middle of a write.
            let mut library = talks();
            let more =
                (0..60).map(|number| proposal(&format!("More {number}"), &"They lie. ".repeat(300)).into());
            library.proposals.extend(more);
            home.save("talks.ron", &library);
        }
        Self { home, dice, typed: "They float.".into(), seen: "They float.".len() }
    }

    fn go_through(mut self, kills: u64, number: u64) {
        for kill in 0..kills {
            let moment = Moment::choose(&mut self.dice);
            let mut terminal = self.home.start(&["talks.ron"], SIZE);
            if let Moment::Starting = moment {
                thread::sleep(self.dice.moment(120));
                terminal.kill();
                continue;
            }
            let what = format!("library {number}, kill {kill}, {moment:?}");
            self.find_again(&terminal, &what);
            self.write(&terminal, moment);
            terminal.kill();
            self.remember(&terminal, &what);
        }
        let mut terminal = self.home.start(&["talks.ron"], SIZE);
        self.find_again(&terminal, &format!("library {number}, after all"));
        terminal.keys(QUIT);
        assert_eq!(terminal.exit(), 0);
        assert_eq!(description(&self.home), self.typed);
        let left: Vec<_> =
            fs::read_dir(self.home.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        let ours = ["tmp", "state", "talks.ron"];
        assert!(left.iter().all(|name| ours.contains(&name.to_str().unwrap())), "left behind: {left:?}");
    }

    /// Opens the text again: all that was seen is there, and that it came back is told.
    fn find_again(&mut self, terminal: &Terminal, what: &str) {
        // Half a file would not be read.
        let file = disk::load(&self.home.path("talks.ron")).unwrap().unwrap();
        let saved = file.proposals[0].description.clone();
        // On a machine so busy that it saves by itself between a page and its being undone, the file has both.
        let own = saved.replace(&"x".repeat(PAGE), "");
        assert!(
            self.typed.starts_with(&own),
            "{what}: the file holds {own:?} and {} bytes in all",
            saved.len()
        );
        let screen = terminal.wait(" characters");
        let there = self.length(&screen).unwrap_or_else(|| panic!("{what}: not what was typed\n{screen}"));
        assert!(there >= self.seen, "{what}: {} characters are lost\n{screen}", self.seen - there);
        self.typed = self.typed.chars().take(there).collect();
        self.seen = there;
        let told = screen.contains("Recovered ");
        assert_eq!(
            told,
            saved != self.typed,
            "{what}: the file holds {} bytes of {there}\n{screen}",
            saved.len()
        );
        assert!(!screen.contains("conflict"), "{what}: the person is asked\n{screen}");
        // It opens the text, or moves in it: a program that came to leave has remembered where it was.
        terminal.keys(RIGHT).keys(TEXT_END);
    }

    /// Types, and returns when it is time to die.
    fn write(&mut self, terminal: &Terminal, moment: Moment) {
        let keys = self.dice.roll(60) + 1;
        let until = Instant::now() + self.dice.moment(400);
        for _ in 0..keys {
            self.type_one(terminal);
            if self.dice.roll(30) == 0 {
                terminal.keys(SAVE);
            }
            thread::sleep(self.dice.moment(15));
            if matches!(moment, Moment::Typing) && Instant::now() > until {
                return;
            }
        }
        match moment {
            Moment::Typing | Moment::Starting => {}
            Moment::Saving => {
                terminal.keys(SAVE);
                for _ in 0..self.dice.roll(3) {
                    self.type_one(terminal);
                }
                thread::sleep(self.dice.moment(40));
            }
            Moment::Pausing => thread::sleep(Duration::from_millis(1_980) + self.dice.moment(60)),
            Moment::Turning => {
                // Each of them is two changes of the journal, which has 4 MiB, and none of the text.
                let page = "x".repeat(PAGE);
                for _ in 0..12 {
                    terminal.paste(&page);
                    terminal.keys(UNDO);
                }
                self.type_one(terminal);
                terminal.wait(&format!("{} characters", self.typed.chars().count()));
                terminal.keys(SAVE);
                thread::sleep(self.dice.moment(150));
            }
            Moment::Leaving => {
                terminal.keys(QUIT);
                thread::sleep(self.dice.moment(60));
            }
        }
    }

    fn type_one(&mut self, terminal: &Terminal) {
        // Not blanks, which the window does not count at the end.
        let key = match self.dice.roll(40) {
            0 => 'é',
            1 => '"',
            2 => '\\',
            3 => ',',
            // Letters that differ from their neighbours: a lost one is missed.
            _ => char::from(b'a' + u8::try_from(self.typed.len() % 23).unwrap()),
        };
        self.typed.push(key);
        let mut bytes = [0; 4];
        terminal.keys(key.encode_utf8(&mut bytes));
    }

    /// The window is all that is left: how much was to be seen.
    fn remember(&mut self, terminal: &Terminal, what: &str) {
        // A program that has left gave the screen back.
        if let Some(seen) = self.length(&terminal.screen()) {
            assert!(seen >= self.seen, "{what}: it went back");
            self.seen = seen;
        }
    }

    /// How many characters of what was typed are there, as the window counts them.
    fn length(&self, screen: &str) -> Option<usize> {
        let (before, _) = screen.split_once(" characters")?;
        let counted: usize = before.rsplit(' ').next()?.parse().ok()?;
        Some(counted).filter(|counted| *counted <= self.typed.chars().count())
    }
}
