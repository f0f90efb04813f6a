//! Other programs that write the file while it is saved.

use rustix::io::Errno;

use super::*;
use crate::store::files::{Failing, Handle, When};

const THEIRS: &str = "their text";
const CONFLICT: &str = "/f/doc.conflict-1970-01-01T00-00-00Z";

/// Saves while another program does something before a call.
fn save_while(setting: Setting, when: When, happens: fn(&Memory)) -> (Memory, Result<Saved, SaveError>) {
    let memory = setting.disk();
    let other = memory.clone();
    let files = Failing::over(memory.clone()).before(when, move || happens(&other));
    let saved = setting.save(&files);
    (memory, saved)
}

/// The way of editors and syncing programs: a new file takes the name.
fn replace(memory: &Memory) {
    memory.overwrite("/f/theirs", THEIRS.as_bytes());
    memory.rename(Path::new("/f/theirs"), Path::new(DOCUMENT)).unwrap();
}

/// The way of shells: the same file, cut and written.
fn overwrite(memory: &Memory) {
    memory.overwrite(DOCUMENT, THEIRS.as_bytes());
}

#[test]
fn same_size_and_time_with_other_content_is_noticed() {
    let memory = Memory::holding(&[(DOCUMENT, "THE OLD TEXT"), ("/b/other", "")]);
    let error = Setting::Swap.save(&memory).unwrap_err();
    let found = Some(Hash::of(b"THE OLD TEXT"));
    assert_eq!(error.problem, SaveProblem::Changed { found });
    assert_eq!(memory.text(DOCUMENT), "THE OLD TEXT");
    assert!(error.to_string().contains("another program has changed it"), "{error}");
    assert!(beside(&memory).is_empty());
}

#[test]
fn another_version_is_named_where_the_folder_cannot_be_flushed() {
    let memory = Setting::Swap.disk();
    let other = memory.clone();
    let files = Failing::over(memory.clone()).before(When::Call("exchange", 1), move || replace(&other));
    let error = Setting::Swap.save(&files.failing(When::Call("sync_folder", 1), Errno::IO)).unwrap_err();
    assert_eq!((memory.text(DOCUMENT), memory.text(CONFLICT)), (NEW.into(), THEIRS.into()));
    assert!(error.to_string().ends_with(&format!("; what it replaced is kept as {CONFLICT}")), "{error}");
}

#[test]
fn write_by_another_before_the_last_look_is_not_replaced() {
    for setting in [Setting::Swap, Setting::SecondName, Setting::InPlace] {
        for write in [replace, overwrite] {
            let (memory, saved) = save_while(setting, When::Call("read", 2), write);
            let found = Some(Hash::of(THEIRS.as_bytes()));
            assert_eq!(saved.unwrap_err().problem, SaveProblem::Changed { found }, "{setting:?}");
            assert_eq!((memory.text(DOCUMENT), beside(&memory)), (THEIRS.into(), vec![]), "{setting:?}");
        }
    }
}

#[test]
fn write_by_another_between_check_and_rename_is_kept_in_a_conflict_copy() {
    for (setting, call, write) in [
        (Setting::Swap, "exchange", replace as fn(&Memory)),
        (Setting::Swap, "exchange", overwrite),
        (Setting::SecondName, "rename", overwrite),
    ] {
        let (memory, saved) = save_while(setting, When::Call(call, 1), write);
        assert_eq!(saved.unwrap().came_out, Some(CONFLICT.into()));
        assert_eq!((memory.text(DOCUMENT), memory.text(CONFLICT)), (NEW.into(), THEIRS.into()));
        assert_eq!(beside(&memory), [CONFLICT]);
    }
}

#[test]
fn write_by_another_before_any_call_is_never_lost() {
    for setting in [Setting::Swap, Setting::SecondName, Setting::New] {
        for (write, way) in [(replace as fn(&Memory), "replace"), (overwrite, "overwrite")] {
            for nth in 1.. {
                let memory = setting.disk();
                let other = memory.clone();
                let files = Failing::over(memory.clone()).before(When::Nth(nth), move || write(&other));
                let saved = setting.save(&files);
                let calls = files.calls();
                let Some(call) = calls.get(nth - 1) else { break };
                // What no call can help: see the module's words on shares.
                if (setting, *call, way) == (Setting::SecondName, "rename", "replace") {
                    continue;
                }
                let kept = saved.as_ref().ok().and_then(|saved| saved.came_out.as_ref());
                let stands = memory.text(DOCUMENT) == THEIRS;
                assert!(
                    stands || kept.is_some_and(|kept| memory.text(kept) == THEIRS),
                    "{setting:?}: {way} before call {nth}, {call}: {saved:?}"
                );
            }
        }
    }
}

