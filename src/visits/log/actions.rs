//! Reading logs: several files side by side in the order of their moments, because a day's visitors
//! are told apart across all files of the day. What was read is written every so often, together with
//! the place each file was read up to, so an interrupted reading goes on where it was.

use super::file::{Lines, known_part};
use super::model::{Asked, Told};
use super::store::{self, Known, Row};
use super::tally::{Days, Read, Taken};
use crate::people::{Actor, Right, Scope};
use crate::platform::changes::{Act, append};
use crate::platform::db::{Db, Failure, Tx};
use crate::visits::facts::{Three, first_day, store as facts};
use indicatif::ProgressBar;
use jiff::civil::Date;
use serde_json::json;
use std::io;
use std::path::{Path, PathBuf};

/// Why logs were not read to their end; what was read is written, and a second reading goes on there.
#[derive(Debug, thiserror::Error)]
pub enum NotRead {
    /// The actor lacks the right to govern the site.
    #[error("{0} may not bring figures of visits in")]
    NotAllowed(Actor),
    /// A file cannot be read.
    #[error("{0} cannot be read: {1}")]
    File(String, io::Error),
    /// A file is no log in the combined form.
    #[error("{0} has no line in the combined form of Apache and nginx")]
    Form(String),
    /// The key of a day cannot be made.
    #[error("no key for a day can be made: {0}")]
    Key(io::Error),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
}

/// What is written at least after so many lines.
const LINES: u64 = 1_000_000;

/// A log file and how far it was read in earlier readings and in this one.
struct Log {
    path: PathBuf,
    name: String,
    bytes: i64,
    begins: i64,
    /// How much of it is counted already.
    known: u64,
    /// The digest under which the database knows it.
    row: Option<String>,
    lines: Option<Lines>,
    /// Whether its last line was taken in.
    over: bool,
    counted: i64,
    read: i64,
}

/// Reads logs and adds what is new in them. `bar` goes on with each byte that is read.
pub async fn import(
    db: &Db,
    actor: &Actor,
    asked: &Asked<'_>,
    at: i64,
    (files, bar): (&[PathBuf], &ProgressBar),
) -> Result<Told, NotRead> {
    if !actor.may(Right::Govern, &Scope::site()) {
        return Err(NotRead::NotAllowed(actor.clone()));
    }
    let first = first_day(db).await?.and_then(|day| day.parse::<Date>().ok());
    let own_from = first.unwrap_or(asked.today).min(asked.today);
    let known = store::known(db).await?;
    let mut logs = Vec::new();
    for path in files {
        logs.push(Log::look(path, &known)?);
    }
    drop_copies(&mut logs)?;
    logs.sort_by_key(|log| log.begins);
    bar.set_length(logs.iter().map(|log| u64::try_from(log.bytes).unwrap_or(0)).sum());
    let days = Days::new(asked, own_from);
    let mut reading =
        Reading { logs, days, told: Told::default(), since: 0, any: false, passed: 0 };
    while let Some(at_line) = reading.take_next(bar)? {
        if reading.passed >= LINES {
            reading.write(db, actor, at).await?;
            reading.days.forget(at_line);
            reading.passed = 0;
        }
    }
    reading.write(db, actor, at).await?;
    bar.finish_and_clear();
    Ok(reading.told)
}

impl Log {
    fn look(path: &Path, known: &[Known]) -> Result<Log, NotRead> {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let unreadable = |error| NotRead::File(path.display().to_string(), error);
        let bytes = std::fs::metadata(path).map_err(unreadable)?.len();
        let begins = begins(path).map_err(unreadable)?;
        let begins = begins.ok_or_else(|| NotRead::Form(path.display().to_string()))?;
        let places: Vec<_> = known.iter().map(|one| (one.bytes, one.digest.clone())).collect();
        let part = known_part(path, &places).map_err(unreadable)?;
        let known = part.map_or(0, |(bytes, _)| bytes);
        let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
        let path = path.to_owned();
        Ok(Log {
            path,
            name,
            bytes,
            begins,
            known,
            // A row of its own: an older copy of the file, which ends where it was known by, may come again.
            row: None,
            lines: None,
            over: false,
            counted: 0,
            read: 0,
        })
    }

    fn failed(&self, error: io::Error) -> NotRead {
        NotRead::File(self.path.display().to_string(), error)
    }
}

