//! Versions of a file that are kept under other names.

use std::{
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

use super::{SaveProblem, name, target::Target};
use crate::store::{
    calendar::date,
    files::{Files, sync_path, write_all},
};

/// How many versions of other programs are kept beside a file.
pub const CONFLICTS: usize = 100;
/// What stands between a file's name and the time in the name of such a version.
pub const CONFLICT: &str = ".conflict-";
/// The same for a backup.
pub const BACKUP: &str = ".";

/// Refuses to go on where one more version of another program could not be kept.
pub fn must_have_room(files: &dyn Files, target: &Target) -> Result<(), SaveProblem> {
    let names = match files.list(&target.folder) {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => return Ok(()),
        names => names.map_err(|error| SaveProblem::os("its folder cannot be listed", &error))?,
    };
    let mut prefix = target.name.clone();
    prefix.push(CONFLICT);
    let is_one = |name: &&std::ffi::OsString| name.as_encoded_bytes().starts_with(prefix.as_encoded_bytes());
    let count = names.iter().filter(is_one).count();
    if count < CONFLICTS { Ok(()) } else { Err(SaveProblem::Conflicts(count)) }
}

/// Gives another program's version a name beside the file that tells what it is: `NAME.conflict-TIME`.
/// Answers where it stands: where it was, if no such name can be had.
pub fn conflict(files: &dyn Files, target: &Target, version: &Path, now: SystemTime) -> PathBuf {
    let kept =
        at_a_free_name(target, (&target.folder, CONFLICT), now, |path| files.rename_new(version, path));
    let Ok((path, ())) = kept else { return version.to_owned() };
    // Until then a power cut may bring back the other name, which is as good.
    let _ = files.sync_folder(&target.folder);
    path
}

/// Moves a version that was replaced into the backups: `NAME.TIME`.
pub fn backup(
    files: &dyn Files,
    target: &Target,
    version: &Path,
    folder: &Path,
    now: SystemTime,
) -> io::Result<PathBuf> {
    match at_a_free_name(target, (folder, BACKUP), now, |path| files.rename_new(version, path)) {
        // The folder is on another disk.
        Err(error) if error.kind() == ErrorKind::CrossesDevices => {
            let bytes = files.read(version, u64::MAX, false)?;
            let path = copy(files, target, &bytes, (folder, BACKUP), now)?;
            files.remove(version)?;
            Ok(path)
        }
        moved => {
            let (path, ()) = moved?;
            // Before the next save flushes the folder that it came from, which has no name for it any more.
            let _ = sync_path(files, folder);
            Ok(path)
        }
    }
}

/// Writes a version to a new file, in a folder and with a mark behind the file's name.
pub fn copy(
    files: &dyn Files,
    target: &Target,
    bytes: &[u8],
    (folder, mark): (&Path, &str),
    now: SystemTime,
) -> io::Result<PathBuf> {
    let (path, file) = at_a_free_name(target, (folder, mark), now, |path| files.create(path, 0o600))?;
    let written = write_all(&*file, bytes).and_then(|()| file.sync());
    // The version that it is a copy of is about to go.
    let _ = sync_path(files, folder);
    if written.is_err() {
        let _ = files.remove(&path);
    }
    written.map(|()| path)
}

/// Makes something under the file's name, a mark and the time.
fn at_a_free_name<T>(
    target: &Target,
    (folder, mark): (&Path, &str),
    now: SystemTime,
    create: impl Fn(&Path) -> io::Result<T>,
) -> io::Result<(PathBuf, T)> {
    let mut stem = target.name.clone();
    stem.push(mark);
    stem.push(stamp(now));
    name::at_a_free_one(folder, &stem, "", create)
}

/// A time as it may stand in a name on every system: `2018-01-03T16-05-09Z`.
fn stamp(time: SystemTime) -> String {
    let seconds = time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let (days, second) = (seconds / 86_400, seconds % 86_400);
    let (year, month, day) = date(days);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}-{minute:02}-{second:02}Z")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_time_stands_in_a_name() {
        let at = |seconds| stamp(UNIX_EPOCH + Duration::from_secs(seconds));
        assert_eq!(at(0), "1970-01-01T00-00-00Z");
        assert_eq!(at(951_782_399), "2000-02-28T23-59-59Z");
        assert_eq!(at(951_782_400), "2000-02-29T00-00-00Z");
        assert_eq!(at(1_514_995_509), "2018-01-03T16-05-09Z");
        assert_eq!(at(4_107_542_400), "2100-03-01T00-00-00Z");
        assert_eq!(stamp(UNIX_EPOCH - Duration::from_secs(9)), at(0), "a clock that is wrong");
    }
}
