//! Files by the hash of their bytes, in a folder or (later) an S3-compatible store. Not for what a
//! file means: its type, its size in pixels and its rights are `media`'s.

mod half;
mod link;
mod long;

pub use half::sweep_half;
pub use long::{Pieces, STROKE};

use bytes::Bytes;
use object_store::local::LocalFileSystem;
use object_store::path::Path as StorePath;
use object_store::prefix::PrefixStore;
use object_store::{GetOptions, GetRange, ObjectStore, ObjectStoreExt};
use sha2::{Digest, Sha256};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The store of files. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    /// Where the store is a folder of this machine, that folder.
    folder: Option<PathBuf>,
}

/// A file could not be kept or read.
#[derive(Debug, thiserror::Error)]
#[error("the file store did not answer: {0}")]
pub struct FileFailure(#[from] object_store::Error);

/// Bytes that are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Their SHA-256 in hexadecimal, under which they stand.
    pub sha256: String,
    /// How many they are.
    pub bytes: i64,
}

const ORIGINALS: &str = "originals";

impl Files {
    /// A store in a folder, which is made when absent.
    pub fn in_folder(folder: &Path) -> Result<Files, FileFailure> {
        std::fs::create_dir_all(folder).map_err(|cause| object_store::Error::Generic {
            store: "folder",
            source: Box::new(cause),
        })?;
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Files { store: Arc::new(store), folder: Some(folder.to_owned()) })
    }

    /// A store in memory, for tests.
    pub fn in_memory() -> Files {
        Files { store: Arc::new(object_store::memory::InMemory::new()), folder: None }
    }

    /// The part of the store that is never served: files as they were handed in.
    #[must_use]
    pub fn originals(&self) -> Files {
        Files {
            store: Arc::new(PrefixStore::new(Arc::clone(&self.store), ORIGINALS)),
            folder: self.folder.as_ref().map(|folder| folder.join(ORIGINALS)),
        }
    }

    /// Keeps bytes under their hash. The store writes them aside and moves them into place, so a
    /// killed process leaves no half file.
    pub async fn put(&self, sha256: &str, bytes: Bytes) -> Result<(), FileFailure> {
        self.store.put(&place(sha256), long::in_strokes(bytes)).await?;
        Ok(())
    }

    /// Keeps bytes under their SHA-256 and says under which. Whoever names a hash in a row does this first: a
    /// hash that is named is then always there, and bytes nobody names harm nobody.
    pub async fn keep(&self, bytes: Bytes) -> Result<Kept, FileFailure> {
        let kept = Kept {
            sha256: hex(&Sha256::digest(&bytes)),
            bytes: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        };
        self.put(&kept.sha256, bytes).await?;
        Ok(kept)
    }

    /// A file, or a range of it.
    pub async fn get(&self, sha256: &str, range: Option<Range<u64>>) -> Result<Bytes, FileFailure> {
        let options = GetOptions { range: range.map(GetRange::Bounded), ..GetOptions::default() };
        Ok(self.store.get_opts(&place(sha256), options).await?.bytes().await?)
    }

    /// Takes a file out of the store. One that is not there is no failure.
    pub async fn remove(&self, sha256: &str) -> Result<(), FileFailure> {
        match self.store.delete(&place(sha256)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether a file is there.
    pub async fn holds(&self, sha256: &str) -> Result<bool, FileFailure> {
        match self.store.head(&place(sha256)).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

fn place(sha256: &str) -> StorePath {
    let shelf: String = sha256.chars().take(2).collect();
    StorePath::from_iter([shelf.as_str(), sha256])
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        for nibble in [byte >> 4, byte & 0xf] {
            out.extend(char::from_digit(u32::from(nibble), 16));
        }
        out
    })
}

/// The media type of a file by the end of its name.
pub fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        Some("json") => "application/json",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("avif") => "image/avif",
        Some("gif") => "image/gif",
        Some("mp4") => "video/mp4",
        Some("m4a") => "audio/mp4",
        Some("vtt") => "text/vtt; charset=utf-8",
        Some("pdf") => "application/pdf",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}
