//! The record beside a half file: what the file will be, whose it is, until when it is waited for.
//! Not for the bytes.

use super::{UploadFailure, Uploads};
use crate::media::actions::Added;
use crate::media::model::MediaId;
use crate::people::Actor;
use serde::{Deserialize, Serialize};
use std::io;
use tokio::fs;
use tokio::io::AsyncWriteExt;

/// What a whole file became in the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Became(pub How, pub MediaId);

/// How it came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// As a new file.
    New,
    /// It was there already, byte for byte.
    Known,
    /// It was there and had been thrown away.
    PutBack,
    /// In the place of the file it replaces.
    Replaced,
}

impl How {
    /// The name in the answer to whoever sent it.
    pub fn name(self) -> &'static str {
        match self {
            How::New => "new",
            How::Known => "known",
            How::PutBack => "put-back",
            How::Replaced => "replaced",
        }
    }
}

impl From<Added> for Became {
    fn from(added: Added) -> Became {
        match added {
            Added::New(id) => Became(How::New, id),
            Added::Known(id) => Became(How::Known, id),
            Added::PutBack(id) => Became(How::PutBack, id),
        }
    }
}

/// What stands beside a half file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Record {
    pub name: String,
    pub declared: Option<String>,
    pub alt: Option<String>,
    /// The file it takes the place of.
    #[serde(default)]
    pub replaces: Option<MediaId>,
    pub length: u64,
    pub actor: String,
    pub expires: i64,
    pub became: Option<Became>,
}

impl Uploads {
    pub(super) async fn record(&self, actor: &Actor, id: &str) -> Result<Record, UploadFailure> {
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
    pub(super) async fn write(&self, id: &str, record: &Record) -> io::Result<()> {
        let text = serde_json::to_vec(record).map_err(io::Error::other)?;
        let aside = self.path(id, "new");
        let mut file = fs::File::create(&aside).await?;
        file.write_all(&text).await?;
        file.sync_all().await?;
        fs::rename(aside, self.path(id, "json")).await?;
        fs::File::open(&self.0.folder).await?.sync_all().await
    }

    pub(super) async fn forget(&self, id: &str) -> io::Result<()> {
        // The record last: without it nobody would find the rest.
        for ending in ["part", "from", "new", "json"] {
            gone(fs::remove_file(self.path(id, ending)).await)?;
        }
        Ok(())
    }
}

/// That a file to be removed is not there is as good as removed.
pub(super) fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
