//! Uploads on the disk: beside each half file a record of what it will be. What is acknowledged is
//! on the disk; what is not whole is seen by nobody.

use super::words_of;
use crate::media::actions::{Added, Coming, Library, Refusal, add};
use crate::media::model::MediaId;
use crate::media::sniff::Content;
use crate::people::Actor;
use axum::body::Body;
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use sha1::Sha1;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::future::poll_fn;
use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::fs;
use tokio::io::AsyncWriteExt;

/// How long an upload waits for its rest, in milliseconds: a day.
const PATIENCE: i64 = 24 * 60 * 60 * 1000;
const SWEEP_EACH: i64 = 60 * 60 * 1000;
const NAME_LENGTH: usize = 32;

/// Why a piece was not taken.
#[derive(Debug, thiserror::Error)]
pub enum UploadFailure {
    /// There is no such upload, or it is somebody else's, or its time is over.
    #[error("there is no such upload")]
    Missing,
    /// The piece does not begin where the last one ended.
    #[error("the piece begins elsewhere")]
    OtherOffset,
    /// It is longer than was announced.
    #[error("the piece is longer than what is left")]
    TooMuch,
    /// Another piece is being written.
    #[error("another piece is being written")]
    Busy,
    /// The piece is not what its checksum says.
    #[error("the piece is damaged")]
    Checksum,
    /// The whole file was refused; nothing of it is left.
    #[error(transparent)]
    Refused(Refusal),
    /// The disk did not answer.
    #[error(transparent)]
    Disk(#[from] io::Error),
}

/// What a piece must come to.
#[derive(Debug)]
pub enum Checksum {
    /// SHA-1, which tus asks every server to know.
    Sha1(Vec<u8>),
    /// SHA-256.
    Sha256(Vec<u8>),
}

enum Sum {
    None,
    Sha1(Box<Sha1>, Vec<u8>),
    Sha256(Box<Sha256>, Vec<u8>),
}

impl Sum {
    fn of(checksum: Option<Checksum>) -> Sum {
        match checksum {
            None => Sum::None,
            Some(Checksum::Sha1(sum)) => Sum::Sha1(Box::default(), sum),
            Some(Checksum::Sha256(sum)) => Sum::Sha256(Box::default(), sum),
        }
    }

    fn update(&mut self, bytes: &[u8]) {
        match self {
            Sum::None => {}
            Sum::Sha1(hasher, _) => hasher.update(bytes),
            Sum::Sha256(hasher, _) => hasher.update(bytes),
        }
    }

    fn fits(self) -> bool {
        match self {
            Sum::None => true,
            Sum::Sha1(hasher, sum) => hasher.finalize().as_slice() == sum,
            Sum::Sha256(hasher, sum) => hasher.finalize().as_slice() == sum,
        }
    }
}

/// What a new upload announces.
#[derive(Debug)]
pub struct Beginning {
    pub name: String,
    pub declared: Option<String>,
    pub alt: Option<String>,
    pub length: u64,
    pub actor: String,
}

/// What stands beside a half file.
#[derive(Debug, Serialize, Deserialize)]
struct Record {
    name: String,
    declared: Option<String>,
    alt: Option<String>,
    length: u64,
    actor: String,
    expires: i64,
    added: Option<(String, i64)>,
}

impl Record {
    fn added(&self) -> Option<Added> {
        let (was, id) = self.added.as_ref()?;
        let id = MediaId(*id);
        Some(match was.as_str() {
            "known" => Added::Known(id),
            "put-back" => Added::PutBack(id),
            _ => Added::New(id),
        })
    }
}

/// How far an upload is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many bytes are safe.
    pub offset: u64,
    /// How many there will be.
    pub length: u64,
    /// Until when the rest is waited for, in milliseconds since 1970.
    pub expires: i64,
    /// What the whole file became.
    pub added: Option<Added>,
}

/// The folder of uploads. Cheap to clone.
#[derive(Clone)]
pub struct Uploads(Arc<Inside>);

