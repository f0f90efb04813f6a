//! soapbox: a terminal editor for conference-talk proposals that adds up the outline's minutes.
//!
//! `ARCHITECTURE.md` tells which room does what and which rooms may use which.

pub mod app;
pub mod cli;
pub mod config;
pub mod door;
pub mod exchange;
pub mod format;
pub mod home;
pub mod journal;
pub mod merge;
pub mod shell;
pub mod spelling;
pub mod store;
pub mod talk;
pub mod text;
pub mod timing;
pub mod ui;
