//! Everything that the program knows while it runs.

use std::{collections::HashMap, path::PathBuf, sync::Arc, time::Duration};

use super::{
    At, Command, Effect, Ground, Line, Notice, Opened, Pointer, Popup, Purpose, Remnant, Settings, Sizes,
    Spelling, Timing,
    history::History,
    list::List,
    tabs::{self, Tab},
};
use crate::{
    merge::Conflict,
    talk::{Change, Id, Ids, Library, Place, Proposal, ProposalText, Version},
    text::{Count, Field, Marks, Wrapped},
};

/// The state of the program. Only `update` changes it.
#[derive(Debug)]
pub struct Model {
    /// The window's columns and rows.
    pub size: (u16, u16),
    /// What is edited. Only `change` and opening another file touch it.
    pub library: Arc<Library>,
    /// The library as it was last read from the file or saved to it.
    pub base: Arc<Library>,
    /// What another program and the person have changed differently, to be decided.
    pub conflicts: Vec<Conflict>,
    /// Where it is kept.
    pub file: File,
    /// Which pane has the keys.
    pub pane: Pane,
    /// What is open.
    pub subject: Subject,
    /// Which tab of it, counted from 0.
    pub tab: usize,
    /// Which tab with a text was open last.
    pub(super) written: usize,
    /// How large the person has made the panes.
    pub sizes: Sizes,
    /// Whether the open text is shown alone.
    pub alone: bool,
    /// The text of that tab; none where it shows details.
    pub desk: Option<Desk>,
    /// The chosen row of the details, counted from 0.
    pub form_row: usize,
    /// The first visible line of the details.
    pub form_top: usize,
    /// The rows of the list of proposals.
    pub list: List,
    /// The sections and minutes of the open proposal.
    pub timing: Timing,
    /// What lies over the panes, the topmost last.
    pub popups: Vec<Popup>,
    /// What can be undone and redone.
    pub history: History,
    /// One line about what just happened.
    pub note: Option<Note>,
    /// The text in which Enter has begun an item, and the state of the history while nothing was written in it.
    pub(super) begun: Option<(Place, u64)>,
    /// The commands that were last chosen from the palette, the last one first.
    pub(super) recent: Vec<Command>,
    /// What was last copied or cut.
    pub clipboard: String,
    /// What is known of words.
    pub spelling: Spelling,
    /// What was last looked for, and what was to take its place.
    pub(super) sought: [String; 2],
    /// When the message that is being heard arrived.
    pub(super) now: Duration,
    /// What the person has set: keys among it.
    pub settings: Settings,
    /// Presses of the mouse and what it holds.
    pub(super) pointer: Pointer,
    /// Whether what a pane shows stays where it was scrolled to, by pane.
    pub(super) stays: [bool; 3],
    /// What the terminal draws on, once it has told.
    pub ground: Option<Ground>,
    pub(super) ids: Ids,
    /// What is being saved, each with its state of the history.
    pub(super) saves: Vec<(u64, Arc<Library>)>,
    /// What was being saved when the last save failed, which may be in the file all the same.
    pub(super) tried: Option<Arc<Library>>,
    /// Whether another program's version was taken in during this message.
    pub(super) taken_in: bool,
    /// Where the cursor was in each text, to come back to it.
    pub(super) carets: HashMap<Place, usize>,
    /// The library that was open before this one.
    pub(super) earlier: Option<PathBuf>,
    /// When the file is to be looked at, since something happened to it.
    pub(super) look_at: Option<Duration>,
    /// Files beside the library's that hold other versions of it.
    pub(super) beside: Vec<PathBuf>,
    /// What is left of a file that could not be read, until one of it is chosen.
    pub(super) remnants: Vec<Remnant>,
    /// What was changed during this message and is not yet in the journal.
    pub(super) unwritten: Vec<Change>,
}

