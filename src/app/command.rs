//! THE TABLE of commands: what a person can do, its name, its keys and where they work.
//!
//! Help, the palette, the hints in the status line, `soapbox keys`, `docs/KEYS.md` and the key map are all
//! made from it. To add a command: one variant, one row here, one arm in `update`, one session test; where
//! it cannot always act, one arm in `Model::refusal`, which says why.

mod row;

use super::At;
pub use row::Row;
use row::{bare, row};

/// Something a person can do. What each one does stands beside it in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table below says what each one does, in the words that people see")]
pub enum Command {
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    Write,
    WriteElsewhere,
    Search,
    NewProposal,
    Duplicate,
    Delete,
    DeleteSubmission,
    MoveUp,
    MoveDown,
    Rename,
    Details,
    ShowTiming,
    Change,
    AddSubmission,
    ToOutline,
    AddSection,
    NextVersion,
    Longer,
    Shorter,
    SetMinutes,
    Fit,
    Pin,
    SetSlot,
    MakeVersion,
    Left,
    Right,
    WordLeft,
    WordRight,
    SentenceLeft,
    SentenceRight,
    ParagraphUp,
    ParagraphDown,
    LineStart,
    LineEnd,
    TextStart,
    TextEnd,
    NewLine,
    PlainNewLine,
    Indent,
    Outdent,
    Renumber,
    DuplicateLine,
    EraseLeft,
    EraseRight,
    EraseWordLeft,
    EraseWordRight,
    EraseLineLeft,
    EraseLineRight,
    SelectAll,
    Copy,
    CopyText,
    CopyDescription,
    Cut,
    Paste,
    Accept,
    Find,
    Replace,
    FindNext,
    FindPrevious,
    ReplaceAll,
    Correct,
    MarkSpelling,
    NextField,
    PreviousField,
    NextTab,
    PreviousTab,
    NextPane,
    PreviousPane,
    Back,
    Undo,
    Redo,
    Save,
    SaveAs,
    Open,
    OpenSample,
    TakeIn,
    Import,
    ShowConflicts,
    KeepMine,
    TakeTheirs,
    KeepBoth,
    NextConflict,
    PreviousConflict,
    Alone,
    WiderList,
    NarrowerList,
    TallerTiming,
    ShorterTiming,
    ResetSizes,
    ToggleMouse,
    Commands,
    Help,
    Suspend,
    Quit,
}

const ROWS_AND_POPUP: At = At::ROWS.or(At::POPUP).or(At::CONFLICTS);
const PAGED: At = At::PANES.or(At::POPUP).or(At::CONFLICTS).or(At::PICK);
/// Where a command works without a key that is its own there.
const NO_KEY: &str = "";

