//! What editors change in the library. Each statement is one step of a verb.

use crate::media::model::{Credits, FileKey, Media, MediaId, MediaWords, Poster, Readiness};
use crate::media::sniff::Type;
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::Language;
use crate::{args, sql};

/// A file about to enter the library.
#[derive(Debug)]
pub struct NewMedia<'a> {
    /// The key entries will hold.
    pub key: &'a FileKey,
    /// The name it was handed in with.
    pub name: &'a str,
    /// What it is.
    pub is: Type,
    /// Its length in bytes.
    pub bytes: i64,
    /// Width and height in pixels.
    pub size: Option<(i64, i64)>,
    /// Its SHA-256.
    pub sha256: &'a str,
    /// What readers get, when that is already there.
    pub public: Option<&'a FileKey>,
    /// What the camera wrote.
    pub credits: &'a Credits,
    /// What it is found by.
    pub searched: &'a str,
    /// Who hands it in.
    pub by: &'a str,
    /// When.
    pub at: i64,
}

fn readiness(public: Option<&FileKey>) -> &'static str {
    if public.is_some() { Readiness::Ready.name() } else { Readiness::Waiting.name() }
}

/// Adds a file; `None` when another has its key.
pub async fn add(tx: &mut Tx, new: &NewMedia<'_>) -> Result<Option<MediaId>> {
    let (width, height) = new.size.unzip();
    let original = FileKey::of_sha256(new.sha256);
    let row: Option<(i64,)> = tx
        .optional(
            sql!(
                "insert into media (key, name, kind, content_type, bytes, width, height, sha256, \
                        original_key, public_key, state, taken_on, author, focal_x, focal_y, \
                        searched, edition, added_by, added_at) \
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 500, 500, $14, 1, $15, $16) \
                 on conflict (key) do nothing returning id"
            ),
            args![
                &new.key.0, new.name, new.is.kind.name(), new.is.mime, new.bytes, width,
                height, new.sha256, &original.0, new.public.map(|key| key.0.as_str()),
                readiness(new.public), new.credits.taken_on.map(|day| day.to_string()),
                new.credits.author.as_deref(), new.searched, new.by, new.at
            ],
        )
        .await?;
    Ok(row.map(|(id,)| MediaId(id)))
}

