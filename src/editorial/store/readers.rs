//! What is live: the reads of readers' pages, lists and feeds. Nothing here sees a draft.

use crate::editorial::life::State;
use crate::editorial::model::{Kind, Live};
use crate::platform::db::{Db, Result};
use crate::platform::i18n::Language;
use crate::{args, sql};

/// Which publications a list takes; what is `None` is not asked about.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The section.
    pub section: Option<String>,
    /// The tag.
    pub tag: Option<String>,
    /// The year of publication, or of what happens.
    pub year: Option<String>,
}

/// The order of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The newest publication first.
    Newest,
    /// What happens last first.
    Happening,
}

#[derive(sqlx::FromRow)]
struct LiveRow {
    id: i64,
    kind: String,
    key: String,
    language: String,
    published_at: i64,
    updated_at: Option<i64>,
    facts: String,
    words: String,
}

impl LiveRow {
    /// A row whose content cannot be read is reported and left out: a list loses one line, not all.
    fn read(self) -> Option<Live> {
        let parsed = serde_json::from_str(&self.facts)
            .and_then(|facts| Ok((facts, serde_json::from_str(&self.words)?)));
        let (facts, words) = parsed
            .inspect_err(
                |error| tracing::error!(entry.id = self.id, %error, "an edition cannot be read"),
            )
            .ok()?;
        Some(Live {
            id: self.id,
            kind: self.kind,
            key: self.key,
            language: self.language.parse().ok()?,
            published_at: self.published_at,
            updated_at: self.updated_at,
            facts,
            words,
        })
    }
}

/// A live entry by the slug in its address.
pub async fn live_by_slug(
    db: &Db,
    kind: Kind,
    language: Language,
    slug: &str,
) -> Result<Option<Live>> {
    let row: Option<LiveRow> = db
        .optional(
            sql!("select * from live where kind = $1 and language = $2 and slug = $3"),
            args![kind.name(), language.code(), slug],
        )
        .await?;
    Ok(row.and_then(LiveRow::read))
}

/// A live entry by its kind and key.
pub async fn live_by_key(
    db: &Db,
    kind: &str,
    key: &str,
    language: Language,
) -> Result<Option<Live>> {
    let row: Option<LiveRow> = db
        .optional(
            sql!("select * from live where kind = $1 and key = $2 and language = $3"),
            args![kind, key, language.code()],
        )
        .await?;
    Ok(row.and_then(LiveRow::read))
}

/// A live entry by its id, in every language in which it is live.
pub async fn live_by_id(db: &Db, entry: i64) -> Result<Vec<Live>> {
    let rows: Vec<LiveRow> =
        db.all(sql!("select * from live where id = $1 order by language"), args![entry]).await?;
    Ok(rows.into_iter().filter_map(LiveRow::read).collect())
}

/// A live entry by a reference such as `news/khai-mac`.
pub async fn find(db: &Db, reference: &str, language: Language) -> Result<Option<Live>> {
    match reference.split_once('/') {
        Some((kind, key)) => live_by_key(db, kind, key, language).await,
        None => Ok(None),
    }
}

/// A page of the live entries of a kind.
pub async fn list(
    db: &Db,
    kind: Kind,
    language: Language,
    filter: &Filter,
    order: Order,
    (offset, limit): (i64, i64),
) -> Result<Vec<Live>> {
    let happening = i64::from(order == Order::Happening);
    let rows: Vec<LiveRow> = db
        .all(
            sql!(
                "select live.* from ( \
                         select entry_id, language, happens_from from publication \
                          where kind = $1 and language = $2 \
                            and (cast($3 as text) is null or section = $3) \
                            and (cast($4 as text) is null or year = $4) \
                            and (cast($5 as text) is null or entry_id in ( \
                                 select entry_id from publication_tag \
                                  where tag = $5 and language = $2 and kind = $1)) \
                          order by case when $6 = 1 then happens_from end desc, \
                                   published_at desc, entry_id desc \
                          limit $8 offset $7) p \
                   join live on live.id = p.entry_id and live.language = p.language \
                  order by case when $6 = 1 then p.happens_from end desc, \
                           live.published_at desc, live.id desc"
            ),
            args![
                kind.name(),
                language.code(),
                filter.section.as_deref(),
                filter.year.as_deref(),
                filter.tag.as_deref(),
                happening,
                offset,
                limit
            ],
        )
        .await?;
    Ok(rows.into_iter().filter_map(LiveRow::read).collect())
}

/// What a body publishes, of every kind, the newest first.
pub async fn by_publisher(
    db: &Db,
    publisher: &str,
    language: Language,
    limit: i64,
) -> Result<Vec<Live>> {
    let rows: Vec<LiveRow> = db
        .all(
            sql!(
                "select * from live where publisher = $1 and language = $2 \
                  order by published_at desc, id desc limit $3"
            ),
            args![publisher, language.code(), limit],
        )
        .await?;
    Ok(rows.into_iter().filter_map(LiveRow::read).collect())
}

