//! What the machine has found, as short as it can be told.

use super::{Act, Scene, others::Deed, world::World};

fn play(scene: Scene, acts: &[Act]) {
    World::new(scene).live(acts);
}

fn typed(text: &str) -> Act {
    Act::Type(text.into())
}

const NEW: Scene = Scene { new: true, linked: false, plain: false };

#[test]
fn a_new_library_is_the_same_after_a_crash() {
    play(NEW, &[typed("a"), Act::Crash(None), Act::Save, Act::Settle]);
}

#[test]
fn another_library_in_the_place_of_a_new_one_is_kept() {
    play(NEW, &[Act::Other(Deed::Adds), typed(" "), Act::Crash(None), Act::Save, Act::Settle]);
}

#[test]
fn a_power_cut_after_a_save_brings_no_older_library_back() {
    for seed in 0..40 {
        play(Scene::default(), &[typed("aaa "), Act::Save, Act::Work, Act::Crash(Some(seed))]);
    }
}

#[test]
fn what_is_typed_during_a_save_is_in_no_conflict_with_it_after_a_crash() {
    for calls in 1..60 {
        let acts = [typed("a"), Act::Save, typed("b"), Act::Doom(calls, None), Act::Work];
        play(Scene::default(), &acts);
    }
}

#[test]
fn a_version_that_comes_before_the_autosave_is_taken_in_and_not_saved_against_for_ever() {
    play(Scene::default(), &[typed(" "), Act::Wait(2), Act::Other(Deed::Adds), Act::Settle]);
}

#[test]
fn a_second_program_does_not_mend_what_the_first_has_open() {
    play(Scene::default(), &[Act::Other(Deed::Breaks), Act::Second]);
}

#[test]
fn what_is_typed_while_a_damaged_file_is_mended_is_not_called_protected() {
    let enter = || Act::Key("enter".parse().unwrap());
    let acts = [Act::Other(Deed::Breaks), Act::Crash(None), enter(), typed("a"), Act::Crash(None)];
    play(Scene::default(), &acts);
}

#[test]
fn a_save_that_came_through_though_it_failed_is_no_version_of_another_program() {
    for call in 1..40 {
        let acts = [typed("a"), Act::Save, Act::Fault(call, 1), Act::Work, Act::Hear, typed("b")];
        let mut world = World::new(Scene::default());
        for act in acts.into_iter().chain([Act::Wait(40), Act::Settle, Act::Look, Act::Settle]) {
            world.act(&act);
        }
        let conflicts = world.program.map(|program| program.model.conflicts);
        assert_eq!(conflicts, Some(Vec::new()), "call {call}");
    }
}

#[test]
fn a_version_that_is_to_be_kept_is_kept_where_the_backups_refuse_it() {
    for call in 1..60 {
        let acts = [Act::Other(Deed::Comments), Act::Crash(None), typed("a"), Act::Fault(call, 0)];
        let acts = acts.into_iter().chain([Act::Save, Act::Settle]);
        play(Scene::default(), &acts.collect::<Vec<_>>());
    }
}

#[test]
fn comments_that_come_while_it_is_open_are_kept() {
    let acts = [Act::Other(Deed::Comments), Act::Look, Act::Settle, typed("a"), Act::Save, Act::Settle];
    play(Scene::default(), &acts);
}

#[test]
fn what_was_taken_in_and_undone_stays_undone_after_a_crash() {
    let acts = [Act::Other(Deed::Adds), Act::Look, Act::Settle, Act::Undo(1), Act::Settle];
    play(Scene::default(), &acts);
}

#[test]
fn nobody_who_types_waits_for_the_disk() {
    let io = 1;
    let acts = [
        // The first change begins the journal.
        typed("a"),
        Act::Flush,
        Act::Other(Deed::Adds),
        Act::Look,
        Act::Settle,
        Act::Undo(1),
        Act::Flush,
        // A flush that fails, then a write: each makes a new journal.
        typed("b"),
        Act::Fault(1, io),
        Act::Flush,
        Act::Fault(1, io),
        typed("c"),
        Act::Flush,
        Act::Save,
        Act::Settle,
        Act::Second,
        Act::TakeOver,
        Act::Quit,
        typed("d"),
    ];
    let mut world = World::new(Scene::default());
    let mut flushes = 0;
    for act in acts {
        // Looks whether the loop has flushed.
        world.act(&act);
        let calls = world.files.calls();
        flushes = flushes.max(calls.iter().filter(|call| **call == "sync").count());
    }
    assert!(flushes > 5, "{flushes}");
}

