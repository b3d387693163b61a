//! Files too long for memory: read piece by piece, kept from a file on the disk.

use super::{FileFailure, Files, place};
use bytes::Bytes;
use object_store::{MultipartUpload, ObjectStoreExt, PutPayload};
use std::io;
use std::ops::Range;
use std::path::Path;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

// Large enough for stores that demand five megabytes a part, small enough for memory.
const PART: usize = 8 << 20;
const PIECE: u64 = 1 << 20;

/// A file read piece by piece.
#[derive(Debug)]
pub struct Pieces {
    files: Files,
    key: String,
    rest: Range<u64>,
}

impl Pieces {
    /// The next piece; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Bytes, FileFailure>> {
        if self.rest.is_empty() {
            return None;
        }
        let end = self.rest.end.min(self.rest.start + PIECE);
        let piece = self.files.get(&self.key, Some(self.rest.start..end)).await;
        self.rest.start = if piece.is_ok() { end } else { self.rest.end };
        Some(piece)
    }
}

impl Files {
    /// A range of a file, to be read piece by piece.
    pub fn pieces(&self, sha256: &str, range: Range<u64>) -> Pieces {
        Pieces { files: self.clone(), key: sha256.to_owned(), rest: range }
    }

    /// Keeps a file of the disk. It is there whole or not at all.
    pub async fn put_file(&self, sha256: &str, path: &Path) -> Result<(), FileFailure> {
        let mut file = tokio::fs::File::open(path).await.map_err(unread)?;
        let mut upload = self.0.put_multipart(&place(sha256)).await?;
        match parts(&mut file, upload.as_mut()).await {
            Ok(()) => {
                upload.complete().await?;
                Ok(())
            }
            Err(error) => {
                upload.abort().await?;
                Err(error)
            }
        }
    }

    /// Writes a kept file to the disk, for programs that read only there.
    pub async fn write_to(&self, sha256: &str, path: &Path) -> Result<(), FileFailure> {
        let head = self.0.head(&place(sha256)).await?;
        let mut file = tokio::fs::File::create(path).await.map_err(unread)?;
        let mut pieces = self.pieces(sha256, 0..head.size);
        while let Some(piece) = pieces.next().await {
            file.write_all(&piece?).await.map_err(unread)?;
        }
        Ok(file.flush().await.map_err(unread)?)
    }
}

async fn parts(
    file: &mut tokio::fs::File,
    upload: &mut dyn MultipartUpload,
) -> Result<(), FileFailure> {
    loop {
        let mut part = Vec::with_capacity(PART);
        let read = (&mut *file).take(PART as u64).read_to_end(&mut part).await.map_err(unread)?;
        if read == 0 {
            return Ok(());
        }
        upload.put_part(PutPayload::from(part)).await?;
    }
}

fn unread(cause: io::Error) -> object_store::Error {
    object_store::Error::Generic { store: "folder", source: Box::new(cause) }
}
