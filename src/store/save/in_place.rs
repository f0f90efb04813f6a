//! Overwriting a file where a new one would do harm: its other names would part from it, it would change
//! hands, or none can be made beside it.
//!
//! A crash may leave a mixture of both texts, so the new one must be safe elsewhere first. The file is not
//! cut to nothing before it is written: a full disk then has the room that the old text had.

use std::io;

use super::{Harm, SaveProblem, Saved, Saving, keep};
use crate::store::files::write_all;

/// Writes the text over `old`, which was read from the file; none if that failed.
pub fn overwrite(saving: &Saving<'_>, old: Option<&[u8]>, harm: Harm) -> Result<Saved, SaveProblem> {
    let Saving { files, target, text, care, .. } = saving;
    if !care.safe {
        return Err(SaveProblem::OnlyInPlace(harm));
    }
    let backup = match (care.backups, old) {
        (Some(folder), Some(old)) => Some(
            keep::copy(*files, target, old, (folder, keep::BACKUP), care.now)
                .map_err(|error| SaveProblem::os("its old version cannot be kept", &error))?,
        ),
        _ => None,
    };
    saving.must_still_be_expected()?;
    let file = files.open_to_overwrite(&target.path);
    let file = file.map_err(|error| SaveProblem::os("it may not be changed", &error))?;
    let write = |text: &[u8]| write_all(&*file, text).and_then(|()| file.cut(text.len() as u64));
    if let Err(error) = write(text.as_bytes()) {
        drop(file);
        return Err(match old.map(|old| put_back(saving, old)) {
            Some(Ok(())) => SaveProblem::os("the new text cannot be written", &error),
            _ => SaveProblem::Torn((&error).into()),
        });
    }
    match file.sync() {
        Ok(()) => Ok(Saved { backup, ..saving.saved() }),
        Err(error) => Err(SaveProblem::NotFlushed { error: (&error).into(), kept: backup }),
    }
}

/// Undoes what was overwritten, from the beginning of the file.
fn put_back(saving: &Saving<'_>, old: &[u8]) -> io::Result<()> {
    let file = saving.files.open_to_overwrite(&saving.target.path)?;
    write_all(&*file, old)?;
    file.cut(old.len() as u64)?;
    file.sync()
}
