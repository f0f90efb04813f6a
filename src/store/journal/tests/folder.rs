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
        let error = journal(memory).begin(&small(), None, 1).unwrap_err();
        assert_eq!(error, JournalError::NotProtected(refused));
        assert!(error.to_string().contains("somebody else can write there"));
    }
}

#[test]
fn what_is_no_journal_is_passed_over_and_told() {
    let (memory, library) = (memory(), small());
    journal(memory.clone()).begin(&library, None, 1).unwrap();
    let path = |name: &str| format!("{FOLDER}/{name}");
    memory.overwrite(path("j-000002"), b"");
    memory.symlink(&path("j-000003"), "j-000001");
    let mut newer = Vec::new();
    line::push(&mut newer, 'H', "2 9.0.0 whatever");
    memory.overwrite(path("j-000004"), &newer);
    memory.pipe(&path("j-000005"));
    memory.overwrite(path("j-12345678901234567890"), b"");
    memory.overwrite(path("j-+7"), b"");
    let told = found(&memory);
    let reasons = [
        (5, Unreadable::NotAFile),
        (4, Unreadable::Newer),
        (3, Unreadable::NotAFile),
        (2, Unreadable::Damaged),
    ];
    assert_eq!((told.newest.unwrap().0, told.unreadable.as_slice()), (1, &reasons[..]));
    let again = journal(memory.clone());
    again.begin(&library, None, 1).unwrap();
    assert!(memory.paths().contains(&path("j-000006")), "numbers go on behind all of them");
}

#[test]
fn old_journals_go_and_room_is_kept() {
    let memory = memory();
    for session in 0..25 {
        let mut library = small();
        let journal = journal(memory.clone());
        journal.begin(&library, Some(base(&library)), 1_000_000).unwrap();
        journal.write(&[typed(&mut library, "x")], &library, 1_000_000).unwrap();
        if session != 2 {
            journal.written(journal.point(), base(&library)).unwrap();
        }
        journal.tidy();
    }
    let kept: Vec<u64> = [3].into_iter().chain(5..=25).collect();
    assert_eq!(numbers(&memory, Path::new(FOLDER)).unwrap(), kept, "3 is ahead of its document");
    assert_eq!(memory.bytes(format!("{FOLDER}/reserve")).unwrap().len(), 1 << 20);
}

#[test]
fn the_folder_follows_the_document() {
    let folder = folder_of(Path::new("/s"), Path::new("/home/me/talks.ron"));
    assert_eq!(folder.parent(), Some(Path::new("/s/journal")));
    assert_eq!(folder.file_name().unwrap().len(), 16);
    assert_ne!(folder, folder_of(Path::new("/s"), Path::new("/home/me/Talks.ron")));
}
