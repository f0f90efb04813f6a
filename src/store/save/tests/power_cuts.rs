//! Power cuts at every moment of saving, and faults planted to see that they would be found.

use std::{ffi::OsString, sync::Arc, sync::Mutex};

use super::*;
use crate::store::files::{Failing, Fault, Handle, Order, Stat, When};

/// What the model found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Verdict {
    states: usize,
    /// How many in which the document held neither text.
    torn: usize,
    /// How many in which it did not hold the new one although that had been told.
    lost: usize,
}

impl Verdict {
    fn is_clean(self) -> bool {
        (self.torn, self.lost) == (0, 0)
    }
}

/// Saves, and cuts the power after every change; `told` is how many changes were made when the person was.
fn cut_while(setting: Setting, order: Order, save: impl FnOnce(&Memory) -> usize) -> Verdict {
    let memory = setting.disk();
    let told = save(&memory);
    let mut verdict = Verdict::default();
    verdict.states = memory.power_cuts(order, |changes, disk| {
        verdict.torn += usize::from(!setting.is_whole(disk));
        verdict.lost += usize::from(changes >= told && disk.text(DOCUMENT) != NEW);
    });
    verdict
}

#[test]
fn power_cut_after_saved_and_kill_inside_save_leave_the_old_or_the_new_text() {
    let mut states = 0;
    for (setting, order) in
        Setting::ALL.into_iter().flat_map(|setting| Order::ALL.map(|order| (setting, order)))
    {
        let verdict = cut_while(setting, order, |memory| {
            setting.save(&in_pieces(memory)).unwrap();
            memory.changes()
        });
        assert!(verdict.is_clean(), "{setting:?} {order:?}: {verdict:?}");
        states += verdict.states;
    }
    assert!(states > 3000, "{states}");
}

/// A disk that takes only half of what it is asked to write, so that more can be missing.
fn in_pieces(memory: &Memory) -> Failing {
    Failing::over(memory.clone()).failing(When::Every("write"), Fault::Short)
}

#[test]
fn power_cut_in_a_series_of_saves_leaves_the_last_that_was_told_or_the_next() {
    const TEXTS: [&str; 5] = [OLD, "the first", "", "the third, in more words", "one more"];
    let mut states = 0;
    for (setting, order) in [Setting::Swap, Setting::SecondName]
        .into_iter()
        .flat_map(|setting| Order::ALL.map(|order| (setting, order)))
    {
        let memory = setting.disk();
        let told = TEXTS.windows(2).map(|texts| {
            let care = Care { backups: Some(Path::new("/b")), ..Care::least(UNIX_EPOCH) };
            let expect = Expect::Version(Hash::of(texts[0].as_bytes()));
            save(&in_pieces(&memory), Path::new(DOCUMENT), texts[1], expect, &care).unwrap();
            memory.changes()
        });
        let told: Vec<usize> = told.collect();
        states += memory.power_cuts(order, |changes, disk| {
            let last = told.iter().filter(|told| **told <= changes).count();
            let text = disk.bytes(DOCUMENT).and_then(|bytes| String::from_utf8(bytes).ok());
            let next = TEXTS.iter().skip(last).take(2).any(|wanted| text.as_deref() == Some(wanted));
            assert!(next, "{setting:?} {order:?} after {changes}, {last} told: {text:?}");
        });
    }
    assert!(states > 3000, "{states}");
}

#[test]
fn power_cut_spares_what_another_program_flushed() {
    const THEIRS: &str = "their text";
    for (setting, order) in [Setting::Swap, Setting::SecondName]
        .into_iter()
        .flat_map(|setting| Order::ALL.map(|order| (setting, order)))
    {
        let memory = setting.disk();
        let writer = memory.clone();
        let call = if setting == Setting::Swap { "exchange" } else { "rename" };
        let files = Failing::over(memory.clone()).before(When::Call(call, 1), move || {
            writer.overwrite(DOCUMENT, THEIRS.as_bytes());
            writer.open_to_overwrite(Path::new(DOCUMENT)).unwrap().sync().unwrap();
            writer.settle();
        });
        let saved = setting.save(&files).unwrap();
        assert_eq!(saved.came_out, Some("/f/doc.conflict-1970-01-01T00-00-00Z".into()));
        let states = memory.power_cuts(order, |changes, disk| {
            let all: Vec<_> = disk.paths().iter().map(|path| disk.text(path)).collect();
            assert!(
                all.iter().any(|text| text == THEIRS),
                "{setting:?} {order:?} {changes}: {:?}",
                disk.paths()
            );
        });
        assert!(states > 3, "{states}");
    }
}

