//! Folders: temporary ones, copies of the demo to change, and every file below one.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};
use tempfile::TempDir;

/// A new temporary folder.
pub fn new() -> TempDir {
    tempfile::Builder::new().prefix("mocban-test-").tempdir().expect("a temporary folder")
}

/// The project's folder.
pub fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The demo site.
pub fn demo() -> PathBuf {
    project().join("demo")
}

/// Every file below a folder, by its path from there.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    gather(folder, folder, &mut found).expect("the folder can be read");
    found
}

fn gather(top: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(top, &path, found)?;
        } else {
            let name = path.strip_prefix(top).map(Path::display).expect("it lies below");
            found.insert(name.to_string(), fs::read(&path)?);
        }
    }
    Ok(())
}

/// Whether a file's name ends with one of these.
pub fn ends(name: &str, endings: &[&str]) -> bool {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| endings.contains(&ending))
}

/// A copy of the demo site that a test may change.
pub struct Site(TempDir);

impl Site {
    pub fn copy() -> Site {
        Site::of(&demo())
    }

    pub fn of(folder: &Path) -> Site {
        let copy = new();
        for (name, bytes) in files(folder) {
            let path = copy.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder is made");
            fs::write(path, bytes).expect("a file is written");
        }
        Site(copy)
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Replaces a piece of a file, which must be there once or more.
    #[track_caller]
    pub fn change(&self, file: &str, from: &str, to: &str) -> &Site {
        let path = self.path().join(file);
        let text = fs::read_to_string(&path).expect("the file is there");
        assert!(text.contains(from), "{file} has no {from:?}");
        fs::write(path, text.replace(from, to)).expect("the file is written");
        self
    }

    /// Writes a file.
    pub fn write(&self, file: &str, text: &str) -> &Site {
        fs::write(self.path().join(file), text).expect("the file is written");
        self
    }

    /// Takes a file or a folder away.
    pub fn remove(&self, name: &str) -> &Site {
        let path = self.path().join(name);
        let gone = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        gone.expect("it was there");
        self
    }
}
