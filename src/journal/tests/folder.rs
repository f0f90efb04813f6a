//! The folder of the journals: whose it is, and what else may stand in it.

use super::*;

#[test]
fn a_folder_that_is_not_ours_is_not_used() {
    type Spoil = fn(&Memory);
    let spoilt: [Spoil; 3] = [
        |memory| memory.symlink("/state/journal/d", "/state"),
        |memory| {
            memory.folder(FOLDER);
            memory.give_away(FOLDER);
        },
        |memory| {
            memory.folder(FOLDER);
            memory.allow(FOLDER, 0o777);
        },
    ];
    for spoil in spoilt {
        let memory = Memory::holding(&[("/state/journal/x", "")]);
        spoil(&memory);
        let refused = Trouble::NotOurs(FOLDER.into());
        assert_eq!(recover(&memory, Path::new(FOLDER)).unwrap_err(), refused);
        let error = journal(memory).begin_with(&small(), None, 1).unwrap_err();
        assert_eq!(error, refused);
        assert!(error.to_string().contains("somebody else can write there"));
    }
}

#[test]
fn what_is_no_journal_is_passed_over_and_told() {
    let (memory, library) = (memory(), small());
    journal(memory.clone()).begin_with(&library, None, 1).unwrap();
    let path = |name: &str| format!("{FOLDER}/{name}");
    memory.overwrite(path("j-000002"), b"");
    memory.symlink(&path("j-000003"), "j-000001");
    let mut newer = Vec::new();
    line::push(&mut newer, 'H', "2 9.0.0 whatever");
    memory.overwrite(path("j-000004"), &newer);
    memory.pipe(&path("j-000005"));
    memory.overwrite(path("j-12345678901234567890"), b"");
    // Behind that number there would be no room for others.
    memory.overwrite(path("j-9999999999"), b"");
    memory.overwrite(path("j-+7"), b"");
    let told = found(&memory);
    let reasons = [
        (5, Unreadable::NotAFile),
        (4, Unreadable::Newer),
        (3, Unreadable::NotAFile),
        (2, Unreadable::Damaged),
    ];
    assert_eq!((told.newest_number(), told.is_refused()), (5, false));
    assert_eq!((told.newest.unwrap().0, told.unreadable.as_slice()), (1, &reasons[..]));
    let again = journal(memory.clone());
    again.begin_with(&library, None, 1).unwrap();
    assert!(memory.paths().contains(&path("j-000006")), "numbers go on behind all of them");
}

#[test]
fn what_was_left_unfinished_goes_and_its_number_is_not_used_again() {
    let memory = memory();
    memory.folder(FOLDER);
    memory.overwrite(format!("{FOLDER}/tmp-7"), b"half an opening");
    journal(memory.clone()).begin_with(&small(), None, 1).unwrap();
    let paths: Vec<String> = memory.paths().into_iter().filter(|path| path.starts_with(FOLDER)).collect();
    assert_eq!(paths, [format!("{FOLDER}/j-000008")]);
}

#[cfg(unix)]
mod refused {
    use rustix::io::Errno;

    use super::*;
    use crate::store::files::{Failing, When};

    #[test]
    fn a_journal_is_not_read_without_the_one_that_completes_it() {
        let (memory, library) = (memory(), small());
        let journal = journal(memory.clone());
        journal.begin_with(&library, None, 1).unwrap();
        journal.turn(journal.point(), &library, 2).unwrap();
        assert_eq!(found(&memory).newest.unwrap().0, 2);
        memory.give_away(&format!("{FOLDER}/j-000001"));
        let told = found(&memory);
        assert!(told.newest.is_none() && told.is_refused(), "it may hold what the other does not");
        // One that is not there any more holds nothing.
        memory.remove(&Path::new(FOLDER).join("j-000001")).unwrap();
        assert_eq!(found(&memory).newest.unwrap().0, 2);
    }

    fn begin(files: &Failing) -> Result<(), Trouble> {
        journal(files.clone()).begin_with(&small(), None, 1)
    }

    #[test]
    fn a_killed_start_leaves_what_the_next_removes() {
        let memory = memory();
        let files = Failing::over(memory.clone())
            .failing(When::Call("rename", 1), Errno::IO)
            .failing(When::Every("remove"), Errno::IO);
        assert!(begin(&files).is_err());
        assert!(memory.paths().contains(&format!("{FOLDER}/tmp-1")));
        assert_eq!(begin(&Failing::over(memory.clone())), Ok(()));
        assert!(!memory.paths().iter().any(|path| path.contains("tmp")), "{:?}", memory.paths());
        assert_eq!(numbers(&memory, Path::new(FOLDER)), Ok(vec![2]));
    }