/// A fault in the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slip {
    /// The text is never flushed.
    TextNotFlushed,
    /// The text is flushed once it has its name.
    TextFlushedLate,
    /// The folder is never flushed.
    FolderNotFlushed,
    /// The folder above is flushed instead.
    OtherFolderFlushed,
    /// The person is told before the folder is flushed.
    ToldBeforeTheFolder,
    /// The person is told before the text is flushed.
    ToldBeforeTheText,
    /// The old file is removed before the new one takes its name.
    RemovedFirst,
    /// The old file is moved out of the way before the new one takes its name.
    MovedAway,
    /// The document is cut to nothing and written.
    NoTemporary,
    /// What makes the text safe before the document is overwritten does nothing.
    SafeguardMissing,
    /// What makes the text safe does not flush it.
    SafeguardNotFlushed,
    /// What makes the text safe does not flush its folder.
    SafeguardNameless,
}

impl Slip {
    /// All, with the settings in which they do harm.
    const ALL: [(Self, &'static [Setting]); 12] = {
        use Setting::{InPlace, New, SecondName, Swap};
        [
            (Self::TextNotFlushed, &[Swap, SecondName, New, InPlace]),
            (Self::TextFlushedLate, &[Swap, New]),
            (Self::FolderNotFlushed, &[Swap, SecondName, New]),
            (Self::OtherFolderFlushed, &[Swap, SecondName, New]),
            (Self::ToldBeforeTheFolder, &[Swap, SecondName, New]),
            (Self::ToldBeforeTheText, &[Swap, SecondName, New, InPlace]),
            (Self::RemovedFirst, &[Swap]),
            (Self::MovedAway, &[Swap]),
            (Self::NoTemporary, &[Swap, SecondName, New]),
            (Self::SafeguardMissing, &[InPlace]),
            (Self::SafeguardNotFlushed, &[InPlace]),
            (Self::SafeguardNameless, &[InPlace]),
        ]
    };
}

#[test]
fn every_planted_fault_is_found() {
    let mut states = 0;
    for (slip, settings) in Slip::ALL {
        for setting in settings {
            let verdicts = Order::ALL.map(|order| {
                cut_while(*setting, order, |memory| {
                    let careless = Careless::new(memory, slip);
                    setting.save(&careless).unwrap();
                    let told = *careless.told.lock().unwrap();
                    told.unwrap_or(memory.changes())
                })
            });
            states += verdicts.iter().map(|verdict| verdict.states).sum::<usize>();
            assert!(!verdicts.iter().all(|verdict| verdict.is_clean()), "{slip:?} {setting:?} is not found");
        }
    }
    assert!(states > 300, "{states}");
}

/// Files that carry out the calls of the protocol as if it had that fault.
#[derive(Clone, Debug)]
struct Careless {
    memory: Memory,
    slip: Slip,
    /// Flushes that wait.
    late: Arc<Mutex<Vec<Arc<dyn Handle>>>>,
    told: Arc<Mutex<Option<usize>>>,
}

impl Careless {
    fn new(memory: &Memory, slip: Slip) -> Self {
        Self { memory: memory.clone(), slip, late: Arc::default(), told: Arc::default() }
    }

    fn tell(&self, early: Slip) {
        if self.slip == early {
            self.told.lock().unwrap().get_or_insert(self.memory.changes());
        }
    }

    fn open(&self, path: &Path, inner: Arc<dyn Handle>) -> Arc<dyn Handle> {
        Arc::new(Opened { inner, files: self.clone(), safe: path.starts_with("/s") })
    }

