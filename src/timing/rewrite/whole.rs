//! The slot that the text states, where times hang on it: the last of start times lasts until it ends, and
//! percentages are shares of it. Such an outline is for another slot only when it states that one.

use std::ops::Range;

use super::{
    super::{Form, Minutes, Plan, QuestionsFrom, Section, number::number, unit::about},
    Ends, Refusal,
    bearing::Bearings,
    ends, quantity,
};

/// The slot that the outline states, or else the sum that it says it comes to; the shortest of several.
pub(super) fn stated(plan: &Plan) -> Option<Minutes> {
    plan.slots.first().copied().or(plan.stated_total)
}

/// Where the outline states its slot, in order. None where it states several slots, or says how one is shared
/// out, and where what stands there is no length.
pub(super) fn places(text: &str, plan: &Plan) -> Option<Vec<Range<usize>>> {
    let shared_out = plan.questions_aside.is_some_and(|(_, from)| from == QuestionsFrom::SlotLine);
    let seconds = stated(plan).filter(|_| plan.slots.len() < 2 && !shared_out)?.seconds();
    let says = |place: &&Range<usize>| {
        text.get((*place).clone()).and_then(quantity::seconds) == Some((seconds, seconds))
    };
    let slots: Vec<_> = plan.slot_places.iter().filter(says).cloned().collect();
    let apart =
        |place: &&Range<usize>| slots.iter().all(|slot| slot.end <= place.start || place.end <= slot.start);
    let sum = plan.stated_place.iter().filter(says).find(apart).cloned();
    let mut all: Vec<_> = slots.into_iter().chain(sum).collect();
    all.sort_unstable_by_key(|place| (place.start, place.end));
    all.dedup();
    (!all.is_empty()).then_some(all)
}

/// The slot to be stated so that the last of start times ends with it when the sections take what is wanted;
/// none where the one that is stated may stay.
///
/// # Errors
/// Refused is a last start after which nothing tells the end, and a slot that has to change and cannot.
pub(super) fn to_end_with(
    text: &str,
    plan: &Plan,
    wanted: &[Option<Ends>],
) -> Result<Option<Minutes>, Refusal> {
    let Some((first, last)) = starts(plan) else { return Ok(None) };
    let open = plan.sections.get(last).is_some_and(|last| last.time.is_none() && !is_closing(last));
    if open {
        return Err(Refusal::NoEnd);
    }
    let bearings = Bearings::of(text, plan);
    let end = |ends: &[Option<Ends>]| {
        let stretches = bearings.stretches(plan, ends);
        let (from, until) = (stretches.get(first)?.clone()?.start, stretches.get(last)?.clone()?.end);
        until.checked_sub(from).map(Minutes::from_seconds)
    };
    let (Some(before), Some(after), Some(stated)) = (end(&ends(plan)), end(wanted), stated(plan)) else {
        return Ok(None);
    };
    let stays = after == stated || before != stated && after > stated;
    if stays {
        return Ok(None);
    }
    places(text, plan).map(|_| Some(after)).ok_or(Refusal::SlotNotAlone)
}

/// The numbers of the first and the last section that have nothing but a start.
pub(super) fn starts(plan: &Plan) -> Option<(usize, usize)> {
    let starts = |section: &Section| matches!(form(section), Some(Form::Start(_) | Form::From));
    let first = plan.sections.iter().position(starts)?;
    plan.sections.iter().rposition(starts).map(|last| (first, last))
}

/// How the time of a section is written.
fn form(section: &Section) -> Option<Form> {
    section.notation.map(|notation| notation.form)
}

/// Whether a section is nothing but the end: `10:30 End`.
fn is_closing(section: &Section) -> bool {
    const ENDS: [&str; 14] = [
        "end",
        "the end",
        "end of talk",
        "end of the talk",
        "ends",
        "finish",
        "finished",
        "fin",
        "done",
        "stop",
        "ende",
        "fine",
        "fim",
        "koniec",
    ];
    let title = section.title.trim_end_matches(['.', '!']).to_lowercase();
    ENDS.contains(&title.as_str())
}

/// What each section takes in another slot where all times are shares of it; none where some are not, where
/// some are to stay as they are, or where the shares do not make up the slot.
pub(super) fn shared(text: &str, plan: &Plan, slot: Minutes, pinned: &[usize]) -> Option<Vec<Option<Ends>>> {
    let is_timed = |at: &usize| plan.sections.get(*at).is_some_and(|section| section.time.is_some());
    if stated(plan).is_none() || pinned.iter().any(is_timed) {
        return None;
    }
    let share = |section: &Section| -> Option<Option<Ends>> {
        if section.time.is_none() {
            return Some(None);
        }
        let place = section.time_place.clone().filter(|_| form(section) == Some(Form::Percent))?;
        let seconds = part(slot, percent(text.get(place)?)?)?;
        (!section.optional).then_some(Some((seconds, seconds)))
    };
    plan.sections.iter().map(share).collect()
}

/// A share in thousandths of a percent, as it is written.
pub(super) fn percent(words: &str) -> Option<u64> {
    number(about(words).1).map(|(share, _)| share)
}

/// What a share in thousandths of a percent comes to, in seconds.
pub(super) fn part(whole: Minutes, share: u64) -> Option<u32> {
    u32::try_from(u64::from(whole.seconds()).checked_mul(share)? / 100_000).ok()
}

/// Whether any time is a share of the slot.
pub(super) fn has_shares(plan: &Plan) -> bool {
    plan.sections.iter().any(|section| form(section) == Some(Form::Percent))
}

