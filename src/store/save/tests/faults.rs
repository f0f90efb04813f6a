//! Calls that fail: each of a save, with all that a system can say.
#![cfg(unix)]

use rustix::io::Errno;

use super::*;
use crate::store::files::{ERRNOS, Failing, Fault, When};

/// Saves while a call fails. Answers what is on the disk then, what was told, and the names of the calls.
fn save_while(
    setting: Setting,
    when: When,
    fault: impl Into<Fault>,
) -> (Memory, Result<Saved, SaveError>, Vec<&'static str>) {
    let memory = setting.disk();
    let files = Failing::over(memory.clone()).failing(when, fault);
    let saved = setting.save(&files);
    (memory, saved, files.calls())
}

/// What must hold whatever was told.
fn is_told_as_it_is(setting: Setting, memory: &Memory, saved: &Result<Saved, SaveError>, case: &str) {
    assert!(setting.is_whole(memory), "{case}: {saved:?}, {}", memory.text(DOCUMENT));
    let new = memory.text(DOCUMENT) == NEW;
    match saved {
        Ok(_) | Err(SaveError { problem: SaveProblem::NotFlushed { .. }, .. }) => assert!(new, "{case}"),
        Err(SaveError { problem: SaveProblem::Torn(_), .. }) => {
            assert_eq!(memory.text("/s/safe"), NEW, "{case}");
        }
        Err(error) => {
            assert!(!new, "{case}: {error}");
            assert!(error.to_string().ends_with("the file on disk is as it was"), "{case}: {error}");
            let old = setting.disk().bytes(DOCUMENT);
            assert_eq!(memory.bytes(DOCUMENT), old, "{case}: {error}");
        }
    }
}

#[test]
fn disk_full_write_error_quota_and_the_like_at_every_call_leave_the_old_file_or_the_new() {
    for setting in Setting::ALL {
        let mut count = 0;
        for errno in ERRNOS {
            for nth in 1.. {
                let (memory, saved, calls) = save_while(setting, When::Nth(nth), errno);
                let Some(failed) = calls.get(nth - 1) else { break };
                let case = format!("{setting:?}: {errno:?} at call {nth}, {failed}");
                is_told_as_it_is(setting, &memory, &saved, &case);
                for left in beside(&memory) {
                    // What could not be removed, and the old version where it could not be looked at, or not
                    // be moved to the backups.
                    let text = memory.text(&left);
                    assert!(
                        *failed == "remove" && left.starts_with("/f/.doc.")
                            || matches!(*failed, "read" | "rename_new")
                                && left.contains(".conflict-")
                                && text == OLD,
                        "{case}: {left} {text:?}"
                    );
                }
                count += 1;
            }
        }
        assert!(count > 80, "{setting:?}: {count}");
    }
}

#[test]
fn every_later_call_may_fail_as_well() {
    for setting in Setting::ALL {
        // A write that is interrupted is begun again, each time.
        for errno in ERRNOS.into_iter().filter(|errno| *errno != Errno::INTR) {
            for nth in 1.. {
                let (memory, saved, calls) = save_while(setting, When::From(nth), errno);
                is_told_as_it_is(
                    setting,
                    &memory,
                    &saved,
                    &format!("{setting:?}: {errno:?} from call {nth}"),
                );
                if calls.len() < nth {
                    break;
                }
            }
        }
    }
}

#[test]
fn short_write_and_interrupted_write_are_gone_on_with() {
    for setting in Setting::ALL {
        for (when, fault) in
            [(When::Every("write"), Fault::Short), (When::Call("write", 1), Fault::from(Errno::INTR))]
        {
            let (memory, saved, _) = save_while(setting, when, fault);
            assert!(saved.is_ok(), "{setting:?}: {saved:?}");
            assert_eq!(memory.text(DOCUMENT), NEW);
        }
    }
}

#[test]
fn eio_from_fsync_is_never_called_saved() {
    for setting in Setting::ALL {
        let count = |calls: &[&str]| calls.iter().filter(|call| **call == "sync").count();
        let (_, _, calls) = save_while(setting, When::Nth(usize::MAX), Errno::IO);
        assert!(count(&calls) > 0);
        for nth in 1..=count(&calls) {
            let (memory, saved, calls) = save_while(setting, When::Call("sync", nth), Errno::IO);
            let error = saved.unwrap_err();
            let unsafe_yet = setting == Setting::InPlace && nth == 1;
            let words = if unsafe_yet { "a crash while it is overwritten" } else { "Input/output error" };
            assert!(error.to_string().contains(words), "{error}");
            assert!(setting.is_whole(&memory));
            assert_eq!(count(&calls), nth, "no flush after one that failed");
        }
    }
}

