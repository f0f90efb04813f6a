//! Trying changes before anybody sees them: the changed text must read as it should.

use super::{
    super::{Plan, Section, read},
    Change, Refusal, apply, ends_of,
    retime::Aim,
};

/// Reads the changed text. Refused is what does not have the wanted times, or anything else another way.
pub(super) fn check(text: &str, changes: &[Change], aim: &Aim<'_>) -> Result<(), Refusal> {
    let plan = read(&apply(text, changes));
    let first_time = !aim.is_timed_before() && has_sections(&timed(&plan), &timed(&aim.after));
    if !first_time && !has_sections(&plan, &aim.after) {
        return Err(Refusal::NotUnderstood);
    }
    let running = |(section, wanted): (&Section, &Option<_>)| {
        let is = section.running.as_ref().map(|running| running.minutes);
        is == *wanted || wanted.is_none()
    };
    let same_slot = aim.slot_is_stated() || plan.slots == aim.after.slots;
    let same_questions = plan.questions_aside == aim.after.questions_aside;
    let same_total = match aim.stated {
        Some(stated) => plan.stated_total == Some(stated),
        None => plan.stated_total == aim.after.stated_total || is_running(&aim.after),
    };
    let right =
        same_slot && same_questions && same_total && plan.sections.iter().zip(&aim.running()).all(running);
    if right { Ok(()) } else { Err(Refusal::NotUnderstood) }
}

/// The plan without what has no time: lines of an outline without any times are no sections any more when
/// the first of them gets one.
fn timed(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    plan.sections.retain(|section| section.time.is_some());
    plan
}

/// Whether a plan has the sections of another, in its order.
pub(super) fn has_sections(plan: &Plan, wanted: &Plan) -> bool {
    let same = |(is, wanted): (&Section, &Section)| {
        is.depth == wanted.depth
            && is.kind == wanted.kind
            && is.optional == wanted.optional
            && is.alternatives.len() == wanted.alternatives.len()
            && is.speaker == wanted.speaker
            && ends_of(is) == ends_of(wanted)
            && is.time.is_some_and(|time| time.about) == wanted.time.is_some_and(|time| time.about)
            && is_titled_like(is, wanted)
    };
    plan.sections.len() == wanted.sections.len() && plan.sections.iter().zip(&wanted.sections).all(same)
}

/// Whether a section has the title of another. A title may end earlier where a time was put behind it.
fn is_titled_like(is: &Section, wanted: &Section) -> bool {
    let newly = wanted.notation.is_none() && is.notation.is_some();
    is.title == wanted.title || newly && !is.title.is_empty() && wanted.title.contains(is.title.as_str())
}

/// Whether the stated total is a running one.
fn is_running(plan: &Plan) -> bool {
    let running = plan.sections.iter().filter_map(|section| section.running.as_ref());
    plan.stated_place.as_ref().is_some_and(|place| running.into_iter().any(|it| it.place == *place))
}