    #[test]
    fn a_folder_that_cannot_be_looked_at_made_or_listed_is_told() {
        for (call, errno, words) in [
            ("look", Errno::IO, "the folder of the journals cannot be looked at: Input/output"),
            ("make_folder", Errno::ROFS, "a folder for it cannot be made: Read-only"),
            ("list", Errno::ACCESS, "the journals cannot be listed: Permission denied"),
        ] {
            let error = begin(&Failing::over(memory()).failing(When::Call(call, 1), errno)).unwrap_err();
            assert!(error.to_string().starts_with(words), "{error}");
        }
        let there = memory();
        there.folder(FOLDER);
        let files = Failing::over(there).failing(When::Call("list", 1), Errno::IO);
        assert!(recover(&files, Path::new(FOLDER)).unwrap_err().to_string().contains("cannot be listed"));
    }

    #[test]
    fn a_folder_that_another_makes_at_the_same_time_is_used() {
        let memory = memory();
        let other = memory.clone();
        let files = Failing::over(memory.clone());
        let files = files.before(When::Call("make_folder", 1), move || other.folder("/state/journal"));
        assert_eq!(begin(&files), Ok(()));
        assert_eq!(numbers(&memory, Path::new(FOLDER)), Ok(vec![1]));
    }

    #[test]
    fn a_folder_whose_names_cannot_be_flushed_is_used_only_where_no_folder_can() {
        for (errno, used) in [(Errno::INVAL, true), (Errno::NOSYS, true), (Errno::IO, false)] {
            let memory = memory();
            memory.folder(FOLDER);
            let files = Failing::over(memory.clone()).failing(When::Every("sync_folder"), errno);
            let (journal, library) = (journal(files.clone()), small());
            journal.begin_with(&library, None, 1).unwrap();
            assert_eq!(journal.flush().is_ok(), used, "{errno:?}");
            // Not one journal after the other, where none can be flushed.
            assert_eq!(journal.write(&[], &library, 1).is_ok(), used);
            assert_eq!(numbers(&memory, Path::new(FOLDER)), Ok(vec![1]));
            assert_eq!(journal.write(&[], &library, 2), Ok(()));
            assert_eq!(numbers(&memory, Path::new(FOLDER)).unwrap().len(), if used { 1 } else { 2 });
        }
    }
}

#[test]
fn every_trouble_has_words() {
    for (trouble, words) in [
        (Trouble::NotBegun, "no journal is open"),
        (Trouble::TooLong, "the library is too long for a journal, the limit is 134217728 bytes"),
        (Trouble::ReadsOtherwise, "what was written would not read as this library"),
    ] {
        assert_eq!(trouble.to_string(), words);
    }
}

#[test]
fn few_journals_go_as_well_where_they_are_too_long() {
    let memory = memory();
    memory.folder(FOLDER);
    for number in 1..=3 {
        let path = format!("{FOLDER}/j-{number:06}");
        // No line of a journal, so that the rest need not be looked through.
        memory.overwrite(&path, b"\n");
        memory.open_to_overwrite(Path::new(&path)).unwrap().cut(30 << 20).unwrap();
    }
    journal(memory.clone()).tidy();
    assert_eq!(numbers(&memory, Path::new(FOLDER)), Ok(vec![2, 3]));
}

#[test]
fn old_journals_go_and_room_is_kept() {
    let memory = memory();
    for session in 0..25 {
        let mut library = small();
        let journal = journal(memory.clone());
        journal.begin_with(&library, Some(base(&library)), 1_000_000).unwrap();
        journal.write(&[typed(&mut library, "x")], &library, 1_000_000).unwrap();
        if session != 2 {
            journal.confirm(journal.point(), base(&library)).unwrap();
        }
        journal.tidy();
    }
    let kept: Vec<u64> = [3].into_iter().chain(5..=25).collect();
    assert_eq!(numbers(&memory, Path::new(FOLDER)).unwrap(), kept, "3 is ahead of its document");
    assert_eq!(memory.bytes(format!("{FOLDER}/reserve")).unwrap().len(), 1 << 20);
}

#[test]
fn the_folder_follows_the_document() {
    let folder = folder_of(Path::new("/s"), Path::new("/talks/talks.ron"));
    assert_eq!(folder.parent(), Some(Path::new("/s/journal")));
    assert_eq!(folder.file_name().unwrap().len(), 16);
    assert_ne!(folder, folder_of(Path::new("/s"), Path::new("/talks/Talks.ron")));
}