/// Changes what is said of a file whatever the language; answers whether `seen` was the newest.
pub async fn describe(tx: &mut Tx, id: MediaId, seen: i64, credits: &Credits) -> Result<bool> {
    let changed = tx
        .run(
            sql!(
                "update media set taken_on = $3, author = $4, credit = $5, licence = $6, \
                        place_key = $7, focal_x = $8, focal_y = $9, edition = edition + 1 \
                  where id = $1 and edition = $2"
            ),
            args![
                id.0,
                seen,
                credits.taken_on.map(|day| day.to_string()),
                credits.author.as_deref(),
                credits.credit.as_deref(),
                credits.licence.as_deref(),
                credits.place.as_deref(),
                credits.focal.x,
                credits.focal.y
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// Sets what is said of a file in a language.
pub async fn say(tx: &mut Tx, id: MediaId, language: Language, words: &MediaWords) -> Result<()> {
    tx.run(
        sql!(
            "insert into media_words (media_id, language, alt, caption) values ($1, $2, $3, $4) \
             on conflict (media_id, language) do update \
                set alt = excluded.alt, caption = excluded.caption"
        ),
        args![id.0, language.code(), &words.alt, &words.caption],
    )
    .await?;
    Ok(())
}

/// Sets what a file is found by.
pub async fn set_searched(tx: &mut Tx, id: MediaId, searched: &str) -> Result<()> {
    tx.run(sql!("update media set searched = $2 where id = $1"), args![id.0, searched]).await?;
    Ok(())
}

/// Remembers the file that is about to be replaced.
pub async fn remember_former(tx: &mut Tx, former: &Media, by: &str, at: i64) -> Result<()> {
    tx.run(
        sql!(
            "insert into media_former (media_id, number, name, content_type, bytes, sha256, \
                    original_key, public_key, replaced_by, replaced_at) \
             select m.id, (select count(*) from media_former f where f.media_id = m.id) + 1, \
                    m.name, m.content_type, m.bytes, m.sha256, m.original_key, m.public_key, \
                    cast($2 as text), cast($3 as bigint) \
               from media m where m.id = $1"
        ),
        args![former.id.0, by, at],
    )
    .await?;
    Ok(())
}

/// Puts another file behind a number. What readers get stays until the new is made.
pub async fn replace(tx: &mut Tx, id: MediaId, new: &NewMedia<'_>) -> Result<()> {
    let (width, height) = new.size.unzip();
    let original = FileKey::of_sha256(new.sha256);
    tx.run(
        sql!(
            "update media set name = $2, content_type = $3, bytes = $4, width = $5, height = $6, \
                    sha256 = $7, original_key = $8, public_key = coalesce($9, public_key), \
                    state = $10, problem = null, searched = $11, replaced_by = $12, \
                    replaced_at = $13, edition = edition + 1 \
              where id = $1"
        ),
        args![
            id.0,
            new.name,
            new.is.mime,
            new.bytes,
            width,
            height,
            new.sha256,
            &original.0,
            new.public.map(|key| key.0.as_str()),
            readiness(new.public),
            new.searched,
            new.by,
            new.at
        ],
    )
    .await?;
    Ok(())
}

/// Says that readers can get it; answers whether it is still made from this original around this
/// point.
pub async fn set_ready(
    tx: &mut Tx,
    made_of: &Media,
    public: &FileKey,
    size: Option<(i64, i64)>,
) -> Result<bool> {
    let (width, height) = size.unzip();
    let changed = tx
        .run(
            sql!(
                "update media set public_key = $5, state = 'ready', problem = null, \
                        width = coalesce($6, width), height = coalesce($7, height) \
                  where id = $1 and original_key = $2 and focal_x = $3 and focal_y = $4"
            ),
            args![
                made_of.id.0,
                &made_of.original.0,
                made_of.credits.focal.x,
                made_of.credits.focal.y,
                &public.0,
                width,
                height
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// Whether readers still get what is made from this original around this point; no other
/// transaction changes that before this one ends.
pub async fn still_made_of(tx: &mut Tx, made_of: &Media) -> Result<bool> {
    let (at, of) = poster_columns(made_of.poster);
    let focal = made_of.credits.focal;
    let same = tx
        .run(
            sql!(
                "update media set state = 'ready' \
                  where id = $1 and state = 'ready' and original_key = $2 \
                    and focal_x = $3 and focal_y = $4 \
                    and coalesce(poster_at, -1) = $5 and coalesce(poster_of, -1) = $6"
            ),
            args![
                made_of.id.0,
                &made_of.original.0,
                focal.x,
                focal.y,
                at.unwrap_or(-1),
                of.unwrap_or(-1)
            ],
        )
        .await?;
    Ok(same == 1)
}

fn poster_columns(poster: Poster) -> (Option<i64>, Option<i64>) {
    match poster {
        Poster::Own => (None, None),
        Poster::At(milliseconds) => (Some(milliseconds), None),
        Poster::Picture(MediaId(id)) => (None, Some(id)),
    }
}

/// Sets what stands in a film's place before it plays.
pub async fn set_poster(tx: &mut Tx, id: MediaId, poster: Poster) -> Result<()> {
    let (at, of) = poster_columns(poster);
    tx.run(
        sql!("update media set poster_at = $2, poster_of = $3 where id = $1"),
        args![id.0, at, of],
    )
    .await?;
    Ok(())
}

/// Says why it could not be made.
pub async fn set_failed(tx: &mut Tx, made_of: &Media, problem: &str) -> Result<()> {
    tx.run(
        sql!("update media set state = 'failed', problem = $3 where id = $1 and original_key = $2"),
        args![made_of.id.0, &made_of.original.0, problem],
    )
    .await?;
    Ok(())
}

/// Says that what readers get is to be made.
pub async fn set_waiting(tx: &mut Tx, id: MediaId) -> Result<()> {
    tx.run(sql!("update media set state = 'waiting', problem = null where id = $1"), args![id.0])
        .await?;
    Ok(())
}

/// Throws a file away; it can be put back.
pub async fn throw_away(tx: &mut Tx, id: MediaId, by: &str, at: i64) -> Result<()> {
    tx.run(
        sql!("update media set removed_by = $2, removed_at = $3 where id = $1"),
        args![id.0, by, at],
    )
    .await?;
    Ok(())
}

/// Puts a file back that was thrown away.
pub async fn put_back(tx: &mut Tx, id: MediaId) -> Result<()> {
    tx.run(
        sql!("update media set removed_by = null, removed_at = null where id = $1"),
        args![id.0],
    )
    .await?;
    Ok(())
}

/// Forgets a file and everything said and made of it.
pub async fn forget(tx: &mut Tx, id: MediaId) -> Result<()> {
    tx.run(sql!("delete from media_rendition where media_id = $1"), args![id.0]).await?;
    tx.run(sql!("delete from media_words where media_id = $1"), args![id.0]).await?;
    tx.run(sql!("delete from media_former where media_id = $1"), args![id.0]).await?;
    tx.run(sql!("delete from media_captions where media_id = $1 or captions_id = $1"), args![id.0])
        .await?;
    tx.run(sql!("update media set poster_of = null where poster_of = $1"), args![id.0]).await?;
    tx.run(sql!("delete from media where id = $1"), args![id.0]).await?;
    Ok(())
}