struct Inside {
    library: Library,
    folder: PathBuf,
    held: Mutex<HashSet<String>>,
    swept: AtomicI64,
}

/// An upload in one hand only, until it is let go.
struct Held(Uploads, String);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.0.held.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.1);
    }
}

impl Uploads {
    /// Uploads into a folder, which is made when absent.
    pub fn open(library: Library, folder: PathBuf) -> io::Result<Uploads> {
        std::fs::create_dir_all(&folder)?;
        let (held, swept) = (Mutex::default(), AtomicI64::new(0));
        Ok(Uploads(Arc::new(Inside { library, folder, held, swept })))
    }

    /// Begins an upload; answers its name and until when it is waited for.
    pub(super) async fn begin(&self, new: Beginning) -> Result<(String, i64), UploadFailure> {
        let now = self.0.library.clock.now_ms();
        self.sweep_sometimes(now).await?;
        let folder = self.0.folder.clone();
        let part = tokio::task::spawn_blocking(move || {
            let mut name = tempfile::Builder::new();
            let part =
                name.prefix("").suffix(".part").rand_bytes(NAME_LENGTH).tempfile_in(folder)?;
            Ok::<_, io::Error>(part.keep()?.1)
        });
        let part = part.await.map_err(io::Error::other)??;
        let id = part.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let id = id.ok_or(UploadFailure::Missing)?;
        let expires = now + PATIENCE;
        let Beginning { name, declared, alt, length, actor } = new;
        let record = Record { name, declared, alt, length, actor, expires, added: None };
        self.write(&id, &record).await?;
        Ok((id, expires))
    }

    /// How far an upload is. One that is whole but was not taken in, because the process was killed
    /// over it, is taken in now.
    pub async fn progress(&self, actor: &Actor, id: &str) -> Result<Progress, UploadFailure> {
        let held = self.hold(id)?;
        let record = self.record(actor, id).await?;
        // What a killed process left in the system's memory is brought to the disk before it counts.
        let length = if record.added.is_some() { record.length } else { self.healed(id).await? };
        self.stand(held, actor, record, length).await
    }

    /// Appends a piece; the last one takes the file into the library. Not given up when its sender
    /// goes away: what came is kept.
    pub(super) async fn append(
        &self,
        actor: &Actor,
        id: &str,
        offset: u64,
        checksum: Option<Checksum>,
        body: Body,
    ) -> Result<Progress, UploadFailure> {
        let held = self.hold(id)?;
        let (uploads, actor) = (self.clone(), actor.clone());
        let work = tokio::spawn(async move {
            let record = uploads.record(&actor, &held.1).await?;
            if record.added.is_some() {
                return at_end(&record, offset);
            }
            let safe = uploads.healed(&held.1).await?;
            if safe != offset {
                return Err(UploadFailure::OtherOffset);
            }
            let length = uploads.take_in(&held.1, &record, offset, Sum::of(checksum), body).await?;
            uploads.stand(held, &actor, record, length).await
        });
        work.await.map_err(io::Error::other)?
    }

    /// Ends an upload; what came of it is thrown away.
    pub async fn end(&self, actor: &Actor, id: &str) -> Result<(), UploadFailure> {
        let _held = self.hold(id)?;
        self.record(actor, id).await?;
        Ok(self.forget(id).await?)
    }

    /// Throws away what nobody came back for; answers how many.
    pub async fn sweep(&self) -> io::Result<usize> {
        let now = self.0.library.clock.now_ms();
        let (mut names, mut swept) = (fs::read_dir(&self.0.folder).await?, 0);
        while let Some(entry) = names.next_entry().await? {
            let name = entry.file_name().to_string_lossy().into_owned();
            let Some(id) = name.strip_suffix(".json") else {
                swept += usize::from(self.sweep_orphan(&entry.path(), now).await?);
                continue;
            };
            let Ok(_held) = self.hold(id) else { continue };
            let record: Option<Record> = fs::read(entry.path())
                .await
                .ok()
                .and_then(|text| serde_json::from_slice(&text).ok());
            if record.is_none_or(|record| record.expires <= now) {
                self.forget(id).await?;
                swept += 1;
            }
        }
        Ok(swept)
    }

