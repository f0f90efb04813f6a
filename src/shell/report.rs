//! What a mistake of ours leaves behind: a terminal that can be used, and a report that can be sent.
//!
//! What was typed needs no help here: it was in the journal before it was seen.

use std::{
    backtrace::Backtrace,
    io::Write as _,
    panic::{self, PanicHookInfo},
    path::{Path, PathBuf},
    sync::{Arc, Once, mpsc},
    thread,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use super::screen;
use crate::{
    door::Safe,
    store::files::{self, Disk, Files as _},
};

/// From here on a panic gives the terminal back and leaves a report in the folder for what is remembered.
/// In any other thread than the one that calls, it ends the program after `rescue` has brought to safety
/// what was typed: what that thread did nobody would do any more.
pub(super) fn listen(state: Option<PathBuf>, rescue: impl Fn() + Send + Sync + 'static) {
    static ONCE: Once = Once::new();
    let main = thread::current().id();
    let rescue = Arc::new(rescue);
    ONCE.call_once(|| {
        panic::set_hook(Box::new(move |panic| {
            let ends = thread::current().id() != main;
            if ends {
                let rescue = rescue.clone();
                within(RESCUING, move || rescue());
            }
            give_back();
            tell(panic, state.as_deref());
            if ends {
                #[cfg(unix)]
                signal_hook::low_level::exit(STATUS);
                #[cfg(not(unix))]
                std::process::exit(STATUS);
            }
        }));
    });
}

/// What was typed is safe after this long, unless this thread itself holds what is needed for it.
const RESCUING: Duration = Duration::from_secs(1);
/// A terminal that has not been given back after this long takes nothing any more.
const GIVING_BACK: Duration = Duration::from_millis(200);

/// Gives the terminal back, if it takes anything.
pub(super) fn give_back() {
    within(GIVING_BACK, screen::give_back);
}

/// Does something on another thread, and waits for it no longer than that.
fn within(time: Duration, does: impl FnOnce() + Send + 'static) {
    let (done, heard) = mpsc::channel();
    let run = move || {
        does();
        // Whoever waited may have gone on.
        let _ = done.send(());
    };
    if thread::Builder::new().spawn(run).is_ok() {
        let _ = heard.recv_timeout(time);
    }
}

/// What Rust answers for a program that panicked.
const STATUS: i32 = 101;

#[expect(clippy::disallowed_methods, reason = "the way of messages may be what has panicked")]
fn tell(panic: &PanicHookInfo<'_>, state: Option<&Path>) {
    let version = env!("CARGO_PKG_VERSION");
    let words = format!("soapbox {version}: {panic}\n{}", Backtrace::force_capture());
    let report = state.and_then(|state| write(state, &words));
    let mut out = std::io::stderr().lock();
    let whereto = match &report {
        Some(path) => format!("The report is {}.", path.display()),
        None => words.clone(),
    };
    // Where even this cannot be written there is nobody to tell.
    let _ = writeln!(
        out,
        "soapbox: stopped by a mistake of its own. What you typed comes back when you open the library again.\n{}",
        Safe::page(&whereto)
    );
}

/// Writes the report to a new file that only its owner may read.
fn write(state: &Path, words: &str) -> Option<PathBuf> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let path = state.join(format!("crash-{seconds}.txt"));
    let _ = Disk.make_folder(state, files::PRIVATE);
    let file = Disk.create(&path, 0o600).ok()?;
    files::write_all(&*file, format!("{}\n", Safe::page(words)).as_bytes()).ok()?;
    Some(path)
}
