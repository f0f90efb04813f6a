//! `soapbox export`: the library as one page of text.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{
    Whence,
    output::{self, Done},
    reading,
};
use crate::{
    exchange::markdown,
    store::disk::{self, Expect},
    talk::Library,
};

/// The arguments of `soapbox export`.
#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    whence: Whence,
    /// The form to write
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    format: Format,
    /// Only this proposal
    #[arg(long, value_name = "TITLE-OR-ID")]
    proposal: Option<String>,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Replace the file if it exists
    #[arg(long, requires = "output")]
    force: bool,
}

/// What can be written.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// One page of Markdown
    Markdown,
}

impl Export {
    /// Writes the page.
    pub fn run(self) -> Done {
        let Format::Markdown = self.format;
        let mut library = reading::library(self.whence.file.as_deref())?;
        if let Some(wanted) = &self.proposal {
            let proposal = reading::proposal(&library, wanted)?.clone();
            library = Library { proposals: vec![proposal], ..library };
        }
        let text = markdown::write(&library);
        match &self.output {
            None => output::data(&text)?,
            Some(path) => {
                let expect = if self.force { Expect::Anything } else { Expect::Nothing };
                disk::save_text(path, &text, expect)?;
            }
        }
        Ok(0)
    }
}