    /// Throws away what a process left that was killed before it had written a record.
    async fn sweep_orphan(&self, path: &Path, now: i64) -> io::Result<bool> {
        if fs::try_exists(path.with_extension("json")).await? {
            return Ok(false);
        }
        // The rest of an upload that was thrown away a moment ago is gone by now.
        let Ok(found) = fs::metadata(path).await else { return Ok(false) };
        let written = found.modified()?;
        let age =
            now - jiff::Timestamp::try_from(written).map_err(io::Error::other)?.as_millisecond();
        if age < PATIENCE {
            return Ok(false);
        }
        gone(fs::remove_file(path).await)?;
        Ok(true)
    }

    async fn sweep_sometimes(&self, now: i64) -> io::Result<()> {
        let last = self.0.swept.load(Ordering::SeqCst);
        let mine = now - last >= SWEEP_EACH
            && self.0.swept.compare_exchange(last, now, Ordering::SeqCst, Ordering::SeqCst).is_ok();
        if mine {
            self.sweep().await?;
        }
        Ok(())
    }

    fn hold(&self, id: &str) -> Result<Held, UploadFailure> {
        let plain = id.len() == NAME_LENGTH && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !plain {
            return Err(UploadFailure::Missing);
        }
        let mut held = self.0.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.insert(id.to_owned()) {
            Ok(Held(self.clone(), id.to_owned()))
        } else {
            Err(UploadFailure::Busy)
        }
    }

    fn path(&self, id: &str, ending: &str) -> PathBuf {
        self.0.folder.join(format!("{id}.{ending}"))
    }

