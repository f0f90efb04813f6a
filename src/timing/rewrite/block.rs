//! Which lines belong to a section: those from its own on, up to the next section that is not inside it or
//! to what is about the whole again.

use std::{collections::HashSet, ops::Range};

use super::super::{
    Plan, Section, Stands,
    label::label,
    line::{Line, Shape, lines},
    names::Field,
};

/// A text by its lines, with the fences around them.
pub(super) struct Page<'a> {
    text: &'a str,
    plan: &'a Plan,
    lines: Vec<Line<'a>>,
    /// The number of the fence that each line is in; the line that closes it is not.
    fences: Vec<Option<usize>>,
    /// Where the lines of sections begin.
    titles: HashSet<usize>,
    /// Where the lines about the whole begin: with the slot, a total, a rule.
    wholes: HashSet<usize>,
}

/// A block of a page: a section with all that is inside it.
struct Block {
    /// Where it begins, in bytes.
    start: usize,
    /// The number of the line with the title.
    title: usize,
    /// Where it ends at the latest, in bytes.
    limit: usize,
    /// The section behind it.
    next: Option<usize>,
}

impl<'a> Page<'a> {
    /// The page of a plan.
    pub fn of(text: &'a str, plan: &'a Plan) -> Self {
        let lines = lines(text);
        let (mut open, mut count) = (None, 0);
        let fence = |line: &Line<'_>| {
            let words = line.whole.text.trim();
            let marks = ["```", "~~~"].into_iter().find(|marks| words.starts_with(marks));
            match (open, marks.filter(|_| line.shape == Shape::Mute)) {
                (None, Some(marks)) => {
                    count += 1;
                    open = Some((marks, count));
                }
                (Some((opened, _)), Some(marks)) if opened == marks => open = None,
                _ => {}
            }
            open.map(|(_, number)| number)
        };
        let fences = lines.iter().map(fence).collect();
        let titles = plan.sections.iter().map(|section| section.place.start).collect();
        let mut page = Self { text, plan, lines, fences, titles, wholes: HashSet::new() };
        page.wholes = page.lines_about_the_whole();
        page
    }

    /// Where the lines begin that tell the slot, a total or a rule, and no section's time.
    fn lines_about_the_whole(&self) -> HashSet<usize> {
        let line = |place: &Range<usize>| self.lines.get(self.line(place.start)).map(|line| line.whole.at);
        let (by_rule, own): (Vec<&Section>, Vec<&Section>) =
            self.plan.sections.iter().partition(|section| section.is_by_rule());
        let rules = by_rule.iter().filter_map(|section| section.time_place.as_ref());
        let times: HashSet<usize> =
            own.iter().filter_map(|section| section.time_place.as_ref()).filter_map(line).collect();
        let plan = self.plan;
        let stated = plan.stated_place.iter().chain(&plan.stated_again);
        let wholes = stated.chain(&plan.slot_places).chain(rules);
        wholes.filter_map(line).filter(|line| !times.contains(line)).collect()
    }

    /// The lines that belong to the sections with these numbers, a section and all inside it, in bytes: without
    /// the blank lines behind them and the last line break. None where there are no such sections.
    pub fn body(&self, sections: &Range<usize>) -> Option<Range<usize>> {
        let block = self.block(sections)?;
        let keeps_prose = self.is_followed(sections) || self.prose_is_theirs(sections)?;
        let end = self.end(&block, sections, keeps_prose).0;
        let until = self.lines.partition_point(|line| line.whole.at < end);
        let filled =
            self.lines.get(block.title..until)?.iter().rfind(|line| !line.whole.text.trim().is_empty())?;
        Some(block.start..filled.whole.place().end)
    }

    /// Whether another section of the same list follows.
    fn is_followed(&self, sections: &Range<usize>) -> bool {
        let depth = |at: usize| self.plan.sections.get(at).map(|section| section.depth);
        depth(sections.end) == depth(sections.start)
    }

    /// The block of a section and those inside it.
    fn block(&self, sections: &Range<usize>) -> Option<Block> {
        let section = self.plan.sections.get(sections.start)?;
        let next = self.plan.sections.get(sections.end);
        let limit = next.map_or(self.text.len(), |next| self.start(next));
        let title = self.line(section.place.start);
        Some(Block { start: self.start(section), title, limit, next: next.map(|_| sections.end) })
    }

    /// Where the first line of a section begins.
    fn start(&self, section: &Section) -> usize {
        let above = section.notation.is_some_and(|notation| notation.stands == Stands::Above);
        let time = section.time_place.as_ref().filter(|_| above).map(|place| place.start);
        let first = time.map_or(section.place.start, |time| time.min(section.place.start));
        self.lines.get(self.line(first)).map_or(first, |line| line.whole.at)
    }

    /// The number of the line in which a byte is.
    fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|line| line.whole.at <= at).saturating_sub(1)
    }

    /// Whether paragraphs behind the last section of a list are a part of it: blank lines stand between the
    /// sections beside it, and at least half of them have such a paragraph.
    fn prose_is_theirs(&self, last: &Range<usize>) -> Option<bool> {
        let sections = &self.plan.sections;
        let depth = sections.get(last.start)?.depth;
        let (mut all, mut with_prose, mut end) = (0, 0, last.end);
        for (number, section) in sections.iter().enumerate().take(last.end).rev() {
            if section.depth < depth {
                break;
            }
            if section.depth == depth {
                let sections = number..end;
                let block = self.block(&sections)?;
                let last_line = self.lines.get(self.line(block.limit).checked_sub(1)?)?;
                if end < last.end && last_line.shape != Shape::Blank {
                    return Some(false);
                }
                all += 1;
                with_prose += usize::from(self.end(&block, &sections, true).1);
                end = number;
            }
        }
        Some(with_prose * 2 >= all)
    }

    /// Where a block ends, in bytes, and whether it has paragraphs of its own behind its lists.
    fn end(&self, block: &Block, sections: &Range<usize>, keeps_prose: bool) -> (usize, bool) {
        let Some(title) = self.lines.get(block.title) else { return (block.limit, false) };
        if matches!(title.shape, Shape::Row(_)) {
            return (title.whole.place().end, false);
        }
        let fence = self.fences.get(block.title).copied().flatten();
        let (mut has_prose, mut after_blank, mut opened) = (false, false, None);
        for (number, line) in self.lines.iter().enumerate().skip(block.title + 1) {
            if line.whole.at >= block.limit {
                break;
            }
            let inside = self.fences.get(number).copied().flatten();
            if fence.is_some() && inside != fence {
                return (line.whole.at, has_prose);
            }
            opened = if inside == fence { None } else { opened.or(Some(line.whole.at)) };
            if !self.titles.contains(&line.whole.at) {
                let prose =
                    after_blank && matches!(line.shape, Shape::Plain(_)) && line.indent <= title.indent;
                let own = !matches!(title.shape, Shape::Heading(..));
                if self.is_about_the_whole(line, title, prose && own)
                    || prose && own && (!keeps_prose || self.ends_the_version(block, sections))
                {
                    return (line.whole.at, has_prose);
                }
                has_prose |= prose;
            }
            after_blank = line.shape == Shape::Blank;
        }
        // A fence that others are in as well.
        let shared = opened.filter(|_| block.next.is_some());
        (shared.unwrap_or(block.limit), has_prose)
    }

    /// Whether a line that is no section's is about the whole again: a heading that is not inside the section,
    /// the slot, a total, a rule, another field.
    fn is_about_the_whole(&self, line: &Line<'_>, title: &Line<'_>, begins: bool) -> bool {
        if let Shape::Heading(level, _) = line.shape {
            return !matches!(title.shape, Shape::Heading(outer, _) if level > outer);
        }
        if self.wholes.contains(&line.whole.at) {
            return true;
        }
        let Shape::Plain(words) = line.shape else { return false };
        let other = |field| !matches!(field, Field::Form);
        begins && label(words).is_some_and(|label| other(label.field))
    }

    /// Whether what follows is only in a longer version.
    fn ends_the_version(&self, block: &Block, sections: &Range<usize>) -> bool {
        let optional = |at: usize| self.plan.sections.get(at).is_some_and(|section| section.optional);
        block.next.is_some_and(optional) && !optional(sections.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timing::read;

    /// What belongs to the section with this number.
    fn body(text: &str, number: usize) -> &str {
        let plan = read(text);
        let depth = plan.sections[number].depth;
        let inside = plan.sections[number + 1..].iter().take_while(|section| section.depth > depth);
        let end = number + 1 + inside.count();
        text.get(Page::of(text, &plan).body(&(number..end)).unwrap()).unwrap()
    }

    #[test]
    fn a_section_has_lines_below() {
        let text = "1. a (3 min)\n   words\n\n   * more\n\n2. b (4 min)\n";
        assert_eq!(body(text, 0), "1. a (3 min)\n   words\n\n   * more");
        assert_eq!(body(text, 1), "2. b (4 min)");
        assert_eq!(body("(4 min)\n**a**\n\n(5 min)\n**b**", 1), "(5 min)\n**b**");
        let code = "* a (3 min)\n\n  ~~~ python\n  ```\n  ~~~";
        assert_eq!(body(&format!("{code}\n* b (4 min)\n"), 0), code);
    }

    #[test]
    fn the_last_section_ends_before_the_whole() {
        for (behind, kept) in [
            ("## Notes\n\nwords", false),
            ("Notes: words", false),
            ("Total: 7 minutes", false),
            ("words", false),
            ("  words", true),
        ] {
            let text = format!("* c (1 min)\n* a (3 min)\n* b (3 min)\n\n{behind}\n");
            assert_eq!(body(&text, 2).contains(behind), kept, "{behind}");
        }
        let fenced = "```\n* a (3 min)\n* b (3 min)\n```\n";
        assert_eq!(body(fenced, 1), "* b (3 min)");
        assert_eq!(body("* a (3 min)\n* b (3 min)\nTotal: 6 minutes\n", 1), "* b (3 min)");
    }

    #[test]
    fn paragraphs_belong_to_a_section_where_they_do_to_others() {
        let both = "1. a (3 min)\n\nwords\n\n2. b (3 min)\n\nmore\n";
        assert_eq!(body(both, 1), "2. b (3 min)\n\nmore");
        let last = "1. a (3 min)\n\n2. b (3 min)\n\n3. c (3 min)\n\nmore\n";
        assert_eq!(body(last, 2), "3. c (3 min)");
        let between = "* a (3 min)\n* b (3 min)\n\nmore\n\n* c (3 min)\n\n* d (2 min)\n";
        assert_eq!(body(between, 1), "* b (3 min)\n\nmore");
        let longer = "* a (3 min)\n\nA 40 minute talk would include:\n\n* b\n";
        assert_eq!(body(longer, 0), "* a (3 min)");
        let tight = "1. a (3 min)\n2. b (3 min)\n\nmore\n";
        assert_eq!(body(tight, 1), "2. b (3 min)");
    }
}
