//! Where the program is started.

use std::{fs, path::PathBuf};

use portable_pty::CommandBuilder;
use soapbox::{store::disk, talk::Library};
use tempfile::TempDir;

use super::{PROGRAM, Terminal};

/// A person's home: the folder that the program starts in and in which it finds its own folders.
pub struct Home {
    folder: TempDir,
}

impl Home {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("tmp")).unwrap();
        Self { folder }
    }

    /// The path of a file in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Keeps a library in a file in it.
    pub fn save(&self, name: &str, library: &Library) {
        disk::save(&self.path(name), library, disk::Expect::Anything).unwrap();
    }

    /// The library in a file in it.
    pub fn library(&self, name: &str) -> Library {
        disk::load(&self.path(name)).unwrap().unwrap()
    }

    /// Whether no temporary file was left behind.
    pub fn is_tidy(&self) -> bool {
        fs::read_dir(self.path("tmp")).unwrap().next().is_none()
    }

    /// What the program sees of the world outside.
    pub fn environment(&self) -> Vec<(&'static str, PathBuf)> {
        vec![
            ("HOME", self.path("")),
            ("XDG_CONFIG_HOME", self.path("config")),
            ("XDG_DATA_HOME", self.path("data")),
            ("XDG_STATE_HOME", self.path("state")),
            ("XDG_CACHE_HOME", self.path("cache")),
            ("TMPDIR", self.path("tmp")),
            ("PATH", "/usr/sbin:/usr/bin:/sbin:/bin".into()),
            ("LANG", "C.UTF-8".into()),
            ("TERM", "xterm-256color".into()),
        ]
    }

    /// Starts the program in a window of `size` columns and rows.
    pub fn start(&self, args: &[&str], size: (u16, u16)) -> Terminal {
        self.start_with(args, size, &[])
    }

    /// The same with more in the environment.
    pub fn start_with(&self, args: &[&str], size: (u16, u16), more: &[(&str, &str)]) -> Terminal {
        let mut command = self.command(&[&[PROGRAM], args].concat());
        for (name, value) in more {
            command.env(name, value);
        }
        Terminal::run(command, size)
    }

    /// Starts the program through a line of the shell, in which `"$@"` is the program with its arguments.
    pub fn start_through(&self, line: &str, args: &[&str], size: (u16, u16)) -> Terminal {
        let shell = ["/bin/sh", "-c", line, "sh", PROGRAM];
        Terminal::run(self.command(&[&shell, args].concat()), size)
    }

    /// A command in this home.
    pub fn command(&self, line: &[&str]) -> CommandBuilder {
        let mut command = CommandBuilder::from_argv(line.iter().map(Into::into).collect());
        command.cwd(self.folder.path());
        command.env_clear();
        for (name, value) in self.environment() {
            command.env(name, value);
        }
        command
    }
}