/// The table, in the order in which help shows it.
pub const TABLE: &[Row] = &[
    row(Command::Write, "write", "Write the open text", &[(At::LIST, "enter right")])
        .also("edit description abstract summary audience outline notes text"),
    row(
        Command::WriteElsewhere,
        "write-elsewhere",
        "Write it in your own editor ($EDITOR)",
        &[(At::TEXT.or(At::LIST), "ctrl-e"), (At::LIST, "e")],
    )
    .also("vim emacs nano external"),
    row(Command::Change, "change", "Change this line", &[(At::FORM, "enter")]).also("edit fill"),
    row(Command::ToOutline, "to-outline", "Go to this section in the outline", &[(At::TIMING, "enter")])
        .also("jump"),
    row(Command::AddSection, "add-section", "Add a section", &[(At::TIMING, "n a"), (At::PANES, NO_KEY)])
        .also("new insert item part row line outline"),
    row(Command::Longer, "longer", "A minute longer", &[(At::TIMING, "+ = right")]).also("more extend time"),
    row(Command::Shorter, "shorter", "A minute shorter", &[(At::TIMING, "- left")]).also("less time"),
    row(Command::SetMinutes, "set-minutes", "Type its minutes", &[(At::TIMING, "m")])
        .also("time duration length"),
    row(Command::Fit, "fit", "Fit all sections to the slot", &[(At::TIMING, "f"), (At::PANES, NO_KEY)])
        .also("stretch shrink squeeze adjust limit schedule"),
    row(Command::Pin, "pin", "Keep its minutes when fitting", &[(At::TIMING, "p")]).also("lock fix"),
    row(
        Command::SetSlot,
        "set-slot",
        "Set the slot: speaking + questions + changeover",
        &[(At::TIMING, "s"), (At::PANES, NO_KEY)],
    )
    .also("time duration length limit minutes"),
    row(
        Command::MakeVersion,
        "make-version",
        "Make a version for another slot",
        &[(At::TIMING, "V"), (At::PANES, NO_KEY)],
    )
    .also("variant shorter longer"),
    row(
        Command::NextVersion,
        "next-version",
        "Show the next version",
        &[(At::TIMING, "v"), (At::PANES, NO_KEY)],
    )
    .also("variant switch"),
    row(Command::Search, "search", "Search the proposals", &[(At::LIST, "/ ctrl-f"), (At::PANES, NO_KEY)])
        .also("find filter look"),
    row(Command::NewProposal, "new-proposal", "New proposal", &[(At::LIST, "n"), (At::PANES, NO_KEY)])
        .also("add create talk begin"),
    row(Command::Rename, "rename", "Rename the proposal", &[(At::LIST, "r"), (At::PANES, "F2")])
        .also("name heading"),
    row(Command::Details, "details", "Title, tags and submissions", &[(At::LIST, "i"), (At::PANES, NO_KEY)])
        .also(
            "venue conference status form language deadline number accepted rejected fields \
            properties metadata",
        ),
    row(
        Command::AddSubmission,
        "add-submission",
        "Add a submission",
        &[(At::LIST.or(At::FORM), "s"), (At::PANES, NO_KEY)],
    )
    .also("venue conference send submit apply cfp"),
    row(Command::Duplicate, "duplicate", "Duplicate the proposal", &[(At::LIST, "c"), (At::PANES, NO_KEY)])
        .also("clone copy"),
    row(
        Command::Delete,
        "delete",
        "Delete the proposal (asks first)",
        &[(At::LIST, "delete x"), (At::PANES, NO_KEY)],
    )
    .also("remove trash erase"),
    row(
        Command::DeleteSubmission,
        "delete-submission",
        "Delete the submission (asks first)",
        &[(At::FORM, "delete x")],
    )
    .also("remove venue conference withdraw"),
    row(
        Command::MoveUp,
        "move-up",
        "Move up",
        &[(At::LIST.or(At::TIMING), "alt-up K"), (At::TEXT, "alt-up")],
    )
    .also("order sort"),
    row(
        Command::MoveDown,
        "move-down",
        "Move down",
        &[(At::LIST.or(At::TIMING), "alt-down J"), (At::TEXT, "alt-down")],
    )
    .also("order sort"),
    row(
        Command::ShowTiming,
        "show-timing",
        "Go to the timing",
        &[(At::LIST.or(At::FORM), "t"), (At::PANES, NO_KEY)],
    )
    .also("minutes time schedule sections"),
    bare(Command::Accept, "accept", "Accept", &[(At::LINES.or(At::POPUP).or(At::REPLACE), "enter")]),
    row(Command::Find, "find", "Find in the text", &[(At::TEXT.or(At::FINDING), "ctrl-f")])
        .also("search look"),
    row(Command::Replace, "replace", "Replace in the text", &[(At::TEXT.or(At::FIND), "ctrl-r")])
        .also("substitute change"),
    row(
        Command::FindNext,
        "find-next",
        "To the next match",
        &[(At::TEXT, "F3"), (At::FIND, "enter"), (At::FINDING, "down F3")],
    ),
    row(
        Command::FindPrevious,
        "find-previous",
        "To the match before",
        &[(At::TEXT, "shift-F3"), (At::FINDING, "up shift-F3")],
    ),
    row(Command::ReplaceAll, "replace-all", "Replace all matches", &[(At::REPLACE, "ctrl-r alt-enter")]),
    row(Command::Correct, "correct", "Correct the next misspelt word", &[(At::TEXT, "F7")])
        .also("check spell spelling checker dictionary typo"),
    row(
        Command::MarkSpelling,
        "mark-spelling",
        "Mark misspelt words, or no longer",
        &[(At::TEXT, "shift-F7")],
    )
    .also("check spell spelling checker dictionary"),
    row(Command::NextField, "next-field", "Next field or pane", &[(At::PANES.or(At::FINDING), "tab")])
        .also("tab"),
    row(
        Command::PreviousField,
        "previous-field",
        "Field or pane before",
        &[(At::PANES.or(At::FINDING), "shift-tab")],
    ),
    bare(Command::NextTab, "next-tab", "Next tab", &[(At::FORM, "right l")]),
    bare(Command::PreviousTab, "previous-tab", "Tab before", &[(At::FORM, "left h")]),
    row(Command::NextPane, "next-pane", "Next pane", &[(At::PANES, "F6")]).also("window focus switch"),
    row(Command::PreviousPane, "previous-pane", "Pane before", &[(At::PANES, "shift-F6")]),
    bare(
        Command::Back,
        "back",
        "One step back",
        &[(At::ANYWHERE, "esc"), (At::POPUP.or(At::CONFLICTS), "q")],
    ),
    row(Command::Undo, "undo", "Undo", &[(At::PANES.or(At::FINDING), "ctrl-z")]).also("revert back mistake"),
    row(Command::Redo, "redo", "Redo", &[(At::PANES.or(At::FINDING), "ctrl-y")]).also("again repeat"),
    row(Command::Save, "save", "Save", &[(At::ANYWHERE, "ctrl-s")]).also("store write keep file"),
    row(Command::SaveAs, "save-as", "Save as another file", &[(At::PANES.or(At::POPUP), "F12")])
        .also("export copy file backup"),
    row(Command::Open, "open", "Open another library", &[(At::PANES, "ctrl-o")]).also("load file switch"),
    row(
        Command::OpenSample,
        "open-sample",
        "Look at the built-in sample",
        &[(At::LIST, "S"), (At::PANES, NO_KEY)],
    )
    .also("demo example"),
    row(Command::Import, "import", "Import Markdown or text files", &[(At::LIST, "I"), (At::PANES, NO_KEY)])
        .also("load take in folder"),
    row(Command::TakeIn, "take-in", "Take in another version of this library", &[(At::PANES, "F9")])
        .also("merge sync conflict git"),
    row(
        Command::ShowConflicts,
        "show-conflicts",
        "Decide between your changes and another program's",
        &[(At::PANES, "F8")],
    )
    .also("merge differences"),
    row(Command::KeepMine, "keep-mine", "Keep mine", &[(At::CONFLICTS, "m")]),
    row(Command::TakeTheirs, "take-theirs", "Take theirs", &[(At::CONFLICTS, "t")]),
    row(Command::KeepBoth, "keep-both", "Keep both, theirs below mine", &[(At::CONFLICTS, "b")]),
    row(Command::NextConflict, "next-conflict", "Next conflict", &[(At::CONFLICTS, "right n tab")]),
    row(
        Command::PreviousConflict,
        "previous-conflict",
        "Conflict before",
        &[(At::CONFLICTS, "left p shift-tab")],
    ),
    row(Command::Commands, "commands", "All commands", &[(At::PANES, "ctrl-p")]).also("palette menu"),
    row(Command::Help, "help", "Help", &[(At::ANYWHERE, "F1"), (At::ROWS.or(At::CONFLICTS), "?")])
        .also("keys shortcuts manual"),
    row(Command::Suspend, "suspend", "Suspend: back to the shell, `fg` returns", &[(At::PANES, "alt-z")])
        .also("background stop job"),
    row(Command::Quit, "quit", "Save and leave", &[(At::ANYWHERE, "ctrl-q"), (At::ROWS, "q")])
        .also("exit close end bye"),
    bare(Command::NewLine, "new-line", "New line, in a list the next item", &[(At::TEXT, "enter")]),
    bare(
        Command::PlainNewLine,
        "plain-new-line",
        "New line without a marker",
        // Unix terminals send Ctrl-J for the line breaks of a paste that is not bracketed.
        &[(At::TEXT, "alt-enter ctrl-j")],
    ),
    row(Command::Indent, "indent", "Item a level deeper", &[(At::TEXT, "alt-right")]).also("nest level"),
    row(Command::Outdent, "outdent", "Item a level out", &[(At::TEXT, "alt-left")]).also("nest level"),
    row(Command::Renumber, "renumber", "Renumber the list", &[(At::TEXT, "alt-r")]).also("number list order"),
    row(Command::DuplicateLine, "duplicate-line", "Duplicate the line", &[(At::TEXT, "ctrl-d")])
        .also("copy clone"),
    bare(Command::EraseLeft, "erase-left", "Erase to the left", &[(At::TYPING, "backspace shift-backspace")]),
    bare(Command::EraseRight, "erase-right", "Erase to the right", &[(At::TYPING, "delete")]),
    bare(
        Command::EraseWordLeft,
        "erase-word-left",
        "Erase a word to the left",
        // Many terminals send Ctrl-H for Ctrl-Backspace.
        &[(At::TYPING, "ctrl-backspace ctrl-w ctrl-h alt-backspace")],
    ),
    bare(
        Command::EraseWordRight,
        "erase-word-right",
        "Erase a word to the right",
        &[(At::TYPING, "ctrl-delete alt-d")],
    ),
    bare(
        Command::EraseLineLeft,
        "erase-line-left",
        "Erase to the start of the line",
        &[(At::TYPING, "ctrl-u")],
    ),
    bare(
        Command::EraseLineRight,
        "erase-line-right",
        "Erase to the end of the line",
        &[(At::TYPING, "ctrl-k")],
    ),
    row(Command::SelectAll, "select-all", "Select all (Shift and arrows select)", &[(At::TYPING, "ctrl-a")])
        .also("mark everything"),
    row(Command::Copy, "copy", "Copy", &[(At::PANES.or(At::LINES).or(At::FINDING), "ctrl-c")])
        .also("clipboard yank"),
    row(
        Command::CopyText,
        "copy-text",
        "Copy the whole text",
        &[(At::PANES, "alt-c"), (At::LIST.or(At::FORM), "y")],
    )
    .also("clipboard yank export form print audience outline notes"),
    row(
        Command::CopyDescription,
        "copy-description",
        "Copy the description",
        &[(At::ROWS, "Y"), (At::PANES, NO_KEY)],
    )
    .also("clipboard yank export form abstract summary"),
    row(Command::Cut, "cut", "Cut", &[(At::TYPING, "ctrl-x")]).also("clipboard"),
    row(Command::Paste, "paste", "Paste", &[(At::TYPING, "ctrl-v")]).also("clipboard insert"),
    bare(Command::Up, "up", "Up", &[(ROWS_AND_POPUP, "up k"), (At::TEXT, "up"), (At::PICK, "up ctrl-p")]),
    bare(
        Command::Down,
        "down",
        "Down",
        &[(ROWS_AND_POPUP, "down j"), (At::TEXT, "down"), (At::PICK, "down ctrl-n")],
    ),
    bare(Command::PageUp, "page-up", "A page up", &[(PAGED, "pageup")]),
    bare(Command::PageDown, "page-down", "A page down", &[(PAGED, "pagedown")]),
    bare(Command::First, "first", "To the first", &[(ROWS_AND_POPUP, "home g")]),
    bare(Command::Last, "last", "To the last", &[(ROWS_AND_POPUP, "end G")]),
    bare(Command::Left, "left", "A character left", &[(At::TYPING, "left")]),
    bare(Command::Right, "right", "A character right", &[(At::TYPING, "right")]),
    bare(Command::WordLeft, "word-left", "A word left", &[(At::TYPING, "ctrl-left alt-b")]),
    bare(Command::WordRight, "word-right", "A word right", &[(At::TYPING, "ctrl-right alt-f")]),
    bare(Command::SentenceLeft, "sentence-left", "To the start of the sentence", &[(At::TYPING, "alt-a")]),
    bare(Command::SentenceRight, "sentence-right", "To the next sentence", &[(At::TYPING, "alt-e")]),
    bare(Command::ParagraphUp, "paragraph-up", "To the start of the paragraph", &[(At::TEXT, "ctrl-up")]),
    bare(Command::ParagraphDown, "paragraph-down", "To the next paragraph", &[(At::TEXT, "ctrl-down")]),
    bare(
        Command::LineStart,
        "line-start",
        "To the start of the line, then of the paragraph",
        &[(At::TYPING, "home")],
    ),
    bare(
        Command::LineEnd,
        "line-end",
        "To the end of the line, then of the paragraph",
        &[(At::TYPING, "end")],
    ),
    bare(Command::TextStart, "text-start", "To the start of the text", &[(At::TYPING, "ctrl-home")]),
    bare(Command::TextEnd, "text-end", "To the end of the text", &[(At::TYPING, "ctrl-end")]),
    // Many terminals keep F11 for themselves.
    row(Command::Alone, "alone", "Show the text alone, or all panes again", &[(At::PANES, "F11 alt-t")])
        .also("zen fullscreen full screen focus distraction zoom"),
    row(Command::WiderList, "wider-list", "Make the list wider", &[(At::PANES, "alt-. alt->")])
        .also("resize size width"),
    row(Command::NarrowerList, "narrower-list", "Make the list narrower", &[(At::PANES, "alt-, alt-<")])
        .also("resize size width"),
    row(Command::TallerTiming, "taller-timing", "Make the timing taller", &[(At::PANES, "alt-= alt-+")])
        .also("resize size height"),
    row(Command::ShorterTiming, "shorter-timing", "Make the timing shorter", &[(At::PANES, "alt-- alt-_")])
        .also("resize size height"),
    row(
        Command::ResetSizes,
        "reset-sizes",
        "Let the window decide how large panes are",
        &[(At::PANES, "alt-0")],
    )
    .also("resize layout"),
    row(
        Command::ToggleMouse,
        "toggle-mouse",
        "Leave the mouse to the terminal, or hear it again",
        &[(At::PANES, "alt-m")],
    )
    .also("click select terminal"),
];

