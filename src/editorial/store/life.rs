//! Stages, hours, flags, care and remarks. Not for editions and publications.

use super::desk::Edition;
use crate::editorial::life::Stage;
use crate::people::{PersonId, person_of};
use crate::platform::db::{Db, Result, Tx};
use crate::platform::i18n::Language;
use crate::{args, sql};
use jiff::civil::Date;

/// Something whose hour has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The entry's id.
    pub entry: i64,
    /// Its kind.
    pub kind: String,
    /// Its key.
    pub key: String,
    /// The language.
    pub language: Language,
    /// The note for readers that goes with it.
    pub change_note: Option<String>,
    /// Whether it expires; otherwise it goes public.
    pub expires: bool,
    /// Who looks after it.
    pub owner: Option<PersonId>,
    /// Who moved it last: for what goes public, who set the hour.
    pub set_by: Option<PersonId>,
}

/// A remark beside an entry.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Remark {
    /// When, in milliseconds since 1970.
    pub made_at: i64,
    /// Who, as the change log names actors.
    pub made_by: String,
    /// The stage it came with.
    pub stage: String,
    /// What it says.
    pub remark: String,
}

/// Moves the newest edition of a language to a stage. An hour set before holds no longer.
pub async fn set_stage(
    tx: &mut Tx,
    edition: Edition<'_>,
    language: Language,
    stage: Stage,
) -> Result<()> {
    tx.run(
        sql!(
            "update entry_language set stage = $3, stage_at = $4, stage_by = $5, \
                    goes_live_at = null, change_note = null \
              where entry_id = $1 and language = $2"
        ),
        args![edition.entry, language.code(), stage.name(), edition.at, edition.by],
    )
    .await?;
    Ok(())
}

/// Who moved the newest edition of a language to its stage, as the change log names actors.
pub async fn stage_by(tx: &mut Tx, entry: i64, language: Language) -> Result<Option<String>> {
    let row: Option<(Option<String>,)> = tx
        .optional(
            sql!("select stage_by from entry_language where entry_id = $1 and language = $2"),
            args![entry, language.code()],
        )
        .await?;
    Ok(row.and_then(|(by,)| by))
}

/// Sets the hour at which a language goes public, and the note that goes with it.
pub async fn set_hour(
    tx: &mut Tx,
    entry: i64,
    language: Language,
    at: i64,
    note: Option<&str>,
) -> Result<()> {
    tx.run(
        sql!(
            "update entry_language set goes_live_at = $3, change_note = $4 \
              where entry_id = $1 and language = $2"
        ),
        args![entry, language.code(), at, note],
    )
    .await?;
    Ok(())
}

/// Sets the moment at which a language is taken down, or takes it back.
pub async fn set_expiry(
    tx: &mut Tx,
    entry: i64,
    language: Language,
    at: Option<i64>,
) -> Result<()> {
    tx.run(
        sql!("update entry_language set expires_at = $3 where entry_id = $1 and language = $2"),
        args![entry, language.code(), at],
    )
    .await?;
    Ok(())
}

/// Flags a publication without a second pair of eyes, or takes the flag away.
pub async fn set_forced(
    tx: &mut Tx,
    edition: Edition<'_>,
    language: Language,
    reason: Option<&str>,
) -> Result<()> {
    tx.run(
        sql!(
            "update entry_language set forced_at = $3, forced_by = $4, forced_reason = $5 \
              where entry_id = $1 and language = $2"
        ),
        args![
            edition.entry,
            language.code(),
            reason.map(|_| edition.at),
            reason.map(|_| edition.by),
            reason
        ],
    )
    .await?;
    Ok(())
}

/// Sets who looks after an entry, and when it must be read again.
pub async fn set_care(
    tx: &mut Tx,
    entry: i64,
    owner: Option<PersonId>,
    review_on: Option<Date>,
) -> Result<()> {
    tx.run(
        sql!("update entry set owner_id = $2, review_on = $3 where id = $1"),
        args![entry, owner.map(|person| person.0), review_on.map(|day| day.to_string())],
    )
    .await?;
    Ok(())
}

/// Keeps a remark.
pub async fn new_remark(
    tx: &mut Tx,
    edition: Edition<'_>,
    language: Language,
    stage: Stage,
    remark: &str,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into entry_remark (entry_id, language, made_at, made_by, stage, remark) \
             values ($1, $2, $3, $4, $5, $6)"
        ),
        args![edition.entry, language.code(), edition.at, edition.by, stage.name(), remark],
    )
    .await?;
    Ok(())
}

