//! What is served: files by their key, and the renditions that belong to them.

use crate::media::model::{FileKey, Focal, Format, MediaFile, MediaId, Purpose, Rendition};
use crate::platform::db::{Db, Result, Tx};
use crate::{args, sql};
use std::collections::HashMap;

#[derive(sqlx::FromRow)]
struct FileRow {
    asked: String,
    key: String,
    content_type: String,
    bytes: i64,
    width: Option<i64>,
    height: Option<i64>,
    dark: Option<String>,
    focal_x: Option<i64>,
    focal_y: Option<i64>,
}

impl From<FileRow> for MediaFile {
    fn from(row: FileRow) -> MediaFile {
        let size = row.width.zip(row.height);
        let focal = row.focal_x.zip(row.focal_y).map_or(Focal::MIDDLE, |(x, y)| Focal { x, y });
        MediaFile {
            dark: row.dark.map(FileKey),
            focal,
            ..MediaFile::new(FileKey(row.key), &row.content_type, row.bytes, size)
        }
    }
}

/// What stands at a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Served {
    /// A file.
    File(Box<MediaFile>),
    /// The key of a file of the library whose newest bytes have another key.
    Elsewhere(MediaId),
}

/// What readers get at a key: the file, or where its newest form is. A key that a file of the
/// library had before it was replaced leads to the newest too, unless another file has it now.
pub async fn served(db: &Db, key: &str) -> Result<Option<Served>> {
    let moved: Option<(i64,)> = db
        .optional(
            sql!(
                "select m.id from media m \
                  where m.removed_at is null and m.public_key is not null and m.public_key <> $1 \
                    and (m.key = $1 or m.id in \
                         (select media_id from media_former where public_key = $1)) \
                    and not exists (select 1 from media other \
                          where other.public_key = $1 and other.removed_at is null) \
                  order by m.id limit 1"
            ),
            args![key],
        )
        .await?;
    match moved {
        Some((newest,)) => Ok(Some(Served::Elsewhere(MediaId(newest)))),
        None => Ok(find(db, key).await?.map(|file| Served::File(Box::new(file)))),
    }
}

/// A file by its key.
pub async fn find(db: &Db, key: &str) -> Result<Option<MediaFile>> {
    let row: Option<FileRow> = db
        .optional(
            sql!(
                "select key as asked, key, content_type, bytes, width, height, dark, \
                        cast(null as bigint) as focal_x, cast(null as bigint) as focal_y \
                   from media_file where key = $1"
            ),
            args![key],
        )
        .await?;
    Ok(row.map(MediaFile::from))
}

/// These files by the keys entries hold, with their renditions; a file of the library is answered
/// in its newest form. Unknown ones, and those of which nothing is made yet, are left out.
pub async fn described(db: &Db, keys: &[FileKey]) -> Result<HashMap<FileKey, MediaFile>> {
    let list = serde_json::to_string(keys).unwrap_or_default();
    let rows: Vec<FileRow> = db
        .all(
            sql!(
                sqlite: "select k.value as asked, f.key, f.content_type, f.bytes, \
                                coalesce(f.width, m.width) as width, coalesce(f.height, m.height) as height, \
                                f.dark, m.focal_x, m.focal_y \
                           from json_each($1) k left join media m on m.key = k.value \
                           join media_file f on f.key = coalesce(m.public_key, k.value) \
                          order by k.value limit 10000",
                postgres: "select k.value as asked, f.key, f.content_type, f.bytes, \
                                  coalesce(f.width, m.width) as width, coalesce(f.height, m.height) as height, \
                                  f.dark, m.focal_x, m.focal_y \
                             from json_array_elements_text(cast(cast($1 as text) as json)) k(value) \
                             left join media m on m.key = k.value \
                             join media_file f on f.key = coalesce(m.public_key, k.value) \
                            order by k.value limit 10000"
            ),
            args![&list],
        )
        .await?;
    let mut files: HashMap<FileKey, MediaFile> =
        rows.into_iter().map(|row| (FileKey(row.asked.clone()), MediaFile::from(row))).collect();
    for row in renditions(db, &list).await? {
        if let Some(file) = files.get_mut(&FileKey(row.0.clone())) {
            made_of(file, row);
        }
    }
    Ok(files)
}

/// What a film's list of pieces is kept as (`works/film.rs`).
const PIECES: &str = "hls";

fn made_of(file: &mut MediaFile, (_, purpose, format, width, height, bytes, key): RenditionRow) {
    let key = FileKey(key);
    if purpose == PIECES {
        file.pieces = Some(key);
    } else if let Some((purpose, format)) = Purpose::named(&purpose).zip(Format::named(&format)) {
        file.renditions.push(Rendition { purpose, format, width, height, bytes, key });
    }
}

/// Key of the file, purpose, format, width, height, bytes, key of the rendition.
type RenditionRow = (String, String, String, i64, i64, i64, String);

