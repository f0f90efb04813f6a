//! A person who types at random, and whose texts try to break out of their lines.

use super::*;

/// Numbers that look random, the same for the same seed (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((bits ^ (bits >> 31)) % most.max(1) as u64).unwrap()
    }

    fn text(&mut self) -> String {
        const PARTS: [&str; 20] = [
            "a",
            "talk ",
            "\"",
            "\\",
            "\n",
            "\t",
            "\r\n",
            "\u{1b}[31m",
            "\0",
            "\u{202e}",
            "\u{feff}",
            "漢",
            "👨‍👩‍👧",
            "e\u{301}",
            "\\u{1b}",
            "\"# ",
            "= 1a2b3c4d",
            "<<<<<<< x",
            "\u{85}",
            "\u{10ffff}",
        ];
        (0..self.below(4)).map(|_| PARTS[self.below(PARTS.len())]).collect()
    }

    fn unknown(&mut self) -> Unknown {
        let mut unknown = Unknown::default();
        for _ in 0..self.below(3) {
            unknown.keep(
                ["x", "my-field", "größe"][self.below(3)],
                ["3", "r#\"two\n \\ \"#", "( a: [1], /* why */ )"][self.below(3)],
            );
        }
        unknown
    }

    fn proposal(&mut self, id: String) -> Arc<Proposal> {
        let id = Id::new(id);
        let submission = Submission {
            id: Id::new("s\"1"),
            venue: self.text(),
            status: Status::ALL[self.below(8)],
            slot: Some(30).filter(|_| self.below(2) == 0),
            remarks: self.text(),
            unknown: self.unknown(),
            ..Submission::default()
        };
        let submissions = if self.below(2) == 0 { vec![submission] } else { Vec::new() };
        let (title, outline, unknown) = (self.text(), self.text(), self.unknown());
        Proposal { id, title, outline, tags: vec![self.text()], submissions, unknown, ..Proposal::default() }
            .into()
    }

    pub fn library(&mut self) -> Library {
        let proposals = (0..self.below(3)).map(|at| self.proposal(format!("p\" {at}"))).collect();
        Library {
            id: Id::new("lib"),
            title: self.text(),
            proposals,
            unknown: self.unknown(),
            ..Library::default()
        }
    }

    fn place(&mut self, library: &Library) -> Place {
        let texts = [
            LibraryText::Title,
            LibraryText::Introduction,
            LibraryText::SpeakerName,
            LibraryText::SpeakerEmail,
            LibraryText::SpeakerBiography,
        ];
        let Some(proposal) = library.proposals.get(self.below(4)) else {
            return Place::Library(texts[self.below(5)]);
        };
        if let (Some(submission), 0) = (proposal.submissions.first(), self.below(3)) {
            return Place::Remarks { proposal: proposal.id.clone(), submission: submission.id.clone() };
        }
        let text = [ProposalText::PROSE[self.below(4)], ProposalText::Title][self.below(2)];
        Place::Proposal(proposal.id.clone(), text)
    }

    fn edit(&mut self, library: &Library) -> Edit {
        let count = library.proposals.len();
        let index = self.below(count);
        match (self.below(9), library.proposals.get(index)) {
            (0, _) => {
                let (index, fresh) = (self.below(count + 1), format!("f{}", self.below(1 << 30)));
                Edit::AddProposal { index, proposal: self.proposal(fresh) }
            }
            (1, Some(proposal)) => Edit::RemoveProposal { index, proposal: Arc::clone(proposal) },
            (2, Some(_)) => Edit::MoveProposal { from: index, to: self.below(count) },
            (3, Some(before)) => {
                Edit::SetProposal { before: Arc::clone(before), after: self.proposal(before.id.to_string()) }
            }
            (4, _) => Edit::SetUnknown {
                before: Box::new([library.unknown.clone(), library.speaker.unknown.clone()]),
                after: Box::new([self.unknown(), self.unknown()]),
            },
            _ => {
                let place = self.place(library);
                let text = library.text(&place).unwrap();
                let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
                let from = self.below(bounds.len());
                let (at, end) = (bounds[from], bounds[(from + self.below(3)).min(bounds.len() - 1)]);
                let removed = text[at..end].to_owned();
                Edit::Splice { place, at, removed, inserted: self.text() }
            }
        }
    }

    /// What a person may do at once, done to the library.
    pub fn change(&mut self, library: &mut Library) -> Change {
        let kinds = [ChangeKind::Step, ChangeKind::Joined, ChangeKind::Undone, ChangeKind::Redone];
        let kind = kinds[self.below(4)];
        let mut edits = Vec::new();
        for _ in 0..=self.below(2) {
            let edit = self.edit(library);
            edit.apply(library).unwrap();
            edits.push(edit);
        }
        Change { kind, edits }
    }
}
