//! Which files of the library are the captions of which film.

use super::library::newest_of;
use crate::media::model::{Captions, FileKey, MediaId};
use crate::platform::db::{Db, Result, Statement, Tx};
use crate::platform::i18n::Language;
use crate::{args, sql};
use std::collections::HashMap;

/// The captions of a film that are in the library and not thrown away.
pub async fn captions_of(db: &Db, film: MediaId) -> Result<Vec<Captions>> {
    let rows: Vec<(String, i64)> = db
        .all(
            sql!(
                "select c.language, c.captions_id from media_captions c \
                   join media m on m.id = c.captions_id and m.removed_at is null \
                  where c.media_id = $1 order by c.language limit 1000"
            ),
            args![film.0],
        )
        .await?;
    let mut found = Vec::new();
    for (language, id) in rows {
        let words = newest_of(db, MediaId(id)).await?;
        if let (Ok(language), Some(words)) = (language.parse(), words) {
            found.push(Captions { language, file: words });
        }
    }
    Ok(found)
}

/// The file that holds a film's words in a language, if there is one that was not thrown away, and
/// whether another film holds it too.
pub async fn captions_in(
    tx: &mut Tx,
    film: MediaId,
    language: Language,
) -> Result<Option<(MediaId, bool)>> {
    let row: Option<(i64, i64)> = tx
        .optional(
            sql!(
                "select c.captions_id, (select count(*) from media_captions o \
                        where o.captions_id = c.captions_id) as holders \
                   from media_captions c \
                   join media m on m.id = c.captions_id and m.removed_at is null \
                  where c.media_id = $1 and c.language = $2"
            ),
            args![film.0, language.code()],
        )
        .await?;
    Ok(row.map(|(id, holders)| (MediaId(id), holders > 1)))
}

/// Says which file holds a film's words in a language.
pub async fn set_captions(
    tx: &mut Tx,
    film: MediaId,
    language: Language,
    words: MediaId,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into media_captions (media_id, language, captions_id) values ($1, $2, $3) \
             on conflict (media_id, language) do update set captions_id = excluded.captions_id"
        ),
        args![film.0, language.code(), words.0],
    )
    .await?;
    Ok(())
}

const CAPTIONED: Statement = sql!(
    "select distinct m.id, m.key from media_captions c \
       join media m on m.id = c.media_id and m.removed_at is null \
      where c.captions_id = $1 order by m.id limit 1000"
);

/// The films whose words a file holds.
pub async fn captioned_by(db: &Db, file: MediaId) -> Result<Vec<MediaId>> {
    let rows: Vec<(i64, String)> = db.all(CAPTIONED, args![file.0]).await?;
    Ok(rows.into_iter().map(|(id, _)| MediaId(id)).collect())
}

/// The keys of the same, in the caller's transaction.
pub async fn captioned_keys(tx: &mut Tx, file: MediaId) -> Result<Vec<FileKey>> {
    let rows: Vec<(i64, String)> = tx.all(CAPTIONED, args![file.0]).await?;
    Ok(rows.into_iter().map(|(_, key)| FileKey(key)).collect())
}

const FILMS: Statement = sql!(
    sqlite: "select m.key, \
                    (select count(*) from media_captions c \
                       join media w on w.id = c.captions_id and w.removed_at is null \
                      where c.media_id = m.id and c.language = $2) as words \
               from media m \
              where m.kind = 'video' and m.removed_at is null \
                and m.key in (select value from json_each($1)) \
              order by m.key limit 1000",
    postgres: "select m.key, \
                      (select count(*) from media_captions c \
                         join media w on w.id = c.captions_id and w.removed_at is null \
                        where c.media_id = m.id and c.language = $2) as words \
                 from media m \
                where m.kind = 'video' and m.removed_at is null \
                  and m.key in (select json_array_elements_text(cast(cast($1 as text) as json))) \
                order by m.key limit 1000"
);

/// Whether the library has these films' words in a language. Keys of what is no film of the library
/// are left out.
pub async fn films(
    db: &Db,
    keys: &[FileKey],
    language: Language,
) -> Result<HashMap<FileKey, bool>> {
    let list = serde_json::to_string(keys).unwrap_or_default();
    let rows: Vec<(String, i64)> = db.all(FILMS, args![list, language.code()]).await?;
    Ok(captioned(rows))
}

/// The same in the caller's transaction.
pub async fn films_in(
    tx: &mut Tx,
    keys: &[FileKey],
    language: Language,
) -> Result<HashMap<FileKey, bool>> {
    let list = serde_json::to_string(keys).unwrap_or_default();
    let rows: Vec<(String, i64)> = tx.all(FILMS, args![list, language.code()]).await?;
    Ok(captioned(rows))
}

fn captioned(rows: Vec<(String, i64)>) -> HashMap<FileKey, bool> {
    rows.into_iter().map(|(key, words)| (FileKey(key), words > 0)).collect()
}