    /// Writes what stands at one path into the other, without flushing it.
    fn overwrite(&self, from: &Path, to: &Path) {
        let text = self.memory.bytes(from).unwrap();
        self.memory.overwrite(to, &text);
    }
}

impl Files for Careless {
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.memory.canonical(path)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        match self.slip {
            Slip::RemovedFirst => {
                self.memory.remove(other)?;
                self.memory.rename(one, other)?;
                self.memory.create(one, 0o600)?.write(OLD.as_bytes()).map(|_| ())
            }
            Slip::MovedAway => {
                self.memory.rename(other, Path::new("/f/doc~"))?;
                self.memory.rename(one, other)?;
                self.memory.rename(Path::new("/f/doc~"), one)
            }
            Slip::NoTemporary => {
                let old = self.memory.bytes(other).unwrap();
                self.overwrite(one, other);
                self.memory.overwrite(one, &old);
                Ok(())
            }
            _ => self.memory.exchange(one, other),
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        if self.slip != Slip::NoTemporary {
            return self.memory.rename(from, to);
        }
        self.overwrite(from, to);
        self.memory.remove(from)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        let is_document = to == Path::new(DOCUMENT);
        if is_document { self.rename(from, to) } else { self.memory.rename_new(from, to) }
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let late = std::mem::take(&mut *self.late.lock().unwrap());
        late.iter().try_for_each(|file| file.sync())?;
        let safe = folder == Path::new("/s");
        if !safe {
            self.tell(Slip::ToldBeforeTheFolder);
        }
        match self.slip {
            Slip::FolderNotFlushed if !safe => Ok(()),
            Slip::SafeguardNameless if safe => Ok(()),
            Slip::OtherFolderFlushed if !safe => self.memory.sync_folder(Path::new("/")),
            _ => self.memory.sync_folder(folder),
        }
    }

    fn create(&self, path: &Path, mode: u32) -> io::Result<Arc<dyn Handle>> {
        if self.slip == Slip::SafeguardMissing && path.starts_with("/s") {
            return self.memory.create(Path::new("/s/elsewhere"), mode);
        }
        self.memory.create(path, mode).map(|inner| self.open(path, inner))
    }

    fn open_to_overwrite(&self, path: &Path) -> io::Result<Arc<dyn Handle>> {
        self.memory.open_to_overwrite(path).map(|inner| self.open(path, inner))
    }

    fn look(&self, path: &Path, follow: bool) -> io::Result<Stat> {
        self.memory.look(path, follow)
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        self.memory.read_link(path)
    }

    fn read(&self, path: &Path, most: u64, follow: bool) -> io::Result<Vec<u8>> {
        self.memory.read(path, most, follow)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        self.memory.list(folder)
    }

    fn make_folder(&self, path: &Path, mode: u32) -> io::Result<()> {
        self.memory.make_folder(path, mode)
    }

    fn link(&self, path: &Path, new: &Path) -> io::Result<()> {
        self.memory.link(path, new)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.memory.remove(path)
    }

    fn pause(&self, _time: Duration) {}
}

#[derive(Debug)]
struct Opened {
    inner: Arc<dyn Handle>,
    files: Careless,
    /// Whether it is what makes the text safe.
    safe: bool,
}

impl Handle for Opened {
    fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        self.inner.write(bytes)
    }

    fn sync(&self) -> io::Result<()> {
        if !self.safe {
            self.files.tell(Slip::ToldBeforeTheText);
        }
        match self.files.slip {
            Slip::TextNotFlushed if !self.safe => Ok(()),
            Slip::SafeguardNotFlushed if self.safe => Ok(()),
            Slip::TextFlushedLate => {
                self.files.late.lock().unwrap().push(Arc::clone(&self.inner));
                Ok(())
            }
            _ => self.inner.sync(),
        }
    }

    fn cut(&self, length: u64) -> io::Result<()> {
        self.inner.cut(length)
    }

    fn take_after(&self, other: &Path) -> io::Result<()> {
        self.inner.take_after(other)
    }

    fn lock(&self) -> io::Result<bool> {
        self.inner.lock()
    }
}
