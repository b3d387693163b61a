//! Lists at the desk: every entry with its stage, whoever may see what. Not for readers' lists.

use crate::editorial::life::{Stage, State};
use crate::platform::db::{Db, Result, Tx};
use crate::platform::i18n::Language;
use crate::platform::text::fold;
use crate::{args, sql};

/// What is looked for; each `None` is anything.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// A kind's folder name.
    pub kind: Option<String>,
    /// A state's name.
    pub state: Option<String>,
    /// A stage's name.
    pub stage: Option<String>,
    /// A language's code.
    pub language: Option<String>,
    /// A section's key.
    pub section: Option<String>,
    /// A body's key.
    pub publisher: Option<String>,
    /// An owner's account.
    pub owner: Option<i64>,
    /// Words of the title, in any case and with or without marks.
    pub title: Option<String>,
    /// Only what was published alone and is still flagged.
    pub forced: Option<i64>,
    /// Only what must be read again on or before this day.
    pub review_by: Option<String>,
    /// Only what this account looks after or wrote last.
    pub whose: Option<i64>,
    /// Which languages of an entry have a line.
    pub rows: Rows,
}

/// Which languages of an entry have a line in a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rows {
    /// Each one that matches.
    #[default]
    EachLanguage,
    /// The one the entry was first written in; titles are looked for in every language.
    Originals,
}

/// A line of a list at the desk: an entry in one language.
#[derive(Clone, Debug)]
pub struct Line {
    /// The entry's id.
    pub entry: i64,
    /// Its kind.
    pub kind: String,
    /// Its key.
    pub key: String,
    /// The language.
    pub language: Language,
    /// Its newest title.
    pub title: String,
    /// What readers get.
    pub state: State,
    /// How far the newest edition has come.
    pub stage: Stage,
    /// When the newest edition moved last, in milliseconds since 1970.
    pub moved_at: i64,
    /// Who moved it.
    pub moved_by: String,
    /// The body that publishes it.
    pub publisher: String,
    /// Its section.
    pub section: Option<String>,
    /// Who looks after it.
    pub owner: Option<i64>,
    /// The day on which it must be read again.
    pub review_on: Option<String>,
    /// When it goes public by itself.
    pub goes_live_at: Option<i64>,
    /// When it is taken down by itself.
    pub expires_at: Option<i64>,
    /// When it was first published.
    pub published_at: Option<i64>,
    /// Whether it was published alone and is still flagged.
    pub forced: bool,
}

#[derive(sqlx::FromRow)]
struct LineRow {
    entry_id: i64,
    kind: String,
    key: String,
    language: String,
    title: Option<String>,
    state: String,
    stage: String,
    moved_at: i64,
    moved_by: String,
    publisher: Option<String>,
    section: Option<String>,
    owner_id: Option<i64>,
    review_on: Option<String>,
    goes_live_at: Option<i64>,
    expires_at: Option<i64>,
    published_at: Option<i64>,
    forced_at: Option<i64>,
}

/// A line with the words of its newest edition.
#[derive(sqlx::FromRow)]
struct WordedRow {
    #[sqlx(flatten)]
    line: LineRow,
    words: String,
}

/// How many unfinished texts a search looks through: letters without their marks are compared here,
/// because neither engine folds đ.
const LOOKED_THROUGH: i64 = 1000;