/// The first moment of a file, looked for in its first thousand lines; `None` when it has none there.
/// An empty file begins in 1970 and is over at once.
fn begins(path: &Path) -> io::Result<Option<i64>> {
    let mut lines = Lines::open(path, &ProgressBar::hidden())?;
    for number in 0..1_000 {
        if !lines.next()? {
            return Ok((number == 0).then_some(0));
        }
        if let Some(at) = lines.at() {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

/// Leaves out files that are another one's beginning, or the same again under another name.
fn drop_copies(logs: &mut Vec<Log>) -> Result<(), NotRead> {
    let mut at = 0;
    while let Some(log) = logs.get(at) {
        let beside = logs.iter().enumerate();
        let beside = beside.filter(|(other, one)| *other != at && one.begins == log.begins);
        let beside: Vec<&Log> = beside.map(|(_, one)| one).collect();
        if is_copy(log, &beside)? {
            logs.remove(at);
        } else {
            at += 1;
        }
    }
    Ok(())
}

fn is_copy(log: &Log, beside: &[&Log]) -> Result<bool, NotRead> {
    if beside.is_empty() {
        return Ok(false);
    }
    let whole = [end(&log.path).map_err(|error| log.failed(error))?];
    for other in beside {
        if known_part(&other.path, &whole).map_err(|error| other.failed(error))?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The whole of a file: its bytes and their digest.
fn end(path: &Path) -> io::Result<(u64, String)> {
    let mut lines = Lines::open(path, &ProgressBar::hidden())?;
    while lines.next()? {}
    Ok((lines.place().bytes, lines.place().digest()))
}

/// A reading under way.
struct Reading<'a> {
    logs: Vec<Log>,
    days: Days<'a>,
    told: Told,
    /// New lines since the last writing.
    since: u64,
    /// Whether there was any new line: known ones after it may still join visits that it began.
    any: bool,
    /// Lines, known ones too, since days were last forgotten.
    passed: u64,
}

impl Reading<'_> {
    /// Takes the earliest line at hand in; answers its moment, or `None` at the end of all files.
    fn take_next(&mut self, bar: &ProgressBar) -> Result<Option<i64>, NotRead> {
        let Some(next) = self.next(bar)? else { return Ok(None) };
        let Some(log) = self.logs.get_mut(next) else { return Ok(None) };
        let Some(lines) = &mut log.lines else { return Ok(None) };
        let at = lines.at().unwrap_or(log.begins);
        let read = if lines.place().bytes <= log.known { Read::Before } else { Read::Now };
        let taken = match lines.line() {
            Some(line) => self.days.take(&line, read).map_err(NotRead::Key)?,
            None => Taken::Unread,
        };
        self.told.take(taken, read);
        self.passed += 1;
        if (taken, read) == (Taken::View, Read::Now) {
            self.told.on(self.days.day(at));
        }
        if read == Read::Now {
            self.since += 1;
            self.any = true;
            log.read += 1;
            log.counted += i64::from(taken == Taken::View);
        }
        if !lines.next().map_err(|error| NotRead::File(log.path.display().to_string(), error))? {
            log.over = true;
        }
        Ok(Some(at))
    }

    /// The file with the earliest line. Files are opened when their turn comes, not before.
    fn next(&mut self, bar: &ProgressBar) -> Result<Option<usize>, NotRead> {
        loop {
            let moment = |log: &Log| log.lines.as_ref().and_then(Lines::at).unwrap_or(log.begins);
            let alive = self.logs.iter().enumerate().filter(|(_, log)| !log.over);
            let Some((at, _)) = alive.min_by_key(|(_, log)| moment(log)) else { return Ok(None) };
            let Some(log) = self.logs.get_mut(at) else { return Ok(None) };
            if log.lines.is_some() {
                return Ok(Some(at));
            }
            let opened = Lines::open(&log.path, bar).and_then(|mut lines| {
                log.over = !lines.next()?;
                Ok(lines)
            });
            log.lines = Some(opened.map_err(|error| log.failed(error))?);
        }
    }

    /// Writes what was added since the last time, and how far each file is read.
    async fn write(&mut self, db: &Db, actor: &Actor, at: i64) -> Result<(), NotRead> {
        if !self.any {
            return Ok(());
        }
        let mut tx = db.begin().await?;
        for source in self.days.take_sources() {
            facts::know_source(&mut tx, &source).await?;
        }
        let (mut views, mut moved) = (0, self.since > 0);
        for (day, tally) in self.days.each() {
            let (sums, day) = (tally.take_sums(), day.to_string());
            let (visits, visitors) = tally.take_difference();
            let three = Three { views: sums.views, visits, visitors };
            views += sums.views;
            moved |= three != Three::default();
            self.told.judged += sums.judged;
            store::add_day(&mut tx, &day, three, (sums.refused, sums.judged)).await?;
            facts::add_facts(&mut tx, &day, "log", &sums).await?;
        }
        if !moved {
            return Ok(());
        }
        self.told.views += views;
        let mut names = Vec::new();
        for log in &mut self.logs {
            if write_place(&mut tx, log, at).await? {
                names.push(log.name.clone());
            }
        }
        let detail = json!({ "files": names, "lines": self.since, "views": views });
        let actor = actor.name();
        let (verb, subject) = ("import", "visits/log");
        append(&mut tx, Act { at, actor: &actor, verb, subject, detail, touches: Vec::new() })
            .await?;
        tx.commit().await?;
        self.since = 0;
        Ok(())
    }
}

/// Writes how far a file is read, if that is further than before.
async fn write_place(tx: &mut Tx, log: &mut Log, at: i64) -> Result<bool, Failure> {
    let Some(place) = log.lines.as_ref().map(Lines::before) else { return Ok(false) };
    if place.bytes <= log.known {
        return Ok(false);
    }
    let digest = place.digest();
    let row = Row {
        digest: &digest,
        name: &log.name,
        file_bytes: log.bytes,
        bytes: place.bytes,
        lines: std::mem::take(&mut log.read),
        counted: std::mem::take(&mut log.counted),
        ended_at: log.over.then_some(at),
    };
    store::put(tx, at, log.row.as_deref(), &row).await?;
    log.known = place.bytes;
    log.row = Some(digest);
    Ok(true)
}
