//! Another editor for a text: the terminal is its own until it ends.
//!
//! The loop does not wait for the terminal meanwhile, so that no key is eaten, but goes on hearing all else and draws
//! nothing. The text is lent in a private file that goes only when it is in the library again.

use std::{
    env, io,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus},
    sync::mpsc,
    thread,
};

use super::{Event, Shell, Way, screen};
use crate::{
    app::{Lent, Msg, Returned},
    home::lending,
    store::files::Files,
};

/// Editors that most systems have, the easiest first: for whoever has set none.
const COMMON: [&str; 3] = ["nano", "vim", "vi"];

/// What is out of the house.
#[derive(Debug)]
pub struct Away {
    lent: Lent,
    path: PathBuf,
    /// Echo, line editing and the like as they were when the editor began.
    #[cfg(unix)]
    modes: Option<rustix::termios::Termios>,
}

impl Shell {
    /// Gives the terminal to the person's editor for a text, once all is saved that is being saved.
    pub(super) fn lend(&mut self, lent: Lent) {
        self.worker.rest();
        let place = lent.clone();
        let returned = match lend(&*self.files, self.state.as_deref(), lent) {
            Err(why) => Returned { lent: place, path: None, result: Err(why) },
            Ok(mut away) => {
                self.leave_keys_to_others(true);
                screen::give_back();
                match away.start(&self.editor, self.events.clone()) {
                    Ok(()) => {
                        self.away = Some(away);
                        return;
                    }
                    Err(why) => {
                        self.take_again();
                        self.leave_keys_to_others(false);
                        away.failed(&*self.files, why)
                    }
                }
            }
        };
        // The loop that called holds the other end.
        let _ = self.events.send(Event::Msg(Msg::Returned(returned.into())));
    }

    /// Whether all keys are for another program, those among them that the system makes signals of.
    fn leave_keys_to_others(&mut self, lent: bool) {
        self.ear.leave_terminal(lent);
        #[cfg(unix)]
        super::signals::leave_keys_to_others(lent);
    }

    /// Takes the terminal and the text back from the editor.
    pub(super) fn take_back(&mut self, away: Away, editor: &str, ended: io::Result<ExitStatus>) -> Msg {
        let returned = away.take_back(&*self.files, editor, ended);
        self.take_again();
        self.leave_keys_to_others(false);
        Msg::Returned(returned.into())
    }
}

/// Writes a text to a file for the editor.
///
/// # Errors
/// Why it cannot be done, in words for the person.
fn lend(files: &dyn Files, state: Option<&Path>, lent: Lent) -> Result<Away, String> {
    if cfg!(not(unix)) {
        // Its keys could not be kept apart from ours.
        return Err("Another editor cannot be opened on this system yet".to_owned());
    }
    let own = env::temp_dir().join(format!("soapbox-{}", std::process::id()));
    // In a folder that all may write to it may have been made by another.
    let place = state.map_or_else(|| lending::make_private(files, &own).map(|()| &*own), Ok);
    let path = place
        .and_then(|folder| lending::lend(files, folder, &lent.name, &lent.text))
        .map_err(|error| format!("The text cannot be written for an editor: {error}"))?;
    Ok(Away {
        lent,
        path,
        #[cfg(unix)]
        modes: None,
    })
}

impl Away {
    /// Starts the editor, that of the settings if there is one, in a terminal that is given back; the loop hears
    /// when it has ended.
    ///
    /// # Errors
    /// Why there is none, in words for the person.
    fn start(&mut self, named: &str, events: Way) -> Result<(), String> {
        #[cfg(unix)]
        {
            self.modes = rustix::termios::tcgetattr(io::stdin()).ok();
        }
        let editor = editor(named).ok_or("No editor is known: set $EDITOR, like EDITOR=\"code --wait\"")?;
        // As git does it: words with blanks and quotes mean what they mean in a shell, which a Ctrl-C that the
        // editor hears must not end.
        let line = format!("trap : INT QUIT; {editor} \"$@\"");
        let failed = |error| format!("{editor} cannot be started: {error}");
        // The one who waits for it comes first: a terminal that is lent must be taken back.
        let (tell, started) = mpsc::channel::<Child>();
        let name = editor.clone();
        let wait = move || {
            let Ok(mut child) = started.recv() else { return };
            let ended = child.wait();
            // The loop may have ended first.
            let _ = events.send(Event::Returned(name, ended));
        };
        thread::Builder::new().name("editor".into()).spawn(wait).map_err(failed)?;
        let child =
            Command::new("sh").args(["-c", &line, &editor]).arg(&self.path).spawn().map_err(failed)?;
        // It waits for this.
        let _ = tell.send(child);
        Ok(())
    }

    /// Takes back what the editor left: the text that was lent, where its file is, and what stands there now,
    /// or why that is not to be taken. The file stays until it is said that it may go.
    fn take_back(self, files: &dyn Files, editor: &str, ended: io::Result<ExitStatus>) -> Returned {
        #[cfg(unix)]
        if let Some(modes) = &self.modes {
            // An editor that crashed leaves what it has set.
            let _ = rustix::termios::tcsetattr(io::stdin(), rustix::termios::OptionalActions::Now, modes);
        }
        let text = lending::lent(files, &self.path);
        let result = match ended {
            Ok(status) if status.success() => text.clone(),
            Ok(status) => Err(match status.code() {
                Some(127) => format!("{editor} was not found"),
                Some(126) => format!("{editor} cannot be run"),
                Some(code) => format!("{editor} failed (status {code})"),
                None => format!("{editor} was ended by a signal"),
            }),
            Err(error) => Err(format!("{editor}: {error}")),
        };
        self.returned(files, text.ok().as_deref(), result)
    }

    /// Nothing was started.
    fn failed(self, files: &dyn Files, why: String) -> Returned {
        let text = self.lent.text.clone();
        self.returned(files, Some(&text), Err(why))
    }

    fn returned(self, files: &dyn Files, there: Option<&str>, result: Result<String, String>) -> Returned {
        let Self { lent, path, .. } = self;
        let same = result.is_err() && there == Some(&*lent.text);
        if same {
            lending::forget(files, &path);
        }
        Returned { lent, path: (!same).then_some(path), result }
    }
}

/// The editor that the person has chosen, as a line of a shell.
fn editor(named: &str) -> Option<String> {
    let says = |line: &String| !line.trim().is_empty();
    let set = |name: &str| env::var(name).ok().filter(says);
    Some(named.to_owned())
        .filter(says)
        .or_else(|| set("VISUAL"))
        .or_else(|| set("EDITOR"))
        .or_else(|| COMMON.into_iter().find(|name| exists(name)).map(str::to_owned))
}

/// Whether a program of this name can be found.
fn exists(name: &str) -> bool {
    env::var_os("PATH").is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(name).is_file()))
}
