//! The library as editors see it: reads only.

use crate::media::model::{Credits, FileKey, Focal, Media, MediaId, MediaWords, Poster, Readiness};
use crate::media::sniff::MediaKind;
use crate::platform::db::{Db, Result, Tx};
use crate::platform::i18n::Language;
use crate::platform::text::fold;
use crate::{args, sql};
use std::collections::{BTreeMap, HashMap};

#[derive(sqlx::FromRow)]
struct MediaRow {
    id: i64,
    key: String,
    name: String,
    kind: String,
    content_type: String,
    bytes: i64,
    width: Option<i64>,
    height: Option<i64>,
    original_key: String,
    public_key: Option<String>,
    state: String,
    problem: Option<String>,
    taken_on: Option<String>,
    author: Option<String>,
    credit: Option<String>,
    licence: Option<String>,
    place_key: Option<String>,
    focal_x: i64,
    focal_y: i64,
    poster_at: Option<i64>,
    poster_of: Option<i64>,
    edition: i64,
    added_by: String,
    added_at: i64,
    replaced_at: Option<i64>,
    removed_at: Option<i64>,
}

impl From<MediaRow> for Media {
    fn from(row: MediaRow) -> Media {
        Media {
            id: MediaId(row.id),
            key: FileKey(row.key),
            name: row.name,
            kind: MediaKind::named(&row.kind).unwrap_or(MediaKind::Document),
            content_type: row.content_type,
            bytes: row.bytes,
            size: row.width.zip(row.height),
            original: FileKey(row.original_key),
            public: row.public_key.map(FileKey),
            readiness: Readiness::named(&row.state),
            problem: row.problem,
            credits: Credits {
                taken_on: row.taken_on.and_then(|day| day.parse().ok()),
                author: row.author,
                credit: row.credit,
                licence: row.licence,
                place: row.place_key,
                focal: Focal { x: row.focal_x, y: row.focal_y },
            },
            poster: match (row.poster_at, row.poster_of) {
                (_, Some(picture)) => Poster::Picture(MediaId(picture)),
                (Some(at), None) => Poster::At(at),
                (None, None) => Poster::Own,
            },
            edition: row.edition,
            added_by: row.added_by,
            added_at: row.added_at,
            replaced_at: row.replaced_at,
            removed_at: row.removed_at,
            words: BTreeMap::new(),
        }
    }
}

type WordsRow = (i64, String, String, String);

fn with_words(rows: Vec<MediaRow>, words: Vec<WordsRow>) -> Vec<Media> {
    let mut said: BTreeMap<i64, BTreeMap<Language, MediaWords>> = BTreeMap::new();
    for (id, language, alt, caption) in words {
        if let Ok(language) = language.parse() {
            said.entry(id).or_default().insert(language, MediaWords { alt, caption });
        }
    }
    let whole = rows.into_iter().map(Media::from);
    whole.map(|one| Media { words: said.remove(&one.id.0).unwrap_or_default(), ..one }).collect()
}

/// A file of the library, in the caller's transaction.
pub async fn media(tx: &mut Tx, id: MediaId) -> Result<Option<Media>> {
    let row: Option<MediaRow> =
        tx.optional(sql!("select * from media where id = $1"), args![id.0]).await?;
    let words: Vec<WordsRow> = tx
        .all(
            sql!(
                "select media_id, language, alt, caption from media_words \
                  where media_id = $1 order by language"
            ),
            args![id.0],
        )
        .await?;
    Ok(with_words(row.into_iter().collect(), words).pop())
}

/// A file of the library as it is now.
pub async fn newest_of(db: &Db, id: MediaId) -> Result<Option<Media>> {
    let row: Option<MediaRow> =
        db.optional(sql!("select * from media where id = $1"), args![id.0]).await?;
    read(db, row.into_iter().collect()).await.map(|mut found| found.pop())
}

/// What files are called by their numbers, those thrown away among them while they can be put back.
pub async fn names(db: &Db, ids: &[MediaId]) -> Result<HashMap<MediaId, String>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let list = serde_json::to_string(&ids).unwrap_or_default();
    let rows: Vec<(i64, String)> = db
        .all(
            sql!(
                sqlite: "select id, name from media where id in (select value from json_each($1)) \
                          order by id limit 1000",
                postgres: "select id, name from media where id in (select \
                             cast(json_array_elements_text(cast(cast($1 as text) as json)) as bigint)) \
                            order by id limit 1000"
            ),
            args![list],
        )
        .await?;
    Ok(rows.into_iter().map(|(id, name)| (MediaId(id), name)).collect())
}

/// A file of the library by the key entries hold.
pub async fn media_by_key(db: &Db, key: &FileKey) -> Result<Option<Media>> {
    let row: Option<MediaRow> =
        db.optional(sql!("select * from media where key = $1"), args![&key.0]).await?;
    read(db, row.into_iter().collect()).await.map(|mut found| found.pop())
}

async fn read(db: &Db, rows: Vec<MediaRow>) -> Result<Vec<Media>> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let list = serde_json::to_string(&ids).unwrap_or_default();
    let words: Vec<WordsRow> = db
        .all(
            sql!(
                sqlite: "select media_id, language, alt, caption from media_words \
                          where media_id in (select value from json_each($1)) \
                          order by media_id, language limit 100000",
                postgres: "select media_id, language, alt, caption from media_words \
                            where media_id in (select cast(json_array_elements_text(cast(cast($1 as text) as json)) as bigint)) \
                            order by media_id, language limit 100000"
            ),
            args![list],
        )
        .await?;
    Ok(with_words(rows, words))
}