    async fn record(&self, actor: &Actor, id: &str) -> Result<Record, UploadFailure> {
        let text = match fs::read(self.path(id, "json")).await {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(UploadFailure::Missing);
            }
            other => other?,
        };
        let record: Record = serde_json::from_slice(&text).map_err(io::Error::other)?;
        let mine = record.actor == actor.name();
        let late = record.expires <= self.0.library.clock.now_ms();
        if mine && !late { Ok(record) } else { Err(UploadFailure::Missing) }
    }

    /// Writes a record aside and moves it into place.
    async fn write(&self, id: &str, record: &Record) -> io::Result<()> {
        let text = serde_json::to_vec(record).map_err(io::Error::other)?;
        let aside = self.path(id, "new");
        let mut file = fs::File::create(&aside).await?;
        file.write_all(&text).await?;
        file.sync_all().await?;
        fs::rename(aside, self.path(id, "json")).await?;
        fs::File::open(&self.0.folder).await?.sync_all().await
    }

    async fn forget(&self, id: &str) -> io::Result<()> {
        // The record last: without it nobody would find the rest.
        for ending in ["part", "from", "new", "json"] {
            gone(fs::remove_file(self.path(id, ending)).await)?;
        }
        Ok(())
    }

    /// How many bytes are safe. A piece with a checksum that was broken off is taken back.
    async fn healed(&self, id: &str) -> io::Result<u64> {
        let (part, from) = (self.path(id, "part"), self.path(id, "from"));
        let file = fs::OpenOptions::new().write(true).open(&part).await?;
        if let Ok(text) = fs::read_to_string(&from).await {
            // A note that was not written whole was written before any byte of its piece.
            if let Ok(offset) = text.trim_end_matches('.').parse::<u64>()
                && text.ends_with('.')
            {
                file.set_len(offset).await?;
            }
            gone(fs::remove_file(&from).await)?;
        }
        file.sync_all().await?;
        Ok(file.metadata().await?.len())
    }

    async fn take_in(
        &self,
        id: &str,
        record: &Record,
        offset: u64,
        mut sum: Sum,
        body: Body,
    ) -> Result<u64, UploadFailure> {
        let (part, from) = (self.path(id, "part"), self.path(id, "from"));
        let checked = !matches!(sum, Sum::None);
        if checked {
            let mut note = fs::File::create(&from).await?;
            note.write_all(format!("{offset}.").as_bytes()).await?;
            note.sync_all().await?;
        }
        let mut file = fs::OpenOptions::new().append(true).open(&part).await?;
        let written = written(&mut file, body, record.length - offset.min(record.length), &mut sum);
        let written = written.await;
        file.flush().await?;
        let kept = match written {
            // A line that broke: without a checksum what came is good.
            Ok(Came { whole, .. }) if checked && !(whole && sum.fits()) => {
                Err(UploadFailure::Checksum)
            }
            Ok(Came { bytes, .. }) => Ok(offset + bytes),
            Err(failure) => Err(failure),
        };
        if kept.is_err() {
            file.set_len(offset).await?;
        }
        file.sync_all().await?;
        if checked {
            gone(fs::remove_file(&from).await)?;
        }
        kept
    }

    async fn stand(
        &self,
        held: Held,
        actor: &Actor,
        mut record: Record,
        offset: u64,
    ) -> Result<Progress, UploadFailure> {
        if offset == record.length && record.added.is_none() {
            record = self.whole(&held.1, actor, record).await?;
        }
        let (length, expires) = (record.length, record.expires);
        Ok(Progress { offset, length, expires, added: record.added() })
    }

    /// Takes a whole file into the library. Killed over it, the next question about the upload does
    /// it again: the library knows the same bytes when it sees them twice.
    async fn whole(
        &self,
        id: &str,
        actor: &Actor,
        mut record: Record,
    ) -> Result<Record, UploadFailure> {
        let part = self.path(id, "part");
        let coming = Coming {
            name: record.name.clone(),
            declared: record.declared.clone(),
            content: Content::File(part.clone()),
            words: words_of(actor, record.alt.clone()),
        };
        match add(&self.0.library, actor, coming).await {
            Ok(added) => {
                let was = match added {
                    Added::New(_) => "new",
                    Added::Known(_) => "known",
                    Added::PutBack(_) => "put-back",
                };
                record.added = Some((was.to_owned(), added.id().0));
                self.write(id, &record).await?;
                gone(fs::remove_file(&part).await)?;
                Ok(record)
            }
            Err(refusal) if refusal.key().is_some() => {
                self.forget(id).await?;
                Err(UploadFailure::Refused(refusal))
            }
            Err(failure) => Err(UploadFailure::Disk(io::Error::other(failure))),
        }
    }
}

/// A file that is already in the library: a sender who did not hear it asks again.
fn at_end(record: &Record, offset: u64) -> Result<Progress, UploadFailure> {
    let (length, expires) = (record.length, record.expires);
    if offset != length {
        return Err(UploadFailure::OtherOffset);
    }
    Ok(Progress { offset: length, length, expires, added: record.added() })
}

/// What came of a piece.
struct Came {
    bytes: u64,
    whole: bool,
}

async fn written(
    file: &mut fs::File,
    mut body: Body,
    most: u64,
    sum: &mut Sum,
) -> Result<Came, UploadFailure> {
    let mut bytes = 0;
    loop {
        match next(&mut body).await {
            None => return Ok(Came { bytes, whole: true }),
            Some(Err(_)) => return Ok(Came { bytes, whole: false }),
            Some(Ok(piece)) => {
                bytes += piece.len() as u64;
                if bytes > most {
                    return Err(UploadFailure::TooMuch);
                }
                sum.update(&piece);
                file.write_all(&piece).await?;
            }
        }
    }
}

async fn next(body: &mut Body) -> Option<Result<Bytes, axum::Error>> {
    loop {
        let frame =
            poll_fn(|context| http_body::Body::poll_frame(Pin::new(&mut *body), context)).await?;
        match frame.map(http_body::Frame::into_data) {
            Ok(Ok(data)) => return Some(Ok(data)),
            // Trailers say nothing here.
            Ok(Err(_)) => {}
            Err(error) => return Some(Err(error)),
        }
    }
}

/// That a file to be removed is not there is as good as removed.
fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