/// The remarks beside an entry in one language, newest first, at most a hundred.
pub async fn remarks(db: &Db, entry: i64, language: Language) -> Result<Vec<Remark>> {
    db.all(
        sql!(
            "select made_at, made_by, stage, remark from entry_remark \
              where entry_id = $1 and language = $2 order by id desc limit 100"
        ),
        args![entry, language.code()],
    )
    .await
}

#[derive(sqlx::FromRow)]
struct DueRow {
    entry_id: i64,
    kind: String,
    key: String,
    language: String,
    change_note: Option<String>,
    expires: i64,
    owner_id: Option<i64>,
    stage_by: Option<String>,
}

/// What is due at a moment, oldest hour first, at most a hundred at once.
pub async fn due(db: &Db, at: i64) -> Result<Vec<Due>> {
    let rows: Vec<DueRow> = db
        .all(
            sql!(
                "select * from (\
                 select l.entry_id, e.kind, e.key, l.language, l.change_note, \
                        cast(0 as bigint) as expires, e.owner_id, l.stage_by \
                   from entry_language l join entry e on e.id = l.entry_id \
                  where l.goes_live_at <= $1 and l.stage = 'scheduled' \
                 union all \
                 select l.entry_id, e.kind, e.key, l.language, null, cast(1 as bigint), \
                        e.owner_id, null \
                   from entry_language l join entry e on e.id = l.entry_id \
                  where l.expires_at <= $1 and l.state = 'published') as due \
                 order by entry_id, language limit 100"
            ),
            args![at],
        )
        .await?;
    let read = |row: DueRow| {
        Some(Due {
            entry: row.entry_id,
            kind: row.kind,
            key: row.key,
            language: row.language.parse().ok()?,
            change_note: row.change_note,
            expires: row.expires == 1,
            owner: row.owner_id.map(PersonId),
            set_by: row.stage_by.as_deref().and_then(person_of),
        })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Who looks after published entries that must be read again on a day from `first` to `last`, and
/// on which; at most a thousand.
pub async fn owners_to_remind(db: &Db, first: Date, last: Date) -> Result<Vec<(PersonId, Date)>> {
    let rows: Vec<(i64, String)> = db
        .all(
            sql!(
                "select distinct e.owner_id, e.review_on from entry e \
                        join entry_language l on l.entry_id = e.id \
                  where e.review_on >= $1 and e.review_on <= $2 and e.owner_id is not null \
                    and l.state = 'published' \
                  order by e.review_on, e.owner_id limit 1000"
            ),
            args![first.to_string(), last.to_string()],
        )
        .await?;
    let read = |(owner, day): (i64, String)| Some((PersonId(owner), day.parse().ok()?));
    Ok(rows.into_iter().filter_map(read).collect())
}

/// An entry to be read again.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ToRead {
    /// The entry.
    pub entry: i64,
    /// The language it is published in: the one it was written in, where that is published.
    pub language: String,
    /// Its title there.
    pub title: String,
}

/// The published entries somebody must read again on a day, by title, at most a hundred.
pub async fn to_read_again(db: &Db, owner: PersonId, review_on: Date) -> Result<Vec<ToRead>> {
    db.all(
        sql!(
            "select e.id as entry, l.language, coalesce(l.title, e.key) as title \
               from entry e join entry_language l on l.entry_id = e.id \
              where e.owner_id = $1 and e.review_on = $2 and l.state = 'published' \
                and l.language = coalesce((select max(o.language) from entry_language o \
                     where o.entry_id = e.id and o.state = 'published' \
                       and o.language = e.original), \
                    (select min(o.language) from entry_language o \
                      where o.entry_id = e.id and o.state = 'published')) \
              order by title, e.id limit 100"
        ),
        args![owner.0, review_on.to_string()],
    )
    .await
}

/// Takes what is due for this transaction; answers whether it was still there to be taken.
pub async fn claim(tx: &mut Tx, due: &Due, at: i64) -> Result<bool> {
    let values = args![due.entry, due.language.code(), at];
    let taken = if due.expires {
        tx.run(
            sql!(
                "update entry_language set expires_at = null \
                  where entry_id = $1 and language = $2 and expires_at <= $3"
            ),
            values,
        )
        .await?
    } else {
        tx.run(
            sql!(
                "update entry_language set goes_live_at = null, change_note = null \
                  where entry_id = $1 and language = $2 and goes_live_at <= $3 \
                    and stage = 'scheduled'"
            ),
            values,
        )
        .await?
    };
    Ok(taken == 1)
}