#[test]
fn a_conflict_copy_spares_older_ones_and_stays_even_without_a_name_of_its_own() {
    let memory = Setting::Swap.disk();
    memory.overwrite(CONFLICT, b"older");
    let other = memory.clone();
    let files = Failing::over(memory.clone()).before(When::Call("exchange", 1), move || overwrite(&other));
    let kept = Setting::Swap.save(&files).unwrap().came_out.unwrap();
    assert_eq!(kept, Path::new(&format!("{CONFLICT}-1")));
    assert_eq!((memory.text(&kept), memory.text(CONFLICT)), (THEIRS.into(), "older".into()));

    let memory = Setting::Swap.disk();
    let other = memory.clone();
    let files = Failing::over(memory.clone()).before(When::Call("exchange", 1), move || overwrite(&other));
    #[cfg(unix)]
    let files = files.failing(When::Every("rename_new"), rustix::io::Errno::NOSPC);
    let kept = Setting::Swap.save(&files).unwrap().came_out.unwrap();
    assert_eq!(memory.text(kept), THEIRS);
}

#[test]
fn other_program_still_writing_through_the_old_descriptor_keeps_its_final_bytes() {
    for setting in [Setting::Swap, Setting::SecondName] {
        let memory = setting.disk();
        let open = memory.open_to_overwrite(Path::new(DOCUMENT)).unwrap();
        let writing = std::sync::Arc::clone(&open);
        let files = Failing::over(memory.clone()).before(When::Call("pause", 1), move || {
            writing.cut(0).unwrap();
            writing.write(b"their").unwrap();
        });
        let saved = setting.save(&files).unwrap();
        Handle::write(&*open, b" text").unwrap();
        assert_eq!(saved.came_out, Some(CONFLICT.into()));
        assert_eq!((memory.text(DOCUMENT), memory.text(CONFLICT)), (NEW.into(), THEIRS.into()));
    }
}

#[test]
fn deleted_meanwhile_is_told() {
    let remove = |memory: &Memory| memory.remove(Path::new(DOCUMENT)).unwrap();
    for setting in [Setting::Swap, Setting::SecondName] {
        for when in [When::Nth(1), When::Call("read", 3)] {
            let (memory, saved) = save_while(setting, when, remove);
            assert_eq!(saved.unwrap_err().problem, SaveProblem::Changed { found: None }, "{when:?}");
            assert!(beside(&memory).is_empty());
        }
        // In the last moment: told in the system's words.
        let call = if setting == Setting::Swap { "exchange" } else { "link" };
        let (memory, saved) = save_while(setting, When::Call(call, 1), remove);
        assert!(matches!(saved.unwrap_err().problem, SaveProblem::Os { .. }));
        assert!(memory.paths().iter().all(|path| !path.starts_with("/f")));
    }
}

#[test]
fn a_file_that_came_in_the_meantime_stays() {
    let (memory, saved) = save_while(Setting::New, When::Call("rename_new", 1), overwrite);
    assert_eq!(saved.unwrap_err().problem, SaveProblem::Exists);
    assert_eq!((memory.text(DOCUMENT), beside(&memory)), (THEIRS.into(), vec![]));
}

#[test]
fn conflict_copies_have_a_limit() {
    let memory = Setting::Swap.disk();
    for nth in 1..CONFLICTS {
        memory.overwrite(format!("/f/doc.conflict-{nth}"), b"");
    }
    memory.overwrite("/f/other.conflict-1", b"");
    memory.settle();
    let copy = memory.clone();
    Setting::Swap.save(&memory).unwrap();
    copy.overwrite(DOCUMENT, OLD.as_bytes());
    copy.overwrite("/f/doc.conflict-100", b"");
    let error = Setting::Swap.save(&copy).unwrap_err();
    assert_eq!(error.problem, SaveProblem::Conflicts(100));
    assert!(error.to_string().contains("100 versions of other programs lie beside it"), "{error}");
    assert_eq!(copy.text(DOCUMENT), OLD);
}
