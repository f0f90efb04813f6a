//! What commands do while the proposals are searched, and how the list follows.

use super::{
    Command, Model, Pane, Popup, Search, Spot, Subject,
    tabs::{self, Tab},
};

impl Model {
    /// The search over the proposals, while there is one.
    #[must_use]
    pub fn search(&self) -> Option<&Search> {
        self.popups.iter().find_map(|popup| match popup {
            Popup::Search(search) => Some(&**search),
            _ => None,
        })
    }

    /// Begins to search: the list shows what is found.
    pub(super) fn begin_search(&mut self) {
        let from = (Spot::of(self), self.alone);
        self.pane = Pane::Proposals;
        self.popups.push(Popup::Search(Box::new(Search::new(from))));
    }

    /// Runs what means something else to a search than to other lines; answers whether it did. Moving chooses
    /// among what was found, Enter stays there, and Esc goes back to where the search began.
    pub(super) fn run_in_search(&mut self, command: Command) -> bool {
        let Some(Popup::Search(search)) = self.popups.last() else { return false };
        match command {
            Command::Up | Command::Down | Command::PageUp | Command::PageDown => {
                self.choose_proposal(command);
                return true;
            }
            Command::Back => {
                let (from, alone) = search.from.clone();
                self.popups.pop();
                self.go(&from);
                self.alone = alone;
            }
            Command::Accept => drop(self.popups.pop()),
            _ => return false,
        }
        true
    }

    /// The search follows what is typed, and the list what is found. The best of what another query found is
    /// chosen.
    pub(super) fn refresh_search(&mut self) {
        let library = &self.library;
        let search = self.popups.iter_mut().find_map(|popup| match popup {
            Popup::Search(search) => Some(search),
            _ => None,
        });
        let Some(search) = search else {
            self.list.stale |= self.list.found;
            self.list.meant.clear();
            return;
        };
        let (others, another_query) = search.follow(library);
        self.list.stale |= others;
        if another_query && !search.is_blank() {
            let hits = Some(search.hits.as_slice());
            self.list.rebuild(library, &Subject::Library, hits);
            (self.list.at, self.list.top) = (0, 0);
            self.show_chosen();
        }
    }

    /// Marks in the visible rows what is meant by what is looked for.
    pub(super) fn mark_meant(&mut self, height: usize) {
        let search = self.popups.iter_mut().find_map(|popup| match popup {
            Popup::Search(search) => Some(search),
            _ => None,
        });
        if let Some(search) = search.filter(|search| !search.is_blank()) {
            let hits: Vec<_> = search.hits.iter().copied().skip(self.list.top).take(height).collect();
            self.list.meant = hits.into_iter().map(|hit| search.meant(hit)).collect();
        } else {
            self.list.meant.clear();
        }
    }

    /// Opens what is chosen in the list, a proposal that was found by a text alone at that place.
    pub(super) fn show_chosen(&mut self) {
        let Some(subject) = self.list.subject(&self.library) else { return };
        let hit = self.search().filter(|_| self.list.found).and_then(|search| search.hits.get(self.list.at));
        if let Some((text, at)) = hit.and_then(|hit| hit.text)
            && let Some(tab) = tabs::of(&subject).iter().position(|tab| *tab == Tab::Proposal(text))
        {
            self.show(subject, tab);
            if let Some(desk) = &mut self.desk {
                desk.field.move_to(at, false);
                desk.goal = None;
            }
            return;
        }
        let tab = if subject == Subject::Library || self.subject == Subject::Library { 0 } else { self.tab };
        self.show(subject, tab);
    }
}