#[test]
fn eio_from_the_folders_fsync_is_told_and_einval_is_not() {
    // The call that makes the new name safe.
    for (setting, nth) in [(Setting::Swap, 1), (Setting::SecondName, 2), (Setting::New, 1)] {
        for (errno, told) in [
            (Errno::INVAL, false),
            (Errno::OPNOTSUPP, false),
            (Errno::ACCESS, false),
            (Errno::IO, true),
            (Errno::NOSPC, true),
        ] {
            let (memory, saved, _) = save_while(setting, When::Call("sync_folder", nth), errno);
            assert_eq!(memory.text(DOCUMENT), NEW);
            match saved {
                Ok(_) => assert!(!told, "{setting:?} {errno:?}"),
                Err(error) => {
                    assert!(told && matches!(error.problem, SaveProblem::NotFlushed { .. }), "{error}");
                    assert!(error.to_string().contains("is written, but a power cut"), "{error}");
                }
            }
            assert!(beside(&memory).is_empty());
        }
    }
}

#[test]
fn a_disk_that_keeps_something_else_is_noticed() {
    let memory = Setting::Swap.disk();
    let meddler = memory.clone();
    let files = Failing::over(memory.clone()).before(When::Call("sync", 1), || ());
    let files = files.before(When::Call("take_after", 1), move || {
        let temporary = beside(&meddler);
        meddler.overwrite(&temporary[0], b"rubbish");
    });
    let problem = Setting::Swap.save(&files).unwrap_err().problem;
    assert_eq!(problem, SaveProblem::ReadsOtherwise);
    assert_eq!((memory.text(DOCUMENT), beside(&memory)), (OLD.into(), vec![]));
}

#[test]
fn folder_not_writable_is_overwritten_in_place_once_the_text_is_safe() {
    let denied = || {
        let memory = Setting::Swap.disk();
        memory.allow("/f", 0o555);
        memory
    };
    let memory = denied();
    let inode = |memory: &Memory| memory.look(Path::new(DOCUMENT), false).unwrap().number;
    let before = inode(&memory);
    let safe = Care { safe: true, ..Care::least(UNIX_EPOCH) };
    save(&memory, Path::new(DOCUMENT), NEW, Setting::Swap.expect(), &safe).unwrap();
    assert_eq!((memory.text(DOCUMENT), inode(&memory)), (NEW.into(), before));
    // Where it is not, nothing is touched.
    let (memory, expect) = (denied(), Setting::Swap.expect());
    let refused = save(&memory, Path::new(DOCUMENT), NEW, expect, &Care::least(UNIX_EPOCH)).unwrap_err();
    assert_eq!(refused.problem, SaveProblem::OnlyInPlace(Harm::Folder));
    assert_eq!(memory.text(DOCUMENT), OLD);
}

#[test]
fn disk_full_while_overwriting_in_place_puts_the_old_text_back() {
    let (memory, saved, _) = save_while(Setting::InPlace, When::Call("write", 3), Errno::NOSPC);
    let error = saved.unwrap_err();
    assert!(error.to_string().contains("the new text cannot be written: No space left"), "{error}");
    assert_eq!(memory.text(DOCUMENT), OLD);
    let half = Failing::over(Setting::InPlace.disk())
        .failing(When::Call("write", 3), Fault::Short)
        .failing(When::Call("write", 4), Errno::NOSPC)
        .failing(When::Call("write", 5), Errno::NOSPC);
    let error = Setting::InPlace.save(&half).unwrap_err();
    assert!(matches!(error.problem, SaveProblem::Torn(_)), "{error}");
    assert!(error.to_string().ends_with("the new text is safe"), "{error}");
}

#[test]
fn file_of_another_user_in_our_group_does_not_change_hands() {
    let memory = Setting::Swap.disk();
    memory.give_away(DOCUMENT);
    memory.allow(DOCUMENT, 0o664);
    let safe = Care { safe: true, ..Care::least(UNIX_EPOCH) };
    save(&memory, Path::new(DOCUMENT), NEW, Expect::Anything, &safe).unwrap();
    assert!(!memory.look(Path::new(DOCUMENT), false).unwrap().ours);
    assert_eq!(memory.text(DOCUMENT), NEW);
    assert!(beside(&memory).is_empty());
    memory.allow(DOCUMENT, 0o644);
    let refused = save(&memory, Path::new(DOCUMENT), OLD, Expect::Anything, &Care::least(UNIX_EPOCH));
    assert_eq!(refused.unwrap_err().problem, SaveProblem::ReadOnly);
}