/// Where the library is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that is so or not")]
pub struct File {
    /// The path as the person gave it.
    pub path: PathBuf,
    /// What kind of file that is.
    pub kind: FileKind,
    /// The state of the history that was saved last.
    pub saved: u64,
    /// Whether that it was saved is to be told.
    pub(super) told: bool,
    /// Whether the program ends when the save has succeeded.
    pub leaving: bool,
    /// The library that is opened when the save has succeeded.
    pub(super) next: Option<Effect>,
    /// What was typed as the name of the file that is being saved to, if it is another one.
    pub(super) named: Option<String>,
    /// Whether another library was asked for in its place: then nothing is changed any more.
    pub opening: bool,
    /// Which version of the file the library was read from or written to last; none where there is no
    /// such file.
    pub version: Option<Version>,
    /// Whether there is something else in the file that was not taken in, and is to be kept.
    pub(super) foreign: bool,
    /// Why it may not be changed, if so, in words for the person.
    pub locked: Option<String>,
    /// Why what is typed is not written down as it is typed, if so.
    pub unprotected: Option<String>,
    /// When the first and the last change came that are not in the file.
    pub(super) changed: Option<(Duration, Duration)>,
    /// A save failed: it is not tried again by itself before this.
    pub(super) patience: Duration,
}

impl File {
    /// A file of which nothing is known yet but its kind.
    pub(super) const fn new(path: PathBuf, kind: FileKind) -> Self {
        Self {
            path,
            kind,
            saved: 0,
            told: false,
            leaving: false,
            next: None,
            named: None,
            opening: false,
            version: None,
            foreign: false,
            locked: None,
            unprotected: None,
            changed: None,
            patience: Duration::ZERO,
        }
    }
}

/// What is at the library's path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Nothing yet: the first save begins it.
    New,
    /// The library as it was saved last.
    Kept,
    /// There is no path: this is the sample, of which nothing is kept until it is saved as a file.
    Sample,
}

/// A pane of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Pane {
    /// The list of proposals.
    #[default]
    Proposals,
    /// The open text or details.
    Editor,
    /// Sections and minutes.
    Timing,
}

/// What is open in the editor.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub enum Subject {
    /// The library itself: its title, introduction and speaker.
    #[default]
    Library,
    /// The proposal with this id.
    Proposal(Id),
}

/// The text that is being read or written.
#[derive(Debug)]
pub struct Desk {
    /// Where it stands in the library.
    pub place: Place,
    /// The text with its cursor and selection.
    pub field: Field,
    /// The text in rows of the screen.
    pub wrapped: Wrapped,
    /// The first visible row.
    pub top: usize,
    /// The column that moving up and down tries to keep, in cells.
    pub goal: Option<u16>,
    /// How much text it is.
    pub count: Count,
    /// Whether the text has changed since it was counted.
    pub(super) uncounted: bool,
    /// What is marked in it.
    pub marks: Marks,
    /// What the marks of what is looked for were made for; none where the text has changed since.
    pub(super) sought: Option<String>,
    /// Where the person has typed last, as long as that word is not left.
    pub(super) typed: Option<usize>,
    /// By which words the marks of misspelt ones were made: their language, and which version of them.
    pub(super) judge: Option<(String, u64)>,
}

/// One line about what just happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it says; text from outside is made visible when it is drawn.
    pub text: String,
    /// Whether something failed: then only a key makes it go away.
    pub failed: bool,
    /// When it goes away by itself.
    pub until: Option<Duration>,
}

/// How long a note stays that tells of something that went well.
const NOTE_STAYS: Duration = Duration::from_secs(4);

impl Model {
    /// A model of a library that was just opened.
    ///
    /// `size` is the window's columns and rows; `seed` makes ids and must be random.
    #[must_use]
    pub fn new(size: (u16, u16), path: PathBuf, opened: Opened, seed: u64, settings: Settings) -> Self {
        let mut model = Self {
            size,
            library: Arc::default(),
            base: Arc::default(),
            conflicts: Vec::new(),
            file: File::new(PathBuf::new(), FileKind::New),
            pane: Pane::default(),
            subject: Subject::default(),
            tab: 0,
            written: 0,
            sizes: Sizes::default(),
            alone: false,
            desk: None,
            form_row: 0,
            form_top: 0,
            list: List::default(),
            timing: Timing::default(),
            popups: Vec::new(),
            history: History::default(),
            note: None,
            begun: None,
            recent: Vec::new(),
            clipboard: String::new(),
            spelling: Spelling::default(),
            sought: Default::default(),
            now: Duration::ZERO,
            settings,
            pointer: Pointer::default(),
            stays: [false; 3],
            ground: None,
            ids: Ids::new(seed),
            saves: Vec::new(),
            tried: None,
            taken_in: false,
            carets: HashMap::new(),
            earlier: None,
            look_at: None,
            beside: Vec::new(),
            remnants: Vec::new(),
            unwritten: Vec::new(),
        };
        model.open(path, opened);
        if !model.settings.problems.is_empty() {
            let (title, words) = ("Not all settings can be used".to_owned(), model.settings.problems.clone());
            // What is wrong with the library is more urgent.
            model.popups.insert(0, Popup::Notice(Box::new(Notice { title, words, top: 0 })));
        }
        model
    }

