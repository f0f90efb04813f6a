//! What is told where the program had to end before a save came through.

use std::{path::Path, time::SystemTime};

use crate::{
    app::{Model, NotSaved},
    format,
    store::{files::Files, save},
};

/// Why the library is not saved, in words for the person. Where another program has taken the file and no journal has
/// what was typed, that is written beside the file.
pub fn not_saved(files: &dyn Files, model: &Model, path: &Path, why: NotSaved) -> String {
    let words = match why {
        NotSaved::Failed(words) | NotSaved::NoFolder { words, .. } => return words,
        NotSaved::Changed | NotSaved::Exists => {
            format!("Not saved: another program has changed {}", path.display())
        }
    };
    if model.file.unprotected.is_none() {
        return format!("{words}; what you typed comes back at the next start");
    }
    match save::save_beside(files, path, &format::write(&model.library), SystemTime::now()) {
        Ok(kept) => format!("{words}; what you typed is kept as {}", kept.display()),
        Err(error) => format!("{words}, and what you typed is lost: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use rustix::io::Errno;

    use super::*;
    use crate::{
        app::{Opened, Settings},
        store::files::{Failing, Memory, When},
        talk::{Id, Library},
    };

    #[test]
    fn what_no_journal_has_is_kept_beside_the_file_of_another_program() {
        let library = Arc::new(Library { id: Id::new("a"), title: "Typed".into(), ..Library::default() });
        let opened = Opened { unprotected: Some("no folder".into()), ..Opened::new(library.clone(), None) };
        let path = Path::new("/home/talks.ron");
        let mut model = Model::new((80, 24), path.into(), opened, 1, Settings::default());
        let memory = Memory::holding(&[("/home/talks.ron", "theirs")]);
        let told = not_saved(&memory, &model, path, NotSaved::Changed);
        let kept = told.rsplit_once("is kept as ").unwrap().1;
        assert_eq!(memory.text(kept), format::write(&library));
        assert_eq!(memory.text(path), "theirs");
        let full = Failing::over(memory.clone()).failing(When::Every("write"), Errno::NOSPC);
        let told = not_saved(&full, &model, path, NotSaved::Changed);
        assert!(told.contains("is lost: cannot write /home/talks.ron"), "{told}");
        model.file.unprotected = None;
        let told = not_saved(&memory, &model, path, NotSaved::Exists);
        assert!(told.ends_with("comes back at the next start"), "{told}");
        assert_eq!(memory.paths().len(), 2, "{:?}", memory.paths());
    }
}