/// The lines of a list, the last moved first.
pub async fn board(db: &Db, wanted: &Wanted, from: i64, limit: i64) -> Result<Vec<Line>> {
    let mut values = asked(wanted);
    values.extend(args![limit, from]);
    let rows: Vec<LineRow> = db
        .all(
            sql!(
                "select l.entry_id, e.kind, e.key, l.language, l.title, l.state, l.stage, \
                        coalesce(l.stage_at, w.made_at) as moved_at, \
                        coalesce(l.stage_by, w.made_by) as moved_by, e.publisher, e.section, \
                        e.owner_id, e.review_on, l.goes_live_at, l.expires_at, l.published_at, \
                        l.forced_at \
                   from entry_language l join entry e on e.id = l.entry_id \
                        join entry_words w on w.id = l.words_edition \
                  where (cast($1 as text) is null or e.kind = $1) \
                    and (cast($2 as text) is null or l.state = $2) \
                    and (cast($3 as text) is null or l.stage = $3) \
                    and (cast($4 as text) is null or l.language = $4) \
                    and (cast($5 as text) is null or e.section = $5) \
                    and (cast($6 as text) is null or e.publisher = $6) \
                    and (cast($7 as bigint) is null or e.owner_id = $7) \
                    and (cast($8 as text) is null or l.title_folded like $8 or ($12 = 1 and \
                         exists (select 1 from entry_language o where o.entry_id = e.id \
                                   and o.title_folded like $8))) \
                    and (cast($9 as bigint) is null or l.forced_at is not null) \
                    and (cast($10 as text) is null or e.review_on <= $10) \
                    and (cast($11 as bigint) is null or e.owner_id = $11 \
                         or w.made_by = 'person:' || cast($11 as text)) \
                    and ($12 = 0 or l.language = coalesce(e.original, l.language)) \
                  order by coalesce(l.stage_at, w.made_at) desc, l.entry_id desc, l.language \
                  limit $13 offset $14"
            ),
            values,
        )
        .await?;
    Ok(rows.into_iter().filter_map(line).collect())
}

/// How many lines a list has.
pub async fn board_length(db: &Db, wanted: &Wanted) -> Result<i64> {
    let (count,): (i64,) = db
        .one(
            sql!(
                "select count(*) from entry_language l join entry e on e.id = l.entry_id \
                        join entry_words w on w.id = l.words_edition \
                  where (cast($1 as text) is null or e.kind = $1) \
                    and (cast($2 as text) is null or l.state = $2) \
                    and (cast($3 as text) is null or l.stage = $3) \
                    and (cast($4 as text) is null or l.language = $4) \
                    and (cast($5 as text) is null or e.section = $5) \
                    and (cast($6 as text) is null or e.publisher = $6) \
                    and (cast($7 as bigint) is null or e.owner_id = $7) \
                    and (cast($8 as text) is null or l.title_folded like $8 or ($12 = 1 and \
                         exists (select 1 from entry_language o where o.entry_id = e.id \
                                   and o.title_folded like $8))) \
                    and (cast($9 as bigint) is null or l.forced_at is not null) \
                    and (cast($10 as text) is null or e.review_on <= $10) \
                    and (cast($11 as bigint) is null or e.owner_id = $11 \
                         or w.made_by = 'person:' || cast($11 as text)) \
                    and ($12 = 0 or l.language = coalesce(e.original, l.language))"
            ),
            asked(wanted),
        )
        .await?;
    Ok(count)
}

fn asked(wanted: &Wanted) -> Vec<crate::platform::db::Value> {
    args![
        wanted.kind.clone(),
        wanted.state.clone(),
        wanted.stage.clone(),
        wanted.language.clone(),
        wanted.section.clone(),
        wanted.publisher.clone(),
        wanted.owner,
        wanted.title.as_deref().map(pattern),
        wanted.forced,
        wanted.review_by.clone(),
        wanted.whose,
        i64::from(wanted.rows == Rows::Originals)
    ]
}

/// Words of a title as a pattern; `%` and `_` of the asker stand for anything, which harms nobody.
fn pattern(title: &str) -> String {
    let words = fold(title);
    format!("%{}%", words.split_whitespace().collect::<Vec<_>>().join("%"))
}

fn line(row: LineRow) -> Option<Line> {
    Some(Line {
        entry: row.entry_id,
        kind: row.kind,
        title: row.title.unwrap_or_else(|| row.key.clone()),
        key: row.key,
        language: row.language.parse().ok()?,
        state: State::named(&row.state)?,
        stage: Stage::named(&row.stage)?,
        moved_at: row.moved_at,
        moved_by: row.moved_by,
        publisher: row.publisher.unwrap_or_default(),
        section: row.section,
        owner: row.owner_id,
        review_on: row.review_on,
        goes_live_at: row.goes_live_at,
        expires_at: row.expires_at,
        published_at: row.published_at,
        forced: row.forced_at.is_some(),
    })
}

