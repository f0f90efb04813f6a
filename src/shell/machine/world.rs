//! A disk, a person, other programs, and the program itself, which may die.

use std::{
    collections::{BTreeSet, hash_map::DefaultHasher},
    hash::{Hash as _, Hasher as _},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use rustix::io::Errno;

use super::{super::Event, Act, Scene, others::Deed, program::Program, truth::Truth};
use crate::{
    app::{At, FileKind, Key, Msg, Opened},
    format::{self, Contents, Hash},
    store::files::{ERRNOS, Failing, Files as _, Memory, Order, When},
    talk::{Id, Library, Proposal, Version},
};

const DOCUMENT: &str = "/home/talks.ron";

/// Everything.
pub struct World {
    memory: Memory,
    pub files: Failing,
    path: PathBuf,
    pub program: Option<Program>,
    truth: Truth,
    /// The call at which the program dies, and what the power cut leaves, if it is one.
    doom: Option<(usize, Option<u64>)>,
    /// Whether a call has been made to fail since the disk was last as it should be.
    faulty: bool,
    /// The calls that were to fail.
    faults: Vec<usize>,
    linked: bool,
    /// Whether something could not be written down, and the person was told. A journal that cannot be written does
    /// not know what was saved, so that after a crash the text in it may stand in conflict with our own save.
    excused: bool,
    /// Words that another program writes when it comes to it, whether it has, and what it leaves.
    race: Option<(String, Arc<AtomicBool>)>,
    /// The hashes of what other programs left in the document.
    foreign: Arc<Mutex<BTreeSet<Option<u128>>>>,
    starts: u64,
    words: usize,
}

fn document() -> Library {
    let proposal = |id: &str| {
        let text = "Did you know?\nI did.".to_owned();
        Arc::new(Proposal { id: Id::new(id), title: id.to_owned(), description: text, ..Proposal::default() })
    };
    let proposals = vec![proposal("first"), proposal("second")];
    Library { id: Id::new("lib"), title: "Talks".into(), proposals, ..Library::default() }
}

impl World {
    pub fn new(scene: Scene) -> Self {
        let memory = if scene.new {
            Memory::holding(&[("/home/other", "")])
        } else {
            Memory::holding(&[(DOCUMENT, &format::write(&document()))])
        };
        if scene.linked && !scene.new {
            memory.link(Path::new(DOCUMENT), Path::new("/home/second name")).unwrap();
        }
        let memory = if scene.plain { memory.without_exchange() } else { memory };
        memory.settle();
        let mut world = Self {
            files: Failing::over(memory.clone()),
            memory,
            path: DOCUMENT.into(),
            program: None,
            truth: Truth::new(),
            doom: None,
            faulty: false,
            faults: Vec::new(),
            linked: scene.linked,
            excused: false,
            race: None,
            foreign: Arc::default(),
            starts: 0,
            words: 0,
        };
        world.start(false);
        world
    }

    /// Lets it all happen, and ends with a crash from which all must come back.
    pub fn live(mut self, acts: &[Act]) {
        for act in acts {
            self.act(act);
        }
        self.act(&Act::Crash(None));
    }

    /// The disk and the document, once the program has been killed.
    pub fn killed(mut self) -> (Memory, PathBuf) {
        self.crash(None);
        (self.memory, self.path)
    }

    pub fn act(&mut self, act: &Act) {
        if self.program.is_none() {
            self.start(false);
        }
        match act {
            Act::Key(key) => self.key(*key),
            Act::Type(text) => {
                self.open_a_text();
                text.chars().for_each(|char| self.key(Key::char(char)));
            }
            Act::Paste(text) => self.tell(Msg::Paste(text.clone())),
            Act::Resize(width, height) => self.tell(Msg::Resize(*width, *height)),
            Act::Undo(times) => self.keys("ctrl-z", *times),
            Act::Redo(times) => self.keys("ctrl-y", *times),
            Act::ThereAndBack(times) => self.there_and_back(*times),
            Act::Save => self.keys("ctrl-s", 1),
            Act::Wait(seconds) => {
                if let Some(program) = &mut self.program {
                    program.wait(Duration::from_secs(*seconds));
                }
                self.tell(Msg::Wake);
            }
            Act::Look => self.tell(Msg::FocusGained),
            Act::Work => self.work(),
            Act::Hear => self.hear_an_answer(),
            Act::Settle => self.settle(),
            Act::Flush => self.flush(),
            Act::Quit => self.keys("ctrl-q", 1),
            Act::Terminate => self.tell(Msg::Terminate),
            Act::Other(deed) => self.other(*deed),
            Act::Race(deed) => self.race(*deed),
            Act::Second => self.second(),
            Act::TakeOver => self.take_over(),
            Act::Fault(after, error) => {
                let at = self.files.calls().len() + after;
                // A folder that cannot or may not be flushed says so each time, not once.
                let says_once = |error: &Errno| ![Errno::INVAL, Errno::ACCESS].contains(error);
                let errors: Vec<Errno> = ERRNOS.into_iter().filter(says_once).collect();
                self.files = self.files.clone().failing(When::Nth(at), errors[error % errors.len()]);
                self.faulty = true;
                self.faults.push(at);
            }
            Act::Crash(power) => {
                self.crash(*power);
                self.start(power.is_some());
            }
            Act::Doom(after, power) => {
                let at = self.files.calls().len() + after;
                self.files = self.files.clone().failing(When::From(at), Errno::IO);
                self.doom = Some((at, *power));
            }
        }
        self.check();
    }

    fn key(&mut self, key: Key) {
        self.tell(Msg::Key(key));
    }

    fn keys(&mut self, key: &str, times: usize) {
        (0..times).for_each(|_| self.key(key.parse().unwrap()));
    }

    fn tell(&mut self, msg: Msg) {
        let by_person = matches!(msg, Msg::Key(_) | Msg::Paste(_));
        let before = match &self.program {
            Some(program) if by_person => self.truth.seen(program),
            _ => BTreeSet::new(),
        };
        self.hear(Event::Msg(msg));
        if let Some(program) = &self.program
            && !before.is_empty()
        {
            // What the person has seen they may remove.
            for gone in before.difference(&self.truth.seen(program)).cloned().collect::<Vec<_>>() {
                self.truth.tokens.remove(&gone);
            }
        }
    }

    /// The program hears something, and a frame is drawn, unless it dies of it.
    fn hear(&mut self, event: Event) {
        let Some(program) = &mut self.program else { return };
        let saved = match &event {
            Event::Msg(Msg::Saved { path, result: Ok(_), .. }) => Some(path.clone()),
            _ => None,
        };
        program.hear(event);
        if self.died() {
            return;
        }
        let Some(program) = &mut self.program else { return };
        let file = &program.model.file;
        self.excused |= self.faulty && file.unprotected.is_some();
        self.truth.show(program);
        if let Some(path) = saved {
            let base = program.model.base.clone();
            self.truth.saved(&base);
            self.path = path;
        }
        if program.ends {
            self.end();
        }
    }

    /// Whether it is time to die.
    fn is_doomed(&self) -> bool {
        self.doom.is_some_and(|(at, _)| self.files.calls().len() >= at)
    }

    /// Kills the program if it is time to.
    fn died(&mut self) -> bool {
        let Some((_, power)) = self.doom.filter(|_| self.is_doomed()) else { return false };
        if let Some(program) = &self.program {
            self.truth.die_with(program);
        }
        self.crash(power);
        self.start(power.is_some());
        true
    }

    fn work(&mut self) {
        let Some(program) = &mut self.program else { return };
        let (before, calls) = (self.memory.bytes(&self.path), self.files.calls().len());
        program.work();
        let after = self.memory.bytes(&self.path);
        if let Some(bytes) = after.filter(|after| before.as_ref() != Some(after))
            && let Contents::Whole { library, .. } = format::open(&bytes).contents
        {
            self.truth.written(&library);
        }
        // Then nobody could be told that the journal did not take down what was saved: neither before nor behind.
        self.excused |= self.faulty && self.is_doomed() || self.failed_since(calls) > 1;
        self.died();
    }

    /// How many calls failed since there were so many.
    fn failed_since(&self, calls: usize) -> usize {
        let since = calls..=self.files.calls().len();
        self.faults.iter().filter(|at| since.contains(at)).count()
    }

    fn hear_an_answer(&mut self) {
        if let Some(event) = self.program.as_mut().and_then(Program::answer) {
            self.hear(event);
        }
    }

    fn settle(&mut self) {
        const MOST: usize = 1000;
        for _ in 0..MOST {
            let Some(program) = &mut self.program else { return };
            if let Some(event) = program.answer() {
                self.hear(event);
            } else {
                if !program.works() {
                    return;
                }
                self.work();
            }
        }
        panic!("it never comes to rest");
    }

    fn flush(&mut self) {
        let Some(flushed) = self.program.as_ref().and_then(Program::flush) else { return };
        if self.died() {
            return;
        }
        match flushed {
            Ok(()) => self.truth.flushed(),
            Err(_) => self.hear(Event::Unflushed),
        }
    }

    fn open_a_text(&mut self) {
        for key in ["esc", "esc", "enter"] {
            let at = self.program.as_ref().map(|program| program.model.at());
            if at.is_some_and(|at| at != At::TEXT) {
                self.keys(key, 1);
            }
        }
    }

    fn there_and_back(&mut self, times: usize) {
        let Some(program) = &self.program else { return };
        let starts = self.starts;
        if program.model.file.locked.is_some() || !program.model.popups.is_empty() {
            return;
        }
        let before = program.model.library.clone();
        let can =
            |world: &Self| world.program.as_ref().is_some_and(|program| program.model.history.can_undo());
        let mut done = 0;
        while done < times && can(self) {
            self.hear(Event::Msg(Msg::Key("ctrl-z".parse().unwrap())));
            done += 1;
        }
        for _ in 0..done {
            self.hear(Event::Msg(Msg::Key("ctrl-y".parse().unwrap())));
        }
        if let Some(program) = self.program.as_ref().filter(|_| self.starts == starts) {
            assert!(program.model.library == before, "{done} steps back and forth lead elsewhere");
        }
    }

    /// Kills the program; `power` chooses what a power cut leaves.
    fn crash(&mut self, power: Option<u64>) {
        if let Some(program) = self.program.take() {
            self.come_back_to(&program);
        }
        if let Some(seed) = power {
            self.truth.forget_what_is_unflushed(&self.memory);
            let mut turn = 0_u64;
            let pick = |most: usize| {
                turn += 1;
                let mut hasher = DefaultHasher::new();
                (seed, turn).hash(&mut hasher);
                usize::try_from(hasher.finish() % most.max(1) as u64).unwrap()
            };
            let order = if seed % 2 == 0 { Order::Kept } else { Order::Any };
            self.memory = self.memory.power_cut(order, pick);
        }
    }

    /// The document that the program had open is the one that is opened next; the sample is in no file.
    fn come_back_to(&mut self, program: &Program) {
        let file = &program.model.file;
        if file.kind != FileKind::Sample {
            self.path.clone_from(&file.path);
        }
    }

    /// The program ends as it should.
    fn end(&mut self) {
        let Some(program) = self.program.take() else { return };
        self.come_back_to(&program);
        let journals = |memory: &Memory| memory.paths().iter().filter(|path| path.contains("/j-")).count();
        let (before, calls) = (journals(&self.memory), self.files.calls().len());
        program.end();
        // Nobody is left who could be told that the journal did not take down what was saved.
        self.excused |= self.failed_since(calls) > 0;
        if journals(&self.memory) < before {
            self.truth.left_to_the_file();
        }
        let power = self.doom.filter(|_| self.is_doomed()).and_then(|(_, power)| power);
        self.crash(power);
        self.start(power.is_some());
    }

    /// From now on no call fails, and calls are counted anew.
    fn mend_the_disk(&mut self) {
        self.files = Failing::over(self.memory.clone());
        self.faults.clear();
    }

    fn seed(&mut self) -> u64 {
        self.starts += 1;
        self.starts
    }

    /// Starts the program, and looks whether all is there that was promised.
    fn start(&mut self, power: bool) {
        if self.doom.take().is_some() || self.program.is_none() && self.starts > 0 {
            self.mend_the_disk();
            self.race = None;
        }
        let seed = self.seed();
        let program = match Program::start(&self.files, &self.path.clone(), seed) {
            Ok(program) => program,
            Err(error) => {
                assert!(self.faulty, "it does not start: {error}");
                return;
            }
        };
        self.go_on_with(program, power);
    }

    /// Goes on with a program that has just opened the document.
    fn go_on_with(&mut self, mut program: Program, power: bool) {
        let opened = program.opened.take().unwrap();
        assert!(opened.locked.is_none(), "nobody else is there: {:?}", opened.locked);
        let found = recovered(&opened);
        // What the journal tells and what stands in the file are one library by now.
        let merged = Some(program.model.library.clone()).filter(|_| opened.damage.is_none());
        self.must_be_known(&found.iter().cloned().chain(merged).collect::<Vec<_>>(), &opened, power);
        let allowed = self.truth.allowed(power);
        let still = found.iter().find(|found| allowed.iter().any(|allowed| same(found, allowed))).cloned();
        let model = &program.model;
        match still {
            _ if opened.damage.is_none() => {}
            // It stands in an old journal until the person chooses.
            Some(library) => self.truth.offer(library, power),
            None => self.truth.let_go(),
        }
        if opened.damage.is_none() {
            let changed_by_another = self.is_foreign() && model.base != *found.first().unwrap();
            let known = self.truth.allowed(power);
            let as_shown = known.is_empty() || known.iter().any(|known| same(known, &model.library));
            let theirs = changed_by_another || self.is_foreign();
            assert!(
                as_shown || theirs || self.excused || found.contains(&model.library),
                "what is shown was never shown before: {}",
                format::write(&model.library)
            );
            assert!(
                theirs || self.excused || model.conflicts.is_empty(),
                "conflicts with nobody: {:#?}",
                model.conflicts
            );
            let saved = !model.is_changed();
            let protected = opened.unprotected.is_none();
            self.truth.begin(found.first().unwrap().clone(), protected, saved, power);
        }
        self.program = Some(program);
        if let Some(program) = &self.program
            && program.model.file.unprotected.is_some()
        {
            assert!(self.faulty, "not protected: {:?}", program.model.file.unprotected);
        }
        self.tell(Msg::Resize(100, 30));
    }

    /// P1 and P2.
    fn must_be_known(&mut self, found: &[Arc<Library>], opened: &Opened, power: bool) {
        let allowed = self.truth.allowed(power);
        if allowed.is_empty() || found.iter().any(|found| allowed.iter().any(|allowed| same(found, allowed)))
        {
            return;
        }
        // All that was displayed was saved, and another program has changed or broken the file since: a
        // journal in which nothing happened is not kept.
        if self.is_foreign() && self.truth.was_saved(power) {
            return;
        }
        // Nobody had written anything yet, and the file is another program's.
        if self.is_foreign() && allowed.iter().any(|allowed| is_nothing(allowed)) {
            return;
        }
        // What was undone came back, since the journal could not be told that it had been taken in.
        if self.faulty
            && self.is_foreign()
            && found.iter().any(|found| lacks_nothing(found, allowed.last().unwrap()))
        {
            return;
        }
        // It stands in conflict with the text in a journal that could not be told of the save.
        if self.faulty && allowed.iter().any(|allowed| same(&opened.library, allowed)) {
            self.excused = true;
            return;
        }
        let last = allowed.last().unwrap();
        panic!(
            "lost ({} states allowed, power cut {power}, damage {:?}, past {:?}):\nfound {}\nshown last {}",
            allowed.len(),
            opened.damage.as_ref().map(|damage| &damage.words),
            opened.past.as_ref().map(|past| (past.version, past.is_ahead(), past.saved)),
            found.iter().map(|found| format::write(found)).collect::<String>(),
            format::write(last),
        );
    }

    fn is_foreign(&self) -> bool {
        let hash = self.memory.bytes(&self.path).map(|bytes| Version::from(Hash::of(&bytes)).0);
        self.foreign.lock().unwrap().contains(&hash)
    }

    fn token(&mut self) -> String {
        self.words += 1;
        format!("token-{:04}", self.words)
    }

    fn other(&mut self, deed: Deed) {
        let token = self.token();
        let before = self.memory.text(&self.path);
        if deed.done(&self.memory, &self.path, &token) {
            self.truth.tokens.insert(token);
        }
        let after = self.memory.text(&self.path);
        let gone = |token: &&String| before.contains(*token) && !after.contains(*token);
        self.truth.overwritten.extend(self.truth.tokens.iter().filter(gone).cloned());
        self.others_were_here();
    }

    /// After another program has written: what it has overwritten itself is not our loss.
    fn others_were_here(&mut self) {
        let hash = self.memory.bytes(&self.path).map(|bytes| Version::from(Hash::of(&bytes)).0);
        self.foreign.lock().unwrap().insert(hash);
        // What the program has merged is written down.
        for gone in self.truth.missing(&self.memory, None) {
            self.truth.tokens.remove(&gone);
        }
    }

    fn race(&mut self, deed: Deed) {
        if self.race.is_some() {
            return;
        }
        let token = self.token();
        let (memory, path, foreign) = (self.memory.clone(), self.path.clone(), self.foreign.clone());
        let done = Arc::new(AtomicBool::new(false));
        let (word, tell) = (token.clone(), done.clone());
        let nth = self.files.calls().iter().filter(|call| **call == "exchange").count() + 1;
        self.files = self.files.clone().before(When::Call("exchange", nth), move || {
            // Another program that finds what it cannot read, or would lose comments, leaves it alone.
            let found = memory.bytes(&path).unwrap_or_default();
            if !matches!(format::open(&found).contents, Contents::Whole { comments: false, .. }) {
                return;
            }
            tell.store(deed.done(&memory, &path, &word), Ordering::SeqCst);
            let hash = memory.bytes(&path).map(|bytes| Version::from(Hash::of(&bytes)).0);
            foreign.lock().unwrap().insert(hash);
        });
        self.race = Some((token, done));
    }

    fn second(&mut self) {
        let Some(mut second) = self.open_a_second() else { return };
        let damaged = second.opened.as_ref().is_some_and(|opened| opened.damage.is_some());
        let before = (self.memory.bytes(&self.path), second.model.library.clone());
        for key in ["enter", "x", "ctrl-s", "ctrl-q"] {
            second.hear(Event::Msg(Msg::Key(key.parse().unwrap())));
            while second.work() {}
            while let Some(event) = second.answer() {
                second.hear(event);
            }
        }
        let (library, locked) = (second.model.library.clone(), second.model.file.locked.is_some());
        second.end();
        assert!(locked && (damaged || before.1 == library), "a second program has changed it");
        assert!(self.memory.bytes(&self.path) == before.0, "a second program has written");
    }

    fn open_a_second(&mut self) -> Option<Program> {
        let first = self.program.as_ref()?;
        // Without a journal there is no lock.
        if first.journal.is_none() || self.faulty || self.doom.is_some() {
            return None;
        }
        let seed = self.seed();
        let files = Failing::over(self.memory.clone());
        let second = Program::start(&files, &self.path.clone(), seed).unwrap();
        assert!(second.model.file.locked.is_some(), "two write");
        Some(second)
    }

    fn take_over(&mut self) {
        let Some(mut second) = self.open_a_second() else { return };
        if second.opened.take().is_some_and(|opened| opened.damage.is_some()) {
            return;
        }
        self.crash(None);
        self.race = None;
        second.hear(Event::Msg(Msg::FocusGained));
        while second.work() {}
        while let Some(event) = second.answer() {
            second.hear(event);
        }
        assert!(second.opened.is_some(), "nobody has it, and it is not taken");
        self.mend_the_disk();
        self.go_on_with(second, false);
    }

    /// What must hold at any time.
    fn check(&mut self) {
        assert!(!self.files.flushed_here(), "the loop waits for the disk");
        if let Some((token, _)) = self.race.take_if(|(_, done)| done.load(Ordering::SeqCst)) {
            self.truth.tokens.insert(token);
        }
        let missing = self.truth.missing(&self.memory, self.program.as_ref());
        assert!(missing.is_empty(), "versions of others are lost: {missing:?}");
        if self.foreign.lock().unwrap().is_empty()
            && !self.excused
            && let Some(program) = &self.program
        {
            assert!(
                program.model.conflicts.is_empty(),
                "conflicts with itself: {:#?}",
                program.model.conflicts
            );
        }
        if let Some(bytes) = self.memory.bytes(&self.path)
            && !self.is_foreign()
            // One that is overwritten in place may be: then the journal has it.
            && !self.linked
        {
            let found = format::open(&bytes).contents;
            assert!(matches!(found, Contents::Whole { .. }), "the document is torn");
        }
    }
}

/// Whether two libraries are the same. What nobody has written anything into yet has no lasting id.
fn same(one: &Library, other: &Library) -> bool {
    one == other || is_nothing(one) && is_nothing(other)
}

/// Whether all that stands in a library stands in another one too, among more proposals.
fn lacks_nothing(found: &Library, wanted: &Library) -> bool {
    let proposals = wanted.proposals.clone();
    wanted.proposals.iter().all(|proposal| found.proposals.contains(proposal))
        && Library { proposals, ..found.clone() } == *wanted
}

/// Whether nobody has written anything into a library.
fn is_nothing(library: &Library) -> bool {
    *library == Library { id: library.id.clone(), ..Library::default() }
}

/// What a person is offered on opening.
pub fn recovered(opened: &Opened) -> Vec<Arc<Library>> {
    if let Some(damage) = &opened.damage {
        return damage.remnants.iter().map(|remnant| remnant.library.clone()).collect();
    }
    match opened.past.as_ref().filter(|past| past.is_ahead()) {
        Some(past) => vec![past.library.clone()],
        None => vec![opened.library.clone()],
    }
}
