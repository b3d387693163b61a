//! How files are described; their bytes are in the file store.

use super::model::{FileKey, MediaFile};
use crate::platform::db::{Db, Result, Tx};
use crate::{args, sql};
use std::collections::HashMap;

#[derive(sqlx::FromRow)]
struct FileRow {
    key: String,
    content_type: String,
    bytes: i64,
    width: Option<i64>,
    height: Option<i64>,
    dark: Option<String>,
}

impl From<FileRow> for MediaFile {
    fn from(row: FileRow) -> MediaFile {
        MediaFile {
            key: FileKey(row.key),
            content_type: row.content_type,
            bytes: row.bytes,
            width: row.width,
            height: row.height,
            dark: row.dark.map(FileKey),
        }
    }
}

/// A file by its key.
pub async fn find(db: &Db, key: &str) -> Result<Option<MediaFile>> {
    let row: Option<FileRow> = db
        .optional(
            sql!("select key, content_type, bytes, width, height, dark from media_file where key = $1"),
            args![key],
        )
        .await?;
    Ok(row.map(MediaFile::from))
}

/// These files by their keys; unknown ones are left out.
pub async fn described(db: &Db, keys: &[FileKey]) -> Result<HashMap<FileKey, MediaFile>> {
    let list = serde_json::to_string(keys).unwrap_or_default();
    let rows: Vec<FileRow> = db
        .all(
            sql!(
                sqlite: "select key, content_type, bytes, width, height, dark from media_file \
                          where key in (select value from json_each($1)) order by key limit 10000",
                postgres: "select key, content_type, bytes, width, height, dark from media_file \
                            where key in (select json_array_elements_text(cast(cast($1 as text) as json))) \
                            order by key limit 10000"
            ),
            args![list],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (FileKey(row.key.clone()), MediaFile::from(row))).collect())
}

/// Describes a file; the same file twice is the same row.
pub async fn put(tx: &mut Tx, file: &MediaFile, sha256: &str, at: i64) -> Result<()> {
    tx.run(
        sql!(
            "insert into media_file (key, sha256, content_type, bytes, width, height, dark, added_at) \
             values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (key) do nothing"
        ),
        args![
            &file.key.0, sha256, &file.content_type, file.bytes, file.width, file.height,
            file.dark.as_ref().map(|key| key.0.as_str()), at
        ],
    )
    .await?;
    Ok(())
}
