//! Faults on purpose, for tests that kill the real program: built only with the feature `faults`.
//!
//! `$SOAPBOX_FAULT` names a fault and a place, `panic:draw`; F12 lets it happen there.

use std::{
    env,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

use super::Event;
use crate::app::{Code, Key, Msg};

static ARMED: AtomicBool = AtomicBool::new(false);

/// From now on the fault happens, if this is the key for it.
pub(super) fn arm(event: &Event) {
    let key = Key { code: Code::F(12), ctrl: false, alt: false, shift: false };
    if matches!(event, Event::Msg(Msg::Key(pressed)) if *pressed == key) {
        ARMED.store(true, Ordering::SeqCst);
    }
}

/// Lets the fault happen if this is its place.
///
/// # Panics
/// If that is the fault.
#[expect(clippy::panic, clippy::disallowed_methods, reason = "it is what is asked for")]
pub(super) fn strike(place: &str) {
    if !ARMED.load(Ordering::SeqCst) {
        return;
    }
    let Ok(fault) = env::var("SOAPBOX_FAULT") else { return };
    match fault.split_once(':') {
        Some(("panic", there)) if there == place => panic!("a fault on purpose, \u{1b}[31m in {place}"),
        Some(("abort", there)) if there == place => std::process::abort(),
        Some(("overflow", there)) if there == place => drop(deeper(&[0; 4096])),
        Some(("hang", there)) if there == place => thread::sleep(Duration::from_secs(600)),
        _ => {}
    }
}

#[expect(unconditional_recursion, reason = "it is what is asked for")]
fn deeper(below: &[u8; 4096]) -> [u8; 4096] {
    let mut here = *below;
    here[0] = here[0].wrapping_add(1);
    let above = deeper(&here);
    here[1] = above[0];
    here
}
