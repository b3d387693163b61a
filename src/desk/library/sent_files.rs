//! Files of a plain form, as browsers without script send them. Not for uploads by tus.

use crate::media::{Coming, Content};
use crate::platform::web::Fault;
use axum::extract::Multipart;
use axum::extract::multipart::Field;
use std::sync::Arc;
use tempfile::TempPath;
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

/// The longest file of a plain form, in bytes: a larger one goes by tus, which can be resumed.
const LONGEST: i64 = MEGABYTES << 20;
/// The same in megabytes, for those who are told.
pub const MEGABYTES: i64 = 200;

/// A file that was sent; its bytes lie on the disk until this is dropped.
pub struct SentFile {
    pub coming: Coming,
    pub bytes: i64,
    _path: TempPath,
}

/// What a field held.
pub enum Sent {
    /// A file.
    File(SentFile),
    /// One that is too long for a plain form; nothing of it was kept.
    TooLong { name: String, bytes: i64 },
}

/// The next file that was chosen for a field.
pub async fn next(form: &mut Multipart, name: &str) -> Result<Option<Sent>, Fault> {
    while let Some(field) = form.next_field().await.map_err(|_| Fault::Unclear)? {
        let called = field.file_name().unwrap_or_default().to_owned();
        // An input in which nothing was chosen is sent as well.
        if field.name() == Some(name) && !called.is_empty() {
            return Ok(Some(kept(called, field).await?));
        }
    }
    Ok(None)
}

async fn kept(name: String, mut field: Field<'_>) -> Result<Sent, Fault> {
    let declared = field.content_type().map(str::to_owned);
    let declared = declared.filter(|kind| kind != "application/octet-stream");
    let path = tempfile::NamedTempFile::new().map_err(disk)?.into_temp_path();
    let mut file = File::create(&path).await.map_err(disk)?;
    let mut bytes = 0;
    while let Some(piece) = field.chunk().await.map_err(|_| Fault::Unclear)? {
        bytes += i64::try_from(piece.len()).unwrap_or(i64::MAX);
        // Read to its end: a browser hears no answer before it has sent everything.
        if bytes <= LONGEST {
            file.write_all(&piece).await.map_err(disk)?;
        }
    }
    if bytes > LONGEST {
        return Ok(Sent::TooLong { name, bytes });
    }
    file.flush().await.map_err(disk)?;
    let content = Content::File(path.to_path_buf());
    let coming = Coming { name, declared, content, words: None };
    Ok(Sent::File(SentFile { coming, bytes, _path: path }))
}

fn disk(error: std::io::Error) -> Fault {
    Fault::Broken(Arc::new(error))
}