#[test]
fn a_file_that_is_broken_before_its_first_journal_is_flushed_is_not_ours_to_bring_back() {
    for seed in 0..20 {
        play(Scene::default(), &[typed(" "), Act::Other(Deed::Breaks), Act::Crash(Some(seed))]);
    }
}

#[test]
fn a_version_that_was_kept_outlasts_the_next_save() {
    for seed in 0..40 {
        let acts = [
            Act::Other(Deed::Comments),
            Act::Look,
            Act::Settle,
            typed("a"),
            Act::Save,
            Act::Settle,
            typed("b"),
            Act::Save,
            Act::Settle,
            Act::Crash(Some(seed)),
        ];
        play(Scene::default(), &acts);
    }
}

#[test]
fn a_version_is_kept_safely_where_no_journal_was_flushed_yet() {
    for seed in 0..40 {
        let acts = [
            // No journal can be begun, so that its folder is not flushed.
            Act::Fault(1, 0),
            Act::Fault(2, 0),
            Act::Save,
            Act::Settle,
            typed("a"),
            Act::Other(Deed::Adds),
            Act::Quit,
            Act::Settle,
            Act::Other(Deed::Adds),
            Act::Crash(Some(seed)),
        ];
        play(NEW, &acts);
    }
}

#[test]
fn the_sample_takes_nothing_from_the_library_that_was_open() {
    let open_the_sample = [Act::Key("esc".parse().unwrap()), Act::Key("S".parse().unwrap()), Act::Settle];
    let acts = [typed("a"), Act::Save, Act::Settle].into_iter().chain(open_the_sample);
    let acts: Vec<Act> = acts.chain([typed("b"), Act::Save, Act::Settle, Act::Quit, Act::Settle]).collect();
    play(Scene::default(), &acts);
}

#[test]
fn what_is_undone_before_the_first_save_stays_undone_where_the_disk_is_full() {
    for call in 0..20 {
        let acts = [
            typed("a"),
            Act::Crash(None),
            Act::Save,
            Act::Undo(1),
            Act::Fault(call, 0),
            Act::Work,
            Act::Crash(None),
        ];
        play(Scene::default(), &acts);
    }
}

#[test]
fn a_file_that_was_mended_by_another_program_first_is_as_that_one_left_it() {
    let enter = || Act::Key("enter".parse().unwrap());
    let acts =
        [Act::Save, Act::Work, Act::Other(Deed::Breaks), Act::Crash(None), Act::Other(Deed::Adds), enter()];
    play(NEW, &acts);
}

#[test]
fn what_was_read_is_kept_where_another_program_breaks_the_file_meanwhile() {
    let acts = [Act::Other(Deed::Adds), Act::TakeOver, Act::Flush, Act::Other(Deed::Breaks), Act::Terminate];
    play(Scene::default(), &acts);
}

#[test]
fn what_was_saved_unheard_may_be_replaced_by_another_program() {
    let acts = [
        typed("a"),
        Act::Save,
        Act::Work,
        typed("b"),
        Act::Other(Deed::Adds),
        Act::Undo(1),
        Act::Crash(None),
    ];
    play(Scene::default(), &acts);
}

#[test]
fn what_was_saved_without_a_journal_outlasts_a_power_cut_in_the_file() {
    for call in 0..4 {
        for seed in 0..20 {
            let acts = [
                Act::Flush,
                typed("a b"),
                Act::Crash(None),
                Act::Fault(call, 0),
                Act::Quit,
                Act::Work,
                Act::Hear,
                Act::Crash(None),
                Act::Crash(Some(seed)),
            ];
            play(Scene::default(), &acts);
        }
    }
}

