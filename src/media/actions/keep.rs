//! Keeping a file of a site folder: an operator brings it, it is published as it is.

use super::Refusal;
use crate::media::drawing::turned_over;
use crate::media::model::{FileKey, MediaFile};
use crate::media::{sniff, store};
use crate::platform::db::Tx;
use crate::platform::files::{Files, content_type};
use bytes::Bytes;

/// Keeps a file and describes it in the caller's transaction. The bytes are stored first: a
/// described file is always there, and bytes without a description harm nobody.
pub async fn keep(
    tx: &mut Tx,
    files: &Files,
    at: i64,
    name: &str,
    bytes: Bytes,
) -> Result<FileKey, Refusal> {
    let kind = content_type(name);
    if kind == "application/octet-stream" {
        return Err(Refusal::UnknownType(name.to_owned()));
    }
    publish(tx, files, at, (name, kind), bytes).await
}

/// Puts bytes among what is served, a drawing of ours in both forms.
pub(super) async fn publish(
    tx: &mut Tx,
    files: &Files,
    at: i64,
    (name, kind): (&str, &str),
    bytes: Bytes,
) -> Result<FileKey, Refusal> {
    let (mut dark, mut size) = (None, None);
    if kind == "image/svg+xml" {
        let checked = sniff::drawing(&bytes);
        size = checked.map_err(|reason| Refusal::Drawing(name.to_owned(), reason))?;
        if let Some(turned) = turned_over(&bytes) {
            dark = Some(put(tx, files, at, kind, Bytes::from(turned), (None, size)).await?);
        }
    } else if kind.starts_with("image/") {
        let read = imagesize::blob_size(&bytes).ok();
        size = read.and_then(|size| {
            Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
        });
    }
    put(tx, files, at, kind, bytes, (dark, size)).await
}

async fn put(
    tx: &mut Tx,
    files: &Files,
    at: i64,
    kind: &str,
    bytes: Bytes,
    (dark, size): (Option<FileKey>, Option<(u32, u32)>),
) -> Result<FileKey, Refusal> {
    let (key, sha256) = FileKey::of(&bytes);
    let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let size = size.map(|(width, height)| (i64::from(width), i64::from(height)));
    let file = MediaFile { dark, ..MediaFile::new(key.clone(), kind, length, size) };
    files.put(&key.0, bytes).await?;
    store::put(tx, &file, &sha256, at).await?;
    Ok(key)
}