impl Command {
    /// Whether it changes the library, which may be read only.
    #[must_use]
    pub const fn changes(self) -> bool {
        matches!(
            self,
            Self::NewProposal
                | Self::Import
                | Self::Duplicate
                | Self::Delete
                | Self::DeleteSubmission
                | Self::AddSubmission
                | Self::MoveUp
                | Self::MoveDown
                | Self::Rename
                | Self::AddSection
                | Self::Longer
                | Self::Shorter
                | Self::SetMinutes
                | Self::Fit
                | Self::SetSlot
                | Self::MakeVersion
                | Self::Indent
                | Self::Outdent
                | Self::Renumber
                | Self::DuplicateLine
                | Self::Undo
                | Self::Redo
                | Self::Cut
                | Self::Paste
        )
    }

    /// Whether it moves the cursor in a text, so that the same key with Shift selects.
    #[must_use]
    pub const fn moves_the_caret(self) -> bool {
        matches!(
            self,
            Self::Up
                | Self::Down
                | Self::PageUp
                | Self::PageDown
                | Self::Left
                | Self::Right
                | Self::WordLeft
                | Self::WordRight
                | Self::SentenceLeft
                | Self::SentenceRight
                | Self::ParagraphUp
                | Self::ParagraphDown
                | Self::LineStart
                | Self::LineEnd
                | Self::TextStart
                | Self::TextEnd
        )
    }
}
