//! What can be done with files.

use super::drawing::turned_over;
use super::model::{FileKey, MediaFile};
use super::store;
use crate::platform::db::{Failure, Tx};
use crate::platform::files::{FileFailure, Files, content_type};
use bytes::Bytes;

/// Why a file was not kept.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The file is of no type a portal serves.
    #[error("{0} is of no type that can be published (svg, png, jpg, webp, avif, mp4, vtt, pdf)")]
    UnknownType(String),
    /// A drawing that carries a program.
    #[error("{0} holds a script; an SVG may only draw")]
    Script(String),
    /// The store of files did not answer.
    #[error(transparent)]
    Store(#[from] FileFailure),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
}

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
    let mut dark = None;
    if kind == "image/svg+xml" {
        if holds_script(&bytes) {
            return Err(Refusal::Script(name.to_owned()));
        }
        if let Some(turned) = turned_over(&bytes) {
            dark = Some(put(tx, files, at, kind, Bytes::from(turned), None).await?);
        }
    }
    put(tx, files, at, kind, bytes, dark).await
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
    let (width, height) = size_in_pixels(kind, &bytes).unzip();
    let file = MediaFile {
        key: key.clone(),
        content_type: kind.to_owned(),
        bytes: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        width,
        height,
        dark,
    };
    files.put(&key.0, bytes).await?;
    store::put(tx, &file, &sha256, at).await?;
    Ok(key)
}

fn holds_script(svg: &[u8]) -> bool {
    let text = String::from_utf8_lossy(svg).to_lowercase();
    text.contains("<script")
        || text.contains("javascript:")
        || text.contains(" on") && has_handler(&text)
}

fn has_handler(text: &str) -> bool {
    ["onload=", "onclick=", "onerror=", "onbegin=", "onmouseover="]
        .iter()
        .any(|name| text.contains(name))
}

fn size_in_pixels(kind: &str, bytes: &[u8]) -> Option<(i64, i64)> {
    if kind == "image/svg+xml" {
        return svg_size(std::str::from_utf8(bytes).ok()?);
    }
    if !kind.starts_with("image/") {
        return None;
    }
    let size = imagesize::blob_size(bytes).ok()?;
    Some((i64::try_from(size.width).ok()?, i64::try_from(size.height).ok()?))
}

/// Width and height of the view box, which is what a drawing is laid out by.
fn svg_size(text: &str) -> Option<(i64, i64)> {
    let (_, rest) = text.split_once("viewBox=\"")?;
    let (numbers, _) = rest.split_once('"')?;
    let mut sides = numbers.split_whitespace().skip(2).filter_map(|side| side.parse::<f64>().ok());
    let whole = |side: f64| format!("{side:.0}").parse().ok();
    Some((whole(sides.next()?)?, whole(sides.next()?)?))
}