/// How many entries of each kind are handed in and wait for somebody.
pub async fn waiting(db: &Db) -> Result<Vec<(String, i64)>> {
    db.all(
        sql!(
            "select e.kind, count(*) from entry_language l join entry e on e.id = l.entry_id \
              where l.stage = 'submitted' group by e.kind order by e.kind limit 100"
        ),
        args![],
    )
    .await
}

/// The kind and key of an entry by its id.
pub async fn named(db: &Db, entry: i64) -> Result<Option<(String, String)>> {
    db.optional(sql!("select kind, key from entry where id = $1"), args![entry]).await
}

/// What goes public or expires between two moments, in order.
pub async fn hours(db: &Db, from: i64, to: i64) -> Result<Vec<Line>> {
    let rows: Vec<LineRow> = db
        .all(
            sql!(
                "select l.entry_id, e.kind, e.key, l.language, l.title, l.state, l.stage, \
                        coalesce(l.stage_at, w.made_at) as moved_at, \
                        coalesce(l.stage_by, w.made_by) as moved_by, e.publisher, e.section, \
                        e.owner_id, e.review_on, l.goes_live_at, l.expires_at, l.published_at, \
                        l.forced_at \
                   from entry_language l join entry e on e.id = l.entry_id \
                        join entry_words w on w.id = l.words_edition \
                  where (l.goes_live_at >= $1 and l.goes_live_at < $2) \
                     or (l.expires_at >= $1 and l.expires_at < $2) \
                     or (l.published_at >= $1 and l.published_at < $2) \
                  order by coalesce(l.goes_live_at, l.published_at, l.expires_at), l.entry_id, \
                           l.language limit 1000"
            ),
            args![from, to],
        )
        .await?;
    Ok(rows.into_iter().filter_map(line).collect())
}

/// What is still being worked on whose newest words hold a text, with or without marks. What is settled is
/// in the search index; the rest is little.
pub async fn with_words(db: &Db, text: &str, limit: i64) -> Result<Vec<Line>> {
    let rows: Vec<WordedRow> = db
        .all(
            sql!(
                "select l.entry_id, e.kind, e.key, l.language, l.title, l.state, l.stage, \
                        coalesce(l.stage_at, w.made_at) as moved_at, \
                        coalesce(l.stage_by, w.made_by) as moved_by, e.publisher, e.section, \
                        e.owner_id, e.review_on, l.goes_live_at, l.expires_at, l.published_at, \
                        l.forced_at, w.words \
                   from entry_language l join entry e on e.id = l.entry_id \
                        join entry_words w on w.id = l.words_edition \
                  where l.stage <> 'settled' \
                  order by w.made_at desc, l.entry_id desc, l.language limit $1"
            ),
            args![LOOKED_THROUGH],
        )
        .await?;
    let wanted = fold(text);
    let holds = |row: &WordedRow| fold(&row.words).contains(&wanted);
    let found = rows.into_iter().filter(holds).filter_map(|row| line(row.line));
    Ok(found.take(usize::try_from(limit).unwrap_or(0)).collect())
}

/// Entries from before lists at the desk had columns of their own, at most `limit` of them.
pub async fn unlisted(tx: &mut Tx, limit: i64) -> Result<Vec<(String, String)>> {
    tx.all(
        sql!(
            "select distinct e.kind, e.key from entry e join entry_language l on l.entry_id = e.id \
              where l.title is null or e.publisher is null order by e.kind, e.key limit $1"
        ),
        args![limit],
    )
    .await
}

/// Fills the columns that lists at the desk read.
pub async fn fill_line(
    tx: &mut Tx,
    stored: &super::desk::Stored,
    section: Option<&str>,
) -> Result<()> {
    tx.run(
        sql!("update entry set publisher = $2, section = $3 where id = $1"),
        args![stored.id, &stored.facts.publisher, section],
    )
    .await?;
    for state in &stored.languages {
        let title = &state.words.title;
        tx.run(
            sql!(
                "update entry_language set title = $3, title_folded = $4 \
                  where entry_id = $1 and language = $2"
            ),
            args![stored.id, state.language.code(), title, fold(title)],
        )
        .await?;
    }
    Ok(())
}
