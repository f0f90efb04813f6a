//! The machine: messages in, the model changed, effects out. It knows no screen, disk or clock.
//!
//! [`update()`] is the only way in. What a person does arrives as a key, is looked up in the table of
//! commands ([`command::TABLE`]) and runs in one of the rooms for lists, texts, details and timing; all of
//! them change the library through `Model::change` alone.

mod autosave;
mod change;
mod choice;
mod clipboard;
pub mod command;
mod conflicts;
mod effect;
mod fact;
mod files;
mod find;
pub mod form;
pub mod header;
pub mod hints;
mod history;
mod hit;
mod importing;
mod key;
mod keymap;
pub mod last_row;
mod layout;
mod lines;
mod list;
mod mend;
mod menu;
mod message;
mod minutes;
mod model;
mod mouse;
mod others;
mod outside;
mod over;
mod palette;
mod popup;
mod proposals;
mod refresh;
mod refusal;
mod session;
mod settings;
mod sizes;
mod spelling;
pub mod tabs;
mod timing;
mod update;
mod writing;

pub use change::Spot;
pub use clipboard::{Asked, LONGEST_COPY};
pub use command::{At, Command};
pub use conflicts::{Conflicts, Half, Sheet};
pub use effect::{Effect, Over};
pub use fact::Fact;
pub use find::Find;
pub use form::FormField;
pub use history::History;
pub use hit::{Edge, Part};
pub use key::{Code, Key, Named};
pub use keymap::KeyMap;
pub use layout::{Areas, FLOOR, MEASURE, Sizes, Wish, areas};
pub use list::{List, ListRow};
pub use menu::{Does, Menu, MenuLine, MenuRow};
pub use message::{Damage, Msg, NotSaved, Opened, Past, Remnant, Written};
pub use model::{Desk, File, FileKind, Model, Note, Pane, Subject};
pub use mouse::{Mouse, MouseKind, Pointer};
pub use outside::{Lent, Returned};
pub use over::Boxed;
pub use palette::{COMMANDS, HELP};
pub use popup::{Answer, Line, Popup, Preview, Progress, Purpose, height as popup_height};
pub use session::Session;
pub use settings::Settings;
pub use spelling::{Spelling, SpellingNews, SpellingWish};
pub use tabs::Tab;
pub use timing::Timing;
pub use update::{LONGEST_PASTE, update};
