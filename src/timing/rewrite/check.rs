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
        Some(stated) => {
            plan.stated_total == Some(stated) && plan.stated_again.len() == aim.after.stated_again.len()
        }
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

#[cfg(test)]
mod tests {
    use super::{
        super::{bearing::Bearings, difference, ends},
        *,
    };

    /// Whether `after` is what a text may become when its first section is to take so many minutes.
    fn passes(text: &str, minutes: u32, after: &str) -> bool {
        let plan = read(text);
        let mut wanted = ends(&plan);
        wanted[0] = Some((minutes * 60, minutes * 60));
        let aim = Aim::new(text, &plan, &wanted, None, Bearings::of(text, &plan)).unwrap();
        let changes: Vec<Change> = difference(text, after).into_iter().collect();
        check(text, &changes, &aim).is_ok()
    }

    #[test]
    fn nothing_else_may_read_another_way() {
        for (text, right, wrong) in [
            ("* a (4 min)\n", "* a (5 min)\n", "* a (6 min)\n"),
            ("* a (4 min)\n", "* a (5 min)\n", "* x (5 min)\n"),
            ("* a (4 min)\n* b\n", "* a (5 min)\n* b\n", "* a (5 min)\n"),
            (
                "Slot: 40 min\n\n* a (4 min)\n",
                "Slot: 40 min\n\n* a (5 min)\n",
                "Slot: 50 min\n\n* a (5 min)\n",
            ),
            (
                "Total: 9 min\n\n* a (4 min)\n",
                "Total: 9 min\n\n* a (5 min)\n",
                "Total: 5 min\n\n* a (5 min)\n",
            ),
            (
                "Total: 4 min\n\n* a (4 min)\n",
                "Total: 5 min\n\n* a (5 min)\n",
                "Total: 4 min\n\n* a (5 min)\n",
            ),
            (
                "* a (4 min, 4 total)\n* b (3 min, 7 total)\n",
                "* a (5 min, 5 total)\n* b (3 min, 8 total)\n",
                "* a (5 min, 5 total)\n* b (3 min, 7 total)\n",
            ),
        ] {
            assert!(passes(text, 5, right) && !passes(text, 5, wrong), "{text}");
        }
    }

    #[test]
    fn with_the_first_time_untimed_lines_may_be_sections_no_more() {
        let text = "* a\n\n# x\n\n* b\n";
        assert!(passes(text, 5, "* a (5 min)\n\n# x\n\n* b\n"));
        assert!(!passes(text, 5, "* a (5 min)\n\n# x\n\n* b (4 min)\n"));
    }

    #[test]
    fn sections_are_alike_in_all_they_are() {
        let plan = read("* a (4 min)\n");
        let alter: [fn(&mut Section); 8] = [
            |it| it.depth = 2,
            |it| it.kind = crate::timing::Kind::Break,
            |it| it.optional = true,
            |it| it.alternatives = read("* a (4 min / 2 min)\n").sections[0].alternatives.clone(),
            |it| it.speaker = Some("Ada".to_owned()),
            |it| it.time = None,
            |it| it.time.as_mut().unwrap().about = true,
            |it| it.title = "b".to_owned(),
        ];
        assert!(has_sections(&plan, &plan));
        for (number, alter) in alter.into_iter().enumerate() {
            let mut other = plan.clone();
            alter(&mut other.sections[0]);
            assert!(!has_sections(&plan, &other), "{number}");
        }
        assert!(!has_sections(&plan, &Plan::default()) && !has_sections(&Plan::default(), &plan));
    }

    #[test]
    fn a_new_time_may_shorten_the_title_before_it() {
        let like = |is: &str, wanted: &str| {
            let first = |text| read(text).sections.into_iter().next().unwrap();
            is_titled_like(&first(is), &first(wanted))
        };
        assert!(like("* a: b (4 min)\n", "* a: b\n"));
        assert!(like("* a (4 min): b\n", "* a: b\n") && !like("* c (4 min)\n", "* a: b\n"));
        assert!(!like("* a (4 min): b\n", "* a: b (4 min)\n") && !like("* a\n", "* a: b\n"));
    }
}