#[test]
fn file_of_another_user_is_replaced_where_the_new_one_can_be_given_to_them() {
    let memory = Setting::Swap.disk();
    memory.give_away(DOCUMENT);
    memory.allow(DOCUMENT, 0o664);
    let before = memory.look(Path::new(DOCUMENT), false).unwrap();
    let system = memory.clone();
    let files = Failing::over(memory.clone())
        .before(When::Call("take_after", 1), move || system.give_away(&beside(&system)[0]));
    Setting::Swap.save(&files).unwrap();
    let after = memory.look(Path::new(DOCUMENT), false).unwrap();
    assert_eq!((memory.text(DOCUMENT), after.owner), (NEW.into(), before.owner));
    assert!(after.number != before.number && memory.bytes("/s/safe").is_none());
}

#[test]
fn backups_on_another_disk_are_copied() {
    let (memory, saved, _) = save_while(Setting::Swap, When::Call("rename_new", 1), Errno::XDEV);
    assert_eq!(memory.text(saved.unwrap().backup.unwrap()), OLD);
    assert!(beside(&memory).is_empty());
    // Where they take nothing the version stays beside the file.
    let (memory, saved, _) = save_while(Setting::Swap, When::Call("rename_new", 1), Errno::NOSPC);
    assert_eq!(memory.text(saved.unwrap().backup.unwrap()), OLD);
    assert_eq!(beside(&memory).len(), 1);
}

#[test]
fn a_share_without_second_names_is_written_all_the_same() {
    for errno in [Errno::PERM, Errno::OPNOTSUPP, Errno::NOSYS] {
        let (memory, saved, _) = save_while(Setting::SecondName, When::Call("link", 1), errno);
        assert_eq!(saved.unwrap().backup, None);
        assert_eq!((memory.text(DOCUMENT), beside(&memory)), (NEW.into(), vec![]));
    }
}

#[test]
fn what_failed_is_told_in_words() {
    use Setting::{InPlace, New, SecondName, Swap};
    for (setting, call, nth, words) in [
        (New, "look", 1, "it cannot be looked at"),
        (New, "look", 2, "its folder cannot be looked at"),
        (New, "create", 1, "no file can be made beside it"),
        (New, "rename_new", 1, "the new file cannot take its name"),
        (Swap, "read", 1, "it cannot be compared with what was read"),
        (Swap, "open_to_overwrite", 1, "it may not be changed"),
        (Swap, "list", 1, "its folder cannot be listed"),
        (Swap, "create", 1, "no file can be made beside it"),
        (Swap, "write", 1, "the new text cannot be written"),
        (Swap, "take_after", 1, "its permissions cannot be kept"),
        (Swap, "read", 2, "the new text cannot be read back"),
        (Swap, "sync", 1, "the new text cannot be flushed to the disk"),
        (Swap, "read", 3, "it cannot be compared with what was read"),
        (Swap, "exchange", 1, "the new file cannot take its name"),
        (SecondName, "link", 1, "its old version cannot be kept"),
        (SecondName, "rename", 1, "the new file cannot take its name"),
        (InPlace, "create", 2, "its old version cannot be kept"),
        (InPlace, "open_to_overwrite", 2, "it may not be changed"),
    ] {
        let (_, saved, _) = save_while(setting, When::Call(call, nth), Errno::IO);
        let wanted =
            format!("cannot write /f/doc: {words}: Input/output error; the file on disk is as it was");
        assert_eq!(saved.map_err(|error| error.to_string()).unwrap_err(), wanted, "{setting:?} {call}");
    }
}

#[test]
fn folder_that_may_not_be_written_or_listed_takes_no_new_file_but_a_new_text() {
    let memory = Setting::New.disk();
    memory.allow("/f", 0o555);
    let problem = Setting::New.save(&memory).unwrap_err().problem;
    assert!(matches!(problem, SaveProblem::Os { step: "no file can be made beside it", .. }), "{problem:?}");
    let (memory, saved, _) = save_while(Setting::Swap, When::Call("list", 1), Errno::ACCESS);
    assert_eq!((saved.is_ok(), memory.text(DOCUMENT)), (true, NEW.into()));
}

#[test]
fn what_is_there_already_and_may_only_be_read_is_left() {
    let memory = Setting::Swap.disk();
    let files = Failing::over(memory).failing(When::Every("open_to_overwrite"), Errno::ACCESS);
    let saved = save(&files, Path::new(DOCUMENT), OLD, Expect::Anything, &Care::least(UNIX_EPOCH));
    assert_eq!(saved.map(|saved| saved.written), Ok(false));
    assert!(!files.calls().contains(&"sync"));
}
