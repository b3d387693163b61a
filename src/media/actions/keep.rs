//! Putting bytes among what is served: drawings in both forms, pictures without what a camera wrote.

use super::Refusal;
use crate::media::drawing::turned_over;
use crate::media::model::{FileKey, MediaFile};
use crate::media::{bare, sniff, store};
use crate::platform::db::Tx;
use crate::platform::files::Files;
use bytes::Bytes;

/// The bytes without what a camera wrote, which would otherwise be published with them.
pub(super) fn bared(name: &str, kind: &str, bytes: &Bytes) -> Result<Bytes, Refusal> {
    let bared = bare::bare(kind, bytes);
    if kind.starts_with("image/") && bare::says_where(&bared) {
        return Err(Refusal::SaysWhere(name.to_owned()));
    }
    Ok(bared)
}

/// Puts bytes among what is served, a drawing of ours in both forms, and describes them in the caller's
/// transaction. The bytes are stored first: a described file is always there, and bytes without a
/// description harm nobody.
pub(super) async fn publish(
    tx: &mut Tx,
    files: &Files,
    at: i64,
    (name, kind): (&str, &str),
    bytes: Bytes,
) -> Result<FileKey, Refusal> {
    let mut dark = None;
    if kind == "image/svg+xml" {
        let checked = sniff::drawing(&bytes);
        checked.map_err(|reason| Refusal::Drawing(name.to_owned(), reason))?;
        if let Some(turned) = turned_over(&bytes) {
            dark = Some(put(tx, files, at, kind, Bytes::from(turned), None).await?);
        }
    }
    put(tx, files, at, kind, bytes, dark).await
}

/// Width and height in pixels as a picture is looked at; none of other files.
pub(super) fn size(kind: &str, bytes: &Bytes) -> Option<(i64, i64)> {
    if kind == "image/svg+xml" {
        return sniff::drawing(bytes).ok().flatten().map(|(w, h)| (i64::from(w), i64::from(h)));
    }
    let size = imagesize::blob_size(bytes).ok().filter(|_| kind.starts_with("image/"))?;
    let size = (i64::try_from(size.width).ok()?, i64::try_from(size.height).ok()?);
    // Turned by a quarter it is as wide as it was high.
    Some(if bare::turned(bytes) > 4 { (size.1, size.0) } else { size })
}

async fn put(
    tx: &mut Tx,
    files: &Files,
    at: i64,
    kind: &str,
    bytes: Bytes,
    dark: Option<FileKey>,
) -> Result<FileKey, Refusal> {
    let (key, sha256) = FileKey::of(&bytes);
    let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let file = MediaFile { dark, ..MediaFile::new(key.clone(), kind, length, size(kind, &bytes)) };
    files.put(&key.0, bytes).await?;
    store::put(tx, &file, &sha256, at).await?;
    Ok(key)
}