/// The file of the library that entries hold by a key, thrown away or not.
pub async fn id_by_key(tx: &mut Tx, key: &FileKey) -> Result<Option<MediaId>> {
    let row: Option<(i64,)> =
        tx.optional(sql!("select id from media where key = $1"), args![&key.0]).await?;
    Ok(row.map(|(id,)| MediaId(id)))
}

/// The file of the library with exactly these bytes, one that was thrown away last.
pub async fn media_by_sha256(tx: &mut Tx, sha256: &str) -> Result<Option<MediaId>> {
    let row: Option<(i64,)> = tx
        .optional(
            sql!(
                "select id from media where sha256 = $1 \
                  order by case when removed_at is null then 0 else 1 end, id limit 1"
            ),
            args![sha256],
        )
        .await?;
    Ok(row.map(|(id,)| MediaId(id)))
}

/// Which files a list takes; what is `None` is not asked about.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Words of its name, alternative texts, captions, author and credit.
    pub text: String,
    /// Its kind.
    pub kind: Option<MediaKind>,
    /// How far it is.
    pub readiness: Option<Readiness>,
    /// Who handed it in, as the change log names people.
    pub added_by: Option<String>,
    /// Whether the list is of what was thrown away.
    pub thrown_away: bool,
    /// Whether only pictures are meant that have no alternative text in this language.
    pub without_alt: Option<Language>,
    /// Whether only files are meant that neither an entry nor the site holds.
    pub unused: bool,
}

impl Search {
    fn values(&self) -> [Option<String>; 5] {
        // The signs of a pattern are looked for nowhere.
        let text = fold(self.text.trim()).replace(['%', '_', '\\'], " ");
        [
            (!text.is_empty()).then(|| format!("%{text}%")),
            self.kind.map(|kind| kind.name().to_owned()),
            self.readiness.map(|one| one.name().to_owned()),
            self.added_by.clone(),
            self.without_alt.map(|language| language.code().to_owned()),
        ]
    }
}

/// A page of the library, the newest first.
pub async fn list(db: &Db, search: &Search, (offset, limit): (i64, i64)) -> Result<Vec<Media>> {
    let [text, kind, state, added_by, language] = search.values();
    let rows: Vec<MediaRow> = db
        .all(
            sql!(
                "select * from media m \
                  where case when m.removed_at is null then 0 else 1 end = $1 \
                    and (cast($2 as text) is null or m.searched like $2) \
                    and (cast($3 as text) is null or m.kind = $3) \
                    and (cast($4 as text) is null or m.state = $4) \
                    and (cast($5 as text) is null or m.added_by = $5) \
                    and (cast($6 as text) is null or (m.kind = 'picture' and not exists \
                         (select 1 from media_words w \
                           where w.media_id = m.id and w.language = $6 and w.alt <> ''))) \
                    and ($9 = 0 or (not exists (select 1 from entry e \
                           join entry_facts f on f.id = e.facts_edition or f.id = e.live_facts \
                          where f.facts like '%\"' || m.key || '\"%') \
                         and not exists (select 1 from site s \
                          where s.settings like '%\"' || m.key || '\"%'))) \
                  order by m.added_at desc, m.id desc limit $8 offset $7"
            ),
            args![
                i64::from(search.thrown_away),
                text,
                kind,
                state,
                added_by,
                language,
                offset,
                limit,
                i64::from(search.unused)
            ],
        )
        .await?;
    read(db, rows).await
}

/// How many files a list takes.
pub async fn count(db: &Db, search: &Search) -> Result<i64> {
    let [text, kind, state, added_by, language] = search.values();
    let (count,): (i64,) = db
        .one(
            sql!(
                "select count(*) from media m \
                  where case when m.removed_at is null then 0 else 1 end = $1 \
                    and (cast($2 as text) is null or m.searched like $2) \
                    and (cast($3 as text) is null or m.kind = $3) \
                    and (cast($4 as text) is null or m.state = $4) \
                    and (cast($5 as text) is null or m.added_by = $5) \
                    and (cast($6 as text) is null or (m.kind = 'picture' and not exists \
                         (select 1 from media_words w \
                           where w.media_id = m.id and w.language = $6 and w.alt <> ''))) \
                    and ($7 = 0 or (not exists (select 1 from entry e \
                           join entry_facts f on f.id = e.facts_edition or f.id = e.live_facts \
                          where f.facts like '%\"' || m.key || '\"%') \
                         and not exists (select 1 from site s \
                          where s.settings like '%\"' || m.key || '\"%')))"
            ),
            args![
                i64::from(search.thrown_away),
                text,
                kind,
                state,
                added_by,
                language,
                i64::from(search.unused)
            ],
        )
        .await?;
    Ok(count)
}

/// Everything that was handed in for a file before it was replaced: the originals, and what readers got.
pub async fn former_originals(tx: &mut Tx, id: MediaId) -> Result<Vec<(String, Option<String>)>> {
    tx.all(
        sql!(
            "select original_key, public_key from media_former where media_id = $1 order by number"
        ),
        args![id.0],
    )
    .await
}
