//! The key of a day: made when the day begins, shared by all who count on one folder or one
//! database, destroyed when the day is over. Not for secrets of people: those are `people`'s.

use jiff::civil::Date;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

/// A key for a day's marks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Key([u8; 16]);

impl std::fmt::Debug for Key {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Key(…)")
    }
}

impl Key {
    /// A key that nobody can guess.
    pub fn random() -> io::Result<Key> {
        let mut key = [0; 16];
        getrandom::fill(&mut key).map_err(io::Error::other)?;
        Ok(Key(key))
    }

    /// The key's bytes.
    pub fn bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// The key as text, for the database.
    pub fn text(self) -> String {
        format!("{:032x}", u128::from_be_bytes(self.0))
    }

    /// The key of a text.
    pub fn of(text: &str) -> Option<Key> {
        (text.len() == 32).then_some(())?;
        Some(Key(u128::from_str_radix(text, 16).ok()?.to_be_bytes()))
    }
}

/// The keys at hand: that of the day, and on several nodes that of the day to come.
#[derive(Debug)]
pub struct Keys {
    /// Where keys stand when one folder is all there is; `None` when nodes share a database.
    folder: Option<PathBuf>,
    known: RwLock<Vec<(Date, Key)>>,
}

impl Keys {
    /// Keys that stand in `folder`, or in a database that [`Keys::learn`] hears of.
    pub fn new(folder: Option<&Path>) -> Keys {
        Keys { folder: folder.map(Path::to_owned), known: RwLock::new(Vec::new()) }
    }

    /// The key of a day.
    pub fn of(&self, day: Date) -> io::Result<Key> {
        if let Some(key) = self.known(day) {
            return Ok(key);
        }
        let key = match &self.folder {
            Some(folder) => in_folder(folder, day)?,
            // The database was not heard of in time: this node's visitors of the day are its own.
            None => Key::random()?,
        };
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, first)) = known.iter().find(|(known, _)| *known == day) {
            return Ok(*first);
        }
        known.push((day, key));
        Ok(key)
    }

    /// Whether the key of a day is at hand.
    pub fn known(&self, day: Date) -> Option<Key> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.iter().find(|(known, _)| *known == day).map(|(_, key)| *key)
    }

    /// Whether keys stand in a database.
    pub fn shared(&self) -> bool {
        self.folder.is_none()
    }

    /// Takes the key of a day from the database.
    pub fn learn(&self, day: Date, key: Key) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.retain(|(known, _)| *known != day);
        known.push((day, key));
    }

    /// Destroys every key of a day before `today`.
    pub fn destroy_before(&self, today: Date) -> io::Result<()> {
        self.known.write().unwrap_or_else(PoisonError::into_inner).retain(|(day, _)| *day >= today);
        let Some(folder) = &self.folder else { return Ok(()) };
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            let day: Option<Date> =
                path.file_name().and_then(|name| name.to_str()?.split_once(".key")?.0.parse().ok());
            if day.is_some_and(|day| day < today) {
                destroy(&path)?;
            }
        }
        Ok(())
    }
}

/// Reads the key of a day, or makes it. Of several processes that make it at once one wins.
fn in_folder(folder: &Path, day: Date) -> io::Result<Key> {
    let path = folder.join(format!("{day}.key"));
    let wrong =
        || io::Error::new(io::ErrorKind::InvalidData, format!("{} is no key", path.display()));
    match std::fs::read_to_string(&path) {
        Ok(text) => return Key::of(text.trim()).ok_or_else(wrong),
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Err(_) => {}
    }
    let key = Key::random()?;
    let own = folder.join(format!("{day}.key.{}", std::process::id()));
    let mut file =
        OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&own)?;
    file.write_all(key.text().as_bytes())?;
    // A link appears whole or not at all, and never takes another's place.
    let linked = std::fs::hard_link(&own, &path);
    match linked {
        Ok(()) => {
            std::fs::remove_file(&own)?;
            Ok(key)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            destroy(&own)?;
            let text = std::fs::read_to_string(&path)?;
            Key::of(text.trim()).ok_or_else(wrong)
        }
        Err(error) => Err(error),
    }
}

/// Overwrites a key before its file goes, so that it does not stay in the disk's free blocks.
fn destroy(path: &Path) -> io::Result<()> {
    let mut file = File::options().write(true).open(path)?;
    file.write_all(&[b'0'; 32])?;
    file.sync_all()?;
    std::fs::remove_file(path)
}