/// How many live entries a filter takes.
pub async fn count(db: &Db, kind: Kind, language: Language, filter: &Filter) -> Result<i64> {
    let (count,): (i64,) = db
        .one(
            sql!(
                "select count(*) from publication \
                  where kind = $1 and language = $2 \
                    and (cast($3 as text) is null or section = $3) \
                    and (cast($4 as text) is null or year = $4) \
                    and (cast($5 as text) is null or entry_id in ( \
                         select entry_id from publication_tag \
                          where tag = $5 and language = $2 and kind = $1))"
            ),
            args![
                kind.name(),
                language.code(),
                filter.section.as_deref(),
                filter.year.as_deref(),
                filter.tag.as_deref()
            ],
        )
        .await?;
    Ok(count)
}

/// The years that have live entries of a kind, newest first.
pub async fn years(db: &Db, kind: Kind, language: Language) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db
        .all(
            sql!("select distinct year from publication where kind = $1 and language = $2 order by year desc"),
            args![kind.name(), language.code()],
        )
        .await?;
    Ok(rows.into_iter().map(|(year,)| year).collect())
}

/// The tags that live entries of a kind bear.
pub async fn tags_in_use(db: &Db, kind: Kind, language: Language) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db
        .all(
            sql!("select distinct tag from publication_tag where kind = $1 and language = $2 order by tag"),
            args![kind.name(), language.code()],
        )
        .await?;
    Ok(rows.into_iter().map(|(tag,)| tag).collect())
}

/// A neighbour in time: id, slug, title.
pub type Neighbour = (i64, String, String);

/// The live entries of the same kind published just before and just after this one.
pub async fn neighbours(db: &Db, live: &Live) -> Result<(Option<Neighbour>, Option<Neighbour>)> {
    let place = || args![&live.kind, live.language.code(), live.published_at, live.id];
    let before = db
        .optional(
            sql!(
                "select entry_id, slug, title from publication \
                  where kind = $1 and language = $2 and (published_at, entry_id) < ($3, $4) \
                  order by published_at desc, entry_id desc limit 1"
            ),
            place(),
        )
        .await?;
    let after = db
        .optional(
            sql!(
                "select entry_id, slug, title from publication \
                  where kind = $1 and language = $2 and (published_at, entry_id) > ($3, $4) \
                  order by published_at, entry_id limit 1"
            ),
            place(),
        )
        .await?;
    Ok((before, after))
}

/// The slugs of an entry in every language in which it is live.
pub async fn siblings(db: &Db, entry: i64) -> Result<Vec<(Language, String)>> {
    let rows: Vec<(String, String)> = db
        .all(
            sql!("select language, slug from publication where entry_id = $1 order by language"),
            args![entry],
        )
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(language, slug)| Some((language.parse().ok()?, slug)))
        .collect())
}

/// What became of a slug that is not live.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The entry has another slug now.
    Moved(String),
    /// The entry was joined into another; its id.
    Into(i64),
    /// It was taken down.
    Down {
        /// Whether it was withdrawn or published in error.
        state: State,
        /// When, in milliseconds since 1970.
        at: Option<i64>,
        /// What its notice says.
        reason: Option<String>,
    },
}

/// What became of a slug that is not live; `None` when no entry ever had it.
pub async fn former_slug(
    db: &Db,
    kind: Kind,
    language: Language,
    slug: &str,
) -> Result<Option<Ended>> {
    type Row = (Option<String>, Option<String>, Option<i64>, Option<String>, Option<i64>);
    let row: Option<Row> = db
        .optional(
            sql!(
                "select p.slug, l.state, l.ended_at, l.ended_reason, l.merged_into \
                   from entry_slug s \
                   left join publication p on p.entry_id = s.entry_id and p.language = s.language \
                   left join entry_language l \
                     on l.entry_id = s.entry_id and l.language = s.language \
                  where s.kind = $1 and s.language = $2 and s.slug = $3"
            ),
            args![kind.name(), language.code(), slug],
        )
        .await?;
    Ok(row.map(|(now, state, at, reason, into)| match (now, into) {
        (Some(now), _) => Ended::Moved(now),
        (None, Some(into)) => Ended::Into(into),
        (None, None) => {
            let state = state.and_then(|name| State::named(&name)).unwrap_or(State::Withdrawn);
            Ended::Down { state, at, reason }
        }
    }))
}

/// The keys of every entry of a kind, in order.
pub async fn every_key(db: &Db, kind: &str) -> Result<Vec<String>> {
    let rows: Vec<(String,)> =
        db.all(sql!("select key from entry where kind = $1 order by key"), args![kind]).await?;
    Ok(rows.into_iter().map(|(key,)| key).collect())
}

/// Every slug any entry has or had: entry, kind, language, slug.
pub async fn every_slug(db: &Db) -> Result<Vec<(i64, String, String, String)>> {
    db.all(
        sql!(
            "select entry_id, kind, language, slug from entry_slug \
              order by entry_id, language, slug limit 1000000"
        ),
        args![],
    )
    .await
}
