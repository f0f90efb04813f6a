//! Opening a document: what its file holds, what the journals know besides, and what can be done where the
//! file is damaged.

use std::{
    path::Path,
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use super::{
    keeper::{self, Keeper},
    leftovers::Left,
    remembering,
};
use crate::{
    app::{Damage, Opened, Past, Remnant},
    exchange,
    format::{Contents, Document, Hash, Problem, Refused},
    home::lending,
    journal::{Dated, Recovery, Story},
    store::{disk, files::Files, save},
    talk::{Change, Ids, Library, Version},
};

/// Opens the document at a path; a file that does not exist is an empty library.
///
/// # Errors
/// What is wrong with the file and what can be done, in one line.
pub fn open(files: &Arc<dyn Files>, path: &Path, state: Option<&Path>) -> Result<(Keeper, Opened), String> {
    let found = disk::open(&**files, path).map_err(|error| error.to_string())?;
    let (mut keeper, held) = Keeper::claim(files, path, state);
    let (mut recovery, refused) = match keeper.past(state) {
        Ok(recovery) => (recovery, None),
        Err(refused) => (Recovery::default(), Some(refused)),
    };
    if let Some(why) = &refused
        && found.as_ref().is_none_or(|document| matches!(document.contents, Contents::Empty))
    {
        // It is no new library, perhaps.
        return Err(format!("{} holds nothing, and {why}", path.display()));
    }
    // What a save that was cut off has replaced.
    let replaced = recovery.newest.as_ref().and_then(|(_, story)| story.base.clone());
    let mut cut_off = false;
    let mut opened = match found {
        Some(document) => {
            keeper.keep_endings(document.endings);
            if let Some((_, story)) = &mut recovery.newest {
                let library = match &document.contents {
                    Contents::Whole { library, .. } => Some(&**library),
                    Contents::Empty | Contents::Refused(_) => None,
                };
                cut_off = story.find(document.hash, library);
            }
            of_document(path, document, &recovery)
        }
        None => missing(path, &recovery),
    };
    opened.locked = held.locked;
    if opened.locked.is_none() && save::is_read_only(&**files, path) {
        opened.locked = Some("Read only: this file may not be changed".to_owned());
    }
    if opened.locked.is_some() {
        // Whoever has it mends it; here it can be looked at.
        if let Some(damage) = &mut opened.damage {
            damage.remnants.retain(|left| left.other.is_none());
            damage.remnants.iter_mut().for_each(|left| left.whole = false);
        }
    }
    opened.unprotected = held.unprotected.or(refused);
    let left = save::leftovers(&**files, path).unwrap_or_default();
    let known = [Some(&*opened.library), replaced.as_ref().map(|base| &*base.library)];
    let sweeps = opened.locked.is_none() && opened.damage.is_none();
    let left = Left::of(&**files, &left, &known, &recovery, sweeps);
    // Those of the file itself, wherever a link to it stands.
    let beside = disk::siblings(&**files, keeper.path());
    opened.beside = beside.into_iter().chain(left.versions).collect();
    opened.torn = left.torn;
    let orphans = state.map_or_else(Vec::new, |state| lending::left(&**files, state));
    opened.lent = orphans.iter().map(|path| path.display().to_string()).collect();
    if opened.damage.is_none() && opened.locked.is_none() {
        opened.past = recovery.newest.map(|(_, story)| past(recovery.earlier, story));
    }
    if opened.existed && opened.damage.is_none() {
        opened.session = state.and_then(|state| remembering::load(state, &opened.library));
    }
    if opened.locked.is_none() && opened.damage.is_none() {
        if cut_off {
            keeper.flush_document();
        }
        let begun = protect(&mut keeper, &opened);
        if let Some(journal) = keeper.journal().filter(|_| cut_off) {
            // From here on it alone knows that the file holds a save of our own.
            let _ = journal.flush();
        }
        opened.unprotected = opened.unprotected.or(begun.err());
    }
    Ok((keeper, opened))
}

/// Opens the built-in sample, which is in no file: nothing of it is kept. Its ids are made from `seed`.
pub fn sample(files: &Arc<dyn Files>, seed: u64) -> (Keeper, Opened) {
    let library = Arc::new(exchange::sample(&mut Ids::new(seed)));
    (Keeper::of_sample(files), Opened { sample: true, ..Opened::new(library, None) })
}

/// Prepares a journal of what is to be gone on with. What was recovered is written down before it is shown: which
/// version of the file it belongs to, the older journal may not know any more once another program has written.
fn protect(keeper: &mut Keeper, opened: &Opened) -> Result<(), String> {
    let file = opened.version.map(|version| (version, opened.library.clone()));
    let Some(past) = opened.past.as_ref().filter(|past| past.is_ahead()) else {
        keeper.protect(&opened.library, file);
        return Ok(());
    };
    // The file that these changes were made to, whatever it is now: should the program end before both are one, the
    // next start finds the same.
    keeper.protect(&past.library, past.version.map(|version| (version, past.base.clone())));
    let begun = keeper.journal().map(|journal| journal.begin(keeper::now()));
    begun.unwrap_or(Ok(())).map_err(|trouble| trouble.to_string())
}

/// Records without an id get one that is the same each time this version of the file is opened: what was
/// typed before a crash must find its proposal again.
pub fn with_ids(mut library: Library, version: Hash) -> Library {
    let Version(number) = version.into();
    let seed = u64::try_from(number >> 64).unwrap_or_default();
    library.mend_ids(&mut Ids::new(seed));
    library
}

/// A library of which nothing is known yet but its id, which it has before anything is typed into it: what
/// was typed before a crash must find its library again.
fn fresh(path: &Path) -> Arc<Library> {
    let when = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let seed = format!("{} {} {}", path.display(), std::process::id(), when.as_nanos());
    with_ids(Library::default(), Hash::of(seed.as_bytes())).into()
}

fn of_document(path: &Path, document: Document, recovery: &Recovery) -> Opened {
    let hash = document.hash;
    match document.contents {
        Contents::Whole { library, comments } => {
            let opened = Opened::new(Arc::new(with_ids(*library, hash)), Some(hash.into()));
            Opened { comments, ..opened }
        }
        // A file that somebody made to become a library.
        Contents::Empty if recovery.newest.is_none() => Opened::new(fresh(path), Some(hash.into())),
        Contents::Empty => {
            damaged(hash, vec!["The file is empty, and was not before.".into()], recovery, Vec::new())
        }
        Contents::Refused(refused) => refused_file(hash, *refused, recovery),
    }
}

/// No file: a new library, unless journals know of one.
fn missing(path: &Path, recovery: &Recovery) -> Opened {
    if recovery.newest.as_ref().is_none_or(|(_, story)| story.base.is_none()) {
        return Opened::new(fresh(path), None);
    }
    let words = vec!["There is no such file any more, but it was edited here before.".to_owned()];
    let fresh = whole("Begin a new library".into(), fresh(path));
    let damage = Damage { words, remnants: remnants(recovery).into_iter().chain([fresh]).collect() };
    Opened { damage: Some(damage), ..Opened::new(Arc::default(), None) }
}

fn refused_file(hash: Hash, refused: Refused, recovery: &Recovery) -> Opened {
    let (sides, salvaged) = (refused.sides(), refused.salvaged());
    let Refused { error, around, .. } = refused;
    let newer = matches!(error.problem, Problem::Newer(_));
    let mut words = vec![format!("{error}")];
    words.extend(around.iter().map(|line| format!("{:>5}  {}", line.number, line.text)));
    let count = |library: &Library| match library.proposals.len() {
        1 => "1 proposal".to_owned(),
        many => format!("{many} proposals"),
    };
    let mut more = Vec::new();
    let with_ids = |library| Arc::new(with_ids(library, hash));
    let [ours, theirs] = [sides.ours, sides.theirs].map(|side| side.map(with_ids));
    if let (Some(ours), Some(theirs)) = (&ours, &theirs) {
        let label = "Bring both sides together, and decide where they differ".into();
        more.push(Remnant { other: Some(theirs.clone()), ..whole(label, ours.clone()) });
    }
    for (side, name) in [(ours, "What stood here"), (theirs, "What came in with git")] {
        more.extend(side.map(|library| whole(format!("{name}: {}", count(&library)), library)));
    }
    if salvaged.library != Library::default() {
        let label = match salvaged.unread.len() {
            0 => format!("Look at what can be read: {}", count(&salvaged.library)),
            lost => format!("Look at what can be read: {}, {lost} cannot", count(&salvaged.library)),
        };
        more.push(Remnant { whole: false, ..whole(label, with_ids(salvaged.library)) });
    }
    if newer {
        // Nothing is damaged: it is only not ours to change.
        return damaged_with(hash, words, more);
    }
    damaged(hash, words, recovery, more)
}

fn damaged(hash: Hash, words: Vec<String>, recovery: &Recovery, more: Vec<Remnant>) -> Opened {
    damaged_with(hash, words, remnants(recovery).into_iter().chain(more).collect())
}

fn damaged_with(hash: Hash, words: Vec<String>, remnants: Vec<Remnant>) -> Opened {
    let opened = Opened::new(Arc::default(), Some(hash.into()));
    Opened { damage: Some(Damage { words, remnants }), ..opened }
}

/// What the journals know: the library as it was typed last, and as it was saved last.
fn remnants(recovery: &Recovery) -> Vec<Remnant> {
    let Some((_, story)) = &recovery.newest else { return Vec::new() };
    let count = story.library.proposals.len();
    let proposals = if count == 1 { "1 proposal".to_owned() } else { format!("{count} proposals") };
    let label = format!("Go on with what was typed here {}: {proposals}", last_change(story));
    vec![whole(label, story.library.clone())]
}

/// A library that can be gone on with.
const fn whole(label: String, library: Arc<Library>) -> Remnant {
    Remnant { label, library, whole: true, other: None }
}

fn last_change(story: &Story) -> String {
    ago(story.last_time(), keeper::now())
}

/// What was written down of earlier runs.
fn past(earlier: Vec<Dated>, story: Story) -> Past {
    let when = last_change(&story);
    let behind =
        story.in_document == 0 && story.base.as_ref().is_none_or(|base| base.library != story.snapshot);
    let saved = (!behind).then_some(earlier.len() + story.in_document);
    let changes: Vec<Change> = earlier.into_iter().chain(story.changes).map(|dated| dated.change).collect();
    let (version, base) = story.base.map(|base| (Version::from(base.hash), base.library)).unzip();
    // Where there was no file, nothing but the id was known.
    let nothing = || Library { id: story.library.id.clone(), ..Library::default() }.into();
    let base = base.unwrap_or_else(nothing);
    Past { changes, saved, base, version, library: story.library, when }
}

/// How long ago a time is, in words: both in seconds since 1970.
pub fn ago(time: u64, now: u64) -> String {
    let seconds = now.saturating_sub(time);
    let (count, unit) = match seconds {
        0..60 => return "a moment ago".to_owned(),
        60..3600 => (seconds / 60, "minute"),
        3600..86_400 => (seconds / 3600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{plural} ago")
}

#[cfg(test)]
mod tests {
    use super::ago;

    #[test]
    fn times_are_told_in_the_largest_unit() {
        let told =
            [(0, "a moment ago"), (59, "a moment ago"), (60, "1 minute ago"), (3599, "59 minutes ago")];
        let more = [(3600, "1 hour ago"), (86_399, "23 hours ago"), (172_800, "2 days ago")];
        for (seconds, words) in told.into_iter().chain(more) {
            assert_eq!(ago(1000, 1000 + seconds), words);
        }
        assert_eq!(ago(2000, 1000), "a moment ago", "a clock that was put back");
    }
}
