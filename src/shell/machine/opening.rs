//! Each call to the system of an opening fails once: it never ends in a panic, nothing that was promised is lost, and the
//! next start finds all of it.

use super::{
    Act, Scene, asked,
    others::Deed,
    program::Program,
    truth::held,
    world::{World, recovered},
};
use crate::{
    app::Msg,
    format,
    shell::Event,
    store::files::{ERRNOS, Failing, When},
};

/// What was typed before the program was killed, and what is typed once it has opened with a fault.
const BEFORE: &str = "before";
const AFTER: &str = "zz";

/// What happened before.
fn pasts() -> Vec<(Scene, Vec<Act>)> {
    let typed = || Act::Type(BEFORE.into());
    let new = Scene { new: true, ..Scene::default() };
    vec![
        (Scene::default(), vec![typed()]),
        (Scene::default(), vec![typed(), Act::Save, Act::Settle, Act::Flush]),
        (Scene::default(), vec![typed(), Act::Save, Act::Settle, Act::Type("x".into())]),
        (Scene::default(), vec![typed(), Act::Flush, Act::Other(Deed::Adds)]),
        (Scene::default(), vec![typed(), Act::Other(Deed::Breaks)]),
        (Scene::default(), vec![typed(), Act::Other(Deed::Empties)]),
        (Scene::default(), vec![typed(), Act::Crash(None), Act::Type("x".into())]),
        (new, vec![typed()]),
        (new, vec![typed(), Act::Save, Act::Settle, Act::Other(Deed::Deletes)]),
    ]
}

/// All that a person is shown, or offered, by a program that has just opened.
fn offered(program: &Program) -> String {
    let opened = program.opened.as_ref().unwrap();
    let found = recovered(opened);
    format!("{}{}", held(program), found.iter().map(|found| format::write(found)).collect::<String>())
}

fn finish(program: &mut Program) {
    while let Some(event) = program.answer() {
        program.hear(event);
    }
    while program.work() {
        while let Some(event) = program.answer() {
            program.hear(event);
        }
    }
}

/// Opens with a fault, types, saves if `saves`, is killed, and opens again; false where no such call was made.
fn open_with(past: &(Scene, Vec<Act>), nth: usize, errno: rustix::io::Errno, saves: bool) -> bool {
    let mut world = World::new(past.0);
    past.1.iter().for_each(|act| world.act(act));
    let (memory, path) = world.killed();
    let files = Failing::over(memory.clone()).failing(When::Nth(nth), errno);
    let what = format!("{:?}, {errno:?} at call {nth}, saves {saves}", past.1);
    let document = memory.bytes(&path);
    let opened = Program::start(&files, &path, 100);
    assert!(!files.flushed_here(), "{what}: the loop waits for the disk");
    assert_eq!(memory.bytes(&path), document, "{what}: opening has written");
    let called = files.calls().len() >= nth;
    let mut kept = false;
    if let Ok(mut program) = opened
        && program.model.file.locked.is_none()
        && program.opened.as_ref().is_some_and(|opened| opened.damage.is_none())
    {
        program.hear(Event::Msg(Msg::Resize(100, 30)));
        for key in ["esc", "esc", "enter", "z", "z"] {
            program.hear(Event::Msg(Msg::Key(key.parse().unwrap())));
        }
        kept =
            program.model.file.unprotected.is_none() && format::write(&program.model.library).contains(AFTER);
        if saves {
            program.hear(Event::Msg(Msg::Key("ctrl-s".parse().unwrap())));
            finish(&mut program);
        }
    }
    let program = Program::start(&Failing::over(memory), &path, 101).unwrap();
    assert_eq!(program.model.file.unprotected, None, "{what}");
    let offered = offered(&program);
    assert!(offered.contains(BEFORE), "{what}: what was typed before is lost:\n{offered}");
    assert!(!kept || offered.contains(AFTER), "{what}: what was typed then is lost:\n{offered}");
    called
}

/// `OPENING_ERRNOS` says how many errors each call answers; usually each answers one.
#[test]
fn a_fault_at_any_call_of_an_opening_loses_nothing() {
    let errnos = asked("OPENING_ERRNOS", 1);
    for (at, past) in pasts().iter().enumerate() {
        for nth in 1.. {
            let mut called = false;
            for error in 0..errnos {
                let errno = ERRNOS[(nth + at + error * 5) % ERRNOS.len()];
                called |= open_with(past, nth, errno, (nth + error) % 2 == 1);
            }
            if !called {
                break;
            }
        }
    }
}
