//! Uploads on the disk: beside each half file a record of what it will be. What is acknowledged is
//! on the disk; what is not whole is seen by nobody.

mod pace;
mod piece;
mod record;
mod sweep;

pub use pace::Pace;
pub use piece::Checksum;
pub use record::{Became, How};

use super::words_of;
use crate::media::actions::{Coming, Library, Refusal, add, replace};
use crate::media::model::MediaId;
use crate::media::sniff::Content;
use crate::people::Actor;
use axum::body::Body;
use piece::Sum;
use record::{Record, gone};
use std::collections::HashSet;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::AtomicI64;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::fs;

/// How long an upload waits for its rest, in milliseconds: a day.
const PATIENCE: i64 = 24 * 60 * 60 * 1000;
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

/// What a new upload announces.
#[derive(Debug)]
pub struct Beginning {
    pub name: String,
    pub declared: Option<String>,
    pub alt: Option<String>,
    /// The file it shall take the place of.
    pub replaces: Option<MediaId>,
    pub length: u64,
    pub actor: String,
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
    pub became: Option<Became>,
}

/// The folder of uploads. Cheap to clone.
#[derive(Clone)]
pub struct Uploads(Arc<Inside>);

struct Inside {
    library: Library,
    folder: PathBuf,
    pace: Pace,
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
    /// Uploads into a folder, which is made when absent, none of them faster than `pace`.
    pub fn open(library: Library, folder: PathBuf, pace: Pace) -> io::Result<Uploads> {
        std::fs::create_dir_all(&folder)?;
        let (held, swept) = (Mutex::default(), AtomicI64::new(0));
        Ok(Uploads(Arc::new(Inside { library, folder, pace, held, swept })))
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
        let Beginning { name, declared, alt, replaces, length, actor } = new;
        let record = Record { name, declared, alt, replaces, length, actor, expires, became: None };
        self.write(&id, &record).await?;
        Ok((id, expires))
    }

    /// How far an upload is. One that is whole but was not taken in, because the process was killed
    /// over it, is taken in now.
    pub async fn progress(&self, actor: &Actor, id: &str) -> Result<Progress, UploadFailure> {
        let held = self.hold(id)?;
        let record = self.record(actor, id).await?;
        // What a killed process left in the system's memory is brought to the disk before it counts.
        let length = if record.became.is_some() { record.length } else { self.healed(id).await? };
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
            if record.became.is_some() {
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

    async fn stand(
        &self,
        held: Held,
        actor: &Actor,
        mut record: Record,
        offset: u64,
    ) -> Result<Progress, UploadFailure> {
        if offset == record.length && record.became.is_none() {
            record = self.whole(&held.1, actor, record).await?;
        }
        let (length, expires) = (record.length, record.expires);
        Ok(Progress { offset, length, expires, became: record.became })
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
        let library = &self.0.library;
        let became = match record.replaces {
            None => add(library, actor, coming).await.map(Became::from),
            Some(old) => {
                replace(library, actor, old, coming).await.map(|()| Became(How::Replaced, old))
            }
        };
        match became {
            Ok(became) => {
                record.became = Some(became);
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
    Ok(Progress { offset: length, length, expires, became: record.became })
}
