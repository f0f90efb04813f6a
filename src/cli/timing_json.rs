//! What `soapbox timing --json` prints: all minutes, keys that have no value are null.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Number;

use super::timing::Timed;
use crate::timing::{Counts, Kind, Minutes, Plan, QuestionsFrom, Section, Verdict};

/// All proposals, in the order of the file.
#[derive(Debug, Serialize)]
pub struct Report<'a> {
    proposals: Vec<Sums<'a>>,
}

/// What one outline comes to.
#[derive(Debug, Serialize)]
struct Sums<'a> {
    title: Option<&'a str>,
    slot_minutes: Option<OneOrMore>,
    slot_is_range: bool,
    slot_approx: bool,
    preferred_slot: Option<Number>,
    stated_total: Option<Number>,
    qa_minutes: Option<Number>,
    qa_source: Option<&'static str>,
    counts: Option<&'static str>,
    variant_totals: Option<BTreeMap<String, Number>>,
    sections: Vec<Entry<'a>>,
    total_minutes: Option<Number>,
    total_max: Option<Number>,
    delta_minutes: Option<Number>,
    verdict: &'static str,
    not_counted: Vec<&'a str>,
}

/// One slot, or several.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum OneOrMore {
    One(Number),
    More(Vec<Number>),
}

/// One section.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of its own")]
struct Entry<'a> {
    title: &'a str,
    minutes: Option<Number>,
    min: Option<Number>,
    max: Option<Number>,
    depth: u8,
    optional: bool,
    alt: Option<BTreeMap<String, Number>>,
    kind: Option<&'static str>,
    approx: bool,
    untitled: bool,
    speaker: Option<&'a str>,
    by_rule: bool,
}

/// Minutes as JSON: whole ones without a decimal point.
fn number(time: Minutes) -> Number {
    seconds(time.seconds().into())
}

/// Seconds as minutes of JSON.
fn seconds(seconds: i64) -> Number {
    if seconds % 60 == 0 {
        return Number::from(seconds / 60);
    }
    #[expect(clippy::cast_precision_loss, reason = "times are far below 2^52 seconds")]
    let minutes = seconds as f64 / 60.0;
    // Finite, so it can be a number of JSON.
    Number::from_f64(minutes).unwrap_or_else(|| Number::from(0))
}

impl<'a> Report<'a> {
    /// The report on some proposals.
    pub fn of(timed: &'a [Timed]) -> Self {
        Self { proposals: timed.iter().map(Sums::of).collect() }
    }
}

impl<'a> Sums<'a> {
    fn of(timed: &'a Timed) -> Self {
        let timing = &timed.timing;
        let plan = &timing.plan;
        let is_timed = plan.is_timed();
        let (total, most) = (plan.total(), plan.total_max());
        let questions = plan.questions_with_source();
        let variants: BTreeMap<String, Number> =
            plan.variants().into_iter().map(|(slot, sum)| (slot.to_string(), number(sum))).collect();
        let (delta, verdict) = standing(plan, timing.given_slot());
        Self {
            title: Some(timed.title.as_str()).filter(|title| !title.is_empty()),
            slot_minutes: slots(plan, timing.given_slot()),
            slot_is_range: plan.slot_is_range,
            slot_approx: plan.slot_about,
            preferred_slot: plan.preferred_slot.map(number),
            stated_total: plan.stated_total.map(number),
            qa_minutes: questions.map(|(minutes, _)| number(minutes)),
            qa_source: questions.map(|(_, source)| match source {
                QuestionsFrom::Outline => "outline",
                QuestionsFrom::SlotLine => "slot line",
                QuestionsFrom::Prose => "prose",
            }),
            counts: plan.counts.map(|counts| match counts {
                Counts::Parent => "parent",
                Counts::Children => "children",
                Counts::Sum => "sum",
            }),
            variant_totals: Some(variants).filter(|variants| !variants.is_empty()),
            sections: plan.sections.iter().map(Entry::of).collect(),
            total_minutes: is_timed.then(|| number(total)),
            total_max: (is_timed && most > total).then(|| number(most)),
            delta_minutes: delta.map(seconds),
            verdict,
            not_counted: plan.uncounted.iter().map(|there| there.words.as_str()).collect(),
        }
    }
}

/// The slots that count: the one that was given, else those that the text asks for.
fn slots(plan: &Plan, given: Option<Minutes>) -> Option<OneOrMore> {
    match (given, &plan.slots[..]) {
        (Some(slot), _) => Some(OneOrMore::One(number(slot))),
        (None, []) => None,
        (None, [slot]) => Some(OneOrMore::One(number(*slot))),
        (None, slots) => Some(OneOrMore::More(slots.iter().copied().map(number).collect())),
    }
}

/// How much too long the plan is, in seconds, and how that is called.
fn standing(plan: &Plan, given: Option<Minutes>) -> (Option<i64>, &'static str) {
    let plan = match given {
        Some(slot) => &Plan { slots: vec![slot], slot_is_range: false, ..plan.clone() },
        None => plan,
    };
    let verdict = match plan.verdict() {
        Verdict::Fits => "fits",
        Verdict::Short => "short",
        Verdict::Over => "over",
        Verdict::NoSlot => "no-slot",
        Verdict::Untimed => "untimed",
    };
    (plan.delta_seconds(), verdict)
}

impl<'a> Entry<'a> {
    fn of(section: &'a Section) -> Self {
        let range = section.time.filter(|time| time.is_range());
        let alternatives = section.alternatives.iter();
        let alt: BTreeMap<String, Number> =
            alternatives.map(|there| (there.slot.to_string(), number(there.minutes))).collect();
        Self {
            title: &section.title,
            minutes: section.time.filter(|time| !time.is_range()).map(|time| number(time.min)),
            min: range.map(|time| number(time.min)),
            max: range.map(|time| number(time.max)),
            depth: section.depth,
            optional: section.optional,
            alt: Some(alt).filter(|alt| !alt.is_empty()),
            kind: match section.kind {
                Kind::Talk => None,
                Kind::Questions => Some("qa"),
                Kind::Break => Some("break"),
                Kind::Flexible => Some("flex"),
            },
            approx: section.time.is_some_and(|time| time.about),
            untitled: section.untitled,
            speaker: section.speaker.as_deref(),
            by_rule: section.is_by_rule(),
        }
    }
}
