//! Where keys are heard: panes, popups and what stands open in them.

/// Where keys work: a set of contexts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At(u16);

impl At {
    /// Nowhere at all.
    pub(super) const NOWHERE: Self = Self(0);
    /// The list of proposals.
    pub const LIST: Self = Self(1);
    /// A text that is being written.
    pub const TEXT: Self = Self(1 << 1);
    /// The details of a proposal or of the library.
    pub const FORM: Self = Self(1 << 2);
    /// The sections and their minutes.
    pub const TIMING: Self = Self(1 << 3);
    /// A line that is asked for.
    pub const LINE: Self = Self(1 << 4);
    /// A popup that shows something or offers a choice.
    pub const POPUP: Self = Self(1 << 5);

    /// Two texts that are to be decided between.
    pub const CONFLICTS: Self = Self(1 << 6);
    /// What is looked for in a text.
    pub const FIND: Self = Self(1 << 7);
    /// What is to take its place.
    pub const REPLACE: Self = Self(1 << 8);
    /// A line above rows, of which it leaves those that match.
    pub const PICK: Self = Self(1 << 9);

    /// Everywhere that a key writes no text and no popup is open.
    pub const ROWS: Self = Self::LIST.or(Self::FORM).or(Self::TIMING);
    /// Every pane.
    pub const PANES: Self = Self::ROWS.or(Self::TEXT);
    /// Every pane, and whatever lies over them.
    pub const ANYWHERE: Self =
        Self::PANES.or(Self::LINES).or(Self::POPUP).or(Self::CONFLICTS).or(Self::FINDING);
    /// Where it is asked what to look for in a text, and what is to take its place.
    pub const FINDING: Self = Self::FIND.or(Self::REPLACE);
    /// Wherever a line is asked for.
    pub const LINES: Self = Self::LINE.or(Self::PICK);
    /// Wherever text is typed.
    pub const TYPING: Self = Self::TEXT.or(Self::LINES).or(Self::FINDING);

    /// All single contexts with the heading under which help shows their keys.
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::LIST, "Proposals"),
        (Self::TEXT, "Writing"),
        (Self::FORM, "Details"),
        (Self::TIMING, "Timing"),
        (Self::LINE, "When a line is asked for"),
        (Self::PICK, "When what is typed chooses"),
        (Self::POPUP, "In a popup"),
        (Self::CONFLICTS, "Deciding between two changes"),
        (Self::FIND, "Finding in a text"),
        (Self::REPLACE, "Replacing in a text"),
    ];

    /// Both sets together.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the sets have a context in common.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// What both sets have in common.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What is in this set and not in the other.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether it is nowhere.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// What a single context is called in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::LIST => "proposals",
            Self::TEXT => "text",
            Self::FORM => "details",
            Self::TIMING => "timing",
            Self::LINE => "line",
            Self::PICK => "pick",
            Self::POPUP => "popup",
            Self::CONFLICTS => "conflicts",
            Self::FIND => "find",
            Self::REPLACE => "replace",
            _ => "",
        }
    }

    /// The names of all contexts of the set.
    #[must_use]
    pub fn names(self) -> String {
        let names = Self::ALL.into_iter().filter(|(at, _)| self.holds(*at)).map(|(at, _)| at.name());
        names.collect::<Vec<_>>().join(", ")
    }

    /// Whether every context of the other set is in this one.
    #[must_use]
    pub const fn holds(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}
