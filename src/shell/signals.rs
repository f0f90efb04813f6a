//! Signals as events, and the end of a program that does not hear them.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH, SIGXFSZ},
    iterator::Signals,
    low_level,
};

use super::{Event, Msg, Way, report};

/// A loop that has not heard a signal after this long never will: it waits for a terminal that takes
/// nothing, or for a disk that does not answer.
const UNHEARD: Duration = Duration::from_secs(1);
/// What is done on leaving does not take longer than this, unless it is stuck.
const LEAVING: Duration = Duration::from_secs(5);

/// Whether another program has the terminal.
static LENT: AtomicBool = AtomicBool::new(false);
/// Whether it gives the terminal back: from the next change of the size on.
static RETURNING: AtomicBool = AtomicBool::new(false);

/// What the keyboard sends to all that runs in the terminal, Ctrl-C among it, is meant for the program that
/// has it, as long as another one does.
pub(super) fn leave_keys_to_others(lent: bool) {
    RETURNING.store(!lent, Ordering::SeqCst);
    if lent {
        LENT.store(true, Ordering::SeqCst);
    } else {
        // Signals are told by their numbers, this last: one that came before it was the other program's. The size
        // may have changed as well.
        let _ = low_level::raise(SIGWINCH);
    }
}

/// Passes signals on until nobody listens. Where the loop does not end the program in time, it is ended
/// after `rescue` has brought to safety what was typed.
pub(super) fn listen(events: Way, rescue: impl Fn() + Send + 'static) -> io::Result<()> {
    // A file that grows beyond the limit is then an error of the write, not the end of the program.
    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH])?;
    let pass_on = move || {
        for signal in signals.forever() {
            let heard = Arc::new(AtomicBool::new(false));
            let event = match signal {
                SIGINT | SIGQUIT if LENT.load(Ordering::SeqCst) => continue,
                SIGTSTP => Event::Suspend,
                SIGCONT => Event::Continued,
                SIGWINCH => {
                    if RETURNING.swap(false, Ordering::SeqCst) {
                        LENT.store(false, Ordering::SeqCst);
                    }
                    let Ok((width, height)) = crossterm::terminal::size() else { continue };
                    Event::Msg(Msg::Resize(width, height))
                }
                _ => Event::Signal(signal, heard.clone()),
            };
            let ends = matches!(event, Event::Signal(..));
            if events.send(event).is_err() {
                return;
            }
            if ends {
                thread::sleep(UNHEARD);
                if heard.load(Ordering::SeqCst) {
                    thread::sleep(LEAVING);
                }
                rescue();
                report::give_back();
                low_level::exit(signal.saturating_add(128));
            }
        }
    };
    thread::Builder::new().name("signals".into()).spawn(pass_on).map(drop)
}