/// Whether the sections have percentages that make up a slot, and the outline states none.
pub(super) fn lacks_whole(text: &str, plan: &Plan) -> bool {
    let share = |section: &Section| {
        let line = text.get(section.place.clone())?;
        let before = line.get(..line.rfind(['%', '％'])?)?.trim_end();
        let digits = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
        percent(before.get(before.trim_end_matches(digits).len()..)?)
    };
    let top = plan.sections.iter().filter(|section| section.depth == 1 && section.time.is_none());
    let sum = top.filter_map(share).fold(0, u64::saturating_add);
    stated(plan).is_none() && (95_000..=105_000).contains(&sum)
}

#[cfg(test)]
mod tests {
    use crate::timing::{
        Minutes, read,
        rewrite::{apply, fit},
    };

    /// The text fitted to so many minutes, or the refusal.
    fn to(text: &str, slot: u32, pinned: &[usize]) -> String {
        match fit(text, &read(text), Minutes::of(slot), pinned) {
            Ok(fitted) => apply(text, &fitted.changes),
            Err(no) => format!("{no:?}"),
        }
    }

    #[test]
    fn starts_move_and_the_last_ends_with_the_slot() {
        for (text, slot, wanted) in [
            (
                "Duration: 20 min\n\n10:00 a\n10:05 b\n10:15 c\n",
                40,
                "Duration: 40 min\n\n10:00 a\n10:10 b\n10:30 c\n",
            ),
            (
                "Slot: 12 min\n\n- 00:00 a\n- 02:00 b\n- 04:00 c\n",
                24,
                "Slot: 24 min\n\n- 00:00 a\n- 04:00 b\n- 08:00 c\n",
            ),
            (
                "Talk, 20 minutes\n\n* 0 min: a\n* 5 min: b\n* 15 min: Q&A\n",
                35,
                "Talk, 35 minutes\n\n* 0 min: a\n* 10 min: b\n* 30 min: Q&A\n",
            ),
            ("## Outline (20 min)\n\n0:00 a\n0:05 b\n", 40, "## Outline (40 min)\n\n0:00 a\n0:10 b\n"),
            (
                "Duration: 20 min\nTotal: 20 min\n\n0:00 a\n0:05 b\n",
                40,
                "Duration: 40 min\nTotal: 40 min\n\n0:00 a\n0:10 b\n",
            ),
            (
                "Length: 2 hours\n\n11:30 a\n12:15 b\n1:00 c\n",
                60,
                "Length: 1 hour\n\n11:30 a\n11:53 b\n12:15 c\n",
            ),
            (
                "Length: 1 hour\n\n11:30 a\n11:53 b\n12:15 c\n",
                120,
                "Length: 2 hours\n\n11:30 a\n12:16 b\n13:00 c\n",
            ),
        ] {
            assert_eq!(to(text, slot, &[]), wanted, "{text}");
        }
    }

    #[test]
    fn a_closing_line_moves() {
        let text = "10:00 a\n10:05 b\n10:20 End\n";
        assert_eq!(to(text, 40, &[]), "10:00 a\n10:10 b\n10:40 End\n");
        let within = format!("Slot: 20 min\n\n{text}");
        assert_eq!(to(&within, 40, &[]), "Slot: 40 min\n\n10:00 a\n10:10 b\n10:40 End\n");
        assert_eq!(to("9:30 a\n9:35 b\n9:40 End\n", 9, &[]), "9:30 a\n9:35 b\n9:39 End\n");
        let over = format!("Slot: 15 min\n\n{text}");
        assert_eq!(to(&over, 16, &[]), "Slot: 15 min\n\n10:00 a\n10:04 b\n10:16 End\n");
    }

    #[test]
    fn percentages_stay_and_their_slot_changes() {
        let text = "Duration: 40 minutes\n\n1. a (25%)\n2. b (60 %)\n3. Questions (15%)\n";
        assert_eq!(to(text, 20, &[]), text.replace("40 minutes", "20 minutes"));
        let pinned = "Duration: 20 minutes\n\n1. a (50%)\n2. b (20 %)\n3. Questions (30%)\n";
        assert_eq!(to(text, 20, &[0]), pinned);
        let sloppy = "Duration: 40 minutes\n\n1. a (25%)\n2. b (70%)\n";
        assert_eq!(to(sloppy, 20, &[]), "Duration: 20 minutes\n\n1. a (25%)\n2. b (75%)\n");
    }

    #[test]
    fn what_hangs_on_no_single_slot_is_refused() {
        for (text, refusal) in [
            ("10:00 a\n10:05 b\n10:20 c\n", "NoEnd"),
            ("Slot: 10 min\n\n10:00 a\n10:05 b\n10:20 c\n", "NoEnd"),
            ("* a (25%)\n* b (75%)\n", "NoWhole"),
            ("* 25%: a\n* 75%: b\n", "NoWhole"),
            ("* a 25 %\n* b 75 %\n", "NoWhole"),
            ("* a 25%\n* b\n", "Untimed"),
            ("* a (25%)\n* b (15%)\n", "Untimed"),
            ("Slot: 20 or 40 min\n\n* a (25%)\n* b (75%)\n", "SlotNotAlone"),
            ("Slot: 35 minutes (30 minutes + 5 minutes Q/A)\n\n0:00 a\n0:10 b\n", "SlotNotAlone"),
        ] {
            assert_eq!(to(text, 50, &[]), refusal, "{text}");
        }
    }
}