    /// Whether a save was asked for and has not been answered.
    #[must_use]
    pub const fn is_saving(&self) -> bool {
        !self.saves.is_empty()
    }

    /// Whether there are changes that are not in the file.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.history.mark() != self.file.saved
    }

    /// Takes what was just told away, to tell it elsewhere.
    pub(super) fn taken_note(&mut self) -> String {
        self.note.take().map_or_else(String::new, |note| note.text)
    }

    /// The open proposal; none where the library itself is open.
    #[must_use]
    pub fn proposal(&self) -> Option<&Arc<Proposal>> {
        match &self.subject {
            Subject::Library => None,
            Subject::Proposal(id) => {
                let listed = self.list.proposal().and_then(|index| self.library.proposals.get(index));
                listed.filter(|proposal| proposal.id == *id).or_else(|| self.library.proposal(id))
            }
        }
    }

    /// The tabs of what is open.
    #[must_use]
    pub const fn tabs(&self) -> &'static [Tab] {
        tabs::of(&self.subject)
    }

    /// Whether the text that is open is the outline, which the timing follows.
    #[must_use]
    pub fn writes_outline(&self) -> bool {
        let place = self.desk.as_ref().map(|desk| &desk.place);
        matches!(place, Some(Place::Proposal(_, ProposalText::Outline)))
    }

    /// Whose keys are heard, the topmost popup's first.
    #[must_use]
    pub fn at(&self) -> At {
        match (self.popups.last(), self.pane) {
            (Some(Popup::Line(_)), _) => At::LINE,
            (Some(Popup::Conflicts(_)), _) => At::CONFLICTS,
            (Some(Popup::Find(find)), _) if find.replacing => At::REPLACE,
            (Some(Popup::Find(_)), _) => At::FIND,
            (Some(Popup::Choose(menu)), _) if menu.query.is_some() => At::PICK,
            (Some(Popup::Search(_)), _) => At::PICK,
            (Some(_), _) => At::POPUP,
            (None, Pane::Proposals) => At::LIST,
            (None, Pane::Timing) => At::TIMING,
            (None, Pane::Editor) if self.desk.is_some() => At::TEXT,
            (None, Pane::Editor) => At::FORM,
        }
    }

    /// The key that runs a command in the panes, for messages that name it.
    #[must_use]
    pub fn key_for(&self, command: Command) -> String {
        let here = self.settings.keys.shown(command, self.at()).next();
        here.unwrap_or_else(|| self.settings.keys.first(command, At::PANES))
    }

    /// When the model wants to hear `Msg::Wake`.
    #[must_use]
    pub fn wake_at(&self) -> Option<Duration> {
        let note = self.note.as_ref().and_then(|note| note.until);
        // What is to be read is read in pieces, between which keys are heard.
        let reading = self.search().filter(|search| search.is_reading()).map(|_| self.now);
        [note, self.autosave_at(), self.look_at, reading].into_iter().flatten().min()
    }

    /// Asks for a line; `text` is there to begin with.
    pub(super) fn ask(&mut self, purpose: Purpose, text: &str) {
        self.popups.push(Popup::Line(Box::new(Line::new(purpose, text))));
    }

    /// Tells of something that went well; it goes away by itself.
    pub(super) fn tell(&mut self, text: impl Into<String>) {
        let until = self.now.saturating_add(NOTE_STAYS);
        self.note = Some(Note { text: text.into(), failed: false, until: Some(until) });
    }

    /// Tells of something that failed; it stays until the next key.
    pub(super) fn fail(&mut self, text: impl Into<String>) {
        self.note = Some(Note { text: text.into(), failed: true, until: None });
    }

    /// Does something that may tell of it, and tells that behind what was told before.
    pub(super) fn and_then_tell(&mut self, act: impl FnOnce(&mut Self)) {
        let before = self.note.take();
        act(self);
        self.note = match (before, self.note.take()) {
            (Some(before), Some(behind)) => Some(Note {
                text: format!("{}. {}", before.text, behind.text),
                failed: before.failed || behind.failed,
                until: before.until.and(behind.until),
            }),
            (before, behind) => before.or(behind),
        };
    }
}