async fn renditions(db: &Db, list: &str) -> Result<Vec<RenditionRow>> {
    db.all(
            sql!(
                sqlite: "select m.key, r.purpose, r.format, r.width, r.height, f.bytes, r.key as file \
                           from media m join media_rendition r on r.media_id = m.id join media_file f on f.key = r.key \
                          where m.key in (select value from json_each($1)) \
                          order by m.key, r.width limit 100000",
                postgres: "select m.key, r.purpose, r.format, r.width, r.height, f.bytes, r.key as file \
                             from media m join media_rendition r on r.media_id = m.id join media_file f on f.key = r.key \
                            where m.key in (select json_array_elements_text(cast(cast($1 as text) as json))) \
                            order by m.key, r.width limit 100000"
            ),
            args![list],
    )
    .await
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

/// A share of what is made of a file of the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// Pictures: of a picture all there is, of a film its poster.
    Pictures = 1,
    /// What plays.
    Plays = 0,
}

/// Forgets a share of what was made of a file of the library.
pub async fn clear_renditions(tx: &mut Tx, media: MediaId, share: Share) -> Result<()> {
    tx.run(
        sql!(
            "delete from media_rendition where media_id = $1 \
                and case when purpose in ('whole', 'card', 'wide', 'square') then 1 else 0 end = $2"
        ),
        args![media.0, share as i64],
    )
    .await?;
    Ok(())
}

/// Adds to what is made of a file of the library: name of the purpose, of the format, width,
/// height and key of each.
pub async fn add_renditions(
    tx: &mut Tx,
    media: MediaId,
    made: &[(&str, &str, i64, i64, FileKey)],
) -> Result<()> {
    for (purpose, format, width, height, key) in made {
        tx.run(
            sql!(
                "insert into media_rendition (media_id, purpose, format, width, height, key) \
                 values ($1, $2, $3, $4, $5, $6) \
                 on conflict (media_id, purpose, format, width) do update \
                    set height = excluded.height, key = excluded.key"
            ),
            args![media.0, *purpose, *format, *width, *height, &key.0],
        )
        .await?;
    }
    Ok(())
}

/// The keys of everything made of a file of the library: purpose, format, width, key.
pub async fn rendition_keys(db: &Db, media: MediaId) -> Result<Vec<(String, String, i64, String)>> {
    db.all(
        sql!(
            "select purpose, format, width, key from media_rendition \
              where media_id = $1 order by purpose, format, width"
        ),
        args![media.0],
    )
    .await
}

/// The narrowest JPEG made of each of these files of the library; those without one are left out.
pub async fn thumbs(db: &Db, ids: &[MediaId]) -> Result<HashMap<MediaId, FileKey>> {
    let list = serde_json::to_string(ids).unwrap_or_default();
    let rows: Vec<(i64, String)> = db
        .all(
            sql!(
                sqlite: "select media_id, key from media_rendition \
                          where purpose = 'whole' and format = 'jpeg' \
                            and media_id in (select value from json_each($1)) \
                          order by media_id, width desc limit 10000",
                postgres: "select media_id, key from media_rendition \
                            where purpose = 'whole' and format = 'jpeg' \
                              and media_id in (select cast(json_array_elements_text(cast(cast($1 as text) as json)) as bigint)) \
                            order by media_id, width desc limit 10000"
            ),
            args![list],
        )
        .await?;
    // The last of each is the narrowest.
    Ok(rows.into_iter().map(|(id, key)| (MediaId(id), FileKey(key))).collect())
}

/// Whether anything of the library still serves a key.
pub async fn key_is_used(tx: &mut Tx, key: &str) -> Result<bool> {
    let (count,): (i64,) = tx
        .one(
            sql!(
                "select (select count(*) from media where public_key = $1) \
                      + (select count(*) from media_rendition where key = $1) \
                      + (select count(*) from media_former where public_key = $1)"
            ),
            args![key],
        )
        .await?;
    Ok(count > 0)
}

/// The keys of everything made of a file of the library, in the caller's transaction.
pub async fn rendition_keys_in(tx: &mut Tx, media: MediaId) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = tx
        .all(
            sql!("select key from media_rendition where media_id = $1 order by key"),
            args![media.0],
        )
        .await?;
    Ok(rows.into_iter().map(|(key,)| key).collect())
}

/// Whether a file of the library was handed in as these bytes, now or before it was replaced.
pub async fn original_is_used(tx: &mut Tx, key: &str) -> Result<bool> {
    let (count,): (i64,) = tx
        .one(
            sql!(
                "select (select count(*) from media where original_key = $1) \
                      + (select count(*) from media_former where original_key = $1)"
            ),
            args![key],
        )
        .await?;
    Ok(count > 0)
}

/// Takes a file out of what is served.
pub async fn unlist(tx: &mut Tx, key: &str) -> Result<()> {
    tx.run(sql!("delete from media_file where key = $1"), args![key]).await?;
    Ok(())
}
