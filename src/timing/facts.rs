//! What a text says about the whole talk, gathered while it is read.

use std::ops::Range;

use super::{
    Minutes, QuestionsFrom, Stated,
    label::{Label, total_within},
    names::Field,
    phrase::lengths,
    piece::Piece,
    prose::{slots_within, spoken},
    slot::{Asked, value},
    words::{is_one_of, words},
};

/// What is known of the whole so far. The slot is what the surest source says: fields before the line
/// with the form of the talk, that before sentences, those before the sum of the outline.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    /// From fields and from what is wished for.
    fields: Asked,
    /// From lines like `Talk - 15 minutes`, and from headings over all of the outline.
    form: Asked,
    /// From sentences.
    prose: Asked,
    /// From the heading of the outline.
    outline: Asked,
    /// Slots of longer versions and of a legend, beside those asked for.
    beside: Asked,
    /// What the outline says it adds up to.
    total: Option<Stated>,
    /// All that it says so, in the order of the text.
    totals: Vec<Stated>,
    /// The outlines that say what they add up to, by the number of their part.
    outlines: Vec<(usize, Stated)>,
    /// The slots of the versions, in the order in which each section has its times.
    pub legend: Vec<Minutes>,
    /// Questions that the outline does not list.
    pub questions: Option<(Minutes, QuestionsFrom)>,
}

impl Facts {
    /// Takes in the value of a field for the slot; says whether it asks for one.
    pub fn field(&mut self, text: Piece<'_>) -> bool {
        let asked = value(text);
        let found = !asked.is_empty();
        self.ask(asked, |facts| &mut facts.fields);
        found
    }

    /// Takes in a line with the form of the talk; says whether it asks for a slot.
    pub fn form(&mut self, text: Piece<'_>) -> bool {
        let asked = value(text);
        let found = !asked.is_empty() && self.form.is_empty() && self.fields.is_empty();
        if found {
            self.ask(asked, |facts| &mut facts.form);
        }
        found
    }

    /// Takes in what stands behind the name of the outline: the sum of it, and the slot if nothing else says.
    pub fn outline(&mut self, label: Label<'_>, part: usize) {
        if let Some(stated) = label.stated() {
            self.totals.push(stated.clone());
            self.outlines.push((part, stated));
            let shortest = self.outlines.iter().map(|(_, stated)| stated).min_by_key(|stated| stated.minutes);
            self.total = shortest.cloned();
            let asked = value(label.value);
            self.ask(asked, |facts| &mut facts.outline);
        }
    }

    /// The outlines that say what they add up to: the number of the part of each, and the sum.
    pub fn outlines(&self) -> impl Iterator<Item = (usize, Minutes)> {
        self.outlines.iter().map(|(part, stated)| (*part, stated.minutes))
    }

    /// Takes in a sum; says whether there is one.
    pub fn sum(&mut self, label: Label<'_>) -> bool {
        debug_assert_eq!(label.field, Field::Total);
        let Some(stated) = label.stated() else { return false };
        self.state(stated);
        true
    }

    /// Takes in a sum in the stead of those before it.
    pub fn state(&mut self, total: Stated) {
        self.totals.push(total.clone());
        self.total = Some(total);
    }

    /// What the outline says it adds up to.
    pub fn total(&self) -> Option<&Stated> {
        self.total.as_ref()
    }

    /// Where else the outline says so, in the order of the text.
    pub fn total_again(&self) -> Vec<Range<usize>> {
        let Some(total) = &self.total else { return Vec::new() };
        let same = self.totals.iter().filter(|other| other.minutes == total.minutes);
        let mut places: Vec<Range<usize>> = same.map(|other| other.place.clone()).collect();
        places.retain(|place| place.end <= total.place.start || total.place.end <= place.start);
        places.sort_unstable_by_key(|place| (place.start, place.end));
        places.dedup_by(|next, place| next.start < place.end);
        places
    }

    /// Takes in the slot of a longer version.
    pub fn longer(&mut self, slot: Minutes) {
        self.beside.slots.push(slot);
    }