#[test]
fn what_was_brought_back_and_merged_is_there_again() {
    let acts = [
        Act::Flush,
        typed("aa"),
        Act::Other(Deed::Deletes),
        Act::Crash(None),
        typed("q"),
        Act::Other(Deed::Adds),
        Act::Settle,
    ];
    play(Scene { linked: true, ..Scene::default() }, &acts);
}

#[test]
fn a_save_that_could_not_be_flushed_is_flushed_by_the_next_start() {
    for call in 1..40 {
        for seed in 0..2 {
            let acts = [typed("a"), Act::Fault(call, 0), Act::Terminate, Act::Flush, Act::Crash(Some(seed))];
            play(Scene::default(), &acts);
        }
    }
}

#[test]
fn a_damaged_file_is_mended_by_nobody_else() {
    for call in 0..60 {
        for power in [None, Some(0), Some(1)] {
            let broken = [typed("aa"), Act::Other(Deed::Breaks), Act::Crash(None)];
            // Its Enter chooses what is left.
            let mended = [typed("a"), Act::Doom(call, power), Act::Work, Act::Settle];
            let acts: Vec<_> = broken.into_iter().chain(mended).collect();
            play(Scene::default(), &acts);
        }
    }
}

#[test]
fn what_was_chosen_and_not_yet_saved_is_not_promised() {
    let broken = [Act::Flush, Act::Other(Deed::Adds), Act::Crash(Some(0)), Act::Other(Deed::Breaks)];
    let chosen = [Act::Crash(None), typed(" "), Act::Other(Deed::Adds), Act::Other(Deed::Adds)];
    play(Scene::default(), &[broken, chosen].concat());
}

#[test]
fn a_version_that_another_program_took_away_is_not_promised_by_half_a_journal() {
    let typed = [Act::Other(Deed::Adds), Act::TakeOver, typed(" aaa a"), Act::Crash(None)];
    let cut = [Act::ThereAndBack(1), Act::Crash(Some(4_258_960_185_680_919_499))];
    let emptied = [Act::Other(Deed::Empties), Act::Crash(None), Act::Flush];
    play(Scene::default(), &[&typed[..], &cut, &emptied].concat());
}

#[test]
fn a_save_that_no_journal_took_down_is_brought_together_with_it() {
    let typed = [Act::Look, Act::Other(Deed::Adds), Act::Settle, typed("  a a")];
    let faults = [Act::Doom(26, Some(11_638_993_154_452_097_635)), Act::Fault(2, 0)];
    let saved =
        [Act::Key("enter".parse().unwrap()), Act::Race(Deed::Adds), Act::Fault(6, 1), Act::Save, Act::Work];
    play(NEW, &[&typed[..], &faults, &saved].concat());
}

#[test]
fn a_file_that_is_broken_after_its_journal_was_removed_is_not_ours_to_bring_back() {
    for seed in 0..20 {
        let left = [Act::Other(Deed::Adds), Act::Crash(None), Act::Flush, Act::Quit];
        let broken = [typed(" "), Act::Other(Deed::Breaks), Act::Crash(Some(seed))];
        play(Scene::default(), &[&left[..], &broken].concat());
    }
}

#[test]
fn what_was_undone_during_a_save_that_was_cut_off_stays_undone_though_others_write() {
    let saved = [typed(" "), Act::Save, Act::Doom(20, None), Act::Undo(1), Act::Work];
    let others = [Act::Other(Deed::Adds), Act::Other(Deed::Adds)];
    play(Scene::default(), &[&saved[..], &others].concat());
}

#[test]
fn a_last_save_that_no_journal_took_down_is_brought_together_with_it() {
    let typed = [typed(" "), Act::Flush, Act::Key("?".parse().unwrap()), Act::Crash(None)];
    for call in 0..30 {
        let ended = [Act::Fault(call, 0), Act::Terminate, Act::Crash(Some(601_165_092_016_628_800))];
        play(Scene::default(), &[&typed[..], &ended].concat());
    }
}

