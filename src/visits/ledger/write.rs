//! Writing the ledger of this process: one file a day, through memory that the kernel holds. A day, once
//! begun, is never gone back from, whatever the clock does. What the disk refuses is kept in memory until
//! it takes it.

use super::read::Tail;
use super::record::{RECORD, Record};
use crate::platform::clock::Clock;
use handed::Handed;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

/// The file that is written to.
#[derive(Debug)]
struct Current {
    day: Date,
    begins: i64,
    ends: i64,
    file: Mutex<Handed<RECORD>>,
    name: String,
}

/// A file of a day that is over, for what the disk refused on it.
struct Late {
    day: Date,
    file: Handed<RECORD>,
    path: PathBuf,
}

/// The ledger this process writes, and the files of earlier ones in the same folder.
#[derive(Debug)]
pub struct Ledger {
    folder: PathBuf,
    zone: TimeZone,
    node: String,
    current: RwLock<Current>,
    /// What the disk refused, with its day.
    refused: Mutex<Vec<(Date, [u8; RECORD])>>,
}

/// Some bytes of a ledger file.
#[derive(Debug)]
pub struct Part {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Whether more may follow them.
    pub tail: Tail,
}

/// At most this much is read at once: as much as a processor's own memory holds beside other things.
const STROKE: u64 = 256 << 10;
/// At most this many records wait for a disk that refuses them: 4 MiB.
const WAITING: usize = 65_536;

impl Ledger {
    /// Begins a new file in `folder`; earlier processes' files stay for the fold to finish. `node`
    /// is this process's name: on one database no two files may be called the same.
    pub fn begin(folder: &Path, clock: &Clock, zone: TimeZone, node: &str) -> io::Result<Ledger> {
        std::fs::create_dir_all(folder)?;
        let (folder, node) = (folder.to_owned(), node.to_owned());
        let current = RwLock::new(Current::open(&folder, clock.now_ms(), &zone, &node)?);
        Ok(Ledger { folder, zone, node, current, refused: Mutex::default() })
    }

    /// The day that is written now.
    pub fn day(&self) -> Date {
        self.read(|current| current.day)
    }

    /// The day of a moment.
    pub fn begun(&self, at: i64) -> Date {
        day_at(at, &self.zone)
    }

    /// The day that the moment `at` is counted to: its own, begun if it is a later one. Where its file cannot
    /// be begun, the day before goes on.
    pub fn today(&self, at: i64) -> Date {
        let current = self.begun_by(at);
        current.map_or_else(|_| self.day(), |current| current.day)
    }

    /// Begins the day of the moment `at`, if it is a later one. Answers whether it did.
    pub fn turn(&self, at: i64) -> io::Result<bool> {
        if self.read(|current| at < current.ends) {
            return Ok(false);
        }
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        if at < current.ends {
            return Ok(false);
        }
        *current = Current::open(&self.folder, at, &self.zone, &self.node)?;
        Ok(true)
    }