    /// Takes in a heading over all of the outline.
    pub fn page(&mut self, slot: Minutes, place: Range<usize>, about: bool) {
        let asked = Asked { slots: vec![slot], places: vec![place], about, ..Asked::default() };
        self.form.join(asked);
    }

    /// Takes in what a paragraph says; says whether it says anything. `begun` says whether there were
    /// sections before it.
    pub fn paragraph(&mut self, text: Piece<'_>, begun: bool) -> bool {
        if let Some(total) = total_within(text) {
            self.state(total);
        }
        let said = spoken(text);
        if let Some(total) = said.total {
            self.totals.push(total.clone());
            self.total = self.total.take().or(Some(total));
        }
        if let Some(questions) = said.questions.filter(|_| self.questions.is_none()) {
            self.questions = Some((questions, QuestionsFrom::Prose));
        }
        let mut asked = slots_within(text);
        if let Some(legend) = bracketed_legend(text).filter(|_| asked.is_empty()) {
            asked = legend;
        }
        if is_legend(text, &asked) {
            self.legend.clone_from(&asked.slots);
            self.ask(asked, |facts| &mut facts.beside);
        } else if asked.preferred.is_some() {
            self.ask(asked, |facts| &mut facts.fields);
        } else if !asked.is_empty() {
            self.ask(asked, |facts| &mut facts.prose);
        } else if !begun && is_alone(text) {
            // "20 or 35 minutes", "25 min (I think)"; among words a length may be anything.
            let asked = value(text);
            self.ask(asked, |facts| &mut facts.prose);
        } else {
            return false;
        }
        true
    }

    /// Whether all that is known so far are slots.
    pub fn speaks_of_slots_only(&self) -> bool {
        self.total.is_none() && self.questions.is_none() && self.legend.is_empty()
    }

    /// Adds to one of the sources.
    fn ask(&mut self, asked: Asked, source: impl Fn(&mut Self) -> &mut Asked) {
        if let Some(questions) = asked.questions {
            self.questions = Some((questions, QuestionsFrom::SlotLine));
        }
        source(self).join(asked);
    }

    /// The shortest slot that is known so far.
    pub fn shortest(&self) -> Option<Minutes> {
        self.asked().slots.into_iter().min()
    }

    /// What is asked for, all in all.
    pub fn asked(&self) -> Asked {
        let sources = [&self.fields, &self.form, &self.prose, &self.outline];
        let surest = sources.into_iter().find(|asked| !asked.is_empty());
        let legend_alone =
            surest.filter(|_| self.legend.is_empty()).or(surest.filter(|asked| **asked == self.fields));
        let mut asked = legend_alone.cloned().unwrap_or_default();
        asked.join(self.beside.clone());
        asked
    }
}

/// The lengths in a line about brackets: `(In brackets: 45m / 30m)`.
fn bracketed_legend(text: Piece<'_>) -> Option<Asked> {
    const LONGEST: usize = 160;
    let about = |(word, _): (&str, Piece<'_>)| is_one_of(word, &["brackets", "parentheses", "parenthesis"]);
    if text.text.len() > LONGEST || !words(text).any(about) {
        return None;
    }
    words(text).find_map(|(_, from)| {
        let (found, rest) = lengths(from.text).filter(|(found, _)| found.all.len() > 1 && !found.is_range)?;
        let places = vec![from.before(rest).place()];
        Some(Asked { slots: found.all, places, ..Asked::default() })
    })
}

/// Whether a line says which slots the times of each section are for.
fn is_legend(text: Piece<'_>, asked: &Asked) -> bool {
    const SIGNS: [&str; 6] = ["brackets", "parentheses", "version", "versions", "respectively", "timings"];
    asked.slots.len() > 1 && !asked.is_range && words(text).any(|(word, _)| is_one_of(word, &SIGNS))
}

/// Whether a paragraph is nothing but lengths, maybe with a doubt in a bracket behind them.
fn is_alone(text: Piece<'_>) -> bool {
    let Some((found, rest)) = lengths(text.bare().text) else { return false };
    let rest = rest.trim();
    let several = found.all.len() > 1 && !found.is_range;
    rest.is_empty() || rest.starts_with(['(', '+']) || several && rest.starts_with('.')
}