#[test]
fn a_save_that_was_asked_for_before_there_was_a_journal_is_known_to_it() {
    let broken = [Act::Flush, Act::Other(Deed::Breaks), Act::Crash(None)];
    let saved = [typed("a"), typed(" "), Act::Save, Act::Settle, typed("a")];
    play(Scene::default(), &[&broken[..], &saved].concat());
    for call in 0..80 {
        let saved = [typed("a"), typed(" "), Act::Save, Act::Doom(call, None), Act::Settle, typed("a")];
        play(Scene::default(), &[&broken[..], &saved].concat());
    }
}

#[test]
fn a_new_library_in_which_nothing_stands_gives_way_to_one_of_another_program() {
    let gone = [Act::Other(Deed::Deletes), Act::Flush, Act::Crash(None)];
    let sample = [Act::Key("down".parse().unwrap()), typed("a"), Act::Other(Deed::Adds), Act::Settle];
    play(Scene::default(), &[&gone[..], &sample, &[Act::Race(Deed::Adds)]].concat());
}

#[test]
fn a_file_that_is_overwritten_in_place_while_the_power_fails_is_in_no_conflict_with_its_journal() {
    let linked = Scene { linked: true, ..Scene::default() };
    let cut = Act::Doom(16, Some(8_359_558_688_795_057_585));
    play(linked, &[typed(" "), Act::Save, cut, Act::Key(crate::app::Key::char('a')), Act::Settle]);
}

#[test]
fn a_version_that_was_taken_in_without_a_word_in_the_journal_and_undone_may_come_back() {
    let taken = [Act::Key(crate::app::Key::char('c')), Act::Other(Deed::Adds), Act::Flush, Act::Fault(7, 0)];
    let undone = [Act::Save, Act::Settle, Act::Undo(2), Act::Other(Deed::Adds)];
    play(Scene::default(), &[&taken[..], &undone].concat());
}

#[test]
fn a_save_that_was_cut_off_and_found_again_outlasts_a_power_cut() {
    let linked = Scene { linked: true, ..Scene::default() };
    let saved = [typed("a"), Act::Save, Act::Key(crate::app::Key::char('m')), Act::Save, Act::Work];
    let killed = [Act::Doom(21, None), typed("a  a "), typed("   "), Act::Flush, Act::Work];
    let cut = [
        Act::Fault(3, 0),
        Act::ThereAndBack(2),
        Act::Crash(None),
        Act::Crash(Some(6_624_155_889_553_381_514)),
    ];
    play(linked, &[&saved[..], &killed, &cut].concat());
}

#[test]
fn a_save_that_the_journal_could_not_take_down_in_two_ways_is_brought_together_with_it() {
    let saved = [typed("a"), Act::Save, Act::Settle, typed("a a a"), Act::Fault(19, 0), Act::Fault(17, 3)];
    let typed = [Act::Save, Act::ThereAndBack(4), Act::Paste(String::new()), typed("     aa"), Act::Settle];
    play(Scene::default(), &[&saved[..], &typed, &[Act::Crash(Some(1_564_659_820_538_374_755))]].concat());
}

#[test]
fn what_was_undone_while_it_was_saved_to_leave_is_not_left_in_the_file() {
    let mended = [Act::Other(Deed::Empties), typed(" "), Act::TakeOver, typed("n")];
    play(Scene::default(), &[&mended[..], &[Act::Quit, Act::Undo(1), Act::Settle]].concat());
}

#[test]
fn what_was_undone_during_a_save_that_was_cut_off_stays_undone_after_two_power_cuts() {
    let linked = Scene { linked: true, ..Scene::default() };
    let enter = || Act::Key("enter".parse().unwrap());
    let saved =
        [typed(" "), enter(), Act::Work, Act::Doom(19, None), enter(), Act::Save, Act::Undo(3), Act::Work];
    let cut = |seed| Act::Crash(Some(seed));
    let others = [cut(334_963_065_115_949_528), Act::Other(Deed::Adds), Act::Other(Deed::Adds)];
    play(linked, &[&saved[..], &others, &[cut(166_133_538_068_171_373)]].concat());
}
