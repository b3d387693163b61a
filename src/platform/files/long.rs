//! Files too long for memory: read piece by piece, kept from a file on the disk.

use super::link::Linked;
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
/// The most bytes handed to the kernel in one call. A kernel without preemption gives the processor
/// to nobody else until the call has ended: with calls of 8 MiB readers wait (docs/decisions/0015).
pub const STROKE: usize = 256 << 10;

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

    /// Keeps a file of the disk. It is there whole or not at all. Where the store is a folder of the
    /// same disk the file gets a second name instead of a copy: whoever wrote it may not write to it
    /// any more.
    pub async fn put_file(&self, sha256: &str, path: &Path) -> Result<(), FileFailure> {
        match self.link(sha256, path).await {
            Ok(Linked::Kept) => Ok(()),
            Ok(Linked::Elsewhere) => self.copy(sha256, path).await,
            Err(cause) => Err(unread(cause).into()),
        }
    }

    pub(super) async fn copy(&self, sha256: &str, path: &Path) -> Result<(), FileFailure> {
        let mut file = tokio::fs::File::open(path).await.map_err(unread)?;
        file.set_max_buf_size(STROKE);
        let mut upload = self.store.put_multipart(&place(sha256)).await?;
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
        let head = self.store.head(&place(sha256)).await?;
        let mut file = tokio::fs::File::create(path).await.map_err(unread)?;
        file.set_max_buf_size(STROKE);
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
        let part = part(file).await.map_err(unread)?;
        if part.is_empty() {
            return Ok(());
        }
        upload.put_part(PutPayload::from_iter(part)).await?;
    }
}

/// The next part of a file, in strokes; none at its end.
async fn part(file: &mut tokio::fs::File) -> io::Result<Vec<Bytes>> {
    let mut part = Vec::with_capacity(PART / STROKE);
    while part.len() < PART / STROKE {
        let mut stroke = Vec::with_capacity(STROKE);
        if (&mut *file).take(STROKE as u64).read_to_end(&mut stroke).await? == 0 {
            break;
        }
        part.push(Bytes::from(stroke));
    }
    Ok(part)
}

/// Bytes in memory, as the pieces in which they are handed to the kernel.
pub(super) fn in_strokes(mut bytes: Bytes) -> PutPayload {
    let mut strokes = Vec::with_capacity(bytes.len().div_ceil(STROKE));
    while !bytes.is_empty() {
        strokes.push(bytes.split_to(bytes.len().min(STROKE)));
    }
    PutPayload::from_iter(strokes)
}

fn unread(cause: io::Error) -> object_store::Error {
    object_store::Error::Generic { store: "folder", source: Box::new(cause) }
}
