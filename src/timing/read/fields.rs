//! Lines about the whole, and the parts of the text that labels and headings begin.

use super::Reader;
use crate::timing::{
    candidate::Part,
    entry::may_count,
    label::Label,
    names::Field,
    piece::Piece,
    prose::{is_slot_alone, longer_version},
    uncounted::Begun,
};

impl<'a> Reader<'a> {
    /// Takes in what a label says; says whether it says anything.
    pub(super) fn label(&mut self, label: Label<'a>) -> bool {
        match label.field {
            Field::Length => {
                let empty = label.value.text.is_empty();
                let found = self.facts.field(label.value);
                if empty {
                    self.begin_part(Part::Other);
                }
                self.awaits_length = empty;
                found || empty || !may_count(label.value.text)
            }
            // Behind the first section it is one: "Workshop, 40 minutes" after "Introduction, 5 minutes".
            Field::Form => self.found.is_empty() && self.facts.form(label.value),
            // Among what a longer version adds it is the sum of that one.
            Field::Total => self.longer.is_some() || self.facts.sum(label),
            Field::Outline => {
                self.begin_part(Part::Outline);
                self.in_minutes = label.in_minutes;
                self.facts.outline(label, self.parts);
                true
            }
            Field::Other => self.begin(Field::Other),
            Field::Title => true,
        }
    }

    /// Takes in a line that is nothing but the slot asked for; says whether it is one.
    pub(super) fn slot_line(&mut self, words: Piece<'a>) -> bool {
        may_count(words.text) && is_slot_alone(words) && self.facts.paragraph(words, false)
    }

    /// Begins the part of the text that a heading names.
    pub(super) fn begin(&mut self, field: Field) -> bool {
        match field {
            Field::Other | Field::Title => self.begin_part(Part::Other),
            Field::Outline => self.begin_part(Part::Outline),
            Field::Length => {
                self.begin_part(Part::Other);
                self.awaits_length = true;
            }
            Field::Total | Field::Form => return false,
        }
        true
    }

    /// Begins another part of the text.
    pub(super) fn begin_part(&mut self, part: Part) {
        self.part = part;
        self.parts += 1;
        self.begun.push(Begun { line: self.next.saturating_sub(1), part, headed: false });
        self.part_level = None;
        self.has_flat_headings = false;
        self.in_minutes = false;
        self.longer = None;
        self.end_rule();
        self.nesting.close_all();
    }

    /// The part that was just begun has a heading of this level.
    pub(super) fn head_part(&mut self, level: usize) {
        self.part_level = Some(level);
        self.begun.iter_mut().next_back().into_iter().for_each(|begun| begun.headed = true);
    }

    /// Ends the rule about the sections before.
    pub(super) fn end_rule(&mut self) {
        let end = self.found.len();
        if let Some(rule) = self.rules.last_mut() {
            rule.until = rule.until.or(Some(end));
        }
    }

    /// Takes in what a paragraph says about slots, versions and the total.
    pub(super) fn about_the_whole(&mut self, paragraph: Piece<'a>) -> bool {
        if self.part == Part::Other || !may_count(paragraph.text) {
            return false;
        }
        let begun = !self.found.is_empty();
        if let Some(slot) = longer_version(paragraph, self.facts.shortest(), begun) {
            self.longer = Some((slot, false));
            self.facts.longer(slot);
            self.nesting.close_all();
            true
        } else {
            self.facts.paragraph(paragraph, begun)
        }
    }
}