    /// The file that takes records of the moment `at`.
    fn begun_by(&self, at: i64) -> io::Result<RwLockReadGuard<'_, Current>> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        if at < current.ends {
            return Ok(current);
        }
        drop(current);
        self.turn(at)?;
        Ok(self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Hands a record to the kernel; `record` is told the moment it happened, which is never before
    /// the day of the file.
    pub fn write(&self, at: i64, record: impl FnOnce(i64) -> Record) -> io::Result<()> {
        let (current, begun) = match self.begun_by(at) {
            Ok(current) => (current, Ok(())),
            Err(error) => (self.current.read().unwrap_or_else(PoisonError::into_inner), Err(error)),
        };
        let bytes = record(at.clamp(current.begins, current.ends - 1)).bytes();
        let written = begun.and_then(|()| current.file().append(&bytes));
        if written.is_err() {
            let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
            if refused.len() < WAITING {
                refused.push((current.day, bytes));
            }
        }
        written
    }

    /// Writes what the disk refused earlier; answers how many records still wait.
    pub fn write_refused(&self) -> usize {
        // In this order, as in `write`: taken the other way round, two may wait for each other.
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        if refused.is_empty() {
            return 0;
        }
        let mut late = self.late(&refused, current.day);
        let written = refused.iter().take_while(|(day, bytes)| match &mut late {
            Some(late) if late.day == *day => late.file.append(bytes).is_ok(),
            _ if *day == current.day => current.file().append(bytes).is_ok(),
            _ => false,
        });
        let written = written.count();
        if let Some(late) = late.filter(|_| written == 0) {
            let _ = std::fs::remove_file(&late.path);
        }
        refused.drain(..written);
        refused.len()
    }

    /// A file of its own for the first records that wait, if they are of an earlier day than `today`: that day's
    /// own file was left at midnight.
    fn late(&self, refused: &[(Date, [u8; RECORD])], today: Date) -> Option<Late> {
        let day = refused.first().map(|(day, _)| *day).filter(|day| *day < today)?;
        let begun = begins(today, &self.zone);
        let path = (begun..).take(1_000).find_map(|at| {
            let path = self.folder.join(format!("{day}.{at}-{}.ledger", self.node));
            (!path.exists()).then_some(path)
        })?;
        Some(Late { day, file: Handed::create(&path).ok()?, path })
    }

    /// Every ledger file in the folder with its day, oldest first.
    pub fn files(&self) -> io::Result<Vec<(Date, String)>> {
        let mut files: Vec<(Date, String)> = std::fs::read_dir(&self.folder)?
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter_map(|name| Some((day_of(&name)?, name)))
            .collect();
        files.sort();
        Ok(files)
    }

    /// Reads the next stroke of a file from a byte on.
    pub fn part(&self, name: &str, from: u64) -> io::Result<Part> {
        let mut file = File::open(self.folder.join(name))?;
        // Asked before reading: what a file grows by afterwards is read the next time.
        let (length, left) = match self.read(|current| current.length_of(name)) {
            Some(length) => (length, false),
            None => (file.metadata()?.len(), handed::is_left(&file)),
        };
        file.seek(SeekFrom::Start(from))?;
        let mut bytes = Vec::new();
        file.take(STROKE.min(length.saturating_sub(from))).read_to_end(&mut bytes)?;
        let whole = from + bytes.len() as u64 >= length;
        let tail = match (left, whole) {
            (true, true) => Tail::Ended,
            (true, false) => Tail::FollowedByMore,
            (false, _) => Tail::Growing,
        };
        Ok(Part { bytes, tail })
    }

    /// Whether this process still writes to a file.
    pub fn writes(&self, name: &str) -> bool {
        self.read(|current| current.name == name)
    }

    /// Removes a file whose day is over and folded.
    pub fn remove(&self, name: &str) -> io::Result<()> {
        std::fs::remove_file(self.folder.join(name))
    }

    fn read<T>(&self, look: impl FnOnce(&Current) -> T) -> T {
        look(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Current {
    fn open(folder: &Path, at: i64, zone: &TimeZone, node: &str) -> io::Result<Current> {
        let day = day_at(at, zone);
        let name = format!("{day}.{at}-{node}.ledger");
        let file = Mutex::new(Handed::create(&folder.join(&name))?);
        Ok(Current { day, begins: begins(day, zone), ends: begins_next(day, zone), file, name })
    }

    fn file(&self) -> MutexGuard<'_, Handed<RECORD>> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How much is written to the file, if this is its name.
    fn length_of(&self, name: &str) -> Option<u64> {
        (self.name == name).then(|| self.file().length())
    }
}

/// The calendar day of a moment in `zone`.
pub fn day_at(at: i64, zone: &TimeZone) -> Date {
    Timestamp::from_millisecond(at).unwrap_or_default().to_zoned(zone.clone()).date()
}

/// The first moment of a day in `zone`, in milliseconds since 1970.
pub fn begins(day: Date, zone: &TimeZone) -> i64 {
    day.to_zoned(zone.clone()).map_or(i64::MIN, |start| start.timestamp().as_millisecond())
}

fn begins_next(day: Date, zone: &TimeZone) -> i64 {
    day.checked_add(1.day()).map_or(i64::MAX, |next| begins(next, zone))
}

fn day_of(name: &str) -> Option<Date> {
    name.strip_suffix(".ledger")?.split_once('.')?.0.parse().ok()
}

#[cfg(test)]
impl Ledger {
    /// Writes to another file from now on; answers the one before.
    pub fn write_to(&self, file: Handed<RECORD>) -> Handed<RECORD> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *current.file(), file)
    }
}
