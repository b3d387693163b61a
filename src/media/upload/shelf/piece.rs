//! A piece of a file on its way to the disk: counted, checked against its sum, safe before it is
//! acknowledged. Not for what the whole becomes.

use super::pace::Pace;
use super::record::{Record, gone};
use super::{UploadFailure, Uploads};
use crate::platform::files::STROKE;
use axum::body::Body;
use bytes::Bytes;
use sha1::Sha1;
use sha2::{Digest, Sha256};
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use tokio::fs;
use tokio::io::AsyncWriteExt;

/// What a piece must come to.
#[derive(Debug)]
pub enum Checksum {
    /// SHA-1, which tus asks every server to know.
    Sha1(Vec<u8>),
    /// SHA-256.
    Sha256(Vec<u8>),
}

pub(super) enum Sum {
    None,
    Sha1(Box<Sha1>, Vec<u8>),
    Sha256(Box<Sha256>, Vec<u8>),
}

impl Sum {
    pub(super) fn of(checksum: Option<Checksum>) -> Sum {
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

impl Uploads {
    /// How many bytes are safe. A piece with a checksum that was broken off is taken back.
    pub(super) async fn healed(&self, id: &str) -> io::Result<u64> {
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

    pub(super) async fn take_in(
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
        file.set_max_buf_size(STROKE);
        let most = record.length - offset.min(record.length);
        let written = written((&mut file, &self.0.pace), body, most, &mut sum);
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
}

/// What came of a piece.
struct Came {
    bytes: u64,
    whole: bool,
}

async fn written(
    (file, pace): (&mut fs::File, &Pace),
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
                pace.take(piece.len()).await;
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
