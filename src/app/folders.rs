//! Paths as people are told them.

use std::path::{Path, PathBuf};

/// The folders by which paths are told; without them they are told as they were given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folders {
    /// The person's home, for which `~` stands.
    pub home: Option<PathBuf>,
    /// The folder that the program was started in, to which paths without one belong.
    pub here: PathBuf,
}

impl Folders {
    /// A path with the folder that it is in: `~/talks/2027.ron`.
    #[must_use]
    pub fn told(&self, path: &Path) -> String {
        let path = path.strip_prefix(".").unwrap_or(path);
        // Nothing joined to a folder would end it with a stroke.
        let whole = if path == Path::new("") { self.here.clone() } else { self.here.join(path) };
        let home = self.home.as_deref().filter(|home| home.parent().is_some());
        match home.and_then(|home| whole.strip_prefix(home).ok()) {
            Some(rest) if rest == Path::new("") => "~".to_owned(),
            Some(rest) => Path::new("~").join(rest).display().to_string(),
            None => whole.display().to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_told_with_its_folder_and_the_home_as_a_tilde() {
        let folders = Folders { home: Some("/home/ada".into()), here: "/home/ada/talks".into() };
        for (path, told) in [
            ("2027.ron", "~/talks/2027.ron"),
            ("./2027.ron", "~/talks/2027.ron"),
            ("old/2026.ron", "~/talks/old/2026.ron"),
            ("/home/ada/a.ron", "~/a.ron"),
            ("/home/adam/a.ron", "/home/adam/a.ron"),
            ("/home/ada", "~"),
            ("", "~/talks"),
        ] {
            assert_eq!(folders.told(Path::new(path)), told, "{path}");
        }
        let root = Folders { home: Some("/".into()), here: "/etc".into() };
        assert_eq!(root.told(Path::new("a.ron")), "/etc/a.ron", "everything lies in that home");
        assert_eq!(Folders::default().told(Path::new("a.ron")), "a.ron");
    }
}
